// SPDX-License-Identifier: Apache-2.0
// The prompts of `generate`: rows with "messages" (chat) or "prompt" (a user turn, or messages), rows of any data format whose last answer is then left out, or
// lines of plain text (user turns). Thread: free functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"

namespace luthier {

struct PromptRow {
    SourceLine source;
    Conversation conversation;                // ends with the turn to be answered
    std::optional<std::string> rawText;       // only with raw: continued as it is, without a template
    std::optional<std::string> adapter;       // the row's "adapter"; "" = the base
    std::string shown() const;                // for people: the last user turn, or the raw text
};

struct PromptFile {
    std::vector<PromptRow> rows;
    std::int64_t numAnswersLeftOut = 0;       // rows that ended with an assistant turn, which is what is to be generated
};

// raw: "prompt" must be text, and "messages" is refused. Blank lines of plain text are no prompts. A name ending in .txt or .md is always plain text.
// Errors: NotFound, Io, InvalidData (no prompt; the first row that is none, with its line).
Result<PromptFile> readPrompts(const std::string& path, bool raw);

}  // namespace luthier
