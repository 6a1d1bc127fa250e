// SPDX-License-Identifier: Apache-2.0
// What a model's weights are stored in, from the files themselves. Torch-free. Thread: pure functions over files.
#pragma once

#include <optional>
#include <string>

namespace luthier {

// Of the matrices of a folder's linear layers ("*_proj.weight" of model.safetensors, or of all files its index names): "float32", "bfloat16" or "float16";
// "" where they differ or are something else. nullopt where no file says it: there is none yet, or it cannot be read (which whoever loads it reports).
std::optional<std::string> storedDtypeOf(const std::string& modelFolder);

}  // namespace luthier
