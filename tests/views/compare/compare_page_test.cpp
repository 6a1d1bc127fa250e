// SPDX-License-Identifier: GPL-3.0-or-later
// The Compare page by its object names, against a program that speaks as the engine does; and against the engine itself where there is one.
#include <csignal>

#include <QScrollBar>
#include <QTimer>

#include "tests/views/compare/compare_support.h"

namespace luthier::test {
namespace {

TEST_F(ComparePageTest, AnEarlierComparisonIsFoundByAnyOfItsQuestions) {
    open(fakeEngine("normal"));
    for (const char* const question : {"What is a luthier?", "Which wood is best for a bridge?"}) {
        ask(question);
        ASSERT_TRUE(answered());
    }
    QTest::mouseClick(find<QPushButton>("compare.new"), Qt::LeftButton);
    EXPECT_EQ(history(), QStringList("What is a luthier?"));
    auto* const search = find<QLineEdit>("shelf.search");
    search->setText("MAPLE");
    EXPECT_TRUE(history().isEmpty());
    search->setText("bridge");
    EXPECT_EQ(history(), QStringList("Which wood is best for a bridge?")) << "shown is the question that was found";
    search->clear();
    bool isWritten = false;
    m_store->write(m_store.get(), [](store::Project&) { return Status(); }, [&isWritten](const Status&) { isWritten = true; });
    ASSERT_TRUE(waitUntil([&] { return isWritten; }));
    openPage();   // kept in the project
    ASSERT_TRUE(waitUntil([this] { return history().size() == 1; }));
    find<QLineEdit>("shelf.search")->setText("bridge");
    EXPECT_EQ(history().size(), 1);
}

// Nobody has to press "New" for it: a window that is closed, or killed, loses no answer.
TEST_F(ComparePageTest, WhatIsBeingComparedIsKeptAsItGrows) {
    open(fakeEngine("normal"));
    ask("What is a luthier?");
    ASSERT_TRUE(answered());
    EXPECT_TRUE(history().isEmpty() || history() == QStringList("None yet")) << "it is no earlier one yet";
    const auto kept = store([](store::Project& project) { return project.settings().get("compare.now"); });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->at("exchanges").size(), 1U);
    EXPECT_FALSE(kept->at("exchanges")[0].at("answers").empty());
    openPage();   // the next start
    ASSERT_TRUE(waitUntil([this] { return history() == QStringList("What is a luthier?"); }));
    openPage();
    ASSERT_TRUE(waitUntil([this] { return history() == QStringList("What is a luthier?"); })) << "once, not twice";
}

TEST_F(ComparePageTest, AnEarlierComparisonThatIsChosenIsThereOnce) {
    open(fakeEngine("normal"));
    for (const char* const question : {"What is a luthier?", "What is a cooper?"}) {
        ask(question);
        ASSERT_TRUE(answered());
        QTest::mouseClick(find<QPushButton>("compare.new"), Qt::LeftButton);
    }
    ASSERT_EQ(history(), QStringList({"What is a cooper?", "What is a luthier?"}));
    auto* const list = find<QListWidget>("shelf.history");
    const auto choose = [&](int row) { emit list->itemActivated(list->item(row)); };
    choose(1);
    EXPECT_EQ(find<QLabel>("exchange.prompt")->text(), "What is a luthier?");
    EXPECT_EQ(history(), QStringList("What is a cooper?"));
    choose(0);
    EXPECT_EQ(history(), QStringList("What is a cooper?")) << "the second half of a double click chooses nothing";
    QTest::qWait(QApplication::doubleClickInterval() + 50);
    choose(0);
    EXPECT_EQ(find<QLabel>("exchange.prompt")->text(), "What is a cooper?");
    EXPECT_EQ(history(), QStringList("What is a luthier?"));
    QTest::mouseClick(find<QPushButton>("compare.new"), Qt::LeftButton);
    EXPECT_EQ(history(), QStringList({"What is a cooper?", "What is a luthier?"}));
}

TEST_F(ComparePageTest, WhatAnEditDropsIsFoundAmongTheEarlierComparisons) {
    open(fakeEngine("normal"));
    ask("What is a luthier?");
    ASSERT_TRUE(answered());
    QTest::mouseClick(find<QToolButton>("exchange.edit"), Qt::LeftButton);
    ask("What is a cooper?");
    ASSERT_TRUE(answered());
    EXPECT_EQ(find<QLabel>("exchange.prompt")->text(), "What is a cooper?");
    EXPECT_EQ(history(), QStringList("What is a luthier?"));
    QTest::mouseClick(find<QPushButton>("compare.new"), Qt::LeftButton);
    find<QLineEdit>("shelf.search")->setText("cooper");
    EXPECT_EQ(history(), QStringList("What is a cooper?"));
}

TEST_F(ComparePageTest, ARemovedQuestionComesBackWhereItWas) {
    open(fakeEngine("normal"));
    for (const char* const question : {"one", "two", "three"}) {
        find<QPlainTextEdit>("compare.prompt")->setPlainText(question);
        QTest::mouseClick(find<QPushButton>("compare.keep"), Qt::LeftButton);
    }
    auto* const list = find<QListWidget>("shelf.prompts");
    ASSERT_EQ(list->count(), 3);
    list->setCurrentRow(1);
    QTest::mouseClick(find<QPushButton>("shelf.remove"), Qt::LeftButton);
    EXPECT_EQ(list->count(), 2);
    ASSERT_TRUE(m_window.lastAction) << "no toast with Undo";
    m_window.lastAction();
    ASSERT_EQ(list->count(), 3);
    EXPECT_EQ(list->item(1)->text(), "two");
}

// What was asked stands at the top, as far as its answers reach; whoever scrolls by hand is left there, and follows the end from the end on.
TEST_F(ComparePageTest, TheDialogueScrollsToWhatWasAskedAndStaysWhereSomebodyReads) {
    open(fakeEngine("normal"));
    QScrollBar* const bar = find<QScrollArea>("compare.scroll")->verticalScrollBar();
    const auto isAtTop = [&](qsizetype view) {
        return waitUntil([&] {
            const auto views = m_page->findChildren<ExchangeView*>();
            return views.size() > view && bar->value() == std::min(views[view]->y(), bar->maximum());
        });
    };
    for (int i = 0; i < 6; ++i) {
        ask("What is a luthier?\nAnd\nwhat\nis\na\ncooper?");
        ASSERT_TRUE(answered());
        EXPECT_TRUE(isAtTop(i)) << "question " << i;
    }
    ASSERT_GT(bar->maximum(), 500) << "nothing to scroll";
    const auto settle = [] { for (int i = 0; i < 5; ++i) { QCoreApplication::sendPostedEvents(); QCoreApplication::processEvents(); } };
    bar->setValue(100);
    find<QCheckBox>("compare.differences")->toggle();
    settle();
    EXPECT_EQ(bar->value(), 100) << "something jumped";
    bar->setValue(bar->maximum());
    m_page->resize(1100, 600);
    settle();
    EXPECT_EQ(bar->value(), bar->maximum()) << "at the end it stays at the end";
    for (const char* const question : {"one", "two", "three"}) {
        find<QPlainTextEdit>("compare.prompt")->setPlainText(question);
        QTest::mouseClick(find<QPushButton>("compare.keep"), Qt::LeftButton);
    }
    QTest::mouseClick(find<QPushButton>("shelf.all"), Qt::LeftButton);
    ASSERT_TRUE(answered());
    EXPECT_TRUE(isAtTop(6)) << "the first of the three";
}

TEST_F(ComparePageTest, ThePinnedPaneIsWhatTheOthersAreComparedWith) {
    open(fakeEngine("normal"));
    QTest::mouseClick(find<QPushButton>("compare.addPane"), Qt::LeftButton);
    const auto pins = m_page->findChildren<QToolButton*>("pane.reference");
    ASSERT_EQ(pins.size(), 2);
    EXPECT_TRUE(pins[0]->isVisible() && pins[0]->isChecked() && !pins[1]->isChecked());
    ask("hello");
    ASSERT_TRUE(answered());
    EXPECT_TRUE(note(2).contains("the same words")) << note(2).toStdString();
    QTest::mouseClick(pins[1], Qt::LeftButton);
    EXPECT_TRUE(pins[1]->isChecked() && !pins[0]->isChecked());
    EXPECT_TRUE(note(1).contains("the same words") && !note(2).contains("the same words"));
    find<QCheckBox>("compare.differences")->setChecked(false);
    EXPECT_FALSE(pins[0]->isVisible());
    EXPECT_FALSE(note(1).contains("the same words"));
}

// In every way that an engine can go while it answers: each pane says what happened, and the page can be used on.
class EngineGoes : public ComparePageTest, public testing::WithParamInterface<const char*> {};

TEST_P(EngineGoes, WhileItAnswers) {
    open(fakeEngine(GetParam()));
    QTest::mouseClick(find<QPushButton>("compare.addPane"), Qt::LeftButton);
    ask("hello");
    ASSERT_TRUE(answered());
    for (const int pane : {1, 2}) {
        auto* const text = find<QLabel>(QString("note.%1").arg(pane));
        EXPECT_EQ(text->property("look").toString(), "error") << pane;
        EXPECT_FALSE(text->text().isEmpty());
    }
    EXPECT_TRUE(find<QPushButton>("compare.again")->isEnabled());
    EXPECT_EQ(m_engine->state(), EngineLink::State::Dead);
    ask("and now?");
    EXPECT_TRUE(waitUntil([this] { return m_engine->state() == EngineLink::State::Busy || m_engine->state() == EngineLink::State::Starting || !isBusy(); }));
    EXPECT_TRUE(answered()) << "asked again, it is started again";
}

INSTANTIATE_TEST_SUITE_P(Ways, EngineGoes, testing::Values("crash-busy", "half-line-killed", "exit-busy", "half-line", "out-of-memory"),
                         [](const auto& way) { return QString(way.param).remove('-').toStdString(); });

TEST_F(ComparePageTest, WithoutAnEngineThatStartsEveryWaySaysWhy) {
    for (const char* const way : {"missing-library", "not-executable", "version", "crash-at-start", "garbage-at-start"}) {
        TearDown();
        open(fakeEngine(way), tinyModel("tiny-llama"));
        ask("hello");
        ASSERT_TRUE(answered()) << way;
        EXPECT_EQ(find<QLabel>("note.1")->property("look").toString(), "error") << way;
    }
}

TEST_F(ComparePageTest, TheRealEngineKilledWhileItAnswersIsStartedAgain) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    const QByteArray model = qgetenv("LUTHIER_DEMO_MODEL");   // a tiny one would have ended before anybody can kill it
    if (model.isEmpty()) GTEST_SKIP() << "LUTHIER_DEMO_MODEL names no model";
    open({realEngine()}, model.toStdString());
    find<QSpinBox>("sampling.maxNewTokens")->setValue(400);
    ask("Write a long story about a violin.");
    const auto hasText = [this] { return m_page->findChild<QTextEdit*>("answer.1") && !find<QTextEdit>("answer.1")->toPlainText().isEmpty(); };
    // As soon as there is a word: it must not come to its end between two looks.
    QTimer looking;
    QObject::connect(&looking, &QTimer::timeout, &looking, [&] {
        if (!hasText()) return;
        looking.stop();
        ::kill(static_cast<pid_t>(m_engine->processId()), SIGKILL);
    });
    looking.start(0);
    ASSERT_TRUE(waitUntil(hasText));
    ASSERT_TRUE(answered());
    ASSERT_EQ(find<QLabel>("note.1")->property("look").toString(), "error") << note(1).toStdString();
    EXPECT_FALSE(find<QTextEdit>("answer.1")->toPlainText().isEmpty()) << "what had come stays";
    find<QSpinBox>("sampling.maxNewTokens")->setValue(8);
    QTest::mouseClick(find<QPushButton>("compare.again"), Qt::LeftButton);
    ASSERT_TRUE(answered());
    EXPECT_TRUE(note(1).contains("weights")) << note(1).toStdString();
}

}  // namespace
}  // namespace luthier::test
