// SPDX-License-Identifier: Apache-2.0
#include "core/text/encode_row.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace luthier {

namespace {

std::string counted(std::int64_t count, const std::string& one, const std::string& many) { return std::to_string(count) + " " + (count == 1 ? one : many); }

std::string turnName(std::size_t turn) { return "turn " + std::to_string(turn + 1); }

void report(EncodedRow& row, std::string rule, std::string message, bool refuses = false) {
    row.problems.push_back({std::move(rule), std::move(message), refuses});
}

void reportError(EncodedRow& row, const Error& error) {
    std::string message = error.message;
    if (error.line > 0) message += " (line " + std::to_string(error.line) + ")";
    if (!error.hint.empty()) message += " - " + error.hint;
    report(row, "template_error", std::move(message), true);
}

std::size_t repair(std::string& text) {
    if (isValidUtf8(text)) return 0;
    std::size_t count = 0;
    text = repairUtf8(text, &count);
    return count;
}

void reportRepaired(EncodedRow& row, std::size_t count) {
    if (count == 0) return;
    const std::string sequences = counted(static_cast<std::int64_t>(count), "invalid UTF-8 sequence", "invalid UTF-8 sequences");
    report(row, "invalid_utf8", sequences + " replaced by U+FFFD");
}

std::size_t repair(Conversation& conversation) {
    std::size_t count = 0;
    for (Turn& turn : conversation.turns) count += repair(turn.text) + repair(turn.name) + repair(turn.thinking) + repair(turn.toolCallId);
    return count;
}

// What is wrong with how the row begins. addsBos: this tokenizer writes BOS before plain text, so the model expects one.
void checkBegin(EncodedRow& row, const SpecialTokens& special, bool addsBos) {
    if (!special.bos || row.ids.empty()) return;
    if (row.ids.size() > 1 && row.ids[0] == *special.bos && row.ids[1] == *special.bos) {
        report(row, "double_bos", "the text begins with two BOS tokens; one of tokenizer, template and text writes one too many");
    }
    if (addsBos && row.ids[0] != *special.bos) {
        report(row, "missing_bos", "the model's tokenizer begins every text with its BOS token, and this text begins without it");
    }
}

// Cuts to maxLength or refuses, as options say. numTurnsBehind: trained turns that begin behind maxLength.
void limitLength(EncodedRow& row, const EncodeOptions& options, std::int64_t numTurnsBehind) {
    const auto numTokens = static_cast<std::int64_t>(row.ids.size());
    if (numTokens <= options.maxLength) return;
    const std::string sizes = std::to_string(numTokens) + " tokens, the limit is " + std::to_string(options.maxLength);   // more than one: some limit is passed
    switch (options.overflow) {
        case Overflow::Drop: report(row, "too_long", "too long: " + sizes, true); return;
        case Overflow::Error: report(row, "too_long_error", "too long: " + sizes, true); return;
        case Overflow::Truncate: break;
    }
    std::int64_t numLost = 0;
    for (std::size_t i = static_cast<std::size_t>(options.maxLength); i < row.weights.size(); ++i) numLost += row.weights[i] > 0;
    row.numTruncated = numTokens - options.maxLength;
    row.ids.resize(static_cast<std::size_t>(options.maxLength));
    row.spans.resize(row.ids.size());
    row.weights.resize(row.ids.size());
    const std::string lostTokens = counted(numLost, "trained token is lost", "trained tokens are lost");
    const std::string lostTurns = counted(numTurnsBehind, "trained turn is lost", "trained turns are lost");
    if (numLost == 0 && numTurnsBehind == 0) return report(row, "too_long", "cut: " + sizes);
    if (numTurnsBehind == 0) return report(row, "too_long", "cut: " + sizes + "; " + lostTokens);
    if (numLost == 0) return report(row, "too_long", "cut: " + sizes + "; " + lostTurns);
    report(row, "too_long", "cut: " + sizes + "; " + lostTokens + "; " + lostTurns);
}

void finish(EncodedRow& row, const EncodeOptions& options, const std::string& whyNothing, std::int64_t numTurnsBehind = 0) {
    if (!row.weights.empty()) row.weights[0] = 0;  // nothing comes before it that could predict it
    const bool isCut = static_cast<std::int64_t>(row.ids.size()) > options.maxLength;
    const bool wasTrained = row.numTrained() > 0 || (isCut && numTurnsBehind > 0);
    limitLength(row, options, numTurnsBehind);
    if (row.refused() || row.numTrained() > 0) return;
    const std::string lost = "no trained token is left within the first " + counted(options.maxLength, "token", "tokens");
    report(row, "nothing_trained", wasTrained ? lost : whyNothing, true);
}

// The tokens of one span: their weights, and what is wrong at its ends.
class SpanMarker {
public:
    SpanMarker(EncodedRow& row, const Tokenizer& tokenizer) : m_row(row), m_tokenizer(tokenizer) {}

