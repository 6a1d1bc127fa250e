// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace luthier::rules {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

TEST(Checkout, EveryUnitIsComplete) { EXPECT_EQ(listed(checkUnits(checkout())), ""); }

TEST(Checkout, UnitsAreFound) {
    EXPECT_THAT(registeredUnits(checkout(), "core/methods/"), Contains("sft"));
    EXPECT_THAT(registeredUnits(checkout(), "core/adapters/"), IsSupersetOf({"lora", "full", "last_layers"}));
    EXPECT_THAT(registeredUnits(checkout(), "core/models/families/"), IsSupersetOf({"llama", "mistral", "qwen2"}));
    EXPECT_THAT(registeredUnits(checkout(), "core/data/formats/"), IsSupersetOf({"messages", "alpaca", "sharegpt", "prompt_completion"}));
}

// One complete method and one complete format.
Tree sample() {
    Tree tree;
    tree.add("core/methods/all_methods.h", "using AllMethods = TypeList<BestOfN>;");
    tree.add("core/methods/best_of_n.h", "static constexpr const char* id = \"best_of_n\";")
        .add("core/methods/best_of_n_info.cpp", "Schema<BestOfNOptions> s;");
    tree.add("core/data/formats/two_columns.cpp", "class X : public Format {};");
    tree.add("core/data/formats/all_formats.cpp", "&twoColumnsFormat(),");
    tree.add("core/README.md", "- `best_of_n`: ...\n- `two_columns`: ...\n");
    tree.add("resources/presets/a.json", "{\"method\": {\"type\": \"best_of_n\"}}");
    tree.add("tests/core/methods/best_of_n_test.cpp", "").add("tests/core/data/formats_test.cpp", "read(\"two_columns\")");
    return tree;
}

TEST(Units, ACompleteOneIsAccepted) { EXPECT_EQ(listed(checkUnits(sample())), ""); }

TEST(Units, EveryMissingPartIsNamed) {
    EXPECT_THAT(listed(checkUnits(sample().add("core/methods/best_of_n_info.cpp", ""))), HasSubstr("does not define Schema<"));
    EXPECT_THAT(listed(checkUnits(sample().add("core/README.md", ""))), AllOf(HasSubstr("`best_of_n` has no line"), HasSubstr("`two_columns` has no line")));
    EXPECT_THAT(listed(checkUnits(sample().add("resources/presets/a.json", "{}"))), HasSubstr("no preset in resources/presets has the method best_of_n"));
    EXPECT_THAT(listed(checkUnits(sample().add("tests/core/data/formats_test.cpp", ""))), HasSubstr("no test below tests/core names two_columns"));
    EXPECT_THAT(listed(checkUnits(sample().add("core/data/formats/all_formats.cpp", ""))), HasSubstr("two_columns.cpp:1: is not registered"));
    EXPECT_THAT(listed(checkUnits(sample().add("core/methods/all_methods.h", "using AllMethods = TypeList<>;"))),
                HasSubstr("best_of_n.h:1: is not registered"));
    EXPECT_THAT(listed(checkUnits(sample().add("core/methods/all_methods.h", "using AllMethods = TypeList<BestOfN, Dpo>;"))),
                HasSubstr("core/methods/dpo.h is missing"));
}

}  // namespace
}  // namespace luthier::rules
