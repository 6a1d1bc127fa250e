// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "core/base/utf8.h"
#include "core/rows/example.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

// Content is text, null, or a list of typed parts of which only text is understood.
Result<std::string> contentText(const Json& content, const std::string& keyPath) {
    if (content.is_null()) return std::string();
    if (content.is_string()) return content.get<std::string>();
    if (!content.is_array()) return fail(fields::wrongType(keyPath, "text or a list of parts", content));
    std::string text;
    for (std::size_t i = 0; i < content.size(); ++i) {
        const Json& part = content[i];
        const std::string partPath = keyPath + "[" + std::to_string(i) + "]";
        if (part.is_string()) {
            text += part.get_ref<const std::string&>();
            continue;
        }
        if (!part.is_object()) return fail(fields::wrongType(partPath, "a part like {\"type\":\"text\",\"text\":\"...\"}", part));
        ASSIGN_OR_RETURN(const std::string type, fields::textOr(part, "type", partPath, "text"));
        if (type != "text" && type != "input_text" && type != "output_text") {
            return fail(Error(ErrorCode::InvalidData, "\"" + partPath + "\" is a part of type \"" + excerpt(type, 40) + "\"; only text can be trained on")
                            .withKey(partPath));
        }
        ASSIGN_OR_RETURN(const std::string piece, fields::text(part, "text", partPath));
        text += piece;
    }
    return text;
}

Status readToolCalls(const Json& json, const std::string& keyPath, Turn& turn) {
    const Json* calls = fields::find(json, "tool_calls");
    if (!calls) return {};
    const std::string path = fields::join(keyPath, "tool_calls");
    if (!calls->is_array()) return fail(fields::wrongType(path, "a list", *calls));
    for (std::size_t i = 0; i < calls->size(); ++i)
        if (!(*calls)[i].is_object()) return fail(fields::wrongType(path + "[" + std::to_string(i) + "]", "an object", (*calls)[i]));
    turn.toolCalls = *calls;
    return {};
}

// "trained" is ours, "train" is axolotl's, "weight" is OpenAI's (0 or 1) and ours (any).
Status readLoss(const Json& json, const std::string& keyPath, Turn& turn) {
    ASSIGN_OR_RETURN(const double weight, fields::numberOr(json, "weight", keyPath, 1.0));
    if (weight < 0 || weight > static_cast<double>(std::numeric_limits<float>::max())) {
        const std::string path = fields::join(keyPath, "weight");
        return fail(Error(ErrorCode::InvalidData, "\"" + path + "\" must be 0 or more").withKey(path));
    }
    turn.weight = static_cast<float>(weight);
    ASSIGN_OR_RETURN(const bool train, fields::flagOr(json, "train", keyPath, turn.weight > 0));
    ASSIGN_OR_RETURN(turn.trained, fields::flagOr(json, "trained", keyPath, train));
    return {};
}

Result<std::string> readThinking(const Json& json, const std::string& keyPath) {
    for (const char* key : {"reasoning_content", "thinking", "reasoning"})
        if (fields::find(json, key)) return fields::text(json, key, keyPath);
    return std::string();
}

}  // namespace

Json turnToJson(const Turn& turn) {
    Json json = {{"role", std::string(roleName(turn.role))}, {"content", turn.text}};
    if (!turn.name.empty()) json["name"] = turn.name;
    if (!turn.thinking.empty()) json["reasoning_content"] = turn.thinking;
    if (!turn.toolCalls.empty()) json["tool_calls"] = turn.toolCalls;
    if (!turn.toolCallId.empty()) json["tool_call_id"] = turn.toolCallId;
    if (turn.trained != (turn.weight > 0)) json["trained"] = turn.trained;
    if (turn.weight != 1.0F) json["weight"] = jsonNumber(static_cast<double>(turn.weight));
    return json;
}

Result<Turn> turnFromJson(const Json& json, const std::string& keyPath) {
    if (!json.is_object()) return fail(fields::wrongType(keyPath, "a message like {\"role\":\"user\",\"content\":\"...\"}", json));
    Turn turn;
    ASSIGN_OR_RETURN(const std::string name, fields::text(json, "role", keyPath));
    auto role = roleFromName(name);
    if (!role) return fail(std::move(role.error()).withKey(fields::join(keyPath, "role")));
    turn.role = *role;
    RETURN_IF_ERROR(readToolCalls(json, keyPath, turn));
    const auto content = json.find("content");
    if (content == json.end() && turn.toolCalls.empty()) {
        const std::string path = fields::join(keyPath, "content");
        return fail(Error(ErrorCode::InvalidData, "\"" + path + "\" is missing").withKey(path));
    }
    if (content != json.end()) {
        ASSIGN_OR_RETURN(turn.text, contentText(*content, fields::join(keyPath, "content")));
    }
    ASSIGN_OR_RETURN(turn.name, fields::textOr(json, "name", keyPath, ""));
    ASSIGN_OR_RETURN(turn.thinking, readThinking(json, keyPath));
    ASSIGN_OR_RETURN(turn.toolCallId, fields::textOr(json, "tool_call_id", keyPath, ""));
    RETURN_IF_ERROR(readLoss(json, keyPath, turn));
    return turn;
}

}  // namespace luthier
