// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/compare_session.h"

#include <algorithm>

#include "core/base/progress.h"

namespace luthier {

namespace {

std::string utf8(const QString& text) { return text.toStdString(); }

QString textOf(const Json& json, const char* key) {
    return json.contains(key) && json[key].is_string() ? QString::fromStdString(json[key].get<std::string>()) : QString();
}

double numberOf(const Json& json, const char* key, double fallback) { return json.contains(key) && json[key].is_number() ? json[key].get<double>() : fallback; }

}  // namespace

CompareSession::CompareSession(EngineLink& engine, QObject* parent) : QObject(parent), m_engine(engine) {
    connect(&engine, &EngineLink::stateChanged, this, [this](EngineLink::State state) {
        // Whatever was loaded went with the process. Open answers end by themselves, with the reason.
        if (state != EngineLink::State::Dead && state != EngineLink::State::Idle) return;
        m_loadedFolder.clear();
        m_attached.clear();
    });
    addPane(tr("Base"), {});
}

ComparePane* CompareSession::paneOf(int id) {
    const auto found = std::find_if(m_panes.begin(), m_panes.end(), [id](const ComparePane& pane) { return pane.id == id; });
    return found == m_panes.end() ? nullptr : &*found;
}

void CompareSession::setBase(const QString& name, const QString& folder) {
    if (folder == m_baseFolder) return;
    stop();
    m_baseName = name;
    m_baseFolder = folder;
    for (ComparePane& pane : m_panes) {
        pane.adapterFolder.clear();
        pane.title = tr("Base");
    }
    emit panesChanged();
}

int CompareSession::addPane(const QString& title, const QString& adapterFolder) {
    m_panes.push_back({m_nextPane, title, adapterFolder, {}});
    emit panesChanged();
    return m_nextPane++;
}

void CompareSession::removePane(int pane) {
    if (m_panes.size() < 2) return;
    for (auto it = m_open.begin(); it != m_open.end(); ++it)
        if (it->first.second == pane) m_engine.cancel(it->second);
    std::erase_if(m_panes, [pane](const ComparePane& one) { return one.id == pane; });
    emit panesChanged();
}

void CompareSession::setAdapter(int pane, const QString& title, const QString& adapterFolder) {
    ComparePane* const changed = paneOf(pane);
    if (!changed) return;
    changed->title = title;
    changed->adapterFolder = adapterFolder;
    emit panesChanged();
}

void CompareSession::setSystemPrompt(int pane, const QString& prompt) {
    if (ComparePane* const changed = paneOf(pane)) changed->systemPrompt = prompt;
}

void CompareSession::ask(const QString& prompt, const CompareSampling& sampling, bool continues) {
    m_exchanges.push_back({prompt, continues && !m_exchanges.empty(), sampling, {}});
    m_waiting.insert(m_exchanges.size() - 1);
    emit exchangesChanged();
    prepare();
}

void CompareSession::askAll(const QStringList& prompts, const CompareSampling& sampling) {
    for (const QString& prompt : prompts) {
        m_exchanges.push_back({prompt, false, sampling, {}});
        m_waiting.insert(m_exchanges.size() - 1);
    }
    emit exchangesChanged();
    prepare();
}

void CompareSession::regenerate(const CompareSampling& sampling) {
    if (!m_exchanges.empty()) resend(m_exchanges.size() - 1, m_exchanges.back().prompt, sampling);
}

void CompareSession::resend(std::size_t exchange, QString prompt, CompareSampling sampling) {
    if (exchange >= m_exchanges.size()) return;
    const bool continues = m_exchanges[exchange].continues;
    truncate(exchange);
    ask(prompt, sampling, continues);
}

void CompareSession::truncate(std::size_t count) {
    stop();
    ++m_era;
    m_exchanges.resize(count);
    m_open.clear();
    emit exchangesChanged();
}

void CompareSession::clear() { truncate(0); }

void CompareSession::restore(const Json& comparison) {
    if (!comparison.is_object()) return;
    truncate(0);
    m_baseName = textOf(comparison, "base");
    m_baseFolder = textOf(comparison, "folder");
    std::vector<ComparePane> panes = panesFromJson(comparison.value("panes", Json::array()));
    if (!panes.empty()) m_panes = std::move(panes);
    for (const ComparePane& pane : m_panes) m_nextPane = std::max(m_nextPane, pane.id + 1);
    m_exchanges = exchangesFromJson(comparison.value("exchanges", Json::array()));
    emit panesChanged();
    emit exchangesChanged();
}

void CompareSession::stop() {
    m_waiting.clear();
    const auto open = m_open;   // cancelling may answer at once
    for (const auto& [key, request] : open) m_engine.cancel(request);
    if (m_isPreparing) {
        ++m_era;
        m_isPreparing = false;
        emit preparing({}, 0);
    }
    emit busyChanged();
}

void CompareSession::prepare() {
    if (m_isPreparing) return;
    m_isPreparing = true;
    emit busyChanged();
    if (m_loadedFolder != m_baseFolder) load();
    else attachNext();
}

void CompareSession::load() {
    if (!m_loadedFolder.isEmpty()) m_engine.send({{"op", "release"}, {"model", utf8(m_loadedFolder)}}, this, {});
    m_loadedFolder.clear();
    m_attached.clear();
    const QString folder = m_baseFolder, name = m_baseName;
    const std::uint64_t era = m_era;
    emit preparing(tr("Loading %1").arg(name), -1);
    m_engine.send({{"op", "load"}, {"name", utf8(folder)}, {"folder", utf8(folder)}}, this,
                  {[this, name, era](const Json& event) {
                       const double done = numberOf(event, "done", 0), total = numberOf(event, "total", 0);
                       if (era == m_era) emit preparing(tr("Loading %1").arg(name), total > 0 ? done / total : -1);
                   },
                   [this, folder, era](const Result<Json>& result) {
                       // Loaded by an engine that somebody else had asked before: that is as good.
                       if (result || result.error().code == ErrorCode::AlreadyExists) m_loadedFolder = folder;
                       if (era != m_era) return;
                       if (m_loadedFolder == folder) attachNext();
                       else giveUp(result.error());
                   }});
}

void CompareSession::attachNext() {
    for (const ComparePane& pane : m_panes) {
        if (pane.adapterFolder.isEmpty() || m_attached.contains(pane.adapterFolder)) continue;
        const QString folder = pane.adapterFolder;
        const std::uint64_t era = m_era;
        emit preparing(tr("Attaching %1").arg(pane.title), -1);
        m_engine.send({{"op", "attach"}, {"model", utf8(m_baseFolder)}, {"name", utf8(folder)}, {"folder", utf8(folder)}}, this,
                      {{}, [this, folder, era](const Result<Json>& result) {
                           if (result || result.error().code == ErrorCode::AlreadyExists) m_attached.insert(folder);
                           if (era != m_era) return;
                           if (m_attached.contains(folder)) attachNext();
                           else giveUp(result.error());
                       }});
        return;
    }
    m_isPreparing = false;
    emit preparing({}, 0);
    startWaiting();
}

void CompareSession::giveUp(const Error& error) {
    m_isPreparing = false;
    emit preparing({}, 0);
    const auto waiting = std::exchange(m_waiting, {});
    for (const std::size_t exchange : waiting) {
        if (exchange >= m_exchanges.size()) continue;
        for (const ComparePane& pane : m_panes) {
            CompareAnswer& answer = m_exchanges[exchange].answers[pane.id];
            answer.state = CompareAnswer::State::Failed;
            answer.error = error;
            answer.title = pane.title;
            emit answerChanged(exchange, pane.id);
        }
    }
    emit busyChanged();
    emit failed(error);
}

void CompareSession::startWaiting() {
    // A pane may have got another adapter while the last was being attached.
    for (const ComparePane& pane : m_panes)
        if (!pane.adapterFolder.isEmpty() && !m_attached.contains(pane.adapterFolder)) return prepare();
    const auto waiting = std::exchange(m_waiting, {});
    for (const std::size_t exchange : waiting)
        for (const ComparePane& pane : m_panes) startAnswer(exchange, pane);
    emit busyChanged();
}

Json CompareSession::messagesFor(std::size_t exchange, const ComparePane& pane) const {
    std::size_t first = exchange;
    while (m_exchanges[first].continues) --first;
    Json messages = Json::array();
    if (!pane.systemPrompt.isEmpty()) messages.push_back({{"role", "system"}, {"content", utf8(pane.systemPrompt)}});
    for (std::size_t i = first; i <= exchange; ++i) {
        messages.push_back({{"role", "user"}, {"content", utf8(m_exchanges[i].prompt)}});
        const auto answer = m_exchanges[i].answers.find(pane.id);
        if (i < exchange && answer != m_exchanges[i].answers.end())
            messages.push_back({{"role", "assistant"}, {"content", utf8(answer->second.text)}});
    }
    return messages;
}

void CompareSession::startAnswer(std::size_t exchange, const ComparePane& pane) {
    CompareExchange& asked = m_exchanges[exchange];
    CompareAnswer& answer = asked.answers[pane.id];
    answer = {};
    answer.title = pane.title;
    answer.adapterFolder = pane.adapterFolder;
    answer.systemPrompt = pane.systemPrompt;
    Json request = asked.sampling.toJson();
    request["op"] = "generate";
    request["model"] = utf8(m_baseFolder);
    request["adapter"] = pane.adapterFolder.isEmpty() ? Json(nullptr) : Json(utf8(pane.adapterFolder));
    request["messages"] = messagesFor(exchange, pane);
    const int id = pane.id;
    const std::uint64_t era = m_era;
    m_open[{exchange, id}] = m_engine.send(
        std::move(request), this,
        {[this, exchange, id, era](const Json& event) {
             if (era != m_era || textOf(event, "event") != "token") return;
             CompareAnswer& growing = m_exchanges[exchange].answers[id];
             growing.state = CompareAnswer::State::Streaming;
             growing.text += textOf(event, "text");
             ++growing.numTokens;
             emit answerChanged(exchange, id);
         },
         [this, exchange, id, era](const Result<Json>& result) {
             if (era == m_era) endAnswer(exchange, id, result);
         }});
    emit answerChanged(exchange, id);
}

void CompareSession::endAnswer(std::size_t exchange, int pane, const Result<Json>& result) {
    CompareAnswer& answer = m_exchanges[exchange].answers[pane];
    if (result) {
        answer.text = textOf(*result, "text");
        answer.finishReason = textOf(*result, "finish_reason");
        answer.fingerprint = textOf(*result, "fingerprint");
        answer.seconds = numberOf(*result, "seconds", 0);
        if (result->contains("ids") && (*result)["ids"].is_array()) answer.numTokens = static_cast<std::int64_t>((*result)["ids"].size());
        answer.state = answer.finishReason == "cancelled" ? CompareAnswer::State::Cancelled : CompareAnswer::State::Done;
    } else {
        answer.state = result.error().code == ErrorCode::Cancelled ? CompareAnswer::State::Cancelled : CompareAnswer::State::Failed;
        answer.error = result.error();
    }
    m_open.erase({exchange, pane});
    emit answerChanged(exchange, pane);
    if (m_open.empty()) emit busyChanged();
}

}  // namespace luthier
