// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/message_fields.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/utf8.h"

namespace luthier {

bool MessageFields::has(const std::string& key) const {
    const auto found = m_fields.find(key);
    return found != m_fields.end() && !found->is_null();
}

const Json* MessageFields::find(const std::string& key) {
    m_asked.push_back(key);
    return has(key) ? &m_fields.at(key) : nullptr;
}

void MessageFields::mistake(const std::string& key, const std::string& message, const std::string& hint) {
    if (!m_mistake) m_mistake = Error(ErrorCode::InvalidArgument, message).withHint(hint).withKey(key);
}

std::string MessageFields::text(const std::string& key, const std::string& fallback) {
    const Json* const value = find(key);
    if (!value) return fallback;
    if (value->is_string()) return value->get<std::string>();
    mistake(key, "\"" + key + "\" is " + excerpt(dumpJson(*value), 40), "a text");
    return fallback;
}

std::string MessageFields::requiredText(const std::string& key) {
    const std::string value = text(key);
    if (value.empty()) mistake(key, "\"" + key + "\" is missing", "a text");
    return value;
}

double MessageFields::number(const std::string& key, double fallback, double low, double high) {
    const Json* const value = find(key);
    if (!value) return fallback;
    const double given = value->is_number() ? value->get<double>() : std::numeric_limits<double>::quiet_NaN();
    if (given >= low && given <= high) return given;
    mistake(key, "\"" + key + "\" is " + excerpt(dumpJson(*value), 40), "a number from " + dumpJson(low) + " to " + dumpJson(high));
    return fallback;
}

std::int64_t MessageFields::whole(const std::string& key, std::int64_t fallback, std::int64_t low, std::int64_t high) {
    const Json* const value = find(key);
    if (!value) return fallback;
    const double given = value->is_number() ? value->get<double>() : std::numeric_limits<double>::quiet_NaN();
    if (given >= static_cast<double>(low) && given <= static_cast<double>(high) && given == std::floor(given)) return static_cast<std::int64_t>(given);
    mistake(key, "\"" + key + "\" is " + excerpt(dumpJson(*value), 40), "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return fallback;
}

bool MessageFields::flag(const std::string& key, bool fallback) {
    const Json* const value = find(key);
    if (!value) return fallback;
    if (value->is_boolean()) return value->get<bool>();
    mistake(key, "\"" + key + "\" is " + excerpt(dumpJson(*value), 40), "true or false");
    return fallback;
}

std::vector<std::string> MessageFields::texts(const std::string& key, std::size_t maxCount) {
    const Json* const value = find(key);
    std::vector<std::string> list;
    if (!value) return list;
    const bool isList = value->is_array() && value->size() <= maxCount;
    if (isList)
        for (const Json& one : *value)
            if (one.is_string() && !one.get_ref<const std::string&>().empty()) list.push_back(one.get<std::string>());
    if (!isList || list.size() != value->size())
        mistake(key, "\"" + key + "\" is no list of texts", "up to " + std::to_string(maxCount) + " texts that are not empty");
    return list;
}

Status MessageFields::done() {
    for (const auto& [key, value] : m_fields.items())
        if (std::find(m_asked.begin(), m_asked.end(), key) == m_asked.end()) {
            std::string known;
            for (const std::string& one : m_asked) known += (known.empty() ? "" : ", ") + one;
            mistake(key, "there is no \"" + excerpt(key, 40) + "\" here", "there are: " + known);
        }
    if (m_mistake) return fail(std::move(*m_mistake));
    return {};
}

}  // namespace luthier
