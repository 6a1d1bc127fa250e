// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <numeric>
#include <optional>
#include <utility>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/library_attention.h"
#include "core/kernels/profile.h"
#include "core/kernels/row_blocks.h"
#include "core/kernels/shared_prefix.h"
#include "core/kernels/tensor_kernels.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

// Two products over the pairs of query and key that meet; backward has five.
double attentionWork(const std::vector<std::int64_t>& starts, const PrefixRows& prefixes, const AttentionShape& shape) {
    double pairs = 0;
    const auto pairsUpTo = [&](std::int64_t positions) {
        const auto length = static_cast<double>(positions), seen = std::min(length, static_cast<double>(shape.window.value_or(positions)));
        return seen * (length - (seen - 1) / 2);
    };
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
        const std::int64_t before = prefixes.length(static_cast<std::int64_t>(s));
        pairs += pairsUpTo(before + starts[s + 1] - starts[s]) - pairsUpTo(before);
    }
    return 4.0 * pairs * static_cast<double>(shape.numHeads * shape.width);
}

// Turns the first heads of each row by their positions (sign -1: back), in place.
void rotateHeads(const at::Tensor& rows, std::int64_t numHeads, const at::Tensor& cosine, const at::Tensor& sine, float sign) {
    const VectorKernels* const kernels = vectorKernelsFor(rows);
    if (!kernels) return tensorKernelsFor(rows).rotate(rows, numHeads, cosine, sine, sign);
    const std::int64_t stride = rows.stride(0), half = cosine.size(1), width = 2 * half;
    withRowKernels(*kernels, rows, [&]<class T>(const RowKernels<T>& row, T*) {
        T* const x = elements<T>(rows);
        overRows(rows.size(0), numHeads * width, [&](std::int64_t first, std::int64_t count) {
            row.rope(x + first * stride, x + first * stride, elements<float>(cosine) + first * half, elements<float>(sine) + first * half, count, numHeads,
                     width, stride, stride, sign);
        });
    });
}

// The parts of query | key | value as [T,heads,D] views.
struct Views {
    at::Tensor query, key, value;
    Views(const at::Tensor& all, const AttentionShape& shape) {
        const auto view = [&](std::int64_t head, std::int64_t count) {
            return all.narrow(1, head * shape.width, count * shape.width).view({all.size(0), count, shape.width});
        };
        query = view(0, shape.numHeads);
        key = view(shape.numHeads, shape.numKvHeads);
        value = view(shape.numHeads + shape.numKvHeads, shape.numKvHeads);
    }
    AttentionInput input(const AttentionShape& shape, const std::vector<std::int64_t>& starts) const {
        return {query, key, value, starts, shape.scale, shape.window};
    }
};

// Everything of one call that the tasks share.
struct Call {
    const VectorKernels* kernels;
    const AttentionShape& shape;
    const std::vector<std::int64_t>& starts;
    const PrefixRows& prefixes;
    at::Tensor all, out, logSumExp, dOut, dAll, prefixSlopes;   // the last three for backward; prefixSlopes [P,2KD]: of keys and values

    std::int64_t numOwn(std::int64_t segment) const { return starts[static_cast<std::size_t>(segment) + 1] - starts[static_cast<std::size_t>(segment)]; }
    std::int64_t numPositions(std::int64_t segment) const { return prefixes.length(segment) + numOwn(segment); }
    std::int64_t keyColumn(std::int64_t keyHead) const { return (shape.numHeads + keyHead) * shape.width; }
    std::int64_t numKeyColumns() const { return shape.numKvHeads * shape.width; }
};

// Segments times key heads, the longest first; threads take the next one as they come free. Each task writes what no other does, so the order is free.
template <class Run>
void overTasks(const Call& call, const Run& run) {
    const std::int64_t numSegments = static_cast<std::int64_t>(call.starts.size()) - 1, numKvHeads = call.shape.numKvHeads;
    std::vector<std::int64_t> order(static_cast<std::size_t>(numSegments * numKvHeads));
    std::iota(order.begin(), order.end(), 0);
    const auto lengthOf = [&](std::int64_t task) { return call.numPositions(task / numKvHeads); };
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return lengthOf(a) > lengthOf(b); });
    const std::int64_t longest = lengthOf(order.front()), workspace = call.kernels->attentionWorkspace(longest, call.shape.width);
    const std::int64_t gathered = call.prefixes.any() ? 4 * longest * call.shape.width : 0;   // keys, values and their gradients in one piece
    std::atomic<std::size_t> next{0};
    parallelFor(std::min<std::int64_t>(at::get_num_threads(), static_cast<std::int64_t>(order.size())), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t thread = begin; thread < end; ++thread) {
            const at::Tensor room = at::empty({workspace + gathered}, at::kFloat);
            float* const floats = room.data_ptr<float>();
            for (std::size_t place = next++; place < order.size() && lengthOf(order[place]) > 0; place = next++)
                run(order[place] / numKvHeads, order[place] % numKvHeads, floats, floats + workspace);
        }
    });
}

