// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/plots_tab.h"

#include <algorithm>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "views/runs/flow_layout.h"
#include "views/runs/online_plots.h"
#include "views/runs/run_words.h"
#include "views/shared/plot/plot_panel.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int panelHeight = 212, oneColumnBelow = 620;
constexpr std::size_t numBeforePictures = 4;   // reward, KL, entropy, length
constexpr int sliderSteps = 60;

// The slider is even in how far back an average reaches: 0, then 0.6, 0.9, 0.99, 0.999.
double smoothingOf(int position) { return position == 0 ? 0 : 1 - std::pow(10, -3.0 * position / sliderSteps); }
int positionOf(double smoothing) { return static_cast<int>(std::lround(-std::log10(1 - smoothing) * sliderSteps / 3)); }

QIcon lineIcon(int color) {
    QPixmap pixmap(36, 24);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::seriesColor(color), 2.5, theme::seriesIsDashed(color) ? Qt::DotLine : Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(2, 6), QPointF(16, 6));
    return pixmap;
}

}  // namespace

PlotsTab::PlotsTab(QWidget* parent) : QWidget(parent) {
    setObjectName("runs.plots");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::kSpace12, 0, 0);
    layout->setSpacing(theme::kSpace12);
    layout->addWidget(makeTools());
    m_legend = new QWidget;
    m_legend->setObjectName("runs.plots.legend");
    auto* flow = new FlowLayout(m_legend);
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(theme::kSpace8);
    m_legend->hide();
    connect(&theme::Theme::instance(), &theme::Theme::changed, m_legend, [this] {
        for (auto* const chip : m_legend->findChildren<QToolButton*>()) chip->setIcon(lineIcon(chip->property("color").toInt()));
    });
    layout->addWidget(m_legend);
    auto* inner = new QWidget;
    m_grid = new QGridLayout(inner);
    m_grid->setContentsMargins(0, 0, theme::kSpace4, theme::kSpace16);
    m_grid->setSpacing(theme::kSpace12);
    m_scroll = theme::plainScroll(inner);
    m_rewardKl = new RewardKlPlot(inner);
    m_rewardHeat = new RewardHeat(inner);
    for (AxesPlot* const picture : {static_cast<AxesPlot*>(m_rewardKl), static_cast<AxesPlot*>(m_rewardHeat)}) {
        picture->setFixedHeight(panelHeight);
        picture->hide();
        connect(picture, &AxesPlot::clickedAt, this, [this](double step) { emit rolloutAsked(static_cast<std::int64_t>(std::llround(step))); });
    }
    inner->setAutoFillBackground(false);
    m_body = new QStackedWidget;
    m_body->addWidget(m_scroll);
    m_body->addWidget(new theme::EmptyState("runs", tr("No measurements yet"), tr("Curves appear with the first step of the run.")));
    layout->addWidget(m_body, 1);
    connect(&m_group, &PlotGroup::viewChanged, this, [this] {
        m_reset->setEnabled(m_group.isZoomed());
        m_reset->setToolTip(m_group.isZoomed() ? tr("Show all of x again (double click, Home)") : tr("All of x is shown; the wheel zooms, dragging pans"));
    });
}

// The panels leave the group when they go: before it does.
PlotsTab::~PlotsTab() {
    for (const auto& [name, panel] : m_panels) delete panel;
}

QWidget* PlotsTab::makeTools() {
    auto* tools = new QWidget;
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace12);
    m_axis = new QComboBox;
    m_axis->setObjectName("runs.plots.axis");
    m_axis->setAccessibleName(tr("What runs along x"));
    m_axis->addItem(tr("By step"), static_cast<int>(SeriesAxis::Step));
    m_axis->addItem(tr("By tokens"), static_cast<int>(SeriesAxis::Tokens));
    m_axis->addItem(tr("By epoch"), static_cast<int>(SeriesAxis::Epoch));
    m_axis->addItem(tr("By time"), static_cast<int>(SeriesAxis::Time));
    connect(m_axis, &QComboBox::currentIndexChanged, this, [this] { m_group.setAxis(static_cast<SeriesAxis>(m_axis->currentData().toInt())); });
    row->addWidget(m_axis);
    m_logX = new QCheckBox(tr("Log x"));
    m_logX->setObjectName("runs.plots.log_x");
    m_logX->setToolTip(tr("Logarithmic x: the first steps get as much room as all later ones"));
    connect(m_logX, &QCheckBox::toggled, &m_group, &PlotGroup::setLogX);
    row->addWidget(m_logX);
    m_smoothingWords = theme::label({}, "caption");
    m_smoothing = new QSlider(Qt::Horizontal);
    m_smoothing->setObjectName("runs.plots.smoothing");
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("How far back the thick line averages; the raw line stays faint behind it"));
    m_smoothing->setRange(0, sliderSteps);
    m_smoothing->setFixedWidth(120);
    connect(m_smoothing, &QSlider::valueChanged, this, [this](int position) {
        m_group.setSmoothing(smoothingOf(position));
        m_smoothingWords->setText(position == 0 ? tr("No smoothing") : tr("Smoothing %1").arg(QLocale().toString(m_group.smoothing(), 'f',
            m_group.smoothing() < 0.95 ? 2 : 3)));
    });
    m_smoothing->setValue(positionOf(m_group.smoothing()));
    m_smoothingWords->setMinimumWidth(QFontMetrics(theme::font(theme::TextStyle::Caption)).horizontalAdvance(tr("Smoothing %1").arg("0.999")) + theme::kSpace8);
    row->addWidget(m_smoothing);
    row->addWidget(m_smoothingWords);
    row->addStretch(1);
    m_all = new QCheckBox(tr("All series"));
    m_all->setObjectName("runs.plots.all");
    m_all->setToolTip(tr("Also counters and other series that seldom matter"));
    connect(m_all, &QCheckBox::toggled, this, [this] { updatePanels(); });
    row->addWidget(m_all);
    m_reset = theme::button(tr("Reset zoom"), "runs.plots.reset", "quiet");
    m_reset->setEnabled(false);
    m_reset->setToolTip(tr("All of x is shown; the wheel zooms, dragging pans"));
    connect(m_reset, &QPushButton::clicked, &m_group, &PlotGroup::resetZoom);
    row->addWidget(m_reset);
    return tools;
}

