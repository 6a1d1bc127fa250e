// SPDX-License-Identifier: GPL-3.0-or-later
// The offline switch. Tests that switch it on do so in a process of their own: there is no way back.
#include "views/link/offline.h"

#include <cerrno>
#include <csignal>
#include <thread>

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QSettings>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/views/link/link_support.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"

namespace luthier::test {
namespace {

QStringList socketsOf(const QStringList& command) {
    QProcess process;
    process.start(command.front(), command.mid(1));
    if (!process.waitForFinished()) return {"did not end"};
    return QString::fromUtf8(process.readAllStandardOutput()).simplified().split(' ', Qt::SkipEmptyParts);
}

int errorOf(int family) {
    const int got = ::socket(family, SOCK_STREAM, 0);
    if (got < 0) return errno;
    ::close(got);
    return 0;
}

TEST(Offline, WithoutTheSwitchThereAreInternetSockets) {
    ASSERT_FALSE(refusesConnections());
    EXPECT_TRUE(socketsOf({LUTHIER_NO_CONNECTIONS, "--try"}).contains("inet")) << "then the other tests here say nothing";
}

// What the death test's child does: says what it got and ends.
[[noreturn]] void switchOnAndTry() {
    std::atomic<bool> mayTry = false;
    int inAnotherThread = 0;
    std::thread before([&] {
        while (!mayTry) std::this_thread::yield();
        inAnotherThread = errorOf(AF_INET);
    });
    const bool isDone = refuseConnections().has_value() && refuseConnections().has_value();
    mayTry = true;
    before.join();
    const QStringList ofChild = socketsOf({LUTHIER_NO_CONNECTIONS, "--try"});
    const bool isRefused = errorOf(AF_INET) == EACCES && errorOf(AF_INET6) == EACCES && errorOf(AF_PACKET) == EACCES;
    std::fprintf(stderr, "%s %s %s; a thread from before %s; a program started then got: %s", isDone && refusesConnections() ? "on" : "off",
                 isRefused ? "refused" : "possible", errorOf(AF_UNIX) == 0 ? "unix" : "no unix", inAnotherThread == EACCES ? "refused" : "possible",
                 qPrintable(ofChild.join(' ')));
    std::_Exit(0);
}

TEST(OfflineDeathTest, NeitherThisProcessNorWhatItStartsGetsASocketThatLeadsOut) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(switchOnAndTry(), testing::ExitedWithCode(0), "on refused unix; a thread from before refused; a program started then got: unix$");
}

[[noreturn]] void switchByTheSettings() {
    const TemporaryFolder folder;
    QSettings settings(QString::fromStdString(folder / "settings.ini"), QSettings::IniFormat);
    settings.setValue(kOfflineKey, false);
    auto store = StoreAccess::open(QString::fromStdString(folder / "project"));
    EngineLink engine(fakeEngine("normal"));
    RunControl runs(**store, fakeEngine("normal").front());
    MainWindow window({**store, engine, runs, settings, fakeEngine("normal").front()}, allPages());
    window.openPage("settings");
    auto* const offline = window.findChild<QCheckBox*>("settings.offline");
    auto* const state = window.findChild<QLabel*>("settings.offline.state");
    std::fprintf(stderr, "[%s] ", qPrintable(state->text()));
    offline->click();
    std::fprintf(stderr, "[%s] %s ", qPrintable(state->text()), errorOf(AF_INET) == EACCES ? "refused" : "possible");
    offline->click();
    std::fprintf(stderr, "[%s] %s", qPrintable(state->text()), wantsOffline(settings) ? "wanted" : "not wanted");
    std::_Exit(0);
}

TEST(OfflineDeathTest, TheSwitchInSettingsHoldsAtOnceAndSaysWhatHolds) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(switchByTheSettings(), testing::ExitedWithCode(0),
                "\\[Connections are possible. Only a judge with an address makes one.\\] \\[Connections are refused by the system.\\] refused "
                "\\[Connections are possible from the next start on.\\] not wanted");
}

