// SPDX-License-Identifier: Apache-2.0
// manifest.json of a run: what it was made of (model, tokenizer, template, data) and what its bits depend on (engine, LibTorch, hardware, threads,
// instruction set, micro_tokens, dtype). A resumed run is compared with it. Thread: values. Requires nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/runs/run_folder.h"

namespace luthier {

struct RunManifest {
    std::string modelHash, tokenizerHash, templateHash, dataHash;   // SHA-256 in hex; "" = there is none (a model without a template)
    std::string engineVersion, libtorchVersion;
    std::string hardware;          // processor as the system names it, and the accelerator if one is used
    std::string instructionSet;    // "avx2", "avx512", "amx": what the kernels use
    std::string dtype;             // of the computation: "float32", "bfloat16"
    std::int64_t numThreads = 0;
    std::int64_t microTokens = 0;
    bool operator==(const RunManifest&) const = default;
};

Json runManifestToJson(const RunManifest& manifest);
// Unknown members are ignored (a newer version may have written them). Errors: InvalidData naming the key.
Result<RunManifest> runManifestFromJson(const Json& json);
Status writeRunManifest(const RunFolder& run, const RunManifest& manifest);
Result<RunManifest> readRunManifest(const RunFolder& run);

struct ManifestComparison {
    std::vector<std::string> content;   // "the model has changed: SHA-256 was 0a1b.., is 2c3d..": it is not the same run any more
    std::vector<std::string> machine;   // "threads: 2 -> 4"
    bool sameRun() const { return content.empty(); }
    bool sameBits() const { return content.empty() && machine.empty(); }
    // One sentence: "same order, same bits", "same order, not same bits: threads: 2 -> 4", or "not the same run: the model has changed ...".
    std::string inWords() const;
    // For a resume: ok when it is the same run. Errors: InvalidData with the differences.
    Status requireSameRun(const std::string& runPath) const;
};
ManifestComparison compareManifests(const RunManifest& before, const RunManifest& now);

}  // namespace luthier
