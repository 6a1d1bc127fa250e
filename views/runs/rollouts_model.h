// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of a run as a table of any length: sorted and filtered by numbers held here, so that a hundred thousand rows take milliseconds. New answers join
// at the end while the order is that of the file; in another order they wait to be asked for, so that nothing moves under a reader. Thread: GUI.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "views/runs/rollout_log.h"

namespace luthier {

struct RolloutFilter {
    QString text;                                      // in prompts and beginnings of answers
    std::int64_t firstStep = 0, lastStep = std::numeric_limits<std::int64_t>::max();
    bool onlyHeldOut = false;
    bool operator==(const RolloutFilter&) const = default;
};

class RolloutsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    // Between Answer and Reward stand the parts.
    enum class Kind { Step, Prompt, Answer, Part, Reward, Kl, Length, Advantage, HeldOut };
    struct Column { Kind kind; std::size_t part = 0; };
    using QAbstractTableModel::QAbstractTableModel;
    // Of another run everything begins anew.
    void setAnswers(std::int64_t run, const std::shared_ptr<const RolloutAnswers>& answers);
    void setFilter(const RolloutFilter& filter);
    void showWaiting();                                // takes those that wait
    std::size_t numWaiting() const { return m_answers ? m_answers->size() - m_numTaken : 0; }
    const std::shared_ptr<const RolloutAnswers>& answers() const { return m_answers; }
    const RolloutAnswer& answerAt(int row) const { return (*m_answers)[m_rows[static_cast<std::size_t>(row)]]; }
    int rowOf(std::uint64_t begin) const;              // -1: not shown
    Column columnOf(int section) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;   // -1: as in the file

signals:
    void waitingChanged();

private:
    bool fits(const RolloutAnswer& answer);
    void arrange();                                    // all anew
    double numberAt(const RolloutAnswer& answer, Column column) const;
    QString words(const RolloutAnswer& answer, Column column) const;
    std::int64_t m_run = 0;
    std::shared_ptr<const RolloutAnswers> m_answers;
    std::size_t m_numTaken = 0, m_numParts = 0;
    std::vector<std::uint32_t> m_rows;                 // of the answers
    RolloutFilter m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    const std::string* m_lastPrompt = nullptr;         // whose match is known
    bool m_lastMatches = false;
};

// "1.25", "–" where nothing is said.
QString rewardInWords(double value);

}  // namespace luthier
