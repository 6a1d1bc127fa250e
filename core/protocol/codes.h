// SPDX-License-Identifier: Apache-2.0
// Public names of error codes, exit codes of the engine, and an error as JSON. Scripts and the window rely on the names: they are added to, never changed.
// Thread: pure functions. Requires nothing.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/base/json.h"

namespace luthier {

enum class ExitCode : int {
    Done = 0,        // done, or stopped as asked (the last event says which)
    UserError = 2,   // input or options are wrong
    Resources = 3,   // memory, disk, reading or writing
    Internal = 4,    // our bug
    Retry = 75,      // worth another try (EX_TEMPFAIL)
};

// "invalid_argument", "invalid_config", "not_found", "already_exists", "invalid_data", "busy", "io", "disk_full", "out_of_memory", "cancelled", "retry",
// "internal"
std::string_view errorCodeName(ErrorCode code);
std::optional<ErrorCode> errorCodeFromName(std::string_view name);
ExitCode exitCodeOf(ErrorCode code);

// {"error":{"code","message","hint","file","line","key"}}, always these keys: absent texts are "" and an absent line is null. When a check found several
// problems, "problems":[{"key","message","hint"}, ...] lists them all.
Json errorToJson(const Error& error);
// The reverse; what is missing stays at its default. Errors: InvalidData when this is not an error message.
Result<Error> errorFromJson(const Json& json);

}  // namespace luthier
