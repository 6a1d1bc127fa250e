// SPDX-License-Identifier: Apache-2.0
#include "core/generation/sampling.h"

#include <cmath>
#include <limits>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/base/json.h"
#include "core/base/random.h"

namespace luthier {
namespace {

SamplingOptions optionsOf(const Json& json) {
    SamplingOptions options;
    options.temperature = json.value("temperature", 1.0);
    options.topK = json.value("top_k", std::int64_t{0});
    options.topP = json.value("top_p", 1.0);
    options.minP = json.value("min_p", 0.0);
    options.repetitionPenalty = json.value("repetition_penalty", 1.0);
    return options;
}

// tests/baselines/sampler.py: transformers' logits processors.
TEST(Sampling, SameProbabilitiesAsTransformers) {
    const auto golden = readJsonFile(std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/sampler.json");
    ASSERT_TRUE(golden.has_value());
    for (const Json& one : golden->at("cases")) {
        SCOPED_TRACE(one.at("name").get<std::string>());
        const SamplingOptions options = optionsOf(one.at("options"));
        auto logits = one.at("logits").get<std::vector<float>>();
        std::set<TokenId> distinct;
        for (const Json& id : one.at("previous")) distinct.insert(id.get<TokenId>());
        penalizeRepetition(logits, std::vector<TokenId>(distinct.begin(), distinct.end()), options.repetitionPenalty);
        const auto list = candidates(logits, options);
        ASSERT_TRUE(list.has_value());
        EXPECT_EQ(list->size(), one.at("num_kept").get<std::size_t>());
        std::vector<double> actual(logits.size(), 0.0);
        for (const Candidate& candidate : *list) actual[static_cast<std::size_t>(candidate.id)] = candidate.probability;
        for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], one.at("probabilities")[i].get<double>(), 1e-6) << "token " << i;
    }
}

TEST(Sampling, GreedyTakesTheLargestAndTheLowerOfEquals) {
    EXPECT_EQ(chooseToken(std::vector<float>{1, 5, 2, 5}, {}, 0.99).value(), 1);
    EXPECT_EQ(chooseToken(std::vector<float>{-3}, {}, 0).value(), 0);
}

TEST(Sampling, TopKOneAndTinyTemperatureAreGreedy) {
    SamplingOptions options;
    options.temperature = 1;
    options.topK = 1;
    for (const double uniform : {0.0, 0.5, 0.9999999}) EXPECT_EQ(chooseToken(std::vector<float>{1, 5, 2, 5}, options, uniform).value(), 1);
    options = {};
    options.temperature = 1e-6;
    EXPECT_EQ(chooseToken(std::vector<float>{1e4F, 1e4F + 1, -1e4F}, options, 0.999).value(), 1);
}

TEST(Sampling, UniformWalksThroughTheTokensById) {
    SamplingOptions options;
    options.temperature = 1;
    const std::vector<float> logits{std::log(0.2F), std::log(0.5F), std::log(0.3F)};
    EXPECT_EQ(chooseToken(logits, options, 0.0).value(), 0);
    EXPECT_EQ(chooseToken(logits, options, 0.19).value(), 0);
    EXPECT_EQ(chooseToken(logits, options, 0.21).value(), 1);
    EXPECT_EQ(chooseToken(logits, options, 0.69).value(), 1);
    EXPECT_EQ(chooseToken(logits, options, 0.71).value(), 2);
    EXPECT_EQ(chooseToken(logits, options, std::nextafter(1.0, 0.0)).value(), 2);
}

TEST(Sampling, FrequenciesFollowTheProbabilities) {
    SamplingOptions options;
    options.temperature = 0.7;
    options.topP = 0.95;
    const std::vector<float> logits{0.1F, 1.3F, -0.4F, 2.0F, 0.9F, -5.0F};
    const std::vector<Candidate> list = candidates(logits, options).value();
    std::vector<double> counts(logits.size(), 0.0);
    const int numSamples = 20'000;
    for (int i = 0; i < numSamples; ++i)
        counts[static_cast<std::size_t>(chooseToken(logits, options, uniformAt(3, 1, static_cast<std::uint64_t>(i))).value())] += 1.0 / numSamples;
    for (const Candidate& candidate : list) EXPECT_NEAR(counts[static_cast<std::size_t>(candidate.id)], candidate.probability, 0.012);
    EXPECT_EQ(counts[5], 0.0);
}

TEST(Sampling, LogitsThatAreNoNumbers) {
    const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    SamplingOptions sampled;
    sampled.temperature = 1;
    for (const SamplingOptions& options : {SamplingOptions(), sampled}) {
        EXPECT_EQ(chooseToken(std::vector<float>{1, nan, 2}, options, 0.5).error().code, ErrorCode::InvalidData);
        EXPECT_EQ(chooseToken(std::vector<float>{nan, 1}, options, 0.5).error().code, ErrorCode::InvalidData);
        EXPECT_EQ(chooseToken(std::vector<float>{1, infinity}, options, 0.5).error().code, ErrorCode::InvalidData);
        EXPECT_EQ(chooseToken(std::vector<float>{-infinity, -infinity}, options, 0.5).error().code, ErrorCode::InvalidData);
        EXPECT_EQ(chooseToken(std::vector<float>(), options, 0.5).error().code, ErrorCode::InvalidData);
        EXPECT_EQ(chooseToken(std::vector<float>{-infinity, 3, -infinity}, options, 0.5).value(), 1);
    }
}

TEST(Sampling, OptionsOutsideTheirRange) {
    const auto refused = [](auto change) {
        SamplingOptions options;
        change(options);
        const Status status = checkSampling(options);
        return status.has_value() ? std::string() : status.error().key;
    };
    EXPECT_EQ(refused([](SamplingOptions&) {}), "");
    EXPECT_EQ(refused([](SamplingOptions& o) { o.temperature = -0.1; }), "temperature");
    EXPECT_EQ(refused([](SamplingOptions& o) { o.temperature = std::nan(""); }), "temperature");
    EXPECT_EQ(refused([](SamplingOptions& o) { o.topK = -1; }), "top_k");
    EXPECT_EQ(refused([](SamplingOptions& o) { o.topP = 0; }), "top_p");
    EXPECT_EQ(refused([](SamplingOptions& o) { o.topP = 1.01; }), "top_p");
    EXPECT_EQ(refused([](SamplingOptions& o) { o.minP = 2; }), "min_p");
    EXPECT_EQ(refused([](SamplingOptions& o) { o.repetitionPenalty = 0; }), "repetition_penalty");
}

// Against the definition, on vocabularies larger than the first piece that is sorted.
TEST(Sampling, TopPKeepsTheSmallestSetThatReachesIt) {
    const bool held = rc::check("top-p", [] {
        const auto size = *rc::gen::inRange<std::size_t>(1, 1500);
        const auto seed = *rc::gen::arbitrary<std::uint64_t>();
        SamplingOptions options;
        options.temperature = 1;
        options.topP = *rc::gen::inRange(1, 1000) / 1000.0;
        std::vector<float> logits(size);
        for (std::size_t i = 0; i < size; ++i) logits[i] = static_cast<float>(normalAt(seed, 0, i));
        const std::vector<Candidate> kept = candidates(logits, options).value();
        SamplingOptions open;
        open.temperature = 1;
        std::vector<Candidate> all = candidates(logits, open).value();
        std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.probability > b.probability; });
        double before = 0;
        std::set<TokenId> expected;
        for (const Candidate& candidate : all) {
            if (before >= options.topP) break;
            expected.insert(candidate.id);
            before += candidate.probability;
        }
        std::set<TokenId> actual;
        double total = 0;
        for (const Candidate& candidate : kept) {
            actual.insert(candidate.id);
            total += candidate.probability;
        }
        RC_ASSERT(actual == expected);
        RC_ASSERT(std::abs(total - 1) < 1e-9);
    });
    EXPECT_TRUE(held);
}

}  // namespace
}  // namespace luthier
