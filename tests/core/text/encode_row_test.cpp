// SPDX-License-Identifier: Apache-2.0
// Which tokens of a row are trained, and every rule that is reported or refuses.
#include "core/text/encode_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/files.h"
#include "tests/core/text/models.h"
#include "tests/core/text/text_generator.h"

namespace luthier {

namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class EncodeRow : public testing::Test {
protected:
    EncodedRow encode(RowBody body) { return encodeWith(m_encoder, std::move(body)); }
    EncodedRow encodeWith(const RowEncoder& encoder, RowBody body) {
        Result<EncodedRow> row = encoder.encode(test::example(std::move(body)), m_options);
        EXPECT_TRUE(row) << row.error().toString();
        return row.value_or(EncodedRow{});
    }
    static RowEncoder withTemplate(const std::string& source, const std::string& model = "tiny-llama") {
        return RowEncoder(test::tokenizer(model), ChatTemplate::fromSource(source, test::tokenizer(model).special()).value());
    }
    static std::string messageOf(const EncodedRow& row, std::string_view rule) {
        for (const RowProblem& problem : row.problems)
            if (problem.rule == rule) return problem.message;
        return "no problem " + std::string(rule);
    }
    RowEncoder m_encoder = test::rowEncoder();
    EncodeOptions m_options{};
    const Conversation m_dialogue = test::dialogue({{'u', "hello"}, {'a', "hello you"}, {'u', "and?"}, {'a', "no"}});
};

}  // namespace

TEST_F(EncodeRow, TrainsTheAnswersAndTheirEnd) {
    const EncodedRow row = encode(m_dialogue);
    EXPECT_THAT(test::trainedPieces(row), ElementsAre("hello you<|im_end|>", "no<|im_end|>"));
    EXPECT_THAT(row.problems, IsEmpty());
    EXPECT_EQ(row.ids.size(), row.weights.size());
    EXPECT_EQ(row.ids.size(), row.spans.size());
    EXPECT_GT(row.numTrained(), 2);
}

TEST_F(EncodeRow, WeightsAreThoseOfTheTurns) {
    Conversation conversation = m_dialogue;
    conversation.turns[1].weight = 0.25F;
    const EncodedRow row = encode(conversation);
    EXPECT_TRUE(std::find(row.weights.begin(), row.weights.end(), 0.25F) != row.weights.end());
    EXPECT_EQ(row.weights[row.weights.size() - 2], 1.0F) << "the end token of the last turn";
    EXPECT_EQ(row.weights.back(), 0.0F) << "the line break after it";
    conversation.turns[1].trained = false;
    EXPECT_THAT(test::trainedPieces(encode(conversation)), ElementsAre("no<|im_end|>"));
}

TEST_F(EncodeRow, AllTokensButTheFirst) {
    m_options.lossOn = LossOn::All;
    const EncodedRow row = encode(m_dialogue);
    EXPECT_EQ(row.weights[0], 0.0F);
    EXPECT_EQ(row.numTrained(), static_cast<std::int64_t>(row.ids.size()) - 1);
    EXPECT_FALSE(encode(test::dialogue({{'u', "only a question"}})).refused());
}

TEST_F(EncodeRow, NothingTrainedRefuses) {
    EXPECT_THAT(messageOf(encode(test::dialogue({{'u', "q"}})), "nothing_trained"), HasSubstr("no assistant turn"));
    EXPECT_THAT(messageOf(encode(Conversation{}), "nothing_trained"), HasSubstr("no turns"));
    Conversation untrained = m_dialogue;
    for (Turn& turn : untrained.turns) turn.trained = false;
    const EncodedRow row = encode(untrained);
    EXPECT_TRUE(row.refused());
    EXPECT_THAT(messageOf(row, "nothing_trained"), HasSubstr("marked as trained"));
    EXPECT_FALSE(row.ids.empty()) << "a refused row can still be looked at";
}

TEST_F(EncodeRow, TruncateKeepsTheBeginAndCountsWhatIsLost) {
    const EncodedRow whole = encode(m_dialogue);
    m_options.maxLength = static_cast<std::int64_t>(whole.ids.size()) - 4;
    const EncodedRow cut = encode(m_dialogue);
    EXPECT_FALSE(cut.refused());
    EXPECT_EQ(cut.numTruncated, 4);
    EXPECT_TRUE(std::equal(cut.ids.begin(), cut.ids.end(), whole.ids.begin()));
    EXPECT_TRUE(std::equal(cut.weights.begin(), cut.weights.end(), whole.weights.begin()));
    EXPECT_EQ(cut.text, whole.text);
    m_options.maxLength += 1;
    EXPECT_THAT(messageOf(encode(m_dialogue), "too_long"), HasSubstr("2 trained tokens are lost"));
    m_options.maxLength -= 1;
    EXPECT_THAT(messageOf(cut, "too_long"), HasSubstr("1 trained turn is lost"));
}

