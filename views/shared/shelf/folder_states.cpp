// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/folder_states.h"

#include <algorithm>

#include <QFileInfo>

#include "core/base/files.h"
#include "views/shared/background/in_background.h"

namespace luthier::shelf {

namespace {

constexpr int kLookAfterMs = 200;

}  // namespace

FolderStates::FolderStates(QObject* parent) : QObject(parent) {
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(kLookAfterMs);
    connect(&m_lookSoon, &QTimer::timeout, this, &FolderStates::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_lookSoon.start(); });
}

void FolderStates::setFolders(Folders folders) {
    m_folders = std::move(folders);
    look();
}

void FolderStates::look() {
    inBackground(
        this,
        [folders = m_folders] {
            std::map<std::int64_t, FolderState> states;
            for (const auto& [id, folder] : folders) states[id] = isFolder(folder) ? FolderState::There : FolderState::Missing;
            return states;
        },
        [this](const std::map<std::int64_t, FolderState>& states) {
            if (states != m_states) {
                m_states = states;
                emit changed();
            }
            emit looked();
        });
}

void FolderStates::watch(const QString& folder) {
    // The folder's own, and its parent's: a folder that goes is news of both. Not begun anew, which would lose what has just happened.
    const QStringList wanted = folder.isEmpty() ? QStringList() : QStringList{folder, QFileInfo(folder).path()}, watched = m_watcher.directories();
    if (std::all_of(wanted.begin(), wanted.end(), [&](const QString& path) { return watched.contains(path); }) && wanted.size() == watched.size()) return;
    if (!watched.isEmpty()) m_watcher.removePaths(watched);
    if (!wanted.isEmpty()) m_watcher.addPaths(wanted);
}

FolderState FolderStates::state(std::int64_t id) const {
    const auto found = m_states.find(id);
    return found == m_states.end() ? FolderState::Unknown : found->second;
}

QString FolderStates::working(std::int64_t id) const {
    const auto found = m_working.find(id);
    return found == m_working.end() ? QString() : found->second;
}

const std::optional<Error>& FolderStates::trouble(std::int64_t id) const {
    static const std::optional<Error> none;
    const auto found = m_troubles.find(id);
    return found == m_troubles.end() ? none : found->second;
}

void FolderStates::begin(std::int64_t id, const QString& working) {
    m_troubles.erase(id);
    m_working[id] = working;
}

void FolderStates::goOn(std::int64_t id, const QString& working) {
    if (const auto found = m_working.find(id); found != m_working.end()) found->second = working;
}

void FolderStates::fail(std::int64_t id, Error error) {
    m_troubles[id] = std::move(error);
    m_lookSoon.start();
    emit changed();
}

}  // namespace luthier::shelf
