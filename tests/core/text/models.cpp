// SPDX-License-Identifier: Apache-2.0
#include "tests/core/text/models.h"

#include <gtest/gtest.h>

namespace luthier::test {

std::string modelFolder(const std::string& name) { return LUTHIER_SOURCE_DIR "/tests/baselines/models/" + name; }

Tokenizer tokenizer(const std::string& name) {
    Result<Tokenizer> loaded = Tokenizer::load(modelFolder(name));
    if (!loaded) throw std::runtime_error(loaded.error().toString());
    return std::move(*loaded);
}

RowEncoder rowEncoder(const std::string& name) {
    Result<RowEncoder> loaded = RowEncoder::load(modelFolder(name));
    if (!loaded) throw std::runtime_error(loaded.error().toString());
    return std::move(*loaded);
}

ChatTemplate chatTemplate(const std::string& source) {
    SpecialTokens special;
    special.bosText = "<s>";
    special.eosText = "<|im_end|>";
    Result<ChatTemplate> made = ChatTemplate::fromSource(source, special, 0);
    if (!made) throw std::runtime_error(made.error().toString());
    return std::move(*made);
}

Turn turn(Role role, std::string text) {
    Turn made;
    made.role = role;
    made.text = std::move(text);
    return made;
}

Conversation dialogue(std::initializer_list<std::pair<char, std::string>> turns) {
    Conversation made;
    for (const auto& [role, text] : turns) {
        made.turns.push_back(turn(role == 'a' ? Role::Assistant : role == 's' ? Role::System : role == 't' ? Role::Tool : Role::User, text));
    }
    return made;
}

Example example(RowBody body) {
    Example made;
    made.id = "0:1";
    made.body = std::move(body);
    return made;
}

bool hasRule(const EncodedRow& row, std::string_view rule) {
    for (const RowProblem& problem : row.problems)
        if (problem.rule == rule) return true;
    return false;
}

std::vector<std::string> trainedPieces(const EncodedRow& row) {
    std::vector<std::string> pieces;
    for (std::size_t i = 0; i < row.ids.size(); ++i) {
        if (row.weights[i] <= 0) continue;
        if (i == 0 || row.weights[i - 1] <= 0) pieces.emplace_back();
        const std::size_t begin = i > 0 && row.weights[i - 1] > 0 ? std::max(row.spans[i].begin, row.spans[i - 1].end) : row.spans[i].begin;
        if (begin < row.spans[i].end) pieces.back() += row.text.substr(begin, row.spans[i].end - begin);
    }
    return pieces;
}

}  // namespace luthier::test
