// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/planner.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "core/base/processor.h"
#include "core/plan/plan_request.h"

namespace luthier {

namespace {

constexpr std::int64_t kRowsAtOnce = 5'000;   // planned in some hundredths of a second (tests/views/benchmarks/plan_benchmark.cpp)

std::vector<DataFile> filesOf(const RunConfig& config) {
    std::vector<DataFile> files = config.data.train;
    files.insert(files.end(), config.data.eval.begin(), config.data.eval.end());
    return files;
}

// Every so manieth row, and the longest one, for which memory must do.
RowFactsList someOf(const RowFactsList& rows, double share) {
    if (share >= 1 || rows.empty()) return rows;
    RowFactsList some;
    for (double at = 0; at < static_cast<double>(rows.size()); at += 1 / share) some.push_back(rows[static_cast<std::size_t>(at)]);
    some.back() = *std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->numTokens < b->numTokens; });
    return some;
}

void scaleUp(Plan& plan, const TrainingConfig& training, double share) {
    const auto scaled = [share](std::int64_t count) { return static_cast<std::int64_t>(std::llround(static_cast<double>(count) / share)); };
    const std::int64_t before = std::max<std::int64_t>(1, plan.work.numSteps);
    plan.work.numSteps = std::min(training.maxSteps.value_or(INT64_MAX), scaled(plan.work.numSteps));
    plan.work.all.numTokens = scaled(plan.work.all.numTokens);
    plan.work.all.numRowTokens = scaled(plan.work.all.numRowTokens);
    plan.seconds *= static_cast<double>(plan.work.numSteps) / static_cast<double>(before);
}

std::string fileKey(const RunConfig& config, std::size_t index) {
    const bool isTrain = index < config.data.train.size();
    return (isTrain ? "data.train[" : "data.eval[") + std::to_string(isTrain ? index : index - config.data.train.size()) + "].path";
}

std::int64_t freeBytes(const std::string& folder) {
    std::error_code error;
    std::filesystem::path place = folder;
    while (!place.empty() && !std::filesystem::exists(place, error) && place != place.parent_path()) place = place.parent_path();
    const std::filesystem::space_info space = std::filesystem::space(place, error);
    return error ? -1 : static_cast<std::int64_t>(std::min<std::uintmax_t>(space.available, INT64_MAX));
}

// What the window can say of a machine that nobody has measured.
void describeMachine(MachineFacts& machine, const PlanQuestion& question, PlanAnswer& answer) {
    machine.numThreads = numProcessors();
    machine.fastBf16 = hasBf16Instructions();
    machine.availableBytes = answer.room.availableBytes;
    if (question.measured) {
        machine.rates = question.measured->rates;
        machine.rates.measured = true;
    }
    if (!answer.onGpu) return;
    machine.onGpu = true;
    machine.programBytes = 0;   // a GPU holds no program
    machine.availableBytes = question.measured ? question.measured->availableBytes : INT64_MAX;
    answer.room = {machine.availableBytes, machine.availableBytes};
}

std::vector<Resolved> resolve(RunConfig& config, const PlanQuestion& question, std::int64_t numSteps, std::int64_t numParameters) {
    const bool isFast = question.measured ? question.measured->prefersBf16 : hasBf16Instructions();
    return resolveAuto(config, {numSteps, numParameters, isFast ? ComputePrecision::Bf16 : ComputePrecision::F32, {}, {}});
}

void addProblem(PlanAnswer& answer, const std::string& key, const Error& error) {
    std::string message = error.message;
    if (error.line > 0) message += " (line " + std::to_string(error.line) + ")";
    answer.problems.push_back({key, std::move(message), error.hint});
}

struct Part { std::vector<FactsOfFile> train, eval; double share = 1; };

// The rows to plan with: of those that are there some, when they are many.
Part partOf(const RunConfig& config, const std::vector<RowLists::List>& lists, std::int64_t mostRows, PlanAnswer& answer) {
    Part part;
    for (const RowLists::List& list : lists) {
        answer.numRowsRead += static_cast<std::int64_t>(list.rows.size());
        answer.numRowsInAll += std::max(list.total, static_cast<std::int64_t>(list.rows.size()));
        answer.isReading = answer.isReading || (!list.isComplete && !list.trouble);
    }
    if (answer.numRowsRead == 0) return part;
    const double taken = std::min(1.0, static_cast<double>(mostRows) / static_cast<double>(answer.numRowsRead));
    answer.isRough = taken < 1;
    part.share = taken * static_cast<double>(answer.numRowsRead) / static_cast<double>(answer.numRowsInAll);
    const std::vector<DataFile> files = filesOf(config);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const bool isPart = part.share < 1 && files[i].maxRows.has_value();
        const double cap = static_cast<double>(files[i].maxRows.value_or(-1)) * (isPart ? part.share : 1.0);
        FactsOfFile facts{someOf(lists[i].rows, taken), files[i].weight, isPart ? std::max<std::int64_t>(1, std::llround(cap)) : files[i].maxRows.value_or(-1)};
        (i < config.data.train.size() ? part.train : part.eval).push_back(std::move(facts));
    }
    return part;
}

}  // namespace

