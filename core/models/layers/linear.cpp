// SPDX-License-Identifier: Apache-2.0
#include "core/models/layers/linear.h"

#include <ATen/ATen.h>

namespace luthier {

const LinearAdapter* Linear::adapterAt(AdapterSlot slot) const {
    if (slot == kNoAdapter) return nullptr;
    const auto found = m_adapters.find(slot);
    return found == m_adapters.end() ? nullptr : found->second;
}

at::Tensor Linear::base(const at::Tensor& x_TI) const {
    return m_bias_O.defined() ? at::linear(x_TI, m_weight_OI, m_bias_O) : at::linear(x_TI, m_weight_OI);
}

at::Tensor Linear::forward(const at::Tensor& x_TI, const LayerContext& context) const {
    const AdapterSelection& selection = *context.adapters;
    if (selection.isUniform()) {
        const LinearAdapter* adapter = adapterAt(selection.uniform);
        return adapter ? adapter->forward(*this, x_TI, context) : base(x_TI);
    }
    const SegmentLayout& layout = *context.layout;
    TORCH_CHECK(static_cast<std::int64_t>(selection.perSegment.size()) == layout.numSegments(), "adapter selection names ", selection.perSegment.size(),
                " segments, the batch has ", layout.numSegments());
    at::Tensor y_TO = base(x_TI);
    for (std::int64_t s = 0; s < layout.numSegments(); ++s) {
        const LinearAdapter* adapter = adapterAt(selection.perSegment[static_cast<std::size_t>(s)]);
        if (!adapter) continue;
        at::Tensor rows = y_TO.narrow(0, layout.starts[static_cast<std::size_t>(s)], layout.length(s));
        adapter->addTo(rows, x_TI.narrow(0, layout.starts[static_cast<std::size_t>(s)], layout.length(s)));
    }
    return y_TO;
}

}  // namespace luthier
