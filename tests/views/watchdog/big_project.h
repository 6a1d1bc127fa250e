// SPDX-License-Identifier: GPL-3.0-or-later
// A project of any size, made once by the store's own import: rows like those of a language, some with problems, some without end; and runs that have ended.
// Thread: any. Requires a folder that is there.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/store/project.h"

namespace luthier::test {

struct BigProject {
    std::string folder;                  // of the project
    std::int64_t bigSet = 0, hardSet = 0;
};

namespace big_project {

// Words of a vocabulary that is used as that of a language is.
inline std::string words(std::int64_t row, std::uint64_t part, int count) {
    constexpr double vocabulary = 20000;
    std::string text;
    for (int w = 0; w < count; ++w) {
        const double u = uniformAt(part, static_cast<std::uint64_t>(w), static_cast<std::uint64_t>(row));
        text += (w == 0 ? "w" : " w") + std::to_string(static_cast<int>(vocabulary * u * u * u));
    }
    return text;
}

inline std::string chatRow(std::int64_t row) {
    constexpr std::int64_t problemEvery = 997;
    const int length = 10 + static_cast<int>(30 * uniformAt(7, 0, static_cast<std::uint64_t>(row)));
    const std::string answer = row % problemEvery == 0 ? "" : words(row, 2, length);
    const std::string second = R"(,{"role":"user","content":")" + words(row, 3, 6) + R"("},{"role":"assistant","content":")" + words(row, 4, 9) + R"("})";
    const std::string more = row % 5 == 0 ? second : "";
    return R"({"messages":[{"role":"user","content":")" + words(row, 1, 12) + R"("},{"role":"assistant","content":")" + answer + R"("})" + more + "]}\n";
}

// Ten thousand turns; a text of 100,000 characters without a blank; one of as many words; both directions of writing.
inline std::string hardRows() {
    std::string turns;
    for (int i = 0; i < 10000; ++i)
        turns += std::string(i ? "," : "") + R"({"role":")" + (i % 2 ? "assistant" : "user") + R"(","content":"turn )" + std::to_string(i) + R"("})";
    const auto row = [](const std::string& question, const std::string& answer) {
        return R"({"messages":[{"role":"user","content":")" + question + R"("},{"role":"assistant","content":")" + answer + "\"}]}\n";
    };
    return "{\"messages\":[" + turns + "]}\n" + row("no blank", std::string(100000, 'y')) + row("many words", words(1, 9, 20000)) +
           row("مرحبا e\\u0301\\u0327 שלום", "كيف حالك " + words(2, 9, 40));
}

inline std::int64_t import(store::Project& project, const std::string& path, const std::string& name) {
    const auto report = project.datasets().import({path, name, {}});
    EXPECT_TRUE(report) << report.error().toString();
    std::filesystem::remove(path);
    return report ? report->dataset : 0;
}

inline void addRuns(store::Project& project, int count) {
    for (int i = 0; i < count; ++i) {
        store::Run run;
        run.name = "run " + std::to_string(i + 1);
        run.folder = project.folder() + "/runs/" + std::to_string(i + 1);
        run.tags = {i % 3 ? "small" : "large"};
        std::filesystem::create_directories(run.folder);
        std::filesystem::copy(LUTHIER_SOURCE_DIR "/tests/views/runs/demo_run", run.folder, std::filesystem::copy_options::recursive);
        if (const auto config = readJsonFile(run.folder + "/run.json")) run.config = *config;
        const auto id = project.runs().add(run);
        ASSERT_TRUE(id) << id.error().toString();
        ASSERT_TRUE(project.runs().ingest(*id));
    }
}

}  // namespace big_project

// One that is in `folder` already is taken as it is.
inline BigProject bigProject(const std::string& folder, std::int64_t numRows, int numRuns) {
    BigProject made{folder + "/project"};
    auto opened = store::Project::open(made.folder);
    EXPECT_TRUE(opened) << opened.error().toString();
    if (!opened) return made;
    store::Project& project = **opened;
    const auto sets = project.datasets().all();
    if (sets && sets->size() == 2) return {made.folder, sets->front().id, sets->back().id};
    {
        std::ofstream file(folder + "/big.jsonl", std::ios::binary);
        for (std::int64_t i = 0; i < numRows; ++i) file << big_project::chatRow(i);
        std::ofstream(folder + "/hard.jsonl", std::ios::binary) << big_project::hardRows();
    }
    made.bigSet = big_project::import(project, folder + "/big.jsonl", "big");
    made.hardSet = big_project::import(project, folder + "/hard.jsonl", "hard");
    big_project::addRuns(project, numRuns);
    return made;
}

}  // namespace luthier::test
