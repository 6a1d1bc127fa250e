// SPDX-License-Identifier: Apache-2.0
// How many threads to compute with. Linux. Thread: any.
#pragma once

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

}  // namespace luthier
