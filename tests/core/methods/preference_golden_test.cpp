// SPDX-License-Identifier: Apache-2.0
// Methods that learn from preferences against TRL 1.16 (tests/baselines/preference.py): loss, metrics, and the gradient of every LoRA tensor of one step. Ours
// is float32; the gradients' goldens are those of float64.
#include <gmock/gmock.h>

#include "core/adapters/all_adapters.h"
#include "core/methods/all_methods.h"
#include "core/methods/sequence_logps.h"
#include "tests/support/pairs.h"

namespace luthier {
namespace {

using namespace luthier::test;

// A sum of up to twenty log-probabilities, in float32, times what a loss makes of it (squares: float64_difference in the golden file says how much).
constexpr double kLossTolerance = 1e-5, kGradientTolerance = 1e-5;

class PreferenceGolden : public testing::Test {
protected:
    PreferenceGolden() : m_golden(golden("preference.json")) {
        m_model = require(CausalModel::load(baselinePath(m_golden.at("model").get<std::string>()), at::kFloat));
        m_adapter = require(loadAdapter(baselinePath(m_golden.at("adapter").get<std::string>()), *m_model));
        m_model->setRequiresGrad([](const NamedParameter&) { return false; });
        m_policy.emplace(*m_model, m_adapter->slot());
        for (const Json& pair : m_golden.at("pairs")) m_pairs.add(pairOf(pair.at("prompt_ids"), pair.at("chosen_ids"), pair.at("rejected_ids")));
        fillReference(m_pairs);
    }

    void fillReference(TokenStore& store) {
        Policy base(*m_model, kNoAdapter);
        store.setReferenceLogps(require(sequenceLogps(base, store, 4096, {})));
    }

    TokenStore answers(const std::string& batch) {
        TokenStore store;
        for (const Json& row : m_golden.at("kto_batches").at(batch)) {
            EncodedExample example;
            const Ids prompt = row.at("prompt_ids");
            example.sequences.push_back(answerTo(prompt, row.at("completion_ids"), row.at("label") ? SegmentPart::Chosen : SegmentPart::Rejected));
            example.sequences.push_back(answerTo(prompt, row.at("kl_completion_ids"), SegmentPart::Mismatched));
            store.add(example);
        }
        fillReference(store);
        return store;
    }

    const Json& find(const std::string& name) const {
        for (const Json& one : m_golden.at("cases"))
            if (one.at("name") == name) return one;
        throw std::runtime_error("no golden case " + name);
    }

    // Every row in one batch, and every row in a batch of its own; alone and with shared prompts: the same step each time.
    void expectStep(const Method& method, const TokenStore& store, const Json& expected, double loss) {
        for (const BatchOptions& options : {BatchOptions(4096), BatchOptions(4096, true), BatchOptions(24), BatchOptions(24, true)}) {
            SCOPED_TRACE(std::to_string(options.microTokens) + (options.sharesBeginnings ? " shared" : ""));
            const StepResult result = runStep(*m_policy, method, wholeStep(store), options, m_adapter->trained());
            EXPECT_NEAR(result.loss, loss, kLossTolerance * std::max(1.0, std::abs(loss)));
            if (expected.contains("gradient")) expectGradients(result, expected.at("gradient"), std::max(1.0, std::abs(loss)));
            for (const char* name : {"rewards/chosen", "rewards/rejected", "rewards/accuracies", "rewards/margins", "logps/chosen", "logps/rejected", "kl"})
                if (expected.contains("metrics") && expected.at("metrics").contains(name) && result.metrics.contains(name)) {
                    EXPECT_NEAR(result.metrics.at(name), expected.at("metrics").at(name).get<double>(), 1e-4) << name;
                }
        }
    }

