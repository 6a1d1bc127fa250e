// SPDX-License-Identifier: Apache-2.0
// What is at a path, as JSON: {"kind":"model|gguf|adapter|tensors|dataset|run|checkpoint|run_config", "path", ...,
// "problems":[{"message","hint","file","line","key"}]}. A thing of a known kind that is broken is described as far as possible, its faults are in "problems".
// Thread: one.
#pragma once

#include <string>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/progress.h"

namespace luthier {

// quick: nothing is hashed and no weight is read.
struct InspectOptions { std::string path; bool quick = false; };

// Errors: NotFound, Io, InvalidData (nothing Luthier knows; the hint lists what it knows), Cancelled.
Result<Json> inspectPath(const InspectOptions& options, const WorkContext& context);

// The faults found while a thing is described.
class Findings {
public:
    void add(const Error& error);
    void add(std::string message, std::string file = {}, std::string key = {});
    Json toJson() const { return m_list; }
private:
    Json m_list = Json::array();
};

// One per kind; the path is known to be of that kind.
Result<Json> inspectModel(const InspectOptions& options, const WorkContext& context);
Result<Json> inspectAdapter(const InspectOptions& options, const WorkContext& context);
Result<Json> inspectTensorsFile(const InspectOptions& options, const WorkContext& context);
Result<Json> inspectGguf(const InspectOptions& options, const WorkContext& context);
Result<Json> inspectDataset(const InspectOptions& options, const WorkContext& context);
Result<Json> inspectRun(const InspectOptions& options, const WorkContext& context);
Result<Json> inspectCheckpoint(const InspectOptions& options, const WorkContext& context);
Json inspectRunConfig(const InspectOptions& options);

// [{"name","bytes","sha256"}] of the files directly in a folder; no hashes when quick. Sub-folders are left out.
Result<Json> listFiles(const std::string& folder, bool quick, const WorkContext& context);

}  // namespace luthier
