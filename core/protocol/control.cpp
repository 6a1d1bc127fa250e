// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/control.h"

#include <array>
#include <utility>

#include "core/base/utf8.h"

namespace luthier {

namespace {

struct OpRow { ControlOp op; std::string_view name; bool supported; };

constexpr std::array opTable = {
    OpRow{ControlOp::Stop, "stop", true},      OpRow{ControlOp::Pause, "pause", false}, OpRow{ControlOp::Checkpoint, "checkpoint", true},
    OpRow{ControlOp::Sample, "sample", false}, OpRow{ControlOp::Set, "set", false},
};

std::string supportedOps() {
    std::string list;
    for (const OpRow& row : opTable)
        if (row.supported) list += (list.empty() ? "" : ", ") + std::string(row.name);
    return list;
}

}  // namespace

std::string_view controlOpName(ControlOp op) {
    for (const OpRow& row : opTable)
        if (row.op == op) return row.name;
    return "stop";
}

Result<ControlMessage> parseControl(std::string_view line) {
    auto parsed = parseJson(line, protocolLimits);
    if (!parsed) {
        Error error = std::move(parsed.error());
        error.message = "a control message is not JSON: " + error.message + " in " + excerpt(line);
        return fail(std::move(error).withHint("one JSON object per line, for example {\"op\":\"stop\"}"));
    }
    const auto op = parsed->is_object() ? parsed->find("op") : parsed->end();
    if (!parsed->is_object() || op == parsed->end() || !op->is_string())
        return fail(Error(ErrorCode::InvalidData, "a control message has no \"op\": " + excerpt(line)).withHint("for example {\"op\":\"stop\"}").withKey("op"));
    const std::string name = op->get<std::string>();
    for (const OpRow& row : opTable) {
        if (row.name != name) continue;
        parsed->erase("op");
        return ControlMessage{row.op, std::move(*parsed)};
    }
    return fail(
        Error(ErrorCode::InvalidArgument, "unknown control message \"" + excerpt(name) + "\"").withHint("this version knows: " + supportedOps()).withKey("op"));
}

Json controlToJson(const ControlMessage& message) {
    Json json{{"op", controlOpName(message.op)}};
    if (message.fields.is_object()) json.update(message.fields);
    return json;
}

Status checkSupported(const ControlMessage& message) {
    for (const OpRow& row : opTable)
        if (row.op == message.op && row.supported) return {};
    return fail(Error(ErrorCode::InvalidArgument, "\"" + std::string(controlOpName(message.op)) + "\" is not acted upon by this version")
                    .withHint("this version acts upon: " + supportedOps())
                    .withKey("op"));
}

}  // namespace luthier
