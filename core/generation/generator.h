// SPDX-License-Identifier: Apache-2.0
// Batched decoding over a key/value cache: finished sequences leave the batch and waiting ones enter, each with its own adapter over the one loaded base.
// A sample depends on its own row only: its logits, and Philox(seed, stream, number of the token). Thread: the thread of its model.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
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

struct GeneratedToken { std::size_t request; TokenId id; std::string_view newText; };   // newText may be empty: half a character, or a possible stop string

struct GenerateWatch {
    std::function<void(const GeneratedToken&)> onToken = [](const GeneratedToken&) {};
    std::function<Status(std::size_t request, Completion)> onFinished;   // in order of finishing; an error ends everything
};

struct GeneratorOptions {
    std::int64_t maxBatch = 8;            // sequences decoded together
    std::int64_t prefillChunk = 512;      // tokens of a prompt per forward pass
};

class Generator {
public:
    // Both must outlive this.
    Generator(const CausalModel& model, const Tokenizer& tokenizer, GeneratorOptions options = {});

    // Every request is checked before the first token. Errors: InvalidArgument (empty prompt, options), InvalidData (ids outside the model's embedding, a
    // prompt as long as its context; both name the request as line, from 1; output that is not a number), those of onFinished. When cancelled, running and
    // waiting requests finish as Cancelled and the result is success.
    Status run(const std::vector<GenerateRequest>& requests, const GenerateWatch& watch, const WorkContext& context = {});

private:
    Status check(const std::vector<GenerateRequest>& requests) const;

    const CausalModel* m_model;
    const Tokenizer* m_tokenizer;
    GeneratorOptions m_options;
};

}  // namespace luthier
