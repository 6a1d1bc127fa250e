// SPDX-License-Identifier: Apache-2.0
// Dialogues as one text with "\n\nHuman: " and "\n\nAssistant: " before the turns, as in HH-RLHF.
// Thread: free functions, no shared state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"

namespace luthier {

// "chosen" and "rejected" are transcripts, or answers to a "prompt" that is one.
bool isTranscriptPair(const Json& row);

// Errors: InvalidData when the text does not begin with a turn of the human.
Result<std::vector<Turn>> turnsOfTranscript(std::string_view text, const std::string& keyPath);

// Errors: InvalidArgument: a turn of another role, or one that holds a marker and would be read as several.
Result<std::string> transcriptOf(const std::vector<Turn>& turns);

}  // namespace luthier
