// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/answer_text.h"

#include <QMimeData>
#include <QTextBlock>
#include <QTextDocument>
#include <QWheelEvent>

#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr double kLineHeight = 1.5;

}  // namespace

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
    setMaximumWidth(QFontMetrics(theme::font(theme::TextStyle::Reading)).averageCharWidth() * theme::kReadableColumns);
    setText({});
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &AnswerText::fit);
}

void AnswerText::showText(const QString& text) {
    if (text == m_text && m_missing.empty()) return setExtraSelections({});
    setExtraSelections({});
    if (!m_text.isEmpty() && m_missing.empty() && text.startsWith(m_text)) {
        QTextCursor end(document());
        end.movePosition(QTextCursor::End);
        end.insertText(text.mid(m_text.size()));
    } else {
        setText(text);
    }
    m_missing.clear();
    m_text = text;
    fit();
}

void AnswerText::showDifferences(const QString& text, const QString& before, const WordDiff& diff) {
    QString shown;
    std::vector<TextRange> added, missing;
    qsizetype done = 0;
    auto cut = diff.cuts.begin();
    const auto takeCutsUpTo = [&](qsizetype place) {
        for (; cut != diff.cuts.end() && cut->at <= place; ++cut) {
            shown += text.mid(done, cut->at - done);
            done = cut->at;
            missing.push_back({shown.size(), cut->before.length});
            shown += before.mid(cut->before.begin, cut->before.length);
        }
    };
    for (const TextRange& range : diff.added) {
        takeCutsUpTo(range.begin);
        added.push_back({shown.size() + range.begin - done, range.length});
    }
    takeCutsUpTo(text.size());
    shown += text.mid(done);
    if (shown != m_text) setText(shown);
    m_text = shown;
    m_missing = missing;
    mark(added, missing);
    fit();
}

// As any text to read: with air between its lines. What is added at the end keeps it.
void AnswerText::setText(const QString& text) {
    setPlainText(text);
    QTextBlockFormat format;
    format.setLineHeight(kLineHeight * font().pixelSize(), QTextBlockFormat::MinimumHeight);
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    all.mergeBlockFormat(format);
}

void AnswerText::mark(const std::vector<TextRange>& added, const std::vector<TextRange>& missing) {
    QList<ExtraSelection> selections;
    const theme::Colors& c = theme::colors();
    const auto add = [&](const TextRange& range, bool isAdded) {
        ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(static_cast<int>(range.begin));
        selection.cursor.setPosition(static_cast<int>(range.begin + range.length), QTextCursor::KeepAnchor);
        selection.format.setBackground(isAdded ? c.addedTint : c.removedTint);
        if (isAdded) selection.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        else selection.format.setFontStrikeOut(true);
        selection.format.setUnderlineColor(c.added);
        selections.append(selection);
    };
    for (const TextRange& range : added) add(range, true);
    for (const TextRange& range : missing) add(range, false);
    setExtraSelections(selections);
}

QMimeData* AnswerText::createMimeDataFromSelection() const {
    const qsizetype begin = textCursor().selectionStart(), end = textCursor().selectionEnd();
    QString copied = m_text.mid(begin, end - begin);
    for (auto range = m_missing.rbegin(); range != m_missing.rend(); ++range) {
        const qsizetype from = qMax(range->begin, begin), to = qMin(range->begin + range->length, end);
        if (from < to) copied.remove(from - begin, to - from);
    }
    auto* const taken = new QMimeData;
    taken->setText(copied);
    return taken;
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
