// SPDX-License-Identifier: Apache-2.0
#include "core/text/prompt_of.h"

namespace luthier {

std::optional<Prompt> promptOf(const Example& example) {
    Prompt prompt;
    if (const auto* own = std::get_if<Prompt>(&example.body)) prompt = *own;
    else if (const auto* pair = std::get_if<Pair>(&example.body)) prompt.prompt = pair->prompt;
    else if (const auto* ranking = std::get_if<Ranking>(&example.body)) prompt.prompt = ranking->prompt;
    else if (const auto* scored = std::get_if<Scored>(&example.body)) prompt.prompt = scored->prompt;
    else if (const auto* dialogue = std::get_if<Conversation>(&example.body)) {
        prompt.prompt = *dialogue;
        std::vector<Turn>& turns = prompt.prompt.turns;
        if (!turns.empty() && turns.back().role == Role::Assistant) {
            prompt.reference = {{"answer", turns.back().text}};
            turns.pop_back();
        }
    }
    if (prompt.prompt.turns.empty()) return std::nullopt;
    return prompt;
}

Result<EncodedRow> encodePrompt(const Prompt& prompt, const RowEncoder& encoder) {
    if (!encoder.chatTemplate())
        return fail(Error(ErrorCode::InvalidArgument, "the model has no chat template, so it cannot be asked").withHint("Take an instruction-tuned model."));
    EncodedRow row;
    ASSIGN_OR_RETURN(row.text, encoder.chatTemplate()->render(prompt.prompt, true));
    ASSIGN_OR_RETURN(Encoding encoding, encoder.tokenizer().encode(row.text, false));
    row.ids = std::move(encoding.ids);
    row.spans = std::move(encoding.spans);
    row.weights.assign(row.ids.size(), 0.0F);
    return row;
}

}  // namespace luthier
