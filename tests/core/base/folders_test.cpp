// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::contentOf;
using test::TemporaryFolder;

TEST(SafeJoin, KeepsNamesInsideTheFolder) {
    const TemporaryFolder folder;
    EXPECT_EQ(safeJoin(folder.path(), "model.safetensors").value(), folder / "model.safetensors");
    EXPECT_EQ(safeJoin(folder.path(), "shards/one..two.bin").value(), folder / "shards/one..two.bin");
    for (const std::string& name : {std::string(), std::string("/etc/passwd"), std::string(".."), std::string("../x"), std::string("a/../../x"),
                                    std::string("a//b"), std::string("a/"), std::string("./a"), std::string("a\0b", 3)})
        EXPECT_EQ(safeJoin(folder.path(), name).error().code, ErrorCode::InvalidData) << name;
    EXPECT_EQ(safeJoin(folder / "none", "x").error().code, ErrorCode::NotFound);
}

TEST(SafeJoin, SymbolicLinksMayNotLeaveTheFolder) {
    const TemporaryFolder outside;
    const TemporaryFolder folder;
    outside.write("secret", "s");
    folder.write("inside", "i");
    std::filesystem::create_symlink(outside.path(), folder / "out");
    std::filesystem::create_symlink(outside / "secret", folder / "secret");
    std::filesystem::create_symlink("/nowhere/at/all", folder / "dangling");
    std::filesystem::create_symlink("inside", folder / "alias");
    std::filesystem::create_directory_symlink(folder.path() + "-sibling", folder / "sibling");
    for (const char* name : {"out/secret", "out/new", "secret", "dangling", "sibling"}) EXPECT_FALSE(safeJoin(folder.path(), name)) << name;
    EXPECT_EQ(safeJoin(folder.path(), "alias").value(), folder / "alias");
}

TEST(Folders, MadeListedRemoved) {
    const TemporaryFolder folder;
    ASSERT_TRUE(makeFolders(folder / "a/b c/d"));
    ASSERT_TRUE(makeFolders(folder / "a/b c/d/"));
    EXPECT_TRUE(isFolder(folder / "a/b c/d"));
    folder.write("a/z", "");
    folder.write("a/m", "");
    EXPECT_EQ(listFolder(folder / "a").value(), (std::vector<std::string>{"b c", "m", "z"}));
    EXPECT_EQ(listFolder(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_FALSE(makeFolders(folder / "a/z"));
    EXPECT_FALSE(makeFolders(folder / "a/z/inside"));
    EXPECT_FALSE(makeFolders(""));
    EXPECT_FALSE(makeFolders(std::string(100'000, 'y')));
    EXPECT_FALSE(removeFolder(folder / "a/z"));
    ASSERT_TRUE(removeFolder(folder / "a"));
    EXPECT_FALSE(pathExists(folder / "a"));
    EXPECT_TRUE(removeFolder(folder / "a"));
}

TEST(Folders, RemovingDoesNotFollowLinks) {
    const TemporaryFolder outside;
    outside.write("keep", "k");
    const TemporaryFolder folder;
    ASSERT_TRUE(makeFolders(folder / "run"));
    std::filesystem::create_symlink(outside.path(), folder / "run/link");
    ASSERT_TRUE(removeFolder(folder / "run"));
    EXPECT_EQ(contentOf(outside / "keep"), "k");
}

TEST(Folders, PublishNeverReplaces) {
    const TemporaryFolder folder;
    ASSERT_TRUE(makeFolders(folder / ".tmp-1"));
    folder.write(".tmp-1/manifest.json", "{}");
    ASSERT_TRUE(publishFolder(folder / ".tmp-1", folder / "step-1"));
    EXPECT_EQ(contentOf(folder / "step-1/manifest.json"), "{}");
    ASSERT_TRUE(makeFolders(folder / ".tmp-2"));
    ASSERT_TRUE(makeFolders(folder / "empty"));
    EXPECT_EQ(publishFolder(folder / ".tmp-2", folder / "step-1").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(publishFolder(folder / ".tmp-2", folder / "empty").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(publishFolder(folder / "none", folder / "x").error().code, ErrorCode::NotFound);
}

TEST(Folders, NamesAndParents) {
    EXPECT_EQ(parentFolder("a/b"), "a");
    EXPECT_EQ(parentFolder("a/b/"), "a");
    EXPECT_EQ(parentFolder("a"), ".");
    EXPECT_EQ(parentFolder("/a"), "/");
    EXPECT_EQ(parentFolder("/"), "/");
    EXPECT_EQ(parentFolder("a//b"), "a");
    EXPECT_EQ(parentFolder(""), ".");
    EXPECT_EQ(fileName("a/b"), "b");
    EXPECT_EQ(fileName("a/b/"), "b");
    EXPECT_EQ(fileName("b"), "b");
    EXPECT_EQ(fileName("/"), "");
}

TEST(Folders, FreeSpaceIsKnownForPathsThatDoNotExistYet) {
    const TemporaryFolder folder;
    EXPECT_GT(freeDiskBytes(folder / "not/yet/there").value(), 0U);
}

}  // namespace
}  // namespace luthier
