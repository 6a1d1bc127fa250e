// SPDX-License-Identifier: GPL-3.0-or-later
// Saved questions, and earlier comparisons. Kept in the project. Thread: GUI.
#pragma once

#include <QElapsedTimer>
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
    // What is being compared now (compareToJson), as it grows: kept, so that it is among the earlier ones when the window opens again, whatever ended it.
    void keep(const Json& comparison);
    // Another one begins (null: nothing yet); the one of now is an earlier one. The newest 50 of those stay.
    void leave(const Json& next = Json());
    QLineEdit* search() const { return m_search; }

signals:
    void promptChosen(const QString& prompt);
    void askAll(const QStringList& prompts);
    void historyChosen(const luthier::Json& comparison);   // it is no earlier one any more: leave() makes it the one of now
    void promptRemoved(qsizetype place, const QString& prompt);
    void failed(const luthier::Error& error);

private:
    void load();
    void savePrompts();
    void saveAll();
    void addEarlier(Json comparison);
    void choose(std::size_t place);
    void store(std::vector<std::pair<std::string, Json>> values);
    void fill();
    void removeCurrent();
    void fillHistory(const QString& wanted);
    StoreAccess& m_store;
    QLineEdit* m_search;
    QListWidget *m_prompts, *m_history;
    QPushButton *m_all, *m_remove;
    QStringList m_saved;
    Json m_past = Json::array(), m_now;   // null: nothing is being compared
    QElapsedTimer m_sinceChoice;
};

}  // namespace luthier
