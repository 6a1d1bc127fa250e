// SPDX-License-Identifier: GPL-3.0-or-later
// Notices that the desktop shows beside whatever is in front (org.freedesktop.Notifications over the session's bus). Nothing here waits for the bus: it is
// looked for on a thread of its own and asked without waiting. Where there is no such service, nothing happens. Thread: GUI.
#pragma once

#include <memory>

#include <QObject>
#include <QString>

namespace luthier {

// In QSettings: whether a run's end is told so; on unless somebody has switched it off.
inline constexpr const char* kNoticesKey = "notices/runs";

struct DesktopNotice {
    QString summary, body;     // plain text; shown as it is
    QString actionLabel;       // of a click on it
    QString argument;          // given back by that click
};

class DesktopNotices : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotices(QObject* parent = nullptr);
    ~DesktopNotices() override;

    void show(const DesktopNotice& notice);

signals:
    void shown(const QString& argument);       // the desktop has taken it
    void activated(const QString& argument);   // a person has clicked on it

private slots:
    // What the service says of any notice on this desktop, ours or another program's.
    void takeAction(uint id, const QString& action);
    void takeClosed(uint id, uint reason);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace luthier
