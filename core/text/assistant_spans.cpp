// SPDX-License-Identifier: Apache-2.0
// Where the turns of the assistant stand in a rendered conversation.
#include <algorithm>

#include "core/text/chat_template_state.h"

namespace luthier {

namespace {

bool isTrained(const Turn& turn) { return turn.role == Role::Assistant && turn.trained && turn.weight > 0; }

std::vector<std::size_t> assistantTurns(const Conversation& conversation) {
    std::vector<std::size_t> turns;
    for (std::size_t i = 0; i < conversation.turns.size(); ++i)
        if (conversation.turns[i].role == Role::Assistant) turns.push_back(i);
    return turns;
}

Turn makeTurn(Role role, std::string text) {
    Turn turn;
    turn.role = role;
    turn.text = std::move(text);
    return turn;
}

std::string turnName(std::size_t turn) { return "turn " + std::to_string(turn + 1); }

struct PlacesOwner {
    LuthierTurnPlaces places{};
    PlacesOwner() = default;
    PlacesOwner(const PlacesOwner&) = delete;
    PlacesOwner& operator=(const PlacesOwner&) = delete;
    ~PlacesOwner() { luthier_places_free(places); }
};

}  // namespace

// One conversation, one template, one tokenizer.
class SpanFinder {
public:
    SpanFinder(const ChatTemplate& chatTemplate, const Conversation& conversation, const Tokenizer& tokenizer)
        : m_template(*chatTemplate.m_state),
          m_conversation(conversation),
          m_tokenizer(tokenizer),
          m_options(m_template.options(conversation.turns.size(), false)) {}

    Result<Rendered> run(std::size_t maxTokens) {
        ASSIGN_OR_RETURN(m_context, m_template.context(m_conversation));
        ASSIGN_OR_RETURN(ChatTemplate::State::Output output, m_template.render(*m_context, m_options));
        m_rendered.text = std::move(output.text);
        ASSIGN_OR_RETURN(m_rendered.encoding, m_tokenizer.encode(m_rendered.text, false));
        const std::vector<ByteSpan>& spans = m_rendered.encoding.spans;
        m_maxBytes = endOfSearch(spans, maxTokens);
        if (luthier_template_has_generation(m_template.handle.get())) {
            RETURN_IF_ERROR(takeGenerationBlocks(output.generation));
        } else {
            RETURN_IF_ERROR(findByPrefixes());
        }
        return std::move(m_rendered);
    }

private:
    // The first byte behind those where a turn with a token among the first maxTokens can begin. Not the begin of token maxTokens: the bytes of one character
    // can be several tokens (byte fallback), which all begin where it begins.
    std::size_t endOfSearch(const std::vector<ByteSpan>& spans, std::size_t maxTokens) const {
        if (maxTokens == 0) return 0;
        return maxTokens < spans.size() ? spans[maxTokens - 1].begin + std::size_t{1} : m_rendered.text.size() + 1;
    }

    Status takeGenerationBlocks(const std::vector<ByteSpan>& blocks) {
        const std::vector<std::size_t> turns = assistantTurns(m_conversation);
        const auto weightOf = [&](std::size_t turn) { return isTrained(m_conversation.turns[turn]) ? m_conversation.turns[turn].weight : 0.0F; };
        const bool uniform = std::all_of(turns.begin(), turns.end(), [&](std::size_t turn) { return weightOf(turn) == weightOf(turns.front()); });
        if (blocks.size() != turns.size() && !uniform) {
            return fail(Error(ErrorCode::InvalidData, "the template marks " + std::to_string(blocks.size()) + " stretches for " + std::to_string(turns.size()) +
                                                          " assistant turns, so it is not known which turn each belongs to")
                            .withHint("give all assistant turns of the dialogue the same weight"));
        }
        for (std::size_t i = 0; i < blocks.size() && !turns.empty(); ++i) {
            const std::size_t turn = turns[std::min(i, turns.size() - 1)];
            if (isTrained(m_conversation.turns[turn]) && blocks[i].begin < m_maxBytes) m_rendered.assistantSpans.push_back({turn, blocks[i]});
        }
        return {};
    }

