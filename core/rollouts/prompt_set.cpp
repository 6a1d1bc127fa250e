// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/prompt_set.h"

#include "core/text/prompt_of.h"

namespace luthier {

std::string PromptSet::shown(std::int64_t row) const {
    const std::vector<Turn>& turns = prompts[static_cast<std::size_t>(row)].prompt.turns;
    for (auto turn = turns.rbegin(); turn != turns.rend(); ++turn)
        if (turn->role == Role::User) return turn->text;
    return turns.empty() ? "" : turns.back().text;
}

Result<PromptSet> promptSetOf(const TokenStore& tokens, std::span<const Example* const> examples, std::vector<std::string> rowIds) {
    PromptSet set;
    set.tokens = &tokens;
    for (const Example* const example : examples) {
        std::optional<Prompt> prompt = promptOf(*example);
        if (!prompt) return fail(ErrorCode::Internal, "row " + example->id + " has no prompt");
        set.prompts.push_back(std::move(*prompt));
    }
    set.rowIds = std::move(rowIds);
    if (set.size() != tokens.numRows() || set.rowIds.size() != set.prompts.size())
        return fail(ErrorCode::Internal, "there are " + std::to_string(set.size()) + " prompts and tokens of " + std::to_string(tokens.numRows()));
    return set;
}

}  // namespace luthier
