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

#include <gtest/gtest.h>

#include "tests/core/config/sample_options.h"
#include "tests/views/form/form_support.h"
#include "views/shared/theme/theme.h"

namespace luthier {

using namespace test;

namespace {

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

TEST_F(SampleForm, FractionsAreShownAndReadAsTheLanguageWritesThem) {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    for (const char* const typed : {"0,25", "0.25"}) {
        type(form, "speed", typed);
        EXPECT_EQ(form.values()["speed"], 0.25) << typed;
    }
    type(form, "speed", "1.000,5");
    EXPECT_EQ(form.values()["speed"], "1.000,5") << "kept, and told";
    type(form, "count", "1,000");
    EXPECT_EQ(form.values()["count"], "1,000") << "a whole number has no fraction, in no language";
    Json changed = form.values();
    changed["speed"] = 0.125;
    form.setValues(changed);
    EXPECT_EQ(control<QLineEdit>(form, "speed")->text(), "0,125");
    QLocale::setDefault(before);
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
    const std::vector<Problem> problems = {{"word", "is empty", ""}, {"shape.edge", "is not known", ""}, {"shape.filled", "no circle has it", ""}};
    EXPECT_EQ(form.setProblems(problems).size(), 3U);   // "word" is not shown while the flag is off
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

// The object names of what Tab leads to, from `first` on: Tab itself is pressed.
QStringList tabbedFrom(QWidget* first, int times) {
    first->setFocus();
    QStringList names;
    for (int i = 0; i < times; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        names += QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
    }
    return names;
}

TEST(FormByKeyboard, TabGoesFromTopToBottomWhateverWasMadeLate) {
    theme::Theme::instance();   // which sets the style of what is shown
    QWidget window;
    QVBoxLayout layout(&window);
    Form form{sampleSchema().fields()};
    QPushButton behind;
    behind.setObjectName("behind");
    layout.addWidget(&form);
    layout.addWidget(&behind);
    control<QPushButton>(form, ".more")->click();
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    choose(form, "shape", 1);
    control<QPushButton>(form, "sizes.add")->click();
    QTest::qWait(1);
    EXPECT_EQ(tabbedFrom(control<QComboBox>(form, "shape"), 2), (QStringList{"shape.reset", "shape.side"})) << "made after the button behind the form";
    EXPECT_EQ(tabbedFrom(control<QToolButton>(form, "sizes[1].remove"), 3), (QStringList{"sizes[2]", "sizes[2].remove", "sizes.add"}));
    EXPECT_EQ(tabbedFrom(control<QPushButton>(form, ".more"), 1), QStringList{"behind"});
    form.setValues(sampleSchema().toJson(Sample{}));
    QTest::qWait(1);
    EXPECT_EQ(tabbedFrom(control<QComboBox>(form, "shape"), 1), QStringList{"shape.radius"});
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

}  // namespace
}  // namespace luthier
