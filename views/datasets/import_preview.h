// SPDX-License-Identifier: GPL-3.0-or-later
// What a file would become as a data set, looked at away from the GUI thread: columns, format, the first rows, then a count of all rows and of those that would
// be refused. Thread: GUI; what it hands back is a value.
#pragma once

#include <memory>
#include <vector>

#include <QObject>

#include "core/base/progress.h"
#include "core/data/reader.h"

namespace luthier {

struct Preview {
    Detection detection;
    std::vector<std::string> columns;      // of the file, in order of appearance
    std::vector<Example> rows;             // the first five that can be read
};

struct ImportCount {
    std::int64_t numRows = 0, numRefused = 0;
    std::vector<Refusal> refusals;         // the first fifty
    bool isComplete = false;
};

class ImportPreview : public QObject {
    Q_OBJECT
public:
    explicit ImportPreview(QObject* parent = nullptr) : QObject(parent) {}
    ~ImportPreview() override;
    // Ends what was begun before.
    void start(const std::string& path, const ReadOptions& options);
    void stop();

signals:
    void previewed(const luthier::Preview& preview);
    void failed(const luthier::Error& error, const QStringList& columns);   // columns: so that they can be mapped by hand
    void counted(const luthier::ImportCount& count);                       // several times; complete at the end

private:
    void count(const std::string& path, const ReadOptions& options);
    std::shared_ptr<Cancellation> m_cancellation;
};

}  // namespace luthier
