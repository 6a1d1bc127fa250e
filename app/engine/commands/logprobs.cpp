// SPDX-License-Identifier: Apache-2.0
// luthier-engine logprobs --model DIR [--adapter DIR] --data FILE --method sft: what the model thinks of every token of every row.
#include <memory>

#include "app/engine/command.h"
#include "app/engine/model_options.h"
#include "app/engine/row_batches.h"
#include "app/engine/row_json.h"
#include "core/generation/row_logps.h"

namespace luthier {

namespace {

struct Options : RowBatchOptions { std::vector<std::string> adapters; };

Status printLogps(const LoadedModel& loaded, std::span<const PendingRow> pending, CommandContext& context) {
    std::vector<std::vector<TokenId>> rows;
    for (const PendingRow& one : pending)
        for (const EncodedSequence& sequence : one.encoded.sequences) rows.push_back(sequence.row.ids);
    const AdapterSlot slot = loaded.adapters.empty() ? kNoAdapter : loaded.adapters.front().adapter->slot();
    ASSIGN_OR_RETURN(const auto logps, rowLogps(*loaded.model, slot, rows));
    std::size_t next = 0;
    for (const PendingRow& one : pending) {
        Json json{{"row", one.row}};
        json.update(logpsToJson(one.encoded, std::span(logps).subspan(next, one.encoded.sequences.size())));
        RETURN_IF_ERROR(context.printResult(json));
        next += one.encoded.sequences.size();
    }
    return {};
}

Status logprobs(const Options& options, CommandContext& context) {
    if (options.adapters.size() > 1) return fail(Error(ErrorCode::InvalidArgument, "give one adapter at most").withKey("--adapter"));
    ASSIGN_OR_RETURN(const RowPlan plan, planRows(options.rows));
    ASSIGN_OR_RETURN(const RowRange range, parseRowRange(options.range));
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(plan.modelFolder));
    ASSIGN_OR_RETURN(const LoadedModel loaded, loadModel({plan.modelFolder, options.adapters, options.precision, options.device}, context.work()));
    if (loaded.device.fellBack()) context.note("computed on the processor: " + loaded.device.reason());
    RowBatches batches(options.microTokens, context, [&](std::span<const PendingRow> rows) { return printLogps(loaded, rows, context); });
    RETURN_IF_ERROR(forEachRow(plan, encoder, range, context.work(), [&](const RowOutcome& outcome) { return batches.add(outcome); }));
    return batches.flush();
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    addRowBatchOptions(app, *options);
    app.add_option("--adapter", options->adapters, "Adapter folder; without it the base answers")->allow_extra_args(false);
    return [options](CommandContext& context) { return logprobs(*options, context); };
}

}  // namespace

Command logprobsCommand() { return {"logprobs", "Print the log-probability of every token of every row", configure}; }

}  // namespace luthier
