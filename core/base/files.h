// SPDX-License-Identifier: Apache-2.0
// Files that are either whole or not there. Every return value is checked, everything durable is fsynced, names are joined safely.
// Paths are UTF-8 byte strings. Thread: free functions, no shared state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace luthier {

// The whole content. Errors: NotFound, Io (also: a folder where a file is due), InvalidData if larger than maxBytes.
Result<std::string> readFile(const std::string& path, std::size_t maxBytes = std::size_t{1} << 30);

// What the name of everything unfinished begins with: a process that was killed leaves it, and the next may remove it.
inline constexpr std::string_view temporaryPrefix = ".tmp-";

// Written to a temporary file beside it, fsynced, renamed over path, parent folder fsynced. On any failure the old file is untouched.
// Errors: DiskFull, Io.
Status writeFileDurably(const std::string& path, std::string_view content);

// Calls visit(line, lineNumber) for each line without its end (LF or CRLF; a UTF-8 byte order mark is skipped). Memory stays at one line.
// A line longer than maxLineBytes is handed over cut to its first 256 bytes with tooLong = true. visit returns false to stop early.
struct Line { std::string_view text; std::int64_t number; bool tooLong; };
Status forEachLine(const std::string& path, std::size_t maxLineBytes, const std::function<bool(const Line&)>& visit);

// A file that is appended to line by line by one writer. append() writes whole lines with one write(2) each.
class AppendFile {
public:
    static Result<AppendFile> open(const std::string& path);
    AppendFile(AppendFile&& other) noexcept;
    AppendFile& operator=(AppendFile&& other) noexcept;
    ~AppendFile();
    Status append(std::string_view lineWithNewline);   // a short write is completed or reported; a torn line is cut off again
    Status sync();                                      // fdatasync
private:
    explicit AppendFile(int descriptor, std::string path) : m_descriptor(descriptor), m_path(std::move(path)) {}
    int m_descriptor = -1;
    std::string m_path;
};

// folder + "/" + name, where name may come from a foreign file: refused when absolute, empty, containing "..", NUL, or leaving folder by a symlink.
Result<std::string> safeJoin(const std::string& folder, const std::string& name);

bool pathExists(const std::string& path);
bool isFolder(const std::string& path);
Result<std::uint64_t> fileSize(const std::string& path);
Status makeFolders(const std::string& path);
Status syncFolder(const std::string& path);
// Renames a fully written folder into place and fsyncs the parent. Errors: AlreadyExists if `to` is there.
Status publishFolder(const std::string& from, const std::string& to);
Status removeFolder(const std::string& path);
// Sorted names of the entries of a folder (no "." and "..").
Result<std::vector<std::string>> listFolder(const std::string& path);
std::string parentFolder(const std::string& path);
std::string fileName(const std::string& path);
// Bytes free for this user on the file system that holds path.
Result<std::uint64_t> freeDiskBytes(const std::string& path);

}  // namespace luthier
