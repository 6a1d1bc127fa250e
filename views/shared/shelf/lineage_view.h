// SPDX-License-Identifier: GPL-3.0-or-later
// Where a thing comes from, as a small graph: columns of boxes with arrows between neighbouring columns. Boxes are buttons: Tab, Enter, a click. Thread: GUI.
#pragma once

#include <vector>

#include <QAbstractButton>
#include <QString>
#include <QWidget>

namespace luthier::shelf {

struct LineageNode {
    QString objectName;             // of its button
    QString icon, caption, title;   // caption: "Data set"
    QString page, argument;         // openPage; "" = cannot be opened
    QString tip;
    bool here = false;              // the thing that is shown
};
// arrow: a word over the arrow to the next column ("trained", "is for").
struct LineageColumn { std::vector<LineageNode> nodes; QString arrow; };

class LineageView : public QWidget {
    Q_OBJECT
public:
    explicit LineageView(const QString& objectName, QWidget* parent = nullptr);
    void setColumns(std::vector<LineageColumn> columns);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void opened(const QString& page, const QString& argument);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();
    int tallest() const;
    std::vector<LineageColumn> m_columns;
    std::vector<std::vector<QAbstractButton*>> m_buttons;
};

}  // namespace luthier::shelf
