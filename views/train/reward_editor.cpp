// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/reward_editor.h"

#include <algorithm>
#include <charconv>

#include <QPointer>

#include "views/shared/form/value_editors.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr const char* kKindKey = "reward";

QVBoxLayout* column(QWidget* parent, int spacing) {
    auto* const layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

std::string placeOf(const std::string& keyPath, std::size_t index) { return keyPath + '[' + std::to_string(index) + ']'; }

}  // namespace

RewardListEditor::RewardListEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue, RewardSurroundings surroundings)
    : m_field(field), m_keyPath(keyPath), m_catalogue(catalogue), m_surroundings(std::move(surroundings)), m_list(new QVBoxLayout),
      m_add(new PickerButton(controlName(keyPath, ".add"), "")),
      m_trial(new TrialPanel(controlName(keyPath, ".trial"), m_surroundings.fetch, *m_surroundings.encoding)) {
    for (const FieldInfo& one : field.fields) {
        if (one.key == kKindKey) m_kinds = one.alternatives;
        else m_common.push_back(one);
    }
    // The weight first: it is what is turned again and again.
    std::stable_partition(m_common.begin(), m_common.end(), [](const FieldInfo& one) { return one.key == "weight"; });
    auto* const layout = column(this, theme::kSpace8);
    m_list->setSpacing(theme::kSpace8);
    layout->addLayout(m_list);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    layout->addWidget(m_trial);
    m_add->setText(tr("Add a part"));
    m_add->setIcon(theme::icon(QStringLiteral("add")));
    m_add->setAccessibleName(tr("Add: %1").arg(coreText(field.label)));
    m_add->setEntries([this] {
        std::vector<PickerButton::Entry> entries;
        for (const AlternativeInfo& kind : m_kinds) entries.push_back({coreText(kind.title), {}, textOf(kind.id), coreText(kind.help)});
        return entries;
    });
    connect(m_add, &PickerButton::picked, this, &RewardListEditor::add);
    m_trial->setVisible(false);
}

const AlternativeInfo* RewardListEditor::kindOf(const Json& json) const {
    if (!json.is_object() || !json.contains(kKindKey) || !json[kKindKey].is_object()) return nullptr;
    const Json type = json[kKindKey].value("type", Json());
    const auto found = std::find_if(m_kinds.begin(), m_kinds.end(), [&type](const AlternativeInfo& kind) { return type == kind.id; });
    return found == m_kinds.end() ? nullptr : &*found;
}

QWidget* RewardListEditor::makeHead(std::size_t index, const AlternativeInfo* kind) {
    auto* const head = new QWidget;
    auto* const row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace4);
    auto* const title = theme::label(kind == nullptr ? tr("A part of another version") : coreText(kind->title));
    title->setFont(theme::font(theme::TextStyle::Emphasis));
    row->addWidget(title, 1);
    const std::string place = placeOf(m_keyPath, index);
    const auto addButton = [&](const char* icon, const QString& words, const char* name, auto act) {
        auto* const button = theme::iconButton(QLatin1String(icon), words, "");
        button->setObjectName(controlName(place, name));
        connect(button, &QToolButton::clicked, this, act);
        row->addWidget(button);
        return button;
    };
    addButton("up", tr("Move up"), ".up", [this, index] { move(index, -1); })->setVisible(index > 0);
    addButton("down", tr("Move down"), ".down", [this, index] { move(index, 1); })->setVisible(false);   // until another one follows
    addButton("close", tr("Remove"), ".remove", [this, index] { remove(index); });
    return head;
}

