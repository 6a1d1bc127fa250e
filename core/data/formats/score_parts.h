// SPDX-License-Identifier: Apache-2.0
// What formats of single answers have in common: a prompt, one answer in a column of either of two names.
// Thread: free functions, no shared state. Errors: InvalidData with the key's path.
#pragma once

#include "core/data/formats/format.h"

namespace luthier {

// Whether there is a prompt and an answer to it.
bool hasAnsweredPrompt(const Json& row);
// "response" or "completion": `usual` where the row has it.
const char* answerColumn(const Json& row, const char* usual);
// Fills prompt and response of scored from these columns; unknown members of turns go to extra.
Status readAnsweredPrompt(const Json& row, const char* answer, Scored& scored, Json& extra);
// {"prompt", column: response} with tools and options. Errors: InvalidArgument: a side without turns.
Result<Json> writeAnsweredPrompt(const Example& example, const Scored& scored, const char* column);

}  // namespace luthier
