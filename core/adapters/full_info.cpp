// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/full.h"

namespace luthier {

const Schema<FullOptions>& Full::schema() {
    static const Schema<FullOptions> schema = [] {
        Schema<FullOptions> fields;
        fields.field("train_embeddings", &FullOptions::trainEmbeddings).label("Train the embeddings")
            .help("Trains the table of token embeddings too, and the output head where the two share their weights.")
            .reason("on: full fine-tuning means every parameter; off saves memory when no new words are learned");
        return fields;
    }();
    return schema;
}

AdapterInfo Full::info() {
    return {.id = id, .title = "Full fine-tuning",
            .help = "Trains every parameter. It learns the most, needs about 16 bytes of memory per parameter, and the result is a whole model.",
            .paper = "", .isPeft = false, .mergeable = false};
}

}  // namespace luthier