    void mark(const Rendered::TurnSpan& span, float weight) {
        const auto isBefore = [](const ByteSpan& token, std::uint32_t at) { return token.begin < at; };
        const auto first = std::lower_bound(m_row.spans.begin(), m_row.spans.end(), span.bytes.begin, isBefore);
        const auto last = std::lower_bound(first, m_row.spans.end(), span.bytes.end, isBefore);
        if (first != m_row.spans.begin() && std::prev(first)->end > span.bytes.begin) {
            report(m_row, "boundary_merge", turnName(span.turn) + ": one token holds the end of the prompt and the begin of the answer, so it is not trained");
        }
        const auto begin = first - m_row.spans.begin(), end = last - m_row.spans.begin();
        std::fill(m_row.weights.begin() + begin, m_row.weights.begin() + end, weight);
        const std::vector<TokenId>& ending = m_tokenizer.special().endOfGeneration;
        const auto ends = [&](TokenId id) { return std::binary_search(ending.begin(), ending.end(), id); };
        m_endsWell = begin < end && ends(m_row.ids[static_cast<std::size_t>(end - 1)]);
    }

    bool endsWell() const { return m_endsWell; }

private:
    EncodedRow& m_row;
    const Tokenizer& m_tokenizer;
    bool m_endsWell = false;
};

void markCompletions(EncodedRow& row, const Conversation& conversation, const std::vector<Rendered::TurnSpan>& spans, const Tokenizer& tokenizer) {
    SpanMarker marker(row, tokenizer);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Turn& turn = conversation.turns[spans[i].turn];
        marker.mark(spans[i], turn.weight);
        const bool isLastOfTurn = i + 1 == spans.size() || spans[i + 1].turn != spans[i].turn;
        if (isLastOfTurn && !marker.endsWell()) {
            report(row, "missing_eos", turnName(spans[i].turn) + " does not end with a token that ends generation: the model will not learn to stop");
        }
    }
    for (std::size_t i = 0; i < conversation.turns.size(); ++i) {
        const Turn& turn = conversation.turns[i];
        if (turn.role != Role::Assistant || !turn.trained || !turn.text.empty() || !turn.thinking.empty() || !turn.toolCalls.empty()) continue;
        report(row, "empty_turn", turnName(i) + " (assistant) is empty: only its end is trained");
    }
}

// Trained turns after the last one that has a span: those are behind the limit of length. A template without any span has none to lose.
std::int64_t numTurnsBehind(const Conversation& conversation, const std::vector<Rendered::TurnSpan>& spans) {
    std::int64_t count = 0;
    for (std::size_t i = spans.empty() ? 0 : spans.back().turn + 1; i < conversation.turns.size(); ++i) {
        const Turn& turn = conversation.turns[i];
        count += turn.role == Role::Assistant && turn.trained && turn.weight > 0;
    }
    return count;
}

std::string whyNothingTrained(const Conversation& conversation) {
    if (conversation.turns.empty()) return "the dialogue has no turns";
    const auto isAssistant = [](const Turn& turn) { return turn.role == Role::Assistant; };
    const bool hasAssistant = std::any_of(conversation.turns.begin(), conversation.turns.end(), isAssistant);
    return hasAssistant ? "no assistant turn is marked as trained, or the template marks none" : "the dialogue has no assistant turn";
}

