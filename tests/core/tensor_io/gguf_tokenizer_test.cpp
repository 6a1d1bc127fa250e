// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/gguf_tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/json.h"
#include "core/text/tokenizer.h"
#include "tests/core/tensor_io/gguf_bytes.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;

std::string modelPath(const std::string& name) { return std::string(LUTHIER_SOURCE_DIR "/tests/baselines/models/").append(name); }

Json golden() {
    auto json = readJsonFile(LUTHIER_SOURCE_DIR "/tests/baselines/gguf_tokenizers.json");
    if (!json) throw std::runtime_error(json.error().toString());
    return *json;
}

using Changes = std::vector<std::pair<std::string, std::optional<GgufValue>>>;

Result<GgufTokenizer> readChanged(const std::string& model, const Changes& changes) {
    const TemporaryFolder folder;
    ASSIGN_OR_RETURN(const GgufFile original, GgufFile::open(modelPath(model)));
    ASSIGN_OR_RETURN(const GgufFile file, GgufFile::open(folder.write("x.gguf", test::rewritten(original, changes).bytes())));
    return readGgufTokenizer(file, 64);
}

void expectIds(const GgufTokenizer& made, const Json& texts, const Json& wanted, const std::string& what) {
    const auto tokenizer = Tokenizer::fromJson(dumpJson(made.tokenizer));
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    ASSERT_EQ(texts.size(), wanted.size());
    std::size_t numCompared = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (wanted[i].is_null()) continue;
        const auto encoded = tokenizer->encode(texts[i].get<std::string>(), false);
        ASSERT_TRUE(encoded) << encoded.error().toString();
        EXPECT_EQ(encoded->ids, wanted[i].get<std::vector<TokenId>>()) << what << ": " << texts[i];
        ++numCompared;
    }
    EXPECT_GT(numCompared, 200U) << what;
}

TEST(GgufTokenizer, SplitsTextAsLlamaCppDoes) {
    const Json json = golden();
    for (const auto& [pre, ids] : json["pre"].items()) {
        const auto made = readChanged("tiny-llama.gguf", {{"tokenizer.ggml.pre", GgufValue(pre)}});
        ASSERT_TRUE(made) << made.error().toString();
        expectIds(*made, json["texts"], ids, pre);
    }
    EXPECT_EQ(json["pre"].size(), 6U);
}

TEST(GgufTokenizer, SentencePieceScoresBecomeMerges) {
    const Json json = golden();
    const auto made = readChanged("tiny-spm.gguf", {});
    ASSERT_TRUE(made) << made.error().toString();
    expectIds(*made, json["texts"], json["spm"], "spm");
    const auto tokenizer = Tokenizer::fromJson(dumpJson(made->tokenizer));
    const std::string text = "hello world, na\xC3\xAFve \xF0\x9F\x99\x82";
    EXPECT_EQ(*tokenizer->decode(tokenizer->encode(text, false)->ids, false), text);
    EXPECT_EQ(tokenizer->encode(text, true)->ids.front(), 1) << "this kind adds BOS unless the file says otherwise";
}

TEST(GgufTokenizer, AgreesWithTheFolderItWasMadeFrom) {
    for (const std::string name : {"tiny-llama", "tiny-qwen2"}) {
        const auto made = readChanged(name + ".gguf", {});
        const auto original = Tokenizer::load(modelPath(name));
        ASSERT_TRUE(made && original) << name;
        const auto tokenizer = Tokenizer::fromJson(dumpJson(made->tokenizer));
        ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
        EXPECT_EQ(tokenizer->vocabSize(), original->vocabSize()) << name;
        const Json texts = golden()["texts"];
        for (const Json& text : texts)
            EXPECT_EQ(tokenizer->encode(text.get<std::string>(), false)->ids, original->encode(text.get<std::string>(), false)->ids) << name << ": " << text;
        EXPECT_TRUE(made->chatTemplate);
        EXPECT_FALSE(made->endIds.empty());
    }
}

TEST(GgufTokenizer, AddsBosAndEosWhereTheFileSaysSo) {
    const auto made = readChanged("tiny-llama.gguf", {{"tokenizer.ggml.add_bos_token", GgufValue(true)}, {"tokenizer.ggml.add_eos_token", GgufValue(true)}});
    ASSERT_TRUE(made) << made.error().toString();
    const auto tokenizer = Tokenizer::fromJson(dumpJson(made->tokenizer));
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    const auto ids = tokenizer->encode("hi", true)->ids, plain = tokenizer->encode("hi", false)->ids;
    ASSERT_EQ(ids.size(), plain.size() + 2);
    EXPECT_EQ(ids.front(), made->bosId);
    EXPECT_EQ(ids.back(), made->endIds.front());
    EXPECT_EQ(made->tokenizerConfig["add_bos_token"], true);
}

