// SPDX-License-Identifier: Apache-2.0
// run.json (design 3.2): plain structs inside one another, each with its schema. "auto" = a std::nullopt inside Auto<T>; it is resolved before training.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/adapters/all_adapters.h"
#include "core/config/problems.h"
#include "core/config/schema.h"
#include "core/methods/all_methods.h"
#include "core/text/encode_row.h"

namespace luthier {

enum class ComputePrecision { F32, Bf16 };
enum class Quantization { None };                         // how the frozen base is stored; only what this version can do
enum class ScheduleKind { Constant, Linear, Cosine, Wsd };

struct ModelSource {
    std::string path;
    std::optional<std::string> adapter;                   // start from this one
    Quantization quantization = Quantization::None;
    Auto<ComputePrecision> precision;                     // "auto" | "f32" | "bf16"
    bool operator==(const ModelSource&) const = default;
};

struct DataFile {
    std::string path;
    double weight = 1.0;
    std::optional<std::int64_t> maxRows;
    std::string format = "auto";
    Json mapping = Json::object();
    bool operator==(const DataFile&) const = default;
};

struct DataConfig {
    std::vector<DataFile> train;                          // in JSON: "file" or a list of files or objects
    std::vector<DataFile> eval;
    double evalFraction = 0.02;                           // only when eval is empty
    std::int64_t maxLength = 1024;
    Overflow overflow = Overflow::Truncate;
    bool operator==(const DataConfig&) const = default;
};

struct TrainingConfig {
    Auto<double> learningRate;
    ScheduleKind schedule = ScheduleKind::Cosine;
    double warmupRatio = 0.03;
    std::int64_t tokensPerStep = 8192;                    // all real tokens
    Auto<std::int64_t> microTokens;
    bool sharePrefixes = true;                            // not with dropout
    Recompute recompute = Recompute::Long;
    double epochs = 3;
    std::optional<std::int64_t> maxSteps;
    std::string optimizer = "adamw";
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
    double clipNorm = 1.0;                                // 0 = off
    double weightDecay = 0.0;
    bool float32Masters = true;                           // of trained bf16 tensors; false: stochastic rounding
    Auto<std::int64_t> checkpointEvery;                   // steps
    std::int64_t keepCheckpoints = 3;
    Auto<std::int64_t> evalEvery;                         // steps; 0 = only before and after
    std::int64_t evalSamples = 3;                         // held-out prompts that are answered at each evaluation
    std::optional<std::int64_t> earlyStopping;            // evaluations without a better held-out loss
    bool operator==(const TrainingConfig&) const = default;
};

struct RunConfig {
    std::int64_t schema = 1;
    std::string name;
    std::int64_t seed = 1;
    std::string device = "auto";                         // "auto" | "cpu" | "cuda:0"
    ModelSource model;
    AdapterOptions adapter;
    DataConfig data;
    MethodOptions method;
    TrainingConfig training;
    bool operator==(const RunConfig&) const = default;
};

const Schema<RunConfig>& runConfigSchema();
const Schema<ModelSource>& modelSourceSchema();
const Schema<DataFile>& dataFileSchema();
const Schema<DataConfig>& dataConfigSchema();
const Schema<TrainingConfig>& trainingConfigSchema();

// Unknown keys, wrong types, ranges, cross-field rules: all problems at once (ErrorCode::InvalidConfig). Paths stay as written.
Result<RunConfig> parseRunConfig(const Json& json);
// The same, with its paths made absolute: relative ones belong to `folder` (empty: the program's working folder). Errors: also Io.
Result<RunConfig> parseRunConfigIn(const Json& json, const std::string& folder);
// Reads a file and makes its paths absolute (relative to the file's folder). Errors: those of readJsonFile and parseRunConfig, with the file named.
Result<RunConfig> loadRunConfig(const std::string& path);
Json runConfigToJson(const RunConfig& config);
MethodInfo methodInfo(const MethodOptions& options);
// With its defaults. Errors: InvalidArgument (says which are known).
Result<MethodOptions> methodNamed(const std::string& id);
// What the method holds its policy to (core/methods/preference_fields.h); nullptr: it has no reference.
std::string* referenceOf(MethodOptions& options);
// How the rows of this run become tokens.
EncodeOptions encodeOptions(const RunConfig& config);
// "Learning rate: 0.0002 -> 0.0001", one line per field that differs.
std::vector<std::string> diffInWords(const RunConfig& a, const RunConfig& b);

// What "auto" became and why, one line each: {"training.learning_rate", "0.0002", "LoRA with SFT: about ten times the rate of full fine-tuning"}.
struct Resolved { std::string key; std::string value; std::string reason; };
// numStepsPlanned: optimizer steps of the whole run (for checkpoint_every and eval_every); parameters: of the base model (learning rate of large models).
// device: what "auto" is on this machine, and why; empty: not known, it stays.
struct ResolveFacts {
    std::int64_t numStepsPlanned = 0;
    std::int64_t numParameters = 0;
    ComputePrecision probedPrecision = ComputePrecision::F32;
    std::string device{}, deviceReason{};
};
std::vector<Resolved> resolveAuto(RunConfig& config, const ResolveFacts& facts);

// Everything a form or a script needs: methods, adapters, families, formats with their option schemas; the run's own schema; presets; version.
Json describeCatalogue();

}  // namespace luthier
