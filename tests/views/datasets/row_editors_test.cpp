// SPDX-License-Identifier: GPL-3.0-or-later
// Each kind of row in its editor: what it shows, what an edit changes, and that nothing else does.
#include "tests/views/datasets/page_support.h"
#include "views/datasets/preference_editors.h"

namespace luthier {
namespace {

Turn turnOf(Role role, const std::string& text) {
    Turn turn;
    turn.role = role;
    turn.text = text;
    return turn;
}
const std::vector<Turn> question{turnOf(Role::User, "2+2?")}, good{turnOf(Role::Assistant, "4")}, bad{turnOf(Role::Assistant, "5")};
Conversation prompt() { return {question, Json::array(), Json::object()}; }

struct Edited {
    std::unique_ptr<RowEditor> editor;
    QStringList titles;
    explicit Edited(RowBody body) {
        Example example;
        example.body = std::move(body);
        editor = makeRowEditor(example.kind());
        editor->setExample(example);
        editor->resize(420, 700);
        editor->show();
        QTest::qWait(30);
        QObject::connect(editor.get(), &RowEditor::edited, editor.get(), [this](const QString& title) { titles << title; });
    }
    template <class T>
    T* find(const char* name) { return editor->findChild<T*>(name); }
    template <class T>
    const T& body() { return std::get<T>(editor->example().body); }
};

TEST(RowEditors, PairTakesAVerdictAndEditsOfEachSide) {
    Edited row(Pair{prompt(), good, bad, {3, Verdict::Both::Neither}, {}, 0.5});
    EXPECT_TRUE(row.find<QToolButton>("verdict_3")->isChecked());
    row.find<QToolButton>("verdict_-1")->click();
    EXPECT_EQ(row.body<Pair>().verdict.strength, -1);
    row.find<QToolButton>("verdict_both_bad")->click();
    EXPECT_EQ(row.body<Pair>().verdict.both, Verdict::Both::Bad);
    EXPECT_FALSE(row.find<QToolButton>("verdict_-1")->isChecked());
    ReadingText* const text = row.find<TurnColumn>("pair_b")->bubble(0)->text();
    text->insertPlainText("not ");
    row.editor->commit();
    EXPECT_EQ(row.body<Pair>().b[0].text, "not 5");
    EXPECT_EQ(row.body<Pair>().a, good);
    EXPECT_EQ(row.body<Pair>().margin, 0.5);
    EXPECT_EQ(row.titles.last(), "Edit turn 1 of answer B");
}

TEST(RowEditors, RankingMovesAddsAndRemovesAnswers) {
    Edited row(Ranking{prompt(), {good, bad}, {0, 1}});
    row.find<QSpinBox>("ranking_place_2")->setValue(1);
    EXPECT_EQ(row.body<Ranking>().rank, (std::vector<int>{0, 0}));
    row.find<QPushButton>("ranking_add")->click();
    EXPECT_EQ(row.body<Ranking>().responses.size(), 3U);
    EXPECT_EQ(row.body<Ranking>().rank.size(), 3U);
    QTest::qWait(20);
    row.editor->findChildren<QToolButton*>("ranking_delete").first()->click();
    EXPECT_EQ(row.body<Ranking>().responses[0], bad);
    EXPECT_EQ(row.titles, (QStringList{"Put answer 2 in place 1", "Add an answer", "Delete answer 1"}));
}

TEST(RowEditors, ScoreCanBeChangedTakenAwayAndGivenByDimension) {
    Edited row(Scored{prompt(), good, 0.5, {{"safety", 1.0}}});
    row.find<QDoubleSpinBox>("score")->setValue(0.75);
    EXPECT_EQ(row.body<Scored>().score, 0.75);
    row.find<QCheckBox>("has_score")->click();
    EXPECT_FALSE(row.body<Scored>().score);
    row.find<QDoubleSpinBox>("dimension_safety")->setValue(0.25);
    EXPECT_EQ(row.body<Scored>().dimensions.at("safety"), 0.25);
}

TEST(RowEditors, PromptKeepsItsReferenceAsJson) {
    Edited row(Prompt{prompt(), Json("4")});
    auto* const reference = row.find<ReadingText>("row_reference");
    EXPECT_EQ(reference->plain(), "\"4\"");
    reference->selectAll();
    reference->insertPlainText("{\"answer\": 4}");
    row.editor->commit();
    EXPECT_EQ(row.body<Prompt>().reference, Json({{"answer", 4}}));
}

TEST(RowEditors, TextIsEditedInPlace) {
    Edited row(Text{"once"});
    row.find<ReadingText>("row_text")->insertPlainText("Twice and ");
    row.editor->commit();
    EXPECT_EQ(row.body<Text>().text, "Twice and once");
    EXPECT_EQ(row.titles, QStringList{"Edit the text"});
}

TEST(RowEditors, ReadOnlyTakesNoEdit) {
    Edited row(Pair{prompt(), good, bad, {}, {}, {}});
    row.editor->setReadOnly(true);
    EXPECT_FALSE(row.find<QToolButton>("verdict_3")->isEnabled());
    EXPECT_TRUE(row.find<TurnColumn>("pair_a")->bubble(0)->text()->isReadOnly());
}

TEST(TokenVariants, ArePromptAndEachAnswerOfWhichOnlyTheAnswerIsTrained) {
    Example example;
    example.body = Ranking{prompt(), {good, bad, good}, {0, 1, 0}};
    const auto variants = tokenVariants(example);
    ASSERT_EQ(variants.size(), 3U);
    EXPECT_EQ(variants[1].name, "2");
    const auto& turns = std::get<Conversation>(variants[1].example.body).turns;
    EXPECT_EQ(turns.back().text, "5");
    EXPECT_FALSE(turns.front().trained);
}

TEST_F(DataPageTest, TokensAreCountedAndRowsWithNothingTrainedAreFound) {
    inStore([](store::Project& project) {
        store::Model model;
        model.name = "tiny";
        model.folder = LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama";
        return project.models().add(model);
    });
    m_store->announce({"models"});
    import(fileOf("rows.jsonl", R"({"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]})" "\n"
                                R"({"messages":[{"role":"user","content":"only a question"}]})" "\n"));
    chooseRow(0);
    inspector().tabs()->setCurrentIndex(1);
    EXPECT_TRUE(until([&] { return inspector().tokens()->view()->header().contains("trained, fits 1,024"); }))
        << inspector().tokens()->view()->header().toStdString();
    find<QToolButton>("chip_untrained")->setChecked(true);
    EXPECT_TRUE(until([&] { return model().rowCount() == 1 && !model().isLoading() && model().summary(0) && model().summary(0)->numTrained == 0; }));
    EXPECT_TRUE(table().isColumnShown(ExampleModel::Tokens));
    find<QSpinBox>("tokens_max_length")->setValue(2);
    EXPECT_TRUE(until([&] { return inspector().tokens()->view()->header().contains("cut at 2")
        || inspector().tokens()->view()->findChild<QLabel*>("token_problems")->isVisible(); }))
        << inspector().tokens()->view()->header().toStdString() << inspector().row();
}

}  // namespace
}  // namespace luthier