TEST_F(EncodeRow, TruncatedToNothingTrainedRefuses) {
    for (const std::int64_t length : {1, 3}) {
        m_options.maxLength = length;
        const EncodedRow row = encode(m_dialogue);
        EXPECT_TRUE(row.refused());
        EXPECT_THAT(messageOf(row, "nothing_trained"), HasSubstr("within the first"));
        EXPECT_EQ(row.ids.size(), static_cast<std::size_t>(length));
    }
    m_options.lossOn = LossOn::All;
    m_options.maxLength = 1;
    EXPECT_TRUE(encode(m_dialogue).refused());
    m_options.maxLength = 2;
    EXPECT_FALSE(encode(m_dialogue).refused());
}

TEST_F(EncodeRow, DropAndErrorRefuse) {
    m_options.maxLength = 5;
    m_options.overflow = Overflow::Drop;
    EXPECT_TRUE(encode(m_dialogue).refused());
    EXPECT_TRUE(test::hasRule(encode(m_dialogue), "too_long"));
    m_options.overflow = Overflow::Error;
    EXPECT_TRUE(encode(m_dialogue).refused());
    EXPECT_TRUE(test::hasRule(encode(m_dialogue), "too_long_error"));
    m_options.maxLength = 1024;
    EXPECT_FALSE(encode(m_dialogue).refused());
}

TEST_F(EncodeRow, AMaxLengthThatIsNoneIsAnError) {
    for (const std::int64_t length : {0, -1}) {
        m_options.maxLength = length;
        const Result<EncodedRow> row = m_encoder.encode(test::example(m_dialogue), m_options);
        ASSERT_FALSE(row);
        EXPECT_EQ(row.error().code, ErrorCode::InvalidArgument);
    }
}

TEST_F(EncodeRow, TextIsTrainedWithItsEnd) {
    const EncodedRow row = encode(Text{"the hat"});
    EXPECT_THAT(row.problems, IsEmpty());
    EXPECT_EQ(row.ids.back(), 2);
    EXPECT_EQ(row.spans.back(), (ByteSpan{7, 7}));
    EXPECT_EQ(row.numTrained(), static_cast<std::int64_t>(row.ids.size()) - 1);
    const EncodedRow ended = encode(Text{"the hat<|im_end|>"});
    EXPECT_EQ(ended.ids, row.ids) << "no second end";
}

TEST_F(EncodeRow, TextBeginsAsTheTokenizerWantsIt) {
    const RowEncoder mistral = test::rowEncoder("tiny-mistral");
    const EncodedRow row = encodeWith(mistral, Text{"hello"});
    EXPECT_EQ(row.ids.front(), 1);
    EXPECT_EQ(row.weights.front(), 0.0F);
    EXPECT_TRUE(test::hasRule(encodeWith(mistral, Text{"<s>hello"}), "double_bos"));
    EXPECT_FALSE(test::hasRule(row, "double_bos"));
}

// What is trained never follows from ids: where the end token is the padding token too, the end is learned all the same.
TEST_F(EncodeRow, TheEndIsTrainedWhereItIsThePaddingToken) {
    const RowEncoder encoder = withTemplate(
        "{{ bos_token }}{% for m in messages %}{% if m.role == 'user' %}[{{ m.content }}]{% else %}{{ m.content + eos_token }}{% endif %}{% endfor %}",
        "tiny-mistral");
    const SpecialTokens& special = encoder.tokenizer().special();
    ASSERT_TRUE(special.pad && special.pad == special.endOfGeneration.front());
    EXPECT_THAT(test::trainedPieces(encodeWith(encoder, m_dialogue)), ElementsAre("hello you</s>", "no</s>"));
    const EncodedRow text = encodeWith(encoder, Text{"hello"});
    EXPECT_EQ(text.ids.back(), *special.pad);
    EXPECT_EQ(text.weights.back(), 1.0F);
}

TEST_F(EncodeRow, TextOfNothingOrOfOneToken) {
    EXPECT_TRUE(encode(Text{""}).refused());
    EXPECT_TRUE(test::hasRule(encode(Text{""}), "empty_text"));
    EXPECT_TRUE(test::hasRule(encode(Text{"<|im_end|>"}), "nothing_trained"));
    EXPECT_FALSE(encode(Text{" "}).refused());
}

