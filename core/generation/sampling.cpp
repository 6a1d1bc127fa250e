// SPDX-License-Identifier: Apache-2.0
#include "core/generation/sampling.h"

#include <algorithm>
#include <cmath>

#include "core/kernels/choose.h"

namespace luthier {

namespace {

// weight = exp(scaled logit - largest); 1 for the most likely token.
struct Weighted { TokenId id; double weight; };

bool likelier(const Weighted& a, const Weighted& b) { return a.weight != b.weight ? a.weight > b.weight : a.id < b.id; }

tl::unexpected<Error> notANumber() {
    return fail(Error(ErrorCode::InvalidData, "the model's output is NaN or infinite")
                    .withHint("The weights may be damaged, or bf16 too narrow for them: try --precision f32."));
}

// Position of the largest; NaN anywhere is an error.
Result<std::size_t> largest(std::span<const float> logits) {
    std::size_t best = 0;
    bool sawNan = logits.empty();
    for (std::size_t i = 0; i < logits.size(); ++i) {
        sawNan |= std::isnan(logits[i]);
        if (logits[i] > logits[best]) best = i;
    }
    if (sawNan || !std::isfinite(logits[best])) return notANumber();
    return best;
}

// Sorts only as many as are needed, the likeliest first, and keeps the smallest set that reaches topP.
void keepTopP(std::vector<Weighted>& list, double topP) {
    double total = 0;
    for (const Weighted& entry : list) total += entry.weight;
    double before = 0;
    std::size_t sorted = 0, kept = 0;
    while (kept < list.size() && before < topP * total) {
        if (kept == sorted) {
            const std::size_t next = std::min(list.size(), std::max<std::size_t>(64, 8 * sorted));
            std::partial_sort(list.begin() + static_cast<std::ptrdiff_t>(sorted), list.begin() + static_cast<std::ptrdiff_t>(next), list.end(), likelier);
            sorted = next;
        }
        before += list[kept++].weight;
    }
    list.resize(std::max<std::size_t>(kept, 1));
}

Error badOption(const char* key, const char* rule) { return Error(ErrorCode::InvalidArgument, std::string(key) + " must be " + rule).withKey(key); }

}  // namespace

Status checkSampling(const SamplingOptions& options) {
    if (!(options.temperature >= 0 && options.temperature <= 1000)) return fail(badOption("temperature", "0 (greedy) to 1000"));
    if (options.topK < 0) return fail(badOption("top_k", "0 (off) or more"));
    if (!(options.topP > 0 && options.topP <= 1)) return fail(badOption("top_p", "above 0 and at most 1 (off)"));
    if (!(options.minP >= 0 && options.minP <= 1)) return fail(badOption("min_p", "0 (off) to 1"));
    if (!(options.repetitionPenalty > 0 && options.repetitionPenalty <= 1000))
        return fail(badOption("repetition_penalty", "above 0 and at most 1000; 1 is off"));
    return {};
}

void penalizeRepetition(std::span<float> logits_V, std::span<const TokenId> distinctPrevious, double penalty) {
    if (penalty == 1) return;
    const auto factor = static_cast<float>(penalty);
    for (const TokenId id : distinctPrevious) {
        float& logit = logits_V[static_cast<std::size_t>(id)];
        logit = logit < 0 ? logit * factor : logit / factor;
    }
}

Result<std::vector<Candidate>> candidates(std::span<const float> logits_V, const SamplingOptions& options) {
    ASSIGN_OR_RETURN(const std::size_t best, largest(logits_V));
    const double top = logits_V[best];
    std::vector<Weighted> list(logits_V.size());
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = {static_cast<TokenId>(i), std::exp((logits_V[i] - top) / options.temperature)};
    if (options.topK > 0 && options.topK < static_cast<std::int64_t>(list.size())) {
        std::nth_element(list.begin(), list.begin() + options.topK - 1, list.end(), likelier);
        list.resize(static_cast<std::size_t>(options.topK));
    }
    if (options.topP < 1) keepTopP(list, options.topP);
    // A weight of 0 (a logit of -infinity) is no candidate either.
    std::erase_if(list, [&](const Weighted& entry) { return entry.weight < options.minP || entry.weight == 0; });
    std::sort(list.begin(), list.end(), [](const Weighted& a, const Weighted& b) { return a.id < b.id; });
    double total = 0;
    for (const Weighted& entry : list) total += entry.weight;
    std::vector<Candidate> result;
    result.reserve(list.size());
    for (const Weighted& entry : list) result.push_back({entry.id, entry.weight / total});
    return result;
}

Result<TokenId> chooseToken(std::span<const float> logits_V, const SamplingOptions& options, double uniform) {
    if (options.greedy() || !options.limits()) {
        const std::int64_t chosen = kernels::chooseToken(logits_V.data(), static_cast<std::int64_t>(logits_V.size()), options.temperature, uniform);
        if (chosen < 0) return notANumber();
        return static_cast<TokenId>(chosen);
    }
    ASSIGN_OR_RETURN(const std::vector<Candidate> list, candidates(logits_V, options));
    double cumulative = 0;
    for (const Candidate& candidate : list) {
        cumulative += candidate.probability;
        if (uniform < cumulative) return candidate.id;
    }
    return list.back().id;   // the sum fell short of 1 by rounding
}

}  // namespace luthier
