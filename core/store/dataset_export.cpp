// SPDX-License-Identifier: Apache-2.0
// Data sets as files: exports in any format, and the frozen rows of a run. Both stream, and what they write is the data set of one moment.
#include <map>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/data/formats/all_formats.h"
#include "core/data/row_layout.h"
#include "core/store/database.h"
#include "core/store/dataset_rows.h"
#include "core/store/datasets.h"
#include "core/store/example_rows.h"
#include "core/store/streamed_file.h"

namespace luthier::store {

namespace {

// Says how far it is and asks whether to go on, every so many rows.
class RowTicks {
public:
    RowTicks(const WorkContext& context, std::string phase, std::int64_t total) : m_context(context), m_phase(std::move(phase)), m_total(total) {}
    Status tick() {
        if (++m_numDone % 256 != 0) return {};
        m_context.progress({m_phase, m_numDone, std::max(m_numDone, m_total), "rows"});
        return m_context.checkpoint();
    }

private:
    const WorkContext& m_context;
    std::string m_phase;
    std::int64_t m_total, m_numDone = 0;
};

// A row as it is in the project; one that cannot be read any more is an error, because a data set is never silently smaller.
Result<Example> exampleOf(const StoredRow& row) {
    auto example = exampleFromBody(row.body);
    if (!example) {
        example.error().message = "row " + std::to_string(row.id) + " is damaged: " + example.error().message;
        return example;
    }
    example->tags = row.tags;
    return example;
}

Status checkFree(const std::string& path, bool keeps) {
    if (isFolder(path)) return fail(Error(ErrorCode::InvalidArgument, "this is a folder").withHint("name a file in it").at(path));
    if (!keeps || !pathExists(path)) return {};
    return fail(Error(ErrorCode::AlreadyExists, "there is a file of this name").withHint("replace it, or choose another name").at(path));
}

}  // namespace

Result<WriteReport> Datasets::exportTo(std::int64_t id, const std::string& path, const std::string& formatId, const WorkContext& context, Existing existing) {
    RETURN_IF_ERROR(checkFree(path, existing == Existing::Keep));
    const Format* format = findFormat(formatId);
    if (!format) return fail(Error(ErrorCode::InvalidArgument, "the format \"" + excerpt(formatId, 40) + "\" is not known").withKey("format"));
    ASSIGN_OR_RETURN(const Dataset dataset, get(id));
    ASSIGN_OR_RETURN(StreamedFile file, StreamedFile::begin(path));
    WriteReport report;
    std::map<std::string, std::int64_t> lost;
    RowLayout layout(path, format->info());
    // The beginning of a table names the columns of every row, so they are gone through once before.
    if (layout.needsColumns()) {
        RowTicks ticks(context, "collecting columns", dataset.numRows);
        const Status collected = forEachStoredRow(m_database, id, [&](StoredRow&& stored) -> Status {
            RETURN_IF_ERROR(ticks.tick());
            ASSIGN_OR_RETURN(const Example example, exampleOf(stored));
            if (const auto row = format->write(example)) layout.noteColumns(row->json);
            return {};
        });
        RETURN_IF_ERROR(collected);
    }
    RowTicks ticks(context, "writing rows", dataset.numRows);
    ASSIGN_OR_RETURN(const std::string beginning, layout.before());
    RETURN_IF_ERROR(file.write(beginning));
    const Status written = forEachStoredRow(m_database, id, [&](StoredRow&& stored) -> Status {
        RETURN_IF_ERROR(ticks.tick());
        ASSIGN_OR_RETURN(const Example example, exampleOf(stored));
        auto row = format->write(example);
        if (!row) {
            report.refused.push_back({example.source, "cannot_be_written", row.error().message});
            return {};
        }
        const auto text = layout.row(row->json, row->lost);
        if (!text) {
            report.refused.push_back({example.source, "cannot_be_written", text.error().message});
            return {};
        }
        for (const std::string& loss : row->lost) ++lost[loss];
        ++report.numRows;
        return file.write(*text);
    });
    RETURN_IF_ERROR(written);
    ASSIGN_OR_RETURN(const std::string end, layout.after());
    RETURN_IF_ERROR(file.write(end));
    report.lost.assign(lost.begin(), lost.end());
    ASSIGN_OR_RETURN(const std::string hash, file.finish());
    RETURN_IF_ERROR(checkFree(path, existing == Existing::Keep));   // also of one that has come meanwhile
    RETURN_IF_ERROR(file.publish(path));
    return report;
}

Result<Datasets::Snapshot> Datasets::snapshot(std::int64_t id, const WorkContext& context) {
    if (!m_database.isBesideWriter) RETURN_IF_ERROR(m_database.requireWritable());
    ASSIGN_OR_RETURN(const Dataset dataset, get(id));
    const std::string folder = parentFolder(m_database.path()) + "/snapshots";
    RETURN_IF_ERROR(makeFolders(folder));
    ASSIGN_OR_RETURN(StreamedFile file, StreamedFile::begin(folder + "/snapshot"));
    Snapshot snapshot;
    RowTicks ticks(context, "freezing rows", dataset.numRows);
    const Status written = forEachStoredRow(m_database, id, [&](StoredRow&& stored) -> Status {
        RETURN_IF_ERROR(ticks.tick());
        ++snapshot.numRows;
        // The body is the line already; only tags are kept elsewhere.
        if (!stored.tags.empty()) {
            ASSIGN_OR_RETURN(const Example example, exampleOf(stored));
            stored.body = dumpJson(exampleToJson(example));
        }
        stored.body += '\n';
        return file.write(stored.body);
    });
    RETURN_IF_ERROR(written);
    ASSIGN_OR_RETURN(snapshot.sha256, file.finish());
    snapshot.path = folder + "/" + snapshot.sha256 + ".jsonl";
    // The same rows are the same file: one that a run reads is not replaced under it.
    if (!pathExists(snapshot.path)) RETURN_IF_ERROR(file.publish(snapshot.path));
    return snapshot;
}

}  // namespace luthier::store
