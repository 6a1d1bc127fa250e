// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/adapter_shelf.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>

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

}  // namespace

AdapterShelf::AdapterShelf(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_inspections(session.enginePath), m_adapters(session, *this, QStringLiteral("adapters")) {
    connect(&m_folders, &shelf::FolderStates::changed, this, &AdapterShelf::changed);
    connect(&m_folders, &shelf::FolderStates::looked, this, &AdapterShelf::inspectMissing);
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
        m_models = std::move(loaded->models);
        m_runs = std::move(loaded->runs);
        m_datasets = std::move(loaded->datasets);
        for (store::AdapterEntry& adapter : loaded->adapters)
            if (const auto found = m_foundFacts.find(adapter.id); found != m_foundFacts.end() && !isInspected(adapter.facts)) adapter.facts = found->second;
        // The newest first: that is what a person comes for after a run.
        std::sort(loaded->adapters.begin(), loaded->adapters.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
        m_adapters.set(std::move(loaded->adapters));
        emit changed();
        m_folders.setFolders(m_adapters.folders());
    });
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
    for (const store::AdapterEntry& other : adapters())
        if (!from.isEmpty() && other.id != id && QDir::cleanPath(shelf::fromUtf8(other.folder)) == QDir::cleanPath(from)) facts.startedFrom = &other;
    return facts;
}

std::vector<shelf::Card> AdapterShelf::cards() const {
    std::vector<shelf::Card> cards;
    for (const store::AdapterEntry& adapter : adapters())
        cards.push_back(adapterCard(adapter, baseOf(adapter, m_models), m_folders.isMissing(adapter.id), m_folders.isWorking(adapter.id)));
    return cards;
}

void AdapterShelf::watch(std::int64_t id) {
    const store::AdapterEntry* const adapter = find(id);
    m_folders.watch(adapter && !m_folders.isMissing(id) ? shelf::fromUtf8(adapter->folder) : QString());
}

void AdapterShelf::inspect(const store::AdapterEntry& adapter, bool urgent) {
    m_folders.begin(adapter.id, tr("Being checked"));
    m_inspections.ask(
        shelf::fromUtf8(adapter.folder), false, this, [this, id = adapter.id](const Result<Json>& found) { take(id, found); }, urgent);
    emit changed();
}

void AdapterShelf::inspectMissing() {
    for (const store::AdapterEntry& adapter : adapters()) {
        const bool isKnown = isInspected(adapter.facts) || m_foundFacts.contains(adapter.id) || m_folders.trouble(adapter.id);
        if (!isKnown && !m_folders.isMissing(adapter.id) && !m_folders.isWorking(adapter.id)) inspect(adapter, false);
    }
}

void AdapterShelf::checkAgain(std::int64_t id) {
    if (const store::AdapterEntry* const adapter = find(id); adapter && !m_folders.isWorking(id)) inspect(*adapter, true);
}

void AdapterShelf::take(std::int64_t id, const Result<Json>& found) {
    m_folders.end(id);
    const store::AdapterEntry* const adapter = find(id);
    if (!adapter) return;
    if (!found) return m_folders.fail(id, found.error());
    const QString why = whyNoAdapter(*found);
    if (!why.isEmpty())
        return m_folders.fail(
            id, Error(ErrorCode::InvalidData, why.toStdString()).withHint(tr("Remove it, or locate the adapter's folder.").toStdString()).at(adapter->folder));
    m_foundFacts[id] = *found;
    m_adapters.setFacts(id, tr("Check adapter"), *found);
    emit changed();
}

void AdapterShelf::rename(std::int64_t id, const QString& name) {
    m_adapters.change(id, tr("Rename adapter to %1").arg(name), [text = name.toStdString()](store::AdapterEntry& adapter) { adapter.name = text; });
}

void AdapterShelf::setNotes(std::int64_t id, const QString& notes) {
    m_adapters.change(id, tr("Change notes of an adapter"), [text = notes.toStdString()](store::AdapterEntry& adapter) { adapter.notes = text; });
}

void AdapterShelf::setBase(std::int64_t id, std::int64_t model) {
    m_adapters.change(id, tr("Choose the base of an adapter"), [model](store::AdapterEntry& adapter) { adapter.model = model; });
}

void AdapterShelf::remove(std::int64_t id) {
    if (const store::AdapterEntry* const adapter = find(id))
        m_adapters.remove(id, tr("Deleted %1 from the project; its folder stays where it is").arg(shelf::fromUtf8(adapter->name)));
}

void AdapterShelf::locate(std::int64_t id, const QString& folder) {
    if (!find(id) || m_folders.isWorking(id)) return;
    m_folders.begin(id, tr("Looking at %1").arg(folder));
    emit changed();
    const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    m_inspections.ask(
        path, false, this, [this, id, path](const Result<Json>& found) { finishLocating(id, path, found); }, true);
}

void AdapterShelf::finishLocating(std::int64_t id, const QString& folder, const Result<Json>& found) {
    m_folders.end(id);
    const store::AdapterEntry* const adapter = find(id);
    if (!adapter) return;
    if (!found) return m_folders.fail(id, found.error());
    if (const QString why = whyNoAdapter(*found); !why.isEmpty())
        return m_folders.fail(id, Error(ErrorCode::InvalidData, why.toStdString()).at(folder.toStdString()));
    const QString before = adapterFactsOf(adapter->facts).fingerprint, now = adapterFactsOf(*found).fingerprint;
    if (!before.isEmpty() && before != now)
        return m_folders.fail(
            id, Error(ErrorCode::InvalidData, tr("This folder holds other weights than this adapter had, so it is not the same adapter.").toStdString())
                    .withHint(tr("Add it as an adapter of its own.").toStdString())
                    .at(folder.toStdString()));
    store::AdapterEntry located = *adapter;
    located.folder = folder.toStdString();
    located.facts = *found;
    m_adapters.replace(id, located, tr("Locate adapter %1").arg(shelf::fromUtf8(adapter->name)), {}, [this, id](const Result<std::int64_t>& newId) {
        if (!newId) return m_folders.fail(id, newId.error());
        emit moved(id, *newId);
        m_session.store.announce({QStringLiteral("adapters")});
    });
}

}  // namespace luthier
