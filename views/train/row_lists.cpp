// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train/row_lists.h"

#include <algorithm>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/data/split.h"

namespace luthier {

namespace {

constexpr double kSecondsBetweenNews = 0.25;
constexpr std::size_t kMostModels = 4;

// The tokenizer is what its files say: a folder that was exchanged meanwhile is another one.
std::string tokenizerKey(const std::string& folder) {
    Sha256 hash;
    hash.update(folder);
    for (const char* const name : {"tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json"})
        if (const auto text = readFile(folder + '/' + name)) hash.update(*text);
    return hash.hex();
}

std::string keyOf(const std::string& modelFolder, const DataFile& file) {
    return modelFolder + '\n' + file.path + '\n' + file.format + '\n' + dumpJson(file.mapping);
}

}  // namespace

RowLists::RowLists(Read read, std::function<void()> news) : m_read(std::move(read)), m_news(std::move(news)), m_thread([this] { work(); }) {}

RowLists::~RowLists() {
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        m_wanted.clear();
    }
    m_changed.notify_all();
    m_thread.join();
}

std::vector<RowLists::List> RowLists::ask(const std::string& modelFolder, const std::vector<DataFile>& files) {
    std::vector<List> lists;
    const std::lock_guard lock(m_mutex);
    m_wanted.clear();
    m_jobs.clear();
    for (const DataFile& file : files) {
        const std::string key = keyOf(modelFolder, file);
        m_wanted.push_back(key);
        Entry& entry = m_entries[key];
        if (entry.isStale || (!entry.list.isComplete && !entry.list.trouble)) m_jobs.push_back({key, modelFolder, file});
        lists.push_back(entry.list);
    }
    m_changed.notify_all();
    return lists;
}

void RowLists::forget() {
    const std::lock_guard lock(m_mutex);
    ++m_age;
    for (auto& [key, entry] : m_entries) entry.isStale = true;
}

std::int64_t RowLists::numEncoded() const {
    const std::lock_guard lock(m_mutex);
    return m_numEncoded;
}

bool RowLists::takeJob(Job& job) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ends || !m_jobs.empty(); });
    if (m_ends) return false;
    job = std::move(m_jobs.front());
    m_jobs.erase(m_jobs.begin());
    return true;
}

void RowLists::work() {
    Job job;
    while (takeJob(job)) readList(job);
}

bool RowLists::isWanted(const std::string& key) const {
    const std::lock_guard lock(m_mutex);
    return !m_ends && std::find(m_wanted.begin(), m_wanted.end(), key) != m_wanted.end();
}

Result<const RowEncoder*> RowLists::encoderOf(const std::string& modelFolder) {
    const std::string key = tokenizerKey(modelFolder);
    if (!m_encoder || m_encoderFolder != key) {
        m_encoder.reset();
        ASSIGN_OR_RETURN(m_encoder, RowEncoder::load(modelFolder));
        m_encoderFolder = key;
        if (m_seen.size() >= kMostModels && !m_seen.contains(key)) m_seen.erase(m_seen.begin());
    }
    return &*m_encoder;
}

void RowLists::publish(const Job& job, List list, bool ends) {
    {
        const std::lock_guard lock(m_mutex);
        Entry& entry = m_entries[job.key];
        // While it is read anew, what was known before is the better answer.
        if (entry.isStale && !ends) return;
        entry.list = std::move(list);
        if (ends) entry.isStale = false;
    }
    m_news();
}

void RowLists::readList(const Job& job) {
    std::int64_t age = 0;
    {
        const std::lock_guard lock(m_mutex);
        const Entry& entry = m_entries[job.key];
        if (!entry.isStale && (entry.list.isComplete || entry.list.trouble)) return;   // somebody asked twice
        age = m_age;
    }
    List list;
    const auto encoder = encoderOf(job.modelFolder);
    if (!encoder) {
        list.trouble = encoder.error();
        return publish(job, std::move(list), true);
    }
    Seen& seen = m_seen[m_encoderFolder];
    double told = monotonicSeconds();
    bool isGivenUp = false;
    std::optional<Error> ofRow;
    const auto onRow = [&](const Example& example) {
        std::shared_ptr<const RowFacts>& facts = seen[contentHash(example)];
        if (!facts) {
            auto made = rowFactsOf(example, **encoder);
            if (!made) {
                ofRow = made.error();
                return false;
            }
            facts = std::make_shared<const RowFacts>(std::move(*made));
            const std::lock_guard lock(m_mutex);
            ++m_numEncoded;
        }
        list.rows.push_back(facts);
        if (list.rows.size() % 32 != 0) return true;
        isGivenUp = !isWanted(job.key);
        if (!isGivenUp && monotonicSeconds() - told > kSecondsBetweenNews) {
            publish(job, list, false);
            told = monotonicSeconds();
        }
        return !isGivenUp;
    };
    const Status read = m_read(job.file, [&list](std::int64_t total) { list.total = total; }, onRow);
    if (isGivenUp) return;   // what was read stays in `seen`
    if (!read || ofRow) list.trouble = ofRow ? *ofRow : read.error();
    list.isComplete = !list.trouble;
    list.total = static_cast<std::int64_t>(list.rows.size());
    {
        const std::lock_guard lock(m_mutex);
        if (age != m_age) m_entries[job.key].isStale = false;   // shown, and read once more
    }
    publish(job, std::move(list), true);
    const std::lock_guard lock(m_mutex);
    if (age != m_age) m_entries[job.key].isStale = true;
}

}  // namespace luthier
