// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/gguf_tokenizer.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/base/utf8.h"

namespace luthier {

namespace {

// tokenizer.ggml.token_type
enum TokenType : std::int64_t { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };

constexpr std::size_t maxTokenBytes = 1024;

// Ends of turns that some converters store as plain text; llama.cpp takes them for control tokens all the same, or no answer would ever end.
bool looksLikeEndOfTurn(const std::string& token) {
    static const std::unordered_set<std::string> known{"<|eot_id|>", "<|im_end|>", "<|end|>", "<|return|>", "<|call|>", "<end_of_turn>", "<|endoftext|>",
                                                       "<|end_of_text|>", "<EOT>", "_<EOT>", "<\uFF5Cend\u2581of\u2581sentence\uFF5C>", "<end_of_utterance>"};
    return known.contains(token);
}

class TokenizerBuilder {
public:
    explicit TokenizerBuilder(const GgufFile& file) : m_file(file) {}

    Result<GgufTokenizer> build(std::int64_t maxPositions) {
        RETURN_IF_ERROR(readVocabulary());
        RETURN_IF_ERROR(readSpecialIds());
        ASSIGN_OR_RETURN(const auto kind, m_file.get<std::string>("tokenizer.ggml.model"));
        if (kind == "gpt2") RETURN_IF_ERROR(buildByteLevel());
        else if (kind == "llama") RETURN_IF_ERROR(buildSentencePiece());
        else return broken("the tokenizer \"" + excerpt(kind.value_or(""), 40) + "\" is not supported", "tokenizer.ggml.model", "supported are gpt2 and llama");
        ASSIGN_OR_RETURN(const auto addBos, m_file.get<bool>("tokenizer.ggml.add_bos_token"));
        ASSIGN_OR_RETURN(const auto addEos, m_file.get<bool>("tokenizer.ggml.add_eos_token"));
        m_addBos = addBos.value_or(m_addBos) && m_result.bosId;
        m_addEos = addEos.value_or(false) && m_eosId;
        writeTokenizer();
        writeSettings(maxPositions);
        RETURN_IF_ERROR(readTemplates());
        return std::move(m_result);
    }

private:
    tl::unexpected<Error> broken(const std::string& message, const std::string& key,
                                 const std::string& hint = "take another GGUF file of this model, or its Hugging Face folder") const {
        return fail(Error(ErrorCode::InvalidData, message).withHint(hint).at(m_file.path()).withKey(key));
    }

    Status readVocabulary() {
        ASSIGN_OR_RETURN(auto tokens, m_file.get<std::vector<std::string>>("tokenizer.ggml.tokens"));
        ASSIGN_OR_RETURN(auto types, m_file.get<std::vector<std::int64_t>>("tokenizer.ggml.token_type"));
        if (!tokens || tokens->empty()) return broken("the file holds no tokenizer", "tokenizer.ggml.tokens");
        m_tokens = std::move(*tokens);
        m_types = types ? std::move(*types) : std::vector<std::int64_t>(m_tokens.size(), Normal);
        if (m_types.size() != m_tokens.size())
            return broken("there are " + std::to_string(m_types.size()) + " types for " + std::to_string(m_tokens.size()) + " tokens",
                          "tokenizer.ggml.token_type");
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            std::string& token = m_tokens[i];
            if (token.empty()) token = "[EMPTY_" + std::to_string(i) + "]";   // as llama.cpp does
            if (!isValidUtf8(token) || token.size() > maxTokenBytes)
                return broken("token " + std::to_string(i) + " is longer than 1024 bytes or not UTF-8", "tokenizer.ggml.tokens");
            const auto [known, isNew] = m_ids.emplace(token, static_cast<std::int64_t>(i));
            if (m_types[i] == Normal && looksLikeEndOfTurn(token)) m_types[i] = Control;
            if (!isNew)
                return broken("the token \"" + excerpt(token, 40) + "\" has two ids, " + std::to_string(known->second) + " and " + std::to_string(i),
                              "tokenizer.ggml.tokens");
        }
        return {};
    }

