// SPDX-License-Identifier: GPL-3.0-or-later
// A project in a temporary folder, a data page over it, and short words for what a person does there. Thread: GUI.
#pragma once

#include <optional>

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "views/datasets/datasets_page.h"
#include "views/datasets/import_dialog.h"

namespace luthier {

struct RecordedWindow : WindowActions {
    struct Toast { QString text, label; std::function<void()> action; };
    std::vector<Toast> toasts;
    std::vector<Error> errors;
    QStringList pages;
    void openPage(const QString& id, const QString& argument) override { pages << id + " " + argument; }
    void toast(const QString& text, const QString& label, std::function<void()> action, std::int64_t) override {
        toasts.push_back({text, label, std::move(action)});
    }
    void toastError(const Error& error) override { errors.push_back(error); }
};

class DataPageTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto opened = StoreAccess::open(m_folder.filePath("project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        m_store = std::move(*opened);
        m_settings = std::make_unique<QSettings>(m_folder.filePath("settings.ini"), QSettings::IniFormat);
        m_engine = std::make_unique<EngineLink>(QStringList{"no-engine"});
        m_runs = std::make_unique<RunControl>(*m_store, "no-engine");
        m_session.emplace(Session{*m_store, *m_engine, *m_runs, *m_settings, m_window, "no-engine"});
        m_page = std::make_unique<DatasetsPage>(*m_session);
        m_page->resize(1100, 740);
        m_page->show();
    }

    // Until it holds; a test that waits in vain fails.
    template <class Condition>
    [[nodiscard]] bool until(Condition condition) { return QTest::qWaitFor(condition, 30000); }

    template <class T>
    T* find(const char* name) { return m_page->findChild<T*>(name); }
    void click(const char* name) {
        auto* const button = m_page->findChild<QAbstractButton*>(name);
        ASSERT_TRUE(button) << name;
        ASSERT_TRUE(button->isEnabled()) << name << ": " << button->toolTip().toStdString();
        button->click();
    }
    ExampleModel& model() { return *find<ExampleModel>(""); }
    ExampleTable& table() { return *find<ExampleTable>("rows_table"); }
    RowInspector& inspector() { return *find<RowInspector>("row_inspector"); }

    QString fileOf(const QString& name, const std::string& content) {
        EXPECT_TRUE(writeFileDurably(m_folder.filePath(name).toStdString(), content));
        return m_folder.filePath(name);
    }

    template <class Work>
    auto inStore(Work work) {
        using Answer = typename std::invoke_result_t<Work&, store::Project&>;
        std::optional<Answer> answer;
        m_store->write(m_store.get(), work, [&](Answer got) { answer = std::move(got); });
        EXPECT_TRUE(until([&] { return answer.has_value(); }));
        EXPECT_TRUE(answer->has_value()) << answer->error().toString();
        if constexpr (!std::is_same_v<Answer, Status>) return **answer;
    }
    std::int64_t numRows() {
        const auto sets = inStore([](store::Project& project) { return project.datasets().all(); });
        return sets.empty() ? -1 : sets.back().numRows;
    }

    ImportDialog* openImport(const QString& path) {
        m_page->importFile(path);
        return find<ImportDialog>("import_dialog");
    }
    // Through the dialog, to the rows in the table.
    void import(const QString& path) {
        ASSERT_TRUE(openImport(path));
        auto* const start = find<QPushButton>("import_start");
        ASSERT_TRUE(until([&] { return start->isEnabled() && start->text().startsWith("Import ") && !start->text().contains("so far"); }))
            << start->text().toStdString();
        const std::size_t numToasts = m_window.toasts.size();
        start->click();
        ASSERT_TRUE(until([&] { return m_window.toasts.size() > numToasts; }));
        ASSERT_TRUE(until([&] { return model().rowCount() > 0 && !model().isLoading(); }));
    }
    void chooseRow(int row) {
        table().selectRow(row);
        const std::int64_t id = model().idAt(row);
        ASSERT_TRUE(until([&] { return inspector().shownRow() == id && model().summary(row); }));
        QTest::qWait(20);
    }

    QTemporaryDir m_folder;
    RecordedWindow m_window;
    std::unique_ptr<StoreAccess> m_store;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<EngineLink> m_engine;
    std::unique_ptr<RunControl> m_runs;
    std::optional<Session> m_session;
    std::unique_ptr<DatasetsPage> m_page;
};

}  // namespace luthier
