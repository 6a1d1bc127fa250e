// SPDX-License-Identifier: GPL-3.0-or-later
// The answers that a policy gave itself, as samples.jsonl tells them: numbers and beginnings of texts in memory, the rest where the file has it.
// Thread: RolloutLog one (the feed's worker); what it hands out is never changed and may be read by any.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/runs/log_tail.h"

namespace luthier {

// What says nothing of an answer is NaN.
struct RolloutAnswer {
    std::int64_t step = 0, rollout = -1, length = 0;
    std::uint64_t begin = 0;                          // of its line in samples.jsonl
    std::shared_ptr<const std::string> prompt;        // at most maxExcerpt bytes, shared by its answers
    std::string start;                                // of the text, at most maxExcerpt bytes
    float reward = 0, kl = 0, advantage = 0;
    std::vector<float> parts;                         // by RolloutAnswers::partNames; shorter where the rest says nothing
    bool isHeldOut = false, isOfBase = false, isCut = false;
};

// A list that grows at its end; copies share all but the last piece.
class RolloutAnswers {
public:
    std::size_t size() const { return m_whole.size() * pieceSize + m_last.size(); }
    bool empty() const { return size() == 0; }
    const RolloutAnswer& operator[](std::size_t index) const {
        const std::size_t piece = index / pieceSize;
        return piece < m_whole.size() ? (*m_whole[piece])[index % pieceSize] : m_last[index % pieceSize];
    }
    // The parts of the reward, then what is watched, in the order in which they appeared.
    const std::vector<std::string>& partNames() const { return m_partNames; }
    // Another number: what was there before does not hold any more; the same: there is more at the end at most.
    std::int64_t generation() const { return m_generation; }
    bool hasHeldOut() const { return m_hasHeldOut; }

private:
    friend class RolloutLog;
    static constexpr std::size_t pieceSize = 1024;
    void append(RolloutAnswer answer);
    std::vector<std::shared_ptr<const std::vector<RolloutAnswer>>> m_whole;
    std::vector<RolloutAnswer> m_last;
    std::vector<std::string> m_partNames;
    std::int64_t m_generation = 0;
    bool m_hasHeldOut = false;
};

class RolloutLog {
public:
    static constexpr std::size_t maxExcerpt = 240, maxAnswers = 400'000;   // more: the oldest go

    // Whether the line is an answer of a rollout, or to a held-out prompt; others are left to whoever else reads the file.
    bool take(const LogLine& line, std::uint64_t begin);
    void rewindTo(std::int64_t step);
    void clear();
    // The same as before where nothing came.
    std::shared_ptr<const RolloutAnswers> answers();

private:
    std::shared_ptr<const std::string> promptOf(const Json& fields);
    std::size_t partNamed(const std::string& name);
    void keep(std::size_t from, std::int64_t lastStep);
    RolloutAnswers m_answers;
    std::shared_ptr<const RolloutAnswers> m_handedOut;
    std::vector<std::shared_ptr<const std::string>> m_newestPrompts;
};

// All of one answer.
struct RolloutText {
    std::string prompt, promptRow, text;
    std::vector<std::string> tokens;                  // empty where the line has none
    std::vector<double> kl, advantages, values;       // as many as tokens, or none
    std::vector<std::pair<std::string, double>> rewards, watched;   // NaN: says nothing
};
// Errors: NotFound (the file is another one now), Io, InvalidData.
Result<RolloutText> readRollout(const std::string& samplesFile, std::uint64_t begin);

}  // namespace luthier
