// SPDX-License-Identifier: Apache-2.0
// Any bytes as a GGUF file: opened or refused; from what opens, config, tokenizer and rows are read or refused.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/tensor_io/gguf.h"
#include "core/tensor_io/gguf_config.h"
#include "core/tensor_io/gguf_tokenizer.h"
#include "tests/fuzz/file_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace luthier;
    const test::FileInput input(data, size);
    const auto file = GgufFile::open(input.path());
    if (!file) return 0;
    (void)readGgufModel(*file);
    (void)readGgufTokenizer(*file, 64);
    for (const GgufTensor& tensor : file->tensors()) {
        const std::int64_t numRows = std::min<std::int64_t>(tensor.numRows(), 4);
        std::vector<float> rows(static_cast<std::size_t>(numRows * tensor.rowElements()));
        (void)file->readRows(tensor, tensor.numRows() - numRows, numRows, rows.data());
    }
    return 0;
}
