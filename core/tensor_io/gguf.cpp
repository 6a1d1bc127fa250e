// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/gguf.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/utf8.h"
#include "core/tensor_io/gguf_cursor.h"

namespace luthier {

namespace {

constexpr std::uint64_t maxKeys = 100'000, maxTensors = 1'000'000, maxArrayElements = 16'000'000;
constexpr std::uint64_t maxNameBytes = 1024, maxTextBytes = std::uint64_t{64} << 20;
constexpr std::uint32_t maxDimensions = 4, maxAlignment = 1 << 16;

enum class ValueType : std::uint32_t { Uint8, Int8, Uint16, Int16, Uint32, Int32, Float32, Bool, String, Array, Uint64, Int64, Float64 };

template <class T>
Result<std::int64_t> readInteger(GgufCursor& cursor) {
    ASSIGN_OR_RETURN(const T value, cursor.number<T>());
    if constexpr (std::is_same_v<T, std::uint64_t>) {
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return fail(cursor.error("a number over 2^63"));
    }
    return static_cast<std::int64_t>(value);
}

Result<std::int64_t> readInteger(GgufCursor& cursor, ValueType type) {
    switch (type) {
        case ValueType::Uint8: return readInteger<std::uint8_t>(cursor);
        case ValueType::Int8: return readInteger<std::int8_t>(cursor);
        case ValueType::Uint16: return readInteger<std::uint16_t>(cursor);
        case ValueType::Int16: return readInteger<std::int16_t>(cursor);
        case ValueType::Uint32: return readInteger<std::uint32_t>(cursor);
        case ValueType::Int32: return readInteger<std::int32_t>(cursor);
        case ValueType::Uint64: return readInteger<std::uint64_t>(cursor);
        case ValueType::Int64: return readInteger<std::int64_t>(cursor);
        case ValueType::Bool: return readInteger<std::uint8_t>(cursor);
        default: return fail(cursor.error("unknown value type " + std::to_string(static_cast<std::uint32_t>(type))));
    }
}

Result<double> readFloat(GgufCursor& cursor, ValueType type) {
    if (type == ValueType::Float64) return cursor.number<double>();
    ASSIGN_OR_RETURN(const float value, cursor.number<float>());
    return static_cast<double>(value);
}

bool isFloat(ValueType type) { return type == ValueType::Float32 || type == ValueType::Float64; }

Result<GgufValue> readArray(GgufCursor& cursor) {
    ASSIGN_OR_RETURN(const auto typeId, cursor.number<std::uint32_t>());
    const auto type = static_cast<ValueType>(typeId);
    if (type == ValueType::Array) return fail(cursor.error("a list of lists, which no model uses"));
    ASSIGN_OR_RETURN(const std::uint64_t count, cursor.count("list elements", type == ValueType::String ? 8 : 1, maxArrayElements));
    if (type == ValueType::String) {
        std::vector<std::string> texts;
        for (std::uint64_t i = 0; i < count; ++i) {
            ASSIGN_OR_RETURN(std::string text, cursor.text(maxTextBytes));
            texts.push_back(std::move(text));
        }
        return GgufValue(std::move(texts));
    }
    if (isFloat(type)) {
        std::vector<double> numbers;
        for (std::uint64_t i = 0; i < count; ++i) {
            ASSIGN_OR_RETURN(const double number, readFloat(cursor, type));
            numbers.push_back(number);
        }
        return GgufValue(std::move(numbers));
    }
    std::vector<std::int64_t> numbers;
    for (std::uint64_t i = 0; i < count; ++i) {
        ASSIGN_OR_RETURN(const std::int64_t number, readInteger(cursor, type));
        numbers.push_back(number);
    }
    return GgufValue(std::move(numbers));
}

Result<GgufValue> readValue(GgufCursor& cursor) {
    ASSIGN_OR_RETURN(const auto typeId, cursor.number<std::uint32_t>());
    const auto type = static_cast<ValueType>(typeId);
    if (type == ValueType::Array) return readArray(cursor);
    if (type == ValueType::String) {
        ASSIGN_OR_RETURN(std::string text, cursor.text(maxTextBytes));
        return GgufValue(std::move(text));
    }
    if (isFloat(type)) {
        ASSIGN_OR_RETURN(const double number, readFloat(cursor, type));
        return GgufValue(number);
    }
    ASSIGN_OR_RETURN(const std::int64_t number, readInteger(cursor, type));
    return type == ValueType::Bool ? GgufValue(number != 0) : GgufValue(number);
}

}  // namespace

// Fills a GgufFile from the head of the file.
class GgufParser {
public:
    explicit GgufParser(GgufFile& file) : m_gguf(file), m_cursor(file.m_file) {}

