// SPDX-License-Identifier: Apache-2.0
#include "core/data/reader.h"

#include <map>
#include <utility>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/data/cells.h"
#include "core/data/container.h"
#include "core/data/formats/all_formats.h"
#include "core/data/row_layout.h"

namespace luthier {

namespace {

bool endsWith(const std::string& text, std::string_view ending) { return text.size() >= ending.size() && text.ends_with(ending); }

Refusal refusalOf(const Error& error, SourceLine source) {
    const bool isRole = endsWith(error.key, ".role") || endsWith(error.key, ".from");
    std::string reason = error.message;
    if (!error.hint.empty()) reason += " - " + error.hint;
    return {std::move(source), isRole ? "bad_role" : "wrong_shape", std::move(reason)};
}

Status readDetected(const std::string& path, const ReadOptions& options, const Detection& detection, const std::function<bool(Example)>& onRow,
                    const std::function<bool(Refusal)>& onRefusal, const WorkContext& context) {
    const Format& format = *findFormat(detection.format);
    std::int64_t numRows = 0, numRecords = 0;
    Status cancelled;
    RETURN_IF_ERROR(forEachRecord(path, detection.container, options, [&](Record record) {
        if (options.maxRows >= 0 && numRows >= options.maxRows) return false;
        if (++numRecords % 256 == 0) {
            context.progress({"reading rows", numRecords, 0, "rows"});
            cancelled = context.checkpoint();
            if (!cancelled) return false;
        }
        SourceLine source{path, record.number};
        if (!record.value) return onRefusal({std::move(source), std::move(record.rule), std::move(record.reason)});
        if (isTable(detection.container)) record.value = rowFromCells(*record.value, format.info());
        auto example = format.read(*record.value);
        if (!example) return onRefusal(refusalOf(example.error(), std::move(source)));
        if (example->id.empty()) example->id = std::to_string(options.fileIndex) + ":" + std::to_string(record.number);
        example->source = std::move(source);
        example->numReplacedUtf8 = record.numReplacedUtf8;
        ++numRows;
        return onRow(std::move(*example));
    }));
    return cancelled;
}

}  // namespace

Status readRows(const std::string& path, const ReadOptions& options, const std::function<bool(Example)>& onRow, const std::function<bool(Refusal)>& onRefusal,
                const WorkContext& context) {
    ASSIGN_OR_RETURN(const Detection detection, detectFormat(path, options));
    return readDetected(path, options, detection, onRow, onRefusal, context);
}

Result<Example> readRow(const Json& row) {
    for (const Format* format : allFormats())
        if (row.is_object() && format->matches(row)) return format->read(row);
    return fail(
        Error(ErrorCode::InvalidData, "no format knows this row").withHint("A row has for example \"messages\", \"prompt\" and \"completion\", or \"text\"."));
}

Result<RowSet> readAllRows(const std::string& path, const ReadOptions& options, const WorkContext& context) {
    RowSet set;
    ASSIGN_OR_RETURN(set.detection, detectFormat(path, options));
    const auto keepRow = [&](Example example) { set.rows.push_back(std::move(example)); return true; };
    const auto keepRefusal = [&](Refusal refusal) { set.refusals.push_back(std::move(refusal)); return true; };
    RETURN_IF_ERROR(readDetected(path, options, set.detection, keepRow, keepRefusal, context));
    return set;
}

Result<WriteReport> writeRows(const std::string& path, const std::string& formatId, const std::vector<Example>& rows) {
    const Format* format = findFormat(formatId);
    if (!format) return fail(Error(ErrorCode::InvalidArgument, "the format \"" + excerpt(formatId, 40) + "\" is not known").withKey("format"));
    WriteReport report;
    std::map<std::string, std::int64_t> lost;
    RowLayout layout(path, format->info());
    std::vector<WrittenRow> written;
    std::vector<const SourceLine*> sources;
    for (const Example& example : rows) {
        auto row = format->write(example);
        if (!row) {
            report.refused.push_back({example.source, "cannot_be_written", row.error().message});
            continue;
        }
        layout.noteColumns(row->json);
        written.push_back(std::move(*row));
        sources.push_back(&example.source);
    }
    ASSIGN_OR_RETURN(std::string text, layout.before());
    for (std::size_t i = 0; i < written.size(); ++i) {
        const auto piece = layout.row(written[i].json, written[i].lost);
        if (!piece) {
            report.refused.push_back({*sources[i], "cannot_be_written", piece.error().message});
            continue;
        }
        text += *piece;
        ++report.numRows;
        for (const std::string& loss : written[i].lost) ++lost[loss];
    }
    ASSIGN_OR_RETURN(const std::string end, layout.after());
    text += end;
    report.lost.assign(lost.begin(), lost.end());
    RETURN_IF_ERROR(writeFileDurably(path, text));
    return report;
}

}  // namespace luthier
