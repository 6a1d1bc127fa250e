// SPDX-License-Identifier: Apache-2.0
#include "core/text/mismatched_answers.h"

#include <algorithm>

namespace luthier {

namespace {

// Where the answer begins: at the first trained token.
std::ptrdiff_t promptLength(const EncodedRow& row) {
    return std::find_if(row.weights.begin(), row.weights.end(), [](float weight) { return weight != 0; }) - row.weights.begin();
}

}  // namespace

EncodedExample MismatchedAnswers::with(EncodedExample example, const Part& answer) const {
    const EncodedRow& own = example.sequences.front().row;
    EncodedRow row;
    row.ids.assign(own.ids.begin(), own.ids.begin() + promptLength(own));
    row.weights.assign(row.ids.size(), 0.0F);
    row.ids.insert(row.ids.end(), answer.ids.begin(), answer.ids.end());
    row.weights.insert(row.weights.end(), answer.weights.begin(), answer.weights.end());
    const auto length = std::min(row.ids.size(), static_cast<std::size_t>(m_maxLength));
    row.ids.resize(length);
    row.weights.resize(length);
    example.sequences.push_back({SegmentPart::Mismatched, std::move(row)});
    return example;
}

std::vector<EncodedExample> MismatchedAnswers::add(EncodedExample example) {
    const EncodedRow& row = example.sequences.front().row;
    const std::ptrdiff_t begin = promptLength(row);
    const bool isOther = !std::equal(m_prompt.begin(), m_prompt.end(), row.ids.begin(), row.ids.begin() + begin);
    if (isOther) {
        m_other = std::move(m_answer);
        m_prompt.assign(row.ids.begin(), row.ids.begin() + begin);
    }
    m_answer = {{row.ids.begin() + begin, row.ids.end()}, {row.weights.begin() + begin, row.weights.end()}};
    std::vector<EncodedExample> ready;
    if (m_other.ids.empty()) {
        m_waiting.push_back(std::move(example));
        return ready;
    }
    for (EncodedExample& waiting : m_waiting) ready.push_back(with(std::move(waiting), m_answer));
    m_waiting.clear();
    ready.push_back(with(std::move(example), m_other));
    return ready;
}

}  // namespace luthier
