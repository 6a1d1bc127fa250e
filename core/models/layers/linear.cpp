// SPDX-License-Identifier: Apache-2.0
#include "core/models/layers/linear.h"

#include <ATen/ATen.h>

#include "core/kernels/select.h"

namespace luthier {

const LinearAdapter* Linear::adapterAt(AdapterSlot slot) const {
    if (slot == kNoAdapter) return nullptr;
    const auto found = m_adapters.find(slot);
    return found == m_adapters.end() ? nullptr : found->second;
}

at::Tensor LinearGroup::forwardWith(const kernels::Activation& x_TI, AdapterSlot slot, const LayerContext& context) const {
    std::vector<kernels::LinearMember> members;
    for (const Linear& linear : m_members) {
        kernels::LinearMember member{linear.weight(), linear.bias(), {}};
        if (const LinearAdapter* adapter = linear.adapterAt(slot)) {
            LinearAdapter::Term term = adapter->term(context);
            member.lora = std::move(term.lora);
            if (term.bias_O.defined()) member.bias_O = std::move(term.bias_O);
        }
        members.push_back(std::move(member));
    }
    return kernels::groupedLinear(x_TI, m_weight_OI, members);
}

at::Tensor LinearGroup::forwardRowwise(const at::Tensor& x_TI) const {
    const bool isReadAsItIs = m_weight_OI.scalar_type() == at::kBFloat16;
    at::Tensor y_TO = kernels::rowwiseLinearRounded(x_TI, isReadAsItIs ? m_weight_OI : m_weight_OI.to(m_computed));
    std::int64_t column = 0;
    for (const Linear& linear : m_members) {
        if (linear.bias().defined()) y_TO.narrow(1, column, linear.numOutputs()).add_(linear.bias().detach().to(y_TO.scalar_type()));
        column += linear.numOutputs();
    }
    return y_TO;
}

void LinearGroup::addAdapter(at::Tensor& y_TO, const at::Tensor& x_TI, AdapterSlot slot, std::int64_t begin, std::int64_t length) const {
    if (slot == kNoAdapter) return;
    const auto kept = m_held.find(slot);
    const Held made = kept == m_held.end() ? changesOf(slot, x_TI.scalar_type()) : Held{};
    const Held& held = kept == m_held.end() ? made : kept->second;
    const at::Tensor x_LI = x_TI.narrow(0, begin, length), y_LO = y_TO.narrow(0, begin, length);
    const at::Tensor reduced_LR = held.a_RI.defined() ? kernels::rowwiseLinearRounded(x_LI, held.a_RI) : at::Tensor();
    for (const Held::Part& part : held.parts) {
        const LinearAdapter::Change& change = part.change;
        at::Tensor y = y_LO.narrow(1, part.column, part.numOutputs);
        if (change.b_OR.defined()) {
            const bool isOwn = !held.a_RI.defined();
            const at::Tensor own_LR = isOwn ? kernels::rowwiseLinearRounded(x_LI, change.a_RI) : reduced_LR.narrow(1, part.firstRank, part.rank);
            if (part.panel.data.defined()) kernels::multiply(own_LR, part.panel, y, true);
            else y.add_(kernels::rowwiseLinear(own_LR, change.b_OR), change.scale);
        }
        if (change.bias_O.defined()) y.add_(change.bias_O);
    }
}

LinearGroup::Held LinearGroup::changesOf(AdapterSlot slot, at::ScalarType dtype) const {
    Held held;
    std::int64_t column = 0;
    for (const Linear& linear : m_members) {
        if (const LinearAdapter* const adapter = linear.adapterAt(slot)) {
            Held::Part part{column, linear.numOutputs(), 0, 0, adapter->change(dtype), {}};
            const LinearAdapter::Change& change = part.change;
            if (change.b_OR.defined() && kernels::vectorKernelsFor(change.b_OR)) part.panel = kernels::makePanel(change.b_OR.t(), change.b_OR, change.scale);
            held.parts.push_back(std::move(part));
        }
        column += linear.numOutputs();
    }
    return held;
}

void LinearGroup::hold(AdapterSlot slot) const {
    const auto [at, isNew] = m_held.try_emplace(slot);
    Held& held = at->second;
    if (isNew) {
        held = changesOf(slot, m_computed);
        std::vector<at::Tensor> all;
        std::int64_t rank = 0;
        for (Held::Part& part : held.parts) {
            if (!part.change.a_RI.defined()) continue;
            part.firstRank = rank;
            rank += part.rank = part.change.a_RI.size(0);
            all.push_back(std::move(part.change.a_RI));
        }
        if (!all.empty()) held.a_RI = all.size() == 1 ? all.front() : at::cat(all);
    }
    ++held.numHolders;
}

void LinearGroup::letGo(AdapterSlot slot) const {
    const auto found = m_held.find(slot);
    if (found != m_held.end() && --found->second.numHolders == 0) m_held.erase(found);
}

at::Tensor LinearGroup::forward(const kernels::Activation& x_TI, const LayerContext& context) const {
    const AdapterSelection& selection = *context.adapters;
    if (selection.isUniform() && !context.rowwise) return forwardWith(x_TI, selection.uniform, context);
    at::Tensor y_TO = context.rowwise ? forwardRowwise(x_TI.value) : forwardWith(x_TI, kNoAdapter, context);
    if (selection.isUniform()) {
        addAdapter(y_TO, x_TI.value, selection.uniform, 0, x_TI.value.size(0));
        return y_TO;
    }
    const SegmentLayout& layout = *context.layout;
    TORCH_CHECK(static_cast<std::int64_t>(selection.perSegment.size()) == layout.numSegments(), "adapter selection names ", selection.perSegment.size(),
                " segments, the batch has ", layout.numSegments());
    // Neighbours with the same adapter go through it together.
    for (std::size_t s = 0, end = 0; s < selection.perSegment.size(); s = end) {
        for (end = s + 1; end < selection.perSegment.size() && selection.perSegment[end] == selection.perSegment[s];) ++end;
        addAdapter(y_TO, x_TI.value, selection.perSegment[s], layout.starts[s], layout.starts[end] - layout.starts[s]);
    }
    return y_TO;
}

}  // namespace luthier
