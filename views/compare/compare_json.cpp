// SPDX-License-Identifier: GPL-3.0-or-later
// Sampling and answers as JSON, and a comparison as Markdown.
#include "views/compare/compare_session.h"

#include <algorithm>

#include "views/shared/theme/decimals.h"

namespace luthier {

namespace {

std::string utf8(const QString& text) { return text.toStdString(); }
QString textOf(const Json& json, const char* key) {
    return json.contains(key) && json[key].is_string() ? QString::fromStdString(json[key].get<std::string>()) : QString();
}

// A value that is missing, of another type or out of range keeps the default.
void take(const Json& json, const char* key, double low, double high, double& value) {
    if (json.contains(key) && json[key].is_number()) value = std::clamp(json[key].get<double>(), low, high);
}

const std::pair<CompareAnswer::State, const char*> states[] = {{CompareAnswer::State::Waiting, "waiting"},     {CompareAnswer::State::Streaming, "streaming"},
                                                               {CompareAnswer::State::Done, "done"},           {CompareAnswer::State::Cancelled, "cancelled"},
                                                               {CompareAnswer::State::Failed, "failed"}};

Json answerToJson(int pane, const CompareAnswer& answer) {
    Json json{{"pane", pane}, {"title", utf8(answer.title)}, {"adapter", answer.adapterFolder.isEmpty() ? Json(nullptr) : Json(utf8(answer.adapterFolder))},
              {"text", utf8(answer.text)}, {"finish_reason", utf8(answer.finishReason)}, {"fingerprint", utf8(answer.fingerprint)},
              {"num_tokens", answer.numTokens}, {"seconds", answer.seconds}};
    if (!answer.systemPrompt.isEmpty()) json["system"] = utf8(answer.systemPrompt);
    for (const auto& [state, name] : states)
        if (state == answer.state) json["state"] = name;
    if (answer.state == CompareAnswer::State::Failed) json["error"] = answer.error.toString();
    return json;
}

CompareAnswer answerFromJson(const Json& json) {
    CompareAnswer answer;
    answer.title = textOf(json, "title");
    answer.adapterFolder = textOf(json, "adapter");
    answer.text = textOf(json, "text");
    answer.finishReason = textOf(json, "finish_reason");
    answer.fingerprint = textOf(json, "fingerprint");
    answer.systemPrompt = textOf(json, "system");
    double numTokens = 0;
    take(json, "num_tokens", 0, 1e9, numTokens);
    answer.numTokens = static_cast<std::int64_t>(numTokens);
    take(json, "seconds", 0, 1e9, answer.seconds);
    for (const auto& [state, name] : states)
        if (textOf(json, "state") == QLatin1String(name)) answer.state = state;
    // What was being said when the window closed will not go on.
    if (answer.state == CompareAnswer::State::Waiting || answer.state == CompareAnswer::State::Streaming) answer.state = CompareAnswer::State::Cancelled;
    if (answer.state == CompareAnswer::State::Failed) answer.error = Error(ErrorCode::Internal, utf8(textOf(json, "error")));
    return answer;
}

}  // namespace

Json CompareSampling::toJson() const {
    return {{"temperature", temperature}, {"top_k", topK}, {"top_p", topP}, {"min_p", minP}, {"repetition_penalty", repetitionPenalty}, {"seed", seed},
            {"max_new_tokens", maxNewTokens}};
}

CompareSampling CompareSampling::fromJson(const Json& json) {
    CompareSampling sampling;
    if (!json.is_object()) return sampling;
    double topK = sampling.topK, maxNewTokens = sampling.maxNewTokens, seed = static_cast<double>(sampling.seed);
    take(json, "temperature", 0, 100, sampling.temperature);
    take(json, "top_p", 0, 1, sampling.topP);
    take(json, "min_p", 0, 1, sampling.minP);
    take(json, "repetition_penalty", 0.01, 1000, sampling.repetitionPenalty);
    take(json, "top_k", 0, 1e6, topK);
    take(json, "max_new_tokens", 1, 1e6, maxNewTokens);
    take(json, "seed", 0, 9e15, seed);
    sampling.topK = static_cast<int>(topK);
    sampling.maxNewTokens = static_cast<int>(maxNewTokens);
    sampling.seed = static_cast<std::int64_t>(seed);
    return sampling;
}

QString CompareSampling::inWords() const {
    const QString length = CompareSession::tr("up to %1 tokens").arg(maxNewTokens);
    if (temperature == 0) return CompareSession::tr("Greedy, %1").arg(length);
    return CompareSession::tr("Temperature %1, seed %2, %3").arg(theme::decimalInWords(temperature)).arg(seed).arg(length);
}

Json exchangesToJson(const std::vector<CompareExchange>& exchanges) {
    Json list = Json::array();
    for (const CompareExchange& exchange : exchanges) {
        Json answers = Json::array();
        for (const auto& [pane, answer] : exchange.answers) answers.push_back(answerToJson(pane, answer));
        list.push_back({{"prompt", utf8(exchange.prompt)}, {"continues", exchange.continues}, {"sampling", exchange.sampling.toJson()}, {"answers", answers}});
    }
    return list;
}

std::vector<CompareExchange> exchangesFromJson(const Json& json) {
    std::vector<CompareExchange> exchanges;
    if (!json.is_array()) return exchanges;
    for (const Json& one : json) {
        if (!one.is_object()) continue;
        CompareExchange exchange;
        exchange.prompt = textOf(one, "prompt");
        exchange.continues = one.contains("continues") && one["continues"].is_boolean() && one["continues"].get<bool>() && !exchanges.empty();
        if (one.contains("sampling")) exchange.sampling = CompareSampling::fromJson(one["sampling"]);
        if (one.contains("answers") && one["answers"].is_array())
            for (const Json& answer : one["answers"]) {
                double pane = 0;
                if (!answer.is_object()) continue;
                take(answer, "pane", 0, 1e6, pane);
                exchange.answers[static_cast<int>(pane)] = answerFromJson(answer);
            }
        exchanges.push_back(std::move(exchange));
    }
    return exchanges;
}

Json compareToJson(const CompareSession& session) {
    Json panes = Json::array();
    for (const ComparePane& pane : session.panes())
        panes.push_back({{"id", pane.id}, {"title", utf8(pane.title)}, {"adapter", utf8(pane.adapterFolder)}, {"system", utf8(pane.systemPrompt)}});
    return {{"base", utf8(session.baseName())}, {"folder", utf8(session.baseFolder())}, {"panes", panes}, {"exchanges", exchangesToJson(session.exchanges())}};
}

std::vector<ComparePane> panesFromJson(const Json& json) {
    std::vector<ComparePane> panes;
    if (!json.is_array()) return panes;
    for (const Json& one : json) {
        double id = 0;
        if (!one.is_object()) continue;
        take(one, "id", 0, 1e6, id);
        panes.push_back({static_cast<int>(id), textOf(one, "title"), textOf(one, "adapter"), textOf(one, "system")});
    }
    return panes;
}

namespace {

// All of it, as somebody needs it who wants the same answers again.
QString samplingWhole(const CompareSampling& sampling) {
    return CompareSession::tr("Temperature %1, seed %2, top-p %3, top-k %4, min-p %5, repetition penalty %6, up to %7 tokens")
               .arg(theme::decimalInWords(sampling.temperature)).arg(sampling.seed).arg(theme::decimalInWords(sampling.topP)).arg(sampling.topK)
               .arg(theme::decimalInWords(sampling.minP), theme::decimalInWords(sampling.repetitionPenalty)).arg(sampling.maxNewTokens) +
           (sampling.temperature == 0 ? CompareSession::tr(" (greedy: always the most probable token)") : QString());
}

// As a quotation, so that no line of it is taken for a heading.
QString quoted(const QString& text) { return "> " + QString(text).replace('\n', "\n> ") + "\n"; }

QString stateInWords(const CompareAnswer& answer) {
    switch (answer.state) {
        case CompareAnswer::State::Failed:
            return CompareSession::tr("Failed: %1").arg(QString::fromStdString(answer.error.toString()).replace('\n', ' '));
        case CompareAnswer::State::Cancelled: return CompareSession::tr("Stopped before its end");
        case CompareAnswer::State::Waiting:
        case CompareAnswer::State::Streaming: return CompareSession::tr("Not at its end yet");
        case CompareAnswer::State::Done: break;
    }
    return answer.finishReason == "length" ? CompareSession::tr("Cut at the longest answer") : QString();
}

QString answerToMarkdown(const CompareAnswer& answer) {
    QString text = "\n### " + answer.title + "\n\n";
    if (!answer.systemPrompt.isEmpty()) text += CompareSession::tr("System prompt:") + "\n\n" + quoted(answer.systemPrompt) + "\n";
    if (!answer.text.isEmpty()) text += answer.text + "\n";
    QStringList facts;
    if (!answer.fingerprint.isEmpty()) facts << "`" + answer.fingerprint.left(12) + "`";
    if (answer.numTokens > 0) facts << CompareSession::tr("%n tokens", nullptr, static_cast<int>(answer.numTokens));
    if (const QString state = stateInWords(answer); !state.isEmpty()) facts << state;
    return facts.isEmpty() ? text : text + "\n" + facts.join(", ") + "\n";
}

}  // namespace

QString compareToMarkdown(const CompareSession& session) {
    QString text = "# " + CompareSession::tr("Comparison on %1").arg(session.baseName()) + "\n";
    for (const CompareExchange& exchange : session.exchanges()) {
        text += "\n## " + QString(exchange.prompt).replace('\n', ' ') + "\n\n" + samplingWhole(exchange.sampling) + "\n";
        if (exchange.continues) text += "\n" + CompareSession::tr("Goes on with the dialogue above.") + "\n";
        for (const auto& [pane, answer] : exchange.answers) text += answerToMarkdown(answer);
    }
    return text;
}

}  // namespace luthier
