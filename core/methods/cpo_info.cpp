// SPDX-License-Identifier: Apache-2.0
#include "core/methods/cpo.h"

namespace luthier {

const Schema<CpoOptions>& Cpo::schema() {
    static const Schema<CpoOptions> schema = [] {
        Schema<CpoOptions> fields;
        fields.choice("loss", &CpoOptions::loss,
                      {{CpoLoss::Sigmoid, "sigmoid", "Logistic", "The paper's loss."},
                       {CpoLoss::Hinge, "hinge", "Hinge", "Pairs that are apart by enough no longer count."},
                       {CpoLoss::Ipo, "ipo", "Squared (IPO)", "Pulls the difference of means over tokens to a fixed target."}})
            .label("Loss").basic().otherNames({"loss_type"}).help("How far apart the two answers should come.").reason("logistic: as in the paper");
        fields.field("beta", &CpoOptions::beta).label("Beta").above(0).atMost(100).basic().otherNames({"pref_beta"})
            .help("How much a difference of log-probabilities counts.").reason("0.1: the value of the paper and of TRL");
        fields.field("label_smoothing", &CpoOptions::labelSmoothing).label("Label smoothing").atLeast(0).below(0.5).visibleIf("loss", {"sigmoid"})
            .help("The share of labels taken to be wrong.").reason("0: the labels are trusted");
        fields.field("sft_weight", &CpoOptions::sftWeight).label("Weight of the chosen answers' own loss").range(0, 100).otherNames({"cpo_alpha", "pref_ftx"})
            .help("Supervised fine-tuning on the chosen answers beside the comparison.").reason("1: as in the paper");
        return fields;
    }();
    return schema;
}

MethodInfo Cpo::info() {
    MethodInfo info;
    info.id = id;
    info.title = "CPO";
    info.help = "Learns from pairs without a reference model, while learning the chosen answers as fine-tuning does.";
    info.paper = "Xu et al. 2024, arXiv:2401.08417";
    info.wants = {RowKind::Pair, RowKind::Ranking};
    info.metrics = pairMetrics();
    info.samples = SampleKind::Pair;
    return info;
}

}  // namespace luthier
