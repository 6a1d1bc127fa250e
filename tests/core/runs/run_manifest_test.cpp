// SPDX-License-Identifier: Apache-2.0
#include "core/runs/run_manifest.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

RunManifest example() {
    RunManifest manifest;
    manifest.modelHash = std::string(64, 'a');
    manifest.tokenizerHash = std::string(64, 'b');
    manifest.dataHash = std::string(64, 'c');
    manifest.engineVersion = "0.1.0";
    manifest.libtorchVersion = "2.11.0";
    manifest.hardware = "Some CPU @ 2 GHz";
    manifest.instructionSet = "avx2";
    manifest.dtype = "float32";
    manifest.numThreads = 2;
    manifest.microTokens = 2048;
    return manifest;
}

TEST(RunManifest, IsWrittenAndReadBack) {
    const test::TemporaryFolder temporary;
    const auto run = RunFolder::create(temporary / "run");
    ASSERT_TRUE(writeRunManifest(*run, example()));
    const auto back = readRunManifest(*run);
    ASSERT_TRUE(back) << back.error().toString();
    EXPECT_EQ(*back, example());
}

TEST(RunManifest, WhatIsBrokenIsNamed) {
    const Json whole = runManifestToJson(example());
    for (const auto& [key, value] : whole.items()) {
        Json without = whole;
        without.erase(key);
        ASSERT_FALSE(runManifestFromJson(without)) << key;
        EXPECT_EQ(runManifestFromJson(without).error().key, key);
        Json wrong = whole;
        wrong[key] = Json::array();
        EXPECT_FALSE(runManifestFromJson(wrong)) << key;
    }
    Json newer = whole;
    newer["more"] = 1;
    EXPECT_TRUE(runManifestFromJson(newer)) << "members of a newer version are passed over";
    for (const char* text : {"[]", "null", "{}"}) EXPECT_FALSE(runManifestFromJson(Json::parse(text))) << text;
}

TEST(RunManifest, TheSameIsTheSame) {
    const auto comparison = compareManifests(example(), example());
    EXPECT_TRUE(comparison.sameBits());
    EXPECT_EQ(comparison.inWords(), "same order, same bits");
    EXPECT_TRUE(comparison.requireSameRun("run"));
}

TEST(RunManifest, AnotherMachineKeepsTheOrderNotTheBits) {
    RunManifest now = example();
    now.numThreads = 4;
    now.instructionSet = "avx512";
    const auto comparison = compareManifests(example(), now);
    EXPECT_TRUE(comparison.sameRun());
    EXPECT_FALSE(comparison.sameBits());
    EXPECT_EQ(comparison.inWords(), "same order, not same bits: instruction set: avx2 -> avx512; threads: 2 -> 4");
    EXPECT_TRUE(comparison.requireSameRun("run"));
}

TEST(RunManifest, AnotherModelIsAnotherRun) {
    RunManifest now = example();
    now.modelHash = std::string(64, 'd');
    now.templateHash = std::string(64, 'e');
    const Status same = compareManifests(example(), now).requireSameRun("some/run");
    ASSERT_FALSE(same);
    EXPECT_EQ(same.error().code, ErrorCode::InvalidData);
    EXPECT_EQ(same.error().message, "not the same run: the model has changed (SHA-256 was aaaaaaaaaaaa, is dddddddddddd); "
                                    "the chat template has changed (SHA-256 was none, is eeeeeeeeeeee)");
}

}  // namespace
}  // namespace luthier
