// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of Models and Adapters: cards with search, keys and jobs on the left; on the right the chosen one, a form in its place, or why there is nothing.
// The page says what there is and does what is asked. Thread: GUI.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QWidget>

#include "views/shared/page/page.h"
#include "views/shared/shelf/card_list.h"
#include "views/shared/shelf/job_strip.h"
#include "views/shared/theme/widgets.h"

namespace luthier::shelf {

class ShelfFrame : public QWidget {
    Q_OBJECT
public:
    struct Words { QString searchHint, add; };
    // Objects: NAME.add, NAME.splitter, NAME.store_trouble, NAME.store_retry, those of CardList, and NAME.jobs. Its width is kept in settings as NAME/splitter.
    ShelfFrame(const QString& name, const Words& words, theme::EmptyState* empty, QWidget* detail, QSettings& settings, QWidget* parent = nullptr);

    void setReadOnly(const QString& why);
    void addForm(QWidget* form);               // that can stand in place of the detail
    void openForm(QWidget* form);
    void closeForm();                          // back to the list
    bool isFormOpen() const { return m_form != nullptr; }
    // What there is: the cards; or that they are still read; or why they cannot be.
    void setContent(std::vector<Card> cards, bool isLoaded, const std::optional<Error>& trouble);
    void setJobs(const std::vector<Job>& jobs);
    // At once, or as soon as it is there.
    void want(std::int64_t id);
    // The same, and any form goes; asks for a reload where it is not there.
    void open(std::int64_t id);
    std::int64_t selected() const { return m_list->selected(); }
    void focusSearch() { m_list->focusSearch(); }
    std::vector<Page::Command> commands();     // what the keys of the list do
    void focusList();                          // unless a form is open or there is no list

signals:
    void addAsked();
    void reloadAsked();
    void chosen(std::int64_t id);              // to be shown: another one, or the same with news
    void menuAsked(QMenu* menu);               // of the selected one; to be filled
    void renameAsked();
    void removeAsked(std::int64_t id);
    void jobCancelled(int id);
    void jobRetried(int id);

private:
    QWidget* makeLeft(const QString& name, const Words& words);
    void connectList();
    void showRight();

    QWidget* m_detail;
    theme::EmptyState* m_empty;
    CardList* m_list;
    JobStrip* m_strip;
    QPushButton* m_add;
    QStackedWidget* m_right;
    QLabel* m_loading;
    theme::ErrorPanel* m_trouble;
    QWidget *m_left, *m_troubleBox, *m_form = nullptr;
    std::int64_t m_wanted = 0;
    bool m_isLoaded = false, m_hasTrouble = false, m_isReadOnly = false, m_hasJobs = false;
};

}  // namespace luthier::shelf
