// SPDX-License-Identifier: GPL-3.0-or-later
// As much of systemd-logind as the guard talks to. Thread: GUI.
#pragma once

#include <array>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QStringList>

namespace luthier::test {

// Gives a descriptor whose closing it sees.
class FakeLogind : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")
public:
    FakeLogind() {
        if (::pipe2(m_ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) throw std::runtime_error("no pipe");
    }
    ~FakeLogind() override {
        for (const int end : m_ends)
            if (end >= 0) ::close(end);
    }
    // All copies of what was given are closed.
    bool isReleased() const {
        char byte = 0;
        return ::read(m_ends[0], &byte, 1) == 0;
    }
    QStringList asked;

public slots:
    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString& who, const QString& why, const QString& mode) {   // NOLINT: the name is logind's
        asked << what << who << why << mode;
        QDBusUnixFileDescriptor given(m_ends[1]);   // a copy
        ::close(m_ends[1]);
        m_ends[1] = -1;
        return given;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

}  // namespace luthier::test
