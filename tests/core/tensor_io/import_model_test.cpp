// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/import_model.h"

#include <cmath>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/models/model_config.h"
#include "core/tensor_io/safetensors.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;

std::string modelPath(const std::string& name) { return std::string(LUTHIER_SOURCE_DIR "/tests/baselines/models/").append(name); }

ImportReport imported(const std::string& source, const std::string& out, ImportOptions options = {}) {
    auto report = importModel(source, out, options, {});
    if (!report) throw std::runtime_error(report.error().toString());
    return *report;
}

std::string refusal(const std::string& source, const TemporaryFolder& folder, ErrorCode code = ErrorCode::InvalidData) {
    const auto before = *listFolder(folder.path());
    const auto report = importModel(source, folder / "out", {}, {});
    if (report) return "accepted";
    EXPECT_EQ(report.error().code, code) << report.error().toString();
    EXPECT_EQ(*listFolder(folder.path()), before) << "something is left of the failed import";
    return report.error().toString();
}

void expectSameWeights(const std::string& a, const std::string& b, at::ScalarType dtype) {
    const auto left = TensorSource::openFolder(a), right = TensorSource::openFolder(b);
    ASSERT_TRUE(left && right);
    for (const TensorSpec& spec : expectedTensors(*loadModelConfig(a)))
        EXPECT_TRUE(at::equal(*left->load(spec.name, spec.shape, dtype), *right->load(spec.name, spec.shape, dtype))) << spec.name;
}

// A copy of a tiny model to break.
std::string copied(const std::string& name, const TemporaryFolder& folder) {
    std::filesystem::copy(modelPath(name), folder / name);
    return folder / name;
}

void changeConfig(const std::string& model, const std::string& key, const Json& value) {
    Json config = *readJsonFile(model + "/config.json");
    config[key] = value;
    ASSERT_TRUE(writeFileDurably(model + "/config.json", dumpJson(config)));
}

TEST(ImportModel, GgufGivesTheFolderItWasMadeFrom) {
    for (const std::string name : {"tiny-llama", "tiny-qwen2"}) {
        const TemporaryFolder folder;
        const ImportReport report = imported(modelPath(name + ".gguf"), folder / "out");
        expectSameWeights(modelPath(name), folder / "out", at::kFloat);
        const auto made = loadModelConfig(folder / "out"), original = loadModelConfig(modelPath(name));
        ASSERT_TRUE(made && original);
        EXPECT_EQ(made->family, original->family);
        EXPECT_EQ(made->headDim, original->headDim);
        EXPECT_EQ(made->rmsNormEps, original->rmsNormEps);
        EXPECT_EQ(made->ropeTheta, original->ropeTheta);
        EXPECT_EQ(made->maxPositions, original->maxPositions);
        EXPECT_EQ(made->tiedHead, original->tiedHead);
        EXPECT_EQ(made->qkvBias, original->qkvBias);
        EXPECT_EQ(made->raw["eos_token_id"], original->raw["eos_token_id"]);
        EXPECT_EQ(report.dtype, "float32");
        EXPECT_EQ(report.numParameters, numParameters(*original));
        EXPECT_EQ(report.format, "gguf");
        EXPECT_TRUE(report.hasChatTemplate);
        EXPECT_TRUE(pathExists(folder / "out/chat_template.jinja"));
        EXPECT_EQ(listFolder(folder.path())->size(), 1U) << "a draft is left";
    }
}

TEST(ImportModel, FolderKeepsItsWeightsAndText) {
    for (const std::string name : {"tiny-llama", "tiny-llama3", "tiny-mistral", "tiny-qwen2"}) {
        const TemporaryFolder folder;
        const ImportReport report = imported(modelPath(name), folder / "out");
        const auto original = TensorSource::openFolder(modelPath(name)), made = TensorSource::openFolder(folder / "out");
        ASSERT_TRUE(original && made) << name;
        for (const std::string& tensor : made->names()) {
            EXPECT_EQ(made->find(tensor)->dtype, original->find(tensor)->dtype);
            EXPECT_TRUE(at::equal(*made->fileOf(tensor)->read(tensor), *original->fileOf(tensor)->read(tensor))) << name << " " << tensor;
        }
        EXPECT_EQ(*readFile(folder / "out/tokenizer.json"), *readFile(modelPath(name) + "/tokenizer.json"));
        EXPECT_EQ(report.dtype, loadModelConfig(modelPath(name))->storedDtype);
        EXPECT_FALSE(pathExists(folder / "out/model.safetensors.index.json")) << "shards become one file";
    }
}

