// SPDX-License-Identifier: Apache-2.0
#include "core/config/schema_core.h"

#include <algorithm>
#include <cassert>

#include "core/base/utf8.h"
#include "core/config/schema.h"

namespace luthier {

namespace {

constexpr int kMaxUnknownKeys = 50;   // per object; a file of the wrong kind would give thousands

struct KnownPath { std::string path; std::string type; };   // type: of the variant it belongs to

// Key paths of every field called `name` (here or in other tools), at any depth: "adapter.rank".
void collectPaths(const std::vector<FieldInfo>& fields, const std::string& name, const KnownPath& parent, std::vector<KnownPath>& found) {
    for (const FieldInfo& field : fields) {
        const std::string here = joinKey(parent.path, field.key);
        const bool isOtherName = std::find(field.otherNames.begin(), field.otherNames.end(), name) != field.otherNames.end();
        if (field.key == name || isOtherName) found.push_back({here, parent.type});
        collectPaths(field.fields, name, {field.isList || field.type == FieldType::Custom ? here + "[]" : here, ""}, found);
        for (const AlternativeInfo& alternative : field.alternatives) collectPaths(alternative.fields, name, {here, alternative.id}, found);
    }
}

std::string hintForUnknown(const std::string& key, const std::string& keyPath, const std::vector<FieldInfo>& fields, const SchemaCore* root) {
    std::vector<std::string> names;
    for (const FieldInfo& field : fields) {
        if (std::find(field.otherNames.begin(), field.otherNames.end(), key) != field.otherNames.end()) return "here it is called \"" + field.key + "\"";
        names.push_back(field.key);
    }
    std::vector<KnownPath> elsewhere;
    if (root != nullptr) collectPaths(root->fields(), key, {}, elsewhere);
    if (!elsewhere.empty() && elsewhere.front().path == keyPath) return "it belongs to the type \"" + elsewhere.front().type + "\"";
    if (!elsewhere.empty()) return "did you mean " + elsewhere.front().path + "?";
    const std::string near = nearestName(key, names);
    if (!near.empty()) return "did you mean \"" + near + "\"?";
    std::string known;
    for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
    return known.empty() ? "there are no options here" : "known here: " + known;
}

bool concerns(const Problem& problem, const std::string& key) {
    if (!problem.key.starts_with(key)) return false;
    return problem.key.size() == key.size() || problem.key[key.size()] == '.' || problem.key[key.size()] == '[';
}

}  // namespace

std::string joinKey(const std::string& path, const std::string& key) {
    const std::string shown = excerpt(key, 60);
    return path.empty() ? shown : path + "." + shown;
}

void CheckReport::add(const std::string& key, std::string message, std::string hint) {
    m_problems.add(key.empty() ? m_path : joinKey(m_path, key), std::move(message), std::move(hint));
}

FieldInfo& SchemaCore::add(FieldInfo info, std::shared_ptr<const FieldAccess> access) {
    assert(std::none_of(m_fields.begin(), m_fields.end(), [&](const FieldInfo& field) { return field.key == info.key; }));
    m_fields.push_back(std::move(info));
    m_access.push_back(std::move(access));
    return m_fields.back();
}

Json SchemaCore::toJson(const void* object) const {
    Json json = Json::object();
    for (std::size_t i = 0; i < m_fields.size(); ++i) json[m_fields[i].key] = m_access[i]->get(object);
    return json;
}

void SchemaCore::read(const Json& json, void* object, const std::string& path, ReadContext& context, const char* ignoredKey) const {
    if (!json.is_object()) return context.problems.add(path, "must be an object {...}, not " + foundInWords(json));
    const std::size_t numBefore = context.problems.list().size();
    readFields(json, object, path, context);
    reportUnknownKeys(json, path, context, ignoredKey);
    runChecks(object, path, context.problems, numBefore);
}

void SchemaCore::readFields(const Json& json, void* object, const std::string& path, ReadContext& context) const {
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const FieldInfo& field = m_fields[i];
        const auto found = json.find(field.key);
        if (found != json.end()) m_access[i]->set(object, *found, field, joinKey(path, field.key), context);
        else if (field.isRequired) context.problems.add(joinKey(path, field.key), "is missing: " + expectedInWords(field) + " is needed", field.help);
    }
}

void SchemaCore::reportUnknownKeys(const Json& json, const std::string& path, ReadContext& context, const char* ignoredKey) const {
    int numUnknown = 0;
    for (const auto& [key, value] : json.items()) {
        const auto isKey = [&key = key](const FieldInfo& field) { return field.key == key; };
        if (std::any_of(m_fields.begin(), m_fields.end(), isKey) || (ignoredKey != nullptr && key == ignoredKey)) continue;
        if (++numUnknown > kMaxUnknownKeys) continue;
        const std::string keyPath = joinKey(path, key);
        context.problems.add(keyPath, "is not known", hintForUnknown(key, keyPath, m_fields, context.root));
    }
    if (numUnknown > kMaxUnknownKeys)
        context.problems.add(path, std::to_string(numUnknown - kMaxUnknownKeys) + " more keys are not known", "is this the right file?");
}

void SchemaCore::runChecks(const void* object, const std::string& path, Problems& problems, std::size_t numBefore) const {
    const std::vector<Problem> found(problems.list().begin() + static_cast<std::ptrdiff_t>(numBefore), problems.list().end());
    for (const CheckEntry& check : m_checks) {
        const auto isBroken = [&](const std::string& key) {
            const std::string full = joinKey(path, key);
            return std::any_of(found.begin(), found.end(), [&full](const Problem& problem) { return concerns(problem, full); });
        };
        if (std::any_of(check.keys.begin(), check.keys.end(), isBroken)) continue;
        CheckReport report(problems, path);
        check.run(object, report);
    }
}

Status problemsToStatus(const Problems& problems, const std::string& file) {
    if (problems.empty()) return {};
    return fail(problems.toError(ErrorCode::InvalidConfig, file));
}

std::optional<std::size_t> findAlternative(const Json& json, const FieldInfo& field, const std::string& path, ReadContext& context) {
    std::vector<std::string> names;
    for (const AlternativeInfo& alternative : field.alternatives) names.push_back(alternative.id);
    const auto hint = [&names](const std::string& text) {
        const std::string near = nearestName(text, names);
        return near.empty() ? std::string() : "did you mean {\"type\": \"" + near + "\"}?";
    };
    if (!json.is_object()) {
        context.problems.add(path, "must be " + expectedInWords(field) + ", not " + foundInWords(json), json.is_string() ? hint(json.get<std::string>()) : "");
        return std::nullopt;
    }
    FieldInfo type;
    type.type = FieldType::Choice;
    type.key = "type";
    for (const AlternativeInfo& alternative : field.alternatives) type.choices.push_back({alternative.id, alternative.title, alternative.help});
    const std::string typePath = joinKey(path, "type");
    const auto found = json.find("type");
    if (found == json.end()) {
        context.problems.add(typePath, "is missing: " + expectedInWords(type) + " is needed");
        return std::nullopt;
    }
    return findChoice(*found, type, typePath, context);
}

}  // namespace luthier
