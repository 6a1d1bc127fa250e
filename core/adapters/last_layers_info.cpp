// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/last_layers.h"

namespace luthier {

const Schema<LastLayersOptions>& LastLayers::schema() {
    static const Schema<LastLayersOptions> schema = [] {
        Schema<LastLayersOptions> fields;
        fields.field("layers", &LastLayersOptions::layers).label("Layers").basic().range(1, 1000)
            .otherNames({"num_layers", "num_layers_trainable"})
            .help("How many decoder layers are trained, counted from the end, with the final norm. Those before them stay as they are.")
            .reason("the last layers hold most of the style of the answers; 4 is a seventh of a small model");
        fields.field("train_head", &LastLayersOptions::trainHead).label("Train the output head")
            .help("Trains the output head too. Where it shares its weights with the embeddings, they change with it.")
            .reason("off: the head is the largest matrix of a small model and rarely needs to change");
        return fields;
    }();
    return schema;
}

AdapterInfo LastLayers::info() {
    return {.id = id, .title = "Last layers",
            .help = "Trains the last layers of the model and leaves the rest as it is. "
                    "No backward pass below them, so it is fast; the result is a whole model.",
            .paper = "", .isPeft = false, .mergeable = false};
}

}  // namespace luthier
