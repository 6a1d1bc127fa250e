// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the store that stand for a folder each (store::Model, store::AdapterEntry), and what a person does to one of them: all through the journal, so Undo
// takes it back. Thread: GUI.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <QObject>
#include <QString>

#include "core/store/project.h"
#include "views/shared/page/page.h"

namespace luthier::shelf {

// Where rows of a kind are kept.
inline store::Models& tableOf(store::Project& project, const store::Model*) { return project.models(); }
inline store::Adapters& tableOf(store::Project& project, const store::AdapterEntry*) { return project.adapters(); }

// Why nothing can be changed; "" = it can.
QString whyReadOnly(const StoreAccess& store);

template <class Entry>
class EntryRows {
public:
    // table: the name that StoreAccess::changed says. owner: gets the answers.
    EntryRows(Session& session, QObject& owner, QString table) : m_session(session), m_owner(owner), m_table(std::move(table)) {}

    void set(std::vector<Entry> rows) { m_rows = std::move(rows); }
    const std::vector<Entry>& all() const { return m_rows; }
    const Entry* find(std::int64_t id) const {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(), [id](const Entry& row) { return row.id == id; });
        return found == m_rows.end() ? nullptr : &*found;
    }
    std::vector<std::pair<std::int64_t, std::string>> folders() const {
        std::vector<std::pair<std::int64_t, std::string>> folders;
        for (const Entry& row : m_rows) folders.emplace_back(row.id, row.folder);
        return folders;
    }

    // What the engine said of one, shown at once and kept where the project can be written.
    void setFacts(std::int64_t id, const QString& title, const Json& facts) {
        for (Entry& row : m_rows)
            if (row.id == id) row.facts = facts;
        if (!m_session.store.isReadOnly()) change(id, title, [facts](Entry& row) { row.facts = facts; });
    }
    // Reads the row anew, so that what another page wrote meanwhile stays.
    void change(std::int64_t id, const QString& title, std::function<void(Entry&)> edit) {
        const auto work = [id, edit = std::move(edit), words = title.toStdString()](store::Project& project) -> Status {
            auto& table = tableOf(project, static_cast<const Entry*>(nullptr));
            ASSIGN_OR_RETURN(Entry row, table.get(id));
            edit(row);
            return project.journal().perform(words, [&] { return table.update(row); });
        };
        m_session.store.write(&m_owner, work, [this](const Status& done) {
            if (!done) m_session.window.toastError(done.error());
            m_session.store.announce({m_table});
        });
    }
    // The folder stays. words: of the toast with Undo.
    void remove(std::int64_t id, const QString& words) {
        const auto work = [id](store::Project& project) { return tableOf(project, static_cast<const Entry*>(nullptr)).remove(id); };
        m_session.store.write(&m_owner, work, [this, words](const Status& done) {
            if (!done) m_session.window.toastError(done.error());
            else toastUndo(m_session.store, m_session.window, words);
            m_session.store.announce({m_table});
        });
    }
    // A row keeps its folder for good; so one whose folder has moved becomes a new row. also: what belongs to the old one and moves over.
    using MoveOver = std::function<Status(store::Project&, std::int64_t from, std::int64_t to)>;
    void replace(std::int64_t id, const Entry& located, const QString& title, MoveOver also, std::function<void(Result<std::int64_t>)> then) {
        const auto work = [id, located, also = std::move(also), words = title.toStdString()](store::Project& project) -> Result<std::int64_t> {
            std::int64_t newId = 0;
            const Status done = project.journal().perform(words, [&]() -> Status {
                auto& table = tableOf(project, static_cast<const Entry*>(nullptr));
                RETURN_IF_ERROR(table.remove(id));
                ASSIGN_OR_RETURN(newId, table.add(located));
                return also ? also(project, id, newId) : Status();
            });
            if (!done) return fail(done.error());
            return newId;
        };
        m_session.store.write(&m_owner, work, std::move(then));
    }

private:
    Session& m_session;
    QObject& m_owner;
    QString m_table;
    std::vector<Entry> m_rows;
};

}  // namespace luthier::shelf
