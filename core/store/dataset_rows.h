// SPDX-License-Identifier: Apache-2.0
// All rows of a data set in their order, in bounded memory; and taking rows out for good. Thread: as Database.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier::store {

class Database;

struct StoredRow { std::int64_t id = 0; std::string body; std::vector<std::string> tags; };
// One read transaction, so it is the state of one moment whatever is written meanwhile on another connection. Errors: those of visit, Io, InvalidData.
Status forEachStoredRow(Database& database, std::int64_t dataset, const std::function<Status(StoredRow&&)>& visit);

// Rows and data sets that were removed and that nothing in the journal can bring back, imports that did not come to their end, old entries of the journal: a
// little at a time. `importing`: a data set that is being filled now, 0 = none. True when there is more to do.
Result<bool> tidy(Database& database, std::int64_t importing);
// A data set and all that belongs to it, in short transactions.
Status deleteDataset(Database& database, std::int64_t dataset);

}  // namespace luthier::store
