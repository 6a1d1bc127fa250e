// SPDX-License-Identifier: Apache-2.0
// Weights are what is on disk, or an error that names the tensor.
#include <filesystem>
#include <set>

#include <gmock/gmock.h>

#include "core/models/causal_model.h"
#include "core/tensor_io/safetensors.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using namespace luthier::test;

// tiny-llama whose tensors a test may change before it is written.
class LoadModel : public testing::Test {
protected:
    NamedTensors m_tensors = require(loadTensors(baselinePath("models/tiny-llama/model.safetensors")));
    TemporaryFolder m_folder;

    at::Tensor& tensor(const std::string& name) {
        for (auto& [key, value] : m_tensors) if (key == name) return value;
        throw std::runtime_error("no tensor " + name);
    }
    Result<std::unique_ptr<CausalModel>> load() {
        std::filesystem::copy_file(baselinePath("models/tiny-llama/config.json"), m_folder / "config.json", std::filesystem::copy_options::overwrite_existing);
        require(saveTensors(m_folder / "model.safetensors", m_tensors));
        return CausalModel::load(m_folder.path(), at::kFloat);
    }
    void expectError(const std::string& key, const std::string& message) {
        const auto model = load();
        ASSERT_FALSE(model.has_value());
        EXPECT_EQ(model.error().code, ErrorCode::InvalidData) << model.error().toString();
        EXPECT_THAT(model.error().toString(), testing::HasSubstr(message));
        EXPECT_THAT(model.error().toString(), testing::HasSubstr(key));
    }
};

TEST_F(LoadModel, WritesBackTheSameModel) {
    const auto model = load();
    ASSERT_TRUE(model.has_value()) << model.error().toString();
    const std::unique_ptr<CausalModel> original = loadTiny("tiny-llama");
    EXPECT_EQ((*model)->fingerprint(), original->fingerprint());
    EXPECT_TRUE(at::equal(logitsOf(**model, {1, 2, 3}), logitsOf(*original, {1, 2, 3})));
}

TEST_F(LoadModel, MissingTensor) {
    std::erase_if(m_tensors, [](const auto& entry) { return entry.first == "model.layers.1.mlp.up_proj.weight"; });
    const auto model = load();
    ASSERT_FALSE(model.has_value());
    EXPECT_THAT(model.error().toString(), testing::HasSubstr("model.layers.1.mlp.up_proj.weight"));
}

TEST_F(LoadModel, TensorNobodyKnows) {
    m_tensors.emplace_back("model.layers.0.self_attn.q_norm.weight", at::ones({8}));
    expectError("model.layers.0.self_attn.q_norm.weight", "config.json");
}

// torch.compile puts _orig_mod. in front of every name.
TEST_F(LoadModel, NamesWithAPrefixAreRefused) {
    for (auto& [key, value] : m_tensors) key = "_orig_mod." + key;
    const auto model = load();
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().code, ErrorCode::InvalidData) << model.error().toString();
}

TEST_F(LoadModel, IgnorableBuffersAreIgnored) {
    m_tensors.emplace_back("model.layers.0.self_attn.rotary_emb.inv_freq", at::ones({4}));
    EXPECT_TRUE(load().has_value());
}

TEST_F(LoadModel, WrongShape) {
    at::Tensor& weight = tensor("model.layers.0.self_attn.k_proj.weight");
    weight = weight.t().contiguous();
    expectError("model.layers.0.self_attn.k_proj.weight", "32");
}

TEST_F(LoadModel, ValuesThatAreNotFinite) {
    for (const double value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        tensor("model.norm.weight")[3] = value;
        expectError("model.norm.weight", "NaN or infinite");
    }
}

TEST_F(LoadModel, LargeValuesWhoseSumOverflowsAreFine) {
    tensor("model.layers.0.mlp.down_proj.weight").fill_(3e38);
    EXPECT_TRUE(load().has_value());
}

TEST_F(LoadModel, TruncatedFile) {
    require(load());
    std::filesystem::resize_file(m_folder / "model.safetensors", std::filesystem::file_size(m_folder / "model.safetensors") - 1);
    const auto model = CausalModel::load(m_folder.path(), at::kFloat);
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().code, ErrorCode::InvalidData);
}

TEST_F(LoadModel, EmptyFileAndNoFile) {
    require(load());
    m_folder.write("model.safetensors", "");
    EXPECT_FALSE(CausalModel::load(m_folder.path(), at::kFloat).has_value());
    std::filesystem::remove(m_folder / "model.safetensors");
    const auto model = CausalModel::load(m_folder.path(), at::kFloat);
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().code, ErrorCode::NotFound) << model.error().toString();
    EXPECT_FALSE(CausalModel::load(m_folder / "nothing here", at::kFloat).has_value());
}

TEST_F(LoadModel, StopsWhenCancelled) {
    require(load());
    Cancellation cancellation;
    cancellation.request();
    WorkContext context;
    context.cancellation = &cancellation;
    const auto model = CausalModel::load(m_folder.path(), at::kFloat, context);
    ASSERT_FALSE(model.has_value());
    EXPECT_EQ(model.error().code, ErrorCode::Cancelled);
}

TEST_F(LoadModel, ReportsProgress) {
    require(load());
    std::vector<Progress> seen;
    WorkContext context;
    context.progress = [&](const Progress& progress) { seen.push_back(progress); };
    ASSERT_TRUE(CausalModel::load(m_folder.path(), at::kFloat, context).has_value());
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen.back().done, seen.back().total);
}

