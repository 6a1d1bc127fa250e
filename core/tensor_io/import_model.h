// SPDX-License-Identifier: Apache-2.0
// A GGUF file or a Hugging Face folder -> a checked Hugging Face folder: config.json, model.safetensors, tokenizer.json, generation_config.json and
// chat_template.jinja, which transformers loads as it is. The folder appears whole or not at all. Memory stays at some MB, however large the model.
// Thread: blocking; one import per output folder.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"

namespace luthier {

enum class ImportDtype { Keep, F32, Bf16 };   // Keep: as stored; float32 where the source is quantised

struct ImportOptions {
    ImportDtype dtype = ImportDtype::Keep;
    bool force = false;   // replace an existing model folder
};

struct ImportReport {
    std::string path;              // the folder
    std::string source;            // as given
    std::string format;            // "gguf", "huggingface"
    std::string name, family, license;
    std::int64_t numParameters = 0;
    std::string dtype;             // of the matrices, as config.json names it: "float32", "bfloat16", "float16"
    std::uint64_t sourceBytes = 0, numBytes = 0;   // of the weights' files
    std::int64_t numLayers = 0, hiddenSize = 0, maxPositions = 0, vocabSize = 0;   // vocabSize: rows of the embedding
    std::int64_t numTokens = 0;    // of the tokenizer
    bool hasChatTemplate = false;
    std::vector<std::string> notes;   // what was inferred, left out or looks odd
};
Json toJson(const ImportReport& report);

// Errors: NotFound; AlreadyExists (without force, or force on a folder that holds no model); InvalidArgument (the output would replace the source);
// InvalidData (whatever is broken or not supported, with tensor or key); DiskFull (looked up beforehand); Cancelled; Io. Nothing is left of a failed import.
Result<ImportReport> importModel(const std::string& source, const std::string& outFolder, const ImportOptions& options, const WorkContext& context);

}  // namespace luthier
