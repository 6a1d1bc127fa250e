// SPDX-License-Identifier: Apache-2.0
// The outer half of reading: a file as a stream of records, before any format looks at them.
// Thread: free functions. Memory: one record.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/data/reader.h"

namespace luthier {

// value is the row as JSON (a paragraph is a JSON text; a row of a table is an object of texts, see cells.h), or rule and reason say why there is none.
struct Record {
    std::int64_t number = 0;             // line (of a table: where the row begins), or element of an array, or row of a Parquet file
    std::optional<Json> value;
    std::string rule, reason;
    std::int64_t numReplacedUtf8 = 0;
};

// By the first bytes, the ending of the name (alone for tables of text), and options.format. Errors: NotFound, Io, InvalidData (empty; archives, UTF-16,
// binary: says what it is).
Result<Container> detectContainer(const std::string& path, const ReadOptions& options);

// Whether its values are all text.
bool isTable(Container container);

// Calls visit for each record (blank lines are no records) until it returns false. Columns are renamed by options.mapping.
Status forEachRecord(const std::string& path, Container container, const ReadOptions& options, const std::function<bool(Record)>& visit);

// One record that is JSON text: bad characters are repaired, columns renamed. What cannot be read is refused.
Record recordFromJson(std::int64_t number, std::string_view text, const ReadOptions& options);

// Errors: InvalidArgument unless mapping is an object of texts with distinct targets.
Status checkMapping(const Json& mapping);

}  // namespace luthier
