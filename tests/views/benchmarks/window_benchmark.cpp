// SPDX-License-Identifier: GPL-3.0-or-later
// window_benchmark FOLDER [rows, default 1000000] [runs, default 500]: how long the window takes from the start of its process until it can be used, and how
// smooth its table of rows is. The project is made in FOLDER the first time. One JSON line per figure.
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QProcess>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QWheelEvent>

#include "core/base/clock.h"
#include "tests/views/watchdog/big_project.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"
#include "views/shared/table/example_table.h"
#include "views/shared/theme/theme.h"

using namespace luthier;

namespace {

constexpr const char* startedKey = "LUTHIER_BENCHMARK_STARTED";
constexpr int numStarts = 9;

void say(const std::string& name, const Json& figures) {
    Json line{{"case", name}};
    line.update(figures);
    std::cout << dumpJson(line) << std::endl;
}

double milliseconds(double since) { return (monotonicSeconds() - since) * 1e3; }

// What app/workbench does, in its order.
struct Workplace {
    explicit Workplace(const QString& folder)
        : settings(here.filePath("settings.ini"), QSettings::IniFormat), store(std::move(*StoreAccess::open(folder))), engine(QStringList{"luthier-engine"}),
          runs(*store, "luthier-engine"), window({*store, engine, runs, settings, "luthier-engine"}, allPages()) {}
    QTemporaryDir here;
    QSettings settings;
    std::unique_ptr<StoreAccess> store;
    EngineLink engine;
    RunControl runs;
    MainWindow window;
};

bool isFilled(const MainWindow& window, const QString& page) {
    if (page == "datasets") {
        const auto* const table = window.findChild<ExampleTable*>("rows_table");
        return table && table->model()->rowCount() > 0 && table->model()->index(0, 0).data(ExampleModel::SummaryLoadedRole).toBool();
    }
    if (page == "runs") {
        const auto* const list = window.findChild<QListView*>("runs.list");
        return list && list->model()->rowCount() > 0;
    }
    if (page != "home") return true;
    const auto* const words = window.findChild<QLabel*>("home.data.state");
    return words && words->text().contains(QRegularExpression("\\d"));   // how many rows
}

// One start: prints milliseconds from the start of the process until the page is filled and the event loop has nothing to do.
int startOnce(QApplication& app, const QString& folder, const QString& page) {
    const double started = std::atof(std::getenv(startedKey)) * 1e-3;
    const double inMain = milliseconds(started);
    theme::Theme::instance().setChoice(theme::Choice::Light);
    QTranslator translator;
    if (translator.load(":/translations/luthier_en.qm")) QCoreApplication::installTranslator(&translator);
    Workplace work(folder);
    const double opened = milliseconds(started);
    work.window.openPage(page);
    work.window.show();
    const double shown = milliseconds(started);
    QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, &app, [&] {
        if (!isFilled(work.window, page)) return;
        std::cout << inMain << ' ' << opened << ' ' << shown << ' ' << milliseconds(started) << std::endl;
        QAbstractEventDispatcher::instance()->disconnect(&app);
        QCoreApplication::quit();
    });
    return QApplication::exec();
}

void starts(const QString& program, const QString& folder, const QString& page) {
    std::vector<std::vector<double>> times(4);
    for (int i = 0; i < numStarts; ++i) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(startedKey, QString::number(monotonicSeconds() * 1e3, 'f', 3));
        process.setProcessEnvironment(environment);
        process.start(program, {"--start", folder, page});
        process.waitForFinished(-1);
        const QStringList words = QString::fromUtf8(process.readAllStandardOutput()).split(' ');
        for (std::size_t part = 0; part < times.size() && words.size() == 4; ++part) times[part].push_back(words[static_cast<qsizetype>(part)].toDouble());
    }
    for (auto& part : times) std::sort(part.begin(), part.end());
    if (times[3].empty()) return say("start, " + page.toStdString(), {{"failed", true}});
    const auto middle = [](const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; };
    say("start, " + page.toStdString(), {{"main_ms", middle(times[0])}, {"window_made_ms", middle(times[1])}, {"shown_ms", middle(times[2])},
                                         {"usable_ms", middle(times[3])}, {"best_ms", times[3].front()}, {"worst_ms", times[3].back()}});
}

void sayTimes(const std::string& name, std::vector<double> ms) {
    std::sort(ms.begin(), ms.end());
    say(name, {{"ms_median", ms[ms.size() / 2]}, {"ms_p99", ms[ms.size() * 99 / 100]}, {"ms_max", ms.back()}});
}

int scroll(const QString& folder) {
    Workplace work(folder);
    work.window.openPage("datasets");
    work.window.show();
    auto* const table = work.window.findChild<ExampleTable*>("rows_table");
    auto* const model = static_cast<ExampleModel*>(table->model());
    const double start = monotonicSeconds();
    const bool isThere = QTest::qWaitFor([&] { return model->rowCount() > 0 && !model->isLoading(); }, 120000);
    say("all rows are known", {{"rows", model->rowCount()}, {"ms", milliseconds(start)}, {"done", isThere}});
    const auto paint = [&](auto change) {
        const double before = monotonicSeconds();
        change();
        table->viewport()->repaint();
        return milliseconds(before);
    };
    std::vector<double> wheel, jumps, answers;
    for (int i = 0; i < 500; ++i) {
        wheel.push_back(paint([&] {
            const QPointF at(50, 50);
            QWheelEvent event(at, table->viewport()->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(table->viewport(), &event);
        }));
        QTest::qWait(2);
    }
    QScrollBar* const bar = table->verticalScrollBar();
    for (int i = 0; i < 100; ++i) {
        const double before = monotonicSeconds();
        jumps.push_back(paint([&] { bar->setValue(static_cast<int>(uniformAt(1, 2, static_cast<std::uint64_t>(i)) * bar->maximum())); }));
        const bool isShown = QTest::qWaitFor([&] { return model->index(table->rowAt(10), 0).data(ExampleModel::SummaryLoadedRole).toBool(); }, 5000);
        if (!isShown) return 1;
        answers.push_back(milliseconds(before));
    }
    sayTimes("wheel step and paint", wheel);
    sayTimes("far jump and paint", jumps);
    sayTimes("far jump until its rows are there", answers);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    QApplication::setOrganizationName("luthier-benchmark");
    QApplication::setApplicationName("luthier-benchmark");
    QApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 2) {
        std::cerr << "window_benchmark FOLDER [rows] [runs]\n";
        return 2;
    }
    if (words[1] == "--start") return startOnce(app, words[2], words[3]);
    const std::int64_t numRows = words.size() > 2 ? words[2].toLongLong() : 1'000'000;
    const test::BigProject project = test::bigProject(words[1].toStdString(), numRows, words.size() > 3 ? words[3].toInt() : 500);
    const QString folder = QString::fromStdString(project.folder);
    for (const char* page : {"home", "datasets", "runs"}) starts(QCoreApplication::applicationFilePath(), folder, page);
    return scroll(folder);
}