PlanAnswer planOf(const PlanQuestion& question, const std::vector<RowLists::List>& lists, std::int64_t mostRows) {
    PlanAnswer answer;
    answer.room = memoryRoom();
    answer.freeDiskBytes = freeBytes(question.runsFolder);
    RunConfig config = question.config;
    answer.onGpu = config.device.starts_with("cuda") || (config.device == "auto" && question.measured && !question.measured->isProcessor);
    const auto model = loadModelConfig(config.model.path);
    if (!model) addProblem(answer, "model.path", model.error());
    for (std::size_t i = 0; model && i < lists.size(); ++i)
        if (lists[i].trouble) addProblem(answer, fileKey(config, i), *lists[i].trouble);
    if (!answer.problems.empty()) return answer;
    answer.resolved = resolve(config, question, 0, numParameters(*model));
    const Part part = partOf(question.config, lists, mostRows, answer);
    if (answer.numRowsRead == 0) return answer;
    auto sizes = runSizesOf(part.train, part.eval, config.data.evalFraction, encodeOptions(config), static_cast<std::uint64_t>(config.seed));
    if (!sizes) {
        addProblem(answer, "data.train", sizes.error());
        return answer;
    }
    const auto whole = [&part](std::size_t count) { return static_cast<std::int64_t>(std::llround(static_cast<double>(count) / part.share)); };
    answer.numTrainRows = whole(sizes->data.train.lengths.size());
    answer.numEvalRows = whole(sizes->data.eval.lengths.size());
    answer.numTruncated = whole(static_cast<std::size_t>(sizes->numTruncated));
    for (const auto& [rule, count] : sizes->refused) answer.refused[rule] = whole(static_cast<std::size_t>(count));
    if (answer.numTrainRows == 0) return answer;
    config = question.config;
    const double steps = static_cast<double>(numStepsOf(sizes->data, config)) / part.share;
    answer.resolved = resolve(config, question, static_cast<std::int64_t>(std::llround(steps)), numParameters(*model));
    auto request = planRequestOf(config, std::move(sizes->data), false);
    if (!request) {
        addProblem(answer, config.model.adapter ? "model.adapter" : "model.path", request.error());
        return answer;
    }
    describeMachine(request->machine, question, answer);
    answer.plan = makePlan(*request);
    if (part.share < 1) scaleUp(*answer.plan, config.training, part.share);
    return answer;
}

Planner::Planner(RowLists::Read read, QObject* parent)
    : QObject(parent), m_lists(std::make_unique<RowLists>(std::move(read), [this] { wake(); })), m_thread([this] { work(); }) {}

Planner::~Planner() {
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
    m_thread.join();
    m_lists.reset();   // its thread calls wake(), so it goes while the rest is there
}

void Planner::ask(PlanQuestion question) {
    {
        const std::lock_guard lock(m_mutex);
        m_question = std::move(question);
        ++m_number;
        ++m_news;
    }
    m_changed.notify_all();
}

void Planner::cancel() {
    const std::lock_guard lock(m_mutex);
    m_question.reset();
    ++m_number;
}

void Planner::contentsChanged() {
    m_lists->forget();
    wake();
}

void Planner::wake() {
    {
        const std::lock_guard lock(m_mutex);
        ++m_news;
    }
    m_changed.notify_all();
}

void Planner::work() {
    for (;;) {
        PlanQuestion question;
        std::int64_t number = 0;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_ends || (m_question && m_answeredNews != m_news); });
            if (m_ends) return;
            question = *m_question;
            number = m_number;
            m_answeredNews = m_news;
        }
        const std::vector<RowLists::List> lists = m_lists->ask(question.config.model.path, filesOf(question.config));
        PlanAnswer answer = planOf(question, lists, kRowsAtOnce);
        const bool isRough = answer.isRough && !answer.isReading;
        give(std::move(answer), number);
        const auto isOld = [this] {
            const std::lock_guard lock(m_mutex);
            return m_ends || m_answeredNews != m_news;
        };
        if (isRough && !isOld()) give(planOf(question, lists), number);
    }
}

void Planner::give(PlanAnswer answer, std::int64_t number) {
    QMetaObject::invokeMethod(
        this,
        [this, number, answer = std::move(answer)] {
            bool isNewest = false;
            {
                const std::lock_guard lock(m_mutex);
                isNewest = number == m_number;
            }
            if (isNewest) emit answered(answer);
        },
        Qt::QueuedConnection);
}

}  // namespace luthier
