// SPDX-License-Identifier: Apache-2.0
// The next token on the processor: that of the plain sums in float64, but where the number drawn lies within rounding of a boundary.
#include "core/kernels/choose.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace luthier {
namespace {

std::vector<float> logitsOf(std::size_t count, std::uint64_t seed, double spread) {
    std::vector<float> logits;
    for (std::size_t i = 0; i < count; ++i) logits.push_back(static_cast<float>(spread * (uniformAt(seed, 1, i) - 0.5)));
    return logits;
}

// Of the token: the share of all before it, and that with it.
std::pair<double, double> sharesAround(const std::vector<float>& logits, double temperature, std::int64_t token) {
    double top = -std::numeric_limits<double>::infinity(), total = 0, before = 0;
    for (const float logit : logits) top = std::max<double>(top, logit);
    for (const float logit : logits) total += std::exp((logit - top) / temperature);
    for (std::int64_t i = 0; i < token; ++i) before += std::exp((logits[static_cast<std::size_t>(i)] - top) / temperature);
    return {before / total, (before + std::exp((logits[static_cast<std::size_t>(token)] - top) / temperature)) / total};
}

TEST(ChooseToken, DrawsWhatTheSharesSay) {
    for (const std::size_t count : {1U, 7U, 511U, 513U, 1100U, 5000U})
        for (const double temperature : {0.3, 1.0, 2.5})
            for (std::uint64_t draw = 0; draw < 40; ++draw) {
                const std::vector<float> logits = logitsOf(count, count + draw, 20);
                const double uniform = uniformAt(9, count, draw);
                const std::int64_t token = kernels::chooseToken(logits.data(), static_cast<std::int64_t>(count), temperature, uniform);
                ASSERT_GE(token, 0);
                const auto [before, with] = sharesAround(logits, temperature, token);
                EXPECT_LE(before, uniform + 1e-5) << count << " " << temperature << " " << draw;
                EXPECT_GE(with, uniform - 1e-5) << count << " " << temperature << " " << draw;
            }
}

TEST(ChooseToken, NeverWhatHasNoWeight) {
    const float none = -std::numeric_limits<float>::infinity();
    std::vector<float> logits(2000, none);
    logits[700] = 3;
    logits[1500] = 3;
    for (const double temperature : {1e-300, 1.0, 1000.0}) {
        EXPECT_EQ(kernels::chooseToken(logits.data(), 2000, temperature, 0.0), 700);
        EXPECT_EQ(kernels::chooseToken(logits.data(), 2000, temperature, 0.49), 700);
        EXPECT_EQ(kernels::chooseToken(logits.data(), 2000, temperature, 0.51), 1500);
        EXPECT_EQ(kernels::chooseToken(logits.data(), 2000, temperature, std::nextafter(1.0, 0.0)), 1500);
    }
    EXPECT_EQ(kernels::chooseToken(logits.data(), 2000, 0, 0.9), 700);   // the first of equals
}

TEST(ChooseToken, RefusesWhatIsNoNumber) {
    std::vector<float> logits(600, 1.0F);
    EXPECT_EQ(kernels::chooseToken(logits.data(), 0, 1, 0.5), -1);
    for (const std::size_t at : {0U, 17U, 599U})
        for (const float bad : {std::nanf(""), std::numeric_limits<float>::infinity()}) {
            std::vector<float> damaged = logits;
            damaged[at] = bad;
            EXPECT_EQ(kernels::chooseToken(damaged.data(), 600, 1, 0.5), -1) << at;
            EXPECT_EQ(kernels::chooseToken(damaged.data(), 600, 0, 0.5), -1) << at;
        }
    const std::vector<float> none(600, -std::numeric_limits<float>::infinity());
    EXPECT_EQ(kernels::chooseToken(none.data(), 600, 1, 0.5), -1);
}

}  // namespace
}  // namespace luthier
