// SPDX-License-Identifier: Apache-2.0
// Answers of the weights as they are between two steps, for somebody who watches a run. Thread: the loop's.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/generation/prompt_file.h"
#include "core/models/causal_model.h"
#include "core/protocol/control.h"

namespace luthier {

// What is to be answered: dialogues that end with the turn to be answered, or begins of texts (core/generation/prompt_file.h).
// {"prompt","adapter","text","finish_reason"} as below, of these instead of message.prompts.
Result<std::vector<Json>> answerNow(const CausalModel& model, AdapterSlot slot, const RowEncoder& encoder, const std::vector<PromptRow>& prompts,
                                    const SampleMessage& message, const WorkContext& context);

// {"prompt","adapter","text","finish_reason"} for each prompt: the trained voice ("adapter": "now"), with withBase the base before it ("adapter": null; only
// where the base is still there, that is, an adapter is trained). A prompt is a user turn, or with a model without chat template the begin of a text. Errors:
// those of the tokenizer, the template and the generator; Cancelled when a signal came meanwhile.
Result<std::vector<Json>> sampleNow(const CausalModel& model, AdapterSlot slot, const std::string& modelFolder, const SampleMessage& message,
                                    const WorkContext& context);

}  // namespace luthier
