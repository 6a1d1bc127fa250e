// SPDX-License-Identifier: Apache-2.0
// The crate `safetensors` would hand every entry over the C border one by one and accepts unknown fields; the header is small JSON, so it is read here from
// parser events straight into TensorEntry: a header of 100 MB never becomes a tree of gigabytes.
#include "core/weight_files/safetensors_header.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <unordered_set>
#include <utility>

#include "core/base/json.h"
#include "core/base/utf8.h"

namespace luthier {

namespace {

constexpr std::string_view metadataName = "__metadata__";
constexpr std::size_t maxNameBytes = 1024;

struct DtypeSize { std::string_view name; std::size_t numBytes; };
constexpr std::array<DtypeSize, 16> dtypeSizes = {{{"F64", 8}, {"F32", 4}, {"F16", 2}, {"BF16", 2}, {"I64", 8}, {"I32", 4}, {"I16", 2}, {"I8", 1},
                                                   {"U8", 1}, {"BOOL", 1}, {"U16", 2}, {"U32", 4}, {"U64", 8}, {"F8_E4M3", 1}, {"F8_E5M2", 1}, {"C64", 8}}};

Error headerError(std::string message, std::string name = {}) {
    return Error(ErrorCode::InvalidData, "broken safetensors header: " + std::move(message))
        .withHint("the file is damaged or not safetensors; copy or download it again").withKey(std::move(name));
}

// Events of the JSON parser -> entries. Where we are follows from m_depth and m_field.
class HeaderEvents : public nlohmann::json_sax<Json> {
public:
    bool null() override { return refuse("null where a value is due"); }
    bool boolean(bool) override { return refuse("true or false where a value is due"); }
    bool number_float(number_float_t, const string_t&) override { return refuse("a number that is not a whole one"); }
    bool number_integer(number_integer_t) override { return refuse("a negative number"); }
    bool binary(binary_t&) override { return refuse("binary data"); }

    bool number_unsigned(number_unsigned_t value) override {
        if (!m_inArray) return refuse("a number where none is due");
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return refuse("a number over 2^63");
        if (m_field == Field::Shape) {
            if (entry().shape.size() >= maxSafetensorsRank) return refuse("more than " + std::to_string(maxSafetensorsRank) + " dimensions");
            entry().shape.push_back(static_cast<std::int64_t>(value));
            return true;
        }
        if (m_numOffsets >= 2) return refuse("data_offsets has more than two numbers");
        (m_numOffsets++ == 0 ? m_begin : m_end) = value;
        return true;
    }

    bool string(string_t& value) override {
        if (m_depth == 2 && m_isMetadata) {
            if (!m_header.metadata.emplace(m_metadataKey, std::move(value)).second)
                return refuse("the metadata key \"" + excerpt(m_metadataKey) + "\" appears twice");
            return true;
        }
        if (m_depth != 2 || m_field != Field::Dtype) return refuse("a text where none is due");
        if (elementBytes(value) == 0) return refuse("unknown dtype \"" + excerpt(value, 20) + "\"");
        entry().dtype = std::move(value);
        return true;
    }

    bool start_object(std::size_t) override {
        if (m_depth >= 2) return refuse("an object inside a tensor's entry");
        ++m_depth;
        if (m_depth == 2) { m_field = Field::None; m_seen = {}; m_numOffsets = 0; }
        return true;
    }

    bool end_object() override {
        --m_depth;
        if (m_depth != 1 || m_isMetadata) return true;
        if (!m_seen[0] || !m_seen[1] || !m_seen[2]) return refuse("dtype, shape or data_offsets is missing");
        if (m_numOffsets != 2) return refuse("data_offsets needs two numbers");
        if (m_end < m_begin) return refuse("data_offsets end before they begin");
        entry().offset = m_begin;
        entry().numBytes = m_end - m_begin;
        return true;
    }

    bool start_array(std::size_t) override {
        if (m_depth != 2 || m_isMetadata || m_inArray || (m_field != Field::Shape && m_field != Field::Offsets)) return refuse("a list where none is due");
        m_inArray = true;
        return true;
    }
    bool end_array() override { m_inArray = false; m_field = Field::None; return true; }

    bool key(string_t& name) override { return m_depth == 1 ? startEntry(name) : m_isMetadata ? keepMetadataKey(name) : startField(name); }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("not valid JSON at byte " + std::to_string(position));
    }

    const std::string& problem() const { return m_problem; }
    std::string tensorName() const { return m_header.entries.empty() || m_isMetadata ? std::string() : m_header.entries.back().name; }
    SafetensorsHeader take() { return std::move(m_header); }

private:
    enum class Field { None, Dtype, Shape, Offsets };

