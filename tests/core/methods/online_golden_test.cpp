// SPDX-License-Identifier: Apache-2.0
// Methods that learn from their own answers against TRL 1.16 and the papers' formulas (tests/baselines/online.py): from rewards to advantages to loss, and the
// loss's gradient by every log-probability and value. The goldens are float64, what we keep of a token float32.
#include <cmath>
#include <limits>

#include <ATen/ATen.h>
#include <gmock/gmock.h>

#include "core/losses/policy_gradient.h"
#include "core/methods/advantages.h"
#include "core/methods/all_methods.h"
#include "core/methods/online_method.h"
#include "tests/support/golden.h"
#include "tests/support/steps.h"

namespace luthier {
namespace {

using namespace luthier::test;

constexpr double kTolerance = 2e-6;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

double numberOf(const Json& json) { return json.is_number() ? json.get<double>() : kNothing; }

// Rows of arrays padded to one width; the first `length` of each count.
class OnlineGolden : public testing::Test {
protected:
    OnlineGolden() : m_golden(golden("online.json")) {}

    static std::vector<float> row(const Json& array, std::size_t i, std::int64_t length) {
        std::vector<float> numbers;
        for (std::int64_t t = 0; t < length; ++t) numbers.push_back(array.at(i).at(static_cast<std::size_t>(t)).get<float>());
        return numbers;
    }

    // Answers with these numbers; a prompt of one token before each.
    static Rollout rolloutOf(const Json& batch, const char* logps, const char* referenceLogps, std::int64_t groupSize) {
        Rollout rollout;
        rollout.groupSize = groupSize;
        for (std::size_t i = 0; i < batch.at("lengths").size(); ++i) {
            const auto length = batch.at("lengths").at(i).get<std::int64_t>();
            RolloutAnswer answer;
            answer.row = static_cast<std::int64_t>(i);
            answer.numPrompt = 1;
            answer.ids.assign(static_cast<std::size_t>(length) + 1, 5);
            answer.weights.assign(answer.ids.size(), 1.0F);
            answer.weights[0] = 0;
            answer.logps = row(batch.at(logps), i, length);
            answer.referenceLogps = row(batch.at(referenceLogps), i, length);
            if (batch.contains("values")) answer.values = row(batch.at("values"), i, length);
            answer.ended = batch.contains("has_eos") ? batch.at("has_eos").at(i).get<bool>() : true;
            rollout.answers.push_back(std::move(answer));
        }
        return rollout;
    }

    static std::unique_ptr<Method> methodOf(Result<std::unique_ptr<Method>> made) { return require(std::move(made)); }

    // The loss of all answers in one batch, with leaves in place of the policy.
    struct Outcome { double loss = 0; at::Tensor dLogps, dValues; BatchReport report; };
    static Outcome lossOf(const OnlineMethod& method, const Rollout& rollout, const Json& batch, const char* logps, const char* values = nullptr) {
        BatchBuilder builder;
        std::vector<std::int64_t> groups(static_cast<std::size_t>(rollout.numGroups()));
        for (std::size_t g = 0; g < groups.size(); ++g) groups[g] = static_cast<std::int64_t>(g);
        std::vector<float> now, nowValues;
        Step step;
        step.samples = method.samplesOf(rollout, groups);
        for (const Sample& sample : step.samples) {
            builder.addSegment(sample);
            const auto i = static_cast<std::size_t>(sample.row);
            for (const float one : row(batch.at(logps), i, static_cast<std::int64_t>(sample.ids.size()) - 1)) now.push_back(one);
            if (values) for (const float one : row(batch.at(values), i, static_cast<std::int64_t>(sample.ids.size()) - 1)) nowValues.push_back(one);
        }
        step.numbers[step_numbers::answers] = static_cast<double>(rollout.answers.size());
        step.numbers[step_numbers::klWeight] = rollout.klWeight;
        StepTotals totals;
        totals.numbers = step.numbers;
        totals.numRows = static_cast<std::int64_t>(step.samples.size());
        totals.numTrained = static_cast<std::int64_t>(now.size());
        const Batch made = builder.finish();
        Policy::TokenReadings read;
        read.logp_M = at::tensor(now, at::kFloat).set_requires_grad(true);
        if (values) read.value_M = at::tensor(nowValues, at::kFloat).set_requires_grad(true);
        Outcome outcome;
        const at::Tensor loss = method.lossOf(read, made, totals, outcome.report).total();
        loss.backward();
        outcome.loss = loss.item<double>();
        outcome.dLogps = read.logp_M.grad();
        if (values) outcome.dValues = read.value_M.grad();
        return outcome;
    }