template <class T>
AttentionTask<T> taskOf(const Call& call, std::int64_t segment, std::int64_t keyHead, float* workspace) {
    const AttentionShape& shape = call.shape;
    const std::int64_t begin = call.starts[static_cast<std::size_t>(segment)], group = shape.numHeads / shape.numKvHeads;
    const std::int64_t stride = call.all.size(1), outStride = shape.numHeads * shape.width;
    const std::int64_t query = begin * stride + keyHead * group * shape.width, key = begin * stride + call.keyColumn(keyHead);
    const std::int64_t value = key + call.numKeyColumns(), out = begin * outStride + keyHead * group * shape.width;
    AttentionTask<T> task{};
    const T* const all = elements<T>(call.all);
    task.query = all + query;
    task.key = all + key;
    task.value = all + value;
    task.queryStride = task.keyStride = task.valueStride = stride;
    task.out = elements<T>(call.out) + out;
    task.outStride = task.dOutStride = outStride;
    task.logSumExp = elements<float>(call.logSumExp) + begin * shape.numHeads + keyHead * group;
    task.logSumExpStride = shape.numHeads;
    task.length = call.numPositions(segment);
    task.prefix = call.prefixes.length(segment);
    task.group = group;
    task.width = shape.width;
    task.window = std::max<std::int64_t>(1, shape.window.value_or(task.length));
    task.scale = static_cast<float>(shape.scale);
    task.workspace = workspace;
    if (!call.dOut.defined()) return task;
    task.dOut = elements<T>(call.dOut) + out;
    task.dQuery = elements<T>(call.dAll) + query;
    task.dKey = elements<T>(call.dAll) + key;
    task.dValue = elements<T>(call.dAll) + value;
    task.dQueryStride = task.dKeyStride = task.dValueStride = stride;
    return task;
}

// Keys and values of a segment that begins elsewhere, in one piece for its task; and their gradients back to where they belong.
template <class T>
class Gathered {
public:
    Gathered(const Call& call, std::int64_t segment, std::int64_t keyHead, float* room) : m_call(call), m_segment(segment), m_keyHead(keyHead) {
        const std::int64_t width = call.shape.width, size = call.numPositions(segment) * width;
        T** const parts[] = {&m_key, &m_value, &m_dKey, &m_dValue};
        for (T** part : parts) *part = reinterpret_cast<T*>(std::exchange(room, room + size));
    }

    void read(AttentionTask<T>& task) const {
        const std::int64_t stride = m_call.all.size(1), first = m_call.prefixes.first(m_segment), width = task.width;
        const T* const keys = elements<T>(m_call.all) + m_call.keyColumn(m_keyHead);
        for (std::int64_t i = 0; i < task.prefix; ++i) {
            const T* const key = keys + m_call.prefixes.rows()[static_cast<std::size_t>(first + i)] * stride;
            std::copy_n(key, width, m_key + i * width);
            std::copy_n(key + m_call.numKeyColumns(), width, m_value + i * width);
        }
        for (std::int64_t i = task.prefix; i < task.length; ++i) {
            std::copy_n(task.key + (i - task.prefix) * stride, width, m_key + i * width);
            std::copy_n(task.value + (i - task.prefix) * stride, width, m_value + i * width);
        }
        task.key = m_key;
        task.value = m_value;
        task.keyStride = task.valueStride = width;
        if (!task.dOut) return;
        task.dKey = m_dKey;
        task.dValue = m_dValue;
        task.dKeyStride = task.dValueStride = width;
    }

    void writeSlopes(const AttentionTask<T>& task) const {
        const std::int64_t stride = m_call.dAll.size(1), begin = m_call.starts[static_cast<std::size_t>(m_segment)], width = task.width;
        const std::int64_t columns = m_call.numKeyColumns(), first = m_call.prefixes.first(m_segment);
        for (std::int64_t i = 0; i < task.length; ++i) {
            const bool isOwn = i >= task.prefix;
            T* const to = isOwn ? elements<T>(m_call.dAll) + (begin + i - task.prefix) * stride + m_call.keyColumn(m_keyHead)
                                : elements<T>(m_call.prefixSlopes) + (first + i) * 2 * columns + m_keyHead * width;
            std::copy_n(m_dKey + i * width, width, to);
            std::copy_n(m_dValue + i * width, width, to + columns);
        }
    }

private:
    const Call& m_call;
    std::int64_t m_segment, m_keyHead;
    T *m_key, *m_value, *m_dKey, *m_dValue;
};