PlotPanel* PlotsTab::panel(const QString& series) const {
    const auto found = m_panels.find(series.toStdString());
    return found == m_panels.end() ? nullptr : found->second;
}

void PlotsTab::show(const ShownRuns& runs) {
    const bool isSameRun = !m_runs.empty() && !runs.empty() && m_runs.front().run.id == runs.front().run.id;
    m_runs = runs;
    if (!isSameRun) m_group.resetZoom();
    updateOnline();
    updateLegend();
    updatePanels();
}

// Of the first run: two of them have other rewards.
void PlotsTab::updateOnline() {
    const ShownRun* const first = m_runs.empty() ? nullptr : &m_runs.front();
    const bool online = first != nullptr && isOnline(configOf(*first));
    if (online != m_isOnline) m_numColumns = 0;
    m_isOnline = online;
    if (online) {
        m_rewardKl->setPoints(first->contents.series ? rewardAgainstKl(*first->contents.series) : std::vector<RewardKlPoint>());
        m_rewardHeat->setAnswers(first->contents.rollouts);
    }
    if (m_numColumns == 0) arrange();
}

void PlotsTab::updateLegend() {
    std::vector<std::int64_t> ids;
    for (const ShownRun& run : m_runs) ids.push_back(run.run.id);
    m_legend->setVisible(m_runs.size() > 1);
    if (ids == m_legendRuns) return;
    m_legendRuns = ids;
    std::erase_if(m_hidden, [&](std::int64_t id) { return std::find(ids.begin(), ids.end(), id) == ids.end(); });
    for (auto* old : m_legend->findChildren<QToolButton*>()) delete old;
    for (const ShownRun& run : m_runs) {
        auto* chip = new QToolButton(m_legend);
        chip->setObjectName(QStringLiteral("runs.plots.legend.%1").arg(run.run.id));
        chip->setProperty("look", "chip");
        chip->setProperty("color", run.color);
        chip->setMinimumHeight(theme::kControlHeight);
        chip->setIcon(lineIcon(run.color));
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        const QString name = nameInWords(run.run);
        chip->setText(QFontMetrics(chip->font()).elidedText(name, Qt::ElideRight, 200).replace('&', "&&"));
        chip->setToolTip(Qt::convertFromPlainText(tr("%1: click to hide or show").arg(name)));
        chip->setAccessibleName(tr("Show the curves of %1").arg(name));
        chip->setCheckable(true);
        chip->setChecked(!m_hidden.contains(run.run.id));
        chip->installEventFilter(this);
        connect(chip, &QToolButton::toggled, this, [this, id = run.run.id](bool on) {
            if (on) m_hidden.erase(id);
            else m_hidden.insert(id);
            updatePanels();
        });
        m_legend->layout()->addWidget(chip);
    }
}

bool PlotsTab::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        for (const auto& [name, panel] : m_panels) panel->setEmphasised(event->type() == QEvent::Enter ? watched->property("color").toInt() : -1);
    return QWidget::eventFilter(watched, event);
}

