// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/reward_bench.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/rows/example.h"

namespace luthier {

namespace {

constexpr std::size_t kMaxRowBytes = std::size_t{8} << 20;
constexpr double kMuch = 1.5, kAlike = 1.1;           // times as long

std::optional<double> scoreOf(const Json& line, const char* part) {
    if (!line.is_object()) return std::nullopt;
    const auto found = line.find(part);
    if (found == line.end() || !found->is_object() || !found->contains("score")) return std::nullopt;
    const auto score = numberFromJson((*found)["score"]);
    return score && std::isfinite(*score) ? std::optional(*score) : std::nullopt;
}

std::string textOf(const std::vector<Turn>& turns) { return turns.empty() ? std::string() : repairUtf8(turns.back().text); }

std::size_t groupOf(const BenchPair& pair) {
    const double ratio = (static_cast<double>(pair.better.size()) + 1) / (static_cast<double>(pair.worse.size()) + 1);
    if (ratio >= kMuch) return 0;
    if (ratio > kAlike) return 1;
    if (ratio >= 1 / kAlike) return 2;
    return ratio > 1 / kMuch ? 3 : 4;
}

bool fillTexts(const std::string& line, BenchPair& pair) {
    const auto json = parseJson(line);
    const auto example = json ? exampleFromJson(*json) : Result<Example>(fail(json.error()));
    const Pair* const body = example ? std::get_if<Pair>(&example->body) : nullptr;
    if (body == nullptr) return false;
    const bool isFirst = body->verdict.strength >= 0;
    pair.id = example->id;
    pair.line = line;
    pair.question = textOf(body->prompt.turns);
    pair.better = textOf(isFirst ? body->a : body->b);
    pair.worse = textOf(isFirst ? body->b : body->a);
    return true;
}

}  // namespace

std::int64_t RewardBench::numRight() const {
    return std::count_if(pairs.begin(), pairs.end(), [](const BenchPair& pair) { return pair.margin() > 0; });
}

Result<RewardBench> rewardBench(const std::vector<Json>& scores, const std::string& rowsFile) {
    RewardBench bench;
    for (const char* const id : {"much_longer", "longer", "alike", "shorter", "much_shorter"}) bench.byLength.push_back({id, 0, 0});
    std::map<std::int64_t, BenchPair> byRow;
    for (const Json& line : scores) {
        const auto row = line.is_object() ? line.find("row") : line.end();
        const std::optional<double> chosen = scoreOf(line, "chosen"), rejected = scoreOf(line, "rejected");
        if (!chosen || !rejected || row == line.end() || !row->is_number_integer()) {
            ++bench.numOthers;
            continue;
        }
        BenchPair& pair = byRow[row->get<std::int64_t>()];
        pair.chosen = *chosen;
        pair.rejected = *rejected;
    }
    std::int64_t number = 0;
    RETURN_IF_ERROR(forEachLine(rowsFile, kMaxRowBytes, [&](const Line& line) {
        const auto found = byRow.find(number++);
        if (found == byRow.end()) return true;
        if (fillTexts(std::string(line.text), found->second)) bench.pairs.push_back(std::move(found->second));
        else ++bench.numOthers;
        return true;
    }));
    for (const BenchPair& pair : bench.pairs) {
        RewardBench::Group& group = bench.byLength[groupOf(pair)];
        ++group.numPairs;
        group.numRight += pair.margin() > 0;
    }
    std::stable_sort(bench.pairs.begin(), bench.pairs.end(), [](const BenchPair& a, const BenchPair& b) { return a.margin() < b.margin(); });
    return bench;
}

ScoreBins scoreBins(const RewardBench& bench, int numBins) {
    ScoreBins bins;
    const auto count = static_cast<std::size_t>(std::max(numBins, 1));
    bins.chosen.assign(count, 0);
    bins.rejected.assign(count, 0);
    if (bench.pairs.empty()) return bins;
    bins.low = INFINITY;
    bins.high = -INFINITY;
    for (const BenchPair& pair : bench.pairs) {
        bins.low = std::min({bins.low, pair.chosen, pair.rejected});
        bins.high = std::max({bins.high, pair.chosen, pair.rejected});
    }
    if (!(bins.high > bins.low)) {                     // all the same: in the middle
        bins.low -= 0.5;
        bins.high += 0.5;
    }
    const auto add = [&](std::vector<std::int64_t>& counts, double score) {
        const double share = (score - bins.low) / (bins.high - bins.low);
        ++counts[std::min(count - 1, static_cast<std::size_t>(share * static_cast<double>(count)))];
    };
    for (const BenchPair& pair : bench.pairs) {
        add(bins.chosen, pair.chosen);
        add(bins.rejected, pair.rejected);
    }
    return bins;
}

Json rowToScore(const std::string& question, const std::string& answer) {
    return {{"messages", Json::array({Json{{"role", "user"}, {"content", question}}, Json{{"role", "assistant"}, {"content", answer}}})}};
}

}  // namespace luthier
