// SPDX-License-Identifier: Apache-2.0
// Supervised fine-tuning and continued pre-training: L = - sum_t w_t log p(y_t | y_<t) / sum_t w_t over the trained tokens of a whole optimizer step.
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"
#include "core/text/encode_row.h"

namespace luthier {

struct SftOptions {
    LossOn lossOn = LossOn::Completion;
    bool operator==(const SftOptions&) const = default;
};

struct Sft {
    using Options = SftOptions;
    static constexpr const char* id = "sft";
    static const Schema<SftOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const SftOptions& options);   // engine only
};

}  // namespace luthier
