// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the link have in common. Thread: GUI.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"
#include "tests/views/link/wait.h"
#include "views/link/engine_link.h"

namespace luthier::test {

inline QString realEngine() { return qEnvironmentVariable("LUTHIER_ENGINE"); }
inline QStringList fakeEngine(const QString& behaviour) { return {LUTHIER_FAKE_ENGINE, "--behave=" + behaviour}; }
inline std::string tinyModel(const std::string& name) { return std::string(LUTHIER_SOURCE_DIR) + "/tests/baselines/models/" + name; }

// One request and what came of it.
class Asked : public QObject {
public:
    Asked(EngineLink& link, const Json& request) {
        id = link.send(request, this, {[this](const Json& event) { events.push_back(event); },
                                       [this](Result<Json> answer) {
                                           ++numAnswers;
                                           result = std::move(answer);
                                       }});
    }
    bool wait() {
        return waitUntil([this] { return result.has_value(); });
    }
    bool waitForEvents(std::size_t count) {
        return waitUntil([&] { return events.size() >= count || result; }) && events.size() >= count;
    }
    const Error& error() const {
        static const Error none;
        return result && !*result ? result->error() : none;
    }
    std::string text() const { return result && *result ? (*result)->value("text", "") : "no result"; }

    RequestId id = 0;
    std::vector<Json> events;
    std::optional<Result<Json>> result;
    int numAnswers = 0;
};

inline Json loadRequest(const std::string& folder = tinyModel("tiny-qwen2")) {
    return {{"op", "load"}, {"name", "base"}, {"folder", folder}, {"precision", "f32"}, {"device", "cpu"}};
}
inline Json generateRequest(std::int64_t numTokens) { return {{"op", "generate"}, {"text", "hello"}, {"max_new_tokens", numTokens}}; }

}  // namespace luthier::test
