// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: one question, several weights, answers side by side; with one pane it is a chat. Thread: GUI.
#pragma once

#include <map>
#include <set>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

#include "views/compare/compare_session.h"
#include "views/compare/compare_stock.h"
#include "views/compare/exchange_view.h"
#include "views/compare/pane_head.h"
#include "views/compare/prompt_shelf.h"
#include "views/compare/reading_place.h"
#include "views/compare/sampling_panel.h"
#include "views/shared/page/page.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

class ComparePage : public Page {
    Q_OBJECT
public:
    explicit ComparePage(Session& session);
    ~ComparePage() override;
    // "adapter:ID": that adapter beside its base. "run:ID": what came out of that run. "folder:PATH": an adapter folder, for example a checkpoint's weights.
    // "model:ID": a chat with that model. Where nothing was asked yet and questions fit what it was trained on, the first of them are asked.
    void open(const QString& argument) override;
    void focusSearch() override;
    std::vector<Command> commands() override;

private:
    QWidget* makeToolbar();
    QWidget* makeDialogue();
    QWidget* makeComposer();
    void connectSession();
    void readStore(const QString& argument);
    void show(const CompareWish& wish);
    void askStarters(const QStringList& questions);
    void chooseBase(const QString& name, const QString& folder);
    void fillBases();
    void rebuildPanes();
    int reference() const;
    void chooseReference(int pane);
    void rebuildExchanges();
    std::vector<AdapterChoice> choices() const;
    void send();
    void addPane();
    void startNew();
    void remember();
    void exportAs();
    void edit(std::size_t exchange);
    void showBusy();
    void showAnswer(std::size_t exchange, int pane);

    CompareSession m_compare;
    CompareStock m_stock;
    std::map<int, PaneHead*> m_heads;
    std::vector<ExchangeView*> m_views;
    SamplingPanel* m_sampling;
    QComboBox* m_base;
    QCheckBox *m_differences, *m_continues;
    QPushButton *m_send, *m_samplingButton, *m_addPane, *m_regenerate;
    QWidget *m_headRow, *m_column;
    QScrollArea* m_scroll;
    ReadingPlace* m_place;
    QStackedWidget* m_stack;
    theme::EmptyState *m_noModel, *m_noQuestion;
    theme::ErrorPanel* m_error;
    theme::ProgressLine* m_progress;
    QPlainTextEdit* m_prompt;
    PromptShelf* m_shelf;
    std::set<std::pair<std::size_t, int>> m_grown;   // exchange and pane: what has come and is not shown yet
    QTimer m_streaming;
    int m_reference = 0;              // the pane that somebody chose; one that has gone counts as none
    std::int64_t m_editing = -1;      // the exchange that is being edited in the prompt box
};

std::unique_ptr<Page> createComparePage(Session& session);

}  // namespace luthier
