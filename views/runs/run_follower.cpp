// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/run_follower.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "core/base/files.h"
#include "core/rows/example.h"

namespace luthier {

namespace {

constexpr std::size_t biteBytes = std::size_t{1} << 20;
constexpr std::size_t maxRowBytes = std::size_t{8} << 20;

std::string textIn(const Json& fields, const char* key) {
    const auto found = fields.find(key);
    return found != fields.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::int64_t> wholeIn(const Json& fields, const char* key) {
    const auto found = fields.find(key);
    if (found == fields.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

}  // namespace

RunFollower::RunFollower(const std::string& folder)
    : m_folder(folder), m_metrics(path("metrics.jsonl")), m_events(path("events.jsonl")), m_samples(path("samples.jsonl")), m_rows(path("rows.jsonl")) {}

Result<RunFollower::News> RunFollower::poll() {
    if (!isFolder(m_folder)) return fail(Error(ErrorCode::NotFound, "the run's folder is not there").at(m_folder).withHint("Was it moved or deleted?"));
    News news;
    readConfig(news);
    RETURN_IF_ERROR(pollMetrics(news));
    RETURN_IF_ERROR(pollEvents(news));
    RETURN_IF_ERROR(pollSamples(news));
    RETURN_IF_ERROR(pollRows(news));
    m_texts.numBroken = m_metrics.numBroken() + m_events.numBroken() + m_samples.numBroken() + m_rows.numBroken();
    return news;
}

void RunFollower::readConfig(News& news) {
    // Both are written once and then stay.
    const auto readOnce = [&](Json& json, const char* name) {
        if (!json.is_null()) return;
        if (auto read = readJsonFile(path(name), {.maxBytes = maxRowBytes, .maxDepth = 64})) {
            json = std::move(*read);
            news.texts = true;
        }
    };
    readOnce(m_texts.config, "run.json");
    readOnce(m_texts.manifest, "manifest.json");
}

Status RunFollower::pollMetrics(News& news) {
    ASSIGN_OR_RETURN(const LogTail::News tail, m_metrics.poll(biteBytes));
    news.hasMore |= tail.hasMore;
    if (tail.lines.empty() && !tail.startedOver) return {};
    news.series = true;
    const std::unique_lock lock(m_series->mutex);
    if (tail.startedOver) m_series->series = {};
    for (const LogLine& line : tail.lines) m_series->series.apply(line);
    m_newestStep = m_series->series.lastStep();
    return {};
}

Status RunFollower::pollEvents(News& news) {
    ASSIGN_OR_RETURN(const LogTail::News tail, m_events.poll(biteBytes));
    news.hasMore |= tail.hasMore;
    if (tail.startedOver) m_texts.events.clear();
    news.texts |= tail.startedOver || !tail.lines.empty();
    for (const LogLine& line : tail.lines) {
        RunEvent event;
        event.time = textIn(line.fields, "time");
        event.kindName = textIn(line.fields, "kind");
        event.kind = eventKindFromName(event.kindName);
        event.step = wholeIn(line.fields, "step");
        event.saysStep = event.step.has_value();
        if (!event.step && !m_texts.events.empty()) event.step = m_texts.events.back().step;
        event.fields = line.fields;
        for (const char* key : {"time", "kind"}) event.fields.erase(key);
        m_texts.events.push_back(std::move(event));
    }
    if (m_texts.events.size() > maxEvents) m_texts.events.erase(m_texts.events.begin(), m_texts.events.end() - maxEvents);
    return {};
}

Status RunFollower::pollSamples(News& news) {
    ASSIGN_OR_RETURN(const LogTail::News tail, m_samples.poll(biteBytes));
    news.hasMore |= tail.hasMore;
    if (tail.startedOver) {
        m_texts.samples.clear();
        m_rollouts.clear();
        news.texts = news.rollouts = true;
    }
    for (std::size_t i = 0; i < tail.lines.size(); ++i) {
        const LogLine& line = tail.lines[i];
        if (const auto rewound = wholeIn(line.fields, "rewound_to")) {
            m_rollouts.rewindTo(*rewound);
            std::erase_if(m_texts.samples, [&](const RunSample& old) { return old.step > *rewound; });
            news.texts = news.rollouts = true;
        }
        if (m_rollouts.take(line, tail.begins[i])) {
            news.rollouts = true;
            continue;
        }
        news.texts = true;
        const auto step = wholeIn(line.fields, "step");
        if (!step || !line.fields.contains("text")) continue;
        std::erase_if(m_texts.samples, [&](const RunSample& old) { return old.step == *step && old.attempt < line.attempt; });
        const auto adapter = line.fields.find("adapter");
        m_texts.samples.push_back({*step, line.attempt, textIn(line.fields, "prompt"), textIn(line.fields, "text"), textIn(line.fields, "finish_reason"),
                                   adapter != line.fields.end() && adapter->is_null()});
    }
    if (m_texts.samples.size() > maxSamples) m_texts.samples.erase(m_texts.samples.begin(), m_texts.samples.end() - maxSamples);
    return {};
}

Status RunFollower::pollRows(News& news) {
    ASSIGN_OR_RETURN(const LogTail::News tail, m_rows.poll(biteBytes));
    news.hasMore |= tail.hasMore;
    if (tail.lines.empty() && !tail.startedOver) return {};
    news.rows = true;
    bool isInOrder = !tail.startedOver;     // else the list of steps is made anew
    if (tail.startedOver) m_places.clear();
    const auto placeOf = [&](std::int64_t step) { return std::lower_bound(m_places.begin(), m_places.end(), step,
        [](const RowPlace& a, std::int64_t b) { return a.step < b; }); };
    for (std::size_t i = 0; i < tail.lines.size(); ++i) {
        const Json& fields = tail.lines[i].fields;
        if (const auto rewound = wholeIn(fields, "rewound_to")) {
            m_places.erase(placeOf(*rewound + 1), m_places.end());
            isInOrder = false;
        }
        const auto step = wholeIn(fields, "step");
        if (!step || !fields.contains("rows")) continue;
        const auto place = placeOf(*step);
        if (place != m_places.end() && place->step == *step) {
            place->begin = tail.begins[i];
            continue;
        }
        isInOrder &= place == m_places.end();
        m_places.insert(place, {*step, tail.begins[i]});
        if (isInOrder) m_rowSteps.append(*step);
    }
    if (isInOrder) return {};
    m_rowSteps.clear();
    for (const RowPlace& place : m_places) m_rowSteps.append(place.step);
    return {};
}

Result<StepRows> RunFollower::rowsOf(std::int64_t step) const {
    const auto place = std::lower_bound(m_places.begin(), m_places.end(), step, [](const RowPlace& a, std::int64_t b) { return a.step < b; });
    if (place == m_places.end() || place->step != step) return fail(ErrorCode::NotFound, "the rows of step " + std::to_string(step) + " are not recorded");
    ASSIGN_OR_RETURN(const LogLine line, readLineAt(path("rows.jsonl"), place->begin));
    StepRows result{step, {}};
    const Json empty = Json::array();
    const auto listIn = [&](const char* key) -> const Json& {
        const auto found = line.fields.find(key);
        return found != line.fields.end() && found->is_array() ? *found : empty;
    };
    const Json &rows = listIn("rows"), &losses = listIn("losses"), &tokens = listIn("tokens");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        StepRow row;
        if (rows[i].is_string()) row.row = rows[i].get<std::string>();
        if (i < losses.size()) row.loss = numberFromJson(losses[i]).value_or(0);
        if (i < tokens.size() && tokens[i].is_number_integer()) row.numTokens = tokens[i].get<std::int64_t>();
        result.rows.push_back(std::move(row));
    }
    // What is not a number is the worst of all.
    std::stable_sort(result.rows.begin(), result.rows.end(), [](const StepRow& a, const StepRow& b) {
        const bool aBad = !(a.loss == a.loss), bBad = !(b.loss == b.loss);
        return aBad != bBad ? aBad : a.loss > b.loss;
    });
    RETURN_IF_ERROR(readRowTexts(m_folder, result.rows));
    return result;
}

namespace {

std::string lastText(const std::vector<Turn>& turns) { return turns.empty() ? std::string() : turns.back().text; }

// Rows that are more than a dialogue: what was asked, and the answer that counts.
bool fillFromExample(const Example& example, StepRow& row) {
    if (const auto* const pair = std::get_if<Pair>(&example.body)) {
        row.question = lastText(pair->prompt.turns);
        row.answer = lastText(pair->verdict.strength < 0 ? pair->b : pair->a);
    } else if (const auto* const scored = std::get_if<Scored>(&example.body)) {
        row.question = lastText(scored->prompt.turns);
        row.answer = lastText(scored->response);
    } else if (const auto* const ranking = std::get_if<Ranking>(&example.body)) {
        row.question = lastText(ranking->prompt.turns);
        if (!ranking->responses.empty()) row.answer = lastText(ranking->responses.front());
    } else if (const auto* const prompt = std::get_if<Prompt>(&example.body)) {
        row.question = lastText(prompt->prompt.turns);
        if (!prompt->reference.is_null()) row.answer = dumpJson(prompt->reference);
    }
    return !row.question.empty() || !row.answer.empty();
}

void fillTexts(const Json& json, StepRow& row) {
    const auto messages = json.find("messages");
    if (messages == json.end() || !messages->is_array()) {
        if (const auto example = exampleFromJson(json); example && fillFromExample(*example, row)) return;
        for (const char* key : {"text", "prompt", "content"})
            if (row.answer.empty()) row.answer = textIn(json, key);
        return;
    }
    for (const Json& turn : *messages) {
        if (!turn.is_object()) continue;
        (textIn(turn, "role") == "assistant" ? row.answer : row.question) = textIn(turn, "content");
    }
}

// The frozen rows begin with their id: {"id":"0:169",...
std::string idOf(std::string_view line) {
    constexpr std::string_view start = "{\"id\":\"";
    if (!line.starts_with(start)) return {};
    line.remove_prefix(start.size());
    return std::string(line.substr(0, line.find('"')));
}

}  // namespace

Status readRowTexts(const std::string& runFolder, std::vector<StepRow>& rows) {
    // "0:169": of the first file. Ids of another shape are looked for in all files.
    std::set<std::string> files;
    const std::string folder = runFolder + "/data";
    if (!isFolder(folder)) return {};
    ASSIGN_OR_RETURN(const std::vector<std::string> names, listFolder(folder));
    for (const std::string& name : names)
        if (name.starts_with("train-") && name.ends_with(".jsonl")) files.insert(name);
    std::size_t numMissing = rows.size();
    for (const std::string& name : files) {
        const std::string number = name.substr(6, name.size() - 12);
        const auto isHere = [&](const StepRow& row) { return row.question.empty() && row.answer.empty()
            && (row.row.find(':') == std::string::npos || row.row.starts_with(number + ":")); };
        if (numMissing == 0 || std::none_of(rows.begin(), rows.end(), isHere)) continue;
        RETURN_IF_ERROR(forEachLine(folder + "/" + name, maxRowBytes, [&](const Line& line) {
            const std::string id = idOf(line.text);
            for (StepRow& row : rows) {
                if (id.empty() || row.row != id || !isHere(row)) continue;
                row.line = std::string(line.text);
                if (const auto json = parseJson(line.text); json && json->is_object()) fillTexts(*json, row);
                --numMissing;
            }
            return numMissing > 0;
        }));
    }
    return {};
}

}  // namespace luthier
