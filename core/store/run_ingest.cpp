// SPDX-License-Identifier: Apache-2.0
#include "core/store/run_ingest.h"

#include "core/store/database.h"

namespace luthier::store {

Result<bool> ingestRun(Database& database, std::int64_t) {
    RETURN_IF_ERROR(database.requireWritable());
    return false;
}

}  // namespace luthier::store
