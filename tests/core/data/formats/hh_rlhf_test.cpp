// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/formats/all_formats.h"

namespace luthier {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

Result<Example> read(const std::string& chosen, const std::string& rejected) {
    return findFormat("hh_rlhf")->read({{"chosen", chosen}, {"rejected", rejected}});
}

std::string outline(const Result<Example>& example) {
    if (!example) return "error: " + example.error().message;
    const auto turns = [](const std::vector<Turn>& list) {
        std::string text;
        for (const Turn& turn : list) text += (turn.role == Role::User ? "H:" : "A:") + turn.text + "|";
        return text;
    };
    const Pair& pair = std::get<Pair>(example->body);
    return turns(pair.prompt.turns) + " > " + turns(pair.a) + " > " + turns(pair.b);
}

TEST(HhRlhf, TheSharedTurnsAreThePrompt) {
    EXPECT_EQ(outline(read("\n\nHuman: q\n\nAssistant: a\n\nHuman: r\n\nAssistant: b", "\n\nHuman: q\n\nAssistant: a\n\nHuman: r\n\nAssistant: c")),
              "H:q|A:a|H:r| > A:b| > A:c|");
    // Where they part at a question, both answers begin at the answer before it.
    EXPECT_EQ(outline(read("\n\nHuman: q\n\nAssistant: a\n\nHuman: r", "\n\nHuman: q\n\nAssistant: a\n\nHuman: s")), "H:q| > A:a|H:r| > A:a|H:s|");
    EXPECT_EQ(outline(read("\n\nHuman: q\n\nAssistant: a", "\n\nHuman: q\n\nAssistant: a")), "H:q| > A:a| > A:a|");
    EXPECT_EQ(outline(read("\n\nHuman: q\n\nAssistant: a", "\n\nHuman: other\n\nAssistant: a")), " > H:q|A:a| > H:other|A:a|");
    EXPECT_EQ(outline(read("\n\nHuman: two\n\nparagraphs \n\n\nAssistant:", "\n\nHuman: two\n\nparagraphs \n\n\nAssistant:  x")),
              "H:two\n\nparagraphs \n| > A:| > A: x|");
}

TEST(HhRlhf, IsWrittenAsItWas) {
    const std::string chosen = "\n\nHuman: q\n\nAssistant: a\n\nHuman: r\n\nAssistant: b ";
    const std::string rejected = "\n\nHuman: q\n\nAssistant: a\n\nHuman: r\n\nAssistant: ";
    const Example row = read(chosen, rejected).value();
    const WrittenRow out = findFormat("hh_rlhf")->write(row).value();
    EXPECT_EQ(out.json, (Json{{"chosen", chosen}, {"rejected", rejected}}));
    EXPECT_THAT(out.lost, IsEmpty());
}

TEST(HhRlhf, APromptColumnIsPutInFront) {
    const Format& format = *findFormat("hh_rlhf");
    const Json row = {{"prompt", "\n\nHuman: q\n\nAssistant:"}, {"chosen", " a"}, {"rejected", "b"}, {"strength", 1}};
    EXPECT_TRUE(format.matches(row));
    const Example example = format.read(row).value();
    EXPECT_EQ(outline(example), "H:q| > A:a| > A:b|");
    EXPECT_EQ(std::get<Pair>(example.body).verdict.strength, 1);
    EXPECT_EQ(format.read(format.write(example).value().json).value().body, example.body);
}

TEST(HhRlhf, ErrorsAndLosses) {
    EXPECT_EQ(read("Hello", "\n\nHuman: q\n\nAssistant: a").error().key, "chosen");
    EXPECT_EQ(read("\n\nHuman: q\n\nAssistant: a", "\n\nAssistant: a").error().key, "rejected");
    EXPECT_EQ(read("\n\nHuman: q\n\nAssistant: a", "").error().key, "rejected");
    EXPECT_EQ(findFormat("hh_rlhf")->read({{"chosen", "\n\nHuman: q"}, {"rejected", 3}}).error().key, "rejected");

    Example row = read("\n\nHuman: q\n\nAssistant: a", "\n\nHuman: q\n\nAssistant: b").value();
    auto& pair = std::get<Pair>(row.body);
    pair.a.front().thinking = "hm";
    EXPECT_THAT(findFormat("hh_rlhf")->write(row).value().lost, Contains("thinking"));
    pair.a.front().text = "as she said:\n\nHuman: no";
    EXPECT_THAT(findFormat("hh_rlhf")->write(row).error().message, HasSubstr("would be read as several"));
    pair.prompt.turns.front().role = Role::System;
    EXPECT_EQ(findFormat("hh_rlhf")->write(row).error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace luthier
