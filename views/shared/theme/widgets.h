// SPDX-License-Identifier: GPL-3.0-or-later
// Small widgets in the theme's style, for every page. Text from outside is always shown as plain text. Thread: GUI.
#pragma once

#include <functional>

#include <QFrame>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "core/base/error.h"

namespace luthier::theme {

// look: "", "muted", "caption", "section", "title", "error", "warning" (style_sheet.h). Plain text, selectable by mouse where `selectable`.
QLabel* label(const QString& text, const char* look = "", bool wraps = false);
// look: "", "accent", "quiet", "danger". The object name is for tests.
QPushButton* button(const QString& text, const char* objectName, const char* look = "", const QString& iconName = {});
QToolButton* iconButton(const QString& iconName, const QString& toolTip, const char* objectName);
QFrame* frame(const char* look);                  // "card", "sunken", "strip", "failed", "line", "column", "surface"
void setLook(QWidget* widget, const char* look);  // and repolishes

// One line that ends with an ellipsis when there is no room, and then has its whole text as tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, const char* look = "", QWidget* parent = nullptr);
    void setFullText(const QString& text);
    const QString& fullText() const { return m_text; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;
protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
private:
    void elide();
    QString m_text;
};

// An empty page or list: what it is for, and the next action.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent = nullptr);
    QPushButton* addAction(const QString& label, const char* objectName, bool accent = true);
    void setText(const QString& title, const QString& text);
private:
    QLabel* m_title;
    QLabel* m_text;
    QLayout* m_actions;
};

// What went wrong: message, where, what to try, and a button for the try if there is one.
class ErrorPanel : public QFrame {
    Q_OBJECT
public:
    explicit ErrorPanel(QWidget* parent = nullptr);
    void showError(const Error& error);
    QPushButton* setAction(const QString& label, const char* objectName);
private:
    QLabel* m_message;
    QLabel* m_hint;
    QLayout* m_row;
};

// Words beside a moving bar; cancel if it can be cancelled.
class ProgressLine : public QWidget {
    Q_OBJECT
public:
    explicit ProgressLine(QWidget* parent = nullptr);
    void setProgress(const QString& words, double share);   // share < 0: not known
    void setCancellable(bool can);
signals:
    void cancelled();
private:
    QLabel* m_words;
    class QProgressBar* m_bar;
    QPushButton* m_cancel;
};

// A state of a run: icon, word and colour together.
class StateBadge : public QWidget {
    Q_OBJECT
public:
    explicit StateBadge(QWidget* parent = nullptr);
    void setState(const QString& state);    // "running", "done", "paused", "failed", "queued", "stopped", "lost"
    QString state() const { return m_state; }
private:
    QString m_state;
    QLabel* m_icon;
    QLabel* m_word;
};
QColor stateColor(const QString& state);
QString stateWord(const QString& state);
QString stateIcon(const QString& state);

// Numbers in the words of shared/ui.md.
QString countInWords(std::int64_t count);            // "1,204"
QString rowsInWords(std::int64_t count);             // "1 row", "1,204 rows"
QString parametersInWords(std::int64_t parameters);   // "135 M", "1.24 B"
QString bytesInWords(double bytes);                  // "1.2 GB"
QString secondsInWords(double seconds);              // "12 min", "3 h 20 min"
QString lossInWords(double loss);                    // 3 decimals, or "NaN"
QString errorInWords(const Error& error);            // message (where) - hint, one paragraph

}  // namespace luthier::theme
