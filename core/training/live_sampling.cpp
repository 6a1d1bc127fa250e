// SPDX-License-Identifier: Apache-2.0
#include "core/training/live_sampling.h"

#include "core/generation/generator.h"
#include "core/generation/prompt_file.h"
#include "core/text/encode_row.h"

namespace luthier {

namespace {

PromptRow promptRow(const std::string& prompt, bool isChat) {
    PromptRow row;
    if (!isChat) {
        row.rawText = prompt;
        return row;
    }
    Turn turn;
    turn.role = Role::User;
    turn.text = prompt;
    row.conversation.turns.push_back(std::move(turn));
    return row;
}

}  // namespace

Result<std::vector<Json>> sampleNow(const CausalModel& model, AdapterSlot slot, const std::string& modelFolder, const SampleMessage& message,
                                    const WorkContext& context) {
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(modelFolder));
    std::vector<PromptRow> prompts;
    for (const std::string& prompt : message.prompts) prompts.push_back(promptRow(prompt, encoder.chatTemplate() != nullptr));
    return answerNow(model, slot, encoder, prompts, message, context);
}

Result<std::vector<Json>> answerNow(const CausalModel& model, AdapterSlot slot, const RowEncoder& encoder, const std::vector<PromptRow>& prompts,
                                    const SampleMessage& message, const WorkContext& context) {
    if (prompts.empty()) return std::vector<Json>();
    std::vector<GenerateRequest> requests;
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        GenerateRequest request;
        ASSIGN_OR_RETURN(request.promptIds, promptIds(prompts[i], encoder, model.config().maxPositions));
        request.sampling.temperature = message.temperature;
        request.sampling.seed = message.seed;
        request.maxNewTokens = message.maxNewTokens;
        request.stream = i;
        if (message.withBase && slot != kNoAdapter) requests.push_back(request);
        request.adapter = slot;
        requests.push_back(std::move(request));
    }
    const std::size_t perPrompt = requests.size() / prompts.size();
    std::vector<Json> samples(requests.size());
    GenerateWatch watch;
    watch.onFinished = [&](SequenceId request, const Result<Completion>& completion) -> Status {
        if (!completion) return fail(completion.error());
        const bool isBase = requests[request].adapter == kNoAdapter && slot != kNoAdapter;
        samples[request] = {{"prompt", prompts[request / perPrompt].shown()},
                            {"adapter", isBase ? Json(nullptr) : Json("now")},
                            {"text", completion->text},
                            {"finish_reason", std::string(finishReasonName(completion->reason))}};
        return {};
    };
    RETURN_IF_ERROR(Generator(model, encoder.tokenizer()).run(requests, watch, context));
    return samples;
}

}  // namespace luthier
