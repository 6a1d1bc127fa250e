// SPDX-License-Identifier: Apache-2.0
#include "core/generation/batch_decoder.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include "core/base/random.h"
#include "core/generation/stop_strings.h"
#include "core/kernels/choose.h"
#include "core/kernels/compute_device.h"

namespace luthier {

std::string_view finishReasonName(FinishReason reason) {
    switch (reason) {
        case FinishReason::Stop: return "stop";
        case FinishReason::Length: return "length";
        case FinishReason::Cancelled: return "cancelled";
    }
    return "";
}

// One request that is being answered.
struct BatchDecoder::Sequence {
    Sequence(SequenceId number, GenerateRequest asked, const Tokenizer& tokenizer)
        : id(number), request(std::move(asked)), stream(tokenizer, true), stops(request.stop) {
        for (const TokenId token : request.promptIds) notePrevious(token);
    }
    void notePrevious(TokenId token) {
        if (request.sampling.repetitionPenalty != 1 && seen.insert(token).second) distinctPrevious.push_back(token);
    }
    std::int64_t promptLength() const { return static_cast<std::int64_t>(request.promptIds.size()); }

    SequenceId id;
    GenerateRequest request;
    std::int64_t place = -1;            // in the cache
    std::int64_t numRead = 0;           // tokens of the prompt
    DecodeStream stream;
    StopStrings stops;
    std::unordered_set<TokenId> seen;
    std::vector<TokenId> distinctPrevious;
    Completion completion;
    std::optional<Error> error;
    bool finished = false;
};

BatchDecoder::BatchDecoder(const CausalModel& model, const Tokenizer& tokenizer, GeneratorOptions options)
    : m_model(&model), m_tokenizer(&tokenizer), m_options(options), m_cache(model.config().numLayers, options.maxBatch),
      m_step(model, m_cache, options.recordsSteps.value_or(kernels::RecordedWork::isRecordedOn(model.device()))),
      m_numTokens(std::min(model.config().vocabSize, static_cast<std::int64_t>(tokenizer.vocabSize()))) {   // a token without text is no answer
    for (std::int64_t place = options.maxBatch; place-- > 0;) m_freePlaces.push_back(place);
}

BatchDecoder::~BatchDecoder() = default;

Status BatchDecoder::check(const GenerateRequest& request, const ModelConfig& config) {
    RETURN_IF_ERROR(checkSampling(request.sampling));
    if (request.maxNewTokens < 1) return fail(Error(ErrorCode::InvalidArgument, "at least one new token must be asked for").withKey("max_new_tokens"));
    if (std::any_of(request.stop.begin(), request.stop.end(), [](const std::string& s) { return s.empty(); }))
        return fail(Error(ErrorCode::InvalidArgument, "a stop string is empty").withKey("stop"));
    if (request.promptIds.empty())
        return fail(Error(ErrorCode::InvalidArgument, "the prompt has no tokens: there is nothing to continue").withHint("Give it some text."));
    for (const TokenId id : request.promptIds)
        if (id < 0 || id >= config.vocabSize)
            return fail(
                Error(ErrorCode::InvalidData, "the prompt has token " + std::to_string(id) + ", the model knows 0 to " + std::to_string(config.vocabSize - 1))
                    .withHint("tokenizer.json and the weights are not of the same model."));
    if (static_cast<std::int64_t>(request.promptIds.size()) >= config.maxPositions)
        return fail(Error(ErrorCode::InvalidData, "the prompt has " + std::to_string(request.promptIds.size()) + " tokens, the model's context is " +
                                                      std::to_string(config.maxPositions))
                        .withHint("Shorten it: at least one place must be left for the answer."));
    return {};
}

SequenceId BatchDecoder::add(GenerateRequest request) {
    m_waiting.push_back(std::make_unique<Sequence>(m_nextId, std::move(request), *m_tokenizer));
    return m_nextId++;
}

bool BatchDecoder::uses(AdapterSlot slot) const {
    const auto answers = [slot](const std::unique_ptr<Sequence>& sequence) { return sequence && sequence->request.adapter == slot; };
    return answers(m_entering) || std::any_of(m_waiting.begin(), m_waiting.end(), answers) || std::any_of(m_active.begin(), m_active.end(), answers);
}

Result<bool> BatchDecoder::cancel(SequenceId id, const GenerateWatch& watch) {
    const auto isIt = [id](const std::unique_ptr<Sequence>& sequence) { return sequence && sequence->id == id; };
    std::unique_ptr<Sequence> found;
    if (isIt(m_entering)) found = std::move(m_entering);
    if (const auto active = std::find_if(m_active.begin(), m_active.end(), isIt); active != m_active.end()) {
        found = std::move(*active);
        m_active.erase(active);
    }
    if (const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(), isIt); waiting != m_waiting.end()) {
        found = std::move(*waiting);
        m_waiting.erase(waiting);
    }
    if (!found) return false;
    ASSIGN_OR_RETURN(const std::string rest, found->stream.finish());
    found->completion.text += found->stops.push(rest) + found->stops.finish();
    found->completion.reason = FinishReason::Cancelled;
    RETURN_IF_ERROR(finish(std::move(found), watch));
    return true;
}

