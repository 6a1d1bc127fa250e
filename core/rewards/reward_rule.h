// SPDX-License-Identifier: Apache-2.0
// A reward that needs no model: a rule over the text of an answer. Torch-free, so that the window can try one on three rows as the engine would apply it.
// Thread: a rule is immutable after create() and may be shared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/rows/example.h"

namespace luthier {

// An answer to be judged, and what is known of it. What it refers to must outlive the call.
struct AnswerView {
    const Prompt* prompt;                // with its reference: what a checker compares the answer with
    std::string_view text;               // valid UTF-8, without end token
    std::int64_t numTokens = 0;          // with the end token
    std::int64_t maxNewTokens = 0;       // how many it could have had
    bool ended = true;                   // by itself, not at the limit
};

class RewardRule {
public:
    virtual ~RewardRule() = default;
    // nullopt: the rule has nothing to say of this answer (its prompt has no reference, for example); it then counts neither for nor against it.
    // Errors: InvalidData where the row's reference cannot be used (a JSON schema that is none), saying why.
    virtual Result<std::optional<double>> score(const AnswerView& answer) const = 0;
};

}  // namespace luthier
