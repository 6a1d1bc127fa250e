// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/project_editors.h"

#include <algorithm>

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/models/score_head_info.h"
#include "views/shared/form/custom_editors.h"
#include "views/shared/form/value_editors.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QHBoxLayout* rowLayout(QWidget* parent) {
    auto* const row = new QHBoxLayout(parent);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    return row;
}

QString parametersOf(const Json& facts) {
    const Json found = facts.is_object() ? facts.value("parameters", Json()) : Json();
    if (!found.is_number()) return {};
    return QObject::tr("%1 parameters").arg(theme::parametersInWords(found.get<std::int64_t>()));
}

}  // namespace

FolderEditor::FolderEditor(Of kind, const FieldInfo& field, const std::string& keyPath, ProjectLists& lists, std::function<void()> openPage)
    : m_kind(kind), m_lists(lists), m_picker(new PickerButton(controlName(keyPath), "")), m_detail(theme::label({}, "muted")),
      m_clear(theme::iconButton("close", kind == Of::RewardModels ? tr("Choose none") : tr("Begin with a fresh adapter"), "")) {
    auto* const row = rowLayout(this);
    row->addWidget(m_picker, 1);
    row->addWidget(m_detail);
    row->addWidget(m_clear);
    setControl(m_picker);
    m_picker->setAccessibleName(coreText(field.label));
    m_clear->setObjectName(controlName(keyPath, ".clear"));
    const bool isModel = kind == Of::Models;
    m_picker->setFieldLook();
    m_picker->setMinimumWidth(0);
    m_picker->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_picker->setEntries([this] { return entries(); });
    m_picker->setEmptyText(isModel                      ? tr("The project has no model yet.")
                           : kind == Of::RewardModels ? tr("The project has no reward model yet: a run with the method \u201creward model\u201d makes one.")
                                                      : tr("The project has no adapter yet: the first run makes one."));
    m_picker->addAction(kind == Of::Adapters ? tr("Another adapter folder\u2026") : tr("Another folder\u2026"), controlName(keyPath, ".browse"), [this, field] {
        const QString folder = QFileDialog::getExistingDirectory(this, coreText(field.label));
        if (!folder.isEmpty()) pick(folder);
    });
    if (isModel) m_picker->addAction(tr("Add a model to the project"), controlName(keyPath, ".import"), std::move(openPage));
    connect(m_picker, &PickerButton::picked, this, &FolderEditor::pick);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_value = m_kind == Of::RewardModels ? Json("") : Json();
        showName();
        emit edited();
    });
    connect(&lists, &ProjectLists::changed, this, &FolderEditor::showName);
    showName();
}

std::vector<PickerButton::Entry> FolderEditor::entries() const {
    std::vector<PickerButton::Entry> list;
    // A reward model has a file about its head beside its weights.
    const auto canScore = [this](const std::string& folder) {
        return QFileInfo::exists(textOf(m_lists.folderOf(folder)) + '/' + QLatin1String(kScoreHeadFile));
    };
    if (m_kind == Of::RewardModels) {
        for (const store::AdapterEntry& adapter : m_lists.adapters())
            if (canScore(adapter.folder)) list.push_back({textOf(adapter.name), {}, textOf(m_lists.folderOf(adapter.folder))});
        for (const store::Model& model : m_lists.models())
            if (canScore(model.folder)) list.push_back({textOf(model.name), parametersOf(model.facts), textOf(m_lists.folderOf(model.folder))});
        return list;
    }
    if (m_kind == Of::Models)
        for (const store::Model& model : m_lists.models())
            list.push_back({textOf(model.name), parametersOf(model.facts), textOf(m_lists.folderOf(model.folder))});
    else
        for (const store::AdapterEntry& adapter : m_lists.adapters()) list.push_back({textOf(adapter.name), {}, textOf(m_lists.folderOf(adapter.folder))});
    return list;
}

void FolderEditor::pick(const QString& folder) {
    m_value = folder.toStdString();
    showName();
    emit edited();
}

void FolderEditor::setValue(const Json& value) {
    m_value = value;
    showName();
}

void FolderEditor::showName() {
    const bool isSet = m_value.is_string() && !m_value.get<std::string>().empty();
    const std::string path = isSet ? m_value.get<std::string>() : std::string();
    const QString nothing = m_kind == Of::Models ? tr("Choose a model") : m_kind == Of::RewardModels ? tr("Choose a reward model") : tr("A fresh adapter");
    m_picker->setText(isSet ? m_lists.nameOf(path) : nothing);
    m_picker->setToolTip(textOf(path));
    m_picker->setIcon(theme::icon(QStringLiteral("chevron-down")));
    const store::Model* const model = m_kind == Of::Models && isSet ? m_lists.modelIn(path) : nullptr;
    m_detail->setText(model == nullptr ? QString() : parametersOf(model->facts));
    m_detail->setVisible(!m_detail->text().isEmpty());
    m_clear->setVisible(isSet && m_kind != Of::Models);
}

