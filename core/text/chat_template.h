// SPDX-License-Identifier: Apache-2.0
// Chat templates: Jinja by minijinja (pycompat; fuel, output and recursion limits; no file access), and where each turn stands in the rendered text.
// Thread: const functions may be called from several threads at once.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"
#include "core/text/tokenizer.h"

namespace luthier {

// A conversation as the model reads it.
struct Rendered {
    std::string text;
    // For each assistant turn, in order: bytes of text the model would have to produce (content and end-of-turn token; what the template adds after is not in it).
    struct TurnSpan { std::size_t turn; ByteSpan bytes; };
    std::vector<TurnSpan> assistantSpans;
};

class ChatTemplate {
public:
    // chat_template.jinja, else chat_template in tokenizer_config.json (a string, or a list of {name, template}: "default").
    // Errors: NotFound (model has no template: hint), InvalidData with the template's line.
    static Result<ChatTemplate> load(const std::string& modelFolder);
    static Result<ChatTemplate> fromSource(std::string source, const SpecialTokens& special);

    ChatTemplate(ChatTemplate&&) noexcept;
    ChatTemplate& operator=(ChatTemplate&&) noexcept;
    ~ChatTemplate();

    // Errors: InvalidData (raise_exception of the template with its words, undefined variables, limits reached: fuel 50 M instructions, output 16 MiB).
    Result<std::string> render(const Conversation& conversation, bool addGenerationPrompt) const;

    // Text and the span of each assistant turn. Spans come from {% generation %} markers where the template has them, else from rendering prefixes
    // (turns before k with the generation prompt; turns up to k), each verified to be a prefix of the whole. Never from searching the content in the text.
    // Errors: as render; InvalidData when the template is not prefix-preserving (it says which turn, and what to try).
    Result<Rendered> renderWithSpans(const Conversation& conversation, const Tokenizer& tokenizer) const;

    const std::string& source() const;
    const std::string& hash() const;   // SHA-256 of the source

private:
    struct State;
    explicit ChatTemplate(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace luthier
