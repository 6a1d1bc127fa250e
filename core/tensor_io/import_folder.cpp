// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <ATen/ATen.h>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/tensor_io/import_source.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

constexpr std::array<const char*, 10> textFiles = {"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json",
                                                   "merges.txt", "tokenizer.model", "generation_config.json", "chat_template.jinja", "chat_template.json"};
constexpr std::array<const char*, 6> documents = {"LICENSE", "LICENCE", "COPYING", "NOTICE", "USE_POLICY", "README"};

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 5); ++i) text += (i ? ", " : "") + excerpt(names[i], 80);
    return names.size() > 5 ? text + " and " + std::to_string(names.size() - 5) + " more" : text;
}

at::ScalarType targetDtype(const std::string& stored, ImportDtype dtype) {
    if (dtype == ImportDtype::F32) return at::kFloat;
    if (dtype == ImportDtype::Bf16) return at::kBFloat16;
    return stored == "F16" ? at::kHalf : stored == "BF16" ? at::kBFloat16 : stored == "F64" ? at::kDouble : at::kFloat;
}

// All expected tensors with their shapes, and nothing that the config does not explain.
Result<std::vector<WeightPlan>> planWeights(const TensorSource& source, const ModelConfig& config, ImportDtype dtype, const std::string& folder) {
    const auto broken = [&](const std::string& message, const std::string& key = {}) {
        return fail(Error(ErrorCode::InvalidData, message)
                        .withHint("config.json and the weights do not belong together, or a file is missing")
                        .at(folder)
                        .withKey(key));
    };
    std::vector<WeightPlan> plan;
    std::vector<std::string> missing, known, unknown;
    for (const TensorSpec& spec : expectedTensors(config)) {
        known.push_back(spec.name);
        const TensorEntry* entry = source.find(spec.name);
        if (!entry) {
            missing.push_back(spec.name);
            continue;
        }
        if (entry->shape != spec.shape)
            return broken("has the shape " + dumpJson(Json(entry->shape)) + ", config.json asks for " + dumpJson(Json(spec.shape)), spec.name);
        if (entry->dtype != "F32" && entry->dtype != "F16" && entry->dtype != "BF16" && entry->dtype != "F64")
            return broken("holds " + entry->dtype + ", which is no weight to train on", spec.name);
        plan.push_back({spec, targetDtype(entry->dtype, dtype), 1});
    }
    if (!missing.empty()) return broken(std::to_string(missing.size()) + " tensors are missing: " + listed(missing), missing.front());
    std::sort(known.begin(), known.end());
    for (const std::string& name : source.names())
        if (!std::binary_search(known.begin(), known.end(), name) && !isIgnorableTensor(name) && !(config.tiedHead && name == "lm_head.weight"))
            unknown.push_back(name);
    if (!unknown.empty())
        return broken(std::to_string(unknown.size()) + " tensors are not part of a " + config.family + " model of this config.json: " + listed(unknown),
                      unknown.front());
    return plan;
}

// A tied model may hold its head once more; it has to be the embedding then.
Status checkTiedHead(const TensorSource& source, const ModelConfig& config) {
    const TensorEntry* head = source.find("lm_head.weight");
    const TensorEntry* embedding = source.find("model.embed_tokens.weight");
    if (!config.tiedHead || !head || !embedding) return {};
    const auto differs = [&] {
        return fail(Error(ErrorCode::InvalidData, "config.json says that the head is the embedding (tie_word_embeddings), but the file holds a different one")
                        .withHint("set tie_word_embeddings to false if the head is meant")
                        .at(source.fileOf("lm_head.weight")->path())
                        .withKey("lm_head.weight"));
    };
    if (head->shape != embedding->shape || head->dtype != embedding->dtype) return differs();
    constexpr std::int64_t step = std::int64_t{1} << 20;
    const std::int64_t total = c10::multiply_integers(head->shape);
    ASSIGN_OR_RETURN(const at::ScalarType dtype, scalarTypeFromName(head->dtype));
    for (std::int64_t first = 0; first < total; first += step) {
        const std::int64_t count = std::min(step, total - first);
        ASSIGN_OR_RETURN(const at::Tensor a, source.fileOf("lm_head.weight")->readPiece("lm_head.weight", first, count, dtype));
        ASSIGN_OR_RETURN(const at::Tensor b, source.fileOf("model.embed_tokens.weight")->readPiece("model.embed_tokens.weight", first, count, dtype));
        if (!at::equal(a, b)) return differs();
    }
    return {};
}

