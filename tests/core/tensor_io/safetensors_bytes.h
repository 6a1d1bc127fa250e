// SPDX-License-Identifier: Apache-2.0
// Safetensors files put together byte by byte, also broken ones.
#pragma once

#include <cstdint>
#include <string>

namespace luthier::test {

inline std::string littleEndian64(std::uint64_t value) {
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>((value >> (8 * i)) & 0xFF);
    return bytes;
}

inline std::string safetensorsBytes(const std::string& header, std::size_t numDataBytes) {
    return littleEndian64(header.size()) + header + std::string(numDataBytes, '\0');
}

}  // namespace luthier::test
