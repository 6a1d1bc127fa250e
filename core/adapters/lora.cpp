// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/lora.h"

#include <cmath>
#include <set>

#include <ATen/ATen.h>

#include "core/adapters/adapter.h"
#include "core/adapters/lora_layers.h"
#include "core/adapters/peft_folder.h"
#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

// U(-1/sqrt(in), 1/sqrt(in)): Kaiming uniform with a = sqrt(5), as PEFT. From (seed, path) alone, so the order of layers does not matter.
at::Tensor initialA(std::int64_t rank, std::int64_t numInputs, std::uint64_t seed, const std::string& path) {
    at::Tensor a = at::empty({rank, numInputs}, at::kFloat);
    const double bound = 1.0 / std::sqrt(static_cast<double>(numInputs));
    const std::uint64_t stream = crc32(path);
    float* out = a.data_ptr<float>();
    for (std::int64_t i = 0; i < a.numel(); ++i)
        out[i] = static_cast<float>(bound * (2.0 * uniformAt(seed, stream, static_cast<std::uint64_t>(i)) - 1.0));
    return a;
}

at::Tensor trainedBias(const Linear& linear) { return linear.bias().detach().to(at::kFloat).clone().set_requires_grad(true); }

std::string availableNames(CausalModel& model) {
    std::set<std::string> names;
    for (const Linear* linear : model.linears()) names.insert(linear->path().substr(linear->path().rfind('.') + 1));
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

tl::unexpected<Error> doesNotFit(const std::string& file, const std::string& tensor, const std::string& what) {
    return fail(Error(ErrorCode::InvalidData, "the adapter does not fit this model: " + what)
                    .withHint("It was trained on another base; load that one (base_model_name_or_path in adapter_config.json).")
                    .at(file)
                    .withKey(tensor));
}

std::string shapeText(at::IntArrayRef shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) text += (text.size() > 1 ? "," : "") + std::to_string(size);
    return text + "]";
}

// Takes one tensor out of the file's list; empty when it is not there.
std::optional<at::Tensor> take(std::map<std::string, at::Tensor>& tensors, const std::string& name) {
    const auto found = tensors.find(name);
    if (found == tensors.end()) return std::nullopt;
    at::Tensor tensor = found->second.to(at::kFloat);
    tensors.erase(found);
    return tensor;
}

Result<std::unique_ptr<LoraLayer>> layerFromFile(std::map<std::string, at::Tensor>& tensors, const PeftConfig& config, const Linear& linear,
                                                 const std::string& file, at::Device device) {
    const std::string key = kPeftPrefix + linear.path();
    std::optional<at::Tensor> a = take(tensors, key + ".lora_A.weight"), b = take(tensors, key + ".lora_B.weight");
    std::optional<at::Tensor> bias = take(tensors, key + ".base_layer.bias");
    if (!bias) bias = take(tensors, key + ".bias");
    if (a.has_value() != b.has_value()) return doesNotFit(file, key, a ? "lora_A is there, lora_B is missing" : "lora_B is there, lora_A is missing");
    if (!a && !bias) return std::unique_ptr<LoraLayer>();
    if (a) {
        const std::int64_t rank = config.rankOf(linear.path());
        if (a->sizes() != at::IntArrayRef({rank, linear.numInputs()}))
            return doesNotFit(file, key + ".lora_A.weight", "it is " + shapeText(a->sizes()) + ", expected " + shapeText({rank, linear.numInputs()}));
        if (b->sizes() != at::IntArrayRef({linear.numOutputs(), rank}))
            return doesNotFit(file, key + ".lora_B.weight", "it is " + shapeText(b->sizes()) + ", expected " + shapeText({linear.numOutputs(), rank}));
        if (!at::isfinite(*a).all().item<bool>() || !at::isfinite(*b).all().item<bool>())
            return fail(Error(ErrorCode::InvalidData, "a weight is NaN or infinite")
                            .withHint("Training diverged before it was saved; take an earlier checkpoint.")
                            .at(file)
                            .withKey(key));
    }
    if (bias && (!linear.bias().defined() || bias->numel() != linear.numOutputs())) return doesNotFit(file, key + ".bias", "this layer has no such bias");
    const auto trained = [device](const std::optional<at::Tensor>& tensor) { return tensor ? tensor->to(device).set_requires_grad(true) : at::Tensor(); };
    return std::make_unique<LoraLayer>(trained(a), trained(b), trained(bias), config.scaleOf(linear.path()), config.lora.dropout, &linear);
}

