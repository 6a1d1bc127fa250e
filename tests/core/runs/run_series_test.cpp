// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <fstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/files.h"
#include "core/runs/log_tail.h"
#include "core/runs/run_logs.h"
#include "core/runs/run_series.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;

void appendTo(const std::string& path, std::string_view bytes) { std::ofstream(path, std::ios::binary | std::ios::app) << bytes; }
std::string lineOf(std::int64_t attempt, std::int64_t seq, const Json& fields) { return formatLogLine(attempt, seq, fields).value(); }

void follow(LogTail& tail, RunSeries& series, std::size_t maxBytes = std::size_t{4} << 20) {
    while (true) {
        auto news = tail.poll(maxBytes);
        ASSERT_TRUE(news) << news.error().toString();
        if (news->startedOver) series = {};
        for (const LogLine& line : news->lines) series.apply(line);
        if (!news->hasMore) return;
    }
}

// All series as readSteps, the reader of whole files, gives them.
std::map<std::string, std::map<std::int64_t, double>> expectedSeries(const std::string& path) {
    std::map<std::string, std::map<std::int64_t, double>> all;
    const auto steps = readSteps(path).value();
    for (const auto& [step, fields] : steps)
        for (const auto& [name, value] : fields.items())
            if (const auto number = numberFromJson(value); number && name != "step" && name != "rewound_to") all[name][step] = *number;
    return all;
}

std::map<std::string, std::map<std::int64_t, double>> seriesOf(const RunSeries& series) {
    std::map<std::string, std::map<std::int64_t, double>> all;
    for (const std::string& name : series.names())
        if (const SeriesPyramid* pyramid = series.find(name))
            for (std::size_t i = 0; i < pyramid->size(); ++i) all[name][pyramid->stepAt(i)] = pyramid->valueAt(i);
    return all;
}

// Whatever the attempts wrote, in whatever pieces it comes: the same as reading the whole file at once.
RC_GTEST_PROP(RunSeries, FollowsAGrowingFileAsTheWholeFileReads, (const std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>& script)) {
    const TemporaryFolder folder;
    const std::string path = folder / "metrics.jsonl";
    std::string file;
    std::int64_t attempt = 1, seq = 0, step = 0;
    for (const auto& [what, number, kind] : script) {
        if (what % 8 == 0) {
            ++attempt;
            seq = 0;
            step = std::max<std::int64_t>(0, step - number % 6);
            if (kind % 4 == 0) file += lineOf(attempt, seq++, {{"loss", 1}}).substr(0, 20) + "\n";   // a torn line that the next attempt ended
            if (kind % 3 != 0) file += lineOf(attempt, seq++, {{"rewound_to", step}});
            continue;
        }
        step += what % 8 != 1 ? 1 : 0;   // sometimes a second line about one step
        Json fields = {{"step", step}};
        if (kind % 2 == 0) fields["loss"] = number / 4.0;
        if (kind % 3 == 0) fields["eval_loss"] = number;
        if (kind % 5 == 0) fields["grad_norm"] = "Infinity";
        if (kind % 7 == 0) fields["note"] = "words";
        file += lineOf(attempt, seq++, fields);
    }
    LogTail tail(path);
    RunSeries series;
    std::size_t at = 0, piece = 1;
    while (at < file.size()) {
        appendTo(path, std::string_view(file).substr(at, piece));
        at += piece;
        piece = piece * 7 % 191 + 1;
        follow(tail, series, 100);
    }
    RC_ASSERT(seriesOf(series) == expectedSeries(path));
}

TEST(LogTail, ATornLastLineWaitsAndNothingIsReadTwice) {
    const TemporaryFolder folder;
    const std::string path = folder / "metrics.jsonl", line = lineOf(1, 0, {{"step", 1}, {"loss", 2.5}});
    LogTail tail(path);
    EXPECT_TRUE(tail.poll()->lines.empty()) << "no file yet";
    appendTo(path, line.substr(0, 30));
    EXPECT_TRUE(tail.poll()->lines.empty());
    appendTo(path, line.substr(30));
    EXPECT_EQ(tail.poll()->lines.size(), 1U);
    EXPECT_EQ(tail.offset(), line.size());
    EXPECT_TRUE(tail.poll()->lines.empty());
    appendTo(path, line + "garbage\n" + lineOf(1, 1, {{"step", 2}}));
    const auto news = tail.poll();
    ASSERT_EQ(news->lines.size(), 1U) << "the repeated and the damaged line are passed over";
    EXPECT_EQ(readLineAt(path, news->begins[0])->fields, news->lines[0].fields);
    EXPECT_FALSE(readLineAt(path, news->begins[0] + 1));
    EXPECT_FALSE(readLineAt(path, 1 << 20));
    EXPECT_EQ(news->lines[0].seq, 1);
    EXPECT_EQ(tail.numBroken(), 1);
}

TEST(LogTail, AFileThatWasReplacedIsReadFromItsBeginning) {
    const TemporaryFolder folder;
    const std::string path = folder / "metrics.jsonl";
    appendTo(path, lineOf(1, 0, {{"step", 1}, {"loss", 2}}) + lineOf(1, 1, {{"step", 2}, {"loss", 2}}));
    LogTail tail(path);
    RunSeries series;
    follow(tail, series);
    ASSERT_TRUE(writeFileDurably(path, lineOf(1, 0, {{"step", 9}, {"loss", 7}})));
    follow(tail, series);
    ASSERT_EQ(series.find("loss")->size(), 1U);
    EXPECT_EQ(series.find("loss")->valueAt(0), 7);
}

