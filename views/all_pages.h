// SPDX-License-Identifier: GPL-3.0-or-later
// Every page, in the order of the rail; the last one stands at its bottom. A new page = one folder + one line in all_pages.cpp + one test. Thread: GUI.
#pragma once

#include <span>

#include "views/shared/page/page.h"

namespace luthier {

std::span<const PageInfo> allPages();

}  // namespace luthier
