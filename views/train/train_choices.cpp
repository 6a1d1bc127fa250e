// SPDX-License-Identifier: GPL-3.0-or-later
// What the Train page chooses: presets, what other pages hand over, what there is only one of, and the method that data is for.
#include <algorithm>

#include <QScrollArea>

#include "views/shared/form/value_editors.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/picker.h"
#include "views/train/run_draft.h"
#include "views/train/run_json.h"
#include "views/train/train_page.h"

namespace luthier {

void TrainPage::begin(Origin origin, const Json& run) {
    m_origin = std::move(origin);
    setValues(run);
}

void TrainPage::takePreset(const QString& id) {
    const Preset* const preset = findPreset(id.toStdString());
    if (preset == nullptr) return;
    begin({textOf(preset->title), preset->run, true}, withWhatStays(preset->run, values()));
}

void TrainPage::open(const QString& argument) {
    if (argument.isEmpty()) return;
    if (!m_isMade || !m_lists.isRead()) m_pending.append(argument);
    else takeArgument(argument);
}

void TrainPage::takeArgument(const QString& argument) {
    const QString kind = argument.section(':', 0, 0), rest = argument.section(':', 1);
    const std::int64_t id = rest.toLongLong();
    if (kind == QStringLiteral("preset")) return takePreset(rest);
    if (kind == QStringLiteral("run")) return takeRun(id);
    Json run = values();
    if (kind == QStringLiteral("model"))
        for (const store::Model& model : m_lists.models())
            if (model.id == id) run["model"]["path"] = m_lists.folderOf(model.folder);
    if (kind == QStringLiteral("adapter"))
        for (const store::AdapterEntry& adapter : m_lists.adapters()) {
            if (adapter.id != id) continue;
            run["model"]["adapter"] = m_lists.folderOf(adapter.folder);
            for (const store::Model& model : m_lists.models())
                if (adapter.model == model.id) run["model"]["path"] = m_lists.folderOf(model.folder);
        }
    if (kind == QStringLiteral("dataset") && m_lists.dataset(id) != nullptr) run["data"]["train"] = ProjectLists::pathOf(*m_lists.dataset(id));
    setValues(run);
    for (Section* const section : m_sections)
        if (section->state() == Section::State::Done) section->setExpanded(false);
}

// Where there is nothing to choose from, it is chosen; not again once somebody has taken it out.
void TrainPage::choosePlainOnes() {
    if (!m_lists.isRead() || !m_isDraftRead) return;
    Json run = values();
    bool any = false;
    const auto choose = [&](const char* keyPath, const std::string& only) {
        Json* const place = placeOf(run, keyPath);
        if (place == nullptr || !isEmptyAt(run, keyPath) || !m_offered.insert(only).second) return;
        *place = only;
        any = true;
    };
    if (m_lists.models().size() == 1) choose("model.path", m_lists.folderOf(m_lists.models().front().folder));
    if (m_lists.datasets().size() == 1) choose("data.train", ProjectLists::pathOf(m_lists.datasets().front()));
    if (any) setValues(run);
}

// Other data was chosen, of rows that the method cannot learn from, and of the method nothing was chosen by hand: it follows from the data.
void TrainPage::takeSuitedPreset() {
    const Json run = values();
    if (std::exchange(m_data, firstDataOf(run)) == firstDataOf(run) || !m_origin.isPreset) return;
    if (unsuitedOf(run, m_lists).empty() || run["method"] != withWhatStays(m_origin.run, run)["method"]) return;
    const store::Dataset* const dataset = m_lists.dataset(ProjectLists::datasetOf(firstDataOf(run)));
    const Preset* const preset = dataset == nullptr ? nullptr : presetFor(dataset->kind);
    if (preset == nullptr) return;
    takePreset(textOf(preset->id));
    session().window.toast(tr("%1: the method for these rows").arg(coreText(preset->title)));
}

}  // namespace luthier
