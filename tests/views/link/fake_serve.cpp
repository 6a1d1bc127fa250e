// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <list>
#include <string>
#include <string_view>

#include <poll.h>
#include <unistd.h>

#include "core/protocol/codes.h"
#include "core/protocol/line_splitter.h"
#include "tests/views/link/fake_engine.h"

namespace luthier::test {

namespace {

struct Generation { Json id; std::int64_t done = 0, count = 0; std::string text; Json adapter; };

class FakeSession {
public:
    explicit FakeSession(std::string behaviour) : m_behaviour(std::move(behaviour)), m_lines(std::size_t{1} << 20) {}

    int run() {
        std::array<char, 1 << 16> buffer{};
        while (!m_ends) {
            pollfd source{STDIN_FILENO, POLLIN, 0};
            const int waitMs = m_open.empty() ? -1 : (m_behaviour == "slow" ? 20 : 0);
            if (::poll(&source, 1, waitMs) < 0 && errno != EINTR) return 4;
            if (source.revents != 0) {
                const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
                if (got <= 0) return 0;
                m_lines.feed({buffer.data(), static_cast<std::size_t>(got)}, [this](const LineSplitter::Line& line) {
                    if (!m_ends && !line.text.empty()) take(line);
                });
            }
            for (auto generation = m_open.begin(); generation != m_open.end() && !m_ends;) {
                const auto at = generation++;
                if (step(*at)) m_open.erase(at);
            }
        }
        for (const Generation& generation : m_open) finish(generation, "cancelled");
        return m_exitCode;
    }

private:
    void answer(const Json& id, Json fields) {
        Json message{{"id", id}, {"event", "result"}};
        message.update(fields);
        say(message);
    }
    static void refuse(const Json& id, ErrorCode code, const std::string& message, const std::string& hint) {
        Json told{{"id", id}, {"event", "error"}};
        told.update(errorToJson(Error(code, message).withHint(hint)));
        say(told);
    }
    static void finish(const Generation& generation, const char* reason) {
        say({{"id", generation.id}, {"event", "result"}, {"model", "base"}, {"adapter", generation.adapter}, {"text", generation.text},
             {"ids", Json::array()}, {"finish_reason", reason}, {"fingerprint", generation.adapter.is_null() ? "fake" : "fake with an adapter"},
             {"seconds", 0.1}});
    }

    void take(const LineSplitter::Line& line) {
        const Result<Json> request = parseJson(line.text);
        if (!request || !request->contains("id")) return refuse(nullptr, ErrorCode::InvalidData, "not a request", "one JSON object per line");
        record(line.text);
        const Json id = (*request)["id"];
        const std::string op = request->value("op", "");
        if (op == "status") return answer(id, {{"models", Json::array()}, {"loading", Json::array()}, {"planning", 0}});
        if (op == "shutdown") {
            if (m_behaviour == "stubborn") return;
            answer(id, Json::object());
            m_ends = true;
            return;
        }
        if (op == "cancel") return cancel(id, (*request)["target"]);
        if (op == "load") return load(id, *request);
        if (op == "attach") return attach(id, *request);
        if (op == "release") return answer(id, Json::object());
        if (op == "generate") return generate(id, *request);
        refuse(id, ErrorCode::InvalidArgument, "there is no request \"" + op + "\"", "There are: generate, load, status");
    }

    // LUTHIER_FAKE_REQUESTS names a file: what was asked, a line each.
    static void record(std::string_view line) {
        const char* const path = std::getenv("LUTHIER_FAKE_REQUESTS");
        if (path) std::ofstream(path, std::ios::app) << line << "\n";
    }

    void attach(const Json& id, const Json& request) {
        const std::string folder = request.value("folder", "");
        if (::access((folder + "/adapter_config.json").c_str(), R_OK) != 0)
            return refuse(id, ErrorCode::NotFound, "cannot attach " + folder + ": there is no adapter", "check the path");
        answer(id, {{"model", request.value("model", "")}, {"adapter", request.value("name", "")}});
    }

