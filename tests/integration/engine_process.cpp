// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/engine_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace luthier::test {

namespace {

std::array<int, 2> makePipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    return ends;
}

void closeIf(int& descriptor) {
    if (descriptor >= 0) ::close(std::exchange(descriptor, -1));
}

// In the child, between fork and exec.
[[noreturn]] void becomeEngine(std::vector<char*>& arguments, const EngineOptions& options, int input, int output, int error) {
    if (!options.outputPath.empty()) output = ::open(options.outputPath.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(error, STDERR_FILENO);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGUSR1}) std::signal(number, SIG_DFL);
    if (options.maxFileBytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{*options.maxFileBytes, *options.maxFileBytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (options.maxAddressBytes) {
        const rlimit limit{*options.maxAddressBytes, *options.maxAddressBytes};
        ::setrlimit(RLIMIT_AS, &limit);
    }
    if (!options.workFolder.empty() && ::chdir(options.workFolder.c_str()) != 0) ::_exit(126);
    for (const std::string& entry : options.environment) ::putenv(const_cast<char*>(entry.c_str()));
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

std::vector<Json> linesAsJson(const std::string& text) {
    std::vector<Json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        auto json = parseJson(line);
        lines.push_back(json && json->is_object() ? std::move(*json) : Json::object());
    }
    return lines;
}

}  // namespace

std::vector<Json> EngineResult::results() const { return linesAsJson(out); }
std::vector<Json> EngineResult::events() const { return linesAsJson(err); }

Json EngineResult::error() const {
    const auto lines = events();
    return !lines.empty() && lines.back().contains("error") ? lines.back()["error"] : Json();
}

std::string EngineResult::errorCode() const {
    const Json found = error();
    return found.is_object() && found.contains("code") ? found["code"].get<std::string>() : "";
}

std::string EngineResult::all() const {
    return "exit " + std::to_string(exitCode) + (signal ? " signal " + std::to_string(signal) : "") + (timedOut ? " (out of time)" : "") +
           "\nstdout: " + out.substr(0, 3000) + "\nstderr: " + (err.size() > 3000 ? err.substr(err.size() - 3000) : err);
}

EngineProcess::EngineProcess(const std::vector<std::string>& arguments, EngineOptions options)
    : m_options(std::move(options)),
      m_deadline(std::chrono::steady_clock::now() + std::chrono::milliseconds(static_cast<std::int64_t>(m_options.timeoutSeconds * 1000))) {
    std::signal(SIGPIPE, SIG_IGN);
    std::vector<std::string> words{LUTHIER_ENGINE_PATH};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    auto input = makePipe(), output = makePipe(), error = makePipe();
    m_pid = ::fork();
    if (m_pid < 0) throw std::runtime_error("fork");
    if (m_pid == 0) becomeEngine(pointers, m_options, input[0], output[1], error[1]);
    closeIf(input[0]);
    closeIf(output[1]);
    closeIf(error[1]);
    m_input = input[1];
    m_output = output[0];
    m_error = error[0];
    write(m_options.input);
    if (!m_options.keepInputOpen) closeInput();
}

EngineProcess::~EngineProcess() {
    closeIf(m_input);
    closeIf(m_output);
    closeIf(m_error);
    if (m_pid <= 0) return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

void EngineProcess::write(const std::string& text) {
    for (std::size_t at = 0; at < text.size() && m_input >= 0;) {
        const ssize_t put = ::write(m_input, text.data() + at, text.size() - at);
        if (put < 0 && errno != EINTR) return;   // it does not read its stdin, or has ended
        if (put > 0) at += static_cast<std::size_t>(put);
    }
}

void EngineProcess::closeInput() { closeIf(m_input); }
void EngineProcess::closeOutput() { closeIf(m_output); }
void EngineProcess::closeError() { closeIf(m_error); }

void EngineProcess::signal(int number) const {
    if (m_pid > 0) ::kill(m_pid, number);
}

bool EngineProcess::timeLeft() const { return std::chrono::steady_clock::now() < m_deadline; }

bool EngineProcess::pump(int waitMilliseconds) {
    std::array<pollfd, 2> ends{pollfd{m_output, POLLIN, 0}, pollfd{m_error, POLLIN, 0}};
    if (m_output < 0 && m_error < 0) return false;
    ::poll(ends.data(), ends.size(), waitMilliseconds);
    std::array<char, 1 << 16> buffer;
    const auto take = [&](const pollfd& end, int& descriptor, std::string& into) {
        if (descriptor < 0 || end.revents == 0) return;
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
        else if (got == 0 || errno != EINTR) closeIf(descriptor);
    };
    take(ends[0], m_output, m_result.out);
    take(ends[1], m_error, m_result.err);
    return m_output >= 0 || m_error >= 0;
}

bool EngineProcess::waitForError(const std::function<bool(const std::string&)>& holds) {
    while (!holds(m_result.err))
        if (!timeLeft() || !pump(50)) return holds(m_result.err);
    return true;
}

bool EngineProcess::waitForOutput(const std::function<bool(const std::string&)>& holds) {
    while (!holds(m_result.out))
        if (!timeLeft() || !pump(50)) return holds(m_result.out);
    return true;
}

EngineResult EngineProcess::wait() {
    while (timeLeft() && pump(50)) {}
    int status = 0;
    pid_t ended = 0;
    while ((ended = ::waitpid(m_pid, &status, WNOHANG)) == 0 && timeLeft()) ::usleep(2000);
    if (ended == 0) {
        m_result.timedOut = true;
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, &status, 0);
    }
    m_pid = -1;
    if (WIFEXITED(status)) m_result.exitCode = WEXITSTATUS(status);
    else m_result.signal = WTERMSIG(status);
    return m_result;
}

EngineResult runEngine(const std::vector<std::string>& arguments, EngineOptions options) { return EngineProcess(arguments, std::move(options)).wait(); }

std::string tinyModel(const std::string& name) { return LUTHIER_SOURCE_DIR "/tests/baselines/models/" + name; }

std::string copyModel(const std::string& name, const std::string& to) {
    std::filesystem::copy(tinyModel(name), to, std::filesystem::copy_options::recursive);
    return to;
}

std::string chatRow(const std::string& user, const std::string& assistant) {
    return dumpJson({{"messages", {{{"role", "user"}, {"content", user}}, {{"role", "assistant"}, {"content", assistant}}}}}) + "\n";
}

}  // namespace luthier::test
