// SPDX-License-Identifier: Apache-2.0
// The catalogue is complete: whoever adds a unit or an option without its words fails here.
#include <set>

#include <gmock/gmock.h>

#include "core/recipe/presets.h"
#include "core/recipe/run_config.h"

namespace luthier {
namespace {

void checkFields(const std::vector<FieldInfo>& fields, const std::string& path) {
    std::set<std::string> keys;
    std::set<std::string> labels;
    for (const FieldInfo& field : fields) {
        const std::string here = path + "." + field.key;
        EXPECT_TRUE(keys.insert(field.key).second) << here;
        EXPECT_TRUE(labels.insert(field.label).second) << here << ": two fields are labelled " << field.label;
        EXPECT_FALSE(field.label.empty()) << here;
        EXPECT_GT(field.help.size(), 10U) << here;
        EXPECT_TRUE(field.isRequired || field.type == FieldType::Struct || field.reason.size() > 5) << here << ": why this default?";
        const bool isNumber = field.type == FieldType::Integer || field.type == FieldType::Number;
        EXPECT_TRUE(!isNumber || (field.minimum && field.maximum)) << here << ": no range";
        for (const ChoiceInfo& choice : field.choices) EXPECT_TRUE(!choice.label.empty() && !choice.help.empty()) << here << ": " << choice.value;
        const auto decides = [&field](const FieldInfo& other) { return other.key == field.visibleIfKey; };
        EXPECT_TRUE(field.visibleIfKey.empty() || std::any_of(fields.begin(), fields.end(), decides)) << here;
        checkFields(field.fields, here);
        for (const AlternativeInfo& alternative : field.alternatives) checkFields(alternative.fields, here + "." + alternative.id);
    }
}

TEST(Catalogue, everyOptionHasLabelHelpReasonAndRange) { checkFields(runConfigSchema().fields(), "run"); }

TEST(Catalogue, everyDefaultIsAValueTheSchemaTakes) {
    RunConfig config;
    config.model.path = "m";
    config.data.train = {DataFile{"rows.jsonl", 1.0, std::nullopt, "auto", Json::object()}};
    AllAdapters::forEach([&]<class A>() {
        config.adapter = typename A::Options{};
        EXPECT_TRUE(runConfigSchema().validate(config).has_value()) << A::id;
    });
    AllMethods::forEach([&]<class M>() {
        typename M::Options options;
        // What is rewarded is for the user to say.
        if constexpr (std::is_base_of_v<OnlineOptions, typename M::Options>) options.rewards = {RewardSpec{"", 1.0, RewardScale::AsIs, LengthRuleOptions{}}};
        config.method = options;
        EXPECT_TRUE(runConfigSchema().validate(config).has_value()) << M::id;
    });
}

TEST(Catalogue, listsEveryUnit) {
    const Json json = describeCatalogue();
    const auto ids = [&json](const char* key) {
        std::vector<std::string> list;
        for (const Json& unit : json[key]) list.push_back(unit["id"]);
        return list;
    };
    EXPECT_THAT(ids("methods"), testing::ElementsAre("sft", "dpo", "kto", "orpo", "simpo", "cpo", "unlikelihood", "reward", "grpo", "ppo", "rloo", "reinforce",
                                                    "online_dpo"));
    EXPECT_THAT(ids("adapters"), testing::ElementsAre("lora", "full", "last_layers"));
    EXPECT_THAT(ids("families"), testing::ElementsAre("llama", "mistral", "qwen2"));
    EXPECT_THAT(ids("formats"), testing::IsSupersetOf({"messages", "alpaca", "sharegpt"}));
    EXPECT_EQ(json["presets"].size(), allPresets().size());
    EXPECT_EQ(json["engine"]["version"], kLuthierVersion);
    for (const char* kind : {"methods", "adapters", "families", "formats"}) {
        for (const Json& unit : json[kind]) {
            EXPECT_FALSE(unit["title"].get<std::string>().empty()) << kind;
            EXPECT_FALSE(unit["help"].get<std::string>().empty()) << kind;
            EXPECT_TRUE(unit["options"].is_array()) << kind;
        }
    }
    EXPECT_EQ(json["adapters"][0]["learning_rates"][0]["learning_rate"], 2e-4);
    EXPECT_EQ(parseJson(dumpJson(json)).value(), json);
}

TEST(Catalogue, isEnoughToFillAForm) {
    const Json catalogue = describeCatalogue();
    ASSERT_EQ(catalogue["adapters"].size(), AllAdapters::size);
    for (const Json& adapter : catalogue["adapters"]) {
        Json values = {{"type", adapter["id"]}};   // what a form sends that shows every default
        for (const Json& option : adapter["options"]) values[option["key"].get<std::string>()] = option["default"];
        const Json run = {{"model", {{"path", "m"}}}, {"data", {{"train", "t"}}}, {"adapter", values}};
        EXPECT_TRUE(parseRunConfig(run).has_value()) << adapter["id"];
    }
}

}  // namespace
}  // namespace luthier