TEST(ImportModel, ConvertsTheDtype) {
    const TemporaryFolder folder;
    EXPECT_EQ(imported(modelPath("tiny-llama3"), folder / "f32", {ImportDtype::F32, false}).dtype, "float32");
    expectSameWeights(modelPath("tiny-llama3"), folder / "f32", at::kFloat);
    EXPECT_EQ(loadModelConfig(folder / "f32")->storedDtype, "float32");
    imported(modelPath("tiny-llama.gguf"), folder / "bf16", {ImportDtype::Bf16, false});
    expectSameWeights(modelPath("tiny-llama"), folder / "bf16", at::kBFloat16);
    EXPECT_EQ(TensorSource::openFolder(folder / "bf16")->find("model.norm.weight")->dtype, "BF16");
    EXPECT_EQ(loadModelConfig(folder / "bf16")->storedDtype, "bfloat16");
}

TEST(ImportModel, ImportedFoldersImportAgain) {
    const TemporaryFolder folder;
    imported(modelPath("tiny-llama.gguf"), folder / "first");
    const ImportReport report = imported(folder / "first", folder / "second");
    expectSameWeights(folder / "first", folder / "second", at::kFloat);
    EXPECT_TRUE(report.hasChatTemplate);
}

TEST(ImportModel, FindsTheGgufInAFolder) {
    const TemporaryFolder folder;
    ASSERT_TRUE(makeFolders(folder / "source"));
    EXPECT_THAT(refusal(folder / "source", folder, ErrorCode::NotFound), HasSubstr("no config.json"));
    std::filesystem::copy(modelPath("tiny-llama.gguf"), folder / "source/one.gguf");
    EXPECT_EQ(imported(folder / "source/", folder / "out/").family, "llama");
    std::filesystem::copy(modelPath("tiny-llama.gguf"), folder / "source/two.gguf");
    EXPECT_THAT(importModel(folder / "source", folder / "other", {}, {}).error().toString(), HasSubstr("2 GGUF files"));
    EXPECT_EQ(importModel(folder / "none", folder / "other", {}, {}).error().code, ErrorCode::NotFound);
}

TEST(ImportModel, LooksBeforeItReplaces) {
    const TemporaryFolder folder;
    const std::string model = copied("tiny-llama", folder);
    imported(model, folder / "a folder's \"name\"");
    const auto again = importModel(model, folder / "a folder's \"name\"", {}, {});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(again.error().hint, HasSubstr("--force"));
    EXPECT_EQ(imported(model, folder / "a folder's \"name\"", {ImportDtype::Bf16, true}).dtype, "bfloat16");
    EXPECT_EQ(loadModelConfig(folder / "a folder's \"name\"")->storedDtype, "bfloat16");
    EXPECT_EQ(listFolder(folder.path())->size(), 2U) << "the old folder is left";

    ASSERT_TRUE(makeFolders(folder / "letters"));
    folder.write("letters/dear.txt", "");
    EXPECT_EQ(importModel(model, folder / "letters", {ImportDtype::Keep, true}, {}).error().code, ErrorCode::AlreadyExists);
    EXPECT_TRUE(pathExists(folder / "letters/dear.txt"));
    EXPECT_EQ(importModel(model, folder / "letters/dear.txt", {ImportDtype::Keep, true}, {}).error().code, ErrorCode::AlreadyExists);
    for (const std::string& out : {model, model + "/", folder.path()})
        EXPECT_EQ(importModel(model, out, {ImportDtype::Keep, true}, {}).error().code, ErrorCode::InvalidArgument) << out;
    ASSERT_TRUE(makeFolders(folder / "empty"));
    EXPECT_EQ(imported(model, folder / "empty").family, "llama");
}

TEST(ImportModel, StopsWhenAskedAndLeavesNothing) {
    const TemporaryFolder folder;
    Cancellation cancellation;
    WorkContext context;
    context.cancellation = &cancellation;
    std::int64_t last = 0, total = 0;
    context.progress = [&](const Progress& progress) {
        EXPECT_GT(progress.done, last);
        last = progress.done;
        total = progress.total;
        if (progress.done > progress.total / 2) cancellation.request();
    };
    const auto stopped = importModel(modelPath("tiny-llama.gguf"), folder / "out", {}, context);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(listFolder(folder.path())->empty());
    EXPECT_GT(last, total / 2);
}

