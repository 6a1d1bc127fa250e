// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.h"

#include <sqlite3.h>

#include <cstdio>
#include <limits>

#include "core/base/files.h"

namespace luthier::store {

namespace {

constexpr int busyTimeoutMs = 2000;

// SQLite reads a path as a URI then, so what has a meaning there is escaped.
std::string uriOf(const std::string& path, const char* query) {
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            char escaped[4];
            std::snprintf(escaped, sizeof escaped, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
            uri += escaped;
        } else {
            uri += c;
        }
    }
    return uri + query;
}

ErrorCode codeOf(int extended) {
    switch (extended & 0xFF) {
        case SQLITE_FULL: return ErrorCode::DiskFull;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return ErrorCode::Busy;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_MISMATCH: return ErrorCode::InvalidData;
        case SQLITE_NOMEM: return ErrorCode::OutOfMemory;
        case SQLITE_INTERRUPT: return ErrorCode::Cancelled;
        case SQLITE_TOOBIG: return ErrorCode::InvalidArgument;
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_PROTOCOL: return ErrorCode::Io;
        case SQLITE_CONSTRAINT: {
            const bool isTwice = extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY;
            return isTwice ? ErrorCode::AlreadyExists : ErrorCode::Internal;
        }
        default: return ErrorCode::Internal;
    }
}

std::string hintOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::DiskFull: return "nothing of this change was kept; make room on this disk, then try again";
        case ErrorCode::Busy: return "another program holds the project's database; close it, or try again in a moment";
        case ErrorCode::InvalidData: return "the database is damaged: open the newest backup beside it, or save what can be read into a new project";
        case ErrorCode::Io: return "check that the disk is connected and that you may write in this folder";
        default: return "";
    }
}

}  // namespace

Database::Database(const std::string& path, const std::string& uri, int flags, Mode mode)
    : m_path(path), m_mode(mode), m_connection(uri, flags, busyTimeoutMs) {}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Mode mode) {
    if (mode != Mode::Write && !pathExists(path)) return fail(Error(ErrorCode::NotFound, "there is no such project database").at(path));
    // One thread at a time uses a connection, and nobody asks SQLite how much memory it has: its locks for both cost a fifth of an import.
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)configured;   // it was in use already, which only makes it slower
    const int flags = SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX | (mode == Mode::Write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY);
    try {
        std::unique_ptr<Database> database(new Database(path, uriOf(path, mode == Mode::Untouched ? "?immutable=1" : ""), flags, mode));
        database->settle();
        return database;
    } catch (const SQLite::Exception& exception) {
        Error error(codeOf(exception.getExtendedErrorCode()), std::string("the project's database cannot be opened: ") + exception.what());
        return fail(std::move(error).withHint(hintOf(codeOf(exception.getExtendedErrorCode()))).at(path));
    }
}

void Database::settle() {
    sqlite3* handle = m_connection.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    m_connection.exec("PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; "
                      "PRAGMA secure_delete = OFF; PRAGMA cache_size = -65536");
    if (m_mode == Mode::Write) {
        m_connection.exec("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864");
    } else {
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        m_connection.exec("PRAGMA query_only = ON");
    }
}

Database::~Database() = default;

Status Database::requireWritable() const {
    if (!isReadOnly()) return {};
    return fail(Error(ErrorCode::Busy, "the project is open read-only here").withHint("close it in the other window, then open it again").at(m_path));
}

Error Database::errorOf(const SQLite::Exception& exception) const {
    const ErrorCode code = codeOf(exception.getExtendedErrorCode());
    std::string message;
    switch (code) {
        case ErrorCode::DiskFull: message = "there is no room left for the project's database"; break;
        case ErrorCode::Busy: message = "the project's database is locked by another program"; break;
        case ErrorCode::InvalidData: message = std::string("the project's database is damaged: ") + exception.what(); break;
        case ErrorCode::Io: message = std::string("the project's database cannot be read or written: ") + exception.what(); break;
        default: message = exception.what();
    }
    return Error(code, message).withHint(hintOf(code)).at(m_path);
}

Status Database::transaction(const std::function<Status()>& work, bool durable) {
    if (m_inTransaction) return guarded(work);
    RETURN_IF_ERROR(requireWritable());
    // Which it is counts when it is committed, and may not be changed inside.
    RETURN_IF_ERROR(execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL"));
    RETURN_IF_ERROR(execute("BEGIN IMMEDIATE"));
    m_inTransaction = true;
    Status done = guarded(work);
    if (done) done = execute("COMMIT");
    m_inTransaction = false;
    // A full disk or a failing one may have rolled back already.
    if (!done && sqlite3_get_autocommit(m_connection.getHandle()) == 0) {
        if (auto rolledBack = execute("ROLLBACK"); !rolledBack) return rolledBack;
    }
    return done;
}

Status Database::execute(const std::string& sql) {
    return guarded([&]() -> Status {
        m_connection.exec(sql);
        return {};
    });
}

Result<std::int64_t> Database::number(const std::string& sql) {
    return guarded([&]() -> Result<std::int64_t> {
        SQLite::Statement statement(m_connection, sql);
        return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
    });
}

Result<std::string> Database::text(const std::string& sql) {
    return guarded([&]() -> Result<std::string> {
        SQLite::Statement statement(m_connection, sql);
        return statement.executeStep() ? statement.getColumn(0).getString() : std::string();
    });
}

Query::Query(Database& database, const std::string& sql, Prepared) : m_database(database), m_sql(sql) {
    auto& kept = database.m_statements[sql];
    if (kept.empty()) {
        m_statement = std::make_unique<SQLite::Statement>(database.m_connection, sql);
        return;
    }
    m_statement = std::move(kept.back());
    kept.pop_back();
}

std::optional<double> Query::maybeReal(int column) const {
    if (isNull(column)) return std::nullopt;
    return m_statement->getColumn(column).isText() ? std::numeric_limits<double>::quiet_NaN() : real(column);
}

Query::~Query() {
    m_statement->tryReset();
    try {
        m_statement->clearBindings();
    } catch (const SQLite::Exception&) {
        return;   // it is prepared anew the next time
    }
    m_database.m_statements[m_sql].push_back(std::move(m_statement));
}

}  // namespace luthier::store
