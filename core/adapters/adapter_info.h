// SPDX-License-Identifier: Apache-2.0
// What the window may know of a way to adapt a model. The mathematics is in the engine's half.
#pragma once

#include <string>

namespace luthier {

class Adapter;       // core/adapters/adapter.h, engine only
class CausalModel;   // core/models/causal_model.h, engine only

struct AdapterInfo {
    std::string id;
    std::string title;
    std::string help;             // one or two sentences for someone who has never used it
    std::string paper;            // where it is defined
    bool isPeft = false;          // final/ is a PEFT adapter folder; otherwise a model folder
    bool mergeable = true;
};

}  // namespace luthier
