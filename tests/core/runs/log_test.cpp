// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/runs/log_file.h"
#include "core/runs/run_logs.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::contentOf;
using test::TemporaryFolder;

std::string lineOf(std::int64_t attempt, std::int64_t seq, const Json& fields) {
    auto line = formatLogLine(attempt, seq, fields);
    if (!line) throw std::runtime_error(line.error().toString());
    return *line;
}

std::vector<std::int64_t> numbersOf(const LogContent& content) {
    std::vector<std::int64_t> numbers;
    for (const LogLine& line : content.lines) numbers.push_back(line.fields.at("n").get<std::int64_t>());
    return numbers;
}

TEST(LogLine, TheChecksumCoversTheLineBeforeItsKey) {
    const std::string line = lineOf(2, 17, {{"step", 5}, {"loss", 1.5}});
    const std::string body = R"({"attempt":2,"seq":17,"step":5,"loss":1.5)";
    EXPECT_EQ(line, body + ",\"crc\":\"" + hex8(crc32(body)) + "\"}\n");
    EXPECT_EQ(line, "{\"attempt\":2,\"seq\":17,\"step\":5,\"loss\":1.5,\"crc\":\"57a62ed3\"}\n") << "by zlib.crc32 in Python";
}

TEST(LogLine, ReservedMembersAreRefused) {
    for (const char* key : {"attempt", "seq", "crc"}) EXPECT_EQ(formatLogLine(1, 0, {{key, 1}}).error().code, ErrorCode::Internal) << key;
    EXPECT_FALSE(formatLogLine(1, 0, Json::array()));
    EXPECT_FALSE(formatLogLine(1, 0, {{"x", std::string(maxLogLineBytes, 'x')}}));
}

TEST(LogLine, EveryFlippedBitIsNoticed) {
    const std::string line = lineOf(1, 0, {{"n", 7}, {"text", "h\xc3\xa9"}});
    const std::string text = line.substr(0, line.size() - 1);
    ASSERT_TRUE(parseLogLine(text));
    for (std::size_t i = 0; i < text.size() * 8; ++i) {
        std::string damaged = text;
        damaged[i / 8] = static_cast<char>(damaged[i / 8] ^ (1 << (i % 8)));
        EXPECT_FALSE(parseLogLine(damaged)) << "bit " << i;
    }
}

RC_GTEST_PROP(LogLine, ComesBack, (std::uint32_t attempt, std::uint32_t seq, const std::map<std::string, std::string>& members)) {
    Json fields = Json::object();
    for (const auto& [key, value] : members)
        if (key != "attempt" && key != "seq" && key != "crc") fields[repairUtf8(key)] = value;
    const Json clean = *parseJson(dumpJson(fields));
    const std::string line = lineOf(std::int64_t{attempt} + 1, seq, fields);
    const auto back = parseLogLine(std::string_view(line).substr(0, line.size() - 1));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->attempt == std::int64_t{attempt} + 1);
    RC_ASSERT(back->seq == std::int64_t{seq});
    RC_ASSERT(back->fields == clean);
}

TEST(LogFile, AFileThatIsNotThereHasNoLines) {
    const TemporaryFolder folder;
    const auto content = readWholeLog(folder / "none.jsonl");
    ASSERT_TRUE(content);
    EXPECT_TRUE(content->lines.empty());
    EXPECT_EQ(*lastAttempt(folder / "none.jsonl"), 0);
}

