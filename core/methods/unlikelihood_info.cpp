// SPDX-License-Identifier: Apache-2.0
#include "core/methods/unlikelihood.h"

namespace luthier {

const Schema<UnlikelihoodOptions>& Unlikelihood::schema() {
    static const Schema<UnlikelihoodOptions> schema = [] {
        Schema<UnlikelihoodOptions> fields;
        fields.field("alpha", &UnlikelihoodOptions::alpha).label("Weight of bad answers").above(0).atMost(100).basic()
            .help("How much making bad answers unlikely counts beside learning the good ones.").reason("1: the value of the paper");
        return fields;
    }();
    return schema;
}

MethodInfo Unlikelihood::info() {
    using enum MetricInfo::Better;
    MethodInfo info;
    info.id = id;
    info.title = "Unlikelihood training";
    info.help = "Learns the good answers as fine-tuning does and makes the tokens of the bad ones unlikely.";
    info.paper = "Welleck et al. 2020, arXiv:1908.04319";
    info.wants = {RowKind::Scored, RowKind::Pair};
    info.metrics = {{"nll_loss", "Token loss of good answers", "Mean over their tokens.", "nats", Lower},
                    {"unlikelihood", "Loss of bad answers", "-log(1 - p), mean over their tokens.", "nats", Lower}};
    info.samples = SampleKind::Answers;
    return info;
}

}  // namespace luthier
