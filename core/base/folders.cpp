// SPDX-License-Identifier: Apache-2.0
// The functions of files.h about folders and safe names.
#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/base/files.h"
#include "core/base/posix_file.h"
#include "core/base/utf8.h"

namespace luthier {

namespace {

Result<std::string> realPath(const std::string& path) {
    const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr), &std::free);
    if (!resolved) return fail(errorFromErrno(errno, "find", path));
    return std::string(resolved.get());
}

bool isInside(const std::string& path, const std::string& root) {
    return path == root || root == "/" || (path.size() > root.size() && path.starts_with(root) && path[root.size()] == '/');
}

std::vector<std::string> splitName(const std::string& name) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= name.size();) {
        const std::size_t slash = std::min(name.find('/', from), name.size());
        parts.push_back(name.substr(from, slash - from));
        from = slash + 1;
    }
    return parts;
}

}  // namespace

Result<std::string> safeJoin(const std::string& folder, const std::string& name) {
    const auto refuse = [&](const std::string& why) {
        return fail(Error(ErrorCode::InvalidData, "the file name \"" + excerpt(name) + "\" is refused: " + why)
                        .withHint("only names of files inside the folder are followed").at(folder));
    };
    if (name.empty()) return refuse("it is empty");
    if (name.find('\0') != std::string::npos) return refuse("it contains a zero byte");
    if (name.front() == '/') return refuse("it is absolute");
    const std::vector<std::string> parts = splitName(name);
    for (const std::string& part : parts)
        if (part.empty() || part == "." || part == "..") return refuse("it has an empty part, \".\" or \"..\"");
    ASSIGN_OR_RETURN(const std::string root, realPath(folder.empty() ? "." : folder));
    std::string current = root;
    for (const std::string& part : parts) {
        current += "/" + part;
        struct stat status {};
        if (::lstat(current.c_str(), &status) != 0) {
            if (errno == ENOENT) break;   // nothing there yet, so nothing that could lead elsewhere
            return fail(errorFromErrno(errno, "examine", current));
        }
        if (!S_ISLNK(status.st_mode)) continue;
        auto target = realPath(current);
        if (!target) return refuse("a symbolic link in it leads nowhere");
        if (!isInside(*target, root)) return refuse("a symbolic link in it leaves the folder");
        current = std::move(*target);
    }
    return (folder.empty() ? std::string(".") : folder) + "/" + name;
}

Status syncFolder(const std::string& path) {
    ASSIGN_OR_RETURN(PosixFile folder, PosixFile::open(path, O_RDONLY | O_DIRECTORY));
    return folder.sync();
}

Status makeFolders(const std::string& path) {
    if (path.empty()) return fail(ErrorCode::InvalidArgument, "the name of the folder is empty");
    if (path.size() > PATH_MAX) return fail(errorFromErrno(ENAMETOOLONG, "make the folder", excerpt(path)));
    if (isFolder(path)) return {};
    const std::string parent = parentFolder(path);
    if (parent != path) RETURN_IF_ERROR(makeFolders(parent));
    if (::mkdir(path.c_str(), 0777) != 0) {
        // Somebody may have made it in between, and "a/." is there as soon as "a" is.
        if (errno == EEXIST && isFolder(path)) return {};
        if (errno == EEXIST) return fail(Error(ErrorCode::AlreadyExists, "a file is where a folder is needed").withHint("choose another name").at(path));
        return fail(errorFromErrno(errno, "make the folder", path));
    }
    return syncFolder(parent);
}

Status publishFolder(const std::string& from, const std::string& to) {
    RETURN_IF_ERROR(syncFolder(from));
    // Renaming over an empty folder would succeed, so the kernel is asked not to replace anything.
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno != EINVAL && errno != ENOSYS) return fail(errorFromErrno(errno, "rename into place", to));
        // Some network file systems do not know the flag.
        if (pathExists(to)) return fail(errorFromErrno(EEXIST, "rename into place", to));
        if (::rename(from.c_str(), to.c_str()) != 0) return fail(errorFromErrno(errno, "rename into place", to));
    }
    return syncFolder(parentFolder(to));
}

Status removeFolder(const std::string& path) {
    if (!pathExists(path)) return {};
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return fail(errorFromErrno(errno, "examine", path));
    if (!S_ISDIR(status.st_mode)) return fail(Error(ErrorCode::InvalidArgument, "this is not a folder, it is left alone").at(path));
    std::error_code problem;
    std::filesystem::remove_all(path, problem);
    if (problem) return fail(errorFromErrno(problem.value(), "remove", path));
    return syncFolder(parentFolder(path));
}

Result<std::vector<std::string>> listFolder(const std::string& path) {
    std::error_code problem;
    std::filesystem::directory_iterator entry(path, problem);
    if (problem) return fail(errorFromErrno(problem.value(), "list", path));
    std::vector<std::string> names;
    const std::filesystem::directory_iterator end;
    while (entry != end) {
        names.push_back(entry->path().filename().string());
        entry.increment(problem);
        if (problem) return fail(errorFromErrno(problem.value(), "list", path));
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<std::uint64_t> freeDiskBytes(const std::string& path) {
    std::string existing = path.empty() ? "." : path;
    while (!pathExists(existing) && existing != parentFolder(existing)) existing = parentFolder(existing);
    struct statvfs status {};
    if (::statvfs(existing.c_str(), &status) != 0) return fail(errorFromErrno(errno, "ask for the free space of", path));
    return static_cast<std::uint64_t>(status.f_bavail) * static_cast<std::uint64_t>(status.f_frsize);
}

}  // namespace luthier
