// SPDX-License-Identifier: Apache-2.0
// The sources as the rules see them: every text file of the checkout, or a few lines that a test makes up.
// Thread: values. Requires nothing.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace luthier::rules {

enum class Language { Cpp, Rust, Other };

struct SourceFile {
    std::string path;   // from the root, with slashes
    std::string text;
    std::string code;   // text with comments, literals and (C++) preprocessor lines blanked; same length, same lines. Empty for Language::Other
    Language language = Language::Other;
};

// One place that breaks a rule: "path:line: what".
struct Violation {
    std::string path;
    int line = 0;
    std::string what;
    std::string toString() const { return path + ":" + std::to_string(line) + ": " + what; }
};

class Tree {
public:
    // Every text file under root, except what git ignores here: build folders, the local cache.
    static Tree read(const std::filesystem::path& root);
    Tree& add(std::string path, std::string text);
    const std::map<std::string, SourceFile>& files() const { return m_files; }
    const SourceFile* find(const std::string& path) const;

private:
    std::map<std::string, SourceFile> m_files;
};

// The checkout this test was built from, read once.
const Tree& checkout();

std::string blankOutCpp(std::string_view text);
std::string blankOutRust(std::string_view text);

// 1-based line of a byte offset.
int lineAt(std::string_view text, std::size_t offset);
bool startsWith(std::string_view text, std::string_view prefix);
bool endsWith(std::string_view text, std::string_view suffix);
bool isIdentifierChar(char c);

// All violations under one another, for a failure message.
std::string listed(const std::vector<Violation>& violations);

}  // namespace luthier::rules
