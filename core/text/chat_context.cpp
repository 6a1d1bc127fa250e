// SPDX-License-Identifier: Apache-2.0
#include "core/text/chat_context.h"

namespace luthier {

namespace {

Json messageJson(const Turn& turn) {
    Json message = Json::object();
    message["role"] = std::string(roleName(turn.role));
    message["content"] = turn.text;
    if (!turn.name.empty()) message["name"] = turn.name;
    if (!turn.thinking.empty()) {
        // Templates disagree on the name; transformers passes on whichever a row has.
        message["reasoning_content"] = turn.thinking;
        message["thinking"] = turn.thinking;
    }
    if (turn.toolCalls.is_array() && !turn.toolCalls.empty()) message["tool_calls"] = turn.toolCalls;
    if (!turn.toolCallId.empty()) message["tool_call_id"] = turn.toolCallId;
    return message;
}

}  // namespace

std::string templateVariables(const Conversation& conversation, const SpecialTokens& special) {
    Json variables = Json::object();
    if (special.bosText) variables["bos_token"] = *special.bosText;
    if (special.eosText) variables["eos_token"] = *special.eosText;
    if (special.padText) variables["pad_token"] = *special.padText;
    if (special.unkText) variables["unk_token"] = *special.unkText;
    variables["tools"] = conversation.tools.is_array() && !conversation.tools.empty() ? conversation.tools : Json();
    variables["documents"] = Json();
    if (conversation.templateOptions.is_object()) variables.update(conversation.templateOptions);
    Json messages = Json::array();
    for (const Turn& turn : conversation.turns) messages.push_back(messageJson(turn));
    variables["messages"] = std::move(messages);
    return dumpJson(variables);
}

}  // namespace luthier
