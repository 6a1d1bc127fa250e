// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/tensor_io/gguf_config.h"
#include "core/tensor_io/import_model.h"
#include "core/tensor_io/safetensors.h"
#include "tests/core/tensor_io/gguf_bytes.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::GgufBytes;
using test::TemporaryFolder;
using testing::HasSubstr;

const std::string tinyLlama = LUTHIER_SOURCE_DIR "/tests/baselines/models/tiny-llama.gguf";
using Changes = std::vector<std::pair<std::string, std::optional<GgufValue>>>;
GgufValue number(std::int64_t value) { return GgufValue(value); }
GgufValue text(const char* value) { return GgufValue(std::string(value)); }

Result<GgufModel> modelOf(GgufBytes bytes) {
    const TemporaryFolder folder;
    ASSIGN_OR_RETURN(const GgufFile file, GgufFile::open(folder.write("x.gguf", bytes.bytes())));
    return readGgufModel(file);
}
Result<GgufModel> changed(const Changes& changes, const std::vector<std::string>& without = {}) {
    ASSIGN_OR_RETURN(const GgufFile file, GgufFile::open(tinyLlama));
    return modelOf(test::rewritten(file, changes, without));
}
std::string refusal(const Changes& changes, const std::vector<std::string>& without = {}) {
    const auto model = changed(changes, without);
    return model ? "accepted" : model.error().toString();
}

TEST(GgufConfig, RefusesWhatIsNotSupported) {
    EXPECT_THAT(refusal({{"general.architecture", text("mamba")}}), HasSubstr("\"mamba\" is not supported"));
    EXPECT_THAT(refusal({{"general.architecture", text("mamba")}}), HasSubstr("llama, qwen2"));
    EXPECT_THAT(refusal({{"general.type", text("adapter")}}), HasSubstr("holds no model"));
    EXPECT_THAT(refusal({{"split.count", number(3)}}), HasSubstr("one of 3 parts"));
    EXPECT_THAT(refusal({{"llama.expert_count", number(8)}}), HasSubstr("mixtures of experts"));
    EXPECT_THAT(refusal({{"llama.rope.scaling.type", text("yarn")}}), HasSubstr("\"yarn\" is not supported"));
    EXPECT_THAT(refusal({{"llama.rope.dimension_count", number(4)}}), HasSubstr("part of each head"));
    EXPECT_THAT(refusal({{"llama.attention.value_length", number(4)}}), HasSubstr("different lengths"));
    EXPECT_THAT(refusal({{"llama.feed_forward_length", GgufValue(std::vector<std::int64_t>{64, 32})}}), HasSubstr("different shapes"));
    EXPECT_EQ(refusal({{"llama.feed_forward_length", GgufValue(std::vector<std::int64_t>{64, 64})}}), "accepted");
}

