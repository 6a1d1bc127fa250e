// SPDX-License-Identifier: GPL-3.0-or-later
// A titled part of a turn that folds away: thinking, a tool call, details. Thread: GUI.
#pragma once

#include <QLabel>
#include <QToolButton>
#include <QWidget>

#include "core/base/json.h"
#include "views/shared/text/reading_text.h"

namespace luthier {

class FoldablePart : public QWidget {
    Q_OBJECT
public:
    FoldablePart(const QString& title, QWidget* content, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setOpen(bool open);
    bool isOpen() const { return m_toggle->isChecked(); }
    QToolButton* toggle() const { return m_toggle; }

private:
    QToolButton* m_toggle;
    QWidget* m_content;
};

// JSON that is checked as soon as it is left: what does not parse is not handed on, and the line below says why.
class JsonText : public QWidget {
    Q_OBJECT
public:
    explicit JsonText(QWidget* parent = nullptr);
    void setJson(const Json& value);
    ReadingText* text() const { return m_text; }

signals:
    void committed(const luthier::Json& value);

private:
    ReadingText* m_text;
    QLabel* m_problem;
};

}  // namespace luthier