// All tasks of one pass, forward or backward.
void runTasks(const Call& call) {
    if (call.all.size(0) == 0) return;
    withRowKernels(*call.kernels, call.all, [&]<class T>(const RowKernels<T>& row, T*) {
        overTasks(call, [&](std::int64_t segment, std::int64_t keyHead, float* workspace, float* room) {
            AttentionTask<T> task = taskOf<T>(call, segment, keyHead, workspace);
            const auto attend = [&] { task.dOut ? row.attentionBackward(task) : row.attention(task); };
            if (task.prefix == 0) return attend();
            const Gathered<T> gathered(call, segment, keyHead, room);
            gathered.read(task);
            attend();
            if (task.dOut) gathered.writeSlopes(task);
        });
    });
}

// Where the keys and values lie in a row, of all key heads.
at::Tensor keyValueColumns(const at::Tensor& rows, const AttentionShape& shape) {
    return rows.narrow(1, shape.numHeads * shape.width, 2 * shape.numKvHeads * shape.width);
}

// The same through kernels that know no prefixes: every segment whole. logSumExp is that of whole segments; of the output only the rows that are there are
// kept, which the next layer keeps too.
struct WholeAttention { at::Tensor out, logSumExp; };
WholeAttention attendWhole(const at::Tensor& all, const WholeSegments* whole, const std::vector<std::int64_t>& starts, const AttentionShape& shape) {
    const at::Tensor rows = whole ? all.index_select(0, whole->rows) : all;
    const AttentionInput input = Views(rows, shape).input(shape, whole ? whole->starts : starts);
    const Attention made = takesLibraryAttention(input) ? libraryAttention(input) : tensorKernelsFor(all).attention(input);
    const at::Tensor out = made.out_TND.reshape({rows.size(0), shape.numHeads * shape.width});
    return {whole ? out.index_select(0, whole->own) : out, made.logSumExp_TN};
}

void attendWholeBackward(const at::Tensor& all, const at::Tensor& dOut, const at::Tensor& out, const at::Tensor& logSumExp, const WholeSegments* whole,
                         const std::vector<std::int64_t>& starts, const AttentionShape& shape, const at::Tensor& dAll) {
    const at::Tensor rows = whole ? all.index_select(0, whole->rows) : all;
    const at::Tensor slopes = whole ? at::empty_like(rows) : dAll;
    // What nothing flows back through may be anything: zeros.
    const auto toWhole = [&](const at::Tensor& own) {
        return whole ? at::zeros({rows.size(0), own.size(1)}, own.options()).index_copy_(0, whole->own, own) : own;
    };
    const at::Tensor dWhole = toWhole(dOut), wholeOut = toWhole(out);
    const Views views(rows, shape), into(slopes, shape);
    const auto heads = [&](const at::Tensor& x) { return x.view({x.size(0), shape.numHeads, shape.width}); };
    const AttentionInput input = views.input(shape, whole ? whole->starts : starts);
    const auto run = takesLibraryAttention(input) ? libraryAttentionBackward : tensorKernelsFor(all).attentionBackward;
    run(heads(dWhole), input, {heads(wholeOut), logSumExp}, into.query, into.key, into.value);
    if (!whole) return;
    const at::ScalarType sums = all.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    at::Tensor sum = at::zeros(dAll.sizes(), dAll.options().dtype(sums));
    // Both in the same order each time: the one on the processor, where it is serial, the other on a GPU, where it sorts.
    if (all.is_cpu()) sum.index_add_(0, whole->rows, slopes.to(sums));
    else sum.index_put_({whole->rows}, slopes.to(sums), true);
    dAll.copy_(sum);
}

// Its members live in the autograd context.
struct Saved : torch::CustomClassHolder {
    Saved(std::vector<std::int64_t> segmentStarts, PrefixRows prefixRows, AttentionShape attentionShape)
        : starts(std::move(segmentStarts)), prefixes(std::move(prefixRows)), shape(attentionShape) {}
    std::vector<std::int64_t> starts;
    PrefixRows prefixes;
    AttentionShape shape;
};

