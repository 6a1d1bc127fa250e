// SPDX-License-Identifier: Apache-2.0
// The prompts of `generate`: rows with "messages" (chat) or "prompt" (a user turn, or messages), rows of any data format whose last answer is then left out, or
// lines of plain text (user turns). Thread: free functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/rows/example.h"
#include "core/text/encode_row.h"

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

// One row that is JSON already. raw as below; numAnswersLeftOut is counted up where the row's last answer is left out. Errors: InvalidData naming the key.
Result<PromptRow> promptOf(const Json& row, bool raw, std::int64_t& numAnswersLeftOut);

// What the model reads of it: the rendered template that asks for an answer, or the raw text. Errors: InvalidData (no template for a chat, no tokens, longer
// than the model's context), those of the template.
Result<std::vector<TokenId>> promptIds(const PromptRow& row, const RowEncoder& encoder, std::int64_t maxPositions);

// raw: "prompt" must be text, and "messages" is refused. Blank lines of plain text are no prompts. A name ending in .txt or .md is always plain text.
// Errors: NotFound, Io, InvalidData (no prompt; the first row that is none, with its line).
Result<PromptFile> readPrompts(const std::string& path, bool raw);

}  // namespace luthier
