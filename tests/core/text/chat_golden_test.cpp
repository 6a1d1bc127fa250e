// SPDX-License-Identifier: Apache-2.0
// Rendered text, ids, spans and masks of transformers' apply_chat_template (tests/baselines/chat_masks.py).
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/base/json.h"
#include "tests/core/text/models.h"

namespace luthier {

namespace {

Conversation conversationOf(const Json& golden) {
    Conversation conversation;
    for (const Json& message : golden["messages"]) {
        Result<Turn> turn = turnFromJson(message, "messages");
        if (!turn) throw std::runtime_error(turn.error().toString());
        conversation.turns.push_back(*turn);
    }
    if (golden.contains("tools")) conversation.tools = golden["tools"];
    return conversation;
}

// A golden token is trained when it shares a character with a span; ours when it begins inside. They differ where one token holds both sides.
bool straddlesBegin(const ByteSpan& token, const Json& spans) {
    for (const Json& span : spans)
        if (token.begin < span[0].get<std::uint32_t>() && span[0].get<std::uint32_t>() < token.end) return true;
    return false;
}

void compareTokens(const Json& golden, const RowEncoder& encoder, const Conversation& conversation) {
    EncodeOptions options;
    options.maxLength = 100000;
    const Result<EncodedRow> row = encoder.encode(test::example(conversation), options);
    ASSERT_TRUE(row) << row.error().toString();
    EXPECT_EQ(Json(row->ids), golden["ids"]);
    ASSERT_EQ(row->weights.size(), golden["mask"].size());
    bool merged = false;
    for (std::size_t i = 0; i < row->weights.size(); ++i) {
        const bool straddles = straddlesBegin(row->spans[i], golden["spans"]);
        merged = merged || straddles;
        EXPECT_EQ(row->weights[i] > 0, golden["mask"][i] == 1 && !straddles && i > 0) << "token " << i;
    }
    EXPECT_EQ(test::hasRule(*row, "boundary_merge"), merged);
    EXPECT_FALSE(test::hasRule(*row, "missing_eos"));
    EXPECT_FALSE(row->refused());
}

void compareCase(const Json& golden, const ChatTemplate& chatTemplate, const Tokenizer& tokenizer, const RowEncoder* encoder) {
    SCOPED_TRACE(golden["tokenizer"].get<std::string>() + ": " + golden["name"].get<std::string>());
    const Conversation conversation = conversationOf(golden);
    const Result<Rendered> rendered = chatTemplate.renderWithSpans(conversation, tokenizer);
    ASSERT_TRUE(rendered) << rendered.error().toString();
    EXPECT_EQ(rendered->text, golden["rendered"].get<std::string>());
    if (golden.contains("generation_prompt")) {
        const Result<std::string> prompt = chatTemplate.render(conversation, true);
        ASSERT_TRUE(prompt) << prompt.error().toString();
        EXPECT_EQ(*prompt, golden["generation_prompt"].get<std::string>());
    }
    if (!encoder) return;
    Json spans = Json::array();
    for (const Rendered::TurnSpan& span : rendered->assistantSpans) spans.push_back({span.bytes.begin, span.bytes.end});
    EXPECT_EQ(spans, golden["spans"]);
    compareTokens(golden, *encoder, conversation);
}

}  // namespace

TEST(ChatGolden, TextIdsSpansAndMasksAreThoseOfTransformers) {
    const Result<Json> golden = readJsonFile(std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/chat_masks.json");
    ASSERT_TRUE(golden) << golden.error().toString();
    int numTokenised = 0;
    for (const auto& [name, source] : (*golden)["templates"].items()) {
        // The demo model's tokenizer is too large to be committed: without its folder in LUTHIER_DEMO_MODEL only the text is compared.
        const char* const demo = name.starts_with("tiny-") ? nullptr : std::getenv("LUTHIER_DEMO_MODEL");
        const bool isThere = demo || name.starts_with("tiny-");
        const Result<RowEncoder> encoder = RowEncoder::load(demo ? demo : test::modelFolder(isThere ? name : "tiny-llama"));
        ASSERT_TRUE(encoder) << encoder.error().toString();
        const Result<ChatTemplate> chatTemplate = ChatTemplate::fromSource(source.get<std::string>(), encoder->tokenizer().special());
        ASSERT_TRUE(chatTemplate) << chatTemplate.error().toString();
        for (const Json& one : (*golden)["cases"]) {
            if (one["tokenizer"] != name) continue;
            compareCase(one, *chatTemplate, encoder->tokenizer(), isThere ? &*encoder : nullptr);
            numTokenised += isThere;
        }
    }
    EXPECT_GT(numTokenised, 30);
}

}  // namespace luthier
