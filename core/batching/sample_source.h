// SPDX-License-Identifier: Apache-2.0
// Where the samples of an optimizer step come from. A source yields the whole step, so that every total is known before the first backward pass.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
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
    std::map<std::string, double> numbers{};   // what the source knows of the step as a whole (StepTotals::numbers)
    std::map<std::string, double> metrics{};   // for the record, beside those of the method
};

class SampleSource {
public:
    virtual ~SampleSource() = default;
    // Errors: Internal when asked beyond the end.
    virtual Result<Step> next() = 0;
    virtual std::int64_t numSteps() const = 0;      // of the whole run
    // A step's samples have gone through the model (Sample::logpsInto is written) and its record comes next: metrics for it that are only known now.
    virtual Result<std::map<std::string, double>> learned() { return std::map<std::string, double>(); }
    // Position, for checkpoints.
    virtual Json save() const = 0;
    virtual Status restore(const Json& state) = 0;
    // What a position needs beside itself, in files of a checkpoint's folder; loaded before restore(). As it is: nothing.
    virtual Status saveData(const std::string& /*folder*/) const { return {}; }
    virtual Status loadData(const std::string& /*folder*/) { return {}; }
    // What it works with now, of what can be changed while a run works; nullopt: it has no such setting.
    virtual std::optional<double> setting(const std::string& /*key*/) const { return std::nullopt; }
};

}  // namespace luthier
