// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/models_page.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QVBoxLayout>

#include "views/models/add_model_panel.h"
#include "views/models/model_detail.h"
#include "views/models/model_jobs.h"
#include "views/models/model_shelf.h"
#include "views/shared/shelf/shelf_frame.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

class ModelsPage : public Page {
    Q_DECLARE_TR_FUNCTIONS(luthier::ModelsPage)

public:
    explicit ModelsPage(Session& session);
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
    void add(const QStringList& paths);
    ModelShelf m_models;
    ModelJobs m_jobs;
    ModelDetail* m_detail;
    AddModelPanel* m_panel;
    shelf::ShelfFrame* m_frame;
};

ModelsPage::ModelsPage(Session& session)
    : Page(session), m_models(session), m_jobs(session), m_detail(new ModelDetail(session, m_models)), m_panel(new AddModelPanel(session)) {
    setObjectName(QStringLiteral("models.page"));
    setAcceptDrops(true);
    m_frame = new shelf::ShelfFrame(QStringLiteral("models"), {tr("Search models"), tr("Add a model")}, makeEmpty(), m_detail, session.settings);
    m_frame->setReadOnly(m_models.whyReadOnly());
    m_frame->addForm(m_panel);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    connectFrame();
    connectJobs();
    m_models.reload();
}

theme::EmptyState* ModelsPage::makeEmpty() {
    auto* const empty = new theme::EmptyState(
        QStringLiteral("model"), tr("No models yet"),
        tr("A model is what you talk to and train. Add a folder in Hugging Face's format or a GGUF file, or drop one here. The demo on the page Home brings "
           "one along."));
    connect(empty->addAction(tr("Add a model"), "models.empty.add"), &QPushButton::clicked, this, [this] { add({}); });
    connect(empty->addAction(tr("Go to the demo"), "models.empty.demo", false), &QPushButton::clicked, this,
            [this] { session().window.openPage(QStringLiteral("home")); });
    return empty;
}

void ModelsPage::connectFrame() {
    connect(m_frame, &shelf::ShelfFrame::addAsked, this, [this] { add({}); });
    connect(m_frame, &shelf::ShelfFrame::reloadAsked, &m_models, &ModelShelf::reload);
    connect(m_frame, &shelf::ShelfFrame::chosen, m_detail, &ModelDetail::showModel);
    connect(m_frame, &shelf::ShelfFrame::menuAsked, this, [this](QMenu* menu) { m_detail->fillMenu(*menu); });
    connect(m_frame, &shelf::ShelfFrame::renameAsked, m_detail, &ModelDetail::rename);
    connect(m_frame, &shelf::ShelfFrame::removeAsked, &m_models, &ModelShelf::forget);
    connect(&m_models, &ModelShelf::changed, this, [this] {
        m_panel->setKnown(m_models.models());
        m_frame->setContent(m_models.cards(), m_models.isLoaded(), m_models.trouble());
    });
    connect(&m_models, &ModelShelf::moved, this, [this](std::int64_t, std::int64_t to) { m_frame->want(to); });
    connect(m_panel, &AddModelPanel::asked, this, [this](const AddRequest& request) { m_jobs.start(request); });
    connect(m_panel, &AddModelPanel::closed, m_frame, &shelf::ShelfFrame::closeForm);
}

void ModelsPage::connectJobs() {
    connect(&m_jobs, &ModelJobs::changed, this, [this] {
        std::vector<shelf::Job> jobs;
        for (const ModelJob& job : m_jobs.jobs())
            jobs.push_back({job.id, job.words(), job.share(), job.stage != ModelJob::Stage::Adding,
                            job.stage == ModelJob::Stage::Failed ? std::optional(job.error) : std::nullopt});
        m_frame->setJobs(jobs);
    });
    connect(&m_jobs, &ModelJobs::added, this, [this](std::int64_t id, const QString& name, const QStringList& warnings) {
        m_frame->want(id);
        toastUndo(session().store, session().window,
                  warnings.isEmpty() ? tr("Added %1").arg(name) : tr("Added %1: %2").arg(name, warnings.join(QStringLiteral("; "))));
    });
    connect(m_frame, &shelf::ShelfFrame::jobCancelled, &m_jobs, &ModelJobs::cancel);
    connect(m_frame, &shelf::ShelfFrame::jobRetried, &m_jobs, &ModelJobs::retry);
}

void ModelsPage::add(const QStringList& paths) {
    m_panel->setReadOnly(m_models.whyReadOnly());
    m_panel->setKnown(m_models.models());
    m_frame->openForm(m_panel);
    m_panel->begin(paths);
}

void ModelsPage::open(const QString& argument) {
    m_models.lookAtFolders();
    m_frame->focusList();
    if (argument == QStringLiteral("add")) return add({});
    if (argument.startsWith(QStringLiteral("add:"))) return add({argument.mid(4)});
    if (argument.startsWith(QStringLiteral("model:"))) m_frame->open(argument.mid(6).toLongLong());
}

std::vector<Page::Command> ModelsPage::commands() {
    std::vector<Command> commands{{tr("Add a model"), {}, [this] { session().window.openPage(QStringLiteral("models"), QStringLiteral("add")); }}};
    std::ranges::move(m_frame->commands(), std::back_inserter(commands));
    return commands;
}

void ModelsPage::dragEnterEvent(QDragEnterEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && m_models.whyReadOnly().isEmpty()) return event->acceptProposedAction();
}

void ModelsPage::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    add(paths);
}

}  // namespace

std::unique_ptr<Page> createModelsPage(Session& session) { return std::make_unique<ModelsPage>(session); }

}  // namespace luthier
