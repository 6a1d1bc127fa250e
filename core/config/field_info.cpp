// SPDX-License-Identifier: Apache-2.0
#include "core/config/field_info.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace luthier {

std::string_view fieldTypeName(FieldType type) {
    switch (type) {
        case FieldType::Boolean: return "boolean";
        case FieldType::Integer: return "integer";
        case FieldType::Number: return "number";
        case FieldType::String: return "string";
        case FieldType::Choice: return "choice";
        case FieldType::Object: return "object";
        case FieldType::Struct: return "struct";
        case FieldType::Variant: return "variant";
        case FieldType::Custom: return "custom";
    }
    return "";
}

std::string_view pathKindName(PathKind kind) {
    switch (kind) {
        case PathKind::None: return "";
        case PathKind::File: return "file";
        case PathKind::Folder: return "folder";
        case PathKind::Either: return "either";
    }
    return "";
}

namespace {

// Limits are exact doubles; whole ones are written without ".0".
Json limitToJson(double limit) {
    if (std::abs(limit) > 1e15 || std::trunc(limit) != limit) return limit;
    return static_cast<std::int64_t>(limit);
}

void writeLimits(const FieldInfo& field, Json& json) {
    if (field.minimum) json[field.isMinimumExclusive ? "above" : "minimum"] = limitToJson(*field.minimum);
    if (field.maximum) json[field.isMaximumExclusive ? "below" : "maximum"] = limitToJson(*field.maximum);
}

void writeFlags(const FieldInfo& field, Json& json) {
    json["level"] = field.isBasic ? "basic" : "advanced";
    if (field.isList) json["list"] = true;
    if (field.isRequired) json["required"] = true;
    if (field.isNullable) json["nullable"] = true;
    if (field.allowsAuto) json["auto"] = true;
    if (field.isNotEmpty) json["not_empty"] = true;
    if (field.path != PathKind::None) json["path"] = pathKindName(field.path);
    if (!field.customType.empty()) json["editor"] = field.customType;
}

Json choicesToJson(const std::vector<ChoiceInfo>& choices) {
    Json json = Json::array();
    for (const ChoiceInfo& choice : choices) json.push_back({{"value", choice.value}, {"label", choice.label}, {"help", choice.help}});
    return json;
}

Json alternativesToJson(const std::vector<AlternativeInfo>& alternatives) {
    Json json = Json::array();
    for (const AlternativeInfo& one : alternatives)
        json.push_back({{"id", one.id}, {"title", one.title}, {"help", one.help}, {"options", fieldsToJson(one.fields)}});
    return json;
}

}  // namespace

Json fieldToJson(const FieldInfo& field) {
    Json json = Json::object();
    json["key"] = field.key;
    json["type"] = fieldTypeName(field.type);
    json["label"] = field.label;
    json["help"] = field.help;
    if (!field.unit.empty()) json["unit"] = field.unit;
    // The defaults of a struct or a variant stand at its own fields.
    if (field.isList || (field.type != FieldType::Struct && field.type != FieldType::Variant)) json["default"] = field.defaultValue;
    if (field.type == FieldType::Variant) json["default"] = field.defaultValue.value("type", "");
    if (!field.reason.empty()) json["reason"] = field.reason;
    writeFlags(field, json);
    writeLimits(field, json);
    if (!field.visibleIfKey.empty()) json["visible_if"] = {{"key", field.visibleIfKey}, {"values", field.visibleIfValues}};
    if (!field.otherNames.empty()) json["other_names"] = field.otherNames;
    if (!field.choices.empty()) json["choices"] = choicesToJson(field.choices);
    if (!field.fields.empty()) json["fields"] = fieldsToJson(field.fields);
    if (!field.alternatives.empty()) json["alternatives"] = alternativesToJson(field.alternatives);
    return json;
}

Json fieldsToJson(const std::vector<FieldInfo>& fields) {
    Json json = Json::array();
    for (const FieldInfo& field : fields) json.push_back(fieldToJson(field));
    return json;
}

bool isVisible(const FieldInfo& field, const Json& structValues) {
    if (field.visibleIfKey.empty()) return true;
    const auto found = structValues.find(field.visibleIfKey);
    if (found == structValues.end()) return false;
    return std::find(field.visibleIfValues.begin(), field.visibleIfValues.end(), *found) != field.visibleIfValues.end();
}

}  // namespace luthier
