// SPDX-License-Identifier: Apache-2.0
// serve: models stay loaded, several answers at once, each with the adapter it asked for; whatever comes in, every request is answered once.
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "core/base/files.h"
#include "tests/integration/serve_client.h"
#include "tests/support/temporary_folder.h"

namespace luthier::test {
namespace {

using testing::HasSubstr;

const std::string adapters = std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/adapters/";

class Serve : public ServeClient {};

TEST_F(Serve, AnswersAsTheCommandDoesWithTheBaseAndAdaptersAtOnce) {
    load();
    const Json loaded = answer("load");
    EXPECT_EQ(loaded["event"], "result") << loaded;
    EXPECT_EQ(loaded["fingerprint"].get<std::string>().size(), 64U);
    send({{"id", 1}, {"op", "attach"}, {"name", "mine"}, {"folder", adapters + "lora"}});
    EXPECT_EQ(answer(1)["event"], "result");
    Json withAdapter = generate(3, "Hi");
    withAdapter["adapter"] = "mine";
    send(generate(2, "Hi"));
    send(withAdapter);
    const Json base = answer(2), mine = answer(3);
    const TemporaryFolder folder;
    const EngineResult command = runEngine({"generate", "--model", tinyModel("tiny-llama"), "--precision", "f32", "--raw", "--with-base", "--adapter",
                                            adapters + "lora", "--max-new-tokens", "6", "--prompts", folder.write("p.jsonl", "{\"prompt\":\"Hi\"}\n")});
    const std::vector<Json> expected = command.results();
    ASSERT_EQ(expected.size(), 2U) << command.all();
    for (const auto& [told, wanted] : {std::pair{base, expected[0]}, std::pair{mine, expected[1]}})
        for (const char* key : {"text", "ids", "finish_reason", "fingerprint"}) EXPECT_EQ(told[key], wanted[key]) << key;
    EXPECT_EQ(mine["adapter"], "mine");
    EXPECT_EQ(base["adapter"], nullptr);

    const EngineResult result = finish();
    EXPECT_EQ(result.exitCode, 0) << result.all();
    std::string streamed;
    for (const Json& line : result.results())
        if (line["id"] == 2 && line["event"] == "token") streamed += line["text"].get<std::string>();
    EXPECT_EQ(streamed, base["text"].get<std::string>());
}

// 1,000 requests at once: each is answered once, and the text of a seed does not depend on what else is in the batch.
TEST_F(Serve, AThousandRequestsAtOnceGetTheTextOfTheirSeed) {
    load();
    answer("load");
    const auto request = [](int number, const Json& id) {
        Json one = generate(id, "text " + std::to_string(number % 5), 3 + number % 4);
        one["temperature"] = 1.0;
        one["seed"] = number % 10;
        one["stream"] = false;
        return one;
    };
    std::map<int, Json> alone;
    for (int number = 0; number < 20; ++number) {
        send(request(number, "alone " + std::to_string(number)));
        alone[number] = answer("alone " + std::to_string(number))["ids"];
    }
    std::string all;
    for (int number = 0; number < 1000; ++number) all += dumpJson(request(number, number)) + "\n";
    m_process.write(all);
    answer(999);
    const EngineResult result = finish();
    std::map<int, int> numAnswers;
    for (const Json& line : result.results()) {
        if (!line["id"].is_number()) continue;
        const int number = line["id"].get<int>();
        ++numAnswers[number];
        EXPECT_EQ(line["ids"], alone[number % 20]) << number;
    }
    EXPECT_EQ(numAnswers.size(), 1000U);
    for (const auto& [number, count] : numAnswers) EXPECT_EQ(count, 1) << number;
}

TEST_F(Serve, TokenizeAndStatusAreAnsweredWhileAnAnswerIsMadeAndCancelEndsIt) {
    load();
    answer("load");
    send(generate("long", "Hi", 100));
    send({{"id", "t"}, {"op", "tokenize"}, {"row", {{"text", "Hello you"}}}});
    const Json tokens = answer("t");
    EXPECT_EQ(tokens["event"], "result") << tokens;
    EXPECT_FALSE(tokens["ids"].empty());
    send({{"id", "l"}, {"op", "logprobs"}, {"row", {{"text", "Hello you"}}}});
    const Json logps = answer("l");
    EXPECT_EQ(logps["ids"], tokens["ids"]);
    EXPECT_EQ(logps["logps"].size(), tokens["ids"].size());
    send({{"id", "s"}, {"op", "status"}});
    EXPECT_EQ(answer("s")["models"][0]["model"], "base");
    // Whichever is first, there is one answer to each.
    send({{"id", "c"}, {"op", "cancel"}, {"target", "long"}});
    const bool cancelled = answer("c")["cancelled"].get<bool>();
    EXPECT_EQ(answer("long")["finish_reason"] == "cancelled", cancelled);
    EXPECT_EQ(finish().exitCode, 0);
}

TEST_F(Serve, WhatIsInUseIsNotReleased) {
    load();
    answer("load");
    send({{"id", "a"}, {"op", "attach"}, {"name", "mine"}, {"folder", adapters + "lora"}});
    Json request = generate("g", "Hi", 120);
    request["adapter"] = "mine";
    // In one piece, so that the first token is not the last when the release is read.
    m_process.write(dumpJson(request) + "\n" + dumpJson({{"id", "r"}, {"op", "release"}, {"adapter", "mine"}}) + "\n" +
                    dumpJson({{"id", "m"}, {"op", "release"}, {"model", "base"}}) + "\n" + dumpJson({{"id", "again"}, {"op", "attach"}, {"name", "mine"},
                    {"folder", adapters + "lora"}}) + "\n");
    EXPECT_EQ(codeOf("r"), "busy");
    EXPECT_EQ(codeOf("m"), "busy");
    EXPECT_EQ(codeOf("again"), "already_exists");
    answer("g");
    send({{"id", "r2"}, {"op", "release"}, {"adapter", "mine"}});
    EXPECT_EQ(answer("r2")["event"], "result");
    send({{"id", "m2"}, {"op", "release"}, {"model", "base"}});
    EXPECT_EQ(answer("m2")["event"], "result");
    send(generate("gone", "Hi"));
    EXPECT_EQ(codeOf("gone"), "not_found");
    EXPECT_EQ(finish().exitCode, 0);
}

TEST_F(Serve, WhatMakesNoSenseIsAnsweredAndTheSessionGoesOn) {
    load();
    answer("load");
    m_process.write("garbage\n[]\n{\"op\":\"status\"}\n{\"id\":[1],\"op\":\"status\"}\n\n" + std::string(2 << 20, 'x') + "\n");
    const std::pair<Json, const char*> cases[] = {
        {{{"op", "explode"}}, "invalid_argument"},
        {{{"op", "generate"}}, "invalid_argument"},
        {{{"op", "generate"}, {"text", "a"}, {"prompt", "b"}}, "invalid_argument"},
        {{{"op", "generate"}, {"text", "a"}, {"temprature", 1}}, "invalid_argument"},
        {{{"op", "generate"}, {"text", "a"}, {"temperature", "hot"}}, "invalid_argument"},
        {{{"op", "generate"}, {"text", "a"}, {"max_new_tokens", 0}}, "invalid_argument"},
        {{{"op", "generate"}, {"text", "a"}, {"adapter", "nobody"}}, "not_found"},
        {{{"op", "generate"}, {"text", "a"}, {"model", "nothing"}}, "not_found"},
        {{{"op", "generate"}, {"messages", 3}}, "invalid_data"},
        {{{"op", "load"}, {"name", "x"}, {"folder", "/nowhere"}}, "not_found"},
        {{{"op", "load"}, {"name", "base"}, {"folder", tinyModel("tiny-llama")}}, "already_exists"},
        {{{"op", "load"}, {"name", "x"}, {"folder", tinyModel("tiny-llama")}, {"precision", "f8"}}, "invalid_argument"},
        {{{"op", "load"}, {"name", "x"}, {"folder", tinyModel("tiny-llama")}, {"device", "cuda:9"}}, "invalid_argument"},
        {{{"op", "attach"}, {"name", "x"}, {"folder", "/nowhere"}}, "not_found"},
        {{{"op", "tokenize"}}, "invalid_argument"},
        {{{"op", "tokenize"}, {"row", {{"nothing", 1}}}}, "invalid_data"},
        {{{"op", "cancel"}}, "invalid_argument"},
    };
    int number = 0;
    for (const auto& [request, code] : cases) {
        Json one = request;
        one["id"] = ++number;
        send(one);
        EXPECT_EQ(codeOf(number), code) << request;
    }
    std::string longText;
    for (int i = 0; i < 5000; ++i) longText += "word ";
    send(generate("too long", longText));
    EXPECT_EQ(codeOf("too long"), "invalid_data");
    m_process.write(dumpJson(generate("twice", "Hi", 100)) + "\n" + dumpJson({{"id", "twice"}, {"op", "status"}}) + "\n");
    send(generate("fine", "Hi"));
    EXPECT_EQ(answer("fine")["event"], "result");
    const EngineResult result = finish();
    EXPECT_EQ(result.exitCode, 0);
    int numWithoutId = 0;
    for (const Json& line : result.results()) numWithoutId += line["id"].is_null();
    EXPECT_EQ(numWithoutId, 5) << "garbage, a list, no id, an id that is a list, a line that is too long";
    EXPECT_THAT(result.out, HasSubstr("already_exists"));
}

TEST_F(Serve, AModelThatIsNoNumberIsRefused) {
    const TemporaryFolder folder;
    const std::string model = copyModel("tiny-llama", folder / "model"), file = model + "/model.safetensors";
    std::string bytes = contentOf(file);
    bytes.replace(bytes.size() - 4, 4, "\xff\xff\xff\xff");
    folder.write("model/model.safetensors", bytes);
    send({{"id", 1}, {"op", "load"}, {"name", "base"}, {"folder", model}});
    EXPECT_EQ(codeOf(1), "invalid_data");
    EXPECT_THAT(dumpJson(answer(1)), HasSubstr("NaN"));
    EXPECT_EQ(finish().exitCode, 0);
}

TEST_F(Serve, AnAdapterThatIsNoNumberIsRefused) {
    const TemporaryFolder folder;
    const std::string adapter = folder / "adapter";
    std::filesystem::copy(adapters + "lora", adapter, std::filesystem::copy_options::recursive);
    std::string bytes = contentOf(adapter + "/adapter_model.safetensors");
    bytes.replace(bytes.size() - 4, 4, "\xff\xff\xff\xff");
    folder.write("adapter/adapter_model.safetensors", bytes);
    load();
    answer("load");
    send({{"id", 1}, {"op", "attach"}, {"name", "mine"}, {"folder", adapter}});
    EXPECT_EQ(codeOf(1), "invalid_data");
    EXPECT_THAT(dumpJson(answer(1)), HasSubstr("NaN"));
    send(generate(2, "Hi"));
    EXPECT_EQ(answer(2)["event"], "result") << "the base answers as before";
    EXPECT_EQ(finish().exitCode, 0);
}

TEST_F(Serve, TheEndOfTheInputWaitsForTheAnswersASignalDoesNot) {
    load();
    send(generate("a", "Hi"));   // before the model is there
    EXPECT_EQ(codeOf("a"), "not_found");
    answer("load");
    send(generate("b", "Hi", 20));
    m_process.closeInput();
    const EngineResult result = m_process.wait();
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(ServeClient::answerIn(result.out, "b")["event"], "result");

    EngineProcess other({"serve"}, talking());
    other.write(dumpJson({{"id", "load"}, {"op", "load"}, {"name", "base"}, {"folder", tinyModel("tiny-llama")}}) + "\n");
    ASSERT_TRUE(other.waitForOutput([](const std::string& text) { return !ServeClient::answerIn(text, "load").is_null(); }));
    other.signal(SIGTERM);
    EXPECT_EQ(other.wait().exitCode, 0);
}

// The answers fill the pipe and all that may wait before it: the making stops, requests are still taken, and the end does not hang.
TEST(ServeSlowReader, WhoDoesNotReadDoesNotHoldUpTheEnd) {
    const TemporaryFolder folder;
    const std::string pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    EngineOptions options = talking();
    options.outputPath = pipe;
    EngineProcess process({"serve"}, options);
    process.write(dumpJson({{"id", "load"}, {"op", "load"}, {"name", "base"}, {"folder", tinyModel("tiny-llama")}}) + "\n");
    std::string requests;
    for (int i = 0; i < 3000; ++i) requests += dumpJson({{"id", i}, {"op", "tokenize"}, {"row", {{"text", std::string(500, 'a')}}}}) + "\n";
    ::usleep(1500000);   // loaded by now, or the requests are refused: answers either way
    process.write(requests);
    process.write("{\"id\":\"end\",\"op\":\"shutdown\"}\n");
    const EngineResult result = process.wait();
    EXPECT_FALSE(result.timedOut);
    EXPECT_EQ(result.exitCode, 0) << result.all();
    ::close(reader);
}

// The most memory that a process has held so far; 0 once it has ended.
std::int64_t peakBytesOf(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6)) * 1024;
    return 0;
}

