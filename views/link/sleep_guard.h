// SPDX-License-Identifier: GPL-3.0-or-later
// The machine does not go to sleep by itself while this is held (logind's inhibitor locks over D-Bus). Where there is no logind, nothing happens. Thread: GUI.
#pragma once

#include <memory>

#include <QObject>
#include <QString>

namespace luthier {

class SleepGuard : public QObject {
    Q_OBJECT
public:
    explicit SleepGuard(QObject* parent = nullptr);
    ~SleepGuard() override;   // lets it sleep again

    // why: shown by the desktop ("Training demo-2").
    void hold(const QString& why);
    void letGo();
    // Whether it was granted, which takes a moment after hold().
    bool isHeld() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace luthier
