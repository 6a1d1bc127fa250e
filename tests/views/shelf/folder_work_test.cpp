// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"
#include "views/shared/shelf/folder_work.h"

namespace luthier::shelf {
namespace {

using test::contentOf;
using test::TemporaryFolder;

void makeSource(const TemporaryFolder& folder) {
    std::filesystem::create_directories(folder / "from/sub");
    folder.write("from/a.json", "{}");
    folder.write("from/sub/b.bin", std::string(100000, 'x'));
}

TEST(CopyFolder, CopiesAllOfIt) {
    const TemporaryFolder folder;
    makeSource(folder);
    folder.write("elsewhere", "linked");
    std::filesystem::create_symlink(folder / "elsewhere", folder / "from/link");
    std::vector<Progress> seen;
    WorkContext context;
    context.progress = [&](const Progress& progress) { seen.push_back(progress); };
    const auto copied = copyFolder(folder / "from", folder / "deep/new/to", context);
    ASSERT_TRUE(copied) << copied.error().toString();
    EXPECT_EQ(*copied, 100000U + 2U + 6U);
    EXPECT_EQ(contentOf(folder / "deep/new/to/sub/b.bin").size(), 100000U);
    EXPECT_EQ(contentOf(folder / "deep/new/to/link"), "linked");
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen.back().done, seen.back().total);
    EXPECT_EQ(*folderBytes(folder / "deep/new/to"), *copied);
}

TEST(CopyFolder, LeavesNothingWhenStopped) {
    const TemporaryFolder folder;
    makeSource(folder);
    Cancellation stop;
    WorkContext context;
    context.cancellation = &stop;
    context.progress = [&](const Progress&) { stop.request(); };
    const auto copied = copyFolder(folder / "from", folder / "to", context);
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(*listFolder(folder.path()), std::vector<std::string>{"from"});
}

TEST(CopyFolder, RefusesWhatWouldGoWrong) {
    const TemporaryFolder folder;
    makeSource(folder);
    std::filesystem::create_directories(folder / "there");
    EXPECT_EQ(copyFolder(folder / "from", folder / "there").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(copyFolder(folder / "from", folder / "from/sub/inside").error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(copyFolder(folder / "nowhere", folder / "to").error().code, ErrorCode::NotFound);
    EXPECT_FALSE(pathExists(folder / "to"));
    std::filesystem::create_symlink(folder / "gone", folder / "from/dangling");
    EXPECT_EQ(copyFolder(folder / "from", folder / "to").error().code, ErrorCode::InvalidData);
    EXPECT_FALSE(pathExists(folder / "to"));
}

TEST(CopyFolder, TellsTheReasonWhenItMayNotWrite) {
    const TemporaryFolder folder;
    makeSource(folder);
    folder.write("file", "");
    const auto copied = copyFolder(folder / "from", folder / "file/to");
    ASSERT_FALSE(copied);
    EXPECT_FALSE(copied.error().message.empty());
}

TEST(FolderNames, AreAlwaysOneFolderBelow) {
    for (const char* name :
         {"../../etc", "a/b", "a\\b", "..", ".hidden", "", "   ", "\n\t", "line\nbreak", "<b>x</b>", "name \"quoted\" 'x'", "模型 ü", "\x01\x02"}) {
        const QString clean = folderNameFor(QString::fromUtf8(name));
        EXPECT_FALSE(clean.isEmpty()) << name;
        EXPECT_FALSE(clean.contains('/')) << name;
        EXPECT_FALSE(clean.contains('\n')) << name;
        EXPECT_FALSE(clean.startsWith('.')) << name;
    }
    EXPECT_EQ(folderNameFor("模型 ü"), "模型 ü");
    EXPECT_LE(folderNameFor(QString(500, QChar(0x6A21))).toUtf8().size(), 100);
}

TEST(FolderNames, AvoidWhatIsThere) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "m");
    std::filesystem::create_directories(folder / "m-2");
    EXPECT_EQ(freeFolder(QString::fromStdString(folder.path()), "m").toStdString(), folder / "m-3");
    EXPECT_EQ(freeFolder(QString::fromStdString(folder.path()), "n").toStdString(), folder / "n");
}

TEST(FreeBytes, OfAFolderThatIsNotThereYet) {
    const TemporaryFolder folder;
    const auto room = freeBytesFor(folder / "a/b/c");
    ASSERT_TRUE(room) << room.error().toString();
    EXPECT_GT(*room, 0U);
}

}  // namespace
}  // namespace luthier::shelf
