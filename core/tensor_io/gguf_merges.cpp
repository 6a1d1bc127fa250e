// SPDX-License-Identifier: Apache-2.0
// SentencePiece's BPE joins the neighbours whose joined token has the highest score, the leftmost first; Hugging Face's joins the pair of the lowest rank.
// Each way to split a token into two tokens becomes a merge, ranked by the token's score. Splits of one token stand one after the other, longer left part
// first: where two overlap ("ab" "a" "ba" -> "aba") that is the leftmost. transformers converts sentencepiece models the same way.
#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "core/base/utf8.h"
#include "core/tensor_io/gguf_tokenizer.h"

namespace luthier {

Result<std::vector<std::pair<std::string, std::string>>> mergesFromScores(const std::vector<std::string>& tokens, const std::vector<double>& scores) {
    std::unordered_map<std::string_view, std::size_t> ids;
    for (std::size_t i = 0; i < tokens.size(); ++i) ids.emplace(tokens[i], i);
    struct Merge { std::size_t token; std::size_t leftBytes; };
    std::vector<Merge> merges;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view token = tokens[i];
        for (std::size_t cut = 1; cut < token.size(); ++cut)
            if (ids.contains(token.substr(0, cut)) && ids.contains(token.substr(cut))) merges.push_back({i, cut});
    }
    std::stable_sort(merges.begin(), merges.end(), [&](const Merge& a, const Merge& b) {
        if (scores[a.token] != scores[b.token]) return scores[a.token] > scores[b.token];
        return a.token != b.token ? a.token < b.token : a.leftBytes > b.leftBytes;
    });
    std::vector<std::pair<std::string, std::string>> result;
    for (std::size_t i = 0; i < merges.size(); ++i) {
        const std::string& token = tokens[merges[i].token];
        if (i > 0 && merges[i].token != merges[i - 1].token && scores[merges[i].token] == scores[merges[i - 1].token])
            return fail(Error(ErrorCode::InvalidData, "the tokens \"" + excerpt(tokens[merges[i - 1].token], 40) + "\" and \"" + excerpt(token, 40) +
                                                          "\" have the same score, so no tokenizer.json can split text exactly as this file does")
                            .withHint("take the model's Hugging Face folder, which holds its tokenizer.json").withKey("tokenizer.ggml.scores"));
        result.emplace_back(token.substr(0, merges[i].leftBytes), token.substr(merges[i].leftBytes));
    }
    return result;
}

}  // namespace luthier
