// SPDX-License-Identifier: GPL-3.0-or-later
// What the Train page does: presets and files, what follows from an answer of the planner, starting and queueing.
#include <algorithm>
#include <filesystem>

#include <QScrollArea>

#include "core/base/files.h"
#include "core/methods/preference_fields.h"
#include "core/recipe/presets.h"
#include "views/shared/form/value_editors.h"
#include "views/shared/background/in_background.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/picker.h"
#include "views/shared/theme/popup.h"
#include "views/shared/theme/theme.h"
#include "views/train/run_draft.h"
#include "views/train/run_json.h"
#include "views/train/train_page.h"

namespace luthier {

namespace {

constexpr const char* kDraftKey = "train.draft";

// Relative paths belong to the folder of the file they stand in.
void makeAbsolute(Json& run, const std::filesystem::path& folder) {
    const auto change = [&folder](Json& value) {
        if (!value.is_string() || value.get<std::string>().empty() || ProjectLists::datasetOf(value.get<std::string>()) != 0) return;
        value = (folder / value.get<std::string>()).lexically_normal().string();
    };
    for (const char* const key : {"model.path", "model.adapter"})
        if (Json* const value = placeOf(run, key)) change(*value);
    if (Json* const reference = placeOf(run, "method.reference"); reference != nullptr && *reference != kReferenceStart && *reference != kReferenceBase)
        change(*reference);
    for (const char* const key : {"method.rewards", "method.watched"}) {
        Json* const parts = placeOf(run, key);
        if (parts == nullptr || !parts->is_array()) continue;
        for (Json& part : *parts)
            if (part.is_object() && part.contains("reward") && part["reward"].is_object() && part["reward"].contains("path")) change(part["reward"]["path"]);
    }
    for (const char* const key : {"data.train", "data.eval"}) {
        Json* const files = placeOf(run, key);
        if (files == nullptr) continue;
        change(*files);
        for (Json& file : *files) {
            if (file.is_object() && file.contains("path")) change(file["path"]);
            else change(file);
        }
    }
}

}  // namespace

void TrainPage::makePlanner() {
    session().store.read(
        this,
        [](store::Project& project) -> Result<std::shared_ptr<store::Project>> {
            ASSIGN_OR_RETURN(std::unique_ptr<store::Project> reader, project.reader());
            return std::shared_ptr<store::Project>(std::move(reader));
        },
        [this](Result<std::shared_ptr<store::Project>> reader) {
            if (!reader) return session().window.toastError(reader.error());
            m_planner = std::make_unique<Planner>(rowReader(*reader));
            connect(m_planner.get(), &Planner::answered, this, &TrainPage::takeAnswer);
            refresh();
        });
}

void TrainPage::takeAnswer(const PlanAnswer& answer) {
    m_answer = answer;
    showAutomatic();
    showProblems();
    showReasons();
}

std::vector<std::pair<QString, QString>> TrainPage::missing() const {
    std::vector<std::pair<QString, QString>> list;
    const Json run = values();
    if (isEmptyAt(run, "model.path")) list.emplace_back(QStringLiteral("model.path"), tr("Choose a model"));
    if (isEmptyAt(run, "data.train")) list.emplace_back(QStringLiteral("data.train"), tr("Choose data"));
    return list;
}

// What is not chosen yet is no mistake; everything else is shown at its field, and in a list with links.
void TrainPage::showProblems() {
    std::vector<Problem> problems = m_problems;
    if (m_answer) problems.insert(problems.end(), m_answer->problems.begin(), m_answer->problems.end());
    const auto open = missing();
    std::erase_if(problems, [&open](const Problem& problem) {
        return std::any_of(open.begin(), open.end(), [&](const auto& one) { return one.first.toStdString() == problem.key; });
    });
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        std::vector<Problem> mine;
        for (const Problem& problem : problems)
            if (sectionOf(problem.key) == i) mine.push_back(problem);
        for (const Problem& left : m_forms[i]->setProblems(mine)) unknown.push_back(left.key);
        const bool isOpen = std::any_of(open.begin(), open.end(), [i](const auto& one) { return sectionOf(one.first.toStdString()) == i; });
        const bool wasWrong = m_sections[i]->state() == Section::State::Wrong;
        m_sections[i]->setState(!mine.empty() ? Section::State::Wrong : isOpen ? Section::State::Open : Section::State::Done);
        if (!mine.empty() && !wasWrong) m_sections[i]->setExpanded(true);   // what is wrong is seen
    }
    m_panel->setProblems(problems, unknown);
    if (!open.empty()) {
        m_panel->showHint(open.size() == 2 ? tr("Choose a model and data") : open.front().second,
                          tr("The plan appears here: how much memory and time the run needs, and whether it fits this machine."));
    } else if (m_answer && m_answer->problems.empty()) {
        m_panel->showAnswer(*m_answer);
    } else if (!problems.empty()) {
        m_panel->showHint(tr("No plan yet"), tr("It is made as soon as what stands above is put right."));
    } else {
        m_panel->showHint(tr("Planning\u2026"), tr("The rows are read with the model's tokenizer; the plan follows in a moment."));
    }
}

