// SPDX-License-Identifier: Apache-2.0
// What is wrong with a form, all of it at once, each with its key path ("training.learning_rate").
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"

namespace luthier {

// Problem itself is in base/error.h, so that an Error can carry the whole list through every boundary.
class Problems {
public:
    void add(std::string key, std::string message, std::string hint = {}) { m_list.push_back({std::move(key), std::move(message), std::move(hint)}); }
    bool empty() const { return m_list.empty(); }
    const std::vector<Problem>& list() const { return m_list; }
    // One error that lists all of them ("3 problems: training.learning_rate: must be > 0 (is -1); ..."); key = the first one's.
    Error toError(ErrorCode code, const std::string& file = {}) const;
private:
    std::vector<Problem> m_list;
};

}  // namespace luthier
