// SPDX-License-Identifier: Apache-2.0
#include "core/runs/checkpoint.h"

#include <filesystem>

#include <sys/stat.h>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/runs/folder_manifest.h"
#include "core/runs/run_attempt.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::contentOf;
using test::TemporaryFolder;

Status publish(const RunFolder& run, std::int64_t step, const std::string& content = "weights") {
    ASSIGN_OR_RETURN(CheckpointWriter writer, CheckpointWriter::begin(run, step));
    RETURN_IF_ERROR(writeFileDurably(writer.folder() + "/model.safetensors", content + std::to_string(step)));
    RETURN_IF_ERROR(makeFolders(writer.folder() + "/state"));
    RETURN_IF_ERROR(writeFileDurably(writer.folder() + "/state/optimizer.safetensors", content));
    ASSIGN_OR_RETURN(const std::string path, writer.publish());
    return path == run.checkpoint(step) ? Status() : Status(fail(ErrorCode::Internal, path));
}

std::vector<std::int64_t> stepsIn(const RunFolder& run) {
    std::vector<std::int64_t> steps;
    const auto found = listCheckpoints(run);
    for (const Checkpoint& checkpoint : *found) steps.push_back(checkpoint.step);
    return steps;
}

class Checkpoints : public ::testing::Test {
protected:
    void SetUp() override {
        run = RunFolder::create(temporary / "run");
        ASSERT_TRUE(run);
    }
    TemporaryFolder temporary;
    Result<RunFolder> run = fail(ErrorCode::Internal, "not made yet");
};

TEST_F(Checkpoints, OneIsPublishedWithItsHashes) {
    EXPECT_FALSE(latestCheckpoint(*run)->latest) << "none yet";
    ASSERT_TRUE(publish(*run, 100));
    EXPECT_EQ(contentOf(run->checkpoint(100) + "/model.safetensors"), "weights100");
    const auto manifest = verifyFolder(run->checkpoint(100));
    ASSERT_TRUE(manifest) << manifest.error().toString();
    EXPECT_EQ(manifest->step, 100);
    ASSERT_EQ(manifest->files.size(), 2U);
    EXPECT_EQ(manifest->files[0].name, "model.safetensors");
    EXPECT_EQ(manifest->files[1].name, "state/optimizer.safetensors");
    EXPECT_EQ(manifest->files[1].sha256, "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c") << "by hashlib in Python";
}

TEST_F(Checkpoints, OneIsNeverOverwritten) {
    ASSERT_TRUE(publish(*run, 5, "first"));
    const Status again = publish(*run, 5, "second");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(contentOf(run->checkpoint(5) + "/model.safetensors"), "first5");
}

TEST_F(Checkpoints, TwoWritersOfOneStepDoNotMix) {
    auto one = CheckpointWriter::begin(*run, 5);
    auto two = CheckpointWriter::begin(*run, 5);
    ASSERT_TRUE(one && two);
    ASSERT_TRUE(writeFileDurably(one->folder() + "/a", "one"));
    ASSERT_TRUE(writeFileDurably(two->folder() + "/a", "two"));
    ASSERT_TRUE(one->publish());
    EXPECT_EQ(two->publish().error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(contentOf(run->checkpoint(5) + "/a"), "one");
    EXPECT_TRUE(verifyFolder(run->checkpoint(5)));
}

TEST_F(Checkpoints, AnUnfinishedOneLeavesNothing) {
    {
        auto writer = CheckpointWriter::begin(*run, 5);
        ASSERT_TRUE(writer);
        ASSERT_TRUE(writeFileDurably(writer->folder() + "/a", "x"));
    }
    EXPECT_TRUE(listFolder(run->checkpoints())->empty());
    auto writer = CheckpointWriter::begin(*run, 5);
    EXPECT_EQ(writer->publish().error().code, ErrorCode::Internal) << "an empty one is not published";
    EXPECT_EQ(CheckpointWriter::begin(*run, -1).error().code, ErrorCode::Internal);
}

TEST_F(Checkpoints, APublishedFolderIsAsReadableAsItsParent) {
    ASSERT_TRUE(publish(*run, 1));
    struct stat parent {}, child {};
    ASSERT_EQ(::stat(run->checkpoints().c_str(), &parent), 0);
    ASSERT_EQ(::stat(run->checkpoint(1).c_str(), &child), 0);
    EXPECT_EQ(parent.st_mode, child.st_mode);
}

TEST_F(Checkpoints, FinalIsPublishedTheSameWay) {
    auto writer = CheckpointWriter::beginFinal(*run, 7);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writeFileDurably(writer->folder() + "/adapter_config.json", "{}"));
    EXPECT_EQ(*writer->publish(), run->final());
    EXPECT_TRUE(verifyFolder(run->final()));
    EXPECT_EQ(CheckpointWriter::beginFinal(*run, 8).error().code, ErrorCode::AlreadyExists);
}

