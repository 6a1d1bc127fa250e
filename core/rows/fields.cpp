// SPDX-License-Identifier: Apache-2.0
#include "core/rows/fields.h"

#include <cmath>
#include <utility>

namespace luthier::fields {

std::string join(const std::string& keyPath, const std::string& key) { return keyPath.empty() ? key : keyPath + "." + key; }

std::string kindOf(const Json& value) {
    if (value.is_null()) return "null";
    if (value.is_string()) return "text";
    if (value.is_boolean()) return "true or false";
    if (value.is_number()) return "a number";
    return value.is_array() ? "a list" : "an object";
}

Error wrongType(const std::string& keyPath, const std::string& wanted, const Json& found) {
    return Error(ErrorCode::InvalidData, "\"" + keyPath + "\" must be " + wanted + ", but it is " + kindOf(found)).withKey(keyPath);
}

const Json* find(const Json& object, const std::string& key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

Result<std::string> text(const Json& object, const std::string& key, const std::string& keyPath) {
    const auto found = object.find(key);
    const std::string path = join(keyPath, key);
    if (found == object.end()) return fail(Error(ErrorCode::InvalidData, "\"" + path + "\" is missing").withKey(path));
    if (!found->is_string()) return fail(wrongType(path, "text", *found));
    return found->get<std::string>();
}

Result<std::string> textOr(const Json& object, const std::string& key, const std::string& keyPath, std::string fallback) {
    const Json* value = find(object, key);
    if (!value) return fallback;
    if (!value->is_string()) return fail(wrongType(join(keyPath, key), "text", *value));
    return value->get<std::string>();
}

Result<bool> flagOr(const Json& object, const std::string& key, const std::string& keyPath, bool fallback) {
    const Json* value = find(object, key);
    if (!value) return fallback;
    if (!value->is_boolean()) return fail(wrongType(join(keyPath, key), "true or false", *value));
    return value->get<bool>();
}

Result<double> numberOr(const Json& object, const std::string& key, const std::string& keyPath, double fallback) {
    const Json* value = find(object, key);
    if (!value) return fallback;
    if (!value->is_number() || !std::isfinite(value->get<double>())) return fail(wrongType(join(keyPath, key), "a number", *value));
    return value->get<double>();
}

}  // namespace luthier::fields
