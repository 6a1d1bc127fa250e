// SPDX-License-Identifier: Apache-2.0
#include "core/methods/sft.h"

namespace luthier {

const Schema<SftOptions>& Sft::schema() {
    static const Schema<SftOptions> schema = [] {
        Schema<SftOptions> fields;
        fields.choice("loss_on", &SftOptions::lossOn,
                      {{LossOn::Completion, "completion", "Answers",
                        "Only the assistant's turns (and their end-of-turn tokens) are learned. Plain text is learned whole."},
                       {LossOn::All, "all", "Everything", "Every token of a row is learned, the prompts too."}})
            .label("Learn from").basic().otherNames({"completion_only_loss", "assistant_only_loss", "train_on_inputs", "train_on_prompt"})
            .help("Which tokens of a dialogue count in the loss.")
            .reason("answers: a model that answers users has no need to write like them");
        return fields;
    }();
    return schema;
}

MethodInfo Sft::info() {
    MethodInfo info;
    info.id = id;
    info.title = "Supervised fine-tuning";
    info.help = "Learns to write what the rows say: answers of a dialogue, or plain text (continued pre-training).";
    info.paper = "";
    info.wants = {RowKind::Conversation, RowKind::Text};
    return info;
}

}  // namespace luthier
