// SPDX-License-Identifier: Apache-2.0
// What a form and the help say of a kind of reward. Torch-free. Thread: values.
#pragma once

#include <string>

namespace luthier {

struct RewardInfo {
    std::string id;
    std::string title;
    std::string help;                    // one or two sentences, with the range of its numbers
    bool needsReference = false;         // says nothing of a prompt without one
    bool needsModel = false;             // only the engine can compute it
};

}  // namespace luthier
