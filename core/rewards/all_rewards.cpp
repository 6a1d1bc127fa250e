// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/all_rewards.h"

#include <algorithm>

namespace luthier {

const Schema<RewardSpec>& rewardSpecSchema() {
    static const Schema<RewardSpec> schema = [] {
        Schema<RewardSpec> fields;
        fields.field("name", &RewardSpec::name).label("Name").help("Of this part in plots and tables. Empty: the kind's name.")
            .reason("empty: the kind's name says it");
        fields.field("weight", &RewardSpec::weight).label("Weight").range(-1000, 1000).basic()
            .help("What this part's number is multiplied by before the parts are added. Below 0 it is a penalty.").reason("1: counts as it is");
        fields.choice("scale", &RewardSpec::scale,
                      {{RewardScale::AsIs, "as_is", "As it is", "The number itself."},
                       {RewardScale::Standardized, "standardized", "Standardised", "Minus the mean, divided by the standard deviation of the rollout's "
                           "answers."}})
            .label("Scale").help("How the numbers of different parts are made comparable.").reason("as it is: a reward means the same at each step");
        fields.variant<AllRewards>("reward", &RewardSpec::reward).label("Kind").basic().help("What is rewarded.")
            .reason("a pattern: the simplest rule there is");
        fields.check({"weight"}, [](const RewardSpec& spec, CheckReport& report) {
            if (spec.weight == 0) report.add("weight", "is 0: this part would never count", "remove the part, or give it a weight");
        });
        return fields;
    }();
    return schema;
}

void forEachPath(RewardChoice& options, const std::function<void(std::string&)>& visit) {
    if (auto* const model = std::get_if<ModelRewardOptions>(&options); model && !model->path.empty()) visit(model->path);
}

RewardInfo rewardInfo(const RewardChoice& options) {
    RewardInfo info;
    AllRewards::forEach([&]<class Unit>() {
        if (std::holds_alternative<typename Unit::Options>(options)) info = Unit::info();
    });
    return info;
}

std::vector<std::string> rewardNames(const std::vector<RewardSpec>& specs) {
    std::vector<std::string> names;
    for (const RewardSpec& spec : specs) {
        const std::string wanted = spec.name.empty() ? rewardInfo(spec.reward).id : spec.name;
        std::string name = wanted;
        for (int next = 2; std::find(names.begin(), names.end(), name) != names.end(); ++next) name = wanted + "_" + std::to_string(next);
        names.push_back(name);
    }
    return names;
}

Result<std::unique_ptr<RewardRule>> makeRule(const RewardChoice& options) {
    Result<std::unique_ptr<RewardRule>> rule = std::unique_ptr<RewardRule>();
    AllRewards::forEach([&]<class Unit>() {
        const auto* const own = std::get_if<typename Unit::Options>(&options);
        if constexpr (requires(const typename Unit::Options& o) { Unit::create(o); })
            if (own) rule = Unit::create(*own);
    });
    return rule;
}

}  // namespace luthier
