// SPDX-License-Identifier: Apache-2.0
#include "app/engine/serve/request_fields.h"

#include "app/engine/row_stream.h"
#include "core/base/utf8.h"

namespace luthier {

SamplingOptions samplingFrom(MessageFields& fields) {
    SamplingOptions sampling;
    sampling.temperature = fields.number("temperature", 0, 0, 100);
    sampling.topK = fields.whole("top_k", 0, 0);
    sampling.topP = fields.number("top_p", 1, 0, 1);
    sampling.minP = fields.number("min_p", 0, 0, 1);
    sampling.repetitionPenalty = fields.number("repetition_penalty", 1, 0.01, 1000);
    sampling.seed = static_cast<std::uint64_t>(fields.whole("seed", 1, 0));
    return sampling;
}

Result<PromptRow> promptFrom(MessageFields& fields) {
    std::int64_t numAnswersLeftOut = 0;
    const std::string prompt = fields.text("prompt"), text = fields.text("text");
    fields.allow({"messages", "tools"});
    const int numGiven = (fields.has("messages") ? 1 : 0) + (prompt.empty() ? 0 : 1) + (text.empty() ? 0 : 1);
    if (numGiven != 1)
        return fail(Error(ErrorCode::InvalidArgument, "one of \"messages\", \"prompt\" and \"text\" is wanted")
                        .withHint("text is continued as it is")
                        .withKey("prompt"));
    if (!text.empty()) return promptOf({{"prompt", text}}, true, numAnswersLeftOut);
    if (!prompt.empty()) return promptOf({{"prompt", prompt}}, false, numAnswersLeftOut);
    Json row{{"messages", fields.at("messages")}};
    if (fields.has("tools")) row["tools"] = fields.at("tools");
    return promptOf(row, false, numAnswersLeftOut);
}

EncodeOptions encodeOptionsFrom(MessageFields& fields, std::int64_t context) {
    EncodeOptions options;
    options.maxLength = fields.whole("max_length", context, 1, std::int64_t{1} << 20);
    const std::string lossOn = fields.text("loss_on", "completion");
    if (lossOn != "completion" && lossOn != "all") fields.mistake("loss_on", "\"loss_on\" is " + excerpt(lossOn, 20), "completion or all");
    if (lossOn == "all") options.lossOn = LossOn::All;
    return options;
}

PlanSettings planSettingsFrom(MessageFields& fields) {
    PlanSettings wanted;
    wanted.run = fields.text("run");
    wanted.folder = fields.text("folder");
    fields.allow({"settings", "measure", "force"});
    if (fields.has("settings")) wanted.settings = fields.at("settings");
    if (wanted.run.empty() == wanted.settings.is_null())
        fields.mistake("run", "one of \"run\" and \"settings\" is wanted", "\"run\": the path of a run.json; \"settings\": what would be in it");
    if (!wanted.run.empty() && !wanted.folder.empty())
        fields.mistake("folder", "\"folder\" goes with \"settings\"", "paths in a file are relative to that file");
    for (const char* const key : {"measure", "force"})   // a process that holds other models cannot tell what a run takes
        if (fields.has(key)) fields.mistake(key, "serve does not train the largest micro-batch to measure it", "luthier-engine plan RUN.json --measure");
    return wanted;
}

Result<RunConfig> runConfigOf(const PlanSettings& settings) {
    if (!settings.run.empty()) RETURN_IF_ERROR(requireRegularFile(settings.run));
    ASSIGN_OR_RETURN(RunConfig config, settings.run.empty() ? parseRunConfigIn(settings.settings, settings.folder) : loadRunConfig(settings.run));
    for (const auto* const files : {&config.data.train, &config.data.eval})
        for (const DataFile& file : *files) RETURN_IF_ERROR(requireRegularFile(file.path));
    return config;
}

}  // namespace luthier
