// SPDX-License-Identifier: Apache-2.0
#include "core/adapters/merge.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "core/adapters/adapter.h"
#include "core/adapters/lora.h"
#include "core/base/files.h"
#include "core/tensor_io/safetensors.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using namespace luthier::test;

const std::string base = baselinePath("models/tiny-llama"), adapter = baselinePath("adapters/lora"), other = baselinePath("adapters/lora-qv");
const std::string name = "model.layers.0.self_attn.q_proj.weight";

at::Tensor weightIn(const std::string& folder) { return require(SafetensorsFile::open(folder + "/model.safetensors").value().read(name, at::kFloat)); }

TEST(Merge, SumsWeightedAdaptersInAnyOrder) {
    const TemporaryFolder folder;
    require(mergeAdapters({base, {{adapter, 1.0}}, folder / "a"}));
    require(mergeAdapters({base, {{other, 1.0}}, folder / "b"}));
    require(mergeAdapters({base, {{adapter, 0.5}, {other, -2.0}}, folder / "both"}));
    require(mergeAdapters({base, {{other, -2.0}, {adapter, 0.5}}, folder / "reversed"}));
    const at::Tensor plain = weightIn(base), a = weightIn(folder / "a"), b = weightIn(folder / "b");
    expectClose(weightIn(folder / "both"), plain + 0.5 * (a - plain) - 2.0 * (b - plain), 1e-6, "both");
    expectClose(weightIn(folder / "reversed"), weightIn(folder / "both"), 1e-6, "reversed");
}

TEST(Merge, BiasesOfTwoAdaptersAreBothRelativeToTheBase) {
    const TemporaryFolder folder;
    const std::string qwen = baselinePath("models/tiny-qwen2"), biased = baselinePath("adapters/lora-bias"), bias = "model.layers.0.self_attn.q_proj.bias";
    const auto biasIn = [&](const std::string& path) { return require(SafetensorsFile::open(path + "/model.safetensors").value().read(bias, at::kFloat)); };
    require(mergeAdapters({qwen, {{biased, 1.0}}, folder / "once"}));
    require(mergeAdapters({qwen, {{biased, 1.0}, {biased, 1.0}}, folder / "twice"}));
    expectClose(biasIn(folder / "twice") - biasIn(qwen), 2 * (biasIn(folder / "once") - biasIn(qwen)), 1e-6, "bias");
}

TEST(Merge, CarriesConfigTokenizerAndTemplate) {
    const TemporaryFolder folder;
    require(mergeAdapters({baselinePath("models/tiny-qwen2"), {{baselinePath("adapters/lora-bias"), 1.0}}, folder / "merged", MergeDtype::Bf16}));
    for (const char* file : {"tokenizer.json", "tokenizer_config.json", "generation_config.json", "chat_template.jinja"})
        EXPECT_EQ(contentOf(folder / (std::string("merged/") + file)), contentOf(baselinePath(std::string("models/tiny-qwen2/") + file))) << file;
    const Json before = require(readJsonFile(baselinePath("models/tiny-qwen2/config.json"))), after = require(readJsonFile(folder / "merged/config.json"));
    for (const auto& [key, value] : before.items()) {
        if (key == "dtype" || key == "torch_dtype") continue;
        EXPECT_EQ(after.at(key), value) << key;
    }
    EXPECT_EQ(after.at("torch_dtype"), "bfloat16");
    for (const TensorEntry& entry : require(SafetensorsFile::open(folder / "merged/model.safetensors")).entries()) EXPECT_EQ(entry.dtype, "BF16") << entry.name;
}

TEST(Merge, RoundsToTheBasesDtypeOnce) {
    const TemporaryFolder folder;
    std::filesystem::copy(base, folder / "bf16", std::filesystem::copy_options::recursive);
    NamedTensors tensors = require(loadTensors(base + "/model.safetensors"));
    for (auto& [key, tensor] : tensors) tensor = tensor.to(at::kBFloat16);
    require(saveTensors(folder / "bf16/model.safetensors", tensors));
    require(mergeAdapters({folder / "bf16", {{adapter, 1.0}}, folder / "kept"}));
    require(mergeAdapters({folder / "bf16", {{adapter, 1.0}}, folder / "wide", MergeDtype::F32}));
    EXPECT_EQ(require(SafetensorsFile::open(folder / "kept/model.safetensors")).find(name)->dtype, "BF16");
    EXPECT_TRUE(at::equal(weightIn(folder / "kept"), weightIn(folder / "wide").to(at::kBFloat16).to(at::kFloat)));
}

TEST(Merge, TiedHeadStaysOneTensor) {
    const std::string tied = baselinePath("models/tiny-qwen2");
    ASSERT_TRUE(require(loadModelConfig(tied)).tiedHead && !require(loadModelConfig(base)).tiedHead);
    for (const auto& [model, merged] : {std::pair(tied, baselinePath("adapters/lora-bias")), std::pair(base, adapter)}) {
        const TemporaryFolder folder;
        require(mergeAdapters({model, {{merged, 1.0}}, folder / "merged"}));
        EXPECT_EQ(require(SafetensorsFile::open(folder / "merged/model.safetensors")).find("lm_head.weight") == nullptr, model == tied) << model;
        EXPECT_EQ(require(loadModelConfig(folder / "merged")).tiedHead, model == tied) << model;
    }
}

