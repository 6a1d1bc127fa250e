// SPDX-License-Identifier: Apache-2.0
// Which format a file is taken for: preference data is never trained on as answers, and answers are not taken for preferences.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/reader.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;

std::string formatOf(const std::string& row) {
    const TemporaryFolder folder;
    const auto detection = detectFormat(folder.write("rows.jsonl", row + "\n"));
    return detection ? detection->format : "none";
}

TEST(Detection, PreferenceFormats) {
    EXPECT_EQ(formatOf(R"({"prompt":"p","chosen":"a","rejected":"b"})"), "preference");
    EXPECT_EQ(formatOf(R"({"chosen":[{"role":"user","content":"q"}],"rejected":[{"role":"user","content":"r"}]})"), "preference");
    EXPECT_EQ(formatOf(R"({"question":"q","system":"S","chosen":"a","rejected":"b"})"), "preference");
    EXPECT_EQ(formatOf(R"({"prompt":"p","messages":[{"role":"user","content":"p"}],)"
                       R"("chosen":[{"role":"user","content":"p"},)" R"({"role":"assistant","content":"a"}],)"
                       R"("rejected":[{"role":"user","content":"p"},{"role":"assistant","content":"b"}],"score_chosen":8,"score_rejected":3})"),
              "preference");
    EXPECT_EQ(formatOf(R"({"chosen":"\n\nHuman: q\n\nAssistant: a","rejected":"\n\nHuman: q\n\nAssistant: b"})"), "hh_rlhf");
    EXPECT_EQ(formatOf(R"({"prompt":"\n\nHuman: q\n\nAssistant:","chosen":" a","rejected":" b"})"), "hh_rlhf");
    EXPECT_EQ(formatOf(R"({"prompt":"p","completion":"c","label":true})"), "kto");
    EXPECT_EQ(formatOf(R"({"instruction":"i","completions":[{"response":"a","overall_score":1}],"source":"s"})"), "ultrafeedback");
    EXPECT_EQ(formatOf(R"({"prompt":"p","completions":["a","b"],"rank":[1,2]})"), "ranking");
    EXPECT_EQ(formatOf(R"({"prompt":"p","responses":["a","b"],"scores":[1,2]})"), "ranking");
    EXPECT_EQ(formatOf(R"({"prompt":"p","response":"a","score":0.5})"), "scored");
    EXPECT_EQ(formatOf(R"({"prompt":"p","response":"a","helpfulness":4,"verbosity":1})"), "scored");
    EXPECT_EQ(formatOf(R"({"prompt":"p"})"), "prompts");
    EXPECT_EQ(formatOf(R"({"prompt":[{"role":"user","content":"q"}],"answer":"42"})"), "prompts");
}

TEST(Detection, FormatsOfAnswersStayWhatTheyAre) {
    EXPECT_EQ(formatOf(R"({"prompt":"p","completion":"c"})"), "prompt_completion");
    EXPECT_EQ(formatOf(R"({"prompt":"p","completion":"c","label":"news","source":"s"})"), "prompt_completion");
    EXPECT_EQ(formatOf(R"({"prompt":"p","completion":"c","score":"high"})"), "prompt_completion");
    EXPECT_EQ(formatOf(R"({"prompt":"p","messages":[{"role":"user","content":"q"}]})"), "messages");
    EXPECT_EQ(formatOf(R"({"messages":[{"role":"user","content":"q"}],"score":3})"), "messages");
    EXPECT_EQ(formatOf(R"({"prompt":"p","text":"t"})"), "text");
    EXPECT_EQ(formatOf(R"({"instruction":"i","output":"o","prompt":"p"})"), "alpaca");
    EXPECT_EQ(formatOf(R"({"conversations":[{"from":"human","value":"q"}],"id":"1"})"), "sharegpt");
}

TEST(Detection, RowsThatNoFormatKnowsAreNotGuessed) {
    for (const char* row : {R"({"prompt":"p","completions":["a","b"],"labels":[true,false]})", R"({"prompt":"p","chosen":"a"})",
                            R"({"prompt":"p","response":"a"})",
                            R"({"prompt":"p","responses":["a","b"]})", R"({"prompt":"p","completion":"c","chosen":"a"})",
                            R"({"prompt":"p","completion":"c","kto_tag":true})",
                            R"({"chosen":{"from":"gpt","value":"a"},"rejected":{"from":"gpt","value":"b"}})"})
        EXPECT_EQ(formatOf(row), "none") << row;
}

TEST(Detection, OneRowOfAnotherKindDoesNotChangeTheFormat) {
    const TemporaryFolder folder;
    std::string lines;
    for (int i = 0; i < 5; ++i) lines += R"({"chosen":"\n\nHuman: q\n\nAssistant: a","rejected":"\n\nHuman: q\n\nAssistant: b"})" "\n";
    const std::string path = folder.write("rows.jsonl", lines + R"({"chosen":"no transcript","rejected":"neither"})" "\n");
    EXPECT_EQ(detectFormat(path).value().format, "hh_rlhf");
    const RowSet set = readAllRows(path).value();
    EXPECT_EQ(set.rows.size(), 5U);
    EXPECT_EQ(set.refusals.at(0).rule, "wrong_shape");
    EXPECT_EQ(set.refusals.at(0).source.line, 6);
}

}  // namespace
}  // namespace luthier
