// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/models_page.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "views/models/add_model_panel.h"
#include "views/models/model_detail.h"
#include "views/models/model_jobs.h"
#include "views/models/model_shelf.h"
#include "views/shared/shelf/card_list.h"
#include "views/shared/shelf/job_strip.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

class ModelsPage : public Page {
public:
    explicit ModelsPage(Session& session);
    void open(const QString& argument) override;
    void focusSearch() override { m_list->focusSearch(); }
    std::vector<Command> commands() override;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildLeft();
    void connectAll();
    void add(const QStringList& paths);
    void showRight();
    void showJobs();
    ModelShelf m_models;
    ModelJobs m_jobs;
    shelf::CardList* m_list;
    shelf::JobStrip* m_strip;
    QPushButton* m_add;
    QStackedWidget* m_right;
    ModelDetail* m_detail;
    AddModelPanel* m_panel;
    QWidget *m_panelBox, *m_loading;
    theme::EmptyState* m_empty;
    theme::ErrorPanel* m_trouble;
    QWidget* m_left;
    std::int64_t m_wanted = 0;  // to be selected once it is there
    bool m_adding = false;
};

ModelsPage::ModelsPage(Session& session)
    : Page(session),
      m_models(session),
      m_jobs(session),
      m_list(new shelf::CardList(QStringLiteral("models"), tr("Search models"))),
      m_strip(new shelf::JobStrip(QStringLiteral("models.jobs"))),
      m_right(new QStackedWidget),
      m_detail(new ModelDetail(session, m_models)),
      m_panel(new AddModelPanel(session)),
      m_trouble(new theme::ErrorPanel) {
    setObjectName(QStringLiteral("models.page"));
    setAcceptDrops(true);
    m_empty = new theme::EmptyState(QStringLiteral("model"), tr("No models yet"),
                                    tr("A model is what you talk to and train. Add a folder in Hugging Face's format or a GGUF file, or drop one here. The "
                                       "demo on the page Home brings one along."));
    connect(m_empty->addAction(tr("Add a model"), "models.empty.add"), &QPushButton::clicked, this, [this] { add({}); });
    connect(m_empty->addAction(tr("Go to the demo"), "models.empty.demo", false), &QPushButton::clicked, this,
            [this] { this->session().window.openPage(QStringLiteral("home")); });
    m_loading = theme::label(tr("Reading the project…"), "muted");
    static_cast<QLabel*>(m_loading)->setAlignment(Qt::AlignCenter);
    m_trouble->setObjectName(QStringLiteral("models.store_trouble"));
    m_panelBox = m_panel;
    auto* const troubleBox = new QWidget;
    auto* const troubleColumn = new QVBoxLayout(troubleBox);
    troubleColumn->addWidget(m_trouble);
    troubleColumn->addStretch();
    connect(m_trouble->setAction(tr("Try again"), "models.store_retry"), &QPushButton::clicked, &m_models, &ModelShelf::reload);
    for (QWidget* const widget : std::initializer_list<QWidget*>{m_loading, m_empty, m_detail, m_panel, troubleBox}) m_right->addWidget(widget);
    auto* const split = new QSplitter;
    split->setObjectName(QStringLiteral("models.splitter"));
    split->setChildrenCollapsible(false);
    split->setHandleWidth(theme::kSpace24);
    split->addWidget(m_left = buildLeft());
    split->addWidget(m_right);
    split->setStretchFactor(1, 1);
    split->setSizes({280, 800});
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(theme::kPageMargin, theme::kSpace16, theme::kSpace12, 0);
    row->addWidget(split);
    if (const QByteArray state = session.settings.value(QStringLiteral("models/splitter")).toByteArray(); !state.isEmpty()) split->restoreState(state);
    connect(split, &QSplitter::splitterMoved, this,
            [this, split] { this->session().settings.setValue(QStringLiteral("models/splitter"), split->saveState()); });
    connectAll();
    m_models.reload();
    showRight();
}

QWidget* ModelsPage::buildLeft() {
    auto* const left = new QWidget;
    left->setMinimumWidth(220);
    auto* const column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, theme::kSpace16);
    column->setSpacing(theme::kSpace12);
    m_add = theme::button(tr("Add a model"), "models.add", "", QStringLiteral("add"));
    m_add->setToolTip(m_models.whyReadOnly());
    m_add->setEnabled(m_models.whyReadOnly().isEmpty());
    column->addWidget(m_add);
    column->addWidget(m_list, 1);
    column->addWidget(m_strip);
    return left;
}

