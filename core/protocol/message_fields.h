// SPDX-License-Identifier: Apache-2.0
// The members of a message from outside, read with their types and ranges. The first mistake is kept, and names its key. Thread: one. Requires nothing.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

class MessageFields {
public:
    // An object; must outlive this.
    explicit MessageFields(const Json& fields) : m_fields(fields) {}

    // What is absent (or null) is the fallback. A wrong type or a value out of range is a mistake, and gives the fallback.
    std::string text(const std::string& key, const std::string& fallback = {});
    double number(const std::string& key, double fallback, double low, double high);
    std::int64_t whole(const std::string& key, std::int64_t fallback, std::int64_t low, std::int64_t high = std::int64_t{1} << 53);
    bool flag(const std::string& key, bool fallback = false);
    // A list of texts that are not empty.
    std::vector<std::string> texts(const std::string& key, std::size_t maxCount);
    // A text that must be there and not be empty.
    std::string requiredText(const std::string& key);
    bool has(const std::string& key) const;
    const Json& at(const std::string& key) const { return m_fields.at(key); }

    // Members that are read elsewhere.
    void allow(std::initializer_list<const char*> keys) { m_asked.insert(m_asked.end(), keys.begin(), keys.end()); }

    void mistake(const std::string& key, const std::string& message, const std::string& hint = {});
    // InvalidArgument with the first mistake; a member that nobody has asked for is one too.
    Status done();

private:
    const Json* find(const std::string& key);
    const Json& m_fields;
    std::vector<std::string> m_asked;
    std::optional<Error> m_mistake;
};

}  // namespace luthier
