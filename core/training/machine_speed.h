// SPDX-License-Identifier: Apache-2.0
// What the processor (or the GPU) can do at best, measured: what a step's speed is compared with. Thread: one; takes about a second with all of LibTorch's
// threads.
#pragma once

#include <c10/core/ScalarType.h>

#include "core/kernels/compute_device.h"

namespace luthier {

// flops: a matrix product far larger than the caches, in FLOP/s. bytesPerSecond: a sum of two arrays into a third, far larger than the caches, read and
// written. bytesReadPerSecond: the sum of such an array, only read, as weights are when decoding.
struct MachineSpeed { double flops = 0, bytesPerSecond = 0, bytesReadPerSecond = 0; };
MachineSpeed measureMachine(c10::ScalarType dtype, const ComputeDevice& device);

}  // namespace luthier
