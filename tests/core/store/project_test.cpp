// SPDX-License-Identifier: Apache-2.0
#include "core/store/project.h"

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace luthier::store {
namespace {

using test::TemporaryFolder;

std::unique_ptr<Project> opened(const std::string& folder) {
    auto project = Project::open(folder);
    EXPECT_TRUE(project.has_value()) << project.error().toString();
    return project ? std::move(*project) : nullptr;
}

TEST(Project, KeepsWhatWasPutIntoIt) {
    const TemporaryFolder folder;
    const std::string file = folder.write("rows.jsonl",
        R"({"messages":[{"role":"user","content":"Hello there"},{"role":"assistant","content":"Hi"}]})" "\n"
        R"({"messages":[{"role":"user","content":"Second"},{"role":"assistant","content":""}]})" "\n"
        "not json\n");
    std::int64_t dataset = 0;
    {
        auto project = opened(folder / "p");
        ASSERT_TRUE(project);
        const auto report = project->datasets().import({file, "rows", {}});
        ASSERT_TRUE(report.has_value()) << report.error().toString();
        dataset = report->dataset;
        EXPECT_EQ(report->numRows, 2);
        EXPECT_EQ(report->numRefused, 1);
        ASSERT_TRUE(project->settings().set("page", "datasets"));
        ASSERT_TRUE(project->models().add({.name = "m", .folder = "/m", .notes = {}, .facts = {{"a", 1}}, .createdAt = {}}));
    }
    auto project = opened(folder / "p");
    ASSERT_TRUE(project);
    const auto all = project->datasets().all();
    ASSERT_TRUE(all.has_value()) << all.error().toString();
    ASSERT_EQ(all->size(), 1u);
    EXPECT_EQ(all->front().numRows, 2);
    EXPECT_EQ(all->front().numProblems, 1);
    EXPECT_EQ(all->front().numRefused, 1);
    EXPECT_EQ(all->front().kind, "conversation");
    const auto piece = project->examples().ids({.dataset = dataset}, {}, 10);
    ASSERT_TRUE(piece.has_value()) << piece.error().toString();
    ASSERT_EQ(piece->ids.size(), 2u);
    const auto summaries = project->examples().summaries(piece->ids);
    ASSERT_TRUE(summaries.has_value());
    EXPECT_EQ(summaries->at(0).excerpt, "Hello there");
    EXPECT_EQ(summaries->at(0).answer, "Hi");
    EXPECT_EQ(summaries->at(1).problem, "empty answer");
    EXPECT_EQ(project->settings().get("page").value(), "datasets");
    EXPECT_EQ(project->models().all()->front().facts, (Json{{"a", 1}}));
    auto example = project->examples().get(piece->ids[1]);
    ASSERT_TRUE(example.has_value());
    std::get<Conversation>(example->body).turns[1].text = "Answered";
    ASSERT_TRUE(project->examples().replace(piece->ids[1], *example, "Edit turn 2"));
    EXPECT_EQ(project->datasets().get(dataset)->numProblems, 0);
    ASSERT_TRUE(project->journal().undo().has_value());
    EXPECT_EQ(project->datasets().get(dataset)->numProblems, 1);
}

}  // namespace
}  // namespace luthier::store
