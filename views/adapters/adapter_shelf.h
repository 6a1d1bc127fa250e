// SPDX-License-Identifier: GPL-3.0-or-later
// The adapters of the project as the page shows them, with the models, runs and data sets they belong to; and what a person does to them. Results of runs come
// into the store when a run ends (RunControl). Thread: GUI; the store, the disk and the engine are asked in the background.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QObject>

#include "views/adapters/adapter_facts.h"
#include "views/shared/shelf/entry_rows.h"
#include "views/shared/shelf/folder_states.h"
#include "views/shared/shelf/inspections.h"

namespace luthier {

class AdapterShelf : public QObject {
    Q_OBJECT
public:
    explicit AdapterShelf(Session& session, QObject* parent = nullptr);

    void reload();
    bool isLoaded() const { return m_loaded; }
    const std::optional<Error>& trouble() const { return m_trouble; }
    const std::vector<store::AdapterEntry>& adapters() const { return m_adapters.all(); }
    const std::vector<store::Model>& models() const { return m_models; }
    const store::AdapterEntry* find(std::int64_t id) const { return m_adapters.find(id); }
    const store::Model* base(std::int64_t id) const;            // nullptr: not among the models
    LineageFacts lineage(std::int64_t id) const;
    const shelf::FolderStates& folders() const { return m_folders; }
    std::vector<shelf::Card> cards() const;
    QString whyReadOnly() const { return shelf::whyReadOnly(m_session.store); }

    void watch(std::int64_t id);
    void lookAtFolders() { m_folders.look(); }
    void rename(std::int64_t id, const QString& name);
    void setNotes(std::int64_t id, const QString& notes);
    void setBase(std::int64_t id, std::int64_t model);
    void remove(std::int64_t id);
    void checkAgain(std::int64_t id);
    void locate(std::int64_t id, const QString& folder);

signals:
    void changed();
    void moved(std::int64_t from, std::int64_t to);

private:
    void inspect(const store::AdapterEntry& adapter, bool urgent);
    void inspectMissing();
    void take(std::int64_t id, const Result<Json>& found);
    void finishLocating(std::int64_t id, const QString& folder, const Result<Json>& found);
    Session& m_session;
    shelf::Inspections m_inspections;
    shelf::EntryRows<store::AdapterEntry> m_adapters;
    shelf::FolderStates m_folders;
    std::vector<store::Model> m_models;
    std::vector<store::Run> m_runs;
    std::map<std::int64_t, QString> m_datasets;
    std::map<std::int64_t, Json> m_foundFacts;      // of this session: where the store was read-only, or an undo took them back
    std::optional<Error> m_trouble;
    bool m_loaded = false;
    int m_asked = 0;
};

}  // namespace luthier
