// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/judge_reward.h"

#include <gmock/gmock.h>

#include "core/rewards/all_rewards.h"

namespace luthier {
namespace {

using testing::HasSubstr;

// The message for that key; empty: no problem there.
std::string problemOf(const Json& json, const std::string& key) {
    const auto options = JudgeReward::schema().fromJson(json);
    if (options) return "";
    for (const Problem& problem : options.error().problems)
        if (problem.key == key) return problem.message + " - " + problem.hint;
    return options.error().key == key ? options.error().message : "";
}

Json endpoint(const std::string& url) { return {{"judge", "endpoint"}, {"url", url}, {"endpoint_model", "m"}}; }

TEST(JudgeReward, IsAKindOfRewardThatNeedsAModel) {
    const Json reward = {{"type", "judge"}, {"model", "/models/judge"}, {"scale", "points"}, {"points", 7}};
    const auto spec = rewardSpecSchema().fromJson({{"name", "helpful"}, {"reward", reward}});
    ASSERT_TRUE(spec) << spec.error().toString();
    EXPECT_TRUE(rewardInfo(spec->reward).needsModel);
    EXPECT_EQ(std::get<JudgeRewardOptions>(spec->reward).points, 7);
    EXPECT_EQ(*makeRule(spec->reward), nullptr) << "no rule: only the engine can ask";
    const auto again = rewardSpecSchema().fromJson(rewardSpecSchema().toJson(*spec));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *spec);
    EXPECT_EQ(rewardNames({RewardSpec{"", 1, RewardScale::AsIs, JudgeRewardOptions()}}), std::vector<std::string>{"judge"});
}

TEST(JudgeReward, WantsWhatItsJudgeNeeds) {
    EXPECT_THAT(problemOf(Json::object(), "model"), HasSubstr("missing"));
    EXPECT_EQ(problemOf({{"model", "folder"}}, "model"), "");
    EXPECT_TRUE(JudgeReward::schema().fromJson(endpoint("http://127.0.0.1:8080/v1")));
    EXPECT_THAT(problemOf({{"judge", "endpoint"}}, "url"), HasSubstr("missing"));
    EXPECT_THAT(problemOf({{"judge", "endpoint"}}, "endpoint_model"), HasSubstr("missing"));
    EXPECT_THAT(problemOf({{"model", "m"}, {"rubric", " \n"}}, "rubric"), HasSubstr("says nothing"));
    EXPECT_THAT(problemOf({{"model", "m"}, {"points", 10}}, "points"), HasSubstr("between 2 and 9"));
    EXPECT_THAT(problemOf({{"model", "m"}, {"max_requests", 0}}, "max_requests"), HasSubstr("1"));
    EXPECT_TRUE(JudgeReward::schema().fromJson({{"model", "m"}, {"max_requests", nullptr}}));
}

TEST(JudgeReward, AnAddressIsOneOfAServerAndHoldsNoSecret) {
    for (const char* good : {"https://api.example.org/v1", "http://localhost:11434/v1", "HTTP://[::1]:8000", "http://10.0.0.5/v1/chat/completions"})
        EXPECT_EQ(problemOf(endpoint(good), "url"), "") << good;
    for (const char* bad : {"", "localhost:8080", "ftp://x", "file:///etc/passwd", "http://", "http://:80/v1", "https:///v1", "http://a b/",
                            "http://user:pw@host/v1", "http://host/v1?key=1", "http://host/#x", "http://host/v1\r\nX: y", "https://h\xC3\xB6st/"})
        EXPECT_NE(problemOf(endpoint(bad), "url"), "") << bad;
    EXPECT_THAT(problemOf(endpoint("http://user:pw@host/v1"), "url"), HasSubstr("key file"));
}

TEST(JudgeReward, AKeyIsNotSentUnencrypted) {
    const auto withKey = [](const std::string& url) {
        Json json = endpoint(url);
        json["key_file"] = "key";
        return problemOf(json, "url");
    };
    for (const char* safe : {"https://host/v1", "http://127.0.0.1/v1", "http://localhost/v1", "http://[::1]:80/v1", "http://a.localhost"})
        EXPECT_EQ(withKey(safe), "") << safe;
    for (const char* open : {"http://host/v1", "http://127.0.0.1.example.org/v1", "http://localhost.example.org", "http://10.0.0.1/v1", "http://[::2]/v1",
                             "HTTP://Host"})
        EXPECT_THAT(withKey(open), HasSubstr("not encrypted")) << open;
}

}  // namespace
}  // namespace luthier
