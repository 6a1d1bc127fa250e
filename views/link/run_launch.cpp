// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/link/run_launch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/posix_file.h"

// The environment, as POSIX has it.
extern char** environ;   // NOLINT

namespace luthier {

namespace {

constexpr off_t tailBytes = 64 << 10;
constexpr const char* beginOfAttempt = "=== the run goes on: ";

// What posix_spawn is told; freed at the end.
struct SpawnSettings {
    SpawnSettings() {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
    }
    ~SpawnSettings() {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

void detach(SpawnSettings& settings) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    ::posix_spawnattr_setsigdefault(&settings.attributes, &all);
    ::posix_spawnattr_setsigmask(&settings.attributes, &none);
    ::posix_spawnattr_setflags(&settings.attributes, static_cast<short>(POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK));
}

}  // namespace

Result<pid_t> launchDetached(const std::string& program, const std::vector<std::string>& arguments, const std::string& logPath, bool appends) {
    ASSIGN_OR_RETURN(PosixFile log, PosixFile::open(logPath, O_WRONLY | O_CREAT | O_APPEND | (appends ? 0 : O_TRUNC), 0644));
    if (appends) RETURN_IF_ERROR(log.writeAll(beginOfAttempt + utcNow() + "\n"));
    SpawnSettings settings;
    detach(settings);
    ::posix_spawn_file_actions_addopen(&settings.actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    for (const int standard : {STDOUT_FILENO, STDERR_FILENO}) ::posix_spawn_file_actions_adddup2(&settings.actions, log.descriptor(), standard);
    ::posix_spawn_file_actions_addclosefrom_np(&settings.actions, STDERR_FILENO + 1);

    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t pid = 0;
    const int error = ::posix_spawn(&pid, program.c_str(), &settings.actions, &settings.attributes, argv.data(), environ);
    if (error != 0) return fail(startFailureInWords(QString::fromStdString(program), QString::fromLocal8Bit(std::strerror(error))));
    return pid;
}

std::optional<ProcessEnd> endedProcess(pid_t pid) {
    int status = 0;
    const pid_t got = ::waitpid(pid, &status, WNOHANG);
    if (got == 0 || (got < 0 && errno == EINTR)) return std::nullopt;
    if (got < 0) return ProcessEnd{};   // somebody else has asked; its run folder says how it ended
    if (WIFSIGNALED(status)) return ProcessEnd{-1, WTERMSIG(status)};
    return ProcessEnd{WEXITSTATUS(status), 0};
}

LastWords wordsIn(const std::string& logPath) {
    LastWords words;
    Result<PosixFile> file = PosixFile::openForReading(logPath);
    if (!file) return words;
    const off_t size = ::lseek(file->descriptor(), 0, SEEK_END);
    const off_t from = std::max<off_t>(0, size - tailBytes);
    ::lseek(file->descriptor(), from, SEEK_SET);
    QByteArray text;
    std::array<char, 1 << 14> buffer{};
    for (;;) {
        const Result<std::size_t> got = file->read(buffer.data(), buffer.size());
        if (!got || *got == 0) break;
        text.append(buffer.data(), static_cast<qsizetype>(*got));
    }
    if (from > 0) text.remove(0, text.indexOf('\n') + 1);   // the rest of a line
    if (const qsizetype begin = text.lastIndexOf(beginOfAttempt); begin >= 0) text.remove(0, text.indexOf('\n', begin) + 1);
    words.feed(text);
    words.endOfInput();
    return words;
}

}  // namespace luthier
