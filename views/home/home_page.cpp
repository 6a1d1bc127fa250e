// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/home_page.h"

#include <algorithm>

#include <QHBoxLayout>

#include "views/frame/engine_chip.h"
#include "views/home/run_row.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/skeleton.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr std::size_t kRecentRuns = 5;
constexpr int kReadEveryMs = 1000;
constexpr int kAskEngineMs = 500;   // the window is to be there first

}  // namespace

HomePage::HomePage(Session& session, DemoFiles demo) : Page(session), m_files(std::move(demo)), m_demo(session, m_files) {
    QVBoxLayout* const column = theme::makeScrolling(this);
    m_data = new StepCard(1, "data", tr("Your data"), tr("Dialogues, prompts with answers, or plain text. Every row is shown as the model will read it."),
                          "home.data");
    m_train = new StepCard(2, "train", tr("Train"), tr("Choose a model and a method. Memory and time are told before the run starts."), "home.train");
    m_compare = new StepCard(3, "compare", tr("Compare"), tr("Ask the base and the adapter the same questions and see what has changed."), "home.compare");
    auto* const cards = new QHBoxLayout;
    cards->setSpacing(theme::kSpace16);
    for (StepCard* const card : {m_data, m_train, m_compare}) cards->addWidget(card, 1);
    column->addLayout(cards);
    m_progress = new theme::ProgressLine;
    m_progress->hide();
    column->addWidget(m_progress);
    m_error = new theme::ErrorPanel;
    column->addWidget(m_error);
    column->addSpacing(theme::kSpace8);
    m_runsTitle = theme::label(tr("Recent runs"), "section");
    column->addWidget(m_runsTitle);
    m_runs = new QVBoxLayout;
    m_runs->setSpacing(theme::kSpace4);
    column->addLayout(m_runs);
    column->addSpacing(theme::kSpace8);
    column->addWidget(theme::label(tr("This machine"), "section"));
    m_machine = new MachineCard(session);
    column->addWidget(m_machine);
    column->addStretch(1);
    connect(&m_demo, &DemoSetup::progressed, this, [this](const QString& words, double share) {
        m_progress->show();
        m_progress->setProgress(words, share);
    });
    connect(m_progress, &theme::ProgressLine::cancelled, &m_demo, &DemoSetup::cancel);
    connect(&m_demo, &DemoSetup::finished, this, [this](const Status& done) {
        m_progress->hide();
        if (!done && done.error().code != ErrorCode::Cancelled) m_error->showError(done.error());
        read();
    });
    connect(&this->session().store, &StoreAccess::changed, this, &HomePage::read);
    // A run at work has news ten times a second; here once is enough, and none while nobody looks (open() reads anyhow).
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(kReadEveryMs);
    connect(&m_readSoon, &QTimer::timeout, this, &HomePage::read);
    connect(&this->session().runs, &RunControl::runChanged, this, [this] {
        if (isVisible() && !window()->isMinimized() && !m_readSoon.isActive()) m_readSoon.start();
    });
    connect(&this->session().runs, &RunControl::currentChanged, this, &HomePage::read);
    show();
}

void HomePage::open(const QString& argument) {
    read();
    QTimer::singleShot(kAskEngineMs, m_machine, &MachineCard::ask);
    if (argument == "demo") startDemo();
}

std::vector<Page::Command> HomePage::commands() { return {{tr("Try it with the demo"), {}, [this] { startDemo(); }}}; }

void HomePage::read() {
    session().store.read(this, [](store::Project& project) -> Result<Overview> {
        Overview overview;
        ASSIGN_OR_RETURN(overview.datasets, project.datasets().all());
        ASSIGN_OR_RETURN(overview.models, project.models().all());
        ASSIGN_OR_RETURN(overview.runs, project.runs().all());
        ASSIGN_OR_RETURN(overview.adapters, project.adapters().all());
        return overview;
    }, [this](Result<Overview> overview) {
        if (!overview) {
            m_error->showError(overview.error());
            return;
        }
        m_overview = std::move(*overview);
        m_isRead = true;
        show();
    });
}

void HomePage::show() {
    showData();
    showTrain();
    showCompare();
    showRuns();
}

