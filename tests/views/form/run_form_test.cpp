// SPDX-License-Identifier: GPL-3.0-or-later
// The form of run.json itself.
#include <algorithm>

#include <QPushButton>
#include <QToolButton>

#include "core/recipe/presets.h"
#include "core/recipe/run_config.h"
#include "tests/views/form/form_support.h"

namespace luthier {

using namespace test;

namespace {

std::vector<Problem> problemsOf(const Json& values) {
    const auto parsed = parseRunConfig(values);
    return parsed ? std::vector<Problem>{} : parsed.error().problems;
}

Json completeRun(const Json& partial) {
    Json run = partial;
    run["model"]["path"] = "/models/a";
    run["data"]["train"] = "rows.jsonl";
    const auto parsed = parseRunConfig(run);
    EXPECT_TRUE(parsed.has_value()) << (parsed ? "" : parsed.error().toString());
    return parsed ? runConfigToJson(*parsed) : Json();
}

class PresetForm : public testing::TestWithParam<std::string> {};

TEST_P(PresetForm, ComesBackUnchanged) {
    const Preset* const preset = findPreset(GetParam());
    ASSERT_NE(preset, nullptr);
    const Json run = completeRun(preset->run);
    Form form(runConfigSchema().fields());
    form.setValues(run);
    EXPECT_EQ(dumpJson(form.values()), dumpJson(run));
    // As a file has it, with most keys left out.
    Json partial = preset->run;
    partial["model"]["path"] = "/models/a";
    partial["data"]["train"] = "rows.jsonl";
    form.setValues(partial);
    EXPECT_EQ(form.values(), run);
    EXPECT_TRUE(form.setProblems(problemsOf(form.values())).empty());
}

std::vector<std::string> presetIds() {
    std::vector<std::string> ids;
    for (const Preset& preset : allPresets()) ids.push_back(preset.id);
    return ids;
}
INSTANTIATE_TEST_SUITE_P(All, PresetForm, testing::ValuesIn(presetIds()), [](const auto& preset) {
    std::string name = preset.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

// Values that no field takes, in every field of the schema: each problem must be shown at its own row.
void breakEverything(const std::vector<FieldInfo>& fields, Json& values) {
    for (const FieldInfo& field : fields) {
        if (field.type == FieldType::Struct && !field.isList) breakEverything(field.fields, values[field.key]);
        else if (field.type == FieldType::Variant) {
            for (const AlternativeInfo& alternative : field.alternatives)
                if (values[field.key]["type"] == alternative.id) breakEverything(alternative.fields, values[field.key]);
        } else values[field.key] = field.type == FieldType::Object ? Json(1) : Json{{"wrong", 1}};
    }
}

class AdapterForm : public testing::TestWithParam<std::string> {};

TEST_P(AdapterForm, EveryProblemIsShownAtItsField) {
    Json run = completeRun(Json{{"adapter", {{"type", GetParam()}}}});
    breakEverything(runConfigSchema().fields(), run);
    Form form(runConfigSchema().fields());
    form.setValues(run);
    EXPECT_EQ(form.values(), run);
    const std::vector<Problem> problems = problemsOf(run);
    ASSERT_GT(problems.size(), 25U);
    // eval_fraction is only asked for when there is no held-out file.
    for (const Problem& left : form.setProblems(problems)) EXPECT_EQ(left.key, "data.eval_fraction");
    for (const Problem& problem : problems) {
        const bool isShown = !shownProblem(form, problem.key.c_str()).isEmpty();
        EXPECT_EQ(isShown, problem.key != "data.eval_fraction") << problem.key << ": " << problem.message;
    }
}
INSTANTIATE_TEST_SUITE_P(All, AdapterForm, testing::Values("lora", "full", "last_layers"));

TEST(RunForm, TargetsInAllThreeForms) {
    Form form(runConfigSchema().fields());
    for (const Json& targets : {Json("all-linear"), Json::array({"q_proj", "my_layer"}), Json("re:.*q_proj")}) {
        form.setValues(completeRun(Json{{"adapter", {{"type", "lora"}, {"targets", targets}}}}));
        EXPECT_EQ(form.values()["adapter"]["targets"], targets);
    }
    choose(form, "adapter.targets", 1);
    control<QToolButton>(form, "adapter.targets.v_proj")->click();
    EXPECT_EQ(form.values()["adapter"]["targets"], Json::array({"v_proj"}));
    choose(form, "adapter.targets", 2);
    type(form, "adapter.targets.pattern", "(");
    const auto problems = problemsOf(form.values());
    form.setProblems(problems);
    EXPECT_TRUE(shownProblem(form, "adapter.targets").contains("regular expression")) << dumpJson(form.values());
}

TEST(RunForm, DataFilesGrowFromAPathToAList) {
    Form form(runConfigSchema().fields());
    form.setValues(completeRun(Json::object()));
    EXPECT_EQ(form.values()["data"]["train"], "rows.jsonl");
    control<QPushButton>(form, "data.train.add")->click();
    type(form, "data.train[1].path", "more.jsonl");
    type(form, "data.train[1].weight", "5000");
    ASSERT_EQ(form.values()["data"]["train"].size(), 2U);
    EXPECT_TRUE(form.setProblems(problemsOf(form.values())).empty());
    EXPECT_TRUE(shownProblem(form, "data.train[1].weight").contains("between 0 and 1000"));
    control<QToolButton>(form, "data.train[1].remove")->click();
    EXPECT_EQ(form.values()["data"]["train"], "rows.jsonl");
}

}  // namespace
}  // namespace luthier
