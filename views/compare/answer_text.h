// SPDX-License-Identifier: GPL-3.0-or-later
// A model's text as it comes in: plain, selectable, as high as it needs to be, with stretches marked that differ from another one. Thread: GUI.
#pragma once

#include <vector>

#include <QTextEdit>

#include "views/compare/word_diff.h"

namespace luthier {

class AnswerText : public QTextEdit {
    Q_OBJECT
public:
    explicit AnswerText(QWidget* parent = nullptr);
    // What is there already stays selected when the text only grows.
    void showText(const QString& text);
    // With what `diff` says of it against `before`: what is new is underlined, what is missing stands struck out where it would be. Whatever is copied is the
    // text alone.
    void showDifferences(const QString& text, const QString& before, const WordDiff& diff);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    QMimeData* createMimeDataFromSelection() const override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void fit();
    void mark(const std::vector<TextRange>& added, const std::vector<TextRange>& missing);
    void setText(const QString& text);
    QString m_text;                      // as it stands there, with what is struck out
    std::vector<TextRange> m_missing;    // what is struck out
    int m_height = 24;
};

}  // namespace luthier
