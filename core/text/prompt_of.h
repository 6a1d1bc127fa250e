// SPDX-License-Identifier: Apache-2.0
// The prompt in a row, for methods whose policy answers itself. Thread: free functions.
#pragma once

#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"
#include "core/text/encode_row.h"

namespace luthier {

// Of a dialogue what comes before its last answer, which becomes the reference ({"answer": text}). nullopt: there is nothing to be answered (plain text, a
// dialogue of nothing but an answer).
std::optional<Prompt> promptOf(const Example& example);

// The rendered template that asks for an answer, as tokens. weights are all 0. Errors: InvalidArgument without a chat template; those of the template.
Result<EncodedRow> encodePrompt(const Prompt& prompt, const RowEncoder& encoder);

}  // namespace luthier
