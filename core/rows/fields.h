// SPDX-License-Identifier: Apache-2.0
// Typed access to the members of a JSON object whose errors name the key. Used by rows and by the file formats of data/formats.
// Thread: free functions. Errors: InvalidData with the key's path.
#pragma once

#include <string>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier::fields {

// keyPath + "." + key, or key alone at the top.
std::string join(const std::string& keyPath, const std::string& key);
// "text", "a number", "a list", ...: what a value is, for messages.
std::string kindOf(const Json& value);
Error wrongType(const std::string& keyPath, const std::string& wanted, const Json& found);

// nullptr when the key is missing or its value is null.
const Json* find(const Json& object, const std::string& key);

Result<std::string> text(const Json& object, const std::string& key, const std::string& keyPath);                   // required
Result<std::string> textOr(const Json& object, const std::string& key, const std::string& keyPath, std::string fallback);
Result<bool> flagOr(const Json& object, const std::string& key, const std::string& keyPath, bool fallback);
// A finite number.
Result<double> numberOr(const Json& object, const std::string& key, const std::string& keyPath, double fallback);

}  // namespace luthier::fields
