// SPDX-License-Identifier: Apache-2.0
#include "core/generation/generator.h"

#include <algorithm>
#include <memory>
#include <unordered_set>

#include <ATen/ATen.h>

#include "core/base/random.h"
#include "core/generation/stop_strings.h"
#include "core/models/layers/kv_cache.h"

namespace luthier {

namespace {

// One request that is being answered.
struct Sequence {
    Sequence(std::size_t number, const GenerateRequest& asked, std::int64_t place, const Tokenizer& tokenizer)
        : request(number), options(&asked), cacheSequence(place), stream(tokenizer, true), stops(asked.stop) {
        for (const TokenId id : asked.promptIds) notePrevious(id);
    }
    void notePrevious(TokenId id) {
        if (options->sampling.repetitionPenalty != 1 && seen.insert(id).second) distinctPrevious.push_back(id);
    }

    std::size_t request;
    const GenerateRequest* options;
    std::int64_t cacheSequence;
    DecodeStream stream;
    StopStrings stops;
    std::unordered_set<TokenId> seen;
    std::vector<TokenId> distinctPrevious;
    Completion completion;
    bool finished = false;
};

// One call of Generator::run.
class Decoding {
public:
    Decoding(const CausalModel& model, const Tokenizer& tokenizer, const GeneratorOptions& options, const std::vector<GenerateRequest>& requests,
             const GenerateWatch& watch, const WorkContext& context)
        : m_model(model), m_tokenizer(tokenizer), m_prefillChunk(options.prefillChunk), m_requests(requests), m_watch(watch), m_context(context),
          m_cache(model.config().numLayers, std::min<std::int64_t>(options.maxBatch, static_cast<std::int64_t>(requests.size()))) {
        // Embeddings are often padded beyond the tokenizer; a token without text is no answer.
        m_numTokens = std::min(model.config().vocabSize, static_cast<std::int64_t>(tokenizer.vocabSize()));
        for (std::int64_t place = std::min<std::int64_t>(options.maxBatch, static_cast<std::int64_t>(requests.size())); place-- > 0;)
            m_freePlaces.push_back(place);
        for (const GenerateRequest& request : requests) m_tokensAsked += request.maxNewTokens;
    }

    Status run() {
        while (!m_context.cancelled()) {
            while (m_next < m_requests.size() && !m_freePlaces.empty() && !m_context.cancelled()) RETURN_IF_ERROR(begin(m_next++));
            if (m_context.cancelled()) break;   // the last one begun may have no token yet
            if (m_active.empty()) {
                if (m_next == m_requests.size()) return {};
                continue;
            }
            RETURN_IF_ERROR(step());
        }
        return cancelAll();
    }

private:
    at::Tensor hidden(const std::vector<std::int64_t>& tokens, const std::vector<std::int64_t>& positions, const SegmentLayout& layout,
                      const AdapterSelection& adapters, std::vector<std::int64_t> cacheSequences) {
        ModelInput input;
        input.tokens_T = at::tensor(tokens, at::kLong);
        input.positions_T = at::tensor(positions, at::kLong);
        input.layout = &layout;
        input.adapters = &adapters;
        input.cache = &m_cache;
        input.cacheSequences = std::move(cacheSequences);
        return m_model.hiddenStates(input);
    }

