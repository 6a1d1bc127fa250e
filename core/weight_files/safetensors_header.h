// SPDX-License-Identifier: Apache-2.0
// The JSON header of a safetensors file: strict reading in linear time and memory, and writing. Torch-free.
// Format: 8 bytes little-endian length, JSON object {name: {dtype, shape, data_offsets}, "__metadata__": {string: string}}, then the data without holes.
// Thread: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/random_access_file.h"

namespace luthier {

constexpr std::uint64_t maxSafetensorsHeaderBytes = 100'000'000;
constexpr std::size_t maxSafetensorsTensors = 1'000'000;
constexpr std::size_t maxSafetensorsRank = 16;

struct TensorEntry {
    std::string name;
    std::string dtype;                     // as in the file: "F32", "BF16", "F16", "I64", ...
    std::vector<std::int64_t> shape;
    std::uint64_t offset = 0, numBytes = 0;   // in the data part
};

struct SafetensorsHeader {
    std::vector<TensorEntry> entries;              // sorted by place in the file
    std::map<std::string, std::string> metadata;
    std::uint64_t dataStart = 0;                   // in the file; 0 where only the JSON was parsed
};

// Of an open file. Errors: Io; InvalidData: shorter than its header, a header over 100 MB, and as parseSafetensorsHeader.
Result<SafetensorsHeader> readSafetensorsHeader(const RandomAccessFile& file);

// json is the header without its length; numDataBytes is what follows it in the file.
// Errors: InvalidData, with the tensor's name as key where one is at fault: not a JSON object, invalid UTF-8, anything but the three fields, unknown dtype,
// duplicate names, more than 16 dimensions or a million tensors, a size that does not fit dtype x shape or overflows, overlap, hole, data too long or too
// short.
Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json, std::uint64_t numDataBytes);

// Sets offset and numBytes of each entry: larger elements first, because Python's reader needs each tensor aligned to its element and the format allows no
// holes. Errors: InvalidArgument: unknown dtype, duplicate name, "__metadata__" as a name, negative or overflowing shape.
Status layOutTensors(std::vector<TensorEntry>& entries);
// Length and JSON, padded with spaces so that the data starts at a multiple of 8. entries are laid out.
std::string writeSafetensorsHeader(const std::vector<TensorEntry>& entries, const std::map<std::string, std::string>& metadata);

// Bytes of one element; 0 for an unknown dtype.
std::size_t elementBytes(const std::string& dtype);
// Elements times element size. Errors: InvalidData when it does not fit 63 bits, also for the strides.
Result<std::uint64_t> checkedTensorBytes(const std::string& dtype, const std::vector<std::int64_t>& shape);

}  // namespace luthier
