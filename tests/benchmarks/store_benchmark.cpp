// SPDX-License-Identifier: Apache-2.0
// The project store at size: store_benchmark [rows, default 1000000] [folder, default a temporary one]. One JSON line per figure.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <vector>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/store/facets.h"
#include "core/store/project.h"

using namespace luthier;
using namespace luthier::store;

namespace {

void say(const std::string& name, const Json& figures) {
    Json line{{"case", name}};
    line.update(figures);
    std::cout << dumpJson(line) << std::endl;
}

template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    std::cerr << result.error().toString() << "\n";
    std::exit(1);
}
void must(const Status& status) {
    if (status) return;
    std::cerr << status.error().toString() << "\n";
    std::exit(1);
}

std::int64_t residentKiB(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(key + ":")) return std::stoll(line.substr(key.size() + 1));
    return 0;
}

// Chat rows of some 350 bytes, of 20,000 words that are used as often as those of a language are.
std::int64_t writeRowsFile(const std::string& path, std::int64_t numRows) {
    std::ofstream file(path, std::ios::binary);
    for (std::int64_t i = 0; i < numRows; ++i) {
        const auto words = [&](std::uint64_t part, int count) {
            std::string text;
            for (int w = 0; w < count; ++w) {
                const double u = uniformAt(part, static_cast<std::uint64_t>(w), static_cast<std::uint64_t>(i));
                text += (w == 0 ? "w" : " w") + std::to_string(static_cast<int>(20000 * u * u * u));
            }
            return text;
        };
        const int length = 10 + static_cast<int>(30 * uniformAt(7, 0, static_cast<std::uint64_t>(i)));
        const std::string answer = i % 997 == 0 ? "" : words(2, length);
        file << R"({"messages":[{"role":"user","content":")" << words(1, 12) << R"("},{"role":"assistant","content":")" << answer
             << R"("}],"source":"made"})" << "\n";
    }
    file.close();
    return static_cast<std::int64_t>(must(fileSize(path)));
}

// Of this thread and of all: on a machine that has other work, these say more than the clock.
double cpuSeconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
double milliseconds(Work work) {
    const double start = monotonicSeconds();
    work();
    return (monotonicSeconds() - start) * 1e3;
}

void firstPages(Project& project, std::int64_t dataset) {
    struct Case { const char* name; ExampleFilter filter; };
    std::vector<Case> cases;
    const auto add = [&](const char* name, auto change) {
        ExampleFilter filter{.dataset = dataset};
        change(filter);
        cases.push_back({name, filter});
    };
    add("everything", [](ExampleFilter&) {});
    add("problems", [](ExampleFilter& f) { f.onlyProblems = true; });
    add("problems by length", [](ExampleFilter& f) { f.onlyProblems = true; f.sort = ExampleFilter::Sort::Characters; });
    add("longest", [](ExampleFilter& f) { f.sort = ExampleFilter::Sort::Characters; f.descending = true; });
    add("by turns", [](ExampleFilter& f) { f.sort = ExampleFilter::Sort::Turns; });
    add("by tokens", [](ExampleFilter& f) { f.sort = ExampleFilter::Sort::Tokens; f.descending = true; });
    add("long ones", [](ExampleFilter& f) { f.minCharacters = 280; });
    add("very long ones", [](ExampleFilter& f) { f.minCharacters = 10000; });
    add("tag of 10 %", [](ExampleFilter& f) { f.tags = {"tenth"}; });
    add("tag of 10 % by length", [](ExampleFilter& f) { f.tags = {"tenth"}; f.sort = ExampleFilter::Sort::Characters; f.descending = true; });
    add("rare tag by length", [](ExampleFilter& f) { f.tags = {"rare"}; f.sort = ExampleFilter::Sort::Characters; });
    add("common word", [](ExampleFilter& f) { f.search = "w0"; });
    add("common beginning", [](ExampleFilter& f) { f.search = "w1"; });
    add("rare word", [](ExampleFilter& f) { f.search = "w19999"; });
    add("word that is not there", [](ExampleFilter& f) { f.search = "nowhere"; });
    add("common word by length", [](ExampleFilter& f) { f.search = "w0"; f.sort = ExampleFilter::Sort::Characters; f.descending = true; });
    add("two words and problems", [](ExampleFilter& f) { f.search = "w0 w1"; f.onlyProblems = true; });
    for (const Case& one : cases) {
        Examples::Piece piece;
        std::int64_t count = 0;
        const double pageMs = milliseconds([&] { piece = must(project.examples().ids(one.filter, {}, 100)); });
        const double showMs = milliseconds([&] { (void)must(project.examples().summaries(piece.ids)); });
        const double countMs = milliseconds([&] { count = must(project.examples().count(one.filter)); });
        say(std::string("first page: ") + one.name,
            {{"page_ms", pageMs}, {"rows", piece.ids.size()}, {"summaries_ms", showMs}, {"count", count}, {"count_ms", countMs}});
    }
}

