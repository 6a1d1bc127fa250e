// SPDX-License-Identifier: Apache-2.0
#include "core/training/training_data.h"

#include <algorithm>
#include <map>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/data/load.h"
#include "core/data/mix.h"
#include "core/data/snapshot.h"
#include "core/data/split.h"
#include "core/text/mismatched_answers.h"

namespace luthier {

namespace {

std::vector<DataSource> sourcesOf(const std::vector<DataFile>& files) {
    std::vector<DataSource> sources;
    for (const DataFile& file : files) sources.push_back({file.path, file.weight, file.maxRows.value_or(-1), file.format, file.mapping});
    return sources;
}

// Takes a share of all files' rows, by content; what stays is in `rows`.
void setAside(TrainingRows& rows, double evalFraction, std::uint64_t seed) {
    std::vector<Example> all;
    for (const RowsOfFile& file : rows.train) all.insert(all.end(), file.rows.begin(), file.rows.end());
    const Split split = splitByContent(all, evalFraction, seed);
    std::vector<bool> isEval(all.size(), false);
    for (const std::int64_t row : split.eval) isEval[static_cast<std::size_t>(row)] = true;
    std::size_t index = 0;
    for (RowsOfFile& file : rows.train) {
        std::vector<Example> kept;
        for (Example& example : file.rows) {
            std::vector<Example>& side = isEval[index++] ? rows.eval : kept;
            side.push_back(std::move(example));
        }
        file.rows = std::move(kept);
    }
}

std::string snapshotName(std::size_t file) { return "train-" + std::to_string(file) + ".jsonl"; }

// Encodes rows in place: those the encoder refuses leave the list and are told.
Status encodeRows(std::vector<Example>& rows, const RowEncoder& encoder, const EncodeOptions& options, TokenStore& store, TrainingData& data,
                  const WorkContext& context) {
    std::vector<Example> used;
    MismatchedAnswers mismatched(options.maxLength);
    std::int64_t done = 0;
    for (Example& example : rows) {
        RETURN_IF_ERROR(context.checkpoint());
        ASSIGN_OR_RETURN(EncodedExample encoded, encodeExample(encoder, example, options));
        if (const RowProblem* const refusal = encoded.refusal()) {
            data.refusals.push_back({example.source, refusal->rule, refusal->message});
        } else {
            data.numTruncated += encoded.numTruncated() > 0;
            used.push_back(std::move(example));
            if (!options.addsMismatched) store.add(encoded);
            else
                for (const EncodedExample& ready : mismatched.add(std::move(encoded))) store.add(ready);
        }
        if (++done % 64 == 0) context.progress({"tokenize", done, static_cast<std::int64_t>(rows.size()), "rows"});
    }
    for (const EncodedExample& left : mismatched.finish()) store.add(left);
    rows = std::move(used);
    return {};
}

// KTO's estimate needs a second prompt.
bool lacksMismatched(const TokenStore& store) {
    return store.numRows() > 0 && store.sequence(store.firstSequence(1) - 1).part != SegmentPart::Mismatched;
}

Error nothingLeft(const std::vector<Refusal>& refusals) {
    std::map<std::string, std::int64_t> counts;
    for (const Refusal& refusal : refusals) ++counts[refusal.rule];
    std::string reasons;
    for (const auto& [rule, count] : counts) reasons += (reasons.empty() ? "" : ", ") + rule + " (" + std::to_string(count) + ")";
    Error error(ErrorCode::InvalidData, "no row is left to train on" + (reasons.empty() ? std::string() : ": " + reasons));
    if (!refusals.empty()) {
        error.file = refusals.front().source.file;
        error.line = refusals.front().source.line;
    }
    return std::move(error).withHint(refusals.empty() ? "Give a file with rows, or a smaller held-out share."
                                                      : "The first one says: " + refusals.front().reason + " - `check` lists them all.");
}

std::string hashOf(const TokenStore& store) {
    Sha256 hash;
    for (std::int64_t sequence = 0; sequence < store.numSequences(); ++sequence) {
        const Sample sample = store.sequence(sequence);
        hash.update((sample.index == 0 ? "row " : "with ") + std::to_string(sample.ids.size()) + "\n");
        hash.update(sample.ids.data(), sample.ids.size_bytes());
        hash.update(sample.weights.data(), sample.weights.size_bytes());
    }
    return hash.hex();
}

}  // namespace

Result<TrainingRows> readTrainingRows(const DataConfig& config, std::uint64_t seed, const WorkContext& context) {
    TrainingRows rows;
    ASSIGN_OR_RETURN(std::vector<LoadedSource> loaded, loadSources(sourcesOf(config.train), seed, context));
    for (std::size_t i = 0; i < loaded.size(); ++i) {
        rows.refusals.insert(rows.refusals.end(), loaded[i].refusals.begin(), loaded[i].refusals.end());
        rows.train.push_back({config.train[i], std::move(loaded[i].rows)});
    }
    if (config.eval.empty()) {
        setAside(rows, config.evalFraction, seed);
        return rows;
    }
    ASSIGN_OR_RETURN(std::vector<LoadedSource> held, loadSources(sourcesOf(config.eval), seed, context));
    for (LoadedSource& source : held) {
        rows.refusals.insert(rows.refusals.end(), source.refusals.begin(), source.refusals.end());
        rows.eval.insert(rows.eval.end(), std::make_move_iterator(source.rows.begin()), std::make_move_iterator(source.rows.end()));
    }
    return rows;
}

Status freezeRows(const std::string& folder, const TrainingRows& rows) {
    RETURN_IF_ERROR(makeFolders(folder));
    Json files = Json::array();
    for (std::size_t i = 0; i < rows.train.size(); ++i) {
        ASSIGN_OR_RETURN(const Snapshot snapshot, writeSnapshot(folder + "/" + snapshotName(i), rows.train[i].rows));
        files.push_back({{"file", snapshotName(i)},
                         {"rows", snapshot.numRows},
                         {"sha256", snapshot.sha256},
                         {"weight", rows.train[i].file.weight},
                         {"path", rows.train[i].file.path}});
    }
    ASSIGN_OR_RETURN(const Snapshot held, writeSnapshot(folder + "/eval.jsonl", rows.eval));
    const Json json = {{"train", files}, {"eval", {{"file", "eval.jsonl"}, {"rows", held.numRows}, {"sha256", held.sha256}}}};
    return writeFileDurably(folder + "/data.json", dumpJsonPretty(json));
}

Result<TrainingRows> loadFrozenRows(const std::string& folder) {
    const std::string path = folder + "/data.json";
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path));
    const auto damaged = [&] {
        return fail(Error(ErrorCode::InvalidData, "the list of the run's frozen data is damaged")
                        .withHint("The run cannot be resumed without it; start a new run.")
                        .at(path));
    };
    if (!json.is_object() || !json.contains("train") || !json["train"].is_array() || !json.contains("eval")) return damaged();
    TrainingRows rows;
    const auto read = [&](const Json& entry) -> Result<std::vector<Example>> {
        if (!entry.is_object() || !entry.contains("file") || !entry["file"].is_string() || !entry.contains("sha256") || !entry["sha256"].is_string())
            return damaged();
        ASSIGN_OR_RETURN(const std::string file, safeJoin(folder, entry["file"].get<std::string>()));
        return readSnapshot(file, entry["sha256"].get<std::string>());
    };
    for (const Json& entry : json["train"]) {
        ASSIGN_OR_RETURN(std::vector<Example> examples, read(entry));
        DataFile file;
        file.path = entry.value("path", std::string());
        file.weight = entry.value("weight", 1.0);
        rows.train.push_back({std::move(file), std::move(examples)});
    }
    ASSIGN_OR_RETURN(rows.eval, read(json["eval"]));
    return rows;
}

