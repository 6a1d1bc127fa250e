// SPDX-License-Identifier: GPL-3.0-or-later
// Two pictures that only methods with rollouts have: reward against KL, and how the rewards of each rollout are spread. Thread: GUI.
#pragma once

#include <optional>
#include <vector>

#include <QFrame>

#include "views/runs/online_run.h"

class QLabel;

namespace luthier {

// A card with a title, and a picture with two axes below it.
class AxesPlot : public QFrame {
    Q_OBJECT
public:
    AxesPlot(const char* objectName, const QString& title, const QString& unit, QWidget* parent = nullptr);
    virtual bool isEmpty() const = 0;

signals:
    void clickedAt(double step);

protected:
    struct Axis { double low = 0, high = 1; QString title; };
    // What is under the mouse: in words, and the step a click asks for.
    struct Under { QString words; std::int64_t step = 0; };
    virtual void paintInside(QPainter& painter, const QRectF& inside) = 0;
    virtual std::optional<Under> underMouse(const QPointF& at, const QRectF& inside) const = 0;
    void setAxes(const Axis& x, const Axis& y);
    void setValueWords(const QString& words);
    QRectF inside() const;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;
    Axis m_x, m_y;

private:
    void paintAxes(QPainter& painter, const QRectF& inside) const;
    QLabel* m_value;
    QWidget* m_head;
};

// One point per rollout, from the pale of the beginning to the strong of now.
class RewardKlPlot : public AxesPlot {
    Q_OBJECT
public:
    explicit RewardKlPlot(QWidget* parent = nullptr);
    void setPoints(std::vector<RewardKlPoint> points);
    bool isEmpty() const override { return m_points.empty(); }
    const std::vector<RewardKlPoint>& points() const { return m_points; }

protected:
    void paintInside(QPainter& painter, const QRectF& inside) override;
    std::optional<Under> underMouse(const QPointF& at, const QRectF& inside) const override;

private:
    QPointF placeOf(const RewardKlPoint& point, const QRectF& inside) const;
    std::vector<RewardKlPoint> m_points;
};

// Rollouts from left to right, rewards upwards; the stronger a cell, the more of the rollout's answers; a line for the mean.
class RewardHeat : public AxesPlot {
    Q_OBJECT
public:
    static constexpr int numBins = 24, maxColumns = 120;
    explicit RewardHeat(QWidget* parent = nullptr);
    void setAnswers(const std::shared_ptr<const RolloutAnswers>& answers);
    bool isEmpty() const override { return m_histogram.columns.empty(); }
    const RewardHistogram& histogram() const { return m_histogram; }

protected:
    void paintInside(QPainter& painter, const QRectF& inside) override;
    std::optional<Under> underMouse(const QPointF& at, const QRectF& inside) const override;

private:
    std::shared_ptr<const RolloutAnswers> m_answers;
    RewardHistogram m_histogram;
};

}  // namespace luthier
