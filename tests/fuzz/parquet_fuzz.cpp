// SPDX-License-Identifier: Apache-2.0
// Any bytes as a Parquet file: rows, refusals or an error, and rows that can be written as Parquet again come back the same.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/data/parquet.h"
#include "tests/fuzz/file_input.h"

namespace {

using namespace luthier;

void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

// Whatever the order of their columns.
std::vector<nlohmann::json> rowsOf(const std::string& path, bool mustWork) {
    std::vector<nlohmann::json> rows;
    ReadOptions options;
    options.maxLineBytes = mustWork ? 1 << 20 : 4096;
    const Status done = forEachParquetRecord(path, options, [&](const Record& record) {
        require(record.number > 0 && (record.value || (!record.rule.empty() && !record.reason.empty())), "a refusal says why and where");
        if (record.value) rows.push_back(*record.value);
        return rows.size() < 2000;
    });
    require(done || !done.error().message.empty(), "an error says what happened");
    require(done || !mustWork, "what was written can be read");
    return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto rows = rowsOf(test::FileInput(data, size).path(), false);
    if (rows.empty()) return 0;
    ParquetRows writer;
    for (const auto& row : rows) writer.note(row);
    auto beginning = writer.begin();
    require(beginning.has_value(), "rows that were read have columns");
    std::string bytes = *beginning;
    for (const auto& row : rows) {
        const auto piece = writer.row(row);
        require(piece.has_value(), "a row that was read can be written");
        bytes += *piece;
    }
    const auto end = writer.end();
    require(end.has_value(), "a file that was begun can be ended");
    bytes += *end;
    const auto again = rowsOf(test::FileInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()).path(), true);
    require(again == rows, "rows come back the same");
    return 0;
}
