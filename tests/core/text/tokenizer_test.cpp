// SPDX-License-Identifier: Apache-2.0
#include "core/text/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <cstdlib>

#include "core/base/files.h"
#include "core/base/json.h"
#include "tests/core/text/models.h"
#include "tests/core/text/text_generator.h"

namespace luthier {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

std::string tinyJson(const std::string& name = "tiny-llama") { return readFile(test::modelFolder(name) + "/tokenizer.json").value(); }

Encoding encode(const Tokenizer& tokenizer, std::string_view text, bool addSpecial = false) {
    Result<Encoding> encoding = tokenizer.encode(text, addSpecial);
    EXPECT_TRUE(encoding) << encoding.error().toString();
    return encoding.value_or(Encoding{});
}

bool covers(const Encoding& encoding, std::size_t numBytes) {
    std::size_t reached = 0;
    for (const ByteSpan& span : encoding.spans) {
        if (span.begin > reached || span.end < span.begin || span.end > numBytes) return false;
        reached = std::max<std::size_t>(reached, span.end);
    }
    return reached == numBytes && encoding.ids.size() == encoding.spans.size();
}

}  // namespace

TEST(Tokenizer, MissingOrBrokenJsonIsAnErrorWithAHint) {
    const Result<Tokenizer> missing = Tokenizer::load(test::modelFolder("no-such-model"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_FALSE(missing.error().hint.empty());
    for (const char* const json : {"", "{", "[]", "{}", "null", "{\"model\":{\"type\":\"BPE\"}}", "\xFF"}) {
        const Result<Tokenizer> broken = Tokenizer::fromJson(json);
        ASSERT_FALSE(broken) << json;
        EXPECT_EQ(broken.error().code, ErrorCode::InvalidData);
    }
}

TEST(Tokenizer, DeeplyNestedJsonIsAnError) {
    std::string json(100000, '[');
    EXPECT_FALSE(Tokenizer::fromJson(json));
    Json nested = Json::parse(tinyJson());
    Json normalizer = Json{{"type", "NFC"}};
    for (int i = 0; i < 200; ++i) normalizer = Json{{"type", "Sequence"}, {"normalizers", Json::array({normalizer})}};
    nested["normalizer"] = normalizer;
    EXPECT_FALSE(Tokenizer::fromJson(nested.dump()));
}

TEST(Tokenizer, KnowsItsVocabulary) {
    const Tokenizer tokenizer = test::tokenizer();
    EXPECT_EQ(tokenizer.vocabSize(), 343U);
    EXPECT_EQ(tokenizer.idOf("<|im_end|>"), 2);
    EXPECT_EQ(tokenizer.tokenOf(2), "<|im_end|>");
    EXPECT_EQ(tokenizer.idOf("no such token"), std::nullopt);
    EXPECT_EQ(tokenizer.tokenOf(343), std::nullopt);
    EXPECT_EQ(tokenizer.tokenOf(-1), std::nullopt);
    EXPECT_TRUE(tokenizer.isSpecial(2));
    EXPECT_FALSE(tokenizer.isSpecial(3));
    EXPECT_FALSE(tokenizer.isSpecial(-1));
    EXPECT_FALSE(tokenizer.isSpecial(1 << 30));
    EXPECT_THAT(tokenizer.hash(), SizeIs(64));
}

TEST(Tokenizer, VocabSizeCountsHolesBelowTheHighestId) {
    Json json = Json::parse(tinyJson());
    Json far = json["added_tokens"][0];
    far["id"] = 400;
    far["content"] = "<far>";
    json["added_tokens"].push_back(far);
    json["model"]["vocab"]["<far>"] = 400;
    const Result<Tokenizer> tokenizer = Tokenizer::fromJson(json.dump());
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    EXPECT_EQ(tokenizer->vocabSize(), 401U);
    EXPECT_EQ(tokenizer->tokenOf(350), std::nullopt);
    EXPECT_EQ(tokenizer->decode({350, 400}, true).value(), "\uFFFD");
}

TEST(Tokenizer, SpansAreBytesOfTheText) {
    const Tokenizer tokenizer = test::tokenizer();
    const std::string text = "héllo 👩‍👩‍👧 <|im_end|> 日本";
    const Encoding encoding = encode(tokenizer, text);
    EXPECT_TRUE(covers(encoding, text.size()));
    const auto end = std::find(encoding.ids.begin(), encoding.ids.end(), 2);
    ASSERT_NE(end, encoding.ids.end()) << "a special token written out becomes that token";
    const ByteSpan span = encoding.spans[static_cast<std::size_t>(end - encoding.ids.begin())];
    EXPECT_EQ(text.substr(span.begin, span.end - span.begin), "<|im_end|>");
}

TEST(Tokenizer, SpansOfANormalisedTextPointIntoTheOriginal) {
    const Tokenizer tokenizer = test::tokenizer("tiny-qwen2");
    const std::string decomposed = "e\xCC\x81 e\xCC\x81", composed = "\xC3\xA9 \xC3\xA9";
    const Encoding encoding = encode(tokenizer, decomposed);
    EXPECT_EQ(encoding.ids, encode(tokenizer, composed).ids);
    EXPECT_TRUE(covers(encoding, decomposed.size()));
}

TEST(Tokenizer, TrimmedOffsetsAreUntrimmed) {
    Json json = Json::parse(tinyJson());
    const Json byteLevel = {{"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}};
    json["post_processor"] = {{"type", "Sequence"}, {"processors", Json::array({byteLevel})}};
    const Result<Tokenizer> tokenizer = Tokenizer::fromJson(json.dump());
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    EXPECT_TRUE(covers(encode(*tokenizer, " a  b "), 6));
}

TEST(Tokenizer, SavedTruncationAndPaddingAreIgnored) {
    Json json = Json::parse(tinyJson());
    json["truncation"] = {{"direction", "Right"}, {"max_length", 2}, {"strategy", "LongestFirst"}, {"stride", 0}};
    json["padding"] = Json::parse(R"({"strategy":{"Fixed":64},"direction":"Right","pad_to_multiple_of":null,"pad_id":0,"pad_type_id":0,"pad_token":"x"})");
    const Result<Tokenizer> tokenizer = Tokenizer::fromJson(json.dump());
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    EXPECT_EQ(encode(*tokenizer, "one two three").ids, encode(test::tokenizer(), "one two three").ids);
}

TEST(Tokenizer, SpecialTokensAroundATextHaveAnEmptySpan) {
    const Tokenizer tokenizer = test::tokenizer("tiny-mistral");
    const Encoding with = encode(tokenizer, "hello", true), without = encode(tokenizer, "hello", false);
    ASSERT_EQ(with.ids.size(), without.ids.size() + 1);
    EXPECT_EQ(with.ids.front(), 1);
    EXPECT_EQ(with.spans.front(), (ByteSpan{0, 0}));
    EXPECT_THAT(encode(tokenizer, "", true).ids, ElementsAre(1));
}

TEST(Tokenizer, EmptyTextHasNoTokens) {
    EXPECT_TRUE(encode(test::tokenizer(), "").ids.empty());
    EXPECT_EQ(test::tokenizer().decode({}, false).value(), "");
    EXPECT_TRUE(test::tokenizer().encodeBatch({}, false).value().empty());
}

TEST(Tokenizer, InvalidUtf8IsAnError) {
    const Result<Encoding> broken = test::tokenizer().encode("ab\xFF", false);
    ASSERT_FALSE(broken);
    EXPECT_THAT(broken.error().message, HasSubstr("byte 2"));
}

TEST(Tokenizer, DecodeShowsWhatIsNoToken) {
    const Tokenizer tokenizer = test::tokenizer();
    EXPECT_EQ(tokenizer.decode({2, 1000000}, false).value(), "<|im_end|>\uFFFD");
    EXPECT_EQ(tokenizer.decode({2, 1000000}, true).value(), "\uFFFD");
    const Result<std::string> negative = tokenizer.decode({5, -1}, false);
    ASSERT_FALSE(negative);
    EXPECT_EQ(negative.error().code, ErrorCode::InvalidArgument);
}

TEST(Tokenizer, ARegexThatBacktracksForEverEndsInAnError) {
    Json json = Json::parse(tinyJson());
    json["pre_tokenizer"] = {{"type", "Split"}, {"pattern", {{"Regex", "^(a|a)+$"}}}, {"behavior", "Isolated"}, {"invert", false}};
    const Result<Tokenizer> tokenizer = Tokenizer::fromJson(json.dump());
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    EXPECT_FALSE(tokenizer->encode(std::string(60, 'a') + "!", false));
    EXPECT_TRUE(tokenizer->encode("aab", false)) << "the tokenizer lives on";
}

TEST(Tokenizer, AWordOfOneMegabyteTakesSeconds) {
    const auto start = std::chrono::steady_clock::now();
    for (const char* const name : {"tiny-llama", "tiny-mistral", "tiny-qwen2"}) {
        const Tokenizer tokenizer = test::tokenizer(name);
        const std::string word(1 << 20, 'a'), space(1 << 20, ' ');
        EXPECT_FALSE(encode(tokenizer, word).ids.empty());
        EXPECT_FALSE(encode(tokenizer, space).ids.empty());
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

TEST(Tokenizer, ABatchIsItsRows) {
    const Tokenizer tokenizer = test::tokenizer();
    const std::vector<std::string_view> texts{"one", "", "two words", "<|im_start|>drei"};
    const std::vector<Encoding> rows = tokenizer.encodeBatch(texts, false).value();
    ASSERT_EQ(rows.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(rows[i].ids, encode(tokenizer, texts[i]).ids);
        EXPECT_EQ(rows[i].spans, encode(tokenizer, texts[i]).spans);
    }
}

RC_GTEST_PROP(Tokenizer, ByteLevelDecodesToTheTextAndSpansCoverIt, ()) {
    static const Tokenizer tokenizer = test::tokenizer();
    const std::string text = *test::arbitraryText();
    const Encoding encoding = encode(tokenizer, text);
    RC_ASSERT(tokenizer.decode(encoding.ids, false).value() == text);
    RC_ASSERT(covers(encoding, text.size()));
}

// The demo model's tokenizer against llama.cpp's ids; set LUTHIER_DEMO_MODEL to the imported folder. The integration tests do the same through import-model.
TEST(Tokenizer, DemoModelHasTheIdsOfLlamaCpp) {
    const char* const folder = std::getenv("LUTHIER_DEMO_MODEL");
    if (!folder) GTEST_SKIP() << "LUTHIER_DEMO_MODEL is not set";
    const Result<Tokenizer> tokenizer = Tokenizer::load(folder);
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    const Result<Json> golden = readJsonFile(LUTHIER_SOURCE_DIR "/tests/baselines/smollm2_tokens.json");
    ASSERT_TRUE(golden) << golden.error().toString();
    for (const Json& one : (*golden)["cases"]) { EXPECT_EQ(Json(encode(*tokenizer, one["text"].get<std::string>()).ids), one["ids"]) << one["text"]; }
}

}  // namespace luthier
