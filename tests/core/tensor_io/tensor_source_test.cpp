// SPDX-License-Identifier: Apache-2.0
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/tensor_io/safetensors.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;

void writeShards(const TemporaryFolder& folder, const std::string& weightMap) {
    ASSERT_TRUE(saveTensors(folder / "model-00001-of-00002.safetensors", {{"a", at::ones({2})}}));
    ASSERT_TRUE(saveTensors(folder / "model-00002-of-00002.safetensors", {{"b", at::zeros({3, 1}, at::kBFloat16)}}));
    folder.write("model.safetensors.index.json", R"({"metadata":{"total_size":14},"weight_map":)" + weightMap + "}");
}

TEST(TensorSource, JoinsShards) {
    const TemporaryFolder folder;
    writeShards(folder, R"({"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"})");
    const auto source = TensorSource::openFolder(folder.path());
    ASSERT_TRUE(source) << source.error().toString();
    EXPECT_EQ(source->names(), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(source->find("b")->dtype, "BF16");
    EXPECT_EQ(source->find("c"), nullptr);
    const auto b = source->load("b", {3, 1}, at::kFloat);
    ASSERT_TRUE(b) << b.error().toString();
    EXPECT_TRUE(at::equal(*b, at::zeros({3, 1})));
}

TEST(TensorSource, NamesBothShapesWhenTheyDiffer) {
    const TemporaryFolder folder;
    ASSERT_TRUE(saveTensors(folder / "model.safetensors", {{"a", at::ones({2, 3})}}));
    const auto source = TensorSource::openFolder(folder.path());
    ASSERT_TRUE(source);
    const auto wrong = source->load("a", {3, 2}, at::kFloat);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::InvalidData);
    EXPECT_THAT(wrong.error().toString(), HasSubstr("[2, 3]"));
    EXPECT_THAT(wrong.error().toString(), HasSubstr("[3, 2]"));
    EXPECT_EQ(source->load("z", {1}, at::kFloat).error().code, ErrorCode::NotFound);
}

std::string refusal(const TemporaryFolder& folder) {
    const auto source = TensorSource::openFolder(folder.path());
    return source ? "accepted" : source.error().toString();
}

TEST(TensorSource, RefusesABrokenIndex) {
    const TemporaryFolder folder;
    const auto attempt = [&](const std::string& map) {
        writeShards(folder, map);
        return refusal(folder);
    };
    EXPECT_THAT(attempt(R"({"a":"../model.safetensors"})"), HasSubstr("outside the folder"));
    EXPECT_THAT(attempt(R"({"a":"/etc/passwd"})"), HasSubstr("outside the folder"));
    EXPECT_THAT(attempt(R"({"a":""})"), HasSubstr("outside the folder"));
    EXPECT_THAT(attempt(R"({"a":5})"), HasSubstr("not a text"));
    EXPECT_THAT(attempt("{}"), HasSubstr("names no tensor"));
    EXPECT_THAT(attempt("[]"), HasSubstr("no \"weight_map\""));
    EXPECT_THAT(attempt(R"({"a":"model-00003-of-00003.safetensors"})"), HasSubstr("model-00003-of-00003.safetensors"));
    EXPECT_THAT(attempt(R"({"c":"model-00001-of-00002.safetensors"})"), HasSubstr("it is not there"));
    EXPECT_THAT(attempt(R"({"a":"model-00002-of-00002.safetensors","b":"model-00001-of-00002.safetensors"})"), HasSubstr("it is not there"));
}

TEST(TensorSource, RefusesATensorInTwoShards) {
    const TemporaryFolder folder;
    writeShards(folder, R"({"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"})");
    ASSERT_TRUE(saveTensors(folder / "model-00002-of-00002.safetensors", {{"a", at::ones({2})}, {"b", at::ones({2})}}));
    EXPECT_THAT(refusal(folder), HasSubstr("in two files"));
}

TEST(TensorSource, SaysWhatElseLiesThere) {
    const TemporaryFolder folder;
    EXPECT_THAT(refusal(folder), HasSubstr("neither model.safetensors"));
    folder.write("model.gguf", "");
    EXPECT_THAT(refusal(folder), HasSubstr("import-model"));
    folder.write("pytorch_model.bin", "");
    EXPECT_THAT(refusal(folder), HasSubstr("pickle"));
    folder.write("model.safetensors", "");
    EXPECT_THAT(refusal(folder), HasSubstr("only 0 bytes"));
}

}  // namespace
}  // namespace luthier
