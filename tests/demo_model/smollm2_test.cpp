// SPDX-License-Identifier: Apache-2.0
// SmolLM2-135M-Instruct from its GGUF against transformers on the same file (tests/baselines/smollm2_logits.py): logits within 2e-3, the same greedy answers.
#include <cstdlib>

#include "core/base/files.h"
#include "core/generation/generator.h"
#include "core/generation/row_logps.h"
#include "tests/support/golden.h"

namespace luthier {
namespace {

using namespace luthier::test;

// The folder that the test import_demo wrote.
std::string modelFolder() {
    const char* folder = std::getenv("LUTHIER_DEMO_MODEL");
    return folder ? folder : "";
}

class SmolLm2 : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (pathExists(modelFolder() + "/model.safetensors")) s_model = require(CausalModel::load(modelFolder(), at::kFloat));
    }
    static void TearDownTestSuite() { s_model.reset(); }
    void SetUp() override {
        if (!s_model) GTEST_SKIP() << "run ./luthier setup, which fetches the demo model, and start this by ctest";
    }

    const Json m_golden = golden("smollm2_logits.json");
    static std::unique_ptr<CausalModel> s_model;
};

std::unique_ptr<CausalModel> SmolLm2::s_model;

TEST_F(SmolLm2, LogitsAsInTransformers) {
    const double tolerance = m_golden.at("tolerance_logits").get<double>();
    for (const Json& one : m_golden.at("cases")) {
        SCOPED_TRACE(one.at("name").get<std::string>());
        const at::Tensor logits = logitsOf(*s_model, idsOf(one.at("ids")));
        for (const Json& at : one.at("positions")) {
            const at::Tensor row = logits[at.at("position").get<std::int64_t>()];
            for (std::size_t i = 0; i < at.at("token_ids").size(); ++i)
                EXPECT_NEAR(row[at.at("token_ids")[i].get<std::int64_t>()].item<double>(), at.at("logits")[i].get<double>(), tolerance);
            EXPECT_EQ(row.argmax().item<std::int64_t>(), at.at("argmax").get<std::int64_t>());
            EXPECT_NEAR(row.to(at::kDouble).logsumexp(0).item<double>(), at.at("logsumexp").get<double>(), tolerance);
        }
    }
}

TEST_F(SmolLm2, LogProbabilitiesOfAllTextsInOneFlatBatch) {
    std::vector<std::vector<TokenId>> rows;
    for (const Json& one : m_golden.at("cases")) rows.push_back(one.at("ids").get<std::vector<TokenId>>());
    const auto logps = require(rowLogps(*s_model, kNoAdapter, rows));
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const Json& expected = m_golden.at("cases")[r].at("logps");
        for (std::size_t i = 1; i < rows[r].size(); ++i) EXPECT_NEAR(logps[r][i - 1], expected[i].get<double>(), 2e-3) << r << ", " << i;
    }
}

TEST_F(SmolLm2, GreedyAnswersTogetherAndAlone) {
    const Tokenizer tokenizer = require(Tokenizer::load(modelFolder()));
    std::vector<GenerateRequest> requests;
    for (const Json& one : m_golden.at("cases")) {
        GenerateRequest request;
        request.promptIds = one.at("ids").get<std::vector<TokenId>>();
        request.maxNewTokens = static_cast<std::int64_t>(one.at("greedy").size());
        request.stopAtEnd = false;
        requests.push_back(std::move(request));
    }
    for (const std::int64_t batch : {1, 4}) {
        GenerateWatch watch;
        watch.onFinished = [&](SequenceId request, Result<Completion> result) {
            Completion completion = require(std::move(result));
            EXPECT_EQ(completion.ids, m_golden.at("cases")[request].at("greedy").get<std::vector<TokenId>>())
                << "request " << request << " in batches of " << batch;
            return Status();
        };
        require(Generator(*s_model, tokenizer, {batch, 100}).run(requests, watch));
    }
}

}  // namespace
}  // namespace luthier
