// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/lineage_view.h"

#include <algorithm>

#include <QPainter>
#include <QPainterPath>

#include "views/shared/shelf/fields.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier::shelf {

namespace {

constexpr int kNodeHeight = 48, kGap = theme::kSpace8, kArrow = 56, kIcon = 18, kMinNode = 96, kMaxNode = 230;

class NodeButton : public QAbstractButton {
public:
    NodeButton(LineageNode node, QWidget* parent) : QAbstractButton(parent), m_node(std::move(node)) {
        setObjectName(m_node.objectName);
        setText(m_node.title);
        setAccessibleName(m_node.caption + QStringLiteral(": ") + m_node.title);
        setFocusPolicy(m_node.page.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
        if (!m_node.page.isEmpty()) setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setToolTip(plainTip(m_node.tip.isEmpty() ? m_node.title : m_node.title + '\n' + m_node.tip));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const theme::Colors& colors = theme::colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool open = !m_node.page.isEmpty();
        painter.setPen(QPen(m_node.here || hasFocus() ? colors.accent : colors.border, hasFocus() ? 2 : 1));
        painter.setBrush(m_node.here ? colors.accentSurface : open && underMouse() ? colors.hover : colors.surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::kRadius, theme::kRadius);
        const QPixmap icon = theme::iconPixmap(m_node.icon, m_node.here ? colors.accent : colors.muted, kIcon, devicePixelRatioF());
        painter.drawPixmap(theme::kSpace8, (height() - kIcon) / 2, icon);
        const int left = theme::kSpace8 + kIcon + theme::kSpace8;
        const auto line = [&](int y, int h, const QFont& font, const QColor& color, const QString& text) {
            painter.setFont(font);
            painter.setPen(color);
            const QString shown = QFontMetrics(font).elidedText(QString(text).replace('\n', ' '), Qt::ElideRight, width() - left - theme::kSpace4);
            painter.drawText(QRect(left, y, width() - left - theme::kSpace4, h), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        };
        line(6, 15, theme::font(theme::TextStyle::Caption), colors.muted, m_node.caption);
        line(21, 20, theme::font(m_node.here ? theme::TextStyle::Emphasis : theme::TextStyle::Body), open || m_node.here ? colors.text : colors.muted,
             m_node.title);
    }

private:
    LineageNode m_node;
};

}  // namespace

LineageView::LineageView(const QString& objectName, QWidget* parent) : QWidget(parent) {
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void LineageView::setColumns(std::vector<LineageColumn> columns) {
    for (const auto& column : m_buttons)
        for (QAbstractButton* const button : column) {
            button->hide();
            button->setParent(nullptr);
            button->deleteLater();
        }
    m_buttons.clear();
    m_columns = std::move(columns);
    for (const LineageColumn& column : m_columns) {
        auto& buttons = m_buttons.emplace_back();
        for (const LineageNode& node : column.nodes) {
            auto* const button = new NodeButton(node, this);
            if (!node.page.isEmpty())
                connect(button, &QAbstractButton::clicked, this, [this, page = node.page, argument = node.argument] { emit opened(page, argument); });
            button->show();
            buttons.push_back(button);
        }
    }
    place();
    updateGeometry();
    update();
}

int LineageView::tallest() const {
    std::size_t most = 1;
    for (const LineageColumn& column : m_columns) most = std::max(most, column.nodes.size());
    return static_cast<int>(most) * (kNodeHeight + kGap) - kGap;
}

QSize LineageView::sizeHint() const {
    const int count = std::max<int>(1, static_cast<int>(m_columns.size()));
    return {count * 160 + (count - 1) * kArrow, tallest()};
}

QSize LineageView::minimumSizeHint() const {
    const int count = std::max<int>(1, static_cast<int>(m_columns.size()));
    return {count * kMinNode + (count - 1) * kArrow, tallest()};
}

void LineageView::place() {
    const int count = static_cast<int>(m_buttons.size());
    if (count == 0) return;
    const int nodeWidth = std::clamp((width() - (count - 1) * kArrow) / count, kMinNode, kMaxNode);
    for (int column = 0; column < count; ++column) {
        const auto& buttons = m_buttons[static_cast<std::size_t>(column)];
        const int used = static_cast<int>(buttons.size()) * (kNodeHeight + kGap) - kGap;
        int y = (height() - used) / 2;
        for (QAbstractButton* const button : buttons) {
            button->setGeometry(column * (nodeWidth + kArrow), y, nodeWidth, kNodeHeight);
            y += kNodeHeight + kGap;
        }
    }
}

void LineageView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
}

void LineageView::paintEvent(QPaintEvent*) {
    const theme::Colors& colors = theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t column = 0; column + 1 < m_buttons.size(); ++column) {
        int left = 0, right = 0;
        painter.setPen(QPen(colors.muted, 1.25));
        painter.setBrush(Qt::NoBrush);
        for (const QAbstractButton* const from : m_buttons[column])
            for (const QAbstractButton* const to : m_buttons[column + 1]) {
                const QPointF a(from->geometry().right() + 3, from->geometry().center().y()), b(to->geometry().left() - 3, to->geometry().center().y());
                left = static_cast<int>(a.x());
                right = static_cast<int>(b.x());
                QPainterPath path(a);
                path.cubicTo({(a.x() + b.x()) / 2, a.y()}, {(a.x() + b.x()) / 2, b.y()}, b);
                painter.drawPath(path);
                painter.drawPolyline(QPolygonF{b + QPointF(-6, -4), b, b + QPointF(-6, 4)});
            }
        const QString& word = m_columns[column].arrow;
        if (word.isEmpty()) continue;
        const QFont font = theme::font(theme::TextStyle::Caption);
        painter.setFont(font);
        painter.setPen(colors.muted);
        const QString shown = QFontMetrics(font).elidedText(word, Qt::ElideRight, right - left);
        QRect place(left, height() / 2 - 20, right - left, 16);
        if (m_buttons[column].size() > 1 || m_buttons[column + 1].size() > 1) {
            // Arrows that part or meet: the word lies over them.
            const int width = QFontMetrics(font).horizontalAdvance(shown) + theme::kSpace8;
            place = QRect((left + right - width) / 2, height() / 2 - 8, width, 16);
            painter.fillRect(place, colors.surface);
        }
        painter.drawText(place, Qt::AlignCenter, shown);
    }
}

}  // namespace luthier::shelf
