// SPDX-License-Identifier: Apache-2.0
// The rows of a run: read, split, checked, tokenised, and frozen in the run folder, so that a resume sees the same tokens whatever happens to the files.
// Thread: one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/batching/token_store.h"
#include "core/data/reader.h"
#include "core/recipe/run_config.h"
#include "core/text/encode_row.h"

namespace luthier {

// Rows that are used, in the order of their data sets.
struct RowsOfFile { DataFile file; std::vector<Example> rows; };

struct TrainingRows {
    std::vector<RowsOfFile> train;
    std::vector<Example> eval;
    std::vector<Refusal> refusals;           // every row that is not used, with its reason
};

// Reads the files of a config and sets the held-out part aside (by content, so that duplicates stay on one side). Errors: of a file as a whole.
Result<TrainingRows> readTrainingRows(const DataConfig& data, std::uint64_t seed, const WorkContext& context);

// data/train-0.jsonl, ..., data/eval.jsonl and data/data.json of a run folder; and the reverse. Errors: Io, DiskFull, InvalidData.
Status freezeRows(const std::string& folder, const TrainingRows& rows);
Result<TrainingRows> loadFrozenRows(const std::string& folder);

struct TrainingData {
    TokenStore train, eval;
    std::vector<std::string> rowIds;         // of train, in order
    std::vector<std::int64_t> rowsPerFile;
    std::vector<Refusal> refusals;           // of readTrainingRows and of the encoder
    std::int64_t numTruncated = 0;           // rows cut at max_length
    std::string hash;                        // SHA-256 over all tokens and weights
    // The rows of an epoch in the order they are met, mixed by weight.
    std::function<std::vector<std::int64_t>(std::int64_t epoch)> orderOf;
};

// Rows that the encoder refuses are taken out of `rows` and listed. Errors: InvalidData when nothing is left to train on (with the most frequent reasons).
Result<TrainingData> tokeniseRows(TrainingRows& rows, const RowEncoder& encoder, const EncodeOptions& options, std::uint64_t seed, const WorkContext& context);

}  // namespace luthier