std::vector<PlotCurve> PlotsTab::curvesOf(const std::string& series) const {
    const SeriesTraits traits = seriesTraits(series);
    const std::string& companion = traits.companion;
    std::vector<PlotCurve> curves;
    const bool isOverlay = m_runs.size() > 1;
    for (const ShownRun& run : m_runs) {
        if (!run.contents.series || m_hidden.contains(run.run.id)) continue;
        const std::shared_lock lock(run.contents.series->mutex);
        const QString name = nameInWords(run.run);
        if (run.contents.series->series.find(series)) curves.push_back({run.contents.series, series, isOverlay ? name : tr("training"), run.color, false,
            traits.isSmoothed, false});
        if (!companion.empty() && run.contents.series->series.find(companion))
            curves.push_back({run.contents.series, companion, isOverlay ? tr("%1, held-out").arg(name) : tr("held-out"), isOverlay ? run.color : 1,
                isOverlay, false, true});
    }
    return curves;
}

std::vector<PlotEvent> PlotsTab::eventsOf(const ShownRun& run) const {
    std::vector<PlotEvent> events;
    if (!run.contents.texts) return events;
    for (const RunEvent& event : run.contents.texts->events)
        if (event.step && isWorthAFlag(event)) events.push_back({static_cast<double>(*event.step), flagOf(event), eventInWords(event), 0, run.contents.series});
    return events;
}

// Put in words only when there are others: a long run has thousands.
bool PlotsTab::updateEvents() {
    const auto texts = m_runs.empty() ? nullptr : m_runs.front().contents.texts;
    if (texts == m_eventsFrom) return false;
    m_eventsFrom = texts;
    m_events = m_runs.empty() ? std::vector<PlotEvent>() : eventsOf(m_runs.front());
    return true;
}

PlotPanel* PlotsTab::makePanel(const std::string& series) {
    const SeriesTraits traits = seriesTraits(series);
    auto* panel = new PlotPanel(m_group, {QString::fromStdString(series), traits.title, traits.unit, traits.kind, false}, m_scroll->widget());
    panel->setFixedHeight(panelHeight);
    connect(panel, &PlotPanel::clickedAt, this, [this](double step) { emit stepAsked(static_cast<std::int64_t>(std::llround(step))); });
    connect(panel, &PlotPanel::exported, this, &PlotsTab::exported);
    connect(panel, &PlotPanel::exportFailed, this, &PlotsTab::exportFailed);
    return panel;
}

void PlotsTab::updatePanels() {
    // The known ones in their order, then the others as they appeared.
    std::vector<std::string> order;
    const auto want = [&](const std::string& name) {
        if (isCompanion(name) || std::find(order.begin(), order.end(), name) != order.end()) return;
        if (m_all->isChecked() || seriesTraits(name).isShown) order.push_back(name);
    };
    std::set<std::string> present;
    std::vector<std::string> appeared;
    for (const ShownRun& run : m_runs) {
        if (!run.contents.series) continue;
        const std::shared_lock lock(run.contents.series->mutex);
        for (const std::string& name : run.contents.series->series.names())
            if (present.insert(name).second) appeared.push_back(name);
    }
    for (const std::string& known : seriesInOrder(m_isOnline))
        if (present.contains(known) || present.contains(seriesTraits(known).companion)) want(known);
    for (const std::string& name : appeared) want(name);
    const bool areEventsNew = updateEvents();
    for (const std::string& name : order) {
        PlotPanel*& panel = m_panels[name];
        if (!panel) {
            panel = makePanel(name);
            panel->setEvents(m_events);
        }
        panel->setCurves(curvesOf(name));
    }
    if (areEventsNew)
        for (const auto& [name, panel] : m_panels) panel->setEvents(m_events);
    if (order != m_order) {
        m_order = order;
        m_numColumns = 0;
        arrange();
    }
    m_body->setCurrentIndex(order.empty() ? 1 : 0);
    m_group.refresh();
}

void PlotsTab::arrange() {
    const int numColumns = width() < oneColumnBelow ? 1 : 2;
    if (numColumns == m_numColumns) return;
    m_numColumns = numColumns;
    while (QLayoutItem* item = m_grid->takeAt(0)) delete item;
    for (const auto& [name, panel] : m_panels) panel->setVisible(std::find(m_order.begin(), m_order.end(), name) != m_order.end());
    std::vector<QWidget*> cells;
    for (const std::string& name : m_order) cells.push_back(m_panels[name]);
    for (QWidget* const picture : {static_cast<QWidget*>(m_rewardHeat), static_cast<QWidget*>(m_rewardKl)}) {
        picture->setVisible(m_isOnline);
        if (m_isOnline) cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(std::min(numBeforePictures, cells.size())), picture);
    }
    for (std::size_t i = 0; i < cells.size(); ++i) m_grid->addWidget(cells[i], static_cast<int>(i) / numColumns, static_cast<int>(i) % numColumns);
    for (int row = 0; row < m_grid->rowCount(); ++row) m_grid->setRowStretch(row, 0);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, numColumns == 2 ? 1 : 0);
    m_grid->setRowStretch(static_cast<int>(cells.size()), 1);
}

void PlotsTab::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace luthier
