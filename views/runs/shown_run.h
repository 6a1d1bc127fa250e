// SPDX-License-Identifier: GPL-3.0-or-later
// What the tabs of the page are given: the selected runs, the one whose details are shown first. Thread: GUI.
#pragma once

#include <vector>

#include "core/store/runs.h"
#include "views/runs/run_feed.h"

namespace luthier {

struct ShownRun {
    store::Run run;
    int color = 0;                // theme::seriesColor
    RunContents contents;         // series and texts may be null: not read yet
};
using ShownRuns = std::vector<ShownRun>;

}  // namespace luthier
