// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/text_rules.h"

#include <algorithm>
#include <array>

#include "tests/rules/functions.h"

namespace luthier::rules {

namespace {

bool isCode(const SourceFile& file) { return file.language != Language::Other; }

// Hand-written sources in any language. A golden JSON, a data set or a licence is none.
bool isSource(const SourceFile& file) {
    if (isCode(file) || file.path == "luthier" || file.path == ".ci/run") return true;
    for (const char* suffix : {".py", ".sh", ".cmake", "CMakeLists.txt"})
        if (endsWith(file.path, suffix)) return true;
    return false;
}

// Lines of the text with their 1-based numbers.
template <class Visit>
void forEachLine(std::string_view text, Visit&& visit) {
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        visit(++number, text.substr(at, end - at));
        at = end + 1;
    }
}

// Offsets where the word stands alone: neither part of a longer name nor a member of an object.
std::vector<std::size_t> findWord(std::string_view text, std::string_view word) {
    std::vector<std::size_t> result;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool startsName = at > 0 && isIdentifierChar(text[at - 1]);
        const bool isMember = at > 0 && (text[at - 1] == '.' || (at > 1 && text.substr(at - 2, 2) == "->"));
        const bool goesOn = isIdentifierChar(word.back()) && at + word.size() < text.size() && isIdentifierChar(text[at + word.size()]);
        if (!startsName && !isMember && !goesOn) result.push_back(at);
    }
    return result;
}

}  // namespace

std::vector<Violation> checkFileLength(const Tree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (!isSource(file)) continue;
        const int limit = startsWith(path, "core/methods/") ? maxMethodFileLines : maxFileLines;
        const int numLines = static_cast<int>(std::count(file.text.begin(), file.text.end(), '\n'));
        if (numLines > limit) violations.push_back({path, limit, std::to_string(numLines) + " lines; " + std::to_string(limit) + " are allowed"});
    }
    return violations;
}

std::vector<Violation> checkFunctionLength(const Tree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (!isCode(file)) continue;
        for (const FunctionSpan& function : findFunctions(file))
            if (function.numLines() > maxFunctionLines)
                violations.push_back({path, function.firstLine, std::to_string(function.numLines()) + " lines: " + function.head.substr(0, 80)});
    }
    return violations;
}

std::vector<Violation> checkLineLength(const Tree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (!isCode(file)) continue;
        forEachLine(file.text, [&path = path, &violations](int number, std::string_view line) {
            const auto numChars = std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
            if (numChars > maxLineChars) violations.push_back({path, number, std::to_string(numChars) + " characters in a line"});
        });
    }
    return violations;
}

std::vector<Violation> checkLicenceLine(const Tree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (!isSource(file)) continue;
        const bool isWindow = startsWith(path, "app/workbench/") || startsWith(path, "views/") || startsWith(path, "tests/views/");
        const std::string wanted = std::string("SPDX-License-Identifier: ") + (isWindow ? "GPL-3.0-or-later" : "Apache-2.0");
        bool isThere = false;
        forEachLine(file.text, [&](int number, std::string_view line) { isThere |= number <= 3 && line.find(wanted) != std::string_view::npos; });
        if (!isThere) violations.push_back({path, 1, "no \"" + wanted + "\" in the first three lines"});
    }
    return violations;
}

std::vector<Violation> checkForbiddenCode(const Tree& tree) {
    struct Rule { const char* word; const char* why; bool isForTests; };
    static constexpr std::array<Rule, 10> rules = {{
        {"torch::load", "weights are read from safetensors and GGUF only", true},
        {"torch::save", "weights are written as safetensors only", true},
        {"torch::jit", "no TorchScript: it runs code from files", true},
        {"torch::pickle_load", "no pickle: it runs code from files", true},
        {"torch::pickle_save", "no pickle", true},
        {"system(", "no shell strings: start a program with its arguments", true},
        {"popen(", "no shell strings: start a program with its arguments", true},
        {"execlp(", "name the program's path", true},
        {"mmap(", "files are read by pread: a mapped file that is cut short is a SIGBUS", false},
        {"MmapFile", "files are read by pread", false},
    }};
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (file.language != Language::Cpp) continue;
        for (const Rule& rule : rules) {
            if (!rule.isForTests && startsWith(path, "tests/")) continue;
            for (const std::size_t at : findWord(file.code, rule.word))
                violations.push_back({path, lineAt(file.code, at), std::string(rule.word) + ": " + rule.why});
        }
    }
    return violations;
}

std::vector<Violation> checkUnfinished(const Tree& tree) {
    // In two parts, so that this file does not break the rule.
    static constexpr std::array<std::string_view, 4> words = {"TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK"};
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (!isSource(file)) continue;
        for (const std::string_view word : words)
            for (const std::size_t at : findWord(file.text, word))
                violations.push_back({path, lineAt(file.text, at), std::string(word) + ": finish it, or leave it out"});
    }
    return violations;
}

std::vector<Violation> checkForeignNames(const Tree& tree) {
    static constexpr std::array<std::string_view, 8> names = {
        "py" "pi.org", "python" "hosted.org", "static." "crates.io", "index." "crates.io",
        "deb." "debian.org", "/var/" "tmp/", "/wo" "rk/main", "/wo" "rk/shared"};
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files())
        for (const std::string_view name : names)
            for (std::size_t at = file.text.find(name); at != std::string::npos; at = file.text.find(name, at + 1))
                violations.push_back({path, lineAt(file.text, at), std::string(name) + ": name the package, and leave where it comes from to its client"});
    return violations;
}

}  // namespace luthier::rules
