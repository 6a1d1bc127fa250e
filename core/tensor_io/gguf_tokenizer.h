// SPDX-License-Identifier: Apache-2.0
// tokenizer.json and the files beside it, made from the metadata tokenizer.ggml.* of a GGUF file so that the token ids are those of llama.cpp:
// tokenizer.ggml.pre decides how text is split before the merges ("gpt2": byte-level BPE), scores become merges by rank ("llama": SentencePiece BPE).
// Thread: pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/tensor_io/gguf.h"

namespace luthier {

struct GgufTokenizer {
    Json tokenizer;            // tokenizer.json
    Json tokenizerConfig;      // tokenizer_config.json, without the template
    Json specialTokensMap;     // special_tokens_map.json
    std::optional<std::int64_t> bosId, padId;
    std::vector<std::int64_t> endIds;                  // eos, end of turn, end of message
    std::optional<std::string> chatTemplate;
    std::map<std::string, std::string> otherTemplates;   // by name ("tool_use")
    std::vector<std::string> notes;
};

// maxPositions goes into tokenizer_config.json. Errors: InvalidData: kinds of tokenizer or of splitting that are not known (named), lists that do not fit
// together.
Result<GgufTokenizer> readGgufTokenizer(const GgufFile& file, std::int64_t maxPositions);

// The pre_tokenizer of tokenizer.json for a value of tokenizer.ggml.pre, and what else hangs on it.
struct GgufPreTokenizer { Json normalizer; Json preTokenizer; bool ignoreMerges = false; bool addBos = false; };
// Errors: InvalidData: a name that is not known.
Result<GgufPreTokenizer> ggufPreTokenizer(const std::string& pre);

// Merges by rank that give what SentencePiece's scores give. Errors: InvalidData: two tokens with the same score, whose order merges cannot express.
Result<std::vector<std::pair<std::string, std::string>>> mergesFromScores(const std::vector<std::string>& tokens, const std::vector<double>& scores);

}  // namespace luthier
