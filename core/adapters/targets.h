// SPDX-License-Identifier: Apache-2.0
// Which linear layers an adapter is plugged into: "all-linear", a list of names, or "re:<regex>". Rules as in PEFT (research: algorithms.md 2.0).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

struct Targets {
    enum class Kind { AllLinear, Names, Regex } kind = Kind::AllLinear;
    std::vector<std::string> names;   // "q_proj": matches a path equal to it or ending with ".q_proj"
    std::string regex;                // full match on the path "model.layers.0.self_attn.q_proj"
    bool operator==(const Targets&) const = default;

    // isHead: the output head never belongs to all-linear.
    bool matches(std::string_view path, bool isHead) const;
};

Json targetsToJson(const Targets& targets);
Result<Targets> targetsFromJson(const Json& json);   // errors name the bad entry; a regex that does not compile is one

}  // namespace luthier
