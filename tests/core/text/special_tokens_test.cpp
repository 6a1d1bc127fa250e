// SPDX-License-Identifier: Apache-2.0
#include "core/text/special_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "tests/core/text/models.h"

namespace luthier {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A model folder with the tiny tokenizer and the files a test writes.
class SpecialTokenFiles : public testing::Test {
protected:
    void SetUp() override {
        const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        m_folder = testing::TempDir() + "special tokens " + name;
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
        std::filesystem::copy(test::modelFolder("tiny-llama") + "/tokenizer.json", m_folder + "/tokenizer.json");
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    void write(const std::string& name, const std::string& content) { std::ofstream(m_folder + "/" + name) << content; }
    std::string m_folder;
};

}  // namespace

TEST_F(SpecialTokenFiles, NoFilesMeanNoSpecialTokens) {
    const Result<Tokenizer> tokenizer = Tokenizer::load(m_folder);
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    EXPECT_EQ(tokenizer->special().bos, std::nullopt);
    EXPECT_EQ(tokenizer->special().eosText, std::nullopt);
    EXPECT_THAT(tokenizer->special().endOfGeneration, IsEmpty());
    EXPECT_EQ(tokenizer->special().modelMaxLength, 0);
}

TEST_F(SpecialTokenFiles, TextsAndObjectsAndNullsAreRead) {
    write("tokenizer_config.json",
          R"({"bos_token":{"content":"<|im_start|>","lstrip":false},"eos_token":"<|im_end|>","pad_token":null,"model_max_length":2048})");
    write("special_tokens_map.json", R"({"bos_token":"<|endoftext|>","pad_token":"<|endoftext|>","unk_token":"not in the vocabulary"})");
    write("generation_config.json", R"({"eos_token_id":[2,0,2]})");
    const Result<Tokenizer> tokenizer = Tokenizer::load(m_folder);
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    const SpecialTokens& special = tokenizer->special();
    EXPECT_EQ(special.bos, 1) << "tokenizer_config.json wins";
    EXPECT_EQ(special.eos, 2);
    EXPECT_EQ(special.pad, 0) << "what it leaves out comes from the map";
    EXPECT_EQ(special.unk, std::nullopt);
    EXPECT_EQ(special.unkText, "not in the vocabulary");
    EXPECT_THAT(special.endOfGeneration, ElementsAre(0, 2));
    EXPECT_EQ(special.modelMaxLength, 2048);
}

TEST_F(SpecialTokenFiles, EndOfGenerationIsAUnion) {
    write("tokenizer_config.json", R"({"eos_token":"<|im_end|>","model_max_length":1000000000000000019884624838656})");
    write("generation_config.json", R"({"eos_token_id":0})");
    const Result<Tokenizer> tokenizer = Tokenizer::load(m_folder);
    ASSERT_TRUE(tokenizer) << tokenizer.error().toString();
    EXPECT_THAT(tokenizer->special().endOfGeneration, ElementsAre(0, 2));
    EXPECT_EQ(tokenizer->special().modelMaxLength, 0) << "1e30 means no limit";
}

TEST_F(SpecialTokenFiles, ConfigStandsInForAMissingGenerationConfig) {
    write("config.json", R"({"eos_token_id":2})");
    EXPECT_THAT(readSpecialTokens(m_folder).value().endOfGeneration, ElementsAre(2));
}

TEST_F(SpecialTokenFiles, WrongTypesAreErrorsThatNameFileAndKey) {
    const std::vector<std::array<std::string, 3>> cases{
        {"tokenizer_config.json", R"({"bos_token":5})", "bos_token"},
        {"tokenizer_config.json", R"({"eos_token":{"text":"x"}})", "eos_token"},
        {"tokenizer_config.json", R"({"eos_token":{"content":7}})", "eos_token"},
        {"tokenizer_config.json", R"({"model_max_length":"long"})", "model_max_length"},
        {"tokenizer_config.json", R"([1])", ""},
        {"tokenizer_config.json", R"({"eos_token":)", ""},
        {"special_tokens_map.json", R"({"pad_token":[]})", "pad_token"},
        {"generation_config.json", R"({"eos_token_id":"2"})", "eos_token_id"},
        {"generation_config.json", R"({"eos_token_id":[1,-1]})", "eos_token_id"},
        {"generation_config.json", R"({"eos_token_id":4294967296})", "eos_token_id"},
        {"generation_config.json", R"({"eos_token_id":1.5})", "eos_token_id"},
    };
    for (const auto& [file, content, key] : cases) {
        write(file, content);
        const Result<Tokenizer> tokenizer = Tokenizer::load(m_folder);
        ASSERT_FALSE(tokenizer) << content;
        EXPECT_EQ(tokenizer.error().code, ErrorCode::InvalidData) << content;
        EXPECT_THAT(tokenizer.error().toString(), HasSubstr(file)) << content;
        EXPECT_THAT(tokenizer.error().toString(), HasSubstr(key)) << content;
        std::filesystem::remove(m_folder + "/" + file);
    }
}

TEST_F(SpecialTokenFiles, AFolderWhereAFileIsDueIsAnError) {
    std::filesystem::create_directories(m_folder + "/generation_config.json");
    EXPECT_FALSE(Tokenizer::load(m_folder));
}

}  // namespace luthier