TEST_F(Checkpoints, EveryFlippedOrMissingByteIsFound) {
    ASSERT_TRUE(publish(*run, 1));
    const std::string folder = "run/checkpoints/step-000001/";
    const auto verifies = [&] { return latestCheckpoint(*run)->latest.has_value(); };
    for (const std::string& name : {folder + "model.safetensors", folder + "state/optimizer.safetensors", folder + "manifest.json"}) {
        const std::string whole = contentOf(temporary / name);
        // White space between members means nothing; everything else must be noticed.
        const auto meaningless = [&](std::size_t i) { return name.ends_with("json") && std::isspace(static_cast<unsigned char>(whole[i])); };
        for (std::size_t i = 0; i < whole.size(); ++i) {
            std::string damaged = whole;
            damaged[i] = static_cast<char>(damaged[i] ^ 1);
            temporary.write(name, damaged);
            EXPECT_TRUE(meaningless(i) || !verifies()) << name << " at " << i;
            temporary.write(name, whole.substr(0, i));
            EXPECT_TRUE(meaningless(i) || !verifies()) << name << " cut at " << i;
        }
        temporary.write(name, whole);
        EXPECT_TRUE(verifies());
    }
}

TEST_F(Checkpoints, ADamagedOneIsPassedOverAndNamed) {
    for (const int step : {10, 20, 30, 40}) ASSERT_TRUE(publish(*run, step));
    ASSERT_TRUE(writeFileDurably(run->checkpoint(40) + "/model.safetensors", "weights4"));
    std::filesystem::remove(run->checkpoint(30) + "/state/optimizer.safetensors");
    std::filesystem::remove(run->checkpoint(20) + "/manifest.json");
    const auto search = latestCheckpoint(*run);
    ASSERT_TRUE(search && search->latest);
    EXPECT_EQ(search->latest->step, 10);
    ASSERT_EQ(search->damaged.size(), 3U);
    EXPECT_NE(search->damaged[0].error.message.find("the file \"model.safetensors\" has 8 bytes instead of 9"), std::string::npos)
        << search->damaged[0].error.message;
    EXPECT_NE(search->damaged[1].error.message.find("is missing"), std::string::npos);
    EXPECT_EQ(search->damaged[2].error.code, ErrorCode::NotFound);
}

TEST_F(Checkpoints, ARenamedOneIsNotTakenForAnotherStep) {
    ASSERT_TRUE(publish(*run, 10));
    std::filesystem::rename(run->checkpoint(10), run->checkpoint(99));
    const auto search = latestCheckpoint(*run);
    EXPECT_FALSE(search->latest);
    EXPECT_EQ(search->damaged.size(), 1U);
}

TEST_F(Checkpoints, AManifestCannotReachOutside) {
    ASSERT_TRUE(publish(*run, 1));
    temporary.write("secret", "x");
    for (const char* name : {"../../secret", "/etc/passwd", "a/../../b", ""}) {
        const Json manifest{{"schema", 1}, {"step", 1}, {"files", {{{"name", name}, {"bytes", 1}, {"sha256", std::string(64, '0')}}}}};
        ASSERT_TRUE(writeFileDurably(run->checkpoint(1) + "/manifest.json", dumpJson(manifest)));
        EXPECT_EQ(verifyFolder(run->checkpoint(1)).error().code, ErrorCode::InvalidData) << name;
    }
}

