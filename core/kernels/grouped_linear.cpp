// SPDX-License-Identifier: Apache-2.0
// Linear layers that share their input, with LoRA's own backward: dx = dy W + s (dy B) A,  dB = s dy^T (x A^T),  dA = s (dy B)^T x.
// A frozen W gets no gradient; the input is kept once, or made again; W, and all A of the group, are one product each.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/kernels/low_rank.h"
#include "core/kernels/matmul.h"
#include "core/kernels/ops.h"
#include "core/kernels/profile.h"
#include "core/kernels/row_blocks.h"
#include "core/kernels/tensor_kernels.h"

namespace luthier::kernels {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;
using Tensor = at::Tensor;
using Maybe = std::optional<at::Tensor>;

namespace {

constexpr std::size_t kMaxMembers = 3;
constexpr std::size_t kTensorsPerMember = 4;   // weight, bias, A, B

// The same for the same seed, so backward makes it again instead of saving it.
Tensor dropoutMask(const Tensor& x, double dropout, std::uint64_t seed) { return tensorKernelsFor(x).dropoutMask(x, dropout, seed); }

// What is needed of one member beside its tensors. Ranks are 0 where there is no low-rank term.
struct MemberPlan {
    std::int64_t firstOutput = 0, numOutputs = 0, firstRank = 0, rank = 0;
    double scale = 1, dropout = 0;
    std::uint64_t seed = 0;
    bool trainsWeight = false, trainsBias = false;
    at::ScalarType biasType = at::kFloat;
};

struct Plan : torch::CustomClassHolder {
    std::vector<MemberPlan> members;
    std::function<Tensor()> again;             // empty: the input is saved
    std::int64_t sumRanks = 0;
    bool wantsInput = false, keepsInput = false, dropout = false;
};

// A of all members below one another, in their own dtype.
Tensor stacked(const Plan& plan, const std::vector<Tensor>& a) {
    std::vector<Tensor> all;
    for (std::size_t i = 0; i < plan.members.size(); ++i)
        if (plan.members[i].rank > 0) all.push_back(a[i]);
    return all.size() == 1 ? all.front() : at::cat(all);
}

// In bf16 a low-rank term is less than what y is rounded by, at first and for long: added to a y that is rounded already, most of it would be lost, and always
// the same part. So it comes first, and the large product is added to it before anything is rounded.
bool goTermsFirst(const Plan& plan, const Tensor& like) { return plan.sumRanks > 0 && like.scalar_type() == at::kBFloat16; }

// What A of this member saw of x.
Tensor dropped(const Tensor& x, const MemberPlan& member) { return member.dropout > 0 ? x * dropoutMask(x, member.dropout, member.seed) : x; }

// x A^T of all members side by side, [T, sum of ranks].
Tensor reduce(const Plan& plan, const Tensor& x, const std::vector<Tensor>& a) {
    Tensor reduced = emptyRows(x.size(0), plan.sumRanks, x.options());
    if (!plan.dropout) {
        multiply(x, makePanel(stacked(plan, a).t(), x), reduced, false);
        return reduced;
    }
    for (std::size_t i = 0; i < plan.members.size(); ++i)
        if (const MemberPlan& member = plan.members[i]; member.rank > 0)
            multiply(dropped(x, member), makePanel(a[i].t(), x), reduced.narrow(1, member.firstRank, member.rank), false);
    return reduced;
}

struct GroupedLinear : Function<GroupedLinear> {
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const c10::intrusive_ptr<Plan>& plan, const Maybe& w0,
                          const Maybe& b0, const Maybe& a0, const Maybe& l0, const Maybe& w1, const Maybe& b1, const Maybe& a1, const Maybe& l1,
                          const Maybe& w2, const Maybe& b2, const Maybe& a2, const Maybe& l2) {
        const Maybe* const given[kMaxMembers][kTensorsPerMember] = {{&w0, &b0, &a0, &l0}, {&w1, &b1, &a1, &l1}, {&w2, &b2, &a2, &l2}};
        const auto dtype = x.scalar_type();
        const ProfileScope scope(Phase::Matmul);
        std::vector<Tensor> biases, a, b;
        for (std::size_t i = 0; i < plan->members.size(); ++i) {
            biases.push_back(given[i][1]->value_or(Tensor()));
            a.push_back(given[i][2]->value_or(Tensor()));
            b.push_back(given[i][3]->value_or(Tensor()));
        }
        const bool termsFirst = goTermsFirst(*plan, x);
        Tensor y = termsFirst ? emptyRows(x.size(0), weight.size(0), x.options()) : firstRows(matmulNT(inWholeBlocks(x), weight), x.size(0)), reduced;
        if (plan->sumRanks > 0) reduced = reduce(*plan, x, a);
        for (std::size_t i = 0; i < plan->members.size(); ++i) {
            const MemberPlan& member = plan->members[i];
            Tensor part = y.narrow(1, member.firstOutput, member.numOutputs);
            if (member.rank > 0) multiply(reduced.narrow(1, member.firstRank, member.rank), makePanel(b[i].t(), x, member.scale), part, !termsFirst);
            else if (termsFirst) part.zero_();
        }
        if (termsFirst) {
            Tensor blocks = inWholeBlocks(y);
            addMatmulNT(blocks, inWholeBlocks(x), weight);
        }
        for (std::size_t i = 0; i < plan->members.size(); ++i)
            if (biases[i].defined()) y.narrow(1, plan->members[i].firstOutput, plan->members[i].numOutputs).add_(biases[i].to(dtype));
        variable_list saved{plan->keepsInput && !plan->again ? x : Tensor(), weight, reduced};
        saved.insert(saved.end(), a.begin(), a.end());
        saved.insert(saved.end(), b.begin(), b.end());
        context->save_for_backward(saved);
        context->saved_data["plan"] = c10::IValue::make_capsule(plan);
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const auto capsule = context->saved_data["plan"].toCapsule();
        const Plan& plan = *static_cast<const Plan*>(capsule.get());
        const std::size_t numMembers = plan.members.size();
        const ProfileScope scope(Phase::Matmul);
        const Tensor dy = gradients[0].contiguous(), &weight = saved[1], &reduced = saved[2];
        const std::vector<Tensor> a(saved.begin() + 3, saved.begin() + 3 + static_cast<std::ptrdiff_t>(numMembers));
        const std::vector<Tensor> b(saved.begin() + 3 + static_cast<std::ptrdiff_t>(numMembers), saved.end());
        const Tensor x = !plan.keepsInput ? Tensor() : plan.again ? plan.again() : saved[0];
        variable_list result(3 + kMaxMembers * kTensorsPerMember);
        const bool termsFirst = plan.wantsInput && goTermsFirst(plan, dy);
        Tensor dx;
        if (termsFirst) dx = emptyRows(dy.size(0), weight.size(1), dy.options()).zero_();
        else if (plan.wantsInput) dx = firstRows(matmulNN(inWholeBlocks(dy), weight), dy.size(0));
        weightGradients(plan, dy, x, result);
        if (plan.sumRanks > 0) lowRankGradients(plan, dy, x, reduced, a, b, result, dx);
        if (termsFirst) {
            Tensor blocks = inWholeBlocks(dx);
            addMatmulNN(blocks, inWholeBlocks(dy), weight);
        }
        result[0] = dx;
        return result;
    }

private:
    static Tensor& slot(variable_list& result, std::size_t member, std::size_t which) { return result[3 + member * kTensorsPerMember + which]; }

