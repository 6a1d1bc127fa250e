// SPDX-License-Identifier: Apache-2.0
// Rankings and UltraFeedback.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/formats/all_formats.h"

namespace luthier {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Result<Example> read(const char* format, const std::string& text) { return findFormat(format)->read(parseJson(text).value()); }
const Ranking& rankingOf(const Example& example) { return std::get<Ranking>(example.body); }

std::vector<int> places(const std::string& columns) {
    return rankingOf(read("ranking", R"({"prompt":"q","responses":["a","b","c"],)" + columns + "}").value()).rank;
}

TEST(RankingRows, RanksFromZeroOrOneAndScores) {
    EXPECT_THAT(places(R"("ranks":[2,0,1])"), ElementsAre(2, 0, 1));
    EXPECT_THAT(places(R"("ranks":[3,1,2])"), ElementsAre(2, 0, 1));
    EXPECT_THAT(places(R"("rank":[1,1,3])"), ElementsAre(0, 0, 2));
    EXPECT_THAT(places(R"("rank":[0.0,1.0,1.0])"), ElementsAre(0, 1, 1));
    EXPECT_THAT(places(R"("scores":[0.5,9,-1])"), ElementsAre(1, 0, 2));
    EXPECT_THAT(places(R"("scores":[4,4,7])"), ElementsAre(1, 1, 0));
    EXPECT_THAT(places(R"("rank":7,"scores":[1,2,3])"), ElementsAre(2, 1, 0));
}

TEST(RankingRows, MessagesAreReadAndWrittenAgain) {
    const std::string text = R"({"system":"S","prompt":[{"role":"user","content":"q","lang":"en"}],"tools":[{"name":"f"}],"scores":[3,9],"topic":"wood",
        "completions":[[{"role":"assistant","content":"a"}],[{"role":"assistant","content":"b","by":"x"},{"role":"user","content":"c"}]]})";
    const Example row = read("ranking", text).value();
    EXPECT_EQ(rankingOf(row).responses.at(1).at(1).text, "c");
    EXPECT_EQ(rankingOf(row).prompt.turns.size(), 2U);
    EXPECT_EQ(dumpJson(row.extra), R"({"turn_columns":{"1":{"lang":"en"},"3":{"by":"x"}},"scores":[3,9],"topic":"wood"})");
    const WrittenRow out = findFormat("ranking")->write(row).value();
    EXPECT_THAT(out.lost, IsEmpty());
    EXPECT_EQ(out.json["responses"][1][0]["by"], "x");
    const Example again = read("ranking", dumpJson(out.json)).value();
    EXPECT_EQ(again.body, row.body);
    EXPECT_EQ(again.extra, row.extra);
}

TEST(RankingRows, ErrorsNameTheKey) {
    const auto key = [](const std::string& columns) { return read("ranking", R"({"prompt":"q",)" + columns + "}").error().key; };
    EXPECT_EQ(key(R"("ranks":[1])"), "responses");
    EXPECT_EQ(key(R"("responses":["a"])"), "ranks");
    EXPECT_EQ(key(R"("responses":"a","ranks":[1])"), "responses");
    EXPECT_EQ(key(R"("completions":[],"ranks":[])"), "completions");
    EXPECT_EQ(key(R"("responses":["a",3],"ranks":[1,2])"), "responses[1]");
    EXPECT_EQ(key(R"("responses":["a",[{"role":"user"}]],"ranks":[1,2])"), "responses[1][0].content");
    EXPECT_EQ(key(R"("responses":["a","b"],"ranks":[1])"), "ranks");
    EXPECT_EQ(key(R"("responses":["a","b"],"ranks":"1,2")"), "ranks");
    EXPECT_EQ(key(R"("responses":["a","b"],"ranks":[1,"2"])"), "ranks[1]");
    EXPECT_EQ(key(R"("responses":["a","b"],"ranks":[1,2.5])"), "ranks[1]");
    EXPECT_EQ(key(R"("responses":["a","b"],"ranks":[-1,0])"), "ranks[0]");
    EXPECT_EQ(key(R"("responses":["a","b"],"scores":[1,null])"), "scores[1]");
    EXPECT_THAT(read("ranking", R"({"prompt":"q","responses":["a","b"],"ranks":[7,9]})").error().hint, HasSubstr("scores"));
    EXPECT_EQ(read("ranking", R"({"responses":["a"],"ranks":[1]})").error().key, "prompt");
}

TEST(RankingRows, WhatCannotBeWritten) {
    Example row = read("ranking", R"({"prompt":"q","responses":["a","b"],"ranks":[0,1]})").value();
    auto& ranking = std::get<Ranking>(row.body);
    ranking.rank = {1, 2};
    EXPECT_EQ(findFormat("ranking")->write(row).error().code, ErrorCode::InvalidArgument);
    ranking.rank = {0};
    EXPECT_EQ(findFormat("ranking")->write(row).error().code, ErrorCode::InvalidArgument);
    ranking = Ranking{ranking.prompt, {}, {}};
    EXPECT_EQ(findFormat("ultrafeedback")->write(row).error().code, ErrorCode::InvalidArgument);
}