TEST(LogTail, GoesOnFromAPlaceThatWasKept) {
    const TemporaryFolder folder;
    const std::string path = folder / "metrics.jsonl";
    appendTo(path, lineOf(1, 0, {{"step", 1}}) + lineOf(1, 1, {{"step", 2}}) + "{\"att");
    LogTail first(path);
    EXPECT_EQ(first.poll()->lines.size(), 2U);
    const LogPlace place = logPlaceFromJson(logPlaceToJson(first.place()));
    EXPECT_EQ(place, first.place());
    EXPECT_EQ(static_cast<std::size_t>(place.offset), (lineOf(1, 0, {{"step", 1}}) + lineOf(1, 1, {{"step", 2}})).size()) << "after a whole line";
    appendTo(path, "empt\n" + lineOf(1, 1, {{"step", 2}}) + lineOf(1, 2, {{"step", 3}}));
    LogTail second(path, place);
    const auto news = second.poll();
    EXPECT_FALSE(news->startedOver);
    ASSERT_EQ(news->lines.size(), 1U);
    EXPECT_EQ(news->lines[0].fields["step"], 3);
    EXPECT_EQ(readLineAt(path, news->begins[0])->fields["step"], 3);
    EXPECT_EQ(logPlaceFromJson("nonsense"), LogPlace());
    EXPECT_EQ(logPlaceFromJson({{"offset", -3}, {"seq", "x"}}), LogPlace());
}

TEST(LogTail, ALongerCopyGoesOnAndAnotherFileOfThatLengthDoesNot) {
    const TemporaryFolder folder;
    const std::string path = folder / "metrics.jsonl", two = lineOf(1, 0, {{"step", 1}}) + lineOf(1, 1, {{"step", 2}});
    appendTo(path, two);
    LogTail tail(path);
    EXPECT_EQ(tail.poll()->lines.size(), 2U);
    ASSERT_TRUE(writeFileDurably(path, two + lineOf(1, 2, {{"step", 3}})));   // another inode
    auto news = tail.poll();
    EXPECT_FALSE(news->startedOver);
    EXPECT_EQ(news->lines.size(), 1U);
    ASSERT_TRUE(writeFileDurably(path, lineOf(1, 0, {{"step", 5}}) + lineOf(1, 1, {{"step", 6}}) + lineOf(1, 2, {{"step", 7}})));
    news = tail.poll();
    EXPECT_TRUE(news->startedOver);
    EXPECT_EQ(news->lines.size(), 3U);
    LogTail kept(path, {static_cast<std::int64_t>(two.size()), 1, 1, 12345});
    EXPECT_TRUE(kept.poll()->startedOver) << "it begins otherwise";
}

TEST(LogTail, AFolderInPlaceOfTheFileIsAnError) {
    const TemporaryFolder folder;
    EXPECT_EQ(LogTail(folder / "").poll().error().code, ErrorCode::Io);
}

TEST(RunSeries, AxesGoThereAndBack) {
    RunSeries series;
    series.apply({1, 0, {{"step", 0}, {"eval_loss", 4}}, 1});
    for (std::int64_t step = 1; step <= 10; ++step)
        series.apply({1, step, {{"step", step}, {"loss", 1}, {"num_tokens", step * 100}, {"epoch", static_cast<double>(step) / 5}, {"step_tokens", 100},
            {"tokens_per_second", 50}}, step});
    EXPECT_DOUBLE_EQ(series.positionOf(SeriesAxis::Tokens, 5), 500);
    EXPECT_DOUBLE_EQ(series.positionOf(SeriesAxis::Epoch, 5), 1);
    EXPECT_DOUBLE_EQ(series.positionOf(SeriesAxis::Time, 5), 10);
    EXPECT_DOUBLE_EQ(series.positionOf(SeriesAxis::Tokens, 5.5), 550);
    for (const SeriesAxis axis : {SeriesAxis::Step, SeriesAxis::Tokens, SeriesAxis::Epoch, SeriesAxis::Time})
        for (double step = 0; step <= 10; step += 0.5) EXPECT_NEAR(series.stepAt(axis, series.positionOf(axis, step)), step, 1e-9);
    EXPECT_GT(series.stepAt(SeriesAxis::Tokens, 5000), 10) << "beyond the end lies no point";
    EXPECT_LT(series.stepAt(SeriesAxis::Tokens, -1), 0);
}

TEST(RunSeries, WhatIsNoNumberIsNoPoint) {
    RunSeries series;
    series.apply({1, 0, {{"step", 1}, {"loss", "NaN"}, {"words", "x"}, {"flag", true}, {"list", {1}}, {"epoch", nullptr}}, 1});
    series.apply({1, 1, {{"step", -5}, {"loss", 1}}, 2});
    series.apply({1, 2, {{"loss", 1}}, 3});
    EXPECT_EQ(series.names(), std::vector<std::string>{"loss"});
    ASSERT_EQ(series.find("loss")->size(), 1U);
    EXPECT_TRUE(std::isnan(series.find("loss")->valueAt(0)));
    for (int i = 0; i < 1000; ++i) series.apply({1, 3 + i, {{"step", 2 + i}, {"s" + std::to_string(i), 1}}, 4});
    EXPECT_LE(series.names().size(), RunSeries::maxSeries);
}

}  // namespace
}  // namespace luthier
