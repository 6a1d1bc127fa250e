// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "core/base/utf8.h"
#include "core/text/tokenizer.h"
#include "tests/core/text/models.h"
#include "tests/core/text/text_generator.h"

namespace luthier {

namespace {

struct Streamed {
    std::string text;
    bool allValid = true;
    std::vector<std::string> pieces;
};

Streamed stream(const Tokenizer& tokenizer, const std::vector<TokenId>& ids, bool skipSpecial) {
    DecodeStream decoder(tokenizer, skipSpecial);
    Streamed result;
    const auto add = [&](const Result<std::string>& piece) {
        EXPECT_TRUE(piece) << piece.error().toString();
        result.allValid = result.allValid && isValidUtf8(*piece);
        result.text += *piece;
        result.pieces.push_back(*piece);
    };
    for (const TokenId id : ids) add(decoder.push(id));
    add(decoder.finish());
    return result;
}

}  // namespace

TEST(DecodeStream, HoldsBackAnUnfinishedCharacter) {
    const Tokenizer tokenizer = test::tokenizer();
    const std::vector<TokenId> ids = tokenizer.encode("a🙂b", false).value().ids;
    ASSERT_EQ(ids.size(), 6U) << "one token per byte of the emoji";
    EXPECT_THAT(stream(tokenizer, ids, true).pieces, testing::ElementsAre("a", "", "", "", "🙂", "b", ""));
}

TEST(DecodeStream, FinishShowsWhatNeverBecameACharacter) {
    const Tokenizer tokenizer = test::tokenizer();
    std::vector<TokenId> ids = tokenizer.encode("a🙂", false).value().ids;
    ids.pop_back();
    EXPECT_THAT(stream(tokenizer, ids, true).pieces, testing::ElementsAre("a", "", "", "", "\uFFFD"));
}

TEST(DecodeStream, SpecialTokensAreShownOrNot) {
    const Tokenizer tokenizer = test::tokenizer();
    const std::vector<TokenId> ids = tokenizer.encode("hello<|im_end|> you", false).value().ids;
    EXPECT_EQ(stream(tokenizer, ids, true).text, "hello you");
    EXPECT_EQ(stream(tokenizer, ids, false).text, "hello<|im_end|> you");
}

TEST(DecodeStream, ANegativeIdIsAnErrorAndChangesNothing) {
    const Tokenizer tokenizer = test::tokenizer();
    DecodeStream decoder(tokenizer);
    const std::vector<TokenId> ids = tokenizer.encode("🙂", false).value().ids;
    EXPECT_EQ(decoder.push(ids[0]).value(), "");
    EXPECT_FALSE(decoder.push(-1));
    std::string text;
    for (std::size_t i = 1; i < ids.size(); ++i) text += decoder.push(ids[i]).value();
    EXPECT_EQ(text, "🙂");
    text = decoder.push(1 << 20).value();
    text += decoder.finish().value();
    EXPECT_EQ(text, "\uFFFD");
}

TEST(DecodeStream, SentencePieceKeepsItsSpaces) {
    const Tokenizer tokenizer = test::tokenizer("tiny-mistral");
    for (const std::string text : {"the hat and  the box", "€uro 日本 🙂🙂 ende", " a", "hello</s> the"}) {
        const std::vector<TokenId> ids = tokenizer.encode(text, true).value().ids;
        EXPECT_EQ(stream(tokenizer, ids, true).text, tokenizer.decode(ids, true).value()) << text;
    }
}

TEST(DecodeStream, ManyTokensCostTheSameEach) {
    const Tokenizer tokenizer = test::tokenizer();
    std::vector<TokenId> words = tokenizer.encode("the hat", false).value().ids, broken;
    std::vector<TokenId> ids;
    while (ids.size() < 100000) ids.insert(ids.end(), words.begin(), words.end());
    const TokenId firstByteOfEmoji = tokenizer.encode("🙂", false).value().ids.front();
    ids.insert(ids.end(), 50000, firstByteOfEmoji);
    const auto start = std::chrono::steady_clock::now();
    const Streamed streamed = stream(tokenizer, ids, true);
    EXPECT_EQ(streamed.text, tokenizer.decode(ids, true).value());
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

RC_GTEST_PROP(DecodeStream, PiecesAreTheWholeText, ()) {
    static const std::vector<Tokenizer> tokenizers = [] {
        std::vector<Tokenizer> all;
        for (const char* const name : {"tiny-llama", "tiny-mistral", "tiny-qwen2"}) all.push_back(test::tokenizer(name));
        return all;
    }();
    const Tokenizer& tokenizer = tokenizers[*rc::gen::inRange<std::size_t>(0, tokenizers.size())];
    const bool skipSpecial = *rc::gen::arbitrary<bool>();
    const std::vector<TokenId> ids = tokenizer.encode(*test::arbitraryText(), true).value().ids;
    const Streamed streamed = stream(tokenizer, ids, skipSpecial);
    RC_ASSERT(streamed.allValid);
    RC_ASSERT(streamed.text == tokenizer.decode(ids, skipSpecial).value());
}

// Sampled ids need not be text at all.
RC_GTEST_PROP(DecodeStream, AnyIdsGiveValidText, ()) {
    static const Tokenizer byteLevel = test::tokenizer(), fallback = test::tokenizer("tiny-mistral");
    const std::vector<TokenId> ids = *rc::gen::container<std::vector<TokenId>>(rc::gen::inRange<TokenId>(0, 400));
    RC_ASSERT(stream(fallback, ids, false).allValid);
    const Streamed streamed = stream(byteLevel, ids, false);
    RC_ASSERT(streamed.allValid);
    RC_ASSERT(streamed.text == byteLevel.decode(ids, false).value());
}

}  // namespace luthier
