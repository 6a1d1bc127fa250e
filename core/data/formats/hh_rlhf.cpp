// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "core/data/formats/answer_parts.h"
#include "core/data/formats/pair_parts.h"
#include "core/data/formats/transcript.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// What both dialogues begin with, as far as the answers of both still begin with the assistant (or as far as they go, where no such place is).
std::size_t promptLength(const std::vector<Turn>& a, const std::vector<Turn>& b) {
    const auto shared = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    const std::size_t longest = std::min(shared, std::min(a.size(), b.size()) - 1);
    for (std::size_t length = longest; length > 0; --length)
        if (a[length].role == Role::Assistant && b[length].role == Role::Assistant) return length;
    return longest;
}

class HhRlhf : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "hh_rlhf",
            "Pairs of transcripts (HH-RLHF)",
            "chosen and rejected are whole dialogues as one text each, with \"Human:\" and \"Assistant:\" after blank lines; what they share is the prompt.",
            RowKind::Pair,
            {"chosen", "rejected", "prompt"},
            R"({"chosen": "\n\nHuman: Is rosewood heavy?\n\nAssistant: Yes.", "rejected": "\n\nHuman: Is rosewood heavy?\n\nAssistant: It is wood."})",
            {{"prompt", CellKind::OptionalText}, {"strength", CellKind::Number}, {"verdict", CellKind::OptionalText}, {"dimensions", CellKind::Structure},
             {"margin", CellKind::Number}, {"score_chosen", CellKind::Number}, {"score_rejected", CellKind::Number}}};
        return text;
    }

    bool matches(const Json& row) const override { return isTranscriptPair(row); }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        ASSIGN_OR_RETURN(const std::string prompt, fields::textOr(row, "prompt", "", ""));
        std::vector<std::vector<Turn>> dialogues;
        for (const char* column : {"chosen", "rejected"}) {
            ASSIGN_OR_RETURN(const std::string text, fields::text(row, column, ""));
            ASSIGN_OR_RETURN(std::vector<Turn> turns, turnsOfTranscript(prompt + text, prompt.empty() ? column : "prompt"));
            dialogues.push_back(std::move(turns));
        }
        const auto cut = static_cast<std::ptrdiff_t>(promptLength(dialogues[0], dialogues[1]));
        Example example;
        Pair pair;
        pair.prompt.turns.assign(dialogues[0].begin(), dialogues[0].begin() + cut);
        pair.a.assign(dialogues[0].begin() + cut, dialogues[0].end());
        pair.b.assign(dialogues[1].begin() + cut, dialogues[1].end());
        RETURN_IF_ERROR(readJudgement(row, pair));
        keepExtra(row, {"prompt", "chosen", "rejected", "strength", "verdict", "dimensions", "margin"}, example);
        example.body = std::move(pair);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        const auto* pair = std::get_if<Pair>(&example.body);
        if (!pair) return fail(cannotBeWritten(example, info(), "pairs"));
        if (pair->a.empty() || pair->b.empty()) return fail(ErrorCode::InvalidArgument, "an answer without a turn cannot be written");
        const FacingPair facing = betterFirst(*pair);
        Conversation all = pair->prompt;
        const auto dialogueOf = [&](const std::vector<Turn>& answer) {
            std::vector<Turn> turns = pair->prompt.turns;
            turns.insert(turns.end(), answer.begin(), answer.end());
            all.turns.insert(all.turns.end(), answer.begin(), answer.end());
            return turns;
        };
        const std::vector<Turn> chosen = dialogueOf(facing.pair.a), rejected = dialogueOf(facing.pair.b);
        std::vector<std::string> lost = lossesOfPlainTurns(example, all);
        if (chosen.front().role != Role::User || rejected.front().role != Role::User)
            return fail(ErrorCode::InvalidArgument, "only dialogues that the user begins can be written as " + info().title);
        noteLoss(lost, promptLength(chosen, rejected) != pair->prompt.turns.size(), "where the prompt ends");
        Json row = Json::object();
        ASSIGN_OR_RETURN(row["chosen"], transcriptOf(chosen));
        ASSIGN_OR_RETURN(row["rejected"], transcriptOf(rejected));
        std::erase(lost, "tags");   // said again by the next
        row = withJudgement(std::move(row), example, facing, lost);
        return WrittenRow{std::move(row), std::move(lost)};
    }
};

}  // namespace

const Format& hhRlhfFormat() {
    static const HhRlhf format;
    return format;
}

}  // namespace luthier
