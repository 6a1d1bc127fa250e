// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/all_pages.h"

#include "views/adapters/adapters_page.h"
#include "views/compare/compare_page.h"
#include "views/datasets/datasets_page.h"
#include "views/home/home_page.h"
#include "views/models/models_page.h"
#include "views/runs/runs_page.h"
#include "views/settings/settings_page.h"
#include "views/train/train_page.h"

namespace luthier {

std::span<const PageInfo> allPages() {
    static constexpr PageInfo pages[] = {
        {"home", QT_TRANSLATE_NOOP("pages", "Home"), "home", createHomePage},
        {"datasets", QT_TRANSLATE_NOOP("pages", "Data"), "data", createDatasetsPage},
        {"models", QT_TRANSLATE_NOOP("pages", "Models"), "model", createModelsPage},
        {"train", QT_TRANSLATE_NOOP("pages", "Train"), "train", createTrainPage},
        {"runs", QT_TRANSLATE_NOOP("pages", "Runs"), "runs", createRunsPage},
        {"compare", QT_TRANSLATE_NOOP("pages", "Compare"), "compare", createComparePage},
        {"adapters", QT_TRANSLATE_NOOP("pages", "Adapters"), "adapter", createAdaptersPage},
        {"settings", QT_TRANSLATE_NOOP("pages", "Settings"), "settings", createSettingsPage},
    };
    return pages;
}

}  // namespace luthier
