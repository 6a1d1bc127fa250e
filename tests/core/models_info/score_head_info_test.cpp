// SPDX-License-Identifier: Apache-2.0
// The file beside a reward model's weights, and the one function that makes a score of what its head reads.
#include "core/models/score_head_info.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/base/json.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::HasSubstr;

ScoreHeadInfo threeDimensions() {
    ScoreHeadInfo info;
    info.dimensions = {"safety", "helpfulness", "truthfulness"};
    info.weights = {1.0, 0.5, -0.25};
    info.offsets = {0.1, -2.5, 1.0 / 3.0};
    info.scale = 2.0;
    info.veto = ScoreVeto{"safety", -1.0, -10.0};
    info.loss = "reward";
    info.cutPoints = {{-1.0, 0.5}, {0.0, 1e-7}, {-3.0, 3.0}, {0.25, 0.5}};
    info.lowestLevel = 0;
    info.tieThresholds = {0.5, 0.1, 2.0, 1e-9};
    return info;
}

class ScoreHeadFile : public testing::Test {
protected:
    std::string refusalOf(const Json& json, std::int64_t numScores = 3) {
        m_folder.write(kScoreHeadFile, json.is_string() ? json.get<std::string>() : dumpJson(json));
        const auto read = readScoreHeadInfo(m_folder.path(), numScores);
        if (read) return "";
        EXPECT_EQ(read.error().code, ErrorCode::InvalidData);
        EXPECT_FALSE(read.error().hint.empty());
        return read.error().message;
    }
    Json written() {
        EXPECT_TRUE(writeScoreHeadInfo(m_folder.path(), threeDimensions()));
        return *readJsonFile(m_folder / kScoreHeadFile);
    }
    const test::TemporaryFolder m_folder;
};

