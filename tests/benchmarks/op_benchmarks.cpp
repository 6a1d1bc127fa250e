// SPDX-License-Identifier: Apache-2.0
// Each fused operation beside what plain ATen with autograd makes of it, on the layers of SmolLM2-135M (hidden 576, 9 heads over 3, width 64, ffn 1536) and
// 1024 tokens in four segments. One run gives both, so their ratio is one of the same minute: op_benchmarks --benchmark_enable_random_interleaving=true
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <benchmark/benchmark.h>

#include "core/kernels/ops.h"
#include "core/kernels/reference/reference.h"

namespace luthier {
namespace {

constexpr std::int64_t kTokens = 1024, kHidden = 576, kFfn = 1536, kHeads = 9, kKvHeads = 3, kWidth = 64, kVocabulary = 49152, kRank = 16;

at::Tensor noise(at::IntArrayRef shape, bool trained = false) {
    static at::Generator generator = at::detail::createCPUGenerator(1);
    return at::randn(shape, generator, at::kFloat).mul_(0.1).set_requires_grad(trained);
}

// Forward and backward of what make() gives.
template <class Make>
void step(benchmark::State& state, const Make& make, const std::vector<at::Tensor>& inputs) {
    for (auto _ : state) {
        const at::Tensor out = make();
        out.backward(at::ones_like(out));
        for (const at::Tensor& input : inputs) input.mutable_grad() = at::Tensor();
    }
}

at::Tensor plainNorm(const at::Tensor& x, const at::Tensor& w) { return x * at::rsqrt(x.pow(2).mean(-1, true) + 1e-5) * w; }

void norm(benchmark::State& state, bool fused) {
    const at::Tensor x = noise({kTokens, kHidden}, true), d = noise({kTokens, kHidden}, true), w = noise({kHidden});
    const auto ours = [&] {
        const kernels::NormedSum result = kernels::addRmsNorm(x, d, w, 1e-5);
        return result.sum_TH + result.normed_TH.value;
    };
    const auto plain = [&] {
        const at::Tensor sum = x + d;
        return sum + plainNorm(sum, w);
    };
    if (fused) step(state, ours, {x, d});
    else step(state, plain, {x, d});
}

void swiglu(benchmark::State& state, bool fused) {
    const at::Tensor x = noise({kTokens, 2 * kFfn}, true);
    if (fused) step(state, [&] { return kernels::swiglu(x).value; }, {x});
    else step(state, [&] { return at::silu(x.narrow(1, 0, kFfn)) * x.narrow(1, kFfn, kFfn); }, {x});
}

struct Rope { at::Tensor cosine, sine; };
Rope rope() {
    const at::Tensor angle = at::arange(kTokens).remainder(256).to(at::kFloat).unsqueeze(1) * at::logspace(0, -4, kWidth / 2).unsqueeze(0);
    return {angle.cos(), angle.sin()};
}

at::Tensor plainRotated(const at::Tensor& x_TND, const Rope& table) {
    const at::Tensor c = table.cosine.unsqueeze(1), s = table.sine.unsqueeze(1), a = x_TND.narrow(2, 0, kWidth / 2),
                     b = x_TND.narrow(2, kWidth / 2, kWidth / 2);
    return at::cat({a * c - b * s, b * c + a * s}, 2);
}

void attention(benchmark::State& state, bool fused) {
    const at::Tensor x = noise({kTokens, (kHeads + 2 * kKvHeads) * kWidth}, true);
    const Rope table = rope();
    const std::vector<std::int64_t> starts{0, 256, 512, 768, 1024};
    // Padded batches of equal rows are the best case of the plain way.
    const auto heads = [](const at::Tensor& t, std::int64_t count) { return t.reshape({4, kTokens / 4, count, kWidth}).transpose(1, 2); };
    const auto plain = [&] {
        const auto part = [&](std::int64_t first, std::int64_t count) { return x.narrow(1, first * kWidth, count * kWidth).reshape({kTokens, count, kWidth}); };
        const at::Tensor q = plainRotated(part(0, kHeads), table), k = plainRotated(part(kHeads, kKvHeads), table), v = part(kHeads + kKvHeads, kKvHeads);
        const auto spread = [&](const at::Tensor& t) { return heads(t, kKvHeads).repeat_interleave(kHeads / kKvHeads, 1); };
        return at::scaled_dot_product_attention(heads(q, kHeads), spread(k), spread(v), std::nullopt, 0.0, true);
    };
    if (fused) step(state, [&] { return kernels::rotaryAttention(x.clone(), table.cosine, table.sine, starts, {kHeads, kKvHeads, kWidth, 0.125, {}}); }, {x});
    else step(state, plain, {x});
}

void loraLinear(benchmark::State& state, bool fused) {
    const at::Tensor x = noise({kTokens, kHidden}, true), w = noise({2 * kFfn, kHidden});
    std::vector<kernels::LinearMember> members;
    std::vector<at::Tensor> inputs{x};
    for (std::int64_t i = 0; i < 2; ++i) {
        const at::Tensor a = noise({kRank, kHidden}, true), b = noise({kFfn, kRank}, true);
        members.push_back({w.narrow(0, i * kFfn, kFfn), {}, {a, b, 2.0}});
        inputs.insert(inputs.end(), {a, b});
    }
    const auto plain = [&] {
        std::vector<at::Tensor> parts;
        for (const kernels::LinearMember& m : members)
            parts.push_back(at::linear(x, m.weight_OI) + at::linear(at::linear(x, m.lora.a_RI), m.lora.b_OR) * m.lora.scale);
        return at::cat(parts, 1);
    };
    if (fused) step(state, [&] { return kernels::groupedLinear(x, w, members); }, inputs);
    else step(state, plain, inputs);
}

void crossEntropy(benchmark::State& state, bool fused) {
    const at::Tensor h = noise({kTokens, kHidden}, true), w = noise({kVocabulary, kHidden}), token = at::arange(kTokens), weight = at::ones({kTokens});
    if (fused) step(state, [&] { return kernels::linearCrossEntropy(h, w, token, weight); }, {h});
    else step(state, [&] { return at::cross_entropy_loss(at::linear(h, w), token, {}, at::Reduction::Sum); }, {h});
}

void adamw(benchmark::State& state, bool fused) {
    const std::int64_t count = std::int64_t{8} << 20;
    at::Tensor p = noise({count}), m = at::zeros({count}), v = at::zeros({count});
    const at::Tensor g = noise({count});
    const kernels::AdamwOptions options{1e-4, 0.9, 0.999, 1e-8, 0.01};
    for (auto _ : state) {
        if (fused) kernels::adamwStep(p, g, m, v, 10, options);
        else kernels::reference::adamwStep(p, g, m, v, 10, options);
    }
}

void decodeLinear(benchmark::State& state, bool fused) {
    const at::NoGradGuard noGradient;
    const at::Tensor x = noise({state.range(0), kHidden}), w = noise({kVocabulary, kHidden});
    for (auto _ : state) benchmark::DoNotOptimize(fused ? kernels::rowwiseLinear(x, w) : at::linear(x, w));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(w.nbytes()));
}

// One new token of each of range(0) sequences, 512 positions behind it.
void decodeAttention(benchmark::State& state, bool fused) {
    const at::NoGradGuard noGradient;
    constexpr std::int64_t numPositions = 512;
    const at::Tensor query = noise({state.range(0), kHeads, kWidth});
    std::vector<kernels::CachedSequence> sequences;
    for (std::int64_t s = 0; s < state.range(0); ++s)
        sequences.push_back({noise({numPositions, kKvHeads, kWidth}), noise({numPositions, kKvHeads, kWidth}), numPositions});
    const auto plain = [&] {
        std::vector<at::Tensor> outputs;
        for (std::int64_t s = 0; s < state.range(0); ++s) {
            const auto heads = [](const at::Tensor& t) { return t.transpose(0, 1).repeat_interleave(kHeads / kKvHeads, 0).unsqueeze(0); };
            const kernels::CachedSequence& one = sequences[static_cast<std::size_t>(s)];
            outputs.push_back(at::scaled_dot_product_attention(query[s].unsqueeze(1).unsqueeze(0), heads(one.key_CKD), heads(one.value_CKD)));
        }
        return at::cat(outputs);
    };
    for (auto _ : state) benchmark::DoNotOptimize(fused ? kernels::cachedAttention(query, sequences, 0.125, {}) : plain());
}

// Beside rounding to the nearest.
void roundStochastically(benchmark::State& state, bool fused) {
    const at::Tensor from = noise({std::int64_t{8} << 20});
    at::Tensor to = at::empty(from.sizes(), at::kBFloat16);
    for (auto _ : state) {
        if (fused) kernels::roundStochastically(from, to, 1, 2);
        else to.copy_(from);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(from.nbytes() + to.nbytes()));
}

#define LUTHIER_BOTH(name)                                                          \
    BENCHMARK_CAPTURE(name, fused, true)->Unit(benchmark::kMillisecond)->UseRealTime(); \
    BENCHMARK_CAPTURE(name, aten, false)->Unit(benchmark::kMillisecond)->UseRealTime()

LUTHIER_BOTH(norm);
LUTHIER_BOTH(swiglu);
LUTHIER_BOTH(attention);
LUTHIER_BOTH(loraLinear);
LUTHIER_BOTH(crossEntropy);
LUTHIER_BOTH(adamw);
LUTHIER_BOTH(roundStochastically);
BENCHMARK_CAPTURE(decodeAttention, fused, true)->Arg(1)->Arg(8)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(decodeAttention, aten, false)->Arg(1)->Arg(8)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(decodeLinear, fused, true)->Arg(1)->Arg(8)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(decodeLinear, aten, false)->Arg(1)->Arg(8)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace luthier

BENCHMARK_MAIN();
