// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.h"

#include <cstdlib>
#include <memory>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace luthier::log {

namespace {

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto made = std::make_shared<spdlog::logger>("luthier", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l: %v");
        const char* wanted = std::getenv("LUTHIER_LOG");
        const std::string_view level = wanted ? wanted : "";
        made->set_level(level.empty() ? spdlog::level::warn : spdlog::level::from_str(std::string(level)));
        made->flush_on(spdlog::level::trace);
        return made;
    }();
    return *instance;
}

spdlog::string_view_t view(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

// The text is an argument, never the format, so braces in foreign text stay as they are.
void debug(std::string_view message) { logger().log(spdlog::level::debug, view(message)); }
void info(std::string_view message) { logger().log(spdlog::level::info, view(message)); }
void warning(std::string_view message) { logger().log(spdlog::level::warn, view(message)); }
void error(std::string_view message) { logger().log(spdlog::level::err, view(message)); }

}  // namespace luthier::log
