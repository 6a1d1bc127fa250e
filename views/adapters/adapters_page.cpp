// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/adapters_page.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "views/adapters/adapter_detail.h"
#include "views/adapters/adapter_jobs.h"
#include "views/adapters/adapter_shelf.h"
#include "views/adapters/add_adapter_panel.h"
#include "views/adapters/target_panel.h"
#include "views/shared/shelf/card_list.h"
#include "views/shared/shelf/job_strip.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

class AdaptersPage : public Page {
public:
    explicit AdaptersPage(Session& session);
    void open(const QString& argument) override;
    void focusSearch() override { m_list->focusSearch(); }
    std::vector<Command> commands() override;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildLeft();
    void connectList();
    void connectJobs();
    void add(const QString& path);
    void askTarget(AdapterJob::Kind kind, std::int64_t id);
    void showRight();
    AdapterShelf m_adapters;
    AdapterJobs m_jobs;
    shelf::CardList* m_list;
    shelf::JobStrip* m_strip;
    QPushButton* m_add;
    QStackedWidget* m_right;
    AdapterDetail* m_detail;
    AddAdapterPanel* m_addPanel;
    TargetPanel* m_target;
    QLabel* m_loading;
    theme::EmptyState* m_empty;
    theme::ErrorPanel* m_trouble;
    QWidget* m_left;
    QWidget* m_panel = nullptr;  // the form that is open instead of the detail
    std::int64_t m_wanted = 0;  // to be selected once it is there
};

AdaptersPage::AdaptersPage(Session& session)
    : Page(session),
      m_adapters(session),
      m_jobs(session),
      m_list(new shelf::CardList(QStringLiteral("adapters"), tr("Search adapters"))),
      m_strip(new shelf::JobStrip(QStringLiteral("adapters.jobs"))),
      m_right(new QStackedWidget),
      m_detail(new AdapterDetail(session, m_adapters)),
      m_addPanel(new AddAdapterPanel(session, m_adapters)),
      m_target(new TargetPanel(session)),
      m_loading(theme::label(tr("Reading the project…"), "muted")),
      m_trouble(new theme::ErrorPanel) {
    setObjectName(QStringLiteral("adapters.page"));
    setAcceptDrops(true);
    m_empty = new theme::EmptyState(
        QStringLiteral("adapter"), tr("No adapters yet"),
        tr("An adapter is what a training run learned: a small file that is plugged into its base model. Train one, or add a folder in PEFT's format."));
    connect(m_empty->addAction(tr("Train one"), "adapters.empty.train"), &QPushButton::clicked, this,
            [this] { this->session().window.openPage(QStringLiteral("train")); });
    connect(m_empty->addAction(tr("Add a folder"), "adapters.empty.add", false), &QPushButton::clicked, this, [this] { add({}); });
    m_loading->setAlignment(Qt::AlignCenter);
    m_trouble->setObjectName(QStringLiteral("adapters.store_trouble"));
    auto* const troubleBox = new QWidget;
    auto* const troubleColumn = new QVBoxLayout(troubleBox);
    troubleColumn->addWidget(m_trouble);
    troubleColumn->addStretch();
    connect(m_trouble->setAction(tr("Try again"), "adapters.store_retry"), &QPushButton::clicked, &m_adapters, &AdapterShelf::reload);
    for (QWidget* const widget : std::initializer_list<QWidget*>{m_loading, m_empty, m_detail, m_addPanel, m_target, troubleBox}) m_right->addWidget(widget);
    auto* const split = new QSplitter;
    split->setObjectName(QStringLiteral("adapters.splitter"));
    split->setChildrenCollapsible(false);
    split->setHandleWidth(theme::kSpace24);
    split->addWidget(m_left = buildLeft());
    split->addWidget(m_right);
    split->setStretchFactor(1, 1);
    split->setSizes({280, 800});
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(theme::kPageMargin, theme::kSpace16, theme::kSpace12, 0);
    row->addWidget(split);
    if (const QByteArray state = session.settings.value(QStringLiteral("adapters/splitter")).toByteArray(); !state.isEmpty()) split->restoreState(state);
    connect(split, &QSplitter::splitterMoved, this,
            [this, split] { this->session().settings.setValue(QStringLiteral("adapters/splitter"), split->saveState()); });
    connectList();
    connectJobs();
    m_adapters.reload();
    showRight();
}

QWidget* AdaptersPage::buildLeft() {
    auto* const left = new QWidget;
    left->setMinimumWidth(220);
    auto* const column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, theme::kSpace16);
    column->setSpacing(theme::kSpace12);
    m_add = theme::button(tr("Add an adapter"), "adapters.add", "", QStringLiteral("add"));
    m_add->setToolTip(m_adapters.whyReadOnly());
    m_add->setEnabled(m_adapters.whyReadOnly().isEmpty());
    column->addWidget(m_add);
    column->addWidget(m_list, 1);
    column->addWidget(m_strip);
    return left;
}

