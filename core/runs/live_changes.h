// SPDX-License-Identifier: Apache-2.0
// changes.json of a run folder: what was changed while the run worked, each with the step from which it holds. Part of the run's state: an attempt that goes on
// from an earlier checkpoint meets the same changes at the same steps, so it comes to the same bits. Thread: one. Requires the run's lock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/runs/run_folder.h"

namespace luthier {

// step: the first step (from 0) that it holds for.
struct LiveChange {
    std::int64_t step = 0;
    std::string key;
    double value = 0;
};

class LiveChanges {
public:
    // A run without the file has none. Errors: Io, InvalidData (the file is damaged: without it the run would not be the same).
    static Result<LiveChanges> open(const RunFolder& run);

    // On the disk when it returns. Takes the place of changes of that key from the same or a later step on: those were of attempts that have been rewound.
    // Errors: Io, DiskFull; the change then does not hold.
    Status add(const LiveChange& change);
    // What holds for a step.
    std::optional<double> valueAt(std::int64_t step, std::string_view key) const;
    const std::vector<LiveChange>& all() const { return m_changes; }

private:
    explicit LiveChanges(std::string path) : m_path(std::move(path)) {}
    std::string m_path;
    std::vector<LiveChange> m_changes;  // by step
};

}  // namespace luthier
