// SPDX-License-Identifier: Apache-2.0
#include "core/generation/generator.h"

#include <algorithm>

namespace luthier {

Generator::Generator(const CausalModel& model, const Tokenizer& tokenizer, GeneratorOptions options)
    : m_model(&model), m_tokenizer(&tokenizer), m_options(options) {}

Status Generator::run(const std::vector<GenerateRequest>& requests, const GenerateWatch& watch, const WorkContext& context) {
    if (m_options.maxBatch < 1 || m_options.prefillChunk < 1) return fail(ErrorCode::InvalidArgument, "at least one sequence must be decoded at a time");
    std::int64_t numDone = 0, numAsked = 0;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (Status good = BatchDecoder::check(requests[i], m_model->config()); !good) {
            Error error = std::move(good.error());
            error.message = "prompt " + std::to_string(i + 1) + ": " + error.message;
            return fail(std::move(error));
        }
        numAsked += requests[i].maxNewTokens;
    }
    if (requests.empty()) return {};
    GeneratorOptions options = m_options;
    options.maxBatch = std::min(options.maxBatch, static_cast<std::int64_t>(requests.size()));
    BatchDecoder decoder(*m_model, *m_tokenizer, options);
    for (const GenerateRequest& request : requests) decoder.add(request);
    GenerateWatch counted;
    counted.onToken = [&](const GeneratedToken& token) {
        watch.onToken(token);
        context.progress({"generate", ++numDone, numAsked, "tokens"});
    };
    counted.onFinished = [&](SequenceId id, Result<Completion> completion) -> Status {
        if (completion) numDone += requests[id].maxNewTokens - static_cast<std::int64_t>(completion->ids.size());
        return watch.onFinished(id, std::move(completion));
    };
    while (!decoder.idle() && !context.cancelled()) RETURN_IF_ERROR(decoder.step(counted));
    for (SequenceId id = 0; id < requests.size(); ++id) {
        const Result<bool> cancelled = decoder.cancel(id, watch);
        if (!cancelled) return fail(cancelled.error());
    }
    return {};
}

}  // namespace luthier
