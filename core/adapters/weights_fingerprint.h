// SPDX-License-Identifier: Apache-2.0
// Which weights made an answer: one text that changes when any of them does.
#pragma once

#include <string>
#include <vector>

#include "core/adapters/adapter.h"

namespace luthier {

struct ActiveAdapter { const Adapter* adapter = nullptr; double strength = 1.0; };

// Without adapters the model's own fingerprint; otherwise SHA-256 over it and, in the order given, each adapter's fingerprint and strength.
std::string weightsFingerprint(const CausalModel& model, const std::vector<ActiveAdapter>& adapters);

}  // namespace luthier
