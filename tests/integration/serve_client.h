// SPDX-License-Identifier: Apache-2.0
// A client of `serve` for tests: sends requests, waits for their answers. Thread: one.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "tests/integration/engine_process.h"

namespace luthier::test {

inline EngineOptions talking() {
    EngineOptions options;
    options.keepInputOpen = true;
    return options;
}

class ServeClient : public testing::Test {
protected:
    explicit ServeClient(EngineOptions options = talking()) : m_process({"serve"}, std::move(options)) {}

    void send(const Json& request) { m_process.write(dumpJson(request) + "\n"); }
    void load(const std::string& folder = tinyModel("tiny-llama")) {
        send({{"id", "load"}, {"op", "load"}, {"name", "base"}, {"folder", folder}, {"precision", "f32"}});
    }
    static Json generate(const Json& id, const std::string& text, std::int64_t numTokens = 6) {
        return {{"id", id}, {"op", "generate"}, {"text", text}, {"max_new_tokens", numTokens}};
    }
    // Waits for the one answer to a request: a result or an error.
    Json answer(const Json& id) {
        Json found;
        m_process.waitForOutput([&](const std::string& text) {
            found = answerIn(text, id);
            return !found.is_null();
        });
        EXPECT_FALSE(found.is_null()) << "no answer to " << dumpJson(id);
        return found.is_null() ? Json::object() : found;
    }
    std::string codeOf(const Json& id) {
        const Json told = answer(id);
        return told.value("event", "") == "error" ? told["error"]["code"].get<std::string>() : "no error: " + dumpJson(told);
    }
    // What has been said so far.
    std::string said() {
        std::string all;
        m_process.waitForOutput([&](const std::string& text) {
            all = text;
            return true;
        });
        return all;
    }
    EngineResult finish() {
        send({{"id", "end"}, {"op", "shutdown"}});
        return m_process.wait();
    }
    EngineProcess m_process;

public:
    static Json answerIn(const std::string& text, const Json& id) {
        for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
            const Json line = Json::parse(text.substr(begin, end - begin));
            if (line["id"] == id && (line["event"] == "result" || line["event"] == "error")) return line;
        }
        return {};
    }
};

}  // namespace luthier::test
