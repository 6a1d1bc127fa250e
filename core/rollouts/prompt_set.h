// SPDX-License-Identifier: Apache-2.0
// The prompts a policy answers: their tokens, and what their rewards need to know of them. Thread: values.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/batching/token_store.h"
#include "core/rows/example.h"

namespace luthier {

struct PromptSet {
    const TokenStore* tokens = nullptr;          // one sequence for each row; outlives this
    std::vector<Prompt> prompts;                 // of each row
    std::vector<std::string> rowIds;
    std::int64_t size() const { return static_cast<std::int64_t>(prompts.size()); }
    // For people: its last user turn.
    std::string shown(std::int64_t row) const;
};

// examples: the rows of the store, in order. Errors: Internal when one of them is no prompt.
Result<PromptSet> promptSetOf(const TokenStore& tokens, std::span<const Example* const> examples, std::vector<std::string> rowIds);

}  // namespace luthier
