// SPDX-License-Identifier: Apache-2.0
#include "core/runs/run_manifest.h"

#include <array>

#include "core/base/files.h"

namespace luthier {

namespace {

struct TextField { const char* key; const char* label; std::string RunManifest::*member; };
struct CountField { const char* key; const char* label; std::int64_t RunManifest::*member; };

constexpr std::array contentFields = {
    TextField{"model_sha256", "the model", &RunManifest::modelHash},
    TextField{"tokenizer_sha256", "the tokenizer", &RunManifest::tokenizerHash},
    TextField{"template_sha256", "the chat template", &RunManifest::templateHash},
    TextField{"data_sha256", "the data", &RunManifest::dataHash},
};
constexpr std::array machineFields = {
    TextField{"engine", "engine", &RunManifest::engineVersion},
    TextField{"libtorch", "LibTorch", &RunManifest::libtorchVersion},
    TextField{"hardware", "hardware", &RunManifest::hardware},
    TextField{"instruction_set", "instruction set", &RunManifest::instructionSet},
    TextField{"dtype", "dtype", &RunManifest::dtype},
};
constexpr std::array countFields = {
    CountField{"threads", "threads", &RunManifest::numThreads},
    CountField{"micro_tokens", "micro_tokens", &RunManifest::microTokens},
};

std::string shortHash(const std::string& hash) { return hash.empty() ? "none" : hash.substr(0, 12); }

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
    return text;
}

Status readText(const Json& json, const char* key, std::string& value) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string()) return fail(Error(ErrorCode::InvalidData, "the manifest lacks this text").withKey(key));
    value = found->get<std::string>();
    return {};
}

}  // namespace

Json runManifestToJson(const RunManifest& manifest) {
    Json json{{"schema", 1}};
    for (const auto& field : contentFields) json[field.key] = manifest.*field.member;
    for (const auto& field : machineFields) json[field.key] = manifest.*field.member;
    for (const auto& field : countFields) json[field.key] = manifest.*field.member;
    return json;
}

Result<RunManifest> runManifestFromJson(const Json& json) {
    if (!json.is_object() || !json.contains("schema") || json["schema"] != 1)
        return fail(
            Error(ErrorCode::InvalidData, "the manifest is not of a schema this version knows").withHint("it may come from a newer version").withKey("schema"));
    RunManifest manifest;
    for (const auto& field : contentFields) RETURN_IF_ERROR(readText(json, field.key, manifest.*field.member));
    for (const auto& field : machineFields) RETURN_IF_ERROR(readText(json, field.key, manifest.*field.member));
    for (const auto& field : countFields) {
        const auto found = json.find(field.key);
        if (found == json.end() || !found->is_number_integer()) return fail(Error(ErrorCode::InvalidData, "the manifest lacks this number").withKey(field.key));
        manifest.*field.member = found->get<std::int64_t>();
    }
    return manifest;
}

Status writeRunManifest(const RunFolder& run, const RunManifest& manifest) {
    return writeFileDurably(run.manifestJson(), dumpJsonPretty(runManifestToJson(manifest)) + "\n");
}

Result<RunManifest> readRunManifest(const RunFolder& run) {
    ASSIGN_OR_RETURN(const Json json, readJsonFile(run.manifestJson(), {.maxBytes = std::size_t{1} << 20, .maxDepth = 8}));
    auto manifest = runManifestFromJson(json);
    if (!manifest) return fail(std::move(manifest.error()).at(run.manifestJson()));
    return manifest;
}

ManifestComparison compareManifests(const RunManifest& before, const RunManifest& now) {
    ManifestComparison comparison;
    for (const auto& field : contentFields)
        if (before.*field.member != now.*field.member)
            comparison.content.push_back(std::string(field.label) + " has changed (SHA-256 was " + shortHash(before.*field.member) + ", is " +
                                         shortHash(now.*field.member) + ")");
    for (const auto& field : machineFields)
        if (before.*field.member != now.*field.member)
            comparison.machine.push_back(std::string(field.label) + ": " + before.*field.member + " -> " + now.*field.member);
    for (const auto& field : countFields)
        if (before.*field.member != now.*field.member)
            comparison.machine.push_back(std::string(field.label) + ": " + std::to_string(before.*field.member) + " -> " + std::to_string(now.*field.member));
    return comparison;
}

std::string ManifestComparison::inWords() const {
    if (!sameRun()) return "not the same run: " + joined(content);
    if (!sameBits()) return "same order, not same bits: " + joined(machine);
    return "same order, same bits";
}

Status ManifestComparison::requireSameRun(const std::string& runPath) const {
    if (sameRun()) return {};
    return fail(Error(ErrorCode::InvalidData, inWords()).withHint("put the old files back, or start a new run").at(runPath));
}

}  // namespace luthier