    static void expectGradient(const at::Tensor& gradient, const Json& expected, const Rollout& rollout, const std::vector<bool>& isLearned = {}) {
        std::int64_t next = 0;
        for (std::size_t i = 0; i < rollout.answers.size(); ++i) {
            if (!isLearned.empty() && !isLearned[i]) continue;
            for (std::int64_t t = 0; t < rollout.answers[i].numTokens(); ++t)
                EXPECT_NEAR(gradient[next++].item<double>(), expected.at(i).at(static_cast<std::size_t>(t)).get<double>(), kTolerance) << i << ", " << t;
        }
        EXPECT_EQ(next, gradient.numel());
    }

    static void setAdvantages(Rollout& rollout, const Json& advantages) {
        for (std::size_t i = 0; i < rollout.answers.size(); ++i)
            rollout.answers[i].advantages.assign(rollout.answers[i].logps.size(), advantages.at(i).get<float>());
    }

    // The weighted sum of reward functions, as a rollout's source makes it.
    static std::vector<double> rewardsOf(const Json& entry) {
        const Json& rewards = entry.at("rewards");
        std::vector<double> totals(rewards.at(0).size(), kNothing);
        for (std::size_t function = 0; function < rewards.size(); ++function)
            for (std::size_t i = 0; i < totals.size(); ++i) {
                const double one = numberOf(rewards.at(function).at(i));
                if (!std::isnan(one)) totals[i] = (std::isnan(totals[i]) ? 0 : totals[i]) + entry.at("weights").at(function).get<double>() * one;
            }
        return totals;
    }

