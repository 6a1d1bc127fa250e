// SPDX-License-Identifier: Apache-2.0
// Reading data sets: container (JSON array, JSON lines, CSV, TSV, Parquet, plain text) x format (messages, Alpaca, ...). Streams; memory stays at one row.
// No row is ever dropped silently: each is handed over as an Example, or as a Refusal with line, rule and reason.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/data/formats/all_formats.h"
#include "core/rows/example.h"

namespace luthier {

// rule: a stable id. "line_too_long", "invalid_json", "wrong_shape" (a column is missing or of another type), "bad_role", "mapping_conflict", and of tables
// "ragged_row" (not one cell for each column), "broken_quotes".
struct Refusal { SourceLine source; std::string rule; std::string reason; };

struct ReadOptions {
    std::string format = "auto";                    // id of a format, or "auto"
    Json mapping = Json::object();                  // {"column in the file": "column the format knows"}
    std::int64_t maxRows = -1;                      // -1 = all
    std::size_t maxLineBytes = std::size_t{64} << 20;   // of a line, an element of an array or a paragraph
    std::int64_t fileIndex = 0;                     // of this file among the files of a run; first part of generated row ids
};

// JsonArray: one array of rows, or objects one after the other that are spread over several lines. PlainText: paragraphs separated by blank lines.
// Csv, Tsv: tables with a header (core/data/table.h). Parquet: core/data/parquet.h.
enum class Container { JsonLines, JsonArray, PlainText, Csv, Tsv, Parquet };
std::string_view containerName(Container container);   // "json_lines", "json_array", "plain_text", "csv", "tsv", "parquet"
struct Detection {
    Container container = Container::JsonLines;
    std::string format;                             // id
    double confidence = 0;                          // share of the sampled rows that the format reads
    std::vector<std::pair<std::string, double>> others;   // further formats and their share, best first
    std::int64_t numSampled = 0;
};

// From up to 200 rows at the beginning. Errors: NotFound, Io, InvalidData (empty file; no format reads a row: says which columns there are and what is known).
Result<Detection> detectFormat(const std::string& path, const ReadOptions& options = {});

// Both callbacks return false to stop. Errors: of the file as a whole; a bad row is a Refusal.
Status readRows(const std::string& path, const ReadOptions& options, const std::function<bool(Example)>& onRow,
                const std::function<bool(Refusal)>& onRefusal, const WorkContext& context = {});

struct RowSet { std::vector<Example> rows; std::vector<Refusal> refusals; Detection detection; };
Result<RowSet> readAllRows(const std::string& path, const ReadOptions& options = {}, const WorkContext& context = {});

// One row that is JSON already, by the first format that knows it. Errors: InvalidData (no format does; what is wrong with it).
Result<Example> readRow(const Json& row);

// Writes rows in a format as JSON lines (or a JSON array when path ends in .json, a table when it ends in .csv, .tsv or .parquet; or paragraphs for plain_text
// when it ends in none of these nor in .jsonl).
// `lost` says per kind of loss how many rows it touched.
struct WriteReport { std::int64_t numRows = 0; std::vector<std::pair<std::string, std::int64_t>> lost; std::vector<Refusal> refused; };
Result<WriteReport> writeRows(const std::string& path, const std::string& format, const std::vector<Example>& rows);

}  // namespace luthier
