// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/includes.h"

#include <algorithm>
#include <array>
#include <map>
#include <regex>

namespace luthier::rules {

// The order of the design, section 2. An _info half lies above recipe, which joins them all; the half with LibTorch lies further down.
const std::vector<Unit>& unitsInOrder() {
    static const std::vector<Unit> units = {
        {"base", true},
        {"config", true},
        {"protocol", true},
        {"rows", true},
        {"rewards", true},
        {"text", true},
        {"data", true},
        {"preference", true},
        {"weight_files", true},
        {"runs", true},
        {"models_info", true},
        {"adapters_info", true},
        {"methods_info", true},
        {"generation_info", true},
        {"evaluation_info", true},
        {"recipe", true},
        {"plan", true},
        {"store", true},
        {"kernels", false},
        {"quantization", false},
        {"tensor_io", false},
        {"distributed", false},
        {"losses", false},
        {"models", false},
        {"adapters", false},
        {"batching", false},
        {"policy", false},
        {"generation", false},
        {"judging", true},
        {"judges", false},
        {"evaluation", false},
        {"methods", false},
        {"rollouts", false},
        {"training", false},
    };
    return units;
}

namespace {

int rankOf(std::string_view name) {
    const auto& units = unitsInOrder();
    const auto it = std::find_if(units.begin(), units.end(), [&](const Unit& unit) { return unit.name == name; });
    return it == units.end() ? -1 : static_cast<int>(it - units.begin());
}

std::string topFolder(const std::string& path) { return path.substr(0, path.find('/')); }
std::string coreFolder(const std::string& path) {
    const std::size_t start = std::string_view("core/").size();
    return path.substr(start, path.find('/', start) - start);
}

// The folders of the window, in the order of views/CMakeLists.txt; pages know nothing of one another.
constexpr std::array viewsInOrder{"views/shared/background/", "views/shared/theme/", "views/shared/text/",  "views/shared/form/",
                                  "views/shared/plot/",       "views/link/",         "views/shared/table/", "views/shared/page/",
                                  "views/shared/shelf/",      "views/frame/"};

// Pages have the rank behind all of those, all_pages the one behind them; -1 for what is not of the window.
int viewsRankOf(const std::string& path) {
    if (!startsWith(path, "views/")) return -1;
    for (std::size_t i = 0; i < viewsInOrder.size(); ++i)
        if (startsWith(path, viewsInOrder[i])) return static_cast<int>(i);
    return static_cast<int>(viewsInOrder.size()) + (startsWith(path, "views/all_pages.") ? 1 : 0);
}

// Empty when one may include the other.
std::string viewsObjection(const std::string& path, const std::string& other) {
    const int rank = viewsRankOf(path), used = viewsRankOf(other);
    if (rank < 0 || used < 0) return {};
    if (used > rank) return "a folder of the window may use only those above it: " + other;
    const bool arePages = rank == static_cast<int>(viewsInOrder.size()) && used == rank;
    const auto pageOf = [](const std::string& file) { return file.substr(0, file.find('/', 6)); };
    return arePages && pageOf(path) != pageOf(other) ? "a page may not use another one: " + other : "";
}

bool isTorchHeader(const Include& include) {
    for (const char* prefix : {"torch/", "ATen/", "c10/", "caffe2/"})
        if (startsWith(include.path, prefix)) return true;
    return false;
}

using Parents = std::map<std::string, std::string>;

// Breadth first; visit(file, include) may end the walk by returning false.
template <class Visit>
void walkIncludes(const Tree& tree, const std::string& path, Parents& parents, Visit&& visit) {
    std::vector<std::string> queue = {path};
    parents[path] = "";
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const SourceFile* file = tree.find(queue[i]);
        if (!file) continue;
        const std::string current = queue[i];
        for (const Include& include : includesOf(*file)) {
            if (!visit(current, include)) return;
            if (!include.isSystem && parents.emplace(include.path, current).second) queue.push_back(include.path);
        }
    }
}

}  // namespace

std::vector<Include> includesOf(const SourceFile& file) {
    std::vector<Include> result;
    std::size_t at = 0;
    int line = 0;
    while (at < file.text.size()) {
        const std::size_t end = std::min(file.text.find('\n', at), file.text.size());
        const std::string_view words = std::string_view(file.text).substr(at, end - at);
        ++line;
        at = end + 1;
        std::size_t i = words.find_first_not_of(" \t");
        if (i == std::string_view::npos || words[i] != '#') continue;
        i = words.find_first_not_of(" \t", i + 1);
        if (i == std::string_view::npos || !startsWith(words.substr(i), "include")) continue;
        i = words.find_first_of("<\"", i);
        if (i == std::string_view::npos) continue;
        const std::size_t close = words.find_first_of(">\"", i + 1);
        result.push_back({std::string(words.substr(i + 1, close - i - 1)), words[i] == '<', line});
    }
    return result;
}

std::set<std::string> reachedHeaders(const Tree& tree, const std::string& path) {
    Parents parents;
    walkIncludes(tree, path, parents, [](const std::string&, const Include&) { return true; });
    std::set<std::string> headers;
    for (const auto& [header, parent] : parents)
        if (header != path) headers.insert(header);
    return headers;
}

std::vector<std::string> chainToTorch(const Tree& tree, const std::string& path) {
    Parents parents;
    std::vector<std::string> chain;
    walkIncludes(tree, path, parents, [&](const std::string& file, const Include& include) {
        if (!isTorchHeader(include)) return true;
        chain = {include.path};
        for (std::string at = file; !at.empty(); at = parents[at]) chain.insert(chain.begin(), at);
        return false;
    });
    return chain;
}

