// SPDX-License-Identifier: Apache-2.0
// For LD_PRELOAD, in tests: a wall clock that goes back by an hour at each look, as one that is set again and again. Other clocks are what they are.
#include <atomic>
#include <ctime>

#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

std::atomic<long> numLooks{0};

int now(clockid_t clock, timespec* to) {
    const long result = ::syscall(SYS_clock_gettime, clock, to);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) to->tv_sec -= 3600 * ++numLooks;
    return static_cast<int>(result);
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* to) { return now(clock, to); }

int gettimeofday(timeval* to, void*) {
    timespec time{};
    const int result = now(CLOCK_REALTIME, &time);
    *to = {time.tv_sec, time.tv_nsec / 1000};
    return result;
}

time_t time(time_t* to) {
    timespec read{};
    now(CLOCK_REALTIME, &read);
    if (to) *to = read.tv_sec;
    return read.tv_sec;
}

}  // extern "C"
