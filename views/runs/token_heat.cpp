// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/token_heat.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

#include "views/shared/plot/plot_curve.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr int kBlue = 0, kOrange = 1;         // of the series' colours
constexpr double kStrongest = 0.6;            // text stays readable on it
constexpr std::size_t kMostTokens = 20000;

}  // namespace

QColor heatColor(double value, double most) {
    if (!std::isfinite(value) || !(most > 0) || value == 0) return Qt::transparent;
    QColor color = theme::seriesColor(value < 0 ? kBlue : kOrange);
    color.setAlphaF(static_cast<float>(kStrongest * std::min(1.0, std::abs(value) / most)));
    return color;
}

TokenHeat::TokenHeat(QWidget* parent) : QPlainTextEdit(parent) {
    setReadOnly(true);
    setFont(theme::font(theme::TextStyle::Reading));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &TokenHeat::paintTokens);
}

void TokenHeat::setText(const QString& text) {
    m_tokens.clear();
    m_numbers.clear();
    m_begins.clear();
    m_most = 0;
    setPlainText(text);
}

void TokenHeat::setTokens(const std::vector<std::string>& tokens, const std::vector<double>& numbers, const QString& name) {
    m_tokens.clear();
    for (std::size_t i = 0; i < std::min(tokens.size(), kMostTokens); ++i) m_tokens.push_back(QString::fromStdString(tokens[i]));
    m_numbers = numbers.size() == tokens.size() ? numbers : std::vector<double>();
    m_name = name;
    m_most = 0;
    for (const double number : m_numbers)
        if (std::isfinite(number)) m_most = std::max(m_most, std::abs(number));
    paintTokens();
}

void TokenHeat::paintTokens() {
    if (m_tokens.empty()) return;
    clear();
    m_begins.clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        m_begins.push_back(cursor.position());
        QTextCharFormat format;
        if (i < m_numbers.size())
            if (const QColor color = heatColor(m_numbers[i], m_most); color.alpha() > 0) format.setBackground(color);
        cursor.insertText(m_tokens[i], format);
    }
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
}

QString TokenHeat::wordsAt(int position) const {
    const auto after = std::upper_bound(m_begins.begin(), m_begins.end(), position);
    if (after == m_begins.begin()) return {};
    const auto index = static_cast<std::size_t>(after - m_begins.begin()) - 1;
    if (index >= m_numbers.size()) return {};
    const QString number = std::isnan(m_numbers[index]) ? QStringLiteral("\u2013") : valueInWords(PlotUnit::Number, m_numbers[index]);
    return tr("\u201c%1\u201d, token %2: %3 %4").arg(m_tokens[index]).arg(index + 1).arg(m_name, number);
}

bool TokenHeat::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QPlainTextEdit::event(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    const QPoint at = viewport()->mapFrom(this, help->pos());
    QTextCursor cursor = cursorForPosition(at);
    // The cursor stands between two characters: that whose left half the mouse is on may be the one before.
    int position = cursor.position();
    if (position > 0 && at.x() < cursorRect(cursor).left()) --position;
    if (const QString words = wordsAt(position); !words.isEmpty()) QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(words), this);
    else QToolTip::hideText();
    return true;
}

HeatLegend::HeatLegend(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }

void HeatLegend::setScale(double most, const QString& low, const QString& high) {
    m_most = most;
    m_low = low;
    m_high = high;
    update();
}

QSize HeatLegend::sizeHint() const { return {260, theme::kSpace24}; }

void HeatLegend::paintEvent(QPaintEvent*) {
    if (!(m_most > 0)) return;
    QPainter painter(this);
    painter.setFont(theme::font(theme::TextStyle::Caption));
    const QFontMetrics metrics(painter.font());
    const QString low = m_low + ' ' + valueInWords(PlotUnit::Number, -m_most), high = valueInWords(PlotUnit::Number, m_most) + ' ' + m_high;
    const int lowWidth = metrics.horizontalAdvance(low) + theme::kSpace8, highWidth = metrics.horizontalAdvance(high) + theme::kSpace8;
    const QRectF bar(lowWidth, (height() - 10) / 2.0, std::max(40, std::min(120, width() - lowWidth - highWidth)), 10);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    gradient.setColorAt(0, heatColor(-m_most, m_most));
    gradient.setColorAt(0.5, Qt::transparent);
    gradient.setColorAt(1, heatColor(m_most, m_most));
    painter.fillRect(bar, theme::colors().surface);
    painter.fillRect(bar, gradient);
    painter.setPen(theme::colors().border);
    painter.drawRect(bar);
    painter.drawLine(QPointF(bar.center().x(), bar.top()), QPointF(bar.center().x(), bar.bottom()));
    painter.setPen(theme::colors().muted);
    painter.drawText(QRectF(0, 0, lowWidth - theme::kSpace8, height()), Qt::AlignRight | Qt::AlignVCenter, low);
    painter.drawText(QRectF(bar.right() + theme::kSpace8, 0, highWidth + 4, height()), Qt::AlignLeft | Qt::AlignVCenter, high);
}

}  // namespace luthier
