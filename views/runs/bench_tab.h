// SPDX-License-Identifier: GPL-3.0-or-later
// The bench of a reward model: its scores over the held-out pairs, where it is wrong, and what it gives to a text. Thread: GUI; scores come from an engine
// process.
#pragma once

#include <memory>
#include <optional>

#include <QAbstractTableModel>
#include <QTemporaryDir>
#include <QWidget>

#include "views/link/engine_task.h"
#include "views/runs/online_plots.h"
#include "views/runs/reward_bench.h"
#include "views/runs/shown_run.h"

class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace luthier {

namespace theme {
class ErrorPanel;
class ProgressLine;
}  // namespace theme

// Scores of the better and of the worse answers over one another.
class ScoreHistogram : public AxesPlot {
    Q_OBJECT
public:
    explicit ScoreHistogram(QWidget* parent = nullptr);
    void setBench(const RewardBench& bench);
    bool isEmpty() const override { return m_most == 0; }

protected:
    void paintInside(QPainter& painter, const QRectF& inside) override;
    std::optional<Under> underMouse(const QPointF& at, const QRectF& inside) const override;

private:
    static constexpr int numBins = 32;
    ScoreBins m_bins;
    std::int64_t m_most = 0;
};

// Pairs whose worse answer got the higher score, the worst first.
class DisagreementsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Margin, Better, Worse, Question, NumColumns };
    static constexpr std::size_t mostShown = 200;
    using QAbstractTableModel::QAbstractTableModel;
    void setBench(const RewardBench& bench);
    const std::vector<BenchPair>& pairs() const { return m_pairs; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<BenchPair> m_pairs;
};

class BenchTab : public QWidget {
    Q_OBJECT
public:
    explicit BenchTab(QString enginePath, QWidget* parent = nullptr);
    // Whether the run has what it takes: a reward model in final/.
    static bool isFor(const ShownRun& run);
    void show(const ShownRun& run, const QString& readOnlyReason);
    const std::optional<RewardBench>& bench() const { return m_bench; }

signals:
    void tagAsked(const std::vector<luthier::BenchPair>& pairs);
    void openAsked(const luthier::BenchPair& pair);

private:
    QWidget* makeResults();
    void fillGroups(QVBoxLayout* inner);
    QWidget* makeTexts();
    QWidget* makeAsk();
    QStringList arguments(const QString& rows) const;
    void scorePairs();
    void take(Result<RewardBench> bench);
    void scoreText();
    void showAccuracy();
    void showPair();
    std::vector<BenchPair> selected() const;
    QString m_engine;
    std::int64_t m_run = 0, m_asked = 0;
    QString m_folder, m_model, m_readOnlyReason;
    std::optional<RewardBench> m_bench;
    DisagreementsModel m_disagreements;
    std::unique_ptr<EngineTask> m_task, m_textTask;
    std::unique_ptr<QTemporaryDir> m_texts;
    QPushButton* m_score = nullptr;
    theme::ProgressLine* m_progress = nullptr;
    theme::ErrorPanel* m_error = nullptr;
    QWidget* m_results = nullptr;
    QLabel* m_summary = nullptr;
    ScoreHistogram* m_histogram = nullptr;
    QGridLayout* m_groups = nullptr;
    QTableView* m_table = nullptr;
    QPlainTextEdit* m_better = nullptr;
    QPlainTextEdit* m_worse = nullptr;
    QPushButton* m_tag = nullptr;
    QPushButton* m_open = nullptr;
    QLineEdit* m_question = nullptr;
    QPlainTextEdit* m_answer = nullptr;
    QPushButton* m_ask = nullptr;
    QLabel* m_given = nullptr;
};

}  // namespace luthier
