// SPDX-License-Identifier: Apache-2.0
// Parquet files (the crate `parquet` behind luthier_rust.h): rows in and out, each as the JSON object that a line of a .jsonl file would be.
// Thread: one at a time. Memory: reading, a page of each column; writing, a row group.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "core/data/container.h"

namespace luthier {

// forEachRecord of container.h for Parquet; a record's number is that of the row, from 1. Times are ISO 8601 text, bytes that are no text "base64:...". What
// is null in a row or an object is not there; in a list it is null. Rules of refusals: those of JSON lines. Errors: InvalidData: cut off, damaged, encrypted,
// packed in a way that is not read, no columns, two columns of one name.
Status forEachParquetRecord(const std::string& path, const ReadOptions& options, const std::function<bool(Record)>& visit);

// How many rows the file says it has; 0 where it cannot be told.
std::int64_t numParquetRows(const std::string& path);

// Rows as the bytes of a file. Requires: every row was shown to note() before begin().
class ParquetRows {
public:
    ParquetRows();
    ~ParquetRows();
    ParquetRows(const ParquetRows&) = delete;

    // An object. One that cannot be a row is refused by row().
    void note(const Json& row);
    // A column that no row may have.
    void noteColumn(const std::string& name) { note(Json{{name, nullptr}}); }

    // The pieces of the file in order, of a row most often none.
    Result<std::string> begin();
    // Errors: InvalidArgument: this row cannot be written; nothing is changed.
    Result<std::string> row(const Json& row);
    Result<std::string> end();

    // Whether something in this row is of no one type among all rows, so that its column holds JSON text (which reads back the same). After begin().
    bool hasJsonText(const Json& row) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
    std::set<std::string> m_keptAsText;
};

}  // namespace luthier
