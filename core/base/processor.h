// SPDX-License-Identifier: Apache-2.0
// How many threads to compute with, and whether others want the processors too. Linux. Thread: any.
#pragma once

#include <map>
#include <string>

namespace luthier {

// That this process may run on (its affinity); at least 1.
int numProcessors();
// Whether it multiplies pairs of bfloat16 in one instruction; elsewhere that number format is only emulated, and slow.
bool hasBf16Instructions();

// count: 0 leaves the choice to LibTorch. warning, hint: what a person should be told about the choice; empty: nothing.
struct ThreadChoice { int count = 0; std::string warning, hint; };
// asked: OMP_NUM_THREADS as it was given, or nullptr. More threads than processors wait for one another, and each holds memory of its own; so they are not
// taken. A list, as OpenMP allows for nested loops, counts by its first number.
ThreadChoice chooseThreads(const char* asked, int numProcessors);


// How long the threads of this process were ready to run and had no processor.
class ProcessorWaiting {
public:
    ProcessorWaiting() { secondsSinceLast(); }
    // Of all threads together, since the last call or the beginning; 0 where the kernel does not say.
    double secondsSinceLast();

private:
    std::map<std::string, unsigned long long> m_waited;   // nanoseconds, by the thread's folder in /proc
};

}  // namespace luthier