    Json m_golden;
};

KlEstimator estimatorOf(const std::string& name) { return name == "k1" ? KlEstimator::K1 : name == "k2" ? KlEstimator::K2 : KlEstimator::K3; }

TEST_F(OnlineGolden, PpoFromRewardsToGradients) {
    const Json& batch = m_golden.at("ppo_batch");
    for (const Json& entry : m_golden.at("ppo")) {
        const Json& given = entry.at("options");
        SCOPED_TRACE(given.dump());
        PpoOptions options;
        options.clip = given.at("cliprange");
        options.valueClip = given.at("cliprange_value");
        options.valueWeight = given.at("vf_coef");
        options.gamma = given.at("gamma");
        options.lambda = given.at("lam");
        options.klEstimator = estimatorOf(given.at("kl_estimator"));
        options.whitensRewards = given.at("whiten_rewards");
        const std::unique_ptr<Method> made = methodOf(Ppo::create(options));
        const auto& method = dynamic_cast<const OnlineMethod&>(*made);
        Rollout rollout = rolloutOf(batch, "logps", "ref_logps", 1);
        rollout.klWeight = given.at("kl_coef");
        for (std::size_t i = 0; i < rollout.answers.size(); ++i) {
            RolloutAnswer& answer = rollout.answers[i];
            answer.reward = batch.at("scores").at(i).get<double>();
            if (!answer.ended && given.at("missing_eos_penalty").is_number()) answer.reward -= given.at("missing_eos_penalty").get<double>();
        }
        method.fillAdvantages(rollout);
        for (std::size_t i = 0; i < rollout.answers.size(); ++i)
            for (std::size_t t = 0; t < rollout.answers[i].advantages.size(); ++t) {
                EXPECT_NEAR(rollout.answers[i].advantages[t], entry.at("whitened").at(i).at(t).get<double>(), kTolerance);
                EXPECT_NEAR(rollout.answers[i].returns[t], entry.at("returns").at(i).at(t).get<double>(), kTolerance);
            }
        const Outcome outcome = lossOf(method, rollout, batch, "new_logps", "new_values");
        EXPECT_NEAR(outcome.loss, entry.at("loss").get<double>(), kTolerance);
        expectGradient(outcome.dLogps, entry.at("d_logps"), rollout);
        expectGradient(outcome.dValues, entry.at("d_values"), rollout);
        const auto meanOf = [&](const char* name) { return outcome.report.metrics.at(name).sum.item<double>() / outcome.report.metrics.at(name).count; };
        EXPECT_NEAR(meanOf("policy_loss"), entry.at("policy_loss").get<double>(), kTolerance);
        EXPECT_NEAR(meanOf("value_loss"), entry.at("value_loss").get<double>(), kTolerance);
        EXPECT_NEAR(meanOf("clip_ratio"), entry.at("metrics").at("policy/clipfrac").get<double>(), kTolerance);
        EXPECT_NEAR(meanOf("approx_kl"), entry.at("metrics").at("policy/approxkl").get<double>(), kTolerance);
        EXPECT_NEAR(meanOf("ratio"), entry.at("metrics").at("val/ratio").get<double>(), kTolerance);
    }
}

TEST_F(OnlineGolden, TheKlWeightFollowsItsTarget) {
    for (const Json& entry : m_golden.at("adaptive_kl")) {
        PpoOptions options;
        options.klTarget = entry.at("options").at("target").get<double>();
        options.klHorizon = entry.at("options").at("horizon").get<double>();
        const std::unique_ptr<Method> made = methodOf(Ppo::create(options));
        double weight = entry.at("options").at("start");
        for (std::size_t i = 0; i < entry.at("kl").size(); ++i) {
            weight = dynamic_cast<const OnlineMethod&>(*made).nextKlWeight(weight, entry.at("kl").at(i).get<double>(),
                                                                           entry.at("options").at("samples").get<std::int64_t>());
            EXPECT_NEAR(weight, entry.at("coefficient").at(i).get<double>(), 1e-9);
        }
    }
}

TEST_F(OnlineGolden, ReinforceFromRewardsToGradients) {
    const Json& batch = m_golden.at("ppo_batch");
    for (const Json& entry : m_golden.at("reinforce")) {
        const Json& given = entry.at("options");
        SCOPED_TRACE(given.dump());
        ReinforceOptions options;
        options.gamma = given.at("gamma");
        options.clip = given.at("cliprange");
        const bool hasGroups = given.at("groups").is_number();
        options.baseline = hasGroups ? ReinforceBaseline::Group : ReinforceBaseline::None;
        const std::unique_ptr<Method> made = methodOf(Reinforce::create(options));
        const auto& method = dynamic_cast<const OnlineMethod&>(*made);
        Rollout rollout = rolloutOf(batch, "logps", "ref_logps", hasGroups ? 4 : 1);
        rollout.klWeight = given.at("kl_coef");
        for (std::size_t i = 0; i < rollout.answers.size(); ++i) rollout.answers[i].reward = batch.at("scores").at(i).get<double>();
        method.fillAdvantages(rollout);
        for (std::size_t i = 0; i < rollout.answers.size(); ++i)
            for (std::size_t t = 0; t < rollout.answers[i].advantages.size(); ++t)
                EXPECT_NEAR(rollout.answers[i].advantages[t], entry.at("advantages").at(i).at(t).get<double>(), kTolerance) << i << ", " << t;
        const Outcome outcome = lossOf(method, rollout, batch, "new_logps");
        EXPECT_NEAR(outcome.loss, entry.at("loss").get<double>(), kTolerance);
        expectGradient(outcome.dLogps, entry.at("d_logps"), rollout);
    }
}

// Of the variants TRL has, those that are offered here.
std::optional<GrpoOptions> grpoOptionsOf(const Json& given) {
    const std::string loss = given.at("loss_type");
    const bool isPlain = given.at("top_entropy_quantile") == 1.0 && given.at("off_policy_mask_threshold").is_null() && given.at("entropy_coef") == 0.0 &&
                         !given.at("use_bias_correction_kl").get<bool>() && given.at("old").get<bool>();
    if (!isPlain || (loss != "dapo" && loss != "grpo" && loss != "dr_grpo" && loss != "cispo")) return std::nullopt;
    GrpoOptions options;
    options.loss = loss == "dapo" ? GrpoLoss::Dapo : loss == "grpo" ? GrpoLoss::Grpo : loss == "dr_grpo" ? GrpoLoss::DrGrpo : GrpoLoss::Cispo;
    options.ratio = given.at("importance_sampling_level") == "token" ? RatioLevel::Token : RatioLevel::Sequence;
    options.clip = given.at("epsilon");
    if (given.at("epsilon_high").is_number()) options.clipHigh = given.at("epsilon_high").get<double>() - (options.loss == GrpoLoss::Cispo ? 1.0 : 0.0);
    if (given.at("delta").is_number()) options.ratioCap = given.at("delta").get<double>();
    options.masksTruncated = given.at("mask_truncated");
    options.maxNewTokens = given.at("max_completion_length");
    return options;
}

TEST_F(OnlineGolden, GrpoLossesAndGradients) {
    const Json& batch = m_golden.at("grpo_batch");
    int numSeen = 0;
    for (const Json& entry : m_golden.at("grpo_losses")) {
        const Json& given = entry.at("options");
        const std::optional<GrpoOptions> options = grpoOptionsOf(given);
        if (!options) continue;
        ++numSeen;
        SCOPED_TRACE(given.dump());
        const std::unique_ptr<Method> made = methodOf(Grpo::create(*options));
        Rollout rollout = rolloutOf(batch, "old_logps", "ref_logps", batch.at("group_size"));
        rollout.klWeight = given.at("beta");
        std::vector<bool> isLearned;
        for (std::size_t i = 0; i < rollout.answers.size(); ++i) {
            rollout.answers[i].reward = 1;
            rollout.answers[i].ended = batch.at("completion_ids").at(i).back() == batch.at("eos");
            isLearned.push_back(rollout.answers[i].ended || !options->masksTruncated);
        }
        setAdvantages(rollout, batch.at("advantages"));
        const Outcome outcome = lossOf(dynamic_cast<const OnlineMethod&>(*made), rollout, batch, "logps");
        EXPECT_NEAR(outcome.loss, entry.at("loss").get<double>(), kTolerance);
        expectGradient(outcome.dLogps, entry.at("d_logps"), rollout, isLearned);
        if (options->loss != GrpoLoss::Cispo && options->ratio == RatioLevel::Token) {
            const BatchMetric& clipped = outcome.report.metrics.at("clip_ratio");
            EXPECT_NEAR(clipped.sum.item<double>() / clipped.count, entry.at("metrics").at("clip_ratio/region_mean").get<double>(), kTolerance);
        }
    }
    EXPECT_GE(numSeen, 14);
}

TEST_F(OnlineGolden, GrpoAdvantagesOfGroups) {
    const auto groupSize = m_golden.at("grpo_batch").at("group_size").get<std::int64_t>();
    int numSeen = 0;
    for (const Json& entry : m_golden.at("grpo_advantages")) {
        if (!entry.at("options").contains("scale_rewards")) continue;
        ++numSeen;
        SCOPED_TRACE(entry.at("options").dump());
        const std::string scale = entry.at("options").at("scale_rewards");
        const std::vector<double> rewards = rewardsOf(entry);
        const std::vector<double> advantages = groupAdvantages(
            rewards, groupSize, scale == "group" ? AdvantageScale::Group : scale == "batch" ? AdvantageScale::Batch : AdvantageScale::None);
        for (std::size_t i = 0; i < advantages.size(); ++i) EXPECT_NEAR(advantages[i], entry.at("advantages").at(i).get<double>(), 1e-7) << i;
        EXPECT_NEAR(spreadOf(rewards).mean, entry.at("metrics").at("reward").get<double>(), 1e-7);
        EXPECT_NEAR(spreadOf(rewards).deviation, entry.at("metrics").at("reward_std").get<double>(), 1e-7);
    }
    EXPECT_EQ(numSeen, 9);
}

TEST_F(OnlineGolden, RlooFromRewardsToGradients) {
    const Json& batch = m_golden.at("grpo_batch");
    for (const Json& entry : m_golden.at("rloo")) {
        const Json& given = entry.at("options");
        SCOPED_TRACE(given.dump());
        RlooOptions options;
        options.clip = given.at("epsilon");
        if (given.at("epsilon_high").is_number()) options.clipHigh = given.at("epsilon_high").get<double>();
        options.normalizes = given.at("normalize_advantages");
        if (given.at("reward_clip_range").is_array()) {
            options.rewardMinimum = given.at("reward_clip_range").at(0).get<double>();
            options.rewardMaximum = given.at("reward_clip_range").at(1).get<double>();
        }
        const std::unique_ptr<Method> made = methodOf(Rloo::create(options));
        const auto& method = dynamic_cast<const OnlineMethod&>(*made);
        Rollout rollout = rolloutOf(batch, "old_logps", "ref_logps", batch.at("group_size"));
        rollout.klWeight = given.at("beta");
        const std::vector<double> rewards = rewardsOf(entry);
        bool hasGap = false;
        for (std::size_t i = 0; i < rewards.size(); ++i) {
            rollout.answers[i].reward = rewards[i];
            hasGap = hasGap || std::isnan(rewards[i]);
        }
        method.fillAdvantages(rollout);
        for (std::size_t i = 0; i < rewards.size(); ++i)
            EXPECT_NEAR(rollout.answers[i].advantages[0], numberOf(entry.at("advantages").at(i)), kTolerance) << i;
        if (hasGap) continue;   // TRL multiplies by its NaN; here such an answer is not learned from
        const Outcome outcome = lossOf(method, rollout, batch, "logps");
        EXPECT_NEAR(outcome.loss, entry.at("loss").get<double>(), kTolerance);
        expectGradient(outcome.dLogps, entry.at("d_logps"), rollout);
    }
}

TEST_F(OnlineGolden, KlEstimatesAndTheirGradients) {
    const Json& terms = m_golden.at("kl_terms");
    std::vector<double> logps, references;
    for (std::size_t i = 0; i < terms.at("logps").size(); ++i) {
        logps.push_back(terms.at("logps").at(i));
        references.push_back(terms.at("ref_logps").at(i));
    }
    const at::Tensor logp = at::tensor(logps, at::kDouble).set_requires_grad(true);
    const at::Tensor k3 = klK3(logp, at::tensor(references, at::kDouble));
    k3.sum().backward();
    for (std::size_t i = 0; i < logps.size(); ++i) {
        EXPECT_NEAR(k3[static_cast<std::int64_t>(i)].item<double>(), terms.at("k3").at("values").at(i).get<double>(), 1e-8);
        EXPECT_NEAR(logp.grad()[static_cast<std::int64_t>(i)].item<double>(), terms.at("k3").at("d_logps").at(i).get<double>(), 1e-8);
        RolloutAnswer answer;
        answer.logps = {static_cast<float>(logps[i])};
        answer.referenceLogps = {static_cast<float>(references[i])};
        answer.reward = 0;
        for (const char* name : {"k1", "k2", "k3"})
            EXPECT_NEAR(-tokenRewards(answer, 1.0, estimatorOf(name)).front(), terms.at(name).at("values").at(i).get<double>(), 2e-5) << name;
    }
}

// TRL's own tests of these two (research: algorithms.md 6.2).
TEST(Advantages, OfTheGoldenNumbersOfOthers) {
    RolloutAnswer answer;
    answer.values = {0, 0, 0, 1};
    estimateAdvantages(answer, {0, 0, 0, 1}, 0.9, 0.95);
    EXPECT_NEAR(answer.returns[0], 0.6579225, 1e-6);
    EXPECT_NEAR(answer.returns[1], 0.7695, 1e-6);
    EXPECT_NEAR(answer.returns[2], 0.9, 1e-6);
    EXPECT_EQ(leaveOneOut(std::vector<double>{1, 2, 6}, 3), (std::vector<double>{-3, -1.5, 4.5}));
    EXPECT_NEAR(groupAdvantages(std::vector<double>{1, 0}, 2, AdvantageScale::Group)[0], 0.70701, 1e-5);
}

TEST(Advantages, OfGroupsThatSayNothing) {
    EXPECT_EQ(groupAdvantages(std::vector<double>{2, 2, 2}, 3, AdvantageScale::Group), (std::vector<double>{0, 0, 0}));
    EXPECT_EQ(groupAdvantages(std::vector<double>{kNothing, kNothing}, 2, AdvantageScale::Group), (std::vector<double>{0, 0}));
    EXPECT_EQ(leaveOneOut(std::vector<double>{3}, 1), (std::vector<double>{0}));
    EXPECT_EQ(shareOfSilentGroups(std::vector<double>{1, 1, 0, 1}, 2), 0.5);
    EXPECT_EQ(spreadOf(std::vector<double>{}).count, 0);
}

}  // namespace
}  // namespace luthier
