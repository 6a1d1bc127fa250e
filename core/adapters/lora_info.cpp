// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/lora.h"

namespace luthier {

namespace {

Schema<LoraOptions> makeSchema() {
    Schema<LoraOptions> schema;
    schema.field("rank", &LoraOptions::rank).label("Rank").basic().range(1, 4096).otherNames({"r", "lora_r", "lora_rank"})
        .help("Size of the two update matrices. More can learn more and needs more memory; 8 to 64 is usual.")
        .reason("16 is enough for style and instruction tuning and costs under 1 % of the parameters");
    schema.field("alpha", &LoraOptions::alpha).label("Alpha").basic().above(0).atMost(1e6).otherNames({"lora_alpha"})
        .help("Strength of the update: it is multiplied by alpha / rank (rsLoRA: alpha / square root of rank).")
        .reason("twice the rank, the usual ratio that the default learning rates are made for");
    schema.field("dropout", &LoraOptions::dropout).label("Dropout").atLeast(0).below(1).otherNames({"lora_dropout"})
        .help("Share of the adapter's inputs set to zero at random during training; a remedy against learning few rows by heart.")
        .reason("0 is fastest and fine for most data; try 0.05 when the held-out loss rises early");
    schema.custom("targets", &LoraOptions::targets, customCodec<Targets>("targets", &targetsToJson, &targetsFromJson))
        .label("Layers").otherNames({"target_modules", "lora_target", "target"})
        .help("Which linear layers get an adapter: \"all-linear\" (all but the output head), names such as [\"q_proj\", \"v_proj\"], "
              "or \"re:<regular expression>\".")
        .reason("all linear layers learn more than attention alone at the same rank (Dettmers et al. 2023)");
    schema.field("use_rslora", &LoraOptions::useRslora).label("Rank-stabilised (rsLoRA)").otherNames({"rslora", "rank_stabilised"})
        .help("Scales by alpha / square root of the rank instead of alpha / rank, so that high ranks learn as fast as low ones "
              "(Kalajdzievski 2023).")
        .reason("off: it matters from about rank 64 on");
    schema.choice("bias", &LoraOptions::bias,
                  {{LoraBias::None, "none", "None", "All biases stay as they are."},
                   {LoraBias::LoraOnly, "lora_only", "Of adapted layers", "The biases of the layers with an adapter are trained too."},
                   {LoraBias::All, "all", "All", "Every bias of the model is trained too."}})
        .label("Biases").otherNames({"lora_bias"})
        .help("Which biases of the base model are trained beside the adapter. Many models have none.")
        .reason("trained biases change the base model even where the adapter is switched off");
    return schema;
}

}  // namespace

const Schema<LoraOptions>& Lora::schema() {
    static const Schema<LoraOptions> schema = makeSchema();
    return schema;
}

AdapterInfo Lora::info() {
    return {.id = id, .title = "LoRA",
            .help = "Trains two small matrices beside each chosen layer and leaves the model as it is. "
                    "Little memory, a small file, several adapters over one model.",
            .paper = "Hu et al. 2021, arXiv 2106.09685; rsLoRA: Kalajdzievski 2023, arXiv 2312.03732",
            .isPeft = true, .mergeable = true};
}

}  // namespace luthier
