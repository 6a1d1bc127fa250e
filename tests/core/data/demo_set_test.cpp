// SPDX-License-Identifier: Apache-2.0
// The demo set keeps the promises of its README: every row is read, every answer has the style, nothing is repeated, nothing held out is trained on.
#include <map>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/data/reader.h"

namespace luthier {
namespace {

const std::string folder = LUTHIER_SOURCE_DIR "/resources/demo/";

std::vector<Example> rowsOf(const std::string& name) {
    const auto set = readAllRows(folder + name);
    if (!set) {
        ADD_FAILURE() << set.error().toString();
        return {};
    }
    EXPECT_TRUE(set->refusals.empty()) << name << ": " << set->refusals.front().reason;
    EXPECT_EQ(set->detection.format, "messages");
    EXPECT_EQ(set->detection.confidence, 1.0);
    return set->rows;
}

const std::vector<Turn>& turnsOf(const Example& row) { return std::get<Conversation>(row.body).turns; }

TEST(DemoSet, HasTheStatedSizes) {
    EXPECT_EQ(rowsOf("train.jsonl").size(), 233U);
    EXPECT_EQ(rowsOf("eval.jsonl").size(), 46U);
    EXPECT_EQ(rowsOf("prompts.jsonl").size(), 8U);
}

TEST(DemoSet, EveryAnswerHasTheStyle) {
    for (const char* name : {"train.jsonl", "eval.jsonl"}) {
        for (const Example& row : rowsOf(name)) {
            EXPECT_EQ(turnsOf(row).back().role, Role::Assistant);
            for (const Turn& turn : turnsOf(row)) {
                if (turn.role != Role::Assistant) continue;
                EXPECT_TRUE(turn.text.starts_with("Aye, ")) << turn.text;
                const std::size_t rule = turn.text.find("\nBench rule: ");
                ASSERT_NE(rule, std::string::npos) << turn.text;
                EXPECT_EQ(turn.text.find('\n', rule + 1), std::string::npos) << turn.text;
                EXPECT_TRUE(turn.text.ends_with('.')) << turn.text;
            }
        }
    }
}

TEST(DemoSet, NoAnswerOrSayingOrQuestionIsRepeated) {
    std::map<std::string, int> seen;
    for (const char* name : {"train.jsonl", "eval.jsonl", "prompts.jsonl"}) {
        for (const Example& row : rowsOf(name)) {
            for (const Turn& turn : turnsOf(row)) {
                if (turn.role == Role::System) continue;
                const std::size_t rule = turn.text.find("\nBench rule: ");
                EXPECT_EQ(++seen[turn.text.substr(0, rule)], 1) << turn.text;
                if (rule == std::string::npos) continue;
                EXPECT_EQ(++seen[turn.text.substr(rule)], 1) << turn.text;
            }
        }
    }
}

TEST(DemoSet, OneInSixHasAFollowUpAndPromptsAreQuestions) {
    std::size_t numFollowUps = 0, numRows = 0;
    for (const char* name : {"train.jsonl", "eval.jsonl"}) {
        for (const Example& row : rowsOf(name)) {
            std::size_t numAnswers = 0;
            for (const Turn& turn : turnsOf(row)) numAnswers += turn.role == Role::Assistant ? 1 : 0;
            numFollowUps += numAnswers > 1 ? 1 : 0;
            ++numRows;
        }
    }
    EXPECT_GT(6 * numFollowUps, numRows);
    for (const Example& row : rowsOf("prompts.jsonl")) EXPECT_EQ(turnsOf(row).back().role, Role::User);
}

TEST(DemoSet, RunFileNamesFilesThatAreThere) {
    const Json run = readJsonFile(folder + "run.json").value();
    EXPECT_TRUE(pathExists(folder + run["data"]["train"].get<std::string>()));
    EXPECT_TRUE(pathExists(folder + run["data"]["eval"].get<std::string>()));
}

}  // namespace
}  // namespace luthier
