// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace luthier {

// "2026-01-31T12:34:56.789Z"
std::string utcNow();
// Seconds since the epoch, and seconds of a clock that never goes back.
double wallSeconds();
double monotonicSeconds();

}  // namespace luthier
