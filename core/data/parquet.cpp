// SPDX-License-Identifier: Apache-2.0
#include "core/data/parquet.h"

#include <utility>

#include "core/base/posix_file.h"
#include "core/text/rust_bridge.h"

namespace luthier {

namespace {

struct RowsOwner {
    LuthierParquetRows rows{};
    RowsOwner() = default;
    RowsOwner(const RowsOwner&) = delete;
    ~RowsOwner() { luthier_parquet_rows_free(rows); }
};

Error unreadable(LuthierError error, const std::string& path, std::int64_t row) {
    return rust::take(error, ErrorCode::InvalidData)
        .withHint("write the data set again as Parquet (snappy, gzip, lz4 or zstd, not encrypted), or as JSON lines")
        .at(path, row);
}

Record recordOf(std::int64_t number, std::string_view text, const ReadOptions& options) {
    if (text.empty())
        return {number, std::nullopt, "line_too_long", "this row is longer than " + std::to_string(options.maxLineBytes) + " bytes", 0};
    return recordFromJson(number, text, options);
}

// A C function that hands back bytes.
template <typename Call>
Result<std::string> bytesOf(Call call, ErrorCode code) {
    LuthierBytes bytes{};
    LuthierError error{};
    if (!call(&bytes, &error)) return fail(rust::take(error, code));
    return rust::take(bytes);
}

}  // namespace

Status forEachParquetRecord(const std::string& path, const ReadOptions& options, const std::function<bool(Record)>& visit) {
    ASSIGN_OR_RETURN(const PosixFile file, PosixFile::openForReading(path));
    LuthierParquet* opened = nullptr;
    LuthierError error{};
    if (!luthier_parquet_open(file.descriptor(), options.maxLineBytes, &opened, &error)) return fail(unreadable(error, path, 0));
    const std::unique_ptr<LuthierParquet, rust::Freed<luthier_parquet_free>> parquet(opened);
    for (std::int64_t number = 1;;) {
        RowsOwner batch;
        if (!luthier_parquet_next(parquet.get(), &batch.rows, &error)) return fail(unreadable(error, path, number));
        if (batch.rows.num_rows == 0) return {};
        std::size_t begin = 0;
        for (std::size_t i = 0; i < batch.rows.num_rows; ++i, ++number) {
            const std::size_t end = batch.rows.ends[i];
            if (!visit(recordOf(number, {batch.rows.text.data + begin, end - begin}, options))) return {};
            begin = end;
        }
    }
}

std::int64_t numParquetRows(const std::string& path) {
    const auto file = PosixFile::openForReading(path);
    LuthierParquet* opened = nullptr;
    LuthierError error{};
    if (!file) return 0;
    if (!luthier_parquet_open(file->descriptor(), 0, &opened, &error)) {
        luthier_error_free(error);
        return 0;
    }
    const std::unique_ptr<LuthierParquet, rust::Freed<luthier_parquet_free>> parquet(opened);
    return luthier_parquet_num_rows(parquet.get());
}

struct ParquetRows::State {
    std::unique_ptr<LuthierParquetColumns, rust::Freed<luthier_parquet_columns_free>> columns;
    std::unique_ptr<LuthierParquetWriter, rust::Freed<luthier_parquet_writer_free>> writer;
};

ParquetRows::ParquetRows() : m_state(std::make_unique<State>()) {
    LuthierParquetColumns* columns = nullptr;
    LuthierError error{};
    if (luthier_parquet_columns_new(&columns, &error)) m_state->columns.reset(columns);
    else luthier_error_free(error);
}

ParquetRows::~ParquetRows() = default;

void ParquetRows::note(const Json& row) {
    LuthierError error{};
    if (m_state->columns && !luthier_parquet_columns_note(m_state->columns.get(), rust::view(dumpJson(row)), &error)) luthier_error_free(error);
}

Result<std::string> ParquetRows::begin() {
    if (!m_state->columns) return fail(ErrorCode::Internal, "no memory for the columns of a Parquet file");
    const auto names = [&](LuthierBytes* out, LuthierError* error) { return luthier_parquet_columns_kept_as_text(m_state->columns.get(), out, error); };
    ASSIGN_OR_RETURN(const std::string list, bytesOf(names, ErrorCode::InvalidArgument));
    ASSIGN_OR_RETURN(const Json kept, parseJson(list));
    for (const Json& name : kept) m_keptAsText.insert(name.get<std::string>());
    LuthierParquetWriter* writer = nullptr;
    LuthierError error{};
    if (!luthier_parquet_writer_new(m_state->columns.get(), &writer, &error)) return fail(rust::take(error, ErrorCode::InvalidArgument));
    m_state->writer.reset(writer);
    return std::string();
}

Result<std::string> ParquetRows::row(const Json& row) {
    const std::string text = dumpJson(row);
    const auto add = [&](LuthierBytes* out, LuthierError* error) { return luthier_parquet_writer_add(m_state->writer.get(), rust::view(text), out, error); };
    return bytesOf(add, ErrorCode::InvalidArgument);
}

Result<std::string> ParquetRows::end() {
    const auto finish = [&](LuthierBytes* out, LuthierError* error) { return luthier_parquet_writer_finish(m_state->writer.get(), out, error); };
    return bytesOf(finish, ErrorCode::Internal);
}

bool ParquetRows::hasJsonText(const Json& row) const {
    if (m_keptAsText.empty()) return false;
    for (const auto& [name, value] : row.items())
        if (!value.is_null() && m_keptAsText.contains(name)) return true;
    return false;
}

}  // namespace luthier
