// SPDX-License-Identifier: Apache-2.0
#include "core/tensor_io/gguf_types.h"

#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/json.h"

namespace luthier {
namespace {

std::vector<std::uint8_t> fromBase64(const std::string& text) {
    static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::vector<std::uint8_t> bytes;
    std::uint32_t bits = 0;
    int numBits = 0;
    for (const char c : text) {
        if (c == '=') break;
        bits = bits << 6 | static_cast<std::uint32_t>(alphabet.find(c));
        numBits += 6;
        if (numBits >= 8) bytes.push_back(static_cast<std::uint8_t>(bits >> (numBits -= 8)));
    }
    return bytes;
}

TEST(GgufTypes, DequantiseAsThePythonPackageDoesBitForBit) {
    const auto golden = readJsonFile(LUTHIER_SOURCE_DIR "/tests/baselines/gguf_dequant.json");
    ASSERT_TRUE(golden) << golden.error().toString();
    const Json& cases = (*golden)["cases"];
    ASSERT_EQ(cases.size(), 11U);
    for (const Json& test : cases) {
        const auto type = findGgufType(test["type_id"].get<std::uint32_t>());
        ASSERT_TRUE(type);
        EXPECT_EQ((*type)->name, test["type"].get<std::string>());
        const std::vector<std::uint8_t> bytes = fromBase64(test["bytes"].get<std::string>());
        ASSERT_EQ(bytes.size(), 512 / (*type)->blockElements * (*type)->blockBytes) << test["type"];
        std::vector<float> values(512);
        (*type)->dequantise(bytes.data(), 512 / (*type)->blockElements, values.data());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const float wanted = test["values"][i].get<float>();
            EXPECT_EQ(std::memcmp(&values[i], &wanted, 4), 0) << test["type"] << " element " << i << ": " << values[i] << ", wanted " << wanted;
        }
    }
}

TEST(GgufTypes, RefusesOthersByName) {
    const auto known = findGgufType(10);
    ASSERT_FALSE(known);
    EXPECT_THAT(known.error().toString(), testing::HasSubstr("Q2_K"));
    const auto unknown = findGgufType(4'000'000'000U);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::InvalidData);
    EXPECT_THAT(unknown.error().toString(), testing::HasSubstr("4000000000"));
}

}  // namespace
}  // namespace luthier