    Status findByPrefixes() {
        std::vector<std::size_t> turns;
        for (std::size_t i = 0; i < m_conversation.turns.size(); ++i)
            if (isTrained(m_conversation.turns[i])) turns.push_back(i);
        if (turns.empty() || m_maxBytes == 0) return {};
        PlacesOwner owner;
        LuthierError error{};
        if (!luthier_template_find_turns(m_template.handle.get(), m_context.get(), &m_options, rust::view(m_rendered.text), turns.data(), turns.size(),
                                         m_maxBytes, &owner.places, &error)) {
            return fail(m_template.failure(error).withHint("split the dialogue into shorter ones, or use a template with {% generation %} blocks"));
        }
        for (std::size_t i = 0; i < owner.places.num_places; ++i) {
            const LuthierTurnPlace& place = owner.places.places[i];
            if (!place.is_prefix) return fail(notPreserving(turns[i]));
            std::size_t begin = place.before;
            if (turns[i] == 0) { ASSIGN_OR_RETURN(begin, beginOfFirstTurn(place.after)); }
            const ByteSpan stretch{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(place.after)};
            m_rendered.assistantSpans.push_back({turns[i], closedBySpecialToken(stretch)});
        }
        return {};
    }

    Error notPreserving(std::size_t turn) const {
        return Error(ErrorCode::InvalidData, turnName(turn) +
                                                 " (assistant): the template writes the dialogue up to there in another way when "
                                                 "more follows (some leave out the thinking of earlier turns), so its trained part cannot be found")
            .at(m_template.file)
            .withHint("train only the last assistant turn, split the dialogue, or use a template with {% generation %} blocks");
    }

    // Nothing comes before the first turn that could be rendered with the generation prompt, so it is rendered with two other contents: what both share comes
    // before it.
    Result<std::size_t> beginOfFirstTurn(std::size_t end) const {
        std::string shared;
        for (const char* const probe : {"a", "b"}) {
            Conversation other;
            other.tools = m_conversation.tools;
            other.templateOptions = m_conversation.templateOptions;
            other.turns.push_back(makeTurn(Role::Assistant, probe));
            ASSIGN_OR_RETURN(const rust::ContextHandle context, m_template.context(other));
            LuthierRenderOptions options = m_options;
            options.num_messages = 1;
            ASSIGN_OR_RETURN(const ChatTemplate::State::Output output, m_template.render(*context, options));
            if (shared.empty()) {
                shared = output.text;
                continue;
            }
            const auto difference = std::mismatch(shared.begin(), shared.end(), output.text.begin(), output.text.end());
            shared.erase(difference.first, shared.end());
        }
        if (shared.size() > end || !m_rendered.text.starts_with(shared)) return fail(notPreserving(0));
        return shared.size();
    }

    // The last special token of the stretch, when only white space follows it: the content may contain look-alikes, and a template without such a token may end
    // on the words after one.
    ByteSpan closedBySpecialToken(ByteSpan stretch) const {
        const Encoding& encoding = m_rendered.encoding;
        const auto isBefore = [](const ByteSpan& token, std::uint32_t at) { return token.begin < at; };
        const auto first = std::lower_bound(encoding.spans.begin(), encoding.spans.end(), stretch.begin, isBefore);
        auto it = std::lower_bound(first, encoding.spans.end(), stretch.end, isBefore);
        while (it != first) {
            --it;
            const TokenId id = encoding.ids[static_cast<std::size_t>(it - encoding.spans.begin())];
            if (it->end > stretch.end || !m_tokenizer.isSpecial(id)) continue;
            const std::string_view after = std::string_view(m_rendered.text).substr(it->end, stretch.end - it->end);
            return after.find_first_not_of(" \t\r\n") == std::string_view::npos ? ByteSpan{stretch.begin, it->end} : stretch;
        }
        return stretch;
    }

    const ChatTemplate::State& m_template;
    const Conversation& m_conversation;
    const Tokenizer& m_tokenizer;
    LuthierRenderOptions m_options;
    rust::ContextHandle m_context;
    Rendered m_rendered;
    std::size_t m_maxBytes = 0;
};

Result<Rendered> ChatTemplate::renderWithSpans(const Conversation& conversation, const Tokenizer& tokenizer, std::size_t maxTokens) const {
    return SpanFinder(*this, conversation, tokenizer).run(maxTokens);
}

std::optional<TokenId> endOfTurnToken(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate) {
    Conversation sample;
    sample.turns.push_back(makeTurn(Role::User, "hello"));
    sample.turns.push_back(makeTurn(Role::Assistant, "hello"));
    const Result<Rendered> rendered = chatTemplate.renderWithSpans(sample, tokenizer);
    if (!rendered || rendered->assistantSpans.empty()) return std::nullopt;
    const ByteSpan span = rendered->assistantSpans.back().bytes;
    std::optional<TokenId> last;
    for (std::size_t i = 0; i < rendered->encoding.ids.size(); ++i) {
        const ByteSpan token = rendered->encoding.spans[i];
        if (token.begin >= span.begin && token.end <= span.end && tokenizer.isSpecial(rendered->encoding.ids[i])) last = rendered->encoding.ids[i];
    }
    return last;
}

}  // namespace luthier
