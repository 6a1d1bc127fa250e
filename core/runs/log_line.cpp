// SPDX-License-Identifier: Apache-2.0
#include "core/runs/log_line.h"

#include "core/base/hash.h"

namespace luthier {

namespace {

constexpr std::string_view crcKey = ",\"crc\":\"";
constexpr std::size_t crcTailBytes = crcKey.size() + 8 + 2;   // ,"crc":"0a1b2c3d"}

Result<std::int64_t> counter(const Json& object, const char* key, std::int64_t smallest) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer()) return fail(ErrorCode::InvalidData, std::string("the line has no whole number \"") + key + "\"");
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > std::uint64_t{INT64_MAX})
        return fail(ErrorCode::InvalidData, std::string("\"") + key + "\" is too large");
    const auto value = found->get<std::int64_t>();
    if (value < smallest) return fail(ErrorCode::InvalidData, std::string("\"") + key + "\" is " + std::to_string(value));
    return value;
}

}  // namespace

Result<std::string> formatLogLine(std::int64_t attempt, std::int64_t seq, const Json& fields) {
    if (!fields.is_object()) return fail(ErrorCode::Internal, "a log line needs named members");
    for (const char* reserved : {"attempt", "seq", "crc"})
        if (fields.contains(reserved)) return fail(ErrorCode::Internal, std::string("a log line may not set \"") + reserved + "\"");
    Json line{{"attempt", attempt}, {"seq", seq}};
    line.update(fields);
    std::string text = dumpJson(line);
    text.pop_back();
    text += std::string(crcKey) + hex8(crc32(text)) + "\"}\n";
    if (text.size() > maxLogLineBytes)
        return fail(ErrorCode::InvalidArgument, "a log line of " + std::to_string(text.size()) + " bytes is longer than " + std::to_string(maxLogLineBytes));
    return text;
}

Result<LogLine> parseLogLine(std::string_view text) {
    if (text.size() <= crcTailBytes) return fail(ErrorCode::InvalidData, "the line is cut off");
    const std::string_view body = text.substr(0, text.size() - crcTailBytes);
    const std::string_view tail = text.substr(body.size());
    if (!tail.starts_with(crcKey) || !tail.ends_with("\"}")) return fail(ErrorCode::InvalidData, "the line does not end with a checksum");
    const std::string_view written = tail.substr(crcKey.size(), 8);
    if (const std::string computed = hex8(crc32(body)); computed != written)
        return fail(ErrorCode::InvalidData, "the checksum is " + computed + ", but the line says " + std::string(written));
    ASSIGN_OR_RETURN(Json json, parseJson(text, {.maxBytes = maxLogLineBytes, .maxDepth = 32}));
    if (!json.is_object()) return fail(ErrorCode::InvalidData, "the line is not a JSON object");
    LogLine line;
    ASSIGN_OR_RETURN(line.attempt, counter(json, "attempt", 1));
    ASSIGN_OR_RETURN(line.seq, counter(json, "seq", 0));
    for (const char* key : {"attempt", "seq", "crc"}) json.erase(key);
    line.fields = std::move(json);
    return line;
}

}  // namespace luthier
