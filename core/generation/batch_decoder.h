// SPDX-License-Identifier: Apache-2.0
// Decoding of many sequences at once over a key/value cache, one token of each at a time: requests enter and leave while others go on, each with its own
// adapter over the one loaded base. A sequence's text depends on its own request only: its products and its attention are computed row by row in a fixed order
// (kernels::rowwiseLinear), its prompt is read alone in pieces of a fixed size, and its random numbers are Philox(seed, stream, number of the token). Thread:
// the thread of its model.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/generation/decode_step.h"
#include "core/generation/sampling.h"
#include "core/models/causal_model.h"
#include "core/text/tokenizer.h"

namespace luthier {

struct GenerateRequest {
    std::vector<TokenId> promptIds;
    AdapterSlot adapter = kNoAdapter;
    SamplingOptions sampling;
    std::int64_t maxNewTokens = 256;
    std::vector<std::string> stop;        // strings that end the answer and are cut from its text
    std::uint64_t stream = 0;             // which random numbers: the prompt's index, so that adapters answer with the same ones
    bool stopAtEnd = true;                // end at Tokenizer::special().endOfGeneration
};

// Stop: an end token or a stop string. Length: maxNewTokens, or the model's context is full.
enum class FinishReason { Stop, Length, Cancelled };
std::string_view finishReasonName(FinishReason reason);   // "stop", "length", "cancelled"

struct Completion {
    std::string text;                     // valid UTF-8; without end token and stop string
    std::vector<TokenId> ids;             // as the model made them, with the end token
    FinishReason reason = FinishReason::Length;
};

using SequenceId = std::uint64_t;         // in the order of adding, from 0

struct GeneratedToken { SequenceId sequence; TokenId id; std::string_view newText; };   // newText may be empty: half a character, or a possible stop string

struct GenerateWatch {
    std::function<void(const GeneratedToken&)> onToken = [](const GeneratedToken&) {};
    // In order of finishing. An error is that of this sequence (its logits are not numbers); what comes back as an error ends step().
    std::function<Status(SequenceId, Result<Completion>)> onFinished;
};

struct GeneratorOptions {
    std::int64_t maxBatch = 8;            // sequences decoded together
    std::int64_t prefillChunk = 512;      // tokens of a prompt per forward pass
    std::optional<bool> recordsSteps{};   // decode_step.h; unset: where the device can
};

class BatchDecoder {
public:
    // Both must outlive this. Options of at least 1.
    BatchDecoder(const CausalModel& model, const Tokenizer& tokenizer, GeneratorOptions options = {});
    ~BatchDecoder();
    BatchDecoder(const BatchDecoder&) = delete;
    BatchDecoder& operator=(const BatchDecoder&) = delete;

    // Errors: InvalidArgument (empty prompt, options), InvalidData (ids outside the model's embedding, a prompt as long as its context).
    static Status check(const GenerateRequest& request, const ModelConfig& config);
    // Waits for a place in the batch. The request must pass check().
    SequenceId add(GenerateRequest request);
    // Finishes as Cancelled with what it has, in this call; false when it has already finished.
    Result<bool> cancel(SequenceId sequence, const GenerateWatch& watch);
    // Reads one piece of the prompt of a sequence that enters; when that is not its last one, or none enters, makes one more token for every sequence that is
    // in. Errors: those of onFinished.
    Status step(const GenerateWatch& watch);

    bool idle() const { return m_waiting.empty() && m_active.empty() && !m_entering; }
    std::int64_t numWaiting() const { return static_cast<std::int64_t>(m_waiting.size()); }
    bool uses(AdapterSlot slot) const;
    std::int64_t cacheBytes() const { return m_cache.numBytes(); }

private:
    struct Sequence;
    at::Tensor hidden(const std::vector<std::int64_t>& tokens, const std::vector<std::int64_t>& positions, const SegmentLayout& layout,
                      const AdapterSelection& adapters, std::vector<std::int64_t> cacheSequences);
    Status readPrompt(const GenerateWatch& watch);
    // The same prompt that a sequence in the batch has read for the same adapter: what it made of it is taken over, to the bit. -> its logits; undefined: none
    at::Tensor takeOverPrompt(Sequence& entering);
    Status begin(at::Tensor logits_1V, const GenerateWatch& watch);
    Status decode(const GenerateWatch& watch);
    Result<TokenId> chooseFrom(const Sequence& sequence, float* logits_V) const;   // changes them
    std::vector<Result<TokenId>> chooseThere(const at::Tensor& logits_SV) const;   // of the active sequences
    static double uniformOf(const Sequence& sequence);
    Status extend(Sequence& sequence, const Result<TokenId>& id, const GenerateWatch& watch);
    Status retire(const GenerateWatch& watch);
    Status finish(std::unique_ptr<Sequence> sequence, const GenerateWatch& watch);

    const CausalModel* m_model;
    const Tokenizer* m_tokenizer;
    GeneratorOptions m_options;
    KvCache m_cache;
    DecodeStep m_step;
    std::int64_t m_numTokens;                           // that may be chosen: embeddings are often padded beyond the tokenizer
    std::vector<std::int64_t> m_freePlaces;
    std::deque<std::unique_ptr<Sequence>> m_waiting;
    std::unique_ptr<Sequence> m_entering;               // its prompt is being read
    std::vector<std::unique_ptr<Sequence>> m_active;    // by adapter
    struct ReadPrompt { SequenceId sequence; at::Tensor logits_1V; };
    std::optional<ReadPrompt> m_lastRead;
    SequenceId m_nextId = 0;
};

}  // namespace luthier
