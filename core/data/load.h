// SPDX-License-Identifier: Apache-2.0
// All files of a run at once: read, numbered, capped; what `check` lists and what training, split and mixing start from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/data/reader.h"

namespace luthier {

struct DataSource {
    std::string path;
    double weight = 1.0;               // used by mixEpoch
    std::int64_t maxRows = -1;         // -1 = all
    std::string format = "auto";
    Json mapping = Json::object();
};

// One per source, in order. `rows` are those under the cap, with ids that begin with the source's index; numCapped says how many the cap left out.
struct LoadedSource {
    std::vector<Example> rows;
    std::vector<Refusal> refusals;
    Detection detection;
    std::int64_t numCapped = 0;
};

// Errors: the first file that cannot be read as a whole. A file without a single good row is InvalidData with the first refusal.
Result<std::vector<LoadedSource>> loadSources(std::span<const DataSource> sources, std::uint64_t seed, const WorkContext& context = {});

}  // namespace luthier
