// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/run_config.h"

#include <filesystem>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/methods/preference_fields.h"

namespace luthier {

namespace {

constexpr std::int64_t kSchemaVersion = 1;
#ifdef LUTHIER_CUDA
constexpr const char* gpuHelp = "The first NVIDIA GPU, with a driver for CUDA 13.";
#else
constexpr const char* gpuHelp = "The first NVIDIA GPU. This engine was built without CUDA and refuses it.";
#endif
constexpr double kMaxSeed = 9007199254740991.0;   // 2^53 - 1: the largest whole number every JSON reader keeps

Schema<ModelSource> makeModelSchema() {
    Schema<ModelSource> schema;
    schema.field("path", &ModelSource::path).label("Model").required().basic().path(PathKind::Folder)
        .otherNames({"name", "model_name_or_path", "base_model", "model_name"})
        .help("The folder of a model: config.json, tokenizer.json and safetensors, as `import-model` makes it.");
    schema.field("adapter", &ModelSource::adapter).label("Start from adapter").notEmpty().path(PathKind::Folder).otherNames({"adapter_name_or_path"})
        .help("The folder of an adapter that training goes on with, instead of a fresh one.")
        .reason("not set: a fresh adapter begins exactly at the model");
    schema.choice("quantization", &ModelSource::quantization,
                  {{Quantization::None, "none", "None", "Weights are kept as they are computed with."}})
        .label("Quantisation").otherNames({"load_in_4bit", "load_in_8bit", "quantisation"})
        .help("How the weights of the frozen model are stored.")
        .reason("none: nothing is lost");
    schema.choice("precision", &ModelSource::precision,
                  {{ComputePrecision::F32, "f32", "32 bit", "float32 throughout."},
                   {ComputePrecision::Bf16, "bf16", "16 bit", "bfloat16 matrices, float32 sums, norms and trained weights."}})
        .label("Precision").otherNames({"dtype", "torch_dtype", "bf16", "fp16"})
        .help("The number format that matrices are multiplied in.")
        .reason("automatic: bf16 where the processor has instructions for it, f32 where they would be emulated");
    return schema;
}

bool isPeft(const AdapterOptions& options) {
    bool peft = false;
    std::size_t index = 0;
    AllAdapters::forEach([&]<class A>() { if (options.index() == index++) peft = A::info().isPeft; });
    return peft;
}

void addRules(Schema<RunConfig>& schema) {
    schema.check({"model.adapter", "adapter"}, [](const RunConfig& run, CheckReport& report) {
        if (run.model.adapter && !isPeft(run.adapter))
            report.add("model.adapter", "cannot be gone on with: this run does not train an adapter",
                       "set adapter.type to the type of that adapter, or merge it into the model first (luthier-engine merge)");
    });
    schema.check({"training.early_stopping", "data.eval", "data.eval_fraction"}, [](const RunConfig& run, CheckReport& report) {
        if (run.training.earlyStopping && run.data.eval.empty() && run.data.evalFraction == 0)
            report.add("training.early_stopping", "needs held-out data, but data.eval is not set and data.eval_fraction is 0",
                       "set data.eval_fraction to 0.02, or training.early_stopping to null");
    });
}

Schema<RunConfig> makeRunSchema() {
    Schema<RunConfig> schema;
    schema.field("schema", &RunConfig::schema).label("Format version").range(1, static_cast<double>(kSchemaVersion))
        .help("Version of this file's format.").reason("1: the only version so far");
    schema.field("name", &RunConfig::name).label("Name").basic().otherNames({"run_name", "title"})
        .help("What the run is called in lists.").reason("empty: the name of the run's folder");
    schema.field("seed", &RunConfig::seed).label("Seed").range(0, kMaxSeed).otherNames({"random_seed"})
        .help("The same seed, data and machine give the same result.").reason("1: any number will do");
    schema.choice("device", &RunConfig::device,
                  {{"auto", "auto", "Automatic", "The NVIDIA GPU where this engine can use one, else the processor."},
                   {"cpu", "cpu", "Processor", "All cores of the processor."},
                   {"cuda:0", "cuda:0", "NVIDIA GPU", gpuHelp}})
        .label("Device").help("What computes.").reason("automatic: the fastest there is");
    schema.nested("model", &RunConfig::model, modelSourceSchema()).label("Model").required().basic()
        .help("The model to start from.");
    schema.variant<AllAdapters>("adapter", &RunConfig::adapter).label("Adapter").basic().otherNames({"peft", "finetuning_type"})
        .help("What of the model is trained.").reason("LoRA: little memory, a small file, and the model stays as it is");
    schema.nested("data", &RunConfig::data, dataConfigSchema()).label("Data").required().basic().help("What is learned from.");
    schema.variant<AllMethods>("method", &RunConfig::method).label("Method").basic().otherNames({"stage", "task"})
        .help("How is learned.").reason("supervised fine-tuning: where every other method starts from");
    schema.nested("training", &RunConfig::training, trainingConfigSchema()).label("Training").basic().help("How long and how fast.");
    addRules(schema);
    return schema;
}

// Relative paths belong to the folder of the file they stand in, wherever the program was started.
void makeAbsolute(std::string& path, const std::filesystem::path& folder) {
    path = (folder / std::filesystem::path(path)).lexically_normal().string();
}

}  // namespace

const Schema<ModelSource>& modelSourceSchema() {
    static const Schema<ModelSource> schema = makeModelSchema();
    return schema;
}

const Schema<RunConfig>& runConfigSchema() {
    static const Schema<RunConfig> schema = makeRunSchema();
    return schema;
}

Result<RunConfig> parseRunConfig(const Json& json) {
    if (json.is_object() && json.contains("schema") && json["schema"].is_number_integer() && json["schema"] > kSchemaVersion) {
        return fail(Error(ErrorCode::InvalidConfig, "schema: made by a newer version of Luthier (format " + dumpJson(json["schema"]) + ", this one reads " +
                                                        std::to_string(kSchemaVersion) + ")")
                        .withHint("update Luthier").withKey("schema"));
    }
    return runConfigSchema().fromJson(json);
}

Result<RunConfig> parseRunConfigIn(const Json& json, const std::string& folder) {
    ASSIGN_OR_RETURN(RunConfig config, parseRunConfig(json));
    std::error_code error;
    const std::filesystem::path base = std::filesystem::absolute(folder.empty() ? "." : folder, error);
    if (error) return fail(ErrorCode::Io, "the current folder is gone: " + error.message());
    makeAbsolute(config.model.path, base);
    if (config.model.adapter) makeAbsolute(*config.model.adapter, base);
    for (DataFile& file : config.data.train) makeAbsolute(file.path, base);
    for (DataFile& file : config.data.eval) makeAbsolute(file.path, base);
    if (std::string* const reference = referenceOf(config.method); reference && *reference != kReferenceStart && *reference != kReferenceBase)
        makeAbsolute(*reference, base);
    std::visit([&]<class Options>(Options& method) {
        if constexpr (std::is_base_of_v<OnlineOptions, Options>) {
            for (std::vector<RewardSpec>* const specs : {&method.rewards, &method.watched})
                for (RewardSpec& spec : *specs) forEachPath(spec.reward, [&](std::string& path) { makeAbsolute(path, base); });
            if (method.tripwires.pairs) makeAbsolute(*method.tripwires.pairs, base);
        }
    }, config.method);
    return config;
}

Result<RunConfig> loadRunConfig(const std::string& path) {
    ASSIGN_OR_RETURN(const Json json, readJsonFile(path));
    auto config = parseRunConfigIn(json, std::filesystem::path(path).parent_path().string());
    if (!config) return fail(std::move(config.error()).at(path));
    return config;
}

Json runConfigToJson(const RunConfig& config) { return runConfigSchema().toJson(config); }

EncodeOptions encodeOptions(const RunConfig& config) {
    EncodeOptions options;
    options.maxLength = config.data.maxLength;
    options.overflow = config.data.overflow;
    if (const auto* sft = std::get_if<SftOptions>(&config.method)) options.lossOn = sft->lossOn;
    if (const auto* reward = std::get_if<RewardOptions>(&config.method)) {
        for (const RewardDimension& dimension : reward->dimensions) options.dimensions.push_back(dimension.name);
        const double lowest = static_cast<double>(reward->lowestLevel), mostLevels = static_cast<double>(reward->levels.value_or(kMaxLevels));
        if (reward->scoreLoss == ScoreLoss::Ordinal) options.scoreRange = {lowest, lowest + mostLevels - 1, true};
        if (reward->scoreLoss == ScoreLoss::Logistic) options.scoreRange = {0, 1, false};
    }
    const MethodInfo info = methodInfo(config.method);
    options.samples = info.samples;
    options.addsMismatched = info.needsMismatched;
    if (const auto* kto = std::get_if<KtoOptions>(&config.method)) options.addsMismatched = kto->loss == KtoLoss::Kto;
    return options;
}

MethodInfo methodInfo(const MethodOptions& options) {
    MethodInfo info;
    AllMethods::forEach([&]<class M>() { if (std::holds_alternative<typename M::Options>(options)) info = M::info(); });
    return info;
}

Result<MethodOptions> methodNamed(const std::string& id) {
    std::optional<MethodOptions> found;
    std::string known;
    AllMethods::forEach([&]<class M>() {
        if (id == M::id) found = typename M::Options();
        known += (known.empty() ? "" : ", ") + std::string(M::id);
    });
    if (found) return std::move(*found);
    return fail(Error(ErrorCode::InvalidArgument, "the method \"" + excerpt(id, 40) + "\" is not known")
                    .withHint("this version knows: " + known)
                    .withKey("method"));
}

std::string* referenceOf(MethodOptions& options) {
    return std::visit([]<class Options>(Options& one) -> std::string* {
        if constexpr (requires { one.reference; }) return &one.reference;
        else return nullptr;
    }, options);
}

std::vector<std::string> diffInWords(const RunConfig& a, const RunConfig& b) { return runConfigSchema().diff(a, b); }

}  // namespace luthier
