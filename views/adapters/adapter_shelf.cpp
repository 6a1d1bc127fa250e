// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/adapter_shelf.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>

#include "core/base/files.h"
#include "views/shared/background/in_background.h"

namespace luthier {

namespace {

struct Loaded {
    std::vector<store::AdapterEntry> adapters;
    std::vector<store::Model> models;
    std::vector<store::Run> runs;
    std::map<std::int64_t, QString> datasets;
};

Result<Loaded> load(store::Project& project) {
    Loaded loaded;
    ASSIGN_OR_RETURN(loaded.adapters, project.adapters().all());
    ASSIGN_OR_RETURN(loaded.models, project.models().all());
    ASSIGN_OR_RETURN(loaded.runs, project.runs().all());
    ASSIGN_OR_RETURN(const auto datasets, project.datasets().all());
    for (const store::Dataset& dataset : datasets) loaded.datasets[dataset.id] = shelf::fromUtf8(dataset.name);
    return loaded;
}

bool isInspected(const Json& facts) { return !shelf::jsonText(facts, "kind").isEmpty(); }

// A row keeps its folder for good; so a located adapter is a new row.
Status replaceAdapter(store::Project& project, std::int64_t id, const store::AdapterEntry& located, std::int64_t& newId) {
    RETURN_IF_ERROR(project.adapters().remove(id));
    ASSIGN_OR_RETURN(newId, project.adapters().add(located));
    return {};
}

}  // namespace

AdapterShelf::AdapterShelf(Session& session, QObject* parent) : QObject(parent), m_session(session), m_inspections(session.enginePath) {
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(200);
    connect(&m_lookSoon, &QTimer::timeout, this, &AdapterShelf::lookAtFolders);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_lookSoon.start(); });
    connect(&session.store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        for (const char* table : {"adapters", "models", "runs", "datasets"})
            if (tables.contains(QLatin1String(table))) return reload();
    });
}

