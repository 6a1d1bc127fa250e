// SPDX-License-Identifier: GPL-3.0-or-later
// Work that goes on below a list: one line each with words, bar and Cancel; a failed one says why and can be tried again or put away. Thread: GUI.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QVBoxLayout>
#include <QWidget>

#include "core/base/error.h"

namespace luthier::shelf {

struct Job { int id = 0; QString words; double share = -1; bool cancellable = true; std::optional<Error> error; };

class JobStrip : public QWidget {
    Q_OBJECT
public:
    // Objects: NAME.ID.words, .cancel, .retry, .error
    explicit JobStrip(const QString& objectName, QWidget* parent = nullptr);
    void setJobs(const std::vector<Job>& jobs);

signals:
    void cancelled(int id);
    void retried(int id);

private:
    struct Row;
    Row* add(int id);
    std::map<int, Row*> m_rows;
    QVBoxLayout* m_column;
};

}  // namespace luthier::shelf
