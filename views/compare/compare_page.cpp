// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/compare_page.h"

#include <algorithm>
#include <utility>

#include <QFileDialog>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include "core/base/files.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr int streamingMs = 50;

}  // namespace

ComparePage::ComparePage(Session& session) : Page(session), m_compare(session.engine) {
    auto* const all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto* const splitter = new QSplitter;
    splitter->setObjectName("compare.splitter");
    splitter->setChildrenCollapsible(false);
    m_shelf = new PromptShelf(session.store);
    m_shelf->setMinimumWidth(150);
    splitter->addWidget(m_shelf);
    auto* const right = new QWidget;
    auto* const column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolbar());
    column->addWidget(theme::frame("line"));
    m_stack = new QStackedWidget;
    m_noModel = new theme::EmptyState("model", tr("No model yet"),
                                      tr("Add a model first: a Hugging Face folder or a GGUF file. Then its answers stand here, beside those of adapters."));
    connect(m_noModel->addAction(tr("Add a model"), "compare.addModel"), &QPushButton::clicked, this, [this] { this->session().window.openPage("models"); });
    m_stack->addWidget(m_noModel);
    m_stack->addWidget(makeDialogue());
    column->addWidget(m_stack, 1);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({220, 900});
    if (const QByteArray sizes = session.settings.value("compare/splitter").toByteArray(); !sizes.isEmpty()) splitter->restoreState(sizes);
    connect(splitter, &QSplitter::splitterMoved, this, [this, splitter] { this->session().settings.setValue("compare/splitter", splitter->saveState()); });
    all->addWidget(splitter);
    connectSession();
    connect(&session.store, &StoreAccess::changed, this, [this](const QStringList& tables) {
        if (tables.contains("models") || tables.contains("adapters") || tables.contains("runs")) readStore({});
    });
    rebuildPanes();
    rebuildExchanges();
    showBusy();
}

ComparePage::~ComparePage() = default;

void ComparePage::connectSession() {
    connect(&m_compare, &CompareSession::panesChanged, this, [this] {
        rebuildPanes();
        rebuildExchanges();
    });
    connect(&m_compare, &CompareSession::exchangesChanged, this, &ComparePage::rebuildExchanges);
    // Words that stream in are shown some twenty times a second, however many come: a long answer is laid out anew each time.
    m_streaming.setSingleShot(true);
    m_streaming.setInterval(streamingMs);
    connect(&m_streaming, &QTimer::timeout, this, [this] {
        if (!m_grown.empty()) m_streaming.start();
        for (const auto& [exchange, pane] : std::exchange(m_grown, {})) showAnswer(exchange, pane);
    });
    connect(&m_compare, &CompareSession::answerChanged, this, [this](std::size_t exchange, int pane) {
        if (exchange >= m_compare.exchanges().size()) return;
        const auto& answers = m_compare.exchanges()[exchange].answers;
        const auto answer = answers.find(pane);
        if (answer == answers.end() || answer->second.state != CompareAnswer::State::Streaming) return showAnswer(exchange, pane);
        if (m_streaming.isActive()) {
            m_grown.insert({exchange, pane});
            return;
        }
        showAnswer(exchange, pane);   // the first word at once
        m_streaming.start();
    });
    connect(&m_compare, &CompareSession::busyChanged, this, [this] {
        showBusy();
        remember();   // what was asked, and what was answered
    });
    connect(&m_compare, &CompareSession::preparing, this, [this](const QString& words, double share) {
        m_progress->setVisible(!words.isEmpty());
        m_progress->setProgress(words, share);
        if (!words.isEmpty()) m_error->hide();
    });
    connect(&m_compare, &CompareSession::failed, this, [this](const Error& error) { m_error->showError(error); });
    connect(m_shelf, &PromptShelf::promptChosen, this, [this](const QString& prompt) {
        m_prompt->setPlainText(prompt);
        m_prompt->setFocus();
    });
    connect(m_shelf, &PromptShelf::askAll, this, [this](const QStringList& prompts) { m_compare.askAll(prompts, m_sampling->sampling()); });
    connect(m_shelf, &PromptShelf::promptRemoved, this, [this](qsizetype place, const QString& prompt) {
        session().window.toast(tr("Removed a saved question"), tr("Undo"), [this, place, prompt] { m_shelf->insertPrompt(place, prompt); });
    });
    connect(m_shelf, &PromptShelf::failed, this, [this](const Error& error) { session().window.toastError(error); });
    connect(m_shelf, &PromptShelf::historyChosen, this, [this](const Json& comparison) {
        remember();
        m_compare.restore(comparison);
        m_shelf->leave(comparison);   // after what ended the answers that were coming
        m_editing = -1;
        showBusy();
        fillBases();
    });
}

