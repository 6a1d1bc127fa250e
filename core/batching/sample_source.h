// SPDX-License-Identifier: Apache-2.0
// Where the samples of an optimizer step come from. A source yields the whole step, so that every total is known before the first backward pass.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/batching/batch.h"

namespace luthier {

// Everything of one optimizer step.
struct Step {
    std::int64_t index = 0;              // from 0
    double epoch = 0;                    // how far through the data after this step
    std::vector<Sample> samples;
};

class SampleSource {
public:
    virtual ~SampleSource() = default;
    // Errors: Internal when asked beyond the end.
    virtual Result<Step> next() = 0;
    virtual std::int64_t numSteps() const = 0;      // of the whole run
    // Position, for checkpoints.
    virtual Json save() const = 0;
    virtual Status restore(const Json& state) = 0;
};

}  // namespace luthier
