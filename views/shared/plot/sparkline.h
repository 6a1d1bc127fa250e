// SPDX-License-Identifier: GPL-3.0-or-later
// A small line without axes: how something went, at a glance. Thread: GUI.
#pragma once

#include <vector>

#include <QColor>
#include <QStyledItemDelegate>
#include <QWidget>

class QPainter;

namespace luthier {

// Values that are not finite leave a gap. The last point gets a dot. Fewer than two values: nothing is drawn.
void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<float>& values, const QColor& color);

class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(std::vector<float> values, const QColor& color);
    QSize sizeHint() const override;
protected:
    void paintEvent(QPaintEvent* event) override;
private:
    std::vector<float> m_values;
    QColor m_color;
};

// For a column whose role holds std::vector<float> (as QVariant::fromValue).
class SparklineDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit SparklineDelegate(int role, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_role(role) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
private:
    int m_role;
};

}  // namespace luthier

Q_DECLARE_METATYPE(std::vector<float>)
