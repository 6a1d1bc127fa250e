// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window over a project of its own. Thread: GUI.
#pragma once

#include <memory>
#include <optional>

#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTimer>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/views/link/link_support.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"

namespace luthier::test {

class Window : public testing::Test {
protected:
    void SetUp() override { open(fakeEngine("normal")); }
    void TearDown() override { close(); }
    void close() {
        m_window.reset();
        m_runs.reset();
        m_engine.reset();
        m_store.reset();
    }
    void open(const QStringList& program) {
        close();
        auto opened = StoreAccess::open(QString::fromStdString(m_folder / "project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        m_engine = std::make_unique<EngineLink>(program);
        m_runs = std::make_unique<RunControl>(*m_store, program.front());
        m_window = std::make_unique<MainWindow>(Workbench{*m_store, *m_engine, *m_runs, m_settings, program.front()}, allPages());
        m_window->resize(1280, 800);
        m_window->openPage("home");
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    }
    template <class Widget>
    Widget* find(const char* name) {
        Widget* const found = m_window->findChild<Widget*>(name);
        EXPECT_TRUE(found) << "no " << name;
        return found;
    }
    template <class Work>
    auto write(Work work) {
        std::optional<std::invoke_result_t<Work&, store::Project&>> answer;
        m_store->write(m_store.get(), std::move(work), [&](auto got) { answer = std::move(got); });
        EXPECT_TRUE(waitUntil([&] { return answer.has_value(); }));
        return std::move(*answer);
    }
    // Presses a button of the box that is about to stop everything else.
    void whenAsked(const QString& box, const QString& button) {
        m_wasAsked = false;
        auto* const looking = new QTimer(m_window.get());
        QObject::connect(looking, &QTimer::timeout, m_window.get(), [this, looking, box, button] {
            auto* const asked = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!asked || asked->objectName() != box) return;
            looking->stop();
            m_wasAsked = true;
            m_asked = asked->text();
            for (QAbstractButton* const one : asked->buttons())
                if (one->text().remove('&') == button) return QTest::mouseClick(one, Qt::LeftButton);
            ADD_FAILURE() << "there is no button " << button.toStdString();
            asked->reject();
        });
        looking->start(10);
    }
    std::int64_t importDemo() {
        std::int64_t id = 0;
        m_store->write(m_store.get(), [](store::Project& project) {
            return project.datasets().import({LUTHIER_SOURCE_DIR "/resources/demo/eval.jsonl", "held out", {}});
        }, [&id](const Result<store::ImportReport>& report) { id = report ? report->dataset : -1; });
        EXPECT_TRUE(waitUntil([&id] { return id != 0; }));
        m_store->announce({"datasets"});
        return id;
    }
    QString toastText() {
        const auto texts = m_window->findChildren<QLabel*>("toast.text");
        return texts.isEmpty() ? QString() : texts.last()->text();
    }

    bool m_wasAsked = false;
    QString m_asked;   // what the box said
    const TemporaryFolder m_folder;
    QSettings m_settings{QString::fromStdString(m_folder / "settings.ini"), QSettings::IniFormat};
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<EngineLink> m_engine;
    std::unique_ptr<RunControl> m_runs;
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace luthier::test
