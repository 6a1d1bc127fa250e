// SPDX-License-Identifier: Apache-2.0
// Segments that begin with the same tokens, computed once: where the rows of those tokens lie, and how what is asked of them comes together again.
#pragma once

#include <cstdint>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/kernels/ops.h"

namespace luthier::kernels {

// The rows behind each segment's prefix, one after another. A prefix may reach through several segments: what is shared by all, then by some.
class PrefixRows {
public:
    // prefixes: one per segment, or empty. Throws c10::Error where one names a later segment, or more positions than that one has.
    PrefixRows(const std::vector<std::int64_t>& starts, const std::vector<SharedPrefix>& prefixes);

    bool any() const { return !m_rows.empty(); }
    std::int64_t length(std::int64_t segment) const { return m_begins[static_cast<std::size_t>(segment) + 1] - first(segment); }
    // Of this segment's prefix, the place of its first row in rows().
    std::int64_t first(std::int64_t segment) const { return m_begins[static_cast<std::size_t>(segment)]; }
    const std::vector<std::int64_t>& rows() const { return m_rows; }

private:
    std::vector<std::int64_t> m_begins{0}, m_rows;
};

// slopes [P,W] belong to the rows of prefixes: each is added to its row of to [T,W] (any stride between rows), in float32, in their order.
void addPrefixSlopes(const at::Tensor& to, const at::Tensor& slopes, const PrefixRows& prefixes);

// Every segment whole, for kernels that know no prefixes: where each of its positions lies, and which of these are its own.
struct WholeSegments {
    WholeSegments(const std::vector<std::int64_t>& starts, const PrefixRows& prefixes, at::Device device);
    std::vector<std::int64_t> starts;
    at::Tensor rows, own;      // int64, on the device
};

}  // namespace luthier::kernels
