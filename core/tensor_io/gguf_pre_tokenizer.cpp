// SPDX-License-Identifier: Apache-2.0
// The expressions are those of the original tokenizer.json files, of which llama.cpp's are adaptations that split alike.
#include <algorithm>
#include <string>
#include <vector>

#include "core/base/utf8.h"
#include "core/tensor_io/gguf_tokenizer.h"

namespace luthier {

namespace {

using Names = std::vector<std::string>;

const char* const gpt2Words = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
const char* const llama3Words =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
const char* const qwen2Words =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
const char* const tekkenWords =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+)"
    R"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*)"
    R"(|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

// Llama 3's expression; the second group's tokenizers apply merges also to words that are tokens already.
const Names llama3Names = {"llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2"};
const Names llama3MergingNames = {"dbrx", "smaug-bpe"};
const Names digitNames = {"smollm", "starcoder", "refact", "codeshell", "exaone", "minerva-7b"};
const Names gpt2Names = {"gpt-2", "phi-2", "mpt", "olmo", "jais", "trillion", "gigachat"};
const Names qwen2Names = {"qwen2", "deepseek-r1-qwen", "stablelm2", "megrez", "hunyuan"};

bool contains(const Names& names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); }

Json byteLevel(bool useRegex) { return {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", useRegex}}; }

Json split(const char* expression) {
    return {{"type", "Split"}, {"pattern", {{"Regex", expression}}}, {"behavior", "Isolated"}, {"invert", false}};
}

Json sequence(const std::vector<Json>& steps) { return {{"type", "Sequence"}, {"pretokenizers", steps}}; }

}  // namespace

Result<GgufPreTokenizer> ggufPreTokenizer(const std::string& pre) {
    GgufPreTokenizer result;
    if (contains(digitNames, pre)) result.preTokenizer = sequence({{{"type", "Digits"}, {"individual_digits", true}}, byteLevel(true)});
    else if (contains(gpt2Names, pre)) result.preTokenizer = byteLevel(true);
    else if (contains(llama3Names, pre)) result = {nullptr, sequence({split(llama3Words), byteLevel(false)}), true, true};
    else if (contains(llama3MergingNames, pre)) result.preTokenizer = sequence({split(llama3Words), byteLevel(false)});
    else if (contains(qwen2Names, pre)) result.preTokenizer = sequence({split(qwen2Words), byteLevel(false)});
    else if (pre == "tekken") result = {nullptr, sequence({split(tekkenWords), byteLevel(false)}), true, true};
    else if (pre == "default")
        result.preTokenizer = sequence({split(R"([\p{P}\$\+<=>\^~\|]+)"), split(gpt2Words), split(R"(\p{N}+)"), split("[0-9][0-9][0-9]"), byteLevel(false)});
    else
        return fail(
            Error(ErrorCode::InvalidData, "the way to split text named \"" + excerpt(pre, 40) + "\" is not known, and guessing it would give wrong token ids")
                .withHint("take the model's Hugging Face folder, which holds its tokenizer.json")
                .withKey("tokenizer.ggml.pre"));
    // Qwen's own tokenizer.json brings text into NFC first; GGUF has no place for it.
    if (pre == "qwen2") result.normalizer = {{"type", "NFC"}};
    return result;
}

}  // namespace luthier
