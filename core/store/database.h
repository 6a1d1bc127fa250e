// SPDX-License-Identifier: Apache-2.0
// One SQLite connection: its settings, prepared statements that are kept, and SQLite's exceptions as Errors. Thread: one at a time. Requires SQLite.
// SQLite before 3.51.3 may damage a database when one connection writes while another checkpoints: only the one writing connection does either.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/error.h"

namespace luthier::store {

class Database {
public:
    // Untouched: for a look at a file that may not be ours; nothing is written, not even beside it.
    enum class Mode { Write, Read, Untouched };
    // Errors: NotFound, Io, InvalidData (no SQLite database), Busy.
    static Result<std::unique_ptr<Database>> open(const std::string& path, Mode mode);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    const std::string& path() const { return m_path; }
    bool isReadOnly() const { return m_mode != Mode::Write; }
    // Busy when this connection only reads.
    Status requireWritable() const;

    // Runs work and turns what SQLite throws into an Error. Work returns a Result or a Status.
    template <class Work>
    std::invoke_result_t<Work&> guarded(Work work) const {
        try {
            return work();
        } catch (const SQLite::Exception& exception) {
            return fail(errorOf(exception));
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfMemory, "there is not enough memory for this part of the project");
        }
    }

    // BEGIN IMMEDIATE, work, COMMIT; rolled back when work fails. Inside another one it is part of that. On the disk when it returns, unless told to be quick:
    // then it is whole or not there after a power cut, but perhaps not there until a later one was durable.
    Status transaction(const std::function<Status()>& work, bool durable = true);
    bool isInTransaction() const { return m_inTransaction; }
    Status execute(const std::string& sql);                 // one or more statements without parameters
    Result<std::int64_t> number(const std::string& sql);    // the first column of the first row
    Result<std::string> text(const std::string& sql);
    std::int64_t lastInsertId() const { return m_connection.getLastInsertRowid(); }
    // Of the last statement.
    std::int64_t numChanged() const { return m_connection.getChanges(); }

    // A reader of the process that also writes: it may put files into the project's folder.
    bool isBesideWriter = false;
    // The journal's entry under which changes are kept (by the temporary triggers of journal.cpp); 0 = none.
    std::int64_t journalEntry = 0;

    SQLite::Database& connection() { return m_connection; }
    Error errorOf(const SQLite::Exception& exception) const;

private:
    friend class Query;
    using Kept = std::unique_ptr<SQLite::Statement>;
    Database(const std::string& path, const std::string& uri, int flags, Mode mode);
    void settle();
    std::string m_path;
    Mode m_mode;
    SQLite::Database m_connection;
    std::unordered_map<std::string, std::vector<Kept>> m_statements;   // those not in use
    bool m_inTransaction = false;
};

// One use of a kept statement. Throws SQLite::Exception: use inside Database::guarded or a transaction.
class Query {
public:
    template <class... Values>
    Query(Database& database, const std::string& sql, const Values&... values) : Query(database, sql, Prepared{}) {
        (bind(values), ...);
    }
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    template <class Value>
    Query& bind(const Value& value) {
        const int index = ++m_numBound;
        if constexpr (std::is_same_v<Value, std::optional<std::int64_t>> || std::is_same_v<Value, std::optional<double>>) {
            if (value) m_statement->bind(index, *value);
            else m_statement->bind(index);
        } else if constexpr (std::is_same_v<Value, std::nullptr_t>) {
            m_statement->bind(index);
        } else if constexpr (std::is_floating_point_v<Value>) {
            m_statement->bind(index, static_cast<double>(value));
        } else if constexpr (std::is_integral_v<Value>) {
            m_statement->bind(index, static_cast<std::int64_t>(value));
        } else {
            m_statement->bind(index, std::string(value));
        }
        return *this;
    }
    // The text has to outlive the query.
    Query& bindView(const std::string& text) { m_statement->bindNoCopy(++m_numBound, text); return *this; }

    bool next() { return m_statement->executeStep(); }
    void run() { m_statement->exec(); }
    // Again, with other values.
    void reset() { m_statement->reset(); m_numBound = 0; }
    bool isNull(int column) const { return m_statement->isColumnNull(column); }
    std::int64_t integer(int column) const { return m_statement->getColumn(column).getInt64(); }
    double real(int column) const { return m_statement->getColumn(column).getDouble(); }
    std::string text(int column) const { return m_statement->getColumn(column).getString(); }
    std::optional<std::int64_t> maybeInteger(int column) const { return isNull(column) ? std::optional<std::int64_t>() : integer(column); }
    std::optional<double> maybeReal(int column) const;   // also the text NaN, because SQLite keeps none as a number

private:
    struct Prepared {};
    Query(Database& database, const std::string& sql, Prepared);
    Database& m_database;
    std::string m_sql;
    Database::Kept m_statement;
    int m_numBound = 0;
};

}  // namespace luthier::store
