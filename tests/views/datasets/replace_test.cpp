// SPDX-License-Identifier: GPL-3.0-or-later
// Find and replace, the buttons that fix rows, and facets: through the widgets.
#include <QCheckBox>
#include <QTableWidget>

#include "core/store/facets.h"
#include "tests/views/datasets/page_support.h"
#include "views/datasets/repair_dialog.h"
#include "views/datasets/text_replace.h"

namespace luthier {
namespace {

using Place = store::TextPlace;

Example dialogue(const std::string& question, const std::string& answer) {
    Turn asked, answered;
    asked.text = question;
    answered.role = Role::Assistant;
    answered.text = answer;
    Example example;
    example.body = Conversation{{asked, answered}, Json::array(), Json::object()};
    return example;
}

const std::set<Place> everywhere{Place::Text, Place::System, Place::User, Place::Assistant, Place::Tool, Place::Thinking};

std::string replaced(const ReplaceSpec& spec, const std::string& text) {
    const auto replacer = Replacer::make(spec);
    if (!replacer) return "error: " + replacer.error().message;
    Example example = dialogue("q", text);
    replacer->replaceIn(example);
    return std::get<Conversation>(example.body).turns[1].text;
}

TEST(Replacer, WordsCaseAndExpressions) {
    EXPECT_EQ(replaced({"cat", "dog", false, false, false, everywhere}, "Cat concat CAT"), "dog condog dog");
    EXPECT_EQ(replaced({"cat", "dog", false, true, false, everywhere}, "Cat concat"), "Cat condog");
    EXPECT_EQ(replaced({"cat", "dog", false, false, true, everywhere}, "Cat concat cat."), "dog concat dog.");
    EXPECT_EQ(replaced({"C++", "Rust", false, false, true, everywhere}, "C++ and C++."), "Rust and Rust.");
    EXPECT_EQ(replaced({"$1 (a", "x", false, false, false, everywhere}, "costs $1 (a)"), "costs x)") << "no expression unless asked for";
    EXPECT_EQ(replaced({"(\\w+) (\\w+)", "$2\\n\\1 $0", true, false, false, everywhere}, "one two"), "two\none one two");
    EXPECT_EQ(replaced({"x*", "y", true, false, false, everywhere}, "axxb"), "ayb") << "an empty match is none";
    EXPECT_EQ(replaced({"^a", "b", true, false, false, everywhere}, "a\na"), "b\nb") << "each line has a beginning";
    EXPECT_EQ(replaced({"straße", "Weg", false, false, false, everywhere}, "STRAßE"), "Weg");
    EXPECT_EQ(replaced({"é", "e", false, true, false, everywhere}, "café"), "cafe");
}

TEST(Replacer, SaysWhereAnExpressionIsWrong) {
    const auto replacer = Replacer::make({"ab(c", "", true, false, false, everywhere});
    ASSERT_FALSE(replacer);
    EXPECT_NE(replacer.error().message.find("at character 5"), std::string::npos) << replacer.error().message;
    EXPECT_TRUE(Replacer::make({"ab(c", "", false, false, false, everywhere}));
}

TEST(Replacer, OnlyWhereItIsTold) {
    const auto replacer = Replacer::make({"a", "b", false, false, false, {Place::User}});
    Example example = dialogue("a", "a");
    EXPECT_EQ(replacer->replaceIn(example), 1);
    EXPECT_EQ(std::get<Conversation>(example.body).turns[0].text, "b");
    EXPECT_EQ(std::get<Conversation>(example.body).turns[1].text, "a");
    Example tooHard = dialogue("q", std::string(40, 'a') + "!");
    const auto exploding = Replacer::make({"(a+)+$", "x", true, false, false, everywhere});
    const auto found = exploding->lookAt(tooHard);
    EXPECT_TRUE(found.isTooHard || found.numMatches == 0) << "it ends, and soon";
}

TEST(Replacer, TheCheapLookNeverMissesAMatch) {
    for (const bool matchesCase : {false, true}) {
        for (const char* const needle : {"Tea", "kiss", "a \"b\"", "täglich", "tab\there"}) {
            const auto replacer = Replacer::make({needle, "x", false, matchesCase, false, everywhere});
            for (const char* const text : {"Tea", "tEA time", "\xE2\x84\xAAi\xC5\xBFs", "a \"b\" c", "TÄGLICH", "tab\there"}) {
                Example example = dialogue("q", text);
                const std::string body = dumpJson(exampleToJson(example));
                const bool isFound = replacer->lookAt(example).numMatches > 0;
                EXPECT_TRUE(!isFound || replacer->mayMatch(body)) << needle << " in " << text;
            }
        }
    }
}

class ReplaceTest : public DataPageTest {
protected:
    void SetUp() override {
        DataPageTest::SetUp();
        std::string rows;
        for (int i = 0; i < 50; ++i)
            rows += dumpJson({{"prompt", "question " + std::to_string(i)}, {"completion", i % 5 == 0 ? "Dear colour, colour" : "nothing"}}) + "\n";
        import(fileOf("rows.jsonl", rows));
        m_id = model().idAt(0);
    }
    std::string answer(std::int64_t id) {
        return std::get<Conversation>(inStore([id](store::Project& project) { return project.examples().get(id); }).body).turns[1].text;
    }
    QPushButton* start() { return find<QPushButton>("replace_start"); }
    std::int64_t m_id = 0;
};

TEST_F(ReplaceTest, WhatWouldChangeIsShownThenDoneAsOneActionAndUndone) {
    click("rows_replace");
    auto* const preview = find<QTableWidget>("replace_preview");
    EXPECT_FALSE(start()->isEnabled());
    find<QLineEdit>("replace_find")->setText("colour");
    find<QLineEdit>("replace_with")->setText("color");
    ASSERT_TRUE(until([&] { return start()->isEnabled(); }));
    EXPECT_EQ(start()->text(), "Replace in 10 rows");
    EXPECT_EQ(preview->rowCount(), 10);
    EXPECT_EQ(preview->item(0, 1)->text(), "Dear colour, colour");
    EXPECT_EQ(preview->item(0, 2)->text(), "Dear color, colour");
    EXPECT_EQ(answer(m_id), "Dear colour, colour") << "nothing is changed before";
    preview->setCurrentCell(2, 0);
    EXPECT_TRUE(until([&] { return inspector().shownRow() == model().idAt(10); })) << "the row opens beside the table";
    start()->click();
    ASSERT_TRUE(until([&] { return answer(m_id) == "Dear color, color"; }));
    EXPECT_EQ(m_window.toasts.back().text, "Replace \"colour\" by \"color\" in 10 rows");
    EXPECT_TRUE(until([&] { return preview->rowCount() == 0 && !start()->isEnabled(); })) << "nothing is left to find";
    m_window.toasts.back().action();
    EXPECT_TRUE(until([&] { return answer(m_id) == "Dear colour, colour"; }));
    EXPECT_TRUE(until([&] { return preview->rowCount() == 10; })) << "and there it is again";
}

TEST_F(ReplaceTest, MistakesInAnExpressionAreSaidAsTyped) {
    click("rows_replace");
    find<QCheckBox>("replace_expression")->setChecked(true);
    find<QLineEdit>("replace_find")->setText("(colour");
    auto* const problem = find<QLabel>("replace_problem");
    EXPECT_TRUE(problem->isVisible());
    EXPECT_TRUE(problem->text().contains("at character")) << problem->text().toStdString();
    EXPECT_FALSE(start()->isEnabled());
    find<QLineEdit>("replace_find")->setText("(col)our");
    EXPECT_FALSE(problem->isVisible());
    ASSERT_TRUE(until([&] { return start()->isEnabled(); }));
    find<QCheckBox>("replace_assistant")->setChecked(false);
    EXPECT_FALSE(start()->isEnabled()) << "what was found is of another question";
    EXPECT_TRUE(until([&] { return find<QTableWidget>("replace_preview")->rowCount() == 0 && !find<theme::ProgressLine>("replace_progress")->isVisible(); }));
}

TEST_F(ReplaceTest, OnlyTheRowsThatTheTableShows) {
    table().selectionModel()->select(QItemSelection(model().index(0, 0), model().index(9, 0)), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_page->tagSelection("some");
    ASSERT_TRUE(until([&] { return find<QToolButton>("chip_tags")->isEnabled(); }));
    auto* const bar = find<FilterBar>("");
    store::ExampleFilter facets = bar->filter();
    facets.minTurns = 2;
    facets.maxTurns = 2;
    bar->setFacets(facets);
    find<QLineEdit>("rows_search")->setText("\"question 5\"");
    QTest::keyClick(find<QLineEdit>("rows_search"), Qt::Key_Return);
    ASSERT_TRUE(until([&] { return model().rowCount() == 1 && !model().isLoading(); }));
    click("rows_replace");
    find<QLineEdit>("replace_find")->setText("colour");
    ASSERT_TRUE(until([&] { return start()->isEnabled(); }));
    EXPECT_EQ(start()->text(), "Replace in 1 row");
    find<QCheckBox>("replace_only_shown")->setChecked(false);
    ASSERT_TRUE(until([&] { return start()->isEnabled() && start()->text() == "Replace in 10 rows"; }));
}

TEST_F(ReplaceTest, FacetsNarrowTheTableAndAgreeWithIt) {
    auto* const facets = find<FacetPanel>("");
    ASSERT_TRUE(until([&] { return facets->entry("turns", "2") != nullptr; }));
    auto* const tree = find<QTreeWidget>("facets");
    const auto countOf = [](const QTreeWidgetItem* item) { return item->data(0, Qt::UserRole).toLongLong(); };
    ASSERT_TRUE(facets->entry("characters", "up to 250"));
    EXPECT_EQ(countOf(facets->entry("characters", "up to 250")), 50);
    EXPECT_EQ(countOf(facets->entry("origin", "rows.jsonl")), 50);
    click("rows_add");
    ASSERT_TRUE(until([&] { return facets->entry("origin", "added here") && countOf(facets->entry("origin", "added here")) == 1; }));
    emit tree->itemClicked(facets->entry("origin", "added here"), 0);
    EXPECT_TRUE(until([&] { return model().rowCount() == 1 && !model().isLoading(); }));
    ASSERT_TRUE(until([&] { return facets->entry("problems", "empty answer") != nullptr; }));
    emit tree->itemClicked(facets->entry("problems", "empty answer"), 0);
    EXPECT_TRUE(until([&] { return find<QToolButton>("chip_problems")->text() == "empty answer" && model().rowCount() == 1; }));
    emit tree->itemClicked(facets->entry("origin", "added here"), 0);
    emit tree->itemClicked(facets->entry("problems", "empty answer"), 0);
    EXPECT_TRUE(until([&] { return !find<FilterBar>("")->isActive() || find<FilterBar>("")->filter().problem.empty(); }));
    click("chip_clear");
    EXPECT_TRUE(until([&] { return model().rowCount() == 51; }));
}

TEST_F(ReplaceTest, ButtonsFixWhatTheySayAndUndoTakesItBack) {
    import(fileOf("dirty.jsonl",
        R"({"messages":[{"role":"user","content":"a"},{"role":"assistant","content":""}]})" "\n"
        R"({"messages":[{"role":"user","content":" b "},{"role":"assistant","content":"<s>c\n"}]})" "\n"
        R"({"messages":[{"role":"user","content":"d"},{"role":"user","content":"e"},{"role":"assistant","content":"f"}]})" "\n"
        R"({"messages":[{"role":"user","content":"g"},{"role":"assistant","content":"h"}]})" "\n"
        R"({"messages":[{"role":"user","content":"g"},{"role":"assistant","content":"h"}]})" "\n"));
    ASSERT_EQ(numRows(), 5);
    click("rows_check");
    const auto fix = [&](const char* id) { return find<QPushButton>((std::string("repair_fix_") + id).c_str()); };
    ASSERT_TRUE(until([&] { return fix("empty_answers") && fix("empty_answers")->isEnabled(); }));
    EXPECT_EQ(fix("empty_answers")->text(), "Fix 1 row");
    EXPECT_EQ(fix("duplicates")->text(), "Delete 1 row");
    EXPECT_TRUE(fix("outer_spaces") && fix("special_tokens") && fix("same_role"));
    EXPECT_FALSE(fix("broken_characters")) << "there are none";
    const std::int64_t third = model().idAt(2);
    click("repair_show_same_role");
    EXPECT_TRUE(until([&] { return inspector().shownRow() == third; }));
    click("repair_fix_same_role");
    EXPECT_TRUE(until([&] { return std::get<Conversation>(inStore([third](store::Project& p) { return p.examples().get(third); }).body).turns.size() == 2; }));
    ASSERT_TRUE(until([&] { return !fix("same_role") && fix("duplicates") && fix("duplicates")->isEnabled(); }));
    click("repair_fix_duplicates");
    EXPECT_TRUE(until([&] { return numRows() == 4; }));
    ASSERT_TRUE(until([&] { return !fix("duplicates") && fix("empty_answers") && fix("empty_answers")->isEnabled(); }));
    click("repair_fix_empty_answers");
    EXPECT_TRUE(until([&] { return numRows() == 3; })) << "of that row nothing was left";
    m_window.toasts.back().action();
    EXPECT_TRUE(until([&] { return numRows() == 4; }));
    EXPECT_TRUE(until([&] { return fix("empty_answers") != nullptr; })) << "it is found again";
}

}  // namespace
}  // namespace luthier
