// SPDX-License-Identifier: GPL-3.0-or-later
// The view and editor of one row, one class per kind of row, all in the same frame: a column of titled sections that scrolls. Thread: GUI.
#pragma once

#include <memory>
#include <vector>

#include <QScrollArea>
#include <QVBoxLayout>

#include "core/rows/example.h"
#include "views/shared/text/chat_view.h"

namespace luthier {

class RowEditor : public QScrollArea {
    Q_OBJECT
public:
    // Shows the row; equal parts stay as they are, so an edit that comes back from the store moves nothing.
    virtual void setExample(const Example& example) = 0;
    const Example& example() const { return m_example; }
    virtual void setReadOnly(bool isReadOnly);
    // What is being typed becomes an edit.
    void commit();

signals:
    void edited(const QString& title);   // example() is new

protected:
    explicit RowEditor(QWidget* parent = nullptr);
    QVBoxLayout* column() const { return m_column; }
    // A titled list of turns. place: what an edit's title ends with.
    TurnColumn* addTurns(const QString& title, const QString& place);
    QLabel* addTitle(const QString& title);
    void change(const QString& title) { emit edited(title); }

    Example m_example;
    bool m_isReadOnly = false;

private:
    QVBoxLayout* m_column;
};

std::unique_ptr<RowEditor> makeRowEditor(RowKind kind);
// The tab's name: "Chat", "Pair", "Text", ...
QString rowKindInWords(RowKind kind);

}  // namespace luthier
