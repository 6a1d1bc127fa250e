// SPDX-License-Identifier: Apache-2.0
// Any bytes as run.json: read or refused with named problems; what was read is written and read back unchanged.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/recipe/run_config.h"

namespace {

void require(bool condition) { if (!condition) std::abort(); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace luthier;
    const auto json = parseJson(std::string_view(reinterpret_cast<const char*>(data), size), {.maxBytes = 1 << 20, .maxDepth = 64});
    if (!json) return 0;
    auto config = parseRunConfig(*json);
    if (!config) {
        require(config.error().code == ErrorCode::InvalidConfig && !config.error().message.empty());
        return 0;
    }
    const auto again = parseJson(dumpJson(runConfigToJson(*config)));
    require(again.has_value());
    const auto read = parseRunConfig(*again);
    require(read.has_value() && *read == *config && diffInWords(*config, *read).empty());
    resolveAuto(*config, {.numStepsPlanned = 100, .numParameters = 1, .probedPrecision = ComputePrecision::F32});
    require(runConfigSchema().validate(*config).has_value());
    return 0;
}
