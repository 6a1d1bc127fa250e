// SPDX-License-Identifier: GPL-3.0-or-later
// What stands at a path that a person wants to add as a model, and small facts that `inspect` does not tell. Thread: any (blocking); never the GUI's.
#pragma once

#include <cstdint>
#include <string>

#include <QString>

#include "core/base/error.h"

namespace luthier {

// The first look, in milliseconds: is there something, and of what kind. The engine looks closer (`inspect --quick`).
struct SourceLook {
    enum class Kind { Nothing, Folder, Gguf, Other } kind = Kind::Nothing;
    QString path;                  // absolute and clean
    QString name;                  // to suggest
    std::uint64_t bytes = 0;       // of the folder or file
    std::uint64_t freeBytes = 0;   // where the project's models lie
    QString why;                   // of Nothing and Other: what is there instead, and what to try
};
SourceLook lookAtSource(const QString& path, const QString& modelsFolder);

// The licence that a model folder names: `license:` in the head of README.md, else the first words of a licence file. "" = none.
QString licenceIn(const std::string& folder);

}  // namespace luthier
