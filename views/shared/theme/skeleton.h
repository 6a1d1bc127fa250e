// SPDX-License-Identifier: GPL-3.0-or-later
// Grey bars where something is about to be read, so that a page keeps its shape while it waits. Nothing is drawn in the first moment: what comes at once does
// not flicker. They breathe, unless the system asks for less motion. Thread: GUI.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace luthier::theme {

class Skeleton : public QWidget {
    Q_OBJECT
public:
    // numLines of this height, one below the other; what: for whoever cannot see them, "Reading the runs".
    Skeleton(int numLines, int lineHeight, const QString& what, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    bool isMoving() const { return m_breath.isActive() && m_moves; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void tick();
    const int m_numLines, m_lineHeight;
    const bool m_moves;
    QElapsedTimer m_since;
    QTimer m_breath;
};

// One bar in this rectangle, for a delegate: a line of text that is not there yet. place: varies its length.
void paintSkeletonBar(QPainter& painter, const QRect& rect, int place);

}  // namespace luthier::theme