TEST(LogFile, TruncatedAtEveryByteItGivesThePrefixOfItsLines) {
    const TemporaryFolder folder;
    std::string whole;
    std::vector<std::size_t> ends;
    for (std::int64_t n = 0; n < 6; ++n) {
        whole += lineOf(1, n, {{"n", n}, {"text", "gr\xc3\xbc\xc3\x9f" + std::string(static_cast<std::size_t>(n), '}')}});
        ends.push_back(whole.size() - 1);   // a line is whole as soon as its closing brace is there
    }
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const auto content = readWholeLog(folder.write("log.jsonl", whole.substr(0, length)));
        ASSERT_TRUE(content);
        std::size_t numWhole = 0;
        while (numWhole < ends.size() && ends[numWhole] <= length) ++numWhole;
        ASSERT_EQ(content->lines.size(), numWhole) << "at byte " << length;
        for (std::size_t i = 0; i < numWhole; ++i) ASSERT_EQ(content->lines[i].fields["n"], i);
        ASSERT_TRUE(content->report.broken.empty()) << "at byte " << length;
        const std::size_t begun = numWhole == 0 ? 0 : ends[numWhole - 1] + 1;
        ASSERT_EQ(content->report.numTorn, length > begun ? 1 : 0) << "at byte " << length;
    }
}

TEST(LogFile, ANewAttemptAfterATornLineLosesNothing) {
    const TemporaryFolder folder;
    const std::string first = lineOf(1, 0, {{"n", 0}}) + lineOf(1, 1, {{"n", 1}});
    for (std::size_t length = 0; length <= first.size(); ++length) {
        const std::string path = folder.write("log.jsonl", first.substr(0, length));
        const auto before = readWholeLog(path);
        {
            auto writer = LogWriter::open(path, 2);
            ASSERT_TRUE(writer);
            ASSERT_TRUE(writer->append({{"n", 10}}));
            ASSERT_TRUE(writer->append({{"n", 11}}));
        }
        const auto after = readWholeLog(path);
        ASSERT_TRUE(before && after);
        auto expected = numbersOf(*before);
        expected.insert(expected.end(), {10, 11});
        EXPECT_EQ(numbersOf(*after), expected) << "at byte " << length;
        EXPECT_TRUE(after->report.broken.empty()) << "at byte " << length;
        EXPECT_EQ(after->report.numTorn, before->report.numTorn);
    }
}

TEST(LogFile, DamageInTheMiddleIsReportedAndTheRestIsRead) {
    const TemporaryFolder folder;
    std::string damaged = lineOf(1, 1, {{"n", 1}});
    damaged[12] = '#';
    const auto content = readWholeLog(folder.write("log.jsonl", lineOf(1, 0, {{"n", 0}}) + damaged + lineOf(1, 2, {{"n", 2}})));
    ASSERT_TRUE(content);
    EXPECT_EQ(numbersOf(*content), (std::vector<std::int64_t>{0, 2}));
    ASSERT_EQ(content->report.broken.size(), 1U);
    EXPECT_EQ(content->report.broken[0].number, 2);
    EXPECT_EQ(content->report.numTorn, 0);
}

