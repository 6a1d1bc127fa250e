// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of data sets in sizes (core/plan/row_facts.h), encoded once on a thread of its own and kept by content: a row that was seen before, in whatever data
// set, is not encoded again while the window is open. Thread: any.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "core/plan/row_facts.h"

namespace luthier {

class RowLists {
public:
    // Reads what a file of run.json names, data sets of the project too. onTotal: how many rows there will be, where that is known; onRow: false to stop.
    using OnTotal = std::function<void(std::int64_t)>;
    using OnRow = std::function<bool(const Example&)>;
    using Read = std::function<Status(const DataFile& file, const OnTotal& onTotal, const OnRow& onRow)>;
    // news: a list has more rows, is complete or cannot be read; called on the thread of this class.
    RowLists(Read read, std::function<void()> news);
    ~RowLists();
    RowLists(const RowLists&) = delete;
    RowLists& operator=(const RowLists&) = delete;

    struct List {
        RowFactsList rows;
        std::int64_t total = 0;              // 0: not known yet
        bool isComplete = false;
        std::optional<Error> trouble;        // of the file, or of the model's tokenizer
    };
    // What is known of these files for this model; what is not is begun, and what nobody asks for any more is given up.
    std::vector<List> ask(const std::string& modelFolder, const std::vector<DataFile>& files);
    // The contents may be others now; what is known stays until it is read anew.
    void forget();
    std::int64_t numEncoded() const;         // rows that went through a tokenizer, for tests

private:
    struct Job { std::string key, modelFolder; DataFile file; };
    struct Entry { List list; bool isStale = false; };
    using Seen = std::unordered_map<std::string, std::shared_ptr<const RowFacts>>;   // by content
    void work();
    bool takeJob(Job& job);
    void readList(const Job& job);
    Result<const RowEncoder*> encoderOf(const std::string& modelFolder);
    bool isWanted(const std::string& key) const;
    void publish(const Job& job, List list, bool ends);

    const Read m_read;
    const std::function<void()> m_news;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::string, Entry> m_entries;  // by model and file
    std::vector<Job> m_jobs;
    std::vector<std::string> m_wanted;
    std::int64_t m_numEncoded = 0, m_age = 0;   // age: how often forget() was called
    bool m_ends = false;
    // Of the thread alone.
    std::string m_encoderFolder;
    std::optional<RowEncoder> m_encoder;
    std::map<std::string, Seen> m_seen;      // by model
    std::thread m_thread;
};

}  // namespace luthier
