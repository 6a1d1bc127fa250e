// SPDX-License-Identifier: GPL-3.0-or-later
// A message bus of the test's own. Thread: GUI.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStandardPaths>

#include "tests/views/link/wait.h"

namespace luthier::test {

class PrivateBus {
public:
    PrivateBus() {
        const QString daemon = QStandardPaths::findExecutable("dbus-daemon");
        if (daemon.isEmpty()) return;
        m_process.start(daemon, {"--session", "--nofork", "--nopidfile", "--print-address=1"});
        waitUntil([this] {
            m_address += m_process.readAllStandardOutput();
            return m_address.endsWith('\n') || m_process.state() == QProcess::NotRunning;
        });
        m_address = m_address.trimmed();
    }
    ~PrivateBus() { stop(); }
    void stop() {
        m_process.kill();
        m_process.waitForFinished();
    }
    // Empty where no bus can be started.
    const QByteArray& address() const { return m_address; }

private:
    QProcess m_process;
    QByteArray m_address;
};

}  // namespace luthier::test
