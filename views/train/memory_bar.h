// SPDX-License-Identifier: GPL-3.0-or-later
// The memory of a run against what the machine has: one bar, stacked by part, with a legend that says each in bytes. Thread: GUI.
#pragma once

#include <vector>

#include <QWidget>

#include "core/plan/plan.h"

namespace luthier {

// What a person wants to know apart; several of the planner's parts each.
struct MemoryShare { QString label; std::int64_t bytes = 0; int series = 0; };
std::vector<MemoryShare> memoryShares(const PlannedPhase& phase);

class MemoryBar : public QWidget {
    Q_OBJECT
public:
    explicit MemoryBar(QWidget* parent = nullptr);
    // othersBytes: what is taken by others; totalBytes: what there is; 0: not known.
    void setShares(std::vector<MemoryShare> shares, std::int64_t othersBytes, std::int64_t totalBytes);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Block { MemoryShare share; double begin = 0, end = 0; bool isOthers = false; };   // 0 to 1 of the bar
    std::vector<Block> blocks() const;
    struct Entry { QRect place; const Block* block; };
    int layOutLegend(int width, const std::vector<Block>& blocks, std::vector<Entry>& entries) const;
    std::vector<MemoryShare> m_shares;
    std::int64_t m_othersBytes = 0, m_totalBytes = 0;
};

}  // namespace luthier
