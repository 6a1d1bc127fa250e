// SPDX-License-Identifier: GPL-3.0-or-later
// From nothing to an adapter compared with its base in three clicks, in the real window with the real engine, on a tiny model in place of the demo's.
#include <filesystem>

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTextEdit>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/views/link/link_support.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"

namespace luthier::test {
namespace {

class DemoWorkflow : public testing::Test {
protected:
    void SetUp() override {
        if (realEngine().isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
        makeDemo();
        qputenv("LUTHIER_DEMO_SET", QByteArray::fromStdString(m_folder / "demo"));
        qputenv("LUTHIER_DEMO_GGUF", LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama.gguf");
        open();
    }
    void TearDown() override {
        m_window.reset();
        if (m_engine) m_engine->stop();
    }
    // The demo's own rows, and its settings with few steps.
    void makeDemo() {
        std::filesystem::copy(LUTHIER_SOURCE_DIR "/resources/demo", m_folder / "demo", std::filesystem::copy_options::recursive);
        Json settings = *readJsonFile(m_folder / "demo/run.json");
        settings["data"]["overflow"] = "truncate";
        settings["data"]["max_length"] = 128;
        settings["training"].update({{"max_steps", 6}, {"eval_every", 3}, {"learning_rate", 1e-2}});
        ASSERT_TRUE(writeFileDurably(m_folder / "demo/run.json", dumpJson(settings)));
    }
    void open() {
        auto opened = StoreAccess::open(QString::fromStdString(m_folder / "a project, 100 % \"mine\""));
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        m_engine = std::make_unique<EngineLink>(QStringList{realEngine()});
        m_runs = std::make_unique<RunControl>(*m_store, realEngine());
        m_window = std::make_unique<MainWindow>(Workbench{*m_store, *m_engine, *m_runs, m_settings, realEngine()}, allPages());
        m_window->openPage("home");
        m_window->show();
    }
    template <class Widget>
    Widget* find(const QString& name) {
        Widget* const found = m_window->findChild<Widget*>(name);
        EXPECT_TRUE(found) << "no " << name.toStdString();
        return found;
    }
    // Waits until the button says this and can be pressed, then presses it.
    void press(const QString& name, const QString& label) {
        auto* const button = find<QPushButton>(name);
        ASSERT_TRUE(waitUntil([&] { return button->text() == label && button->isEnabled(); }, 120000))
            << name.toStdString() << " says " << button->text().toStdString() << "; " << button->toolTip().toStdString();
        QTest::mouseClick(button, Qt::LeftButton);
    }

    const TemporaryFolder m_folder;
    QSettings m_settings{QString::fromStdString(m_folder / "settings.ini"), QSettings::IniFormat};
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<EngineLink> m_engine;
    std::unique_ptr<RunControl> m_runs;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(DemoWorkflow, ThreeClicksFromNothingToAnAdapterBesideItsBase) {
    std::optional<store::Run> ended;
    QObject::connect(m_runs.get(), &RunControl::runEnded, m_window.get(), [&ended](const store::Run& run) { ended = run; });
    press("home.data.action", "Try it with the demo");
    press("home.train.action", "Train on the demo");
    ASSERT_TRUE(waitUntil([&] { return ended.has_value(); }, 240000));
    EXPECT_EQ(m_window->currentPage(), "runs") << "the run can be watched";
    EXPECT_EQ(ended->state, store::RunState::Done) << ended->error;
    EXPECT_EQ(ended->step, 6);
    ASSERT_TRUE(ended->evalLoss);
    m_window->openPage("home");
    press("home.compare.action", "Compare with its base");
    ASSERT_TRUE(waitUntil([this] { return m_window->findChild<QTextEdit*>("answer.1") || m_window->findChild<QWidget*>("pane.2"); }));
    find<QPlainTextEdit>("compare.prompt")->setPlainText("What is a luthier?");
    QTest::mouseClick(find<QPushButton>("compare.send"), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([this] {
        const auto* const base = m_window->findChild<QLabel*>("note.1");
        const auto* const adapter = m_window->findChild<QLabel*>("note.2");
        return base && adapter && base->text().contains("weights") && adapter->text().contains("weights");
    }, 120000));
    const QString base = find<QLabel>("pane.1.fingerprint")->text(), adapter = find<QLabel>("pane.2.fingerprint")->text();
    EXPECT_TRUE(base.startsWith("weights ")) << base.toStdString();
    EXPECT_NE(base, adapter) << "other weights answered, and each pane says which";
    EXPECT_FALSE(find<QTextEdit>("answer.1")->toPlainText().isEmpty());
}

TEST_F(DemoWorkflow, WhatWasThereIsThereAfterAnotherStart) {
    press("home.data.action", "Try it with the demo");
    auto* const train = find<QPushButton>("home.train.action");
    ASSERT_TRUE(waitUntil([train] { return train->text() == "Train on the demo"; }, 120000));
    m_window.reset();
    m_runs.reset();
    m_store.reset();
    open();
    EXPECT_TRUE(waitUntil([this] { return find<QLabel>("home.data.state")->text().contains("279"); })) << find<QLabel>("home.data.state")->text().toStdString();
}

TEST_F(DemoWorkflow, ADemoModelThatCannotBeReadIsTold) {
    qputenv("LUTHIER_DEMO_GGUF", QByteArray::fromStdString(m_folder.write("broken.gguf", "GGUF and then nothing")));
    m_window.reset();
    m_runs.reset();
    m_store.reset();
    open();
    press("home.data.action", "Try it with the demo");
    QStringList texts;
    EXPECT_TRUE(waitUntil([&] {
        texts.clear();
        for (const QLabel* label : m_window->page("home")->findChildren<QLabel*>())
            if (label->property("look") == "error" && label->isVisible()) texts << label->text();
        return !texts.isEmpty();
    })) << "an error with its reason";
    EXPECT_TRUE(texts.join(' ').contains("broken.gguf")) << texts.join('|').toStdString();
}

}  // namespace
}  // namespace luthier::test
