// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/select.h"

#include <cstdlib>
#include <string_view>

#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels {

namespace {

Instructions instructionsHere() {
    __builtin_cpu_init();
    Instructions has;
    has.avx2 = __builtin_cpu_supports("avx2");
    has.fma = __builtin_cpu_supports("fma");
    has.avx512f = __builtin_cpu_supports("avx512f");
    has.avx512bw = __builtin_cpu_supports("avx512bw");
    has.avx512vl = __builtin_cpu_supports("avx512vl");
    has.avx512dq = __builtin_cpu_supports("avx512dq");
    has.avx512bf16 = __builtin_cpu_supports("avx512bf16");
    return has;
}

std::string_view wantedKernels() {
    const char* const name = std::getenv("LUTHIER_KERNELS");
    return name ? name : "";
}

const VectorKernels* chosen() {
    static const VectorKernels* const kernels = [] {
        const VectorKernels* const best = widestKernels(instructionsHere());
        const std::string_view wanted = wantedKernels();
        if (wanted == "reference") return static_cast<const VectorKernels*>(nullptr);
        if (wanted == "avx512" && best && best->lanes == avx512Kernels.lanes) return &avx512Kernels;
        return wanted == "avx2" && best ? &avx2Kernels : best;
    }();
    return kernels;
}

}  // namespace

const VectorKernels* widestKernels(const Instructions& has) {
    if (!has.fma) return nullptr;
    if (has.avx512f && has.avx512bw && has.avx512vl && has.avx512dq) return has.avx512bf16 ? &avx512Bf16Kernels : &avx512Kernels;
    return has.avx2 ? &avx2Kernels : nullptr;
}

Status checkProcessor() { return checkProcessor(instructionsHere(), wantedKernels()); }

Status checkProcessor(const Instructions& has, std::string_view wanted) {
    if (widestKernels(has) || wanted == "reference") return {};
    return fail(Error(ErrorCode::InvalidArgument, "this processor has no AVX2 and FMA instructions, which Luthier's kernels need")
                    .withHint("use a processor made since about 2015; or set LUTHIER_KERNELS=reference, which takes several times as long"));
}

std::string kernelsInUse() { return chosen() ? chosen()->name : "reference"; }

const VectorKernels* vectorKernels() { return chosen(); }

const VectorKernels* vectorKernelsFor(const at::Tensor& like) {
    const bool isKnown = like.device().is_cpu() && (like.scalar_type() == at::kFloat || like.scalar_type() == at::kBFloat16);
    return isKnown ? chosen() : nullptr;
}

const TensorKernels& tensorKernelsFor(const at::Tensor& like) {
#ifdef LUTHIER_CUDA
    if (like.is_cuda() && (like.scalar_type() == at::kFloat || like.scalar_type() == at::kBFloat16)) return cudaKernels;
#else
    static_cast<void>(like);
#endif
    return referenceKernels;
}

}  // namespace luthier::kernels
