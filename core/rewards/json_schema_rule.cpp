// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/json_schema_rule.h"

#include <algorithm>
#include <array>

#include "core/config/field_info.h"
#include "core/rewards/json_checker.h"
#include "core/rewards/plain_text.h"
#include "core/rewards/row_reference.h"

namespace luthier {

namespace {

constexpr JsonLimits answerLimits{std::size_t{4} << 20, 64};
constexpr int maxStarts = 16;   // places where an object may begin that are tried

// What stands between the first line that begins with ``` (alone or with json behind it) and the next that does.
std::optional<std::string_view> firstFenced(std::string_view text) {
    std::optional<std::size_t> begin;
    bool isOther = false;   // inside a block of something else
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = trimmed(text.substr(at, end - at));
        if (line.starts_with("```")) {
            if (begin) return text.substr(*begin, at - *begin);
            const std::string kind = lowerCased(trimmed(line.substr(3)));
            if (isOther) isOther = false;
            else if (kind.empty() || kind == "json") begin = std::min(end + 1, text.size());
            else isOther = true;
        }
        at = end + 1;
    }
    return std::nullopt;
}

// The end of the object that begins at `begin`: behind the brace that closes it.
std::optional<std::size_t> endOfObject(std::string_view text, std::size_t begin) {
    int depth = 0;
    bool inString = false;
    for (std::size_t at = begin; at < text.size(); ++at) {
        const char c = text[at];
        if (inString) {
            if (c == '\\') ++at;
            else inString = c != '"';
            continue;
        }
        inString = c == '"';
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0) return at + 1;
    }
    return std::nullopt;
}

std::optional<Json> parsed(std::string_view text) {
    auto json = parseJson(trimmed(text), answerLimits);
    return json ? std::optional(std::move(*json)) : std::nullopt;
}

std::optional<Json> firstObject(std::string_view text) {
    std::size_t begin = text.find('{');
    for (int tries = 0; tries < maxStarts && begin != std::string_view::npos; ++tries, begin = text.find('{', begin + 1))
        if (const auto end = endOfObject(text, begin))
            if (auto json = parsed(text.substr(begin, *end - begin))) return json;
    return std::nullopt;
}

// The schema a row has: "schema", or its "checker" where that is one. nullptr: the row has none.
Result<const Json*> schemaOfRow(const AnswerView& answer) {
    const auto refuse = [](const char* key, const Json& found) {
        return fail(Error(ErrorCode::InvalidData, "the row's JSON schema must be an object, not " + foundInWords(found)).withKey(key));
    };
    if (const Json* const schema = referenceMember(answer, "schema")) {
        if (!schema->is_object()) return refuse("reference.schema", *schema);
        return schema;
    }
    const Json* const checker = referenceMember(answer, "checker");
    if (!checker || !checker->is_object()) return nullptr;
    const auto type = checker->find("type");
    // {"type": "numeric"} is a checker of another kind.
    constexpr std::array types = {"object", "array", "string", "number", "integer", "boolean", "null"};
    if (type != checker->end() && type->is_string() && std::find(types.begin(), types.end(), type->get<std::string>()) == types.end()) return nullptr;
    return checker;
}

class JsonSchemaScore : public RewardRule {
public:
    JsonSchemaScore(const JsonSchemaRuleOptions& options, std::optional<JsonChecker> checker) : m_options(options), m_checker(std::move(checker)) {}

    Result<std::optional<double>> score(const AnswerView& answer) const override {
        std::optional<JsonChecker> ofRow;
        if (!m_checker) {
            ASSIGN_OR_RETURN(const Json* const schema, schemaOfRow(answer));
            if (!schema) return std::optional<double>();
            auto checker = JsonChecker::create(*schema);
            if (!checker) return fail(std::move(checker.error()).withKey("reference"));
            ofRow = std::move(*checker);
        }
        const std::optional<Json> json = jsonOf(answer.text);
        if (!json) return std::optional(0.0);
        return std::optional((m_checker ? *m_checker : *ofRow).isValid(*json) ? 1.0 : m_options.otherJson);
    }

private:
    std::optional<Json> jsonOf(std::string_view text) const {
        if (m_options.where == JsonPart::FirstObject) return firstObject(text);
        if (m_options.where == JsonPart::Whole) return parsed(text);
        const auto fenced = firstFenced(text);
        return fenced ? parsed(*fenced) : std::nullopt;
    }
    JsonSchemaRuleOptions m_options;
    std::optional<JsonChecker> m_checker;
};

}  // namespace

const Schema<JsonSchemaRuleOptions>& JsonSchemaRule::schema() {
    static const Schema<JsonSchemaRuleOptions> schema = [] {
        Schema<JsonSchemaRuleOptions> fields;
        fields.field("schema", &JsonSchemaRuleOptions::schema).label("Schema").basic()
            .help("A JSON schema (draft 7) for all answers. Empty: that of the row, as \"schema\" or \"checker\" in its reference.")
            .reason("empty: each row says what its answer should be");
        fields.choice("where", &JsonSchemaRuleOptions::where,
                      {{JsonPart::Whole, "whole", "The whole answer", "Nothing else may be in it."},
                       {JsonPart::Fenced, "fenced", "The first fenced block", "Between ```json and ```."},
                       {JsonPart::FirstObject, "first_object", "The first object", "From the first { that begins an object to the } that closes it."}})
            .label("Looked for in").basic().help("Which part of the answer must be the JSON.").reason("the whole answer: a program can read it as it is");
        fields.field("other_json", &JsonSchemaRuleOptions::otherJson).label("Other JSON").range(0, 0.99)
            .help("The reward of JSON that is not as the schema wants it. A model that writes no JSON yet learns faster with some.")
            .reason("0: only what can be used counts");
        fields.check({"schema"}, [](const JsonSchemaRuleOptions& options, CheckReport& report) {
            if (options.schema.empty()) return;
            if (const auto checker = JsonChecker::create(options.schema); !checker) report.add("schema", checker.error().message);
        });
        return fields;
    }();
    return schema;
}

RewardInfo JsonSchemaRule::info() {
    RewardInfo info;
    info.id = id;
    info.title = "JSON";
    info.help = "1 for an answer that is JSON as a schema wants it, 0 for one that is no JSON; JSON of another form gets what you set. The schema is yours, "
                "or the row's.";
    return info;
}

Result<std::unique_ptr<RewardRule>> JsonSchemaRule::create(const JsonSchemaRuleOptions& options) {
    std::optional<JsonChecker> checker;
    if (!options.schema.empty()) {
        auto created = JsonChecker::create(options.schema);
        if (!created) return fail(Error(ErrorCode::InvalidConfig, created.error().message).withKey("schema"));
        checker = std::move(*created);
    }
    return std::make_unique<JsonSchemaScore>(options, std::move(checker));
}

}  // namespace luthier
