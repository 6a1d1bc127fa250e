// SPDX-License-Identifier: Apache-2.0
#include "core/data/container.h"

#include <set>
#include <utility>

#include "core/base/files.h"
#include "core/base/posix_file.h"
#include "core/base/utf8.h"
#include "core/data/json_values.h"
#include "core/data/parquet.h"
#include "core/data/table.h"

namespace luthier {

namespace {

constexpr std::size_t maxColumns = 4096;

bool isHighSurrogate(std::string_view hex) { return (hex[0] == 'd' || hex[0] == 'D') && std::string_view("89abAB").find(hex[1]) != std::string_view::npos; }
bool isLowSurrogate(std::string_view hex) { return (hex[0] == 'd' || hex[0] == 'D') && std::string_view("cdefCDEF").find(hex[1]) != std::string_view::npos; }

// Python writes half of a surrogate pair as an escape like \ud83d, which no parser accepts. Each half becomes U+FFFD.
std::string repairSurrogates(std::string_view text, std::size_t& numReplaced) {
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const bool isEscape = text[i] == '\\' && i + 1 < text.size();
        const bool isUnicode = isEscape && text[i + 1] == 'u' && i + 6 <= text.size();
        std::size_t length = isUnicode ? 6 : isEscape ? 2 : 1;
        bool lone = false;
        if (isUnicode && isHighSurrogate(text.substr(i + 2, 4))) {
            const bool paired = i + 12 <= text.size() && text.substr(i + 6, 2) == "\\u" && isLowSurrogate(text.substr(i + 8, 4));
            if (paired) length = 12;
            else lone = true;
        } else if (isUnicode) {
            lone = isLowSurrogate(text.substr(i + 2, 4));
        }
        if (lone) ++numReplaced;
        repaired += lone ? std::string_view("\\ufffd") : text.substr(i, length);
        i += length;
    }
    return repaired;
}

Result<Json> renamed(Json row, const Json& mapping) {
    if (!row.is_object() || mapping.empty()) return row;
    Json result = Json::object();
    for (const auto& [key, value] : row.items()) {
        const auto target = mapping.find(key);
        const std::string name = target == mapping.end() ? key : target->get<std::string>();
        if (result.contains(name))
            return fail(ErrorCode::InvalidData,
                        "the mapping gives two columns the name \"" + excerpt(name, 60) + "\"; one of them is \"" + excerpt(key, 60) + "\"");
        result[name] = std::move(value);
    }
    return result;
}

Record refused(std::int64_t number, std::string rule, std::string reason) { return {number, std::nullopt, std::move(rule), std::move(reason), 0}; }

Record tooLong(std::int64_t number, const char* what, const ReadOptions& options) {
    return refused(number, "line_too_long", std::string("this ") + what + " is longer than " + std::to_string(options.maxLineBytes) + " bytes");
}

bool isBlankLine(std::string_view text) { return text.find_first_not_of(" \t\r\v\f") == std::string_view::npos; }

Status forEachJsonLine(const std::string& path, const ReadOptions& options, const std::function<bool(Record)>& visit) {
    return forEachLine(path, options.maxLineBytes, [&](const Line& line) {
        if (line.tooLong) return visit(tooLong(line.number, "line", options));
        return isBlankLine(line.text) || visit(recordFromJson(line.number, line.text, options));
    });
}

Status forEachElement(const std::string& path, const ReadOptions& options, const std::function<bool(Record)>& visit) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(path));
    JsonValueSplitter splitter(options.maxLineBytes, [&](const JsonPiece& piece) {
        if (piece.kind == JsonPiece::Kind::TooLong) return visit(tooLong(piece.number, "element", options));
        if (piece.kind == JsonPiece::Kind::Broken) return visit(refused(piece.number, "invalid_json", std::string(piece.text)));
        return visit(recordFromJson(piece.number, piece.text, options));
    });
    std::vector<char> buffer(std::size_t{1} << 16);
    bool first = true;
    while (true) {
        ASSIGN_OR_RETURN(const std::size_t got, file.read(buffer.data(), buffer.size()));
        if (got == 0) break;
        std::string_view bytes(buffer.data(), got);
        if (std::exchange(first, false) && bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        if (!splitter.feed(bytes)) return {};
    }
    splitter.finish();
    return {};
}