// A client that goes on asking and never reads: no more is taken than can wait, it is told, and in the end the session ends by itself.
TEST(ServeSlowReader, WhoAsksAndNeverReadsIsToldAndLeft) {
    const TemporaryFolder folder;
    const std::string pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    EngineOptions options = talking();
    options.outputPath = pipe;
    EngineProcess process({"serve", "--patience", "2"}, options);
    process.write(dumpJson({{"id", "load"}, {"op", "load"}, {"name", "base"}, {"folder", tinyModel("tiny-llama")}}) + "\n");
    ::usleep(1500000);   // loaded by now, or the requests are refused: answers either way
    std::string row;
    while (row.size() < 30000) row += "word " + std::to_string(row.size() % 1000) + " ";
    std::thread writer([&] {
        for (int i = 0; i < 8000; ++i) process.write(dumpJson({{"id", i}, {"op", "tokenize"}, {"max_length", 100000}, {"row", {{"text", row}}}}) + "\n");
    });
    std::atomic<bool> ended = false;
    std::int64_t peakBytes = 0;
    std::thread watcher([&, pid = process.pid()] {
        while (!ended) {
            peakBytes = std::max(peakBytes, peakBytesOf(pid));
            ::usleep(20000);
        }
    });
    const EngineResult result = process.wait();
    ended = true;
    watcher.join();
    writer.join();
    EXPECT_FALSE(result.timedOut);
    EXPECT_EQ(result.exitCode, 3) << result.all();
    EXPECT_EQ(result.errorCode(), "io") << result.all();
    EXPECT_THAT(result.err, HasSubstr("does not read its answers"));
    EXPECT_THAT(result.err, HasSubstr("has not read an answer"));
    EXPECT_GT(peakBytes, 0);
    EXPECT_LT(peakBytes >> 20, 700) << "MiB";
    ::close(reader);
}

}  // namespace
}  // namespace luthier::test
