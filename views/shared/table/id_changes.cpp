// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/table/id_changes.h"

#include <algorithm>
#include <unordered_set>

namespace luthier {

namespace {

// Runs of those ids that `known` does not have.
std::vector<RowRun> runsWithout(const std::vector<std::int64_t>& ids, const std::unordered_set<std::int64_t>& known) {
    std::vector<RowRun> runs;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (known.contains(ids[i])) continue;
        const auto at = static_cast<std::int64_t>(i);
        if (!runs.empty() && runs.back().at + runs.back().count == at) ++runs.back().count;
        else runs.push_back({at, 1});
    }
    return runs;
}

bool keepOrder(const std::vector<std::int64_t>& before, const std::vector<std::int64_t>& after, const std::unordered_set<std::int64_t>& inBefore,
               const std::unordered_set<std::int64_t>& inAfter) {
    auto other = after.begin();
    for (const std::int64_t id : before) {
        if (!inAfter.contains(id)) continue;
        while (other != after.end() && !inBefore.contains(*other)) ++other;
        if (other == after.end() || *other != id) return false;
        ++other;
    }
    return true;
}

}  // namespace

std::optional<IdChanges> idChanges(const std::vector<std::int64_t>& before, const std::vector<std::int64_t>& after, std::size_t maxRuns) {
    // What is the same at both ends needs no looking up.
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && before[head] == after[head]) ++head;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
    const auto middle = [&](const std::vector<std::int64_t>& ids) {
        return std::vector<std::int64_t>(ids.begin() + static_cast<std::ptrdiff_t>(head), ids.end() - static_cast<std::ptrdiff_t>(tail));
    };
    const std::vector<std::int64_t> old = middle(before), now = middle(after);
    const std::unordered_set<std::int64_t> inOld(old.begin(), old.end()), inNow(now.begin(), now.end());
    if (!keepOrder(old, now, inOld, inNow)) return std::nullopt;
    IdChanges changes{runsWithout(old, inNow), runsWithout(now, inOld)};
    if (changes.removed.size() + changes.inserted.size() > maxRuns) return std::nullopt;
    for (auto* runs : {&changes.removed, &changes.inserted})
        for (RowRun& run : *runs) run.at += static_cast<std::int64_t>(head);
    std::reverse(changes.removed.begin(), changes.removed.end());
    return changes;
}

}  // namespace luthier
