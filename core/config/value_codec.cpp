// SPDX-License-Identifier: Apache-2.0
#include "core/config/value_codec.h"

#include <cmath>
#include <limits>

#include "core/base/utf8.h"

namespace luthier {

namespace {

// Above 2^53 a double no longer tells neighbouring whole numbers apart.
constexpr double kMaxExactDouble = 9007199254740992.0;

bool looksLikeNumber(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string::npos && text.find_first_of("0123456789") != std::string::npos;
}

bool isBelow(double value, const FieldInfo& field) {
    return field.minimum && (field.isMinimumExclusive ? value <= *field.minimum : value < *field.minimum);
}

bool isAbove(double value, const FieldInfo& field) {
    return field.maximum && (field.isMaximumExclusive ? value >= *field.maximum : value > *field.maximum);
}

void reportRange(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context) {
    std::string found = foundInWords(json);
    if (const std::string prefix = "the number "; found.starts_with(prefix)) found.erase(0, prefix.size());
    context.problems.add(path, "must be " + expectedInWords(field) + " (is " + found + ")");
}

// The whole number in the JSON; nullopt when there is none.
std::optional<std::int64_t> wholeNumber(const Json& json) {
    if (json.is_number_unsigned()) {
        const auto value = json.get<std::uint64_t>();
        if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return static_cast<std::int64_t>(value);
        return std::nullopt;
    }
    if (json.is_number_integer()) return json.get<std::int64_t>();
    if (!json.is_number_float()) return std::nullopt;
    const double value = json.get<double>();
    if (!std::isfinite(value) || std::abs(value) > kMaxExactDouble || std::trunc(value) != value) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

}  // namespace

void reportWrongType(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context) {
    std::string hint;
    if (json.is_string()) {
        const auto& text = json.get_ref<const std::string&>();
        const bool wantsNumber = field.type == FieldType::Integer || field.type == FieldType::Number;
        if (wantsNumber && looksLikeNumber(text)) hint = "write the number without quotes";
        if (field.type == FieldType::Boolean && (text == "true" || text == "false")) hint = "write " + text + " without quotes";
    }
    context.problems.add(path, "must be " + expectedInWords(field) + ", not " + foundInWords(json), hint);
}

void BooleanCodec::fromJson(const Json& json, bool& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
    if (!json.is_boolean()) return reportWrongType(json, field, path, context);
    value = json.get<bool>();
}

void IntegerCodec::fromJson(const Json& json, std::int64_t& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
    if (!json.is_number()) return reportWrongType(json, field, path, context);
    const auto whole = wholeNumber(json);
    if (!whole) {
        const double number = json.get<double>();
        const bool isFraction = std::isfinite(number) && std::trunc(number) != number;
        return isFraction ? reportWrongType(json, field, path, context) : reportRange(json, field, path, context);
    }
    // Limits are small whole numbers, so comparing as doubles cannot go wrong at them.
    if (isBelow(static_cast<double>(*whole), field) || isAbove(static_cast<double>(*whole), field)) return reportRange(json, field, path, context);
    value = *whole;
}

void NumberCodec::fromJson(const Json& json, double& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
    if (!json.is_number() || !std::isfinite(json.get<double>())) return reportWrongType(json, field, path, context);
    const double number = json.get<double>();
    if (isBelow(number, field) || isAbove(number, field)) return reportRange(json, field, path, context);
    value = number;
}

void StringCodec::fromJson(const Json& json, std::string& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
    if (!json.is_string()) return reportWrongType(json, field, path, context);
    const auto& text = json.get_ref<const std::string&>();
    if (text.empty() && field.isNotEmpty) return reportWrongType(json, field, path, context);
    if (!isValidUtf8(text)) return context.problems.add(path, "is not valid UTF-8");
    if (text.find('\0') != std::string::npos) return context.problems.add(path, "contains a zero byte");
    value = text;
}

void ObjectCodec::fromJson(const Json& json, Json& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
    if (!json.is_object()) return reportWrongType(json, field, path, context);
    value = json;
}

std::optional<std::size_t> findChoice(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context) {
    if (!json.is_string()) {
        reportWrongType(json, field, path, context);
        return std::nullopt;
    }
    const auto& text = json.get_ref<const std::string&>();
    std::vector<std::string> names;
    for (std::size_t i = 0; i < field.choices.size(); ++i) {
        if (field.choices[i].value == text) return i;
        names.push_back(field.choices[i].value);
    }
    const std::string near = nearestName(text, names);
    context.problems.add(path, "must be " + expectedInWords(field) + ", not " + foundInWords(json), near.empty() ? "" : "did you mean \"" + near + "\"?");
    return std::nullopt;
}

bool checkList(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context) {
    if (json.is_array() && !(json.empty() && field.isNotEmpty)) return true;
    reportWrongType(json, field, path, context);
    return false;
}

}  // namespace luthier
