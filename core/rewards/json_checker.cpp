// SPDX-License-Identifier: Apache-2.0
#include "core/rewards/json_checker.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#define VALIJSON_USE_EXCEPTIONS 1   // else it aborts
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/constraint_builder.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "core/base/utf8.h"

namespace luthier {

namespace {

using Plain = nlohmann::json;   // what the library's adapter takes
using valijson::adapters::NlohmannJsonAdapter;

constexpr int maxSchemaDepth = 64;
constexpr int maxSchemaValues = 10'000;        // with everything that is referred to written out
constexpr std::size_t maxUniqueElements = 1000;
constexpr const char* patternKey = "luthier:pattern";

constexpr std::array valueKeys = {"additionalProperties", "additionalItems", "contains", "propertyNames", "not", "if", "then", "else", "items"};
constexpr std::array listKeys = {"allOf", "anyOf", "oneOf", "items"};
constexpr std::array mapKeys = {"properties", "definitions", "$defs", "dependencies"};
constexpr std::array dataKeys = {"enum", "const", "default", "examples"};
constexpr std::array unknownKeys = {"patternProperties", "prefixItems", "unevaluatedProperties", "unevaluatedItems", "dependentRequired", "dependentSchemas",
                                    "minContains", "maxContains", "$dynamicRef", "$recursiveRef", "$anchor", "extends", "disallow"};

template <class Keys>
bool isAmong(const Keys& keys, const std::string& key) {
    return std::any_of(keys.begin(), keys.end(), [&](const char* one) { return key == one; });
}

tl::unexpected<Error> refuse(const std::string& why) { return fail(ErrorCode::InvalidData, "the JSON schema cannot be used: " + why); }

// Dates and times are those formats that have one meaning; the others (email, uri, ...) are notes.
const char* patternOfFormat(const std::string& format) {
    if (format == "date") return R"(^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$)";
    if (format == "time") return R"(^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$)";
    if (format == "date-time")
        return R"(^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt])"
               R"((?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$)";
    return nullptr;
}

// Makes of a schema one whose patterns are ours to match, and refuses what would be ignored.
class SchemaPreparation {
public:
    Status prepare(Plain& schema, int depth = 0) {
        if (depth > maxSchemaDepth) return refuse("it is too deep");
        if (!schema.is_object()) return {};   // true, false; anything else the library refuses
        for (const char* const key : unknownKeys)
            if (schema.contains(key)) return refuse(std::string("\"") + key + "\" is not checked (of JSON Schema draft 7, all but patternProperties is)");
        for (const char* const key : {"$id", "id", "$schema", "$comment"})   // names of the schema, which would change where a $ref leads
            if (schema.contains(key) && schema[key].is_string()) schema.erase(key);
        RETURN_IF_ERROR(takePatterns(schema));
        if (schema.contains("uniqueItems") && schema["uniqueItems"] == true) hasUniqueItems = true;
        for (auto& [key, value] : schema.items()) {
            if (isAmong(valueKeys, key) && value.is_object()) RETURN_IF_ERROR(prepare(value, depth + 1));
            if ((isAmong(listKeys, key) && value.is_array()) || (isAmong(mapKeys, key) && value.is_object()))
                for (auto& part : value) RETURN_IF_ERROR(prepare(part, depth + 1));
        }
        return {};
    }
    bool hasUniqueItems = false;

private:
    static Status takePatterns(Plain& schema) {
        Plain patterns = Plain::array();
        if (schema.contains("pattern") && schema["pattern"].is_string()) {
            patterns.push_back(schema["pattern"]);
            schema.erase("pattern");
        }
        if (schema.contains("format") && schema["format"].is_string()) {
            if (const char* const pattern = patternOfFormat(schema["format"].get<std::string>())) patterns.push_back(pattern);
            schema.erase("format");
        }
        for (const Plain& pattern : patterns) {
            const RE2 re2(pattern.get<std::string>(), RE2::Quiet);
            if (!re2.ok()) return refuse("the pattern " + excerpt(pattern.get<std::string>()) + " is none of RE2's syntax: " + re2.error());
        }
        if (!patterns.empty()) schema[patternKey] = std::move(patterns);
        return {};
    }
};

// Counts what the schema is with each $ref written out: bounds the time of a check, and ends for one that refers to itself.
Status countWritten(const Plain& root, const Plain& value, int depth, int& count) {
    if (++count > maxSchemaValues || depth > maxSchemaDepth) return refuse("it refers to itself, or is too large with all references written out");
    if (value.is_array())
        for (const Plain& part : value) RETURN_IF_ERROR(countWritten(root, part, depth + 1, count));
    if (!value.is_object()) return {};
    for (const auto& [key, part] : value.items()) {
        if (isAmong(dataKeys, key) || key == "definitions" || key == "$defs") continue;
        if (key != "$ref" || !part.is_string()) {
            RETURN_IF_ERROR(countWritten(root, part, depth + 1, count));
            continue;
        }
        const auto& reference = part.get_ref<const std::string&>();
        if (!reference.starts_with("#")) return refuse("\"$ref\" leads out of it: " + excerpt(reference));
        const Plain* target = nullptr;
        try {
            target = &root.at(Plain::json_pointer(reference.substr(1)));
        } catch (const Plain::exception&) {
            return refuse("\"$ref\" leads nowhere: " + excerpt(reference));
        }
        RETURN_IF_ERROR(countWritten(root, *target, depth + 1, count));
    }
    return {};
}

class PatternConstraint : public valijson::constraints::PolyConstraint {
public:
    explicit PatternConstraint(std::vector<std::shared_ptr<const RE2>> patterns) : m_patterns(std::move(patterns)) {}
    bool validate(const valijson::adapters::Adapter& target, const std::vector<std::string>&, valijson::ValidationResults*) const override {
        if (!target.isString()) return true;
        const std::string text = target.asString();
        return std::all_of(m_patterns.begin(), m_patterns.end(), [&](const auto& pattern) { return RE2::PartialMatch(text, *pattern); });
    }

private:
    valijson::constraints::Constraint* cloneInto(void* memory) const override { return new (memory) PatternConstraint(*this); }
    std::size_t sizeOf() const override { return sizeof(PatternConstraint); }
    std::vector<std::shared_ptr<const RE2>> m_patterns;
};

class PatternBuilder : public valijson::ConstraintBuilder {
public:
    valijson::constraints::Constraint* make(const valijson::adapters::Adapter& value) const override {
        std::vector<std::shared_ptr<const RE2>> patterns;
        value.applyToArray([&](const valijson::adapters::Adapter& one) {
            patterns.push_back(std::make_shared<const RE2>(one.asString(), RE2::Quiet));
            return true;
        });
        return new PatternConstraint(std::move(patterns));
    }
};

bool hasLongArray(const Plain& value) {
    if (value.is_array() && value.size() > maxUniqueElements) return true;
    return value.is_structured() && std::any_of(value.begin(), value.end(), hasLongArray);
}

}  // namespace

struct JsonChecker::State {
    valijson::Schema schema;
    bool hasUniqueItems = false;
};

Result<JsonChecker> JsonChecker::create(const Json& schema) {
    if (!schema.is_object()) return refuse("it is no object");
    Plain plain = schema;
    SchemaPreparation preparation;
    RETURN_IF_ERROR(preparation.prepare(plain));
    int count = 0;
    RETURN_IF_ERROR(countWritten(plain, plain, 0, count));
    for (const char* const key : {"definitions", "$defs"})   // those that nothing refers to
        if (plain.contains(key)) RETURN_IF_ERROR(countWritten(plain, plain[key], 0, count));
    auto state = std::make_shared<State>();
    state->hasUniqueItems = preparation.hasUniqueItems;
    try {
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.addConstraintBuilder(patternKey, new PatternBuilder);   // the parser owns it
        parser.populateSchema(NlohmannJsonAdapter(plain), state->schema);
    } catch (const std::exception& error) {
        return refuse(error.what());
    }
    return JsonChecker(std::move(state));
}

bool JsonChecker::isValid(const Json& value) const {
    const Plain plain = value;
    if (m_state->hasUniqueItems && hasLongArray(plain)) return false;
    try {
        valijson::Validator validator;
        return validator.validate(m_state->schema, NlohmannJsonAdapter(plain), nullptr);
    } catch (const std::exception&) {   // a number the library cannot hold
        return false;
    }
}

}  // namespace luthier
