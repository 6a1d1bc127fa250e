// SPDX-License-Identifier: Apache-2.0
// Trains the last k decoder layers and the final norm; everything below is frozen and costs no backward pass.
#pragma once

#include <cstdint>
#include <memory>

#include "core/adapters/adapter_info.h"
#include "core/base/error.h"
#include "core/config/schema.h"

namespace luthier {

struct LastLayersOptions {
    std::int64_t layers = 4;
    bool trainHead = false;        // the output head too (a tied head takes the embeddings with it)
    bool operator==(const LastLayersOptions&) const = default;
};

struct LastLayers {
    using Options = LastLayersOptions;
    static constexpr const char* id = "last_layers";
    static const Schema<LastLayersOptions>& schema();
    static AdapterInfo info();
    static Result<std::unique_ptr<Adapter>> create(const LastLayersOptions& options, CausalModel& model, std::uint64_t seed);
};

}  // namespace luthier