void ComparePage::showAnswer(std::size_t exchange, int pane) {
    if (exchange >= m_views.size() || exchange >= m_compare.exchanges().size()) return;
    const auto& answers = m_compare.exchanges()[exchange].answers;
    m_views[exchange]->showAnswer(m_compare.exchanges()[exchange], pane, m_compare.panes(), reference());
    const auto head = m_heads.find(pane);
    if (const auto answer = answers.find(pane); head != m_heads.end() && answer != answers.end()) head->second->showAnswer(answer->second);
}

void ComparePage::open(const QString& argument) {
    readStore(argument);
    m_prompt->setFocus();
}

void ComparePage::focusSearch() { m_shelf->search()->setFocus(); }

std::vector<Page::Command> ComparePage::commands() {
    return {{tr("Send the question"), tr("Ctrl+Enter"), [this] { send(); }},
            {tr("Add a pane"), {}, [this] { addPane(); }},
            {tr("Show or hide differences"), {}, [this] { m_differences->toggle(); }},
            {tr("Ask again"), {}, [this] { m_compare.regenerate(m_sampling->sampling()); }},
            {tr("Export the comparison"), {}, [this] { exportAs(); }},
            {tr("New comparison"), {}, [this] { startNew(); }}};
}

void ComparePage::readStore(const QString& argument) {
    using Both = std::pair<CompareStock, CompareWish>;
    session().store.read(this, [argument](store::Project& project) -> Result<Both> {
        ASSIGN_OR_RETURN(CompareStock stock, readStock(project));
        ASSIGN_OR_RETURN(CompareWish wish, readWish(project, stock, argument));
        return Both(std::move(stock), std::move(wish));
    }, [this](Result<Both> both) {
        if (!both) {
            session().window.toastError(both.error());
            return;
        }
        m_stock = std::move(both->first);
        show(both->second);
    });
}

void ComparePage::show(const CompareWish& wish) {
    if (!wish.baseFolder.isEmpty()) chooseBase(wish.baseName, wish.baseFolder);
    const auto& panes = m_compare.panes();
    const auto isWished = [&wish](const ComparePane& pane) { return pane.adapterFolder == wish.adapterFolder; };
    const bool isShown = std::any_of(panes.begin(), panes.end(), isWished);
    if (!wish.adapterFolder.isEmpty() && !isShown) m_compare.addPane(wish.adapterName, wish.adapterFolder);
    const auto& models = m_stock.models;
    if (m_compare.baseFolder().isEmpty() && !models.empty())
        chooseBase(QString::fromStdString(models.front().name), QString::fromStdString(models.front().folder));
    fillBases();
    rebuildPanes();
    m_stack->setCurrentIndex(models.empty() && m_compare.baseFolder().isEmpty() ? 0 : 1);
    showBusy();
    askStarters(wish.questions);
}

// Whoever comes from a run wants to see what it did, and not an empty page.
void ComparePage::askStarters(const QStringList& questions) {
    if (questions.isEmpty() || !m_compare.exchanges().empty() || m_compare.isBusy()) return;
    constexpr int numAsked = 3;   // as many as are seen at once
    if (!session().store.isReadOnly()) m_shelf->addPrompts(questions);
    m_compare.askAll(questions.mid(0, numAsked), m_sampling->sampling());
}

void ComparePage::chooseBase(const QString& name, const QString& folder) {
    if (folder == m_compare.baseFolder()) return;
    m_compare.setBase(name, folder);
    fillBases();
    rebuildPanes();
}

