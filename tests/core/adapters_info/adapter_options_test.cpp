// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gtest/gtest.h>

#include "core/adapters/all_adapters.h"

namespace luthier {
namespace {

TEST(AdapterOptions, everyAdapterIsCompleteAndRoundTrips) {
    std::set<std::string> ids;
    AllAdapters::forEach([&]<class A>() {
        const AdapterInfo info = A::info();
        EXPECT_EQ(info.id, A::id);
        EXPECT_TRUE(ids.insert(info.id).second) << info.id;
        EXPECT_FALSE(info.title.empty() || info.help.empty()) << info.id;
        const typename A::Options options;
        EXPECT_EQ(A::schema().fromJson(A::schema().toJson(options)).value(), options) << info.id;
    });
    EXPECT_EQ(ids.size(), AllAdapters::size);
    EXPECT_EQ(std::variant_size_v<AdapterOptions>, AllAdapters::size);
}

TEST(AdapterOptions, loraReadsItsKeys) {
    const auto options = Lora::schema().fromJson(
        parseJson(R"({"rank": 64, "alpha": 16, "dropout": 0.05, "targets": ["q_proj"], "use_rslora": true, "bias": "lora_only"})").value());
    ASSERT_TRUE(options.has_value()) << options.error().toString();
    EXPECT_EQ(options->rank, 64);
    EXPECT_EQ(options->bias, LoraBias::LoraOnly);
    EXPECT_TRUE(options->useRslora);
    EXPECT_EQ(options->targets.names.front(), "q_proj");
}

TEST(AdapterOptions, outOfRangeIsRefused) {
    for (const char* text :
         {R"({"rank": 0})", R"({"rank": 1000000000})", R"({"alpha": 0})", R"({"dropout": 1})", R"({"dropout": -0.1})", R"({"bias": "some"})"})
        EXPECT_FALSE(Lora::schema().fromJson(parseJson(text).value()).has_value()) << text;
    EXPECT_FALSE(LastLayers::schema().fromJson(parseJson(R"({"layers": 0})").value()).has_value());
    EXPECT_FALSE(Full::schema().fromJson(parseJson(R"({"rank": 1})").value()).has_value());
}

}  // namespace
}  // namespace luthier