// A head that is announced and not there would begin anew, untrained, without a word (pitfall 15).
Result<std::optional<ScoreHead>> headFromFile(std::map<std::string, at::Tensor>& tensors, const PeftConfig& config, const CausalModel& model,
                                              const std::string& folder, at::Device device) {
    const std::string file = folder + "/adapter_model.safetensors";
    const std::optional<at::Tensor> weight = take(tensors, kPeftScoreHead);
    if (!weight && !config.hasScoreHead) return std::optional<ScoreHead>();
    if (!weight) return doesNotFit(file, kPeftScoreHead, "its score head is announced in adapter_config.json and missing here");
    const std::int64_t width = model.config().hiddenSize;
    if (weight->dim() != 2 || weight->size(0) < 1 || weight->size(1) != width)
        return doesNotFit(file, kPeftScoreHead, "it is " + shapeText(weight->sizes()) + ", expected [scores," + std::to_string(width) + "]");
    if (!at::isfinite(*weight).all().item<bool>())
        return fail(Error(ErrorCode::InvalidData, "a weight is NaN or infinite")
                        .withHint("Training diverged before it was saved; take an earlier checkpoint.")
                        .at(file)
                        .withKey(kPeftScoreHead));
    ASSIGN_OR_RETURN(ScoreHeadInfo info, readScoreHeadInfo(folder, weight->size(0)));
    return std::optional(ScoreHead{weight->to(device).set_requires_grad(true), std::move(info)});
}

}  // namespace

Result<std::unique_ptr<Adapter>> Lora::create(const LoraOptions& options, CausalModel& model, std::uint64_t seed) {
    model.setRequiresGrad([](const NamedParameter&) { return false; });
    const double rank = static_cast<double>(options.rank);
    const double scale = options.useRslora ? options.alpha / std::sqrt(rank) : options.alpha / rank;
    std::vector<std::unique_ptr<LoraLayer>> layers;
    std::int64_t numTargeted = 0;
    for (const Linear* linear : model.linears()) {
        const bool targeted = options.targets.matches(linear->path(), false);
        const bool withBias = linear->bias().defined() && (options.bias == LoraBias::All || (options.bias == LoraBias::LoraOnly && targeted));
        if (!targeted && !withBias) continue;
        numTargeted += targeted;
        const at::Tensor bias = withBias ? trainedBias(*linear) : at::Tensor();
        at::Tensor a, b;
        if (targeted) {   // A is made on the processor: the same numbers on every device
            a = initialA(options.rank, linear->numInputs(), seed, linear->path()).to(model.device()).set_requires_grad(true);
            b = at::zeros({linear->numOutputs(), options.rank}, a.options().requires_grad(false)).set_requires_grad(true);
        }
        layers.push_back(std::make_unique<LoraLayer>(a, b, bias, scale, options.dropout, linear));
    }
    if (numTargeted == 0)
        return fail(Error(ErrorCode::InvalidConfig, "no layer of this model matches adapter.targets")
                        .withHint("The linear layers are: " + availableNames(model) + "; or use \"all-linear\".")
                        .withKey("adapter.targets"));
    return std::make_unique<LoraAdapter>(options, model, std::move(layers));
}

Result<std::unique_ptr<Adapter>> loadAdapter(const std::string& adapterFolder, CausalModel& model, std::optional<at::Device> device) {
    ASSIGN_OR_RETURN(PeftConfig config, readPeftConfig(adapterFolder));
    const std::string file = adapterFolder + "/adapter_model.safetensors";
    ASSIGN_OR_RETURN(NamedTensors list, loadTensors(file));
    std::map<std::string, at::Tensor> tensors(list.begin(), list.end());
    list.clear();
    std::vector<std::unique_ptr<LoraLayer>> layers;
    std::set<std::string> targets;
    for (const Linear* linear : model.linears()) {
        ASSIGN_OR_RETURN(std::unique_ptr<LoraLayer> layer, layerFromFile(tensors, config, *linear, file, device.value_or(model.device())));
        if (!layer) continue;
        if (layer->a().defined()) targets.insert(linear->path());
        layers.push_back(std::move(layer));
    }
    ASSIGN_OR_RETURN(std::optional<ScoreHead> head, headFromFile(tensors, config, model, adapterFolder, device.value_or(model.device())));
    if (!tensors.empty()) return doesNotFit(file, tensors.begin()->first, "the model has no layer for " + std::to_string(tensors.size()) + " of its tensors");
    if (targets.empty()) return fail(Error(ErrorCode::InvalidData, "the adapter file holds no LoRA weights").withHint("Is it the right file?").at(file));
    config.lora.targets = {Targets::Kind::Names, {targets.begin(), targets.end()}, {}};
    auto adapter = std::make_unique<LoraAdapter>(config.lora, model, std::move(layers));
    if (head) adapter->setScoreHead(std::move(*head));
    return adapter;
}

}  // namespace luthier
