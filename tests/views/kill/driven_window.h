// SPDX-License-Identifier: GPL-3.0-or-later
// The program luthier-workbench as a process of its own, used by its object names (driver/window_driver.cpp). Thread: GUI.
#pragma once

#include <functional>

#include <QProcess>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"
#include "tests/views/link/wait.h"

namespace luthier::test {

class DrivenWindow {
public:
    // home: where it keeps its settings.
    void start(const TemporaryFolder& home, const QString& project, const QStringList& more) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", QString::fromStdString(home / "config"));
        environment.insert("HOME", QString::fromStdString(home.path()));
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("QT_PLUGIN_PATH", LUTHIER_PLUGINS);
        environment.insert("QT_QPA_GENERIC_PLUGINS", "window_driver");
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(LUTHIER_WORKBENCH, QStringList{project} + more);
        ASSERT_TRUE(m_process.waitForStarted());
    }
    // SIGKILL.
    void kill() {
        m_process.kill();
        m_process.waitForFinished();
        m_process.readAllStandardOutput();
    }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    ~DrivenWindow() {
        if (isRunning()) kill();
    }

    // The answer to a command, or "" when the process has gone.
    QString ask(const QStringList& words) {
        m_process.write((words.join('\t') + '\n').toUtf8());
        if (!waitUntil([this] { return m_process.canReadLine() || !isRunning(); })) return {};
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }
    // Again and again, until it could be done.
    bool use(const QStringList& words) {
        return waitUntil([&] { return ask(words) == "ok" || !isRunning(); }) && isRunning();
    }
    QString text(const QString& name) { return told({"text", name}); }
    QString cell(const QString& table, int row, int column) { return told({"cell", table, QString::number(row), QString::number(column)}); }
    // Until the answer is as wanted.
    static bool becomes(const std::function<QString()>& read, const std::function<bool(const QString&)>& isWanted) {
        return waitUntil([&] { return isWanted(read()); });
    }

private:
    // "" too where there is no such thing to be seen.
    QString told(const QStringList& words) {
        const QString answer = ask(words);
        return answer.startsWith("= ") ? answer.mid(2) : QString();
    }
    QProcess m_process;
};

}  // namespace luthier::test
