// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/safetensors.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "core/base/files.h"
#include "tests/core/tensor_io/safetensors_bytes.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;

NamedTensors sample() {
    return {{"a", at::arange(6, at::kFloat).view({2, 3})}, {"flags", at::tensor({1, 0, 1}, at::kByte).to(at::kBool)},
            {"half", at::tensor({1.5, -2.0, 65504.0}).to(at::kHalf)}, {"scalar", at::scalar_tensor(7, at::kLong)}, {"none", at::empty({0, 4}, at::kFloat)},
            {"name with \"quotes\" and \xC3\xA9", at::tensor({1.0, 2.0}).to(at::kBFloat16)}};
}

TEST(Safetensors, KeepsEveryTensor) {
    const TemporaryFolder folder;
    ASSERT_TRUE(saveTensors(folder / "x.safetensors", sample(), {{"who", "me"}}));
    const auto file = SafetensorsFile::open(folder / "x.safetensors");
    ASSERT_TRUE(file) << file.error().toString();
    EXPECT_EQ(file->metadata(), (std::map<std::string, std::string>{{"format", "pt"}, {"who", "me"}}));
    for (const auto& [name, tensor] : sample()) {
        const auto read = file->read(name);
        ASSERT_TRUE(read) << read.error().toString();
        EXPECT_EQ(read->scalar_type(), tensor.scalar_type());
        EXPECT_TRUE(at::equal(*read, tensor)) << name;
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(read->const_data_ptr()) % 64, 0U) << name;
    }
    EXPECT_EQ(listFolder(folder.path())->size(), 1U) << "a temporary file is left";
}

TEST(Safetensors, AlignsEachTensorToItsElement) {
    const TemporaryFolder folder;
    ASSERT_TRUE(
        saveTensors(folder / "x.safetensors", {{"odd", at::zeros({3}, at::kByte)}, {"f", at::ones({2}, at::kDouble)}, {"h", at::ones({1}, at::kHalf)}}));
    const auto file = SafetensorsFile::open(folder / "x.safetensors");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->find("f")->offset, 0U);
    EXPECT_EQ(file->find("h")->offset, 16U);
    EXPECT_EQ(file->find("odd")->offset, 18U);
    const auto size = fileSize(folder / "x.safetensors");
    EXPECT_EQ((*size - 21) % 8, 0U) << "the data does not start at a multiple of 8";
}

TEST(Safetensors, ConvertsBetweenFloatingTypesOnly) {
    const TemporaryFolder folder;
    // More elements than one piece, so that the border between pieces is tested.
    const at::Tensor large = at::arange((1 << 20) + 5, at::kFloat).remainder(4096).sub(2048);
    ASSERT_TRUE(saveTensors(folder / "x.safetensors",
                            {{"f32", large}, {"bf16", large.to(at::kBFloat16)}, {"f64", large.to(at::kDouble)}, {"i", at::ones({2}, at::kInt)}}));
    const auto file = SafetensorsFile::open(folder / "x.safetensors");
    ASSERT_TRUE(file);
    EXPECT_TRUE(at::equal(*file->read("f32", at::kBFloat16), large.to(at::kBFloat16)));
    EXPECT_TRUE(at::equal(*file->read("f64", at::kFloat), large));
    EXPECT_TRUE(at::equal(*file->read("bf16", at::kFloat), large.to(at::kBFloat16).to(at::kFloat)));
    EXPECT_TRUE(at::equal(*file->read("f32", at::kHalf), large.to(at::kHalf)));
    const auto wrong = file->read("i", at::kFloat);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::InvalidData);
    EXPECT_THAT(wrong.error().toString(), HasSubstr("holds I32 where F32 is needed"));
}

TEST(Safetensors, NamesWhatIsMissing) {
    const TemporaryFolder folder;
    EXPECT_EQ(SafetensorsFile::open(folder / "no.safetensors").error().code, ErrorCode::NotFound);
    EXPECT_EQ(SafetensorsFile::open(folder.path()).error().code, ErrorCode::Io);
    EXPECT_EQ(SafetensorsFile::open("/dev/zero").error().code, ErrorCode::Io);
    ASSERT_TRUE(saveTensors(folder / "x.safetensors", sample()));
    const auto missing = SafetensorsFile::open(folder / "x.safetensors")->read("b");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().key, "b");
    EXPECT_EQ(missing.error().file, folder / "x.safetensors");
}

TEST(Safetensors, NanAndInfinityAreReadAsTheyAre) {
    const TemporaryFolder folder;
    const float infinity = std::numeric_limits<float>::infinity();
    ASSERT_TRUE(saveTensors(folder / "x.safetensors", {{"a", at::tensor({std::nanf(""), infinity, -infinity, -0.0F})}}));
    const at::Tensor read = *SafetensorsFile::open(folder / "x.safetensors")->read("a");
    EXPECT_TRUE(std::isnan(read[0].item<float>()));
    EXPECT_EQ(read[1].item<float>(), infinity);
    EXPECT_TRUE(std::signbit(read[3].item<float>()));
}

TEST(Safetensors, RefusesABoolThatIsNone) {
    const TemporaryFolder folder;
    std::string bytes = test::safetensorsBytes(R"({"b":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}})", 2);
    bytes.back() = 2;
    const auto file = SafetensorsFile::open(folder.write("x.safetensors", bytes));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->read("b").error().code, ErrorCode::InvalidData);
}

