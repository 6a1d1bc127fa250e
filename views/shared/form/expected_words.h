// SPDX-License-Identifier: GPL-3.0-or-later
// What a field takes, in the language of the window: expectedInWords (core/config/field_info.h) says it in English to whoever has no window. Thread: any.
#pragma once

#include <string_view>

#include <QString>

#include "core/config/field_info.h"

namespace luthier {

// "a whole number between 1 and 1024, or "auto"".
QString takesInWords(const FieldInfo& field);
// What core says is wrong with its value: "must be a whole number between 1 and 16, not a list".
QString problemInWords(const FieldInfo& field, std::string_view message);

}  // namespace luthier
