// SPDX-License-Identifier: Apache-2.0
// Datasets::import: one thread reads the file and makes rows ready, this one writes them. A bounded queue lies between them.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <variant>

#include <sqlite3.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/posix_file.h"
#include "core/data/parquet.h"
#include "core/store/database.h"
#include "core/store/dataset_rows.h"
#include "core/store/datasets.h"
#include "core/store/example_rows.h"
#include "core/store/journal.h"
#include "core/store/stored_text.h"

namespace luthier::store {

namespace {

constexpr std::size_t maxBatchRows = 256;
constexpr std::size_t maxBatchBytes = std::size_t{1} << 20;
constexpr std::size_t maxQueuedBatches = 8;
// The commit comes on top.
constexpr double pieceSeconds = 0.010;
// So long the writing thread waits for the parsing one before it lets others in.
constexpr std::chrono::milliseconds maxWait{10};
// A checkpoint is a piece of its own, and small: SQLite's own come on top of a commit, and wait for four megabytes to reach the disk.
constexpr int pagesPerCheckpoint = 400, pagesPerUsualCheckpoint = 1000;

using Item = std::variant<PreparedRow, Refusal>;
using Batch = std::vector<Item>;

// What the parsing thread hands over. Thread: push by one, pop by another.
class BatchQueue {
public:
    // False when nobody takes any more.
    bool push(Batch batch) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_batches.size() < maxQueuedBatches || m_closed; });
        if (m_closed) return false;
        m_batches.push_back(std::move(batch));
        m_changed.notify_all();
        return true;
    }
    void finish(Status status) {
        const std::lock_guard lock(m_mutex);
        m_result = std::move(status);
        m_changed.notify_all();
    }
    // Nothing when none has come in time, or at the end.
    std::optional<Batch> pop(std::chrono::milliseconds patience) {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, patience, [&] { return !m_batches.empty() || m_result; });
        if (m_batches.empty()) return std::nullopt;
        Batch batch = std::move(m_batches.front());
        m_batches.pop_front();
        m_changed.notify_all();
        return batch;
    }
    bool isAtEnd() {
        const std::lock_guard lock(m_mutex);
        return m_batches.empty() && m_result;
    }
    void close() {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }
    Status result() {
        const std::lock_guard lock(m_mutex);
        return m_result.value_or(Status());
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Batch> m_batches;
    std::optional<Status> m_result;
    bool m_closed = false;
};

std::size_t bytesOf(const Item& item) {
    const auto* row = std::get_if<PreparedRow>(&item);
    return row ? row->body.size() : 100;
}

// Lines of a file, so that progress has an end to reach; 0 when it cannot be told.
std::int64_t countLines(const std::string& path) {
    auto file = PosixFile::openForReading(path);
    if (!file) return 0;
    std::string block(std::size_t{1} << 18, '\0');
    std::int64_t lines = 0;
    while (true) {
        const auto got = file->read(block.data(), block.size());
        if (!got || *got == 0) return lines;
        lines += std::count(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(*got), '\n');
    }
}

// The parsing thread; ends when the queue is closed or the file is.
class ParsingThread {
public:
    ParsingThread(const std::string& path, const ReadOptions& options, const Detection& detection) {
        m_thread = std::thread([this, path, options, container = detection.container] {
            m_total = container == Container::JsonLines ? countLines(path) : container == Container::Parquet ? numParquetRows(path) : 0;
            m_queue.finish(read(path, options));
        });
    }
    ~ParsingThread() {
        m_cancellation.request();
        m_queue.close();
        m_thread.join();
    }
    std::optional<Batch> next(std::chrono::milliseconds patience) { return m_queue.pop(patience); }
    bool isAtEnd() { return m_queue.isAtEnd(); }
    Status result() { return m_queue.result(); }
    std::int64_t total() const { return m_total; }

private:
    Status read(const std::string& path, const ReadOptions& options) {
        try {
            WorkContext context;
            context.cancellation = &m_cancellation;
            RETURN_IF_ERROR(readRows(path, options, [&](const Example& example) { return take(preparedRow(example)); },
                                     [&](Refusal refusal) { return take(std::move(refusal)); }, context));
            if (!m_batch.empty()) m_queue.push(std::move(m_batch));
            return {};
        } catch (const std::bad_alloc&) {
            return fail(Error(ErrorCode::OutOfMemory, "there is not enough memory for a row of this file").at(path));
        }
    }
    bool take(Item item) {
        m_numBytes += bytesOf(item);
        m_batch.push_back(std::move(item));
        if (m_batch.size() < maxBatchRows && m_numBytes < maxBatchBytes) return true;
        m_numBytes = 0;
        return m_queue.push(std::exchange(m_batch, {}));
    }

    BatchQueue m_queue;
    Cancellation m_cancellation;
    std::atomic<std::int64_t> m_total{0};
    Batch m_batch;
    std::size_t m_numBytes = 0;
    std::thread m_thread;
};

// Instead of SQLite's, while it lives. On the connection that writes, as all checkpoints (database.h).
class CheckpointsByHand {
public:
    explicit CheckpointsByHand(Database& database) : m_database(database) {
        sqlite3_wal_hook(handle(), [](void* self, sqlite3*, const char*, int numPages) {
            static_cast<CheckpointsByHand*>(self)->m_numPages = numPages;
            return SQLITE_OK;
        }, this);
    }
    ~CheckpointsByHand() { sqlite3_wal_autocheckpoint(handle(), pagesPerUsualCheckpoint); }
    CheckpointsByHand(const CheckpointsByHand&) = delete;
    CheckpointsByHand& operator=(const CheckpointsByHand&) = delete;
    // True when it did one.
    Result<bool> step() {
        if (m_numPages < pagesPerCheckpoint) return false;
        m_numPages = 0;
        RETURN_IF_ERROR(m_database.execute("PRAGMA wal_checkpoint(PASSIVE)"));
        return true;
    }

private:
    sqlite3* handle() { return m_database.connection().getHandle(); }
    Database& m_database;
    int m_numPages = 0;
};