    static void weightGradients(const Plan& plan, const Tensor& dy, const Tensor& x, variable_list& result) {
        bool all = true, any = false;
        for (const MemberPlan& member : plan.members) {
            all = all && member.trainsWeight;
            any = any || member.trainsWeight;
        }
        const Tensor together = all ? matmulTN(inWholeBlocks(dy), inWholeBlocks(x)) : Tensor();
        for (std::size_t i = 0; i < plan.members.size(); ++i) {
            const MemberPlan& member = plan.members[i];
            const Tensor part = dy.narrow(1, member.firstOutput, member.numOutputs);
            if (all) slot(result, i, 0) = together.narrow(0, member.firstOutput, member.numOutputs);
            else if (any && member.trainsWeight) slot(result, i, 0) = matmulTN(part.contiguous(), x);
            if (member.trainsBias) slot(result, i, 1) = part.sum(0, false, member.biasType == at::kDouble ? at::kDouble : at::kFloat).to(member.biasType);
        }
    }

    static void lowRankGradients(const Plan& plan, const Tensor& dy, const Tensor& x, const Tensor& reduced, const std::vector<Tensor>& a,
                                 const std::vector<Tensor>& b, variable_list& result, Tensor& dx) {
        Tensor dReduced = emptyRows(dy.size(0), plan.sumRanks, dy.options());
        for (std::size_t i = 0; i < plan.members.size(); ++i) {
            const MemberPlan& member = plan.members[i];
            if (member.rank == 0) continue;
            const Tensor part = dy.narrow(1, member.firstOutput, member.numOutputs);
            multiply(part, makePanel(b[i], dy, member.scale), dReduced.narrow(1, member.firstRank, member.rank), false);
            const Panel inner = makePanel(reduced.narrow(1, member.firstRank, member.rank), dy);
            slot(result, i, 3) = multiplyTransposed(part, inner).mul_(member.scale).to(b[i].scalar_type());
        }
        if (!plan.dropout) {
            const Tensor together = multiplyTransposed(x, makePanel(dReduced, x)).t();
            for (std::size_t i = 0; i < plan.members.size(); ++i)
                if (const MemberPlan& member = plan.members[i]; member.rank > 0)
                    slot(result, i, 2) = together.narrow(0, member.firstRank, member.rank).to(a[i].scalar_type()).contiguous();
            if (dx.defined()) multiply(dReduced, makePanel(stacked(plan, a), dx), dx, true);
            return;
        }
        for (std::size_t i = 0; i < plan.members.size(); ++i) {
            const MemberPlan& member = plan.members[i];
            if (member.rank == 0) continue;
            const Tensor part = dReduced.narrow(1, member.firstRank, member.rank);
            slot(result, i, 2) = multiplyTransposed(dropped(x, member), makePanel(part, x)).t().to(a[i].scalar_type()).contiguous();
            if (!dx.defined()) continue;
            const Panel back = makePanel(a[i], dx);
            if (member.dropout == 0) {
                multiply(part, back, dx, true);
                continue;
            }
            Tensor more = at::empty_like(x);
            multiply(part, back, more, false);
            dx.add_(more.mul_(dropoutMask(x, member.dropout, member.seed)));
        }
    }
};

void check(const Activation& x, const Tensor& weight, const std::vector<LinearMember>& members) {
    TORCH_CHECK(x.value.dim() == 2 && x.value.size(1) == weight.size(1), "groupedLinear: x is ", x.value.sizes(), ", weight is ", weight.sizes());
    TORCH_CHECK(!members.empty() && members.size() <= kMaxMembers, "groupedLinear: ", members.size(), " members");
    std::int64_t numOutputs = 0;
    for (const LinearMember& member : members) {
        numOutputs += member.weight_OI.size(0);
        const LoraTerm& lora = member.lora;
        TORCH_CHECK(lora.a_RI.defined() == lora.b_OR.defined(), "groupedLinear: A and B belong together");
        if (!lora.a_RI.defined()) continue;
        TORCH_CHECK(lora.a_RI.size(1) == weight.size(1) && lora.b_OR.size(0) == member.weight_OI.size(0) && lora.a_RI.size(0) == lora.b_OR.size(1),
                    "groupedLinear: weight is ", member.weight_OI.sizes(), ", A is ", lora.a_RI.sizes(), ", B is ", lora.b_OR.sizes());
    }
    TORCH_CHECK(numOutputs == weight.size(0), "groupedLinear: the members have ", numOutputs, " outputs, their weight has ", weight.size(0));
}

}  // namespace

