// SPDX-License-Identifier: Apache-2.0
// Work in pieces on LibTorch's own threads. at::parallel_for is inline and runs on one thread in a file that is compiled without OpenMP; so one file is
// compiled with it, and the others call that.
#pragma once

#include <cstdint>

namespace luthier::kernels {

void parallelPieces(std::int64_t count, std::int64_t grain, void (*work)(const void* self, std::int64_t begin, std::int64_t end), const void* self);

// work(begin, end) over [0, count) in pieces of at least `grain`; in this thread when there is only one piece.
template <class Work>
void parallelFor(std::int64_t count, std::int64_t grain, const Work& work) {
    parallelPieces(count, grain, [](const void* self, std::int64_t begin, std::int64_t end) { (*static_cast<const Work*>(self))(begin, end); }, &work);
}

// A parallel region of this many threads that does nothing: they belong to the calling thread from then on, and end with it.
void gatherTeam(int numThreads);

}  // namespace luthier::kernels