void AdapterShelf::reload() {
    const int asked = ++m_asked;
    m_session.store.read(this, load, [this, asked](Result<Loaded> loaded) {
        if (asked != m_asked) return;
        m_loaded = true;
        m_trouble.reset();
        if (!loaded) {
            m_trouble = loaded.error();
            emit changed();
            return;
        }
        m_adapters = std::move(loaded->adapters);
        m_models = std::move(loaded->models);
        m_runs = std::move(loaded->runs);
        m_datasets = std::move(loaded->datasets);
        for (store::AdapterEntry& adapter : m_adapters)
            if (const auto found = m_foundFacts.find(adapter.id); found != m_foundFacts.end() && !isInspected(adapter.facts)) adapter.facts = found->second;
        // The newest first: that is what a person comes for after a run.
        std::sort(m_adapters.begin(), m_adapters.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
        emit changed();
        lookAtFolders();
    });
}

const store::AdapterEntry* AdapterShelf::find(std::int64_t id) const {
    const auto found = std::find_if(m_adapters.begin(), m_adapters.end(), [id](const store::AdapterEntry& adapter) { return adapter.id == id; });
    return found == m_adapters.end() ? nullptr : &*found;
}

const store::Model* AdapterShelf::base(std::int64_t id) const {
    const store::AdapterEntry* const adapter = find(id);
    return adapter ? baseOf(*adapter, m_models) : nullptr;
}

LineageFacts AdapterShelf::lineage(std::int64_t id) const {
    LineageFacts facts;
    facts.adapter = find(id);
    if (!facts.adapter) return facts;
    facts.base = base(id);
    for (const store::Run& run : m_runs)
        if (facts.adapter->run == run.id) facts.run = &run;
    if (!facts.run) return facts;
    for (const std::int64_t dataset : facts.run->datasets)
        if (const auto known = m_datasets.find(dataset); known != m_datasets.end()) facts.datasets.emplace_back(dataset, known->second);
    const Json* const model = shelf::jsonMember(facts.run->config, "model");
    const QString from = model ? shelf::jsonText(*model, "adapter") : QString();
    for (const store::AdapterEntry& other : m_adapters)
        if (!from.isEmpty() && other.id != id && QDir::cleanPath(shelf::fromUtf8(other.folder)) == QDir::cleanPath(from)) facts.startedFrom = &other;
    return facts;
}

QString AdapterShelf::working(std::int64_t id) const {
    const auto found = m_working.find(id);
    return found == m_working.end() ? QString() : found->second;
}

const std::optional<Error>& AdapterShelf::troubleOf(std::int64_t id) const {
    static const std::optional<Error> none;
    const auto found = m_troubles.find(id);
    return found == m_troubles.end() ? none : found->second;
}

std::vector<shelf::Card> AdapterShelf::cards() const {
    std::vector<shelf::Card> cards;
    for (const store::AdapterEntry& adapter : m_adapters)
        cards.push_back(adapterCard(adapter, baseOf(adapter, m_models), isMissing(adapter.id), m_working.contains(adapter.id)));
    return cards;
}

QString AdapterShelf::whyReadOnly() const {
    return m_session.store.isReadOnly() ? tr("Another window has this project open for writing, so nothing can be changed here") : QString();
}

void AdapterShelf::watch(std::int64_t id) {
    if (!m_watcher.directories().isEmpty()) m_watcher.removePaths(m_watcher.directories());
    const store::AdapterEntry* const adapter = find(id);
    if (!adapter || isMissing(id)) return;
    const QString folder = shelf::fromUtf8(adapter->folder);
    m_watcher.addPaths({folder, QFileInfo(folder).path()});
}

void AdapterShelf::lookAtFolders() {
    std::vector<std::pair<std::int64_t, std::string>> folders;
    for (const store::AdapterEntry& adapter : m_adapters) folders.emplace_back(adapter.id, adapter.folder);
    inBackground(
        this,
        [folders] {
            std::set<std::int64_t> missing;
            for (const auto& [id, folder] : folders)
                if (!isFolder(folder)) missing.insert(id);
            return missing;
        },
        [this](const std::set<std::int64_t>& missing) {
            if (missing != m_missing) {
                m_missing = missing;
                emit changed();
            }
            inspectMissing();
        });
}

void AdapterShelf::inspect(std::int64_t id, bool urgent) {
    const store::AdapterEntry* const adapter = find(id);
    if (!adapter || m_working.contains(id)) return;
    m_working[id] = tr("Being checked");
    m_inspections.ask(
        shelf::fromUtf8(adapter->folder), false, this, [this, id](const Result<Json>& found) { take(id, found); }, urgent);
}

void AdapterShelf::inspectMissing() {
    bool any = false;
    for (const store::AdapterEntry& adapter : m_adapters) {
        if (isInspected(adapter.facts) || isMissing(adapter.id) || m_troubles.contains(adapter.id) || m_working.contains(adapter.id)) continue;
        inspect(adapter.id, false);
        any = true;
    }
    if (any) emit changed();
}

void AdapterShelf::checkAgain(std::int64_t id) {
    m_troubles.erase(id);
    inspect(id, true);
    emit changed();
}

void AdapterShelf::take(std::int64_t id, const Result<Json>& found) {
    m_working.erase(id);
    const store::AdapterEntry* const adapter = find(id);
    if (!adapter) return;
    if (!found) return setTrouble(id, found.error());
    const QString why = whyNoAdapter(*found);
    if (!why.isEmpty())
        return setTrouble(
            id, Error(ErrorCode::InvalidData, why.toStdString()).withHint(tr("Remove it, or locate the adapter's folder.").toStdString()).at(adapter->folder));
    const Json facts = *found;
    m_foundFacts[id] = facts;
    for (store::AdapterEntry& shown : m_adapters)
        if (shown.id == id) shown.facts = facts;
    emit changed();
    if (whyReadOnly().isEmpty()) update(id, tr("Check adapter"), [facts](store::AdapterEntry& entry) { entry.facts = facts; });
}

void AdapterShelf::setTrouble(std::int64_t id, Error error) {
    m_troubles[id] = std::move(error);
    m_lookSoon.start();
    emit changed();
}

// Reads the row anew, so that what another page wrote meanwhile stays.
void AdapterShelf::update(std::int64_t id, const QString& title, const std::function<void(store::AdapterEntry&)>& change) {
    m_session.store.write(
        this,
        [id, change, words = title.toStdString()](store::Project& project) -> Status {
            ASSIGN_OR_RETURN(store::AdapterEntry adapter, project.adapters().get(id));
            change(adapter);
            return project.journal().perform(words, [&] { return project.adapters().update(adapter); });
        },
        [this](Status done) {
            if (!done) m_session.window.toastError(done.error());
            m_session.store.announce({QStringLiteral("adapters")});
        });
}

void AdapterShelf::rename(std::int64_t id, const QString& name) {
    update(id, tr("Rename adapter to %1").arg(name), [text = name.toStdString()](store::AdapterEntry& adapter) { adapter.name = text; });
}

void AdapterShelf::setNotes(std::int64_t id, const QString& notes) {
    update(id, tr("Change notes of an adapter"), [text = notes.toStdString()](store::AdapterEntry& adapter) { adapter.notes = text; });
}

void AdapterShelf::setBase(std::int64_t id, std::int64_t model) {
    update(id, tr("Choose the base of an adapter"), [model](store::AdapterEntry& adapter) { adapter.model = model; });
}

void AdapterShelf::remove(std::int64_t id) {
    const store::AdapterEntry* const adapter = find(id);
    if (!adapter) return;
    const QString name = shelf::fromUtf8(adapter->name);
    m_session.store.write(
        this, [id](store::Project& project) { return project.adapters().remove(id); },
        [this, name](Status done) {
            if (!done)
                m_session.window.toastError(done.error());
            else
                m_session.window.toast(tr("Deleted %1 from the project; its folder stays where it is").arg(name), tr("Undo"),
                                       [this] { m_session.store.undo(); });
            m_session.store.announce({QStringLiteral("adapters")});
        });
}

void AdapterShelf::locate(std::int64_t id, const QString& folder) {
    if (!find(id) || m_working.contains(id)) return;
    m_troubles.erase(id);
    m_working[id] = tr("Looking at %1").arg(folder);
    emit changed();
    const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    m_inspections.ask(
        path, false, this, [this, id, path](const Result<Json>& found) { finishLocating(id, path, found); }, true);
}

void AdapterShelf::finishLocating(std::int64_t id, const QString& folder, const Result<Json>& found) {
    m_working.erase(id);
    const store::AdapterEntry* const adapter = find(id);
    if (!adapter) return;
    if (!found) return setTrouble(id, found.error());
    if (const QString why = whyNoAdapter(*found); !why.isEmpty())
        return setTrouble(id, Error(ErrorCode::InvalidData, why.toStdString()).at(folder.toStdString()));
    const QString before = adapterFactsOf(adapter->facts).fingerprint, now = adapterFactsOf(*found).fingerprint;
    if (!before.isEmpty() && before != now)
        return setTrouble(
            id, Error(ErrorCode::InvalidData, tr("This folder holds other weights than this adapter had, so it is not the same adapter.").toStdString())
                    .withHint(tr("Add it as an adapter of its own.").toStdString())
                    .at(folder.toStdString()));
    store::AdapterEntry located = *adapter;
    located.folder = folder.toStdString();
    located.facts = *found;
    m_session.store.write(
        this,
        [id, located, title = tr("Locate adapter %1").arg(shelf::fromUtf8(adapter->name)).toStdString()](store::Project& project) -> Result<std::int64_t> {
            std::int64_t newId = 0;
            const Status done = project.journal().perform(title, [&] { return replaceAdapter(project, id, located, newId); });
            if (!done) return fail(done.error());
            return newId;
        },
        [this, id](Result<std::int64_t> newId) {
            if (!newId) return setTrouble(id, newId.error());
            emit moved(id, *newId);
            m_session.store.announce({QStringLiteral("adapters")});
        });
}

}  // namespace luthier
