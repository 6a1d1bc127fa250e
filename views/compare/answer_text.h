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
    enum class Mark { None, Added, Removed };
    void mark(const std::vector<TextRange>& ranges, Mark mark);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void fit();
    QString m_text;
    int m_height = 24;
};

}  // namespace luthier
