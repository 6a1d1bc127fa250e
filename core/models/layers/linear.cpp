// SPDX-License-Identifier: Apache-2.0
#include "core/models/layers/linear.h"

#include <ATen/ATen.h>

#include "core/kernels/ops.h"

namespace luthier {

const LinearAdapter* Linear::adapterAt(AdapterSlot slot) const {
    if (slot == kNoAdapter) return nullptr;
    const auto found = m_adapters.find(slot);
    return found == m_adapters.end() ? nullptr : found->second;
}

at::Tensor Linear::base(const kernels::Activation& x_TI) const {
    return kernels::linear(x_TI, m_weight_OI, m_bias_O);
}

at::Tensor Linear::forward(const kernels::Activation& x_TI, const LayerContext& context) const {
    const AdapterSelection& selection = *context.adapters;
    if (selection.isUniform()) {
        const LinearAdapter* adapter = adapterAt(selection.uniform);
        return adapter ? adapter->forward(*this, x_TI, context) : base(x_TI);
    }
    const SegmentLayout& layout = *context.layout;
    TORCH_CHECK(static_cast<std::int64_t>(selection.perSegment.size()) == layout.numSegments(), "adapter selection names ", selection.perSegment.size(),
                " segments, the batch has ", layout.numSegments());
    at::Tensor y_TO = base(x_TI);
    // Neighbours with the same adapter go through it together.
    for (std::size_t s = 0, end = 0; s < selection.perSegment.size(); s = end) {
        for (end = s + 1; end < selection.perSegment.size() && selection.perSegment[end] == selection.perSegment[s];) ++end;
        const LinearAdapter* adapter = adapterAt(selection.perSegment[s]);
        if (!adapter) continue;
        const std::int64_t begin = layout.starts[s], length = layout.starts[end] - begin;
        at::Tensor rows = y_TO.narrow(0, begin, length);
        adapter->addTo(rows, x_TI.value.narrow(0, begin, length));
    }
    return y_TO;
}

}  // namespace luthier
