// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/model_shelf.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>

#include "core/base/files.h"
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

// A row keeps its folder for good; so this is a new row, and what belongs to the old one moves over.
Status replaceModel(store::Project& project, std::int64_t id, const store::Model& located, std::int64_t& newId) {
    RETURN_IF_ERROR(project.models().remove(id));
    ASSIGN_OR_RETURN(newId, project.models().add(located));
    ASSIGN_OR_RETURN(const auto adapters, project.adapters().all());
    for (store::AdapterEntry adapter : adapters) {
        if (adapter.model != id) continue;
        adapter.model = newId;
        RETURN_IF_ERROR(project.adapters().update(adapter));
    }
    return {};
}

}  // namespace

ModelShelf::ModelShelf(Session& session, QObject* parent) : QObject(parent), m_session(session), m_inspections(session.enginePath) {
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(200);
    connect(&m_lookSoon, &QTimer::timeout, this, &ModelShelf::lookAtFolders);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_lookSoon.start(); });
    connect(&m_inspections, &shelf::Inspections::progressed, this, [this](const QString& path, const Progress& progress) {
        for (const store::Model& model : m_models)
            if (auto work = m_working.find(model.id); work != m_working.end() && shelf::fromUtf8(model.folder) == path)
                work->second = tr("Checking: %1").arg(shelf::progressInWords(progress));
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
            m_models = std::move(loaded->models);
            m_adapters = std::move(loaded->adapters);
            for (store::Model& model : m_models)
                if (const auto found = m_foundFacts.find(model.id); found != m_foundFacts.end() && !isInspected(model.facts)) model.facts = found->second;
            std::sort(m_models.begin(), m_models.end(), [](const store::Model& a, const store::Model& b) {
                const int order = QString::localeAwareCompare(shelf::fromUtf8(a.name), shelf::fromUtf8(b.name));
                return order != 0 ? order < 0 : a.id < b.id;
            });
            emit changed();
            lookAtFolders();
        });
}

const store::Model* ModelShelf::find(std::int64_t id) const {
    const auto found = std::find_if(m_models.begin(), m_models.end(), [id](const store::Model& model) { return model.id == id; });
    return found == m_models.end() ? nullptr : &*found;
}

std::vector<store::AdapterEntry> ModelShelf::adaptersOf(std::int64_t id) const {
    std::vector<store::AdapterEntry> list;
    std::copy_if(m_adapters.begin(), m_adapters.end(), std::back_inserter(list), [id](const store::AdapterEntry& adapter) { return adapter.model == id; });
    return list;
}

FolderState ModelShelf::folderState(std::int64_t id) const {
    const auto found = m_folders.find(id);
    return found == m_folders.end() ? FolderState::Unknown : found->second;
}

QString ModelShelf::working(std::int64_t id) const {
    const auto found = m_working.find(id);
    return found == m_working.end() ? QString() : found->second;
}

const std::optional<Error>& ModelShelf::troubleOf(std::int64_t id) const {
    static const std::optional<Error> none;
    const auto found = m_troubles.find(id);
    return found == m_troubles.end() ? none : found->second;
}

std::vector<shelf::Card> ModelShelf::cards() const {
    std::vector<shelf::Card> cards;
    for (const store::Model& model : m_models)
        cards.push_back(modelCard(model, folderState(model.id), working(model.id).isEmpty() ? QString() : tr("Checking")));
    return cards;
}

QString ModelShelf::whyReadOnly() const {
    return m_session.store.isReadOnly() ? tr("Another window has this project open for writing, so nothing can be changed here") : QString();
}

void ModelShelf::watch(std::int64_t id) {
    if (!m_watcher.directories().isEmpty()) m_watcher.removePaths(m_watcher.directories());
    const store::Model* const model = find(id);
    if (!model || folderState(id) == FolderState::Missing) return;
    const QString folder = shelf::fromUtf8(model->folder);
    // The folder's own, and its parent's: a folder that goes is news of both.
    m_watcher.addPaths({folder, QFileInfo(folder).path()});
}

void ModelShelf::lookAtFolders() {
    std::vector<std::pair<std::int64_t, std::string>> folders;
    for (const store::Model& model : m_models) folders.emplace_back(model.id, model.folder);
    inBackground(
        this,
        [folders] {
            std::map<std::int64_t, FolderState> states;
            for (const auto& [id, folder] : folders)
                states[id] = pathExists(folder + "/config.json") || isFolder(folder) ? FolderState::There : FolderState::Missing;
            return states;
        },
        [this](const std::map<std::int64_t, FolderState>& states) {
            if (states != m_folders) {
                m_folders = states;
                emit changed();
            }
            inspectMissing();
        });
}

// Models that others have put into the project without facts.
void ModelShelf::inspectMissing() {
    for (const store::Model& model : m_models) {
        if (isInspected(model.facts) || folderState(model.id) != FolderState::There || m_foundFacts.contains(model.id) || m_troubles.contains(model.id) ||
            m_working.contains(model.id))
            continue;
        m_working[model.id] = tr("Waits to be checked");
        m_inspections.ask(shelf::fromUtf8(model.folder), false, this, [this, id = model.id](const Result<Json>& found) { take(id, found, true); });
        emit changed();
    }
}

void ModelShelf::checkAgain(std::int64_t id) {
    const store::Model* const model = find(id);
    if (!model || m_working.contains(id)) return;
    m_troubles.erase(id);
    m_working[id] = tr("Waits to be checked");
    m_inspections.ask(
        shelf::fromUtf8(model->folder), false, this, [this, id](const Result<Json>& found) { take(id, found, true); }, true);
    emit changed();
}

