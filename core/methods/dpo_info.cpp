// SPDX-License-Identifier: Apache-2.0
#include "core/methods/dpo.h"

#include "core/methods/preference_fields.h"

namespace luthier {

const Schema<DpoOptions>& Dpo::schema() {
    static const Schema<DpoOptions> schema = [] {
        Schema<DpoOptions> fields;
        fields.choice("loss", &DpoOptions::loss,
                      {{DpoLoss::Sigmoid, "sigmoid", "DPO", "The paper's loss; with label smoothing conservative DPO."},
                       {DpoLoss::SigmoidNorm, "sigmoid_norm", "Length-normalised DPO", "Means over tokens instead of sums: longer answers have no advantage."},
                       {DpoLoss::Ipo, "ipo", "IPO", "Pulls the margin to a fixed target, so clear-cut labels are not overfitted."},
                       {DpoLoss::Hinge, "hinge", "Hinge (SLiC)", "Pairs that are apart by enough no longer count."},
                       {DpoLoss::Robust, "robust", "Robust DPO", "Unbiased when the given share of labels is wrong."},
                       {DpoLoss::Exo, "exo_pair", "EXO", "Exact optimisation of the reverse KL; needs label smoothing."},
                       {DpoLoss::Nca, "nca_pair", "NCA", "Keeps the chosen answer's own probability up, not only the margin."},
                       {DpoLoss::Bco, "bco_pair", "BCO", "Each answer against a fixed line, as a classifier would."},
                       {DpoLoss::Sppo, "sppo_hard", "SPPO", "Self-play with hard labels: each answer to its own target."},
                       {DpoLoss::Aot, "aot", "AOT", "Compares the sorted margins of a whole step (optimal transport)."},
                       {DpoLoss::AotUnpaired, "aot_unpaired", "AOT, unpaired", "The same over chosen and rejected answers sorted by themselves."},
                       {DpoLoss::ApoZero, "apo_zero", "APO-zero", "For chosen answers better than the model's own: raises them."},
                       {DpoLoss::ApoDown, "apo_down", "APO-down", "For chosen answers worse than the model's own: lowers both."},
                       {DpoLoss::DiscoPop, "discopop", "DiscoPOP", "A blend of logistic and exponential loss, found by search."}})
            .label("Loss").basic().otherNames({"loss_type", "pref_loss"})
            .help("How far apart the two answers should come.").reason("DPO: the best understood");
        fields.field("beta", &DpoOptions::beta).label("Beta").above(0).atMost(100).basic().otherNames({"pref_beta", "dpo_beta"})
            .help("How strongly the policy is held to the reference; small values let it go further.").reason("0.1: the value of the paper and of TRL");
        fields.field("label_smoothing", &DpoOptions::labelSmoothing).label("Label smoothing").atLeast(0).below(0.5)
            .otherNames({"dpo_label_smoothing"}).visibleIf("loss", {"sigmoid", "sigmoid_norm", "robust", "exo_pair", "aot", "aot_unpaired"})
            .help("The share of labels taken to be wrong.").reason("0: the labels are trusted");
        fields.field("sft_weight", &DpoOptions::sftWeight).label("Weight of the chosen answers' own loss").atLeast(0).atMost(100)
            .otherNames({"rpo_alpha", "pref_ftx", "ftx_gamma"})
            .help("Adds supervised fine-tuning on the chosen answers, which keeps their probability from falling.")
            .reason("0: as in the paper; 0.1 to 1 where rewards of chosen answers fall");
        fields.field("discopop_tau", &DpoOptions::discopopTau).label("DiscoPOP temperature").above(0).atMost(10).visibleIf("loss", {"discopop"})
            .help("How quickly the blend goes over from one loss to the other.").reason("0.05: the value that was found");
        addReferenceField(fields, &DpoOptions::reference);
        fields.check({"loss", "label_smoothing"}, [](const DpoOptions& options, CheckReport& report) {
            if (options.loss == DpoLoss::Exo && options.labelSmoothing <= 0)
                report.add("label_smoothing", "EXO needs a label smoothing above 0", "0.001 is its paper's value");
        });
        return fields;
    }();
    return schema;
}

MethodInfo Dpo::info() {
    MethodInfo info;
    info.id = id;
    info.title = "Direct preference optimization";
    info.help = "Learns from pairs of answers which one to prefer, without a reward model.";
    info.paper = "Rafailov et al. 2023, arXiv:2305.18290";
    info.wants = {RowKind::Pair, RowKind::Ranking};
    info.metrics = pairMetrics();
    info.samples = SampleKind::Pair;
    info.needsReference = true;
    return info;
}

}  // namespace luthier