std::optional<Unit> unitOf(const Tree& tree, const std::string& path) {
    const std::string folder = coreFolder(path);
    const int info = rankOf(folder + "_info");
    const bool isInfo = endsWith(path, "_info.cpp") || (endsWith(path, ".h") && chainToTorch(tree, path).empty());
    const int rank = info >= 0 && isInfo ? info : rankOf(folder);
    if (rank < 0) return std::nullopt;
    return unitsInOrder()[static_cast<std::size_t>(rank)];
}

std::vector<Violation> checkDirection(const Tree& tree) {
    const std::map<std::string, std::set<std::string>> allowed = {
        {"app", {"app", "views", "core", "third_party"}}, {"views", {"views", "core"}}, {"core", {"core"}}};
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        const auto reachable = allowed.find(topFolder(path));
        if (file.language != Language::Cpp || reachable == allowed.end()) continue;
        const bool isCore = reachable->first == "core";
        const auto unit = isCore ? unitOf(tree, path) : std::nullopt;
        if (isCore && !unit) violations.push_back({path, 1, "core/" + coreFolder(path) + " is not in the list of tests/rules/includes.cpp"});
        for (const Include& include : includesOf(file)) {
            const std::string top = topFolder(include.path);
            if (include.isSystem || top == include.path) continue;
            if (allowed.contains(top) && !reachable->second.contains(top)) {
                violations.push_back({path, include.line, reachable->first + " may not include " + include.path});
            } else if (const std::string objection = viewsObjection(path, include.path); !objection.empty()) {
                violations.push_back({path, include.line, objection});
            } else if (unit && top == "core") {
                const auto other = unitOf(tree, include.path);
                if (!other) violations.push_back({path, include.line, include.path + " lies in no folder of the list"});
                else if (rankOf(other->name) > rankOf(unit->name))
                    violations.push_back(
                        {path, include.line, std::string(unit->name) + " may not use " + other->name + ", which is further down: " + include.path});
            }
        }
    }
    return violations;
}

std::vector<Violation> checkTargets(const Tree& tree) {
    std::vector<Violation> violations;
    const std::regex call(R"((luthier_\w*folder)\(([a-z_]+)([^)]*)\))");
    const std::regex word(R"(\w+)");
    for (const auto& [path, file] : tree.files()) {
        if (!startsWith(path, "core/") || !endsWith(path, "/CMakeLists.txt")) continue;
        std::smatch match;
        if (!std::regex_search(file.text, match, call)) {
            if (path != "core/CMakeLists.txt") violations.push_back({path, 1, "no luthier_folder(), luthier_info_folder() or luthier_torch_folder()"});
            continue;
        }
        const std::string rest = match[3].str();
        std::string self = match[2].str();
        for (auto it = std::sregex_iterator(rest.begin(), rest.end(), word); it != std::sregex_iterator(); ++it) {
            const std::string text = it->str();
            if (text == "INFO_DEPENDS") self = match[2].str() + "_info";
            if (text == "DEPENDS") self = match[2].str();
            if (!startsWith(text, "core_")) continue;
            const std::string other = text.substr(5);
            if (rankOf(other) < 0 || rankOf(other) >= rankOf(self))
                violations.push_back({path, 1, self + " may not depend on " + other + ", which is not above it"});
        }
    }
    return violations;
}

std::vector<Violation> checkTorchFree(const Tree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (file.language != Language::Cpp || !(startsWith(path, "core/") || startsWith(path, "views/") || startsWith(path, "app/workbench/"))) continue;
        const auto unit = startsWith(path, "core/") ? unitOf(tree, path) : Unit{"the window", true};
        if (!unit || !unit->isTorchFree) continue;
        const auto chain = chainToTorch(tree, path);
        std::string steps;
        for (const std::string& step : chain) steps += (steps.empty() ? "" : " -> ") + step;
        if (!chain.empty()) violations.push_back({path, 1, std::string(unit->name) + " is torch-free, but " + steps});
    }
    return violations;
}

std::vector<Violation> checkEngineHalf(const Tree& tree) {
    static const std::regex forbidden(R"(^(Q[A-Z].*|Qt[A-Z]\w*/.*|sqlite3\.h|SQLiteCpp/.*|qcustomplot\.h)$)");
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        const bool isEngine = (startsWith(path, "core/") && !startsWith(path, "core/store/")) || startsWith(path, "app/engine/");
        if (file.language != Language::Cpp || !isEngine) continue;
        for (const Include& include : includesOf(file))
            if (std::regex_match(include.path, forbidden)) violations.push_back({path, include.line, "the engine's half may not include " + include.path});
    }
    return violations;
}

std::vector<Violation> checkLogHeaders(const Tree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (file.language != Language::Cpp || path == "core/base/log.cpp") continue;
        for (const Include& include : includesOf(file))
            if (startsWith(include.path, "fmt/") || startsWith(include.path, "spdlog/"))
                violations.push_back({path, include.line, include.path + ": only core/base/log.cpp may, because LibTorch brings another version of fmt"});
    }
    return violations;
}

std::vector<Violation> checkIncludesExist(const Tree& tree) {
    std::vector<Violation> violations;
    for (const auto& [path, file] : tree.files()) {
        if (file.language != Language::Cpp) continue;
        for (const Include& include : includesOf(file)) {
            if (include.isSystem || tree.find(include.path) || include.path == "luthier_rust.h") continue;
            violations.push_back({path, include.line, "\"" + include.path + "\" is not a file from the root of the repository"});
        }
    }
    return violations;
}

}  // namespace luthier::rules