TEST(AnswerScore, IsThatOfTheGoldenCases) {
    const auto golden = readJsonFile(std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/reward_heads.json");
    ASSERT_TRUE(golden);
    ASSERT_EQ(golden->at("scores").size(), 6U);
    for (const Json& one : golden->at("scores")) {
        SCOPED_TRACE(one.at("name").get<std::string>());
        ScoreHeadInfo info = threeDimensions();
        info.weights = one.at("weights").get<std::vector<double>>();
        info.offsets = one.at("offsets").get<std::vector<double>>();
        info.scale = one.at("scale").get<double>();
        info.veto.reset();
        if (!one.at("veto").is_null())
            info.veto = ScoreVeto{info.dimensions[one["veto"]["dimension"].get<std::size_t>()], one["veto"]["threshold"].get<double>(),
                                  one["veto"]["floor"].get<double>()};
        const AnswerScore score = answerScore(info, one.at("raw").get<std::vector<double>>());
        EXPECT_NEAR(score.total, one.at("total").get<double>(), 1e-12);
        EXPECT_EQ(score.vetoed, one.at("name").get<std::string>().starts_with("vetoed"));
        for (std::size_t d = 0; d < 3; ++d) EXPECT_NEAR(score.dimensions[d], one.at("dimensions")[d].get<double>(), 1e-12);
    }
}

TEST_F(ScoreHeadFile, HoldsEverything) {
    written();
    const auto read = readScoreHeadInfo(m_folder.path(), 3);
    ASSERT_TRUE(read) << read.error().toString();
    EXPECT_EQ(*read, threeDimensions());
    ASSERT_TRUE(writeScoreHeadInfo(m_folder.path(), {}));
    EXPECT_EQ(*readScoreHeadInfo(m_folder.path(), 1), ScoreHeadInfo());
    EXPECT_TRUE(ScoreHeadInfo().isPlain());
    EXPECT_FALSE(threeDimensions().isPlain());
}

// Several scores had no weights then; their mean was the score.
TEST_F(ScoreHeadFile, OfTheFirstVersionIsRead) {
    EXPECT_EQ(refusalOf({{"schema", 1}, {"dimensions", {"a", "b"}}, {"loss", "reward"}, {"offset", 0.5}, {"scale", 2.0}}, 2), "");
    const ScoreHeadInfo info = *readScoreHeadInfo(m_folder.path(), 2);
    EXPECT_EQ(info.weights, (std::vector<double>{0.5, 0.5}));
    EXPECT_EQ(info.offsets, (std::vector<double>{0.5, 0.5}));
    EXPECT_NEAR(answerScore(info, std::vector<double>{1.0, 3.0}).total, 2.0 * (2.0 - 0.5), 1e-12);
}

TEST_F(ScoreHeadFile, WithoutItNamesComeFromTheConfig) {
    m_folder.write("config.json", R"({"id2label": {"0": "safety", "1": "helpfulness"}})");
    EXPECT_EQ(readScoreHeadInfo(m_folder.path(), 2)->dimensions, (std::vector<std::string>{"safety", "helpfulness"}));
    EXPECT_EQ(readScoreHeadInfo(m_folder.path(), 3)->dimensions.size(), 3U) << "names of another number of scores are not used";
    m_folder.write("config.json", R"({"id2label": {"0": "LABEL_0"}})");
    EXPECT_TRUE(readScoreHeadInfo(m_folder.path(), 1)->isPlain());
}

TEST_F(ScoreHeadFile, DamagedOrNewerIsRefusedWithWords) {
    const Json whole = written();
    EXPECT_EQ(refusalOf(whole), "");
    const auto with = [&](const char* pointer, const Json& value) {
        Json changed = whole;
        changed[Json::json_pointer(pointer)] = value;
        return refusalOf(changed);
    };
    EXPECT_THAT(with("/schema", 3), HasSubstr("newer version"));
    EXPECT_THAT(with("/schema", "two"), HasSubstr("format version"));
    EXPECT_THAT(with("/schema", 0), HasSubstr("format version"));
    EXPECT_THAT(with("/dimensions", {"safety"}), HasSubstr("1 dimensions are named, the weights give 3"));
    EXPECT_THAT(with("/dimensions/1", "safety"), HasSubstr("the same name"));
    EXPECT_THAT(with("/dimensions/1", 7), HasSubstr("has no name"));
    EXPECT_THAT(with("/weights", {1.0, 2.0}), HasSubstr("\"weights\" is no list of 3"));
    EXPECT_THAT(with("/weights/0", "NaN"), HasSubstr("\"weights\""));
    EXPECT_THAT(with("/offsets", nullptr), HasSubstr("\"offsets\""));
    EXPECT_THAT(with("/scale", nullptr), HasSubstr("\"scale\""));
    EXPECT_THAT(with("/veto", "safety"), HasSubstr("\"veto\" is no object"));
    EXPECT_THAT(with("/veto/dimension", "style"), HasSubstr("veto is of a dimension that it does not have"));
    EXPECT_THAT(with("/veto/threshold", "low"), HasSubstr("\"threshold\""));
    EXPECT_THAT(with("/levels/lowest", 0.5), HasSubstr("lowest level"));
    EXPECT_THAT(with("/levels/cut_points", Json::array({{1.0, 2.0}})), HasSubstr("cut points of 4 scores"));
    EXPECT_THAT(with("/levels/cut_points/2", {3.0, 3.0}), HasSubstr("do not increase"));
    EXPECT_THAT(with("/levels/cut_points/3", {3.0}), HasSubstr("cut_points"));
    EXPECT_THAT(with("/ties/thresholds/1", 0.0), HasSubstr("not above 0"));
    EXPECT_THAT(with("/ties/thresholds", {1.0}), HasSubstr("thresholds"));
    EXPECT_THAT(refusalOf(Json::array()), HasSubstr("no object"));
    EXPECT_NE(refusalOf("{\"schema\": 2, \"dim"), "");
}

}  // namespace
}  // namespace luthier