TEST(LogFile, MissingAndRepeatedLinesAreReported) {
    const TemporaryFolder folder;
    const auto missing = readWholeLog(folder.write("a.jsonl", lineOf(1, 0, {{"n", 0}}) + lineOf(1, 3, {{"n", 3}})));
    ASSERT_EQ(missing->report.broken.size(), 1U);
    EXPECT_NE(missing->report.broken[0].reason.find("2 line(s)"), std::string::npos);
    const auto repeated = readWholeLog(folder.write("b.jsonl", lineOf(1, 0, {{"n", 0}}) + lineOf(1, 1, {{"n", 1}}) + lineOf(1, 0, {{"n", 0}})));
    EXPECT_EQ(numbersOf(*repeated), (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(repeated->report.broken.size(), 1U);
}

TEST(LogFile, GarbageOfManyKindsIsSurvived) {
    const TemporaryFolder folder;
    const std::string good = lineOf(1, 0, {{"n", 0}});
    for (const std::string& garbage : {std::string("\0\0\0\0", 4), std::string(5000, '\xff'), std::string("{}\n[]\n\"x\"\n"), std::string(100000, '[')}) {
        const auto content = readWholeLog(folder.write("log.jsonl", garbage + "\n" + good));
        ASSERT_TRUE(content);
        EXPECT_EQ(content->lines.size(), 1U);
        EXPECT_GE(content->report.broken.size() + static_cast<std::size_t>(content->report.numTorn), 1U);
    }
}

TEST(LogSteps, ALaterAttemptVoidsWhatItRewinds) {
    const TemporaryFolder folder;
    const std::string path = folder / "metrics.jsonl";
    {
        auto log = MetricsLog::open(path, 1);
        ASSERT_TRUE(log && log->append(0, {{"eval_loss", 3.0}}));
        for (int step = 1; step <= 5; ++step) ASSERT_TRUE(log->append(step, {{"loss", step}}));
    }
    {
        auto log = MetricsLog::open(path, 2);
        ASSERT_TRUE(log && log->rewindTo(3));
        ASSERT_TRUE(log->append(4, {{"loss", 40.0}}));
        ASSERT_TRUE(log->append(4, {{"eval_loss", 2.0}}));
    }
    const auto steps = readSteps(path);
    ASSERT_TRUE(steps);
    ASSERT_EQ(steps->size(), 5U) << "step 5 of the first attempt does not hold any more";
    EXPECT_EQ((*steps)[3].second["loss"], 3);
    EXPECT_EQ((*steps)[4].first, 4);
    EXPECT_EQ((*steps)[4].second["loss"], 40.0);
    EXPECT_EQ((*steps)[4].second["eval_loss"], 2.0);
}

TEST(LogSteps, StartingOverFromZeroReplacesStepZeroToo) {
    std::vector<LogLine> lines;
    lines.push_back({1, 0, {{"step", 0}, {"x", 1}}, 1});
    lines.push_back({1, 1, {{"step", 1}, {"x", 1}}, 2});
    lines.push_back({2, 0, {{"rewound_to", 0}}, 3});
    lines.push_back({2, 1, {{"step", 0}, {"x", 2}}, 4});
    const auto current = currentSteps(lines);
    ASSERT_EQ(current.size(), 1U);
    EXPECT_EQ(current[0].fields["x"], 2);
}

TEST(RunLogs, NumbersThatAreNotFiniteAreWords) {
    const TemporaryFolder folder;
    auto metrics = MetricsLog::open(folder / "metrics.jsonl", 1);
    ASSERT_TRUE(metrics && metrics->append(1, {{"loss", std::nan("")}, {"grad_norm", INFINITY}}));
    auto rows = RowsLog::open(folder / "rows.jsonl", 1);
    ASSERT_TRUE(rows && rows->append(1, {{"0:12", 1.25, 40}, {"0:7", -INFINITY, 3}}));
    EXPECT_NE(contentOf(folder / "metrics.jsonl").find(R"("loss":"NaN","grad_norm":"Infinity")"), std::string::npos);
    EXPECT_NE(contentOf(folder / "rows.jsonl").find(R"("rows":["0:12","0:7"],"losses":[1.25,"-Infinity"],"tokens":[40,3])"), std::string::npos);
}

TEST(LogWriter, AFullDeviceIsDiskFull) {
    auto writer = LogWriter::open("/dev/full", 1);
    ASSERT_TRUE(writer) << writer.error().toString();
    const Status status = writer->append({{"n", 1}});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::DiskFull);
}

// Under a limit of the file size the line that does not fit is reported, and the file ends with a whole line.
TEST(LogWriter, AtTheFileSizeLimitTheFileStaysWhole) {
    const TemporaryFolder folder;
    const std::string path = folder / "log.jsonl";
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1000, 1000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        auto writer = LogWriter::open(path, 1);
        Status status;
        for (int n = 0; writer && status && n < 100; ++n) status = writer->append({{"n", n}});
        ::_exit(!status && status.error().code == ErrorCode::DiskFull ? 0 : 1);
    }
    int result = 0;
    ::waitpid(child, &result, 0);
    EXPECT_EQ(result, 0);
    const auto content = readWholeLog(path);
    ASSERT_TRUE(content);
    EXPECT_GT(content->lines.size(), 10U);
    EXPECT_EQ(content->report.numTorn, 0);
    EXPECT_EQ(contentOf(path).back(), '\n');
}

}  // namespace
}  // namespace luthier
