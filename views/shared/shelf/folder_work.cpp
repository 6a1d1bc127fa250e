// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/folder_work.h"

#include <filesystem>
#include <fstream>
#include <vector>

#include <QFileInfo>

#include "core/base/files.h"
#include "views/shared/theme/widgets.h"

namespace luthier::shelf {

namespace fs = std::filesystem;

namespace {

struct Entry {
    fs::path relative;
    std::uint64_t bytes = 0;
    bool isFolder = false;
};

Error ioError(const std::string& message, const fs::path& path, const std::error_code& code) {
    const bool full = code == std::errc::no_space_on_device;
    return Error(full ? ErrorCode::DiskFull : ErrorCode::Io, message + (code ? ": " + code.message() : std::string()))
        .withHint(full ? "make room on this disk, or choose another folder" : "check that the folder can be read and written")
        .at(path.string());
}

Result<std::vector<Entry>> entriesOf(const std::string& folder) {
    if (!pathExists(folder)) return fail(Error(ErrorCode::NotFound, "the folder is not there").withHint("it may have been moved; locate it again").at(folder));
    std::vector<Entry> list;
    std::error_code code;
    fs::recursive_directory_iterator walk(folder, code), end;
    if (code) return fail(ioError("the folder cannot be read", folder, code));
    for (; walk != end; walk.increment(code)) {
        if (code) return fail(ioError("the folder cannot be read", folder, code));
        const fs::path path = walk->path();
        const bool isFolder = walk->is_directory(code) && !walk->is_symlink(code);
        if (!isFolder && !fs::is_regular_file(path, code))
            return fail(Error(ErrorCode::InvalidData, "this is neither a file nor a folder").withHint("take it out of the folder").at(path.string()));
        const std::uint64_t bytes = isFolder ? 0 : fs::file_size(path, code);
        if (code) return fail(ioError("a file cannot be read", path, code));
        list.push_back({path.lexically_relative(folder), bytes, isFolder});
    }
    return list;
}

Status copyFile(const fs::path& from, const fs::path& to, std::uint64_t& done, const std::function<void()>& tell, const WorkContext& context) {
    std::ifstream in(from, std::ios::binary);
    if (!in) return fail(ioError("a file cannot be read", from, std::error_code(errno, std::generic_category())));
    std::ofstream out(to, std::ios::binary);
    std::vector<char> block(std::size_t{4} << 20);
    while (in && out) {
        RETURN_IF_ERROR(context.checkpoint());
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        out.write(block.data(), in.gcount());
        done += static_cast<std::uint64_t>(in.gcount());
        tell();
    }
    out.close();
    if (!out) return fail(ioError("a file cannot be written", to, std::error_code(errno, std::generic_category())));
    if (in.bad()) return fail(ioError("a file cannot be read", from, {}));
    return {};
}

Status copyEntries(const std::vector<Entry>& entries, const std::string& from, const std::string& to, std::uint64_t total, const WorkContext& context) {
    std::uint64_t done = 0;
    const auto tell = [&] { context.progress({"copying", static_cast<std::int64_t>(done), static_cast<std::int64_t>(total), "bytes"}); };
    RETURN_IF_ERROR(makeFolders(to));
    for (const Entry& entry : entries) {
        const fs::path target = fs::path(to) / entry.relative;
        if (entry.isFolder)
            RETURN_IF_ERROR(makeFolders(target.string()));
        else
            RETURN_IF_ERROR(copyFile(fs::path(from) / entry.relative, target, done, tell, context));
    }
    return {};
}

bool liesInside(const std::string& path, const std::string& folder) {
    std::error_code code;
    const fs::path inner = fs::weakly_canonical(path, code), outer = fs::weakly_canonical(folder, code);
    const fs::path relative = inner.lexically_relative(outer);
    return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

Result<std::uint64_t> folderBytes(const std::string& folder) {
    ASSIGN_OR_RETURN(const auto entries, entriesOf(folder));
    std::uint64_t total = 0;
    for (const Entry& entry : entries) total += entry.bytes;
    return total;
}

Result<std::uint64_t> freeBytesFor(const std::string& path) {
    std::string there = path;
    while (there.size() > 1 && !pathExists(there)) there = parentFolder(there);
    return freeDiskBytes(there.empty() ? "." : there);
}

Result<std::uint64_t> copyFolder(const std::string& from, const std::string& to, const WorkContext& context) {
    ASSIGN_OR_RETURN(const auto entries, entriesOf(from));
    if (pathExists(to)) return fail(Error(ErrorCode::AlreadyExists, "there is something at the target already").withHint("choose another name").at(to));
    if (liesInside(to, from))
        return fail(Error(ErrorCode::InvalidArgument, "the target lies inside the folder to copy").withHint("choose another folder").at(to));
    std::uint64_t total = 0;
    for (const Entry& entry : entries) total += entry.bytes;
    ASSIGN_OR_RETURN(const std::uint64_t room, freeBytesFor(to));
    if (room < total) {
        const std::string words = "this needs " + theme::bytesInWords(static_cast<double>(total)).toStdString() + ", and " +
                                  theme::bytesInWords(static_cast<double>(room)).toStdString() + " are free";
        return fail(Error(ErrorCode::DiskFull, words).withHint("make room on this disk, or choose another folder").at(to));
    }
    RETURN_IF_ERROR(makeFolders(parentFolder(to)));
    const std::string begun = parentFolder(to) + "/.copying-" + fileName(to);
    static_cast<void>(removeFolder(begun));  // of a copy that was killed
    Status copied = copyEntries(entries, from, begun, total, context);
    if (copied) copied = publishFolder(begun, to);
    if (!copied) {
        static_cast<void>(removeFolder(begun));
        return fail(copied.error());
    }
    return total;
}

QString folderNameFor(const QString& name) {
    QString clean;
    for (const QChar c : name.simplified()) clean += c == '/' || c == '\\' || c.category() == QChar::Other_Control || c.isNull() ? QChar('-') : c;
    while (clean.startsWith('.')) clean.remove(0, 1);
    while (clean.toUtf8().size() > 100) clean.chop(clean.back().isLowSurrogate() ? 2 : 1);
    clean = clean.trimmed();
    return clean.isEmpty() ? QStringLiteral("model") : clean;
}

QString freeFolder(const QString& parent, const QString& name) {
    const QString base = parent + '/' + folderNameFor(name);
    QString path = base;
    for (int i = 2; QFileInfo::exists(path); ++i) path = base + '-' + QString::number(i);
    return path;
}

}  // namespace luthier::shelf