TEST(Merge, ReadsShards) {
    const TemporaryFolder folder;
    const std::unique_ptr<CausalModel> model = loadTiny("tiny-llama3");
    // Any adapter whose shapes fit: a fresh one with values.
    const std::unique_ptr<Adapter> fresh = require(Lora::create(LoraOptions(), *model, 1));
    std::vector<at::Tensor> values;
    for (const TrainedTensor& trained : fresh->trained()) values.push_back(at::full_like(trained.tensor, 0.01));
    require(makeFolders(folder / "adapter"));
    require(fresh->save(folder / "adapter", values, {"tiny-llama3"}));
    require(mergeAdapters({baselinePath("models/tiny-llama3"), {{folder / "adapter", 1.0}}, folder / "merged", MergeDtype::F32}));
    const std::unique_ptr<Adapter> loaded = require(loadAdapter(folder / "adapter", *model));
    const std::unique_ptr<CausalModel> merged = require(CausalModel::load(folder / "merged", at::kFloat));
    expectClose(logitsOf(*merged, {5, 6, 7}), logitsOf(*model, {5, 6, 7}, loaded->slot()), 1e-5, "logits");
}

void expectRefused(const MergeRequest& request, ErrorCode code) {
    const auto report = mergeAdapters(request);
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().code, code) << report.error().toString();
}

TEST(MergeOutput, ExistingIsKeptUnlessAskedAndOnlyModelsAreReplaced) {
    const TemporaryFolder folder;
    require(mergeAdapters({base, {{adapter, 1.0}}, folder / "merged"}));
    expectRefused({base, {{adapter, 0.5}}, folder / "merged"}, ErrorCode::AlreadyExists);
    const std::string before = contentOf(folder / "merged/model.safetensors");
    require(mergeAdapters({base, {{adapter, 0.5}}, folder / "merged", MergeDtype::Keep, true}));
    EXPECT_NE(contentOf(folder / "merged/model.safetensors"), before);
    std::filesystem::create_directory(folder / "photos");
    folder.write("photos/holiday.jpg", "x");
    expectRefused({base, {{adapter, 1.0}}, folder / "photos", MergeDtype::Keep, true}, ErrorCode::AlreadyExists);
    EXPECT_EQ(contentOf(folder / "photos/holiday.jpg"), "x");
}

TEST(MergeOutput, NeverReplacesItsOwnInput) {
    const TemporaryFolder folder;
    std::filesystem::copy(base, folder / "base", std::filesystem::copy_options::recursive);
    expectRefused({folder / "base", {{adapter, 1.0}}, folder / "./base", MergeDtype::Keep, true}, ErrorCode::InvalidArgument);
    EXPECT_TRUE(pathExists(folder / "base/model.safetensors"));
}

TEST(MergeOutput, NothingIsLeftAfterAnError) {
    const TemporaryFolder folder;
    expectRefused({base, {}, folder / "merged"}, ErrorCode::InvalidArgument);
    expectRefused({base, {{adapter, std::numeric_limits<double>::quiet_NaN()}}, folder / "merged"}, ErrorCode::InvalidArgument);
    expectRefused({base, {{folder / "nowhere", 1.0}}, folder / "merged"}, ErrorCode::NotFound);
    expectRefused({base, {{adapter, 1e39}}, folder / "merged"}, ErrorCode::InvalidArgument);
    Cancellation cancellation;
    cancellation.request();
    WorkContext context;
    context.cancellation = &cancellation;
    EXPECT_EQ(mergeAdapters({base, {{adapter, 1.0}}, folder / "merged"}, context).error().code, ErrorCode::Cancelled);
    EXPECT_THAT(require(listFolder(folder.path())), testing::IsEmpty());
}

TEST(MergeOutput, ARewardModelIsNotMergedAwayFromItsHead) {
    const TemporaryFolder folder;
    const auto merged = mergeAdapters({baselinePath("models/tiny-llama"), {{baselinePath("adapters/reward"), 1.0}}, folder / "merged"});
    ASSERT_FALSE(merged);
    EXPECT_NE(merged.error().message.find("score head"), std::string::npos) << merged.error().toString();
    EXPECT_FALSE(std::filesystem::exists(folder / "merged"));
}

TEST(MergeOutput, AValueTooLargeForItsDtypeIsAnError) {
    const TemporaryFolder folder;
    std::filesystem::copy(base, folder / "f16", std::filesystem::copy_options::recursive);
    NamedTensors tensors = require(loadTensors(base + "/model.safetensors"));
    for (auto& [key, tensor] : tensors) tensor = tensor.to(at::kHalf);
    require(saveTensors(folder / "f16/model.safetensors", tensors));
    expectRefused({folder / "f16", {{adapter, 1e6}}, folder / "merged"}, ErrorCode::InvalidData);
    EXPECT_FALSE(pathExists(folder / "merged"));
    EXPECT_TRUE(mergeAdapters({folder / "f16", {{adapter, 1e6}}, folder / "wide", MergeDtype::F32}).has_value());
}

TEST(MergeOutput, PathsWithSpacesQuotesAndUnicode) {
    const TemporaryFolder folder;
    const std::string out = folder / "my \"merged\" \n mödel/";
    require(mergeAdapters({base, {{adapter, 1.0}}, out}));
    EXPECT_TRUE(CausalModel::load(out, at::kFloat).has_value());
}

}  // namespace
}  // namespace luthier
