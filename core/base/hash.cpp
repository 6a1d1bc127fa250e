// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"

#include <array>
#include <cassert>
#include <new>
#include <vector>

#include <openssl/evp.h>

#include "core/base/posix_file.h"

namespace luthier {

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() {
        if (!context || EVP_DigestInit_ex(context, EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
    }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(const void* data, std::size_t numBytes) {
    if (numBytes == 0) return;
    [[maybe_unused]] const int ok = EVP_DigestUpdate(m_state->context, data, numBytes);
    assert(ok == 1 && "update() after hex()");
}

std::string Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    [[maybe_unused]] const int ok = EVP_DigestFinal_ex(m_state->context, digest.data(), &length);
    assert(ok == 1 && "hex() twice");
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(std::size_t{length} * 2);
    for (unsigned int i = 0; i < length; ++i) {
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

std::string sha256Hex(std::string_view data) {
    Sha256 hash;
    hash.update(data);
    return hash.hex();
}

Result<std::string> sha256File(const std::string& path) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(path));
    Sha256 hash;
    std::vector<char> buffer(std::size_t{1} << 20);
    while (true) {
        ASSIGN_OR_RETURN(const std::size_t got, file.read(buffer.data(), buffer.size()));
        if (got == 0) break;
        hash.update(buffer.data(), got);
    }
    return hash.hex();
}

namespace {

// Slicing by 8: table[k][b] is the CRC of byte b followed by k zero bytes, so eight bytes go in at once.
constexpr std::array<std::array<std::uint32_t, 256>, 8> makeCrcTables() {
    std::array<std::array<std::uint32_t, 256>, 8> tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) value = (value & 1U) ? (value >> 1) ^ 0xEDB88320U : value >> 1;
        tables[0][byte] = value;
    }
    for (std::size_t k = 1; k < 8; ++k)
        for (std::size_t byte = 0; byte < 256; ++byte) tables[k][byte] = (tables[k - 1][byte] >> 8) ^ tables[0][tables[k - 1][byte] & 0xFF];
    return tables;
}

constexpr auto crcTables = makeCrcTables();

}  // namespace

std::uint32_t crc32(std::string_view data, std::uint32_t crc) {
    std::uint32_t value = ~crc;
    const auto byteAt = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(data[i])); };
    std::size_t i = 0;
    for (; i + 8 <= data.size(); i += 8) {
        value ^= byteAt(i) | byteAt(i + 1) << 8 | byteAt(i + 2) << 16 | byteAt(i + 3) << 24;
        value = crcTables[7][value & 0xFF] ^ crcTables[6][(value >> 8) & 0xFF] ^ crcTables[5][(value >> 16) & 0xFF] ^ crcTables[4][value >> 24] ^
                crcTables[3][byteAt(i + 4)] ^ crcTables[2][byteAt(i + 5)] ^ crcTables[1][byteAt(i + 6)] ^ crcTables[0][byteAt(i + 7)];
    }
    for (; i < data.size(); ++i) value = (value >> 8) ^ crcTables[0][(value ^ byteAt(i)) & 0xFF];
    return ~value;
}

std::string hex8(std::uint32_t value) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text(8, '0');
    for (std::size_t i = 0; i < 8; ++i) text[7 - i] = digits[(value >> (4 * i)) & 15];
    return text;
}

}  // namespace luthier