TEST_F(LoadModel, FingerprintFollowsEveryByte) {
    const std::string before = require(load())->fingerprint();
    EXPECT_EQ(before.size(), 64U);
    EXPECT_EQ(before, require(load())->fingerprint());
    tensor("model.norm.weight")[0] += 1e-6;
    const std::unique_ptr<CausalModel> changed = require(load());
    EXPECT_NE(before, changed->fingerprint());
    EXPECT_NE(changed->fingerprint(), require(CausalModel::load(m_folder.path(), at::kBFloat16))->fingerprint());
}

// The last token as a decoding step of its own.
at::Tensor lastLogitsByDecoding(const CausalModel& model, const std::vector<std::int64_t>& ids) {
    const at::NoGradGuard noGradient;
    KvCache cache(model.config().numLayers, 1);
    const AdapterSelection base;
    at::Tensor hidden;
    const auto run = [&](std::size_t begin, std::size_t end) {
        SegmentLayout layout;
        layout.add(static_cast<std::int64_t>(end - begin));
        std::vector<std::int64_t> positions;
        for (std::size_t i = begin; i < end; ++i) positions.push_back(static_cast<std::int64_t>(i));
        const std::vector<std::int64_t> some(ids.begin() + static_cast<std::ptrdiff_t>(begin), ids.begin() + static_cast<std::ptrdiff_t>(end));
        hidden = model.hiddenStates({tokenTensor(some), tokenTensor(positions), &layout, &base, false, 0, false, &cache, {0}});
    };
    run(0, ids.size() - 1);
    run(ids.size() - 1, ids.size());
    return model.logits(hidden);
}

TEST_F(LoadModel, LinearsStayAsTheyAreStored) {
    const auto allStoredAs = [this](at::ScalarType type) {
        for (auto& [name, value] : m_tensors) value = value.to(type);
    };
    const auto linearTypes = [](CausalModel& model) {
        std::set<at::ScalarType> types;
        for (const Linear* const linear : model.linears()) types.insert(linear->weight().scalar_type());
        return types;
    };
    for (const at::ScalarType type : {at::kBFloat16, at::kHalf}) {
        allStoredAs(type);
        const std::unique_ptr<CausalModel> wide = require(load());
        const std::unique_ptr<CausalModel> narrow = require(CausalModel::load(m_folder.path(), at::kFloat, {}, NarrowWeights::Linears));
        EXPECT_EQ(linearTypes(*wide), std::set{at::kFloat});
        EXPECT_EQ(linearTypes(*narrow), std::set{type});
        EXPECT_EQ(narrow->dtype(), at::kFloat);
        EXPECT_EQ(narrow->fingerprint(), wide->fingerprint());
        EXPECT_TRUE(at::equal(logitsOf(*narrow, {1, 2, 3}), logitsOf(*wide, {1, 2, 3})));
        EXPECT_TRUE(at::equal(lastLogitsByDecoding(*narrow, {1, 2, 3}), lastLogitsByDecoding(*wide, {1, 2, 3})));
    }
    allStoredAs(at::kBFloat16);
    const std::unique_ptr<CausalModel> wide = require(load());
    const std::unique_ptr<CausalModel> speaks = require(CausalModel::load(m_folder.path(), at::kFloat, {}, NarrowWeights::ForAnswers));
    EXPECT_EQ(linearTypes(*speaks), std::set{at::kBFloat16});
    EXPECT_EQ(speaks->headWeight().scalar_type(), at::kBFloat16);
    EXPECT_EQ(speaks->dtype(), at::kFloat);
    EXPECT_EQ(speaks->fingerprint(), wide->fingerprint());
    EXPECT_TRUE(at::equal(logitsOf(*speaks, {1, 2, 3}), logitsOf(*wide, {1, 2, 3})));
    EXPECT_TRUE(at::equal(lastLogitsByDecoding(*speaks, {1, 2, 3}), lastLogitsByDecoding(*wide, {1, 2, 3})));
    allStoredAs(at::kHalf);   // decoding would widen all of it for every token
    require(load());
    const std::unique_ptr<CausalModel> half = require(CausalModel::load(m_folder.path(), at::kFloat, {}, NarrowWeights::ForAnswers));
    EXPECT_EQ(linearTypes(*half), std::set{at::kFloat});
    EXPECT_EQ(half->headWeight().scalar_type(), at::kFloat);
    // Where one of them is finer, all are as they are computed with.
    allStoredAs(at::kBFloat16);
    tensor("model.layers.1.mlp.up_proj.weight") = tensor("model.layers.1.mlp.up_proj.weight").to(at::kFloat);
    require(load());
    EXPECT_EQ(linearTypes(*require(CausalModel::load(m_folder.path(), at::kFloat, {}, NarrowWeights::Linears))), std::set{at::kFloat});
    allStoredAs(at::kFloat);
    require(load());
    EXPECT_EQ(linearTypes(*require(CausalModel::load(m_folder.path(), at::kFloat, {}, NarrowWeights::Linears))), std::set{at::kFloat});
    allStoredAs(at::kHalf);   // not to be computed in bf16: float16 holds more
    require(load());
    EXPECT_EQ(linearTypes(*require(CausalModel::load(m_folder.path(), at::kBFloat16, {}, NarrowWeights::Linears))), std::set{at::kBFloat16});
}

}  // namespace
}  // namespace luthier
