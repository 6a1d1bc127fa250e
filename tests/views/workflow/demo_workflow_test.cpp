// SPDX-License-Identifier: GPL-3.0-or-later
// From nothing to an adapter compared with its base in three clicks, in the real window with the real engine, on a tiny model in place of the demo's.
#include <algorithm>
#include <filesystem>
#include <set>

#include <QLabel>
#include <QListWidget>
#include <QMouseEvent>
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

// Presses of a mouse button anywhere in the program.
class ClickCounter : public QObject {
public:
    ClickCounter() { qApp->installEventFilter(this); }
    int count() const { return static_cast<int>(m_seen.size()); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        // A press that a widget does not take is offered to its parents too: it is one click.
        if (watched->isWidgetType() && event->type() == QEvent::MouseButtonPress) m_seen.insert(static_cast<QMouseEvent*>(event)->timestamp());
        return false;
    }

private:
    std::set<quint64> m_seen;
};

TEST_F(DemoWorkflow, ThreeClicksFromNothingToAnAdapterBesideItsBase) {
    std::optional<store::Run> ended;
    QObject::connect(m_runs.get(), &RunControl::runEnded, m_window.get(), [&ended](const store::Run& run) { ended = run; });
    const ClickCounter clicks;
    press("home.data.action", "Try it with the demo");
    press("home.train.action", "Train on the demo");
    ASSERT_TRUE(waitUntil([&] { return ended.has_value(); }, 240000));
    EXPECT_EQ(m_window->currentPage(), "runs") << "the run can be watched";
    EXPECT_EQ(ended->state, store::RunState::Done) << ended->error;
    EXPECT_EQ(ended->step, 6);
    ASSERT_TRUE(ended->evalLoss);
    press("runs.action.compare", "Compare with its base");
    EXPECT_EQ(m_window->currentPage(), "compare");
    const auto notes = [this](int pane) { return m_window->findChildren<QLabel*>(QString("note.%1").arg(pane)); };
    const auto areAnswered = [](const QList<QLabel*>& labels) {
        return labels.size() == 3 && std::all_of(labels.begin(), labels.end(), [](const QLabel* label) { return label->text().contains("weights"); });
    };
    ASSERT_TRUE(waitUntil([&] { return areAnswered(notes(1)) && areAnswered(notes(2)); }, 240000)) << "the demo's questions are asked without being typed";
    EXPECT_EQ(clicks.count(), 3);
    QStringList asked;
    for (const QLabel* const prompt : m_window->findChildren<QLabel*>("exchange.prompt")) asked << prompt->text();
    EXPECT_TRUE(asked.contains("What is your name?")) << asked.join('|').toStdString();
    EXPECT_EQ(find<QListWidget>("shelf.prompts")->count(), 8) << "and the rest of them can be";
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
