// SPDX-License-Identifier: Apache-2.0
// Where the time of a step goes: each operation says what it is and how much work that is; the time inside it counts for it, without that of operations inside
// it. Off unless asked for, and then one look at a flag. Thread: the thread that runs the step (operations on others are not seen).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <ATen/core/Tensor.h>

namespace luthier::kernels {

enum class Phase { Matmul, Attention, Rows, Vocabulary, Optimizer, Data };   // Rows: norms, activations, everything that passes over rows once
inline constexpr std::size_t kNumPhases = 6;
std::string_view phaseName(Phase phase);   // "matmul", "attention", "norms and activations", "vocabulary", "optimizer", "data"

struct PhaseTotal { double seconds = 0, flops = 0, bytes = 0; };
using Profile = std::array<PhaseTotal, kNumPhases>;

// Starts from nothing.
void startProfile();
// What has been counted since; counting ends.
Profile stopProfile();

class ProfileScope {
public:
    // flops, bytes: the work of the operation itself. Products inside the vocabulary count for the vocabulary.
    explicit ProfileScope(Phase phase, double flops = 0, double bytes = 0) {
        if (s_isOn) begin(phase, flops, bytes);
    }
    ~ProfileScope() {
        if (m_isOpen) end();
    }
    ProfileScope(const ProfileScope&) = delete;
    ProfileScope& operator=(const ProfileScope&) = delete;

private:
    friend void startProfile();
    friend Profile stopProfile();
    void begin(Phase phase, double flops, double bytes);
    void end();
    static thread_local bool s_isOn;
    bool m_isOpen = false;
    Phase m_phase = Phase::Matmul;
    double m_started = 0, m_inside = 0;
    ProfileScope* m_outer = nullptr;
};

inline double bytesOf(const at::Tensor& tensor) { return tensor.defined() ? static_cast<double>(tensor.nbytes()) : 0.0; }

}  // namespace luthier::kernels
