// SPDX-License-Identifier: GPL-3.0-or-later
// How long after a change of the settings the plan of the Train page is there. Prints JSON, a line for each number of rows.
//   plan_benchmark MODEL_FOLDER [rows ...]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <QCoreApplication>
#include <QEventLoop>

#include "core/base/clock.h"
#include "core/recipe/run_config.h"
#include "views/train/planner.h"

namespace luthier {
namespace {

Example rowOf(std::int64_t number) {
    Conversation dialogue;
    dialogue.turns.resize(2);
    dialogue.turns[0].text = "What is to be said of number " + std::to_string(number) + "?";
    dialogue.turns[1].role = Role::Assistant;
    for (std::int64_t i = 0; i < 20 + number * 37 % 160; ++i) dialogue.turns[1].text += "word " + std::to_string(number + i) + " ";
    Example example;
    example.id = std::to_string(number);
    example.body = std::move(dialogue);
    return example;
}

class Measuring {
public:
    Measuring(const std::string& model, std::int64_t numRows) : m_planner([numRows](const DataFile&, const auto& onTotal, const auto& onRow) {
        onTotal(numRows);
        for (std::int64_t i = 0; i < numRows; ++i)
            if (!onRow(rowOf(i))) break;
        return Status();
    }) {
        m_question.config.model.path = model;
        m_question.config.data.train.resize(1);
        m_question.config.data.train[0].path = "rows";
        m_question.runsFolder = "/tmp";
        QObject::connect(&m_planner, &Planner::answered, &m_planner, [this](const PlanAnswer& answer) {
            m_isThere = true;
            m_isReading = answer.isReading || !answer.plan;
            m_loop.quit();
        });
    }
    // Seconds until the first answer; with `whole`, until all rows are known.
    double ask(std::int64_t rank, bool whole) {
        std::get<LoraOptions>(m_question.config.adapter).rank = rank;
        m_isThere = false;
        const double started = monotonicSeconds();
        m_planner.ask(m_question);
        do m_loop.exec();
        while (!m_isThere || (whole && m_isReading));
        return monotonicSeconds() - started;
    }

private:
    PlanQuestion m_question;
    Planner m_planner;
    QEventLoop m_loop;
    bool m_isThere = false, m_isReading = true;
};

}  // namespace
}  // namespace luthier

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "plan_benchmark MODEL_FOLDER [rows ...]\n");
        return 2;
    }
    std::vector<std::int64_t> sizes;
    for (int i = 2; i < argc; ++i) sizes.push_back(std::atoll(argv[i]));
    if (sizes.empty()) sizes = {200, 10000, 100000};
    for (const std::int64_t numRows : sizes) {
        luthier::Measuring measuring(argv[1], numRows);
        const double first = measuring.ask(16, true);
        std::vector<double> seconds;
        for (std::int64_t i = 0; i < 40; ++i) seconds.push_back(measuring.ask(8 + i, false));
        std::sort(seconds.begin(), seconds.end());
        std::printf(R"({"rows":%lld,"read_seconds":%.2f,"median_milliseconds":%.1f,"worst_milliseconds":%.1f})" "\n", static_cast<long long>(numRows), first,
                    1e3 * seconds[seconds.size() / 2], 1e3 * seconds.back());
        std::fflush(stdout);
    }
}