TEST(GgufConfig, RefusesWhatDoesNotFit) {
    EXPECT_THAT(refusal({{"llama.block_count", std::nullopt}}), HasSubstr("llama.block_count"));
    EXPECT_THAT(refusal({{"llama.block_count", text("two")}}), HasSubstr("another type"));
    EXPECT_THAT(refusal({{"llama.block_count", number(3)}}), HasSubstr("blk.2.attn_norm.weight"));
    EXPECT_THAT(refusal({{"llama.block_count", number(1'000'000'000)}}), HasSubstr("num_hidden_layers"));
    EXPECT_THAT(refusal({{"llama.block_count", number(1)}}), HasSubstr("does not have"));
    EXPECT_THAT(refusal({{"llama.attention.head_count", number(0)}}), HasSubstr("cannot be: 0 heads"));
    EXPECT_THAT(refusal({{"llama.attention.layer_norm_rms_epsilon", std::nullopt}}), HasSubstr("layer_norm_rms_epsilon"));
    EXPECT_THAT(refusal({{"llama.feed_forward_length", number(128)}}), HasSubstr("has the shape [64,32]"));
    EXPECT_THAT(refusal({}, {"blk.1.ffn_up.weight"}), HasSubstr("blk.1.ffn_up.weight"));
    EXPECT_THAT(refusal({}, {"token_embd.weight"}), HasSubstr("token_embd.weight"));
}

TEST(GgufConfig, ReadsRopeScaling) {
    const auto linear = changed({{"llama.rope.scaling.type", text("linear")}, {"llama.rope.scaling.factor", GgufValue(2.0)}});
    ASSERT_TRUE(linear) << linear.error().toString();
    EXPECT_EQ(linear->config.ropeScaling.type, RopeScaling::Type::Linear);
    EXPECT_EQ(linear->config.ropeScaling.factor, 2.0);
}

// Llama 3.1's formula as in transformers, for head_dim 8, theta 10000, factor 8, low 1, high 4, original 64; computed there:
// inv_freq 1, 0.1, 0.01, 0.001 -> wavelengths 6.28, 62.8, 628, 6283.
std::string llama3Factors() {
    const double smooth = (64.0 / (2 * 3.14159265358979 / 0.1) - 1.0) / 3.0;
    std::string data =
        GgufBytes::raw(1.0F) + GgufBytes::raw(static_cast<float>(1.0 / ((1.0 - smooth) / 8.0 + smooth))) + GgufBytes::raw(8.0F) + GgufBytes::raw(8.0F);
    return data;
}

TEST(GgufConfig, FindsLlama3ScalingInTheFactors) {
    const auto file = GgufFile::open(tinyLlama);
    ASSERT_TRUE(file);
    const auto with = [&](const std::string& factors) {
        return modelOf(test::rewritten(*file, {{"llama.rope.scaling.original_context_length", number(64)}}).tensor("rope_freqs.weight", {4}, 0, factors));
    };
    const auto found = with(llama3Factors());
    ASSERT_TRUE(found) << found.error().toString();
    EXPECT_EQ(found->config.ropeScaling, (RopeScaling{RopeScaling::Type::Llama3, 8.0, 1.0, 4.0, 64}));
    EXPECT_THAT(found->notes, testing::Contains(HasSubstr("rope_freqs.weight")));
    EXPECT_FALSE(with(GgufBytes::raw(1.0F) + GgufBytes::raw(3.0F) + GgufBytes::raw(2.0F) + GgufBytes::raw(8.0F)));
    EXPECT_FALSE(with(GgufBytes::raw(std::nanf("")) + GgufBytes::raw(3.0F) + GgufBytes::raw(2.0F) + GgufBytes::raw(8.0F)));
}

TEST(GgufConfig, NamesAreTranslated) {
    EXPECT_EQ(ggufTensorName("model.embed_tokens.weight"), "token_embd.weight");
    EXPECT_EQ(ggufTensorName("lm_head.weight"), "output.weight");
    EXPECT_EQ(ggufTensorName("model.layers.12.self_attn.o_proj.weight"), "blk.12.attn_output.weight");
    EXPECT_EQ(ggufTensorName("model.layers.0.self_attn.q_proj.bias"), "blk.0.attn_q.bias");
    EXPECT_EQ(ggufTensorName("model.layers.3.post_attention_layernorm.weight"), "blk.3.ffn_norm.weight");
}

TEST(ImportGguf, RefusesWeightsThatAreNotFinite) {
    const TemporaryFolder folder;
    const auto file = GgufFile::open(tinyLlama);
    std::string bytes = *readFile(tinyLlama);
    const float nan = std::nanf("");
    std::memcpy(bytes.data() + file->findTensor("blk.0.attn_q.weight")->offset + 8, &nan, 4);
    const auto report = importModel(folder.write("x.gguf", bytes), folder / "out", {}, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().key, "model.layers.0.self_attn.q_proj.weight");
    EXPECT_EQ(report.error().file, folder / "x.gguf");
    EXPECT_FALSE(pathExists(folder / "out"));
}

std::int64_t peakMemoryBytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6)) * 1024;
    return -1;
}

// 230 MB of zeros on disk, a hole in the file, so that it costs neither time nor memory to make.
TEST(ImportGguf, MemoryStaysFarUnderTheModelsSize) {
    const TemporaryFolder folder;
    const auto tiny = GgufFile::open(tinyLlama);
    ASSERT_TRUE(tiny);
    constexpr std::uint64_t hidden = 1024, ffn = 16384, vocabulary = 343;
    std::vector<std::string> all;
    for (const GgufTensor& tensor : tiny->tensors()) all.push_back(tensor.name);
    GgufBytes bytes = test::rewritten(*tiny,
                                      {{"llama.embedding_length", number(hidden)},
                                       {"llama.feed_forward_length", number(ffn)},
                                       {"llama.block_count", number(1)},
                                       {"llama.rope.dimension_count", number(hidden / 4)}},
                                      all);
    std::uint64_t end = 0;
    const auto add = [&](const std::string& name, std::uint64_t columns, std::uint64_t rows) {
        bytes.tensor(name, rows == 0 ? std::vector<std::uint64_t>{columns} : std::vector<std::uint64_t>{columns, rows}, 0, "", static_cast<std::int64_t>(end));
        end += columns * std::max<std::uint64_t>(rows, 1) * 4;
    };
    for (const char* name : {"output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"}) add(std::string(name) + ".weight", hidden, 0);
    for (const char* name : {"blk.0.attn_q", "blk.0.attn_output"}) add(std::string(name) + ".weight", hidden, hidden);
    for (const char* name : {"blk.0.attn_k", "blk.0.attn_v"}) add(std::string(name) + ".weight", hidden, hidden / 2);
    for (const char* name : {"blk.0.ffn_gate", "blk.0.ffn_up"}) add(std::string(name) + ".weight", hidden, ffn);
    add("blk.0.ffn_down.weight", ffn, hidden);
    for (const char* name : {"token_embd", "output"}) add(std::string(name) + ".weight", hidden, vocabulary);
    const std::string path = folder.write("big.gguf", bytes.bytes());
    std::filesystem::resize_file(path, bytes.bytes().size() + end);

    std::ofstream("/proc/self/clear_refs") << "5";   // VmHWM starts again from here
    const std::int64_t before = peakMemoryBytes();
    const auto report = importModel(path, folder / "out", {}, {});
    ASSERT_TRUE(report) << report.error().toString();
    EXPECT_GT(report->numBytes, 210'000'000U);
    EXPECT_LT(peakMemoryBytes() - before, 60'000'000);
}

}  // namespace
}  // namespace luthier
