// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/reward_editor.h"

#include <filesystem>
#include <fstream>

#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>

#include "core/recipe/presets.h"
#include "tests/views/train/train_support.h"
#include "views/shared/theme/theme.h"
#include "views/train/method_advice.h"
#include "views/train/run_draft.h"

namespace luthier::test {
namespace {

const Json kLength = {{"weight", 2.0}, {"reward", {{"type", "length"}, {"minimum", 2}, {"maximum", 3}}}};
const Json kDigits = {{"name", "digits"}, {"reward", {{"type", "regex"}, {"pattern", "[0-9]+"}, {"match", "anywhere"}}}};
const Json kModel = {{"reward", {{"type", "reward_model"}, {"path", "scorer"}}}};

TriedAnswer answer(const char* text) {
    Prompt prompt;
    prompt.prompt.turns.push_back({});
    prompt.prompt.turns.back().text = "How many?";
    return {prompt, text, 3};
}

TEST(RewardTrial, GivesEachPartsNumberAndTheWeightedTotal) {
    const RewardTrial trial = tryRewards(Json::array({kLength, kDigits}), {answer("about 7"), answer("many"), answer("")});
    ASSERT_EQ(trial.parts.size(), 2U);
    EXPECT_EQ(trial.parts[0].name, "length");
    EXPECT_EQ(trial.parts[1].name, "digits");
    EXPECT_TRUE(trial.isWhole);
    ASSERT_EQ(trial.totals.size(), 3U);
    EXPECT_EQ(trial.totals[0], 2.0 * 1 + 1);
    EXPECT_EQ(trial.totals[1], 0);
    EXPECT_EQ(trial.answers[0][1].value, 1);
    EXPECT_EQ(trial.answers[1][1].value, 0);
}

TEST(RewardTrial, SaysWhatCannotBeComputedHere) {
    Json wrong = kDigits;
    wrong["reward"]["pattern"] = "(";
    const RewardTrial trial = tryRewards(Json::array({kModel, wrong, kLength, "nonsense"}), {answer("two words")});
    ASSERT_EQ(trial.parts.size(), 4U);
    EXPECT_EQ(trial.answers[0][0].kind, PartTrial::Kind::InTheRun);
    EXPECT_EQ(trial.answers[0][1].kind, PartTrial::Kind::Problem);
    EXPECT_FALSE(trial.answers[0][1].note.empty());
    EXPECT_EQ(trial.parts[1].name, "digits") << "a part that is not valid keeps its name";
    EXPECT_EQ(trial.answers[0][2].kind, PartTrial::Kind::Number);
    EXPECT_EQ(trial.answers[0][3].kind, PartTrial::Kind::Problem);
    EXPECT_FALSE(trial.isWhole);
    EXPECT_EQ(trial.totals[0], 2.0);
    EXPECT_TRUE(tryRewards(Json(), {answer("x")}).parts.empty());
    EXPECT_FALSE(tryRewards(Json::array(), {answer("x")}).totals[0]);
}

TEST(RewardTrial, TheReferenceGivesAnAnswerToBeginWith) {
    Prompt prompt;
    EXPECT_EQ(referenceAnswer(prompt), "");
    prompt.reference = {{"answer", 42}};
    EXPECT_EQ(referenceAnswer(prompt), "42");
    prompt.reference = {{"answer", Json::array()}};
    EXPECT_EQ(referenceAnswer(prompt), "");
    prompt.reference = "plain";
    EXPECT_EQ(referenceAnswer(prompt), "plain");
    EXPECT_EQ(lastQuestion(prompt), "");
}

TEST(MethodAdvice, EachKindOfRowsHasAMethodAndEachChoiceAPreset) {
    for (const RowKind kind : {RowKind::Text, RowKind::Conversation, RowKind::Pair, RowKind::Ranking, RowKind::Scored, RowKind::Prompt}) {
        const std::string name(rowKindName(kind));
        const MethodAdvice advice = adviceFor(name, 96);
        ASSERT_FALSE(advice.choices.empty()) << name;
        for (const MethodAdvice::Choice& choice : advice.choices) {
            const Preset* const preset = findPreset(choice.preset);
            ASSERT_NE(preset, nullptr) << choice.preset;
            const auto method = methodNamed(preset->run["method"]["type"].get<std::string>());
            const std::vector<RowKind> wants = methodInfo(*method).wants;
            EXPECT_NE(std::find(wants.begin(), wants.end(), kind), wants.end()) << choice.preset << " does not learn from " << name;
        }
    }
    EXPECT_EQ(adviceFor("prompt", 96).words, "You have 96 prompts:");
    EXPECT_EQ(adviceFor("prompt", 96).choices.at(0).title, "GRPO");
    EXPECT_EQ(adviceFor("prompt", 96).choices.at(1).title, "PPO with a reward model");
    EXPECT_TRUE(adviceFor("of a newer version", 3).choices.empty());
}

class RewardEditorTest : public TrainTest {
protected:
    // A page with prompts chosen, and GRPO with the rewards.
    TrainPage& withRewards(const Json& rewards) {
        std::string prompts;
        for (int i = 0; i < 96; ++i)
            prompts += R"({"prompt":[{"role":"user","content":"How old is )" + std::to_string(i) + R"(?"}],"answer":")" + std::to_string(20 + i) + "\"}\n";
        importRows("prompts", prompts);
        TrainPage& page = openPage("preset:grpo-lora");
        page.open("dataset:3");
        EXPECT_TRUE(waitUntil([&] { return page.values()["data"]["train"] == "dataset:3"; }));
        Json run = page.values();
        run["model"]["path"] = m_model;
        run["method"]["rewards"] = rewards;
        page.setValues(run);
        find<Section>("train.how")->setExpanded(true);
        return page;
    }
    Json rewards() { return m_page->values()["method"]["rewards"]; }
    // For a person to look at.
    void look(const char* name) {
        const QString to = qEnvironmentVariable("LUTHIER_LOOKS");
        if (to.isEmpty()) return;
        for (const auto& [choice, word] : {std::pair{theme::Choice::Light, "light"}, {theme::Choice::Dark, "dark"}}) {
            theme::Theme::instance().setChoice(choice);
            QTest::qWait(100);
            m_page->grab().save(QStringLiteral("%1/%2-%3.png").arg(to, QLatin1String(name), QLatin1String(word)));
        }
        theme::Theme::instance().setChoice(theme::Choice::Light);
    }
};

TEST_F(RewardEditorTest, EveryKindIsInTheMenuAndCanBeAdded) {
    TrainPage& page = withRewards(Json::array());
    std::vector<std::string> kinds;
    AllRewards::forEach([&]<class Unit>() { kinds.push_back(Unit::id); });
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        click("method.rewards.add");
        auto* const list = find<QListWidget>("method.rewards.add.list");
        ASSERT_NE(list, nullptr);
        ASSERT_EQ(list->count(), static_cast<int>(kinds.size()));
        EXPECT_TRUE(list->item(static_cast<int>(i))->text().contains('\n')) << "with its help";
        emit list->itemActivated(list->item(static_cast<int>(i)));
        QTest::qWait(1);
        ASSERT_EQ(rewards().size(), i + 1);
        EXPECT_EQ(rewards()[i]["reward"]["type"], kinds[i]);
        EXPECT_EQ(rewards()[i]["weight"], 1.0);
    }
    static_cast<void>(page);
}

