// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that fit a data set: Compare asks them when a model that was trained on it is compared for the first time. Kept in the project. Thread: the
// store's.
#pragma once

#include <cstdint>
#include <vector>

#include <QStringList>

#include "core/store/project.h"

namespace luthier {

Status keepStarterQuestions(store::Project& project, std::int64_t dataset, const QStringList& questions);
// Of the first of these data sets that has any.
Result<QStringList> starterQuestions(store::Project& project, const std::vector<std::int64_t>& datasets);

// The first question of each dialogue in a file of JSON lines {"messages":[..]}; what is none is passed over. Errors: Io.
Result<QStringList> questionsIn(const std::string& path);

}  // namespace luthier