    // Reads the prompt in fixed pieces and makes the first token.
    Status begin(std::size_t request) {
        const GenerateRequest& asked = m_requests[request];
        auto sequence = std::make_unique<Sequence>(request, asked, m_freePlaces.back(), m_tokenizer);
        m_freePlaces.pop_back();
        AdapterSelection adapters;
        adapters.uniform = asked.adapter;
        const auto length = static_cast<std::int64_t>(asked.promptIds.size());
        at::Tensor last_1H;
        for (std::int64_t start = 0; start < length; start += m_prefillChunk) {
            const std::int64_t count = std::min(m_prefillChunk, length - start);
            std::vector<std::int64_t> tokens(asked.promptIds.begin() + start, asked.promptIds.begin() + start + count), positions;
            for (std::int64_t i = 0; i < count; ++i) positions.push_back(start + i);
            SegmentLayout layout;
            layout.add(count);
            last_1H = hidden(tokens, positions, layout, adapters, {sequence->cacheSequence}).narrow(0, count - 1, 1);
            if (m_context.cancelled()) break;
        }
        Sequence& added = *sequence;
        // Neighbours with the same adapter are computed together.
        const auto place = std::upper_bound(m_active.begin(), m_active.end(), asked.adapter,
                                            [](AdapterSlot slot, const std::unique_ptr<Sequence>& other) { return slot < other->options->adapter; });
        m_active.insert(place, std::move(sequence));
        if (m_context.cancelled()) return {};
        at::Tensor logits_1V = m_model.logits(last_1H);
        RETURN_IF_ERROR(extend(added, logits_1V.data_ptr<float>()));
        return retire();
    }

    // One more token for every active sequence.
    Status step() {
        std::vector<std::int64_t> tokens, positions, places;
        SegmentLayout layout;
        AdapterSelection adapters;
        for (const auto& sequence : m_active) {
            tokens.push_back(sequence->completion.ids.back());
            positions.push_back(m_cache.length(sequence->cacheSequence));
            places.push_back(sequence->cacheSequence);
            adapters.perSegment.push_back(sequence->options->adapter);
            layout.add(1);
        }
        if (adapters.perSegment.front() == adapters.perSegment.back()) adapters = {adapters.perSegment.front(), {}};   // they are sorted
        at::Tensor logits_SV = m_model.logits(hidden(tokens, positions, layout, adapters, std::move(places)));
        float* row = logits_SV.data_ptr<float>();
        for (const auto& sequence : m_active) {
            RETURN_IF_ERROR(extend(*sequence, row));
            row += logits_SV.size(1);
        }
        return retire();
    }

    Status extend(Sequence& sequence, float* logits_V) {
        const GenerateRequest& asked = *sequence.options;
        const std::span<float> logits(logits_V, static_cast<std::size_t>(m_numTokens));
        penalizeRepetition(logits, sequence.distinctPrevious, asked.sampling.repetitionPenalty);
        Completion& made = sequence.completion;
        ASSIGN_OR_RETURN(const TokenId id, chooseToken(logits, asked.sampling, uniformAt(asked.sampling.seed, asked.stream, made.ids.size())));
        made.ids.push_back(id);
        sequence.notePrevious(id);
        const std::vector<TokenId>& ends = m_tokenizer.special().endOfGeneration;
        const bool ended = asked.stopAtEnd && std::binary_search(ends.begin(), ends.end(), id);
        const bool full = static_cast<std::int64_t>(made.ids.size()) >= asked.maxNewTokens ||
                          static_cast<std::int64_t>(asked.promptIds.size() + made.ids.size()) >= m_model.config().maxPositions;
        std::string fresh;
        if (!ended) {
            ASSIGN_OR_RETURN(const std::string text, sequence.stream.push(id));
            fresh = sequence.stops.push(text);
        }
        sequence.finished = ended || full || sequence.stops.matched();
        if (sequence.finished) {
            ASSIGN_OR_RETURN(const std::string rest, sequence.stream.finish());
            fresh += sequence.stops.push(rest) + sequence.stops.finish();
        }
        made.reason = ended || sequence.stops.matched() ? FinishReason::Stop : FinishReason::Length;
        made.text += fresh;
        ++m_tokensDone;
        m_watch.onToken({sequence.request, id, fresh});
        m_context.progress({"generate", m_tokensDone, m_tokensAsked, "tokens"});
        return {};
    }

    // Hands over what is finished and frees its place.
    Status retire() {
        for (std::size_t i = 0; i < m_active.size();) {
            if (!m_active[i]->finished) {
                ++i;
                continue;
            }
            const std::unique_ptr<Sequence> sequence = std::move(m_active[i]);
            m_active.erase(m_active.begin() + static_cast<std::ptrdiff_t>(i));
            m_tokensDone += sequence->options->maxNewTokens - static_cast<std::int64_t>(sequence->completion.ids.size());
            m_cache.release(sequence->cacheSequence);
            m_freePlaces.push_back(sequence->cacheSequence);
            RETURN_IF_ERROR(m_watch.onFinished(sequence->request, std::move(sequence->completion)));
        }
        return {};
    }

