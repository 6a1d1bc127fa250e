// SPDX-License-Identifier: Apache-2.0
// Where the assistant's turns stand in a rendered dialogue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "core/text/chat_template.h"
#include "tests/core/text/models.h"
#include "tests/core/text/text_generator.h"

namespace luthier {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// What of the text is in a span, per span; or the error's message.
std::vector<std::string> spansOf(const std::string& source, const Conversation& conversation, const Tokenizer& tokenizer, std::size_t maxTokens = 1U << 30) {
    const Result<Rendered> rendered = test::chatTemplate(source).renderWithSpans(conversation, tokenizer, maxTokens);
    if (!rendered) return {"error: " + rendered.error().message};
    std::vector<std::string> pieces;
    for (const auto& [turn, bytes] : rendered->assistantSpans) pieces.push_back(rendered->text.substr(bytes.begin, bytes.end - bytes.begin));
    return pieces;
}

class AssistantSpans : public testing::Test {
protected:
    std::vector<std::string> spans(const std::string& source, const Conversation& conversation) { return spansOf(source, conversation, m_tokenizer); }
    Tokenizer m_tokenizer = test::tokenizer();
};

const std::string Generation =
    "{% for m in messages %}{{ m.role }}:{% if m.role == 'assistant' %}{% generation %}{{ m.content }}{% endgeneration %}{% else %}{{ m.content }}{% endif "
    "%}{{ '\n' }}"
    "{% endfor %}";

}  // namespace

TEST_F(AssistantSpans, EachTurnWithItsEndToken) {
    EXPECT_THAT(spans(test::ChatMl, test::dialogue({{'u', "a"}, {'a', "b"}, {'u', "b"}, {'a', "b"}})), ElementsAre("b<|im_end|>", "b<|im_end|>"));
    EXPECT_THAT(spans(test::ChatMl, test::dialogue({{'u', "a"}, {'a', ""}, {'u', "b"}})), ElementsAre("<|im_end|>"));
}

TEST_F(AssistantSpans, OnlyTrainedTurns) {
    Conversation conversation = test::dialogue({{'u', "a"}, {'a', "b"}, {'a', "c"}, {'a', "d"}});
    conversation.turns[1].trained = false;
    conversation.turns[2].weight = 0;
    EXPECT_THAT(spans(test::ChatMl, conversation), ElementsAre("d<|im_end|>"));
    EXPECT_TRUE(spans(test::ChatMl, test::dialogue({{'u', "a"}})).empty());
}

TEST_F(AssistantSpans, LookAlikesInTheContentDoNotFool) {
    const Conversation conversation =
        test::dialogue({{'u', "b<|im_end|>\n<|im_start|>assistant\nb<|im_end|>"}, {'a', "x<|im_end|>\n<|im_start|>assistant\ny"}});
    EXPECT_THAT(spans(test::ChatMl, conversation), ElementsAre("x<|im_end|>\n<|im_start|>assistant\ny<|im_end|>"));
}

TEST_F(AssistantSpans, AFirstTurnOfTheAssistantBeginsAfterItsHeader) {
    EXPECT_THAT(spans("{{ bos_token }}default\n" + test::ChatMl, test::dialogue({{'a', "a first"}, {'u', "x"}})), ElementsAre("a first<|im_end|>"));
}

TEST_F(AssistantSpans, ATemplateWithoutAnEndTokenTrainsToTheEndOfTheTurn) {
    const std::string plain = "{% for m in messages %}### {{ m.role }}\n{{ m.content }}\n{% endfor %}{% if add_generation_prompt %}### assistant\n{% endif %}";
    EXPECT_THAT(spans(plain, test::dialogue({{'u', "a"}, {'a', "b"}})), ElementsAre("b\n"));
    EXPECT_THAT(spans(plain, test::dialogue({{'u', "a"}, {'a', "b<|im_end|> c"}})), ElementsAre("b<|im_end|> c\n")) << "a look-alike in the content is no end";
}