RowReader rowReader(const TensorSource& source, const std::vector<WeightPlan>& plan) {
    return [&source, &plan](const TensorSpec& spec, std::int64_t firstRow, std::int64_t numRows) -> Result<at::Tensor> {
        const auto item = std::find_if(plan.begin(), plan.end(), [&](const WeightPlan& other) { return other.spec.name == spec.name; });
        const std::int64_t columns = spec.shape.size() < 2 ? 1 : spec.shape.back();
        return source.fileOf(spec.name)->readPiece(spec.name, firstRow * columns, numRows * columns, item->dtype);
    };
}

bool isDocument(const std::string& name) {
    return std::any_of(documents.begin(), documents.end(), [&](const std::string& start) { return name.starts_with(start); });
}

Status copyFile(const std::string& from, const std::string& to) {
    constexpr std::size_t maxBytes = std::size_t{256} << 20;
    ASSIGN_OR_RETURN(const std::string content, readFile(from, maxBytes));
    return writeFileDurably(to, content);
}

// Tokenizer, template, settings and licence come along; whatever else lies there is named.
Status copySmallFiles(const std::string& source, const std::string& folder, ImportReport& report) {
    ASSIGN_OR_RETURN(const auto names, listFolder(source));
    std::vector<std::string> left;
    for (const std::string& name : names) {
        const std::string path = source + "/" + name;
        if (name == "config.json" || name.starts_with(".") || name.ends_with(".safetensors") || name == "model.safetensors.index.json") continue;
        if (name == "additional_chat_templates" && isFolder(path)) {
            RETURN_IF_ERROR(makeFolders(folder + "/" + name));
            ASSIGN_OR_RETURN(const auto templates, listFolder(path));
            for (const std::string& file : templates) RETURN_IF_ERROR(copyFile(path + "/" + file, folder + "/" + name + "/" + file));
        } else if (std::find(textFiles.begin(), textFiles.end(), name) != textFiles.end() || (isDocument(name) && !isFolder(path))) {
            RETURN_IF_ERROR(copyFile(path, folder + "/" + name));
        } else {
            left.push_back(name);
        }
    }
    if (!left.empty()) report.notes.push_back("not copied: " + listed(left));
    return {};
}

}  // namespace

Status importFolder(const std::string& sourceFolder, const std::string& folder, ImportDtype dtype, const WorkContext& context, ImportReport& report) {
    ASSIGN_OR_RETURN(const ModelConfig config, loadModelConfig(sourceFolder));
    ASSIGN_OR_RETURN(const TensorSource source, TensorSource::openFolder(sourceFolder));
    ASSIGN_OR_RETURN(const auto plan, planWeights(source, config, dtype, sourceFolder));
    RETURN_IF_ERROR(checkDiskSpace(folder, weightBytes(plan)));
    RETURN_IF_ERROR(checkTiedHead(source, config));

    Json json = config.raw;
    const std::string written = configDtype(plan);
    // The newer key where the file has it, else the one that all versions read.
    json[json.contains("dtype") ? "dtype" : "torch_dtype"] = written;
    if (json.contains("dtype") && json.contains("torch_dtype")) json["torch_dtype"] = written;
    RETURN_IF_ERROR(writeJson(folder + "/config.json", json));
    RETURN_IF_ERROR(copySmallFiles(sourceFolder, folder, report));

    report.format = "huggingface";
    report.name = fileName(sourceFolder);
    for (const std::string& name : source.names()) report.sourceBytes += source.find(name)->numBytes;
    describe(config, plan, report);
    RETURN_IF_ERROR(checkText(folder, config, report));
    return writeWeights(folder + "/model.safetensors", plan, rowReader(source, plan), context);
}

}  // namespace luthier
