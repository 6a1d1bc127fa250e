// SPDX-License-Identifier: Apache-2.0
// The programs' NEEDED lists, read from the ELF files themselves. The engine: neither Qt nor SQLite, nor a library of CUDA or Python; the window: no LibTorch,
// and nothing that connects to a network. libQt6DBus it may have: it asks logind to stay awake and the desktop to show a notice, over the local socket of a
// bus, and goes to no bus whose address is another (views/link). What the programs do is tested where they run: tests/views/offline.
#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

template <class T>
T at(const std::string& bytes, std::size_t offset) {
    T value{};
    if (offset + sizeof(T) <= bytes.size()) std::memcpy(&value, bytes.data() + offset, sizeof(T));
    return value;
}

// The names a 64-bit ELF file asks the loader for; empty where it is none.
std::vector<std::string> neededLibraries(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto header = at<Elf64_Ehdr>(bytes, 0);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < header.e_shnum; ++i) {
        const auto section = at<Elf64_Shdr>(bytes, header.e_shoff + i * sizeof(Elf64_Shdr));
        if (section.sh_type != SHT_DYNAMIC) continue;
        const auto strings = at<Elf64_Shdr>(bytes, header.e_shoff + section.sh_link * sizeof(Elf64_Shdr));
        for (std::size_t offset = 0; offset < section.sh_size; offset += sizeof(Elf64_Dyn)) {
            const auto entry = at<Elf64_Dyn>(bytes, section.sh_offset + offset);
            if (entry.d_tag == DT_NEEDED) names.emplace_back(bytes.c_str() + strings.sh_offset + entry.d_un.d_val);
        }
    }
    return names;
}

std::vector<std::string> refused(const std::vector<std::string>& names) {
    std::vector<std::string> result;
    for (const std::string& name : names)
        for (const char* prefix : {"libQt", "libsqlite", "libSQLite", "libqcustomplot", "libtorch_python", "libpython", "libtorch_cuda", "libcudnn"})
            if (name.compare(0, std::strlen(prefix), prefix) == 0) result.push_back(name);
    return result;
}

TEST(NeededLibraries, AreReadFromAnElfFile) {
    EXPECT_THAT(neededLibraries("/proc/self/exe"), Contains(HasSubstr("libstdc++.so")));
    EXPECT_THAT(neededLibraries("/nonexistent"), IsEmpty());
}

TEST(NeededLibraries, OfTheWindowAreRefused) {
    EXPECT_THAT(refused({"libc.so.6", "libQt6Widgets.so.6", "libsqlite3.so.0", "libtorch_cpu.so"}), ElementsAre("libQt6Widgets.so.6", "libsqlite3.so.0"));
}

TEST(NeededLibraries, OfTheEngineHaveNoQtAndNoSqlite) {
    const auto names = neededLibraries(LUTHIER_ENGINE_PATH);
    EXPECT_THAT(names, Contains("libtorch_cpu.so")) << "is " << LUTHIER_ENGINE_PATH << " the engine?";
    EXPECT_THAT(refused(names), IsEmpty());
}

#ifdef LUTHIER_WORKBENCH_PATH
TEST(NeededLibraries, OfTheWindowHaveNoLibTorchAndNoNetwork) {
    const auto names = neededLibraries(LUTHIER_WORKBENCH_PATH);
    EXPECT_THAT(names, Contains(HasSubstr("libQt6Widgets"))) << "is " << LUTHIER_WORKBENCH_PATH << " the window?";
    for (const std::string& name : names)
        for (const char* prefix : {"libtorch", "libc10", "libcuda", "libcublas", "libcudnn", "libnv", "libpython", "libQt6Network", "libcurl"})
            EXPECT_NE(name.compare(0, std::strlen(prefix), prefix), 0) << name;
}
#endif

}  // namespace
