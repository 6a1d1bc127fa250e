// SPDX-License-Identifier: Apache-2.0
// Two builds side by side:   compare_builds [--rounds N] "COMMAND" "OTHER COMMAND"
// Runs both in turns (first, second, second, first, ...: a machine that slows down meanwhile hurts both alike), reads the figures each prints, and prints one
// JSON line per case: {"case","first","second","ratio","low","high","rounds","verdict"}. Exit code 1 when a command fails or prints no figures.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include "core/base/json.h"
#include "tests/benchmarks/comparison.h"

namespace luthier::benchmarks {

namespace {

Result<Figures> measure(const char* command) {
    std::FILE* const pipe = popen(command, "r");
    if (!pipe) return fail(ErrorCode::Io, std::string("cannot run: ") + command);
    std::string printed;
    char part[4096];
    for (std::size_t count = 0; (count = std::fread(part, 1, sizeof part, pipe)) > 0;) printed.append(part, count);
    if (const int status = pclose(pipe); status != 0)
        return fail(ErrorCode::InvalidData, std::string("ended with ") + std::to_string(status) + ": " + command);
    return readFigures(printed);
}

struct Series { std::vector<double> first, second; };

Result<std::map<std::string, Series>> inTurns(const char* const commands[2], int numRounds) {
    std::map<std::string, Series> series;
    for (int round = 0; round < numRounds; ++round) {
        std::fprintf(stderr, "round %d of %d\n", round + 1, numRounds);
        Figures figures[2];
        for (const int turn : {0, 1}) {
            const int which = (round + turn) % 2;
            ASSIGN_OR_RETURN(figures[which], measure(commands[which]));
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
    if (argc - next != 2 || numRounds < 1) {
        std::fprintf(stderr, "compare_builds [--rounds N] \"COMMAND\" \"OTHER COMMAND\"\n");
        return 2;
    }
    const char* const commands[2] = {argv[next], argv[next + 1]};
    const auto series = inTurns(commands, numRounds);
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