bool HomePage::hasDemo() const {
    const auto& models = m_overview.models;
    const auto hasSet = [this](const char* name) {
        return std::any_of(m_overview.datasets.begin(), m_overview.datasets.end(), [name](const store::Dataset& set) { return set.name == name; });
    };
    return std::any_of(models.begin(), models.end(), [](const store::Model& model) { return model.name == kDemoModelName; }) && hasSet("Demo: train") &&
           hasSet("Demo: eval");
}

const store::AdapterEntry* HomePage::newestAdapter() const {
    const auto newest = std::max_element(m_overview.adapters.begin(), m_overview.adapters.end(),
                                         [](const store::AdapterEntry& a, const store::AdapterEntry& b) { return a.id < b.id; });
    return newest == m_overview.adapters.end() ? nullptr : &*newest;
}

void HomePage::showData() {
    const bool isEmpty = m_overview.datasets.empty() && m_overview.models.empty();
    std::int64_t numRows = 0;
    for (const store::Dataset& dataset : m_overview.datasets) numRows += dataset.numRows;
    m_data->setState(m_overview.datasets.empty()
                         ? (m_isRead ? tr("Nothing here yet") : tr("Reading the project"))
                         : tr("%n data set(s)", nullptr, static_cast<int>(m_overview.datasets.size())) + ", " + theme::rowsInWords(numRows),
                     !m_overview.datasets.empty());
    const auto import = [this] { session().window.openPage("datasets", "import"); };
    if (m_demo.isRunning()) {
        m_data->setAction(tr("Try it with the demo"), true, {}, tr("It is being imported"));
    } else if (isEmpty && m_files.isComplete()) {
        m_data->setAction(tr("Try it with the demo"), true, [this] { startDemo(); });
        m_data->setSecondAction(tr("Import a file"), import);
    } else {
        m_data->setAction(tr("Import a file"), isEmpty, import);
        m_data->setSecondAction(m_overview.datasets.empty() ? QString() : tr("Look at the data"), [this] { session().window.openPage("datasets"); });
    }
}

void HomePage::showTrain() {
    const auto running =
        std::find_if(m_overview.runs.begin(), m_overview.runs.end(), [](const store::Run& run) { return run.state == store::RunState::Running; });
    const bool isRunning = running != m_overview.runs.end();
    const bool isDone = std::any_of(m_overview.runs.begin(), m_overview.runs.end(), [](const store::Run& run) { return run.state == store::RunState::Done; });
    m_train->setState(
        isRunning ? runInWords(*running) : (m_overview.runs.empty() ? tr("No run yet") : tr("%n run(s)", nullptr, static_cast<int>(m_overview.runs.size()))),
        isDone);
    if (isRunning)
        m_train->setAction(tr("Watch it"), true, [this, id = running->id] { session().window.openPage("runs", "run:" + QString::number(id)); });
    else if (hasDemo() && m_overview.runs.empty())
        m_train->setAction(tr("Train on the demo"), true, [this] { trainDemo(); });
    else
        m_train->setAction(tr("New run"), !m_overview.datasets.empty() && m_overview.runs.empty(), [this] { session().window.openPage("train"); });
    m_train->setSecondAction(hasDemo() && m_overview.runs.empty() && !isRunning ? tr("Choose the settings") : QString(), [this] {
        for (const store::Model& model : m_overview.models)
            if (model.name == kDemoModelName) session().window.openPage("train", "model:" + QString::number(model.id));
        for (const store::Dataset& dataset : m_overview.datasets)
            if (dataset.name == "Demo: train") session().window.openPage("train", "dataset:" + QString::number(dataset.id));
    });
}

void HomePage::showCompare() {
    const store::AdapterEntry* const adapter = newestAdapter();
    m_compare->setState(adapter ? tr("%n adapter(s)", nullptr, static_cast<int>(m_overview.adapters.size())) + ", " +
                                      tr("the newest: %1").arg(QString::fromStdString(adapter->name))
                                : (m_overview.models.empty() ? tr("No model yet") : tr("No adapter yet; the base can be asked already")),
                        adapter != nullptr);
    m_compare->setAction(adapter ? tr("Compare with its base") : tr("Ask the base"), adapter != nullptr, [this] {
        const store::AdapterEntry* const newest = newestAdapter();
        session().window.openPage("compare", newest ? "adapter:" + QString::number(newest->id) : QString());
    }, m_overview.models.empty() ? tr("A model has to be there first") : QString());
}

