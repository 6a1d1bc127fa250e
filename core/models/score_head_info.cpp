// SPDX-License-Identifier: Apache-2.0
#include "core/models/score_head_info.h"

#include <algorithm>
#include <cmath>

#include "core/base/files.h"
#include "core/base/json.h"

namespace luthier {

namespace {

constexpr int kVersion = 2;   // 1: dimensions, loss, one offset for all, scale; their total was the mean

// Reads the parts of the file. The first thing that is wrong is kept and told.
class InfoReader {
public:
    InfoReader(const Json& json, std::int64_t numScores) : m_json(json), m_count(static_cast<std::size_t>(numScores)) {}

    ScoreHeadInfo read() {
        ScoreHeadInfo info;
        const bool isFirstVersion = version() == 1;
        info.dimensions = names();
        const double mean = 1.0 / static_cast<double>(std::max<std::size_t>(m_count, 1));
        info.weights = isFirstVersion ? std::vector<double>(m_count, mean) : numbers("weights", m_count);
        info.offsets = isFirstVersion ? std::vector<double>(m_count, m_json.contains("offset") ? number(m_json, "offset") : 0.0) : numbers("offsets", m_count);
        if (!isFirstVersion || m_json.contains("scale")) info.scale = number(m_json, "scale");
        if (m_json.contains("loss") && m_json["loss"].is_string()) info.loss = m_json["loss"].get<std::string>();
        if (!isFirstVersion) {
            readVeto(info);
            readLevels(info);
            readTies(info);
        }
        return info;
    }
    bool isNewer() const { return m_isNewer; }
    const std::string& problem() const { return m_problem; }

private:
    void wrong(const std::string& what) { if (m_problem.empty()) m_problem = what; }

    int version() {
        const auto found = m_json.find("schema");
        if (found == m_json.end()) return 1;
        if (!found->is_number_integer() || *found < 1) wrong("its format version is no number");
        else m_isNewer = *found > kVersion;
        return found->is_number_integer() && *found == 1 ? 1 : kVersion;
    }

    std::vector<std::string> names() {
        std::vector<std::string> names;
        if (!m_json.contains("dimensions") || !m_json["dimensions"].is_array()) wrong("it names no dimensions");
        else
            for (const Json& name : m_json["dimensions"]) {
                if (!name.is_string() || name.get<std::string>().empty()) wrong("a dimension has no name");
                else if (std::find(names.begin(), names.end(), name.get<std::string>()) != names.end()) wrong("two dimensions have the same name");
                else names.push_back(name.get<std::string>());
            }
        if (names.size() != m_count) wrong(std::to_string(names.size()) + " dimensions are named, the weights give " + std::to_string(m_count));
        return names;
    }

    double number(const Json& json, const char* key) {
        const auto found = json.find(key);
        if (found != json.end() && found->is_number() && std::isfinite(found->get<double>())) return found->get<double>();
        wrong(std::string("\"") + key + "\" is missing, or no finite number");
        return 0.0;
    }

    std::vector<double> numbersOf(const Json* list, const std::string& name, std::size_t count) {
        std::vector<double> numbers;
        if (list && list->is_array())
            for (const Json& one : *list)
                if (one.is_number() && std::isfinite(one.get<double>())) numbers.push_back(one.get<double>());
        if (!list || !list->is_array() || numbers.size() != list->size() || numbers.size() != count)
            wrong("\"" + name + "\" is no list of " + std::to_string(count) + " finite numbers");
        return numbers;
    }
    std::vector<double> numbers(const char* key, std::size_t count) {
        const auto found = m_json.find(key);
        return numbersOf(found == m_json.end() ? nullptr : &*found, key, count);
    }

    // nullptr: the part is not there, as null or not at all.
    const Json* part(const char* key) {
        const auto found = m_json.find(key);
        if (found == m_json.end() || found->is_null()) return nullptr;
        if (found->is_object()) return &*found;
        wrong(std::string("\"") + key + "\" is no object");
        return nullptr;
    }

    void readVeto(ScoreHeadInfo& info) {
        const Json* const veto = part("veto");
        if (!veto) return;
        const std::string name = veto->contains("dimension") && (*veto)["dimension"].is_string() ? (*veto)["dimension"].get<std::string>() : std::string();
        if (std::find(info.dimensions.begin(), info.dimensions.end(), name) == info.dimensions.end()) wrong("its veto is of a dimension that it does not have");
        info.veto = ScoreVeto{name, number(*veto, "threshold"), number(*veto, "floor")};
    }

