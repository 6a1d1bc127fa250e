// SPDX-License-Identifier: Apache-2.0
// serve, asked for plans: those of the command, made while answers go on, whatever is asked.
#include <filesystem>
#include <thread>

#include <sys/stat.h>

#include <gmock/gmock.h>

#include "core/base/files.h"
#include "tests/integration/serve_client.h"
#include "tests/integration/training_run.h"

namespace luthier::test {
namespace {

using testing::HasSubstr;

class ServePlan : public ServeClient {
protected:
    // Settings of a run over this many rows, in rows.jsonl of the folder.
    Json settings(int numRows = 40) {
        std::string rows;
        for (int i = 0; i < numRows; ++i) rows += chatRow("question " + std::to_string(i * 7), "answer " + std::to_string(i % 5));
        m_folder.write("rows.jsonl", rows);
        return {{"schema", 1},
                {"model", {{"path", tinyModel("tiny-qwen2")}, {"precision", "f32"}}},
                {"data", {{"train", "rows.jsonl"}, {"eval_fraction", 0.1}, {"max_length", 64}}},
                {"training", {{"tokens_per_step", 256}, {"micro_tokens", 128}}}};
    }
    // A model that answers without end: a long context, and no token that ends an answer.
    std::string endlessModel() {
        const std::string model = copyModel("tiny-llama", m_folder / "endless");
        for (const char* name : {"config.json", "generation_config.json", "tokenizer_config.json"}) {
            Json json = *readJsonFile(model + "/" + name);
            for (const char* key : {"eos_token_id", "eos_token", "chat_template"}) json.erase(key);   // a template's turns have an end too
            if (json.contains("max_position_embeddings")) json["max_position_embeddings"] = 1 << 20;
            m_folder.write(std::string("endless/") + name, dumpJson(json));
        }
        return model;
    }
    Json request(const Json& id, const Json& run) { return {{"id", id}, {"op", "plan"}, {"settings", run}, {"folder", m_folder.path()}}; }
    const TemporaryFolder m_folder;
};

std::size_t numTokensIn(const std::string& said) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = said.find("\"event\":\"token\"", at)) != std::string::npos; ++at) ++count;
    return count;
}

TEST_F(ServePlan, SaysWhatTheCommandSays) {
    const Json run = settings();
    const std::string path = m_folder.write("run.json", dumpJson(run));
    const Json expected = resultOf(runEngine({"plan", path}));
    send({{"id", "file"}, {"op", "plan"}, {"run", path}});   // no model needs to be loaded
    send(request("settings", run));
    for (const char* id : {"file", "settings"}) {
        const Json plan = answer(id);
        ASSERT_EQ(plan["event"], "result") << plan;
        for (const auto& [key, value] : expected.items()) EXPECT_TRUE(plan.contains(key)) << key;
        for (const char* key : {"fits", "steps", "tokens", "trained_tokens", "rows", "eval_rows", "parameters", "trained_parameters", "largest_micro_batch",
                                "longest_row", "micro_tokens", "dtype", "threads", "resolved"})
            EXPECT_EQ(plan.value(key, Json()), expected.value(key, Json())) << key;
        for (const char* part : {"weights", "adapter", "optimizer", "gradients"})
            EXPECT_EQ(plan["parts"].value(part, Json()), expected["parts"].value(part, Json())) << part;
        EXPECT_NEAR(plan["peak_memory_bytes"].get<double>() / expected["peak_memory_bytes"].get<double>(), 1.0, 0.05);
    }
    EXPECT_EQ(finish().exitCode, 0);
}

TEST_F(ServePlan, ALoadedModelIsNotCountedAsPartOfTheRun) {
    send(request("before", settings()));
    const Json before = answer("before");
    load();
    answer("load");
    send(request("after", settings()));
    EXPECT_EQ(answer("after")["peak_memory_bytes"], before["peak_memory_bytes"]);
    EXPECT_EQ(finish().exitCode, 0);
}

