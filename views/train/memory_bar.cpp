// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/memory_bar.h"

#include <algorithm>
#include <numeric>

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kBarHeight = theme::kSpace16;
constexpr int kSwatch = theme::kSpace8;

enum Group { Model, Trained, Kept, Logits, Computing, Program };

Group groupOf(MemoryPart part) {
    switch (part) {
        case MemoryPart::Weights: return Model;
        case MemoryPart::Adapter:
        case MemoryPart::Optimizer:
        case MemoryPart::Gradients: return Trained;
        case MemoryPart::KeptStream:
        case MemoryPart::KeptAttention:
        case MemoryPart::KeptFeedForward:
        case MemoryPart::KeptLowRank: return Kept;
        case MemoryPart::Vocabulary: return Logits;
        case MemoryPart::Batch:
        case MemoryPart::Cache:
        case MemoryPart::Temporaries:
        case MemoryPart::Workspaces: return Computing;
        case MemoryPart::Program:
        case MemoryPart::Data:
        case MemoryPart::Library:
        case MemoryPart::Files: break;
    }
    return Program;
}

}  // namespace

std::vector<MemoryShare> memoryShares(const PlannedPhase& phase) {
    std::vector<MemoryShare> shares;
    for (const QString& label : {QObject::tr("Model"), QObject::tr("Trained part, optimizer"), QObject::tr("Kept for backward"), QObject::tr("Logits"),
                                 QObject::tr("While computing"), QObject::tr("Program and data")})
        shares.push_back({label, 0, static_cast<int>(shares.size())});
    for (const PlannedPart& part : phase.parts) {
        std::int64_t& bytes = shares[groupOf(part.part)].bytes;
        bytes = cappedSum(bytes, part.bytes);
    }
    std::erase_if(shares, [](const MemoryShare& share) { return share.bytes == 0; });
    return shares;
}

MemoryBar::MemoryBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("train.memoryBar"));
    QSizePolicy grows(QSizePolicy::Expanding, QSizePolicy::Fixed);
    grows.setHeightForWidth(true);
    setSizePolicy(grows);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void MemoryBar::setShares(std::vector<MemoryShare> shares, std::int64_t othersBytes, std::int64_t totalBytes) {
    m_shares = std::move(shares);
    m_othersBytes = othersBytes;
    m_totalBytes = totalBytes;
    QStringList words;
    for (const MemoryShare& share : m_shares) words += share.label + ' ' + theme::bytesInWords(static_cast<double>(share.bytes));
    setAccessibleName(tr("Memory: %1").arg(words.join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

std::vector<MemoryBar::Block> MemoryBar::blocks() const {
    double sum = static_cast<double>(m_othersBytes);
    for (const MemoryShare& share : m_shares) sum += static_cast<double>(share.bytes);
    const double whole = std::max({sum, static_cast<double>(m_totalBytes), 1.0});
    std::vector<Block> list;
    double at = 0;
    const auto add = [&](MemoryShare share, bool isOthers) {
        const double width = static_cast<double>(share.bytes) / whole;
        list.push_back({std::move(share), at, at + width, isOthers});
        at += width;
    };
    for (const MemoryShare& share : m_shares) add(share, false);
    if (m_othersBytes > 0) add({tr("Other programs"), m_othersBytes, 0}, true);
    return list;
}

int MemoryBar::layOutLegend(int width, const std::vector<Block>& blocks, std::vector<Entry>& entries) const {
    const QFontMetrics metrics(theme::font(theme::TextStyle::Caption));
    const int columns = std::max(1, width / (metrics.averageCharWidth() * 34)), columnWidth = width / columns, lineHeight = metrics.height() + theme::kSpace4;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const int row = static_cast<int>(i) / columns, column = static_cast<int>(i) % columns;
        entries.push_back({QRect(column * columnWidth, kBarHeight + theme::kSpace12 + row * lineHeight, columnWidth, lineHeight), &blocks[i]});
    }
    return kBarHeight + theme::kSpace12 + (static_cast<int>(blocks.size()) + columns - 1) / columns * lineHeight;
}

QSize MemoryBar::sizeHint() const { return {theme::kRailWidth, heightForWidth(std::max(width(), theme::kRailWidth))}; }

int MemoryBar::heightForWidth(int width) const {
    const std::vector<Block> list = blocks();
    std::vector<Entry> entries;
    return layOutLegend(width, list, entries);
}

void MemoryBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Colors& colors = theme::colors();
    const QRectF bar(0, 0, width(), kBarHeight);
    QPainterPath rounded;
    rounded.addRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), theme::kRadius, theme::kRadius);
    painter.setClipPath(rounded);
    painter.fillRect(bar, colors.sunken);
    const std::vector<Block> list = blocks();
    const auto brushOf = [&colors](const Block& block) {
        return block.isOthers ? QBrush(colors.muted, Qt::BDiagPattern) : QBrush(theme::seriesColor(block.share.series));
    };
    for (const Block& block : list) {
        const QRectF place(block.begin * bar.width(), 0, std::max(1.0, (block.end - block.begin) * bar.width()), bar.height());
        painter.fillRect(place, brushOf(block));
        painter.fillRect(QRectF(place.right() - 1, 0, 1, bar.height()), colors.surface);   // so that neighbours are told apart without their colours
    }
    painter.setClipping(false);
    const double taken = list.empty() ? 0 : list.back().end;
    double sum = 0;
    for (const Block& block : list) sum += static_cast<double>(block.share.bytes);
    if (m_totalBytes > 0 && sum > static_cast<double>(m_totalBytes)) {   // where the machine ends
        const double end = bar.width() * taken * static_cast<double>(m_totalBytes) / sum;
        painter.fillRect(QRectF(end - 1, -1, 2, bar.height() + theme::kSpace4), colors.failed);
    }
    painter.setPen(colors.border);
    painter.drawPath(rounded);
    std::vector<Entry> entries;
    layOutLegend(width(), list, entries);
    painter.setFont(theme::font(theme::TextStyle::Caption));
    for (const Entry& entry : entries) {
        const QRect swatch(entry.place.left(), entry.place.top() + (entry.place.height() - kSwatch) / 2, kSwatch, kSwatch);
        painter.fillRect(swatch, brushOf(*entry.block));
        const QRect words = entry.place.adjusted(kSwatch + theme::kSpace8, 0, -theme::kSpace12, 0);
        const QString bytes = theme::bytesInWords(static_cast<double>(entry.block->share.bytes));
        const int bytesWidth = painter.fontMetrics().horizontalAdvance(bytes);
        painter.setPen(colors.text);
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, bytes);
        painter.setPen(colors.muted);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(entry.block->share.label, Qt::ElideRight, words.width() - bytesWidth - theme::kSpace8));
    }
}

bool MemoryBar::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    auto* const help = static_cast<QHelpEvent*>(event);
    const double at = static_cast<double>(help->pos().x()) / std::max(1, width());
    for (const Block& block : blocks())
        if (help->pos().y() <= kBarHeight && at >= block.begin && at < block.end) {
            QToolTip::showText(help->globalPos(), block.share.label + QStringLiteral(": ") + theme::bytesInWords(static_cast<double>(block.share.bytes)), this);
            return true;
        }
    QToolTip::hideText();
    return true;
}

}  // namespace luthier