void ModelsPage::connectAll() {
    connect(m_add, &QPushButton::clicked, this, [this] { add({}); });
    connect(m_list, &shelf::CardList::selectionChanged, this, [this](std::int64_t id) {
        m_adding = false;
        m_detail->showModel(id);
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
            if (m_list->selected() != 0 && m_models.whyReadOnly().isEmpty()) run();
        });
    };
    onList(Qt::Key_F2, [this] { m_detail->rename(); });
    onList(Qt::Key_Delete, [this] { m_models.forget(m_list->selected()); });
    connect(&m_models, &ModelShelf::changed, this, [this] {
        m_list->setCards(m_models.cards());
        m_panel->setKnown(m_models.models());
        if (m_wanted != 0 && m_models.find(m_wanted)) m_list->select(std::exchange(m_wanted, 0));
        if (m_list->selected() != 0) m_detail->showModel(m_list->selected());
        showRight();
    });
    connect(&m_models, &ModelShelf::moved, this, [this](std::int64_t, std::int64_t to) { m_wanted = to; });
    connect(m_panel, &AddModelPanel::asked, this, [this](const AddRequest& request) { m_jobs.start(request); });
    connect(m_panel, &AddModelPanel::closed, this, [this] {
        m_adding = false;
        showRight();
        m_list->view()->setFocus(Qt::OtherFocusReason);
    });
    connect(&m_jobs, &ModelJobs::changed, this, &ModelsPage::showJobs);
    connect(&m_jobs, &ModelJobs::added, this, [this](std::int64_t id, const QString& name, const QStringList& warnings) {
        m_wanted = id;
        session().window.toast(warnings.isEmpty() ? tr("Added %1").arg(name) : tr("Added %1: %2").arg(name, warnings.join(QStringLiteral("; "))), tr("Undo"),
                               [this] { session().store.undo(); });
    });
    connect(m_strip, &shelf::JobStrip::cancelled, &m_jobs, &ModelJobs::cancel);
    connect(m_strip, &shelf::JobStrip::retried, &m_jobs, &ModelJobs::retry);
}

void ModelsPage::showJobs() {
    std::vector<shelf::Job> jobs;
    for (const ModelJob& job : m_jobs.jobs())
        jobs.push_back({job.id, job.words(), job.share(), job.stage != ModelJob::Stage::Adding,
                        job.stage == ModelJob::Stage::Failed ? std::optional(job.error) : std::nullopt});
    m_strip->setJobs(jobs);
    showRight();
}

void ModelsPage::showRight() {
    QWidget* shown = m_detail;
    if (m_adding)
        shown = m_panel;
    else if (m_models.trouble())
        shown = m_trouble->parentWidget();
    else if (!m_models.isLoaded())
        shown = m_loading;
    else if (m_models.models().empty())
        shown = m_empty;
    if (m_models.trouble()) m_trouble->showError(*m_models.trouble());
    m_right->setCurrentWidget(shown);
    // An empty list beside an empty page says everything twice.
    const bool hasList = !m_models.models().empty() || !m_jobs.jobs().empty(), wasHidden = m_left->isHidden();
    m_left->setVisible(hasList);
    if (hasList && wasHidden && shown == m_detail && isVisible()) m_list->view()->setFocus(Qt::OtherFocusReason);
}

void ModelsPage::add(const QStringList& paths) {
    m_adding = true;
    m_panel->setReadOnly(m_models.whyReadOnly());
    m_panel->setKnown(m_models.models());
    showRight();
    m_panel->begin(paths);
}

void ModelsPage::open(const QString& argument) {
    m_models.lookAtFolders();
    if (!m_adding && m_left->isVisibleTo(this)) m_list->view()->setFocus(Qt::OtherFocusReason);
    if (argument == QStringLiteral("add")) return add({});
    if (argument.startsWith(QStringLiteral("add:"))) return add({argument.mid(4)});
    if (!argument.startsWith(QStringLiteral("model:"))) return;
    m_wanted = argument.mid(6).toLongLong();
    m_adding = false;
    if (m_models.find(m_wanted))
        m_list->select(std::exchange(m_wanted, 0));
    else
        m_models.reload();
    showRight();
}

std::vector<Page::Command> ModelsPage::commands() {
    return {{tr("Add a model"), {}, [this] { session().window.openPage(QStringLiteral("models"), QStringLiteral("add")); }}};
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
