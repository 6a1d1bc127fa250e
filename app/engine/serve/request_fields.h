// SPDX-License-Identifier: Apache-2.0
// What several requests of `serve` have in common. Mistakes stay in the fields. Thread: pure functions.
#pragma once

#include "core/generation/prompt_file.h"
#include "core/generation/sampling.h"
#include "core/protocol/message_fields.h"
#include "core/recipe/run_config.h"
#include "core/text/encode_row.h"

namespace luthier {

// "temperature" (0 or absent: greedy), "top_k", "top_p", "min_p", "repetition_penalty", "seed"
SamplingOptions samplingFrom(MessageFields& fields);
// Exactly one of "messages" (with "tools"), "prompt" (a user turn) and "text" (continued as it is).
Result<PromptRow> promptFrom(MessageFields& fields);
// "max_length" (absent: context), "loss_on"
EncodeOptions encodeOptionsFrom(MessageFields& fields, std::int64_t context);

// Which run is planned: the file "run", or "settings" (what would be in it) with the "folder" that relative paths of theirs belong to.
struct PlanSettings { std::string run; Json settings; std::string folder; };
PlanSettings planSettingsFrom(MessageFields& fields);
// Reads files. Errors: those of loadRunConfig; InvalidArgument for a file of rows that is a pipe.
Result<RunConfig> runConfigOf(const PlanSettings& settings);

}  // namespace luthier
