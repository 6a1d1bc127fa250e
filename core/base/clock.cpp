// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include <cstdio>
#include <ctime>

namespace luthier {

namespace {

double secondsOf(clockid_t clock) {
    timespec now{};
    // Both clocks exist on every supported system, so this cannot fail with these arguments.
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

std::string utcNow() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    std::tm parts{};
    gmtime_r(&now.tv_sec, &parts);
    char text[96];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                  parts.tm_min, parts.tm_sec, static_cast<int>(now.tv_nsec / 1'000'000));
    return text;
}

double wallSeconds() { return secondsOf(CLOCK_REALTIME); }

double monotonicSeconds() { return secondsOf(CLOCK_MONOTONIC); }

}  // namespace luthier