    Status cancelAll() {
        for (const auto& sequence : m_active) {
            ASSIGN_OR_RETURN(const std::string rest, sequence->stream.finish());
            sequence->completion.text += sequence->stops.push(rest) + sequence->stops.finish();
            sequence->completion.reason = FinishReason::Cancelled;
            RETURN_IF_ERROR(m_watch.onFinished(sequence->request, std::move(sequence->completion)));
        }
        for (; m_next < m_requests.size(); ++m_next) RETURN_IF_ERROR(m_watch.onFinished(m_next, {"", {}, FinishReason::Cancelled}));
        return {};
    }

    const CausalModel& m_model;
    const Tokenizer& m_tokenizer;
    const std::int64_t m_prefillChunk;
    const std::vector<GenerateRequest>& m_requests;
    const GenerateWatch& m_watch;
    const WorkContext& m_context;
    KvCache m_cache;
    std::vector<std::int64_t> m_freePlaces;
    std::vector<std::unique_ptr<Sequence>> m_active;   // by adapter
    std::size_t m_next = 0;
    std::int64_t m_numTokens = 0, m_tokensDone = 0, m_tokensAsked = 0;
};

}  // namespace

std::string_view finishReasonName(FinishReason reason) {
    switch (reason) {
        case FinishReason::Stop: return "stop";
        case FinishReason::Length: return "length";
        case FinishReason::Cancelled: return "cancelled";
    }
    return "";
}

Generator::Generator(const CausalModel& model, const Tokenizer& tokenizer, GeneratorOptions options)
    : m_model(&model), m_tokenizer(&tokenizer), m_options(options) {}

Status Generator::check(const std::vector<GenerateRequest>& requests) const {
    if (m_options.maxBatch < 1 || m_options.prefillChunk < 1) return fail(ErrorCode::InvalidArgument, "at least one sequence must be decoded at a time");
    const ModelConfig& config = m_model->config();
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const GenerateRequest& request = requests[i];
        const std::string place = "prompt " + std::to_string(i + 1);
        RETURN_IF_ERROR(checkSampling(request.sampling));
        if (request.maxNewTokens < 1) return fail(Error(ErrorCode::InvalidArgument, "at least one new token must be asked for").withKey("max_new_tokens"));
        if (std::any_of(request.stop.begin(), request.stop.end(), [](const std::string& s) { return s.empty(); }))
            return fail(Error(ErrorCode::InvalidArgument, "a stop string is empty").withKey("stop"));
        if (request.promptIds.empty())
            return fail(Error(ErrorCode::InvalidArgument, place + " has no tokens: there is nothing to continue").withHint("Give it some text."));
        for (const TokenId id : request.promptIds)
            if (id < 0 || id >= config.vocabSize)
                return fail(
                    Error(ErrorCode::InvalidData, place + " has token " + std::to_string(id) + ", the model knows 0 to " + std::to_string(config.vocabSize - 1))
                        .withHint("tokenizer.json and the weights are not of the same model."));
        if (static_cast<std::int64_t>(request.promptIds.size()) >= config.maxPositions)
            return fail(Error(ErrorCode::InvalidData, place + " has " + std::to_string(request.promptIds.size()) + " tokens, the model's context is " +
                                                          std::to_string(config.maxPositions))
                            .withHint("Shorten it: at least one place must be left for the answer."));
    }
    return {};
}

Status Generator::run(const std::vector<GenerateRequest>& requests, const GenerateWatch& watch, const WorkContext& context) {
    RETURN_IF_ERROR(check(requests));
    if (requests.empty()) return {};
    const at::NoGradGuard noGradient;
    return Decoding(*m_model, *m_tokenizer, m_options, requests, watch, context).run();
}

}  // namespace luthier
