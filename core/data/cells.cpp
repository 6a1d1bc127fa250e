// SPDX-License-Identifier: Apache-2.0
#include "core/data/cells.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/utf8.h"

namespace luthier {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<Json> structureOf(std::string_view text) {
    text = trimmed(text);
    if (!text.starts_with('[') && !text.starts_with('{')) return std::nullopt;
    auto parsed = parseJson(text);
    return parsed ? std::optional(std::move(*parsed)) : std::nullopt;
}

std::optional<Json> numberOf(std::string_view text) {
    text = trimmed(text);
    const char* const end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto [rest, code] = std::from_chars(text.data(), end, whole); code == std::errc() && rest == end) return Json(whole);
    double real = 0;
    const auto [rest, code] = std::from_chars(text.data(), end, real);
    if (code != std::errc() || rest != end || !std::isfinite(real)) return std::nullopt;
    return Json(real);
}

std::optional<Json> flagOf(std::string_view text) {
    std::string word(trimmed(text));
    for (char& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (word == "true" || word == "1") return Json(true);
    if (word == "false" || word == "0") return Json(false);
    return std::nullopt;
}

bool isMessageList(const Json& value) { return value.is_array() && !value.empty() && value.front().is_object() && value.front().contains("role"); }

std::optional<Json> valueOf(std::string_view text, CellKind kind) {
    switch (kind) {
        case CellKind::Number: return numberOf(text);
        case CellKind::Flag: return flagOf(text);
        case CellKind::Structure: return structureOf(text);
        case CellKind::OptionalText: return std::nullopt;
        case CellKind::Messages: {
            auto list = structureOf(text);
            return list && isMessageList(*list) ? std::move(list) : std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace

Json rowFromCells(const Json& cells, const FormatInfo& info) {
    Json row = Json::object();
    auto& members = row.get_ref<Json::object_t&>();
    for (const auto& [name, cell] : cells.items()) {
        const auto known = std::find_if(info.cells.begin(), info.cells.end(), [&](const auto& entry) { return entry.first == name; });
        const std::optional<CellKind> kind = known == info.cells.end() ? std::nullopt : std::optional(known->second);
        const bool isText = !kind && std::find(info.columns.begin(), info.columns.end(), name) != info.columns.end();
        Json value = cell;
        if (cell.is_null()) {
            if (!isText && kind != CellKind::Messages) continue;
            value = "";
        } else if (kind && cell.is_string()) {
            if (auto understood = valueOf(cell.get_ref<const std::string&>(), *kind)) value = std::move(*understood);
        }
        members.Json::object_t::Container::emplace_back(name, std::move(value));
    }
    return row;
}

std::string cellText(const Json& value) {
    if (value.is_null()) return {};
    if (!value.is_string()) return dumpJson(value);
    const std::string text = repairUtf8(value.get_ref<const std::string&>());
    std::string clean;
    clean.reserve(text.size());
    for (const char c : text) {
        if (c == '\0') clean += "\uFFFD";
        else clean += c;
    }
    return clean;
}

}  // namespace luthier