    Status parse() {
        RETURN_IF_ERROR(readStart());
        ASSIGN_OR_RETURN(const std::uint64_t numTensors, m_cursor.count("tensors", 24, maxTensors));
        ASSIGN_OR_RETURN(const std::uint64_t numKeys, m_cursor.count("metadata keys", 13, maxKeys));
        for (std::uint64_t i = 0; i < numKeys; ++i) RETURN_IF_ERROR(readKey());
        for (std::uint64_t i = 0; i < numTensors; ++i) RETURN_IF_ERROR(readTensor());
        return placeTensors();
    }

private:
    Status readStart() {
        ASSIGN_OR_RETURN(const auto magic, m_cursor.number<std::uint32_t>());
        if (magic != 0x46554747U) return fail(Error(ErrorCode::InvalidData, "not a GGUF file: it does not start with \"GGUF\"").at(m_gguf.path()));
        ASSIGN_OR_RETURN(m_gguf.m_version, m_cursor.number<std::uint32_t>());
        if (m_gguf.m_version == 2 || m_gguf.m_version == 3) return {};
        const bool bigEndian = (m_gguf.m_version & 0xFFFFU) == 0;
        return fail(
            Error(ErrorCode::InvalidData, bigEndian ? "this GGUF file is big-endian" : "GGUF version " + std::to_string(m_gguf.m_version) + " is not read")
                .withHint("take a little-endian file of version 2 or 3")
                .at(m_gguf.path()));
    }

    Status readKey() {
        ASSIGN_OR_RETURN(std::string key, m_cursor.text(maxNameBytes));
        if (!isValidUtf8(key)) return fail(m_cursor.error("a key that is not UTF-8"));
        if (!m_gguf.m_keys.emplace(key, m_gguf.m_metadata.size()).second) return fail(m_cursor.error("a key appears twice").withKey(key));
        auto value = readValue(m_cursor);
        if (!value) return fail(std::move(value.error()).withKey(key));
        m_gguf.m_metadata.emplace_back(std::move(key), std::move(*value));
        return {};
    }