void RewardListEditor::append(const Json& json) {
    const std::size_t index = m_parts.size();
    const std::string place = placeOf(m_keyPath, index);
    const AlternativeInfo* const kind = kindOf(json);
    Part part{theme::frame("card"), nullptr, nullptr, json};
    auto* const layout = new QVBoxLayout(part.frame);
    layout->setContentsMargins(theme::kCardPadding, theme::kSpace8, theme::kSpace8, theme::kSpace12);
    layout->setSpacing(theme::kSpace12);
    layout->addWidget(makeHead(index, kind));
    if (kind == nullptr) {
        layout->addWidget(theme::label(textOf(dumpJson(json)).left(400), "muted", true));
    } else {
        layout->addWidget(theme::label(coreText(kind->help), "caption", true));
        if (m_surroundings.makeModelEditor)
            m_catalogue.setForKey(place + ".reward.path", [this](const FieldInfo& field, const std::string& key, const EditorCatalogue&) {
                return m_surroundings.makeModelEditor(field, key);
            });
        part.kind = new StructEditor(kind->fields, place + '.' + kKindKey, m_catalogue);
        Json options = json[kKindKey];
        options.erase("type");
        part.kind->setValue(options);
        part.common = new StructEditor(m_common, place, m_catalogue);
        Json common = json;
        common.erase(kKindKey);
        part.common->setValue(common);
        for (StructEditor* const editor : {part.kind, part.common}) {
            layout->addWidget(editor);
            connect(editor, &FieldEditor::edited, this, &RewardListEditor::told);
        }
    }
    if (index > 0)
        if (auto* const down = m_parts.back().frame->findChild<QToolButton*>(controlName(placeOf(m_keyPath, index - 1), ".down"))) down->show();
    m_list->addWidget(part.frame);
    m_parts.push_back(std::move(part));
}

Json RewardListEditor::valueOf(const Part& part) const {
    if (part.kind == nullptr) return part.asItWas;
    Json json = part.common->value();
    json[kKindKey] = {{"type", part.asItWas[kKindKey]["type"]}};
    const Json options = part.kind->value();
    if (options.is_object()) json[kKindKey].update(options);
    return json;
}

std::vector<Json> RewardListEditor::parts() const {
    std::vector<Json> list;
    for (const Part& part : m_parts) list.push_back(valueOf(part));
    return list;
}

Json RewardListEditor::value() const { return m_isEdited ? Json(parts()) : m_value; }

void RewardListEditor::setValue(const Json& value) {
    m_value = value;
    m_isEdited = false;
    for (const Part& part : m_parts) {
        m_list->removeWidget(part.frame);
        part.frame->setParent(nullptr);   // nobody finds it any more; it may be its own click that we are in
        part.frame->deleteLater();
    }
    m_parts.clear();
    if (value.is_array())
        for (const Json& json : value) append(json);
    m_trial->setVisible(!m_parts.empty());
    m_trial->setParts(Json(parts()));
}

void RewardListEditor::told() {
    m_isEdited = true;
    m_trial->setParts(value());
    emit edited();
}

void RewardListEditor::change(const std::vector<Json>& parts) {
    setValue(Json(parts));
    told();
}

void RewardListEditor::move(std::size_t index, int by) {
    std::vector<Json> list = parts();
    const std::size_t to = index + static_cast<std::size_t>(by);
    if (to >= list.size()) return;
    std::swap(list[index], list[to]);
    change(list);
    // The part keeps the focus where it can be moved on.
    const char* const name = by < 0 && to > 0 ? ".up" : to + 1 < list.size() ? ".down" : ".up";
    if (auto* const button = m_parts[to].frame->findChild<QToolButton*>(controlName(placeOf(m_keyPath, to), name))) button->setFocus();
}

void RewardListEditor::remove(std::size_t index) {
    std::vector<Json> list = parts();
    if (index >= list.size()) return;
    const Json gone = list[index];
    const AlternativeInfo* const kind = kindOf(gone);
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
    change(list);
    m_add->setFocus();
    if (!m_surroundings.said) return;
    m_surroundings.said(tr("Removed %1 from the reward").arg(kind == nullptr ? tr("a part") : coreText(kind->title)),
                        [guard = QPointer<RewardListEditor>(this), gone, index] {
                            if (!guard) return;
                            std::vector<Json> now = guard->parts();
                            now.insert(now.begin() + static_cast<std::ptrdiff_t>(std::min(index, now.size())), gone);
                            guard->change(now);
                        });
}

