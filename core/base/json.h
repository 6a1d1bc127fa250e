// SPDX-License-Identifier: Apache-2.0
// JSON with bounds: depth and size limits on reading, and an encoding that never loses a number or breaks UTF-8 on writing.
// Key order is kept (rows keep their columns in order, run.json stays readable).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace luthier {

using Json = nlohmann::ordered_json;

struct JsonLimits {
    std::size_t maxBytes = std::size_t{256} << 20;
    int maxDepth = 128;
};

// One JSON document. Errors: InvalidData with byte offset in the message: broken syntax, duplicate keys, too deep, too large, text after the document.
// Invalid UTF-8 inside strings is an error here; repair the text first (base/utf8.h) where it comes from outside.
Result<Json> parseJson(std::string_view text, const JsonLimits& limits = {});

// On one line; numbers that are not finite become the strings "NaN", "Infinity", "-Infinity"; invalid UTF-8 becomes U+FFFD.
std::string dumpJson(const Json& value);
// Indented by two spaces, for files people read.
std::string dumpJsonPretty(const Json& value);

// A double as the record writes it: the number, or "NaN" / "Infinity" / "-Infinity".
Json jsonNumber(double value);
// The reverse: a number or one of the three strings.
Result<double> numberFromJson(const Json& value);

// A JSON text file. Errors: those of readFile and parseJson, with the file named.
Result<Json> readJsonFile(const std::string& path, const JsonLimits& limits = {});

}  // namespace luthier