TEST(UltraFeedback, OverallScoresRankAndRatingsAreKept) {
    const std::string text = R"({"source":"s","instruction":"q","models":["m","n","o"],"completions":[
        {"model":"m","response":"a","overall_score":6.5,"annotations":{"honesty":{"Rating":"4","Rationale":"r"}}},
        {"model":"n","response":"b","overall_score":8,"annotations":{"honesty":{"Rating":"5","Rationale":"r"}}},
        {"model":"o","response":"c","overall_score":6.5,"annotations":{"honesty":{"Rating":"N/A","Rationale":"r"}}}]})";
    const Example row = read("ultrafeedback", text).value();
    EXPECT_THAT(rankingOf(row).rank, ElementsAre(1, 0, 1));
    EXPECT_EQ(rankingOf(row).prompt.turns.front().text, "q");
    EXPECT_EQ(rankingOf(row).responses.at(1).front().text, "b");
    EXPECT_EQ(row.extra["completion_details"][2]["annotations"]["honesty"]["Rating"], "N/A");
    EXPECT_FALSE(row.extra["completion_details"][0].contains("response"));
    const WrittenRow out = findFormat("ultrafeedback")->write(row).value();
    EXPECT_THAT(out.lost, IsEmpty());
    EXPECT_EQ(out.json["completions"][0]["annotations"]["honesty"]["Rating"], "4");
    EXPECT_FALSE(out.json.contains("completion_details"));
    const Example again = read("ultrafeedback", dumpJson(out.json)).value();
    EXPECT_EQ(again.body, row.body);
    EXPECT_EQ(again.extra, row.extra);
}

TEST(UltraFeedback, OneMeasureForAll) {
    const auto rank = [](const std::string& a, const std::string& b) {
        const auto row = read("ultrafeedback", R"({"instruction":"q","completions":[{"response":"a",)" + a + R"(},{"response":"b",)" + b + "}]}");
        return row ? dumpJson(rankingOf(*row).rank) : row.error().key;
    };
    const std::string ratings = R"("annotations":{"help":{"Rating":"5"},"truth":{"Rating":2},"x":{"Rating":"N/A"},"y":null})";   // 3.5
    EXPECT_EQ(rank(ratings, R"("annotations":{"help":{"Rating":"3"}})"), "[0,1]");
    EXPECT_EQ(rank(R"("fine-grained_score":3)", R"("fine-grained_score":"4.5")"), "[1,0]");
    EXPECT_EQ(rank(R"("overall_score":9,"fine-grained_score":3)", R"("fine-grained_score":4)"), "[1,0]");   // both have only the second
    EXPECT_EQ(rank(R"("overall_score":9)", R"("fine-grained_score":4)"), "completions");
    EXPECT_EQ(rank(R"("overall_score":9)", R"("model":"m")"), "completions[1].overall_score");
    EXPECT_EQ(rank(R"("overall_score":9)", R"("overall_score":"N/A","annotations":{"help":{"Rating":"N/A"}})"), "completions[1].overall_score");
}

TEST(UltraFeedback, ErrorsNameTheKey) {
    const auto key = [](const std::string& text) { return read("ultrafeedback", text).error().key; };
    EXPECT_EQ(key(R"({"completions":[{"response":"a","overall_score":1}]})"), "instruction");
    EXPECT_EQ(key(R"({"instruction":"q"})"), "completions");
    EXPECT_EQ(key(R"({"instruction":"q","completions":[]})"), "completions");
    EXPECT_EQ(key(R"({"instruction":"q","completions":["a"]})"), "completions[0]");
    EXPECT_EQ(key(R"({"instruction":"q","completions":[{"response":3,"overall_score":1}]})"), "completions[0].response");
}

TEST(UltraFeedback, AChangedOrderIsWrittenAsNewScores) {
    Example row = read("ultrafeedback", R"({"instruction":"q","completions":[{"response":"a","overall_score":6,"model":"m"},
        {"response":"b","overall_score":8}]})").value();
    std::get<Ranking>(row.body).rank = {0, 1};
    const WrittenRow out = findFormat("ultrafeedback")->write(row).value();
    EXPECT_THAT(out.lost, ElementsAre(HasSubstr("contradict their order")));
    EXPECT_EQ(read("ultrafeedback", dumpJson(out.json)).value().body, row.body);

    const Example plain = read("ranking", R"({"prompt":"q","responses":["a","b","c"],"ranks":[0,0,2]})").value();
    const WrittenRow scored = findFormat("ultrafeedback")->write(plain).value();
    EXPECT_THAT(scored.lost, Contains(HasSubstr("gaps")));
    EXPECT_THAT(rankingOf(read("ultrafeedback", dumpJson(scored.json)).value()).rank, ElementsAre(0, 0, 1));
}

}  // namespace
}  // namespace luthier
