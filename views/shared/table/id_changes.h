// SPDX-License-Identifier: GPL-3.0-or-later
// How one list of ids became another, as runs of rows that went and came: what lets a table keep its place when the rows around it change.
// Thread: pure function.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace luthier {

struct RowRun { std::int64_t at = 0, count = 0; };
// Removals in descending order of place, in the old list; then insertions in ascending order, in the new one.
struct IdChanges { std::vector<RowRun> removed, inserted; };

// Nothing when the common ids are in another order, or when there are more runs than maxRuns: then all is new.
std::optional<IdChanges> idChanges(const std::vector<std::int64_t>& before, const std::vector<std::int64_t>& after, std::size_t maxRuns = 2000);

}  // namespace luthier
