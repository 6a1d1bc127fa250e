// SPDX-License-Identifier: Apache-2.0
// GGUF files put together byte by byte, also broken ones.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/tensor_io/gguf.h"

namespace luthier::test {

class GgufBytes {
public:
    std::uint32_t magic = 0x46554747U, version = 3;
    std::uint64_t alignment = 32;
    std::int64_t numTensorsClaimed = -1, numKeysClaimed = -1;   // -1: the true number

    template <class T>
    static std::string raw(T value) {
        std::string bytes(sizeof(T), '\0');
        std::memcpy(bytes.data(), &value, sizeof(T));
        return bytes;
    }
    static std::string text(const std::string& value) { return raw<std::uint64_t>(value.size()) + value; }

    // A key with the bytes of its value, type included.
    GgufBytes& rawKey(const std::string& name, const std::string& value) {
        m_keys += text(name) + value;
        ++m_numKeys;
        return *this;
    }
    GgufBytes& key(const std::string& name, const GgufValue& value) { return rawKey(name, encode(value)); }

    // shape as on disk: innermost first. data may be shorter than the shape asks for.
    GgufBytes& tensor(const std::string& name, std::vector<std::uint64_t> shape, std::uint32_t type, const std::string& data, std::int64_t offset = -1) {
        m_infos += text(name) + raw<std::uint32_t>(static_cast<std::uint32_t>(shape.size()));
        for (const std::uint64_t size : shape) m_infos += raw(size);
        m_infos += raw(type) + raw<std::uint64_t>(offset < 0 ? m_data.size() : static_cast<std::uint64_t>(offset));
        m_data += data;
        m_data.resize((m_data.size() + alignment - 1) / alignment * alignment);
        ++m_numTensors;
        return *this;
    }

    std::string bytes() const {
        std::string head = raw(magic) + raw(version) +
                           raw<std::uint64_t>(numTensorsClaimed < 0 ? m_numTensors : static_cast<std::uint64_t>(numTensorsClaimed)) +
                           raw<std::uint64_t>(numKeysClaimed < 0 ? m_numKeys : static_cast<std::uint64_t>(numKeysClaimed)) + m_keys + m_infos;
        if (m_numTensors > 0) head.resize((head.size() + alignment - 1) / alignment * alignment);
        return head + m_data;
    }

private:
    struct Encoder {
        std::string operator()(bool value) const { return raw<std::uint32_t>(7) + raw<std::uint8_t>(value); }
        std::string operator()(std::int64_t value) const { return raw<std::uint32_t>(11) + raw(value); }
        std::string operator()(double value) const { return raw<std::uint32_t>(12) + raw(value); }
        std::string operator()(const std::string& value) const { return raw<std::uint32_t>(8) + text(value); }
        std::string operator()(const std::vector<std::int64_t>& values) const { return list(11, values, [](std::int64_t value) { return raw(value); }); }
        std::string operator()(const std::vector<double>& values) const { return list(12, values, [](double value) { return raw(value); }); }
        std::string operator()(const std::vector<std::string>& values) const { return list(8, values, [](const std::string& value) { return text(value); }); }
        template <class T, class Each>
        static std::string list(std::uint32_t type, const std::vector<T>& values, Each each) {
            std::string bytes = raw<std::uint32_t>(9) + raw(type) + raw<std::uint64_t>(values.size());
            for (const T& value : values) bytes += each(value);
            return bytes;
        }
    };
    static std::string encode(const GgufValue& value) { return std::visit(Encoder{}, value); }

    std::string m_keys, m_infos, m_data;
    std::uint64_t m_numKeys = 0, m_numTensors = 0;
};

// A file's metadata and tensors, to be written again with changes: a value replaces the key's, nothing removes it. Tensors named in `without` are left out.
inline GgufBytes rewritten(const GgufFile& file, const std::vector<std::pair<std::string, std::optional<GgufValue>>>& changes,
                           const std::vector<std::string>& without = {}) {
    GgufBytes bytes;
    for (const auto& [name, value] : file.metadata()) {
        bool isChanged = false;
        for (const auto& change : changes) isChanged = isChanged || change.first == name;
        if (!isChanged) bytes.key(name, value);
    }
    for (const auto& [name, value] : changes)
        if (value) bytes.key(name, *value);
    std::ifstream source(file.path(), std::ios::binary);
    for (const GgufTensor& tensor : file.tensors()) {
        if (std::find(without.begin(), without.end(), tensor.name) != without.end()) continue;
        std::string data(tensor.numBytes, '\0');
        source.seekg(static_cast<std::streamoff>(tensor.offset));
        source.read(data.data(), static_cast<std::streamsize>(data.size()));
        bytes.tensor(tensor.name, {tensor.shape.rbegin(), tensor.shape.rend()}, tensor.type->id, data);
    }
    return bytes;
}

}  // namespace luthier::test
