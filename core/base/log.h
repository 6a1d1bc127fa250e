// SPDX-License-Identifier: Apache-2.0
// The one header that hides spdlog and fmt (torch brings another fmt). Log goes to stderr of the process; level by the environment variable LUTHIER_LOG:
// debug, info, warning (the default), error, off. Thread: any.
#pragma once

#include <string_view>

namespace luthier::log {

void debug(std::string_view message);
void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);

}  // namespace luthier::log
