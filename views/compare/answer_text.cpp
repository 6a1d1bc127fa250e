// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/answer_text.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QWheelEvent>

#include "views/shared/theme/theme.h"

namespace luthier {

AnswerText::AnswerText(QWidget* parent) : QTextEdit(parent) {
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setStyleSheet("QTextEdit { border: none; background: transparent; padding: 0; }");
    setFont(theme::font(theme::TextStyle::Reading));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    document()->setDocumentMargin(0);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &AnswerText::fit);
}

void AnswerText::showText(const QString& text) {
    if (text == m_text) return;
    setExtraSelections({});
    if (!m_text.isEmpty() && text.startsWith(m_text)) {
        QTextCursor end(document());
        end.movePosition(QTextCursor::End);
        end.insertText(text.mid(m_text.size()));
    } else {
        setPlainText(text);
    }
    m_text = text;
    fit();
}

void AnswerText::mark(const std::vector<TextRange>& ranges, Mark mark) {
    QList<ExtraSelection> selections;
    const theme::Colors& c = theme::colors();
    for (const TextRange& range : ranges) {
        if (mark == Mark::None || range.begin + range.length > m_text.size()) continue;
        ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(static_cast<int>(range.begin));
        selection.cursor.setPosition(static_cast<int>(range.begin + range.length), QTextCursor::KeepAnchor);
        selection.format.setBackground(mark == Mark::Added ? c.addedTint : c.removedTint);
        if (mark == Mark::Added) selection.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        else selection.format.setFontStrikeOut(true);
        selection.format.setUnderlineColor(c.added);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

QSize AnswerText::sizeHint() const { return {200, m_height}; }
QSize AnswerText::minimumSizeHint() const { return {80, m_height}; }

void AnswerText::fit() {
    const int height = qMax(fontMetrics().height() + 2, static_cast<int>(document()->size().height()) + 2);
    if (height == m_height) return;
    m_height = height;
    setFixedHeight(height);
    updateGeometry();
}

void AnswerText::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    fit();
}

// The page scrolls, not the answer.
void AnswerText::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace luthier