void ComparePage::fillBases() {
    m_base->clear();
    for (const store::Model& model : m_stock.models)
        m_base->addItem(theme::icon("model"), QString::fromStdString(model.name), QString::fromStdString(model.folder));
    if (m_base->findData(m_compare.baseFolder()) < 0 && !m_compare.baseFolder().isEmpty())
        m_base->addItem(theme::icon("model"), m_compare.baseName(), m_compare.baseFolder());
    m_base->setCurrentIndex(m_base->findData(m_compare.baseFolder()));
    m_base->setEnabled(m_base->count() > 0);
}

// Adapters and checkpoints that were made for this base, and those of which nobody knows.
std::vector<AdapterChoice> ComparePage::choices() const {
    std::vector<AdapterChoice> choices{{tr("Base"), {}, {}}};
    std::int64_t base = 0;
    for (const store::Model& model : m_stock.models)
        if (QString::fromStdString(model.folder) == m_compare.baseFolder()) base = model.id;
    for (const store::AdapterEntry& adapter : m_stock.adapters)
        if (!adapter.model || *adapter.model == base) choices.push_back({QString::fromStdString(adapter.name), QString::fromStdString(adapter.folder), {}});
    for (const CheckpointEntry& checkpoint : m_stock.checkpoints)
        if (checkpoint.baseFolder.isEmpty() || checkpoint.baseFolder == m_compare.baseFolder())
            choices.push_back({checkpointTitle(checkpoint), checkpoint.folder, tr("checkpoint")});
    return choices;
}

void ComparePage::rebuildPanes() {
    auto* const row = static_cast<QHBoxLayout*>(m_headRow->layout());
    std::map<int, PaneHead*> kept;
    const auto known = choices();
    for (const ComparePane& pane : m_compare.panes()) {
        PaneHead* head = m_heads.contains(pane.id) ? m_heads[pane.id] : nullptr;
        if (!head) {
            head = new PaneHead(pane.id);
            connect(head, &PaneHead::adapterChosen, &m_compare, &CompareSession::setAdapter);
            connect(head, &PaneHead::systemPromptChanged, &m_compare, &CompareSession::setSystemPrompt);
            connect(head, &PaneHead::referenceChosen, this, &ComparePage::chooseReference);
            connect(head, &PaneHead::removed, &m_compare, &CompareSession::removePane, Qt::QueuedConnection);
        }
        kept[pane.id] = head;
        row->removeWidget(head);
        row->addWidget(head, 1);
        head->showPane(pane, known, m_compare.panes().size() > 1);
        head->showReference(pane.id == reference(), m_differences->isChecked() && m_compare.panes().size() > 1);
        if (!m_compare.exchanges().empty())
            if (const auto& answers = m_compare.exchanges().back().answers; answers.contains(pane.id)) head->showAnswer(answers.at(pane.id));
    }
    for (const auto& [id, head] : m_heads)
        if (!kept.contains(id)) head->deleteLater();
    m_heads = std::move(kept);
    constexpr std::size_t maxPanes = 6;
    m_addPane->setEnabled(m_compare.panes().size() < maxPanes);
    m_addPane->setToolTip(m_addPane->isEnabled() ? tr("Another column, with an adapter or the base")
                                                 : tr("Six panes are as many as can be read beside each other"));
}

// The one that was chosen; else the first that answers without an adapter; else the first. 0: differences are not shown.
int ComparePage::reference() const {
    const auto& panes = m_compare.panes();
    if (!m_differences->isChecked() || panes.size() < 2) return 0;
    auto found = std::find_if(panes.begin(), panes.end(), [this](const ComparePane& pane) { return pane.id == m_reference; });
    if (found == panes.end()) found = std::find_if(panes.begin(), panes.end(), [](const ComparePane& pane) { return pane.adapterFolder.isEmpty(); });
    return found == panes.end() ? panes.front().id : found->id;
}

void ComparePage::chooseReference(int pane) {
    m_reference = pane;
    rebuildPanes();
    rebuildExchanges();
}