TEST_F(RewardEditorTest, PartsAreWeightedMovedRemovedAndComeBack) {
    withRewards(Json::array({kLength, kDigits}));
    type("method.rewards[0].weight", "0.25");
    EXPECT_EQ(rewards()[0]["weight"], 0.25);
    EXPECT_EQ(rewards()[0]["reward"]["maximum"], 3) << "the rest stays";
    click("method.rewards[0].down");
    EXPECT_EQ(rewards()[0]["name"], "digits");
    EXPECT_EQ(rewards()[1]["weight"], 0.25);
    click("method.rewards[1].up");
    EXPECT_EQ(rewards()[1]["name"], "digits");
    click("method.rewards[0].remove");
    ASSERT_EQ(rewards().size(), 1U);
    ASSERT_FALSE(m_window.toasts.empty());
    EXPECT_EQ(m_window.toasts.back(), "Removed Length from the reward");
    m_window.action();
    ASSERT_EQ(rewards().size(), 2U);
    EXPECT_EQ(rewards()[0]["weight"], 0.25) << "as it was, where it was";
    click("method.rewards[1].remove");
    click("method.rewards[0].remove");
    EXPECT_TRUE(m_page->values()["method"]["rewards"].empty());
    EXPECT_TRUE(find<QPushButton>("train.start")->toolTip().contains("Rewards")) << find<QPushButton>("train.start")->toolTip().toStdString();
}