// Whole lists in pieces as the window fetches them, and the counts of all facets.
void lists(Project& project, std::int64_t dataset) {
    const auto all = [&](const char* name, ExampleFilter filter) {
        filter.dataset = dataset;
        std::size_t numRows = 0;
        std::optional<ExampleCursor> after;
        const double ms = milliseconds([&] {
            do {
                const Examples::Piece piece = must(project.examples().ids(filter, after, 20000));
                numRows += piece.ids.size();
                after = piece.next;
            } while (after);
        });
        say(std::string("all ids: ") + name, {{"rows", numRows}, {"ms", ms}});
    };
    all("by turns", {.sort = ExampleFilter::Sort::Turns});
    all("common word", {.search = "w0"});
    all("common beginning", {.search = "w1"});
    std::size_t numCells = 0;
    const double ms = milliseconds([&] { numCells = must(project.examples().facets({.dataset = dataset})).cells.size(); });
    say("facets", {{"ms", ms}, {"cells", numCells}});
}

void importRows(Project& project, const std::string& file, std::int64_t numBytes, std::int64_t& dataset) {
    const std::int64_t before = residentKiB("VmRSS");
    std::vector<double> gaps;
    double last = monotonicSeconds();
    const double start = last, cpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID), allCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
    const auto between = [&] {
        const double now = monotonicSeconds();
        gaps.push_back((now - last) * 1e3);
        last = monotonicSeconds();
    };
    const ImportReport report = must(project.datasets().import({file, "benchmark", {}}, {}, between));
    const double seconds = monotonicSeconds() - start;
    dataset = report.dataset;
    const double ownCpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - cpu, parserCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - allCpu - ownCpu;
    std::sort(gaps.begin(), gaps.end());
    say("import", {{"rows", report.numRows}, {"seconds", seconds}, {"rows_per_second", static_cast<double>(report.numRows) / seconds},
                   {"writer_cpu_seconds", ownCpu}, {"parser_cpu_seconds", parserCpu},
                   {"megabytes_per_second", static_cast<double>(numBytes) / 1e6 / seconds}, {"piece_ms_median", gaps[gaps.size() / 2]},
                   {"piece_ms_p99", gaps[gaps.size() * 99 / 100]}, {"piece_ms_max", gaps.back()}, {"rss_before_kib", before},
                   {"rss_peak_kib", residentKiB("VmHWM")}});
}

