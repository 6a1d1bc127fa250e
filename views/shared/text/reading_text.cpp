// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/reading_text.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>

#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr double lineHeightOfReading = 1.5;
constexpr int defaultHeightLimit = 480;
constexpr int maxWord = 1000;

// Looking for where to break a word costs its length for each line: 100,000 letters without a space would take seconds.
bool hasEndlessWord(const QString& text) {
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > maxWord) return true;
    }
    return false;
}

}  // namespace

ReadingText::ReadingText(Font font, QWidget* parent) : QTextEdit(parent), m_heightLimit(defaultHeightLimit) {
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setFont(theme::font(font == Font::Mono ? theme::TextStyle::Mono : theme::TextStyle::Reading));
    document()->setDefaultFont(this->font());
    document()->setDocumentMargin(0);
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LayoutDirectionAuto);
    document()->setDefaultTextOption(option);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTabChangesFocus(true);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, [this] { fitHeight(); });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { applyColors(); });
    applyColors();
}

void ReadingText::setPlain(const QString& text) {
    m_shown = text;
    const QSignalBlocker quiet(this);
    document()->setUndoRedoEnabled(false);   // what was there before is not for this editor's undo
    QTextOption option = document()->defaultTextOption();
    option.setWrapMode(hasEndlessWord(text) ? QTextOption::WrapAnywhere : QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDefaultTextOption(option);
    setPlainText(text);
    QTextBlockFormat format;
    format.setLineHeight(lineHeightOfReading * font().pixelSize(), QTextBlockFormat::MinimumHeight);
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    all.mergeBlockFormat(format);
    document()->setUndoRedoEnabled(true);
    document()->setModified(false);
    fitHeight();
}

QString ReadingText::plain() const {
    // toPlainText() would make spaces of no-break spaces.
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, u'\n');
    return text;
}

bool ReadingText::isEdited() const { return document()->isModified() && plain() != m_shown; }

void ReadingText::setHeightLimit(int pixels) {
    m_heightLimit = pixels;
    fitHeight();
}

void ReadingText::setMuted(bool muted) {
    m_isMuted = muted;
    applyColors();
}

void ReadingText::applyColors() {
    // The bubble or card around it is what has a frame.
    const QString color = m_isMuted ? QString("color: %1;").arg(theme::colors().muted.name()) : QString();
    setStyleSheet(QString("QTextEdit, QTextEdit:focus { border: none; background: transparent; padding: 0; %1 }").arg(color));
    QPalette colors = palette();
    colors.setColor(QPalette::PlaceholderText, theme::colors().muted);
    setPalette(colors);
}

void ReadingText::fitHeight() {
    const int line = static_cast<int>(lineHeightOfReading * font().pixelSize()) + 2;
    const int wanted = static_cast<int>(document()->size().height()) + 2;
    const int height = std::clamp(wanted, line, std::max(line, m_heightLimit));
    if (height != this->height() || minimumHeight() != height) setFixedHeight(height);
    const auto policy = wanted > height ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff;
    if (verticalScrollBarPolicy() != policy) setVerticalScrollBarPolicy(policy);
}

void ReadingText::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    fitHeight();
}

void ReadingText::commit() {
    if (!isEdited()) return;
    m_shown = plain();
    document()->setModified(false);
    emit committed(m_shown);
}

void ReadingText::focusInEvent(QFocusEvent* event) {
    QTextEdit::focusInEvent(event);
    emit focused(true);
}

void ReadingText::focusOutEvent(QFocusEvent* event) {
    QTextEdit::focusOutEvent(event);
    emit focused(false);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) commit();
}

void ReadingText::keyPressEvent(QKeyEvent* event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::ControlModifier) return commit();
    if (event->key() == Qt::Key_Escape && isEdited()) return setPlain(QString(m_shown));   // as it was
    QTextEdit::keyPressEvent(event);
}

void ReadingText::wheelEvent(QWheelEvent* event) {
    // A text that shows all of itself leaves the wheel to the list it stands in.
    if (verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff || !hasFocus()) return event->ignore();
    QTextEdit::wheelEvent(event);
}

bool ReadingText::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        // With nothing of its own to undo, Ctrl+Z is the window's.
        auto* key = static_cast<QKeyEvent*>(event);
        const bool undoesNothing = key->matches(QKeySequence::Undo) && !document()->isUndoAvailable();
        const bool redoesNothing = key->matches(QKeySequence::Redo) && !document()->isRedoAvailable();
        if (isReadOnly() ? key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo) : undoesNothing || redoesNothing) {
            event->ignore();
            return true;
        }
    }
    return QTextEdit::event(event);
}

void ReadingText::insertFromMimeData(const QMimeData* source) {
    if (source->hasText()) textCursor().insertText(source->text());
}

QMimeData* ReadingText::createMimeDataFromSelection() const {
    auto* const mime = new QMimeData;
    mime->setText(textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n'));
    return mime;
}

}  // namespace luthier