TEST_F(RewardEditorTest, WhatIsWrongWithAPartIsSaidAtItsField) {
    withRewards(Json::array({kLength, kDigits}));
    type("method.rewards[1].reward.pattern", "(");
    auto* problem = find<QLabel>("method.rewards[1].reward.pattern.problem");
    ASSERT_NE(problem, nullptr);
    EXPECT_TRUE(problem->isVisibleTo(m_page.get()));
    type("method.rewards[1].reward.pattern", "[a-z]");
    EXPECT_FALSE(find<QLabel>("method.rewards[1].reward.pattern.problem")->isVisibleTo(m_page.get()));
    type("method.rewards[0].weight", "0");
    EXPECT_TRUE(text("method.rewards[0].weight.problem").contains("0")) << text("method.rewards[0].weight.problem").toStdString();
    // What this version does not know stays as it is, and is said.
    Json run = m_page->values();
    const Json unknown = {{"reward", {{"type", "of a newer version"}, {"x", 1}}}};
    run["method"]["rewards"] = Json::array({unknown, kLength});
    m_page->setValues(run);
    EXPECT_EQ(rewards()[0], unknown);
    EXPECT_FALSE(find<QPushButton>("train.start")->isEnabled());
    type("method.rewards[1].weight", "3");
    EXPECT_EQ(rewards()[0], unknown);
}

TEST_F(RewardEditorTest, PartsAreTriedOnThreeRowsAsTheyAreTyped) {
    withRewards(Json::array({kLength, kDigits, kModel}));
    click("method.rewards.trial.button");
    ASSERT_TRUE(waitUntil([&] { return find<QPlainTextEdit>("method.rewards.trial.2.answer") != nullptr; }));
    auto* const first = find<QPlainTextEdit>("method.rewards.trial.0.answer");
    EXPECT_EQ(first->toPlainText(), "20") << "the reference answer to begin with";
    const auto shown = [&](const char* name) { return text((std::string("method.rewards.trial.") + name).c_str()); };
    ASSERT_TRUE(waitUntil([&] { return shown("0.total") == "1"; })) << shown("0.total").toStdString();
    EXPECT_EQ(shown("0.part0"), "0");
    EXPECT_EQ(shown("0.part1"), "1");
    EXPECT_EQ(shown("0.part2"), "in the run");
    EXPECT_TRUE(shown("note").contains("can be computed here"));
    first->setPlainText("about 20");
    ASSERT_TRUE(waitUntil([&] { return shown("0.total") == "3"; })) << shown("0.total").toStdString();
    type("method.rewards[0].weight", "10");
    ASSERT_TRUE(waitUntil([&] { return shown("0.total") == "11"; })) << shown("0.total").toStdString();
    type("method.rewards[1].reward.pattern", "(");
    ASSERT_TRUE(waitUntil([&] { return shown("0.part1") == "not usable"; }));
    click("method.rewards.trial.others");
    ASSERT_TRUE(waitUntil([&] { return find<QPlainTextEdit>("method.rewards.trial.0.answer")->toPlainText() != "about 20"; }));
    m_page->resize(1100, 1500);
    QTest::qWait(50);
    auto* const bar = find<QScrollArea>("train.form")->verticalScrollBar();
    look("rewards");
    bar->setValue(bar->maximum() - 500);
    look("rewards-trial");
}

