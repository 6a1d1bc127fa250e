// SPDX-License-Identifier: Apache-2.0
#include "core/text/special_tokens.h"

#include <algorithm>
#include <limits>

#include "core/base/files.h"
#include "core/rows/fields.h"

namespace luthier {

namespace {

constexpr TokenId MaxId = std::numeric_limits<TokenId>::max();

Error wrongType(const std::string& path, const std::string& key, const std::string& wanted, const Json& found) {
    return fields::wrongType(key, wanted, found).at(path);
}

// A token is written as its text, as {"content": text, ...}, or null.
Status readTokenText(const Json& object, const std::string& path, const std::string& key, std::optional<std::string>& text) {
    const Json* value = fields::find(object, key);
    if (!value || text) return {};
    const Json* content = value->is_object() ? fields::find(*value, "content") : value;
    if (!content || !content->is_string()) return fail(wrongType(path, key, "a token's text or {\"content\": text}", *value));
    text = content->get<std::string>();
    return {};
}

Status readTexts(const Json& object, const std::string& path, SpecialTokens& tokens) {
    RETURN_IF_ERROR(readTokenText(object, path, "bos_token", tokens.bosText));
    RETURN_IF_ERROR(readTokenText(object, path, "eos_token", tokens.eosText));
    RETURN_IF_ERROR(readTokenText(object, path, "pad_token", tokens.padText));
    return readTokenText(object, path, "unk_token", tokens.unkText);
}

Status readMaxLength(const Json& object, const std::string& path, SpecialTokens& tokens) {
    const Json* value = fields::find(object, "model_max_length");
    if (!value) return {};
    if (!value->is_number()) return fail(wrongType(path, "model_max_length", "a number", *value));
    const double length = value->get<double>();
    // transformers writes 1e30 for "no limit".
    tokens.modelMaxLength = length >= 1 && length < MaxId ? static_cast<std::int64_t>(length) : 0;
    return {};
}

// eos_token_id is one id, a list of them, or null.
Status readEndOfGeneration(const Json& object, const std::string& path, std::vector<TokenId>& ids) {
    const Json* value = fields::find(object, "eos_token_id");
    if (!value) return {};
    const Json list = value->is_array() ? *value : Json::array({*value});
    for (const Json& id : list) {
        const bool fits = id.is_number_integer() && id >= 0 && id <= MaxId;
        if (!fits) return fail(wrongType(path, "eos_token_id", "a token id or a list of them", *value));
        ids.push_back(id.get<TokenId>());
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return {};
}

}  // namespace

Result<Json> readOptionalJsonObject(const std::string& path) {
    if (!pathExists(path)) return Json::object();
    ASSIGN_OR_RETURN(Json json, readJsonFile(path));
    if (!json.is_object()) return fail(Error(ErrorCode::InvalidData, "an object is expected, not " + fields::kindOf(json)).at(path));
    return json;
}

Result<SpecialTokens> readSpecialTokens(const std::string& modelFolder) {
    SpecialTokens tokens;
    const std::string configPath = modelFolder + "/tokenizer_config.json";
    ASSIGN_OR_RETURN(const Json config, readOptionalJsonObject(configPath));
    RETURN_IF_ERROR(readTexts(config, configPath, tokens));
    RETURN_IF_ERROR(readMaxLength(config, configPath, tokens));
    const std::string mapPath = modelFolder + "/special_tokens_map.json";
    ASSIGN_OR_RETURN(const Json map, readOptionalJsonObject(mapPath));
    RETURN_IF_ERROR(readTexts(map, mapPath, tokens));
    const std::string generation = modelFolder + "/generation_config.json";
    const std::string endPath = pathExists(generation) ? generation : modelFolder + "/config.json";
    ASSIGN_OR_RETURN(const Json end, readOptionalJsonObject(endPath));
    RETURN_IF_ERROR(readEndOfGeneration(end, endPath, tokens.endOfGeneration));
    return tokens;
}

}  // namespace luthier
