// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/parallel.h"

#include <ATen/Parallel.h>

#ifndef _OPENMP
#error "this file is to be compiled with OpenMP, or everything runs on one thread"
#endif

namespace luthier::kernels {

void parallelPieces(std::int64_t count, std::int64_t grain, void (*work)(const void* self, std::int64_t begin, std::int64_t end), const void* self) {
    at::parallel_for(0, count, grain, [&](std::int64_t begin, std::int64_t end) { work(self, begin, end); });
}

void gatherTeam(int numThreads) {
#pragma omp parallel num_threads(numThreads)
    {
        asm volatile("");   // or there is nothing to have threads for
    }
}

}  // namespace luthier::kernels
