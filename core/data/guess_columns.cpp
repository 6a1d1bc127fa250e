// SPDX-License-Identifier: Apache-2.0
#include "core/data/guess_columns.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string_view>

namespace luthier {

namespace {

constexpr auto questions = std::to_array<std::string_view>({"prompt", "question", "instruction", "query", "input", "user", "usermessage", "userprompt", "human",
                                                           "request", "message", "problem", "task", "q", "source", "context", "utterance", "frage"});
constexpr auto answers = std::to_array<std::string_view>({"completion", "answer", "response", "reply", "output", "assistant", "assistantmessage", "bot", "gpt",
                                                         "model", "modelresponse", "target", "solution", "result", "generation", "a", "antwort"});
constexpr auto texts = std::to_array<std::string_view>({"text", "content", "body", "document", "article", "passage", "story", "inhalt"});

std::string plain(std::string_view name) {
    std::string letters;
    for (const char c : name)
        if (c != ' ' && c != '-' && c != '_') letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return letters;
}

// The column whose name stands first in the list; null where none does, or two are called the same.
const std::string* namedAs(std::span<const std::string_view> names, const std::vector<std::string>& columns) {
    for (const std::string_view name : names) {
        const std::string* found = nullptr;
        for (const std::string& column : columns) {
            if (plain(column) != name) continue;
            if (found) return nullptr;
            found = &column;
        }
        if (found) return found;
    }
    return nullptr;
}

}  // namespace

std::optional<ColumnGuess> guessColumns(const std::vector<std::string>& columns) {
    const std::string *const question = namedAs(questions, columns), *const answer = namedAs(answers, columns);
    if (question && answer) return ColumnGuess{"prompt_completion", {{"prompt", *question}, {"completion", *answer}}};
    if (const std::string* const text = namedAs(texts, columns)) return ColumnGuess{"text", {{"text", *text}}};
    return std::nullopt;
}

}  // namespace luthier
