// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "core/data/formats/answer_parts.h"
#include "core/data/formats/pair_parts.h"
#include "core/data/formats/transcript.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

bool isAsked(const Turn& turn) { return turn.role == Role::User || turn.role == Role::System; }

std::size_t commonTurns(const std::vector<Turn>& a, const std::vector<Turn>& b) {
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// How many turns both dialogues begin with, short of a whole dialogue: an answer has at least one turn, also where both are the same.
std::size_t sharedTurns(const Side& chosen, const Side& rejected) {
    const std::size_t shorter = std::min(chosen.turns.size(), rejected.turns.size());
    return std::min(commonTurns(chosen.turns, rejected.turns), shorter - 1);
}

// Bytes both texts begin with. A blank before the first difference belongs to the answers, because tokenizers join it with the word after it; and where one
// text is the beginning of the other, or both are the same, so does the last word, because an answer should not be empty.
std::size_t sharedBytes(const std::string& a, const std::string& b) {
    auto length = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    if (length == a.size() || length == b.size()) {
        const std::size_t blank = length == 0 || a == b ? std::string::npos : a.rfind(' ', length - 1);
        return blank == std::string::npos ? 0 : blank;
    }
    // In the middle of a character: back to its first byte.
    while (length > 0 && (static_cast<unsigned char>(a[length]) & 0xC0U) == 0x80U) --length;
    return length > 0 && a[length - 1] == ' ' ? length - 1 : length;
}

struct Sides { Side prompt; std::vector<Side> answers; };

Result<Sides> readImplicit(const Json& chosen, const Json& rejected) {
    Sides sides;
    if (chosen.is_string() && rejected.is_string()) {
        const auto &a = chosen.get_ref<const std::string&>(), &b = rejected.get_ref<const std::string&>();
        const std::size_t shared = sharedBytes(a, b);
        if (shared > 0) {
            ASSIGN_OR_RETURN(sides.prompt, readSide(a.substr(0, shared), "chosen", Role::User));
        }
        for (const std::string* text : {&a, &b}) {
            ASSIGN_OR_RETURN(Side answer, readSide(text->substr(shared), "chosen", Role::Assistant));
            sides.answers.push_back(std::move(answer));
        }
        return sides;
    }
    ASSIGN_OR_RETURN(Side a, readSide(chosen, "chosen", Role::Assistant));
    ASSIGN_OR_RETURN(Side b, readSide(rejected, "rejected", Role::Assistant));
    const std::size_t shared = sharedTurns(a, b);
    sides.prompt = takeBeginning(a, shared);
    takeBeginning(b, shared);
    sides.answers = {std::move(a), std::move(b)};
    return sides;
}

// The prompt of an explicit row: a column of messages or text. Public sets call a text also "instruction" (with "input"), "question" or "input".
Result<Side> readPrompt(const Json& row) {
    if (fields::find(row, "prompt")) return requireSide(row, "prompt", Role::User);
    if (fields::find(row, "instruction")) {
        ASSIGN_OR_RETURN(std::string text, fields::text(row, "instruction", ""));
        ASSIGN_OR_RETURN(const std::string input, fields::textOr(row, "input", "", ""));
        if (!input.empty()) text += (text.empty() ? "" : "\n") + input;
        return readSide(text, "instruction", Role::User);
    }
    const char* column = fields::find(row, "question") ? "question" : "input";
    ASSIGN_OR_RETURN(const std::string text, fields::text(row, column, ""));
    return readSide(text, column, Role::User);
}

bool hasPrompt(const Json& row) {
    return fields::find(row, "prompt") || fields::find(row, "instruction") || fields::find(row, "question") || fields::find(row, "input");
}

std::string_view withoutBlanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Columns that say the same thing twice often differ in the blanks around it.
bool asksTheSame(const Turn& a, const Turn& b) { return a.role == b.role && withoutBlanks(a.text) == withoutBlanks(b.text); }

// Whether the first `length` turns end with `ending`.
bool endsWith(const std::vector<Turn>& turns, std::size_t length, const std::vector<Turn>& ending) {
    if (length < ending.size()) return false;
    return std::equal(ending.begin(), ending.end(), turns.begin() + static_cast<std::ptrdiff_t>(length - ending.size()), asksTheSame);
}

// Some sets (the binarized UltraFeedback) have a prompt and yet whole dialogues as answers: the prompt stands in both, which would ask it twice.
Status takePromptOutOfAnswers(Sides& sides) {
    std::vector<Turn>& prompt = sides.prompt.turns;
    Side &a = sides.answers[0], &b = sides.answers[1];
    if (prompt.back().role == Role::Assistant || (!isAsked(a.turns.front()) && !isAsked(b.turns.front()))) return {};
    const std::size_t shared = sharedTurns(a, b);
    for (std::size_t length = shared; length >= prompt.size(); --length) {
        if (!endsWith(a.turns, length, prompt)) continue;
        sides.prompt = takeBeginning(a, length);
        takeBeginning(b, length);
        return {};
    }
    // Only the end of the prompt, without its system turn for example.
    for (std::size_t length = std::min(shared, prompt.size()); length > 0; --length) {
        const std::vector<Turn> beginning(a.turns.begin(), a.turns.begin() + static_cast<std::ptrdiff_t>(length));
        if (!endsWith(prompt, prompt.size(), beginning)) continue;
        takeBeginning(a, length);
        takeBeginning(b, length);
        return {};
    }
    const std::string key = isAsked(a.turns.front()) ? "chosen[0]" : "rejected[0]";
    return fail(Error(ErrorCode::InvalidData, "\"" + key + "\" is a question, but not the one of \"prompt\"")
                    .withHint("give answers alone beside a prompt, or whole dialogues without one").withKey(key));
}

class Preference : public Format {
public:
    const FormatInfo& info() const override {
        static const FormatInfo text{
            "preference",
            "Preference pairs (TRL)",
            "prompt, chosen and rejected as texts or message lists, or two whole dialogues that begin alike; strength, verdict, dimensions, margin are read.",
            RowKind::Pair,
            {"prompt", "chosen", "rejected", "strength", "verdict", "dimensions", "margin", "score_chosen", "score_rejected", "system", "tools",
             "chat_template_kwargs"},
            R"({"prompt": "Which glue for a guitar top?", "chosen": "Hide glue: it lets go with heat.", "rejected": "Any glue.", "strength": 3})",
            {{"prompt", CellKind::Messages}, {"chosen", CellKind::Messages}, {"rejected", CellKind::Messages}, {"strength", CellKind::Number},
             {"verdict", CellKind::OptionalText},
             {"dimensions", CellKind::Structure}, {"margin", CellKind::Number}, {"score_chosen", CellKind::Number}, {"score_rejected", CellKind::Number},
             {"tools", CellKind::Structure}, {"chat_template_kwargs", CellKind::Structure}}};
        return text;
    }

    bool matches(const Json& row) const override {
        return row.is_object() && hasSide(row, "chosen") && hasSide(row, "rejected") && (!fields::find(row, "prompt") || hasSide(row, "prompt")) &&
               !isTranscriptPair(row);
    }

    Result<Example> read(const Json& row) const override {
        RETURN_IF_ERROR(requireObject(row));
        for (const char* column : {"chosen", "rejected"})
            if (!fields::find(row, column)) return fail(Error(ErrorCode::InvalidData, std::string("\"") + column + "\" is missing").withKey(column));
        Sides sides;
        const bool isExplicit = hasPrompt(row);
        if (isExplicit) {
            ASSIGN_OR_RETURN(sides.prompt, readPrompt(row));
            for (const char* column : {"chosen", "rejected"}) {
                ASSIGN_OR_RETURN(Side answer, requireSide(row, column, Role::Assistant));
                sides.answers.push_back(std::move(answer));
            }
            RETURN_IF_ERROR(takePromptOutOfAnswers(sides));
        } else {
            ASSIGN_OR_RETURN(sides, readImplicit(row.at("chosen"), row.at("rejected")));
        }
        Example example;
        Pair pair;
        ASSIGN_OR_RETURN(pair.prompt, joinSides(row, std::move(sides.prompt), sides.answers, example.extra));
        RETURN_IF_ERROR(readJudgement(row, pair));
        pair.a = std::move(sides.answers[0].turns);
        pair.b = std::move(sides.answers[1].turns);
        keepOtherColumns(row, example);
        example.body = std::move(pair);
        return example;
    }

    Result<WrittenRow> write(const Example& example) const override {
        const auto* pair = std::get_if<Pair>(&example.body);
        if (!pair) return fail(cannotBeWritten(example, info(), "pairs"));
        if (pair->a.empty() || pair->b.empty()) return fail(ErrorCode::InvalidArgument, "an answer without a turn cannot be written");
        const FacingPair facing = betterFirst(*pair);
        std::vector<std::string> lost;
        ASSIGN_OR_RETURN(Json row, sidesOf(example, *pair, facing, lost));
        writeToolsAndOptions(pair->prompt, row);
        row = withJudgement(std::move(row), example, facing, lost);
        return WrittenRow{std::move(row), std::move(lost)};
    }

private:
    // The scores stay beside the margin made of them: a difference does not say what it was between.
    static void keepOtherColumns(const Json& row, Example& example) {
        keepExtra(row, {"prompt", "chosen", "rejected", "strength", "verdict", "dimensions", "margin", "system", "tools", "chat_template_kwargs"}, example);
        if (fields::find(row, "prompt")) return;
        // What was taken for the prompt is written under the name "prompt".
        if (fields::find(row, "instruction")) {
            example.extra.erase("instruction");
            example.extra.erase("input");
        } else {
            example.extra.erase(fields::find(row, "question") ? "question" : "input");
        }
    }

    // Columns of single turns are numbered in the order of the row, a then b, so both are written before they change places.
    static Result<Json> sidesOf(const Example& example, const Pair& pair, const FacingPair& facing, std::vector<std::string>& lost) {
        const bool wouldAskTwice = !pair.prompt.turns.empty() && pair.prompt.turns.back().role != Role::Assistant &&
                                   (isAsked(pair.a.front()) || isAsked(pair.b.front()));
        WrittenSides written;
        Json row = Json::object();
        if (pair.prompt.turns.empty() || wouldAskTwice) {
            // Without a prompt column: whole dialogues.
            written = writeSidesAsMessages(example, pair.prompt, {&pair.a, &pair.b});
            noteLoss(lost, commonTurns(pair.a, pair.b) > 0 && !(pair.a == pair.b && pair.a.size() == 1), "where the prompt ends");
            for (Json& answer : written.answers) {
                Json whole = written.prompt;
                whole.insert(whole.end(), answer.begin(), answer.end());
                answer = std::move(whole);
            }
        } else {
            ASSIGN_OR_RETURN(written, writeSides(example, pair.prompt, {&pair.a, &pair.b}));
            row["prompt"] = std::move(written.prompt);
        }
        if (facing.wasTurned) std::swap(written.answers[0], written.answers[1]);
        row["chosen"] = std::move(written.answers[0]);
        row["rejected"] = std::move(written.answers[1]);
        return row;
    }
};

}  // namespace

const Format& preferenceFormat() {
    static const Preference format;
    return format;
}

}  // namespace luthier
