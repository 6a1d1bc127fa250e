// SPDX-License-Identifier: GPL-3.0-or-later
// What of the project a run is made of: its models, data sets and adapters, as they are now. Thread: GUI; read in the background.
#pragma once

#include <vector>

#include <QObject>

#include "views/link/store_access.h"

namespace luthier {

class ProjectLists : public QObject {
    Q_OBJECT
public:
    explicit ProjectLists(StoreAccess& store, QObject* parent = nullptr);
    bool isRead() const { return m_isRead; }
    const std::vector<store::Model>& models() const { return m_content.models; }
    const std::vector<store::Dataset>& datasets() const { return m_content.datasets; }
    const std::vector<store::AdapterEntry>& adapters() const { return m_content.adapters; }
    // As run.json names them here: a folder, absolute; "dataset:3" until the run is made and its rows are frozen in a file.
    std::string folderOf(const std::string& folder) const;
    static std::string pathOf(const store::Dataset& dataset) { return "dataset:" + std::to_string(dataset.id); }
    static std::int64_t datasetOf(const std::string& path);      // 0: a file
    const store::Dataset* dataset(std::int64_t id) const;
    const store::Model* modelIn(const std::string& folder) const;
    // A name to read: of the data set, the model, the adapter; else the last part of the path.
    QString nameOf(const std::string& path) const;

signals:
    void changed();
    void failed(const luthier::Error& error);

private:
    void read();
    struct Content { std::vector<store::Model> models; std::vector<store::Dataset> datasets; std::vector<store::AdapterEntry> adapters; };
    StoreAccess& m_store;
    Content m_content;
    bool m_isRead = false;
};

}  // namespace luthier