TEST(GgufTokenizer, KeepsTemplatesAndEndsOfTurn) {
    const auto made = readChanged("tiny-llama.gguf", {{"tokenizer.chat_template", GgufValue(std::string("main"))},
                                                      {"tokenizer.chat_template.tool_use", GgufValue(std::string("tools"))},
                                                      {"tokenizer.ggml.eos_token_id", GgufValue(std::int64_t{2})},
                                                      {"tokenizer.ggml.eot_token_id", GgufValue(std::int64_t{1})}});
    ASSERT_TRUE(made) << made.error().toString();
    EXPECT_EQ(made->chatTemplate, "main");
    EXPECT_EQ(made->otherTemplates, (std::map<std::string, std::string>{{"tool_use", "tools"}}));
    EXPECT_EQ(made->endIds, (std::vector<std::int64_t>{2, 1}));
}

std::string refusal(const std::string& model, const std::string& key, std::optional<GgufValue> value) {
    const auto made = readChanged(model, {{key, std::move(value)}});
    if (made) return "accepted";
    EXPECT_EQ(made.error().code, ErrorCode::InvalidData);
    return made.error().toString();
}

TEST(GgufTokenizer, RefusesWhatItCannotMakeExact) {
    const std::string prefix = "tokenizer.ggml.";
    const auto texts = [](std::vector<std::string> values) { return GgufValue(std::move(values)); };
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "pre", GgufValue(std::string("gpt-9"))), HasSubstr("\"gpt-9\" is not known"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "model", GgufValue(std::string("t5"))), HasSubstr("\"t5\" is not supported"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "model", std::nullopt), HasSubstr("is not supported"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "tokens", std::nullopt), HasSubstr("no tokenizer"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "tokens", texts({"a", "b"})), HasSubstr("types for 2 tokens"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "tokens", GgufValue(std::string("a"))), HasSubstr("another type"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "merges", texts({"a"})), HasSubstr("merge 0 has no two parts"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "merges", texts({"a qqq"})), HasSubstr("\"qqq\", which is not in the vocabulary"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "merges", std::nullopt), HasSubstr("missing"));
    EXPECT_THAT(refusal("tiny-llama.gguf", prefix + "eos_token_id", GgufValue(std::int64_t{100000})), HasSubstr("100000 is not in the vocabulary"));
    EXPECT_THAT(refusal("tiny-spm.gguf", prefix + "scores", GgufValue(std::vector<double>{1.0})), HasSubstr("not one score for each token"));
    EXPECT_THAT(refusal("tiny-spm.gguf", prefix + "scores", GgufValue(std::vector<double>(957, 1.0))), HasSubstr("the same score"));
}

TEST(GgufTokenizer, RefusesTokensThatAreBroken) {
    const auto original = GgufFile::open(modelPath("tiny-llama.gguf"));
    ASSERT_TRUE(original);
    const std::string key = "tokenizer.ggml.tokens";
    auto tokens = **original->get<std::vector<std::string>>(key);
    const auto with = [&](const std::string& token) {
        auto changed = tokens;
        changed[40] = token;
        return refusal("tiny-llama.gguf", key, GgufValue(changed));
    };
    EXPECT_THAT(with(tokens[41]), HasSubstr("has two ids, 40 and 41"));
    EXPECT_THAT(with("\xFF"), HasSubstr("not UTF-8"));
    EXPECT_THAT(with(std::string(2000, 'x')), HasSubstr("1024 bytes"));
}

TEST(GgufTokenizer, MergesFollowTheScores) {
    const auto merges = mergesFromScores({"a", "b", "ab", "aba", "ba"}, {0, 0, -1, -3, -2});
    ASSERT_TRUE(merges);
    using Pair = std::pair<std::string, std::string>;
    EXPECT_EQ(*merges, (std::vector<Pair>{{"a", "b"}, {"b", "a"}, {"ab", "a"}, {"a", "ba"}}));
    EXPECT_FALSE(mergesFromScores({"a", "b", "ab", "ba"}, {0, 0, -1, -1}));
}

}  // namespace
}  // namespace luthier
