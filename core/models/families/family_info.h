// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/models/model_config.h"

namespace luthier {

struct FamilyInfo { std::string id; std::string title; std::string help; std::vector<std::string> architectures; std::string ggufArchitecture; };

}  // namespace luthier
