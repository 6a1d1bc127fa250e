// SPDX-License-Identifier: Apache-2.0
// A Hugging Face tokenizer.json (Rust crate `tokenizers` behind third_party/rust/include/luthier_rust.h).
// Thread: const functions may be called from several threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/text/token.h"

namespace luthier {

// Byte range [begin, end) in the UTF-8 text.
struct ByteSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool operator==(const ByteSpan&) const = default;
};

struct Encoding {
    std::vector<TokenId> ids;
    // One per id, in bytes of the text given: together they cover it. Special tokens added around it have an empty span, tokens that share a character the
    // same.
    std::vector<ByteSpan> spans;
};

// What tokenizer_config.json, special_tokens_map.json and generation_config.json say around it.
struct SpecialTokens {
    std::optional<TokenId> bos, pad, unk;
    std::optional<std::string> bosText, eosText, padText, unkText;
    std::optional<TokenId> eos;  // the tokenizer's own
    std::vector<TokenId> endOfGeneration;  // union of generation_config's eos_token_id, the tokenizer's eos and the template's end-of-turn token; sorted
    std::int64_t modelMaxLength = 0;  // 0 = not given
};

class Tokenizer {
public:
    // From a model folder. Errors: NotFound (tokenizer.json missing: hint), InvalidData.
    static Result<Tokenizer> load(const std::string& modelFolder);
    // From the text of a tokenizer.json (tests, import). Truncation and padding saved inside are ignored. special: its ids are looked up from its texts.
    static Result<Tokenizer> fromJson(std::string_view tokenizerJson, SpecialTokens special = {});

    Tokenizer(Tokenizer&&) noexcept;
    Tokenizer& operator=(Tokenizer&&) noexcept;
    ~Tokenizer();

    // addSpecial: what the post-processor puts around a text (BOS). Text that came from a chat template is encoded without.
    // text must be valid UTF-8 (base/utf8.h repairs). Special tokens written out in the text become those tokens, as in llama.cpp and transformers.
    Result<Encoding> encode(std::string_view text, bool addSpecial) const;
    // Many texts with all cores.
    Result<std::vector<Encoding>> encodeBatch(const std::vector<std::string_view>& texts, bool addSpecial) const;

    // Bytes that are not valid UTF-8 come out as U+FFFD, and so do ids without a token. Errors: InvalidArgument for a negative id.
    Result<std::string> decode(const std::vector<TokenId>& ids, bool skipSpecial) const;

    std::size_t vocabSize() const;  // with added tokens: highest id + 1
    std::optional<TokenId> idOf(std::string_view token) const;
    std::optional<std::string> tokenOf(TokenId id) const;
    bool isSpecial(TokenId id) const;  // an added token marked special
    const SpecialTokens& special() const;
    void addEndOfGeneration(TokenId id);  // for what the chat template ends a turn with
    const std::string& hash() const;  // SHA-256 of tokenizer.json

private:
    struct State;
    explicit Tokenizer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

// Text as it grows token by token, always valid UTF-8: bytes of an unfinished character are held back until it is complete or finish() is called.
// All pieces together are what decode() gives for all ids. A push costs the same however long the text is. Thread: one at a time; the tokenizer outlives it.
class DecodeStream {
public:
    explicit DecodeStream(const Tokenizer& tokenizer, bool skipSpecial = true) : m_tokenizer(&tokenizer), m_skipSpecial(skipSpecial) {}
    // The new text. Errors: InvalidArgument for a negative id, which changes nothing.
    Result<std::string> push(TokenId id);
    // What was held back; the stream is empty afterwards.
    Result<std::string> finish();

private:
    Result<std::string> pendingText() const;
    Status settle(std::size_t count);
    Status limitPending(const std::string& text);

    const Tokenizer* m_tokenizer;
    bool m_skipSpecial;
    std::vector<TokenId> m_context;  // shown already; the text of the next tokens may depend on them (a leading space)
    std::string m_contextText;
    std::vector<TokenId> m_pending;  // not wholly shown
    std::size_t m_numShownBytes = 0;  // of the text of m_pending
};

}  // namespace luthier