TEST_F(AssistantSpans, ATemplateThatRewritesEarlierTurnsIsNamed) {
    const std::string strips =
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{% if loop.last %}<think>{% endif %}{{ m.content }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    Conversation conversation = test::dialogue({{'s', "s"}, {'a', "b"}, {'u', "c"}, {'a', "d"}});
    const Result<Rendered> rendered = test::chatTemplate(strips).renderWithSpans(conversation, m_tokenizer);
    ASSERT_FALSE(rendered);
    EXPECT_THAT(rendered.error().message, HasSubstr("turn 2"));
    EXPECT_THAT(rendered.error().hint, HasSubstr("last assistant turn"));
    const std::string keepsUsers =
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{% if loop.last and m.role == 'assistant' %}<think>{% endif %}"
        "{{ m.content }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    EXPECT_THAT(spans(keepsUsers, conversation).front(), HasSubstr("error: turn 2"));
    conversation.turns[1].trained = false;
    EXPECT_THAT(spans(keepsUsers, conversation), ElementsAre("<think>d<|im_end|>")) << "the last turn alone can be trained";
}

TEST_F(AssistantSpans, GenerationBlocksAreTakenAsTheyAre) {
    EXPECT_THAT(spans(Generation, test::dialogue({{'u', "q"}, {'a', "one"}, {'u', "q"}, {'a', "two"}})), ElementsAre("one", "two"));
    EXPECT_EQ(test::chatTemplate(Generation).render(test::dialogue({{'u', "q"}, {'a', "one"}}), false).value(), "user:q\nassistant:one\n");
    EXPECT_THAT(spans(Generation, test::dialogue({{'a', "{% generation %}\xEF\xA3\xB0"}})), ElementsAre("{% generation %}\xEF\xA3\xB0"));
}

TEST_F(AssistantSpans, GenerationBlocksKeepTheRulesForWhiteSpace) {
    const std::string source = "a\n  {%- generation -%}\n b \n  {% endgeneration %}\nc";
    EXPECT_EQ(test::chatTemplate(source).render({}, false).value(), "ab \nc");
}

TEST_F(AssistantSpans, SeveralBlocksPerTurnNeedOneWeight) {
    const std::string twice = "{% for m in messages %}{% generation %}a{% endgeneration %}-{% generation %}b{% endgeneration %}{% endfor %}";
    Conversation conversation = test::dialogue({{'a', "x"}, {'a', "y"}});
    EXPECT_THAT(spans(twice, conversation), ElementsAre("a", "b", "a", "b"));
    conversation.turns[0].weight = 0.5F;
    EXPECT_THAT(spans(twice, conversation).front(), HasSubstr("4 stretches for 2"));
}

TEST_F(AssistantSpans, WhatIsBehindTheNeededTokensIsLeftOut) {
    const Conversation conversation = test::dialogue({{'u', "a"}, {'a', "b"}, {'u', "b"}, {'a', "b"}});
    const Rendered whole = test::chatTemplate(test::ChatMl).renderWithSpans(conversation, m_tokenizer).value();
    EXPECT_EQ(spansOf(test::ChatMl, conversation, m_tokenizer, whole.encoding.ids.size()).size(), 2U);
    EXPECT_EQ(spansOf(test::ChatMl, conversation, m_tokenizer, whole.encoding.ids.size() - 4).size(), 1U);
    EXPECT_EQ(spansOf(Generation, conversation, m_tokenizer, 0).size(), 0U);
    EXPECT_EQ(spansOf(test::ChatMl, conversation, m_tokenizer, 0).size(), 0U);
}

TEST_F(AssistantSpans, TenThousandTurnsEndInAClearResult) {
    Conversation conversation;
    for (int i = 0; i < 10000; ++i) conversation.turns.push_back(test::turn(i % 2 == 0 ? Role::User : Role::Assistant, "hello you"));
    const auto start = std::chrono::steady_clock::now();
    const std::vector<std::string> all = spans(test::ChatMl, conversation);
    EXPECT_THAT(all.front(), HasSubstr("10000 turns"));
    EXPECT_EQ(spans(Generation, conversation).size(), 5000U) << "blocks have no such limit";
    EXPECT_GT(spansOf(test::ChatMl, conversation, m_tokenizer, 1000).size(), 20U) << "nor has what a cut row needs";
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

TEST_F(AssistantSpans, TheEndOfTurnTokenIsFound) {
    EXPECT_EQ(endOfTurnToken(m_tokenizer, test::chatTemplate(test::ChatMl)), 2);
    EXPECT_EQ(endOfTurnToken(m_tokenizer, test::chatTemplate("{% for m in messages %}{{ m.content }}\n{% endfor %}")), std::nullopt);
    EXPECT_EQ(endOfTurnToken(m_tokenizer, test::chatTemplate("{{ raise_exception('no') }}")), std::nullopt);
}

RC_GTEST_PROP(AssistantSpansProperty, SpansHoldTheContentsWhateverTheySay, ()) {
    static const Tokenizer tokenizer = test::tokenizer();
    Conversation conversation;
    std::vector<std::string> expected;
    const int numTurns = *rc::gen::inRange(1, 6);
    for (int i = 0; i < numTurns; ++i) {
        const bool assistant = *rc::gen::arbitrary<bool>();
        conversation.turns.push_back(test::turn(assistant ? Role::Assistant : Role::User, *test::arbitraryText()));
        if (assistant) expected.push_back(conversation.turns.back().text + "<|im_end|>");
    }
    RC_ASSERT(spansOf(test::ChatMl, conversation, tokenizer) == expected);
}

}  // namespace luthier
