// SPDX-License-Identifier: Apache-2.0
// Every row format, in order of detection (the most specific first). A new format = one unit + one line here + one test.
#pragma once

#include <string_view>
#include <vector>

#include "core/data/formats/format.h"

namespace luthier {

const std::vector<const Format*>& allFormats();
const Format* findFormat(std::string_view id);   // nullptr if there is none

}  // namespace luthier
