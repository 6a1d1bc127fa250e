// SPDX-License-Identifier: Apache-2.0
#include "core/methods/simpo.h"

namespace luthier {

const Schema<SimpoOptions>& Simpo::schema() {
    static const Schema<SimpoOptions> schema = [] {
        Schema<SimpoOptions> fields;
        fields.field("beta", &SimpoOptions::beta).label("Beta").above(0).atMost(100).basic().otherNames({"pref_beta"})
            .help("How much a difference of mean log-probabilities counts.").reason("2: the paper uses 2 to 2.5");
        fields.field("gamma", &SimpoOptions::gamma).label("Target margin").range(0, 20).basic().otherNames({"simpo_gamma"})
            .help("By how much the chosen answer's reward should be higher.").reason("0.5: the lower end of the paper's 0.5 to 1.6");
        fields.field("label_smoothing", &SimpoOptions::labelSmoothing).label("Label smoothing").atLeast(0).below(0.5)
            .help("The share of labels taken to be wrong.").reason("0: the labels are trusted");
        fields.field("sft_weight", &SimpoOptions::sftWeight).label("Weight of the chosen answers' own loss").range(0, 100).otherNames({"cpo_alpha", "pref_ftx"})
            .help("Adds supervised fine-tuning on the chosen answers, which nothing else holds up here.").reason("0: as in the paper");
        return fields;
    }();
    return schema;
}

MethodInfo Simpo::info() {
    MethodInfo info;
    info.id = id;
    info.title = "SimPO";
    info.help = "Learns from pairs without a reference model; rewards are means over tokens, so length brings nothing.";
    info.paper = "Meng et al. 2024, arXiv:2405.14734";
    info.wants = {RowKind::Pair, RowKind::Ranking};
    info.metrics = pairMetrics();
    info.samples = SampleKind::Pair;
    return info;
}

}  // namespace luthier
