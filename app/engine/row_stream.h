// SPDX-License-Identifier: Apache-2.0
// The rows that `tokenize` and `check` look at, one by one, as training would use them: read, capped, encoded. Memory stays at one row. Thread: one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/base/progress.h"
#include "core/data/load.h"
#include "core/text/encode_example.h"

namespace luthier {

// RUN.json, or --model --data --method with the options of a row.
struct RowOptions {
    std::string runConfig;
    std::string model;
    std::vector<std::string> data;
    std::string method = "sft";
    std::int64_t maxLength = 1024;
    std::string format = "auto";
    std::string lossOn = "completion";
    std::string overflow = "truncate";
};
void addRowOptions(CLI::App& app, RowOptions& options);

struct RowFile { DataSource source; bool isEval = false; std::int64_t indexInList = 0; };
struct RowPlan {
    std::string modelFolder;
    std::vector<RowFile> files;
    EncodeOptions encode;
    std::uint64_t seed = 1;
};
// Errors: InvalidArgument (neither or both ways, unknown method), those of a config.
Result<RowPlan> planRows(const RowOptions& options);

// Errors: InvalidArgument for a pipe or a device: a file is read more than once (detection, caps), and a named pipe would block for ever. A path where there
// is nothing, or a folder, is told by whoever reads it.
Status requireRegularFile(const std::string& path);

// What became of one row of a file. Exactly one of refusal (the reader could not use it), capped, encoded.
struct RowOutcome {
    std::int64_t row = 0;                     // counts every row of every file from 0, in order
    const RowFile* file = nullptr;
    SourceLine source;
    std::string id;
    std::optional<Refusal> refusal;
    bool capped = false;                      // left out by max_rows
    std::optional<EncodedExample> encoded;
    bool used() const { return encoded && !encoded->refusal(); }
};

struct RowRange { std::int64_t begin = 0, end = INT64_MAX; };
// "A:B", "A:", ":B" or "A"; from 0, B is not in it. Errors: InvalidArgument.
Result<RowRange> parseRowRange(const std::string& text);

// Rows outside the range are read but not encoded and not visited. visit may fail, which ends it. Errors: of a file as a whole, of the tokenizer, Cancelled.
Status forEachRow(const RowPlan& plan, const RowEncoder& encoder, RowRange range, const WorkContext& context,
                  const std::function<Status(const RowOutcome&)>& visit);

}  // namespace luthier
