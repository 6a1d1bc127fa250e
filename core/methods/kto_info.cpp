// SPDX-License-Identifier: Apache-2.0
#include "core/methods/kto.h"

#include "core/methods/preference_fields.h"

namespace luthier {

const Schema<KtoOptions>& Kto::schema() {
    static const Schema<KtoOptions> schema = [] {
        Schema<KtoOptions> fields;
        fields.choice("loss", &KtoOptions::loss,
                      {{KtoLoss::Kto, "kto", "KTO", "Gains and losses seen from the policy's distance to the reference."},
                       {KtoLoss::ApoZero, "apo_zero_unpaired", "APO-zero", "Without that distance: good answers up, bad ones down."}})
            .label("Loss").basic().otherNames({"loss_type"}).help("What an answer is worth.").reason("KTO: the paper's loss");
        fields.field("beta", &KtoOptions::beta).label("Beta").above(0).atMost(100).basic().otherNames({"pref_beta"})
            .help("How strongly the policy is held to the reference; small values let it go further.").reason("0.1: the value of the paper and of TRL");
        fields.field("desirable_weight", &KtoOptions::desirableWeight).label("Weight of good answers").range(0, 100).basic().otherNames({"kto_chosen_weight"})
            .help("Where good answers are rarer, raise it: their number times weight should be 1 to 4/3 that of the bad ones.")
            .reason("1: right for about as many good as bad answers");
        fields.field("undesirable_weight", &KtoOptions::undesirableWeight).label("Weight of bad answers").range(0, 100).basic()
            .otherNames({"kto_rejected_weight"})
            .help("The same for bad answers.").reason("1: right for about as many good as bad answers");
        addReferenceField(fields, &KtoOptions::reference);
        fields.check({"desirable_weight", "undesirable_weight"}, [](const KtoOptions& options, CheckReport& report) {
            if (options.desirableWeight == 0 && options.undesirableWeight == 0)
                report.add("desirable_weight", "with both weights at 0 nothing is learned", "1 is the usual value of both");
        });
        return fields;
    }();
    return schema;
}

MethodInfo Kto::info() {
    using enum MetricInfo::Better;
    MethodInfo info;
    info.id = id;
    info.title = "KTO";
    info.help = "Learns from single answers called good or bad (thumbs up, thumbs down); needs no pairs.";
    info.paper = "Ethayarajh et al. 2024, arXiv:2402.01306";
    info.wants = {RowKind::Scored, RowKind::Pair};
    info.metrics = {{"rewards/chosen", "Reward of chosen", "Of the good answers, mean over them.", "", Higher},
                    {"rewards/rejected", "Reward of rejected", "Of the bad answers, mean over them.", "", Lower},
                    {"logps/chosen", "Log-probability of good answers", "Of the whole answer, mean over them.", "nats", Higher},
                    {"logps/rejected", "Log-probability of bad answers", "Of the whole answer, mean over them.", "nats", Neither},
                    {"kl", "KL to the reference", "Estimated on prompts with answers to other prompts; not below 0.", "nats", Neither}};
    info.samples = SampleKind::Answers;
    info.needsReference = true;
    info.needsMismatched = true;
    return info;
}

}  // namespace luthier
