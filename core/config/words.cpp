// SPDX-License-Identifier: Apache-2.0
// The part of field_info.h that speaks to people.
#include <algorithm>
#include <cctype>
#include <numeric>

#include "core/base/utf8.h"
#include "core/config/field_info.h"

namespace luthier {

namespace {

constexpr std::size_t kMaxShownBytes = 40;

// Limits and values in one notation: 0.0002, 16, 1e-08.
std::string numberInWords(double number) {
    std::string text = dumpJson(Json(number));
    if (text.size() > 2 && text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

std::string limitsInWords(const FieldInfo& field) {
    const std::string low = field.minimum ? numberInWords(*field.minimum) : "";
    const std::string high = field.maximum ? numberInWords(*field.maximum) : "";
    if (field.minimum && field.maximum && !field.isMinimumExclusive && !field.isMaximumExclusive) return " between " + low + " and " + high;
    std::string text;
    if (field.minimum) text = (field.isMinimumExclusive ? " greater than " : " of at least ") + low;
    if (field.minimum && field.maximum) text += " and";
    if (field.maximum) text += (field.isMaximumExclusive ? " less than " : " at most ") + high;
    return text;
}

std::string choicesInWords(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
        text += "\"" + names[i] + "\"";
    }
    return text;
}

std::string singleInWords(const FieldInfo& field) {
    std::vector<std::string> names;
    switch (field.type) {
        case FieldType::Boolean: return "true or false";
        case FieldType::Integer: return "a whole number" + limitsInWords(field);
        case FieldType::Number: return "a number" + limitsInWords(field);
        case FieldType::String: return field.isNotEmpty ? "a text that is not empty" : "a text";
        case FieldType::Choice:
            for (const ChoiceInfo& choice : field.choices) names.push_back(choice.value);
            return choicesInWords(names);
        case FieldType::Object:
        case FieldType::Struct: return "an object {...}";
        case FieldType::Variant:
            for (const AlternativeInfo& alternative : field.alternatives) names.push_back(alternative.id);
            return "an object {\"type\": ...} with the type " + choicesInWords(names);
        case FieldType::Custom: return "a value for \"" + field.key + "\"";
    }
    return "";
}

std::string lowerLetters(std::string_view name) {
    std::string text;
    for (const char c : name)
        if (c != '_' && c != '-' && c != ' ') text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

std::string alternativeTitle(const FieldInfo& field, const Json& value) {
    const std::string id = value.value("type", "");
    for (const AlternativeInfo& alternative : field.alternatives)
        if (alternative.id == id) return alternative.title;
    return id;
}

const std::vector<FieldInfo>* alternativeFields(const FieldInfo& field, const Json& value) {
    for (const AlternativeInfo& alternative : field.alternatives)
        if (alternative.id == value.value("type", "")) return &alternative.fields;
    return nullptr;
}

std::string said(const std::string& english, const Wording& wording) { return wording ? wording(english) : english; }

// "LoRA (Rank 64)": the title and what is not at its default.
std::string variantInWords(const FieldInfo& field, const Json& value, const Wording& wording) {
    std::string changed;
    if (const auto* fields = alternativeFields(field, value)) {
        for (const FieldInfo& option : *fields) {
            const auto found = value.find(option.key);
            if (found == value.end() || *found == option.defaultValue) continue;
            changed += (changed.empty() ? "" : ", ") + said(option.label, wording) + " " + valueInWords(option, *found, wording);
        }
    }
    const std::string title = said(alternativeTitle(field, value), wording);
    return changed.empty() ? title : title + " (" + changed + ")";
}

std::string plainInWords(const Json& value, const Wording& wording) {
    if (value.is_string()) return value.get<std::string>().empty() ? said("(empty)", wording) : excerpt(value.get_ref<const std::string&>(), 120);
    if (value.is_number_float()) return said(numberInWords(value.get<double>()), wording);
    if (value.is_array()) {
        std::string text;
        for (const Json& element : value) text += (text.empty() ? "" : ", ") + plainInWords(element, wording);
        return text.empty() ? said("(none)", wording) : text;
    }
    return excerpt(dumpJson(value), 120);
}

}  // namespace

std::string expectedInWords(const FieldInfo& field) {
    std::string text = field.isList ? std::string(field.isNotEmpty ? "a list that is not empty" : "a list") : singleInWords(field);
    if (field.allowsAuto) text += " or \"auto\"";
    if (field.isNullable) text += " or null";
    return text;
}

std::string foundInWords(const Json& value) {
    switch (value.type()) {
        case Json::value_t::null: return "null";
        case Json::value_t::boolean: return value.get<bool>() ? "true" : "false";
        case Json::value_t::string:
            if (value.get_ref<const std::string&>().empty()) return "an empty text";
            return "the text \"" + excerpt(value.get_ref<const std::string&>(), kMaxShownBytes) + "\"";
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned: return "the number " + dumpJson(value);
        case Json::value_t::number_float: return "the number " + numberInWords(value.get<double>());
        case Json::value_t::array: return value.empty() ? "an empty list" : "a list";
        case Json::value_t::object: return "an object {...}";
        default: return "something else";
    }
}

std::string valueInWords(const FieldInfo& field, const Json& value, const Wording& wording) {
    if (value.is_null()) return said("not set", wording);
    if (field.allowsAuto && value == "auto") return said("automatic", wording);
    if (value.is_boolean()) return said(value.get<bool>() ? "on" : "off", wording);
    if (field.type == FieldType::Variant && value.is_object()) return variantInWords(field, value, wording);
    if (field.type == FieldType::Choice && value.is_string()) {
        for (const ChoiceInfo& choice : field.choices)
            if (value == choice.value) return said(choice.label, wording);
    }
    const std::string text = plainInWords(value, wording);
    return field.unit.empty() || !value.is_number() ? text : text + " " + said(field.unit, wording);
}

std::vector<std::string> diffFields(const std::vector<FieldInfo>& fields, const Json& a, const Json& b, const Wording& wording) {
    std::vector<std::string> lines;
    const auto append = [&lines](std::vector<std::string> more) { lines.insert(lines.end(), more.begin(), more.end()); };
    static const Json missing;
    for (const FieldInfo& field : fields) {
        const Json& before = a.contains(field.key) ? a.at(field.key) : missing;
        const Json& after = b.contains(field.key) ? b.at(field.key) : missing;
        if (before == after) continue;
        const bool bothObjects = before.is_object() && after.is_object();
        if (field.type == FieldType::Struct && bothObjects) {
            append(diffFields(field.fields, before, after, wording));
        } else if (field.type == FieldType::Variant && bothObjects && before.value("type", "") == after.value("type", "") && alternativeFields(field, after)) {
            append(diffFields(*alternativeFields(field, after), before, after, wording));
        } else {
            lines.push_back(said(field.label, wording) + ": " + valueInWords(field, before, wording) + " -> " + valueInWords(field, after, wording));
        }
    }
    return lines;
}

std::string nearestName(std::string_view name, const std::vector<std::string>& names) {
    constexpr std::size_t maxLength = 64;   // a key of a megabyte is no misspelling
    const std::string wanted = lowerLetters(name.substr(0, maxLength + 1));
    if (wanted.empty() || wanted.size() > maxLength) return {};
    std::string best;
    std::size_t bestDistance = 0;
    for (const std::string& candidate : names) {
        const std::string letters = lowerLetters(candidate);
        std::size_t distance = editDistance(wanted, letters);
        // "tokens" for "tokens_per_step": a shortened name is closer than its distance says.
        if (wanted.size() >= 4 && letters.starts_with(wanted)) distance = std::min<std::size_t>(distance, 1);
        const std::size_t allowed = std::min(wanted.size(), letters.size()) <= 3 ? 1 : 1 + letters.size() / 4;
        if (distance > allowed || distance >= wanted.size()) continue;
        if (best.empty() || distance < bestDistance) { best = candidate; bestDistance = distance; }
    }
    return best;
}

}  // namespace luthier
