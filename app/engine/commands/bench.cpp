// SPDX-License-Identifier: Apache-2.0
// luthier-engine bench [--case s1|s2|g1|g2|g3] [--model DIR --data FILE [--method M]] [--adapter lora|full|last_layers] [--decode N ...] ...
// One JSON line per case. Of a method whose policy answers itself, what is measured is a whole rollout: answers, rewards, and what is learned from them.
#include <cstdio>
#include <map>
#include <memory>

#include "app/engine/command.h"
#include "app/engine/model_options.h"
#include "core/training/decode_benchmark.h"
#include "core/training/rollout_benchmark.h"
#include "core/training/step_benchmark.h"

namespace luthier {

namespace {

struct Options {
    BenchmarkRequest request;
    DecodeBenchmarkRequest decode;
    RolloutBenchmarkRequest rollout;
    std::vector<std::string> adapters{"lora", "full"};
    std::vector<std::int64_t> batches;   // any: decode, do not train
    std::string precision = "auto", method = "sft";
};

AdapterOptions adapterOf(const std::string& name) {
    AdapterOptions options;
    AllAdapters::forEach([&]<class Unit>() { if (name == Unit::id) options = typename Unit::Options{}; });
    return options;
}

std::string profileInWords(const Json& result) {
    const Json& machine = result.at("machine");
    char line[160];
    std::snprintf(line, sizeof line, "the machine at best: %.0f GFLOP/s, %.1f GB/s", machine.at("flops").get<double>() / 1e9,
                  machine.at("bytes_per_second").get<double>() / 1e9);
    std::string text = line;
    for (const Json& phase : result.at("phases")) {
        std::snprintf(line, sizeof line, "\n  %-22s %7.2f s %5.1f %%", phase.at("phase").get_ref<const std::string&>().c_str(),
                      phase.at("seconds").get<double>(), 100 * phase.at("share").get<double>());
        text += line;
        const bool isFlops = phase.contains("flops");
        if (!phase.contains("of_peak")) continue;
        std::snprintf(line, sizeof line, "  %6.1f %s, %.0f %% of it", phase.at(isFlops ? "flops" : "bytes_per_second").get<double>() / 1e9,
                      isFlops ? "GFLOP/s" : "GB/s", 100 * phase.at("of_peak").get<double>());
        text += line;
    }
    return text;
}

Status benchDecoding(Options options, CommandContext& context) {
    options.decode.shape = options.request.shape;
    options.decode.modelFolder = options.request.modelFolder;
    options.decode.precision = options.request.precision;
    options.decode.device = options.request.device;
    if (options.decode.modelFolder.empty() == options.decode.shape.empty())
        return fail(Error(ErrorCode::InvalidArgument, "--decode needs one model").withHint("Give --model, with its tokenizer; or --case."));
    for (const std::int64_t batch : options.batches) {
        options.decode.batch = batch;
        ASSIGN_OR_RETURN(const Json result, runDecodeBenchmark(options.decode, context.work()));
        RETURN_IF_ERROR(context.printResult(result));
    }
    return {};
}

Status benchRollouts(Options options, CommandContext& context) {
    RolloutBenchmarkRequest& rollout = options.rollout;
    rollout.modelFolder = options.request.modelFolder;
    rollout.dataFile = options.request.dataFile;
    rollout.method = options.method;
    rollout.precision = options.precision;
    rollout.device = options.request.device;
    rollout.maxNewTokens = options.decode.newTokens;
    rollout.numWarmup = options.request.numWarmupSteps;
    rollout.numRollouts = options.request.numSteps;
    for (const std::string& adapter : options.adapters) {
        rollout.adapter = adapter;
        ASSIGN_OR_RETURN(const Json result, runRolloutBenchmark(rollout, context.work()));
        RETURN_IF_ERROR(context.printResult(result));
    }
    return {};
}

Status bench(Options options, CommandContext& context) {
    BenchmarkRequest& request = options.request;
    if (options.precision != "auto") request.precision = options.precision == "bf16" ? ComputePrecision::Bf16 : ComputePrecision::F32;
    if (!options.batches.empty()) return benchDecoding(std::move(options), context);
    std::vector<std::string> shapes{request.shape};
    if (request.modelFolder.empty() != request.dataFile.empty())
        return fail(Error(ErrorCode::InvalidArgument, "--model and --data go together").withHint("Give both, or neither for the shapes."));
    ASSIGN_OR_RETURN(request.method, methodNamed(options.method));
    if (onlineOptionsOf(request.method) && !request.modelFolder.empty()) return benchRollouts(std::move(options), context);
    if (request.modelFolder.empty() && request.method.index() != MethodOptions().index())
        return fail(Error(ErrorCode::InvalidArgument, "the shapes are learned as documents")
                        .withHint("Give --model and --data with rows for it.")
                        .withKey("--method"));
    if (request.modelFolder.empty() && request.shape.empty()) {
        shapes.clear();
        for (const BenchmarkShape& shape : benchmarkShapes())
            if (!shape.forGpu) shapes.emplace_back(shape.name);
    }
    for (const std::string& shape : shapes) {
        for (const std::string& adapter : options.adapters) {
            request.shape = shape;
            request.adapter = adapterOf(adapter);
            ASSIGN_OR_RETURN(const Json result, runBenchmark(request, context.work()));
            RETURN_IF_ERROR(context.printResult(result));
            if (request.profile) context.note(profileInWords(result));
        }
    }
    return {};
}

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    BenchmarkRequest& request = options->request;
    app.add_option("--case", request.shape,
                   "A shape with random weights: s1 (4 layers, 256 wide), s2 (8 layers, 512 wide), without it both; for a GPU g1 (0.5B), g2 (1.5B), g3 (8B)");
    app.add_option("--model", request.modelFolder, "A model folder instead");
    app.add_option("--data", request.dataFile, "Rows for it");
    app.add_option("--adapter", options->adapters, "What is trained")->check(CLI::IsMember({"lora", "full", "last_layers"}))->capture_default_str();
    app.add_option("--method", options->method, "How is learned, for --data: sft, dpo, ...; of grpo, ppo and the like, --steps counts rollouts")
        ->capture_default_str();
    app.add_option("--precision", options->precision, "Compute dtype")->check(CLI::IsMember({"auto", "f32", "bf16"}))->capture_default_str();
    addDeviceOption(app, request.device);
    app.add_option("--tokens-per-step", request.tokensPerStep)->check(CLI::Range(1, 1 << 24))->capture_default_str();
    app.add_option("--micro-tokens", request.microTokens)->check(CLI::Range(1, 1 << 24))->capture_default_str();
    app.add_flag("!--no-share-prefixes", request.sharesPrefixes, "Compute every row whole, as training.share_prefixes false does");
    app.add_option("--recompute", request.recompute, "As training.recompute: off, long_rows, all")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, Recompute>{{"off", Recompute::Off}, {"long_rows", Recompute::Long}, {"all", Recompute::All}}));
    app.add_option("--max-length", request.maxLength)->check(CLI::Range(2, 1 << 20))->capture_default_str();
    app.add_option("--warmup", request.numWarmupSteps)->check(CLI::Range(0, 1000))->capture_default_str();
    app.add_option("--steps", request.numSteps)->check(CLI::Range(1, 100000))->capture_default_str();
    app.add_flag("--profile", request.profile, "Where the time goes: matmul, attention, norms and activations, vocabulary, optimizer, data, rest");
    app.add_option("--loss-rows", request.numLossRows, "Rows of the loss before training")->check(CLI::Range(1, 100000))->capture_default_str();
    app.add_option("--decode", options->batches, "Decode instead of training, this many sequences at once; several numbers: one line each")
        ->check(CLI::Range(1, 1024));
    app.add_option("--prompt-tokens", options->decode.promptTokens)->check(CLI::Range(1, 1 << 20))->capture_default_str();
    app.add_option("--prompts", options->rollout.prompts, "Of a rollout")->check(CLI::Range(1, 65536))->capture_default_str();
    app.add_option("--completions", options->rollout.completions, "Answers to each prompt of a rollout")->check(CLI::Range(1, 1024))->capture_default_str();
    app.add_option("--kl-weight", options->rollout.klWeight, "Of a rollout's method")->check(CLI::Range(0.0, 100.0))->capture_default_str();
    app.add_option("--new-tokens", options->decode.newTokens, "Of what is decoded, and the longest answer of a rollout")
        ->check(CLI::Range(2, 1 << 20))->capture_default_str();
    return [options](CommandContext& context) { return bench(*options, context); };
}

}  // namespace

Command benchCommand() { return {"bench", "Measure training steps, or decoding: tokens per second and peak memory", configure}; }

}  // namespace luthier
