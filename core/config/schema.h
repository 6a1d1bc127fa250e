// SPDX-License-Identifier: Apache-2.0
// An options struct is declared once, field by field, and from that come its JSON, its validation with all problems at once, its differences in words
// and the list of fields a form or the help is built from:
//
//     Schema<LoraOptions> schema;
//     schema.field("rank", &LoraOptions::rank).label("Rank").help("Size of the update matrices; 8 to 64 is usual.").range(1, 1024).reason("...").basic();
//     schema.choice("bias", &LoraOptions::bias, {{LoraBias::None, "none", "None", "Biases stay as they are."}, ...}).label("Biases");
//     schema.check({"rank", "alpha"}, [](const LoraOptions& options, CheckReport& report) { ... report.add("alpha", "...", "hint"); });
//
// Thread: a finished schema is immutable and may be shared. Requires nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/config/type_list.h"
#include "core/config/value_codec.h"

namespace luthier {

// Says more about the field just declared. Valid until the next field is declared.
class FieldBuilder {
public:
    FieldBuilder(SchemaCore& core, std::size_t index) : m_core(core), m_index(index) {}
    FieldBuilder& label(std::string text) { info().label = std::move(text); return *this; }
    FieldBuilder& help(std::string text) { info().help = std::move(text); return *this; }
    FieldBuilder& unit(std::string text) { info().unit = std::move(text); return *this; }
    FieldBuilder& reason(std::string text) { info().reason = std::move(text); return *this; }   // why the default is what it is
    FieldBuilder& basic() { info().isBasic = true; return *this; }
    FieldBuilder& required() { info().isRequired = true; info().isNotEmpty = true; return *this; }
    FieldBuilder& notEmpty() { info().isNotEmpty = true; return *this; }
    FieldBuilder& range(double minimum, double maximum) { return atLeast(minimum).atMost(maximum); }
    FieldBuilder& atLeast(double minimum) { info().minimum = minimum; return *this; }
    FieldBuilder& atMost(double maximum) { info().maximum = maximum; return *this; }
    FieldBuilder& above(double minimum) { info().isMinimumExclusive = true; return atLeast(minimum); }
    FieldBuilder& below(double maximum) { info().isMaximumExclusive = true; return atMost(maximum); }
    FieldBuilder& path(PathKind kind) { info().path = kind; return *this; }
    FieldBuilder& otherNames(std::vector<std::string> names) { info().otherNames = std::move(names); return *this; }   // of the same option in other tools
    FieldBuilder& visibleIf(std::string key, std::vector<Json> values) {
        info().visibleIfKey = std::move(key);
        info().visibleIfValues = std::move(values);
        return *this;
    }
private:
    FieldInfo& info() { return m_core.fieldAt(m_index); }
    SchemaCore& m_core;
    std::size_t m_index;
};

// One error with all problems; code InvalidConfig.
Status problemsToStatus(const Problems& problems, const std::string& file);

template <class T>
class Schema {
public:
    // bool, int64, double, text, JSON object; and Auto, optional, vector of them.
    template <class M>
    FieldBuilder field(std::string key, M T::* member) {
        return add(std::move(key), member, wrapCodec<M>(typename ScalarCodec<typename BaseOf<M>::Type>::Type{}));
    }
    // An enum, or a text with fixed values; and Auto, optional, vector of them.
    template <class M>
    FieldBuilder choice(std::string key, M T::* member, std::vector<Choice<typename BaseOf<M>::Type>> choices) {
        return add(std::move(key), member, wrapCodec<M>(ChoiceCodec<typename BaseOf<M>::Type>{std::move(choices)}));
    }
    // A struct with its own schema (which must live as long as this one); and optional, vector of it.
    template <class M>
    FieldBuilder nested(std::string key, M T::* member, const Schema<typename BaseOf<M>::Type>& schema);
    // A std::variant of the Options of each type in the list, told apart by "type": T::id.
    template <class List, class M>
    FieldBuilder variant(std::string key, M T::* member);
    // A type with a JSON form of its own.
    template <class M>
    FieldBuilder custom(std::string key, M T::* member, CustomCodec<M> codec) { return add(std::move(key), member, std::move(codec)); }

    // A rule between fields; it runs only when none of `keys` has a problem already.
    Schema& check(std::vector<std::string> keys, std::function<void(const T&, CheckReport&)> rule) {
        m_core.addCheck(std::move(keys), [rule](const void* object, CheckReport& report) { rule(*static_cast<const T*>(object), report); });
        return *this;
    }

