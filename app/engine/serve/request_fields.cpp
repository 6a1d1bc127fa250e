// SPDX-License-Identifier: Apache-2.0
#include "app/engine/serve/request_fields.h"

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

}  // namespace luthier