// Writes what comes, in short transactions.
class ImportWriter {
public:
    ImportWriter(Database& database, std::int64_t dataset) : m_database(database), m_dataset(dataset), m_appender(database, dataset) {}

    Status writeAll(ParsingThread& parser, const WorkContext& context, const std::function<void()>& between) {
        CheckpointsByHand checkpoints(m_database);
        std::optional<Batch> batch;
        std::size_t at = 0;
        while (true) {
            RETURN_IF_ERROR(context.checkpoint());
            if (!batch) {
                batch = parser.next(maxWait);
                at = 0;
            }
            if (!batch) {
                if (parser.isAtEnd()) return parser.result();
                if (between) between();
                continue;
            }
            RETURN_IF_ERROR(m_database.transaction([&]() -> Status {
                m_appender.begin();
                writePiece(parser, batch, at);
                m_appender.flush();
                return {};
            }, false));
            const std::int64_t numDone = report.numRows + report.numRefused;
            context.progress({"importing rows", numDone, parser.total() == 0 ? 0 : std::max(numDone, parser.total()), "rows"});
            if (between) between();
            ASSIGN_OR_RETURN(const bool isCheckpointed, checkpoints.step());
            if (isCheckpointed && between) between();
        }
    }

    ImportReport report;
    std::string kind;

private:
    void writePiece(ParsingThread& parser, std::optional<Batch>& batch, std::size_t& at) {
        const double end = monotonicSeconds() + pieceSeconds;
        while (batch) {
            for (; at < batch->size(); ++at) {
                if (at % 8 == 0 && monotonicSeconds() > end) return;
                write((*batch)[at]);
            }
            // What has to be waited for is for the next piece: nobody else can write while this one is open.
            batch = parser.next(std::chrono::milliseconds(0));
            at = 0;
        }
    }

    void write(Item& item) {
        if (auto* row = std::get_if<PreparedRow>(&item)) {
            if (report.numRows == 0) kind = rowKindName(row->kind);
            m_appender.add(std::move(*row));
            ++report.numRows;
            return;
        }
        const Refusal& refusal = std::get<Refusal>(item);
        static const std::string insert = "INSERT INTO refusals (dataset, line, rule, reason) VALUES (?, ?, ?, ?)";
        Query(m_database, insert, m_dataset, refusal.source.line, refusal.rule, storedText(refusal.reason)).run();
        ++report.numRefused;
    }

    Database& m_database;
    std::int64_t m_dataset;
    RowAppender m_appender;
};

// Hidden until the import is whole.
Result<std::int64_t> addHiddenDataset(Database& database, const ImportRequest& request, const std::string& name, const std::string& format) {
    std::int64_t id = 0;
    RETURN_IF_ERROR(database.transaction([&]() -> Status {
        Query(database, "INSERT INTO datasets (name, kind, format, source, notes, mapping, created_at, removed) VALUES (?, '', ?, ?, '', ?, ?, 1)",
              name, format, storedText(request.path), dumpJson(request.read.mapping), utcNow()).run();
        id = database.lastInsertId();
        return {};
    }));
    return id;
}

std::string importTitle(std::int64_t numRows, const std::string& name) {
    return "Import " + std::to_string(numRows) + (numRows == 1 ? " row" : " rows") + " into " + shownName(name);
}

}  // namespace

Result<ImportReport> Datasets::import(const ImportRequest& request, const WorkContext& context, const std::function<void()>& between) {
    RETURN_IF_ERROR(m_database.requireWritable());
    if (m_importing != 0) return fail(Error(ErrorCode::Busy, "another import is at work").withHint("wait until it has ended, or cancel it"));
    ASSIGN_OR_RETURN(const Detection detection, detectFormat(request.path, request.read));
    ReadOptions options = request.read;
    options.format = detection.format;
    const std::string name = storedText(request.name.empty() ? fileName(request.path) : request.name);
    ASSIGN_OR_RETURN(const std::int64_t id, addHiddenDataset(m_database, request, name, detection.format));
    m_importing = id;
    ImportWriter writer(m_database, id);
    writer.report.dataset = id;
    Status done;
    {
        ParsingThread parser(request.path, options, detection);
        done = writer.writeAll(parser, context, between);
    }
    if (done && writer.report.numRows == 0)
        done = fail(Error(ErrorCode::InvalidData, "no row of this file could be used")
                        .withHint("look at the format and the columns that were chosen").at(request.path));
    if (done) {
        done = m_database.transaction([&]() -> Status {
            Query(m_database, "UPDATE datasets SET kind = ? WHERE id = ?", writer.kind, id).run();
            return {};
        });
    }
    if (done) {
        done = m_journal.perform(importTitle(writer.report.numRows, name), [&]() -> Status {
            Query(m_database, "UPDATE datasets SET removed = 0 WHERE id = ?", id).run();
            return {};
        });
    }
    m_importing = 0;
    if (done) return writer.report;
    // What a full disk does not let us take out now is taken out by tidy later; it is hidden in any case.
    if (auto deleted = deleteDataset(m_database, id); !deleted && done.error().code == ErrorCode::Cancelled) return fail(std::move(deleted.error()));
    return fail(std::move(done.error()));
}

}  // namespace luthier::store
