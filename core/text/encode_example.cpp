// SPDX-License-Identifier: Apache-2.0
#include "core/text/encode_example.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/text/prompt_of.h"

namespace luthier {

namespace {

std::string numberInWords(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", number);
    return text;
}

void report(EncodedExample& out, std::string rule, std::string message, bool refuses = false) {
    out.problems.push_back({std::move(rule), std::move(message), refuses});
}

// The dialogue of a prompt and one answer: of the prompt nothing is learned, whatever its turns say.
Example dialogueOf(const Example& row, const Conversation& prompt, const std::vector<Turn>& answer) {
    Example dialogue;
    dialogue.id = row.id;
    dialogue.source = row.source;
    Conversation whole = prompt;
    for (Turn& turn : whole.turns) turn.trained = false;
    whole.turns.insert(whole.turns.end(), answer.begin(), answer.end());
    dialogue.body = std::move(whole);
    return dialogue;
}

class ExampleEncoder {
public:
    ExampleEncoder(const RowEncoder& encoder, const Example& example, const EncodeOptions& options)
        : m_encoder(encoder), m_example(example), m_options(options) {
        m_options.lossOn = LossOn::Completion;
    }

    Status add(SegmentPart part, const Conversation& prompt, const std::vector<Turn>& answer) {
        ASSIGN_OR_RETURN(EncodedRow row, m_encoder.encode(dialogueOf(m_example, prompt, answer), m_options));
        for (const RowProblem& problem : row.problems)
            report(m_out, problem.rule, "the " + std::string(partName(part)) + " answer: " + problem.message, problem.refuses);
        m_out.sequences.push_back({part, std::move(row)});
        return {};
    }

    Status addPair(const Conversation& prompt, const std::vector<Turn>& chosen, const std::vector<Turn>& rejected) {
        if (chosen == rejected && m_options.needsLabels) return refuse("chosen_equals_rejected", "both answers are the same, so neither can be preferred");
        RETURN_IF_ERROR(add(SegmentPart::Chosen, prompt, chosen));
        RETURN_IF_ERROR(add(SegmentPart::Rejected, prompt, rejected));
        if (m_out.refusal()) return {};
        const EncodedRow& first = m_out.sequences[0].row;
        const EncodedRow& second = m_out.sequences[1].row;
        if (first.ids == second.ids && m_options.needsLabels)
            return refuse("same_after_truncation", "within the first " + std::to_string(m_options.maxLength) + " tokens both answers are the same");
        const auto firstTrained = [](const EncodedRow& row) {
            return std::find_if(row.weights.begin(), row.weights.end(), [](float weight) { return weight != 0; }) - row.weights.begin();
        };
        const std::int64_t prompts[] = {firstTrained(first), firstTrained(second)};
        if (prompts[0] != prompts[1] || numCommonTokens(first.ids, second.ids) < prompts[0])
            report(m_out, "prompt_differs", "the chat template writes the prompt in another way before each answer");
        return {};
    }

    Status addPrompt(const Prompt& prompt) {
        if (!m_encoder.chatTemplate()) return refuse("no_chat_template", "the model has no chat template, so it cannot be asked");
        Result<EncodedRow> row = encodePrompt(prompt, m_encoder);
        if (!row) return refuse("template_error", row.error().message);
        const auto length = static_cast<std::int64_t>(row->ids.size());
        if (length == 0) return refuse("empty_text", "the prompt has no tokens");
        m_out.sequences.push_back({SegmentPart::Whole, std::move(*row)});
        if (length > m_options.maxLength)
            return refuse("too_long", "the prompt has " + std::to_string(length) + " tokens, at most " + std::to_string(m_options.maxLength) + " are read");
        return {};
    }

