// SPDX-License-Identifier: Apache-2.0
#include "core/methods/online_dpo.h"

namespace luthier {

namespace {

const OnlineWords kWords{"Beta of DPO: how strongly the policy is held to the reference.", "0.1: the value of the paper and of TRL",
                         "2: one pair of each prompt; of more, the best and the worst are taken", "1: each pair is learned from once",
                         "8 prompts of 2 answers: a few seconds on two cores", 2};

}  // namespace

const Schema<OnlineDpoOptions>& OnlineDpo::schema() {
    static const Schema<OnlineDpoOptions> schema = [] {
        Schema<OnlineDpoOptions> fields;
        addOnlineFields(fields, kWords);
        fields.choice("loss", &OnlineDpoOptions::loss,
                      {{OnlineDpoLoss::Sigmoid, "sigmoid", "DPO", "The logistic loss of DPO."},
                       {OnlineDpoLoss::Ipo, "ipo", "IPO", "A squared loss that does not push beyond its margin."}})
            .label("Loss").basic().otherNames({"loss_type"}).help("What a pair is worth.").reason("DPO: the paper's");
        addMoreOnlineFields(fields, kWords);
        fields.check({"kl_weight"}, [](const OnlineDpoOptions& options, CheckReport& report) {
            if (options.klWeight <= 0) report.add("kl_weight", "is DPO's beta and must be above 0", "0.1 is the usual value");
        });
        return fields;
    }();
    return schema;
}

MethodInfo OnlineDpo::info() {
    return onlineMethodInfo(
        id, "Online DPO",
        "DPO on the policy's own answers: a reward says which of them is the better one.",
        "Guo et al. 2024, arXiv:2402.04792", pairMetrics());
}

}  // namespace luthier
