// SPDX-License-Identifier: Apache-2.0
#include "core/weight_files/safetensors_header.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/tensor_io/safetensors_bytes.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct Broken { std::string title, header; std::uint64_t numDataBytes; std::string message; };

class BrokenHeader : public testing::TestWithParam<Broken> {};

TEST_P(BrokenHeader, IsRefusedWithTheReason) {
    const auto parsed = parseSafetensorsHeader(GetParam().header, GetParam().numDataBytes);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, ErrorCode::InvalidData);
    EXPECT_THAT(parsed.error().toString(), HasSubstr(GetParam().message));
}

std::string one(const std::string& fields) { return "{\"a\":{" + fields + "}}"; }
std::string repeated(const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

INSTANTIATE_TEST_SUITE_P(Cases, BrokenHeader, testing::Values(
    Broken{"Empty", "", 0, "does not start with {"},
    Broken{"List", "[]", 0, "does not start with {"},
    Broken{"Space", " {}", 0, "does not start with {"},
    Broken{"NotJson", "{\"a\":", 0, "not valid JSON"},
    Broken{"TextAfter", "{}{}", 0, "not valid JSON"},
    Broken{"ZeroByte", std::string("{}\0{}", 5), 0, "zero byte"},
    Broken{"InvalidUtf8", "{\"\xFF\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}", 0, "not valid JSON"},
    Broken{"EntryIsText", "{\"a\":\"x\"}", 0, "a text where none is due"},
    Broken{"EntryIsList", "{\"a\":[1]}", 0, "a list where none is due"},
    Broken{"EntryIsNull", "{\"a\":null}", 0, "null"},
    Broken{"NoFields", "{\"a\":{}}", 0, "dtype, shape or data_offsets is missing"},
    Broken{"NoOffsets", one(R"("dtype":"U8","shape":[0])"), 0, "data_offsets is missing"},
    Broken{"OneOffset", one(R"("dtype":"U8","shape":[0],"data_offsets":[0])"), 0, "needs two numbers"},
    Broken{"ThreeOffsets", one(R"("dtype":"U8","shape":[0],"data_offsets":[0,0,0])"), 0, "more than two"},
    Broken{"BackwardOffsets", one(R"("dtype":"U8","shape":[1],"data_offsets":[1,0])"), 1, "end before they begin"},
    Broken{"NegativeShape", one(R"("dtype":"U8","shape":[-1],"data_offsets":[0,1])"), 1, "negative"},
    Broken{"FractionalShape", one(R"("dtype":"U8","shape":[1.0],"data_offsets":[0,1])"), 1, "not a whole"},
    Broken{"UnknownDtype", one(R"("dtype":"Q4","shape":[1],"data_offsets":[0,1])"), 1, "unknown dtype \"Q4\""},
    Broken{"UnknownField", one(R"("dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1)"), 1, "unknown field"},
    Broken{"FieldTwice", one(R"("dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1])"), 1, "appears twice"},
    Broken{"NestedShape", one(R"("dtype":"U8","shape":[[1]],"data_offsets":[0,1])"), 1, "list where none is due"},
    Broken{"Deep", "{\"a\":{\"shape\":" + repeated("[", 1000) + repeated("]", 1000) + "}}", 0, "list where none is due"},
    Broken{"NameTwice", R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", 2, "appears twice"},
    Broken{"MetadataTwice", R"({"__metadata__":{},"__metadata__":{}})", 0, "appears twice"},
    Broken{"MetadataNumber", R"({"__metadata__":{"a":1}})", 0, "a number"},
    Broken{"MetadataKeyTwice", R"({"__metadata__":{"a":"1","a":"2"}})", 0, "appears twice"},
    Broken{"SizeTooSmall", one(R"("dtype":"F32","shape":[2],"data_offsets":[0,4])"), 4, "needs 8 bytes, its offsets give 4"},
    Broken{"Overflow", one(R"("dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0])"), 0, "over 2^63"},
    Broken{"OverflowHiddenByZero", one(R"("dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0])"), 0, "over 2^63"},
    Broken{"OverflowOfBytes", one(R"("dtype":"F64","shape":[4611686018427387904],"data_offsets":[0,0])"), 0, "over 2^63"},
    Broken{"HugeNumber", one(R"("dtype":"F64","shape":[18446744073709551615],"data_offsets":[0,0])"), 0, "over 2^63"},
    Broken{"Rank17", one("\"dtype\":\"U8\",\"shape\":[1" + repeated(",1", 16) + "],\"data_offsets\":[0,1]"), 1, "more than 16 dimensions"},
    Broken{"LongName", "{\"" + std::string(2000, 'x') + "\":{}}", 0, "a tensor name of 2000 bytes"},
    Broken{"Hole", R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", 2, "hole"},
    Broken{"Overlap", R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})", 3, "overlaps"},
    Broken{"SameBytesTwice", R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})", 2, "overlaps"},
    Broken{"FileTooShort", one(R"("dtype":"U8","shape":[4],"data_offsets":[0,4])"), 3, "it is cut off"},
    Broken{"FileTooLong", one(R"("dtype":"U8","shape":[4],"data_offsets":[0,4])"), 5, "something follows"}),
    [](const auto& test) { return test.param.title; });

TEST(SafetensorsHeader, AcceptsWhatTheFormatAllows) {
    const auto parsed = parseSafetensorsHeader(
        R"({"b":{"data_offsets":[4,4],"dtype":"F32","shape":[0,7]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
        R"("s":{"dtype":"F32","shape":[],"data_offsets":[4,8]}}   )",
        8);
    ASSERT_TRUE(parsed) << parsed.error().toString();
    ASSERT_EQ(parsed->entries.size(), 3U);
    EXPECT_EQ(parsed->entries[0].name, "a");
    EXPECT_EQ(parsed->entries[1].name, "b");
    EXPECT_EQ(parsed->entries[2].name, "s");
    EXPECT_TRUE(parseSafetensorsHeader("{}", 0));
}

Result<SafetensorsHeader> readHeader(const std::string& path) {
    ASSIGN_OR_RETURN(const RandomAccessFile file, RandomAccessFile::open(path));
    return readSafetensorsHeader(file);
}

TEST(SafetensorsHeader, KnowsWhereTheDataStarts) {
    const test::TemporaryFolder folder;
    std::vector<TensorEntry> entries = {{"a", "F32", {2}, 0, 0}, {"b", "BF16", {3, 1}, 0, 0}};
    ASSERT_TRUE(layOutTensors(entries));
    const std::string header = writeSafetensorsHeader(entries, {{"format", "pt"}});
    const auto read = readHeader(folder.write("a.safetensors", header + std::string(14, '\0')));
    ASSERT_TRUE(read) << read.error().toString();
    EXPECT_EQ(read->dataStart, header.size());
    EXPECT_EQ(read->metadata.at("format"), "pt");
    ASSERT_EQ(read->entries.size(), 2U);
    EXPECT_EQ(read->entries[1].offset, 8U);
}

TEST(SafetensorsHeader, OfAFileThatIsNoneIsRefusedWithItsName) {
    const test::TemporaryFolder folder;
    const auto attempt = [&](const std::string& bytes) {
        const auto read = readHeader(folder.write("a.safetensors", bytes));
        return read ? std::string("read") : read.error().toString();
    };
    EXPECT_THAT(attempt("1234567"), AllOf(HasSubstr("only 7 bytes"), HasSubstr("a.safetensors")));
    EXPECT_THAT(attempt(test::littleEndian64(3) + "{}"), AllOf(HasSubstr("it is cut off"), HasSubstr("a.safetensors")));
    EXPECT_THAT(attempt(test::littleEndian64(4) + "nope"), AllOf(HasSubstr("it does not start with {"), HasSubstr("a.safetensors")));
    EXPECT_THAT(attempt(test::littleEndian64(2) + "{}1"), AllOf(HasSubstr("something follows"), HasSubstr("a.safetensors")));
    EXPECT_EQ(readHeader(folder / "missing").error().code, ErrorCode::NotFound);
}

TEST(SafetensorsHeader, ClaimOfTenGigabytesIsNotBelieved) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("huge.safetensors", test::littleEndian64(10'000'000'000) + "{");
    std::filesystem::resize_file(path, 12'000'000'000);   // sparse, so the claim even fits the file
    const auto header = readHeader(path);
    ASSERT_FALSE(header);
    EXPECT_EQ(header.error().code, ErrorCode::InvalidData);
    EXPECT_THAT(header.error().toString(), HasSubstr("10000000000 bytes"));
}

std::string manyTensors(int count) {
    std::string header = "{";
    for (int i = 0; i < count; ++i)
        header += (i ? ",\"" : "\"") + std::to_string(i) + "\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[" + std::to_string(i) + "," +
                  std::to_string(i + 1) + "]}";
    return header + "}";
}

// In time quadratic in the number of tensors this would not end before the test's time limit.
TEST(SafetensorsHeader, ManyTensorsAreReadInLinearTime) {
    const auto parsed = parseSafetensorsHeader(manyTensors(900'000), 900'000);
    ASSERT_TRUE(parsed) << parsed.error().toString();
    EXPECT_EQ(parsed->entries.size(), 900'000U);
    EXPECT_EQ(parsed->entries.back().name, "899999");
}

TEST(SafetensorsHeader, MoreThanAMillionTensorsAreRefused) {
    const auto parsed = parseSafetensorsHeader(manyTensors(1'000'001), 1'000'001);
    ASSERT_FALSE(parsed);
    EXPECT_THAT(parsed.error().toString(), HasSubstr("more than 1000000 tensors"));
}

}  // namespace
}  // namespace luthier
