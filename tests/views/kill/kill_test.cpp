// SPDX-License-Identifier: GPL-3.0-or-later
// The program is killed while a run is at work and an edit has just been seen as kept; started again, nothing of it is lost and the run is steered.
#include <csignal>
#include <filesystem>
#include <optional>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/runs/run_lock.h"
#include "tests/views/kill/driven_window.h"
#include "tests/views/link/link_support.h"
#include "views/link/run_work.h"
#include "views/link/store_access.h"
#include "views/shared/table/example_model.h"

namespace luthier::test {
namespace {

class KilledWindow : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        m_engineProgram = GetParam() == std::string("fake") ? QString(LUTHIER_FAKE_ENGINE) : realEngine();
        if (m_engineProgram.isEmpty()) GTEST_SKIP() << "LUTHIER_ENGINE names no engine";
        fillProject();
    }
    // What a killed window leaves at work ends with the test.
    void TearDown() override {
        if (const auto left = holder()) ::kill(static_cast<pid_t>(left->pid), SIGKILL);
    }
    // Rows, and a run that waits in the queue; it would take days.
    void fillProject() {
        std::string text;
        for (const char* const word : {"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"})
            text += R"({"prompt":")" + std::string(word) + R"(?","completion":")" + word + ".\"}\n";
        const std::string rows = m_folder.write("rows.jsonl", text);
        store::Run run;
        run.name = "Long";
        run.config = {{"schema", 1}, {"name", "Long"}, {"training", {{"max_steps", 1000000}}}, {"fake", {{"step_ms", 20}}}};
        if (GetParam() != std::string("fake")) {
            run.config = *readJsonFile(LUTHIER_SOURCE_DIR "/resources/demo/run.json");
            run.config["model"]["path"] = LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama";
            run.config["data"].update({{"train", rows}, {"eval", nullptr}, {"eval_fraction", 0.0}, {"overflow", "truncate"}});
            run.config["training"].update({{"epochs", 10000}, {"tokens_per_step", 1}, {"checkpoint_every", 1000}});   // a row a step
        }
        auto store = StoreAccess::open(project());
        ASSERT_TRUE(store) << store.error().toString();
        std::optional<Status> done;
        (*store)->write(store->get(), [rows, run](store::Project& project) -> Status {
            RETURN_IF_ERROR(project.datasets().import({rows, "rows", {}}));
            return run_work::enqueue(project, run).map([](std::int64_t) {});
        }, [&done](Status status) { done = std::move(status); });
        ASSERT_TRUE(waitUntil([&] { return done.has_value(); }));
        ASSERT_TRUE(*done) << done->error().toString();
    }
    QString project() const { return QString::fromStdString(m_folder / "project"); }
    void start(DrivenWindow& window) const { window.start(m_folder, project(), {"--engine", m_engineProgram, "--page", "datasets"}); }
    // Whose run is at work.
    std::optional<LockHolder> holder() const {
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder / "project/runs", none)) {
            const auto folder = RunFolder::open(entry.path().string());
            const auto found = folder ? lockHolder(*folder) : Result<std::optional<LockHolder>>(std::nullopt);
            if (found && *found) return *found;
        }
        return std::nullopt;
    }
    static QString answer(DrivenWindow& window, int row) { return window.cell("rows_table", row, ExampleModel::Answer); }
    static bool shows(DrivenWindow& window, const QString& words) {
        return window.becomes([&] { return answer(window, 1); }, [&](const QString& now) { return now == words; });
    }
    // Types at the end of the answer of the second row, and leaves it.
    static void edit(DrivenWindow& window, const QString& words) {
        ASSERT_TRUE(window.use({"click-cell", "rows_table", "1", QString::number(ExampleModel::Answer)}));
        ASSERT_TRUE(window.becomes([&] { return window.text("turn_2/text"); }, [](const QString& now) { return now == "Two."; }));
        ASSERT_TRUE(window.use({"click", "turn_2/text"}));
        ASSERT_TRUE(window.use({"key", "turn_2/text", "Ctrl+End"}));
        ASSERT_TRUE(window.use({"type", "turn_2/text", words}));
        ASSERT_TRUE(window.use({"click-cell", "rows_table", "0", QString::number(ExampleModel::Answer)}));
    }

    const TemporaryFolder m_folder;
    QString m_engineProgram;
};

TEST_P(KilledWindow, LosesNothingThatWasKeptAndFindsItsRunAgain) {
    DrivenWindow first;
    start(first);
    ASSERT_TRUE(waitUntil([this] { return holder().has_value(); })) << "the run does not start";
    ASSERT_TRUE(shows(first, "Two."));
    edit(first, " And one.");
    ASSERT_TRUE(shows(first, "Two. And one."));
    first.kill();
    const auto atWork = holder();
    ASSERT_TRUE(atWork) << "the run has ended with the window";

    DrivenWindow second;
    start(second);
    EXPECT_TRUE(shows(second, "Two. And one.")) << answer(second, 1).toStdString();
    EXPECT_TRUE(second.text("banner").isEmpty()) << second.text("banner").toStdString();
    ASSERT_TRUE(second.use({"key", "rows_table", "Ctrl+Z"}));
    EXPECT_TRUE(shows(second, "Two.")) << "what the killed window did can be undone";
    EXPECT_EQ(second.text("toast.text"), "Undone: Edit turn 2, row 2 of rows");
    ASSERT_TRUE(second.use({"key", "rows_table", "Ctrl+Y"}));
    EXPECT_TRUE(shows(second, "Two. And one."));

    ASSERT_TRUE(second.becomes([&] { return second.text("chip"); }, [](const QString& now) { return now.startsWith("Training"); }));
    ASSERT_TRUE(second.use({"click", "chip"}));
    const auto status = [&] { return second.text("runs.header.status"); };
    ASSERT_TRUE(second.becomes(status, [](const QString& now) { return now.contains("00,000"); })) << status().toStdString();
    const QString then = status();
    EXPECT_TRUE(second.becomes(status, [&](const QString& now) { return now != then && now.contains("00,000"); })) << "it is not followed";
    EXPECT_EQ(holder() ? holder()->pid : 0, atWork->pid) << "another engine works on it";
    ASSERT_TRUE(second.use({"click", "runs.action.stop"}));
    EXPECT_TRUE(waitUntil([this] { return !holder(); })) << "it is not stopped";
    EXPECT_TRUE(second.becomes([&] { return second.text("runs.header.state"); }, [](const QString& now) { return now.contains("Stopped"); }))
        << second.text("runs.header.state").toStdString();
}

INSTANTIATE_TEST_SUITE_P(Engines, KilledWindow, testing::Values("fake", "real"), [](const auto& engine) { return std::string(engine.param); });

}  // namespace
}  // namespace luthier::test
