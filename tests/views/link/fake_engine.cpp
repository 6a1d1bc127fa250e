// SPDX-License-Identifier: GPL-3.0-or-later
// fake_engine [--behave=NAME] serve | --version | train RUN.json --out DIR [--resume] | inspect PATH | check ...
// NAME (or LUTHIER_FAKE in the environment):
//   normal, slow (a while between tokens), slow-start
//   crash-at-start, crash-busy, garbage-at-start, garbage-busy, half-line, half-line-killed, hang-at-start (silent from the beginning), hang-busy, spin-busy,
//   hang-load (while it loads a model), version (another one), no-version, missing-library, not-executable (exit 126), flood, refuse, out-of-memory,
//   exit-busy (0, without a word),
//   no-id (an answer without id), chatter (lines on stderr), stubborn (does not end when asked), escapes (HTML and terminal escapes in tokens)
// For the commands that end by themselves: normal, fail, crash, garbage, half-line, hang, stubborn, missing-library, many, gpu (describe names one)
#include "tests/views/link/fake_engine.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

namespace luthier::test {

void writeRaw(int descriptor, const std::string& text) {
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t put = ::write(descriptor, text.data() + done, text.size() - done);
        if (put < 0) std::_Exit(4);
        done += static_cast<std::size_t>(put);
    }
}

void say(const Json& message) { writeRaw(STDOUT_FILENO, dumpJson(message) + "\n"); }
void tell(const Json& event) { writeRaw(STDERR_FILENO, dumpJson(event) + "\n"); }

int failWith(const std::string& code, const std::string& message, const std::string& hint, int exitCode) {
    tell({{"error", {{"code", code}, {"message", message}, {"hint", hint}, {"file", ""}, {"line", nullptr}, {"key", ""}}}});
    return exitCode;
}

int missingLibrary() {
    writeRaw(STDERR_FILENO, "luthier-engine: error while loading shared libraries: libtorch_cpu.so: cannot open shared object file: "
                            "No such file or directory\n");
    return 127;
}

void crash(int signal) {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    std::signal(signal, SIG_DFL);
    ::kill(::getpid(), signal);
    for (;;) ::pause();
}

void hang() {
    for (;;) ::pause();
}

void pauseMs(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

namespace {

volatile std::sig_atomic_t wasAskedToEnd = 0;
void onTerm(int) { wasAskedToEnd = 1; }

// inspect, check, ...: some progress, a warning, some results.
int fakeCommand(const std::string& behaviour, const std::vector<std::string>& words) {
    std::signal(SIGTERM, behaviour == "stubborn" ? SIG_IGN : onTerm);
    for (int i = 1; i <= 3; ++i) tell({{"event", "progress"}, {"phase", "reading"}, {"done", i}, {"total", 3}, {"unit", "files"}});
    tell({{"event", "warning"}, {"message", "something to look at"}, {"hint", "look at it"}});
    writeRaw(STDERR_FILENO, "a line of a library\n");
    if (behaviour == "hang" || behaviour == "stubborn") {
        while (wasAskedToEnd == 0) ::pause();
        tell({{"event", "stopped"}, {"message", "stopped as asked"}});
        return 0;
    }
    if (behaviour == "fail") return failWith("not_found", "there is no such file", "check the path", 2);
    if (behaviour == "crash") crash(SIGSEGV);
    if (behaviour == "garbage") writeRaw(STDOUT_FILENO, "this is not JSON\n");
    if (behaviour == "half-line") {
        writeRaw(STDOUT_FILENO, "{\"row\":");
        return 0;
    }
    if (words.front() == "describe") {
        Json devices = Json::array();
        if (behaviour == "gpu") devices.push_back(Json{{"name", "cuda:0"}, {"hardware", "NVIDIA Test 80GB"}});
        devices.push_back(Json{{"name", "cpu"}});
        say({{"version", LUTHIER_VERSION}, {"cuda", behaviour == "gpu"}, {"devices", devices}});
        return 0;
    }
    const int count = behaviour == "many" ? 100000 : 2;
    for (int i = 0; i < count; ++i) say({{"row", i}, {"command", words.front()}, {"path", words.size() > 1 ? words[1] : ""}});
    return 0;
}

void sayVersion(const char* version) {
    for (const char* part : {"luthier-engine ", version, " (LibTorch 2.11.0)\n"}) writeRaw(STDOUT_FILENO, part);
}

int fakeVersion(const std::string& behaviour) {
    if (behaviour == "no-version") return 0;
    sayVersion(behaviour == "version" ? "9.9.9" : LUTHIER_VERSION);
    return 0;
}

}  // namespace

int fakeMain(std::vector<std::string> words) {
    const char* given = std::getenv("LUTHIER_FAKE");
    std::string behaviour = given ? given : "normal";
    constexpr std::string_view option = "--behave=";
    if (!words.empty() && words.front().starts_with(option)) {
        behaviour = words.front().substr(option.size());
        words.erase(words.begin());
    }
    if (words.empty()) return 2;
    if (behaviour == "missing-library") return missingLibrary();
    if (behaviour == "not-executable") return 126;
    if (words.front() == "--version") return fakeVersion(behaviour);
    if (words.front() == "serve") return fakeServe(behaviour);
    if (words.front() == "train" && words.size() >= 4) return fakeTrain(words[1], words[3], words.back() == "--resume");
    return fakeCommand(behaviour, words);
}

}  // namespace luthier::test

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    return luthier::test::fakeMain(std::vector<std::string>(argv + 1, argv + argc));
}