void bulkEdits(Project& project, std::int64_t dataset, std::int64_t numRows) {
    std::vector<std::int64_t> ids;
    std::optional<ExampleCursor> after;
    ExampleFilter filter{.dataset = dataset};
    const double listMs = milliseconds([&] {
        do {
            Examples::Piece piece = must(project.examples().ids(filter, after, 10000));
            ids.insert(ids.end(), piece.ids.begin(), piece.ids.end());
            after = piece.next;
        } while (after);
    });
    say("all ids", {{"rows", ids.size()}, {"ms", listMs}});
    std::vector<std::int64_t> tenth, rare;
    for (std::size_t i = 0; i < ids.size(); i += 10) tenth.push_back(ids[i]);
    for (std::size_t i = 0; i < ids.size(); i += 10000) rare.push_back(ids[i]);
    say("tag 10 %", {{"rows", tenth.size()}, {"ms", milliseconds([&] { must(project.examples().addTag(tenth, "tenth")); })}});
    must(project.examples().addTag(rare, "rare"));
    const std::span<const std::int64_t> some(ids.data(), static_cast<std::size_t>(std::min<std::int64_t>(numRows, 100000)));
    say("remove", {{"rows", some.size()}, {"ms", milliseconds([&] { must(project.examples().remove(some)); })}});
    say("undo of remove", {{"rows", some.size()}, {"ms", milliseconds([&] { (void)must(project.journal().undo()); })}});
    say("redo of remove", {{"rows", some.size()}, {"ms", milliseconds([&] { (void)must(project.journal().redo()); })}});
    (void)must(project.journal().undo());
    Example example = must(project.examples().get(ids.front()));
    std::vector<double> edits;
    for (int i = 0; i < 200; ++i) {
        std::get<Conversation>(example.body).turns.back().text = "edit " + std::to_string(i);
        edits.push_back(milliseconds([&] { must(project.examples().replace(ids[static_cast<std::size_t>(i)], example, "Edit")); }));
    }
    std::sort(edits.begin(), edits.end());
    say("edit", {{"ms_median", edits[100]}, {"ms_p99", edits[197]}, {"ms_max", edits.back()}});
}

void indexAll(Project& project) {
    std::vector<double> calls;
    const double start = monotonicSeconds(), cpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    for (bool more = true; more;) calls.push_back(milliseconds([&] { more = must(project.datasets().indexSome()); }));
    const double seconds = monotonicSeconds() - start;
    std::sort(calls.begin(), calls.end());
    say("index", {{"seconds", seconds}, {"cpu_seconds", cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - cpu},
                  {"call_ms_median", calls[calls.size() / 2]}, {"call_ms_p99", calls[calls.size() * 99 / 100]},
                  {"call_ms_max", calls.back()}});
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t numRows = argc > 1 ? std::stoll(argv[1]) : 1'000'000;
    std::string folder = argc > 2 ? argv[2] : "";
    const bool isTemporary = folder.empty();
    if (isTemporary) {
        char name[] = "/tmp/luthier-store-benchmark-XXXXXX";
        folder = ::mkdtemp(name) ? name : "";
    }
    const std::string file = folder + "/rows.jsonl";
    const std::int64_t numBytes = writeRowsFile(file, numRows);
    std::int64_t dataset = 0;
    {
        auto project = must(Project::open(folder + "/project"));
        importRows(*project, file, numBytes, dataset);
        bulkEdits(*project, dataset, numRows);
        indexAll(*project);
        firstPages(*project, dataset);
        lists(*project, dataset);
        Datasets::Snapshot snapshot;
        say("snapshot", {{"ms", milliseconds([&] { snapshot = must(project->datasets().snapshot(dataset)); })}, {"rows", snapshot.numRows}});
        say("export as messages", {{"ms", milliseconds([&] { (void)must(project->datasets().exportTo(dataset, folder + "/out.jsonl", "messages")); })}});
        say("delete the data set", {{"ms", milliseconds([&] { must(project->datasets().remove(dataset)); })}});
        (void)must(project->journal().undo());
        say("close", {{"ms", milliseconds([&] { project.reset(); })},
                      {"database_mb", static_cast<double>(must(fileSize(folder + "/project/luthier.db"))) / 1e6}});
    }
    std::unique_ptr<Project> again;
    say("open", {{"ms", milliseconds([&] { again = must(Project::open(folder + "/project")); })}, {"rss_peak_kib", residentKiB("VmHWM")}});
    again.reset();
    if (isTemporary) must(removeFolder(folder));
    return 0;
}
