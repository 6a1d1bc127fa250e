// SPDX-License-Identifier: GPL-3.0-or-later
// Widgets in lines, as words in a text. Thread: GUI.
#pragma once

#include <QLayout>
#include <QList>

namespace luthier {

class FlowLayout : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(QWidget* parent = nullptr) : QLayout(parent) {}
    ~FlowLayout() override { qDeleteAll(m_items); }

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override { return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr; }
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override {
        QSize size;
        for (const QLayoutItem* item : m_items) size = size.expandedTo(item->minimumSize());
        return size;
    }
    void setGeometry(const QRect& rect) override {
        QLayout::setGeometry(rect);
        arrange(rect, true);
    }

private:
    int arrange(const QRect& rect, bool isReal) const {
        int x = rect.left(), y = rect.top(), height = 0;
        for (QLayoutItem* item : m_items) {
            const QSize size = item->sizeHint().boundedTo(QSize(std::max(rect.width(), 1), 1 << 20));
            if (x > rect.left() && x + size.width() > rect.right() + 1) {
                x = rect.left();
                y += height + spacing();
                height = 0;
            }
            if (isReal) item->setGeometry(QRect(QPoint(x, y), size));
            x += size.width() + spacing();
            height = std::max(height, size.height());
        }
        return y + height - rect.top();
    }
    QList<QLayoutItem*> m_items;
};

}  // namespace luthier
