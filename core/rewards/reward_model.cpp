// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/reward_model.h"

namespace luthier {

const Schema<ModelRewardOptions>& ModelReward::schema() {
    static const Schema<ModelRewardOptions> schema = [] {
        Schema<ModelRewardOptions> fields;
        fields.field("path", &ModelRewardOptions::path).label("Reward model").required().path(PathKind::Folder).basic()
            .otherNames({"reward_model_path", "reward_model_name_or_path"})
            .help("The final/ folder of a run with the method \"reward\". An adapter of the policy's base shares that base in memory; a whole model is loaded "
                  "beside it.");
        fields.field("dimension", &ModelRewardOptions::dimension).label("Dimension")
            .help("Of a model that gives several scores, the name of the one to use. Empty: their weighted total, "
                  "lowered by the model's veto where it has one.").reason("most reward models give one score, and the total is what others were trained for");
        return fields;
    }();
    return schema;
}

RewardInfo ModelReward::info() {
    RewardInfo info;
    info.id = id;
    info.title = "Reward model";
    info.help = "The score a reward model gives the answer, read at its end. Any number; with reward centring about 0 for a middling answer.";
    info.needsModel = true;
    return info;
}

}  // namespace luthier
