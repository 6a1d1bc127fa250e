// SPDX-License-Identifier: Apache-2.0
#include "core/training/checkpoint_state.h"

#include <algorithm>

#include <ATen/ATen.h>

#include "core/base/files.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

Json optionalNumber(const std::optional<double>& value) { return value ? jsonNumber(*value) : Json(nullptr); }

Result<std::optional<double>> numberOrNull(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) return std::optional<double>();
    ASSIGN_OR_RETURN(const double number, numberFromJson(*found));
    return std::optional<double>(number);
}

std::int64_t integerOf(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
}

}  // namespace

Status writeCheckpointState(const std::string& folder, const LoopParts& parts, const LoopState& state) {
    const Json json = {{"step", state.step},
                       {"optimizer_steps", parts.optimizer.numSteps()},
                       {"num_tokens", state.numTokens},
                       {"num_skipped", state.numSkipped},
                       {"num_skipped_in_row", state.numSkippedInRow},
                       {"first_eval_loss", optionalNumber(state.firstEvalLoss)},
                       {"last_eval_loss", optionalNumber(state.lastEvalLoss)},
                       {"best_eval_loss", optionalNumber(state.bestEvalLoss)},
                       {"best_step", state.bestStep},
                       {"evals_without_better", state.evalsWithoutBetter},
                       {"source", parts.source.save()}};
    RETURN_IF_ERROR(parts.source.saveData(folder));
    RETURN_IF_ERROR(writeFileDurably(folder + "/state.json", dumpJsonPretty(json)));
    RETURN_IF_ERROR(saveTensors(folder + "/trainer.safetensors", parts.optimizer.state()));
    if (parts.adapter.slot() == kNoAdapter) return {};
    RETURN_IF_ERROR(makeFolders(folder + "/weights"));
    return parts.adapter.save(folder + "/weights", parts.optimizer.values(), parts.facts);
}

Status readCheckpointState(const std::string& folder, LoopParts& parts, LoopState& state) {
    const std::string path = folder + "/state.json";
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path));
    LoopState read;
    read.step = integerOf(json, "step");
    read.numTokens = integerOf(json, "num_tokens");
    read.numSkipped = integerOf(json, "num_skipped");
    read.numSkippedInRow = std::max<std::int64_t>(0, integerOf(json, "num_skipped_in_row"));   // absent in checkpoints of earlier versions
    read.bestStep = integerOf(json, "best_step");
    read.evalsWithoutBetter = integerOf(json, "evals_without_better");
    const std::int64_t optimizerSteps = integerOf(json, "optimizer_steps");
    if (read.step < 0 || read.numTokens < 0 || read.numSkipped < 0 || read.bestStep < 0 || read.evalsWithoutBetter < 0 || optimizerSteps < 0 ||
        !json.contains("source"))
        return fail(
            Error(ErrorCode::InvalidData, "the checkpoint's state.json is incomplete").withHint("Resume from an older checkpoint: remove this one.").at(path));
    ASSIGN_OR_RETURN(read.firstEvalLoss, numberOrNull(json, "first_eval_loss"));
    ASSIGN_OR_RETURN(read.lastEvalLoss, numberOrNull(json, "last_eval_loss"));
    ASSIGN_OR_RETURN(read.bestEvalLoss, numberOrNull(json, "best_eval_loss"));
    ASSIGN_OR_RETURN(const NamedTensors tensors, loadTensors(folder + "/trainer.safetensors"));
    RETURN_IF_ERROR(parts.optimizer.restore(tensors, optimizerSteps));
    RETURN_IF_ERROR(parts.source.loadData(folder));
    RETURN_IF_ERROR(parts.source.restore(json["source"]));
    state = read;
    return {};
}

std::uint64_t checkpointBytes(const Optimizer& optimizer) {
    std::uint64_t values = 0;
    for (const at::Tensor& tensor : optimizer.values()) values += tensor.nbytes();
    return 4 * values + (std::uint64_t{4} << 20);   // values, two moments, the adapter's own file
}

}  // namespace luthier