Result<EncodedRow> encodeConversation(const Conversation& conversation, const EncodeOptions& options, const Tokenizer& tokenizer,
                                      const ChatTemplate& chatTemplate, bool addsBos) {
    EncodedRow row;
    Conversation repaired;
    const Conversation* source = &conversation;
    const auto isBroken = [](const Turn& t) { return !isValidUtf8(t.text) || !isValidUtf8(t.name) || !isValidUtf8(t.thinking) || !isValidUtf8(t.toolCallId); };
    if (std::any_of(conversation.turns.begin(), conversation.turns.end(), isBroken)) {
        repaired = conversation;
        reportRepaired(row, repair(repaired));
        source = &repaired;
    }
    if (source->turns.empty()) {
        report(row, "nothing_trained", whyNothingTrained(*source), true);
        return row;
    }
    // All tokens: no span is needed, so templates that hide their turns work too.
    const std::size_t numSearched = options.lossOn == LossOn::All ? 0 : static_cast<std::size_t>(options.maxLength);
    Result<Rendered> rendered = chatTemplate.renderWithSpans(*source, tokenizer, numSearched);
    if (!rendered) {
        reportError(row, rendered.error());
        return row;
    }
    row.text = std::move(rendered->text);
    row.ids = std::move(rendered->encoding.ids);
    row.spans = std::move(rendered->encoding.spans);
    row.weights.assign(row.ids.size(), options.lossOn == LossOn::All ? 1.0F : 0.0F);
    checkBegin(row, tokenizer.special(), addsBos);
    if (options.lossOn == LossOn::Completion) markCompletions(row, *source, rendered->assistantSpans, tokenizer);
    finish(row, options, whyNothingTrained(*source), options.lossOn == LossOn::Completion ? numTurnsBehind(*source, rendered->assistantSpans) : 0);
    return row;
}

Result<EncodedRow> encodeText(const std::string& text, const EncodeOptions& options, const Tokenizer& tokenizer) {
    EncodedRow row;
    row.text = text;
    reportRepaired(row, repair(row.text));
    if (row.text.empty()) {
        report(row, "empty_text", "the text is empty", true);
        return row;
    }
    ASSIGN_OR_RETURN(Encoding encoding, tokenizer.encode(row.text, true));
    row.ids = std::move(encoding.ids);
    row.spans = std::move(encoding.spans);
    const SpecialTokens& special = tokenizer.special();
    if (!special.eos) {
        report(row, "missing_eos", "the tokenizer names no EOS token, so the text ends without one");
    } else if (row.ids.empty() || row.ids.back() != *special.eos) {
        const auto end = static_cast<std::uint32_t>(row.text.size());
        row.ids.push_back(*special.eos);
        row.spans.push_back({end, end});
    }
    row.weights.assign(row.ids.size(), 1.0F);
    checkBegin(row, special, false);
    finish(row, options, "the text is a single token, and the first token of a row cannot be predicted");
    return row;
}

}  // namespace

RowEncoder::RowEncoder(Tokenizer tokenizer, std::optional<ChatTemplate> chatTemplate) : m_tokenizer(std::move(tokenizer)), m_template(std::move(chatTemplate)) {
    const Result<Encoding> probe = m_tokenizer.encode("a", true);
    const std::optional<TokenId> bos = m_tokenizer.special().bos;
    m_addsBos = probe && bos && !probe->ids.empty() && probe->ids.front() == *bos;
    if (!m_template) return;
    if (const std::optional<TokenId> end = endOfTurnToken(m_tokenizer, *m_template)) m_tokenizer.addEndOfGeneration(*end);
}

Result<RowEncoder> RowEncoder::load(const std::string& modelFolder) {
    ASSIGN_OR_RETURN(Tokenizer tokenizer, Tokenizer::load(modelFolder));
    Result<ChatTemplate> chatTemplate = ChatTemplate::load(modelFolder);
    if (!chatTemplate && chatTemplate.error().code != ErrorCode::NotFound) return fail(std::move(chatTemplate.error()));
    std::optional<ChatTemplate> found;
    if (chatTemplate) found = std::move(*chatTemplate);
    return RowEncoder(std::move(tokenizer), std::move(found));
}

Result<EncodedRow> RowEncoder::encode(const Example& example, const EncodeOptions& options) const {
    if (options.maxLength < 1) {
        return fail(Error(ErrorCode::InvalidArgument, "maxLength must be 1 or more, not " + std::to_string(options.maxLength)).withKey("max_length"));
    }
    if (const Text* text = std::get_if<Text>(&example.body)) return encodeText(text->text, options, m_tokenizer);
    EncodedRow row;
    const Conversation* conversation = std::get_if<Conversation>(&example.body);
    if (!conversation) {
        report(row, "wrong_kind", "the row is a " + std::string(rowKindName(example.kind())) + "; a conversation or a text is wanted", true);
        return row;
    }
    if (!m_template) {
        report(row, "no_chat_template", "the model has no chat template, so it cannot read a dialogue - use a chat model, or plain text", true);
        return row;
    }
    return encodeConversation(*conversation, options, m_tokenizer, *m_template, m_addsBos);
}

}  // namespace luthier
