// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/form/form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

#include <gtest/gtest.h>

#include "core/recipe/presets.h"
#include "core/recipe/run_config.h"
#include "tests/core/config/sample_options.h"

namespace luthier {
namespace {

template <class Widget>
Widget* control(Form& form, const char* name) {
    auto* const found = form.findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
}

void type(Form& form, const char* name, const char* text) {
    auto* const line = control<QLineEdit>(form, name);
    line->selectAll();
    QTest::keyClicks(line, QString::fromLatin1(text));
}

void choose(Form& form, const char* name, int index) {
    auto* const box = control<QComboBox>(form, name);
    box->setCurrentIndex(index);
    emit box->activated(index);
}

std::vector<Problem> problemsOf(const Json& values) {
    const auto parsed = parseRunConfig(values);
    return parsed ? std::vector<Problem>{} : parsed.error().problems;
}

QString shownProblem(Form& form, const char* key) {
    auto* const shown = form.findChild<QLabel*>(QString::fromLatin1(key) + QStringLiteral(".problem"));
    return shown == nullptr || shown->isHidden() ? QString() : shown->text();
}

class SampleForm : public testing::Test {
protected:
    Form form{sampleSchema().fields()};
};

TEST_F(SampleForm, BeginsWithTheDefaults) { EXPECT_EQ(form.values(), sampleSchema().toJson(Sample{})); }

TEST_F(SampleForm, GivesBackWhatItWasGiven) {
    Sample sample;
    sample.flag = true;
    sample.count = 7;
    sample.rate = 1e-7;
    sample.name = "ä \"name\" <b>";
    sample.colour = Colour::Green;
    sample.speed = 2.5;
    sample.paint = Colour::Red;
    sample.limit = 3;
    sample.sizes = {};
    sample.extra = {{"from", "to"}, {"number", 3}};
    sample.inner = {1, 2};
    sample.list = {{0, 1}, {2, 3}};
    sample.shape = SquareOptions{5, true};
    const Json json = sampleSchema().toJson(sample);
    form.setValues(json);
    EXPECT_EQ(form.values(), json);
    form.setValues(sampleSchema().toJson(Sample{}));
    EXPECT_EQ(form.values(), sampleSchema().toJson(Sample{}));
}

TEST_F(SampleForm, GivesBackWhatIsWrongToo) {
    Json json = sampleSchema().toJson(Sample{});
    json["flag"] = "yes";
    json["count"] = 1.5;
    json["rate"] = "fast";
    json["name"] = 3;
    json["colour"] = "blue";
    json["speed"] = nullptr;
    json["sizes"] = "1,2";
    json["extra"] = Json::array({1});
    json["list"] = 4;
    json["shape"] = {{"type", "star"}};
    json["nobody knows this"] = 1;
    form.setValues(json);
    EXPECT_EQ(form.values(), json);
    const auto read = sampleSchema().fromJson(form.values());
    ASSERT_FALSE(read.has_value());
    std::vector<std::string> left;
    for (const Problem& problem : form.setProblems(read.error().problems)) left.push_back(problem.key);
    EXPECT_EQ(left, std::vector<std::string>{"nobody knows this"});
    EXPECT_TRUE(shownProblem(form, "colour").contains("red"));
    EXPECT_FALSE(shownProblem(form, "shape").isEmpty());
}

TEST_F(SampleForm, AValueThatIsNoObjectStaysUntilSomethingIsEdited) {
    form.setValues(Json::array({1, 2}));
    EXPECT_EQ(form.values(), Json::array({1, 2}));
    control<QCheckBox>(form, "flag")->click();
    EXPECT_TRUE(form.values().is_object());
}

TEST_F(SampleForm, EachControlSetsItsField) {
    QSignalSpy spy(&form, &Form::changed);
    control<QCheckBox>(form, "flag")->click();
    EXPECT_EQ(spy.count(), 1);
    type(form, "count", "32");
    type(form, "rate", "1e-3");
    type(form, "name", "/some/where");
    type(form, "word", "other");
    choose(form, "colour", 1);
    type(form, "speed", "2");
    choose(form, "paint", 2);
    type(form, "limit", "9");
    type(form, "inner.low", "-5");
    control<QPlainTextEdit>(form, "extra")->setPlainText("a = b\nc=d");
    control<QPushButton>(form, "sizes.add")->click();
    type(form, "sizes[2]", "7");
    control<QToolButton>(form, "sizes[0].remove")->click();
    control<QPushButton>(form, "list.add")->click();
    type(form, "list[0].high", "3");
    choose(form, "shape", 1);
    type(form, "shape.side", "4");
    const auto read = sampleSchema().fromJson(form.values());
    ASSERT_TRUE(read.has_value()) << read.error().toString();
    Sample expected;
    expected.flag = true;
    expected.count = 32;
    expected.rate = 1e-3;
    expected.name = "/some/where";
    expected.word = "other";
    expected.colour = Colour::Green;
    expected.speed = 2.0;
    expected.paint = Colour::Green;
    expected.limit = 9;
    expected.inner.low = -5;
    expected.extra = {{"a", "b"}, {"c", "d"}};
    expected.sizes = {2, 7};
    expected.list = {{0, 3}};
    expected.shape = SquareOptions{4, false};
    EXPECT_EQ(*read, expected) << dumpJson(form.values());
}

TEST_F(SampleForm, NumbersAreReadAsTheyAreWrittenAndNonsenseIsKept) {
    for (const char* const text : {"abc", "1.5", "99999999999999999999", "inf", "nan", "0x10", "1,000", "--1", " "}) {
        type(form, "count", text);
        const auto read = sampleSchema().fromJson(form.values());
        ASSERT_FALSE(read.has_value()) << text;
        EXPECT_TRUE(form.setProblems(read.error().problems).empty()) << text;
        EXPECT_FALSE(shownProblem(form, "count").isEmpty()) << text;
        EXPECT_TRUE(control<QLineEdit>(form, "count")->property("invalid").toBool());
    }
    type(form, "count", "16");
    EXPECT_TRUE(form.setProblems({}).empty());
    EXPECT_TRUE(shownProblem(form, "count").isEmpty());
    EXPECT_FALSE(control<QLineEdit>(form, "count")->property("invalid").toBool());
    QTest::keyClick(control<QLineEdit>(form, "count"), Qt::Key_Up);
    EXPECT_EQ(form.values()["count"], 17);
}

TEST_F(SampleForm, AutomaticIsAValueWithWhatItBecomes) {
    auto* const chip = control<QToolButton>(form, "speed.auto");
    EXPECT_TRUE(chip->isChecked());
    form.setAutomatic("speed", "2.5", "because it is fast");
    EXPECT_EQ(control<QLineEdit>(form, "speed")->placeholderText(), "2.5");
    EXPECT_TRUE(control<QLabel>(form, "speed.caption")->text().contains("Because it is fast"));
    chip->click();
    EXPECT_EQ(form.values()["speed"], 2.5);
    type(form, "speed", "\b");
    EXPECT_EQ(form.values()["speed"], "auto");
    form.setAutomatic("paint", "Green", "");
    EXPECT_EQ(control<QComboBox>(form, "paint")->itemText(0), "Automatic: Green");
}

TEST_F(SampleForm, EmptyMeansNotSetWhereThatIsAValue) {
    type(form, "limit", "4");
    EXPECT_EQ(form.values()["limit"], 4);
    type(form, "limit", "\b");
    EXPECT_TRUE(form.values()["limit"].is_null());
}

TEST_F(SampleForm, AdvancedFieldsAreFoldedAndCounted) {
    auto* const more = control<QPushButton>(form, ".more");
    EXPECT_EQ(more->text(), "12 more");   // 14 fields, one basic, one that depends on it
    auto* const count = control<QLineEdit>(form, "count");
    EXPECT_FALSE(count->isVisibleTo(&form));
    more->click();
    EXPECT_TRUE(count->isVisibleTo(&form));
    EXPECT_FALSE(control<QLineEdit>(form, "word")->isVisibleTo(&form));
    control<QCheckBox>(form, "flag")->click();
    EXPECT_TRUE(control<QLineEdit>(form, "word")->isVisibleTo(&form));
    more->click();
    EXPECT_FALSE(count->isVisibleTo(&form));
}

TEST_F(SampleForm, SearchShowsWhatMatchesAndOnlyThat) {
    auto* const count = control<QLineEdit>(form, "count");
    EXPECT_TRUE(form.filter("num_rows"));   // what other tools call it
    EXPECT_TRUE(count->isVisibleTo(&form));
    EXPECT_FALSE(control<QCheckBox>(form, "flag")->isVisibleTo(&form));
    EXPECT_TRUE(form.filter("HIGH"));
    EXPECT_TRUE(control<QLineEdit>(form, "inner.high")->isVisibleTo(&form));
    EXPECT_FALSE(control<QLineEdit>(form, "inner.low")->isVisibleTo(&form));
    EXPECT_FALSE(form.filter("no such thing"));
    form.filter({});
    EXPECT_TRUE(control<QCheckBox>(form, "flag")->isVisibleTo(&form));
    EXPECT_FALSE(count->isVisibleTo(&form));
}

TEST_F(SampleForm, ProblemsOpenWhatHidesThemAndGoInside) {
    EXPECT_TRUE(form.setProblems({{"inner.low", "must not be above high", "swap them"}, {"shape.radius", "is wrong", ""}}).empty());
    EXPECT_EQ(shownProblem(form, "inner.low"), QString::fromUtf8("Must not be above high – swap them"));
    EXPECT_EQ(shownProblem(form, "shape.radius"), "Is wrong");
    EXPECT_TRUE(control<QLineEdit>(form, "inner.low")->isVisibleTo(&form));
}

TEST_F(SampleForm, ProblemsOfWhatIsNotShownAreHandedBack) {
    const std::vector<Problem> left = form.setProblems({{"word", "is empty", ""}, {"shape.edge", "is not known", ""}, {"shape.filled", "no circle has it", ""}});
    EXPECT_EQ(left.size(), 3U);   // "word" is not shown while the flag is off
}

TEST_F(SampleForm, AChangedValueIsMarkedAndGoesBack) {
    auto* const reset = control<QToolButton>(form, "count.reset");
    EXPECT_TRUE(reset->isHidden());
    type(form, "count", "20");
    EXPECT_FALSE(reset->isHidden());
    EXPECT_TRUE(reset->toolTip().contains("16"));
    reset->click();
    EXPECT_EQ(form.values()["count"], 16);
    EXPECT_TRUE(reset->isHidden());
}

TEST_F(SampleForm, AnAlternativeKeepsWhatWasSetForIt) {
    type(form, "shape.radius", "9");
    choose(form, "shape", 1);
    type(form, "shape.side", "3");
    choose(form, "shape", 0);
    EXPECT_EQ(form.values()["shape"], (Json{{"type", "circle"}, {"radius", 9.0}}));
    choose(form, "shape", 1);
    EXPECT_EQ(form.values()["shape"]["side"], 3);
}

TEST_F(SampleForm, AKeyPathSetsAValueAndLeadsToItsField) {
    EXPECT_TRUE(form.setValue("inner.high", 50));
    EXPECT_EQ(form.values()["inner"]["high"], 50);
    EXPECT_FALSE(form.setValue("inner.middle", 50));
    EXPECT_TRUE(form.focusField("list"));
    EXPECT_FALSE(form.focusField("nowhere.at.all"));
}

TEST(EditorCatalogue, AFieldThatNobodyKnowsIsEditedAsJson) {
    FieldInfo field;
    field.key = "odd";
    field.type = FieldType::Custom;
    field.customType = "never heard of";
    field.defaultValue = Json{{"a", 1}};
    Form form({field});
    EXPECT_EQ(form.values(), (Json{{"odd", {{"a", 1}}}}));
    type(form, "odd", "[1, 2");
    EXPECT_EQ(form.values()["odd"], "[1, 2");
    type(form, "odd", "[1, 2]");
    EXPECT_EQ(form.values()["odd"], Json::array({1, 2}));
}

TEST(EditorCatalogue, ANullableStructCanBeAbsent) {
    FieldInfo field;
    field.key = "part";
    field.label = "Part";
    field.type = FieldType::Struct;
    field.isNullable = true;
    field.fields = innerSchema().fields();
    Form form({field});
    EXPECT_TRUE(form.values()["part"].is_null());
    control<QCheckBox>(form, "part")->click();
    EXPECT_EQ(form.values()["part"], innerSchema().toJson({}));
    control<QCheckBox>(form, "part")->click();
    EXPECT_TRUE(form.values()["part"].is_null());
}

TEST(EditorCatalogue, TextFromOutsideIsNoMarkup) {
    FieldInfo field;
    field.key = "name";
    field.label = "<b>Label</b>";
    field.help = "<img src=x>";
    Form form({field});
    form.setProblems({{"name", "<i>wrong</i>", ""}});
    for (const QLabel* const label : form.findChildren<QLabel*>()) EXPECT_EQ(label->textFormat(), Qt::PlainText) << label->text().toStdString();
    EXPECT_FALSE(control<QLineEdit>(form, "name")->parentWidget()->toolTip().contains("<img"));
}

// run.json itself.

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