Status forEachParagraph(const std::string& path, const ReadOptions& options, const std::function<bool(Record)>& visit) {
    std::string paragraph;
    std::int64_t start = 0;
    bool overflow = false;
    const auto flush = [&] {
        if (start == 0) return true;
        std::size_t numReplaced = 0;
        Record record = overflow ? tooLong(start, "paragraph", options) : Record{start, Json(repairUtf8(paragraph, &numReplaced)), "", "", 0};
        record.numReplacedUtf8 = static_cast<std::int64_t>(numReplaced);
        paragraph.clear();
        start = 0;
        overflow = false;
        return visit(std::move(record));
    };
    bool stopped = false;
    RETURN_IF_ERROR(forEachLine(path, options.maxLineBytes, [&](const Line& line) {
        if (!line.tooLong && isBlankLine(line.text)) {
            stopped = !flush();
            return !stopped;
        }
        if (start == 0) start = line.number;
        else if (!overflow) paragraph += '\n';
        overflow = overflow || line.tooLong || paragraph.size() + line.text.size() > options.maxLineBytes;
        if (overflow) paragraph.clear();
        else paragraph += line.text;
        return true;
    }));
    if (!stopped) flush();
    return {};
}

}  // namespace

Record recordFromJson(std::int64_t number, std::string_view text, const ReadOptions& options) {
    std::size_t numReplaced = 0;
    std::string repaired;
    if (!isValidUtf8(text)) {
        repaired = repairUtf8(text, &numReplaced);
        text = repaired;
    }
    const JsonLimits limits{.maxBytes = 4 * options.maxLineBytes + 1024, .maxDepth = 128};
    auto parsed = parseJson(text, limits);
    if (!parsed && parsed.error().message.find("surrogate") != std::string::npos) {
        repaired = repairSurrogates(text, numReplaced);
        text = repaired;
        parsed = parseJson(text, limits);
    }
    if (!parsed) {
        std::string reason = parsed.error().message;
        if (text.ends_with(',')) reason += "; a comma ends the line: lines of a .jsonl file have none between them";
        return refused(number, "invalid_json", reason + ": " + excerpt(text, 60));
    }
    if (parsed->is_object() && parsed->size() > maxColumns)
        return refused(number, "wrong_shape", "the row has " + std::to_string(parsed->size()) + " columns, more than " + std::to_string(maxColumns));
    auto row = renamed(std::move(*parsed), options.mapping);
    if (!row) return refused(number, "mapping_conflict", row.error().message);
    return {number, std::move(*row), "", "", static_cast<std::int64_t>(numReplaced)};
}

Status checkMapping(const Json& mapping) {
    const char* const hint = "write it as {\"column in the file\": \"column the format knows\"}";
    if (!mapping.is_object()) return fail(Error(ErrorCode::InvalidArgument, "the mapping of columns must be an object").withHint(hint).withKey("mapping"));
    std::set<std::string> targets;
    for (const auto& [from, to] : mapping.items()) {
        if (!to.is_string() || to.get_ref<const std::string&>().empty())
            return fail(Error(ErrorCode::InvalidArgument, "the mapping of \"" + excerpt(from, 60) + "\" must be a name").withHint(hint).withKey("mapping"));
        if (!targets.insert(to.get<std::string>()).second)
            return fail(
                Error(ErrorCode::InvalidArgument, "the mapping gives two columns the name " + excerpt(to.dump(), 60)).withHint(hint).withKey("mapping"));
    }
    return {};
}

Status forEachRecord(const std::string& path, Container container, const ReadOptions& options, const std::function<bool(Record)>& visit) {
    RETURN_IF_ERROR(checkMapping(options.mapping));
    switch (container) {
        case Container::JsonLines: return forEachJsonLine(path, options, visit);
        case Container::JsonArray: return forEachElement(path, options, visit);
        case Container::PlainText: return forEachParagraph(path, options, visit);
        case Container::Csv:
        case Container::Tsv: return forEachTableRecord(path, container, options, visit);
        case Container::Parquet: return forEachParquetRecord(path, options, visit);
    }
    return fail(ErrorCode::Internal, "no such container");
}

}  // namespace luthier
