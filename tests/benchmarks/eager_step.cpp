// SPDX-License-Identifier: Apache-2.0
// One training step as plain eager LibTorch makes it, on the shapes of `luthier-engine bench`: a linear layer each for query, key, value, gate and up,
// autograd's own LoRA, rotation by cat, scaled_dot_product_attention, logits of all tokens, cross_entropy_loss, AdamW tensor by tensor. Rows are of equal
// length, so nothing is padded: the best case of this way.
// bf16: as PyTorch's autocast does it, float32 weights cast where they are used.
//   eager_step s1|s2 lora|full [steps] [bf16]       {"case","adapter","dtype","tokens_per_second","peak_memory_bytes"}; in turns with `bench --case`
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/autocast_mode.h>

#include "core/base/clock.h"
#include "core/base/memory.h"

namespace luthier {
namespace {

struct Shape { const char* name; std::int64_t numLayers, hidden, ffn, vocabulary, rows, length; };
constexpr Shape shapes[] = {{"s1", 4, 256, 704, 8192, 8, 256}, {"s2", 8, 512, 1408, 32000, 4, 512}};
constexpr std::int64_t kWidth = 64, kRank = 16;

class EagerModel {
public:
    EagerModel(const Shape& shape, bool lora) : m_shape(shape), m_lora(lora) {
        m_embedding = weight({shape.vocabulary, shape.hidden});
        for (std::int64_t i = 0; i < shape.numLayers; ++i) {
            Layer layer;
            for (int k = 0; k < 4; ++k) layer.attention.push_back(linear(shape.hidden, shape.hidden));
            layer.gate = linear(shape.ffn, shape.hidden);
            layer.up = linear(shape.ffn, shape.hidden);
            layer.down = linear(shape.hidden, shape.ffn);
            layer.norm1 = ones();
            layer.norm2 = ones();
            m_layers.push_back(layer);
        }
        m_norm = ones();
        const at::Tensor angle = at::arange(shape.length).unsqueeze(1) * at::pow(10000.0, at::arange(kWidth / 2) * (-2.0 / kWidth)).unsqueeze(0);
        m_cosine = at::cat({angle, angle}, 1).cos();
        m_sine = at::cat({angle, angle}, 1).sin();
    }

    at::Tensor loss(const at::Tensor& ids_BL) const {
        at::Tensor x = at::embedding(m_embedding, ids_BL);
        for (const Layer& layer : m_layers) {
            x = x + attend(layer, norm(x, layer.norm1));
            const at::Tensor y = norm(x, layer.norm2);
            x = x + apply(layer.down, at::silu(apply(layer.gate, y)) * apply(layer.up, y));
        }
        const at::Tensor logits = at::linear(norm(x, m_norm), m_embedding);
        const std::int64_t last = ids_BL.size(1) - 1;
        return at::cross_entropy_loss(logits.narrow(1, 0, last).reshape({-1, m_shape.vocabulary}), ids_BL.narrow(1, 1, last).reshape(-1));
    }

    const std::vector<at::Tensor>& trained() const { return m_trained; }

private:
    struct Linear { at::Tensor weight, a, b; };
    struct Layer { std::vector<Linear> attention; Linear gate, up, down; at::Tensor norm1, norm2; };

    at::Tensor keep(at::Tensor tensor, bool trained) {
        if (trained) m_trained.push_back(tensor.set_requires_grad(true));
        return tensor;
    }
    at::Tensor weight(at::IntArrayRef size) { return keep(at::randn(size, m_generator, at::kFloat).mul_(0.02), !m_lora); }
    at::Tensor ones() { return keep(at::ones({m_shape.hidden}), !m_lora); }
    Linear linear(std::int64_t outputs, std::int64_t inputs) {
        Linear made{weight({outputs, inputs}), {}, {}};
        if (!m_lora) return made;
        made.a = keep(at::randn({kRank, inputs}, m_generator, at::kFloat).mul_(0.02), true);
        made.b = keep(at::zeros({outputs, kRank}), true);
        return made;
    }
    static at::Tensor apply(const Linear& layer, const at::Tensor& x) {
        const at::Tensor y = at::linear(x, layer.weight);
        return layer.a.defined() ? y + at::linear(at::linear(x, layer.a), layer.b) * 2.0 : y;
    }
    static at::Tensor norm(const at::Tensor& x, const at::Tensor& w) { return x * at::rsqrt(x.pow(2).mean(-1, true) + 1e-5) * w; }
    at::Tensor turned(const at::Tensor& x) const {
        const at::Tensor half = at::cat({-x.narrow(-1, kWidth / 2, kWidth / 2), x.narrow(-1, 0, kWidth / 2)}, -1);
        return x * m_cosine + half * m_sine;
    }
    at::Tensor attend(const Layer& layer, const at::Tensor& x) const {
        const auto heads = [&](const at::Tensor& t) { return t.view({t.size(0), t.size(1), -1, kWidth}).transpose(1, 2); };
        const at::Tensor q = turned(heads(apply(layer.attention[0], x))), k = turned(heads(apply(layer.attention[1], x)));
        const at::Tensor out = at::scaled_dot_product_attention(q, k, heads(apply(layer.attention[2], x)), std::nullopt, 0.0, true);
        return apply(layer.attention[3], out.transpose(1, 2).reshape(x.sizes()));
    }

