// SPDX-License-Identifier: Apache-2.0
// Reads values of a config.json with type and range, and collects what is wrong instead of stopping at the first.
// Thread: one at a time. Requires nothing of LibTorch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/json.h"
#include "core/config/problems.h"

namespace luthier {

class ConfigReader {
public:
    // prefix goes before each key in problems: "rope_scaling." inside that object.
    ConfigReader(const Json& object, Problems& problems, std::string prefix = {}) : m_object(object), m_problems(problems), m_prefix(std::move(prefix)) {}

    bool has(const std::string& key) const;   // present and not null
    // Absent or null gives the fallback; without a fallback that is a problem and gives nothing. A wrong value is a problem and gives nothing.
    std::optional<std::int64_t> integer(const std::string& key, std::int64_t min, std::int64_t max, std::optional<std::int64_t> fallback = {}) const;
    // Above `above` (exclusive), at most max.
    std::optional<double> number(const std::string& key, double above, double max, std::optional<double> fallback = {}) const;
    bool boolean(const std::string& key, bool fallback) const;
    std::optional<std::string> text(const std::string& key, std::optional<std::string> fallback = {}) const;
    // null, a whole number or a list of whole numbers.
    void checkTokenIds(const std::string& key) const;
    void problem(const std::string& key, std::string message, std::string hint = {}) const;

private:
    const Json* find(const std::string& key) const;   // null for absent and for JSON's null
    const Json& m_object;
    Problems& m_problems;
    std::string m_prefix;
};

}  // namespace luthier
