// SPDX-License-Identifier: Apache-2.0
// How a row lies in the tables. Thread: as Database; preparedRow and bodyOf are pure functions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"
#include "core/store/stored_text.h"

namespace luthier::store {

class Database;

// Rows lie this far apart, so that one can be put between two others some forty times without touching them.
inline constexpr std::int64_t positionStep = std::int64_t{1} << 36;

// All that is written of a row; made in the thread that parses.
struct PreparedRow {
    RowKind kind = RowKind::Conversation;
    RowFacts facts;
    std::int64_t line = -1;
    std::string problem, body;
    std::vector<std::string> tags;
};
PreparedRow preparedRow(const Example& example);
// The reverse of PreparedRow::body; tags lie in their own table. Errors: InvalidData.
Result<Example> exampleFromBody(const std::string& body);

// Many new rows at the end of a data set, for an import: several per statement. Throws SQLite::Exception; use inside a transaction.
class RowAppender {
public:
    RowAppender(Database& database, std::int64_t dataset);
    ~RowAppender();
    // Ids are given out anew after this, because others may have added rows: at the beginning of each transaction.
    void begin();
    void add(PreparedRow row);
    // Writes what was added; before the end of each transaction.
    void flush();

private:
    struct Statements;
    void write(std::size_t first, std::size_t count, Statements& statements);
    Database& m_database;
    std::int64_t m_dataset, m_nextId = 0, m_numRows = 0;
    std::vector<PreparedRow> m_rows;
    std::unique_ptr<Statements> m_many, m_one;
};

// Throw SQLite::Exception.
std::int64_t insertRow(Database& database, std::int64_t dataset, std::int64_t position, const PreparedRow& row);
std::vector<std::string> tagsOf(Database& database, std::int64_t example);

}  // namespace luthier::store
