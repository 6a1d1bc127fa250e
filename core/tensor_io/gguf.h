// SPDX-License-Identifier: Apache-2.0
// Reading GGUF files, version 2 and 3, little-endian (format: docs/gguf.md of ggml). Nothing a file claims is believed: lengths and counts are bounded by the
// file's size before anything is allocated, sizes are multiplied with checks, tensors lie inside the data without overlap. Tensors are read in pieces of rows.
// Thread: const functions from several threads at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/base/random_access_file.h"
#include "core/tensor_io/gguf_types.h"

namespace luthier {

// One metadata value. Unsigned 64-bit values over 2^63 are refused; 8 to 64-bit integers are widened, float32 to double.
using GgufValue = std::variant<bool, std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>>;

struct GgufTensor {
    std::string name;
    const GgufType* type = nullptr;
    std::vector<std::int64_t> shape;   // outermost dimension first, as in Hugging Face files (the reverse of the order on disk)
    std::uint64_t offset = 0;          // from the start of the file
    std::uint64_t numBytes = 0;
    std::int64_t rowElements() const { return shape.empty() ? 1 : shape.back(); }
    std::int64_t numRows() const;
};

class GgufFile {
public:
    // Errors: NotFound, Io, InvalidData (with the key or tensor at fault).
    static Result<GgufFile> open(const std::string& path);

    const std::string& path() const { return m_file.path(); }
    std::uint32_t version() const { return m_version; }
    const std::vector<std::pair<std::string, GgufValue>>& metadata() const { return m_metadata; }
    const std::vector<GgufTensor>& tensors() const { return m_tensors; }
    const GgufTensor* findTensor(const std::string& name) const;
    const GgufValue* find(const std::string& key) const;
    // The value of a key as T (bool, std::int64_t, double, std::string or a vector of them); nothing if it is absent. Errors: InvalidData if it has another
    // type.
    template <class T>
    Result<std::optional<T>> get(const std::string& key) const;

    // numRows rows from firstRow as float32 into out (numRows * rowElements()). Errors: Io, InvalidData (the file was cut).
    Status readRows(const GgufTensor& tensor, std::int64_t firstRow, std::int64_t numRows, float* out) const;

private:
    GgufFile(RandomAccessFile file) : m_file(std::move(file)) {}
    friend class GgufParser;
    Error wrongType(const std::string& key) const;
    RandomAccessFile m_file;
    std::uint32_t m_version = 0;
    std::vector<std::pair<std::string, GgufValue>> m_metadata;
    std::unordered_map<std::string, std::size_t> m_keys;
    std::vector<GgufTensor> m_tensors;
    std::unordered_map<std::string, std::size_t> m_names;
};

template <class T>
Result<std::optional<T>> GgufFile::get(const std::string& key) const {
    const GgufValue* value = find(key);
    if (!value) return std::optional<T>();
    if (const T* typed = std::get_if<T>(value)) return std::optional<T>(*typed);
    if constexpr (std::is_same_v<T, double>) {
        if (const auto* whole = std::get_if<std::int64_t>(value)) return std::optional<T>(static_cast<double>(*whole));
    }
    return fail(wrongType(key));
}

}  // namespace luthier
