// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/train_page.h"

#include <algorithm>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>

#include "core/recipe/presets.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/picker.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/theme.h"
#include "views/train/method_advice.h"
#include "views/train/project_editors.h"
#include "views/train/run_draft.h"

namespace luthier {

namespace {

constexpr int kKeepAfterMs = 800;
constexpr const char* kDraftKey = "train.draft";
constexpr const char* kFirstPreset = "sft-lora";
constexpr const char* kSplitterKey = "train/splitter";

}  // namespace

TrainPage::TrainPage(Session& session) : Page(session), m_lists(session.store), m_body(new QWidget) {
    setObjectName(QStringLiteral("page.train"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPageMargin, theme::kSpace8, theme::kPageMargin, theme::kSpace16);
    layout->addWidget(m_body);
    m_body->hide();
    m_keep.setSingleShot(true);
    m_keep.setInterval(kKeepAfterMs);
    connect(&m_keep, &QTimer::timeout, this, &TrainPage::keepDraft);
    connect(&m_make, &QTimer::timeout, this, &TrainPage::makeNext);
    m_make.start(0);
}

// Some 600 widgets: one after the other, so that nothing waits for all of them.
void TrainPage::makeNext() {
    if (m_scroll == nullptr) return makeFrame();
    if (m_sections.size() < trainSections().size()) {
        const std::size_t index = m_sections.size();
        m_sections.push_back(makeSection(index));
        m_sections.back()->setExpanded(index < 2);
        m_column->addWidget(m_sections.back());
        return;
    }
    if (m_panel == nullptr) return makePanel();
    m_make.stop();
    m_column->addStretch(1);
    takePreset(QString::fromLatin1(kFirstPreset));
    m_isMade = true;
    listen();
    m_body->show();
}

void TrainPage::makeFrame() {
    auto* const layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace12);
    layout->addWidget(makeBar());
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setObjectName(QStringLiteral("train.splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(theme::kSpace16);
    m_splitter->addWidget(makeForm());
    layout->addWidget(m_splitter, 1);
}

void TrainPage::makePanel() {
    m_queue = new QueueList(session());
    m_panel = new PlanPanel(m_queue);
    m_splitter->addWidget(m_panel);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({600, 400});
    m_splitter->restoreState(session().settings.value(QLatin1String(kSplitterKey)).toByteArray());
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { session().settings.setValue(QLatin1String(kSplitterKey), m_splitter->saveState()); });
    connect(m_panel, &PlanPanel::fieldAsked, this, &TrainPage::focusField);
    connect(m_panel, &PlanPanel::removalAsked, this, &TrainPage::removeKey);
    connect(m_panel, &PlanPanel::changeAsked, this, &TrainPage::apply);
    connect(m_panel, &PlanPanel::startAsked, this, [this] { start(true); });
    connect(m_panel, &PlanPanel::queueAsked, this, [this] { start(false); });
    connect(m_panel, &PlanPanel::measureAsked, this, &TrainPage::measure);
    connect(m_queue, &QueueList::changed, this, &TrainPage::showReasons);
}

// To what is in the project, and to its last draft.
void TrainPage::listen() {
    connect(&session().runs, &RunControl::currentChanged, this, &TrainPage::showReasons);
    connect(&m_lists, &ProjectLists::failed, this, [this](const Error& error) { session().window.toastError(error); });
    connect(&m_lists, &ProjectLists::changed, this, &TrainPage::takeLists);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &TrainPage::showProblems);
    makePlanner();
    session().store.read(
        this, [](store::Project& project) { return project.settings().get(kDraftKey); },
        [this](Result<Json> draft) {
            // Only where nothing was chosen meanwhile.
            if (draft && draft->is_object() && draft->contains("run") && changes().isEmpty() && missing().size() == 2)
                begin({textOf(draft->value("title", std::string())), draft->value("origin", Json::object())}, (*draft)["run"]);
            m_isDraftRead = true;
            choosePlainOnes();
        });
    if (m_lists.isRead()) takeLists();
}

void TrainPage::takeLists() {
    if (m_planner) m_planner->contentsChanged();
    for (const QString& argument : std::exchange(m_pending, {})) takeArgument(argument);
    choosePlainOnes();
    refresh();
}

TrainPage::~TrainPage() = default;

QWidget* TrainPage::makeBar() {
    auto* const bar = new QWidget;
    auto* const row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    m_preset = new PickerButton(QStringLiteral("train.preset"), "");
    m_preset->setIcon(theme::icon(QStringLiteral("star")));
    m_preset->setAccessibleName(tr("Preset"));
    m_preset->setToolTip(tr("Where to begin; the model and the data stay"));
    m_preset->setEntries([] {
        std::vector<PickerButton::Entry> entries;
        for (const Preset& preset : allPresets()) entries.push_back({coreText(preset.title), {}, textOf(preset.id)});
        return entries;
    });
    connect(m_preset, &PickerButton::picked, this, &TrainPage::takePreset);
    row->addWidget(m_preset);
    row->addWidget(m_changed = theme::button({}, "train.changed", "quiet", QStringLiteral("diff")));
    connect(m_changed, &QPushButton::clicked, this, &TrainPage::showChanges);
    row->addStretch(1);
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("train.search"));
    m_search->setPlaceholderText(tr("Search options"));
    m_search->setAccessibleName(tr("Search options"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(theme::kRailWidth);
    connect(m_search, &QLineEdit::textChanged, this, &TrainPage::filter);
    row->addWidget(m_search);
    const auto addFile = [&](const char* icon, const QString& words, const char* name, auto act) {
        auto* const button = theme::iconButton(QString::fromLatin1(icon), words, name);
        connect(button, &QToolButton::clicked, this, act);
        row->addWidget(button);
    };
    const QString kind = tr("Settings of a run (*.json)");
    addFile("folder", tr("Open settings from a run.json"), "train.open", [this, kind] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Open settings"), {}, kind);
        if (!path.isEmpty()) loadFile(path);
    });
    addFile("save", tr("Save settings as a run.json"), "train.save", [this, kind] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Save settings"), QStringLiteral("run.json"), kind);
        if (!path.isEmpty()) saveFile(path);
    });
    addFile("compare", tr("Compare with another run.json"), "train.compare", [this, kind] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Compare with"), {}, kind);
        if (!path.isEmpty()) compareWithFile(path);
    });
    return bar;
}