void ModelShelf::take(std::int64_t id, const Result<Json>& found, bool keep) {
    m_working.erase(id);
    const store::Model* const model = find(id);
    if (!model) return;
    if (!found) return setTrouble(id, found.error());
    const QString why = whyNoModel(*found);
    if (!why.isEmpty())
        return setTrouble(
            id, Error(ErrorCode::InvalidData, why.toStdString()).withHint(tr("Forget it, or locate the model's folder.").toStdString()).at(model->folder));
    const std::string folder = model->folder, source = model->facts.is_object() ? model->facts.value("source", std::string()) : std::string();
    inBackground(
        this, [folder] { return licenceIn(folder); },
        [this, id, keep, source, facts = *found](const QString& licence) mutable {
            if (!licence.isEmpty()) facts["licence"] = licence.toStdString();
            if (!source.empty()) facts["source"] = source;
            m_troubles.erase(id);
            m_foundFacts[id] = facts;
            for (store::Model& shown : m_models)
                if (shown.id == id) shown.facts = facts;
            emit changed();
            if (keep && whyReadOnly().isEmpty()) update(id, tr("Check model"), [facts](store::Model& changedModel) { changedModel.facts = facts; });
        });
}

void ModelShelf::setTrouble(std::int64_t id, std::optional<Error> error) {
    m_troubles[id] = std::move(error);
    m_lookSoon.start();
    emit changed();
}

// Reads the row anew, so that what another page wrote meanwhile stays.
void ModelShelf::update(std::int64_t id, const QString& title, const std::function<void(store::Model&)>& change) {
    m_session.store.write(
        this,
        [id, change, words = title.toStdString()](store::Project& project) -> Status {
            ASSIGN_OR_RETURN(store::Model model, project.models().get(id));
            change(model);
            return project.journal().perform(words, [&] { return project.models().update(model); });
        },
        [this](Status done) {
            if (!done) m_session.window.toastError(done.error());
            m_session.store.announce({QStringLiteral("models")});
        });
}

void ModelShelf::rename(std::int64_t id, const QString& name) {
    update(id, tr("Rename model to %1").arg(name), [text = name.toStdString()](store::Model& model) { model.name = text; });
}

void ModelShelf::setNotes(std::int64_t id, const QString& notes) {
    update(id, tr("Change notes of a model"), [text = notes.toStdString()](store::Model& model) { model.notes = text; });
}

void ModelShelf::forget(std::int64_t id) {
    const store::Model* const model = find(id);
    if (!model) return;
    const QString name = shelf::fromUtf8(model->name);
    m_session.store.write(
        this, [id](store::Project& project) { return project.models().remove(id); },
        [this, name](Status done) {
            if (!done)
                m_session.window.toastError(done.error());
            else
                m_session.window.toast(tr("Forgot %1; its folder stays where it is").arg(name), tr("Undo"), [this] { m_session.store.undo(); });
            m_session.store.announce({QStringLiteral("models")});
        });
}

void ModelShelf::locate(std::int64_t id, const QString& folder) {
    if (!find(id) || m_working.contains(id)) return;
    m_troubles.erase(id);
    m_working[id] = tr("Looking at %1").arg(folder);
    emit changed();
    inBackground(
        this, [folder] { return lookAtSource(folder, folder); },
        [this, id](const SourceLook& look) {
            if (look.kind != SourceLook::Kind::Folder) {
                m_working.erase(id);
                const QString why = look.why.isEmpty() ? tr("This is a file. A model that moved is a folder.") : look.why;
                return setTrouble(id, Error(ErrorCode::InvalidArgument, why.toStdString()).at(look.path.toStdString()));
            }
            m_inspections.ask(
                look.path, false, this, [this, id, path = look.path](const Result<Json>& found) { finishLocating(id, path, found); }, true);
        });
}

void ModelShelf::finishLocating(std::int64_t id, const QString& folder, const Result<Json>& found) {
    m_working.erase(id);
    const store::Model* const model = find(id);
    if (!model) return;
    if (!found) return setTrouble(id, found.error());
    const QString before = weightsFingerprintOf(model->facts), now = weightsFingerprintOf(*found);
    if (!before.isEmpty() && before != now)
        return setTrouble(id,
                          Error(ErrorCode::InvalidData, tr("This folder holds other weights than this model had, so it is not the same model.").toStdString())
                              .withHint(tr("Add it as a model of its own.").toStdString())
                              .at(folder.toStdString()));
    store::Model located = *model;
    located.folder = folder.toStdString();
    Json facts = *found;
    for (const char* key : {"licence", "source"})
        if (located.facts.is_object() && located.facts.contains(key) && !facts.contains(key)) facts[key] = located.facts[key];
    located.facts = std::move(facts);
    m_session.store.write(
        this,
        [id, located, title = tr("Locate model %1").arg(shelf::fromUtf8(model->name)).toStdString()](store::Project& project) -> Result<std::int64_t> {
            std::int64_t newId = 0;
            const Status moved = project.journal().perform(title, [&] { return replaceModel(project, id, located, newId); });
            if (!moved) return fail(moved.error());
            return newId;
        },
        [this, id](Result<std::int64_t> newId) {
            if (!newId) return setTrouble(id, newId.error());
            emit moved(id, *newId);
            m_session.store.announce({QStringLiteral("models"), QStringLiteral("adapters")});
        });
}

}  // namespace luthier
