// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/codes.h"

#include <array>
#include <utility>

namespace luthier {

namespace {

struct CodeRow { ErrorCode code; std::string_view name; ExitCode exit; };

constexpr std::array codeTable = {
    CodeRow{ErrorCode::InvalidArgument, "invalid_argument", ExitCode::UserError},
    CodeRow{ErrorCode::InvalidConfig, "invalid_config", ExitCode::UserError},
    CodeRow{ErrorCode::NotFound, "not_found", ExitCode::UserError},
    CodeRow{ErrorCode::AlreadyExists, "already_exists", ExitCode::UserError},
    CodeRow{ErrorCode::InvalidData, "invalid_data", ExitCode::UserError},
    CodeRow{ErrorCode::Busy, "busy", ExitCode::UserError},
    CodeRow{ErrorCode::Io, "io", ExitCode::Resources},
    CodeRow{ErrorCode::DiskFull, "disk_full", ExitCode::Resources},
    CodeRow{ErrorCode::OutOfMemory, "out_of_memory", ExitCode::Resources},
    CodeRow{ErrorCode::Cancelled, "cancelled", ExitCode::Done},
    CodeRow{ErrorCode::Retry, "retry", ExitCode::Retry},
    CodeRow{ErrorCode::Internal, "internal", ExitCode::Internal},
};

const CodeRow& rowOf(ErrorCode code) {
    for (const CodeRow& row : codeTable)
        if (row.code == code) return row;
    return codeTable.back();
}

std::string textOr(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string_view errorCodeName(ErrorCode code) { return rowOf(code).name; }

std::optional<ErrorCode> errorCodeFromName(std::string_view name) {
    for (const CodeRow& row : codeTable)
        if (row.name == name) return row.code;
    return std::nullopt;
}

ExitCode exitCodeOf(ErrorCode code) { return rowOf(code).exit; }

Json errorToJson(const Error& error) {
    Json body;
    body["code"] = errorCodeName(error.code);
    body["message"] = error.message;
    body["hint"] = error.hint;
    body["file"] = error.file;
    body["line"] = error.line >= 0 ? Json(error.line) : Json(nullptr);
    body["key"] = error.key;
    if (!error.problems.empty()) {
        Json& list = body["problems"] = Json::array();
        for (const Problem& problem : error.problems) list.push_back({{"key", problem.key}, {"message", problem.message}, {"hint", problem.hint}});
    }
    return Json{{"error", std::move(body)}};
}

Result<Error> errorFromJson(const Json& json) {
    const auto body = json.is_object() ? json.find("error") : json.end();
    if (!json.is_object() || body == json.end() || !body->is_object()) return fail(ErrorCode::InvalidData, "this is not an error message");
    const std::string name = textOr(*body, "code");
    const auto code = errorCodeFromName(name);
    if (!code) return fail(ErrorCode::InvalidData, "unknown error code \"" + name + "\"");
    Error error(*code, textOr(*body, "message"));
    error.hint = textOr(*body, "hint");
    error.file = textOr(*body, "file");
    error.key = textOr(*body, "key");
    if (const auto line = body->find("line"); line != body->end() && line->is_number_integer()) error.line = line->get<std::int64_t>();
    if (const auto list = body->find("problems"); list != body->end() && list->is_array())
        for (const Json& item : *list)
            if (item.is_object()) error.problems.push_back({textOr(item, "key"), textOr(item, "message"), textOr(item, "hint")});
    return error;
}

}  // namespace luthier
