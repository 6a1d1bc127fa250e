// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/gguf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "tests/core/tensor_io/gguf_bytes.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::GgufBytes;
using test::TemporaryFolder;
using testing::HasSubstr;

const std::string fourFloats(16, '\0');

GgufBytes sample() {
    GgufBytes file;
    file.key("general.architecture", std::string("llama")).key("a.bool", true).key("a.list", std::vector<std::int64_t>{1, -2, 3});
    file.key("a.texts", std::vector<std::string>{"x", "", "yz"}).key("a.numbers", std::vector<double>{0.5}).key("a.number", 2.5);
    file.rawKey("a.u8", GgufBytes::raw<std::uint32_t>(0) + GgufBytes::raw<std::uint8_t>(200))
        .rawKey("a.f32", GgufBytes::raw<std::uint32_t>(6) + GgufBytes::raw(1.5F));
    file.tensor("first", {2, 3}, 0,
                GgufBytes::raw(1.0F) + GgufBytes::raw(2.0F) + GgufBytes::raw(3.0F) + GgufBytes::raw(4.0F) + GgufBytes::raw(5.0F) + GgufBytes::raw(6.0F));
    file.tensor("second", {32}, 8, GgufBytes::raw<std::uint16_t>(0x3C00) + std::string(32, '\x02'));
    return file;
}

Result<GgufFile> openBytes(const TemporaryFolder& folder, const std::string& bytes) { return GgufFile::open(folder.write("x.gguf", bytes)); }

std::string refusal(const std::string& bytes) {
    const TemporaryFolder folder;
    const auto file = openBytes(folder, bytes);
    if (file) return "accepted";
    EXPECT_EQ(file.error().code, ErrorCode::InvalidData) << file.error().toString();
    return file.error().toString();
}

TEST(Gguf, ReadsMetadataAndTensors) {
    for (const std::uint32_t version : {2U, 3U}) {
        const TemporaryFolder folder;
        GgufBytes bytes = sample();
        bytes.version = version;
        const auto file = openBytes(folder, bytes.bytes());
        ASSERT_TRUE(file) << file.error().toString();
        EXPECT_EQ(**file->get<std::string>("general.architecture"), "llama");
        EXPECT_EQ(**file->get<bool>("a.bool"), true);
        EXPECT_EQ(**file->get<std::vector<std::int64_t>>("a.list"), (std::vector<std::int64_t>{1, -2, 3}));
        EXPECT_EQ(**file->get<std::vector<std::string>>("a.texts"), (std::vector<std::string>{"x", "", "yz"}));
        EXPECT_EQ(**file->get<std::int64_t>("a.u8"), 200);
        EXPECT_EQ(**file->get<double>("a.u8"), 200.0);
        EXPECT_EQ(**file->get<double>("a.f32"), 1.5);
        EXPECT_EQ(*file->get<double>("absent"), std::nullopt);
        EXPECT_EQ(file->get<std::string>("a.bool").error().key, "a.bool");
        ASSERT_EQ(file->tensors().size(), 2U);
        EXPECT_EQ(file->tensors()[0].shape, (std::vector<std::int64_t>{3, 2})) << "dimensions are turned round";
        std::vector<float> row(4);
        ASSERT_TRUE(file->readRows(*file->findTensor("first"), 1, 2, row.data()));
        EXPECT_EQ(row, (std::vector<float>{3, 4, 5, 6}));
        std::vector<float> block(32);
        ASSERT_TRUE(file->readRows(*file->findTensor("second"), 0, 1, block.data()));
        EXPECT_EQ(block, std::vector<float>(32, 2.0F));
        EXPECT_EQ(file->findTensor("third"), nullptr);
    }
}

