// SPDX-License-Identifier: Apache-2.0
// What holds for every command: help, mistakes in options, exit codes, where things are printed.
#include <algorithm>
#include <csignal>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/integration/engine_process.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

std::vector<std::string> commandsInHelp() {
    const EngineResult result = runEngine({"--help"});
    std::vector<std::string> names;
    std::istringstream stream(result.out.substr(result.out.find("Subcommands:")));
    std::string line;
    std::getline(stream, line);
    while (std::getline(stream, line) && line.starts_with("  ")) {
        const std::size_t end = line.find(' ', 2);
        if (line[2] != ' ') names.push_back(line.substr(2, end - 2));
    }
    return names;
}

TEST(CommandLine, HelpNamesTheCommandsAndEachHasItsOwn) {
    const auto names = commandsInHelp();
    for (const char* expected : {"inspect", "tokenize", "check"}) EXPECT_NE(std::find(names.begin(), names.end(), expected), names.end()) << expected;
    for (const std::string& name : names) {
        const EngineResult result = runEngine({name, "--help"});
        EXPECT_EQ(result.exitCode, 0) << name << ": " << result.all();
        EXPECT_NE(result.out.find("Usage: "), std::string::npos) << name;
        EXPECT_TRUE(result.err.empty()) << name << ": " << result.err;
    }
}

TEST(CommandLine, TheVersionIsTold) {
    const EngineResult result = runEngine({"--version"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.out, "luthier-engine 0.1.0 (LibTorch 2.11.0)\n");
}

TEST(CommandLine, MistakesAreUserErrorsWithAHint) {
    const std::vector<std::vector<std::string>> cases = {{},
                                                         {"nonsense"},
                                                         {"--nonsense"},
                                                         {"inspect"},
                                                         {"inspect", "a", "b"},
                                                         {"inspect", "--no-such-option", "a"},
                                                         {"check", "--max-length", "fast"},
                                                         {"check", "--max-length", "0"},
                                                         {"check", "--loss-on", "everything"},
                                                         {""}};
    for (const auto& arguments : cases) {
        const EngineResult result = runEngine(arguments);
        EXPECT_EQ(result.exitCode, 2) << result.all();
        EXPECT_EQ(result.errorCode(), "invalid_argument") << result.all();
        EXPECT_FALSE(result.error()["hint"].get<std::string>().empty());
        EXPECT_TRUE(result.out.empty()) << result.out;
    }
}

TEST(CommandLine, EveryErrorHasAllItsMembers) {
    const Json error = runEngine({"inspect", "/no/such/path"}).error();
    for (const char* key : {"code", "message", "hint", "file", "line", "key"}) EXPECT_TRUE(error.contains(key)) << key;
    EXPECT_EQ(error["code"], "not_found");
    EXPECT_EQ(error["file"], "/no/such/path");
}

TEST(CommandLine, AFullDiskBehindStdoutIsAResourceError) {
    EngineOptions options;
    options.outputPath = "/dev/full";
    const EngineResult result = runEngine({"inspect", "--quick", tinyModel("tiny-llama")}, options);
    EXPECT_EQ(result.exitCode, 3) << result.all();
    EXPECT_EQ(result.errorCode(), "disk_full");
}

TEST(CommandLine, AReaderThatGoesAwayStopsTheCommandInOrder) {
    const TemporaryFolder folder;
    std::string rows;
    for (int i = 0; i < 20000; ++i) rows += chatRow("question " + std::to_string(i), "answer");
    EngineProcess process({"tokenize", "--model", tinyModel("tiny-qwen2"), "--data", folder.write("rows.jsonl", rows)});
    process.closeOutput();
    const EngineResult result = process.wait();
    EXPECT_EQ(result.exitCode, 0) << result.all();
    EXPECT_EQ(result.events().back()["event"], "stopped") << result.all();
}

TEST(CommandLine, TerminationStopsTheCommandInOrder) {
    const TemporaryFolder folder;
    std::string rows;
    for (int i = 0; i < 300000; ++i) rows += chatRow("question " + std::to_string(i), "answer");
    const std::string path = folder.write("rows.jsonl", rows);
    for (const int number : {SIGTERM, SIGINT}) {
        EngineProcess process({"check", "--model", tinyModel("tiny-qwen2"), "--data", path});
        ASSERT_TRUE(process.waitForError([](const std::string& text) { return text.find("\"progress\"") != std::string::npos; }));
        process.signal(number);
        const EngineResult result = process.wait();
        EXPECT_EQ(result.exitCode, 0) << result.all();
        EXPECT_EQ(result.events().back()["event"], "stopped") << result.all();
    }
}

TEST(CommandLine, ProgressAndTheEndAreJsonOnStderr) {
    const EngineResult result = runEngine({"inspect", tinyModel("tiny-llama")});
    EXPECT_EQ(result.exitCode, 0) << result.all();
    for (const Json& event : result.events()) EXPECT_TRUE(event.contains("event")) << result.err;
    EXPECT_EQ(result.events().back()["event"], "done");
    ASSERT_EQ(result.results().size(), 1U);
}

TEST(CommandLine, TooLittleMemoryIsSaid) {
    const TemporaryFolder folder;
    // One row of 300 MB of text needs more than the address space left by the limit.
    const std::string path = folder.write("rows.json", "[\"" + std::string(300 << 20, 'x') + "\"]");
    EngineOptions options;
    options.maxAddressBytes = std::uint64_t{1400} << 20;
    const EngineResult result = runEngine({"inspect", path}, options);
    // Whatever gives way first: memory, or the limit on the size of one row. Never a crash.
    EXPECT_TRUE(result.exitCode == 2 || result.exitCode == 3) << result.all();
    EXPECT_FALSE(result.errorCode().empty()) << result.all();
}

}  // namespace
}  // namespace luthier::test