Tensor groupedLinear(const Activation& x_TI, const Tensor& weight_OI, const std::vector<LinearMember>& members) {
    check(x_TI, weight_OI, members);
    auto plan = c10::make_intrusive<Plan>();
    plan->again = x_TI.again;
    plan->wantsInput = x_TI.value.requires_grad();
    Maybe tensors[kMaxMembers][kTensorsPerMember];   // apply() takes no undefined tensor
    for (std::size_t i = 0; i < members.size(); ++i) {
        const LinearMember& member = members[i];
        MemberPlan one;
        one.firstOutput = plan->members.empty() ? 0 : plan->members.back().firstOutput + plan->members.back().numOutputs;
        one.numOutputs = member.weight_OI.size(0);
        one.trainsWeight = member.weight_OI.requires_grad() && !member.lora.a_RI.defined();   // a weight under a low-rank term is frozen
        if (one.trainsWeight) tensors[i][0] = member.weight_OI;
        if (member.bias_O.defined()) {
            tensors[i][1] = member.bias_O;
            one.trainsBias = member.bias_O.requires_grad();
            one.biasType = member.bias_O.scalar_type();
        }
        if (member.lora.a_RI.defined()) {
            tensors[i][2] = member.lora.a_RI;
            tensors[i][3] = member.lora.b_OR;
            one.firstRank = plan->sumRanks;
            one.rank = member.lora.a_RI.size(0);
            one.scale = member.lora.scale;
            one.dropout = member.lora.dropout;
            one.seed = member.lora.dropoutSeed;
        }
        plan->sumRanks += one.rank;
        plan->dropout = plan->dropout || one.dropout > 0;
        plan->keepsInput = plan->keepsInput || one.trainsWeight || one.rank > 0;
        plan->members.push_back(one);
    }
    const auto& t = tensors;
    return GroupedLinear::apply(x_TI.value, weight_OI.detach(), plan, t[0][0], t[0][1], t[0][2], t[0][3], t[1][0], t[1][1], t[1][2], t[1][3], t[2][0], t[2][1],
                                t[2][2], t[2][3]);
}

}  // namespace luthier::kernels
