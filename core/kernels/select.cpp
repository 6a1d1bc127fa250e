// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/select.h"

#include <cstdlib>

namespace luthier::kernels {

namespace {

const VectorKernels* widest() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return &avx512Kernels;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &avx2Kernels : nullptr;
}

// False when there is no such name, or this processor lacks it.
bool find(const std::string& name, const VectorKernels*& found) {
    const VectorKernels* const best = widest();
    if (name != "auto" && name != "reference" && name != "avx2" && name != "avx512") return false;
    if (name == "avx512" && best != &avx512Kernels) return false;
    if (name == "avx2" && !best) return false;
    found = name == "reference" ? nullptr : name == "avx2" ? &avx2Kernels : best;
    return true;
}

const VectorKernels*& chosen() {
    static const VectorKernels* kernels = [] {
        const VectorKernels* found = widest();
        if (const char* name = std::getenv("LUTHIER_KERNELS")) find(name, found);
        return found;
    }();
    return kernels;
}

}  // namespace

std::string kernelsInUse() { return chosen() ? chosen()->name : "reference"; }

bool selectKernels(const std::string& name) { return find(name, chosen()); }

const VectorKernels* vectorKernelsFor(const at::Tensor& like) {
    const bool isKnown = like.device().is_cpu() && (like.scalar_type() == at::kFloat || like.scalar_type() == at::kBFloat16);
    return isKnown ? chosen() : nullptr;
}

}  // namespace luthier::kernels