    const std::vector<FieldInfo>& fields() const { return m_core.fields(); }
    // All fields, in the order of declaration.
    Json toJson(const T& object) const { return m_core.toJson(&object); }
    // Missing keys take their defaults. Errors: InvalidConfig with every problem (unknown key, type, range, rules) and its key path.
    Result<T> fromJson(const Json& json, const std::string& file = {}) const {
        T object{};
        Problems problems;
        ReadContext context{problems, &m_core};
        read(json, object, {}, context);
        RETURN_IF_ERROR(problemsToStatus(problems, file));
        return object;
    }
    // The problems of values that are already in a struct (a form), by the same rules.
    Status validate(const T& object) const {
        auto read = fromJson(toJson(object));
        if (!read) return fail(std::move(read.error()));
        return {};
    }
    // One line per field that differs: "Learning rate: 0.0002 -> 0.0001".
    std::vector<std::string> diff(const T& a, const T& b) const { return diffFields(fields(), toJson(a), toJson(b)); }

    // For schemas that hold this one.
    void read(const Json& json, T& object, const std::string& path, ReadContext& context, const char* ignoredKey = nullptr) const {
        m_core.read(json, &object, path, context, ignoredKey);
    }

private:
    template <class M, class Codec>
    class MemberAccess final : public FieldAccess {
    public:
        MemberAccess(M T::* member, Codec codec) : m_member(member), m_codec(std::move(codec)) {}
        Json get(const void* object) const override { return m_codec.toJson(static_cast<const T*>(object)->*m_member); }
        void set(void* object, const Json& value, const FieldInfo& field, const std::string& path, ReadContext& context) const override {
            m_codec.fromJson(value, static_cast<T*>(object)->*m_member, field, path, context);
        }
    private:
        M T::* m_member;
        Codec m_codec;
    };

    template <class M, class Codec>
    FieldBuilder add(std::string key, M T::* member, Codec codec) {
        FieldInfo info;
        info.key = std::move(key);
        codec.describe(info);
        const T defaults{};
        info.defaultValue = codec.toJson(defaults.*member);
        m_core.add(std::move(info), std::make_shared<MemberAccess<M, Codec>>(member, std::move(codec)));
        return FieldBuilder(m_core, m_core.fields().size() - 1);
    }

    SchemaCore m_core;
};

template <class S>
struct StructCodec {
    const Schema<S>* schema;
    void describe(FieldInfo& info) const { info.type = FieldType::Struct; info.fields = schema->fields(); }
    Json toJson(const S& value) const { return schema->toJson(value); }
    void fromJson(const Json& json, S& value, const FieldInfo&, const std::string& path, ReadContext& context) const {
        schema->read(json, value, path, context);
    }
};

// Position of "type" among the alternatives; reports when it is missing or unknown.
std::optional<std::size_t> findAlternative(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context);

template <class List>
struct VariantCodec;
template <class... Units>
struct VariantCodec<TypeList<Units...>> {
    using Value = std::variant<typename Units::Options...>;

    void describe(FieldInfo& info) const {
        info.type = FieldType::Variant;
        const auto describeOne = [&info](const auto& about, const std::vector<FieldInfo>& fields) {
            info.alternatives.push_back({about.id, about.title, about.help, fields});
        };
        (describeOne(Units::info(), Units::schema().fields()), ...);
    }
    Json toJson(const Value& value) const {
        Json json = Json::object();
        std::size_t index = 0;
        (writeIf<Units>(value, index++, json), ...);
        return json;
    }
    void fromJson(const Json& json, Value& value, const FieldInfo& field, const std::string& path, ReadContext& context) const {
        const auto chosen = findAlternative(json, field, path, context);
        if (!chosen) return;
        std::size_t index = 0;
        (readIf<Units>(json, value, *chosen == index++, path, context), ...);
    }

private:
    template <class Unit>
    static void writeIf(const Value& value, std::size_t index, Json& json) {
        if (value.index() != index) return;
        json["type"] = Unit::id;
        json.update(Unit::schema().toJson(std::get<typename Unit::Options>(value)));
    }
    template <class Unit>
    static void readIf(const Json& json, Value& value, bool isChosen, const std::string& path, ReadContext& context) {
        if (!isChosen) return;
        typename Unit::Options options;
        Unit::schema().read(json, options, path, context, "type");
        value = std::move(options);
    }
};

template <class T>
template <class M>
FieldBuilder Schema<T>::nested(std::string key, M T::* member, const Schema<typename BaseOf<M>::Type>& schema) {
    return add(std::move(key), member, wrapCodec<M>(StructCodec<typename BaseOf<M>::Type>{&schema}));
}

template <class T>
template <class List, class M>
FieldBuilder Schema<T>::variant(std::string key, M T::* member) {
    return add(std::move(key), member, VariantCodec<List>{});
}

}  // namespace luthier
