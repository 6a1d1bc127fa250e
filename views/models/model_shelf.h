// SPDX-License-Identifier: GPL-3.0-or-later
// The models of the project as the page shows them: rows of the store, whether their folders are there, what is being looked at; and what a person does to
// them. Thread: GUI; the store, the disk and the engine are asked in the background.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include "views/models/model_facts.h"
#include "views/shared/page/page.h"
#include "views/shared/shelf/inspections.h"

namespace luthier {

class ModelShelf : public QObject {
    Q_OBJECT
public:
    explicit ModelShelf(Session& session, QObject* parent = nullptr);

    void reload();
    bool isLoaded() const { return m_loaded; }
    const std::optional<Error>& trouble() const { return m_trouble; }  // the store could not be read
    const std::vector<store::Model>& models() const { return m_models; }
    const store::Model* find(std::int64_t id) const;
    std::vector<store::AdapterEntry> adaptersOf(std::int64_t id) const;
    FolderState folderState(std::int64_t id) const;
    QString working(std::int64_t id) const;  // "Checking, 3 of 8 files"; "" = nothing is done
    const std::optional<Error>& troubleOf(std::int64_t id) const;  // of the last look or the last try to locate it
    std::vector<shelf::Card> cards() const;
    QString whyReadOnly() const;  // "" = it can be changed

    void watch(std::int64_t id);  // the one that is shown
    void lookAtFolders();
    void rename(std::int64_t id, const QString& name);
    void setNotes(std::int64_t id, const QString& notes);
    void forget(std::int64_t id);
    void checkAgain(std::int64_t id);
    // The folder has moved. Refused when it holds other weights than those that were known.
    void locate(std::int64_t id, const QString& folder);

signals:
    void changed();
    void moved(std::int64_t from, std::int64_t to);  // a located model is a new row

private:
    void update(std::int64_t id, const QString& title, const std::function<void(store::Model&)>& change);
    void inspectMissing();
    void take(std::int64_t id, const Result<Json>& found, bool keep);
    void finishLocating(std::int64_t id, const QString& folder, const Result<Json>& found);
    void setTrouble(std::int64_t id, std::optional<Error> error);
    Session& m_session;
    shelf::Inspections m_inspections;
    std::vector<store::Model> m_models;
    std::vector<store::AdapterEntry> m_adapters;
    std::map<std::int64_t, FolderState> m_folders;
    std::map<std::int64_t, QString> m_working;
    std::map<std::int64_t, std::optional<Error>> m_troubles;
    std::map<std::int64_t, Json> m_foundFacts;  // of this session: where the store was read-only, or an undo took them back
    std::optional<Error> m_trouble;
    QFileSystemWatcher m_watcher;
    QTimer m_lookSoon;
    bool m_loaded = false;
    int m_asked = 0;
};

}  // namespace luthier
