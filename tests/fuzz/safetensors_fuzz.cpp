// SPDX-License-Identifier: Apache-2.0
// Any bytes as a safetensors file: opened or refused, and what opens can be read whole, in its own dtype and as float32.
#include <cstdint>
#include <cstdlib>

#include <ATen/ATen.h>

#include "core/tensor_io/safetensors.h"
#include "tests/fuzz/file_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace luthier;
    const test::FileInput input(data, size);
    const auto file = SafetensorsFile::open(input.path());
    if (!file) return 0;
    std::uint64_t total = 0;
    for (const TensorEntry& entry : file->entries()) {
        const auto tensor = file->read(entry.name);
        if (entry.dtype == "BOOL" ? false : !tensor || static_cast<std::uint64_t>(tensor->nbytes()) != entry.numBytes) std::abort();
        (void)file->read(entry.name, at::kFloat);
        total += entry.numBytes;
    }
    if (total > size) std::abort();
    return 0;
}