    void load(const Json& id, const Json& request) {
        const std::string folder = request.value("folder", "");
        if (::access(folder.c_str(), R_OK) != 0) return refuse(id, ErrorCode::NotFound, "there is no such folder", "check the path");
        for (int i = 0; i <= 2; ++i) say({{"id", id}, {"event", "progress"}, {"phase", "reading weights"}, {"done", i}, {"total", 2}, {"unit", "files"}});
        if (m_behaviour == "hang-load") hang();
        answer(id, {{"model", request.value("name", "")}, {"folder", folder}, {"parameters", 1000}, {"fingerprint", "fake"}, {"adapters", Json::array()}});
    }

    void generate(const Json& id, const Json& request) {
        if (m_behaviour == "refuse") return refuse(id, ErrorCode::NotFound, "no model \"base\" is loaded", "Load one first.");
        if (m_behaviour == "hang-busy") hang();
        while (m_behaviour == "spin-busy" && ::getppid() > 1) {}   // an endless loop, though not beyond the test
        std::int64_t count = request.value("max_new_tokens", std::int64_t{4});
        if (m_behaviour == "flood") count = 50000;
        m_open.push_back({id, 0, count, "", request.value("adapter", Json())});
    }

    void cancel(const Json& id, const Json& target) {
        const auto found = std::find_if(m_open.begin(), m_open.end(), [&](const Generation& open) { return open.id == target; });
        const bool there = found != m_open.end();
        if (there) {
            finish(*found, "cancelled");
            m_open.erase(found);
        }
        answer(id, {{"cancelled", there}});
    }

    bool step(Generation& generation) {
        if (generation.done == generation.count) {
            finish(generation, "length");
            return true;
        }
        if (generation.done == 2) misbehave(generation);
        const std::string text = m_behaviour == "escapes" ? "<b>\x1b[31m&amp;</b>" : " word" + std::to_string(generation.done);
        say({{"id", generation.id}, {"event", "token"}, {"token", generation.done}, {"text", text}});
        generation.text += text;
        ++generation.done;
        return false;
    }

    void misbehave(const Generation& generation) {
        if (m_behaviour == "crash-busy") {
            writeRaw(STDERR_FILENO, "Intel oneMKL FATAL ERROR: Cannot load libmkl_avx512.so\n");
            crash(SIGSEGV);
        }
        if (m_behaviour == "garbage-busy") writeRaw(STDOUT_FILENO, "MKL warning: <b>something</b>\n");
        if (m_behaviour == "no-id") writeRaw(STDOUT_FILENO, "{\"answer\":42}\n");
        if (m_behaviour == "half-line" || m_behaviour == "half-line-killed") {
            writeRaw(STDOUT_FILENO, "{\"id\":" + dumpJson(generation.id) + ",\"event\":\"tok");
            if (m_behaviour == "half-line-killed") crash(SIGKILL);
            std::_Exit(0);
        }
        if (m_behaviour == "exit-busy") std::_Exit(0);
        if (m_behaviour == "out-of-memory") {
            std::_Exit(failWith("out_of_memory", "there is not enough memory: 12 GB are needed, 3 GB are left", "close other programs", 3));
        }
    }

    const std::string m_behaviour;
    LineSplitter m_lines;
    std::list<Generation> m_open;
    bool m_ends = false;
    int m_exitCode = 0;
};

}  // namespace

int fakeServe(const std::string& behaviour) {
    if (behaviour == "crash-at-start") {
        writeRaw(STDERR_FILENO, "terminate called after throwing an instance of 'std::bad_alloc'\n");
        crash(SIGABRT);
    }
    if (behaviour == "garbage-at-start") writeRaw(STDOUT_FILENO, "Welcome to something else!\n");
    if (behaviour == "chatter")
        for (int i = 0; i < 100; ++i) writeRaw(STDERR_FILENO, "[W] a warning of a library, number " + std::to_string(i) + "\n");
    if (behaviour == "hang-at-start") hang();
    if (behaviour == "slow-start") pauseMs(300);
    if (behaviour == "stubborn") std::signal(SIGTERM, SIG_IGN);
    return FakeSession(behaviour).run();
}

}  // namespace luthier::test
