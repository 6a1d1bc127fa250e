// SPDX-License-Identifier: GPL-3.0-or-later
// The models of the project as the page shows them: rows of the store, whether their folders are there, what is being looked at; and what a person does to
// them. Thread: GUI; the store, the disk and the engine are asked in the background.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QObject>

#include "views/models/model_facts.h"
#include "views/shared/shelf/entry_rows.h"
#include "views/shared/shelf/folder_states.h"
#include "views/shared/shelf/inspections.h"

namespace luthier {

class ModelShelf : public QObject {
    Q_OBJECT
public:
    explicit ModelShelf(Session& session, QObject* parent = nullptr);

    void reload();
    bool isLoaded() const { return m_loaded; }
    const std::optional<Error>& trouble() const { return m_trouble; }  // the store could not be read
    const std::vector<store::Model>& models() const { return m_models.all(); }
    const store::Model* find(std::int64_t id) const { return m_models.find(id); }
    std::vector<store::AdapterEntry> adaptersOf(std::int64_t id) const;
    const shelf::FolderStates& folders() const { return m_folders; }
    std::vector<shelf::Card> cards() const;
    QString whyReadOnly() const { return shelf::whyReadOnly(m_session.store); }

    void watch(std::int64_t id);  // the one that is shown
    void lookAtFolders() { m_folders.look(); }
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
    void inspect(const store::Model& model, bool urgent);
    void inspectMissing();
    void take(std::int64_t id, const Result<Json>& found);
    void finishLocating(std::int64_t id, const QString& folder, const Result<Json>& found);
    Session& m_session;
    shelf::Inspections m_inspections;
    shelf::EntryRows<store::Model> m_models;
    shelf::FolderStates m_folders;
    std::vector<store::AdapterEntry> m_adapters;
    std::map<std::int64_t, Json> m_foundFacts;  // of this session: where the store was read-only, or an undo took them back
    std::optional<Error> m_trouble;
    bool m_loaded = false;
    int m_asked = 0;
};

}  // namespace luthier