    void expectGradients(const StepResult& result, const Json& rows, double scale) {
        std::map<std::string, at::Tensor> byName(result.gradients.begin(), result.gradients.end());
        const Json& names = m_golden.at("tensors");
        ASSERT_EQ(rows.size(), names.size());
        ASSERT_EQ(byName.size(), names.size());
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string name = names[i];
            ASSERT_TRUE(byName.contains(name)) << name;
            const at::Tensor gradient = byName.at(name).to(at::kDouble).flatten();
            EXPECT_NEAR(gradient.norm().item<double>(), rows[i][0].get<double>(), kGradientTolerance * scale * (1 + rows[i][0].get<double>())) << name;
            for (std::size_t k = 1; k < rows[i].size(); ++k)
                EXPECT_NEAR(gradient[static_cast<std::int64_t>(k) - 1].item<double>(), rows[i][k].get<double>(), kGradientTolerance * scale) << name;
        }
    }

    void expectCase(const Method& method, const TokenStore& store, const Json& expected) {
        expectStep(method, store, expected, expected.at("loss_float64"));
    }

    Json m_golden;
    std::unique_ptr<CausalModel> m_model;
    std::unique_ptr<Adapter> m_adapter;
    std::optional<Policy> m_policy;
    TokenStore m_pairs;
};

TEST_F(PreferenceGolden, LogProbabilitiesOfAnswers) {
    const Json& expected = m_golden.at("logps").at("pairs");
    const std::vector<double> policy = require(sequenceLogps(*m_policy, m_pairs, 4096, {}));
    const std::vector<double> shared = require(sequenceLogps(*m_policy, m_pairs, {4096, true}, {}));
    for (std::int64_t row = 0; row < m_pairs.numRows(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        const char* parts[] = {"chosen", "rejected"};
        for (std::size_t k = 0; k < 2; ++k) {
            EXPECT_NEAR(policy[2 * at + k], expected.at(parts[k]).at("policy")[at].get<double>(), 1e-4);
            EXPECT_NEAR(shared[2 * at + k], policy[2 * at + k], 1e-4);
            EXPECT_NEAR(m_pairs.sequence(2 * row + static_cast<std::int64_t>(k)).referenceLogp, expected.at(parts[k]).at("reference")[at].get<double>(), 1e-4);
        }
    }
}

// Every golden case of DPO that our options can say is run; the others are named here.
TEST_F(PreferenceGolden, Dpo) {
    std::vector<std::string> others;
    int numRun = 0;
    for (const Json& one : m_golden.at("cases")) {
        if (one.at("family") != "dpo" && one.at("family") != "cdpo") continue;
        Json options = one.at("options"), ours = {{"beta", options.value("beta", 0.1)}, {"label_smoothing", options.value("label_smoothing", 0.0)}};
        const Json type = options.value("loss_type", Json("sigmoid"));
        ours["loss"] = type;
        if (type == Json::array({"sigmoid", "sft"})) {
            ours["loss"] = "sigmoid";
            ours["sft_weight"] = options.at("loss_weights")[1];
        }
        const auto parsed = Dpo::schema().fromJson(ours);
        for (const char* key : {"beta", "label_smoothing", "loss_type", "loss_weights"}) options.erase(key);
        if (!parsed || !options.empty()) {
            others.push_back(one.at("name"));
            continue;
        }
        SCOPED_TRACE(one.at("name").get<std::string>());
        expectCase(*require(Dpo::create(*parsed)), m_pairs, one);
        ++numRun;
    }
    EXPECT_EQ(numRun, 23);
    EXPECT_THAT(others, testing::UnorderedElementsAre("dpo_sft", "dpo_sigmoid_bco_pair_sft_0.8_0.2_1.0", "dpo_sigmoid_forward_kl", "dpo_sigmoid_js_divergence",
                                                      "dpo_sigmoid_alpha_divergence_alpha_0.5", "dpo_sigmoid_ld_alpha_0.5", "dpo_sigmoid_use_weighting"));
}

TEST_F(PreferenceGolden, CpoAndSimpo) {
    int numRun = 0;
    for (const Json& one : m_golden.at("cases")) {
        if (one.at("family") != "cpo") continue;
        const Json& options = one.at("options");
        if (options.contains("alpha")) continue;   // AlphaPO
        SCOPED_TRACE(one.at("name").get<std::string>());
        const double smoothing = options.value("label_smoothing", 0.0), weight = options.value("cpo_alpha", 1.0);
        const bool isSimpo = options.at("loss_type") == "simpo";
        const auto cpo = [&] {
            return require(Cpo::schema().fromJson({{"loss", options.at("loss_type")}, {"label_smoothing", smoothing}, {"sft_weight", weight}}));
        };
        const std::unique_ptr<Method> method =
            require(isSimpo ? Simpo::create({options.at("beta"), options.at("simpo_gamma"), smoothing, weight}) : Cpo::create(cpo()));
        Json expected = one;
        if (isSimpo || options.at("loss_type") == "ipo")   // TRL's are means over tokens here
            for (const char* key : {"logps/chosen", "logps/rejected"}) expected["metrics"].erase(key);
        expectCase(*method, m_pairs, expected);
        ++numRun;
    }
    EXPECT_EQ(numRun, 8);
}

// TRL's token loss is that of prompt and chosen answer; ours, as in the paper, that of the answer. What is beside it is the same.
TEST_F(PreferenceGolden, Orpo) {
    const Json& logps = m_golden.at("logps").at("pairs").at("chosen");
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < logps.at("policy").size(); ++i) {
        sum -= logps.at("policy")[i].get<double>();
        count += logps.at("tokens")[i].get<double>();
    }
    for (const char* name : {"orpo", "orpo_beta_1"}) {
        SCOPED_TRACE(name);
        Json expected = find(name);
        const Json& metrics = expected.at("metrics");
        const double loss = expected.at("loss").get<double>() - metrics.at("nll_loss").get<double>() + sum / count;
        const std::unique_ptr<Method> method = require(Orpo::create({expected.at("options").at("beta")}));
        const StepResult result = runStep(*m_policy, *method, wholeStep(m_pairs), {24, true}, m_adapter->trained());
        for (const char* key : {"log_odds_ratio", "log_odds_chosen"}) EXPECT_NEAR(result.metrics.at(key), metrics.at(key).get<double>(), 2e-5) << key;
        Json withoutGradient = expected;
        withoutGradient.erase("gradient");
        for (const char* key : {"logps/chosen", "logps/rejected"}) withoutGradient["metrics"].erase(key);   // TRL's are means over tokens here
        expectStep(*method, m_pairs, withoutGradient, loss);
    }
}

TEST_F(PreferenceGolden, Kto) {
    int numRun = 0;
    for (const Json& one : m_golden.at("cases")) {
        if (one.at("family") != "kto") continue;
        SCOPED_TRACE(one.at("name").get<std::string>());
        const Json& options = one.at("options");
        const auto parsed = Kto::schema().fromJson({{"loss", options.at("loss_type")}, {"beta", options.value("beta", 0.1)},
                                                    {"desirable_weight", options.value("desirable_weight", 1.0)},
                                                    {"undesirable_weight", options.value("undesirable_weight", 1.0)}});
        expectCase(*require(Kto::create(require(std::move(parsed)))), answers(options.at("batch")), one);
        ++numRun;
    }
    EXPECT_EQ(numRun, 7);
}

// A pair is a good and a bad answer. The golden case divides both sums by all tokens together, ours each by its own: the same up to a factor for this alpha.
TEST_F(PreferenceGolden, Unlikelihood) {
    Json expected = find("unlikelihood_mixed_token_mean");
    double numGood = 0, numBad = 0;
    for (const Json& count : m_golden.at("logps").at("pairs").at("chosen").at("tokens")) numGood += count.get<double>();
    for (const Json& count : m_golden.at("logps").at("pairs").at("rejected").at("tokens")) numBad += count.get<double>();
    const double factor = (numGood + numBad) / numGood, alpha = expected.at("options").at("weight").get<double>() * numBad / numGood;
    expected["loss_float64"] = factor * expected.at("loss_float64").get<double>();
    for (Json& probe : expected["gradient"])
        for (Json& number : probe) number = factor * number.get<double>();
    const std::unique_ptr<Method> method = require(Unlikelihood::create({alpha}));
    expectCase(*method, m_pairs, expected);
    const StepResult result = runStep(*m_policy, *method, wholeStep(m_pairs), {24, true}, m_adapter->trained());
    EXPECT_NEAR(result.metrics.at("unlikelihood"), find("unlikelihood_token_mean").at("loss_float64").get<double>(), 1e-7);
}

}  // namespace
}  // namespace luthier
