// SPDX-License-Identifier: Apache-2.0
// Full fine-tuning: every parameter of the model is trained.
#pragma once

#include <cstdint>
#include <memory>

#include "core/adapters/adapter_info.h"
#include "core/base/error.h"
#include "core/config/schema.h"

namespace luthier {

struct FullOptions {
    bool trainEmbeddings = true;   // the embedding table (and a tied head) too
    bool operator==(const FullOptions&) const = default;
};

struct Full {
    using Options = FullOptions;
    static constexpr const char* id = "full";
    static const Schema<FullOptions>& schema();
    static AdapterInfo info();
    static Result<std::unique_ptr<Adapter>> create(const FullOptions& options, CausalModel& model, std::uint64_t seed);
};

}  // namespace luthier
