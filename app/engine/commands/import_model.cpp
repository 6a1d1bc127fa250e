// SPDX-License-Identifier: Apache-2.0
// luthier-engine import-model SRC --out DIR [--dtype keep|f32|bf16] [--force]
#include <map>
#include <memory>
#include <string>

#include "app/engine/command.h"
#include "core/tensor_io/import_model.h"

namespace luthier {

namespace {

struct Options {
    std::string source, out;
    ImportOptions import;
};

CommandRun configure(CLI::App& app) {
    auto options = std::make_shared<Options>();
    const std::map<std::string, ImportDtype> dtypes = {{"keep", ImportDtype::Keep}, {"f32", ImportDtype::F32}, {"bf16", ImportDtype::Bf16}};
    app.add_option("source", options->source, "A GGUF file or a Hugging Face folder")->required();
    app.add_option("--out", options->out, "The folder to make")->required();
    app.add_option("--dtype", options->import.dtype, "keep (as stored; f32 for quantised sources), f32 or bf16")
        ->transform(CLI::CheckedTransformer(dtypes).description(""));
    app.add_flag("--force", options->import.force, "Replace an existing model folder");
    return [options](CommandContext& context) -> Status {
        ASSIGN_OR_RETURN(const ImportReport report, importModel(options->source, options->out, options->import, context.work()));
        return context.printResult(toJson(report));
    };
}

}  // namespace

Command importModelCommand() { return {"import-model", "Make a checked Hugging Face folder of a GGUF file or another folder", configure}; }

}  // namespace luthier
