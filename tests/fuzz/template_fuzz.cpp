// SPDX-License-Identifier: Apache-2.0
// A foreign chat template and a foreign dialogue: the input is the template, and after a line "====" the JSON of messages. Nothing may crash, hang, or
// give spans outside the text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/base/utf8.h"
#include "core/text/chat_template.h"

namespace {

using namespace luthier;

// One token per byte: no file is needed.
const Tokenizer& byteTokenizer() {
    static const Tokenizer tokenizer = [] {
        Json vocabulary = Json::object();
        for (int byte = 0; byte < 256; ++byte) {
            constexpr char Digits[] = "0123456789ABCDEF";
            vocabulary[std::string("<0x") + Digits[byte / 16] + Digits[byte % 16] + ">"] = byte;
        }
        vocabulary["<end>"] = 256;
        Json json = Json::parse(R"({"version":"1.0","normalizer":null,"pre_tokenizer":null,"post_processor":null,"decoder":{"type":"ByteFallback"},
            "added_tokens":[{"id":256,"content":"<end>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}]})");
        json["model"] = {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", Json::array()}, {"byte_fallback", true}, {"unk_token", nullptr}};
        return Tokenizer::fromJson(json.dump()).value();
    }();
    return tokenizer;
}

Conversation conversationOf(std::string_view json) {
    Conversation conversation;
    const Result<Json> messages = parseJson(json);
    if (messages && messages->is_array()) {
        for (const Json& message : *messages) {
            Result<Turn> turn = turnFromJson(message, "messages");
            if (turn) conversation.turns.push_back(std::move(*turn));
        }
    }
    if (conversation.turns.empty()) {
        Turn user, assistant;
        user.text = std::string(json.substr(0, 200));
        assistant.role = Role::Assistant;
        assistant.text = "hello";
        conversation.turns = {user, assistant};
    }
    return conversation;
}

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 4096) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    constexpr std::string_view Separator = "\n====\n";
    const std::size_t cut = input.find(Separator);
    SpecialTokens special;
    special.eosText = "<end>";
    const Result<ChatTemplate> chatTemplate = ChatTemplate::fromSource(std::string(input.substr(0, cut)), special, 0);
    if (!chatTemplate) {
        require(!chatTemplate.error().message.empty());
        return 0;
    }
    const Conversation conversation = conversationOf(cut == std::string_view::npos ? "" : input.substr(cut + Separator.size()));
    const Result<Rendered> rendered = chatTemplate->renderWithSpans(conversation, byteTokenizer());
    if (!rendered) {
        require(!rendered.error().message.empty());
        return 0;
    }
    require(isValidUtf8(rendered->text));
    for (const Rendered::TurnSpan& span : rendered->assistantSpans) {
        require(span.turn < conversation.turns.size() && conversation.turns[span.turn].role == Role::Assistant);
        require(span.bytes.begin <= span.bytes.end && span.bytes.end <= rendered->text.size());
    }
    return 0;
}