QString FolderEditor::help() const {
    const bool isSet = m_value.is_string() && !m_value.get<std::string>().empty();
    if (isSet) return textOf(m_value.get<std::string>());
    return m_kind == Of::Models ? tr("One of the project's models, or a folder with config.json, tokenizer.json and safetensors.") : QString();
}

void FolderEditor::setInvalid(bool invalid) { setInvalidLook(m_picker, invalid); }

MixEditor::MixEditor(const FieldInfo& field, const std::string& keyPath, ProjectLists& lists, std::function<void()> openPage)
    : m_field(field), m_keyPath(keyPath), m_lists(lists), m_layout(new QVBoxLayout(this)), m_head(new QWidget), m_none(theme::label({}, "muted", true)),
      m_add(new PickerButton(controlName(keyPath, ".add"), "")) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(theme::kSpace4);
    auto* const head = rowLayout(m_head);
    head->addStretch(1);
    const int width = fontMetrics().averageCharWidth() * 12;
    for (const QString& title : {tr("Weight"), tr("At most, rows"), tr("Share")}) {
        auto* const label = theme::label(title, "caption");
        label->setFixedWidth(width);
        head->addWidget(label);
    }
    head->addSpacing(theme::kSpace32 + theme::kSpace8);   // under it: the way out of a line, and the margin
    m_layout->addWidget(m_head);
    m_layout->addWidget(m_none);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_none->setText(field.isRequired ? tr("Nothing yet.") : QString());
    m_add->setText(field.isRequired ? tr("Add a data set") : tr("Choose held-out data"));
    m_add->setIcon(theme::icon(QStringLiteral("add")));
    m_add->setAccessibleName(coreText(field.label));
    m_add->setEntries([this] { return entries(); });
    m_add->setEmptyText(tr("The project has no other data set."));
    m_add->addAction(tr("A file\u2026"), controlName(keyPath, ".browse"), [this] {
        const QString file = QFileDialog::getOpenFileName(this, coreText(m_field.label), {},
            tr("Data sets (*.jsonl *.json *.csv *.tsv *.parquet *.txt);;All files (*)"));
        if (!file.isEmpty()) add(file.toStdString());
    });
    m_add->addAction(tr("Import into the project"), controlName(keyPath, ".import"), std::move(openPage));
    connect(m_add, &PickerButton::picked, this, [this](const QString& path) { add(path.toStdString()); });
    connect(&lists, &ProjectLists::changed, this, &MixEditor::showNames);
    showLines();
}

std::vector<PickerButton::Entry> MixEditor::entries() const {
    std::vector<PickerButton::Entry> list;
    for (const store::Dataset& dataset : m_lists.datasets()) {
        const std::string path = ProjectLists::pathOf(dataset);
        const auto isIt = [&path](const Json& file) { return file.is_object() && file.value("path", Json()) == path; };
        if (std::any_of(m_files.begin(), m_files.end(), isIt)) continue;
        list.push_back({textOf(dataset.name), theme::rowsInWords(dataset.numRows), textOf(path)});
    }
    return list;
}

void MixEditor::add(const std::string& path) {
    m_isEdited = true;
    m_files.push_back(Json{{"path", path}});
    showLines();
    m_add->setFocus();
    emit edited();
}

QString MixEditor::help() const {
    if (!m_field.isRequired) return {};
    return tr("Several data sets are mixed: each by its size times its weight; a cap takes at most so many of its rows.");
}

Json MixEditor::value() const { return m_isEdited ? DataFilesEditor::shortest(m_files, m_field.fields) : m_value; }

void MixEditor::setValue(const Json& value) {
    m_value = value;
    m_isEdited = false;
    m_files.clear();
    if (!DataFilesEditor::filesOf(value, m_files)) m_files.clear();
    showLines();
}

void MixEditor::edit(std::size_t index, const char* key, const QString& text) {
    Json& file = m_files[index];
    if (!file.is_object()) return;
    const bool isWeight = std::string_view(key) == "weight";
    const auto parsed = parseJson((isWeight ? theme::plainDecimal(text) : text).trimmed().toStdString());
    const bool isNumber = parsed && parsed->is_number();
    if (text.trimmed().isEmpty()) file.erase(key);
    else file[key] = isNumber ? *parsed : Json(text.toStdString());
    if (isNumber && isWeight) file[key] = parsed->get<double>();
    m_isEdited = true;
    showNames();
    emit edited();
}