void TrainPage::showAutomatic() {
    for (const Resolved& one : m_answer->resolved) {
        Form* const form = m_forms[sectionOf(one.key)];
        FieldRow* const row = form->row(one.key);
        if (row == nullptr) continue;
        const auto number = parseJson(one.value);
        const Json value = number && number->is_number() ? *number : Json(one.value);
        FieldInfo plain = row->field();
        plain.unit.clear();   // it stands beside the control
        const QString becomes = textOf(valueInWords(plain, value, coreWording));
        row->setAutomatic(value.is_number_float() ? theme::decimalInWords(becomes) : becomes, coreText(one.reason));
    }
}

void TrainPage::showSummaries() {
    const Json run = values();
    for (std::size_t i = 0; i < m_sections.size(); ++i) m_sections[i]->setSummary(summaryOf(trainSections()[i].id, run, m_lists));
    const std::string suggested = nameFor(run, m_lists).toStdString();
    if (auto* const name = findChild<QLineEdit*>(QStringLiteral("name"))) name->setPlaceholderText(missing().empty() ? textOf(suggested) : QString());
}

QString TrainPage::whyNoStart() const {
    const auto open = missing();
    if (session().store.isReadOnly()) return tr("Another window holds this project; here it can only be read.");
    if (m_isBusy) return tr("The data is being frozen for the run.");
    if (open.size() == 2) return tr("Choose a model and data first.");
    if (open.size() == 1) return open.front().first == QStringLiteral("model.path") ? tr("Choose a model first.") : tr("Choose data first.");
    const bool isWrong = !m_problems.empty() || (m_answer && !m_answer->problems.empty());
    if (isWrong) {
        const Problem& first = m_problems.empty() ? m_answer->problems.front() : m_problems.front();
        return labelOf(first.key) + QStringLiteral(": ") + problemInWords(first);
    }
    if (m_answer && m_answer->numRowsRead > 0 && m_answer->numTrainRows == 0 && !m_answer->isReading) return tr("No row is left to train on.");
    return {};
}

void TrainPage::showReasons() {
    const QString wrong = whyNoStart();
    QString noStart = wrong;
    const bool fits = !m_answer || !m_answer->plan || m_answer->plan->fits;
    if (noStart.isEmpty() && !fits) noStart = tr("The machine has too little free memory for it; it can wait in the queue.");
    if (noStart.isEmpty() && session().runs.current() != 0) noStart = tr("A run is training: add this one to the queue, it starts afterwards.");
    m_panel->setReasons(noStart, wrong);
}

QStringList TrainPage::changes() const {
    const Json now = values();
    // A preset says nothing of model and data: what was chosen there is no change.
    return differences(withWhatStays(m_origin.run, now), now, m_lists);
}

void TrainPage::takeRun(std::int64_t id) {
    session().store.read(
        this, [id](store::Project& project) { return project.runs().get(id); },
        [this](Result<store::Run> run) {
            if (!run) return session().window.toastError(run.error());
            begin({textOf(run->name), run->config}, completeRun(run->config));
        });
}

void TrainPage::readFile(const QString& path, std::function<void(Json)> then) {
    inBackground(
        this,
        [path = path.toStdString()]() -> Result<Json> {
            ASSIGN_OR_RETURN(Json run, readJsonFile(path));
            if (!run.is_object()) {
                Error error(ErrorCode::InvalidConfig, "holds " + foundInWords(run) + ", not the settings of a run");
                return fail(std::move(error).withHint("Open a run.json.").at(path));
            }
            std::error_code error;
            makeAbsolute(run, std::filesystem::absolute(path, error).parent_path());
            return run;
        },
        [this, then = std::move(then)](Result<Json> run) {
            if (run) then(std::move(*run));
            else session().window.toastError(run.error());
        });
}

void TrainPage::loadFile(const QString& path) {
    readFile(path, [this, path](const Json& run) {
        begin({textOf(std::filesystem::path(path.toStdString()).filename().string()), run}, completeRun(run));
    });
}

void TrainPage::saveFile(const QString& path) {
    m_panel->setBusy(tr("Freezing the data sets it names"));
    session().store.readLong(
        this,
        [run = values(), path = path.toStdString()](store::Project& project) -> Status {
            ASSIGN_OR_RETURN(const FrozenRun frozen, freezeRun(project, run));
            return writeFileDurably(path, dumpJsonPretty(frozen.run));
        },
        [this, path](Status saved) {
            m_panel->setBusy({});
            if (saved) session().window.toast(tr("Saved %1").arg(path));
            else session().window.toastError(saved.error());
        });
}