void RewardListEditor::add(const QString& id) {
    const auto kind = std::find_if(m_kinds.begin(), m_kinds.end(), [&id](const AlternativeInfo& one) { return textOf(one.id) == id; });
    if (kind == m_kinds.end()) return;
    Json json = Json::object(), options = {{"type", kind->id}};
    for (const FieldInfo& field : kind->fields) options[field.key] = field.defaultValue;
    for (const FieldInfo& field : m_common) json[field.key] = field.defaultValue;
    json[kKindKey] = options;
    std::vector<Json> list = parts();
    list.push_back(json);
    change(list);
    const Part& part = m_parts.back();
    if (!part.kind->rows().empty()) part.kind->rows().front()->editor().focusControl();
}

FieldRow* RewardListEditor::findRow(const std::string& below, std::string& rest) {
    const std::size_t end = below.find(']');
    if (below.empty() || below[0] != '[' || end == std::string::npos) return nullptr;
    std::size_t index = m_parts.size();
    std::from_chars(below.data() + 1, below.data() + end, index);
    if (index >= m_parts.size() || m_parts[index].kind == nullptr) return nullptr;
    const std::string inside = below.substr(end + 1), kind = std::string(".") + kKindKey;
    if (inside.starts_with(kind + '.')) return m_parts[index].kind->findRow(inside.substr(kind.size()), rest);
    return inside.empty() ? nullptr : m_parts[index].common->findRow(inside, rest);
}

void RewardListEditor::clearProblems() {
    for (const Part& part : m_parts)
        for (StructEditor* const editor : {part.kind, part.common})
            if (editor != nullptr) editor->clearProblems();
}

bool RewardListEditor::filter(const QString& text) {
    bool any = false;
    for (const Part& part : m_parts)
        for (StructEditor* const editor : {part.kind, part.common})
            if (editor != nullptr) any = editor->filter(text) || any;
    return any && !text.isEmpty();
}

FoldedEditor::FoldedEditor(const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& catalogue)
    : m_field(field), m_fold(theme::button({}, "", "quiet")), m_inner(new StructEditor(field.fields, keyPath, catalogue)) {
    auto* const layout = column(this, theme::kSpace12);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    layout->addWidget(m_inner);
    m_fold->setObjectName(controlName(keyPath, ".fold"));
    connect(m_fold, &QPushButton::clicked, this, [this] { setOpen(m_inner->isHidden()); });
    connect(m_inner, &FieldEditor::edited, this, [this] {
        showSummary();
        emit edited();
    });
    setOpen(false);
}

void FoldedEditor::setOpen(bool open) {
    m_inner->setVisible(open);
    m_fold->setIcon(theme::icon(open ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    showSummary();
}

void FoldedEditor::showSummary() {
    QStringList parts;
    const Json now = value();
    for (const FieldInfo& field : m_field.fields)
        if (now.is_object() && now.contains(field.key) && parts.size() < 3)
            parts += coreText(field.label) + QStringLiteral(": ") + textOf(valueInWords(field, now[field.key], coreWording));
    const QString words = m_inner->isHidden() ? parts.join(QStringLiteral("  \u00B7  ")) : tr("Fold");
    m_fold->setText(QString(words).replace('&', QStringLiteral("&&")));
    m_fold->setAccessibleName(coreText(m_field.label));
}

void FoldedEditor::setValue(const Json& value) {
    m_inner->setValue(value);
    showSummary();
}

// Who asks for a field inside wants it to be seen.
FieldRow* FoldedEditor::findRow(const std::string& below, std::string& rest) {
    FieldRow* const found = m_inner->findRow(below, rest);
    if (found != nullptr) setOpen(true);
    return found;
}

bool FoldedEditor::filter(const QString& text) {
    const bool any = m_inner->filter(text);
    if (any && !text.isEmpty()) setOpen(true);
    return any && !text.isEmpty();
}

}  // namespace luthier
