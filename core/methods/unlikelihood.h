// SPDX-License-Identifier: Apache-2.0
// Unlikelihood training, Welleck et al. 2020, eq. 4: answers called good are learned as in fine-tuning, the tokens of bad ones are made unlikely.
//   L = - sum_good log p(y_t) / sum_good 1  -  alpha sum_bad log(1 - p(y_t)) / sum_bad 1
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/config/schema.h"
#include "core/methods/method_info.h"

namespace luthier {

struct UnlikelihoodOptions {
    double alpha = 1.0;
    bool operator==(const UnlikelihoodOptions&) const = default;
};

struct Unlikelihood {
    using Options = UnlikelihoodOptions;
    static constexpr const char* id = "unlikelihood";
    static const Schema<UnlikelihoodOptions>& schema();
    static MethodInfo info();
    static Result<std::unique_ptr<Method>> create(const UnlikelihoodOptions& options);   // engine only
};

}  // namespace luthier