    Shape m_shape;
    bool m_lora;
    at::Generator m_generator = at::detail::createCPUGenerator(1);
    std::vector<at::Tensor> m_trained;
    at::Tensor m_embedding, m_norm, m_cosine, m_sine;
    std::vector<Layer> m_layers;
};

// As torch.optim.AdamW does it for each tensor, with clipping by the norm of all.
class EagerAdamw {
public:
    explicit EagerAdamw(const std::vector<at::Tensor>& tensors) : m_tensors(tensors) {
        for (const at::Tensor& tensor : tensors) m_moments.emplace_back(at::zeros_like(tensor), at::zeros_like(tensor));
    }
    void step() {
        const at::NoGradGuard noGradient;
        std::vector<at::Tensor> norms;
        for (const at::Tensor& tensor : m_tensors) norms.push_back(tensor.grad().norm());
        const double scale = std::min(1.0, 1.0 / (at::stack(norms).norm().item<double>() + 1e-6));
        const double correction1 = 1 - std::pow(0.9, ++m_step), correction2 = 1 - std::pow(0.999, m_step);
        for (std::size_t i = 0; i < m_tensors.size(); ++i) {
            at::Tensor gradient = m_tensors[i].grad().mul_(scale), &first = m_moments[i].first, &second = m_moments[i].second;
            first.lerp_(gradient, 0.1);
            second.mul_(0.999).addcmul_(gradient, gradient, 0.001);
            m_tensors[i].addcdiv_(first, second.sqrt().div_(std::sqrt(correction2)).add_(1e-8), -1e-4 / correction1);
            m_tensors[i].mutable_grad() = at::Tensor();
        }
    }
private:
    std::vector<at::Tensor> m_tensors;
    std::vector<std::pair<at::Tensor, at::Tensor>> m_moments;
    int m_step = 0;
};

void useBf16() {
    at::autocast::set_autocast_enabled(at::kCPU, true);
    at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
    at::autocast::set_autocast_cache_enabled(true);
}

int run(const std::string& name, const std::string& adapter, int numSteps, bool bf16) {
    if (bf16) useBf16();
    for (const Shape& shape : shapes) {
        if (name != shape.name) continue;
        EagerModel model(shape, adapter == "lora");
        EagerAdamw optimizer(model.trained());
        at::Generator generator = at::detail::createCPUGenerator(7);
        const at::Tensor ids = at::randint(shape.vocabulary, {shape.rows, shape.length}, generator, at::kLong);
        double started = 0;
        for (int step = -1; step < numSteps; ++step) {
            if (step == 0) started = monotonicSeconds();
            const at::Tensor loss = model.loss(ids);
            at::autocast::clear_cache();
            loss.backward();
            optimizer.step();
        }
        const double tokens = static_cast<double>(numSteps * shape.rows * shape.length);
        std::printf("{\"case\":\"%s\",\"adapter\":\"%s\",\"dtype\":\"%s\",\"tokens_per_second\":%.1f,\"peak_memory_bytes\":%lld}\n", shape.name,
                    adapter.c_str(), bf16 ? "bfloat16" : "float32", tokens / (monotonicSeconds() - started), static_cast<long long>(peakMemoryBytes()));
        return 0;
    }
    std::fprintf(stderr, "eager_step s1|s2 lora|full [steps] [bf16]\n");
    return 2;
}

}  // namespace
}  // namespace luthier

int main(int argc, char** argv) {
    if (argc < 3) return luthier::run("", "", 0, false);
    return luthier::run(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 4, argc > 4 && std::strcmp(argv[4], "bf16") == 0);
}
