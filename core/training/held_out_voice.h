// SPDX-License-Identifier: Apache-2.0
// The first held-out prompts, answered at each evaluation, so that a person can read what changes. Thread: the loop's.
#pragma once

#include <string>
#include <vector>

#include "core/generation/prompt_file.h"
#include "core/models/causal_model.h"
#include "core/recipe/run_config.h"

namespace luthier {

class HeldOutVoice {
public:
    // training.eval_samples of the rows that have a prompt; none for a reward model, which answers nothing.
    HeldOutVoice(const RunConfig& config, const std::vector<Example>& held);
    bool empty() const { return m_prompts.empty(); }
    // Lines of samples.jsonl with "held_out"; withBase: the model's own answers before them. Greedy. Errors: those of answerNow().
    Result<std::vector<Json>> answer(const CausalModel& model, AdapterSlot slot, bool withBase, const WorkContext& context) const;

private:
    std::string m_modelFolder;
    std::vector<PromptRow> m_prompts;
};

}  // namespace luthier
