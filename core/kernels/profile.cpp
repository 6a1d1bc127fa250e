// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/profile.h"

#include "core/base/clock.h"

namespace luthier::kernels {

namespace {

thread_local Profile totals;
thread_local ProfileScope* innermost = nullptr;

PhaseTotal& totalOf(Phase phase) { return totals[static_cast<std::size_t>(phase)]; }

}  // namespace

thread_local bool ProfileScope::s_isOn = false;

std::string_view phaseName(Phase phase) {
    switch (phase) {
        case Phase::Matmul: return "matmul";
        case Phase::Attention: return "attention";
        case Phase::Rows: return "norms and activations";
        case Phase::Vocabulary: return "vocabulary";
        case Phase::Optimizer: return "optimizer";
        case Phase::Data: return "data";
    }
    return "";
}

void startProfile() {
    totals = {};
    ProfileScope::s_isOn = true;
}

Profile stopProfile() {
    ProfileScope::s_isOn = false;
    return totals;
}

void ProfileScope::begin(Phase phase, double flops, double bytes) {
    m_isOpen = true;
    m_outer = innermost;
    m_phase = m_outer && m_outer->m_phase == Phase::Vocabulary ? Phase::Vocabulary : phase;
    innermost = this;
    totalOf(m_phase).flops += flops;
    totalOf(m_phase).bytes += bytes;
    m_started = monotonicSeconds();
}

void ProfileScope::end() {
    const double seconds = monotonicSeconds() - m_started;
    totalOf(m_phase).seconds += seconds - m_inside;
    if (m_outer) m_outer->m_inside += seconds;
    innermost = m_outer;
}

}  // namespace luthier::kernels
