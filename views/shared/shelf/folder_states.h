// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of the folders that the entries of a list stand for: whether they are there, what is being done with them, what went wrong at last.
// Thread: GUI; the disk is asked in the background.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include "core/base/error.h"

namespace luthier {

enum class FolderState { Unknown, There, Missing };

namespace shelf {

class FolderStates : public QObject {
    Q_OBJECT
public:
    explicit FolderStates(QObject* parent = nullptr);

    using Folders = std::vector<std::pair<std::int64_t, std::string>>;
    void setFolders(Folders folders);           // looks at them
    void look();
    void watch(const QString& folder);          // the one that is shown: it is looked at when something happens to it; "" = none

    FolderState state(std::int64_t id) const;
    bool isMissing(std::int64_t id) const { return state(id) == FolderState::Missing; }
    QString working(std::int64_t id) const;     // "Checking, 3 of 8 files"; "" = nothing is done
    bool isWorking(std::int64_t id) const { return m_working.contains(id); }
    const std::optional<Error>& trouble(std::int64_t id) const;

    void begin(std::int64_t id, const QString& working);   // also forgets a trouble
    void goOn(std::int64_t id, const QString& working);
    void end(std::int64_t id) { m_working.erase(id); }
    void fail(std::int64_t id, Error error);    // of the last look or the last try to locate it
    void settle(std::int64_t id) { m_troubles.erase(id); }

signals:
    void changed();
    void looked();                              // after every look

private:
    Folders m_folders;
    std::map<std::int64_t, FolderState> m_states;
    std::map<std::int64_t, QString> m_working;
    std::map<std::int64_t, std::optional<Error>> m_troubles;
    QFileSystemWatcher m_watcher;
    QTimer m_lookSoon;
};

}  // namespace shelf

}  // namespace luthier
