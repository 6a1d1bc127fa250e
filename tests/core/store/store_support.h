// SPDX-License-Identifier: Apache-2.0
// Projects, rows and files for tests of the store.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/store/project.h"
#include "tests/support/temporary_folder.h"

namespace luthier::store {

using test::TemporaryFolder;

inline std::unique_ptr<Project> opened(const std::string& folder) {
    auto project = Project::open(folder);
    EXPECT_TRUE(project.has_value()) << project.error().toString();
    return project ? std::move(*project) : nullptr;
}

template <class T>
T valueOf(Result<T> result) {
    EXPECT_TRUE(result.has_value()) << result.error().toString();
    return result ? std::move(*result) : T();
}

template <class T>
testing::AssertionResult isOk(const T& result) {
    return result.has_value() ? testing::AssertionSuccess() : testing::AssertionFailure() << result.error().toString();
}
#define EXPECT_OK(expression) EXPECT_TRUE(isOk(expression))

inline store::Run runIn(const std::string& folder, const std::string& name = "run") {
    store::Run run;
    run.name = name;
    run.folder = folder;
    return run;
}

inline Turn turn(Role role, std::string text) {
    Turn made;
    made.role = role;
    made.text = std::move(text);
    return made;
}

inline Example chat(std::string question, std::string answer) {
    Example example;
    Conversation conversation;
    conversation.turns = {turn(Role::User, std::move(question)), turn(Role::Assistant, std::move(answer))};
    example.body = std::move(conversation);
    return example;
}

inline std::string chatLine(const std::string& question, const std::string& answer) {
    return dumpJson({{"messages", {{{"role", "user"}, {"content", question}}, {{"role", "assistant"}, {"content", answer}}}}}) + "\n";
}

// A data set with these questions; answers are "answer <n>".
inline std::int64_t imported(Project& project, const TemporaryFolder& folder, const std::vector<std::string>& questions, const std::string& name = "rows") {
    std::string text;
    for (std::size_t i = 0; i < questions.size(); ++i) text += chatLine(questions[i], "answer " + std::to_string(i));
    const auto report = project.datasets().import({folder.write(name + ".jsonl", text), name, {}});
    EXPECT_TRUE(report.has_value()) << report.error().toString();
    return report ? report->dataset : 0;
}

inline std::vector<std::string> numbered(int count) {
    std::vector<std::string> questions;
    for (int i = 0; i < count; ++i) questions.push_back("question " + std::to_string(i));
    return questions;
}

inline ExampleFilter of(std::int64_t dataset) {
    ExampleFilter filter;
    filter.dataset = dataset;
    return filter;
}

// All ids of a list, in pieces.
inline std::vector<std::int64_t> allIds(Project& project, const ExampleFilter& filter, std::int64_t pieceSize = 7) {
    std::vector<std::int64_t> ids;
    std::optional<ExampleCursor> after;
    do {
        const auto piece = project.examples().ids(filter, after, pieceSize);
        EXPECT_TRUE(piece.has_value()) << piece.error().toString();
        if (!piece) break;
        ids.insert(ids.end(), piece->ids.begin(), piece->ids.end());
        after = piece->next;
    } while (after);
    return ids;
}

inline std::vector<std::string> excerpts(Project& project, const std::vector<std::int64_t>& ids) {
    std::vector<std::string> texts;
    for (const ExampleSummary& summary : valueOf(project.examples().summaries(ids))) texts.push_back(summary.excerpt);
    return texts;
}

inline void indexEverything(Project& project) {
    for (int i = 0; i < 10000; ++i)
        if (!valueOf(project.datasets().indexSome())) return;
    ADD_FAILURE() << "indexing does not end";
}

}  // namespace luthier::store
