// SPDX-License-Identifier: Apache-2.0
#include "core/generation/prompt_file.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "core/text/prompt_of.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;

PromptFile read(const std::string& name, const std::string& content, bool raw = false) {
    const TemporaryFolder folder;
    return test::require(readPrompts(folder.write(name, content), raw));
}

Error refused(const std::string& name, const std::string& content, bool raw = false) {
    const TemporaryFolder folder;
    const auto file = readPrompts(folder.write(name, content), raw);
    return file ? Error(ErrorCode::Internal, "was accepted") : file.error();
}

TEST(Prompts, MessagesPromptsAndTheirAdapters) {
    const PromptFile file = read("p.jsonl", R"({"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]}
{"prompt":"What now?","adapter":"pirate"}
{"prompt":[{"role":"user","content":"listed"}],"adapter":null}

{"prompt":"last","adapter":""}
)");
    ASSERT_EQ(file.rows.size(), 4U);
    EXPECT_EQ(file.rows[0].conversation.turns.size(), 2U);
    EXPECT_FALSE(file.rows[0].adapter.has_value());
    EXPECT_EQ(file.rows[1].conversation.turns[0].role, Role::User);
    EXPECT_EQ(file.rows[1].shown(), "What now?");
    EXPECT_EQ(file.rows[1].adapter, "pirate");
    EXPECT_EQ(file.rows[2].shown(), "listed");
    EXPECT_EQ(file.rows[2].adapter, "");
    EXPECT_EQ(file.rows[3].source.line, 5);
    EXPECT_EQ(file.numAnswersLeftOut, 0);
}

TEST(Prompts, AnswersOfTrainingRowsAreLeftOutAndCounted) {
    const PromptFile file = read("p.json", R"([{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]},
        {"prompt":"Q","completion":"A"},
        {"conversations":[{"from":"human","value":"H"},{"from":"gpt","value":"G"}]}, {"instruction":"Do it","output":"Done"}])");
    ASSERT_EQ(file.rows.size(), 4U);
    EXPECT_EQ(file.numAnswersLeftOut, 4);
    for (const PromptRow& row : file.rows) EXPECT_EQ(row.conversation.turns.back().role, Role::User);
}

TEST(Prompts, Tables) {
    const PromptFile file = read("p.csv", "prompt,adapter\n\"Hi, you\",pirate\n\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"listed\"\"}]\",\n42,\n");
    ASSERT_EQ(file.rows.size(), 3U);
    EXPECT_EQ(file.rows[0].shown(), "Hi, you");
    EXPECT_EQ(file.rows[0].adapter, "pirate");
    EXPECT_EQ(file.rows[1].shown(), "listed");
    EXPECT_FALSE(file.rows[1].adapter.has_value());
    EXPECT_EQ(file.rows[2].shown(), "42");
    EXPECT_EQ(refused("p.csv", "prompt,adapter\na\n").line, 2);
}

TEST(Prompts, PlainLines) {
    const PromptFile file = read("p.txt", "\xEF\xBB\xBF" "first\r\n\r\n   \n{\"not\": \"json here\"}\nb\xFF" "ad");
    ASSERT_EQ(file.rows.size(), 3U);
    EXPECT_EQ(file.rows[0].shown(), "first");
    EXPECT_EQ(file.rows[1].shown(), "{\"not\": \"json here\"}");
    EXPECT_EQ(file.rows[2].shown(), "b\xEF\xBF\xBD" "ad");
    EXPECT_EQ(file.rows[2].source.line, 5);
}

TEST(Prompts, RawText) {
    EXPECT_EQ(read("p.txt", "Once upon a time \n", true).rows[0].rawText, "Once upon a time ");
    EXPECT_EQ(read("p.jsonl", R"({"prompt":"two\nlines"})", true).rows[0].rawText, "two\nlines");
    EXPECT_EQ(refused("p.jsonl", R"({"messages":[{"role":"user","content":"Hi"}]})", true).key, "prompt");
}

// A template that writes BOS itself is not given a second one; raw text gets the one that its tokenizer writes.
TEST(Prompts, BeginWithOneBos) {
    const RowEncoder encoder = test::require(RowEncoder::load(test::baselinePath("models/tiny-mistral")));
    for (const bool raw : {false, true}) {
        const PromptFile file = read("p.jsonl", R"({"prompt":"hello"})", raw);
        const std::vector<TokenId> ids = test::require(promptIds(file.rows[0], encoder, 512));
        EXPECT_EQ(ids.front(), encoder.tokenizer().special().bos);
        EXPECT_EQ(std::count(ids.begin(), ids.end(), ids.front()), 1);
    }
    const PromptRow row = read("p.jsonl", R"({"prompt":"hello"})").rows[0];   // and so do the prompts of online methods
    EXPECT_EQ(test::require(encodePrompt({row.conversation, {}}, encoder)).ids, test::require(promptIds(row, encoder, 512)));
}

TEST(Prompts, WhatIsNoPromptIsNamedWithItsLine) {
    const Error noColumn = refused("p.jsonl", "{\"prompt\":\"fine\"}\n{\"question\":\"?\"}\n");
    EXPECT_EQ(noColumn.code, ErrorCode::InvalidData);
    EXPECT_EQ(noColumn.line, 2);
    EXPECT_EQ(refused("p.jsonl", "{\"prompt\":\"fine\"}\n{\"prompt\": \n").line, 2);
    EXPECT_EQ(refused("p.jsonl", R"({"prompt":5})").code, ErrorCode::InvalidData);
    EXPECT_EQ(refused("p.jsonl", R"({"prompt":"a","adapter":5})").key, "adapter");
    EXPECT_EQ(refused("p.jsonl", R"({"messages":[]})").code, ErrorCode::InvalidData);
    EXPECT_EQ(refused("p.jsonl", R"({"messages":[{"role":"assistant","content":"Hello"}]})").code, ErrorCode::InvalidData);
    EXPECT_EQ(refused("p.jsonl", R"({"messages":[{"role":"wizard","content":"Hello"}]})").code, ErrorCode::InvalidData);
    EXPECT_EQ(refused("p.jsonl", "[1, 2]").code, ErrorCode::InvalidData);
    EXPECT_EQ(refused("p.txt", "\n \n").code, ErrorCode::InvalidData);
    EXPECT_EQ(refused("p.txt", "").code, ErrorCode::InvalidData);
    EXPECT_EQ(readPrompts("/nowhere/p.txt", false).error().code, ErrorCode::NotFound);
    const TemporaryFolder folder;
    EXPECT_FALSE(readPrompts(folder.path(), false).has_value());
}

}  // namespace
}  // namespace luthier
