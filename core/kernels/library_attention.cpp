// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/library_attention.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <string_view>

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include "core/kernels/compute_device.h"

#ifdef LUTHIER_CUDA
#include "core/kernels/cuda/tasks.h"
#endif

namespace luthier::kernels {

namespace {

// Where segments begin, [S+1] int32 on the device; all layers of a step ask for the same.
at::Tensor startsOn(at::Device device, const std::vector<std::int64_t>& starts) {
    struct Entry { std::vector<std::int64_t> starts; at::Device device; at::Tensor table; };
    constexpr std::size_t kKept = 8;
    static std::mutex mutex;
    static auto* const entries = new std::deque<Entry>;   // never destroyed: CUDA may be gone by then
    const std::lock_guard lock(mutex);
    for (const Entry& entry : *entries)
        if (entry.device == device && entry.starts == starts) return entry.table;
    entries->push_back({starts, device, onDevice(at::tensor(starts, at::kLong).to(at::kInt), device)});
    if (entries->size() > kKept) entries->pop_front();
    return entries->back().table;
}

std::int64_t longestOf(const std::vector<std::int64_t>& starts) {
    std::int64_t longest = 0;
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) longest = std::max(longest, starts[s + 1] - starts[s]);
    return longest;
}

// It counts the keys to the left of a query, not the query's own.
std::optional<std::int64_t> leftOf(const AttentionInput& in) { return in.window ? std::optional(*in.window - 1) : std::nullopt; }

// While it lives, LibTorch chooses algorithms that sum in a fixed order.
class FixedOrder {
public:
    FixedOrder() : m_before(at::globalContext().deterministicAlgorithms()), m_warned(at::globalContext().deterministicAlgorithmsWarnOnly()),
                   m_filled(at::globalContext().deterministicFillUninitializedMemory()) {
        at::globalContext().setDeterministicAlgorithms(true, false);
        at::globalContext().setDeterministicFillUninitializedMemory(false);   // otherwise every new tensor is written first
    }
    ~FixedOrder() {
        at::globalContext().setDeterministicAlgorithms(m_before, m_warned);
        at::globalContext().setDeterministicFillUninitializedMemory(m_filled);
    }
    FixedOrder(const FixedOrder&) = delete;
    FixedOrder& operator=(const FixedOrder&) = delete;

private:
    bool m_before, m_warned, m_filled;
};

}  // namespace

bool takesLibraryAttention(const AttentionInput& in) {
#ifdef LUTHIER_CUDA
    static const bool isWanted = [] {
        const char* const name = std::getenv("LUTHIER_ATTENTION");
        return !name || std::string_view(name) != "own";
    }();
    const at::Tensor& query = in.query_TND;
    constexpr std::int64_t kWidest = 256;
    return isWanted && query.is_cuda() && query.scalar_type() == at::kBFloat16 && query.size(0) > 0 && query.size(2) % 8 == 0 && query.size(2) <= kWidest &&
           cuda::tensorCoresHere();
#else
    static_cast<void>(in);
    return false;
#endif
}

Attention libraryAttention(const AttentionInput& in) {
    const at::Tensor starts = startsOn(in.query_TND.device(), in.starts);
    const std::int64_t longest = longestOf(in.starts);
    const auto made = at::_flash_attention_forward(in.query_TND, in.key_TKD, in.value_TKD, starts, starts, longest, longest, 0.0, true, false, in.scale,
                                                   leftOf(in), std::nullopt);
    return {std::get<0>(made), std::get<1>(made)};
}

void libraryAttentionBackward(const at::Tensor& dOut_TND, const AttentionInput& in, const Attention& saved, const at::Tensor& dQuery, const at::Tensor& dKey,
                              const at::Tensor& dValue) {
    const at::Tensor starts = startsOn(in.query_TND.device(), in.starts);
    const std::int64_t longest = longestOf(in.starts);
    // The state of dropout's random numbers: there is none.
    const at::Tensor random = at::empty({2}, in.query_TND.options().dtype(at::kUInt64)), unused = at::empty({0}, in.query_TND.options().dtype(at::kUInt64));
    const FixedOrder fixedOrder;
    const auto [dq, dk, dv] = at::_flash_attention_backward(dOut_TND, in.query_TND, in.key_TKD, in.value_TKD, saved.out_TND, saved.logSumExp_TN, starts, starts,
                                                            longest, longest, 0.0, true, random, unused, in.scale, leftOf(in), std::nullopt);
    dQuery.copy_(dq);
    dKey.copy_(dk);
    dValue.copy_(dv);
}

}  // namespace luthier::kernels
