// SPDX-License-Identifier: Apache-2.0
// The files of a model folder that hold its weights: model.safetensors, or the shards of model.safetensors.index.json. Torch-free. Thread: pure functions.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier {

struct IndexedTensor { std::string name, file; };

struct WeightFiles {
    std::set<std::string> names;         // plain names, beside each other in the folder
    std::vector<IndexedTensor> index;    // what the index says; empty where there is one file and no index is read
    std::string indexPath;               // empty where none is read
};

// Whether the files exist, whoever opens them sees. Errors: NotFound: neither file is there (the hint says what is instead); Io;
// InvalidData: an index without "weight_map", without a tensor, or that names a file outside the folder.
Result<WeightFiles> findWeightFiles(const std::string& modelFolder);

}  // namespace luthier
