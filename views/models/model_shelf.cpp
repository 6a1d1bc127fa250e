// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/model_shelf.h"

#include <algorithm>

#include "views/models/model_source.h"
#include "views/shared/background/in_background.h"

namespace luthier {

namespace {

struct Loaded {
    std::vector<store::Model> models;
    std::vector<store::AdapterEntry> adapters;
};

bool isInspected(const Json& facts) {
    const auto kind = facts.is_object() ? facts.find("kind") : facts.end();
    return facts.is_object() && kind != facts.end() && kind->is_string() && kind->get<std::string>() == "model";
}

Status moveAdapters(store::Project& project, std::int64_t from, std::int64_t to) {
    ASSIGN_OR_RETURN(const auto adapters, project.adapters().all());
    for (store::AdapterEntry adapter : adapters) {
        if (adapter.model != from) continue;
        adapter.model = to;
        RETURN_IF_ERROR(project.adapters().update(adapter));
    }
    return {};
}

}  // namespace

ModelShelf::ModelShelf(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_inspections(session.enginePath), m_models(session, *this, QStringLiteral("models")) {
    connect(&m_folders, &shelf::FolderStates::changed, this, &ModelShelf::changed);
    connect(&m_folders, &shelf::FolderStates::looked, this, &ModelShelf::inspectMissing);
    connect(&m_inspections, &shelf::Inspections::progressed, this, [this](const QString& path, const Progress& progress) {
        for (const store::Model& model : models())
            if (shelf::fromUtf8(model.folder) == path) m_folders.goOn(model.id, tr("Checking: %1").arg(shelf::progressInWords(progress)));
        emit changed();
    });
    connect(&session.store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        if (tables.contains(QStringLiteral("models")) || tables.contains(QStringLiteral("adapters"))) reload();
    });
}

void ModelShelf::reload() {
    const int asked = ++m_asked;
    m_session.store.read(
        this,
        [](store::Project& project) -> Result<Loaded> {
            ASSIGN_OR_RETURN(auto models, project.models().all());
            ASSIGN_OR_RETURN(auto adapters, project.adapters().all());
            return Loaded{std::move(models), std::move(adapters)};
        },
        [this, asked](Result<Loaded> loaded) {
            if (asked != m_asked) return;
            m_loaded = true;
            m_trouble.reset();
            if (!loaded) {
                m_trouble = loaded.error();
                emit changed();
                return;
            }
            m_adapters = std::move(loaded->adapters);
            for (store::Model& model : loaded->models)
                if (const auto found = m_foundFacts.find(model.id); found != m_foundFacts.end() && !isInspected(model.facts)) model.facts = found->second;
            std::sort(loaded->models.begin(), loaded->models.end(), [](const store::Model& a, const store::Model& b) {
                const int order = QString::localeAwareCompare(shelf::fromUtf8(a.name), shelf::fromUtf8(b.name));
                return order != 0 ? order < 0 : a.id < b.id;
            });
            m_models.set(std::move(loaded->models));
            emit changed();
            m_folders.setFolders(m_models.folders());
        });
}

std::vector<store::AdapterEntry> ModelShelf::adaptersOf(std::int64_t id) const {
    std::vector<store::AdapterEntry> list;
    std::copy_if(m_adapters.begin(), m_adapters.end(), std::back_inserter(list), [id](const store::AdapterEntry& adapter) { return adapter.model == id; });
    return list;
}

std::vector<shelf::Card> ModelShelf::cards() const {
    std::vector<shelf::Card> cards;
    for (const store::Model& model : models())
        cards.push_back(modelCard(model, m_folders.state(model.id), m_folders.isWorking(model.id) ? tr("Checking") : QString()));
    return cards;
}

void ModelShelf::watch(std::int64_t id) {
    const store::Model* const model = find(id);
    m_folders.watch(model && !m_folders.isMissing(id) ? shelf::fromUtf8(model->folder) : QString());
}

void ModelShelf::inspect(const store::Model& model, bool urgent) {
    m_folders.begin(model.id, tr("Waits to be checked"));
    m_inspections.ask(shelf::fromUtf8(model.folder), false, this, [this, id = model.id](const Result<Json>& found) { take(id, found); }, urgent);
    emit changed();
}

// Models that others have put into the project without facts.
void ModelShelf::inspectMissing() {
    for (const store::Model& model : models()) {
        const bool isKnown = isInspected(model.facts) || m_foundFacts.contains(model.id) || m_folders.trouble(model.id);
        if (!isKnown && m_folders.state(model.id) == FolderState::There && !m_folders.isWorking(model.id)) inspect(model, false);
    }
}

void ModelShelf::checkAgain(std::int64_t id) {
    if (const store::Model* const model = find(id); model && !m_folders.isWorking(id)) inspect(*model, true);
}

void ModelShelf::take(std::int64_t id, const Result<Json>& found) {
    m_folders.end(id);
    const store::Model* const model = find(id);
    if (!model) return;
    if (!found) return m_folders.fail(id, found.error());
    const QString why = whyNoModel(*found);
    if (!why.isEmpty())
        return m_folders.fail(
            id, Error(ErrorCode::InvalidData, why.toStdString()).withHint(tr("Forget it, or locate the model's folder.").toStdString()).at(model->folder));
    const std::string folder = model->folder, source = model->facts.is_object() ? model->facts.value("source", std::string()) : std::string();
    inBackground(
        this, [folder] { return licenceIn(folder); },
        [this, id, source, facts = *found](const QString& licence) mutable {
            if (!licence.isEmpty()) facts["licence"] = licence.toStdString();
            if (!source.empty()) facts["source"] = source;
            m_folders.settle(id);
            m_foundFacts[id] = facts;
            m_models.setFacts(id, tr("Check model"), facts);
            emit changed();
        });
}

void ModelShelf::rename(std::int64_t id, const QString& name) {
    m_models.change(id, tr("Rename model to %1").arg(name), [text = name.toStdString()](store::Model& model) { model.name = text; });
}

void ModelShelf::setNotes(std::int64_t id, const QString& notes) {
    m_models.change(id, tr("Change notes of a model"), [text = notes.toStdString()](store::Model& model) { model.notes = text; });
}

void ModelShelf::forget(std::int64_t id) {
    if (const store::Model* const model = find(id))
        m_models.remove(id, tr("Forgot %1; its folder stays where it is").arg(shelf::fromUtf8(model->name)));
}

void ModelShelf::locate(std::int64_t id, const QString& folder) {
    if (!find(id) || m_folders.isWorking(id)) return;
    m_folders.begin(id, tr("Looking at %1").arg(folder));
    emit changed();
    inBackground(
        this, [folder] { return lookAtSource(folder, folder); },
        [this, id](const SourceLook& look) {
            if (look.kind != SourceLook::Kind::Folder) {
                m_folders.end(id);
                const QString why = look.why.isEmpty() ? tr("This is a file. A model that moved is a folder.") : look.why;
                return m_folders.fail(id, Error(ErrorCode::InvalidArgument, why.toStdString()).at(look.path.toStdString()));
            }
            m_inspections.ask(
                look.path, false, this, [this, id, path = look.path](const Result<Json>& found) { finishLocating(id, path, found); }, true);
        });
}

void ModelShelf::finishLocating(std::int64_t id, const QString& folder, const Result<Json>& found) {
    m_folders.end(id);
    const store::Model* const model = find(id);
    if (!model) return;
    if (!found) return m_folders.fail(id, found.error());
    const QString before = weightsFingerprintOf(model->facts), now = weightsFingerprintOf(*found);
    if (!before.isEmpty() && before != now)
        return m_folders.fail(
            id, Error(ErrorCode::InvalidData, tr("This folder holds other weights than this model had, so it is not the same model.").toStdString())
                    .withHint(tr("Add it as a model of its own.").toStdString())
                    .at(folder.toStdString()));
    store::Model located = *model;
    located.folder = folder.toStdString();
    Json facts = *found;
    for (const char* key : {"licence", "source"})
        if (located.facts.is_object() && located.facts.contains(key) && !facts.contains(key)) facts[key] = located.facts[key];
    located.facts = std::move(facts);
    m_models.replace(id, located, tr("Locate model %1").arg(shelf::fromUtf8(model->name)), moveAdapters, [this, id](const Result<std::int64_t>& newId) {
        if (!newId) return m_folders.fail(id, newId.error());
        emit moved(id, *newId);
        m_session.store.announce({QStringLiteral("models"), QStringLiteral("adapters")});
    });
}

}  // namespace luthier
