// SPDX-License-Identifier: GPL-3.0-or-later
// What Compare says when its engine is killed while it loads and while nothing is asked, and when the model's folder goes; and how one goes on.
#include <csignal>
#include <filesystem>

#include "tests/views/compare/compare_support.h"

namespace luthier::test {
namespace {

class Gone : public ComparePageTest {
protected:
    void killEngine() {
        ASSERT_GT(m_engine->processId(), 1);
        ::kill(static_cast<pid_t>(m_engine->processId()), SIGKILL);
        ASSERT_TRUE(waitUntil([this] { return m_engine->state() == EngineLink::State::Dead; }));
    }
    // What the first pane says under its answers where one has failed.
    QStringList errors() {
        QStringList texts;
        for (const QLabel* const label : m_page->findChildren<QLabel*>("note.1"))
            if (label->property("look").toString() == "error") texts << label->text();
        return texts;
    }
    // With the same name as the one that went.
    static void copyModel(const std::string& folder) {
        std::filesystem::copy(tinyModel("tiny-llama"), folder, std::filesystem::copy_options::recursive);
    }
};

TEST_F(Gone, KilledWhileItLoadsEachPaneSaysSoAndAskingAgainStartsIt) {
    open(fakeEngine("hang-load"));
    QTest::mouseClick(find<QPushButton>("compare.addPane"), Qt::LeftButton);
    ask("hello");
    ASSERT_TRUE(waitUntil([this] { return m_engine->state() == EngineLink::State::Busy; }));
    EXPECT_TRUE(isBusy());
    killEngine();
    ASSERT_TRUE(answered());
    for (const int pane : {1, 2}) {
        auto* const text = find<QLabel>(QString("note.%1").arg(pane));
        EXPECT_EQ(text->property("look").toString(), "error") << pane;
        EXPECT_TRUE(text->text().contains("engine", Qt::CaseInsensitive)) << text->text().toStdString();
        EXPECT_EQ(text->textFormat(), Qt::PlainText);
    }
    ASSERT_TRUE(find<QPushButton>("compare.again")->isEnabled());
    QTest::mouseClick(find<QPushButton>("compare.again"), Qt::LeftButton);
    EXPECT_TRUE(waitUntil([this] { return m_engine->state() == EngineLink::State::Busy; })) << "it is started again";
}

TEST_F(Gone, KilledWhileNothingIsAskedTheNextQuestionStartsIt) {
    open(fakeEngine("normal"));
    ask("hello");
    ASSERT_TRUE(answered());
    EXPECT_EQ(errors(), QStringList());
    killEngine();
    EXPECT_EQ(errors(), QStringList()) << "the answer that is there stays as it is";
    EXPECT_TRUE(find<QPushButton>("compare.again")->isEnabled());
    ask("and now?");
    ASSERT_TRUE(answered());
    EXPECT_EQ(errors(), QStringList());
    EXPECT_EQ(m_page->findChildren<QLabel*>("exchange.prompt").size(), 2);
    EXPECT_EQ(m_engine->state(), EngineLink::State::Ready);
}

TEST_F(Gone, AModelFolderThatIsDeletedIsToldWithItsPathAndComesBack) {
    if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
    const std::string folder = m_folder / "model";
    copyModel(folder);
    open({realEngine()}, folder);
    find<QSpinBox>("sampling.maxNewTokens")->setValue(8);
    ask("hello");
    ASSERT_TRUE(answered());
    EXPECT_TRUE(note(1).contains("weights")) << note(1).toStdString();
    std::filesystem::remove_all(folder);
    ask("and now?");
    ASSERT_TRUE(answered());
    EXPECT_EQ(errors(), QStringList()) << "what is loaded answers";
    killEngine();
    ask("and after another start?");
    ASSERT_TRUE(answered());
    ASSERT_EQ(errors().size(), 1);
    EXPECT_TRUE(errors()[0].contains(QString::fromStdString(folder))) << errors()[0].toStdString();
    copyModel(folder);
    QTest::mouseClick(find<QPushButton>("compare.again"), Qt::LeftButton);
    ASSERT_TRUE(answered());
    EXPECT_EQ(errors(), QStringList());
}

}  // namespace
}  // namespace luthier::test
