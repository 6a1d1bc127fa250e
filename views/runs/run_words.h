// SPDX-License-Identifier: GPL-3.0-or-later
// Runs, their events and configurations in words. Thread: GUI (translations).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QString>

#include "core/base/json.h"
#include "core/store/runs.h"
#include "views/runs/run_follower.h"
#include "views/shared/plot/plot_curve.h"

namespace luthier {

QString nameInWords(const store::Run& run);                 // "Run 12" where it has none
// 0 to 1; nothing where the number of steps is not known yet.
std::optional<double> progressOf(const store::Run& run);
std::optional<double> secondsLeft(const store::Run& run);   // of a running run that has made a step
// What comes out of it, by its settings.
enum class RunResult { Adapter, Model, RewardModel };
RunResult resultOf(const store::Run& run);
// "12 min left", "took 3 min", "" ...
QString timeInWords(const store::Run& run);
// "step 64 of 129 · loss 2.803 · held-out 2.910 · 412 tokens/s"
QString statusInWords(const store::Run& run);
QString momentInWords(const std::string& utc);              // local time, "25 Nov, 10:07"
QString clockInWords(const std::string& utc);               // "10:07:11"

QString eventInWords(const RunEvent& event);
bool isWorthAFlag(const RunEvent& event);
bool isTrouble(const RunEvent& event);                      // warnings and failures
PlotEvent::Kind flagOf(const RunEvent& event);

// run.json as people read it: sections of label and value, by the schema of run.json.
struct ConfigLine { QString label, value, help; };
struct ConfigSection { QString title; std::vector<ConfigLine> lines; };
std::vector<ConfigSection> configInWords(const Json& config);
// One line per field in which b differs from a; an error where one of them is not a run.json of this version.
Result<QStringList> configDifferences(const Json& a, const Json& b);

// What a series is called, its unit, and whether it is shown without being asked for.
struct SeriesTraits { QString title, unit; PlotUnit kind = PlotUnit::Number; bool isShown = true, isSmoothed = true; std::string companion; };
SeriesTraits seriesTraits(const std::string& name);
// As their panels stand; others follow as they appear. online: of a method that learns from its own answers, whose first row is the reward's.
std::vector<std::string> seriesInOrder(bool online = false);
bool isCompanion(const std::string& name);                  // drawn in the panel of another series

}  // namespace luthier
