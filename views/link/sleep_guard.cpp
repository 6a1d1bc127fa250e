// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/sleep_guard.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>

namespace luthier {

namespace {

// A connection of its own, so that a bus that was not there at first is looked for again with the next run.
QDBusConnection systemBus() {
    static const QString name("luthier-sleep-guard");
    QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SystemBus, name);
    if (bus.isConnected()) return bus;
    QDBusConnection::disconnectFromBus(name);
    return QDBusConnection::connectToBus(QDBusConnection::SystemBus, name);
}

}  // namespace

struct SleepGuard::Parts {
    bool isWanted = false, isAsked = false;
    QDBusUnixFileDescriptor lock;   // held as long as it is open
};

SleepGuard::SleepGuard(QObject* parent) : QObject(parent), m_parts(std::make_unique<Parts>()) {}

SleepGuard::~SleepGuard() = default;

bool SleepGuard::isHeld() const { return m_parts->lock.isValid(); }

void SleepGuard::hold(const QString& why) {
    m_parts->isWanted = true;
    if (m_parts->isAsked || isHeld()) return;
    const QDBusConnection bus = systemBus();
    if (!bus.isConnected()) return;
    QDBusMessage question =
        QDBusMessage::createMethodCall("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit");
    question << "sleep:idle" << "Luthier" << why << "block";
    m_parts->isAsked = true;
    auto* const watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        watcher->deleteLater();
        m_parts->isAsked = false;
        if (m_parts->isWanted && reply.isValid()) m_parts->lock = reply.value();
    });
}

void SleepGuard::letGo() {
    m_parts->isWanted = false;
    m_parts->lock = QDBusUnixFileDescriptor();
}

}  // namespace luthier
