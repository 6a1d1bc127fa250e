// SPDX-License-Identifier: Apache-2.0
// What README.md and core/README.md name exists: files in backquotes, and every folder of core in the order of core/CMakeLists.txt.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace luthier::rules {
namespace {

const std::filesystem::path root = LUTHIER_SOURCE_DIR;

std::string read(const char* name) {
    std::ifstream file(root / name);
    EXPECT_TRUE(file.good()) << name;
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> matches(const std::string& text, const char* pattern) {
    std::vector<std::string> found;
    const std::regex expression(pattern);
    for (auto it = std::sregex_iterator(text.begin(), text.end(), expression); it != std::sregex_iterator(); ++it) found.push_back((*it)[1].str());
    return found;
}

// Paths of this repository in backquotes, but for those of units that a recipe makes up (x.h, x_info.cpp).
std::vector<std::string> missingPaths(const std::string& text) {
    std::vector<std::string> missing;
    for (const std::string& path : matches(text, "`((?:app|core|tests|resources|installers|third_party|cmake)/[A-Za-z0-9_./-]*)`")) {
        if (std::filesystem::path(path).stem() == "x" || path.find("/x_") != std::string::npos) continue;
        if (!std::filesystem::exists(root / path)) missing.push_back(path);
    }
    return missing;
}

TEST(Documents, NameFilesThatExist) {
    for (const char* document : {"README.md", "core/README.md"})
        for (const std::string& path : missingPaths(read(document))) ADD_FAILURE() << document << " names " << path;
}

TEST(Documents, TellOfEveryFolderOfCore) {
    const std::string text = read("core/README.md");
    for (const std::string& folder : matches(read("core/CMakeLists.txt"), R"(add_subdirectory\((\w+)\))"))
        EXPECT_NE(text.find("\n**" + folder + "**"), std::string::npos) << folder;
}

TEST(Documents, AMissingFileIsFound) {
    EXPECT_EQ(missingPaths("`core/none.h` and `core/methods/x.h` and `core/README.md`"), (std::vector<std::string>{"core/none.h"}));
}

}  // namespace
}  // namespace luthier::rules
