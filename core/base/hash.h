// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace luthier {

// Streaming SHA-256 (OpenSSL).
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(const void* data, std::size_t numBytes);
    void update(std::string_view text) { update(text.data(), text.size()); }
    std::string hex();   // lower-case, 64 characters; the object is finished afterwards
private:
    struct State;
    std::unique_ptr<State> m_state;
};

std::string sha256Hex(std::string_view data);
Result<std::string> sha256File(const std::string& path);
// CRC-32 as in zlib and PNG (polynomial 0xEDB88320), continued from `crc`.
std::uint32_t crc32(std::string_view data, std::uint32_t crc = 0);
std::string hex8(std::uint32_t value);   // 8 lower-case digits

}  // namespace luthier
