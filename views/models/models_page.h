// SPDX-License-Identifier: GPL-3.0-or-later
// The page Models: list | detail. Thread: GUI.
#pragma once

#include <memory>

#include "views/shared/page/page.h"

namespace luthier {

// open("model:ID") shows one; open("add") or open("add:PATH") begins to add one.
std::unique_ptr<Page> createModelsPage(Session& session);

}  // namespace luthier
