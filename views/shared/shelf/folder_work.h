// SPDX-License-Identifier: GPL-3.0-or-later
// What the shelves do with folders on disk. Thread: any (blocking); never the GUI's.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include <QString>

#include "core/base/error.h"
#include "core/base/progress.h"

namespace luthier::shelf {

// Of the files in it, sub-folders included; symbolic links are followed for files only. Errors: NotFound, Io.
Result<std::uint64_t> folderBytes(const std::string& folder);

// Copies a folder whole or not at all: written beside the target under another name, then renamed. Symbolic links to files are copied as files; other special
// files are refused. Errors: NotFound; AlreadyExists; InvalidArgument (the target lies inside the source); DiskFull (looked up beforehand); Cancelled; Io.
Result<std::uint64_t> copyFolder(const std::string& from, const std::string& to, const WorkContext& context = {});

// Free bytes of the file system that will hold `path`, which need not exist yet. Errors: Io.
Result<std::uint64_t> freeBytesFor(const std::string& path);

// A name that can be a folder's: no slashes, control characters or leading dots, at most 100 bytes; never empty.
QString folderNameFor(const QString& name);
// parent/NAME, or parent/NAME-2, ... that does not exist.
QString freeFolder(const QString& parent, const QString& name);

}  // namespace luthier::shelf
