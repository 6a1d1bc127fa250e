// SPDX-License-Identifier: Apache-2.0
#include "core/base/processor.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <thread>

#include <sched.h>

#include "core/base/utf8.h"

namespace luthier {

bool hasBf16Instructions() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512bf16");
#else
    return false;
#endif
}

int numProcessors() {
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0) return std::max(1, CPU_COUNT(&allowed));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));   // more than 1024 processors
}

ThreadChoice chooseThreads(const char* asked, int numProcessors) {
    std::string_view text = asked ? asked : "";
    text = text.substr(0, text.find(','));
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (text.empty()) return {};
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = end == text.data() + text.size() && error != std::errc::invalid_argument;
    const std::string given = "OMP_NUM_THREADS is " + excerpt(std::string(text), 40), processors = std::to_string(numProcessors);
    const std::string hint = "set it to a number from 1 to " + processors + ", or leave it away";
    if (!isNumber || (number < 1 && error == std::errc()) || text.starts_with('-'))
        return {numProcessors, given + ", which is no number of threads: " + processors + " are used", hint};
    if (error == std::errc::result_out_of_range || number > numProcessors)
        return {numProcessors, given + ", but there are " + processors + " processors: " + processors + " threads are used", hint};
    return {static_cast<int>(number), {}, {}};
}

double ProcessorWaiting::secondsSinceLast() {
    std::map<std::string, unsigned long long> waited;
    unsigned long long sum = 0;
    std::error_code error;
    for (std::filesystem::directory_iterator thread("/proc/self/task", error), end; !error && thread != end; thread.increment(error)) {
        const std::string folder = thread->path();
        unsigned long long ran = 0, now = 0;
        if (!(std::ifstream(folder + "/schedstat") >> ran >> now)) continue;   // it has just ended
        const auto before = m_waited.find(folder);
        sum += before == m_waited.end() ? now : now - std::min(now, before->second);
        waited[folder] = now;
    }
    m_waited = std::move(waited);
    return static_cast<double>(sum) * 1e-9;
}

}  // namespace luthier
