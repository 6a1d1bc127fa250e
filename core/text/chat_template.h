// SPDX-License-Identifier: Apache-2.0
// Chat templates: Jinja by minijinja (pycompat; fuel, output and recursion limits; no file access), and where each turn stands in the rendered text.
// Thread: const functions may be called from several threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
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
    Encoding encoding;  // of text, without added special tokens
    // For each assistant turn that is trained, in order: bytes of text the model would have to produce (content and end-of-turn token; what the template adds
    // after is not in it). A template with {% generation %} blocks may have several spans per turn.
    struct TurnSpan {
        std::size_t turn;
        ByteSpan bytes;
        bool operator==(const TurnSpan&) const = default;
    };
    std::vector<TurnSpan> assistantSpans;
};

class ChatTemplate {
public:
    // chat_template.jinja, else chat_template in tokenizer_config.json (a string, or a list of {name, template}: "default").
    // Errors: NotFound (model has no template: hint), InvalidData with the template's line.
    static Result<ChatTemplate> load(const std::string& modelFolder);
    // clockSeconds: what strftime_now reads (seconds since the epoch, shown in UTC); without it the clock, in local time as transformers does.
    static Result<ChatTemplate> fromSource(std::string source, const SpecialTokens& special, std::optional<std::int64_t> clockSeconds = std::nullopt);

    ChatTemplate(ChatTemplate&&) noexcept;
    ChatTemplate& operator=(ChatTemplate&&) noexcept;
    ~ChatTemplate();

    // Messages are passed as transformers does: role, content, and where given name, reasoning_content (also as thinking), tool_calls, tool_call_id;
    // templateOptions are variables of their own. Invalid UTF-8 becomes U+FFFD.
    // Errors: InvalidData with the template's line and words (raise_exception, attributes of undefined values, limits reached: 1 to 50 M steps by the size of
    // the conversation, output 16 MiB, depth 64, 10 seconds).
    Result<std::string> render(const Conversation& conversation, bool addGenerationPrompt) const;

    // Text and the span of each trained assistant turn. Spans come from {% generation %} markers where the template has them, else from rendering prefixes
    // (turns before k with the generation prompt; turns up to k), each verified to be a prefix of the whole; the last special token of that stretch closes the
    // span, so that the line break which templates write after it is not trained. Never from searching the content in the text.
    // Spans that begin behind the first maxTokens tokens are left out. Rendering prefixes is quadratic, so some thousand trained turns are the limit without
    // markers. Errors: as render; InvalidData when the template is not prefix-preserving (it says which turn, and what to try), or there are too many turns.
    Result<Rendered> renderWithSpans(const Conversation& conversation, const Tokenizer& tokenizer,
                                     std::size_t maxTokens = std::numeric_limits<std::size_t>::max()) const;

    const std::string& source() const;
    const std::string& hash() const;  // SHA-256 of the source

private:
    friend class SpanFinder;
    struct State;
    explicit ChatTemplate(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

// The last special token of an assistant's turn, found by rendering a sample dialogue; nothing when the template has none or refuses the sample.
std::optional<TokenId> endOfTurnToken(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate);

}  // namespace luthier
