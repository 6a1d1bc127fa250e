// SPDX-License-Identifier: Apache-2.0
// Rows of `logprobs` and `score`, collected until there are enough to compute at once, and answered in their order. Thread: one.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/engine/command.h"
#include "app/engine/row_stream.h"

namespace luthier {

// What every command that computes over rows can be told beside them.
struct RowBatchOptions {
    RowOptions rows;
    std::string precision = "auto", device = "auto", range;
    std::int64_t microTokens = 4096;
};
void addRowBatchOptions(CLI::App& app, RowBatchOptions& options);

struct PendingRow { std::int64_t row = 0; EncodedExample encoded; };

class RowBatches {
public:
    // answer prints what there is to say of some rows; one that cannot be used is told here, with its reasons.
    RowBatches(std::int64_t microTokens, CommandContext& context, std::function<Status(std::span<const PendingRow>)> answer)
        : m_microTokens(microTokens), m_context(context), m_answer(std::move(answer)) {}
    Status add(const RowOutcome& outcome);
    Status flush();   // those that still wait

private:
    const std::int64_t m_microTokens;
    CommandContext& m_context;
    std::function<Status(std::span<const PendingRow>)> m_answer;
    std::vector<PendingRow> m_pending;
    std::int64_t m_numTokens = 0;
};

}  // namespace luthier
