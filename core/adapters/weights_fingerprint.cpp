// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/weights_fingerprint.h"

#include "core/base/hash.h"
#include "core/base/json.h"

namespace luthier {

std::string weightsFingerprint(const CausalModel& model, const std::vector<ActiveAdapter>& adapters) {
    if (adapters.empty()) return model.fingerprint();
    Sha256 hash;
    hash.update(model.fingerprint());
    for (const ActiveAdapter& active : adapters) hash.update("|" + active.adapter->fingerprint() + "*" + dumpJson(Json(active.strength)));
    return hash.hex();
}

}  // namespace luthier