    Result<std::optional<std::int64_t>> readId(const std::string& name) const {
        const std::string key = "tokenizer.ggml." + name + "_token_id";
        ASSIGN_OR_RETURN(const auto id, m_file.get<std::int64_t>(key));
        if (id && (*id < 0 || *id >= static_cast<std::int64_t>(m_tokens.size()))) {
            // Written by converters for "none".
            if (*id == -1 || *id == 0xFFFFFFFFLL) return std::optional<std::int64_t>();
            return broken("the id " + std::to_string(*id) + " is not in the vocabulary", key);
        }
        return id;
    }

    Status readSpecialIds() {
        ASSIGN_OR_RETURN(m_result.bosId, readId("bos"));
        ASSIGN_OR_RETURN(m_eosId, readId("eos"));
        ASSIGN_OR_RETURN(m_unknownId, readId("unknown"));
        ASSIGN_OR_RETURN(m_result.padId, readId("padding"));
        ASSIGN_OR_RETURN(const auto endOfTurn, readId("eot"));
        ASSIGN_OR_RETURN(const auto endOfMessage, readId("eom"));
        for (const auto& id : {m_eosId, endOfTurn, endOfMessage})
            if (id && std::find(m_result.endIds.begin(), m_result.endIds.end(), *id) == m_result.endIds.end()) m_result.endIds.push_back(*id);
        return {};
    }

    Json vocabulary() const {
        // Appended by hand: Json's objects search all keys for each new one.
        Json vocab = Json::object();
        auto& members = vocab.get_ref<Json::object_t&>();
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            if (isPadding(i)) continue;
            members.Json::object_t::Container::emplace_back(m_tokens[i], Json(i));
        }
        return vocab;
    }

    // What converters fill ids with that have no token, so that the vocabulary is as large as the embedding.
    bool isPadding(std::size_t id) const { return m_types[id] == Unused && m_tokens[id] == "[PAD" + std::to_string(id) + "]"; }

    Json bpe(const std::vector<std::pair<std::string, std::string>>& merges) const {
        Json list = Json::array();
        for (const auto& [left, right] : merges) list.push_back(Json::array({left, right}));
        return {{"type", "BPE"}, {"dropout", nullptr}, {"unk_token", nullptr}, {"continuing_subword_prefix", nullptr}, {"end_of_word_suffix", nullptr},
                {"fuse_unk", false}, {"byte_fallback", false}, {"ignore_merges", false}, {"vocab", vocabulary()}, {"merges", std::move(list)}};
    }

    Result<std::vector<std::pair<std::string, std::string>>> readMerges() const {
        ASSIGN_OR_RETURN(const auto lines, m_file.get<std::vector<std::string>>("tokenizer.ggml.merges"));
        if (!lines) return broken("the metadata value is missing", "tokenizer.ggml.merges");
        std::vector<std::pair<std::string, std::string>> merges;
        for (std::size_t i = 0; i < lines->size(); ++i) {
            const std::string& line = (*lines)[i];
            const std::size_t space = line.find(' ', 1);   // the left part may be a space itself
            if (line.size() < 3 || space == std::string::npos) return broken("merge " + std::to_string(i) + " has no two parts", "tokenizer.ggml.merges");
            merges.emplace_back(line.substr(0, space), line.substr(space + 1));
            for (const std::string& token : {merges.back().first, merges.back().second, merges.back().first + merges.back().second})
                if (!m_ids.contains(token))
                    return broken("merge " + std::to_string(i) + " needs \"" + excerpt(token, 40) + "\", which is not in the vocabulary",
                                  "tokenizer.ggml.merges");
        }
        return merges;
    }

