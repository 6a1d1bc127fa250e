// SPDX-License-Identifier: GPL-3.0-or-later
// What Compare shows, without widgets: one loaded base, panes that each answer with an adapter or none, and the questions they were asked. All panes answer one
// question at once, with the same sampling and seed; each answer says which weights made it. Thread: GUI.
#pragma once

#include <map>
#include <set>
#include <vector>

#include <QObject>
#include <QString>

#include "views/link/engine_link.h"

namespace luthier {

struct CompareSampling {
    double temperature = 0;              // 0 = greedy
    double topP = 1, minP = 0, repetitionPenalty = 1;
    int topK = 0, maxNewTokens = 256;
    std::int64_t seed = 1;
    bool operator==(const CompareSampling&) const = default;
    Json toJson() const;
    static CompareSampling fromJson(const Json& json);   // what is missing or wrong is as above
    QString inWords() const;             // "greedy, up to 256 tokens"
};

struct ComparePane {
    int id = 0;
    QString title;                       // "Base", the adapter's name
    QString adapterFolder;               // empty: the base
    QString systemPrompt;                // empty: none beyond the template's own
};

struct CompareAnswer {
    enum class State { Waiting, Streaming, Done, Cancelled, Failed } state = State::Waiting;
    QString text, finishReason, fingerprint, title, adapterFolder, systemPrompt;   // as they were when it was asked
    std::int64_t numTokens = 0;
    double seconds = 0;
    Error error;
    double tokensPerSecond() const { return seconds > 0 ? static_cast<double>(numTokens) / seconds : 0; }
};

struct CompareExchange {
    QString prompt;
    bool continues = false;              // the exchange before it belongs to the same dialogue
    CompareSampling sampling;
    std::map<int, CompareAnswer> answers;   // by pane
};

class CompareSession : public QObject {
    Q_OBJECT
public:
    explicit CompareSession(EngineLink& engine, QObject* parent = nullptr);

    // Another base ends what is being answered and drops the panes' adapters; the old one is released.
    void setBase(const QString& name, const QString& folder);
    const QString& baseName() const { return m_baseName; }
    const QString& baseFolder() const { return m_baseFolder; }
    int addPane(const QString& title, const QString& adapterFolder);
    void removePane(int pane);                                                      // the last one stays
    void setAdapter(int pane, const QString& title, const QString& adapterFolder);   // hot swap: the next answer uses it
    void setSystemPrompt(int pane, const QString& prompt);
    const std::vector<ComparePane>& panes() const { return m_panes; }

    // Loads and attaches what is not there yet, then asks every pane. continues: the dialogue so far goes before it.
    void ask(const QString& prompt, const CompareSampling& sampling, bool continues);
    void askAll(const QStringList& prompts, const CompareSampling& sampling);        // each for itself
    // Drops the last exchange and asks it again with this sampling; what was edited in an earlier one drops all behind it.
    void regenerate(const CompareSampling& sampling);
    void resend(std::size_t exchange, QString prompt, CompareSampling sampling);   // by value: they may lie in what is dropped
    void stop();                                                                     // what has come stays, marked as cut off
    void clear();
    bool isBusy() const { return !m_open.empty() || m_isPreparing; }
    const std::vector<CompareExchange>& exchanges() const { return m_exchanges; }
    // An earlier comparison (compareToJson), its base and panes too; what is broken in it is left out.
    void restore(const Json& comparison);

signals:
    void panesChanged();
    void exchangesChanged();                                  // one more, one less, or others
    void answerChanged(std::size_t exchange, int pane);
    void busyChanged();
    void preparing(const QString& words, double share);       // "" = nothing to wait for
    void failed(const luthier::Error& error);                 // nothing could be asked

private:
    void prepare();
    void load();
    void attachNext();
    void startWaiting();
    void startAnswer(std::size_t exchange, const ComparePane& pane);
    void endAnswer(std::size_t exchange, int pane, const Result<Json>& result);
    void giveUp(const Error& error);
    Json messagesFor(std::size_t exchange, const ComparePane& pane) const;
    void truncate(std::size_t count);
    ComparePane* paneOf(int id);

    EngineLink& m_engine;
    QString m_baseName, m_baseFolder, m_loadedFolder;
    std::set<QString> m_attached;
    std::vector<ComparePane> m_panes;
    std::vector<CompareExchange> m_exchanges;
    std::set<std::size_t> m_waiting;                          // exchanges to start once everything is loaded
    std::map<std::pair<std::size_t, int>, RequestId> m_open;  // being answered
    int m_nextPane = 1;
    bool m_isPreparing = false;
    std::uint64_t m_era = 0;                                  // answers of an earlier era are not listened to
};

// For people and for programs.
QString compareToMarkdown(const CompareSession& session);
Json compareToJson(const CompareSession& session);   // {"base","folder","panes":[{"id","title","adapter","system"}],"exchanges":[..]}
std::vector<ComparePane> panesFromJson(const Json& json);
Json exchangesToJson(const std::vector<CompareExchange>& exchanges);
std::vector<CompareExchange> exchangesFromJson(const Json& json);   // what is broken is left out

}  // namespace luthier
