// SPDX-License-Identifier: Apache-2.0
// Adapters as a command line names them: "DIR" or "name=DIR". Thread: the thread of the model.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/adapters/adapter.h"
#include "core/base/error.h"

namespace luthier {

struct AdapterSpec { std::string name, folder; };
// A folder's name is its last part; for the final/ of a run, and its checkpoints, the run's. Errors: InvalidArgument (empty, two with the same name).
Result<std::vector<AdapterSpec>> parseAdapterSpecs(const std::vector<std::string>& texts);

struct NamedAdapter { std::string name; std::unique_ptr<Adapter> adapter; };
// Each in its own slot of the model. Errors: those of loadAdapter.
Result<std::vector<NamedAdapter>> loadNamedAdapters(const std::vector<AdapterSpec>& specs, CausalModel& model);

}  // namespace luthier
