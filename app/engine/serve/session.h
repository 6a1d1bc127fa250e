// SPDX-License-Identifier: Apache-2.0
// A client's session with `serve`: requests in, answers out, models kept loaded between them. One JSON object per line each way; commands/serve.cpp lists them.
// Four threads do the work: the session's own holds the models (decoding, attaching, releasing); one loads models, one tokenises, one plans, so that none of
// them waits for an answer that is being made. Thread: receive() and endOfInput() from any, run() on the session's own.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/engine/serve/outbox.h"
#include "app/engine/serve/served_model.h"
#include "app/engine/serve/worker.h"
#include "core/base/progress.h"
#include "core/protocol/message_fields.h"
#include "core/training/plan_run.h"

namespace luthier {

class ServeSession {
public:
    struct Options {
        double patienceSeconds = 60;                            // with a client who reads nothing, though so much waits that nothing more is taken
        std::function<void(const Error& trouble)> warn = [](const Error&) {};
    };
    // cancellation: set by signals; ends the session.
    ServeSession(std::function<Status(const std::string&)> write, const Cancellation& cancellation, Options options);

    void receive(const std::string& line);   // one request; waits while too much is not answered, or not read by the client
    void endOfInput();                       // no more requests come: those that are there are answered, then run() ends
    // Until shutdown, the end of the input, a signal, or nobody reads. What is not answered by then is cut, and says so. Errors: Io when the client has read
    // nothing for too long.
    Status run();

private:
    struct Request { std::string key; Json id, fields; };   // key: the id as text, unique among those that are not answered
    struct Answering { Json id; std::string key, model; std::optional<std::string> adapter; std::string fingerprint; bool streams = true; double started = 0; };
    struct Job { Json id; std::string model; std::shared_ptr<Cancellation> cancellation; };   // model: that is loaded; empty for a plan
    using Planning = std::shared_ptr<Result<RunPlanner>>;
    using Task = std::function<void()>;

    void post(Task task);
    void takeTasks(bool waits);
    Status lookAfterReader();
    void cutWhatIsOpen();
    void take(const std::string& line);
    Status dispatch(const Request& request);
    Status load(const Request& request);
    Status plan(const Request& request);
    Status attach(const Request& request);
    Status release(const Request& request);
    Status generate(const Request& request);
    Status logprobs(const Request& request);
    Status tokenize(const Request& request);
    Status status(const Request& request);
    Status cancel(const Request& request);

    // Begins a job on another thread, which can be cancelled until endJob(): what the job is given tells its progress.
    WorkContext beginJob(const Request& request, const std::string& model);
    // The second half of a plan, once its rows are read.
    void measureAndPlan(const Request& request, const WorkContext& context, const Planning& planning);
    void endPlan(const Request& request, const Status& done, const Json& plan);
    // The model a request names; the only one there is when it names none.
    Result<ServedModel*> modelOf(MessageFields& fields);
    void decode();
    bool isDecoding() const;
    GenerateWatch watchOf(const std::string& model);
    // For requests that are answered later: their id is taken until then.
    void send(const Json& id, const char* event, const Json& fields);
    void answer(const Request& request, const Json& result);
    void refuse(const Json& id, const std::string& key, const Error& error);
    void close(const std::string& key);

    const Cancellation& m_signals;
    const Options m_options;
    std::mutex m_mutex;                       // of those below
    std::condition_variable m_news, m_taken;
    std::deque<Task> m_tasks;
    std::size_t m_queuedBytes = 0;            // of requests among the tasks
    bool m_woken = false, m_isOver = false;

    bool m_ends = false, m_isLast = false;    // from here on: the session's thread only
    bool m_toldAboutReader = false;
    std::deque<Task> m_next;                  // taken from m_tasks
    std::map<std::string, std::size_t> m_open;   // keys that are not answered, and the bytes of their requests
    std::size_t m_openBytes = 0;
    std::map<std::string, std::unique_ptr<ServedModel>> m_models;
    std::map<std::string, std::map<SequenceId, Answering>> m_answering;   // by model
    std::map<std::string, Job> m_jobs;                                    // by key
    MeasuredMachine m_machine;
    Outbox m_outbox;
    Worker m_loader, m_tokenizer, m_planner;             // last: their jobs use the rest
};

}  // namespace luthier
