// SPDX-License-Identifier: GPL-3.0-or-later
// All rows of a list, one after the other, for work that reads what they say. Thread: that of the project (StoreAccess::readLong).
#pragma once

#include <functional>
#include <string>

#include "core/base/progress.h"
#include "core/store/project.h"

namespace luthier {

// Order and sort of the filter do not matter. visit: id and what exampleFromBody reads. Progress: rows seen. Errors: Cancelled, those of the store.
Status forEachRow(store::Project& project, store::ExampleFilter filter, const std::function<void(std::int64_t id, const std::string& body)>& visit,
                  const WorkContext& context);

// News for the GUI at most ten times a second, from any thread; what is said before the first tenth is over comes too.
class NewsClock {
public:
    bool isDue();

private:
    double m_last = 0;
};

}  // namespace luthier