TEST(Offline, IsOnUnlessSomebodySwitchesItOff) {
    const TemporaryFolder folder;
    QSettings settings(QString::fromStdString(folder / "settings.ini"), QSettings::IniFormat);
    EXPECT_TRUE(wantsOffline(settings));
}

int numFilters(qint64 process, const QString& thread) {
    QFile status(QString("/proc/%1/task/%2/status").arg(process).arg(thread));
    if (!status.open(QIODevice::ReadOnly)) return -1;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("Seccomp_filters:")) return line.mid(16).trimmed().toInt();
    return -1;
}

// The program itself, with and without the switch: every thread of it is under one filter more than this test, or under none more.
TEST(Offline, TheProgramSwitchesItOnWhenItStarts) {
    const int here = numFilters(QCoreApplication::applicationPid(), QString::number(QCoreApplication::applicationPid()));
    if (here < 0) GTEST_SKIP() << "this kernel does not say how many filters there are";
    for (const bool isOn : {true, false}) {
        const TemporaryFolder folder;
        QDir().mkpath(QString::fromStdString(folder / "config/Luthier"));
        if (!isOn) folder.write("config/Luthier/Luthier.conf", "[privacy]\noffline=false\n");
        QProcess window;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", QString::fromStdString(folder / "config"));
        environment.insert("HOME", QString::fromStdString(folder.path()));
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        window.setProcessEnvironment(environment);
        window.start(LUTHIER_WORKBENCH, {QString::fromStdString(folder / "project"), "--engine", LUTHIER_FAKE_ENGINE});
        ASSERT_TRUE(window.waitForStarted());
        const auto threads = [&] { return QDir(QString("/proc/%1/task").arg(window.processId())).entryList(QDir::Dirs | QDir::NoDotAndDotDot); };
        // The project's database is there once the window is.
        ASSERT_TRUE(waitUntil([&] { return QFile::exists(QString::fromStdString(folder / "project/luthier.db")) && threads().size() > 2; }));
        const auto isAsWanted = [&] {
            const QStringList all = threads();
            return !all.isEmpty() && std::all_of(all.begin(), all.end(), [&](const QString& thread) {
                const int found = numFilters(window.processId(), thread);
                return found < 0 || found == here + (isOn ? 1 : 0);
            });
        };
        EXPECT_TRUE(waitUntil(isAsWanted, 20000)) << (isOn ? "on" : "off");
        EXPECT_EQ(window.state(), QProcess::Running);
        window.kill();
        window.waitForFinished();
    }
}

TEST(NoConnections, EndsAProgramThatAsksForAnInternetSocket) {
    QProcess process;
    process.start(LUTHIER_NO_CONNECTIONS, {LUTHIER_NO_CONNECTIONS, "--try"});
    ASSERT_TRUE(process.waitForFinished());
    EXPECT_EQ(process.exitStatus(), QProcess::CrashExit) << "then views_workflow_offline says nothing";
    EXPECT_EQ(process.exitCode(), SIGSYS);
}

// A few seconds of the program with all its pages made, where it would be ended at its first internet socket (its own switch is off).
TEST(NoConnections, TheProgramAsksForNone) {
    for (const char* const page : {"home", "datasets", "models", "train", "runs", "compare", "adapters", "settings"}) {
        const TemporaryFolder folder;
        QDir().mkpath(QString::fromStdString(folder / "config/Luthier"));
        folder.write("config/Luthier/Luthier.conf", "[privacy]\noffline=false\n");
        QProcess window;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", QString::fromStdString(folder / "config"));
        environment.insert("HOME", QString::fromStdString(folder.path()));
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        window.setProcessEnvironment(environment);
        window.start(LUTHIER_NO_CONNECTIONS, {LUTHIER_WORKBENCH, QString::fromStdString(folder / "project"), "--engine", LUTHIER_FAKE_ENGINE, "--page", page});
        ASSERT_TRUE(window.waitForStarted());
        EXPECT_FALSE(window.waitForFinished(1500)) << page << ": " << window.readAllStandardError().toStdString();
        window.kill();
        window.waitForFinished();
    }
}

}  // namespace
}  // namespace luthier::test
