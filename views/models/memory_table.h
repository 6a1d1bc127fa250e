// SPDX-License-Identifier: GPL-3.0-or-later
// What a model needs of memory, as a table: ways to use it by number formats, with a mark where this machine has not that much left. Thread: GUI.
#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QWidget>

#include "views/models/memory_needs.h"

namespace luthier {

class MemoryTable : public QWidget {
    Q_OBJECT
public:
    explicit MemoryTable(QWidget* parent = nullptr);
    void setNeeds(const MemoryNeeds& needs);
    void setMessage(const QString& text);      // instead of the table

private:
    QWidget* cell(std::int64_t bytes, std::int64_t room, const QString& objectName, const QString& accessible);
    QLabel* m_message;
    QWidget* m_table;
    QGridLayout* m_grid;
    QLabel* m_caption;
};

}  // namespace luthier
