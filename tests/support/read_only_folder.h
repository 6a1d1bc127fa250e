// SPDX-License-Identifier: Apache-2.0
// A folder that nobody can write to for a while. Linux only, as all of Luthier.
#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include <sys/mount.h>
#include <unistd.h>

namespace luthier::test {

class ReadOnlyFolder {
public:
    // Root may write everywhere but on what is mounted read-only, so for root the folder is mounted over itself.
    explicit ReadOnlyFolder(std::string path) : m_path(std::move(path)), m_isRoot(::geteuid() == 0) {
        using std::filesystem::perms;
        if (!m_isRoot) std::filesystem::permissions(m_path, perms::owner_read | perms::owner_exec);
        else m_isMounted = ::mount(m_path.c_str(), m_path.c_str(), nullptr, MS_BIND, nullptr) == 0;
        const bool isProtected = m_isMounted && ::mount(nullptr, m_path.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
        m_holds = !m_isRoot || isProtected;
    }
    ~ReadOnlyFolder() {
        std::error_code ignored;
        if (m_isMounted) ::umount2(m_path.c_str(), MNT_DETACH);
        if (!m_isRoot) std::filesystem::permissions(m_path, std::filesystem::perms::owner_all, ignored);
    }
    ReadOnlyFolder(const ReadOnlyFolder&) = delete;
    ReadOnlyFolder& operator=(const ReadOnlyFolder&) = delete;
    bool holds() const { return m_holds; }       // false: this system does not let us

private:
    std::string m_path;
    bool m_isRoot = false, m_isMounted = false, m_holds = false;
};

}  // namespace luthier::test