TEST_F(EncodeRow, ATokenizerWithoutEosIsReported) {
    const RowEncoder encoder(Tokenizer::fromJson(readFile(test::modelFolder("tiny-llama") + "/tokenizer.json").value()).value(), std::nullopt);
    const EncodedRow row = encodeWith(encoder, Text{"the hat"});
    EXPECT_TRUE(test::hasRule(row, "missing_eos"));
    EXPECT_FALSE(row.refused());
}

TEST_F(EncodeRow, BosIsReportedWhenDoubledOrMissing) {
    const RowEncoder doubled = withTemplate("{{ bos_token }}{{ bos_token }}" + test::ChatMl, "tiny-mistral");
    EXPECT_TRUE(test::hasRule(encodeWith(doubled, m_dialogue), "double_bos"));
    const RowEncoder missing = withTemplate(test::ChatMl, "tiny-mistral");
    const EncodedRow row = encodeWith(missing, m_dialogue);
    EXPECT_TRUE(test::hasRule(row, "missing_bos"));
    EXPECT_FALSE(row.refused());
    EXPECT_THAT(encodeWith(test::rowEncoder("tiny-mistral"), m_dialogue).problems, IsEmpty());
}

TEST_F(EncodeRow, AnAnswerWithoutAnEndIsReported) {
    const RowEncoder encoder = withTemplate("{% for m in messages %}{{ m.content }}\n{% endfor %}");
    const EncodedRow row = encodeWith(encoder, test::dialogue({{'u', "a"}, {'a', "b"}, {'u', "c"}, {'a', "d"}}));
    EXPECT_EQ(std::count_if(row.problems.begin(), row.problems.end(), [](const RowProblem& p) { return p.rule == "missing_eos"; }), 2);
    EXPECT_FALSE(row.refused());
}

TEST_F(EncodeRow, ATokenOverTheBeginOfAnAnswerIsReportedAndNotTrained) {
    const RowEncoder encoder = withTemplate(
        "{% for m in messages %}{{ m.role }} th{{ m.content }}<|im_end|>{% endfor %}"
        "{% if add_generation_prompt %}assistant th{% endif %}");
    const EncodedRow row = encodeWith(encoder, test::dialogue({{'u', "a"}, {'a', "e box"}}));
    EXPECT_THAT(messageOf(row, "boundary_merge"), HasSubstr("turn 2"));
    EXPECT_THAT(test::trainedPieces(row), ElementsAre(" box<|im_end|>"));
    EXPECT_FALSE(row.refused());
}

TEST_F(EncodeRow, AnEmptyAnswerIsReportedAndTrainsItsEnd) {
    const EncodedRow row = encode(test::dialogue({{'u', "a"}, {'a', ""}}));
    EXPECT_THAT(messageOf(row, "empty_turn"), HasSubstr("turn 2"));
    EXPECT_THAT(test::trainedPieces(row), ElementsAre("<|im_end|>"));
    EXPECT_FALSE(row.refused());
}

TEST_F(EncodeRow, InvalidUtf8IsRepairedAndCounted) {
    const EncodedRow row = encode(test::dialogue({{'u', "a\xFF"}, {'a', "b\xC3"}}));
    EXPECT_THAT(messageOf(row, "invalid_utf8"), HasSubstr("2 invalid"));
    EXPECT_THAT(test::trainedPieces(row), ElementsAre("b\uFFFD<|im_end|>"));
    const EncodedRow text = encode(Text{"\xFE\xFE x"});
    EXPECT_THAT(messageOf(text, "invalid_utf8"), HasSubstr("2 invalid"));
    EXPECT_EQ(text.text, "\uFFFD\uFFFD x");
}

TEST_F(EncodeRow, WhatTheTemplateRefusesIsARowsProblem) {
    const RowEncoder encoder =
        withTemplate("{% if messages[0].role == 'system' %}\n{{ raise_exception('System role not supported') }}{% endif %}" + test::ChatMl);
    const EncodedRow row = encodeWith(encoder, test::dialogue({{'s', "s"}, {'u', "u"}, {'a', "a"}}));
    EXPECT_TRUE(row.refused());
    EXPECT_THAT(messageOf(row, "template_error"), testing::AllOf(HasSubstr("System role not supported"), HasSubstr("line 2")));
    EXPECT_FALSE(encodeWith(encoder, m_dialogue).refused());
}

