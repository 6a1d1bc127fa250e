// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <numeric>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/profile.h"
#include "core/kernels/row_blocks.h"
#include "core/kernels/tensor_kernels.h"
#include "core/kernels/vector_call.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

// Two products over the lower triangle of each segment; backward has five.
double attentionWork(const std::vector<std::int64_t>& starts, const AttentionShape& shape) {
    double pairs = 0;
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
        const auto length = static_cast<double>(starts[s + 1] - starts[s]), seen = std::min(length, static_cast<double>(shape.window.value_or(starts.back())));
        pairs += seen * (length - (seen - 1) / 2);
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
    at::Tensor all, out, logSumExp, dOut, dAll;   // the last two for backward
};

// Segments times key heads, the longest first; threads take the next one as they come free. Each task writes what no other does, so the order is free.
template <class Run>
void overTasks(const Call& call, const Run& run) {
    const std::int64_t numSegments = static_cast<std::int64_t>(call.starts.size()) - 1, numKvHeads = call.shape.numKvHeads;
    std::vector<std::int64_t> order(static_cast<std::size_t>(numSegments * numKvHeads));
    std::iota(order.begin(), order.end(), 0);
    const auto lengthOf = [&](std::int64_t task) {
        const auto s = static_cast<std::size_t>(task / numKvHeads);
        return call.starts[s + 1] - call.starts[s];
    };
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return lengthOf(a) > lengthOf(b); });
    const std::int64_t workspace = call.kernels->attentionWorkspace(lengthOf(order.front()), call.shape.width);
    std::atomic<std::size_t> next{0};
    parallelFor(std::min<std::int64_t>(at::get_num_threads(), static_cast<std::int64_t>(order.size())), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t thread = begin; thread < end; ++thread) {
            const at::Tensor room = at::empty({workspace}, at::kFloat);
            for (std::size_t place = next++; place < order.size() && lengthOf(order[place]) > 0; place = next++)
                run(order[place] / numKvHeads, order[place] % numKvHeads, room.data_ptr<float>());
        }
    });
}

template <class T>
AttentionTask<T> taskOf(const Call& call, std::int64_t segment, std::int64_t keyHead, float* workspace) {
    const AttentionShape& shape = call.shape;
    const std::int64_t begin = call.starts[static_cast<std::size_t>(segment)], length = call.starts[static_cast<std::size_t>(segment) + 1] - begin;
    const std::int64_t group = shape.numHeads / shape.numKvHeads, stride = call.all.size(1), outStride = shape.numHeads * shape.width;
    const std::int64_t query = begin * stride + keyHead * group * shape.width, key = begin * stride + (shape.numHeads + keyHead) * shape.width;
    const std::int64_t value = key + shape.numKvHeads * shape.width, out = begin * outStride + keyHead * group * shape.width;
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
    task.length = length;
    task.group = group;
    task.width = shape.width;
    task.window = std::max<std::int64_t>(1, shape.window.value_or(length));
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

// Its members live in the autograd context.
struct Saved : torch::CustomClassHolder {
    Saved(std::vector<std::int64_t> segmentStarts, AttentionShape attentionShape) : starts(std::move(segmentStarts)), shape(attentionShape) {}
    std::vector<std::int64_t> starts;
    AttentionShape shape;
};

struct RotaryAttention : Function<RotaryAttention> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& given, const at::Tensor& cosine, const at::Tensor& sine,
                              const std::vector<std::int64_t>& starts, const AttentionShape& shape) {
        const ProfileScope scope(Phase::Attention, attentionWork(starts, shape));
        const VectorKernels* const kernels = vectorKernelsFor(given);
        at::Tensor all = given.is_contiguous() ? given.detach() : given.detach().contiguous(), out, logSumExp;
        rotateHeads(all, shape.numHeads + shape.numKvHeads, cosine, sine, 1.0F);
        if (kernels) {
            out = emptyRows(all.size(0), shape.numHeads * shape.width, all.options());
            logSumExp = at::empty({all.size(0), shape.numHeads}, all.options().dtype(at::kFloat));
            const Call call{kernels, shape, starts, all, out, logSumExp, {}, {}};
            if (all.size(0) > 0)
                withRowKernels(*kernels, all, [&]<class T>(const RowKernels<T>& row, T*) {
                    overTasks(call, [&](std::int64_t segment, std::int64_t head, float* room) { row.attention(taskOf<T>(call, segment, head, room)); });
                });
        } else {
            const Attention made = tensorKernelsFor(all).attention(Views(all, shape).input(shape, starts));
            out = made.out_TND.reshape({all.size(0), shape.numHeads * shape.width});
            logSumExp = made.logSumExp_TN;
        }
        context->save_for_backward({all, out, logSumExp, cosine, sine});
        context->saved_data["call"] = c10::IValue::make_capsule(c10::make_intrusive<Saved>(starts, shape));
        return out;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const auto capsule = context->saved_data["call"].toCapsule();
        const Saved& call = *static_cast<const Saved*>(capsule.get());
        const std::vector<std::int64_t>& starts = call.starts;
        const AttentionShape& shape = call.shape;
        const ProfileScope scope(Phase::Attention, 2.5 * attentionWork(starts, shape));
        const at::Tensor &all = saved[0], &out = saved[1], &logSumExp = saved[2], dOut = gradients[0].contiguous();
        at::Tensor dAll = emptyRows(all.size(0), all.size(1), all.options());
        const VectorKernels* const kernels = vectorKernelsFor(all);
        if (kernels) {
            const Call tasks{kernels, shape, starts, all, out, logSumExp, dOut, dAll};
            if (all.size(0) > 0)
                withRowKernels(*kernels, all, [&]<class T>(const RowKernels<T>& row, T*) {
                    overTasks(tasks,
                                 [&](std::int64_t segment, std::int64_t head, float* room) { row.attentionBackward(taskOf<T>(tasks, segment, head, room)); });
                });
        } else {
            const Views views(all, shape), slopes(dAll, shape);
            const auto heads = [&](const at::Tensor& x) { return x.view({x.size(0), shape.numHeads, shape.width}); };
            tensorKernelsFor(all).attentionBackward(heads(dOut), views.input(shape, starts), {heads(out), logSumExp}, slopes.query, slopes.key, slopes.value);
        }
        rotateHeads(dAll, shape.numHeads + shape.numKvHeads, saved[3], saved[4], -1.0F);
        return {dAll, at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

}  // namespace

at::Tensor rotaryAttention(const at::Tensor& queryKeyValue, const at::Tensor& cos_TD, const at::Tensor& sin_TD, const std::vector<std::int64_t>& starts,
                           const AttentionShape& shape) {
    TORCH_CHECK(shape.numKvHeads > 0 && shape.numHeads % shape.numKvHeads == 0 && shape.width % 2 == 0 && queryKeyValue.dim() == 2 &&
                    queryKeyValue.size(1) == (shape.numHeads + 2 * shape.numKvHeads) * shape.width,
                "rotaryAttention: query, key and value are ", queryKeyValue.sizes(), " for ", shape.numHeads, " and ", shape.numKvHeads, " heads of ",
                shape.width);
    TORCH_CHECK(!starts.empty() && starts.back() == queryKeyValue.size(0) && cos_TD.size(0) == queryKeyValue.size(0) && 2 * cos_TD.size(1) == shape.width,
                "rotaryAttention: segments end at ", starts.empty() ? -1 : starts.back(), ", tokens are ", queryKeyValue.size(0), ", cos is ", cos_TD.sizes());
    return RotaryAttention::apply(queryKeyValue, cos_TD, sin_TD, starts, shape);
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
