// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/tree.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace luthier::rules {

namespace {

constexpr std::uintmax_t maxTextBytes = 4 << 20;

Language languageOf(std::string_view path) {
    for (const char* suffix : {".cpp", ".h", ".cu", ".cuh", ".hpp", ".cc", ".c"})
        if (endsWith(path, suffix)) return Language::Cpp;
    return endsWith(path, ".rs") ? Language::Rust : Language::Other;
}

bool isSkippedFolder(const std::filesystem::path& relative) {
    static const std::set<std::string> names = {".git", "build", ".cache", "__pycache__", "target"};
    return names.contains(relative.filename().string());
}

}  // namespace

Tree Tree::read(const std::filesystem::path& root) {
    Tree tree;
    for (auto it = std::filesystem::recursive_directory_iterator(root); it != std::filesystem::recursive_directory_iterator(); ++it) {
        const auto relative = it->path().lexically_relative(root);
        if (it->is_directory() && isSkippedFolder(relative)) it.disable_recursion_pending();
        if (!it->is_regular_file() || it->is_symlink() || it->file_size() > maxTextBytes) continue;
        std::ifstream file(it->path(), std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (text.find('\0') == std::string::npos) tree.add(relative.generic_string(), std::move(text));
    }
    return tree;
}

Tree& Tree::add(std::string path, std::string text) {
    SourceFile file;
    file.language = languageOf(path);
    if (file.language == Language::Cpp) file.code = blankOutCpp(text);
    if (file.language == Language::Rust) file.code = blankOutRust(text);
    file.path = path;
    file.text = std::move(text);
    m_files[std::move(path)] = std::move(file);
    return *this;
}

const SourceFile* Tree::find(const std::string& path) const {
    const auto it = m_files.find(path);
    return it == m_files.end() ? nullptr : &it->second;
}

const Tree& checkout() {
    static const Tree tree = Tree::read(LUTHIER_SOURCE_DIR);
    return tree;
}

int lineAt(std::string_view text, std::size_t offset) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n'));
}

bool startsWith(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }
bool endsWith(std::string_view text, std::string_view suffix) { return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix; }
bool isIdentifierChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string listed(const std::vector<Violation>& violations) {
    std::string text;
    for (const Violation& violation : violations) text += "\n  " + violation.toString();
    return text;
}

}  // namespace luthier::rules
