// SPDX-License-Identifier: Apache-2.0
#include "app/engine/serve/session.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/engine/guard.h"
#include "app/engine/row_json.h"
#include "app/engine/serve/request_fields.h"
#include "core/base/clock.h"
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include "core/data/reader.h"
#include "core/generation/prompt_file.h"
#include "core/generation/row_logps.h"
#include "core/kernels/compute_device.h"
#include "core/protocol/codes.h"
#include "core/protocol/control.h"
#include "core/protocol/events.h"
#include "core/training/tensor_memory.h"

namespace luthier {

namespace {

constexpr std::chrono::milliseconds kSignalInterval{100};
constexpr std::size_t kMaxQueuedBytes = std::size_t{16} << 20, kMaxOpenBytes = std::size_t{64} << 20;
constexpr double kWarnAfterSeconds = 1;

}  // namespace

ServeSession::ServeSession(std::function<Status(const std::string&)> write, const Cancellation& cancellation, Options options)
    : m_signals(cancellation), m_options(std::move(options)), m_outbox(std::move(write), [this] { post({}); }) {}

void ServeSession::post(Task task) {
    {
        const std::lock_guard guard(m_mutex);
        if (task) m_tasks.push_back(std::move(task));
        m_woken = true;
    }
    m_news.notify_one();
}

void ServeSession::receive(const std::string& line) {
    m_outbox.waitUntilNotFull();
    {
        std::unique_lock guard(m_mutex);
        m_taken.wait(guard, [this] { return m_isOver || m_queuedBytes < kMaxQueuedBytes; });
        m_queuedBytes += line.size();
    }
    post([this, line] {
        {
            const std::lock_guard guard(m_mutex);
            m_queuedBytes -= line.size();
        }
        m_taken.notify_one();
        take(line);
    });
}

void ServeSession::endOfInput() {
    post([this] { m_isLast = true; });
}

Status ServeSession::run() {
    Status status;
    while (status && !m_ends && !(m_isLast && m_open.empty()) && !m_signals.requested() && !m_outbox.isBroken()) {
        const bool decodes = isDecoding() && m_outbox.hasRoom();
        takeTasks(!decodes);
        while (!m_next.empty() && !m_ends && !m_outbox.isFull()) {
            const Task task = std::move(m_next.front());
            m_next.pop_front();
            task();
        }
        if (decodes && !m_ends) decode();
        status = lookAfterReader();
    }
    {
        const std::lock_guard guard(m_mutex);
        m_isOver = true;
    }
    m_taken.notify_all();
    m_outbox.stopWaiting();
    cutWhatIsOpen();
    return status;
}

void ServeSession::takeTasks(bool waits) {
    std::unique_lock guard(m_mutex);
    if (waits) m_news.wait_for(guard, kSignalInterval, [this] { return m_woken; });
    m_woken = false;
    m_next.insert(m_next.end(), std::make_move_iterator(m_tasks.begin()), std::make_move_iterator(m_tasks.end()));
    m_tasks.clear();
}

// Who does not read holds up what would have to be written, and is told so; who never does again, while nothing more can be taken, ends the session.
Status ServeSession::lookAfterReader() {
    const Outbox::Waiting waiting = m_outbox.waiting();
    if (m_outbox.hasRoom()) m_toldAboutReader = false;
    else if (waiting.seconds >= kWarnAfterSeconds && !std::exchange(m_toldAboutReader, true))
        m_options.warn(Error(ErrorCode::Busy, "the client does not read its answers: " + std::to_string(waiting.numBytes >> 20) + " MiB wait")
                           .withHint("nothing is generated until it does"));
    if (!m_outbox.isFull() || waiting.seconds < m_options.patienceSeconds) return {};
    return fail(Error(ErrorCode::Io, "the client has not read an answer for " + std::to_string(static_cast<std::int64_t>(waiting.seconds)) + " s, and " +
                                         std::to_string(waiting.numBytes >> 20) + " MiB of them wait; the session ends")
                    .withHint("read the answers while requests are sent, or give --patience"));
}

void ServeSession::cutWhatIsOpen() {
    for (const auto& [key, job] : m_jobs) {
        job.cancellation->request();
        send(job.id, "error", errorToJson(Error(ErrorCode::Cancelled, "the session ends")));
    }
    for (auto& [name, model] : m_models) {
        const GenerateWatch watch = watchOf(name);
        std::vector<SequenceId> sequences;
        for (const auto& [sequence, answering] : m_answering[name]) sequences.push_back(sequence);
        for (const SequenceId sequence : sequences) static_cast<void>(model->decoder().cancel(sequence, watch));   // their answers say that they are cut
    }
}

void ServeSession::take(const std::string& line) {
    Result<Json> json = parseJson(line, protocolLimits);
    if (!json || !json->is_object()) {
        Error error = json ? Error(ErrorCode::InvalidData, "a request is not an object: " + excerpt(line)) : std::move(json.error());
        return refuse(nullptr, "", std::move(error).withHint("one JSON object per line, for example {\"id\":1,\"op\":\"status\"}"));
    }
    const auto id = json->find("id");
    if (id == json->end() || !(id->is_string() || id->is_number_integer()))
        return refuse(nullptr, "",
                      Error(ErrorCode::InvalidArgument, "a request has no \"id\"").withHint("a text or a whole number, chosen by you").withKey("id"));
    Request request{dumpJson(*id), *id, std::move(*json)};
    if (m_open.contains(request.key))
        return refuse(request.id, "", Error(ErrorCode::AlreadyExists, "a request with this id is not answered yet").withKey("id"));
    if (m_openBytes + line.size() > kMaxOpenBytes)
        return refuse(request.id, "", Error(ErrorCode::Busy, std::to_string(m_open.size()) + " requests are not answered yet, and too large to take more")
                                          .withHint("send it again when some of them are answered"));
    m_open.emplace(request.key, line.size());
    m_openBytes += line.size();
    const Status done = guarded([&] { return dispatch(request); });
    if (!done) refuse(request.id, request.key, done.error());
}

Status ServeSession::dispatch(const Request& request) {
    using Handler = Status (ServeSession::*)(const Request&);
    static const std::map<std::string, Handler> handlers{{"load", &ServeSession::load},         {"attach", &ServeSession::attach},
                                                         {"release", &ServeSession::release},   {"generate", &ServeSession::generate},
                                                         {"logprobs", &ServeSession::logprobs}, {"tokenize", &ServeSession::tokenize},
                                                         {"plan", &ServeSession::plan},         {"status", &ServeSession::status},
                                                         {"cancel", &ServeSession::cancel}};
    const auto given = request.fields.find("op");
    const std::string op = given != request.fields.end() && given->is_string() ? given->get<std::string>() : "";
    if (op == "shutdown") {
        m_ends = true;
        answer(request, Json::object());
        return {};
    }
    const auto handler = handlers.find(op);
    if (handler != handlers.end()) return (this->*handler->second)(request);
    std::string known = "shutdown";
    for (const auto& [name, function] : handlers) known += ", " + name;
    return fail(Error(ErrorCode::InvalidArgument, "there is no request \"" + excerpt(op, 40) + "\"").withHint("There are: " + known).withKey("op"));
}

void ServeSession::send(const Json& id, const char* event, const Json& fields) {
    Json message{{"id", id}, {"event", event}};
    message.update(fields);
    m_outbox.send(message);
}

void ServeSession::close(const std::string& key) {
    const auto found = m_open.find(key);
    if (found == m_open.end()) return;
    m_openBytes -= found->second;
    m_open.erase(found);
}

void ServeSession::answer(const Request& request, const Json& result) {
    close(request.key);
    send(request.id, "result", result);
}

void ServeSession::refuse(const Json& id, const std::string& key, const Error& error) {
    close(key);
    send(id, "error", errorToJson(error));
}

Result<ServedModel*> ServeSession::modelOf(MessageFields& fields) {
    const std::string name = fields.text("model");
    if (name.empty() && m_models.size() == 1) return m_models.begin()->second.get();
    const auto found = m_models.find(name);
    if (found != m_models.end()) return found->second.get();
    std::string known;
    for (const auto& [other, model] : m_models) known += (known.empty() ? "" : ", ") + other;
    return fail(Error(ErrorCode::NotFound, name.empty() ? "which model? None is named" : "no model \"" + excerpt(name, 60) + "\" is loaded")
                    .withHint(known.empty() ? "Load one first." : "Loaded: " + known)
                    .withKey("model"));
}

Status ServeSession::attach(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op"});
    const std::string name = fields.requiredText("name"), folder = fields.requiredText("folder");
    ASSIGN_OR_RETURN(ServedModel* const model, modelOf(fields));
    RETURN_IF_ERROR(fields.done());
    const double started = monotonicSeconds();
    RETURN_IF_ERROR(model->attach(name, folder));
    ASSIGN_OR_RETURN(const ServedModel::Voice voice, model->voice(name));
    answer(request, {{"model", model->name()}, {"adapter", name}, {"fingerprint", voice.fingerprint}, {"milliseconds", 1000 * (monotonicSeconds() - started)}});
    return {};
}

Status ServeSession::release(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op"});
    const std::string adapter = fields.text("adapter");
    ASSIGN_OR_RETURN(ServedModel* const model, modelOf(fields));
    RETURN_IF_ERROR(fields.done());
    const std::string name = model->name();
    if (!adapter.empty()) {
        RETURN_IF_ERROR(model->detach(adapter));
    } else if (!model->decoder().idle()) {
        return fail(Error(ErrorCode::Busy, "\"" + name + "\" is answering").withHint("Cancel its requests, or wait for them.").withKey("model"));
    } else {
        m_models.erase(name);
        m_answering.erase(name);
        trimTensorMemory();
    }
    answer(request, {{"model", name}, {"adapter", adapter.empty() ? Json(nullptr) : Json(adapter)}});
    return {};
}

Status ServeSession::generate(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op"});
    ASSIGN_OR_RETURN(ServedModel* const model, modelOf(fields));
    const std::string adapter = fields.text("adapter");
    Answering answering{request.id, request.key, model->name(), adapter.empty() ? std::nullopt : std::optional(adapter), "", fields.flag("stream", true),
                        monotonicSeconds()};
    ASSIGN_OR_RETURN(const ServedModel::Voice voice, model->voice(answering.adapter));
    answering.fingerprint = voice.fingerprint;
    GenerateRequest wanted;
    wanted.adapter = voice.slot;
    wanted.sampling = samplingFrom(fields);
    wanted.maxNewTokens = fields.whole("max_new_tokens", 256, 1, std::int64_t{1} << 20);
    wanted.stop = fields.texts("stop", 16);
    wanted.stream = static_cast<std::uint64_t>(fields.whole("stream_index", 0, 0));
    const Result<PromptRow> row = promptFrom(fields);
    RETURN_IF_ERROR(fields.done());   // first: "promt" explains why there is no prompt
    if (!row) return fail(row.error());
    ASSIGN_OR_RETURN(wanted.promptIds, promptIds(*row, *model->encoder(), model->model().config().maxPositions));
    RETURN_IF_ERROR(BatchDecoder::check(wanted, model->model().config()));
    m_answering[model->name()].emplace(model->decoder().add(std::move(wanted)), std::move(answering));
    return {};
}

GenerateWatch ServeSession::watchOf(const std::string& model) {
    GenerateWatch watch;
    watch.onToken = [this, model](const GeneratedToken& token) {
        const Answering& answering = m_answering[model].at(token.sequence);
        if (answering.streams) send(answering.id, "token", {{"token", token.id}, {"text", std::string(token.newText)}});
    };
    watch.onFinished = [this, model](SequenceId sequence, Result<Completion> completion) -> Status {
        const auto found = m_answering[model].find(sequence);
        const Answering answering = std::move(found->second);
        m_answering[model].erase(found);
        if (!completion) {
            refuse(answering.id, answering.key, completion.error());
            return {};
        }
        close(answering.key);
        send(answering.id, "result", {{"model", answering.model}, {"adapter", answering.adapter ? Json(*answering.adapter) : Json(nullptr)},
            {"text", completion->text}, {"ids", completion->ids}, {"finish_reason", finishReasonName(completion->reason)},
            {"fingerprint", answering.fingerprint}, {"seconds", jsonNumber(monotonicSeconds() - answering.started)}});
        return {};
    };
    return watch;
}

bool ServeSession::isDecoding() const {
    return std::any_of(m_models.begin(), m_models.end(), [](const auto& entry) { return !entry.second->decoder().idle(); });
}

// A step of every model that has something to do. What goes wrong there is of the machine (memory), not of one sequence: all of that model are told.
void ServeSession::decode() {
    for (auto& [name, model] : m_models) {
        if (model->decoder().idle()) continue;
        const GenerateWatch watch = watchOf(name);
        const Status done = guarded([&, step = &*model] { return step->decoder().step(watch); });
        if (done) continue;
        std::map<SequenceId, Answering> all = std::move(m_answering[name]);
        m_answering[name].clear();
        GenerateWatch silent;
        silent.onFinished = [](SequenceId, const Result<Completion>&) { return Status(); };
        for (const auto& [sequence, answering] : all) {
            static_cast<void>(model->decoder().cancel(sequence, silent));
            refuse(answering.id, answering.key, done.error());
        }
    }
}

Status ServeSession::logprobs(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op"});
    ASSIGN_OR_RETURN(ServedModel* const model, modelOf(fields));
    const std::string adapter = fields.text("adapter");
    ASSIGN_OR_RETURN(const ServedModel::Voice voice, model->voice(adapter.empty() ? std::nullopt : std::optional(adapter)));
    const EncodeOptions options = encodeOptionsFrom(fields, model->model().config().maxPositions);
    fields.allow({"row"});
    if (!fields.has("row")) fields.mistake("row", "\"row\" is missing", "a row of a data set");
    RETURN_IF_ERROR(fields.done());
    ASSIGN_OR_RETURN(const Example example, readRow(fields.at("row")));
    ASSIGN_OR_RETURN(const EncodedRow encoded, model->encoder()->encode(example, options));
    Json result{{"model", model->name()}, {"fingerprint", voice.fingerprint}, {"problems", problemsToJson(encoded.problems)}};
    if (!encoded.refused()) {
        const std::vector<std::vector<TokenId>> rows{encoded.ids};
        ASSIGN_OR_RETURN(const auto logps, rowLogps(model->model(), voice.slot, rows));
        result.update(logpsToJson(encoded, logps.front()));
    }
    answer(request, result);
    return {};
}

Status ServeSession::tokenize(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op"});
    ASSIGN_OR_RETURN(ServedModel* const model, modelOf(fields));
    const EncodeOptions options = encodeOptionsFrom(fields, model->model().config().maxPositions);
    fields.allow({"row"});
    if (!fields.has("row")) fields.mistake("row", "\"row\" is missing", "a row of a data set");
    RETURN_IF_ERROR(fields.done());
    m_tokenizer.post([this, request, options, encoder = model->encoder()] {
        m_outbox.waitUntilNotFull();
        const auto result = std::make_shared<Json>();
        const Status done = guarded([&]() -> Status {
            ASSIGN_OR_RETURN(const Example example, readRow(request.fields.at("row")));
            ASSIGN_OR_RETURN(const EncodedRow encoded, encoder->encode(example, options));
            *result = encodedToJson(encoded);
            (*result)["problems"] = problemsToJson(encoded.problems);
            return {};
        });
        // The answer goes out at once; only the id waits for the session's thread.
        if (done) send(request.id, "result", *result);
        else send(request.id, "error", errorToJson(done.error()));
        post([this, key = request.key] { close(key); });
    });
    return {};
}

Status ServeSession::status(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op"});
    RETURN_IF_ERROR(fields.done());
    Json models = Json::array();
    for (const auto& [name, model] : m_models) {
        Json one = model->toJson();
        const auto found = m_answering.find(name);
        one["answering"] = found == m_answering.end() ? 0 : found->second.size();
        one["waiting"] = model->decoder().numWaiting();
        one["cache_bytes"] = model->decoder().cacheBytes();
        models.push_back(std::move(one));
    }
    Json loading = Json::array();
    std::int64_t numPlanning = 0;
    for (const auto& [key, job] : m_jobs) {
        if (job.model.empty()) ++numPlanning;
        else loading.push_back(job.model);
    }
    answer(request, {{"models", std::move(models)}, {"loading", std::move(loading)}, {"planning", numPlanning},
                     {"tensor_bytes", tensorMemoryUse().usedBytes}, {"available_bytes", memoryRoom().availableBytes}});
    return {};
}

Status ServeSession::cancel(const Request& request) {
    MessageFields fields(request.fields);
    fields.allow({"id", "op", "target"});
    if (!fields.has("target")) fields.mistake("target", "\"target\" is missing", "the id of the request to cancel");
    RETURN_IF_ERROR(fields.done());
    const std::string key = dumpJson(request.fields.at("target"));
    bool found = false;
    if (const auto job = m_jobs.find(key); job != m_jobs.end()) {
        job->second.cancellation->request();
        found = true;
    }
    for (auto& [name, sequences] : m_answering) {
        const auto it = std::find_if(sequences.begin(), sequences.end(), [&](const auto& entry) { return entry.second.key == key; });
        if (it == sequences.end()) continue;
        ASSIGN_OR_RETURN(found, m_models.at(name)->decoder().cancel(it->first, watchOf(name)));
        break;
    }
    answer(request, {{"cancelled", found}});   // false: it was answered before, or never asked
    return {};
}

}  // namespace luthier
