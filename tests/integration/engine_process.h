// SPDX-License-Identifier: Apache-2.0
// The real engine as a process: arguments and stdin in; stdout, stderr and exit code out; never longer than its time. Thread: one.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/base/json.h"

namespace luthier::test {

struct EngineOptions {
    std::string input;                             // on stdin, which is then closed (unless keepInputOpen)
    bool keepInputOpen = false;
    std::string outputPath;                        // stdout goes to this file instead of a pipe ("/dev/full")
    std::optional<std::uint64_t> maxFileBytes;     // RLIMIT_FSIZE, with SIGXFSZ ignored
    std::optional<std::uint64_t> maxAddressBytes;  // RLIMIT_AS
    std::vector<std::string> environment;          // added to the test's own: "NAME=value"
    std::string workFolder;
    double timeoutSeconds = 120;
};

struct EngineResult {
    int exitCode = -1;        // -1 when it was killed
    int signal = 0;
    bool timedOut = false;
    std::string out, err;

    // Lines as JSON; a line that is not is an empty object (stderr may hold log lines).
    std::vector<Json> results() const;
    std::vector<Json> events() const;
    // The last line of stderr as {"error":...}, or null.
    Json error() const;
    std::string errorCode() const;
    std::string all() const;   // for messages of a test that fails
};

class EngineProcess {
public:
    explicit EngineProcess(const std::vector<std::string>& arguments, EngineOptions options = {});
    ~EngineProcess();   // kills it if it still runs
    EngineProcess(const EngineProcess&) = delete;
    EngineProcess& operator=(const EngineProcess&) = delete;

    void write(const std::string& text);
    void closeInput();
    void closeOutput();              // as `| head` does
    void closeError();
    void signal(int number) const;
    // Until this holds for what came on stderr so far; false when the process ended or its time was over first.
    bool waitForError(const std::function<bool(const std::string&)>& holds);
    // The same for stdout.
    bool waitForOutput(const std::function<bool(const std::string&)>& holds);
    EngineResult wait();
    pid_t pid() const { return m_pid; }

private:
    bool pump(int waitMilliseconds);   // false when both ends are closed
    bool timeLeft() const;
    pid_t m_pid = -1;
    int m_input = -1, m_output = -1, m_error = -1;
    EngineOptions m_options;
    EngineResult m_result;
    std::chrono::steady_clock::time_point m_deadline;
};

EngineResult runEngine(const std::vector<std::string>& arguments, EngineOptions options = {});

std::string tinyModel(const std::string& name);   // tests/baselines/models/NAME
// A copy of a tiny model that a test may damage.
std::string copyModel(const std::string& name, const std::string& to);
// One conversation per line, JSON lines.
std::string chatRow(const std::string& user, const std::string& assistant);

}  // namespace luthier::test
