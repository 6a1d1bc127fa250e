// SPDX-License-Identifier: Apache-2.0
// Adapters: results of runs, and PEFT folders from elsewhere. Thread: as Project.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier::store {

class Database;
class Journal;

struct AdapterEntry {
    std::int64_t id = 0;
    std::string name, folder, notes;
    std::optional<std::int64_t> model, run;     // base and the run that made it, where known
    Json facts = Json::object();                // what `inspect` said: type, rank, targets, size, base, problems
    std::string createdAt;
};

class Adapters {
public:
    Adapters(Database& database, Journal& journal);
    Result<std::vector<AdapterEntry>> all();
    Result<AdapterEntry> get(std::int64_t id);
    Result<std::int64_t> add(const AdapterEntry& adapter);   // the same folder twice: AlreadyExists
    Status update(const AdapterEntry& adapter);
    Status remove(std::int64_t id);                          // forgets it; the folder stays

private:
    Database& m_database;
    Journal& m_journal;
};

}  // namespace luthier::store
