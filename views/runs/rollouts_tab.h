// SPDX-License-Identifier: GPL-3.0-or-later
// What the policy answered itself: a table of all answers, one opened with its numbers per token, and the film strip of a held-out prompt. Thread: GUI.
#pragma once

#include <memory>

#include <QTimer>
#include <QWidget>

#include "views/runs/rollouts_model.h"
#include "views/runs/shown_run.h"

class QButtonGroup;
class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace luthier {

class FilmStrip;
class HeatLegend;
class TokenHeat;

class RolloutsTab : public QWidget {
    Q_OBJECT
public:
    explicit RolloutsTab(RunFeed& feed, QWidget* parent = nullptr);
    void show(const ShownRun& run);
    const RolloutsModel& model() const { return m_model; }
    // Only the answers that this step learned from.
    void showStep(std::int64_t step);

private:
    enum class Heat { Kl, Advantage, Value };
    QWidget* makeTools();
    QWidget* makeTable();
    QWidget* makeDetail();
    void setUpColumns();
    void applyFilter();
    void updateCount();
    void openCurrent();
    void showText();                       // of the opened answer, with the heat that is chosen
    void showParts();
    const std::vector<double>& numbersOf(Heat heat) const;
    RunFeed& m_feed;
    std::int64_t m_run = 0, m_asked = 0;
    int m_numColumns = 0;
    RolloutsModel m_model;
    std::optional<RolloutAnswer> m_opened;
    std::optional<RolloutText> m_text;
    QTimer m_later;                        // of the search
    QButtonGroup* m_views = nullptr;
    QButtonGroup* m_heats = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_filters = nullptr;
    QLineEdit* m_search = nullptr;
    QSpinBox* m_first = nullptr;
    QSpinBox* m_last = nullptr;
    QCheckBox* m_heldOut = nullptr;
    QPushButton* m_waiting = nullptr;
    QLabel* m_count = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_prompt = nullptr;
    TokenHeat* m_heat = nullptr;
    HeatLegend* m_legend = nullptr;
    QWidget* m_heatRow = nullptr;
    QFormLayout* m_parts = nullptr;
    QPushButton* m_film = nullptr;
    FilmStrip* m_strip = nullptr;
    QWidget* m_content = nullptr;
    QWidget* m_empty = nullptr;
};

}  // namespace luthier
