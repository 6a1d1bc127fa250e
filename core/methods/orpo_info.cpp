// SPDX-License-Identifier: Apache-2.0
#include "core/methods/orpo.h"

namespace luthier {

const Schema<OrpoOptions>& Orpo::schema() {
    static const Schema<OrpoOptions> schema = [] {
        Schema<OrpoOptions> fields;
        fields.field("beta", &OrpoOptions::beta).label("Beta").above(0).atMost(100).basic().otherNames({"pref_beta", "orpo_beta"})
            .help("Weight of the comparison beside fine-tuning on the chosen answers (lambda in the paper).").reason("0.1: the value of the paper and of TRL");
        return fields;
    }();
    return schema;
}

MethodInfo Orpo::info() {
    MethodInfo info;
    info.id = id;
    info.title = "ORPO";
    info.help = "Fine-tunes on the chosen answers and pushes the rejected ones away in one go; needs no reference and no fine-tuning before.";
    info.paper = "Hong et al. 2024, arXiv:2403.07691";
    info.wants = {RowKind::Pair, RowKind::Ranking};
    info.metrics = pairMetrics();
    info.metrics.push_back({"log_odds_ratio", "Log odds ratio", "log s of the difference of log odds, mean over pairs; 0 is the best.", "",
                            MetricInfo::Better::Higher});
    info.metrics.push_back({"log_odds_chosen", "Difference of log odds", "Chosen less rejected, mean over pairs.", "", MetricInfo::Better::Higher});
    info.samples = SampleKind::Pair;
    return info;
}

}  // namespace luthier
