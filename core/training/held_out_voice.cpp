// SPDX-License-Identifier: Apache-2.0
#include "core/training/held_out_voice.h"

#include "core/text/prompt_of.h"
#include "core/training/live_sampling.h"

namespace luthier {

HeldOutVoice::HeldOutVoice(const RunConfig& config, const std::vector<Example>& held) : m_modelFolder(config.model.path) {
    if (methodInfo(config.method).trainsScoreHead) return;
    for (const Example& example : held) {
        if (static_cast<std::int64_t>(m_prompts.size()) >= config.training.evalSamples) return;
        std::optional<Prompt> prompt = promptOf(example);
        if (!prompt) continue;
        PromptRow row;
        row.source = example.source;
        row.conversation = std::move(prompt->prompt);
        m_prompts.push_back(std::move(row));
    }
}

Result<std::vector<Json>> HeldOutVoice::answer(const CausalModel& model, AdapterSlot slot, bool withBase, const WorkContext& context) const {
    ASSIGN_OR_RETURN(const RowEncoder encoder, RowEncoder::load(m_modelFolder));
    SampleMessage message;
    message.withBase = withBase;
    ASSIGN_OR_RETURN(std::vector<Json> samples, answerNow(model, slot, encoder, m_prompts, message, context));
    for (Json& sample : samples) sample["held_out"] = true;
    return samples;
}

}  // namespace luthier