EditorCatalogue TrainPage::editors() {
    EditorCatalogue catalogue;
    const auto to = [this](const char* page) { return [this, page] { session().window.openPage(QString::fromLatin1(page)); }; };
    catalogue.setForKey("model.path", [this, to](const FieldInfo& field, const std::string& key, const EditorCatalogue&) {
        return new FolderEditor(FolderEditor::Of::Models, field, key, m_lists, to("models"));
    });
    catalogue.setForKey("model.adapter", [this, to](const FieldInfo& field, const std::string& key, const EditorCatalogue&) {
        return new FolderEditor(FolderEditor::Of::Adapters, field, key, m_lists, to("adapters"));
    });
    catalogue.setForType("data_files", [this, to](const FieldInfo& field, const std::string& key, const EditorCatalogue&) {
        return new MixEditor(field, key, m_lists, to("datasets"));
    });
    addRewardEditors(catalogue);
    return catalogue;
}

Section* TrainPage::makeSection(std::size_t index) {
    const SectionKeys& keys = trainSections()[index];
    const bool isLast = index + 1 == trainSections().size();
    auto* const form = new Form(fieldsOf(keys), editors(), {"schema"});
    m_forms.push_back(form);
    const auto words = [](const char* text) { return QCoreApplication::translate("RunDraft", text); };
    QWidget* content = form;
    if (keys.id == std::string_view("how")) {
        content = new QWidget;
        auto* const column = new QVBoxLayout(content);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme::kSpace12);
        column->addWidget(m_advice = new AdviceLine);
        column->addWidget(form);
        connect(m_advice, &AdviceLine::presetAsked, this, &TrainPage::takePreset);
    }
    auto* const section = new Section(words(keys.title), words(keys.question), QStringLiteral("train.") + QLatin1String(keys.id), content);
    if (!isLast) {
        QString next = words(trainSections()[index + 1].question);
        next[0] = next[0].toLower();   // no more of it: nouns of German are large
        section->setNext(tr("Next: %1").arg(next));
    }
    connect(form, &Form::changed, this, &TrainPage::refresh);
    connect(section, &Section::nextAsked, this, [this, index] {
        m_sections[index]->setExpanded(false);
        m_sections[index + 1]->setExpanded(true);
        m_scroll->ensureWidgetVisible(m_sections[index + 1]);
        m_sections[index + 1]->findChild<QToolButton*>(m_sections[index + 1]->objectName() + QStringLiteral(".fold"))->setFocus();
    });
    return section;
}

QWidget* TrainPage::makeForm() {
    auto* const inside = new QWidget;
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, theme::kSpace4, 0);
    m_column->setSpacing(theme::kSpace12);
    m_nothingFound = theme::label(tr("No option matches. Options have the names of other tools too: try \"lr\" or \"batch size\"."), "muted", true);
    m_nothingFound->hide();
    m_column->addWidget(m_nothingFound);
    m_scroll = theme::plainScroll(inside);
    m_scroll->setObjectName(QStringLiteral("train.form"));
    return m_scroll;
}

