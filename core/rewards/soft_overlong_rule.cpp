// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/soft_overlong_rule.h"

#include <algorithm>

namespace luthier {

namespace {

class SoftOverlongScore : public RewardRule {
public:
    explicit SoftOverlongScore(const SoftOverlongRuleOptions& options) : m_options(options) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        const std::int64_t maximum = m_options.maximum.value_or(answer.maxNewTokens);
        if (maximum <= 0) return std::optional<double>();   // nobody says how long it may be
        const std::int64_t cache = std::min(maximum, m_options.cache.value_or(maximum / 5));
        const std::int64_t beyond = answer.numTokens - (maximum - cache);
        if (beyond <= 0) return std::optional(0.0);
        if (beyond >= cache) return std::optional(-1.0);
        return std::optional(-static_cast<double>(beyond) / static_cast<double>(cache));
    }

private:
    SoftOverlongRuleOptions m_options;
};

}  // namespace

const Schema<SoftOverlongRuleOptions>& SoftOverlongRule::schema() {
    static const Schema<SoftOverlongRuleOptions> schema = [] {
        Schema<SoftOverlongRuleOptions> fields;
        fields.field("maximum", &SoftOverlongRuleOptions::maximum).label("At most").unit("tokens").range(1, 1e9).basic()
            .otherNames({"max_completion_len", "soft_max_length"})
            .help("The full penalty from this length on; not set: the length at which answers are cut off.").reason("not set: what is cut off is too long");
        fields.field("cache", &SoftOverlongRuleOptions::cache).label("Over the last").unit("tokens").range(0, 1e9).basic().otherNames({"soft_punish_cache"})
            .help("The penalty grows over this many tokens before the maximum; not set: a fifth of it. 0: at once beyond the maximum.")
            .reason("a fifth: 4096 of 20480 tokens, as DAPO has it");
        fields.check({"maximum", "cache"}, [](const SoftOverlongRuleOptions& options, CheckReport& report) {
            if (options.maximum && options.cache && *options.cache > *options.maximum) report.add("cache", "is above the maximum",
                "even an empty answer would be too long");
        });
        return fields;
    }();
    return schema;
}

RewardInfo SoftOverlongRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Not near the limit";
    info.help = "0 for an answer well below the longest allowed, falling to -1 as it comes near (DAPO's soft overlong punishment).";
    return info;
}

Result<std::unique_ptr<RewardRule>> SoftOverlongRule::create(const SoftOverlongRuleOptions& options) { return std::make_unique<SoftOverlongScore>(options); }

}  // namespace luthier
