// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/control.h"

#include <array>
#include <utility>

#include "core/base/utf8.h"
#include "core/protocol/message_fields.h"

namespace luthier {

namespace {

constexpr std::array<std::pair<ControlOp, std::string_view>, 5> opTable = {{
    {ControlOp::Stop, "stop"},
    {ControlOp::Pause, "pause"},
    {ControlOp::Checkpoint, "checkpoint"},
    {ControlOp::Sample, "sample"},
    {ControlOp::Set, "set"},
}};

std::string knownOps() {
    std::string list;
    for (const auto& [op, name] : opTable) list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

}  // namespace

std::string_view controlOpName(ControlOp op) {
    for (const auto& [known, name] : opTable)
        if (known == op) return name;
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
    for (const auto& [known, knownName] : opTable) {
        if (knownName != name) continue;
        parsed->erase("op");
        return ControlMessage{known, std::move(*parsed)};
    }
    return fail(
        Error(ErrorCode::InvalidArgument, "unknown control message \"" + excerpt(name) + "\"").withHint("this version knows: " + knownOps()).withKey("op"));
}

Json controlToJson(const ControlMessage& message) {
    Json json{{"op", controlOpName(message.op)}};
    if (message.fields.is_object()) json.update(message.fields);
    return json;
}

Result<SetMessage> setOf(const ControlMessage& message) {
    MessageFields fields(message.fields);
    SetMessage set{fields.text("key"), -1};
    if (set.key == "training.learning_rate") set.key = "learning_rate";
    if (set.key == "method.kl_weight") set.key = "kl_weight";   // of methods that have one
    set.value = fields.number("value", -1, 0, set.key == "kl_weight" ? 100 : 1);
    if (set.key != "learning_rate" && set.key != "kl_weight")
        fields.mistake("key", "\"" + excerpt(set.key, 40) + "\" cannot change while a run works", "\"learning_rate\" and \"kl_weight\" can");
    if (!fields.has("value")) fields.mistake("value", "\"set\" has no \"value\"", R"(for example {"op":"set","key":"learning_rate","value":1e-4})");
    RETURN_IF_ERROR(fields.done());
    return set;
}

Result<SampleMessage> sampleOf(const ControlMessage& message) {
    constexpr std::size_t maxPrompts = 16;
    MessageFields fields(message.fields);
    SampleMessage sample;
    sample.prompts = fields.texts("prompts", maxPrompts);
    if (const std::string one = fields.text("prompt"); !one.empty()) sample.prompts.push_back(one);
    if (sample.prompts.empty() || sample.prompts.size() > maxPrompts)
        fields.mistake("prompts", "\"sample\" wants 1 to 16 prompts", R"(for example {"op":"sample","prompts":["Hello"]})");
    sample.maxNewTokens = fields.whole("max_new_tokens", 64, 1, 1024);
    sample.temperature = fields.number("temperature", 0, 0, 10);
    sample.seed = static_cast<std::uint64_t>(fields.whole("seed", 1, 0));
    sample.withBase = fields.flag("with_base");
    RETURN_IF_ERROR(fields.done());
    return sample;
}

Status checkControl(const ControlMessage& message) {
    if (message.op == ControlOp::Set) {
        if (auto set = setOf(message); !set) return fail(std::move(set.error()));
    }
    if (message.op == ControlOp::Sample) {
        if (auto sample = sampleOf(message); !sample) return fail(std::move(sample.error()));
    }
    return {};
}

}  // namespace luthier
