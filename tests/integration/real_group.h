// SPDX-License-Identifier: Apache-2.0
// A control group of the kernel's with a limit of memory, which this process and those it starts are in for a while. Needs root, and a memory controller that
// is handed on to here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <unistd.h>

namespace luthier::test {

class RealGroup {
public:
    explicit RealGroup(std::int64_t limit) {
        std::ifstream groups("/proc/self/cgroup");
        for (std::string line; !m_holds && std::getline(groups, line);) {   // id:controllers:/path, of v2 "0::/path"
            const std::size_t first = line.find(':'), second = line.find(':', first + 1);
            if (first == std::string::npos || second == std::string::npos) continue;
            const std::string controllers = line.substr(first + 1, second - first - 1), path = line.substr(second + 1);
            // In v2 a group that holds processes hands no controller on, so the new one lies beside it.
            if (controllers == "memory") enter("/sys/fs/cgroup/memory" + path, "/sys/fs/cgroup/memory" + path, "memory.limit_in_bytes", limit);
            else if (controllers.empty()) enter("/sys/fs/cgroup" + path, "/sys/fs/cgroup" + path.substr(0, path.rfind('/')), "memory.max", limit);
        }
    }
    ~RealGroup() {
        if (m_holds) write(m_before + "/cgroup.procs", ::getpid());
        std::error_code ignored;
        if (!m_path.empty()) std::filesystem::remove(m_path, ignored);
    }
    RealGroup(const RealGroup&) = delete;
    RealGroup& operator=(const RealGroup&) = delete;
    bool holds() const { return m_holds; }       // false: this system does not let us

private:
    static bool write(const std::string& file, std::int64_t number) {
        if (!std::filesystem::exists(file)) return false;
        std::ofstream out(file);
        out << number << "\n";
        return static_cast<bool>(out.flush());
    }
    void enter(const std::string& before, const std::string& above, const char* limitFile, std::int64_t limit) {
        std::error_code problem;
        const std::string path = above + "/luthier-test-" + std::to_string(::getpid());
        if (!std::filesystem::create_directory(path, problem)) return;
        m_before = before;
        m_path = path;
        m_holds = write(path + "/" + limitFile, limit) && write(path + "/cgroup.procs", ::getpid());
        if (!m_holds) std::filesystem::remove(path, problem);
    }
    std::string m_before, m_path;
    bool m_holds = false;
};

}  // namespace luthier::test
