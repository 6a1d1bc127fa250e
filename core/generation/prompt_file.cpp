// SPDX-License-Identifier: Apache-2.0
#include "core/generation/prompt_file.h"

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/data/cells.h"
#include "core/data/container.h"
#include "core/data/formats/all_formats.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

constexpr std::size_t maxPromptBytes = std::size_t{64} << 20;

Error notAPrompt(std::string message, const std::string& key) {
    return Error(ErrorCode::InvalidData, std::move(message))
        .withHint("A prompt is {\"messages\": [...]}, {\"prompt\": \"...\"} or a line of plain text.")
        .withKey(key);
}

Conversation userTurn(std::string text) {
    Conversation conversation;
    Turn turn;
    turn.text = std::move(text);
    conversation.turns.push_back(std::move(turn));
    return conversation;
}

// The conversation of a row in any format that makes one.
Result<Conversation> conversationOf(const Json& row) {
    const Json* prompt = fields::find(row, "prompt");
    const bool isOnlyPrompt = prompt && !row.contains("completion") && !row.contains("messages");
    if (isOnlyPrompt && prompt->is_string()) return userTurn(prompt->get<std::string>());
    Json asMessages = row;
    if (isOnlyPrompt) {
        asMessages["messages"] = *prompt;
        asMessages.erase("prompt");
    }
    const Format* format = row.contains("messages") || isOnlyPrompt ? findFormat("messages") : nullptr;
    for (const Format* other : allFormats())
        if (!format && other->info().kind == RowKind::Conversation && other->matches(row)) format = other;
    if (!format) return fail(notAPrompt("this row is no prompt: it has neither \"messages\" nor \"prompt\"", ""));
    ASSIGN_OR_RETURN(Example example, format->read(asMessages));
    if (auto* conversation = std::get_if<Conversation>(&example.body)) return std::move(*conversation);
    return fail(notAPrompt("this row is no conversation", ""));
}

}  // namespace

Result<PromptRow> promptOf(const Json& json, bool raw, std::int64_t& numAnswersLeftOut) {
    if (!json.is_object()) return fail(fields::wrongType("row", "an object", json));
    PromptRow row;
    if (fields::find(json, "adapter")) {
        ASSIGN_OR_RETURN(row.adapter, fields::text(json, "adapter", ""));
    } else if (json.contains("adapter")) {
        row.adapter = "";   // null is the base
    }
    if (raw) {
        if (!json.contains("prompt")) return fail(notAPrompt("with --raw a row needs \"prompt\", the text to continue", "prompt"));
        ASSIGN_OR_RETURN(row.rawText, fields::text(json, "prompt", ""));
        return row;
    }
    ASSIGN_OR_RETURN(row.conversation, conversationOf(json));
    std::vector<Turn>& turns = row.conversation.turns;
    if (!turns.empty() && turns.back().role == Role::Assistant) {
        turns.pop_back();
        ++numAnswersLeftOut;
    }
    if (turns.empty()) return fail(notAPrompt("there is no turn to answer", "messages"));
    return row;
}

Result<std::vector<TokenId>> promptIds(const PromptRow& row, const RowEncoder& encoder, std::int64_t maxPositions) {
    std::string text = row.rawText.value_or("");
    if (!row.rawText) {
        if (!encoder.chatTemplate())
            return fail(Error(ErrorCode::InvalidData, "the model has no chat template, so it takes no messages")
                            .withHint("It is a base model: continue plain text instead (--raw)."));
        ASSIGN_OR_RETURN(text, encoder.chatTemplate()->render(row.conversation, true));
    }
    ASSIGN_OR_RETURN(Encoding encoding, encoder.tokenizer().encode(text, row.rawText.has_value()));
    if (encoding.ids.empty() && encoder.tokenizer().special().bos) encoding.ids.push_back(*encoder.tokenizer().special().bos);
    if (encoding.ids.empty())
        return fail(Error(ErrorCode::InvalidData, "the prompt has no tokens: there is nothing to continue").withHint("Give it some text."));
    if (static_cast<std::int64_t>(encoding.ids.size()) >= maxPositions)
        return fail(Error(ErrorCode::InvalidData,
                          "the prompt has " + std::to_string(encoding.ids.size()) + " tokens, the model's context is " + std::to_string(maxPositions))
                        .withHint("Shorten it: at least one place must be left for the answer."));
    return std::move(encoding.ids);
}

namespace {

Result<PromptFile> readJsonPrompts(const std::string& path, Container container, bool raw) {
    PromptFile file;
    Status problem;
    RETURN_IF_ERROR(forEachRecord(path, container, ReadOptions(), [&](Record record) {
        if (!record.value) {
            problem = fail(notAPrompt(record.reason, "").at(path, record.number));
            return false;
        }
        // In a table lists of messages are text until a format says which cells they are.
        if (isTable(container))
            record.value = rowFromCells(*record.value, findFormat(record.value->contains("messages") ? "messages" : "prompt_completion")->info());
        Result<PromptRow> row = promptOf(*record.value, raw, file.numAnswersLeftOut);
        if (!row) {
            problem = fail(std::move(row.error()).at(path, record.number));
            return false;
        }
        row->source = {path, record.number};
        file.rows.push_back(std::move(*row));
        return true;
    }));
    RETURN_IF_ERROR(problem);
    return file;
}

Result<PromptFile> readTextPrompts(const std::string& path, bool raw) {
    PromptFile file;
    Status problem;
    RETURN_IF_ERROR(forEachLine(path, maxPromptBytes, [&](const Line& line) {
        if (line.tooLong) {
            problem = fail(notAPrompt("this line is longer than 64 MiB", "").at(path, line.number));
            return false;
        }
        if (line.text.find_first_not_of(" \t\r\f\v") == std::string_view::npos) return true;
        PromptRow row;
        row.source = {path, line.number};
        std::string text = repairUtf8(line.text);
        if (raw) row.rawText = std::move(text);
        else row.conversation = userTurn(std::move(text));
        file.rows.push_back(std::move(row));
        return true;
    }));
    RETURN_IF_ERROR(problem);
    return file;
}

}  // namespace

std::string PromptRow::shown() const {
    if (rawText) return *rawText;
    for (auto turn = conversation.turns.rbegin(); turn != conversation.turns.rend(); ++turn)
        if (turn->role == Role::User) return turn->text;
    return conversation.turns.empty() ? "" : conversation.turns.back().text;
}

Result<PromptFile> readPrompts(const std::string& path, bool raw) {
    ASSIGN_OR_RETURN(const Container detected, detectContainer(path, ReadOptions()));
    const bool isProse = path.ends_with(".txt") || path.ends_with(".md");
    const bool isText = detected == Container::PlainText || (isProse && detected != Container::Parquet);
    ASSIGN_OR_RETURN(PromptFile file, isText ? readTextPrompts(path, raw) : readJsonPrompts(path, detected, raw));
    if (file.rows.empty()) return fail(notAPrompt("the file holds no prompt", "").at(path));
    return file;
}

}  // namespace luthier
