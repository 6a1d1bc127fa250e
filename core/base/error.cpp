// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

namespace luthier {

std::string Error::toString() const {
    std::string text = message;
    std::string where;
    if (!file.empty()) where = line >= 0 ? file + ":" + std::to_string(line) : file;
    if (!key.empty()) where += (where.empty() ? "" : ", ") + key;
    if (!where.empty()) text += " (" + where + ")";
    if (!hint.empty()) text += " - " + hint;
    return text;
}

}  // namespace luthier
