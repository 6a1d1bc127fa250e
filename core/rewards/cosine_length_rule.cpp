// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/cosine_length_rule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace luthier {

namespace {

using RightWhen = TypeList<NumericAnswerRule, ExactAnswerRule, RegexRule>;

class CosineLengthScore : public RewardRule {
public:
    CosineLengthScore(const CosineLengthRuleOptions& options, std::unique_ptr<RewardRule> rightWhen) : m_options(options), m_rightWhen(std::move(rightWhen)) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        const std::int64_t maximum = m_options.maximum.value_or(answer.maxNewTokens);
        if (maximum <= 0) return std::optional<double>();   // nobody says how long it may be
        ASSIGN_OR_RETURN(const std::optional<double> right, m_rightWhen->score(answer));
        if (!right) return std::optional<double>();
        const double part = std::clamp(static_cast<double>(answer.numTokens) / static_cast<double>(maximum), 0.0, 1.0);
        const double ofShort = *right > 0 ? m_options.shortRight : m_options.shortWrong, ofLong = *right > 0 ? m_options.longRight : m_options.longWrong;
        return std::optional(ofLong + 0.5 * (ofShort - ofLong) * (1.0 + std::cos(part * std::numbers::pi)));
    }

private:
    CosineLengthRuleOptions m_options;
    std::unique_ptr<RewardRule> m_rightWhen;
};

}  // namespace

const Schema<CosineLengthRuleOptions>& CosineLengthRule::schema() {
    static const Schema<CosineLengthRuleOptions> schema = [] {
        Schema<CosineLengthRuleOptions> fields;
        fields.variant<RightWhen>("right_when", &CosineLengthRuleOptions::rightWhen).label("Right when").basic()
            .help("The rule that says whether the answer is right: it is where the rule gives more than 0.")
            .reason("a number: what such rewards are mostly used for");
        fields.field("maximum", &CosineLengthRuleOptions::maximum).label("At most").unit("tokens").range(1, 1e9).otherNames({"max_len", "cosine_max_len"})
            .help("The length at which the cosine ends; not set: the length at which answers are cut off.")
            .reason("not set: what is cut off is as long as can be");
        fields.field("short_right", &CosineLengthRuleOptions::shortRight).label("Right and short").range(-1000, 1000)
            .otherNames({"max_value_correct", "cosine_max_value_correct"}).help("Of a right answer of no length.").reason("1: the best there is");
        fields.field("long_right", &CosineLengthRuleOptions::longRight).label("Right and long").range(-1000, 1000)
            .otherNames({"min_value_correct", "cosine_min_value_correct"}).help("Of a right answer at the maximum.")
            .reason("0.5: still better than any wrong one");
        fields.field("short_wrong", &CosineLengthRuleOptions::shortWrong).label("Wrong and short").range(-1000, 1000)
            .otherNames({"min_value_wrong", "cosine_min_value_wrong"}).help("Of a wrong answer of no length.").reason("-1: nothing was tried");
        fields.field("long_wrong", &CosineLengthRuleOptions::longWrong).label("Wrong and long").range(-1000, 1000)
            .otherNames({"max_value_wrong", "cosine_max_value_wrong"}).help("Of a wrong answer at the maximum.")
            .reason("-0.5: thinking longer is encouraged where it is wrong");
        fields.check({"short_right", "long_right", "short_wrong", "long_wrong"}, [](const CosineLengthRuleOptions& options, CheckReport& report) {
            if (std::min(options.shortRight, options.longRight) <= std::max(options.shortWrong, options.longWrong))
                report.add("long_wrong", "a wrong answer could be worth as much as a right one",
                           "both numbers of right answers must be above both of wrong ones");
        });
        return fields;
    }();
    return schema;
}

RewardInfo CosineLengthRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Right, and short";
    info.help = "1 to 0.5 for a right answer, the shorter the better; -1 to -0.5 for a wrong one, the longer the better. All four numbers can be set. "
                "Says nothing where the rule for right answers does.";
    return info;
}

Result<std::unique_ptr<RewardRule>> CosineLengthRule::create(const CosineLengthRuleOptions& options) {
    Result<std::unique_ptr<RewardRule>> rightWhen = std::unique_ptr<RewardRule>();
    RightWhen::forEach([&]<class Unit>() {
        if (const auto* const own = std::get_if<typename Unit::Options>(&options.rightWhen)) rightWhen = Unit::create(*own);
    });
    if (!rightWhen) return rightWhen;
    return std::make_unique<CosineLengthScore>(options, std::move(*rightWhen));
}

}  // namespace luthier
