// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of the selected runs: one panel per series, all with the same x. Thread: GUI.
#pragma once

#include <map>
#include <set>
#include <vector>

#include <QWidget>

#include "core/base/error.h"
#include "views/runs/shown_run.h"
#include "views/shared/plot/plot_group.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QSlider;
class QStackedWidget;

namespace luthier {

class PlotPanel;
class RewardHeat;
class RewardKlPlot;

class PlotsTab : public QWidget {
    Q_OBJECT
public:
    explicit PlotsTab(QWidget* parent = nullptr);
    ~PlotsTab() override;
    void show(const ShownRuns& runs);
    PlotGroup& group() { return m_group; }
    PlotPanel* panel(const QString& series) const;

signals:
    void stepAsked(std::int64_t step);                 // a click on a curve: what was it trained on?
    void rolloutAsked(std::int64_t step);              // a click on a picture of rollouts
    void exported(const QString& path);
    void exportFailed(const luthier::Error& error);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeTools();
    void updateLegend();
    void updatePanels();
    void updateOnline();
    void arrange();
    std::vector<PlotCurve> curvesOf(const std::string& series) const;
    std::vector<PlotEvent> eventsOf(const ShownRun& run) const;
    bool updateEvents();                               // whether they are others
    PlotPanel* makePanel(const std::string& series);

    PlotGroup m_group{this};
    ShownRuns m_runs;
    std::shared_ptr<const RunTexts> m_eventsFrom;
    std::vector<PlotEvent> m_events;                   // of the first run
    std::set<std::int64_t> m_hidden;                   // runs switched off in the legend
    std::map<std::string, PlotPanel*> m_panels;
    std::vector<std::string> m_order;                  // series that have a panel now
    QComboBox* m_axis = nullptr;
    QCheckBox* m_logX = nullptr;
    QCheckBox* m_all = nullptr;
    QSlider* m_smoothing = nullptr;
    QLabel* m_smoothingWords = nullptr;
    QPushButton* m_reset = nullptr;
    QWidget* m_legend = nullptr;
    std::vector<std::int64_t> m_legendRuns;
    QScrollArea* m_scroll = nullptr;
    QGridLayout* m_grid = nullptr;
    QStackedWidget* m_body = nullptr;   // the panels, or why there are none
    RewardKlPlot* m_rewardKl = nullptr;                // of methods with rollouts only
    RewardHeat* m_rewardHeat = nullptr;
    bool m_isOnline = false;
    int m_numColumns = 0;
};

}  // namespace luthier