    bool startEntry(string_t& name) {
        m_isMetadata = name == metadataName;
        if (m_isMetadata) {
            if (std::exchange(m_hasMetadata, true)) return refuse("__metadata__ appears twice");
            return true;
        }
        if (name.size() > maxNameBytes) return refuse("a tensor name of " + std::to_string(name.size()) + " bytes");
        if (m_header.entries.size() >= maxSafetensorsTensors) return refuse("more than " + std::to_string(maxSafetensorsTensors) + " tensors");
        m_header.entries.push_back({std::move(name), {}, {}, 0, 0});
        return true;
    }

    bool keepMetadataKey(string_t& name) { m_metadataKey = std::move(name); return true; }

    bool startField(const string_t& name) {
        m_field = name == "dtype" ? Field::Dtype : name == "shape" ? Field::Shape : name == "data_offsets" ? Field::Offsets : Field::None;
        if (m_field == Field::None) return refuse("unknown field \"" + excerpt(name, 40) + "\"");
        const std::size_t index = static_cast<std::size_t>(m_field) - 1;
        if (std::exchange(m_seen[index], true)) return refuse("the field \"" + name + "\" appears twice");
        return true;
    }

    TensorEntry& entry() { return m_header.entries.back(); }
    bool refuse(std::string problem) {
        m_problem = std::move(problem);
        return false;
    }

    SafetensorsHeader m_header;
    std::string m_problem, m_metadataKey;
    int m_depth = 0;
    bool m_inArray = false, m_isMetadata = false, m_hasMetadata = false;
    Field m_field = Field::None;
    std::array<bool, 3> m_seen{};
    int m_numOffsets = 0;
    std::uint64_t m_begin = 0, m_end = 0;
};

Status checkNames(const std::vector<TensorEntry>& entries) {
    std::unordered_set<std::string_view> names;
    names.reserve(entries.size());
    for (const TensorEntry& entry : entries)
        if (!names.insert(entry.name).second) return fail(headerError("the name appears twice", entry.name));
    return {};
}

Status checkSizes(const std::vector<TensorEntry>& entries) {
    for (const TensorEntry& entry : entries) {
        auto numBytes = checkedTensorBytes(entry.dtype, entry.shape);
        if (!numBytes) return fail(headerError(numBytes.error().message, entry.name));
        if (*numBytes != entry.numBytes)
            return fail(headerError("its shape needs " + std::to_string(*numBytes) + " bytes, its offsets give " + std::to_string(entry.numBytes), entry.name));
    }
    return {};
}

// entries sorted by place: each starts where the one before ends, so neither overlap nor hidden bytes are possible.
Status checkPlaces(const std::vector<TensorEntry>& entries, std::uint64_t numDataBytes) {
    std::uint64_t end = 0;
    for (const TensorEntry& entry : entries) {
        if (entry.offset != end) {
            const std::string what = entry.offset < end ? "it overlaps another tensor" : "there is a hole before it";
            return fail(
                headerError(what + " (it starts at " + std::to_string(entry.offset) + ", the one before ends at " + std::to_string(end) + ")", entry.name));
        }
        end += entry.numBytes;   // offsets are below 2^63 and contiguous, so the sum is too
    }
    if (end != numDataBytes)
        return fail(headerError("the tensors need " + std::to_string(end) + " bytes of data, the file has " + std::to_string(numDataBytes) +
                                (end > numDataBytes ? " (it is cut off)" : " (something follows the last tensor)")));
    return {};
}

Error brokenFile(const std::string& message, const std::string& path) {
    return Error(ErrorCode::InvalidData, message).withHint("the file is damaged or not safetensors; copy or download it again").at(path);
}

Result<std::string> readHeaderText(const RandomAccessFile& file) {
    std::array<unsigned char, 8> prefix{};
    if (file.size() < prefix.size()) return fail(brokenFile("not a safetensors file: only " + std::to_string(file.size()) + " bytes", file.path()));
    RETURN_IF_ERROR(file.readAt(0, prefix.data(), prefix.size()));
    std::uint64_t numBytes = 0;
    for (std::size_t i = 0; i < prefix.size(); ++i) numBytes |= static_cast<std::uint64_t>(prefix[i]) << (8 * i);
    if (numBytes > maxSafetensorsHeaderBytes)
        return fail(brokenFile("not a safetensors file: it claims a header of " + std::to_string(numBytes) + " bytes, the limit is 100,000,000", file.path()));
    if (numBytes > file.size() - prefix.size())
        return fail(brokenFile("the file is shorter than its header of " + std::to_string(numBytes) + " bytes (it is cut off)", file.path()));
    std::string text(numBytes, '\0');
    RETURN_IF_ERROR(file.readAt(prefix.size(), text.data(), text.size()));
    return text;
}

}  // namespace

Result<SafetensorsHeader> readSafetensorsHeader(const RandomAccessFile& file) {
    ASSIGN_OR_RETURN(const std::string text, readHeaderText(file));
    const std::uint64_t dataStart = sizeof(std::uint64_t) + text.size();
    auto header = parseSafetensorsHeader(text, file.size() - dataStart);
    if (!header) return fail(std::move(header.error()).at(file.path()));
    header->dataStart = dataStart;
    return header;
}

