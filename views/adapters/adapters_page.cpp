// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/adapters_page.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QVBoxLayout>

#include "views/adapters/adapter_detail.h"
#include "views/adapters/adapter_jobs.h"
#include "views/adapters/adapter_shelf.h"
#include "views/adapters/add_adapter_panel.h"
#include "views/adapters/target_panel.h"
#include "views/shared/shelf/shelf_frame.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

class AdaptersPage : public Page {
    Q_DECLARE_TR_FUNCTIONS(luthier::AdaptersPage)

public:
    explicit AdaptersPage(Session& session);
    void open(const QString& argument) override;
    void focusSearch() override { m_frame->focusSearch(); }
    std::vector<Command> commands() override;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    theme::EmptyState* makeEmpty();
    void connectFrame();
    void connectJobs();
    void add(const QString& path);
    void askTarget(AdapterJob::Kind kind, std::int64_t id);
    AdapterShelf m_adapters;
    AdapterJobs m_jobs;
    AdapterDetail* m_detail;
    AddAdapterPanel* m_addPanel;
    TargetPanel* m_target;
    shelf::ShelfFrame* m_frame;
};

AdaptersPage::AdaptersPage(Session& session)
    : Page(session),
      m_adapters(session),
      m_jobs(session),
      m_detail(new AdapterDetail(session, m_adapters)),
      m_addPanel(new AddAdapterPanel(session, m_adapters)),
      m_target(new TargetPanel(session)) {
    setObjectName(QStringLiteral("adapters.page"));
    setAcceptDrops(true);
    m_frame = new shelf::ShelfFrame(QStringLiteral("adapters"), {tr("Search adapters"), tr("Add an adapter")}, makeEmpty(), m_detail, session.settings);
    m_frame->setReadOnly(m_adapters.whyReadOnly());
    m_frame->addForm(m_addPanel);
    m_frame->addForm(m_target);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    connectFrame();
    connectJobs();
    m_adapters.reload();
}

theme::EmptyState* AdaptersPage::makeEmpty() {
    auto* const empty = new theme::EmptyState(
        QStringLiteral("adapter"), tr("No adapters yet"),
        tr("An adapter is what a training run learned: a small file that is plugged into its base model. Train one, or add a folder in PEFT's format."));
    connect(empty->addAction(tr("Train one"), "adapters.empty.train"), &QPushButton::clicked, this,
            [this] { session().window.openPage(QStringLiteral("train")); });
    connect(empty->addAction(tr("Add a folder"), "adapters.empty.add", false), &QPushButton::clicked, this, [this] { add({}); });
    return empty;
}

void AdaptersPage::connectFrame() {
    connect(m_frame, &shelf::ShelfFrame::addAsked, this, [this] { add({}); });
    connect(m_frame, &shelf::ShelfFrame::reloadAsked, &m_adapters, &AdapterShelf::reload);
    connect(m_frame, &shelf::ShelfFrame::chosen, m_detail, &AdapterDetail::showAdapter);
    connect(m_frame, &shelf::ShelfFrame::menuAsked, this, [this](QMenu* menu) { m_detail->fillMenu(*menu); });
    connect(m_frame, &shelf::ShelfFrame::renameAsked, m_detail, &AdapterDetail::rename);
    connect(m_frame, &shelf::ShelfFrame::removeAsked, &m_adapters, &AdapterShelf::remove);
    connect(&m_adapters, &AdapterShelf::changed, this, [this] { m_frame->setContent(m_adapters.cards(), m_adapters.isLoaded(), m_adapters.trouble()); });
    connect(&m_adapters, &AdapterShelf::moved, this, [this](std::int64_t, std::int64_t to) { m_frame->want(to); });
    connect(m_detail, &AdapterDetail::mergeAsked, this, [this](std::int64_t id) { askTarget(AdapterJob::Kind::Merge, id); });
    connect(m_detail, &AdapterDetail::exportAsked, this, [this](std::int64_t id) { askTarget(AdapterJob::Kind::Export, id); });
    connect(m_addPanel, &AddAdapterPanel::closed, m_frame, &shelf::ShelfFrame::closeForm);
    connect(m_target, &TargetPanel::closed, m_frame, &shelf::ShelfFrame::closeForm);
}

void AdaptersPage::connectJobs() {
    const auto start = [this](const AdapterJob& job) { m_jobs.start(job); };
    connect(m_addPanel, &AddAdapterPanel::asked, this, start);
    connect(m_target, &TargetPanel::asked, this, start);
    connect(&m_jobs, &AdapterJobs::changed, this, [this] {
        std::vector<shelf::Job> jobs;
        for (const AdapterJob& job : m_jobs.jobs())
            jobs.push_back({job.id, job.words(), job.share(), job.stage != AdapterJob::Stage::Adding,
                            job.stage == AdapterJob::Stage::Failed ? std::optional(job.error) : std::nullopt});
        m_frame->setJobs(jobs);
    });
    connect(&m_jobs, &AdapterJobs::added, this, [this](std::int64_t id, const QString& name) {
        m_frame->want(id);
        toastUndo(session().store, session().window, tr("Added %1").arg(name));
    });
    connect(&m_jobs, &AdapterJobs::merged, this, [this](std::int64_t id, const QString& name) {
        session().window.toast(tr("Merged into %1").arg(name), tr("Open it"),
                               [this, id] { session().window.openPage(QStringLiteral("models"), QStringLiteral("model:%1").arg(id)); });
    });
    connect(&m_jobs, &AdapterJobs::exported, this, [this](const QString& folder, std::uint64_t bytes) {
        session().window.toast(tr("Exported %1 to %2").arg(theme::bytesInWords(static_cast<double>(bytes)), folder));
    });
    connect(m_frame, &shelf::ShelfFrame::jobCancelled, &m_jobs, &AdapterJobs::cancel);
    connect(m_frame, &shelf::ShelfFrame::jobRetried, &m_jobs, &AdapterJobs::retry);
}

void AdaptersPage::add(const QString& path) {
    m_frame->openForm(m_addPanel);
    m_addPanel->begin(path);
}

void AdaptersPage::askTarget(AdapterJob::Kind kind, std::int64_t id) {
    const store::AdapterEntry* const adapter = m_adapters.find(id);
    if (!adapter) return;
    m_frame->openForm(m_target);
    m_target->begin(kind, *adapter, m_adapters.base(id));
}

void AdaptersPage::open(const QString& argument) {
    m_adapters.lookAtFolders();
    m_frame->focusList();
    if (argument == QStringLiteral("add")) return add({});
    if (argument.startsWith(QStringLiteral("add:"))) return add(argument.mid(4));
    if (argument.startsWith(QStringLiteral("adapter:"))) m_frame->open(argument.mid(8).toLongLong());
}

std::vector<Page::Command> AdaptersPage::commands() {
    std::vector<Command> commands{{tr("Add an adapter"), {}, [this] { session().window.openPage(QStringLiteral("adapters"), QStringLiteral("add")); }}};
    std::ranges::move(m_frame->commands(), std::back_inserter(commands));
    return commands;
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