void AdaptersPage::connectList() {
    connect(m_add, &QPushButton::clicked, this, [this] { add({}); });
    connect(m_list, &shelf::CardList::selectionChanged, this, [this](std::int64_t id) {
        m_panel = nullptr;
        m_detail->showAdapter(id);
        showRight();
    });
    connect(m_list, &shelf::CardList::menuAsked, this, [this](std::int64_t id, const QPoint& at) {
        m_list->select(id);
        auto* const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_detail->fillMenu(*menu);
        menu->popup(at);
    });
    const auto onList = [this](const QKeySequence& key, const std::function<void()>& run) {
        auto* const shortcut = new QShortcut(key, m_list->view());
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, run] {
            if (m_list->selected() != 0 && m_adapters.whyReadOnly().isEmpty()) run();
        });
    };
    onList(Qt::Key_F2, [this] { m_detail->rename(); });
    onList(Qt::Key_Delete, [this] { m_adapters.remove(m_list->selected()); });
    connect(&m_adapters, &AdapterShelf::changed, this, [this] {
        m_list->setCards(m_adapters.cards());
        if (m_wanted != 0 && m_adapters.find(m_wanted)) m_list->select(std::exchange(m_wanted, 0));
        if (m_list->selected() != 0) m_detail->showAdapter(m_list->selected());
        showRight();
    });
    connect(&m_adapters, &AdapterShelf::moved, this, [this](std::int64_t, std::int64_t to) { m_wanted = to; });
    connect(m_detail, &AdapterDetail::mergeAsked, this, [this](std::int64_t id) { askTarget(AdapterJob::Kind::Merge, id); });
    connect(m_detail, &AdapterDetail::exportAsked, this, [this](std::int64_t id) { askTarget(AdapterJob::Kind::Export, id); });
}

void AdaptersPage::connectJobs() {
    const auto start = [this](const AdapterJob& job) { m_jobs.start(job); };
    const auto close = [this] {
        m_panel = nullptr;
        showRight();
        m_list->view()->setFocus(Qt::OtherFocusReason);
    };
    connect(m_addPanel, &AddAdapterPanel::asked, this, start);
    connect(m_addPanel, &AddAdapterPanel::closed, this, close);
    connect(m_target, &TargetPanel::asked, this, start);
    connect(m_target, &TargetPanel::closed, this, close);
    connect(&m_jobs, &AdapterJobs::changed, this, [this] {
        std::vector<shelf::Job> jobs;
        for (const AdapterJob& job : m_jobs.jobs())
            jobs.push_back({job.id, job.words(), job.share(), job.stage != AdapterJob::Stage::Adding,
                            job.stage == AdapterJob::Stage::Failed ? std::optional(job.error) : std::nullopt});
        m_strip->setJobs(jobs);
        showRight();
    });
    connect(&m_jobs, &AdapterJobs::added, this, [this](std::int64_t id, const QString& name) {
        m_wanted = id;
        session().window.toast(tr("Added %1").arg(name), tr("Undo"), [this] { session().store.undo(); });
    });
    connect(&m_jobs, &AdapterJobs::merged, this, [this](std::int64_t id, const QString& name) {
        session().window.toast(tr("Merged into %1").arg(name), tr("Open it"),
                               [this, id] { session().window.openPage(QStringLiteral("models"), QStringLiteral("model:%1").arg(id)); });
    });
    connect(&m_jobs, &AdapterJobs::exported, this, [this](const QString& folder, std::uint64_t bytes) {
        session().window.toast(tr("Exported %1 to %2").arg(theme::bytesInWords(static_cast<double>(bytes)), folder));
    });
    connect(m_strip, &shelf::JobStrip::cancelled, &m_jobs, &AdapterJobs::cancel);
    connect(m_strip, &shelf::JobStrip::retried, &m_jobs, &AdapterJobs::retry);
}

void AdaptersPage::showRight() {
    QWidget* shown = m_detail;
    if (m_panel)
        shown = m_panel;
    else if (m_adapters.trouble())
        shown = m_trouble->parentWidget();
    else if (!m_adapters.isLoaded())
        shown = m_loading;
    else if (m_adapters.adapters().empty())
        shown = m_empty;
    if (m_adapters.trouble()) m_trouble->showError(*m_adapters.trouble());
    m_right->setCurrentWidget(shown);
    const bool hasList = !m_adapters.adapters().empty() || !m_jobs.jobs().empty(), wasHidden = m_left->isHidden();
    m_left->setVisible(hasList);
    if (hasList && wasHidden && shown == m_detail && isVisible()) m_list->view()->setFocus(Qt::OtherFocusReason);
}

void AdaptersPage::add(const QString& path) {
    m_panel = m_addPanel;
    showRight();
    m_addPanel->begin(path);
}

void AdaptersPage::askTarget(AdapterJob::Kind kind, std::int64_t id) {
    const store::AdapterEntry* const adapter = m_adapters.find(id);
    if (!adapter) return;
    m_panel = m_target;
    showRight();
    m_target->begin(kind, *adapter, m_adapters.base(id));
}

void AdaptersPage::open(const QString& argument) {
    m_adapters.lookAtFolders();
    if (!m_panel && m_left->isVisibleTo(this)) m_list->view()->setFocus(Qt::OtherFocusReason);
    if (argument == QStringLiteral("add")) return add({});
    if (argument.startsWith(QStringLiteral("add:"))) return add(argument.mid(4));
    if (!argument.startsWith(QStringLiteral("adapter:"))) return;
    m_wanted = argument.mid(8).toLongLong();
    m_panel = nullptr;
    if (m_adapters.find(m_wanted))
        m_list->select(std::exchange(m_wanted, 0));
    else
        m_adapters.reload();
    showRight();
}

std::vector<Page::Command> AdaptersPage::commands() {
    return {{tr("Add an adapter"), {}, [this] { session().window.openPage(QStringLiteral("adapters"), QStringLiteral("add")); }}};
}

void AdaptersPage::dragEnterEvent(QDragEnterEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && m_adapters.whyReadOnly().isEmpty()) return event->acceptProposedAction();
}

void AdaptersPage::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls()) {
        if (!url.isLocalFile()) continue;
        event->acceptProposedAction();
        return add(url.toLocalFile());
    }
}

}  // namespace

std::unique_ptr<Page> createAdaptersPage(Session& session) { return std::make_unique<AdaptersPage>(session); }

}  // namespace luthier