    Status readTensor() {
        GgufTensor tensor;
        ASSIGN_OR_RETURN(tensor.name, m_cursor.text(maxNameBytes));
        const auto broken = [&](const std::string& message) { return fail(m_cursor.error(message).withKey(excerpt(tensor.name))); };
        if (!isValidUtf8(tensor.name)) return broken("a tensor's name is not UTF-8");
        if (!m_gguf.m_names.emplace(tensor.name, m_gguf.m_tensors.size()).second) return broken("a tensor's name appears twice");
        ASSIGN_OR_RETURN(const auto numDimensions, m_cursor.number<std::uint32_t>());
        if (numDimensions > maxDimensions) return broken(std::to_string(numDimensions) + " dimensions, the limit is " + std::to_string(maxDimensions));
        std::int64_t numElements = 1;
        for (std::uint32_t i = 0; i < numDimensions; ++i) {
            ASSIGN_OR_RETURN(const auto size, m_cursor.number<std::uint64_t>());
            if (size == 0 || size > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                return broken("a dimension of " + std::to_string(size));
            if (__builtin_mul_overflow(numElements, static_cast<std::int64_t>(size), &numElements)) return broken("the product of its dimensions is over 2^63");
            tensor.shape.insert(tensor.shape.begin(), static_cast<std::int64_t>(size));
        }
        ASSIGN_OR_RETURN(const auto typeId, m_cursor.number<std::uint32_t>());
        auto type = findGgufType(typeId);
        if (!type) return fail(std::move(type.error()).at(m_gguf.path()).withKey(tensor.name));
        tensor.type = *type;
        if (tensor.rowElements() % tensor.type->blockElements != 0)
            return broken("rows of " + std::to_string(tensor.rowElements()) + " do not divide into blocks of " + tensor.type->name);
        if (__builtin_mul_overflow(static_cast<std::uint64_t>(numElements / tensor.type->blockElements), tensor.type->blockBytes, &tensor.numBytes))
            return broken("its size is over 2^64");
        ASSIGN_OR_RETURN(tensor.offset, m_cursor.number<std::uint64_t>());
        m_gguf.m_tensors.push_back(std::move(tensor));
        return {};
    }

    Result<std::uint64_t> alignment() {
        ASSIGN_OR_RETURN(const auto value, m_gguf.get<std::int64_t>("general.alignment"));
        const std::int64_t bytes = value.value_or(32);
        if (bytes < 1 || bytes > maxAlignment || (bytes & (bytes - 1)) != 0)
            return fail(m_cursor.error("an alignment of " + std::to_string(bytes)).withKey("general.alignment"));
        return static_cast<std::uint64_t>(bytes);
    }

    // Offsets count from the end of the head, rounded up to the alignment.
    Status placeTensors() {
        ASSIGN_OR_RETURN(const std::uint64_t unit, alignment());
        const std::uint64_t start = (m_cursor.position() + unit - 1) / unit * unit, size = m_gguf.m_file.size();
        std::vector<const GgufTensor*> order;
        for (GgufTensor& tensor : m_gguf.m_tensors) {
            const auto broken = [&](const std::string& message) { return fail(m_cursor.error(message).withKey(tensor.name)); };
            if (tensor.offset % unit != 0) return broken("a tensor is not aligned");
            if (start > size || tensor.offset > size - start || tensor.numBytes > size - start - tensor.offset)
                return broken("a tensor lies behind the end of the file");
            tensor.offset += start;
            order.push_back(&tensor);
        }
        std::sort(order.begin(), order.end(), [](const GgufTensor* a, const GgufTensor* b) { return a->offset < b->offset; });
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (order[i]->offset < order[i - 1]->offset + order[i - 1]->numBytes)
                return fail(m_cursor.error("a tensor overlaps " + excerpt(order[i - 1]->name)).withKey(order[i]->name));
        }
        return {};
    }

    GgufFile& m_gguf;
    GgufCursor m_cursor;
};

std::int64_t GgufTensor::numRows() const {
    std::int64_t rows = 1;
    for (std::size_t i = 0; i + 1 < shape.size(); ++i) rows *= shape[i];
    return rows;
}

Result<GgufFile> GgufFile::open(const std::string& path) {
    ASSIGN_OR_RETURN(RandomAccessFile opened, RandomAccessFile::open(path));
    GgufFile file(std::move(opened));
    RETURN_IF_ERROR(GgufParser(file).parse());
    return file;
}

const GgufTensor* GgufFile::findTensor(const std::string& name) const {
    const auto found = m_names.find(name);
    return found == m_names.end() ? nullptr : &m_tensors[found->second];
}

const GgufValue* GgufFile::find(const std::string& key) const {
    const auto found = m_keys.find(key);
    return found == m_keys.end() ? nullptr : &m_metadata[found->second].second;
}

Error GgufFile::wrongType(const std::string& key) const {
    return Error(ErrorCode::InvalidData, "the metadata value has another type than the format asks for")
        .withHint("convert the model to GGUF again")
        .at(path())
        .withKey(key);
}

Status GgufFile::readRows(const GgufTensor& tensor, std::int64_t firstRow, std::int64_t numRows, float* out) const {
    const std::int64_t blocksPerRow = tensor.rowElements() / tensor.type->blockElements;
    const std::uint64_t rowBytes = static_cast<std::uint64_t>(blocksPerRow) * tensor.type->blockBytes;
    std::vector<std::uint8_t> blocks(static_cast<std::size_t>(rowBytes) * static_cast<std::size_t>(numRows));
    auto read = m_file.readAt(tensor.offset + static_cast<std::uint64_t>(firstRow) * rowBytes, blocks.data(), blocks.size());
    if (!read) return fail(std::move(read.error()).withKey(tensor.name));
    tensor.type->dequantise(blocks.data(), blocksPerRow * numRows, out);
    return {};
}

}  // namespace luthier