TEST(Gguf, RefusesWhatIsNoGguf) {
    GgufBytes file = sample();
    file.magic = 0x12345678;
    EXPECT_THAT(refusal(file.bytes()), HasSubstr("does not start with"));
    file = sample();
    file.version = 1;
    EXPECT_THAT(refusal(file.bytes()), HasSubstr("version 1"));
    file.version = 0x03000000;
    EXPECT_THAT(refusal(file.bytes()), HasSubstr("big-endian"));
    EXPECT_THAT(refusal(""), HasSubstr("too early"));
    const TemporaryFolder folder;
    EXPECT_EQ(GgufFile::open(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(GgufFile::open(folder.path()).error().code, ErrorCode::Io);
}

TEST(Gguf, ClaimsAreBoundedByTheFile) {
    GgufBytes file = sample();
    file.numTensorsClaimed = std::int64_t{1} << 60;
    const double start = monotonicSeconds();
    EXPECT_THAT(refusal(file.bytes()), HasSubstr("do not fit the file"));
    file = sample();
    file.numKeysClaimed = std::int64_t{1} << 60;
    EXPECT_THAT(refusal(file.bytes()), HasSubstr("do not fit the file"));
    file = sample();
    file.numKeysClaimed = 200;
    EXPECT_NE(refusal(file.bytes()), "accepted");
    const std::string huge = GgufBytes::raw<std::uint64_t>(std::uint64_t{1} << 62);
    EXPECT_THAT(refusal(GgufBytes().rawKey("k", GgufBytes::raw<std::uint32_t>(8) + huge).bytes()), HasSubstr("longer than the file"));
    EXPECT_THAT(refusal(GgufBytes().rawKey("k", GgufBytes::raw<std::uint32_t>(9) + GgufBytes::raw<std::uint32_t>(8) + huge).bytes()), HasSubstr("do not fit"));
    EXPECT_THAT(refusal(GgufBytes().rawKey("k", GgufBytes::raw<std::uint32_t>(9) + GgufBytes::raw<std::uint32_t>(5) + huge).bytes()), HasSubstr("do not fit"));
    EXPECT_THAT(refusal(GgufBytes().rawKey("k", GgufBytes::raw<std::uint32_t>(10) + GgufBytes::raw(~std::uint64_t{0})).bytes()), HasSubstr("over 2^63"));
    EXPECT_LT(monotonicSeconds() - start, 1.0);
}

TEST(Gguf, RefusesBrokenMetadata) {
    EXPECT_THAT(refusal(sample().key("a.bool", false).bytes()), HasSubstr("twice"));
    EXPECT_THAT(refusal(GgufBytes().key("\xFF", true).bytes()), HasSubstr("not UTF-8"));
    EXPECT_THAT(refusal(GgufBytes().rawKey("k", GgufBytes::raw<std::uint32_t>(99)).bytes()), HasSubstr("unknown value type 99"));
    EXPECT_THAT(
        refusal(GgufBytes().rawKey("k", GgufBytes::raw<std::uint32_t>(9) + GgufBytes::raw<std::uint32_t>(9) + GgufBytes::raw<std::uint64_t>(0)).bytes()),
        HasSubstr("list of lists"));
    EXPECT_THAT(
        refusal(GgufBytes().rawKey("k", GgufBytes::raw<std::uint32_t>(9) + GgufBytes::raw<std::uint32_t>(77) + GgufBytes::raw<std::uint64_t>(1) + "x").bytes()),
        HasSubstr("unknown value type 77"));
    EXPECT_THAT(refusal(GgufBytes().key(std::string(5000, 'k'), true).bytes()), HasSubstr("limit is 1024"));
}

TEST(Gguf, RefusesBrokenTensors) {
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {4}, 0, fourFloats).tensor("t", {4}, 0, fourFloats).bytes()), HasSubstr("appears twice"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {1, 1, 1, 1, 1}, 0, fourFloats).bytes()), HasSubstr("5 dimensions"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {0}, 0, fourFloats).bytes()), HasSubstr("a dimension of 0"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {~std::uint64_t{0}}, 0, fourFloats).bytes()), HasSubstr("a dimension of"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {std::uint64_t{1} << 32, std::uint64_t{1} << 32}, 0, fourFloats).bytes()), HasSubstr("over 2^63"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {std::uint64_t{1} << 62}, 0, fourFloats).bytes()), HasSubstr("over 2^64"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {33}, 8, fourFloats).bytes()), HasSubstr("do not divide into blocks of Q8_0"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {256}, 10, fourFloats).bytes()), HasSubstr("Q2_K"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {100}, 0, fourFloats).bytes()), HasSubstr("behind the end"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {4}, 0, fourFloats, 1 << 20).bytes()), HasSubstr("behind the end"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {4}, 0, fourFloats, 7).bytes()), HasSubstr("not aligned"));
    EXPECT_THAT(refusal(GgufBytes().tensor("t", {4}, 0, fourFloats).tensor("u", {4}, 0, fourFloats, 0).bytes()), HasSubstr("overlaps"));
}

TEST(Gguf, AlignmentIsBounded) {
    for (const std::int64_t alignment : {std::int64_t{0}, std::int64_t{3}, std::int64_t{-8}, std::int64_t{1} << 40})
        EXPECT_THAT(refusal(sample().key("general.alignment", alignment).bytes()), HasSubstr("an alignment of"));
    EXPECT_THAT(refusal(sample().key("general.alignment", true).bytes()), HasSubstr("another type"));
    const TemporaryFolder folder;
    GgufBytes wide;
    wide.alignment = 128;
    wide.key("general.alignment", std::int64_t{128}).tensor("t", {4}, 0, fourFloats).tensor("u", {4}, 0, fourFloats);
    EXPECT_TRUE(openBytes(folder, wide.bytes()));
}

TEST(Gguf, CutAnywhereIsAnError) {
    const TemporaryFolder folder;
    const std::string whole = sample().bytes();
    const std::size_t end = openBytes(folder, whole)->tensors()[1].offset + 34;   // what follows is padding
    for (std::size_t length = 0; length < end; ++length) EXPECT_FALSE(openBytes(folder, whole.substr(0, length))) << "cut to " << length << " bytes";
    EXPECT_TRUE(openBytes(folder, whole.substr(0, end)));
}

TEST(Gguf, FileCutWhileOpenIsAnError) {
    const TemporaryFolder folder;
    const auto file = openBytes(folder, sample().bytes());
    ASSERT_TRUE(file);
    std::filesystem::resize_file(folder / "x.gguf", file->tensors()[0].offset + 4);
    std::vector<float> row(6);
    EXPECT_EQ(file->readRows(file->tensors()[0], 0, 3, row.data()).error().code, ErrorCode::InvalidData);
}

}  // namespace
}  // namespace luthier