std::size_t elementBytes(const std::string& dtype) {
    for (const DtypeSize& known : dtypeSizes)
        if (known.name == dtype) return known.numBytes;
    return 0;
}

Result<std::uint64_t> checkedTensorBytes(const std::string& dtype, const std::vector<std::int64_t>& shape) {
    // The strides multiply the dimensions too, with 1 in place of 0, so that product has to fit as well.
    std::int64_t numElements = 1, stride = 1, numBytes = 0;
    bool overflows = false;
    for (const std::int64_t size : shape) {
        if (size < 0) return fail(ErrorCode::InvalidData, "a negative dimension (" + std::to_string(size) + ")");
        overflows =
            overflows || __builtin_mul_overflow(numElements, size, &numElements) || __builtin_mul_overflow(stride, std::max<std::int64_t>(size, 1), &stride);
    }
    overflows = overflows || __builtin_mul_overflow(numElements, static_cast<std::int64_t>(elementBytes(dtype)), &numBytes);
    if (overflows) return fail(ErrorCode::InvalidData, "the product of its dimensions is over 2^63");
    return static_cast<std::uint64_t>(numBytes);
}

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json, std::uint64_t numDataBytes) {
    if (json.empty() || json.front() != '{') return fail(headerError("it does not start with {"));
    // The parser takes a zero byte for the end of the text and would ignore what follows.
    if (json.find('\0') != std::string_view::npos) return fail(headerError("it contains a zero byte"));
    HeaderEvents events;
    if (!Json::sax_parse(json.begin(), json.end(), &events)) return fail(headerError(events.problem(), events.tensorName()));
    SafetensorsHeader header = events.take();
    RETURN_IF_ERROR(checkNames(header.entries));
    RETURN_IF_ERROR(checkSizes(header.entries));
    std::stable_sort(header.entries.begin(), header.entries.end(), [](const TensorEntry& a, const TensorEntry& b) {
        return std::pair(a.offset, a.numBytes) < std::pair(b.offset, b.numBytes);   // an empty tensor may share its offset with the next one
    });
    RETURN_IF_ERROR(checkPlaces(header.entries, numDataBytes));
    return header;
}

Status layOutTensors(std::vector<TensorEntry>& entries) {
    std::unordered_set<std::string_view> names;
    std::vector<TensorEntry*> order;
    for (TensorEntry& entry : entries) {
        if (!names.insert(entry.name).second || entry.name == metadataName || entry.name.size() > maxNameBytes || !isValidUtf8(entry.name))
            return fail(Error(ErrorCode::InvalidArgument, "cannot be the name of one more tensor in the file").withKey(excerpt(entry.name)));
        if (elementBytes(entry.dtype) == 0) return fail(Error(ErrorCode::InvalidArgument, "unknown dtype \"" + entry.dtype + "\"").withKey(entry.name));
        auto numBytes = checkedTensorBytes(entry.dtype, entry.shape);
        if (!numBytes) return fail(Error(ErrorCode::InvalidArgument, numBytes.error().message).withKey(entry.name));
        entry.numBytes = *numBytes;
        order.push_back(&entry);
    }
    std::stable_sort(order.begin(), order.end(), [](const TensorEntry* a, const TensorEntry* b) { return elementBytes(a->dtype) > elementBytes(b->dtype); });
    std::uint64_t end = 0;
    for (TensorEntry* entry : order) {
        entry->offset = end;
        if (__builtin_add_overflow(end, entry->numBytes, &end)) return fail(ErrorCode::InvalidArgument, "the tensors together are over 2^64 bytes");
    }
    return {};
}

std::string writeSafetensorsHeader(const std::vector<TensorEntry>& entries, const std::map<std::string, std::string>& metadata) {
    std::vector<const TensorEntry*> order;
    for (const TensorEntry& entry : entries) order.push_back(&entry);
    std::stable_sort(order.begin(), order.end(), [](const TensorEntry* a, const TensorEntry* b) {
        return std::pair(a->offset, a->numBytes) < std::pair(b->offset, b->numBytes);
    });
    // Put together by hand: Json's objects would search all names for each new one.
    std::string json = "{\"" + std::string(metadataName) + "\":" + dumpJson(Json(metadata));
    for (const TensorEntry* entry : order) {
        const Json offsets = Json::array({entry->offset, entry->offset + entry->numBytes});
        json += "," + dumpJson(entry->name) + ":{\"dtype\":\"" + entry->dtype + "\",\"shape\":" + dumpJson(Json(entry->shape)) +
                ",\"data_offsets\":" + dumpJson(offsets) + "}";
    }
    json += "}";
    json.append((8 - json.size() % 8) % 8, ' ');
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>((static_cast<std::uint64_t>(json.size()) >> (8 * i)) & 0xFF);
    return bytes + json;
}

}  // namespace luthier
