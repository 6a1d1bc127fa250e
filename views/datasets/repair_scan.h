// SPDX-License-Identifier: GPL-3.0-or-later
// What of a data set can be put right without judgement: which rows need which repair, and which say the same as an earlier one. Thread: that of the project.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include <QString>

#include "core/base/progress.h"
#include "core/store/project.h"
#include "core/store/row_repairs.h"

namespace luthier {

// A repair of the store; nothing stands for taking out rows that say the same as an earlier one.
using Mending = std::optional<store::Repair>;

struct RepairScan {
    std::map<Mending, std::vector<std::int64_t>> rows;      // in their order
    std::int64_t numSeen = 0;
    std::int64_t numOf(const Mending& mending) const {
        const auto found = rows.find(mending);
        return found == rows.end() ? 0 : static_cast<std::int64_t>(found->second.size());
    }
};
Result<RepairScan> scanForRepairs(store::Project& project, std::int64_t dataset, const WorkContext& context);
// One action. Rows that need it no more stay as they are.
Result<store::Examples::Changed> mend(store::Project& project, const Mending& mending, std::span<const std::int64_t> rows, const std::string& title,
                                      const WorkContext& context);

// In the order in which they are shown: what makes rows useless first.
const std::vector<Mending>& allMendings();
QString idOf(const Mending& mending);                            // for object names
QString titleOf(const Mending& mending);                         // "Empty answers"
QString effectOf(const Mending& mending);                        // what it does, in a sentence
QString buttonOf(const Mending& mending, std::int64_t numRows);  // "Delete 12 rows"
QString actionOf(const Mending& mending, std::int64_t numRows);  // for the journal

}  // namespace luthier
