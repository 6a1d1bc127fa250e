// SPDX-License-Identifier: Apache-2.0
// A plan as JSON, as a table, and in sentences.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/plan/plan.h"

namespace luthier {

namespace {

std::string withDecimals(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string padded(const std::string& text, std::size_t width) { return text + std::string(text.size() < width ? width - text.size() : 1, ' '); }

std::string right(const std::string& text, std::size_t width) { return std::string(text.size() < width ? width - text.size() : 0, ' ') + text; }

std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    for (std::int64_t place = static_cast<std::int64_t>(text.size()) - 3; place > 0; place -= 3) text.insert(static_cast<std::size_t>(place), " ");
    return text;
}

Json roomOf(const Plan& plan) { return plan.roomBytes == INT64_MAX ? Json(nullptr) : Json(plan.roomBytes); }

std::string tableRow(const std::string& label, std::int64_t bytes) { return "  " + padded(label, 42) + right(bytesInWords(bytes), 10) + "\n"; }

std::string changeInWords(const PlannedChange& change) {
    const std::string value = change.value.is_string() ? change.value.get<std::string>() : dumpJson(change.value);
    return change.key + " " + value + " needs " + bytesInWords(change.peakBytes) + " (" + change.words + ")";
}

std::string measuredInWords(const Json& plan) {
    const auto measured = plan.find("measured");
    if (measured == plan.end()) return "";
    return "Measured, with the largest micro-batch\n" + tableRow("in all", measured->value("peak_memory_bytes", std::int64_t{0})) + "  " +
           withDecimals(measured->value("peak_memory_ratio", 0.0), 2) + " of the plan; " +
           withDecimals(measured->value("tokens_per_second", 0.0), 0) + " tokens/s\n";
}

}  // namespace

std::string bytesInWords(std::int64_t bytes) {
    const auto value = static_cast<double>(bytes);
    if (bytes == INT64_MAX) return "more than can be counted";
    if (value >= 999.5e9) return withDecimals(value / 1e12, 2) + " TB";
    if (value >= 999.5e6) return withDecimals(value / 1e9, 2) + " GB";
    if (value >= 999.5e3) return withDecimals(value / 1e6, 0) + " MB";
    return withDecimals(value / 1e3, 0) + " kB";
}

std::string secondsInWords(double seconds) {
    if (seconds < 10) return withDecimals(seconds, 1) + " s";
    if (seconds < 120) return withDecimals(seconds, 0) + " s";
    if (seconds < 7200) return withDecimals(seconds / 60, 0) + " min";
    if (seconds < 48 * 3600) return withDecimals(seconds / 3600, 1) + " h";
    return withDecimals(seconds / 86400, 1) + " days";
}

Json planToJson(const Plan& plan) {
    Json parts = Json::object(), phases = Json::object(), changes = Json::array();
    for (const PlannedPart& part : plan.peak().parts) parts[memoryPartKey(part.part)] = part.bytes;
    for (const PlannedPhase& phase : plan.phases) phases[phase.name] = phase.peakBytes;
    for (const PlannedChange& change : plan.changes)
        changes.push_back({{"key", change.key}, {"value", change.value}, {"words", change.words}, {"peak_memory_bytes", change.peakBytes},
                           {"seconds", change.seconds}, {"fits", change.fits}});
    Json json = {{"fits", plan.fits},
                 {"peak_memory_bytes", plan.peakBytes},
                 {"tensor_peak_bytes", plan.tensorPeakBytes},
                 {"available_memory_bytes", roomOf(plan)},
                 {"peak_phase", plan.peak().name},
                 {"parts", parts},
                 {"phases", phases},
                 {"dtype", plan.dtype},
                 {"parameters", plan.numParameters},
                 {"trained_parameters", plan.numTrained},
                 {"micro_tokens", plan.microTokens},
                 {"largest_micro_batch", plan.work.largestMicroBatch()},
                 {"longest_row", plan.work.longestRow()},
                 {"steps", plan.work.numSteps},
                 {"micro_batches", plan.work.numMicroBatches},
                 {"tokens", plan.work.all.numRowTokens},
                 {"computed_tokens", plan.work.all.numTokens},
                 {"trained_tokens", plan.work.all.numTargets},
                 {"tokens_per_second", plan.tokensPerSecond},
                 {"seconds_per_step", plan.secondsPerStep},
                 {"seconds", plan.seconds},
                 {"threads", plan.numThreads},
                 {"rates_measured", plan.ratesMeasured}};
    if (!plan.fits) json["changes"] = changes;
    return json;
}

std::string planTable(const Json& plan) {
    const auto number = [&](const char* key) { return plan.value(key, std::int64_t{0}); };
    const auto real = [&](const char* key) { return plan.value(key, 0.0); };
    const std::string peak = plan.value("peak_phase", std::string());
    std::string text = "Memory at the peak (" + peak + ", " + grouped(number("largest_micro_batch")) + " tokens at once, " +
                       plan.value("dtype", std::string()) + ")\n";
    std::int64_t counted = 0;
    const Json parts = plan.value("parts", Json::object()), phases = plan.value("phases", Json::object());
    for (const auto& [key, bytes] : parts.items()) {
        text += tableRow(memoryPartLabel(key), bytes.get<std::int64_t>());
        counted += bytes.get<std::int64_t>();
    }
    if (number("peak_memory_bytes") > counted) text += tableRow("reading and encoding the rows (measured)", number("peak_memory_bytes") - counted);
    text += tableRow("in all", number("peak_memory_bytes"));
    const bool fits = plan.value("fits", true);
    if (plan.contains("available_memory_bytes") && plan["available_memory_bytes"].is_number())
        text += tableRow(fits ? "there is room for" : "TOO MUCH: there is room for", number("available_memory_bytes"));
    text += "Other phases:";
    for (const auto& [name, bytes] : phases.items())
        if (name != peak) text += "  " + name + " " + bytesInWords(bytes.get<std::int64_t>());
    text += std::string("\nSpeed and duration") + (plan.value("rates_measured", false) ? " (from rates measured here)" : "") + "\n  ";
    text += grouped(number("steps")) + " steps, " + grouped(number("tokens")) + " tokens, " + grouped(number("trained_tokens")) + " of them trained\n  about " +
            withDecimals(real("tokens_per_second"), 0) + " tokens/s, " + secondsInWords(real("seconds_per_step")) + " a step, " +
            secondsInWords(real("seconds")) + " in all with evaluations\n" + measuredInWords(plan);
    if (fits) return text;
    const Json changes = plan.value("changes", Json::array());
    text += changes.empty() ? "No change of settings makes it fit; a smaller model does.\n" : "What would help:\n";
    for (const Json& change : changes)
        text += "  " + changeInWords({change["key"], change["value"], change["words"], change["peak_memory_bytes"], change["seconds"], change["fits"]}) +
                (change["fits"] ? "" : " - still too much") + "\n";
    return text;
}

std::string whyItDoesNotFit(const Plan& plan) {
    std::vector<PlannedPart> parts = plan.peak().parts;
    std::sort(parts.begin(), parts.end(), [](const PlannedPart& a, const PlannedPart& b) { return a.bytes > b.bytes; });
    std::string text = "the run needs " + bytesInWords(plan.countable ? plan.peakBytes : INT64_MAX) + " of memory, and there is room for " +
                       bytesInWords(plan.roomBytes) + " (";
    for (std::size_t i = 0; i < std::min<std::size_t>(3, parts.size()); ++i)
        text += (i ? ", " : "") + std::string(memoryPartLabel(parts[i].part)) + " " + bytesInWords(parts[i].bytes);
    return text + ")";
}

std::string whatWouldFit(const Plan& plan) {
    if (plan.changes.empty()) return "no change of settings makes it fit: take a smaller model, or close other programs; --force tries it nevertheless";
    std::string text = plan.changes.front().fits ? "what fits: " : "nothing fits; the least: ";
    for (std::size_t i = 0; i < std::min<std::size_t>(3, plan.changes.size()); ++i) text += (i ? "; " : "") + changeInWords(plan.changes[i]);
    return text + "; --force tries it as it is";
}

}  // namespace luthier
