// SPDX-License-Identifier: Apache-2.0
// How the types that options are made of are read from JSON and written to it. Each codec has describe(), toJson() and fromJson();
// fromJson reports to the context and leaves the value alone when something is wrong. Use through schema.h.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "core/config/schema_core.h"

namespace luthier {

// A value that Luthier chooses itself unless the user does; "auto" in JSON.
template <class T>
struct Auto {
    std::optional<T> value;

    Auto() = default;
    Auto(T chosen) : value(std::move(chosen)) {}
    bool isAuto() const { return !value.has_value(); }
    const T& operator*() const { return *value; }
    bool operator==(const Auto&) const = default;
};

// Report that the value is not what the field takes: "must be a whole number between 1 and 1024, not the text "fast"".
void reportWrongType(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context);

struct BooleanCodec {
    void describe(FieldInfo& info) const { info.type = FieldType::Boolean; }
    Json toJson(bool value) const { return value; }
    void fromJson(const Json& json, bool& value, const FieldInfo& field, const std::string& path, ReadContext& context) const;
};

// Also takes 1000.0 and 1e3, but only where the number is exactly whole.
struct IntegerCodec {
    void describe(FieldInfo& info) const { info.type = FieldType::Integer; }
    Json toJson(std::int64_t value) const { return value; }
    void fromJson(const Json& json, std::int64_t& value, const FieldInfo& field, const std::string& path, ReadContext& context) const;
};

struct NumberCodec {
    void describe(FieldInfo& info) const { info.type = FieldType::Number; }
    Json toJson(double value) const { return jsonNumber(value); }
    void fromJson(const Json& json, double& value, const FieldInfo& field, const std::string& path, ReadContext& context) const;
};

struct StringCodec {
    void describe(FieldInfo& info) const { info.type = FieldType::String; }
    Json toJson(const std::string& value) const { return value; }
    void fromJson(const Json& json, std::string& value, const FieldInfo& field, const std::string& path, ReadContext& context) const;
};

// Any JSON object, kept as it is.
struct ObjectCodec {
    void describe(FieldInfo& info) const { info.type = FieldType::Object; }
    Json toJson(const Json& value) const { return value; }
    void fromJson(const Json& json, Json& value, const FieldInfo& field, const std::string& path, ReadContext& context) const;
};

template <class T>
struct ScalarCodec;
template <> struct ScalarCodec<bool> { using Type = BooleanCodec; };
template <> struct ScalarCodec<std::int64_t> { using Type = IntegerCodec; };
template <> struct ScalarCodec<double> { using Type = NumberCodec; };
template <> struct ScalarCodec<std::string> { using Type = StringCodec; };
template <> struct ScalarCodec<Json> { using Type = ObjectCodec; };

// Position of the JSON text among the choices, reporting a text that is none of them; nullopt then.
std::optional<std::size_t> findChoice(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context);

// An enum (or a text with a fixed set of values).
template <class E>
struct Choice { E value; std::string name; std::string label; std::string help; };

template <class E>
struct ChoiceCodec {
    std::vector<Choice<E>> choices;