TEST_F(RewardEditorTest, TheDataSaysWhichMethodAndUnusualValuesAreSaid) {
    TrainPage& page = withRewards(Json::array({kLength}));
    EXPECT_EQ(text("train.advice.words"), "You have 96 prompts:");
    EXPECT_TRUE(find<QToolButton>("train.advice.grpo-lora")->isChecked());
    EXPECT_EQ(text("method.completions.nudge"), "");
    type("method.completions", "2");
    EXPECT_TRUE(text("method.completions.nudge").startsWith("Unusual: ")) << text("method.completions.nudge").toStdString();
    EXPECT_EQ(text("method.completions.problem"), "") << "it is allowed";
    find<QScrollArea>("train.form")->ensureWidgetVisible(find<QLabel>("method.completions.nudge"), 0, 300);
    look("nudge");
    type("method.completions", "8");
    EXPECT_EQ(text("method.completions.nudge"), "");
    click("train.advice.ppo-lora");
    EXPECT_EQ(page.values()["method"]["type"], "ppo");
    EXPECT_EQ(page.values()["data"]["train"], "dataset:3");
    QTest::qWait(1);   // the fields of the other method are gone
    // Tripwires are folded, and open where something in them is wrong.
    auto* const action = find<QWidget>("method.tripwires.action.row");
    ASSERT_NE(action, nullptr);
    EXPECT_FALSE(action->isVisibleTo(&page));
    Json run = page.values();
    run["method"]["tripwires"]["max_kl"] = -1;
    page.setValues(run);
    EXPECT_NE(text("method.tripwires.max_kl.problem"), "");
}

TEST_F(RewardEditorTest, OnlyAdaptersThatScoreAreOfferedAsRewardModels) {
    for (const char* const name : {"scorer", "sailor"}) {
        const std::string at = m_folder / (std::string("adapters/") + name);
        ASSERT_TRUE(std::filesystem::create_directories(at));
        if (name == std::string("scorer")) std::ofstream(at + "/reward_head.json") << "{}";
        write([at, name](store::Project& project) {
            store::AdapterEntry adapter;
            adapter.name = name;
            adapter.folder = at;
            return project.adapters().add(adapter);
        });
    }
    withRewards(Json::array({kModel}));
    ASSERT_TRUE(waitUntil([&] { return m_page->commands().size() > 1; }));
    click("method.rewards[0].reward.path");
    auto* const list = find<QListWidget>("method.rewards[0].reward.path.list");
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->count(), 1);
    EXPECT_EQ(list->item(0)->text(), "scorer");
    emit list->itemActivated(list->item(0));
    EXPECT_EQ(rewards()[0]["reward"]["path"], m_folder / "adapters/scorer");
}

TEST_F(RewardEditorTest, PromptsWithoutAMethodForThemGetGrpo) {
    std::string prompts;
    for (int i = 0; i < 12; ++i) prompts += R"({"prompt":[{"role":"user","content":"How old is )" + std::to_string(i) + R"(?"}],"answer":"4"})" + "\n";
    importRows("prompts", prompts);
    TrainPage& page = planned();
    page.open("dataset:3");
    ASSERT_TRUE(waitUntil([&] { return page.values()["method"]["type"] == "grpo"; })) << page.values()["method"]["type"];
    page.open("preset:sft-lora");
    EXPECT_TRUE(find<QPushButton>("train.start")->toolTip().contains("prompts holds prompts"));
}

}  // namespace
}  // namespace luthier::test