    Status refuse(std::string rule, std::string message) {
        report(m_out, std::move(rule), std::move(message), true);
        return {};
    }
    Status refuseKind(const std::string& wanted) {
        return refuse("wrong_kind", "the row is a " + std::string(rowKindName(m_example.kind())) + "; " + wanted);
    }
    // A dialogue as its last answer to what comes before it.
    Status addLastAnswer(const Conversation& dialogue) {
        if (dialogue.turns.empty() || dialogue.turns.back().role != Role::Assistant) return refuse("no_answer", "the dialogue does not end with an answer");
        Conversation prompt = dialogue;
        prompt.turns.pop_back();
        return add(SegmentPart::Completion, prompt, {dialogue.turns.back()});
    }
    EncodedExample& out() { return m_out; }
    const EncodeOptions& options() const { return m_options; }

private:
    const RowEncoder& m_encoder;
    const Example& m_example;
    EncodeOptions m_options;
    EncodedExample m_out;
};

// The preferred side of a pair first; nullopt where there is none, which is told.
struct Sides { const std::vector<Turn>* better; const std::vector<Turn>* worse; };

std::optional<Sides> sidesOf(ExampleEncoder& encoder, const Pair& pair) {
    if (pair.verdict.both != Verdict::Both::Neither) {
        const std::string which = pair.verdict.both == Verdict::Both::Good ? "good" : "bad";
        (void)encoder.refuse("no_preference", "both answers were called " + which + "; this method needs one that is better");
        return std::nullopt;
    }
    if (pair.verdict.strength == 0) {
        (void)encoder.refuse("tie", "the answers are tied; this method needs one that is better");
        return std::nullopt;
    }
    const bool isA = pair.verdict.strength > 0;
    return Sides{isA ? &pair.a : &pair.b, isA ? &pair.b : &pair.a};
}

std::optional<Sides> sidesOf(ExampleEncoder& encoder, const Ranking& ranking) {
    const auto [best, worst] = std::minmax_element(ranking.rank.begin(), ranking.rank.end());
    if (best == ranking.rank.end() || *best == *worst || ranking.rank.size() != ranking.responses.size()) {
        (void)encoder.refuse("tie", "all answers of the ranking have the same place; this method needs one that is better");
        return std::nullopt;
    }
    if (ranking.responses.size() > 2)
        report(encoder.out(), "ranking_as_pair",
               "of " + std::to_string(ranking.responses.size()) + " ranked answers only the first of the best and the last of the worst are used");
    // The last of the worst: std::minmax_element gives it.
    return Sides{&ranking.responses[static_cast<std::size_t>(best - ranking.rank.begin())],
                 &ranking.responses[static_cast<std::size_t>(worst - ranking.rank.begin())]};
}

Status encodePairs(ExampleEncoder& encoder, const Example& example) {
    if (const auto* pair = std::get_if<Pair>(&example.body)) {
        encoder.out().label.margin = pair->margin.value_or(0.0);
        const std::optional<Sides> sides = sidesOf(encoder, *pair);
        return sides ? encoder.addPair(pair->prompt, *sides->better, *sides->worse) : Status();
    }
    if (const auto* ranking = std::get_if<Ranking>(&example.body)) {
        const std::optional<Sides> sides = sidesOf(encoder, *ranking);
        return sides ? encoder.addPair(ranking->prompt, *sides->better, *sides->worse) : Status();
    }
    const bool isScored = example.kind() == RowKind::Scored;
    return encoder.refuseKind(isScored ? "pairs of answers are wanted - two scored answers to one prompt make a pair; KTO learns from single ones"
                                       : "pairs of answers are wanted - add a rejected answer to each prompt, or label pairs");
}

Status encodeAnswers(ExampleEncoder& encoder, const Example& example) {
    if (const auto* scored = std::get_if<Scored>(&example.body)) {
        if (!scored->score) return encoder.refuse("no_score", "the answer has no score; 1 (good) or 0 (bad) is wanted");
        if (*scored->score != 0.0 && *scored->score != 1.0)
            return encoder.refuse("not_binary", "the score is neither 1 (good) nor 0 (bad)");
        return encoder.add(*scored->score == 1.0 ? SegmentPart::Chosen : SegmentPart::Rejected, scored->prompt, scored->response);
    }
    if (const auto* pair = std::get_if<Pair>(&example.body)) {
        if (pair->verdict.both != Verdict::Both::Neither) {
            const SegmentPart part = pair->verdict.both == Verdict::Both::Good ? SegmentPart::Chosen : SegmentPart::Rejected;
            RETURN_IF_ERROR(encoder.add(part, pair->prompt, pair->a));
            return encoder.add(part, pair->prompt, pair->b);
        }
        const std::optional<Sides> sides = sidesOf(encoder, *pair);
        if (!sides) return {};
        report(encoder.out(), "pair_as_answers", "the pair is used as one good and one bad answer");
        return encoder.addPair(pair->prompt, *sides->better, *sides->worse);
    }
    return encoder.refuseKind("answers called good or bad are wanted (a score of 1 or 0), or pairs");
}

// Of each wanted dimension what `of` says of its name. Dialogues that are scored have no labels to miss.
template <class Of>
void readDimensions(ExampleEncoder& encoder, const Of& of) {
    for (const std::string& name : encoder.options().dimensions) {
        encoder.out().label.dimensions.push_back(of(name));
        if (!encoder.out().label.dimensions.back() && encoder.options().needsLabels)
            report(encoder.out(), "no_label:" + name, "the row says nothing of the dimension \"" + name + "\", which learns nothing from it");
    }
}

Status encodeComparedPair(ExampleEncoder& encoder, const Pair& pair) {
    RowLabel& label = encoder.out().label;
    label.margin = pair.margin.value_or(0.0);
    const auto signOf = [](const Verdict& verdict) {
        if (verdict.both != Verdict::Both::Neither) return 0;
        return verdict.strength > 0 ? 1 : verdict.strength < 0 ? -1 : 0;
    };
    const int sign = signOf(pair.verdict);
    label.ranks = sign == 0 ? std::vector<int>{0, 0} : std::vector<int>{0, 1};
    const bool isA = sign >= 0;
    readDimensions(encoder, [&](const std::string& name) -> std::optional<double> {
        const auto found = pair.byDimension.find(name);
        if (found == pair.byDimension.end()) return std::nullopt;
        return isA ? signOf(found->second) : -signOf(found->second);
    });
    return encoder.addPair(pair.prompt, isA ? pair.a : pair.b, isA ? pair.b : pair.a);
}

Status encodeScored(ExampleEncoder& encoder, const Scored& scored) {
    RowLabel& label = encoder.out().label;
    const bool needsLabels = encoder.options().needsLabels;
    bool hasLabel = scored.score.has_value();
    std::string outside;
    const auto check = [&](double score, const std::string& what) {
        const auto& range = encoder.options().scoreRange;
        const std::string words = range && needsLabels ? scoreProblem(score, *range) : std::string();
        if (outside.empty() && !words.empty()) outside = what + " " + words;
    };
    if (scored.score) check(*scored.score, "the score");
    readDimensions(encoder, [&](const std::string& name) -> std::optional<double> {
        const auto found = scored.dimensions.find(name);
        if (found == scored.dimensions.end() || !std::isfinite(found->second)) return std::nullopt;
        hasLabel = true;
        check(found->second, "the score of \"" + name + "\",");
        return found->second;
    });
    if (!hasLabel && needsLabels) return encoder.refuse("no_score", "the answer has no score");
    if (!outside.empty()) return encoder.refuse("score_outside", outside);
    label.score = scored.score.value_or(0.0);
    label.lacksScore = !scored.score;
    return encoder.add(SegmentPart::Completion, scored.prompt, scored.response);
}

// All answers of a row, with their places, or one with its score.
Status encodeScores(ExampleEncoder& encoder, const Example& example) {
    if (const auto* pair = std::get_if<Pair>(&example.body)) return encodeComparedPair(encoder, *pair);
    if (const auto* ranking = std::get_if<Ranking>(&example.body)) {
        if (ranking->responses.size() < 2 || ranking->rank.size() != ranking->responses.size())
            return encoder.refuse("tie", "a ranking needs two answers or more, each with its place");
        encoder.out().label.ranks = ranking->rank;
        readDimensions(encoder, [](const std::string&) { return std::optional<double>(); });
        for (const std::vector<Turn>& response : ranking->responses) RETURN_IF_ERROR(encoder.add(SegmentPart::Completion, ranking->prompt, response));
        return {};
    }
    if (const auto* scored = std::get_if<Scored>(&example.body)) return encodeScored(encoder, *scored);
    if (const auto* dialogue = std::get_if<Conversation>(&example.body); dialogue && !encoder.options().needsLabels) return encoder.addLastAnswer(*dialogue);
    return encoder.refuseKind("pairs, rankings or scored answers are wanted");
}

// A prompt is never cut: what is left of it would ask something else.
Status encodePrompts(ExampleEncoder& encoder, const Example& example) {
    const std::optional<Prompt> prompt = promptOf(example);
    if (!prompt) return encoder.refuseKind("prompts are wanted, or dialogues whose last answer is then left out");
    if (example.kind() != RowKind::Prompt) report(encoder.out(), "row_as_prompt", "only what comes before the answer is used");
    return encoder.addPrompt(*prompt);
}

}  // namespace

std::string_view partName(SegmentPart part) {
    switch (part) {
        case SegmentPart::Whole: return "whole";
        case SegmentPart::Chosen: return "chosen";
        case SegmentPart::Rejected: return "rejected";
        case SegmentPart::Completion: return "completion";
        case SegmentPart::Mismatched: return "mismatched";
    }
    return "whole";
}

std::string scoreProblem(double score, const EncodeOptions::ScoreRange& range) {
    if (range.isWhole && score != std::floor(score)) return numberInWords(score) + " is no whole number, and levels are wanted";
    if (score < range.lowest) return numberInWords(score) + " is below the lowest possible one, " + numberInWords(range.lowest);
    if (!(score <= range.highest)) return numberInWords(score) + " is above the highest possible one, " + numberInWords(range.highest);
    return {};
}

Result<EncodedExample> encodeExample(const RowEncoder& encoder, const Example& example, const EncodeOptions& options) {
    if (options.samples == SampleKind::Document) {
        EncodedExample out;
        ASSIGN_OR_RETURN(EncodedRow row, encoder.encode(example, options));
        out.problems = row.problems;
        out.sequences.push_back({SegmentPart::Whole, std::move(row)});
        return out;
    }
    ExampleEncoder sequences(encoder, example, options);
    switch (options.samples) {
        case SampleKind::Pair: RETURN_IF_ERROR(encodePairs(sequences, example)); break;
        case SampleKind::Prompts: RETURN_IF_ERROR(encodePrompts(sequences, example)); break;
        case SampleKind::Scores: RETURN_IF_ERROR(encodeScores(sequences, example)); break;
        default: RETURN_IF_ERROR(encodeAnswers(sequences, example));
    }
    return std::move(sequences.out());
}

std::int64_t numCommonTokens(const std::vector<TokenId>& a, const std::vector<TokenId>& b) {
    return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
}

}  // namespace luthier
