// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include "views/shared/text/token_view.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr int sliceMs = 10;
constexpr double lineHeightOfReading = 1.6;   // a little more than text to read: underlines and boxes need it
constexpr int heightOfCut = theme::kSpace24;

}  // namespace

TokenText::TokenText(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { relayout(); });
}

TokenText::~TokenText() = default;

void TokenText::setRow(ShownRow row, std::int64_t maxLength) {
    m_row = std::move(row);
    m_maxLength = maxLength;
    m_current = -1;
    verticalScrollBar()->setValue(0);
    relayout();
}

void TokenText::relayout() {
    m_paragraphs.clear();
    m_height = 0;
    layoutSlice();
}

void TokenText::layoutSlice() {
    m_isSlicePending = false;
    QElapsedTimer clock;
    clock.start();
    while (m_paragraphs.size() < m_row.paragraphs.size() && !m_row.text.isEmpty() && clock.elapsed() < sliceMs) layoutParagraph(m_paragraphs.size());
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(theme::kSpace24);
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(m_height)) - viewport()->height()));
    viewport()->update();
    if (m_row.text.isEmpty() || m_paragraphs.size() >= m_row.paragraphs.size()) return;
    m_isSlicePending = true;
    QTimer::singleShot(0, this, [this] { if (m_isSlicePending) layoutSlice(); });
}

QList<QTextLayout::FormatRange> TokenText::formatsOf(qsizetype begin, qsizetype end) const {
    const theme::Colors& c = theme::colors();
    QTextCharFormat masked, trained, special, cut;
    masked.setForeground(c.muted);
    trained.setForeground(c.text);
    trained.setBackground(c.trainedTint);
    trained.setFontUnderline(true);
    trained.setUnderlineColor(c.trained);
    special.setFont(theme::font(theme::TextStyle::Mono));
    special.setForeground(c.muted);
    cut.setForeground(c.muted);
    cut.setFontStrikeOut(true);
    QList<QTextLayout::FormatRange> ranges;
    const auto add = [&](qsizetype from, qsizetype to, const QTextCharFormat& format) {
        from = std::max(from, begin);
        to = std::min(to, end);
        if (from >= to) return;
        if (!ranges.isEmpty() && ranges.back().start + ranges.back().length == from - begin && ranges.back().format == format) {
            ranges.back().length += static_cast<int>(to - from);
        } else {
            ranges.append({static_cast<int>(from - begin), static_cast<int>(to - from), format});
        }
    };
    if (m_row.cutAt >= 0 && begin >= m_row.cutAt) {
        add(begin, end, cut);
        return ranges;
    }
    auto token = std::lower_bound(m_row.tokens.begin(), m_row.tokens.end(), begin, [](const ShownToken& t, qsizetype at) { return t.end <= at; });
    for (; token != m_row.tokens.end() && token->begin < end; ++token) {
        add(token->begin, token->end, token->kind == ShownToken::Kind::Trained ? trained : token->kind == ShownToken::Kind::Special ? special : masked);
    }
    return ranges;
}

void TokenText::layoutParagraph(std::size_t index) {
    const qsizetype begin = m_row.paragraphs[index];
    const qsizetype end = index + 1 < m_row.paragraphs.size() ? m_row.paragraphs[index + 1] : m_row.text.size();
    Paragraph paragraph{std::make_unique<QTextLayout>(m_row.text.mid(begin, end - begin), theme::font(theme::TextStyle::Reading)), begin, m_height, 0};
    if (begin == m_row.cutAt) paragraph.y += heightOfCut;
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    paragraph.layout->setTextOption(option);
    paragraph.layout->setFormats(formatsOf(begin, end));
    const QFontMetricsF metrics(theme::font(theme::TextStyle::Reading));
    const double width = std::max(40.0, std::min<double>(viewport()->width() - theme::kSpace8, metrics.averageCharWidth() * theme::kReadableColumns));
    const double minimum = lineHeightOfReading * theme::font(theme::TextStyle::Reading).pixelSize();
    paragraph.layout->beginLayout();
    for (QTextLine line = paragraph.layout->createLine(); line.isValid(); line = paragraph.layout->createLine()) {
        line.setLineWidth(width);
        const double height = std::max(minimum, line.height());
        line.setPosition({theme::kSpace4, paragraph.height + (height - line.height()) / 2});
        paragraph.height += height;
    }
    paragraph.layout->endLayout();
    m_height = paragraph.y + paragraph.height;
    m_paragraphs.push_back(std::move(paragraph));
}

std::vector<QRectF> TokenText::rectsOf(const Paragraph& paragraph, qsizetype begin, qsizetype end) const {
    std::vector<QRectF> rects;
    const int from = static_cast<int>(std::max<qsizetype>(0, begin - paragraph.begin));
    const int to = static_cast<int>(std::min<qsizetype>(paragraph.layout->text().size(), end - paragraph.begin));
    for (int i = 0; i < paragraph.layout->lineCount() && from < to; ++i) {
        const QTextLine line = paragraph.layout->lineAt(i);
        const int first = std::max(from, line.textStart()), last = std::min(to, line.textStart() + line.textLength());
        if (first >= last) continue;
        const double x1 = line.cursorToX(first), x2 = line.cursorToX(last);
        rects.push_back({std::min(x1, x2), line.y(), std::abs(x2 - x1), line.height()});
    }
    return rects;
}

