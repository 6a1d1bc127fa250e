// SPDX-License-Identifier: Apache-2.0
#include "core/base/memory.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>

namespace luthier {

namespace {

constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::max();

// "Name:   123 kB" of a status file of the kernel, in bytes.
std::optional<std::int64_t> kibOf(const std::string& file, const std::string& name) {
    std::ifstream status(file);
    std::string line;
    while (std::getline(status, line)) {
        if (!line.starts_with(name)) continue;
        std::istringstream rest(line.substr(name.size()));
        if (std::int64_t kib = 0; rest >> kib) return kib * 1024;
    }
    return std::nullopt;
}

// "max" and unreadable files are no limit.
std::optional<std::int64_t> numberIn(const std::string& file) {
    std::ifstream in(file);
    if (std::int64_t number = 0; in >> number) return number;
    return std::nullopt;
}

// Memory that the kernel takes back from files before it kills is not used up.
std::int64_t reclaimable(const std::string& statFile) {
    std::ifstream in(statFile);
    std::string word;
    std::int64_t sum = 0;
    for (std::int64_t value = 0; in >> word >> value;)
        if (word == "inactive_file" || word == "active_file") sum += value;
    return sum;
}

void narrow(MemoryRoom& room, std::int64_t limit, std::int64_t used) {
    if (limit < room.totalBytes) room.totalBytes = limit;
    const std::int64_t left = std::max<std::int64_t>(0, limit - used);
    if (left >= room.availableBytes) return;
    room.availableBytes = left;
    room.limitedByGroup = true;
}

void narrowByGroup(MemoryRoom& room, const std::string& folder, const std::string& limitFile, const std::string& usedFile) {
    const std::optional<std::int64_t> limit = numberIn(folder + "/" + limitFile), used = numberIn(folder + "/" + usedFile);
    if (!limit || !used || *limit <= 0) return;
    narrow(room, *limit, std::max<std::int64_t>(0, *used - reclaimable(folder + "/memory.stat")));
}

// The limits of every group from the process's own up to the root.
void narrowByGroups(MemoryRoom& room, const std::string& root) {
    std::ifstream groups(root + "/proc/self/cgroup");
    for (std::string line; std::getline(groups, line);) {   // id:controllers:/path, of v2 "0::/path"
        const std::size_t first = line.find(':'), second = line.find(':', first + 1);
        if (first == std::string::npos || second == std::string::npos) continue;
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const bool second_version = controllers.empty();
        if (!second_version && ("," + controllers + ",").find(",memory,") == std::string::npos) continue;
        const std::string top = root + (second_version ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory");
        for (std::string path = line.substr(second + 1);; path.erase(path.rfind('/'))) {
            if (path == "/") path.clear();
            if (second_version) narrowByGroup(room, top + path, "memory.max", "memory.current");
            else narrowByGroup(room, top + path, "memory.limit_in_bytes", "memory.usage_in_bytes");
            if (path.find('/') == std::string::npos) break;
        }
    }
}

}  // namespace

std::int64_t peakMemoryBytes() { return kibOf("/proc/self/status", "VmHWM:").value_or(0); }

std::int64_t heldMemoryBytes() { return kibOf("/proc/self/status", "VmRSS:").value_or(0); }

MemoryRoom memoryRoomBelow(const std::string& root) {
    MemoryRoom room{kibOf(root + "/proc/meminfo", "MemTotal:").value_or(kUnknown), kibOf(root + "/proc/meminfo", "MemAvailable:").value_or(kUnknown)};
    narrowByGroups(room, root);
    return room;
}

MemoryRoom memoryRoom() { return memoryRoomBelow(""); }

}  // namespace luthier
