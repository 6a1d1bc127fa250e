// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/desktop_notices.h"

#include <map>
#include <utility>
#include <vector>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>

#include "views/shared/background/in_background.h"

namespace luthier {

namespace {

constexpr const char *service = "org.freedesktop.Notifications", *path = "/org/freedesktop/Notifications";
constexpr const char *busName = "luthier-notices", *defaultAction = "default", *markup = "body-markup";
constexpr qsizetype maxLetters = 300;
constexpr int untilTheDesktopThinksFit = -1;

// The bus of the session where it is a local one; "" where there is none. Not through QDBusConnection::sessionBus(), which would begin one.
QString sessionBus() {
    QString address = qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS");
    const QString usual = qEnvironmentVariable("XDG_RUNTIME_DIR") + "/bus";
    if (address.isEmpty() && usual.startsWith('/') && QFileInfo::exists(usual)) address = "unix:path=" + usual;
    return address.startsWith("unix:") ? address : QString();
}

bool connectTo(const QString& address) {
    if (address.isEmpty()) return false;
    if (QDBusConnection::connectToBus(address, busName).isConnected()) return true;
    QDBusConnection::disconnectFromBus(busName);   // another try with the next notice
    return false;
}

QDBusMessage call(const char* method) { return QDBusMessage::createMethodCall(service, path, service, method); }

QString shortened(const QString& text) { return text.size() <= maxLetters ? text : text.left(maxLetters - 1) + QChar(0x2026); }

}  // namespace

struct DesktopNotices::Parts {
    enum class Bus { Unknown, Sought, There };
    Bus bus = Bus::Unknown;
    bool readsMarkup = false;
    std::vector<DesktopNotice> waiting;        // for the bus
    std::map<uint, QString> arguments;         // of those on the screen

    DesktopNotices& owner;
    explicit Parts(DesktopNotices& notices) : owner(notices) {}

    void seek() {
        if (std::exchange(bus, Bus::Sought) == Bus::Sought) return;
        inBackground(&owner, [address = sessionBus()] { return connectTo(address); }, [this](bool isThere) {
            if (isThere) return listen();
            bus = Bus::Unknown;
            waiting.clear();
        });
    }
    void listen() {
        QDBusConnection connection(busName);
        connection.connect(service, path, service, "ActionInvoked", &owner, SLOT(takeAction(uint, QString)));
        connection.connect(service, path, service, "NotificationClosed", &owner, SLOT(takeClosed(uint, uint)));
        then(connection.asyncCall(call("GetCapabilities")), [this](const QDBusMessage& answer) {
            bus = answer.type() == QDBusMessage::ReplyMessage ? Bus::There : Bus::Unknown;
            readsMarkup = answer.arguments().value(0).toStringList().contains(markup);
            for (const DesktopNotice& notice : std::exchange(waiting, {}))
                if (bus == Bus::There) send(notice);
        });
    }
    void send(const DesktopNotice& notice) {
        QDBusMessage message = call("Notify");
        const QString body = shortened(notice.body);
        message << QCoreApplication::applicationName() << uint(0) << QString() << shortened(notice.summary) << (readsMarkup ? body.toHtmlEscaped() : body)
                << QStringList{defaultAction, notice.actionLabel} << QVariantMap() << untilTheDesktopThinksFit;
        then(QDBusConnection(busName).asyncCall(message), [this, argument = notice.argument](const QDBusMessage& answer) {
            if (answer.type() != QDBusMessage::ReplyMessage) {
                bus = Bus::Unknown;
                return;
            }
            arguments[answer.arguments().value(0).toUInt()] = argument;
            emit owner.shown(argument);
        });
    }
    template <class Then>
    void then(const QDBusPendingCall& asked, Then take) {
        auto* const watcher = new QDBusPendingCallWatcher(asked, &owner);
        QObject::connect(watcher, &QDBusPendingCallWatcher::finished, &owner, [watcher, take] {
            watcher->deleteLater();
            take(watcher->reply());
        });
    }
};

DesktopNotices::DesktopNotices(QObject* parent) : QObject(parent), m_parts(std::make_unique<Parts>(*this)) {}

DesktopNotices::~DesktopNotices() = default;

void DesktopNotices::show(const DesktopNotice& notice) {
    if (m_parts->bus == Parts::Bus::There && QDBusConnection(busName).isConnected()) return m_parts->send(notice);
    if (m_parts->bus == Parts::Bus::There) {
        QDBusConnection::disconnectFromBus(busName);   // it has gone, and with it what it showed
        m_parts->arguments.clear();
        m_parts->bus = Parts::Bus::Unknown;
    }
    m_parts->waiting.push_back(notice);
    m_parts->seek();
}

void DesktopNotices::takeAction(uint id, const QString& action) {
    const auto found = m_parts->arguments.find(id);
    if (found != m_parts->arguments.end() && action == defaultAction) emit activated(found->second);
}

void DesktopNotices::takeClosed(uint id, uint reason) {
    static_cast<void>(reason);
    m_parts->arguments.erase(id);
}

}  // namespace luthier