TEST_F(EncodeRow, ABaseModelReadsTextsOnly) {
    const RowEncoder base(test::tokenizer(), std::nullopt);
    EXPECT_TRUE(test::hasRule(encodeWith(base, m_dialogue), "no_chat_template"));
    EXPECT_FALSE(encodeWith(base, Text{"x y"}).refused());
}

TEST_F(EncodeRow, OtherKindsAreRefusedByName) {
    EXPECT_THAT(messageOf(encode(Pair{}), "wrong_kind"), HasSubstr("pair"));
    for (const RowBody& body : {RowBody(Ranking{}), RowBody(Scored{}), RowBody(Prompt{})}) EXPECT_TRUE(encode(body).refused());
}

TEST_F(EncodeRow, TheEndOfATurnEndsGeneration) {
    EXPECT_THAT(withTemplate(test::ChatMl, "tiny-mistral").tokenizer().special().endOfGeneration, ElementsAre(2, 5));
    EXPECT_NE(m_encoder.chatTemplate(), nullptr);
}

TEST_F(EncodeRow, TenThousandTurnsAreCutOrRefused) {
    Conversation conversation;
    for (int i = 0; i < 10000; ++i) conversation.turns.push_back(test::turn(i % 2 == 0 ? Role::User : Role::Assistant, "hello you"));
    const EncodedRow cut = encode(conversation);
    EXPECT_FALSE(cut.refused());
    EXPECT_EQ(cut.ids.size(), 1024U);
    EXPECT_GT(cut.numTrained(), 100);
    m_options.maxLength = 10000000;
    EXPECT_THAT(messageOf(encode(conversation), "template_error"), HasSubstr("10000 turns"));
}

// The character is two tokens with one span, and the turn that begins with it (the generation prompt writes nothing) is trained as far as the limit reaches.
TEST_F(EncodeRow, ALimitWithinTheBytesOfOneCharacterKeepsTheTurn) {
    const RowEncoder encoder = withTemplate("{% for m in messages %}{{ m.content }}{% endfor %}", "tiny-mistral");
    const Conversation conversation = test::dialogue({{'u', "hello"}, {'a', "\xC2\x80 you"}});
    const EncodedRow whole = encodeWith(encoder, conversation);
    const auto first = std::find(whole.weights.begin(), whole.weights.end(), 1.0F) - whole.weights.begin();
    ASSERT_EQ(whole.spans.at(static_cast<std::size_t>(first)).begin, whole.spans.at(static_cast<std::size_t>(first) + 1).begin);
    m_options.maxLength = first + 1;
    const EncodedRow cut = encodeWith(encoder, conversation);
    EXPECT_FALSE(cut.refused());
    EXPECT_EQ(cut.numTrained(), 1);
}

RC_GTEST_PROP(EncodeRowProperty, WeightsLieInsideTheAnswersAndCuttingKeepsThem, ()) {
    static const RowEncoder encoder = test::rowEncoder();
    Conversation conversation;
    const int numTurns = *rc::gen::inRange(1, 6);
    for (int i = 0; i < numTurns; ++i) {
        const Role role = *rc::gen::element(Role::User, Role::Assistant);
        conversation.turns.push_back(test::turn(role, *test::arbitraryText()));
    }
    EncodeOptions options;
    options.maxLength = 100000;
    const EncodedRow whole = encoder.encode(test::example(conversation), options).value();
    const Rendered rendered = encoder.chatTemplate()->renderWithSpans(conversation, encoder.tokenizer()).value();
    for (std::size_t i = 0; i < whole.ids.size(); ++i) {
        bool inside = false;
        const std::uint32_t begin = whole.spans[i].begin;
        for (const auto& [turn, bytes] : rendered.assistantSpans) inside = inside || (begin >= bytes.begin && begin < bytes.end);
        RC_ASSERT((whole.weights[i] > 0) == (inside && i > 0));
    }
    options.maxLength = *rc::gen::inRange<std::int64_t>(1, 60);
    const EncodedRow cut = encoder.encode(test::example(conversation), options).value();
    const std::size_t length = std::min(whole.ids.size(), static_cast<std::size_t>(options.maxLength));
    RC_ASSERT(cut.ids == std::vector<TokenId>(whole.ids.begin(), whole.ids.begin() + static_cast<std::ptrdiff_t>(length)));
    RC_ASSERT(cut.weights == std::vector<float>(whole.weights.begin(), whole.weights.begin() + static_cast<std::ptrdiff_t>(length)));
    RC_ASSERT(cut.refused() == (cut.numTrained() == 0));
    RC_ASSERT(cut.numTruncated == static_cast<std::int64_t>(whole.ids.size() - length));
}

}  // namespace luthier
