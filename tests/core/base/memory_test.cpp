// SPDX-License-Identifier: Apache-2.0
#include "core/base/memory.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace luthier {

namespace {

class Room : public testing::Test {
protected:
    void write(const std::string& path, const std::string& text) {
        const std::filesystem::path file = m_root + "/" + path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    void SetUp() override { write("proc/meminfo", "MemTotal:       1000 kB\nMemFree:  1 kB\nMemAvailable:    600 kB\n"); }
    MemoryRoom room() const { return memoryRoomBelow(m_root); }
    test::TemporaryFolder m_folder;
    std::string m_root = m_folder.path();
};

TEST_F(Room, IsTheMachinesWithoutGroups) {
    EXPECT_EQ(room().totalBytes, 1000 * 1024);
    EXPECT_EQ(room().availableBytes, 600 * 1024);
    EXPECT_FALSE(room().limitedByGroup);
}

TEST_F(Room, IsTheTightestGroupOnTheWayUp) {
    write("proc/self/cgroup", "0::/user/app\n");
    write("sys/fs/cgroup/user/app/memory.max", "max\n");
    write("sys/fs/cgroup/user/app/memory.current", "100\n");
    write("sys/fs/cgroup/user/memory.max", "409600\n");
    write("sys/fs/cgroup/user/memory.current", "200000\n");
    write("sys/fs/cgroup/user/memory.stat", "anon 5\ninactive_file 1000\nactive_file 500\n");
    EXPECT_EQ(room().totalBytes, 409600);
    EXPECT_EQ(room().availableBytes, 409600 - 200000 + 1500) << "what the kernel can take back from files counts as available";
    EXPECT_TRUE(room().limitedByGroup);
}

TEST_F(Room, UnderstandsTheOlderGroups) {
    write("proc/self/cgroup", "5:cpu,cpuacct:/x\n4:memory:/docker/1\n");
    write("sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "300000\n");
    write("sys/fs/cgroup/memory/docker/1/memory.usage_in_bytes", "400000\n");
    EXPECT_EQ(room().totalBytes, 300000);
    EXPECT_EQ(room().availableBytes, 0);
}

TEST_F(Room, GarbageIsNoLimit) {
    write("proc/self/cgroup", "nonsense\n0::/../../x\n:::\n");
    write("proc/meminfo", "MemTotal: lots\n");
    EXPECT_GT(room().availableBytes, std::int64_t{1} << 60);
}

TEST(Memory, OfThisProcess) {
    EXPECT_GT(peakMemoryBytes(), 1 << 20);
    EXPECT_GT(memoryRoom().availableBytes, 1 << 20);
    EXPECT_LE(memoryRoom().availableBytes, memoryRoom().totalBytes);
}

}  // namespace

}  // namespace luthier