void TrainPage::compareWithFile(const QString& path) {
    readFile(path, [this, path](const Json& run) {
        showLines(tr("What differs from %1").arg(path), differences(run, values(), m_lists));
    });
}

void TrainPage::apply(const Json& settings) {
    const Json before = values();
    Json run = before;
    QStringList words;
    for (const auto& [key, value] : settings.items()) {
        words += labelOf(key) + QStringLiteral(": ") + (value.is_string() ? textOf(value.get<std::string>()) : theme::decimalInWords(textOf(dumpJson(value))));
        if (key == "adapter.type") run["adapter"] = Json{{"type", value}};
        else if (Json* const place = placeOf(run, key)) *place = value;
    }
    setValues(completeRun(run));
    session().window.toast(words.join(QStringLiteral(", ")), tr("Undo"), [this, before] { setValues(before); });
}

void TrainPage::removeKey(const QString& keyPath) {
    Json run = values();
    const std::string path = keyPath.toStdString();
    const std::size_t dot = path.rfind('.');
    Json* const parent = dot == std::string::npos ? &run : placeOf(run, path.substr(0, dot));
    if (parent != nullptr && parent->is_object()) parent->erase(dot == std::string::npos ? path : path.substr(dot + 1));
    setValues(run);
}

void TrainPage::showChanges() { showLines(tr("What differs from \"%1\"").arg(coreText(m_origin.title.toStdString())), changes()); }

void TrainPage::showLines(const QString& title, const QStringList& lines) {
    auto* const popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("train.differences"));
    popup->setProperty("look", "card");
    auto* const layout = new QVBoxLayout(popup);
    layout->setContentsMargins(theme::kCardPadding, theme::kSpace12, theme::kCardPadding, theme::kSpace12);
    layout->setSpacing(theme::kSpace8);
    auto* const head = theme::label(title, "", true);
    head->setFont(theme::font(theme::TextStyle::Emphasis));
    layout->addWidget(head);
    for (const QString& line : lines) layout->addWidget(theme::label(line, "", true));
    if (lines.isEmpty()) layout->addWidget(theme::label(tr("Nothing: the settings are the same."), "muted"));
    popup->setFixedWidth(fontMetrics().averageCharWidth() * 64);
    popup->adjustSize();
    theme::placePopup(*popup, *m_changed);
    popup->show();
    popup->setFocus();
}

void TrainPage::start(bool atOnce) {
    if (!whyNoStart().isEmpty()) return;
    m_isBusy = true;
    m_panel->setBusy(tr("Freezing the rows, so that the run can be repeated"));
    showReasons();
    Json run = values();
    if (run["name"] == "") run["name"] = nameFor(run, m_lists).toStdString();
    const Json path = run["model"]["path"];
    std::optional<std::int64_t> model;
    if (const store::Model* const known = path.is_string() ? m_lists.modelIn(path.get<std::string>()) : nullptr) model = known->id;
    const auto end = [this] {
        m_isBusy = false;
        m_panel->setBusy({});
        showReasons();
    };
    session().store.readLong(
        this,
        [run, path](store::Project& project) -> Result<FrozenRun> {
            // Plans are made from what was read before; a disk that was taken out since is told here, and not by a run that fails.
            if (path.is_string() && !isFolder(path.get<std::string>()))
                return fail(Error(ErrorCode::NotFound, tr("The folder of this model is not there any more.").toStdString())
                                .withHint(tr("Say on the page Models where it is now, or choose another model.").toStdString())
                                .at(path.get<std::string>()));
            return freezeRun(project, run);
        },
        [this, atOnce, model, end](Result<FrozenRun> frozen) {
            if (!frozen) {
                end();
                return session().window.toastError(frozen.error());
            }
            store::Run entry;
            entry.name = frozen->run["name"].get<std::string>();
            entry.config = frozen->run;
            entry.model = model;
            entry.datasets = frozen->datasets;
            // Where nothing trains, the queue would start it at once.
            if (!atOnce && session().runs.current() == 0) session().runs.setQueuePaused(true);
            if (atOnce) session().runs.setQueuePaused(false);
            session().runs.enqueue(entry, this, [this, atOnce, end, name = textOf(entry.name)](Result<std::int64_t> id) {
                end();
                if (!id) return session().window.toastError(id.error());
                session().store.announce({QStringLiteral("runs")});
                if (!atOnce) return session().window.toast(tr("Added \"%1\" to the queue").arg(name));
                session().window.toast(tr("Started \"%1\"").arg(name));
                session().window.openPage(QStringLiteral("runs"), QStringLiteral("run:%1").arg(*id));
            });
        });
}

void TrainPage::keepDraft() {
    if (session().store.isReadOnly()) return;
    const Json draft = {{"title", m_origin.title.toStdString()}, {"origin", m_origin.run}, {"run", values()}};
    session().store.write(this, [draft](store::Project& project) { return project.settings().set(kDraftKey, draft); }, [](const Status&) {});
}

}  // namespace luthier
