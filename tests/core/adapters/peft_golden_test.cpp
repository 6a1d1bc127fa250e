// SPDX-License-Identifier: Apache-2.0
// Adapter folders written by Python peft: same logits, loss, gradients; written back, the same keys and values; merged, the same logits
// (tests/baselines/peft_lora.py).
#include "core/adapters/adapter.h"
#include "core/adapters/merge.h"
#include "core/adapters/targets.h"
#include "core/base/files.h"
#include "core/tensor_io/safetensors.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using namespace luthier::test;

class PeftAdapter : public testing::TestWithParam<const char*> {
protected:
    const Json m_all = golden("peft_lora.json");
    const Json m_case = caseNamed(GetParam());
    const std::unique_ptr<CausalModel> m_model = require(CausalModel::load(modelFolder(), at::kFloat));
    const std::unique_ptr<Adapter> m_adapter = require(loadAdapter(adapterFolder(), *m_model));

    Json caseNamed(const std::string& name) const {
        for (const Json& one : m_all.at("cases")) if (one.at("name") == name) return one;
        throw std::runtime_error("no case " + name);
    }
    std::string modelFolder() const { return baselinePath(m_case.at("model").get<std::string>()); }
    std::string adapterFolder() const { return baselinePath(m_case.at("adapter").get<std::string>()); }
    std::int64_t stride() const { return m_all.at("logit_stride").get<std::int64_t>(); }
    std::string save(const std::string& folder) const {
        std::vector<at::Tensor> values;
        for (const TrainedTensor& trained : m_adapter->trained()) values.push_back(trained.tensor);
        require(makeFolders(folder));
        require(m_adapter->save(folder, values, {fileName(modelFolder())}));
        return folder;
    }
};

TEST_P(PeftAdapter, Logits) {
    for (const Json& sequence : m_case.at("sequences"))
        expectGoldenLogits(logitsOf(*m_model, idsOf(sequence.at("ids")), m_adapter->slot()), sequence, stride(), 5e-6);
}

TEST_P(PeftAdapter, SwitchedOffIsTheBase) {
    const std::unique_ptr<CausalModel> base = require(CausalModel::load(modelFolder(), at::kFloat));
    const std::vector<std::int64_t> ids = idsOf(m_case.at("sequences")[0].at("ids"));
    EXPECT_TRUE(at::equal(logitsOf(*m_model, ids), logitsOf(*base, ids)));
    EXPECT_FALSE(at::equal(logitsOf(*m_model, ids, m_adapter->slot()), logitsOf(*base, ids)));
}

TEST_P(PeftAdapter, MixedWithTheBaseInOneBatch) {
    const at::NoGradGuard noGradient;
    const Json& sequences = m_case.at("sequences");
    const std::vector<std::int64_t> first = idsOf(sequences[0].at("ids")), second = idsOf(sequences[1].at("ids"));
    AdapterSelection mixed;
    mixed.perSegment = {m_adapter->slot(), kNoAdapter, m_adapter->slot(), m_adapter->slot()};
    const at::Tensor all = m_model->logits(hiddenOf(*m_model, {first, first, first, second}, mixed));
    const auto length = static_cast<std::int64_t>(first.size());
    expectGoldenLogits(all.narrow(0, 0, length), sequences[0], stride(), 5e-6);
    expectClose(all.narrow(0, length, length), logitsOf(*m_model, first), 5e-6, "base in between");
    expectGoldenLogits(all.narrow(0, 2 * length, length), sequences[0], stride(), 5e-6);
    expectGoldenLogits(all.narrow(0, 3 * length, static_cast<std::int64_t>(second.size())), sequences[1], stride(), 5e-6);
}

TEST_P(PeftAdapter, LossAndGradients) {
    m_model->setRequiresGrad([](const NamedParameter&) { return false; });
    const at::Tensor loss = goldenLoss(*m_model, m_case.at("sequences"), m_adapter->slot());
    EXPECT_NEAR(loss.item<double>(), m_case.at("loss").get<double>(), 2e-6);
    loss.backward();
    const Json& gradients = m_case.at("gradients");
    EXPECT_EQ(m_adapter->trained().size(), gradients.size());
    for (const TrainedTensor& trained : m_adapter->trained()) {
        ASSERT_TRUE(gradients.contains(trained.name)) << trained.name;
        expectProbe(trained.tensor.grad(), gradients.at(trained.name), 5e-6, trained.name);
    }
    for (const NamedParameter& parameter : m_model->parameters()) EXPECT_FALSE(parameter.tensor.grad().defined()) << parameter.name;
}

