// SPDX-License-Identifier: Apache-2.0
#include "core/models/config_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/utf8.h"

namespace luthier {

namespace {

std::string shown(const Json& value) { return excerpt(dumpJson(value), 40); }

std::string numberText(double value) { return dumpJson(Json(value)); }

}  // namespace

const Json* ConfigReader::find(const std::string& key) const {
    const auto found = m_object.find(key);
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

bool ConfigReader::has(const std::string& key) const { return find(key) != nullptr; }

void ConfigReader::problem(const std::string& key, std::string message, std::string hint) const {
    m_problems.add(m_prefix + key, std::move(message), std::move(hint));
}

std::optional<std::int64_t> ConfigReader::integer(const std::string& key, std::int64_t min, std::int64_t max, std::optional<std::int64_t> fallback) const {
    const Json* value = find(key);
    if (!value) {
        if (!fallback) problem(key, "is missing");
        return fallback;
    }
    const std::string range = std::to_string(min) + " to " + std::to_string(max);
    if (!value->is_number_integer()) {
        problem(key, "must be a whole number, not " + shown(*value));
        return {};
    }
    const bool isHuge = value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (isHuge || value->get<std::int64_t>() < min || value->get<std::int64_t>() > max) {
        problem(key, "must be " + range + ", not " + shown(*value));
        return {};
    }
    return value->get<std::int64_t>();
}

std::optional<double> ConfigReader::number(const std::string& key, double above, double max, std::optional<double> fallback) const {
    const Json* value = find(key);
    if (!value) {
        if (!fallback) problem(key, "is missing");
        return fallback;
    }
    if (!value->is_number()) {
        problem(key, "must be a number, not " + shown(*value));
        return {};
    }
    const double read = value->get<double>();
    if (!(read > above && read <= max)) {
        problem(key, "must be over " + numberText(above) + " and at most " + numberText(max) + ", not " + shown(*value));
        return {};
    }
    return read;
}

bool ConfigReader::boolean(const std::string& key, bool fallback) const {
    const Json* value = find(key);
    if (!value) return fallback;
    if (!value->is_boolean()) {
        problem(key, "must be true or false, not " + shown(*value));
        return fallback;
    }
    return value->get<bool>();
}

std::optional<std::string> ConfigReader::text(const std::string& key, std::optional<std::string> fallback) const {
    const Json* value = find(key);
    if (!value) {
        if (!fallback) problem(key, "is missing");
        return fallback;
    }
    if (!value->is_string()) {
        problem(key, "must be a text, not " + shown(*value));
        return {};
    }
    return value->get<std::string>();
}

void ConfigReader::checkTokenIds(const std::string& key) const {
    const Json* value = find(key);
    if (!value || value->is_number_integer()) return;
    if (value->is_array() && std::all_of(value->begin(), value->end(), [](const Json& id) { return id.is_number_integer(); })) return;
    problem(key, "must be a token id or a list of them, not " + shown(*value));
}

}  // namespace luthier
