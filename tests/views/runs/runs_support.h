// SPDX-License-Identifier: GPL-3.0-or-later
// A project with runs, and the page over it. Thread: GUI.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <QApplication>
#include <QSettings>
#include <QTest>
#include <gtest/gtest.h>

#include "core/runs/run_folder.h"
#include "core/runs/run_logs.h"
#include "tests/support/temporary_folder.h"
#include "tests/views/link/recorded_window.h"
#include "views/runs/runs_page.h"
#include "views/shared/theme/theme.h"

namespace luthier::test {

inline bool waitUntil(const std::function<bool()>& holds, int boundMs = 60000) { return QTest::qWaitFor(holds, boundMs); }

inline std::string demoRun() { return LUTHIER_SOURCE_DIR "/tests/views/runs/demo_run"; }

struct RunsFixture : ::testing::Test {
    void SetUp() override {
        theme::Theme::instance().setChoice(theme::Choice::Light);
        auto opened = StoreAccess::open(QString::fromStdString(folder / "project"));
        ASSERT_TRUE(opened) << opened.error().toString();
        store = std::move(*opened);
        engine = std::make_unique<EngineLink>(QStringList{LUTHIER_FAKE_ENGINE});
        control = std::make_unique<RunControl>(*store, enginePath());
        session.emplace(Session{*store, *engine, *control, settings, window, enginePath()});
    }
    virtual QString enginePath() const { return LUTHIER_FAKE_ENGINE; }

    // A copy of a run folder in the project, listed and brought up to its folder.
    std::int64_t addRun(const std::string& name, const std::string& from = demoRun(), const std::vector<std::string>& tags = {},
                        const std::vector<std::int64_t>& datasets = {}) {
        const std::string to = folder / ("project/runs/" + std::to_string(++numRuns));
        std::filesystem::create_directories(to);
        std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
        store::Run run;
        run.name = name;
        run.folder = to;
        run.tags = tags;
        run.datasets = datasets;
        if (const auto config = readJsonFile(to + "/run.json")) run.config = *config;
        std::optional<Result<std::int64_t>> id;
        store->write(qApp, [run](store::Project& project) -> Result<std::int64_t> {
            ASSIGN_OR_RETURN(const std::int64_t added, project.runs().add(run));
            ASSIGN_OR_RETURN(const bool changed, project.runs().ingest(added));
            static_cast<void>(changed);
            return added;
        }, [&](Result<std::int64_t> result) { id = std::move(result); });
        EXPECT_TRUE(waitUntil([&] { return id.has_value(); }));
        EXPECT_TRUE(*id) << id->error().toString();
        store->announce({"runs"});
        return *id ? **id : 0;
    }
    store::Run runOf(std::int64_t id) {
        std::optional<Result<store::Run>> run;
        store->read(qApp, [id](store::Project& project) { return project.runs().get(id); }, [&](Result<store::Run> result) { run = std::move(result); });
        EXPECT_TRUE(waitUntil([&] { return run.has_value(); }));
        return *run ? **run : store::Run{};
    }
    RunsPage& openPage(int width = 1100, int height = 744) {
        page = std::make_unique<RunsPage>(*session);
        page->resize(width, height);
        page->show();
        return *page;
    }
    template <class T>
    T* find(const char* name) {
        T* found = page->findChild<T*>(name);
        EXPECT_NE(found, nullptr) << name;
        return found;
    }
    void TearDown() override {
        page.reset();
        if (control) {   // a run outlives its window
            control->setQueuePaused(true);
            if (control->current() != 0) control->kill(control->current());
        }
        control.reset();
        engine.reset();
        store.reset();
    }

    TemporaryFolder folder;
    QSettings settings{QString::fromStdString(folder / "settings.ini"), QSettings::IniFormat};
    RecordedWindow window;
    std::unique_ptr<StoreAccess> store;
    std::unique_ptr<EngineLink> engine;
    std::unique_ptr<RunControl> control;
    std::optional<Session> session;
    std::unique_ptr<RunsPage> page;
    int numRuns = 0;
};

}  // namespace luthier::test