Result<TrainingData> tokeniseRows(TrainingRows& rows, const RowEncoder& encoder, const EncodeOptions& options, std::uint64_t seed, const WorkContext& context) {
    TrainingData data;
    data.refusals = rows.refusals;
    std::vector<MixInput> inputs;
    std::vector<std::int64_t> starts;
    for (RowsOfFile& file : rows.train) {
        starts.push_back(data.train.numRows());
        RETURN_IF_ERROR(encodeRows(file.rows, encoder, options, data.train, data, context));
        for (const Example& example : file.rows) data.rowIds.push_back(example.id);
        data.rowsPerFile.push_back(static_cast<std::int64_t>(file.rows.size()));
        inputs.push_back({static_cast<std::int64_t>(file.rows.size()), file.file.weight, -1});
    }
    RETURN_IF_ERROR(encodeRows(rows.eval, encoder, options, data.eval, data, context));
    if (data.train.numRows() == 0) return fail(nothingLeft(data.refusals));
    if (options.addsMismatched && lacksMismatched(data.train))
        return fail(Error(ErrorCode::InvalidData, "all rows have the same prompt, but this method estimates its distance to the reference on prompts with "
                                                  "answers to other prompts")
                        .withHint("add rows with other prompts, or choose a loss without that estimate"));
    RETURN_IF_ERROR(mixEpoch(inputs, seed, 0));   // so that a weight that cannot be used is told here
    data.orderOf = [inputs, starts, seed](std::int64_t epoch) {
        std::vector<std::int64_t> order;
        const Result<std::vector<MixedRow>> mixed = mixEpoch(inputs, seed, epoch);
        for (const MixedRow& row : mixed.value()) order.push_back(starts[static_cast<std::size_t>(row.dataset)] + row.row);
        return order;
    };
    data.hash = sha256Hex(hashOf(data.train) + hashOf(data.eval));
    return data;
}

}  // namespace luthier
