// SPDX-License-Identifier: Apache-2.0
#include "app/engine/row_batches.h"

#include "app/engine/model_options.h"

namespace luthier {

namespace {

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

}  // namespace

void addRowBatchOptions(CLI::App& app, RowBatchOptions& options) {
    addRowOptions(app, options.rows);
    app.add_option("--precision", options.precision, "What is computed in; auto measures what is faster here")
        ->check(CLI::IsMember({"auto", "f32", "bf16"}))
        ->capture_default_str();
    addDeviceOption(app, options.device);
    app.add_option("--rows", options.range, "Which rows, from 0: A:B (without B), A:, :B or one row A; all when not given");
    app.add_option("--micro-tokens", options.microTokens, "Tokens computed at a time")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1} << 24))
        ->capture_default_str();
}

Status RowBatches::add(const RowOutcome& outcome) {
    if (!outcome.used()) {
        RETURN_IF_ERROR(flush());
        return m_context.printResult(refusalOf(outcome));
    }
    std::int64_t length = 0;
    for (const EncodedSequence& sequence : outcome.encoded->sequences) length += static_cast<std::int64_t>(sequence.row.ids.size());
    if (m_numTokens + length > m_microTokens) RETURN_IF_ERROR(flush());
    m_numTokens += length;
    m_pending.push_back({outcome.row, *outcome.encoded});
    return {};
}

Status RowBatches::flush() {
    if (m_pending.empty()) return {};
    RETURN_IF_ERROR(m_answer(m_pending));
    m_pending.clear();
    m_numTokens = 0;
    return {};
}

}  // namespace luthier