Json TrainPage::values() const {
    Json parts = Json::object(), run = Json::object();
    for (const Form* const form : m_forms) parts.update(form->values());
    for (const FieldInfo& field : runConfigSchema().fields()) run[field.key] = parts.value(field.key, field.defaultValue);
    for (const auto& [key, value] : parts.items())
        if (!run.contains(key)) run[key] = value;
    return run;
}

void TrainPage::setValues(const Json& run) {
    std::vector<Json> parts(m_forms.size(), Json::object());
    for (const auto& [key, value] : run.items()) parts[sectionOf(key)][key] = value;
    for (std::size_t i = 0; i < m_forms.size(); ++i) m_forms[i]->setValues(parts[i]);
    refresh();
}

void TrainPage::refresh() {
    const Json run = values();
    const auto parsed = parseRunConfig(run);
    m_config.reset();
    m_problems.clear();
    if (!parsed) m_problems = parsed.error().problems;
    if (!parsed && m_problems.empty()) m_problems.push_back({parsed.error().key, parsed.error().message, parsed.error().hint});
    std::vector<Problem> gone = missingOf(run, m_lists);
    const std::vector<Problem> unsuited = unsuitedOf(run, m_lists);
    gone.insert(gone.end(), unsuited.begin(), unsuited.end());
    m_problems.insert(m_problems.end(), gone.begin(), gone.end());
    if (parsed && gone.empty()) m_config = *parsed;
    if (m_planner && m_config) m_planner->ask({*m_config, measuredFor(*m_config), session().store.folder().toStdString() + "/runs"});
    else if (m_planner) m_planner->cancel();
    if (!m_config) m_answer.reset();
    showProblems();
    showSummaries();
    showReasons();
    showAdvice();
    const qsizetype numChanges = changes().size();
    const QString origin = coreText(m_origin.title.toStdString());   // a preset's, or the name of a file or run
    m_preset->setText(origin);
    m_changed->setText(numChanges == 1 ? tr("1 change") : tr("%1 changes").arg(numChanges));
    m_changed->setVisible(numChanges > 0);
    m_changed->setToolTip(tr("What differs from \"%1\"").arg(origin));
    m_keep.start();
    if (m_lists.isRead()) takeSuitedPreset();
}

void TrainPage::filter(const QString& text) {
    m_isSearching = !text.trimmed().isEmpty();
    bool any = false;
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        const bool found = m_forms[i]->filter(text.trimmed());
        if (m_isSearching && !m_sections[i]->property("wasExpanded").isValid()) m_sections[i]->setProperty("wasExpanded", m_sections[i]->isExpanded());
        m_sections[i]->setVisible(found || !m_isSearching);
        any = any || found;
        if (m_isSearching) {
            m_sections[i]->setExpanded(true);
        } else if (m_sections[i]->property("wasExpanded").isValid()) {
            m_sections[i]->setExpanded(m_sections[i]->property("wasExpanded").toBool());
            m_sections[i]->setProperty("wasExpanded", QVariant());
        }
    }
    m_nothingFound->setVisible(m_isSearching && !any);
}

void TrainPage::focusSearch() {
    if (!m_isMade) return;
    m_search->setFocus();
    m_search->selectAll();
}

void TrainPage::focusField(const QString& keyPath) {
    const std::string key = keyPath.toStdString();
    const std::size_t index = sectionOf(key);
    if (m_isSearching) m_search->clear();
    m_sections[index]->setExpanded(true);
    // The layout must know the new heights before anything is scrolled to.
    QTimer::singleShot(0, this, [this, index, key] { m_forms[index]->focusField(key); });
}

std::vector<Page::Command> TrainPage::commands() {
    if (!m_isMade) return {};
    std::vector<Command> list = {{tr("Search options of training"), QStringLiteral("Ctrl+F"), [this] { focusSearch(); }},
                                 {tr("What differs from the preset"), {}, [this] { showChanges(); }}};
    if (whyNoStart().isEmpty()) list.push_back({tr("Start training"), {}, [this] { start(true); }});
    for (const Preset& preset : allPresets())
        list.push_back({tr("Preset: %1").arg(coreText(preset.title)), {}, [this, id = textOf(preset.id)] { takePreset(id); }});
    return list;
}

std::unique_ptr<Page> createTrainPage(Session& session) { return std::make_unique<TrainPage>(session); }

}  // namespace luthier
