// SPDX-License-Identifier: GPL-3.0-or-later
// Lines at the lower right that go away by themselves: "Deleted 3 rows [Undo]". The newest at the bottom; at most three. Thread: GUI.
#pragma once

#include <cstdint>
#include <functional>

#include <QFrame>
#include <QWidget>

namespace luthier {

class ToastArea : public QWidget {
    Q_OBJECT
public:
    explicit ToastArea(QWidget* over);   // covers the lower right corner of this widget
    enum class Kind { Note, Error };
    // journalEntry: the action takes that entry back, so it is there only while it is the newest; 0: it is about something else.
    void show(const QString& text, const QString& detail, Kind kind, const QString& actionLabel = {}, std::function<void()> action = {},
              std::int64_t journalEntry = 0);
    void setNewestEntry(std::int64_t entry);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    QWidget* m_over;
};

}  // namespace luthier
