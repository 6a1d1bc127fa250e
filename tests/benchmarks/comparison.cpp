// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/comparison.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/base/json.h"

namespace luthier::benchmarks {

namespace {

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// How many of the smallest and of the largest of n values may be left out, so that the rest still spans the median with 95 %; -1: none may, n is too small.
int numOutside(std::size_t n) {
    int outside = -1;
    double probability = 0, term = std::pow(0.5, static_cast<double>(n));   // of k or fewer values below the median
    for (std::size_t k = 0; k < n / 2; ++k) {
        probability += term;
        if (2 * probability > 0.05) break;
        outside = static_cast<int>(k);
        term *= static_cast<double>(n - k) / static_cast<double>(k + 1);
    }
    return outside;
}

void addLine(const Json& line, Figures& figures) {
    if (!line.is_object()) return;
    if (const auto list = line.find("benchmarks"); list != line.end() && list->is_array()) {
        for (const Json& one : *list)
            if (one.value("run_type", "") == "iteration" && one.value("real_time", 0.0) > 0) figures[one.value("name", "")] = 1.0 / one.value("real_time", 0.0);
        return;
    }
    if (!line.contains("case") || !line.contains("tokens_per_second")) return;
    std::string name = line.value("case", "");
    for (const char* key : {"adapter", "dtype"})
        if (line.contains(key)) name += " " + line.value(key, "");
    if (line.contains("batch")) name += " " + std::to_string(line.value("batch", 0)) + " at once";
    figures[name] = line.value("tokens_per_second", 0.0);
}

}  // namespace

Result<Figures> readFigures(const std::string& printed) {
    Figures figures;
    if (const Json whole = Json::parse(printed, nullptr, false); !whole.is_discarded()) addLine(whole, figures);   // one object over many lines
    std::istringstream lines(printed);
    for (std::string line; std::getline(lines, line);)
        if (const Json one = Json::parse(line, nullptr, false); !one.is_discarded()) addLine(one, figures);
    if (figures.empty())
        return fail(Error(ErrorCode::InvalidData, "nothing measured is in what the program printed").withHint(
            "Expected are the JSON lines of `bench`, or Google Benchmark's with --benchmark_format=json."));
    return figures;
}

const char* verdictName(Verdict verdict) {
    switch (verdict) {
        case Verdict::Faster: return "faster";
        case Verdict::Slower: return "slower";
        case Verdict::WithinNoise: return "within noise";
        case Verdict::TooFewRounds: return "too few rounds to tell";
    }
    return "";
}

Comparison compare(const std::vector<double>& first, const std::vector<double>& second) {
    Comparison result{median(first), median(second), 1, 0, 0, Verdict::TooFewRounds};
    std::vector<double> ratios;
    for (std::size_t i = 0; i < first.size(); ++i) ratios.push_back(second[i] / first[i]);
    std::sort(ratios.begin(), ratios.end());
    result.ratio = median(ratios);
    const int outside = numOutside(ratios.size());
    result.low = ratios[outside < 0 ? 0 : static_cast<std::size_t>(outside)];
    result.high = ratios[ratios.size() - 1 - (outside < 0 ? 0 : static_cast<std::size_t>(outside))];
    if (outside < 0) return result;
    result.verdict = result.low > 1 ? Verdict::Faster : result.high < 1 ? Verdict::Slower : Verdict::WithinNoise;
    return result;
}

}  // namespace luthier::benchmarks
