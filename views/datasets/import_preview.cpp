// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/import_preview.h"

#include <algorithm>

#include "core/data/container.h"
#include "views/shared/background/in_background.h"

namespace luthier {

namespace {

constexpr std::size_t numShown = 5, maxColumns = 60, maxRefusals = 50;
constexpr std::int64_t numSampled = 200, rowsPerNews = 20000;

std::vector<std::string> columnsOf(const std::string& path) {
    std::vector<std::string> columns;
    const auto container = detectContainer(path, {});
    if (!container) return columns;
    std::int64_t numSeen = 0;
    const Status done = forEachRecord(path, *container, {}, [&](const Record& record) {
        if (record.value && record.value->is_object()) {
            for (const auto& [key, value] : record.value->items())
                if (columns.size() < maxColumns && std::find(columns.begin(), columns.end(), key) == columns.end()) columns.push_back(key);
        }
        return ++numSeen < numSampled;
    });
    if (!done) columns.clear();
    return columns;
}

struct Looked { Result<Preview> preview; std::vector<std::string> columns; };

Looked look(const std::string& path, const ReadOptions& options) {
    Looked looked{Preview(), columnsOf(path)};
    looked.preview = [&]() -> Result<Preview> {
        Preview preview;
        preview.columns = looked.columns;
        ASSIGN_OR_RETURN(preview.detection, detectFormat(path, options));
        std::int64_t numSeen = 0;
        const auto onRow = [&](Example example) {
            preview.rows.push_back(std::move(example));
            return preview.rows.size() < numShown;
        };
        RETURN_IF_ERROR(readRows(path, options, onRow, [&](const Refusal&) { return ++numSeen < numSampled; }));
        return preview;
    }();
    return looked;
}

}  // namespace

ImportPreview::~ImportPreview() { stop(); }

void ImportPreview::stop() {
    if (m_cancellation) m_cancellation->request();
    m_cancellation.reset();
}

void ImportPreview::start(const std::string& path, const ReadOptions& options) {
    stop();
    m_cancellation = std::make_shared<Cancellation>();
    inBackground(this, [path, options] { return look(path, options); }, [this, path, options, cancellation = m_cancellation](Looked looked) {
        if (cancellation->requested()) return;
        QStringList columns;
        for (const std::string& column : looked.columns) columns << QString::fromStdString(column);
        if (!looked.preview) return emit failed(looked.preview.error(), columns);
        emit previewed(*looked.preview);
        count(path, options);
    });
}

void ImportPreview::count(const std::string& path, const ReadOptions& options) {
    const auto cancellation = m_cancellation;
    const auto tell = [guard = QPointer<ImportPreview>(this), cancellation](const ImportCount& now) {
        QMetaObject::invokeMethod(qApp, [guard, cancellation, now] { if (guard && !cancellation->requested()) emit guard->counted(now); },
            Qt::QueuedConnection);
    };
    const auto work = [path, options, cancellation, tell]() -> Result<ImportCount> {
        ImportCount count;
        const auto goOn = [&] {
            if ((count.numRows + count.numRefused) % rowsPerNews == 0) tell(count);
            return !cancellation->requested();
        };
        const auto onRow = [&](const Example&) { ++count.numRows; return goOn(); };
        const auto onRefusal = [&](const Refusal& refusal) {
            ++count.numRefused;
            if (count.refusals.size() < maxRefusals) count.refusals.push_back(refusal);
            return goOn();
        };
        RETURN_IF_ERROR(readRows(path, options, onRow, onRefusal));
        count.isComplete = true;
        return count;
    };
    inBackground(this, work, [this, cancellation](Result<ImportCount> done) {
        if (cancellation->requested()) return;
        if (done) emit counted(*done);
        else emit failed(done.error(), {});
    });
}

}  // namespace luthier