    void readLevels(ScoreHeadInfo& info) {
        const Json* const levels = part("levels");
        if (!levels) return;
        const auto lowest = levels->find("lowest"), points = levels->find("cut_points");
        if (lowest == levels->end() || !lowest->is_number_integer()) return wrong("its lowest level is no whole number");
        if (points == levels->end() || !points->is_array() || points->size() != info.numReadings() || !points->front().is_array() || points->front().empty())
            return wrong("it has no cut points of " + std::to_string(info.numReadings()) + " scores");
        info.lowestLevel = lowest->get<std::int64_t>();
        for (const Json& ofReading : *points) {
            info.cutPoints.push_back(numbersOf(&ofReading, "cut_points", points->front().size()));
            const std::vector<double>& list = info.cutPoints.back();
            for (std::size_t i = 1; i < list.size(); ++i)
                if (!(list[i] > list[i - 1])) return wrong("its cut points do not increase");
        }
    }

    void readTies(ScoreHeadInfo& info) {
        const Json* const ties = part("ties");
        if (!ties) return;
        const auto found = ties->find("thresholds");
        info.tieThresholds = numbersOf(found == ties->end() ? nullptr : &*found, "thresholds", info.numReadings());
        for (const double threshold : info.tieThresholds)
            if (!(threshold > 0)) wrong("a tie threshold is not above 0");
    }

    const Json& m_json;
    std::size_t m_count;
    bool m_isNewer = false;
    std::string m_problem;
};

// Names that transformers was told, in the order of their numbers; none where it has made them up itself (LABEL_0).
std::vector<std::string> namesOfConfig(const std::string& folder, std::size_t count) {
    if (!pathExists(folder + "/config.json")) return {};
    const Result<Json> config = readJsonFile(folder + "/config.json");
    const Json* const labels = config && config->is_object() && config->contains("id2label") ? &(*config)["id2label"] : nullptr;
    if (!labels || !labels->is_object() || labels->size() != count) return {};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        const auto found = labels->find(std::to_string(i));
        if (found == labels->end() || !found->is_string()) return {};
        const std::string name = found->get<std::string>();
        if (name.empty() || name.starts_with("LABEL_") || std::find(names.begin(), names.end(), name) != names.end()) return {};
        names.push_back(name);
    }
    return names;
}

}  // namespace

AnswerScore answerScore(const ScoreHeadInfo& info, std::span<const double> raw) {
    AnswerScore score;
    for (std::size_t d = 0; d < info.dimensions.size(); ++d) {
        score.dimensions.push_back(info.scale * (raw[d] - info.offsets[d]));
        score.total += info.weights[d] * score.dimensions.back();
        score.vetoed = score.vetoed || (info.veto && info.veto->dimension == info.dimensions[d] && score.dimensions.back() < info.veto->threshold);
    }
    if (score.vetoed) score.total = std::min(score.total, info.veto->floor);
    return score;
}

Result<ScoreHeadInfo> readScoreHeadInfo(const std::string& folder, std::int64_t numScores) {
    const std::string path = folder + "/" + kScoreHeadFile;
    if (!pathExists(path)) {
        ScoreHeadInfo info;
        const auto count = static_cast<std::size_t>(std::max<std::int64_t>(numScores, 1));
        for (std::size_t i = 1; i < count; ++i) info.dimensions.push_back("score " + std::to_string(i + 1));
        if (const std::vector<std::string> names = namesOfConfig(folder, count); !names.empty()) info.dimensions = names;
        info.weights.assign(count, 1.0 / static_cast<double>(count));
        info.offsets.assign(count, 0.0);
        return info;
    }
    const auto damaged = [&](const std::string& what) {
        return fail(Error(ErrorCode::InvalidData, "the description of the reward head is damaged: " + what)
                        .withHint("take the folder as it was saved")
                        .at(path));
    };
    const Result<Json> file = readJsonFile(path, {.maxBytes = 1 << 20, .maxDepth = 8});
    if (!file) return damaged(file.error().message);
    const Json& json = *file;
    InfoReader reader(json, numScores);
    const ScoreHeadInfo info = json.is_object() ? reader.read() : ScoreHeadInfo();
    if (reader.isNewer())
        return fail(Error(ErrorCode::InvalidData, "the description of the reward head was made by a newer version of Luthier")
                        .withHint("update Luthier")
                        .at(path));
    const std::string problem = json.is_object() ? reader.problem() : "it is no object";
    if (!problem.empty()) return damaged(problem);
    return info;
}

Status writeScoreHeadInfo(const std::string& folder, const ScoreHeadInfo& info) {
    Json json = {{"schema", kVersion}, {"dimensions", info.dimensions}, {"weights", info.weights}, {"offsets", info.offsets},
                 {"scale", info.scale}, {"loss", info.loss},            {"veto", nullptr},         {"levels", nullptr},
                 {"ties", nullptr}};
    if (info.veto) json["veto"] = {{"dimension", info.veto->dimension}, {"threshold", info.veto->threshold}, {"floor", info.veto->floor}};
    if (!info.cutPoints.empty()) json["levels"] = {{"lowest", info.lowestLevel}, {"cut_points", info.cutPoints}};
    if (!info.tieThresholds.empty()) json["ties"] = {{"thresholds", info.tieThresholds}};
    return writeFileDurably(folder + "/" + kScoreHeadFile, dumpJsonPretty(json));
}

}  // namespace luthier
