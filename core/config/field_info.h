// SPDX-License-Identifier: Apache-2.0
// What a form, the help and `describe` need to know about one option; filled by Schema<T>, free of the option's C++ type.
// Thread: values, no shared state. Requires nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace luthier {

enum class FieldType { Boolean, Integer, Number, String, Choice, Object, Struct, Variant, Custom };
enum class PathKind { None, File, Folder, Either };   // what a file picker offers
std::string_view fieldTypeName(FieldType type);       // "boolean", "integer", ...
std::string_view pathKindName(PathKind kind);         // "file", "folder", "either"

// One value of a field with a fixed set of values.
struct ChoiceInfo {
    std::string value;   // in JSON
    std::string label;
    std::string help;
};

struct FieldInfo;

// One type a variant can have, for example one adapter.
struct AlternativeInfo {
    std::string id;      // in JSON: "type": id
    std::string title;
    std::string help;
    std::vector<FieldInfo> fields;
};

struct FieldInfo {
    std::string key;                 // in JSON, unique within its struct
    std::string label;
    std::string help;                // one or two sentences for someone who has never used it
    std::string unit;                // "tokens", "steps"
    std::string reason;              // why the default is what it is, one line
    FieldType type = FieldType::String;
    bool isList = false;             // the JSON is a list of `type`
    bool isBasic = false;            // shown at once; the others under "advanced"
    bool isRequired = false;         // has no usable default
    bool isNullable = false;         // null is a value (not set)
    bool allowsAuto = false;         // "auto" is a value
    bool isNotEmpty = false;         // an empty text or list is refused
    std::optional<double> minimum, maximum;
    bool isMinimumExclusive = false, isMaximumExclusive = false;
    PathKind path = PathKind::None;
    std::string customType;          // Custom only: which editor a form needs ("targets", "data_files")
    std::string visibleIfKey;        // shown only if this field of the same struct ...
    std::vector<Json> visibleIfValues;   // ... has one of these values; empty key = always shown
    std::vector<std::string> otherNames; // what other tools call it; used for "did you mean"
    std::vector<ChoiceInfo> choices;     // Choice only
    std::vector<FieldInfo> fields;       // Struct, and Custom made of structs
    std::vector<AlternativeInfo> alternatives;   // Variant only
    Json defaultValue;
};

// As `describe` prints it; keys that do not apply are left out.
Json fieldToJson(const FieldInfo& field);
Json fieldsToJson(const std::vector<FieldInfo>& fields);

// Whether a form shows the field while the struct it is in has these values.
bool isVisible(const FieldInfo& field, const Json& structValues);

// "a whole number between 1 and 1024, or "auto"": what the field takes, in words.
std::string expectedInWords(const FieldInfo& field);
// "the text "fast"", "the number 3.5", "a list": what stands in the JSON, in words, at most about 40 characters of it.
std::string foundInWords(const Json& value);
// What a reader of another language is told instead of a label, a title or a word of ours; empty: English.
using Wording = std::function<std::string(const std::string& english)>;
// The value as a reader of a comparison wants it: labels of choices, "automatic", "not set", the unit.
std::string valueInWords(const FieldInfo& field, const Json& value, const Wording& wording = {});
// One line per field that differs: "Learning rate: 0.0002 -> 0.0001". a, b: JSON of the same struct, complete.
std::vector<std::string> diffFields(const std::vector<FieldInfo>& fields, const Json& a, const Json& b, const Wording& wording = {});

// The name in `names` most like `name` by edit distance, ignoring case and _-; empty if none is close.
std::string nearestName(std::string_view name, const std::vector<std::string>& names);

}  // namespace luthier