void MixEditor::appendLine(std::size_t index) {
    const Json& file = m_files[index];
    const std::string place = m_keyPath + '[' + std::to_string(index) + ']';
    Line line{theme::frame("sunken"), new theme::ElidedLabel, theme::label({}, "muted"), new QLineEdit, new QLineEdit};
    auto* const row = rowLayout(line.widget);
    row->setContentsMargins(theme::kSpace12, theme::kSpace4, theme::kSpace4, theme::kSpace4);
    row->addWidget(line.name, 1);
    const int width = fontMetrics().averageCharWidth() * 12;
    const auto shown = [&file](const char* key) {
        const Json found = file.is_object() ? file.value(key, Json()) : Json();
        return found.is_null() ? QString() : found.is_number() ? numberInWords(found) : textOf(foundInWords(found));
    };
    const auto addLine = [&](QLineEdit* box, const char* key, const QString& empty, const QString& name) {
        box->setObjectName(controlName(place, ".") + QLatin1String(key));
        box->setAccessibleName(name);
        box->setPlaceholderText(empty);
        box->setText(shown(key));
        box->setFixedWidth(width);
        row->addWidget(box);
        connect(box, &QLineEdit::textEdited, this, [this, index, key](const QString& text) { edit(index, key, text); });
    };
    addLine(line.weight, "weight", QStringLiteral("1"), tr("Weight: how often each row comes in an epoch"));
    addLine(line.cap, "max_rows", tr("all"), tr("At most this many rows"));
    line.weight->setToolTip(tr("How often each row comes in an epoch, on average: 2 = twice, 0.5 = every other row"));
    line.cap->setToolTip(tr("Takes at most this many rows of it"));
    line.share->setFixedWidth(width);
    row->addWidget(line.share);
    auto* const out = theme::iconButton("close", tr("Leave out"), "");
    out->setObjectName(controlName(place, ".remove"));
    row->addWidget(out);
    connect(out, &QToolButton::clicked, this, [this, index] {
        m_isEdited = true;
        m_files.erase(m_files.begin() + static_cast<std::ptrdiff_t>(index));
        showLines();
        m_add->setFocus();
        emit edited();
    });
    m_lines.push_back(line);
    m_layout->insertWidget(m_layout->count() - 1, line.widget);
}

void MixEditor::showLines() {
    for (const Line& line : m_lines) {
        m_layout->removeWidget(line.widget);
        line.widget->hide();
        line.widget->deleteLater();
    }
    m_lines.clear();
    for (std::size_t i = 0; i < m_files.size(); ++i) appendLine(i);
    m_head->setVisible(!m_files.empty());
    m_none->setVisible(m_files.empty() && !m_none->text().isEmpty());
    showNames();
}

// Rows in an epoch; less than 0: not known, of a file.
double MixEditor::rowsOf(const Json& file) const {
    const Json path = file.is_object() ? file.value("path", Json()) : Json();
    const store::Dataset* const dataset = path.is_string() ? m_lists.dataset(ProjectLists::datasetOf(path.get<std::string>())) : nullptr;
    if (dataset == nullptr) return -1;
    const Json cap = file.value("max_rows", Json()), weight = file.value("weight", Json(1.0));
    double rows = static_cast<double>(dataset->numRows);
    if (cap.is_number()) rows = std::clamp(cap.get<double>(), 0.0, rows);
    return weight.is_number() ? rows * std::max(0.0, weight.get<double>()) : -1;
}

void MixEditor::showNames() {
    double all = 0;
    for (const Json& file : m_files) all += rowsOf(file) < 0 ? NAN : rowsOf(file);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Json path = m_files[i].is_object() ? m_files[i].value("path", Json()) : m_files[i];
        const std::string text = path.is_string() ? path.get<std::string>() : dumpJson(path);
        auto* const name = static_cast<theme::ElidedLabel*>(m_lines[i].name);
        const store::Dataset* const dataset = m_lists.dataset(ProjectLists::datasetOf(text));
        name->setFullText(dataset == nullptr ? m_lists.nameOf(text) : tr("%1  (%2 rows)").arg(textOf(dataset->name), theme::countInWords(dataset->numRows)));
        const double rows = rowsOf(m_files[i]);
        m_lines[i].share->setText(all > 0 && rows >= 0 ? tr("%1 %").arg(QLocale().toString(100 * rows / all, 'f', 0)) : QString());
    }
}

}  // namespace luthier
