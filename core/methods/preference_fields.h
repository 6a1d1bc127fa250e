// SPDX-License-Identifier: Apache-2.0
// Fields that several preference methods have. Thread: free functions. Requires nothing.
#pragma once

#include <string>

#include "core/config/schema.h"

namespace luthier {

// "start": where training begins, with the adapter it begins from. "base": the model without any adapter. Else an adapter folder for the same model.
inline constexpr const char* kReferenceStart = "start";
inline constexpr const char* kReferenceBase = "base";

template <class Options>
void addReferenceField(Schema<Options>& fields, std::string Options::* member) {
    fields.field("reference", member).label("Reference").notEmpty().otherNames({"ref_model", "ref_model_adapters", "reference_adapter"})
        .help("What the policy is held to: start (as it is before the first step), base (the model without an adapter), or the folder of an adapter.")
        .reason("start: where an adapter is trained further, the model without it would be the wrong one");
}

}  // namespace luthier
