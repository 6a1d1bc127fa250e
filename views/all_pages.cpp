// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/all_pages.h"

#include "views/compare/compare_page.h"
#include "views/home/home_page.h"
#include "views/settings/settings_page.h"

namespace luthier {

std::span<const PageInfo> allPages() {
    static constexpr PageInfo pages[] = {
        {"home", QT_TRANSLATE_NOOP("pages", "Home"), "home", createHomePage},
        {"compare", QT_TRANSLATE_NOOP("pages", "Compare"), "compare", createComparePage},
        {"settings", QT_TRANSLATE_NOOP("pages", "Settings"), "settings", createSettingsPage},
    };
    return pages;
}

}  // namespace luthier
