// SPDX-License-Identifier: Apache-2.0
// Two builds side by side:   compare_builds [--rounds N] PROGRAM OTHER_PROGRAM ARGUMENT...
// Runs both with these arguments in turns (first, second, second, first, ...: a machine that slows down meanwhile hurts both alike), reads the figures each
// prints, and prints one JSON line per case: {"case","first","second","ratio","low","high","rounds","verdict"}. Exit code 1 when one fails or prints none.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/json.h"
#include "tests/benchmarks/comparison.h"

namespace luthier::benchmarks {

namespace {

// What the program prints on stdout; its stderr is left alone.
Result<Figures> measure(const char* program, std::vector<char*> arguments) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return fail(ErrorCode::Io, "no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    arguments.insert(arguments.begin(), const_cast<char*>(program));
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, program, &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    std::string printed;
    std::array<char, 4096> part{};
    for (ssize_t count = 0; !failed && (count = read(ends[0], part.data(), part.size())) > 0;) printed.append(part.data(), static_cast<std::size_t>(count));
    close(ends[0]);
    if (failed) return fail(ErrorCode::NotFound, std::string("cannot start ") + program + ": " + std::strerror(failed));
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) return fail(ErrorCode::InvalidData, std::string(program) + " failed");
    return readFigures(printed);
}

struct Series { std::vector<double> first, second; };

Result<std::map<std::string, Series>> inTurns(const char* const programs[2], const std::vector<char*>& arguments, int numRounds) {
    std::map<std::string, Series> series;
    for (int round = 0; round < numRounds; ++round) {
        std::fprintf(stderr, "round %d of %d\n", round + 1, numRounds);
        Figures figures[2];
        for (const int turn : {0, 1}) {
            const int which = (round + turn) % 2;
            ASSIGN_OR_RETURN(figures[which], measure(programs[which], arguments));
        }
        for (const auto& [name, figure] : figures[0]) {
            const auto other = figures[1].find(name);
            if (other == figures[1].end()) continue;   // a case that only one of them has
            series[name].first.push_back(figure);
            series[name].second.push_back(other->second);
        }
    }
    return series;
}

int run(int argc, char** argv) {
    int numRounds = 6, next = 1;
    if (argc > 2 && std::strcmp(argv[1], "--rounds") == 0) {
        numRounds = std::atoi(argv[2]);
        next = 3;
    }
    if (argc - next < 2 || numRounds < 1) {
        std::fprintf(stderr, "compare_builds [--rounds N] PROGRAM OTHER_PROGRAM ARGUMENT...\n");
        return 2;
    }
    const char* const programs[2] = {argv[next], argv[next + 1]};
    const auto series = inTurns(programs, std::vector<char*>(argv + next + 2, argv + argc), numRounds);
    if (!series) {
        std::fprintf(stderr, "%s\n", series.error().message.c_str());
        return 1;
    }
    if (series->empty()) {
        std::fprintf(stderr, "the two have no case in common\n");
        return 1;
    }
    for (const auto& [name, both] : *series) {
        const Comparison c = compare(both.first, both.second);
        const Json line{{"case", name}, {"first", c.first}, {"second", c.second},          {"ratio", c.ratio},
                        {"low", c.low}, {"high", c.high},   {"rounds", both.first.size()}, {"verdict", verdictName(c.verdict)}};
        std::printf("%s\n", line.dump().c_str());
    }
    return 0;
}

}  // namespace

}  // namespace luthier::benchmarks

int main(int argc, char** argv) { return luthier::benchmarks::run(argc, argv); }
