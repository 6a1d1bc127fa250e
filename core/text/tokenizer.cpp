// SPDX-License-Identifier: Apache-2.0
#include "core/text/tokenizer.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/text/rust_bridge.h"
#include "core/text/special_tokens.h"

namespace luthier {

struct Tokenizer::State {
    rust::TokenizerHandle handle;
    SpecialTokens special;
    std::string hash;
    std::size_t vocabSize = 0;
};

namespace {

constexpr std::size_t MaxTokenizerBytes = std::size_t{256} << 20;

struct EncodingOwner {
    LuthierEncoding encoding{};
    EncodingOwner() = default;
    EncodingOwner(const EncodingOwner&) = delete;
    EncodingOwner& operator=(const EncodingOwner&) = delete;
    ~EncodingOwner() { luthier_encoding_free(encoding); }
};

// Characters that a normaliser took away belong to the token before them (at the begin: behind them), so that the spans cover the text.
void closeGaps(std::vector<ByteSpan>& spans, std::size_t numBytes) {
    ByteSpan* last = nullptr;
    for (ByteSpan& span : spans) {
        if (span.begin == span.end) continue;
        if (!last) span.begin = 0;
        if (last && last->end < span.begin) last->end = span.begin;
        last = &span;
    }
    if (last) last->end = std::max(last->end, static_cast<std::uint32_t>(numBytes));
}

Encoding copyRow(const LuthierEncoding& from, std::size_t begin, std::size_t end) {
    Encoding row;
    row.ids.reserve(end - begin);
    row.spans.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
        row.ids.push_back(static_cast<TokenId>(from.ids[i]));
        row.spans.push_back({from.begins[i], from.ends[i]});
    }
    return row;
}

}  // namespace

Tokenizer::Tokenizer(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Result<Tokenizer> Tokenizer::fromJson(std::string_view tokenizerJson, SpecialTokens special) {
    LuthierTokenizer* handle = nullptr;
    LuthierError error{};
    if (!luthier_tokenizer_new(rust::view(tokenizerJson), &handle, &error)) {
        Error failure = rust::take(error, ErrorCode::InvalidData);
        failure.message = "not a usable tokenizer.json: " + excerpt(failure.message, 300);
        return fail(std::move(failure).withHint("take tokenizer.json from the model's own repository"));
    }
    auto state = std::make_unique<State>();
    state->handle.reset(handle);
    state->hash = sha256Hex(tokenizerJson);
    state->vocabSize = luthier_tokenizer_vocab_size(handle);
    state->special = std::move(special);
    Tokenizer tokenizer(std::move(state));
    SpecialTokens& tokens = tokenizer.m_state->special;
    const auto lookUp = [&](const std::optional<std::string>& text) { return text ? tokenizer.idOf(*text) : std::nullopt; };
    tokens.bos = lookUp(tokens.bosText);
    tokens.eos = lookUp(tokens.eosText);
    tokens.pad = lookUp(tokens.padText);
    tokens.unk = lookUp(tokens.unkText);
    if (tokens.eos) tokenizer.addEndOfGeneration(*tokens.eos);
    return tokenizer;
}

Result<Tokenizer> Tokenizer::load(const std::string& modelFolder) {
    const std::string path = modelFolder + "/tokenizer.json";
    if (!pathExists(path)) {
        return fail(Error(ErrorCode::NotFound, "there is no tokenizer.json in the model folder")
                        .at(path)
                        .withHint("import the model with import-model, or copy tokenizer.json from where it came from"));
    }
    ASSIGN_OR_RETURN(SpecialTokens special, readSpecialTokens(modelFolder));
    ASSIGN_OR_RETURN(const std::string json, readFile(path, MaxTokenizerBytes));
    Result<Tokenizer> tokenizer = fromJson(json, std::move(special));
    if (!tokenizer) return fail(std::move(tokenizer.error()).at(path));
    return tokenizer;
}

Result<std::vector<Encoding>> Tokenizer::encodeBatch(const std::vector<std::string_view>& texts, bool addSpecial) const {
    std::vector<LuthierText> views;
    views.reserve(texts.size());
    for (const std::string_view text : texts) views.push_back(rust::view(text));
    EncodingOwner owner;
    LuthierError error{};
    if (!luthier_tokenizer_encode(m_state->handle.get(), views.data(), views.size(), addSpecial, &owner.encoding, &error)) {
        return fail(rust::take(error, ErrorCode::InvalidData));
    }
    std::vector<Encoding> rows;
    rows.reserve(owner.encoding.num_rows);
    std::size_t begin = 0;
    for (std::size_t row = 0; row < owner.encoding.num_rows; ++row) {
        rows.push_back(copyRow(owner.encoding, begin, owner.encoding.row_ends[row]));
        begin = owner.encoding.row_ends[row];
        closeGaps(rows.back().spans, texts[row].size());
    }
    return rows;
}

Result<Encoding> Tokenizer::encode(std::string_view text, bool addSpecial) const {
    ASSIGN_OR_RETURN(std::vector<Encoding> rows, encodeBatch({text}, addSpecial));
    return std::move(rows.front());
}

Result<std::string> Tokenizer::decode(const std::vector<TokenId>& ids, bool skipSpecial) const {
    std::vector<std::uint32_t> unsignedIds;
    unsignedIds.reserve(ids.size());
    for (const TokenId id : ids) {
        if (id < 0) return fail(ErrorCode::InvalidArgument, "token id " + std::to_string(id) + " is negative");
        unsignedIds.push_back(static_cast<std::uint32_t>(id));
    }
    LuthierBytes bytes{};
    LuthierError error{};
    if (!luthier_tokenizer_decode(m_state->handle.get(), unsignedIds.data(), unsignedIds.size(), skipSpecial, &bytes, &error)) {
        return fail(rust::take(error, ErrorCode::InvalidData));
    }
    return rust::take(bytes);
}

std::size_t Tokenizer::vocabSize() const { return m_state->vocabSize; }

std::optional<TokenId> Tokenizer::idOf(std::string_view token) const {
    std::uint32_t id = 0;
    if (!luthier_tokenizer_token_to_id(m_state->handle.get(), rust::view(token), &id)) return std::nullopt;
    return static_cast<TokenId>(id);
}

std::optional<std::string> Tokenizer::tokenOf(TokenId id) const {
    LuthierBytes bytes{};
    if (id < 0 || !luthier_tokenizer_id_to_token(m_state->handle.get(), static_cast<std::uint32_t>(id), &bytes)) return std::nullopt;
    return rust::take(bytes);
}

bool Tokenizer::isSpecial(TokenId id) const { return id >= 0 && luthier_tokenizer_is_special(m_state->handle.get(), static_cast<std::uint32_t>(id)); }
const SpecialTokens& Tokenizer::special() const { return m_state->special; }
const std::string& Tokenizer::hash() const { return m_state->hash; }

void Tokenizer::addEndOfGeneration(TokenId id) {
    std::vector<TokenId>& ids = m_state->special.endOfGeneration;
    const auto place = std::lower_bound(ids.begin(), ids.end(), id);
    if (place == ids.end() || *place != id) ids.insert(place, id);
}

}  // namespace luthier
