// SPDX-License-Identifier: Apache-2.0
// What the processor (or the GPU) can do at best, measured: what a step's speed is compared with. Thread: one; takes about a second with all of LibTorch's
// threads.
#pragma once

#include <algorithm>
#include <limits>

#include <c10/core/ScalarType.h>

#include "core/base/clock.h"
#include "core/kernels/compute_device.h"

namespace luthier {

// flops: a matrix product far larger than the caches, in FLOP/s. bytesPerSecond: a sum of two arrays into a third, far larger than the caches, read and
// written. bytesReadPerSecond: the sum of such an array, only read, as weights are when decoding.
struct MachineSpeed { double flops = 0, bytesPerSecond = 0, bytesReadPerSecond = 0; };
MachineSpeed measureMachine(c10::ScalarType dtype, const ComputeDevice& device);

// The best of at least three runs: what the machine can do, whatever else runs on it just now. A GPU is asked several times before it is waited for, because to
// ask and to wait takes longer than most work there does.
template <class Work>
double bestSeconds(const ComputeDevice& device, const Work& work) {
    const int atOnce = device.isProcessor() ? 1 : 10;
    work();   // what is only done the first time
    device.wait();
    double best = std::numeric_limits<double>::infinity(), all = 0;
    for (int run = 0; run < 3 || (run < 8 && all < 0.1); ++run) {
        const double started = monotonicSeconds();
        for (int i = 0; i < atOnce; ++i) work();
        device.wait();
        const double took = std::max(monotonicSeconds() - started, 1e-9);
        best = std::min(best, took / atOnce);
        all += took;
    }
    return best;
}

}  // namespace luthier
