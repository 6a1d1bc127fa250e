// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/form/custom_editors.h"

#include <algorithm>

#include <QGridLayout>
#include <QLineEdit>

#include "core/base/utf8.h"
#include "views/shared/form/value_editors.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

// What the linear layers of the families are called; others can be typed.
constexpr const char* knownLayers[] = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"};

QStringList namesIn(const QString& text) {
    QStringList names;
    for (const QString& name : text.split(',', Qt::SkipEmptyParts))
        if (!name.trimmed().isEmpty()) names += name.trimmed();
    return names;
}

}  // namespace

TargetsEditor::TargetsEditor(const FieldInfo& field, const std::string& keyPath)
    : m_kind(new QComboBox), m_names(new QWidget), m_others(new QLineEdit), m_pattern(new QLineEdit) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace8);
    layout->addWidget(m_kind);
    layout->addWidget(m_names);
    layout->addWidget(m_pattern);
    m_kind->addItems({tr("All linear layers"), tr("Chosen layers"), tr("Those that a pattern matches")});
    ignoreWheelUnfocused(m_kind);
    setControl(m_kind);
    m_kind->setObjectName(controlName(keyPath));
    m_kind->setAccessibleName(coreText(field.label));
    auto* const grid = new QGridLayout(m_names);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::kSpace8);
    for (const char* const name : knownLayers) {
        auto* const chip = new QToolButton;
        chip->setText(QString::fromLatin1(name));
        chip->setCheckable(true);
        chip->setProperty("look", "chip");
        chip->setObjectName(controlName(keyPath, ".") + QLatin1String(name));
        const int at = static_cast<int>(m_known.size());
        grid->addWidget(chip, at / 4, at % 4);
        m_known.push_back(chip);
        connect(chip, &QToolButton::clicked, this, &TargetsEditor::take);
    }
    grid->setColumnStretch(4, 1);
    grid->addWidget(m_others, 2, 0, 1, 5);
    m_others->setPlaceholderText(tr("Other names, with commas between"));
    m_others->setObjectName(controlName(keyPath, ".others"));
    m_others->setAccessibleName(tr("Other layers"));
    m_pattern->setPlaceholderText(QStringLiteral(".*\\.(q|v)_proj"));
    m_pattern->setObjectName(controlName(keyPath, ".pattern"));
    m_pattern->setAccessibleName(tr("Regular expression of layers"));
    connect(m_kind, qOverload<int>(&QComboBox::activated), this, &TargetsEditor::take);
    connect(m_others, &QLineEdit::textEdited, this, &TargetsEditor::take);
    connect(m_pattern, &QLineEdit::textEdited, this, &TargetsEditor::take);
    showControls();
}

void TargetsEditor::take() {
    if (m_kind->currentIndex() == Names) {
        m_value = Json::array();
        for (const QToolButton* const chip : m_known)
            if (chip->isChecked()) m_value.push_back(chip->text().toStdString());
        for (const QString& name : namesIn(m_others->text())) m_value.push_back(name.toStdString());
    } else {
        m_value = m_kind->currentIndex() == Pattern ? "re:" + m_pattern->text().toStdString() : "all-linear";
    }
    showControls();
    emit edited();
}

void TargetsEditor::setValue(const Json& value) {
    m_value = value;
    QStringList others;
    for (QToolButton* const chip : m_known) chip->setChecked(false);
    m_kind->setCurrentIndex(value == "all-linear" ? AllLinear : value.is_string() ? Pattern : Names);
    m_pattern->clear();
    if (value.is_string() && value != "all-linear") {
        const std::string text = repairUtf8(value.get<std::string>());
        m_pattern->setText(textOf(text.starts_with("re:") ? text.substr(3) : text));
    }
    if (value.is_array())
        for (const Json& name : value) {
            const QString text = name.is_string() ? textOf(name.get<std::string>()) : textOf(dumpJson(name));
            const auto known = std::find_if(m_known.begin(), m_known.end(), [&text](const QToolButton* chip) { return chip->text() == text; });
            if (known == m_known.end()) others += text;
            else (*known)->setChecked(true);
        }
    m_others->setText(others.join(QStringLiteral(", ")));
    showControls();
}

void TargetsEditor::showControls() {
    m_names->setVisible(m_kind->currentIndex() == Names);
    m_pattern->setVisible(m_kind->currentIndex() == Pattern);
}

void TargetsEditor::setInvalid(bool invalid) {
    setInvalidLook(m_others, invalid);
    setInvalidLook(m_pattern, invalid);
    setInvalidLook(m_kind, invalid && m_kind->currentIndex() == AllLinear);
}

QString TargetsEditor::help() const {
    if (m_kind->currentIndex() == Names) return tr("Layers with these names, in every block of the model.");
    if (m_kind->currentIndex() == Pattern) return tr("A regular expression that the whole path of a layer matches, such as model.layers.0.self_attn.q_proj.");
    return tr("Every linear layer but the output head.");
}

bool DataFilesEditor::filesOf(const Json& value, std::vector<Json>& files) {
    if (value.is_null()) return true;
    if (!value.is_string() && !value.is_array()) return false;
    const auto add = [&files](const Json& one) { files.push_back(one.is_string() ? Json{{"path", one}} : one); };
    if (value.is_string()) add(value);
    else std::for_each(value.begin(), value.end(), add);
    return true;
}

// As the engine writes it: null, a path, or the list of whole structs.
Json DataFilesEditor::shortest(const std::vector<Json>& files, const std::vector<FieldInfo>& fields) {
    if (files.empty()) return nullptr;
    Json list = Json::array();
    bool isPlain = files.size() == 1;
    for (const Json& file : files) {
        Json whole = Json::object();
        for (const FieldInfo& field : fields) {
            whole[field.key] = file.is_object() && file.contains(field.key) ? file[field.key] : field.defaultValue;
            isPlain = isPlain && (field.key == "path" || whole[field.key] == field.defaultValue);
        }
        list.push_back(file.is_object() ? whole : file);
    }
    return isPlain && list[0].is_object() ? list[0]["path"] : list;
}

}  // namespace luthier
