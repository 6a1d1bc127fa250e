// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/project_lists.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>

#include "views/shared/form/field_editor.h"

namespace luthier {

namespace {

constexpr std::string_view kDatasetPrefix = "dataset:";

}  // namespace

ProjectLists::ProjectLists(StoreAccess& store, QObject* parent) : QObject(parent), m_store(store) {
    connect(&store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        for (const char* const table : {"models", "datasets", "examples", "adapters"})
            if (tables.contains(QLatin1String(table))) return read();
    });
    for (const auto signal : {&StoreAccess::undone, &StoreAccess::redone}) connect(&store, signal, this, &ProjectLists::read);
    read();
}

void ProjectLists::read() {
    m_store.read(
        this,
        [](store::Project& project) -> Result<Content> {
            Content content;
            ASSIGN_OR_RETURN(content.models, project.models().all());
            ASSIGN_OR_RETURN(content.datasets, project.datasets().all());
            ASSIGN_OR_RETURN(content.adapters, project.adapters().all());
            return content;
        },
        [this](Result<Content> content) {
            if (!content) {
                emit failed(content.error());
                return;
            }
            m_content = std::move(*content);
            m_isRead = true;
            emit changed();
        });
}

std::string ProjectLists::folderOf(const std::string& folder) const {
    return (std::filesystem::path(m_store.folder().toStdString()) / folder).lexically_normal().string();
}

std::int64_t ProjectLists::datasetOf(const std::string& path) {
    if (!path.starts_with(kDatasetPrefix)) return 0;
    std::int64_t id = 0;
    const char* const end = path.data() + path.size();
    return std::from_chars(path.data() + kDatasetPrefix.size(), end, id).ptr == end ? id : 0;
}

const store::Dataset* ProjectLists::dataset(std::int64_t id) const {
    const auto found = std::find_if(datasets().begin(), datasets().end(), [id](const store::Dataset& one) { return one.id == id; });
    return found == datasets().end() ? nullptr : &*found;
}

const store::Model* ProjectLists::modelIn(const std::string& folder) const {
    const auto found = std::find_if(models().begin(), models().end(), [&](const store::Model& one) { return folderOf(one.folder) == folder; });
    return found == models().end() ? nullptr : &*found;
}

QString ProjectLists::nameOf(const std::string& path) const {
    if (const std::int64_t id = datasetOf(path)) {
        const store::Dataset* const found = dataset(id);
        return found == nullptr ? tr("Data set %1, which has been deleted").arg(id) : textOf(found->name);
    }
    if (const store::Model* const model = modelIn(path)) return textOf(model->name);
    for (const store::AdapterEntry& adapter : adapters())
        if (folderOf(adapter.folder) == path) return textOf(adapter.name);
    const std::filesystem::path place(path);
    return textOf(place.filename().empty() ? place.parent_path().filename().string() : place.filename().string());
}

}  // namespace luthier