    void describe(FieldInfo& info) const {
        info.type = FieldType::Choice;
        for (const auto& choice : choices) info.choices.push_back({choice.name, choice.label, choice.help});
    }
    Json toJson(const E& value) const {
        for (const auto& choice : choices)
            if (choice.value == value) return choice.name;
        return nullptr;   // a value without a name: fromJson refuses it, so a test of the round trip finds it
    }
    void fromJson(const Json& json, E& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
        if (const auto index = findChoice(json, field, path, context)) value = choices[*index].value;
    }
};

template <class M> struct IsAuto : std::false_type {};
template <class V> struct IsAuto<Auto<V>> : std::true_type { using Value = V; };
template <class M> struct IsOptional : std::false_type {};
template <class V> struct IsOptional<std::optional<V>> : std::true_type { using Value = V; };
template <class M> struct IsVector : std::false_type {};
template <class V> struct IsVector<std::vector<V>> : std::true_type { using Value = V; };

// The type below Auto, optional and vector.
template <class M>
struct BaseOf { using Type = M; };
template <class V> struct BaseOf<Auto<V>> { using Type = typename BaseOf<V>::Type; };
template <class V> struct BaseOf<std::optional<V>> { using Type = typename BaseOf<V>::Type; };
template <class V> struct BaseOf<std::vector<V>> { using Type = typename BaseOf<V>::Type; };

template <class V, class Inner>
struct AutoCodec {
    Inner inner;
    void describe(FieldInfo& info) const { inner.describe(info); info.allowsAuto = true; }
    Json toJson(const Auto<V>& value) const { return value.value ? inner.toJson(*value.value) : Json("auto"); }
    void fromJson(const Json& json, Auto<V>& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
        if (json == "auto") { value.value.reset(); return; }
        V chosen{};
        const std::size_t numBefore = context.problems.list().size();
        inner.fromJson(json, chosen, field, path, context);
        if (context.problems.list().size() == numBefore) value.value = std::move(chosen);
    }
};

template <class V, class Inner>
struct OptionalCodec {
    Inner inner;
    void describe(FieldInfo& info) const { inner.describe(info); info.isNullable = true; }
    Json toJson(const std::optional<V>& value) const { return value ? inner.toJson(*value) : Json(nullptr); }
    void fromJson(const Json& json, std::optional<V>& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
        if (json.is_null()) { value.reset(); return; }
        V chosen{};
        const std::size_t numBefore = context.problems.list().size();
        inner.fromJson(json, chosen, field, path, context);
        if (context.problems.list().size() == numBefore) value = std::move(chosen);
    }
};

// Reports what is no list, and an empty one where isNotEmpty.
bool checkList(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context);

template <class V, class Inner>
struct ListCodec {
    Inner inner;
    void describe(FieldInfo& info) const { inner.describe(info); info.isList = true; }
    Json toJson(const std::vector<V>& values) const {
        Json json = Json::array();
        for (const V& value : values) json.push_back(inner.toJson(value));
        return json;
    }
    void fromJson(const Json& json, std::vector<V>& values, const FieldInfo& field, const std::string& path, ReadContext& context) const {
        if (!checkList(json, field, path, context)) return;
        FieldInfo element = field;
        element.isList = false;
        std::vector<V> read(json.size());
        for (std::size_t i = 0; i < json.size(); ++i) inner.fromJson(json[i], read[i], element, path + "[" + std::to_string(i) + "]", context);
        values = std::move(read);
    }
};

// The codec of M, where `base` is the codec of the type below Auto, optional and vector.
template <class M, class Base>
auto wrapCodec(Base base) {
    if constexpr (IsAuto<M>::value) {
        using V = typename IsAuto<M>::Value;
        static_assert(!std::is_same_v<V, std::string>, "the text \"auto\" could not be told from automatic");
        return AutoCodec<V, decltype(wrapCodec<V>(base))>{wrapCodec<V>(std::move(base))};
    } else if constexpr (IsOptional<M>::value) {
        using V = typename IsOptional<M>::Value;
        return OptionalCodec<V, decltype(wrapCodec<V>(base))>{wrapCodec<V>(std::move(base))};
    } else if constexpr (IsVector<M>::value) {
        using V = typename IsVector<M>::Value;
        return ListCodec<V, decltype(wrapCodec<V>(base))>{wrapCodec<V>(std::move(base))};
    } else {
        return base;
    }
}

// A type with a JSON form of its own. fields: of the structs it is made of, for forms; may be empty.
template <class M>
struct CustomCodec {
    std::string customType;
    std::function<Json(const M&)> write;
    std::function<void(const Json&, M&, const std::string& path, ReadContext&)> parse;
    std::vector<FieldInfo> fields;

    void describe(FieldInfo& info) const { info.type = FieldType::Custom; info.customType = customType; info.fields = fields; }
    Json toJson(const M& value) const { return write(value); }
    void fromJson(const Json& json, M& value, const FieldInfo&, const std::string& path, ReadContext& context) const { parse(json, value, path, context); }
};

// The same from functions that return Result: Json toJson(const M&), Result<M> fromJson(const Json&).
template <class M>
CustomCodec<M> customCodec(std::string customType, Json (*write)(const M&), Result<M> (*parse)(const Json&)) {
    const auto report = [parse](const Json& json, M& value, const std::string& path, ReadContext& context) {
        auto parsed = parse(json);
        if (parsed) value = std::move(*parsed);
        else context.problems.add(parsed.error().key.empty() ? path : joinKey(path, parsed.error().key), parsed.error().message, parsed.error().hint);
    };
    return {std::move(customType), write, report, {}};
}

}  // namespace luthier
