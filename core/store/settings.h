// SPDX-License-Identifier: Apache-2.0
// Values that belong to the project and not to the user: which page was open, filters, saved prompts. JSON by key, not in the journal. Thread: as Project.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier::store {

class Database;

class Settings {
public:
    explicit Settings(Database& database) : m_database(database) {}
    Result<Json> get(const std::string& key, Json fallback = Json());
    Status set(const std::string& key, const Json& value) { return set({{key, value}}); }
    Status set(const std::vector<std::pair<std::string, Json>>& values);   // all of them or none

private:
    Database& m_database;
};

}  // namespace luthier::store
