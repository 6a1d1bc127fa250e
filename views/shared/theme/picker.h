// SPDX-License-Identifier: GPL-3.0-or-later
// A button that opens a list with a search line, for things that have names and may be many. Thread: GUI.
#pragma once

#include <functional>
#include <vector>

#include <QPushButton>

class QLineEdit;
class QListWidget;

namespace luthier {

class PickerButton : public QPushButton {
    Q_OBJECT
public:
    // detail: what tells it from others of the same name; help: a line of its own.
    struct Entry { QString title, detail, value, help{}; };
    PickerButton(const QString& objectName, const char* look);
    // Asked each time it opens.
    void setEntries(std::function<std::vector<Entry>()> entries) { m_entries = std::move(entries); }
    // What stands below the list: "Choose a file...", "Import a model".
    void addAction(const QString& title, const QString& objectName, std::function<void()> action);
    void setEmptyText(const QString& text) { m_emptyText = text; }
    void openList();
    // Looks like a field to choose in: the text at the left, the arrow at the right.
    // Its words end with an ellipsis where there is no room.
    void setFieldLook() {
        m_isField = true;
        setProperty("elides", true);
    }

signals:
    void picked(const QString& value);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_isField = false;
    struct Action { QString title, objectName; std::function<void()> run; };
    std::function<std::vector<Entry>()> m_entries;
    std::vector<Action> m_actions;
    QString m_emptyText;
    QListWidget* makeList(const std::vector<Entry>& entries) const;
};

}  // namespace luthier