TEST_F(ServePlan, IsAnsweredWhileALongAnswerIsMade) {
    load(endlessModel());
    answer("load");
    send(generate("long", "Hi", 1 << 19));
    ASSERT_TRUE(m_process.waitForOutput([](const std::string& text) { return numTokensIn(text) > 3; }));
    send(request("plan", settings(1500)));
    EXPECT_EQ(answer("plan")["event"], "result");
    const std::string then = said();
    ASSERT_TRUE(answerIn(then, "long").is_null()) << "it was to go on until it is cancelled";
    const std::size_t first = then.find("\"event\":\"progress\""), last = then.rfind("\"event\":\"progress\"");
    ASSERT_NE(first, std::string::npos) << "a long plan tells its progress";
    EXPECT_GT(numTokensIn(then.substr(first, last - first)), 0U) << "tokens came while the rows were read";
    const std::size_t numTokens = numTokensIn(then);
    EXPECT_TRUE(m_process.waitForOutput([&](const std::string& text) { return numTokensIn(text) > numTokens; })) << "and afterwards";
    send({{"id", "c"}, {"op", "cancel"}, {"target", "long"}});
    EXPECT_EQ(answer("long")["finish_reason"], "cancelled");
    EXPECT_EQ(finish().exitCode, 0);
}

TEST_F(ServePlan, ManyAtOnceAndCancelled) {
    const Json run = settings(500);
    for (int i = 0; i < 10; ++i) send(request(i, run));
    send({{"id", "s"}, {"op", "status"}});
    EXPECT_GT(answer("s")["planning"].get<int>(), 0);
    send({{"id", "c"}, {"op", "cancel"}, {"target", 9}});
    EXPECT_EQ(answer("c")["cancelled"], true);
    EXPECT_EQ(codeOf(9), "cancelled");
    for (int i = 0; i < 9; ++i) EXPECT_EQ(answer(i)["event"], "result");
    send(request("cut", settings(5000)));
    const EngineResult result = finish();
    EXPECT_EQ(result.exitCode, 0) << result.all();
    EXPECT_EQ(answerIn(result.out, "cut")["event"], "error") << "what is not answered by the end says so";
}

TEST_F(ServePlan, WhatMakesNoSenseIsAnsweredAndTheSessionGoesOn) {
    const Json run = settings();
    const std::string path = m_folder.write("run.json", dumpJson(run)), pipe = m_folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto with = [&](const std::string& section, const std::string& key, const Json& value) {
        Json changed = run;
        changed[section][key] = value;
        return Json{{"settings", changed}, {"folder", m_folder.path()}};
    };
    Json unknown = run;
    unknown["banana"] = 1;
    const std::pair<Json, const char*> cases[] = {
        {Json::object(), "invalid_argument"},
        {{{"run", ""}}, "invalid_argument"},
        {{{"run", 3}}, "invalid_argument"},
        {{{"run", path}, {"settings", run}}, "invalid_argument"},
        {{{"run", path}, {"folder", "/"}}, "invalid_argument"},
        {{{"run", path}, {"rnu", 1}}, "invalid_argument"},
        {{{"run", path}, {"measure", true}}, "invalid_argument"},
        {{{"run", m_folder / "none.json"}}, "not_found"},
        {{{"run", m_folder.path()}}, "io"},
        {{{"run", pipe}}, "invalid_argument"},
        {{{"run", m_folder / "rows.jsonl"}}, "invalid_data"},
        {{{"settings", "all"}}, "invalid_config"},
        {{{"settings", Json::array()}}, "invalid_config"},
        {{{"settings", Json::object()}}, "invalid_config"},
        {{{"settings", unknown}}, "invalid_config"},
        {{{"settings", run}, {"folder", "/nowhere"}}, "not_found"},
        {with("data", "train", "none.jsonl"), "not_found"},
        {with("data", "train", pipe), "invalid_argument"},
        {with("data", "eval", pipe), "invalid_argument"},
        {with("model", "path", "/nowhere"), "not_found"},
        {with("model", "adapter", "/nowhere"), "not_found"},
        {with("training", "tokens_per_step", -5), "invalid_config"},
        {with("adapter", "rank", "large"), "invalid_config"},
        {with("adapter", "targets", Json::array({"no_such_layer"})), ""},   // the shape alone does not tell: a plan, or an error
        {with("data", "overflow", "error"), ""},
    };
    int number = 0;
    for (const auto& [fields, code] : cases) {
        Json one = fields;
        one.update({{"id", ++number}, {"op", "plan"}});
        send(one);
        if (*code) EXPECT_EQ(codeOf(number), code) << fields;
        else EXPECT_THAT(codeOf(number), testing::Not(HasSubstr("internal"))) << fields;
    }
    send(request("fine", run));
    EXPECT_EQ(answer("fine")["event"], "result");
    EXPECT_EQ(finish().exitCode, 0);
}

}  // namespace
}  // namespace luthier::test
