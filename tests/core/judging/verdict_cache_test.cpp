// SPDX-License-Identifier: Apache-2.0
#include "core/judging/verdict_cache.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "tests/core/judging/judging_support.h"

namespace luthier {
namespace {

using namespace luthier::test;
using testing::HasSubstr;

const std::vector<JudgeQuestion> kOne = {questionOf("What is 2 + 2?", "4")};

std::vector<std::string> filesIn(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path().string());
    return files;
}

TEST(VerdictCache, WhatWasJudgedIsNotAskedAgain) {
    const TemporaryFolder folder;
    HttpServer server([](const HttpRequest&, std::size_t) { return httpAnswer(200, completion("yes", {{"yes", 0.7}, {"no", 0.1}})); });
    JudgeRewardOptions options = endpointOptions(server.url());
    const double asked = askAll(*judgeAt(options, folder.path()), kOne)[0].score.value();
    const auto again = judgeAt(options, folder.path());
    const auto verdicts = askAll(*again, kOne);
    EXPECT_EQ(verdicts[0].score, asked) << "to the last bit";
    EXPECT_NEAR(verdicts[0].share, 0.8, 1e-12);
    EXPECT_EQ(server.numRequests(), 1U);
    EXPECT_EQ(again->cost().requests, 0);
    EXPECT_EQ(again->cost().fromCache, 1);

    // Whatever changes the question, or whom it is asked.
    JudgeRewardOptions other = options;
    other.endpointModel = "judge-2";
    askAll(*judgeAt(other, folder.path()), kOne);
    other = options;
    other.rubric = "Be brief.";
    askAll(*judgeAt(other, folder.path()), kOne);
    other = options;
    other.url = server.url("/v2");
    askAll(*judgeAt(other, folder.path()), kOne);
    JudgeQuestion withReference = kOne[0];
    withReference.reference = "4";
    askAll(*judgeAt(options, folder.path()), {withReference});
    EXPECT_EQ(server.numRequests(), 5U);
    EXPECT_EQ(filesIn(folder.path()).size(), 5U);
}

TEST(VerdictCache, WhatWasNoVerdictIsAskedAgain) {
    const TemporaryFolder folder;
    HttpServer server([](const HttpRequest&, std::size_t number) { return httpAnswer(200, completion(number == 0 ? "hmm" : "yes")); });
    EXPECT_FALSE(askAll(*judgeAt(endpointOptions(server.url()), folder.path()), kOne)[0].score);
    EXPECT_EQ(askAll(*judgeAt(endpointOptions(server.url()), folder.path()), kOne)[0].score, 1.0);
}

TEST(VerdictCache, DamagedEntriesAreNotBelieved) {
    const TemporaryFolder folder;
    const VerdictCache cache(folder.path());
    const std::string key = sha256Hex("question"), other = sha256Hex("other");
    JudgeVerdict verdict;
    verdict.score = 1.0 / 3;
    verdict.share = 0.5;
    ASSERT_TRUE(cache.keep(key, verdict));
    ASSERT_EQ(cache.find(key)->score, 1.0 / 3);
    const std::string path = filesIn(folder.path()).at(0), whole = contentOf(path);
    const auto damaged = [&](const std::string& content) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
        return !cache.find(key);
    };
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_TRUE(damaged(whole.substr(0, size))) << size;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_TRUE(damaged(changed)) << changed;
    }
    EXPECT_TRUE(damaged(whole + " "));
    EXPECT_TRUE(damaged(std::string(100000, '[')));
    ASSERT_TRUE(cache.keep(other, verdict));
    EXPECT_TRUE(damaged(contentOf(folder / (other.substr(0, 2) + "/" + other + ".json")))) << "another one's";
    EXPECT_FALSE(damaged(whole));
}

TEST(VerdictCache, KeepsNothingWithoutAFolderOrAScore) {
    const TemporaryFolder folder;
    EXPECT_TRUE(VerdictCache("").keep(sha256Hex("q"), {0.5, "", 1}));
    EXPECT_FALSE(VerdictCache("").find(sha256Hex("q")));
    EXPECT_TRUE(VerdictCache(folder.path()).keep(sha256Hex("q"), {std::nullopt, "why", 1}));
    EXPECT_TRUE(filesIn(folder.path()).empty());
}

TEST(VerdictCache, AFolderThatCannotBeWrittenIsSaidOnceAndNoError) {
    const TemporaryFolder folder;
    const std::string file = folder.write("file", "");
    HttpServer server([](const HttpRequest&, std::size_t) { return httpAnswer(200, completion("yes")); });
    const auto judge = judgeAt(endpointOptions(server.url()), file + "/cache");
    testing::internal::CaptureStderr();
    EXPECT_EQ(askAll(*judge, {questionOf("p", "1"), questionOf("p", "2")})[1].score, 1.0);
    const std::string log = testing::internal::GetCapturedStderr();
    const std::string words = "verdicts of the judge are not kept";
    ASSERT_THAT(log, HasSubstr(words));
    EXPECT_EQ(log.find(words, log.find(words) + 1), std::string::npos);
}

}  // namespace
}  // namespace luthier
