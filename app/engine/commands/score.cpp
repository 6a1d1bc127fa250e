// SPDX-License-Identifier: Apache-2.0
// luthier-engine score --model DIR --adapter RM_DIR --data FILE: what a reward model gives to the answers of every row.
#include <memory>

#include "app/engine/command.h"
#include "app/engine/model_options.h"
#include "app/engine/row_batches.h"
#include "app/engine/row_json.h"
#include "core/adapters/own_parameters.h"
#include "core/generation/row_scores.h"

namespace luthier {

namespace {

struct Options : RowBatchOptions { std::string adapter; };

// {"score": 1.2}; where the head has names for several scores with "dimensions", and "vetoed" where one of them has lowered the total.
Json scoreToJson(const AnswerScore& score, const ScoreHeadInfo& info) {
    Json json{{"score", jsonNumber(score.total)}};
    if (info.isPlain()) return json;
    json["dimensions"] = Json::object();
    for (std::size_t d = 0; d < score.dimensions.size(); ++d) json["dimensions"][info.dimensions[d]] = jsonNumber(score.dimensions[d]);
    if (score.vetoed) json["vetoed"] = true;
    return json;
}

Status printScores(const RewardModel& rewardModel, std::span<const PendingRow> pending, CommandContext& context) {
    std::vector<EncodedRow> rows;
    for (const PendingRow& one : pending)
        for (const EncodedSequence& sequence : one.encoded.sequences) rows.push_back(sequence.row);
    ASSIGN_OR_RETURN(const auto scores, sequenceScores(rewardModel, rows));
    std::size_t next = 0;
    for (const PendingRow& one : pending) {
        Json json{{"row", one.row}};
        json.update(byPart(one.encoded, [&](std::size_t i) { return scoreToJson(scores[next + i], rewardModel.head->info); }));
        RETURN_IF_ERROR(context.printResult(json));
        next += one.encoded.sequences.size();
    }
    return {};
}

Result<RewardModel> chosen(const LoadedModel& loaded, const std::optional<ScoreHead>& own) {
    if (!loaded.adapters.empty()) return rewardModelOf(*loaded.model, *loaded.adapters.front().adapter);
    if (own) return RewardModel{loaded.model.get(), kNoAdapter, &*own};
    return fail(Error(ErrorCode::InvalidArgument, "the model is no reward model: it has no score head")
                    .withHint("give --adapter, or a model trained whole with the method \"reward\""));
}

// An answer needs no score to get one.
Status score(Options options, CommandContext& context) {
    ASSIGN_OR_RETURN(RowPlan plan, planRows(options.rows));
    plan.encode.samples = SampleKind::Scores;
    plan.encode.needsLabels = false;
    ASSIGN_OR_RETURN(const RowRange range, parseRowRange(options.range));
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(plan.modelFolder));
    const std::vector<std::string> adapters = options.adapter.empty() ? std::vector<std::string>() : std::vector<std::string>{options.adapter};
    ASSIGN_OR_RETURN(const LoadedModel loaded, loadModel({plan.modelFolder, adapters, options.precision, options.device}, context.work()));
    ASSIGN_OR_RETURN(const std::optional<ScoreHead> own, loadModelScoreHead(plan.modelFolder, *loaded.model));
    ASSIGN_OR_RETURN(const RewardModel rewardModel, chosen(loaded, own));
    if (loaded.device.fellBack()) context.note("computed on the processor: " + loaded.device.reason());
    RowBatches batches(options.microTokens, context, [&](std::span<const PendingRow> rows) { return printScores(rewardModel, rows, context); });
    RETURN_IF_ERROR(forEachRow(plan, encoder, range, context.work(), [&](const RowOutcome& outcome) { return batches.add(outcome); }));
    return batches.flush();
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    options->rows.method = "reward";
    addRowBatchOptions(app, *options);
    for (const char* const unused : {"--method", "--loss-on"}) app.remove_option(app.get_option(unused));   // rows are answers here, whatever they are for
    app.add_option("--adapter", options->adapter, "Adapter folder of the reward model; without it the model itself must be one");
    return [options](CommandContext& context) { return score(*options, context); };
}

}  // namespace

Command scoreCommand() { return {"score", "Print what a reward model gives to the answers of every row", configure}; }

}  // namespace luthier
