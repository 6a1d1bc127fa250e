// SPDX-License-Identifier: Apache-2.0
#include "core/training/benchmark_model.h"

#include <algorithm>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

namespace luthier {

const std::vector<BenchmarkShape>& benchmarkShapes() {
    static const std::vector<BenchmarkShape> shapes{
        {"s1", 4, 256, 704, 8192, 8, 256, 4, 4, 64, false, false},
        {"s2", 8, 512, 1408, 32000, 4, 512, 8, 8, 64, false, false},
        {"g1", 24, 896, 4864, 151936, 16, 1024, 14, 2, 64, true, true},
        {"g2", 28, 1536, 8960, 151936, 16, 1024, 12, 2, 128, true, true},
        {"g3", 32, 4096, 14336, 128256, 8, 1024, 32, 8, 128, false, true},
    };
    return shapes;
}

Result<BenchmarkShape> benchmarkShapeNamed(const std::string& name) {
    const auto& shapes = benchmarkShapes();
    const auto shape = std::find_if(shapes.begin(), shapes.end(), [&](const BenchmarkShape& s) { return s.name == name; });
    if (shape != shapes.end()) return *shape;
    std::string names;
    for (const BenchmarkShape& one : shapes) names += (names.empty() ? "" : ", ") + std::string(one.name);
    return fail(Error(ErrorCode::InvalidArgument, "there is no shape \"" + name + "\"").withHint("Choose one of " + names + ", or give --model and --data."));
}

Result<std::unique_ptr<CausalModel>> randomModel(const BenchmarkShape& shape, const c10::TensorOptions& options) {
    ModelConfig config;
    config.family = "llama";
    config.hiddenSize = shape.hidden;
    config.numLayers = shape.numLayers;
    config.headDim = shape.headDim;
    config.numHeads = shape.numHeads;
    config.numKvHeads = shape.numKvHeads;
    config.ffnSize = shape.ffn;
    config.vocabSize = shape.vocabulary;
    config.tiedHead = shape.tiedHead;
    config.maxPositions = std::max<std::int64_t>(2048, 8 * shape.rowTokens);
    at::Generator generator = at::detail::createCPUGenerator(1);
    return CausalModel::fromTensors(config, options, [&](const TensorSpec& spec, const at::Tensor& into) {
        if (spec.part == TensorSpec::Part::Norm) into.fill_(1);
        else if (into.is_cpu()) into.copy_(at::empty(spec.shape, at::kFloat).normal_(0, 0.02, generator));
        else into.normal_(0, 0.02);   // billions of numbers: where they are needed
        return Status();
    });
}

Result<Tokenizer> wordTokenizer(std::int64_t vocabulary) {
    std::string words;   // as text: a Json object looks through all of its keys for each new one
    for (std::int64_t id = 0; id < vocabulary; ++id) words += (id > 0 ? ",\"w" : "\"w") + std::to_string(id) + "\":" + std::to_string(id);
    return Tokenizer::fromJson(R"({"version":"1.0","added_tokens":[],"pre_tokenizer":{"type":"WhitespaceSplit"},"model":{"type":"WordLevel","vocab":{)" +
                               words + R"(},"unk_token":"w0"}})");
}

}  // namespace luthier
