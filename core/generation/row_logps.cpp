// SPDX-License-Identifier: Apache-2.0
#include "core/generation/row_logps.h"

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"
#include "core/kernels/ops.h"

namespace luthier {

Status checkTokens(const ModelConfig& config, const std::vector<TokenId>& ids) {
    if (static_cast<std::int64_t>(ids.size()) > config.maxPositions)
        return fail(
            Error(ErrorCode::InvalidData, "a row has " + std::to_string(ids.size()) + " tokens, the model's context is " + std::to_string(config.maxPositions))
                .withHint("Set --max-length to at most that."));
    for (const TokenId id : ids)
        if (id < 0 || id >= config.vocabSize)
            return fail(
                Error(ErrorCode::InvalidData, "a row has token " + std::to_string(id) + ", the model knows 0 to " + std::to_string(config.vocabSize - 1))
                    .withHint("tokenizer.json and the weights are not of the same model."));
    return {};
}

Result<std::vector<std::vector<float>>> rowLogps(const CausalModel& model, AdapterSlot adapter, std::span<const std::vector<TokenId>> rows) {
    const at::NoGradGuard noGradient;
    std::vector<std::int64_t> tokens, positions, from, predicted;
    SegmentLayout layout;
    for (const std::vector<TokenId>& ids : rows) {
        RETURN_IF_ERROR(checkTokens(model.config(), ids));
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (i > 0) {
                from.push_back(static_cast<std::int64_t>(tokens.size()) - 1);
                predicted.push_back(ids[i]);
            }
            tokens.push_back(ids[i]);
            positions.push_back(static_cast<std::int64_t>(i));
        }
        layout.add(static_cast<std::int64_t>(ids.size()));
    }
    std::vector<std::vector<float>> result(rows.size());
    if (from.empty()) return result;
    AdapterSelection adapters;
    adapters.uniform = adapter;
    ModelInput input;
    const auto there = [&](const std::vector<std::int64_t>& numbers) { return onDevice(at::tensor(numbers, at::kLong), model.device()); };
    input.tokens_T = there(tokens);
    input.positions_T = there(positions);
    input.layout = &layout;
    input.adapters = &adapters;
    const at::Tensor hidden_MH = model.hiddenStates(input).index_select(0, there(from));
    const at::Tensor logps_M = kernels::tokenLogps(hidden_MH, model.headWeight(), there(predicted)).to(at::kCPU).contiguous();
    const float* next = logps_M.data_ptr<float>();
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const std::size_t count = rows[r].empty() ? 0 : rows[r].size() - 1;
        result[r].assign(next, next + count);
        next += count;
    }
    return result;
}

}  // namespace luthier
