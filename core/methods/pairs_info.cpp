// SPDX-License-Identifier: Apache-2.0
#include "core/methods/method_info.h"

namespace luthier {

std::vector<MetricInfo> pairMetrics() {
    using enum MetricInfo::Better;
    return {{"rewards/accuracies", "Preference accuracy", "Share of pairs whose chosen answer has the higher reward.", "", Higher},
            {"rewards/margins", "Reward margin", "Reward of the chosen answer less that of the rejected one, mean over pairs.", "", Higher},
            {"rewards/chosen", "Reward of chosen", "Mean over pairs. Where it falls while the margin grows, the policy only learns what not to say.", "",
             Higher},
            {"rewards/rejected", "Reward of rejected", "Mean over pairs.", "", Lower},
            {"logps/chosen", "Log-probability of chosen", "Of the whole answer, mean over pairs; a steady fall is a collapse.", "nats", Higher},
            {"logps/rejected", "Log-probability of rejected", "Of the whole answer, mean over pairs.", "nats", Neither},
            {"mean_token_accuracy", "Token accuracy of chosen", "Share of the chosen answers' tokens that are the model's first choice.", "", Higher},
            {"nll_loss", "Token loss of chosen", "Mean over the chosen answers' tokens, where it is learned too.", "nats", Lower}};
}

}  // namespace luthier
