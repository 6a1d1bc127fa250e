// SPDX-License-Identifier: Apache-2.0
// What the policy itself thinks of pairs that nobody learns from: its implicit reward of an answer is how much likelier the answer is under the policy than
// under the reference (Rafailov et al. 2023, arXiv:2305.18290). Where that falls while the reward rises, the reward is being fooled.
// Thread: that of the models.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/batching/token_store.h"
#include "core/methods/method.h"
#include "core/text/encode_row.h"

namespace luthier {

// accuracy: share of pairs whose chosen answer has the greater implicit reward, a tie counts half. margin: nats between both, mean.
struct ImplicitPreference { double accuracy = 0.5, margin = 0; std::int64_t numPairs = 0; };

class HeldOutPairs {
public:
    // The first maxPairs usable rows of the file, cut at maxLength tokens. notes: how many rows are used, and why others are not.
    // Errors: those of reading the file; InvalidData where no row is a pair that can be used.
    static Result<HeldOutPairs> open(const std::string& file, const RowEncoder& encoder, std::int64_t maxLength, std::vector<std::string>& notes,
                                     const WorkContext& context);
    HeldOutPairs() = default;                    // none
    bool empty() const { return m_store.numRows() == 0; }
    // The reference is asked once and does not change. Errors: Cancelled.
    Result<ImplicitPreference> ask(Policy& policy, Policy& reference, const BatchOptions& options, const WorkContext& context);

private:
    TokenStore m_store;
    std::vector<double> m_reference;             // log-probability of each sequence; empty: not asked yet
};

}  // namespace luthier
