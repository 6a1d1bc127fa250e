// SPDX-License-Identifier: Apache-2.0
#include "core/training/reference_logps.h"

#include <cstdlib>

#include <ATen/ATen.h>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/methods/preference_fields.h"
#include "core/methods/sequence_logps.h"
#include "core/tensor_io/safetensors.h"

namespace luthier {

namespace {

constexpr const char* trainName = "train";
constexpr const char* evalName = "eval";

// The model that gives the reference's numbers, and what names it. For the time of the pass only.
struct Reference {
    CausalModel* model = nullptr;
    AdapterSlot slot = kNoAdapter;
    std::string name;                              // of its content
    std::unique_ptr<Adapter> adapter;              // of another folder
    std::unique_ptr<CausalModel> ownModel;
};

Status checkSameTokens(const std::string& folder, const std::string& modelFolder) {
    ASSIGN_OR_RETURN(const Tokenizer theirs, Tokenizer::load(folder));
    ASSIGN_OR_RETURN(const Tokenizer ours, Tokenizer::load(modelFolder));
    if (theirs.hash() == ours.hash()) return {};
    return fail(Error(ErrorCode::InvalidConfig, "the reference model has another tokenizer, so its probabilities are of other tokens")
                    .withHint("take a model of the same family, or \"start\" or \"base\"")
                    .at(folder)
                    .withKey("method.reference"));
}

Result<Reference> openReference(const ReferenceRequest& request, const std::string& which, const WorkContext& context) {
    Reference reference;
    reference.model = &request.model;
    const bool hasStart = request.config.model.adapter.has_value();
    if (which == kReferenceBase || (which == kReferenceStart && !hasStart)) {   // an adapter that begins adds nothing yet
        reference.name = request.model.fingerprint();
        return reference;
    }
    if (which == kReferenceStart) {
        reference.slot = request.adapter.slot();
        reference.name = request.model.fingerprint() + request.adapter.fingerprint();
        return reference;
    }
    if (pathExists(which + "/adapter_config.json")) {
        ASSIGN_OR_RETURN(reference.adapter, loadAdapter(which, request.model));
        reference.slot = reference.adapter->slot();
        reference.name = request.model.fingerprint() + reference.adapter->fingerprint();
        return reference;
    }
    RETURN_IF_ERROR(checkSameTokens(which, request.config.model.path));
    ASSIGN_OR_RETURN(reference.ownModel,
                     CausalModel::load(which, at::TensorOptions(request.model.dtype()).device(request.model.device()), context));
    reference.model = reference.ownModel.get();
    reference.name = reference.ownModel->fingerprint();
    return reference;
}

struct StoredLogps { std::vector<double> train, eval; };

std::vector<double> numbersOf(const at::Tensor& tensor) {
    const double* const data = tensor.const_data_ptr<double>();
    return {data, data + tensor.numel()};
}

// nullopt: not there, not whole, or of something else. Whatever is wrong with it, it can be computed again.
std::optional<StoredLogps> readStored(const std::string& path, const std::string& key, const TrainingData& data) {
    if (!pathExists(path)) return std::nullopt;
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    if (!file) return std::nullopt;
    const auto found = file->metadata().find("key");
    if (found == file->metadata().end() || found->second != key) return std::nullopt;
    const auto train = file->read(trainName, at::kDouble), eval = file->read(evalName, at::kDouble);
    if (!train || !eval || train->numel() != data.train.numSequences() || eval->numel() != data.eval.numSequences()) return std::nullopt;
    return StoredLogps{numbersOf(*train), numbersOf(*eval)};
}

Status writeStored(const std::string& path, const std::string& key, const StoredLogps& logps) {
    RETURN_IF_ERROR(makeFolders(parentFolder(path)));
    return saveTensors(path, {{trainName, at::tensor(logps.train, at::kDouble)}, {evalName, at::tensor(logps.eval, at::kDouble)}}, {{"key", key}});
}

}  // namespace

std::string referenceCacheFolder() {
    if (const char* const folder = std::getenv("XDG_CACHE_HOME"); folder && *folder) return std::string(folder) + "/luthier/reference-logps";
    if (const char* const home = std::getenv("HOME"); home && *home) return std::string(home) + "/.cache/luthier/reference-logps";
    return {};
}

Result<std::string> fillReferenceLogps(const ReferenceRequest& request, TrainingData& data, const WorkContext& context) {
    MethodOptions method = request.config.method;
    const std::string which = *referenceOf(method), inRun = request.runFolder + "/data/reference.safetensors";
    ASSIGN_OR_RETURN(Reference reference, openReference(request, which, context));
    const std::string dtype = request.model.dtype() == at::kBFloat16 ? "bfloat16" : "float32";
    const std::string key = sha256Hex("reference log-probabilities 1\n" + reference.name + "\n" + dtype + "\n" + data.hash);
    const std::string inCache = request.cacheFolder.empty() ? std::string() : request.cacheFolder + "/" + key + ".safetensors";
    std::string from = "the run's folder";
    std::optional<StoredLogps> logps = readStored(inRun, key, data);
    if (!logps && !inCache.empty()) {
        logps = readStored(inCache, key, data);
        from = "the cache (" + inCache + ")";
    }
    if (!logps) {
        from = "the " + (which == kReferenceStart || which == kReferenceBase ? which + " model" : "model or adapter in " + which);
        Policy policy(*reference.model, reference.slot);
        logps.emplace();
        ASSIGN_OR_RETURN(logps->train, sequenceLogps(policy, data.train, request.batches, context));
        ASSIGN_OR_RETURN(logps->eval, sequenceLogps(policy, data.eval, request.batches, context));
        if (!inCache.empty())
            if (const Status written = writeStored(inCache, key, *logps); !written)
                log::warning("the reference's log-probabilities are not kept for other runs: " + written.error().toString());
    }
    if (!pathExists(inRun)) RETURN_IF_ERROR(writeStored(inRun, key, *logps));
    data.train.setReferenceLogps(std::move(logps->train));
    data.eval.setReferenceLogps(std::move(logps->eval));
    return "the reference's log-probabilities come from " + from;
}

}  // namespace luthier
