// SPDX-License-Identifier: GPL-3.0-or-later
// The rows in which something would be replaced. Thread: that of the project (StoreAccess::readLong).
#pragma once

#include <functional>
#include <vector>

#include "core/base/progress.h"
#include "core/store/project.h"
#include "views/datasets/text_replace.h"

namespace luthier {

// Several times while it searches, and at the end.
struct ReplaceNews {
    struct Row { std::int64_t id = 0; QString number; Replacer::Snippet snippet; };
    std::int64_t numSeen = 0, numMatches = 0, numRows = 0, numTooHard = 0;
    std::vector<Row> rows;               // new ones, up to a hundred in all
};

// All rows with a match, in their order. Errors: Cancelled, those of the store.
Result<std::vector<std::int64_t>> findRows(store::Project& project, const store::ExampleFilter& filter, const Replacer& replacer,
                                           const Cancellation& cancellation, const std::function<void(const ReplaceNews&)>& tell);

}  // namespace luthier