void HomePage::showRuns() {
    while (QLayoutItem* const item = m_runs->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto hasAdapter = [this](std::int64_t run) {
        return std::any_of(m_overview.adapters.begin(), m_overview.adapters.end(), [run](const store::AdapterEntry& one) { return one.run == run; });
    };
    m_runsTitle->setVisible(!m_isRead || !m_overview.runs.empty());
    if (!m_isRead) {
        constexpr int numLines = 3, lineHeight = 48;
        auto* const reading = new theme::Skeleton(numLines, lineHeight, tr("Reading the project"));
        reading->setObjectName("home.reading");
        return m_runs->addWidget(reading);
    }
    for (std::size_t i = 0; i < std::min(kRecentRuns, m_overview.runs.size()); ++i) {
        const QString argument = "run:" + QString::number(m_overview.runs[i].id);
        auto* const line = new QWidget;
        auto* const columns = new QHBoxLayout(line);
        columns->setContentsMargins(0, 0, 0, 0);
        columns->setSpacing(theme::kSpace8);
        auto* const row = new RunRow(m_overview.runs[i]);
        connect(row, &RunRow::clicked, this, [this, argument] { session().window.openPage("runs", argument); });
        columns->addWidget(row, 1);
        QPushButton* const compare = theme::button(tr("Compare"), "home.run.compare", "quiet", "compare");
        compare->setToolTip(tr("Ask the adapter of this run and its base the same questions"));
        QSizePolicy keepsPlace = compare->sizePolicy();
        keepsPlace.setRetainSizeWhenHidden(true);   // the rows end at one line
        compare->setSizePolicy(keepsPlace);
        connect(compare, &QPushButton::clicked, this, [this, argument] { session().window.openPage("compare", argument); });
        columns->addWidget(compare);
        compare->setVisible(hasAdapter(m_overview.runs[i].id));   // in its place: shown before, it would be a window of its own for a moment
        m_runs->addWidget(line);
    }
}

void HomePage::startDemo() {
    m_error->hide();
    if (!m_files.isComplete()) {
        m_error->showError(
            Error(ErrorCode::NotFound, "the demo's files are not on this machine").withHint("Run ./luthier setup, which fetches the demo model"));
        return;
    }
    m_demo.start();
    showData();
}

void HomePage::trainDemo() {
    using Files = std::pair<store::Datasets::Snapshot, store::Datasets::Snapshot>;
    std::int64_t train = 0, eval = 0, model = 0;
    QString folder;
    for (const store::Dataset& dataset : m_overview.datasets) {
        if (dataset.name == "Demo: train") train = dataset.id;
        if (dataset.name == "Demo: eval") eval = dataset.id;
    }
    for (const store::Model& one : m_overview.models)
        if (one.name == kDemoModelName) {
            model = one.id;
            folder = QString::fromStdString(one.folder);
        }
    session().store.readLong(this, [train, eval](store::Project& project) -> Result<Files> {
        ASSIGN_OR_RETURN(auto first, project.datasets().snapshot(train));
        ASSIGN_OR_RETURN(auto second, project.datasets().snapshot(eval));
        return Files(std::move(first), std::move(second));
    }, [this, train, eval, model, folder](const Result<Files>& files) {
        if (!files) return m_error->showError(files.error());
        auto settings = DemoSetup::runSettings(m_files, folder, QString::fromStdString(files->first.path), QString::fromStdString(files->second.path));
        if (!settings) return m_error->showError(settings.error());
        store::Run run;
        run.name = (*settings)["name"].get<std::string>();
        run.config = std::move(*settings);
        run.model = model;
        run.datasets = {train, eval};
        session().runs.enqueue(run, this, [this](const Result<std::int64_t>& id) {
            if (!id) return m_error->showError(id.error());
            session().window.openPage("runs", "run:" + QString::number(*id));
        });
    });
}

std::unique_ptr<Page> createHomePage(Session& session) { return std::make_unique<HomePage>(session, findDemoFiles()); }

}  // namespace luthier
