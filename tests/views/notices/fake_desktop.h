// SPDX-License-Identifier: GPL-3.0-or-later
// As much of a desktop's notification service as the window talks to. Thread: GUI.
#pragma once

#include <vector>

#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace luthier::test {

class FakeDesktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Notice { uint id; QString program, summary, body; QStringList actions; };
    std::vector<Notice> notices;
    QStringList capabilities{"body", "actions"};

public slots:
    // NOLINTBEGIN: the names are the service's
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString& program, uint, const QString&, const QString& summary, const QString& body, const QStringList& actions, const QVariantMap&,
                int) {
        notices.push_back({static_cast<uint>(7 + notices.size()), program, summary, body, actions});
        return notices.back().id;
    }

signals:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);
    // NOLINTEND
};

}  // namespace luthier::test