TEST(ImportModel, RefusesWeightsThatDoNotFit) {
    const TemporaryFolder folder;
    const std::string model = copied("tiny-llama", folder), file = model + "/model.safetensors";
    const NamedTensors whole = *loadTensors(file);
    const auto with = [&](const std::function<void(NamedTensors&)>& change) {
        NamedTensors tensors = whole;
        for (auto& [name, tensor] : tensors) tensor = tensor.clone();
        change(tensors);
        EXPECT_TRUE(saveTensors(file, tensors));
        return refusal(model, folder);
    };
    EXPECT_THAT(with([](NamedTensors& t) { t.erase(t.begin(), t.begin() + 3); }), HasSubstr("3 tensors are missing"));
    EXPECT_THAT(with([](NamedTensors& t) { t.emplace_back("model.layers.0.extra.weight", at::ones({2})); }), HasSubstr("model.layers.0.extra.weight"));
    EXPECT_THAT(with([](NamedTensors& t) { t[0].second = t[0].second.narrow(0, 0, 5).contiguous(); }), HasSubstr("config.json asks for"));
    EXPECT_THAT(with([](NamedTensors& t) { t[2].second = t[2].second.to(at::kInt); }), HasSubstr("holds I32"));
    EXPECT_THAT(with([](NamedTensors& t) { t[2].second.view({-1})[1] = std::nan(""); }), HasSubstr("NaN"));
    EXPECT_THAT(with([](NamedTensors& t) { t[2].second.fill_(std::numeric_limits<float>::infinity()); }), HasSubstr("infinite"));
    EXPECT_EQ(with([](NamedTensors& t) { t.emplace_back("model.layers.0.self_attn.rotary_emb.inv_freq", at::ones({4})); }), "accepted");
}

TEST(ImportModel, ATiedHeadHasToBeTheEmbedding) {
    const TemporaryFolder folder;
    const std::string model = copied("tiny-qwen2", folder);
    NamedTensors tensors = *loadTensors(model + "/model.safetensors");
    const auto embedding = std::find_if(tensors.begin(), tensors.end(), [](const auto& item) { return item.first == "model.embed_tokens.weight"; })->second;
    tensors.emplace_back("lm_head.weight", embedding.clone());
    ASSERT_TRUE(saveTensors(model + "/model.safetensors", tensors));
    imported(model, folder / "same");
    EXPECT_EQ(TensorSource::openFolder(folder / "same")->find("lm_head.weight"), nullptr);
    tensors.back().second.view({-1})[0] += 1;
    ASSERT_TRUE(saveTensors(model + "/model.safetensors", tensors));
    EXPECT_THAT(refusal(model, folder), HasSubstr("tie_word_embeddings"));
}

TEST(ImportModel, RefusesATokenizerThatDoesNotFit) {
    const TemporaryFolder folder;
    const std::string model = copied("tiny-llama", folder);
    std::filesystem::rename(model + "/tokenizer.json", model + "/other.json");
    EXPECT_THAT(refusal(model, folder, ErrorCode::NotFound), HasSubstr("tokenizer.json"));
    std::filesystem::rename(model + "/other.json", model + "/tokenizer.json");
    NamedTensors tensors = *loadTensors(model + "/model.safetensors");
    for (auto& [name, tensor] : tensors)
        if (name == "model.embed_tokens.weight" || name == "lm_head.weight") tensor = tensor.narrow(0, 0, 300).contiguous();
    ASSERT_TRUE(saveTensors(model + "/model.safetensors", tensors));
    changeConfig(model, "vocab_size", 300);
    EXPECT_THAT(refusal(model, folder), HasSubstr("the embedding only 300 rows"));
}

TEST(ImportModel, CarriesLicenceAndNamesWhatIsLeftBehind) {
    const TemporaryFolder folder;
    const std::string model = copied("tiny-llama", folder);
    folder.write("tiny-llama/LICENSE", "free");
    folder.write("tiny-llama/modeling_custom.py", "import os");
    folder.write("tiny-llama/chat_template.jinja", "{% broken");
    const ImportReport report = imported(model, folder / "out");
    EXPECT_EQ(*readFile(folder / "out/LICENSE"), "free");
    EXPECT_FALSE(pathExists(folder / "out/modeling_custom.py"));
    EXPECT_FALSE(report.hasChatTemplate);
    EXPECT_THAT(report.notes, testing::Contains(HasSubstr("modeling_custom.py")));
    EXPECT_THAT(report.notes, testing::Contains(HasSubstr("the chat template cannot be used")));
    const Json json = toJson(report);
    EXPECT_EQ(json["chat_template"], false);
    EXPECT_EQ(json["family"], "llama");
}

}  // namespace
}  // namespace luthier