struct RotaryAttention : Function<RotaryAttention> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& given, const at::Tensor& cosine, const at::Tensor& sine,
                              const std::vector<std::int64_t>& starts, const AttentionShape& shape, const PrefixRows& prefixes) {
        const ProfileScope scope(Phase::Attention, attentionWork(starts, prefixes, shape));
        const VectorKernels* const kernels = vectorKernelsFor(given);
        at::Tensor all = given.is_contiguous() ? given.detach() : given.detach().contiguous(), out, saved, logSumExp;
        rotateHeads(all, shape.numHeads + shape.numKvHeads, cosine, sine, 1.0F);
        if (kernels) {
            saved = out = emptyRows(all.size(0), shape.numHeads * shape.width, all.options());
            logSumExp = at::empty({all.size(0), shape.numHeads}, all.options().dtype(at::kFloat));
            runTasks({kernels, shape, starts, prefixes, all, out, logSumExp, {}, {}, {}});
        } else {
            const auto whole = prefixes.any() ? std::optional<WholeSegments>(std::in_place, starts, prefixes, all.device()) : std::nullopt;
            const WholeAttention made = attendWhole(all, whole ? &*whole : nullptr, starts, shape);
            saved = out = made.out;
            logSumExp = made.logSumExp;
        }
        context->save_for_backward({all, saved, logSumExp, cosine, sine});
        context->saved_data["call"] = c10::IValue::make_capsule(c10::make_intrusive<Saved>(starts, prefixes, shape));
        return out;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const auto capsule = context->saved_data["call"].toCapsule();
        const Saved& call = *static_cast<const Saved*>(capsule.get());
        const AttentionShape& shape = call.shape;
        const ProfileScope scope(Phase::Attention, 2.5 * attentionWork(call.starts, call.prefixes, shape));
        const at::Tensor &all = saved[0], &out = saved[1], &logSumExp = saved[2], dOut = gradients[0].contiguous();
        at::Tensor dAll = emptyRows(all.size(0), all.size(1), all.options()), prefixSlopes;
        const VectorKernels* const kernels = vectorKernelsFor(all);
        if (kernels) {
            if (call.prefixes.any())
                prefixSlopes = at::empty({static_cast<std::int64_t>(call.prefixes.rows().size()), 2 * shape.numKvHeads * shape.width}, all.options());
            runTasks({kernels, shape, call.starts, call.prefixes, all, out, logSumExp, dOut, dAll, prefixSlopes});
            if (call.prefixes.any()) addPrefixSlopes(keyValueColumns(dAll, shape), prefixSlopes, call.prefixes);
        } else {
            const auto whole = call.prefixes.any() ? std::optional<WholeSegments>(std::in_place, call.starts, call.prefixes, all.device()) : std::nullopt;
            attendWholeBackward(all, dOut, out, logSumExp, whole ? &*whole : nullptr, call.starts, shape, dAll);
        }
        rotateHeads(dAll, shape.numHeads + shape.numKvHeads, saved[3], saved[4], -1.0F);
        return {dAll, at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

}  // namespace

at::Tensor rotaryAttention(const at::Tensor& queryKeyValue, const at::Tensor& cos_TD, const at::Tensor& sin_TD, const std::vector<std::int64_t>& starts,
                           const AttentionShape& shape, const std::vector<SharedPrefix>& prefixes) {
    TORCH_CHECK(shape.numKvHeads > 0 && shape.numHeads % shape.numKvHeads == 0 && shape.width % 2 == 0 && queryKeyValue.dim() == 2 &&
                    queryKeyValue.size(1) == (shape.numHeads + 2 * shape.numKvHeads) * shape.width,
                "rotaryAttention: query, key and value are ", queryKeyValue.sizes(), " for ", shape.numHeads, " and ", shape.numKvHeads, " heads of ",
                shape.width);
    TORCH_CHECK(!starts.empty() && starts.back() == queryKeyValue.size(0) && cos_TD.size(0) == queryKeyValue.size(0) && 2 * cos_TD.size(1) == shape.width,
                "rotaryAttention: segments end at ", starts.empty() ? -1 : starts.back(), ", tokens are ", queryKeyValue.size(0), ", cos is ", cos_TD.sizes());
    return RotaryAttention::apply(queryKeyValue, cos_TD, sin_TD, starts, shape, PrefixRows(starts, prefixes));
}

at::Tensor rope(const at::Tensor& x_TND, const at::Tensor& cos_TD, const at::Tensor& sin_TD) {
    TORCH_CHECK(x_TND.dim() == 3 && x_TND.size(0) == cos_TD.size(0) && x_TND.size(2) == 2 * cos_TD.size(1), "rope: x is ", x_TND.sizes(), ", cos is ",
                cos_TD.sizes());
    at::Tensor out = at::empty(x_TND.sizes(), x_TND.options());
    out.copy_(x_TND);
    rotateHeads(out.flatten(1), x_TND.size(1), cos_TD, sin_TD, 1.0F);
    return out;
}

}  // namespace luthier::kernels