TEST_F(Checkpoints, LeftoversAreRemovedAndNothingElse) {
    ASSERT_TRUE(publish(*run, 1));
    ASSERT_TRUE(makeFolders(run->checkpoints() + "/.tmp-step-000002-abcdef/deep"));
    temporary.write("run/checkpoints/.tmp-best", "x");
    ASSERT_TRUE(makeFolders(run->path() + "/.tmp-final-abcdef"));
    temporary.write("run/notes.txt", "mine");
    EXPECT_EQ(removeLeftovers(*run)->size(), 3U);
    EXPECT_EQ(*listFolder(run->checkpoints()), std::vector<std::string>{"step-000001"});
    EXPECT_TRUE(pathExists(run->path() + "/notes.txt"));
}

TEST_F(Checkpoints, TheBestAndTheNewestAreKept) {
    for (int step = 1; step <= 6; ++step) ASSERT_TRUE(publish(*run, step));
    EXPECT_FALSE(*readBest(*run));
    ASSERT_TRUE(writeBest(*run, {2, 1.5}));
    const auto removal = removeOldCheckpoints(*run, 2);
    ASSERT_TRUE(removal);
    EXPECT_TRUE(removal->problems.empty());
    EXPECT_EQ(stepsIn(*run), (std::vector<std::int64_t>{2, 5, 6}));
    EXPECT_EQ(removal->removed.size(), 3U);
    ASSERT_TRUE(writeBest(*run, {6, std::nan("")}));
    EXPECT_TRUE(std::isnan((*readBest(*run))->evalLoss));
    ASSERT_TRUE(removeOldCheckpoints(*run, 1));
    EXPECT_EQ(stepsIn(*run), std::vector<std::int64_t>{6});
    EXPECT_EQ(removeOldCheckpoints(*run, 0).error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(latestCheckpoint(*run)->latest);
}

TEST_F(Checkpoints, ABrokenBestStopsTheRemoval) {
    for (int step = 1; step <= 3; ++step) ASSERT_TRUE(publish(*run, step));
    for (const char* text : {"", "[]", "{\"step\":-1,\"eval_loss\":1}", "{\"step\":1,\"eval_loss\":\"low\"}"}) {
        temporary.write("run/checkpoints/best.json", text);
        EXPECT_FALSE(removeOldCheckpoints(*run, 1)) << text;
    }
    EXPECT_EQ(stepsIn(*run).size(), 3U) << "when it is not known which is best, none is removed";
}

TEST_F(Checkpoints, AnAttemptNamesDamageAndNeverStartsOverByItself) {
    { ASSERT_TRUE(RunAttempt::beginNew(run->path())); }
    temporary.write("run/run.json", "{}");
    ASSERT_TRUE(publish(*run, 1));
    ASSERT_TRUE(publish(*run, 2));
    temporary.write("run/checkpoints/step-000002/model.safetensors", "w");
    auto attempt = RunAttempt::beginAgain(run->path());
    ASSERT_TRUE(attempt);
    EXPECT_EQ((*attempt->findCheckpoint())->step, 1);
    ASSERT_TRUE(attempt->rewindTo(1));
    const auto events = readWholeLog(run->events());
    ASSERT_GE(events->lines.size(), 4U);
    EXPECT_EQ(events->lines[2].fields["kind"], "checkpoint_damaged");
    EXPECT_EQ(events->lines[2].fields["step"], 2);
    EXPECT_EQ(events->lines[3].fields["rewound_to"], 1);
    temporary.write("run/checkpoints/step-000001/model.safetensors", "w");
    const auto none = attempt->findCheckpoint();
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::InvalidData);
}

TEST_F(Checkpoints, DiskSpaceIsAskedForBeforehand) {
    EXPECT_TRUE(requireDiskSpace(run->path(), 1, "a checkpoint"));
    const Status huge = requireDiskSpace(run->path() + "/not/there/yet", std::uint64_t{1} << 60, "a checkpoint");
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error().code, ErrorCode::DiskFull);
    EXPECT_NE(huge.error().message.find("a checkpoint needs 1099511627776.0 MiB, but only "), std::string::npos) << huge.error().message;
}

}  // namespace
}  // namespace luthier
