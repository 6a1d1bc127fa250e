// SPDX-License-Identifier: Apache-2.0
// What it costs to watch a run: the whole window over a project in which another process takes ten steps a second, as the engine writes them. Processor time of
// this process, all of its threads, as a share of one core. One JSON object a line.
//   QT_QPA_PLATFORM=offscreen follow_run [seconds a case] [steps there already]
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QApplication>
#include <QSettings>
#include <QTabWidget>
#include <QTest>

#include "core/base/files.h"
#include "core/runs/run_attempt.h"
#include "tests/support/temporary_folder.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"
#include "views/shared/plot/plot_panel.h"

namespace {

using namespace luthier;

constexpr int stepMs = 100;

Json metricsOf(std::int64_t step, std::int64_t numSteps) {
    const double noise = static_cast<double>((step * 7919) % 1009) / 1009, x = static_cast<double>(step);
    return {{"epoch", x / 1e4}, {"loss", 2 + std::exp(-x * 3e-4) + noise}, {"learning_rate", 1e-4 * (1 - x / static_cast<double>(numSteps))},
            {"grad_norm", 1 + noise}, {"mean_token_accuracy", 0.4 + noise / 10}, {"step_tokens", 383}, {"trained_tokens", 213}, {"num_tokens", 383 * step},
            {"tokens_per_second", 450 + 50 * noise}, {"peak_memory_bytes", 677490688}, {"num_steps", numSteps}};
}

void takeStep(RunAttempt& attempt, std::int64_t step, std::int64_t numSteps) {
    static_cast<void>(attempt.metrics().append(step, metricsOf(step, numSteps)));
    static_cast<void>(attempt.rows().append(step, {{"0:169", 5.31, 34}, {"0:86", 4.55, 86}, {"0:32", 3.95, 51}, {"0:37", 5.49, 42}}));
    if (step % 100 == 0) static_cast<void>(attempt.metrics().append(step, {{"eval_loss", 2.5}, {"eval_mean_token_accuracy", 0.4}}));
    if (step % 100 == 0) static_cast<void>(attempt.events().append(EventKind::CheckpointSaved, {{"step", step}, {"path", "x"}}));
}

// In a process of its own, so that its time is not counted; holds the run's lock, as the engine does.
[[noreturn]] void train(const std::string& folder, std::int64_t numBefore) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    Result<RunAttempt> attempt = RunAttempt::beginNew(folder);
    if (!attempt) std::_Exit(1);
    const std::int64_t numSteps = numBefore + 100000;
    static_cast<void>(attempt->events().append(EventKind::Started, {{"steps", numSteps}, {"rows", 1000}}));
    for (std::int64_t step = 1; step <= numBefore; ++step) takeStep(*attempt, step, numSteps);
    static_cast<void>(writeFileDurably(folder + "/manifest.json", "{}"));
    static_cast<void>(writeFileDurably(folder + "/run.json", *readFile(LUTHIER_SOURCE_DIR "/tests/views/runs/demo_run/run.json")));
    auto next = std::chrono::steady_clock::now();
    for (std::int64_t step = numBefore + 1;; ++step) {
        takeStep(*attempt, step, numSteps);
        std::this_thread::sleep_until(next += std::chrono::milliseconds(stepMs));
    }
}

void measure(const char* name, double seconds) {
    QTest::qWait(2000);   // what had to be read first is read
    const std::clock_t start = std::clock();
    QTest::qWait(static_cast<int>(seconds * 1000));
    const double share = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / seconds;
    std::printf("{\"case\":\"%s\",\"seconds\":%.0f,\"share_of_a_core\":%.4f}\n", name, seconds, share);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const double seconds = argc > 1 ? std::atof(argv[1]) : 20;
    const std::int64_t numBefore = argc > 2 ? std::atoll(argv[2]) : 10000;
    const test::TemporaryFolder folder;
    const std::string runFolder = folder / "run";
    const pid_t trainer = ::fork();
    if (trainer == 0) train(runFolder, numBefore);
    while (!pathExists(runFolder + "/run.json")) ::usleep(10000);
    QApplication app(argc, argv);
    auto store = StoreAccess::open(QString::fromStdString(folder / "project"));
    if (!store) return 1;
    bool isAdded = false;
    (*store)->write(&app, [runFolder](store::Project& project) -> Status {
        store::Run run;
        run.name = "watched";
        run.folder = runFolder;
        ASSIGN_OR_RETURN(const std::int64_t id, project.runs().add(run));
        return project.runs().ingest(id).map([](bool) {});
    }, [&isAdded](const Status&) { isAdded = true; });
    while (!isAdded) QTest::qWait(10);
    QSettings settings(QString::fromStdString(folder / "settings.ini"), QSettings::IniFormat);
    {
        EngineLink engine({"/nonexistent"});
        RunControl runs(**store, "/nonexistent");
        MainWindow window({**store, engine, runs, settings, "/nonexistent"}, allPages());
        window.resize(1280, 800);
        window.openPage("runs", "run:1");
        window.show();
        auto* const tabs = window.findChild<QTabWidget*>("runs.tabs");
        const auto isRead = [&] {
            const auto* const loss = window.findChild<PlotPanel*>("plot.loss");
            return loss && loss->extent() && loss->extent()->upper >= static_cast<double>(numBefore);
        };
        if (!QTest::qWaitFor(isRead, 600000)) return 1;
        measure("plots", seconds);
        for (const auto& [tab, name] : {std::pair{2, "rows"}, {4, "log"}}) {
            tabs->setCurrentIndex(tab);
            measure(name, seconds);
        }
        tabs->setCurrentIndex(0);
        window.openPage("home");
        measure("home", seconds);
        window.openPage("settings");
        measure("another page", seconds);
        window.openPage("runs");
        window.showMinimized();
        measure("minimised", seconds);
    }
    ::kill(trainer, SIGKILL);
    ::waitpid(trainer, nullptr, 0);
    return 0;
}
