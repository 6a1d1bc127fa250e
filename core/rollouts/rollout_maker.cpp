// SPDX-License-Identifier: Apache-2.0
#include "core/rollouts/rollout_maker.h"

#include <cmath>

#include <ATen/ATen.h>

#include "core/generation/generator.h"
#include "core/methods/micro_batches.h"

namespace luthier {

namespace {

constexpr std::uint64_t kRolloutStream = std::uint64_t{0x0110} << 48;   // apart from the streams of other samples with the same seed

// Each answer as a sequence; those to a prompt one after the other share it.
std::vector<Sample> samplesOf(const std::vector<RolloutAnswer>& answers, std::int64_t microTokens) {
    std::vector<Sample> samples;
    std::int64_t held = 0, index = 0, row = -1;
    for (const RolloutAnswer& answer : answers) {
        const auto length = static_cast<std::int64_t>(answer.ids.size());
        if (answer.row != row || held + length > microTokens) held = index = 0;
        row = answer.row;
        held += length;
        Sample sample;
        sample.row = static_cast<std::int64_t>(samples.size());   // so that a segment says which answer it is
        sample.ids = answer.ids;
        sample.weights = answer.weights;
        sample.index = index++;
        sample.numCommon = sample.index == 0 ? 0 : answer.numPrompt;
        samples.push_back(sample);
    }
    return samples;
}

using Numbers = std::vector<float> RolloutAnswer::*;

// Of the targets of a batch to the answers they are of.
void handOut(const Batch& batch, const at::Tensor& numbers_M, std::vector<RolloutAnswer>& answers, Numbers member) {
    const at::Tensor here = numbers_M.to(at::kCPU, at::kFloat).contiguous();
    const float* next = here.const_data_ptr<float>();
    for (std::int64_t s = 0; s < batch.layout.numSegments(); ++s) {
        const std::int64_t count = batch.numTargetsOf[static_cast<std::size_t>(s)];
        answers[static_cast<std::size_t>(batch.layout.segments[static_cast<std::size_t>(s)].row)].*member = std::vector<float>(next, next + count);
        next += count;
    }
}

}  // namespace

Result<std::vector<RolloutAnswer>> RolloutMaker::answer(const std::vector<std::int64_t>& rows, std::int64_t groupSize, std::uint64_t stream,
                                                        const WorkContext& context) const {
    std::vector<RolloutAnswer> answers;
    for (const std::int64_t row : rows)
        for (std::int64_t i = 0; i < groupSize; ++i) {
            RolloutAnswer answer;
            answer.row = row;
            const Sample prompt = m_parts.prompts.tokens->sample(row);
            answer.ids.assign(prompt.ids.begin(), prompt.ids.end());
            answer.numPrompt = static_cast<std::int64_t>(prompt.ids.size());
            answers.push_back(std::move(answer));
        }
    RETURN_IF_ERROR(draw(answers, stream, context));
    RETURN_IF_ERROR(reward(answers, context));
    return answers;
}

Status RolloutMaker::draw(std::vector<RolloutAnswer>& answers, std::uint64_t stream, const WorkContext& context) const {
    const OnlineOptions& options = m_parts.method.online();
    std::vector<GenerateRequest> requests;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        GenerateRequest request;
        request.promptIds = answers[i].ids;
        request.adapter = m_parts.policy.slot();
        request.sampling.temperature = options.temperature;
        request.sampling.topP = options.topP;
        request.sampling.topK = options.topK;
        request.sampling.seed = m_parts.seed;
        request.maxNewTokens = options.maxNewTokens;
        request.stream = kRolloutStream + (stream << 16) + i;
        requests.push_back(std::move(request));
    }
    bool wasCancelled = false;
    GenerateWatch watch;
    watch.onFinished = [&](SequenceId id, Result<Completion> completion) -> Status {
        if (!completion) return fail(std::move(completion.error()));
        wasCancelled = wasCancelled || completion->reason == FinishReason::Cancelled;
        RolloutAnswer& answer = answers[id];
        answer.text = std::move(completion->text);
        answer.ended = completion->reason == FinishReason::Stop;
        answer.ids.insert(answer.ids.end(), completion->ids.begin(), completion->ids.end());
        answer.weights.assign(answer.ids.size(), 1.0F);
        std::fill_n(answer.weights.begin(), answer.numPrompt, 0.0F);
        return {};
    };
    WorkContext quiet = context;
    quiet.progress = [&](const Progress& progress) { context.progress({"rollout", progress.done, progress.total, "tokens"}); };
    RETURN_IF_ERROR(Generator(m_parts.policy.model(), m_parts.tokenizer, {.maxBatch = options.decodedAtOnce}).run(requests, watch, quiet));
    if (wasCancelled) return fail(ErrorCode::Cancelled, "the rollout was stopped as asked");
    return {};
}

Status RolloutMaker::reward(std::vector<RolloutAnswer>& answers, const WorkContext& context) const {
    ASSIGN_OR_RETURN(AnswerRewards::Scores parts, m_parts.rewards.score(answers, m_parts.prompts, context));
    ASSIGN_OR_RETURN(AnswerRewards::Scores watched, m_parts.watched.score(answers, m_parts.prompts, context));
    m_numNotFinite += parts.numNotFinite;
    const std::vector<double> totals = m_parts.rewards.totals(parts.ofAnswer);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        answers[i].parts = std::move(parts.ofAnswer[i]);
        answers[i].watched = std::move(watched.ofAnswer[i]);
        answers[i].reward = totals[i] - (answers[i].ended ? 0.0 : m_parts.method.online().missingEndPenalty);
    }
    return {};
}

Status RolloutMaker::readTokens(std::vector<RolloutAnswer>& answers, Readers readers, const WorkContext& context) const {
    const at::NoGradGuard noGradient;
    m_parts.policy.setTraining(false);
    m_parts.reference.setTraining(false);
    const std::vector<Batch> batches = microBatchesOf(samplesOf(answers, m_parts.batches.microTokens), m_parts.batches);
    for (const Batch& made : batches) {
        RETURN_IF_ERROR(context.checkpoint());
        const Batch batch = made.on(m_parts.policy.model().device());
        if (readers == Readers::All) {
            const Policy::TokenReadings read = m_parts.policy.readTokens(batch);
            handOut(batch, read.logp_M, answers, &RolloutAnswer::logps);
            if (read.value_M.defined()) handOut(batch, read.value_M, answers, &RolloutAnswer::values);
        }
        handOut(batch, m_parts.reference.readTokens(batch).logp_M, answers, &RolloutAnswer::referenceLogps);
    }
    return {};
}

}  // namespace luthier
