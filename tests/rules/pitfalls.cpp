// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/pitfalls.h"

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>

namespace luthier::rules {

namespace {

constexpr const char* document = "tests/pitfalls.md";
constexpr std::size_t numColumns = 4;

struct Row { int line = 0; int number = 0; std::vector<std::string> cells; };

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Lines such as "| 7 | ... |".
std::vector<Row> rowsOf(const std::string& text) {
    std::vector<Row> rows;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::smatch begin;
        if (!std::regex_search(line, begin, std::regex(R"(^\| *([0-9]{1,6}) *\|)"))) continue;
        Row row{number, std::stoi(begin[1].str()), {}};
        std::istringstream cells(line.substr(1));
        for (std::string cell; std::getline(cells, cell, '|');) row.cells.push_back(trimmed(cell));
        rows.push_back(std::move(row));
    }
    return rows;
}

bool hasTest(const SourceFile& file, const std::string& suite, const std::string& name) {
    for (const char* macro : {"TEST", "TEST_F", "TEST_P", "RC_GTEST_PROP", "RC_GTEST_FIXTURE_PROP"}) {
        const std::string head = std::string(macro) + "(" + suite + ",";
        for (std::size_t at = file.code.find(head); at != std::string::npos; at = file.code.find(head, at + 1)) {
            if (at > 0 && isIdentifierChar(file.code[at - 1])) continue;
            const std::size_t begin = file.code.find_first_not_of(" \n", at + head.size());
            if (begin == std::string::npos || file.code.compare(begin, name.size(), name) != 0) continue;
            if (begin + name.size() < file.code.size() && !isIdentifierChar(file.code[begin + name.size()])) return true;
        }
    }
    return false;
}

bool saysWhy(const std::string& cell) {
    for (const std::string word : {"not applicable: ", "open: "})
        if (startsWith(cell, word) && cell.find_first_not_of(' ', word.size()) != std::string::npos) return true;
    return false;
}

void checkRow(const Row& row, const Tree& tree, std::vector<Violation>& violations) {
    const auto add = [&](const std::string& what) { violations.push_back({document, row.line, "pitfall " + std::to_string(row.number) + ": " + what}); };
    if (row.cells.size() != numColumns || std::ranges::any_of(row.cells, &std::string::empty))
        return add("a row has " + std::to_string(numColumns) + " cells with text");
    const std::string& cell = row.cells.back();
    static const std::regex named("`([A-Za-z0-9_]+)\\.([A-Za-z0-9_]+)`( in `([^`]+)`)?");
    int numTests = 0;
    for (auto it = std::sregex_iterator(cell.begin(), cell.end(), named); it != std::sregex_iterator(); ++it, ++numTests) {
        const std::string suite = (*it)[1].str(), name = (*it)[2].str(), test = suite + "." + name, path = (*it)[4].str();
        const SourceFile* const file = tree.find(path);
        if (path.empty()) add(test + " is named without its file");
        else if (!file) add(path + " does not exist");
        else if (!hasTest(*file, suite, name)) add("there is no " + test + " in " + path);
    }
    if (numTests == 0 && !saysWhy(cell)) add("it names no test, nor why it is \"not applicable: \" or \"open: \"");
}

}  // namespace

std::vector<Violation> checkPitfalls(const Tree& tree) {
    const SourceFile* const file = tree.find(document);
    if (!file) return {{document, 0, "is missing"}};
    std::vector<Violation> violations;
    std::map<int, int> counts;
    for (const Row& row : rowsOf(file->text)) {
        checkRow(row, tree, violations);
        ++counts[row.number];
    }
    for (int number = 1; number <= numPitfalls; ++number)
        if (counts[number] != 1) violations.push_back({document, 0, "pitfall " + std::to_string(number) + " has " + std::to_string(counts[number]) + " rows"});
    for (const auto& [number, count] : counts)
        if (number < 1 || number > numPitfalls) violations.push_back({document, 0, "there is no pitfall " + std::to_string(number)});
    return violations;
}

}  // namespace luthier::rules
