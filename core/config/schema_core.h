// SPDX-License-Identifier: Apache-2.0
// The half of Schema<T> that does not know T: a list of fields, each with access to a member behind void*. Use schema.h.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/config/field_info.h"
#include "core/config/problems.h"

namespace luthier {

class SchemaCore;

// Handed down while a JSON document is read. root: where misplaced keys are looked for.
struct ReadContext {
    Problems& problems;
    const SchemaCore* root = nullptr;
};

// Reads and writes one member of a struct.
class FieldAccess {
public:
    virtual ~FieldAccess() = default;
    virtual Json get(const void* object) const = 0;
    virtual void set(void* object, const Json& value, const FieldInfo& field, const std::string& path, ReadContext& context) const = 0;
};

// Where a cross-field rule reports; keys are relative to the struct the rule belongs to.
class CheckReport {
public:
    CheckReport(Problems& problems, std::string path) : m_problems(problems), m_path(std::move(path)) {}
    void add(const std::string& key, std::string message, std::string hint = {});
private:
    Problems& m_problems;
    std::string m_path;
};

class SchemaCore {
public:
    using Check = std::function<void(const void*, CheckReport&)>;

    FieldInfo& add(FieldInfo info, std::shared_ptr<const FieldAccess> access);
    void addCheck(std::vector<std::string> keys, Check check) { m_checks.push_back({std::move(keys), std::move(check)}); }

    const std::vector<FieldInfo>& fields() const { return m_fields; }
    FieldInfo& fieldAt(std::size_t index) { return m_fields[index]; }
    Json toJson(const void* object) const;
    // Fields that are missing keep the value they have. ignoredKey: a key that is known to the caller (the "type" of a variant).
    void read(const Json& json, void* object, const std::string& path, ReadContext& context, const char* ignoredKey = nullptr) const;

private:
    struct CheckEntry { std::vector<std::string> keys; Check run; };
    void readFields(const Json& json, void* object, const std::string& path, ReadContext& context) const;
    void reportUnknownKeys(const Json& json, const std::string& path, ReadContext& context, const char* ignoredKey) const;
    void runChecks(const void* object, const std::string& path, Problems& problems, std::size_t numBefore) const;

    std::vector<FieldInfo> m_fields;
    std::vector<std::shared_ptr<const FieldAccess>> m_access;   // same order as m_fields
    std::vector<CheckEntry> m_checks;
};

// "a.b" + "c" -> "a.b.c"; "" + "c" -> "c". Control characters of foreign keys are made visible.
std::string joinKey(const std::string& path, const std::string& key);

}  // namespace luthier
