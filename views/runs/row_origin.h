// SPDX-License-Identifier: GPL-3.0-or-later
// Which row of the project a row of a run is: runs keep copies of their rows, under the ids that these have in their data sets. Thread: where the project is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/project.h"

namespace luthier {

struct RowOrigin {
    std::int64_t dataset = 0, row = 0;
    std::string datasetName;
    bool isUnchanged = false;            // it says now what it said to the run
};
// line: the row as the run froze it. Errors: NotFound (trained from files; deleted since), those of the store.
Result<RowOrigin> originOf(store::Project& project, const std::vector<std::int64_t>& datasets, const std::string& rowId, const std::string& line);

}  // namespace luthier
