// SPDX-License-Identifier: Apache-2.0
// luthier-engine logprobs --model DIR [--adapter DIR] --data FILE --method sft: what the model thinks of every token of every row.
#include <memory>

#include "app/engine/command.h"
#include "app/engine/model_options.h"
#include "app/engine/row_json.h"
#include "app/engine/row_stream.h"
#include "core/generation/row_logps.h"

namespace luthier {

namespace {

struct Options {
    RowOptions rows;
    std::vector<std::string> adapters;
    std::string precision = "auto", device = "auto";
    std::string range;
    std::int64_t microTokens = 4096;
};

struct PendingRow { std::int64_t row = 0; EncodedRow encoded; };

Json resultOf(const PendingRow& pending, const std::vector<float>& logps) {
    Json json{{"row", pending.row}};
    json.update(logpsToJson(pending.encoded, logps));
    return json;
}

// A row that cannot be used has its reasons in place of numbers.
Json refusalOf(const RowOutcome& outcome) {
    Json problems = Json::array();
    if (outcome.refusal) problems.push_back({{"rule", outcome.refusal->rule}, {"message", outcome.refusal->reason}});
    if (outcome.capped) problems.push_back({{"rule", "max_rows"}, {"message", "left out by max_rows"}});
    if (outcome.encoded)
        for (const RowProblem& problem : outcome.encoded->problems)
            if (problem.refuses) problems.push_back({{"rule", problem.rule}, {"message", problem.message}});
    return {{"row", outcome.row}, {"file", outcome.source.file}, {"line", outcome.source.line}, {"refused", std::move(problems)}};
}

// Collects rows until a flat batch is full, then prints their numbers in order.
class LogpBatches {
public:
    LogpBatches(const LoadedModel& loaded, std::int64_t microTokens, CommandContext& context)
        : m_model(*loaded.model),
          m_slot(loaded.adapters.empty() ? kNoAdapter : loaded.adapters.front().adapter->slot()),
          m_microTokens(microTokens),
          m_context(context) {}

    Status add(const RowOutcome& outcome) {
        if (!outcome.used()) {
            RETURN_IF_ERROR(flush());
            return m_context.printResult(refusalOf(outcome));
        }
        const auto length = static_cast<std::int64_t>(outcome.encoded->ids.size());
        if (m_numTokens + length > m_microTokens) RETURN_IF_ERROR(flush());
        m_numTokens += length;
        m_pending.push_back({outcome.row, *outcome.encoded});
        return {};
    }

    Status flush() {
        std::vector<std::vector<TokenId>> rows;
        for (const PendingRow& pending : m_pending) rows.push_back(pending.encoded.ids);
        ASSIGN_OR_RETURN(const auto logps, rowLogps(m_model, m_slot, rows));
        for (std::size_t i = 0; i < m_pending.size(); ++i) RETURN_IF_ERROR(m_context.printResult(resultOf(m_pending[i], logps[i])));
        m_pending.clear();
        m_numTokens = 0;
        return {};
    }

private:
    const CausalModel& m_model;
    const AdapterSlot m_slot;
    const std::int64_t m_microTokens;
    CommandContext& m_context;
    std::vector<PendingRow> m_pending;
    std::int64_t m_numTokens = 0;
};

Status logprobs(const Options& options, CommandContext& context) {
    if (options.adapters.size() > 1) return fail(Error(ErrorCode::InvalidArgument, "give one adapter at most").withKey("--adapter"));
    ASSIGN_OR_RETURN(const RowPlan plan, planRows(options.rows));
    ASSIGN_OR_RETURN(const RowRange range, parseRowRange(options.range));
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(plan.modelFolder));
    ASSIGN_OR_RETURN(const LoadedModel loaded, loadModel({plan.modelFolder, options.adapters, options.precision, options.device}, context.work()));
    if (loaded.device.fellBack()) context.note("computed on the processor: " + loaded.device.reason());
    LogpBatches batches(loaded, options.microTokens, context);
    RETURN_IF_ERROR(forEachRow(plan, encoder, range, context.work(), [&](const RowOutcome& outcome) { return batches.add(outcome); }));
    return batches.flush();
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    addRowOptions(app, options->rows);
    app.add_option("--adapter", options->adapters, "Adapter folder; without it the base answers")->allow_extra_args(false);
    app.add_option("--precision", options->precision, "What is computed in; auto measures what is faster here")
        ->check(CLI::IsMember({"auto", "f32", "bf16"}))
        ->capture_default_str();
    addDeviceOption(app, options->device);
    app.add_option("--rows", options->range, "Which rows, from 0: A:B (without B), A:, :B or one row A; all when not given");
    app.add_option("--micro-tokens", options->microTokens, "Tokens computed at a time")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1} << 24))
        ->capture_default_str();
    return [options](CommandContext& context) { return logprobs(*options, context); };
}

}  // namespace

Command logprobsCommand() { return {"logprobs", "Print the log-probability of every token of every row", configure}; }

}  // namespace luthier
