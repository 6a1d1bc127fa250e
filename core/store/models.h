// SPDX-License-Identifier: Apache-2.0
// Base models that a project knows: folders in the project or elsewhere. Thread: as Project.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier::store {

class Database;
class Journal;

struct Model {
    std::int64_t id = 0;
    std::string name, folder, notes;
    Json facts = Json::object();        // what `inspect` said of it: family, parameters, shape, fingerprint, problems
    std::string createdAt;
};

class Models {
public:
    Models(Database& database, Journal& journal);
    Result<std::vector<Model>> all();
    Result<Model> get(std::int64_t id);
    Result<std::int64_t> add(const Model& model);          // the same folder twice: AlreadyExists
    Status update(const Model& model);                     // name, notes, facts
    Status remove(std::int64_t id);                        // forgets it; the folder stays

private:
    Database& m_database;
    Journal& m_journal;
};

}  // namespace luthier::store