    Status buildByteLevel() {
        ASSIGN_OR_RETURN(const auto pre, m_file.get<std::string>("tokenizer.ggml.pre"));
        if (!pre) m_result.notes.push_back("the file does not say how text is split before the merges; llama.cpp's default was taken");
        auto splitting = ggufPreTokenizer(pre.value_or("default"));
        if (!splitting) return fail(std::move(splitting.error()).at(m_file.path()));
        ASSIGN_OR_RETURN(const auto merges, readMerges());
        m_model = bpe(merges);
        m_model["ignore_merges"] = splitting->ignoreMerges;
        m_normalizer = splitting->normalizer;
        m_preTokenizer = splitting->preTokenizer;
        m_decoder = {{"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}};
        m_addBos = splitting->addBos;
        if (!m_normalizer.is_null())
            m_result.notes.push_back("text is brought into Unicode form NFC before it is split, as Qwen's own tokenizer does; llama.cpp leaves that out");
        noteMissingBytes();
        return {};
    }

    // GPT-2's byte alphabet: printable Latin-1 stands for itself, the other bytes for U+0100 and up.
    void noteMissingBytes() {
        int numMissing = 0;
        for (int byte = 0, next = 0x100; byte < 256; ++byte) {
            const bool printable = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
            const int code = printable ? byte : next++;
            const bool neverInText = byte == 0xC0 || byte == 0xC1 || byte >= 0xF5;
            std::string token = code < 0x80 ? std::string(1, static_cast<char>(code))
                                            : std::string{static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
            if (!neverInText && !m_ids.contains(token)) ++numMissing;
        }
        if (numMissing > 0)
            m_result.notes.push_back(std::to_string(numMissing) +
                                     " byte values have no token of their own; rare characters that need them vanish when text is encoded");
    }

    Status buildSentencePiece() {
        ASSIGN_OR_RETURN(const auto scores, m_file.get<std::vector<double>>("tokenizer.ggml.scores"));
        if (!scores || scores->size() != m_tokens.size()) return broken("there is not one score for each token", "tokenizer.ggml.scores");
        if (m_file.find("tokenizer.ggml.precompiled_charsmap"))
            return broken("a tokenizer with its own table of replaced characters is not supported", "tokenizer.ggml.precompiled_charsmap");
        for (int byte = 0; byte < 256; ++byte) {
            constexpr const char* digits = "0123456789ABCDEF";
            const std::string token = {'<', '0', 'x', digits[byte / 16], digits[byte % 16], '>'};
            if (!m_ids.contains(token)) return broken("the byte token " + token + " is missing", "tokenizer.ggml.tokens");
        }
        // Added tokens are cut out of the text before anything is merged, so they take no part.
        std::vector<std::string> mergeable;
        std::vector<double> ranks;
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            if (isAdded(i)) continue;
            mergeable.push_back(m_tokens[i]);
            ranks.push_back((*scores)[i]);
        }
        auto merges = mergesFromScores(mergeable, ranks);
        if (!merges) return fail(std::move(merges.error()).at(m_file.path()));
        m_model = bpe(*merges);
        m_model["byte_fallback"] = true;
        m_model["fuse_unk"] = true;
        if (!m_unknownId && m_types[0] == Unknown) m_unknownId = 0;   // llama.cpp's defaults for this kind: 0, 1, 2
        if (m_unknownId) m_model["unk_token"] = m_tokens[static_cast<std::size_t>(*m_unknownId)];
        ASSIGN_OR_RETURN(const auto prefix, m_file.get<bool>("tokenizer.ggml.add_space_prefix"));
        const Json spaceToMark = {{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", "\xE2\x96\x81"}};
        const Json markToSpace = {{"type", "Replace"}, {"pattern", {{"String", "\xE2\x96\x81"}}}, {"content", " "}};
        Json normalizers = Json::array(), decoders = Json::array({markToSpace, {{"type", "ByteFallback"}}, {{"type", "Fuse"}}});
        if (prefix.value_or(true)) {
            normalizers.push_back({{"type", "Prepend"}, {"prepend", "\xE2\x96\x81"}});
            decoders.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
        }
        normalizers.push_back(spaceToMark);
        m_normalizer = {{"type", "Sequence"}, {"normalizers", normalizers}};
        m_decoder = {{"type", "Sequence"}, {"decoders", decoders}};
        m_addBos = true;
        return {};
    }

    bool isAdded(std::size_t id) const { return m_types[id] == Control || m_types[id] == UserDefined || m_types[id] == Unknown; }

    Json addedTokens() const {
        Json list = Json::array();
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            if (!isAdded(i)) continue;
            list.push_back({{"id", i}, {"content", m_tokens[i]}, {"single_word", false}, {"lstrip", false}, {"rstrip", false}, {"normalized", false},
                            {"special", m_types[i] != UserDefined}});
        }
        return list;
    }

    // BOS before and EOS after the text, where the file asks for them.
    Json postProcessor() const {
        if (!m_addBos && !m_addEos) return nullptr;
        Json specials = Json::object();
        const auto piece = [&](std::int64_t id, int type) {
            const std::string& text = m_tokens[static_cast<std::size_t>(id)];
            specials[text] = {{"id", text}, {"ids", {id}}, {"tokens", {text}}};
            return Json{{"SpecialToken", {{"id", text}, {"type_id", type}}}};
        };
        const auto around = [&](const char* sequence, int type) {
            Json pieces = Json::array();
            if (m_addBos) pieces.push_back(piece(*m_result.bosId, type));
            pieces.push_back({{"Sequence", {{"id", sequence}, {"type_id", type}}}});
            if (m_addEos) pieces.push_back(piece(*m_eosId, type));
            return pieces;
        };
        const Json single = around("A", 0);
        Json pair = single;
        for (const Json& item : around("B", 1)) pair.push_back(item);
        return {{"type", "TemplateProcessing"}, {"single", single}, {"pair", pair}, {"special_tokens", specials}};
    }

    void writeTokenizer() {
        m_result.tokenizer = {{"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}, {"added_tokens", addedTokens()}, {"normalizer", m_normalizer},
                              {"pre_tokenizer", m_preTokenizer}, {"post_processor", postProcessor()}, {"decoder", m_decoder}, {"model", std::move(m_model)}};
    }

    void writeSettings(std::int64_t maxPositions) {
        Json& settings = m_result.tokenizerConfig;
        settings = {{"tokenizer_class", "PreTrainedTokenizerFast"}, {"add_bos_token", m_addBos}, {"add_eos_token", m_addEos}, {"add_prefix_space", false},
                    {"clean_up_tokenization_spaces", false}, {"model_max_length", maxPositions}};
        const std::pair<const char*, std::optional<std::int64_t>> specials[] = {
            {"bos_token", m_result.bosId}, {"eos_token", m_eosId}, {"unk_token", m_unknownId}, {"pad_token", m_result.padId}};
        m_result.specialTokensMap = Json::object();
        for (const auto& [name, id] : specials) {
            if (!id) continue;
            settings[name] = m_tokens[static_cast<std::size_t>(*id)];
            m_result.specialTokensMap[name] = settings[name];
        }
    }

    Status readTemplates() {
        ASSIGN_OR_RETURN(m_result.chatTemplate, m_file.get<std::string>("tokenizer.chat_template"));
        constexpr std::string_view prefix = "tokenizer.chat_template.";
        for (const auto& [key, value] : m_file.metadata()) {
            const auto* text = std::get_if<std::string>(&value);
            if (text && key.starts_with(prefix)) m_result.otherTemplates.emplace(key.substr(prefix.size()), *text);
        }
        return {};
    }

    const GgufFile& m_file;
    GgufTokenizer m_result;
    std::vector<std::string> m_tokens;
    std::vector<std::int64_t> m_types;
    std::unordered_map<std::string, std::int64_t> m_ids;
    std::optional<std::int64_t> m_eosId, m_unknownId;
    Json m_model, m_normalizer, m_preTokenizer, m_decoder;
    bool m_addBos = false, m_addEos = false;
};

}  // namespace

Result<GgufTokenizer> readGgufTokenizer(const GgufFile& file, std::int64_t maxPositions) { return TokenizerBuilder(file).build(maxPositions); }

}  // namespace luthier
