// SPDX-License-Identifier: Apache-2.0
// Which columns of which tables the journal keeps, and the temporary triggers that do it while an action runs. Thread: as Database.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier::store {

class Database;

struct JournaledTable {
    std::string name;
    std::vector<std::string> key;        // columns that name a row; the first is a number
    std::vector<std::string> columns;    // of a row that comes or goes
    std::vector<std::string> changing;   // of a row that changes: those a person can change; others (metrics of a run, counts) are no edits;
                                         // dataset_rows.cpp relies on `removed` being the second one of examples
};
const std::vector<JournaledTable>& journaledTables();
const JournaledTable* findJournaledTable(const std::string& name);

// For a connection that writes: once, when it is opened.
Status startKeepingChanges(Database& database);

}  // namespace luthier::store
