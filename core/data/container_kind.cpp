// SPDX-License-Identifier: Apache-2.0
// Which container a file is: detectContainer of container.h.
#include <algorithm>
#include <array>
#include <utility>

#include "core/base/files.h"
#include "core/base/posix_file.h"
#include "core/data/container.h"

namespace luthier {

namespace {

constexpr std::size_t headBytes = std::size_t{64} << 10;

Result<std::string> readHead(const std::string& path) {
    ASSIGN_OR_RETURN(PosixFile file, PosixFile::openForReading(path));
    std::string head(headBytes, '\0');
    std::size_t used = 0;
    while (used < head.size()) {
        ASSIGN_OR_RETURN(const std::size_t got, file.read(head.data() + used, head.size() - used));
        if (got == 0) break;
        used += got;
    }
    head.resize(used);
    return head;
}

std::string lowerEnding(const std::string& path) {
    const std::string name = fileName(path);
    const std::size_t dot = name.rfind('.');
    std::string ending = dot == std::string::npos ? "" : name.substr(dot + 1);
    for (char& c : ending)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return ending;
}

// What a file is that is no text, or an empty view.
std::string_view foreignKind(std::string_view head) {
    using namespace std::string_view_literals;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> beginnings{{{"ARROW1"sv, "an Arrow file"},
                                                                                      {"\x1F\x8B"sv, "compressed with gzip"},
                                                                                      {"PK\x03\x04"sv, "a zip archive"},
                                                                                      {"\x28\xB5\x2F\xFD"sv, "compressed with zstd"},
                                                                                      {"\xFF\xFE"sv, "UTF-16 text"},
                                                                                      {"\xFE\xFF"sv, "UTF-16 text"},
                                                                                      {"%PDF"sv, "a PDF file"},
                                                                                      {"GGUF"sv, "a GGUF model"}}};
    for (const auto& [beginning, name] : beginnings)
        if (head.starts_with(beginning)) return name;
    if (head.find('\0') != std::string_view::npos) return "binary data";
    return {};
}

// In JSON lines some line is a whole object. Objects spread over several lines have whole ones only inside, that is indented.
bool hasObjectOnOneLine(std::string_view head) {
    for (bool isFirst = true; !head.empty();) {
        const std::size_t end = head.find('\n');
        std::string_view line = head.substr(0, end);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t' || line.back() == ',')) line.remove_suffix(1);
        if (isFirst) line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (line.size() >= 2 && line.front() == '{') {
            if (line.back() == '}') return true;
            // Cut off by the end of what was looked at: rows that long are written by programs, one per line.
            if (end == std::string_view::npos && line.size() > headBytes / 2) return true;
        }
        if (!line.empty()) isFirst = false;
        if (end == std::string_view::npos) break;
        head.remove_prefix(end + 1);
    }
    return false;
}

// "[" begins an array of rows, but also many a line of prose.
bool beginsArray(std::string_view text) {
    const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
    return next == std::string_view::npos || std::string_view("{\"[]").find(text[next]) != std::string_view::npos;
}

}  // namespace

std::string_view containerName(Container container) {
    switch (container) {
        case Container::JsonLines: return "json_lines";
        case Container::JsonArray: return "json_array";
        case Container::PlainText: return "plain_text";
        case Container::Csv: return "csv";
        case Container::Tsv: return "tsv";
        case Container::Parquet: return "parquet";
    }
    return "json_lines";
}

bool isTable(Container container) { return container == Container::Csv || container == Container::Tsv; }

Result<Container> detectContainer(const std::string& path, const ReadOptions& options) {
    ASSIGN_OR_RETURN(const std::string head, readHead(path));
    std::string_view text = head;
    // PARE: an encrypted one, which says so when it is read.
    if (text.starts_with("PAR1") || text.starts_with("PARE")) return Container::Parquet;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::string ending = lowerEnding(path);
    if (const std::string_view kind = foreignKind(text); !kind.empty()) {
        return fail(Error(ErrorCode::InvalidData, "this file is " + std::string(kind) + ", which is not read")
                        .withHint("convert it to JSON lines: one {\"messages\": [...]} per line, in UTF-8").at(path));
    }
    const std::size_t first = text.find_first_not_of(" \t\r\n\v\f");
    if (first == std::string_view::npos && head.size() < headBytes) {
        return fail(Error(ErrorCode::InvalidData, head.empty() ? "the file is empty" : "the file holds nothing but blanks")
                        .withHint("a data set needs at least one row").at(path));
    }
    if (options.format == "plain_text" && ending != "json" && ending != "jsonl") return Container::PlainText;
    if (ending == "csv" || ending == "tsv") return ending == "csv" ? Container::Csv : Container::Tsv;
    const char start = first == std::string_view::npos ? '\0' : text[first];
    const bool isJson = ending == "json" || ending == "jsonl" || ending == "ndjson";
    const bool isProse = ending == "txt" || ending == "text" || ending == "md";
    if (start == '[' && (isJson || beginsArray(text.substr(first)))) return Container::JsonArray;
    if (start == '{' && hasObjectOnOneLine(text)) return Container::JsonLines;
    if (start == '{' && !isProse) return Container::JsonArray;
    if (isJson) return Container::JsonLines;
    return Container::PlainText;
}

}  // namespace luthier