void TokenText::paintChip(QPainter& painter, const Paragraph& paragraph, double top, const ShownToken& token) const {
    const theme::Colors& c = theme::colors();
    for (const QRectF& rect : rectsOf(paragraph, token.begin, token.end)) {
        // A special token that is trained (the end of an answer) is tinted and underlined as well.
        const QRectF box = rect.translated(0, top).adjusted(0.5, 1, -0.5, 1);
        painter.setPen(QPen(c.muted, 1));
        painter.setBrush(c.sunken);
        painter.drawRoundedRect(box, theme::kSpace4, theme::kSpace4);
        if (token.weight <= 0) continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.trainedTint);
        painter.drawRoundedRect(box, theme::kSpace4, theme::kSpace4);
        painter.setPen(QPen(c.trained, 1));
        painter.drawLine(box.bottomLeft() + QPointF(theme::kSpace4, 0), box.bottomRight() - QPointF(theme::kSpace4, 0));
    }
}

void TokenText::paintParagraph(QPainter& painter, const Paragraph& paragraph, double top) const {
    const qsizetype end = paragraph.begin + paragraph.layout->text().size();
    auto token = std::lower_bound(m_row.tokens.begin(), m_row.tokens.end(), paragraph.begin, [](const ShownToken& t, qsizetype at) { return t.end <= at; });
    for (; token != m_row.tokens.end() && token->begin < end; ++token) {
        if (token->kind == ShownToken::Kind::Special) paintChip(painter, paragraph, top, *token);
    }
    paragraph.layout->draw(&painter, QPointF(0, top));
    if (m_current < 0) return;
    const ShownToken& current = m_row.tokens[static_cast<std::size_t>(m_current)];
    painter.setPen(QPen(theme::colors().accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    for (const QRectF& rect : rectsOf(paragraph, current.begin, current.end)) painter.drawRoundedRect(rect.translated(0, top).adjusted(0, 0, 0, 1), 2, 2);
}

void TokenText::paintCut(QPainter& painter, double y) const {
    const theme::Colors& c = theme::colors();
    painter.setFont(theme::font(theme::TextStyle::Caption));
    painter.setPen(c.removed);
    const QString words = tr("cut at %1").arg(m_maxLength);
    const double width = painter.fontMetrics().horizontalAdvance(words);
    const double middle = y + heightOfCut / 2.0;
    painter.drawText(QRectF(theme::kSpace4, y, width + 1, heightOfCut), Qt::AlignVCenter, words);
    painter.drawLine(QPointF(width + theme::kSpace12, middle), QPointF(viewport()->width() - theme::kSpace8, middle));
}

void TokenText::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::colors().text);
    const int offset = verticalScrollBar()->value();
    for (const Paragraph& paragraph : m_paragraphs) {
        const double top = paragraph.y - offset;
        if (top > event->rect().bottom() + heightOfCut) break;
        if (top + paragraph.height < event->rect().top()) continue;
        if (paragraph.begin == m_row.cutAt) paintCut(painter, top - heightOfCut);
        painter.setPen(theme::colors().text);
        paintParagraph(painter, paragraph, top);
    }
}

void TokenText::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) relayout();
    else layoutSlice();
}

std::ptrdiff_t TokenText::tokenUnder(const QPoint& at) const {
    const double y = at.y() + verticalScrollBar()->value();
    for (const Paragraph& paragraph : m_paragraphs) {
        if (y < paragraph.y || y >= paragraph.y + paragraph.height) continue;
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            const QTextLine line = paragraph.layout->lineAt(i);
            const double below = i + 1 < paragraph.layout->lineCount() ? paragraph.layout->lineAt(i + 1).y() : paragraph.height;
            if (y - paragraph.y >= below) continue;
            if (at.x() < line.naturalTextRect().left() || at.x() > line.naturalTextRect().right()) return -1;
            return tokenAt(m_row, paragraph.begin + line.xToCursor(at.x(), QTextLine::CursorOnCharacter));
        }
    }
    return -1;
}

QRect TokenText::rectOf(std::size_t token) const {
    const ShownToken& wanted = m_row.tokens[token];
    for (const Paragraph& paragraph : m_paragraphs) {
        if (paragraph.begin + paragraph.layout->text().size() <= wanted.begin) continue;
        const auto rects = rectsOf(paragraph, wanted.begin, wanted.end);
        return rects.empty() ? QRect() : rects.front().translated(0, paragraph.y - verticalScrollBar()->value()).toRect();
    }
    return {};
}

void TokenText::setCurrent(std::ptrdiff_t token) {
    if (token == m_current || token >= static_cast<std::ptrdiff_t>(m_row.tokens.size())) return;
    m_current = token;
    viewport()->update();
    emit currentChanged(token);
}

void TokenText::showCurrent() {
    if (m_current < 0) return;
    const QRect rect = rectOf(static_cast<std::size_t>(m_current));
    if (rect.top() < 0) verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top());
    else if (rect.bottom() > viewport()->height()) verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height());
}

void TokenText::keyPressEvent(QKeyEvent* event) {
    const auto last = static_cast<std::ptrdiff_t>(m_row.tokens.size()) - 1;
    const int by = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (by == 0 || last < 0) return QAbstractScrollArea::keyPressEvent(event);
    setCurrent(std::clamp<std::ptrdiff_t>(m_current + by, 0, last));
    showCurrent();
}

void TokenText::mouseMoveEvent(QMouseEvent* event) { setCurrent(tokenUnder(event->pos())); }

void TokenText::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (m_current < 0 && !m_row.tokens.empty() && event->reason() != Qt::MouseFocusReason) setCurrent(0);
}

void TokenText::leaveEvent(QEvent* event) {
    QAbstractScrollArea::leaveEvent(event);
    if (!hasFocus()) setCurrent(-1);
}

}  // namespace luthier
