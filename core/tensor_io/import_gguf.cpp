// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include <ATen/ATen.h>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/tensor_io/gguf_config.h"
#include "core/tensor_io/gguf_tokenizer.h"
#include "core/tensor_io/import_source.h"

namespace luthier {

namespace {

at::ScalarType storedDtype(const GgufType& type) {
    const std::string name = type.name;
    return name == "F16" ? at::kHalf : name == "BF16" ? at::kBFloat16 : at::kFloat;
}

std::vector<WeightPlan> planWeights(const GgufFile& file, const GgufModel& model, ImportDtype dtype) {
    const bool anyQuantised = std::any_of(file.tensors().begin(), file.tensors().end(), [](const GgufTensor& tensor) { return tensor.type->isQuantised(); });
    std::vector<WeightPlan> plan;
    for (const TensorSpec& spec : expectedTensors(model.config)) {
        const GgufTensor& tensor = *file.findTensor(ggufTensorName(spec.name));
        const bool isPermuted = model.permutedHeads && (spec.name.find(".q_proj.") != std::string::npos || spec.name.find(".k_proj.") != std::string::npos);
        const at::ScalarType kept = anyQuantised ? at::kFloat : storedDtype(*tensor.type);
        plan.push_back({spec,
                        dtype == ImportDtype::F32    ? at::kFloat
                        : dtype == ImportDtype::Bf16 ? at::kBFloat16
                                                     : kept,
                        isPermuted ? model.config.headDim : 1});
    }
    return plan;
}

// llama.cpp's converter interleaves the two halves of each head's rows; here whole heads are put back. rows: [heads * headDim, columns]
at::Tensor restoreHeads(const at::Tensor& rows_RC, std::int64_t headDim) {
    const std::int64_t columns = rows_RC.size(1);
    return rows_RC.view({-1, headDim / 2, 2, columns}).transpose(1, 2).reshape({-1, columns});
}

RowReader rowReader(const GgufFile& file, const GgufModel& model) {
    return [&file, &model](const TensorSpec& spec, std::int64_t firstRow, std::int64_t numRows) -> Result<at::Tensor> {
        const GgufTensor& tensor = *file.findTensor(ggufTensorName(spec.name));
        const bool isVector = spec.shape.size() < 2;
        const std::int64_t columns = isVector ? 1 : spec.shape.back();
        const at::Tensor rows = at::empty({numRows, columns}, at::kFloat);
        if (!isVector) {
            RETURN_IF_ERROR(file.readRows(tensor, firstRow, numRows, rows.mutable_data_ptr<float>()));
        } else {
            // A vector is one row on disk, and short enough to be read whole.
            const at::Tensor whole = at::empty({tensor.rowElements(), 1}, at::kFloat);
            RETURN_IF_ERROR(file.readRows(tensor, 0, 1, whole.mutable_data_ptr<float>()));
            rows.copy_(whole.narrow(0, firstRow, numRows));
        }
        const bool isPermuted = model.permutedHeads && (spec.name.find(".q_proj.") != std::string::npos || spec.name.find(".k_proj.") != std::string::npos);
        return isPermuted ? restoreHeads(rows, model.config.headDim) : rows;
    };
}

Json orNull(const std::optional<std::int64_t>& id) { return id ? Json(*id) : Json(nullptr); }
Json oneOrList(const std::vector<std::int64_t>& ids) { return ids.empty() ? Json(nullptr) : ids.size() == 1 ? Json(ids[0]) : Json(ids); }

Status writeTemplates(const std::string& folder, const GgufTokenizer& tokenizer, ImportReport& report) {
    if (tokenizer.chatTemplate) RETURN_IF_ERROR(writeFileDurably(folder + "/chat_template.jinja", *tokenizer.chatTemplate));
    for (const auto& [name, source] : tokenizer.otherTemplates) {
        const bool isPlain = !name.empty() && name.size() <= 64 &&
                             std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-'; });
        if (!isPlain) {
            report.notes.push_back("the chat template \"" + excerpt(name, 40) + "\" was left out: its name cannot be a file's name");
            continue;
        }
        RETURN_IF_ERROR(makeFolders(folder + "/additional_chat_templates"));
        RETURN_IF_ERROR(writeFileDurably(folder + "/additional_chat_templates/" + name + ".jinja", source));
    }
    return {};
}

// A model card as Hugging Face reads it, so that the licence stays with the weights. JSON strings are YAML strings too.
Status writeCard(const std::string& folder, const std::string& file, const GgufModel& model) {
    if (model.license.empty()) return {};
    return writeFileDurably(folder + "/README.md", "---\nlicense: " + dumpJson(Json(model.license)) + "\n---\n# " + excerpt(model.name, 200) +
                                                       "\n\nConverted from the GGUF file " + excerpt(fileName(file), 200) + ".\n");
}

}  // namespace

Status importGguf(const std::string& source, const std::string& folder, ImportDtype dtype, const WorkContext& context, ImportReport& report) {
    ASSIGN_OR_RETURN(const GgufFile file, GgufFile::open(source));
    ASSIGN_OR_RETURN(const GgufModel model, readGgufModel(file));
    ASSIGN_OR_RETURN(const GgufTokenizer tokenizer, readGgufTokenizer(file, model.config.maxPositions));
    const std::vector<WeightPlan> plan = planWeights(file, model, dtype);
    RETURN_IF_ERROR(checkDiskSpace(folder, weightBytes(plan)));

    Json config = model.config.raw;
    config["bos_token_id"] = orNull(tokenizer.bosId);
    config["eos_token_id"] = oneOrList(tokenizer.endIds);
    config["pad_token_id"] = orNull(tokenizer.padId);
    config["attention_dropout"] = 0.0;
    config["initializer_range"] = 0.02;
    config["use_cache"] = true;
    config["torch_dtype"] = configDtype(plan);
    Json generation = {{"_from_model_config", true}, {"eos_token_id", config["eos_token_id"]}};
    if (tokenizer.bosId) generation["bos_token_id"] = *tokenizer.bosId;
    if (tokenizer.padId) generation["pad_token_id"] = *tokenizer.padId;
    RETURN_IF_ERROR(writeJson(folder + "/config.json", config));
    RETURN_IF_ERROR(writeJson(folder + "/generation_config.json", generation));
    RETURN_IF_ERROR(writeJson(folder + "/tokenizer.json", tokenizer.tokenizer));
    RETURN_IF_ERROR(writeJson(folder + "/tokenizer_config.json", tokenizer.tokenizerConfig));
    RETURN_IF_ERROR(writeJson(folder + "/special_tokens_map.json", tokenizer.specialTokensMap));

    report.format = "gguf";
    report.name = excerpt(model.name, 200);
    report.license = excerpt(model.license, 200);
    ASSIGN_OR_RETURN(report.sourceBytes, fileSize(source));
    report.notes = model.notes;
    report.notes.insert(report.notes.end(), tokenizer.notes.begin(), tokenizer.notes.end());
    describe(model.config, plan, report);
    RETURN_IF_ERROR(writeTemplates(folder, tokenizer, report));
    RETURN_IF_ERROR(writeCard(folder, source, model));
    // Before the weights: a broken tokenizer or template should not cost minutes.
    RETURN_IF_ERROR(checkText(folder, model.config, report));
    auto written = writeWeights(folder + "/model.safetensors", plan, rowReader(file, model), context);
    if (!written && written.error().file.empty()) return fail(std::move(written.error()).at(source));
    return written;
}

}  // namespace luthier