Status BatchDecoder::step(const GenerateWatch& watch) {
    const c10::InferenceMode noGradients;   // nor their bookkeeping: a step is many small calls
    if (!m_entering && !m_waiting.empty() && !m_freePlaces.empty()) {
        m_entering = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_entering->place = m_freePlaces.back();
        m_freePlaces.pop_back();
    }
    if (m_entering) {
        RETURN_IF_ERROR(readPrompt(watch));
        if (!m_entering) return {};   // the batch fills up first; only a long prompt lets the others go on meanwhile
    }
    return m_active.empty() ? Status() : decode(watch);
}

at::Tensor BatchDecoder::hidden(const std::vector<std::int64_t>& tokens, const std::vector<std::int64_t>& positions, const SegmentLayout& layout,
                                const AdapterSelection& adapters, std::vector<std::int64_t> cacheSequences) {
    ModelInput input;
    input.tokens_T = onDevice(at::tensor(tokens, at::kLong), m_model->device());
    input.positions_T = onDevice(at::tensor(positions, at::kLong), m_model->device());
    input.layout = &layout;
    input.adapters = &adapters;
    input.cache = &m_cache;
    input.cacheSequences = std::move(cacheSequences);
    return m_model->hiddenStates(input);
}

// The next piece of the prompt; with the last one, the first token.
Status BatchDecoder::readPrompt(const GenerateWatch& watch) {
    Sequence& entering = *m_entering;
    if (at::Tensor logits_1V = takeOverPrompt(entering); logits_1V.defined()) return begin(std::move(logits_1V), watch);
    AdapterSelection adapters;
    adapters.uniform = entering.request.adapter;
    const std::int64_t start = entering.numRead, count = std::min(m_options.prefillChunk, entering.promptLength() - start);
    std::vector<std::int64_t> tokens(entering.request.promptIds.begin() + start, entering.request.promptIds.begin() + start + count), positions;
    for (std::int64_t i = 0; i < count; ++i) positions.push_back(start + i);
    SegmentLayout layout;
    layout.add(count);
    const at::Tensor hidden_TH = hidden(tokens, positions, layout, adapters, {entering.place});
    entering.numRead += count;
    if (entering.numRead < entering.promptLength()) return {};
    at::Tensor logits_1V = m_model->logits(hidden_TH.narrow(0, count - 1, 1)).to(at::kCPU);
    m_lastRead = ReadPrompt{entering.id, logits_1V.clone()};   // choosing a token may change them
    return begin(std::move(logits_1V), watch);
}

at::Tensor BatchDecoder::takeOverPrompt(Sequence& entering) {
    if (!m_lastRead || entering.numRead > 0) return {};
    for (const std::unique_ptr<Sequence>& other : m_active) {
        if (other->id != m_lastRead->sequence || other->request.adapter != entering.request.adapter || other->request.promptIds != entering.request.promptIds)
            continue;
        m_cache.copyPrefix(other->place, entering.place, entering.promptLength());
        entering.numRead = entering.promptLength();
        return m_lastRead->logits_1V.clone();
    }
    return {};
}

// The prompt is read: the sequence joins the others, with its first token.
Status BatchDecoder::begin(at::Tensor logits_1V, const GenerateWatch& watch) {
    Sequence& entering = *m_entering;
    // Neighbours with the same adapter are computed together.
    const auto place = std::upper_bound(m_active.begin(), m_active.end(), entering.request.adapter,
                                        [](AdapterSlot slot, const std::unique_ptr<Sequence>& other) { return slot < other->request.adapter; });
    m_active.insert(place, std::move(m_entering));
    RETURN_IF_ERROR(extend(entering, chooseFrom(entering, logits_1V.data_ptr<float>()), watch));
    return retire(watch);
}

Status BatchDecoder::decode(const GenerateWatch& watch) {
    std::vector<DecodeStep::Row> rows;
    for (const auto& sequence : m_active) rows.push_back({sequence->completion.ids.back(), sequence->place, sequence->request.adapter});
    const at::Tensor logits_SV = m_step.logits(rows);
    if (logits_SV.is_cpu()) {
        float* row = logits_SV.data_ptr<float>();
        for (const auto& sequence : m_active) {
            RETURN_IF_ERROR(extend(*sequence, chooseFrom(*sequence, row), watch));
            row += logits_SV.size(1);
        }
        return retire(watch);
    }
    const std::vector<Result<TokenId>> chosen = chooseThere(logits_SV);
    for (std::size_t i = 0; i < chosen.size(); ++i) RETURN_IF_ERROR(extend(*m_active[i], chosen[i], watch));
    return retire(watch);
}

