// SPDX-License-Identifier: Apache-2.0
// One answer scored by one rule, for the tests of this folder.
#pragma once

#include <gtest/gtest.h>

#include "core/rewards/all_rewards.h"

namespace luthier::test {

// The rule of options in JSON, as a run reads them.
template <class Unit>
typename Unit::Options optionsOf(const std::string& json) {
    auto options = Unit::schema().fromJson(parseJson(json).value());
    if (!options) ADD_FAILURE() << json << ": " << options.error().toString();
    return options ? *options : typename Unit::Options{};
}

// What the schema says is wrong with the options; "" when nothing is.
template <class Unit>
std::string problemOf(const std::string& json) {
    const auto options = Unit::schema().fromJson(parseJson(json).value());
    return options ? std::string() : options.error().toString();
}

inline Result<std::optional<double>> tryScore(const RewardChoice& options, std::string_view text, const Json& reference = nullptr, std::int64_t numTokens = 1,
                                              std::int64_t maxNewTokens = 100) {
    auto rule = makeRule(options);
    if (!rule) return fail(std::move(rule.error()));
    const Prompt prompt{{}, reference};
    return (*rule)->score({&prompt, text, numTokens, maxNewTokens, true});
}

// nullopt: the rule says nothing; fails where it has an error.
template <class Unit>
std::optional<double> score(const std::string& json, std::string_view text, const Json& reference = nullptr, std::int64_t numTokens = 1,
                            std::int64_t maxNewTokens = 100) {
    const auto number = tryScore(optionsOf<Unit>(json), text, reference, numTokens, maxNewTokens);
    if (!number) ADD_FAILURE() << number.error().toString();
    return number ? *number : std::nullopt;
}

// The message of the error; fails where there is none.
template <class Unit>
std::string errorOf(const std::string& json, std::string_view text, const Json& reference) {
    const auto number = tryScore(optionsOf<Unit>(json), text, reference);
    if (number) ADD_FAILURE() << "there is no error";
    else EXPECT_EQ(number.error().code, ErrorCode::InvalidData);
    return number ? std::string() : number.error().toString();
}

}  // namespace luthier::test
