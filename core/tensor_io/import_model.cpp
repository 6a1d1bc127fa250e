// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/import_model.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <unistd.h>

#include "core/base/files.h"
#include "core/tensor_io/import_source.h"
#include "core/tensor_io/safetensors.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

namespace luthier {

namespace {

// The folder while it is written; gone again unless it was published.
class DraftFolder {
public:
    explicit DraftFolder(std::string path) : m_path(std::move(path)) {}
    DraftFolder(const DraftFolder&) = delete;
    ~DraftFolder() {
        if (!m_published) (void)removeFolder(m_path);
    }
    const std::string& path() const { return m_path; }
    void published() { m_published = true; }
private:
    std::string m_path;
    bool m_published = false;
};

std::string withoutSlashes(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
}

// A folder with a config.json and without one, but with a single GGUF file, are both fine.
Result<std::string> findSource(const std::string& source) {
    if (!pathExists(source)) return fail(Error(ErrorCode::NotFound, "there is no such file or folder").withHint("check the path").at(source));
    if (!isFolder(source) || pathExists(source + "/config.json")) return source;
    ASSIGN_OR_RETURN(const auto names, listFolder(source));
    std::vector<std::string> files;
    std::copy_if(names.begin(), names.end(), std::back_inserter(files), [](const std::string& name) { return name.ends_with(".gguf"); });
    if (files.size() > 1)
        return fail(Error(ErrorCode::InvalidArgument, "the folder holds " + std::to_string(files.size()) + " GGUF files")
                        .withHint("name one of them, for example " + files.front())
                        .at(source));
    return files.empty() ? source : source + "/" + files.front();
}

bool isInside(const std::filesystem::path& inner, const std::filesystem::path& outer) {
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

Status checkOutput(const std::string& source, const std::string& out, bool force) {
    std::error_code ignored;
    if (out.empty()) return fail(Error(ErrorCode::InvalidArgument, "the output folder has no name"));
    const auto from = std::filesystem::weakly_canonical(source, ignored), to = std::filesystem::weakly_canonical(out, ignored);
    if (isInside(from, to))
        return fail(Error(ErrorCode::InvalidArgument, "the output folder is or contains the source").withHint("choose another --out").at(out));
    if (!pathExists(out)) return {};
    if (!isFolder(out)) return fail(Error(ErrorCode::AlreadyExists, "there is a file of this name").withHint("choose another --out").at(out));
    ASSIGN_OR_RETURN(const auto names, listFolder(out));
    if (names.empty()) return {};
    if (!force) return fail(Error(ErrorCode::AlreadyExists, "the output folder exists").withHint("choose another --out, or --force to replace it").at(out));
    // Replacing removes everything in it, so it has to be what we would make.
    if (!pathExists(out + "/config.json"))
        return fail(Error(ErrorCode::AlreadyExists, "--force replaces model folders only, and this folder holds no config.json")
                        .withHint("choose another --out")
                        .at(out));
    return {};
}

// The old folder steps aside first, so that at no time there is half a folder under the name.
Status publish(const std::string& draft, const std::string& out) {
    if (!pathExists(out)) return publishFolder(draft, out);
    const std::string aside = out + ".old-" + std::to_string(::getpid());
    RETURN_IF_ERROR(publishFolder(out, aside));
    if (auto published = publishFolder(draft, out); !published) {
        (void)publishFolder(aside, out);
        return published;
    }
    return removeFolder(aside);
}

}  // namespace

Result<ImportReport> importModel(const std::string& source, const std::string& outFolder, const ImportOptions& options, const WorkContext& context) {
    const std::string out = withoutSlashes(outFolder);
    ASSIGN_OR_RETURN(const std::string found, findSource(withoutSlashes(source)));
    RETURN_IF_ERROR(checkOutput(found, out, options.force));
    RETURN_IF_ERROR(makeFolders(parentFolder(out)));
    DraftFolder draft(out + ".tmp-" + std::to_string(::getpid()));
    RETURN_IF_ERROR(makeFolders(draft.path()));
    ImportReport report;
    report.path = out;
    report.source = source;
    if (isFolder(found)) RETURN_IF_ERROR(importFolder(found, draft.path(), options.dtype, context, report));
    else RETURN_IF_ERROR(importGguf(found, draft.path(), options.dtype, context, report));
    RETURN_IF_ERROR(context.checkpoint());
    RETURN_IF_ERROR(publish(draft.path(), out));
    draft.published();
    return report;
}

Json toJson(const ImportReport& report) {
    return {{"path", report.path},
            {"name", report.name},
            {"family", report.family},
            {"license", report.license.empty() ? Json(nullptr) : Json(report.license)},
            {"parameters", report.numParameters},
            {"dtype", report.dtype},
            {"bytes", report.numBytes},
            {"source", report.source},
            {"source_format", report.format},
            {"source_bytes", report.sourceBytes},
            {"layers", report.numLayers},
            {"hidden_size", report.hiddenSize},
            {"context_length", report.maxPositions},
            {"vocab_size", report.vocabSize},
            {"tokens", report.numTokens},
            {"chat_template", report.hasChatTemplate},
            {"notes", report.notes}};
}

Status writeJson(const std::string& path, const Json& json) { return writeFileDurably(path, dumpJsonPretty(json) + "\n"); }

Status checkDiskSpace(const std::string& folder, std::uint64_t numBytes) {
    constexpr std::uint64_t smallFiles = std::uint64_t{64} << 20;
    ASSIGN_OR_RETURN(const std::uint64_t available, freeDiskBytes(folder));
    if (available >= smallFiles && available - smallFiles >= numBytes) return {};
    return fail(Error(ErrorCode::DiskFull,
                      "the model needs " + std::to_string((numBytes + smallFiles) >> 20) + " MB, " + std::to_string(available >> 20) + " MB are free")
                    .withHint("free some disk space, choose another --out, or a smaller --dtype")
                    .at(folder));
}

std::string configDtype(const std::vector<WeightPlan>& plan) {
    const auto matrix = std::find_if(plan.begin(), plan.end(), [](const WeightPlan& item) { return item.spec.part == TensorSpec::Part::Linear; });
    const at::ScalarType dtype = matrix == plan.end() ? at::kFloat : matrix->dtype;
    return dtype == at::kHalf ? "float16" : dtype == at::kBFloat16 ? "bfloat16" : dtype == at::kDouble ? "float64" : "float32";
}

void describe(const ModelConfig& config, const std::vector<WeightPlan>& plan, ImportReport& report) {
    report.family = config.family;
    report.numParameters = numParameters(config);
    report.dtype = configDtype(plan);
    report.numBytes = weightBytes(plan);
    report.numLayers = config.numLayers;
    report.hiddenSize = config.hiddenSize;
    report.maxPositions = config.maxPositions;
    report.vocabSize = config.vocabSize;
}

Status checkText(const std::string& folder, const ModelConfig& config, ImportReport& report) {
    ASSIGN_OR_RETURN(const Tokenizer tokenizer, Tokenizer::load(folder));
    report.numTokens = static_cast<std::int64_t>(tokenizer.vocabSize());
    if (report.numTokens > config.vocabSize)
        return fail(Error(ErrorCode::InvalidData,
                          "the tokenizer has " + std::to_string(report.numTokens) + " tokens, the embedding only " + std::to_string(config.vocabSize) + " rows")
                        .withHint("the tokenizer belongs to another model")
                        .withKey("vocab_size"));
    if (report.numTokens < config.vocabSize)
        report.notes.push_back(std::to_string(config.vocabSize - report.numTokens) + " rows of the embedding have no token");
    if (!tokenizer.special().eos) report.notes.push_back("no end-of-text token is named; answers end by length only");
    const auto chatTemplate = ChatTemplate::load(folder);
    report.hasChatTemplate = chatTemplate.has_value();
    if (!chatTemplate) {
        const bool isMissing = chatTemplate.error().code == ErrorCode::NotFound;
        report.notes.push_back(isMissing ? "the model has no chat template" : "the chat template cannot be used: " + chatTemplate.error().message);
    }
    return {};
}

}  // namespace luthier
