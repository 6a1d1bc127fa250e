// SPDX-License-Identifier: GPL-3.0-or-later
// Saved questions, and earlier comparisons. Kept in the project. Thread: GUI.
#pragma once

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QWidget>

#include "core/base/json.h"
#include "views/link/store_access.h"

namespace luthier {

class PromptShelf : public QWidget {
    Q_OBJECT
public:
    PromptShelf(StoreAccess& store, QWidget* parent = nullptr);
    QStringList prompts() const;
    void addPrompt(const QString& prompt) { addPrompts({prompt}); }
    void addPrompts(const QStringList& prompts);                 // those that are not there yet
    void insertPrompt(qsizetype place, const QString& prompt);   // back where it was
    void addHistory(const Json& comparison);          // what compareToJson gave; the newest 50 stay
    QLineEdit* search() const { return m_search; }

signals:
    void promptChosen(const QString& prompt);
    void askAll(const QStringList& prompts);
    void historyChosen(const luthier::Json& comparison);
    void promptRemoved(qsizetype place, const QString& prompt);
    void failed(const luthier::Error& error);

private:
    void load();
    void savePrompts();
    void saveHistory();
    void fill();
    void removeCurrent();
    void fillHistory(const QString& wanted);
    StoreAccess& m_store;
    QLineEdit* m_search;
    QListWidget *m_prompts, *m_history;
    QPushButton *m_all, *m_remove;
    QStringList m_saved;
    Json m_past = Json::array();
};

}  // namespace luthier
