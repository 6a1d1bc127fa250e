// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/units.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

namespace luthier::rules {

namespace {

struct Kind {
    const char* folder;
    const char* list;      // the header that registers
    const char* presetKey; // how a preset names a unit of this kind; empty: presets do not
    const char* info;      // what its torch-free half must define
};

constexpr std::array<Kind, 3> kinds = {{
    {"core/methods/", "core/methods/all_methods.h", "method", "Schema<"},
    {"core/adapters/", "core/adapters/all_adapters.h", "adapter", "Schema<"},
    {"core/models/families/", "core/models/families/all_families.h", "", "readConfig("},
}};
const std::string formatsFolder = "core/data/formats/";
const std::string formatsList = "core/data/formats/all_formats.cpp";
const std::string readme = "core/README.md";

std::string snakeCase(std::string_view name) {
    std::string result;
    for (const char c : name) {
        const bool isUpper = std::isupper(static_cast<unsigned char>(c)) != 0;
        if (isUpper && !result.empty()) result += '_';
        result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return result;
}

std::string camelCase(std::string_view name) {
    std::string result;
    bool isStart = true;
    for (const char c : name) {
        if (c != '_') result += isStart ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        isStart = c == '_';
    }
    return result;
}

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string textOf(const Tree& tree, const std::string& path) {
    const SourceFile* file = tree.find(path);
    return file ? file->text : std::string();
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A golden file alone is no test: it has to be a source below tests/ that names the unit, by its type or by its id.
bool isTested(const Tree& tree, const std::string& unit) {
    const std::regex mention("(\\b" + camelCase(unit) + "(Options|::|>|\\()|\"" + unit + "\")");
    return std::any_of(tree.files().begin(), tree.files().end(), [&](const auto& entry) {
        const auto& [path, file] = entry;
        if (!startsWith(path, "tests/core/") || !endsWith(path, "_test.cpp")) return false;
        return endsWith(path, "/" + unit + "_test.cpp") || std::regex_search(file.text, mention);
    });
}

bool hasPreset(const Tree& tree, const std::string& key, const std::string& unit) {
    const std::regex choice("\"" + key + "\"\\s*:\\s*\\{\\s*\"type\"\\s*:\\s*\"" + unit + "\"");
    return std::any_of(tree.files().begin(), tree.files().end(),
                       [&](const auto& entry) { return startsWith(entry.first, "resources/presets/") && std::regex_search(entry.second.text, choice); });
}

void checkDocumented(const Tree& tree, const std::string& unit, const std::string& path, std::vector<Violation>& violations) {
    if (!contains(textOf(tree, readme), "`" + unit + "`")) violations.push_back({path, 1, "`" + unit + "` has no line in " + readme});
    if (!isTested(tree, unit)) violations.push_back({path, 1, "no test below tests/core names " + unit});
}

void checkKind(const Tree& tree, const Kind& kind, std::vector<Violation>& violations) {
    const auto units = registeredUnits(tree, kind.folder);
    for (const std::string& unit : units) {
        const std::string header = kind.folder + unit + ".h", info = kind.folder + unit + "_info.cpp";
        if (!tree.find(header)) violations.push_back({kind.list, 1, header + " is missing"});
        if (!contains(textOf(tree, info), kind.info)) violations.push_back({info, 1, std::string("does not define ") + kind.info});
        if (*kind.presetKey && !hasPreset(tree, kind.presetKey, unit))
            violations.push_back({kind.list, 1, std::string("no preset in resources/presets has the ") + kind.presetKey + " " + unit});
        checkDocumented(tree, unit, header, violations);
    }
    // A header with an id that nobody lists would never be seen by a user.
    for (const auto& [path, file] : tree.files()) {
        if (!startsWith(path, kind.folder) || !contains(file.text, "static constexpr const char* id")) continue;
        const std::string unit = path.substr(std::string(kind.folder).size(), path.size() - std::string(kind.folder).size() - 2);
        if (std::find(units.begin(), units.end(), unit) == units.end()) violations.push_back({path, 1, std::string("is not registered in ") + kind.list});
    }
}

}  // namespace

std::vector<std::string> registeredUnits(const Tree& tree, const std::string& folder) {
    std::vector<std::string> units;
    if (folder == formatsFolder) {
        for (const auto& [path, file] : tree.files())
            if (startsWith(path, folder) && endsWith(path, ".cpp") && contains(file.code, "public Format"))
                units.push_back(path.substr(folder.size(), path.size() - folder.size() - 4));
        return units;
    }
    for (const Kind& kind : kinds) {
        if (folder != kind.folder) continue;
        const std::string text = textOf(tree, kind.list);
        std::smatch list;
        if (!std::regex_search(text, list, std::regex(R"(TypeList<([^>]*)>)"))) continue;
        const std::string names = list[1].str();
        const std::regex name(R"(\w+)");
        for (auto it = std::sregex_iterator(names.begin(), names.end(), name); it != std::sregex_iterator(); ++it) units.push_back(snakeCase(it->str()));
    }
    return units;
}

std::vector<Violation> checkUnits(const Tree& tree) {
    std::vector<Violation> violations;
    for (const Kind& kind : kinds) checkKind(tree, kind, violations);
    const std::string list = lowerCase(textOf(tree, formatsList));
    for (const std::string& unit : registeredUnits(tree, formatsFolder)) {
        const std::string path = formatsFolder + unit + ".cpp";
        if (!contains(list, lowerCase(camelCase(unit)) + "format()")) violations.push_back({path, 1, "is not registered in " + formatsList});
        checkDocumented(tree, unit, path, violations);
    }
    return violations;
}

}  // namespace luthier::rules
