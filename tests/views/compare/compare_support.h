// SPDX-License-Identifier: GPL-3.0-or-later
// A project with one model, and the Compare page over it. Thread: GUI.
#pragma once

#include <memory>
#include <optional>

#include <QSettings>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/views/link/link_support.h"
#include "tests/views/link/recorded_window.h"
#include "views/compare/compare_page.h"
#include "views/shared/theme/picker.h"

namespace luthier::test {

class ComparePageTest : public testing::Test {
protected:
    void open(const QStringList& program, const std::string& model = tinyModel("tiny-llama")) {
        auto opened = StoreAccess::open(QString::fromStdString(m_folder / "project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        bool isDone = false;
        m_store->write(m_store.get(), [model](store::Project& project) -> Status {
            store::Model entry;
            entry.name = "tiny";
            entry.folder = model;
            return project.models().add(entry).map([](std::int64_t) {});
        }, [&isDone](const Status&) { isDone = true; });
        ASSERT_TRUE(waitUntil([&] { return isDone; }));
        m_engine = std::make_unique<EngineLink>(program);
        m_runs = std::make_unique<RunControl>(*m_store, program.front());
        m_session = std::make_unique<Session>(Session{*m_store, *m_engine, *m_runs, m_settings, m_window, program.front()});
        openPage();
    }
    void openPage() {
        m_page = std::make_unique<ComparePage>(*m_session);
        m_page->resize(1100, 700);
        m_page->setVisible(true);
        m_page->open({});
        ASSERT_TRUE(waitUntil([this] { return find<QComboBox>("compare.base")->count() == 1; }));
    }
    void TearDown() override {
        m_page.reset();
        m_runs.reset();
        m_engine.reset();
        m_store.reset();
    }
    template <class Widget>
    Widget* find(const QString& name) {
        Widget* const found = m_page->findChild<Widget*>(name);
        EXPECT_NE(found, nullptr) << name.toStdString();
        return found;
    }
    template <class Work>
    auto store(Work work) {
        std::optional<std::invoke_result_t<Work&, store::Project&>> answer;
        m_store->write(m_store.get(), std::move(work), [&](auto got) { answer = std::move(got); });
        EXPECT_TRUE(waitUntil([&] { return answer.has_value(); }));
        return std::move(*answer);
    }
    void ask(const QString& question) {
        find<QPlainTextEdit>("compare.prompt")->setPlainText(question);
        QTest::mouseClick(find<QPushButton>("compare.send"), Qt::LeftButton);
    }
    bool isBusy() { return find<QPushButton>("compare.send")->text() == "Stop"; }
    bool answered() {
        return waitUntil([this] { return !isBusy(); });
    }
    // What the panes offer, as it stands in the list that opens.
    QListWidget* openChoices(int pane) {
        QTest::mouseClick(find<PickerButton>(QString("pane.%1.adapter").arg(pane)), Qt::LeftButton);
        const auto lists = m_page->findChildren<QListWidget*>(QString("pane.%1.adapter.list").arg(pane));   // an earlier one may be about to go
        EXPECT_FALSE(lists.isEmpty());
        return lists.isEmpty() ? nullptr : lists.last();
    }
    // The project has been read: so many things can be chosen.
    bool offers(int count) {
        return waitUntil([&] {
            QListWidget* const list = openChoices(1);
            const bool isIt = list && list->count() == count;
            if (list) list->window()->close();
            return isIt;
        });
    }
    void choose(int pane, const QString& words) {
        QListWidget* const list = openChoices(pane);
        if (auto* const search = list->window()->findChild<QLineEdit*>(); !search->isHidden()) search->setText(words);
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->isHidden() || !list->item(row)->text().contains(words)) continue;
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
            return;
        }
        ADD_FAILURE() << "nothing is called " << words.toStdString();
    }
    QString note(int pane) { return find<QLabel>(QString("note.%1").arg(pane))->text(); }
    QStringList history() {
        QStringList titles;
        auto* const list = find<QListWidget>("shelf.history");
        for (int row = 0; row < list->count(); ++row) titles << list->item(row)->text();
        return titles;
    }

    const TemporaryFolder m_folder;
    QSettings m_settings{QString::fromStdString(m_folder / "settings.ini"), QSettings::IniFormat};
    RecordedWindow m_window;
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<EngineLink> m_engine;
    std::unique_ptr<RunControl> m_runs;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ComparePage> m_page;
};

}  // namespace luthier::test
