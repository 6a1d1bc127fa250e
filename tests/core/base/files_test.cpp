// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"

#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

namespace luthier {
namespace {

using test::contentOf;
using test::TemporaryFolder;

// Files of this process may not grow beyond numBytes while it lives: a full disk without a disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(std::size_t numBytes) {
        m_oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_old);
        rlimit limit = m_old;
        limit.rlim_cur = numBytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &m_old);
        std::signal(SIGXFSZ, m_oldHandler);
    }

private:
    rlimit m_old{};
    void (*m_oldHandler)(int);
};

TEST(Files, ReadsWhatWasWritten) {
    const TemporaryFolder folder;
    const std::string path = folder / "a \"quoted\" n\u00e4me.bin";
    const std::string content("x\0y\n", 4);
    ASSERT_TRUE(writeFileDurably(path, content));
    EXPECT_EQ(readFile(path).value(), content);
    EXPECT_EQ(fileSize(path).value(), 4U);
    ASSERT_TRUE(writeFileDurably(path, ""));
    EXPECT_EQ(readFile(path).value(), "");
    EXPECT_EQ(listFolder(folder.path()).value().size(), 1U);   // no temporary file is left
}

TEST(Files, ReadErrorsAreToldApart) {
    const TemporaryFolder folder;
    EXPECT_EQ(readFile(folder / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(readFile(folder.path()).error().code, ErrorCode::Io);
    EXPECT_THAT(readFile(folder.path()).error().message, testing::HasSubstr("folder"));
    EXPECT_EQ(readFile(folder.write("four", "1234"), 3).error().code, ErrorCode::InvalidData);
    EXPECT_TRUE(readFile(folder / "four", 4));
    EXPECT_EQ(readFile("/dev/zero", 1 << 20).error().code, ErrorCode::InvalidData);
    EXPECT_EQ(readFile(std::string("a\0b", 3)).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(readFile(folder / "four/inside").error().code, ErrorCode::NotFound);
}

TEST(Files, UnreadableFileIsAnIoError) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    const TemporaryFolder folder;
    const std::string path = folder.write("secret", "x");
    ASSERT_EQ(::chmod(path.c_str(), 0), 0);
    EXPECT_EQ(readFile(path).error().code, ErrorCode::Io);
}

TEST(Files, FullDiskLeavesTheOldFileAlone) {
    const TemporaryFolder folder;
    const std::string path = folder.write("state.json", "old");
    {
        const FileSizeLimit limit(1000);
        EXPECT_EQ(writeFileDurably(path, std::string(5000, 'x')).error().code, ErrorCode::DiskFull);
    }
    EXPECT_EQ(contentOf(path), "old");
    EXPECT_EQ(listFolder(folder.path()).value().size(), 1U);
}

TEST(Files, DurableWriteNamesTheTargetInItsErrors) {
    const TemporaryFolder folder;
    const std::string path = folder / "missing/state.json";
    const auto status = writeFileDurably(path, "x");
    EXPECT_EQ(status.error().code, ErrorCode::NotFound);
    EXPECT_EQ(status.error().file, path);
    EXPECT_FALSE(writeFileDurably(folder.path(), "x"));
}

TEST(Files, DurableWriteKeepsPermissions) {
    const TemporaryFolder folder;
    const std::string path = folder.write("private", "old");
    ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
    ASSERT_TRUE(writeFileDurably(path, "new"));
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST(AppendFile, AppendsAndReopens) {
    const TemporaryFolder folder;
    const std::string path = folder / "events.jsonl";
    {
        auto file = AppendFile::open(path);
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->append("one\n"));
        ASSERT_TRUE(file->sync());
        AppendFile moved = std::move(*file);
        ASSERT_TRUE(moved.append("two\nthree\n"));
        EXPECT_FALSE(moved.append("no newline"));
        EXPECT_FALSE(moved.append(""));
    }
    ASSERT_TRUE(AppendFile::open(path).value().append("four\n"));
    EXPECT_EQ(contentOf(path), "one\ntwo\nthree\nfour\n");
}

TEST(AppendFile, TornLastLineOfACrashIsEnded) {
    const TemporaryFolder folder;
    const std::string path = folder.write("events.jsonl", "one\n{\"half");
    ASSERT_TRUE(AppendFile::open(path).value().append("two\n"));
    EXPECT_EQ(contentOf(path), "one\n{\"half\ntwo\n");
}

TEST(AppendFile, FullDiskCutsTheTornLineOffAgain) {
    const TemporaryFolder folder;
    const std::string path = folder / "metrics.jsonl";
    auto file = AppendFile::open(path);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->append("first line\n"));
    {
        const FileSizeLimit limit(100);
        std::string longLine(200, 'x');
        longLine += '\n';
        EXPECT_EQ(file->append(longLine).error().code, ErrorCode::DiskFull);
        EXPECT_EQ(contentOf(path), "first line\n");
        EXPECT_TRUE(file->append("short\n"));
    }
    EXPECT_EQ(contentOf(path), "first line\nshort\n");
}

TEST(AppendFile, FullDeviceIsReported) {
    auto file = AppendFile::open("/dev/full");
    ASSERT_TRUE(file) << file.error().toString();
    EXPECT_EQ(file->append("x\n").error().code, ErrorCode::DiskFull);
}

}  // namespace
}  // namespace luthier
