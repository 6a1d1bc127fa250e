// SPDX-License-Identifier: Apache-2.0
// Every change that a person makes goes through here: one entry per action, with the rows it touched before and after (kept by triggers while the action runs),
// so undo and redo survive a restart. Thread: as Project.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier::store {

class Database;

class Journal {
public:
    explicit Journal(Database& database) : m_database(database) {}

    // Runs `change` in one transaction; durable when this returns. A new action ends what could be redone. Nested calls become part of the outer action.
    // Errors: those of change (nothing is changed then), Busy when read-only, DiskFull, Io.
    Status perform(const std::string& title, const std::function<Status()>& change);

    struct Entry { std::int64_t id = 0; std::string title, time; bool undone = false; };
    // What was undone or redone; nothing when there is nothing to do.
    Result<std::optional<Entry>> undo();
    Result<std::optional<Entry>> redo();
    Result<std::optional<Entry>> nextUndo();
    Result<std::optional<Entry>> nextRedo();
    Result<std::vector<Entry>> latest(std::int64_t count);    // newest first

private:
    Database& m_database;
    int m_depth = 0;
};

}  // namespace luthier::store
