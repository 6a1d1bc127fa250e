// SPDX-License-Identifier: GPL-3.0-or-later
// The run that is being set up, as JSON and in words. Thread: any, but freezeRun: where the project is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QStringList>

#include "core/recipe/presets.h"
#include "core/recipe/run_config.h"
#include "core/store/project.h"
#include "views/train/planner.h"
#include "views/train/project_lists.h"

namespace luthier {

// Which keys of run.json stand in which section, and what the section is called.
struct SectionKeys { const char* id; const char* title; const char* question; std::vector<std::string> keys; };
// The last one holds what no other names.
const std::vector<SectionKeys>& trainSections();
std::vector<FieldInfo> fieldsOf(const SectionKeys& section);

// What a run begins with: a preset over the defaults, everything in it.
Json completeRun(const Json& partial);

// One line of what was chosen there: "SmolLM2-135M, LoRA (Rank 16)".
QString summaryOf(const std::string& section, const Json& run, const ProjectLists& lists);
// "SmolLM2 LoRA on chats".
QString nameFor(const Json& run, const ProjectLists& lists);
// One line per setting that differs, data sets and models by their names.
QStringList differences(const Json& before, const Json& after, const ProjectLists& lists);
// A file with data sets of the project in it cannot be planned by anyone else: they become snapshots.
struct FrozenRun { Json run; std::vector<std::int64_t> datasets; };
Result<FrozenRun> freezeRun(store::Project& project, Json run, const WorkContext& context = {});
// Rows of data sets of the project, through a connection of its own, and of files.
RowLists::Read rowReader(std::shared_ptr<store::Project> project);
// `count` rows of it as prompts, from the `skip`th on that asks for an answer; fewer where there are fewer. Errors: those of reading it.
Result<std::vector<Prompt>> somePrompts(store::Project& project, const DataFile& file, std::int64_t skip, std::size_t count);
// Data sets that are named and not there any more, each with the key of its field.
std::vector<Problem> missingOf(const Json& run, const ProjectLists& lists);
// The path of the first data of a run; "" = none yet.
std::string firstDataOf(const Json& run);
// Data sets of rows that the method does not learn from, at the method's key, with the methods that do.
std::vector<Problem> unsuitedOf(const Json& run, const ProjectLists& lists);
// The first preset for rows of this kind (rowKindName); nullptr: there is none.
const Preset* presetFor(const std::string& kind);
// The title of a field of run.json by its key path: "Learning rate"; the key where there is none.
QString labelOf(const std::string& keyPath);
// What is wrong there, in the language of the window.
QString problemInWords(const Problem& problem);
// Which section it stands in.
std::size_t sectionOf(const std::string& keyPath);

// Why rows are not used: "3 too long, 12 without anything to learn".
QString refusedInWords(const std::map<std::string, std::int64_t>& refused);

}  // namespace luthier
