// SPDX-License-Identifier: GPL-3.0-or-later
// What the Train page gives the reward composer, and what it says of data and values that are unusual together.
#include "core/recipe/usual_ranges.h"
#include "views/shared/form/custom_editors.h"
#include "views/train/method_advice.h"
#include "views/train/project_editors.h"
#include "views/train/reward_editor.h"
#include "views/train/run_draft.h"
#include "views/train/run_json.h"
#include "views/train/train_page.h"

namespace luthier {

void TrainPage::addRewardEditors(EditorCatalogue& catalogue) {
    RewardSurroundings surroundings;
    surroundings.fetch = [this](QObject* context, std::int64_t skip, auto then) { fetchPrompts(context, skip, std::move(then)); };
    surroundings.encoding = &m_encoding;
    surroundings.makeModelEditor = [this](const FieldInfo& field, const std::string& key) -> FieldEditor* {
        return new FolderEditor(FolderEditor::Of::RewardModels, field, key, m_lists, [this] { session().window.openPage(QStringLiteral("adapters")); });
    };
    surroundings.said = [this](const QString& words, std::function<void()> undo) { session().window.toast(words, tr("Undo"), std::move(undo)); };
    for (const char* const key : {"method.rewards", "method.watched"})
        catalogue.setForKey(key, [surroundings](const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& own) {
            return new RewardListEditor(field, keyPath, own, surroundings);
        });
    catalogue.setForKey("method.tripwires", [](const FieldInfo& field, const std::string& keyPath, const EditorCatalogue& own) {
        return new FoldedEditor(field, keyPath, own);
    });
}

void TrainPage::fetchPrompts(QObject* context, std::int64_t skip, std::function<void(Result<std::vector<Prompt>>)> then) {
    constexpr std::size_t numTried = 3;
    const Json run = values();
    const Json path = run["model"].is_object() ? run["model"].value("path", Json()) : Json();
    m_encoding.setModel(path.is_string() ? textOf(path.get<std::string>()) : QString());
    std::vector<Json> files;
    const bool isList = run["data"].is_object() && DataFilesEditor::filesOf(run["data"].value("train", Json()), files);
    auto file = isList && !files.empty() ? dataFileSchema().fromJson(files.front())
                                         : Result<DataFile>(fail(ErrorCode::InvalidArgument, tr("Choose data first: its rows are tried.").toStdString()));
    if (!file) return then(fail(file.error()));
    session().store.readLong(
        context,
        [file = *file, skip](store::Project& project) -> Result<std::vector<Prompt>> {
            ASSIGN_OR_RETURN(std::vector<Prompt> prompts, somePrompts(project, file, skip, numTried));
            if (prompts.empty() && skip > 0) return somePrompts(project, file, 0, numTried);   // from the beginning again
            return prompts;
        },
        std::move(then));
}

void TrainPage::showAdvice() {
    const Json run = values();
    const store::Dataset* const dataset = m_lists.dataset(ProjectLists::datasetOf(firstDataOf(run)));
    const Json method = run["method"].is_object() ? run["method"].value("type", Json()) : Json();
    m_advice->show(dataset == nullptr ? MethodAdvice{} : adviceFor(dataset->kind, dataset->numRows), method.is_string() ? method.get<std::string>() : "");
    const auto config = parseRunConfig(run);
    const std::vector<Problem> unusual = config ? unusualValues(*config) : std::vector<Problem>{};
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        std::vector<Problem> mine;
        for (const Problem& nudge : unusual)
            if (sectionOf(nudge.key) == i) mine.push_back(nudge);
        m_forms[i]->setNudges(mine);
    }
}

}  // namespace luthier
