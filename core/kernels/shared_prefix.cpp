// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/shared_prefix.h"

#include <algorithm>
#include <numeric>

#include <ATen/ATen.h>

#include "core/kernels/compute_device.h"
#include "core/kernels/parallel.h"

namespace luthier::kernels {

namespace {

template <class T>
void addSlopes(const at::Tensor& to, const at::Tensor& slopes, const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& order,
               const std::vector<std::size_t>& groups) {
    const std::int64_t width = slopes.size(1), stride = to.stride(0);
    T* const out = to.data_ptr<T>();
    const T* const from = slopes.data_ptr<T>();
    parallelFor(static_cast<std::int64_t>(groups.size()) - 1, 8, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> sum(static_cast<std::size_t>(width));
        for (std::int64_t group = begin; group < end; ++group) {
            const std::size_t first = groups[static_cast<std::size_t>(group)], last = groups[static_cast<std::size_t>(group) + 1];
            T* const row = out + rows[static_cast<std::size_t>(order[first])] * stride;
            std::copy(row, row + width, sum.begin());
            for (std::size_t place = first; place < last; ++place) {
                const T* const slope = from + order[place] * width;
                for (std::int64_t i = 0; i < width; ++i) sum[static_cast<std::size_t>(i)] += static_cast<float>(slope[i]);
            }
            for (std::int64_t i = 0; i < width; ++i) row[i] = static_cast<T>(sum[static_cast<std::size_t>(i)]);
        }
    });
}

}  // namespace

PrefixRows::PrefixRows(const std::vector<std::int64_t>& starts, const std::vector<SharedPrefix>& prefixes) {
    if (prefixes.empty()) {
        m_begins.assign(starts.size(), 0);
        return;
    }
    TORCH_CHECK(prefixes.size() + 1 == starts.size(), "shared prefixes of ", prefixes.size(), " segments, the batch has ", starts.size() - 1);
    for (std::size_t s = 0; s < prefixes.size(); ++s) {
        const auto [segment, count] = prefixes[s];
        const auto from = static_cast<std::size_t>(segment);
        if (count > 0) {
            TORCH_CHECK(segment >= 0 && from < s, "segment ", s, " begins like segment ", segment, ", which does not come before it");
            TORCH_CHECK(count <= length(segment) + starts[from + 1] - starts[from], "segment ", s, " begins with ", count, " tokens of segment ", segment,
                        ", which has fewer");
            for (std::int64_t i = 0; i < count; ++i) {
                const std::int64_t beyond = i - length(segment);
                m_rows.push_back(beyond < 0 ? m_rows[static_cast<std::size_t>(first(segment) + i)] : starts[from] + beyond);
            }
        }
        m_begins.push_back(static_cast<std::int64_t>(m_rows.size()));
    }
}

void addPrefixSlopes(const at::Tensor& to, const at::Tensor& slopes, const PrefixRows& prefixes) {
    const std::vector<std::int64_t>& rows = prefixes.rows();
    std::vector<std::int64_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    const auto rowOf = [&](std::int64_t place) { return rows[static_cast<std::size_t>(place)]; };
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return rowOf(a) < rowOf(b); });
    std::vector<std::size_t> groups;
    for (std::size_t place = 0; place < order.size(); ++place)
        if (place == 0 || rowOf(order[place]) != rowOf(order[place - 1])) groups.push_back(place);
    groups.push_back(order.size());
    if (to.scalar_type() == at::kFloat) addSlopes<float>(to, slopes, rows, order, groups);
    else addSlopes<at::BFloat16>(to, slopes, rows, order, groups);
}

WholeSegments::WholeSegments(const std::vector<std::int64_t>& compact, const PrefixRows& prefixes, at::Device device) : starts{0} {
    std::vector<std::int64_t> from, kept;
    for (std::size_t s = 0; s + 1 < compact.size(); ++s) {
        const auto segment = static_cast<std::int64_t>(s);
        const auto begin = prefixes.rows().begin() + prefixes.first(segment);
        from.insert(from.end(), begin, begin + prefixes.length(segment));
        for (std::int64_t row = compact[s]; row < compact[s + 1]; ++row) {
            kept.push_back(static_cast<std::int64_t>(from.size()));
            from.push_back(row);
        }
        starts.push_back(static_cast<std::int64_t>(from.size()));
    }
    rows = onDevice(at::tensor(from, at::kLong), device);
    own = onDevice(at::tensor(kept, at::kLong), device);
}

}  // namespace luthier::kernels
