// SPDX-License-Identifier: GPL-3.0-or-later
// Steps in rising order that grow at their end: a copy costs little however many there are, because it shares all but the last piece. Thread: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace luthier {

class StepList {
public:
    std::size_t size() const { return m_whole.size() * pieceSize + m_last.size(); }
    bool empty() const { return size() == 0; }
    std::int64_t operator[](std::size_t index) const {
        const std::size_t piece = index / pieceSize;
        return piece < m_whole.size() ? (*m_whole[piece])[index % pieceSize] : m_last[index % pieceSize];
    }
    std::int64_t front() const { return (*this)[0]; }
    std::int64_t back() const { return (*this)[size() - 1]; }
    // The first that is not below; size() where all are.
    std::size_t lowerBound(std::int64_t step) const {
        std::size_t low = 0, high = size();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if ((*this)[middle] < step) low = middle + 1;
            else high = middle;
        }
        return low;
    }
    void append(std::int64_t step) {
        m_last.push_back(step);
        if (m_last.size() < pieceSize) return;
        m_whole.push_back(std::make_shared<const std::vector<std::int64_t>>(std::move(m_last)));
        m_last.clear();
    }
    void clear() {
        m_whole.clear();
        m_last.clear();
    }

private:
    static constexpr std::size_t pieceSize = 1024;
    std::vector<std::shared_ptr<const std::vector<std::int64_t>>> m_whole;
    std::vector<std::int64_t> m_last;
};

}  // namespace luthier
