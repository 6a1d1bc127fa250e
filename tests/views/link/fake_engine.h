// SPDX-License-Identifier: GPL-3.0-or-later
// A program that speaks as luthier-engine does, and misbehaves as it is told. Thread: one.
#pragma once

#include <string>

#include "core/base/json.h"

namespace luthier::test {

// "normal", or what it does instead (fake_engine.cpp lists them).
int fakeServe(const std::string& behaviour);
// train RUN.json --out DIR: "fake" in the run's settings says how: {"behaviour","step_ms"}.
int fakeTrain(const std::string& configPath, const std::string& folder, bool resume);

void say(const Json& message);                        // a line on stdout
void tell(const Json& event);                         // a line on stderr
void writeRaw(int descriptor, const std::string& text);
int failWith(const std::string& code, const std::string& message, const std::string& hint, int exitCode);
int missingLibrary();
[[noreturn]] void crash(int signal);
[[noreturn]] void hang();
void pauseMs(int milliseconds);

}  // namespace luthier::test