TEST(Safetensors, FileCutWhileOpenIsAnError) {
    const TemporaryFolder folder;
    ASSERT_TRUE(saveTensors(folder / "x.safetensors", {{"a", at::ones({1000})}}));
    const auto file = SafetensorsFile::open(folder / "x.safetensors");
    ASSERT_TRUE(file);
    std::filesystem::resize_file(folder / "x.safetensors", 200);
    EXPECT_EQ(file->read("a").error().code, ErrorCode::InvalidData);
}

TEST(SafetensorsWriter, RefusesWhatWasNotAnnounced) {
    const TemporaryFolder folder;
    const std::string path = folder / "x.safetensors";
    {
        auto writer = SafetensorsWriter::create(path, {{"a", "F32", {2}, 0, 0}, {"b", "F32", {1}, 0, 0}});
        ASSERT_TRUE(writer);
        EXPECT_FALSE(writer->write("b", at::ones({1})));
        EXPECT_FALSE(writer->write("a", at::ones({2}, at::kDouble)));
        EXPECT_FALSE(writer->write("a", at::ones({2, 1})));
        EXPECT_FALSE(writer->finish());
        ASSERT_TRUE(writer->write("a", at::ones({2})));
        const float three = 3;
        ASSERT_TRUE(writer->writeRaw("b", &three, 2));
        EXPECT_FALSE(writer->writeRaw("b", &three, 3));
        EXPECT_FALSE(writer->finish());
        ASSERT_TRUE(writer->writeRaw("b", reinterpret_cast<const char*>(&three) + 2, 2));
        EXPECT_FALSE(pathExists(path)) << "the file appeared before it was finished";
        ASSERT_TRUE(writer->finish());
    }
    EXPECT_EQ((*loadTensors(path))[1].second.item<float>(), 3);
    EXPECT_FALSE(SafetensorsWriter::create(path, {{"a", "F32", {2}, 0, 0}, {"a", "F32", {1}, 0, 0}}));
    EXPECT_FALSE(SafetensorsWriter::create(path, {{"a", "F31", {2}, 0, 0}}));
    EXPECT_FALSE(SafetensorsWriter::create(path, {{"a", "F32", {std::int64_t{1} << 62, 4}, 0, 0}}));
}

TEST(SafetensorsWriter, LeavesTheOldFileWhenNotFinished) {
    const TemporaryFolder folder;
    const std::string path = folder / "x.safetensors";
    ASSERT_TRUE(saveTensors(path, sample()));
    ASSERT_TRUE(SafetensorsWriter::create(path, {{"a", "F32", {2}, 0, 0}}));
    EXPECT_EQ(loadTensors(path)->size(), sample().size());
    EXPECT_EQ(listFolder(folder.path())->size(), 1U) << "the temporary file is left";
}

at::ScalarType randomDtype() {
    return *rc::gen::element(at::kFloat, at::kHalf, at::kBFloat16, at::kDouble, at::kLong, at::kInt, at::kShort, at::kChar, at::kByte, at::kBool, at::kUInt16);
}

NamedTensors randomTensors() {
    const auto names = *rc::gen::unique<std::vector<std::string>>(rc::gen::string<std::string>());
    NamedTensors tensors;
    for (const std::string& name : names) {
        const auto shape = *rc::gen::resize(4, rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 5)));
        const at::ScalarType dtype = randomDtype();
        at::Tensor bytes =
            at::randint(0, dtype == at::kBool ? 2 : 256, {at::empty(shape, dtype).numel() * static_cast<std::int64_t>(c10::elementSize(dtype))}, at::kByte);
        tensors.emplace_back(name, bytes.view(dtype).view(shape));
    }
    return tensors;
}

RC_GTEST_PROP(SafetensorsProperty, WhatIsWrittenIsRead, ()) {
    const TemporaryFolder folder;
    const NamedTensors tensors = randomTensors();
    const bool namesAreText = std::all_of(tensors.begin(), tensors.end(), [](const auto& item) {
        return std::all_of(item.first.begin(), item.first.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    });
    const Status saved = saveTensors(folder / "x.safetensors", tensors);
    RC_ASSERT(saved.has_value() || !namesAreText);
    if (!saved) return;
    const auto file = SafetensorsFile::open(folder / "x.safetensors");
    RC_ASSERT(file.has_value());
    RC_ASSERT(file->entries().size() == tensors.size());
    for (const auto& [name, tensor] : tensors) {
        const at::Tensor read = *file->read(name);
        RC_ASSERT(read.sizes() == tensor.sizes() && read.scalar_type() == tensor.scalar_type());
        RC_ASSERT(std::memcmp(read.const_data_ptr(), tensor.const_data_ptr(), read.nbytes()) == 0);
    }
}

TEST(SafetensorsProperty, CutAnywhereIsAnError) {
    const TemporaryFolder folder;
    ASSERT_TRUE(saveTensors(folder / "whole.safetensors", sample()));
    const std::string whole = *readFile(folder / "whole.safetensors");
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_FALSE(SafetensorsFile::open(folder.write("cut.safetensors", whole.substr(0, length)))) << "cut to " << length << " bytes";
    EXPECT_FALSE(SafetensorsFile::open(folder.write("long.safetensors", whole + "x")));
    EXPECT_TRUE(SafetensorsFile::open(folder.write("same.safetensors", whole)));
}

}  // namespace
}  // namespace luthier
