// SPDX-License-Identifier: Apache-2.0
// The demo model as judge: asked for yes or no, it tells sense from nonsense on the whole. Small as it is, its points are noise, but points they are.
#include <cstdlib>

#include "core/judges/make_judge.h"
#include "tests/core/judging/judging_support.h"

namespace luthier {
namespace {

using namespace luthier::test;

TEST(DemoJudge, TellsSenseFromNonsense) {
    const char* const folder = std::getenv("LUTHIER_DEMO_MODEL");
    if (!folder) GTEST_SKIP() << "LUTHIER_DEMO_MODEL is not set";
    for (const JudgeScale scale : {JudgeScale::YesNo, JudgeScale::Points}) {
        JudgeRewardOptions options;
        options.model = folder;
        options.scale = scale;
        auto judge = makeJudge(options, "", Secret());
        ASSERT_TRUE(judge) << judge.error().toString();
        struct Row { const char *prompt, *good, *bad; };
        const std::vector<Row> rows = {{"What is the capital of France?", "The capital of France is Paris.", "purple purple purple purple"},
                                       {"What is 2 + 2?", "2 + 2 is 4.", "I will not tell you that, you fool."},
                                       {"Name three fruits.", "Apple, pear and banana.", "xq zzt 0 0 0 ; ; ;"},
                                       {"Translate 'good morning' to German.", "Guten Morgen.", "The stock market fell on Tuesday."}};
        std::vector<JudgeQuestion> questions;
        for (const Row& row : rows) {
            questions.push_back(questionOf(row.prompt, row.good));
            questions.push_back(questionOf(row.prompt, row.bad));
        }
        const auto verdicts = askAll(**judge, questions);
        double good = 0, bad = 0;
        for (std::size_t i = 0; i < verdicts.size(); ++i) {
            ASSERT_TRUE(verdicts[i].score) << verdicts[i].reason;
            (i % 2 == 0 ? good : bad) += *verdicts[i].score;
            EXPECT_GT(verdicts[i].share, 0.05) << "it would say something else";
        }
        if (scale == JudgeScale::YesNo) { EXPECT_GT(good, bad); }
    }
}

}  // namespace
}  // namespace luthier