void ComparePage::rebuildExchanges() {
    auto* const column = static_cast<QVBoxLayout*>(m_column->layout());
    const auto& exchanges = m_compare.exchanges();
    const std::size_t numBefore = std::min(m_views.size(), exchanges.size());
    while (m_views.size() > exchanges.size()) {
        delete m_views.back();
        m_views.pop_back();
    }
    while (m_views.size() < exchanges.size()) {
        auto* const view = new ExchangeView(m_views.size());
        connect(view, &ExchangeView::editWanted, this, &ComparePage::edit);
        column->insertWidget(column->count() - 1, view);
        m_views.push_back(view);
    }
    for (std::size_t i = 0; i < exchanges.size(); ++i) m_views[i]->showExchange(exchanges[i], m_compare.panes(), reference());
    m_noQuestion->setVisible(exchanges.empty());
    m_continues->setEnabled(!exchanges.empty());
    if (exchanges.empty()) m_continues->setChecked(false);
    showBusy();
    // Read from the question on: at the end of the longest answer the others would be out of sight.
    if (exchanges.size() > numBefore) m_place->showAtTop(m_views[numBefore]);
}

void ComparePage::send() {
    const QString prompt = m_prompt->toPlainText();
    if (prompt.trimmed().isEmpty() || m_compare.isBusy() || m_compare.baseFolder().isEmpty()) return;
    m_error->hide();
    m_prompt->clear();
    // What follows the edited question is dropped here, and found again among the earlier comparisons.
    if (m_editing >= 0) {
        remember();
        m_shelf->leave();
    }
    if (m_editing >= 0) m_compare.resend(static_cast<std::size_t>(m_editing), prompt, m_sampling->sampling());
    else m_compare.ask(prompt, m_sampling->sampling(), m_continues->isChecked());
    m_editing = -1;
    showBusy();
}

void ComparePage::edit(std::size_t exchange) {
    if (exchange >= m_compare.exchanges().size()) return;
    m_editing = static_cast<std::int64_t>(exchange);
    m_prompt->setPlainText(m_compare.exchanges()[exchange].prompt);
    m_prompt->setFocus();
    m_prompt->selectAll();
    showBusy();
}

void ComparePage::addPane() {
    // The first adapter that is not beside the base yet.
    for (const AdapterChoice& choice : choices()) {
        const auto& panes = m_compare.panes();
        if (std::any_of(panes.begin(), panes.end(), [&](const ComparePane& pane) { return pane.adapterFolder == choice.folder; })) continue;
        m_compare.addPane(choice.name, choice.folder);
        return;
    }
    m_compare.addPane(tr("Base"), {});
}

void ComparePage::remember() {
    if (!m_compare.exchanges().empty()) m_shelf->keep(compareToJson(m_compare));
}

void ComparePage::startNew() {
    remember();
    m_compare.clear();
    m_shelf->leave();
    m_editing = -1;
    m_prompt->setFocus();
}

void ComparePage::exportAs() {
    if (m_compare.exchanges().empty()) {
        session().window.toast(tr("There is nothing to export yet: ask something first."));
        return;
    }
    QString path = QFileDialog::getSaveFileName(this, tr("Export the comparison"), tr("comparison.md"), tr("Markdown (*.md);;JSON (*.json)"));
    if (path.isEmpty()) return;
    const std::string content = path.endsWith(".json") ? dumpJsonPretty(compareToJson(m_compare)) + "\n" : compareToMarkdown(m_compare).toStdString();
    const Status written = writeFileDurably(path.toStdString(), content);
    if (written) session().window.toast(tr("Written to %1").arg(path));
    else session().window.toastError(written.error());
}

void ComparePage::showBusy() {
    const bool isBusy = m_compare.isBusy(), hasWords = !m_prompt->toPlainText().trimmed().isEmpty();
    m_send->setText(isBusy ? tr("Stop") : (m_editing >= 0 ? tr("Ask instead") : tr("Send")));
    m_send->setEnabled(isBusy || hasWords);
    m_send->setToolTip(isBusy ? tr("Ends the answers where they are (Esc)") : (hasWords ? tr("Ctrl+Enter") : tr("Write a question first")));
    m_regenerate->setEnabled(!isBusy && !m_compare.exchanges().empty());
    m_regenerate->setToolTip(m_regenerate->isEnabled() ? tr("Asks the last question again with the sampling as it is now")
                                                       : tr("Nothing was asked yet, or answers are coming"));
}

std::unique_ptr<Page> createComparePage(Session& session) { return std::make_unique<ComparePage>(session); }

}  // namespace luthier