Result<TokenId> BatchDecoder::chooseFrom(const Sequence& sequence, float* logits_V) const {
    const SamplingOptions& sampling = sequence.request.sampling;
    const std::span<float> logits(logits_V, static_cast<std::size_t>(m_numTokens));
    penalizeRepetition(logits, sequence.distinctPrevious, sampling.repetitionPenalty);
    return chooseToken(logits, sampling, uniformOf(sequence));
}

double BatchDecoder::uniformOf(const Sequence& sequence) {
    return uniformAt(sequence.request.sampling.seed, sequence.request.stream, sequence.completion.ids.size());
}

// On the device that has the logits; only the rows of those who ask for filters come here.
std::vector<Result<TokenId>> BatchDecoder::chooseThere(const at::Tensor& logits_SV) const {
    const auto count = static_cast<std::int64_t>(m_active.size());
    const at::Tensor numbers = at::empty({2, count}, at::kDouble);
    auto* const temperatures = numbers.data_ptr<double>();
    for (std::int64_t i = 0; i < count; ++i) {
        const Sequence& sequence = *m_active[static_cast<std::size_t>(i)];
        temperatures[i] = sequence.request.sampling.temperature;
        temperatures[count + i] = uniformOf(sequence);
    }
    const at::Tensor there = onDevice(numbers, logits_SV.device());
    const at::Tensor ids = kernels::chooseTokens(logits_SV, m_numTokens, there.select(0, 0), there.select(0, 1)).to(at::kCPU);
    std::vector<Result<TokenId>> chosen;
    for (std::int64_t i = 0; i < count; ++i) {
        const Sequence& sequence = *m_active[static_cast<std::size_t>(i)];
        const std::int64_t id = ids.const_data_ptr<std::int64_t>()[i];
        // What has filters, and what is not a number, which has words there.
        if (id < 0 || sequence.request.sampling.filters()) chosen.push_back(chooseFrom(sequence, logits_SV.select(0, i).to(at::kCPU).data_ptr<float>()));
        else chosen.emplace_back(static_cast<TokenId>(id));
    }
    return chosen;
}

Status BatchDecoder::extend(Sequence& sequence, const Result<TokenId>& id, const GenerateWatch& watch) {
    const GenerateRequest& asked = sequence.request;
    Completion& made = sequence.completion;
    if (!id) {
        sequence.error = id.error();
        sequence.finished = true;
        return {};
    }
    made.ids.push_back(*id);
    sequence.notePrevious(*id);
    const std::vector<TokenId>& ends = m_tokenizer->special().endOfGeneration;
    const bool ended = asked.stopAtEnd && std::binary_search(ends.begin(), ends.end(), *id);
    const bool full = static_cast<std::int64_t>(made.ids.size()) >= asked.maxNewTokens ||
                      static_cast<std::int64_t>(asked.promptIds.size() + made.ids.size()) >= m_model->config().maxPositions;
    std::string fresh;
    if (!ended) {
        ASSIGN_OR_RETURN(const std::string text, sequence.stream.push(*id));
        fresh = sequence.stops.push(text);
    }
    sequence.finished = ended || full || sequence.stops.matched();
    if (sequence.finished) {
        ASSIGN_OR_RETURN(const std::string rest, sequence.stream.finish());
        fresh += sequence.stops.push(rest) + sequence.stops.finish();
    }
    made.reason = ended || sequence.stops.matched() ? FinishReason::Stop : FinishReason::Length;
    made.text += fresh;
    watch.onToken({sequence.id, *id, fresh});
    return {};
}

Status BatchDecoder::retire(const GenerateWatch& watch) {
    for (std::size_t i = 0; i < m_active.size();) {
        if (!m_active[i]->finished) {
            ++i;
            continue;
        }
        std::unique_ptr<Sequence> sequence = std::move(m_active[i]);
        m_active.erase(m_active.begin() + static_cast<std::ptrdiff_t>(i));
        RETURN_IF_ERROR(finish(std::move(sequence), watch));
    }
    return {};
}

// Hands it over and frees its place.
Status BatchDecoder::finish(std::unique_ptr<Sequence> sequence, const GenerateWatch& watch) {
    if (sequence->place >= 0) {
        m_cache.release(sequence->place);
        m_freePlaces.push_back(sequence->place);
    }
    if (sequence->error) return watch.onFinished(sequence->id, fail(std::move(*sequence->error)));
    return watch.onFinished(sequence->id, std::move(sequence->completion));
}

}  // namespace luthier
