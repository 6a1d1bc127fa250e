// SPDX-License-Identifier: Apache-2.0
// Each row's prompt with the answer to another prompt: on such pairs KTO estimates how far its policy has gone from the reference (Ethayarajh et al. 2024,
// 4.1). Rows are handed through one by one; memory stays at one row. Thread: one.
#pragma once

#include <cstdint>
#include <vector>

#include "core/text/encode_example.h"

namespace luthier {

class MismatchedAnswers {
public:
    // maxLength: tokens, of prompt and answer together.
    explicit MismatchedAnswers(std::int64_t maxLength) : m_maxLength(maxLength) {}
    // The rows that are ready, in order: each with a sequence more, Mismatched, of its first prompt and the last answer to another one before it. The first
    // rows wait for the first other prompt.
    std::vector<EncodedExample> add(EncodedExample example);
    // Those that wait still, as they are: no other prompt has come.
    std::vector<EncodedExample> finish() { return std::move(m_waiting); }

private:
    struct Part { std::vector<TokenId> ids; std::vector<float> weights; };
    EncodedExample with(EncodedExample example, const Part& answer) const;

    std::int64_t m_maxLength;
    std::vector<EncodedExample> m_waiting;
    std::vector<TokenId> m_prompt;      // of the last row
    Part m_answer, m_other;             // of the last row; and of the last one with another prompt
};

}  // namespace luthier