TEST_P(PeftAdapter, WrittenBackIsTheSame) {
    const TemporaryFolder folder;
    save(folder / "saved");
    const NamedTensors before = require(loadTensors(adapterFolder() + "/adapter_model.safetensors")),
                       after = require(loadTensors(folder / "saved/adapter_model.safetensors"));
    const std::map<std::string, at::Tensor> expected(before.begin(), before.end());
    ASSERT_EQ(after.size(), before.size());
    for (const auto& [name, tensor] : after) {
        ASSERT_TRUE(expected.contains(name)) << name;
        EXPECT_TRUE(at::equal(tensor, expected.at(name))) << name;
    }
    const Json peft = require(readJsonFile(adapterFolder() + "/adapter_config.json")), ours = require(readJsonFile(folder / "saved/adapter_config.json"));
    for (const auto& [key, value] : ours.items())
        ASSERT_TRUE(peft.contains(key) || key == "loftq_config" || key == "layer_replication") << key << " is not a key of peft";
    for (const char* key : {"peft_type", "task_type", "r", "lora_alpha", "lora_dropout", "bias", "use_rslora", "use_dora", "fan_in_fan_out", "modules_to_save",
                            "rank_pattern", "alpha_pattern", "layers_to_transform", "base_model_name_or_path"})
        EXPECT_EQ(ours.at(key), peft.at(key)) << key;
    // PEFT may write whole paths where we write short names: they must choose the same layers.
    const Targets expectedTargets = require(targetsFromJson(peft.at("target_modules"))), ourTargets = require(targetsFromJson(ours.at("target_modules")));
    for (const Linear* linear : m_model->linears())
        EXPECT_EQ(ourTargets.matches(linear->path(), false), expectedTargets.matches(linear->path(), false)) << linear->path();

    const std::unique_ptr<CausalModel> model = require(CausalModel::load(modelFolder(), at::kFloat));
    const std::unique_ptr<Adapter> again = require(loadAdapter(folder / "saved", *model));
    EXPECT_EQ(again->fingerprint(), m_adapter->fingerprint());
    const std::vector<std::int64_t> ids = idsOf(m_case.at("sequences")[1].at("ids"));
    EXPECT_TRUE(at::equal(logitsOf(*model, ids, again->slot()), logitsOf(*m_model, ids, m_adapter->slot())));
}

TEST_P(PeftAdapter, MergedLogitsEqualAdapterLogits) {
    const TemporaryFolder folder;
    const MergeReport report = require(mergeAdapters({modelFolder(), {{adapterFolder(), 1.0}}, folder / "merged", MergeDtype::Keep, false}));
    std::int64_t numChanged = 0;
    for (const NamedParameter& parameter : m_model->parameters()) numChanged += m_adapter->changes(parameter.name);
    EXPECT_GT(numChanged, 0);
    EXPECT_EQ(report.numChanged, numChanged);
    const std::unique_ptr<CausalModel> merged = require(CausalModel::load(folder / "merged", at::kFloat));
    EXPECT_EQ(merged->fingerprint(), report.fingerprint);
    for (const Json& sequence : m_case.at("sequences")) expectGoldenLogits(logitsOf(*merged, idsOf(sequence.at("ids"))), sequence, stride(), 1e-5);
    for (const NamedParameter& parameter : merged->parameters())
        if (m_case.at("merged").contains(parameter.name)) expectProbe(parameter.tensor, m_case.at("merged").at(parameter.name), 1e-6, parameter.name);
}

TEST_P(PeftAdapter, MergedInMemoryIsTheSame) {
    require(m_adapter->mergeInto(*m_model, 1.0));
    for (const Json& sequence : m_case.at("sequences")) expectGoldenLogits(logitsOf(*m_model, idsOf(sequence.at("ids"))), sequence, stride(), 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Adapters, PeftAdapter, testing::Values("lora", "rslora", "lora-qv", "lora-bias"),
                         [](const testing::TestParamInfo<const char*>& adapter) {
                             std::string name = adapter.param;
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace luthier
