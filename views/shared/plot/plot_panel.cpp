// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/plot/plot_panel.h"

#include <algorithm>
#include <cmath>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>
#include <QVBoxLayout>
#include "views/shared/plot/qcustomplot_include.h"

#include "views/shared/plot/plot_overlay.h"
#include "views/shared/plot/series_plottable.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

// Ticks at the usual places, with labels in our words.
template <class Base>
class WordTicker : public Base {
public:
    explicit WordTicker(std::function<QString(double)> words) : m_words(std::move(words)) {}
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return m_words(tick); }
private:
    std::function<QString(double)> m_words;
};

constexpr int minimumPanelWidth = 240;

template <class Words>
QSharedPointer<QCPAxisTicker> tickerOf(bool isLog, int numTicks, Words words) {
    if (isLog) return QSharedPointer<QCPAxisTicker>(new WordTicker<QCPAxisTickerLog>(words));
    QSharedPointer<QCPAxisTicker> ticker(new WordTicker<QCPAxisTicker>(words));
    ticker->setTickCount(numTicks);
    return ticker;
}

}  // namespace

PlotPanel::PlotPanel(PlotGroup& group, PlotTraits traits, QWidget* parent) : QFrame(parent), m_group(group), m_traits(std::move(traits)) {
    setObjectName(QStringLiteral("plot.") + m_traits.id);
    setProperty("look", "card");
    setMinimumWidth(minimumPanelWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSpace12, theme::kSpace8, theme::kSpace8, theme::kSpace4);
    layout->setSpacing(0);
    buildHead();
    buildPlot();
    m_group.add(this);
    connect(&m_group, &PlotGroup::viewChanged, this, &PlotPanel::applyView);
    connect(&m_group, &PlotGroup::crosshairMoved, this, [this] {
        showValue();
        m_plot->layer("overlay")->replot();
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &PlotPanel::applyTheme);
    applyTheme();
}

PlotPanel::~PlotPanel() { m_group.remove(this); }

void PlotPanel::buildHead() {
    auto* head = new QHBoxLayout;
    head->setSpacing(theme::kSpace8);
    m_title = theme::label(m_traits.title);
    m_title->setFont(theme::font(theme::TextStyle::Emphasis));
    head->addWidget(m_title);
    m_unit = theme::label(m_traits.unit, "caption");
    head->addWidget(m_unit);
    m_legend = new QLabel;
    m_legend->setAccessibleName(tr("Curves"));
    head->addWidget(m_legend);
    head->addStretch(1);
    m_value = theme::label({});
    m_value->setObjectName(objectName() + QStringLiteral(".value"));
    m_value->setFont(theme::font(theme::TextStyle::Number));
    head->addWidget(m_value);
    m_log = new QToolButton(this);
    m_log->setObjectName(objectName() + QStringLiteral(".log"));
    m_log->setText(tr("log"));
    m_log->setFont(theme::font(theme::TextStyle::Caption));
    m_log->setToolTip(tr("Logarithmic values: small differences near zero become visible"));
    m_log->setAccessibleName(tr("Logarithmic values of %1").arg(m_traits.title));
    m_log->setCheckable(true);
    m_log->setChecked(m_traits.isLogY);
    connect(m_log, &QToolButton::toggled, this, &PlotPanel::applyView);
    head->addWidget(m_log);
    auto* more = theme::iconButton("more", tr("Export, reset"), "");
    more->setObjectName(objectName() + QStringLiteral(".more"));
    auto* menu = new QMenu(more);
    menu->addAction(tr("Save picture (PNG)…"), this, [this] { chooseExport("png"); });
    menu->addAction(tr("Save drawing (SVG)…"), this, [this] { chooseExport("svg"); });
    menu->addAction(tr("Save values (CSV)…"), this, [this] { chooseExport("csv"); });
    menu->addSeparator();
    menu->addAction(tr("Show all of x"), this, [this] { m_group.resetZoom(); });
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    head->addWidget(more);
    static_cast<QVBoxLayout*>(layout())->addLayout(head);
}

void PlotPanel::buildPlot() {
    m_plot = new QCustomPlot(this);
    m_plot->setObjectName(objectName() + QStringLiteral(".canvas"));
    m_plot->setAccessibleName(tr("Plot of %1").arg(m_traits.title));
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->setMinimumHeight(120);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setNoAntialiasingOnDrag(true);
    auto* rect = m_plot->axisRect();
    rect->setRangeDrag(Qt::Horizontal);
    rect->setRangeZoom(Qt::Horizontal);
    // The same left edge in every panel, so that one crosshair goes through all of them.
    const QFontMetrics metrics(theme::font(theme::TextStyle::Caption));
    rect->setAutoMargins(QCP::msNone);
    rect->setMargins(QMargins(metrics.horizontalAdvance("678.3 MB") + theme::kSpace4, theme::kSpace8, theme::kSpace12, metrics.height() + theme::kSpace12));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setNumberFormat("g");   // labels are our words, exponents stay as they are
        axis->setTickLabelFont(theme::font(theme::TextStyle::Caption));
        axis->setSubTicks(false);
        axis->setTickLength(0);
        axis->setTickLabelPadding(theme::kSpace8);
    }
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->addLayer("smoothed", m_plot->layer("main"));
    m_plot->layer("overlay")->setMode(QCPLayer::lmBuffered);
    m_overlay = new PlotOverlay(m_plot, m_group, m_traits.kind);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_plot, 1);
    connect(m_plot->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
        if (!m_applying) m_group.zoomTo({range.lower, range.upper});
    });
    connectMouse();
}

void PlotPanel::connectMouse() {
    m_plot->installEventFilter(this);
    connect(m_plot, &QCustomPlot::mousePress, this, [this](const QMouseEvent* event) { m_pressedAt = event->pos(); });
    connect(m_plot, &QCustomPlot::mouseRelease, this, [this](const QMouseEvent* event) {
        if (event->button() != Qt::LeftButton || (event->pos() - m_pressedAt).manhattanLength() > 3 || m_raw.empty()) return;
        if (const auto point = m_raw.front()->nearest(m_plot->xAxis->pixelToCoord(event->pos().x()))) emit clickedAt(static_cast<double>(point->step));
    });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, &m_group, [this] { m_group.resetZoom(); });
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](const QMouseEvent* event) {
        const bool isInside = m_plot->axisRect()->rect().adjusted(0, 0, 1, 12).contains(event->pos());
        m_group.setCrosshair(isInside ? std::optional(m_plot->xAxis->pixelToCoord(event->pos().x())) : std::nullopt);
        if (const QString events = m_overlay->eventsAt(event->pos()); !events.isEmpty())
            QToolTip::showText(event->globalPosition().toPoint(), Qt::convertFromPlainText(events), m_plot);
        else QToolTip::hideText();
    });
}

bool PlotPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_plot) return false;
    if (event->type() == QEvent::Leave) m_group.setCrosshair(std::nullopt);
    if (event->type() == QEvent::KeyPress) return takeKey(static_cast<QKeyEvent*>(event)->key());
    // With a vertical wheel of a plain kind over a plot that cannot zoom further, nothing scrolls by accident: the plot takes it.
    return false;
}

bool PlotPanel::takeKey(int key) {
    const PlotRange range = m_group.range();
    const double width = range.upper - range.lower, middle = (range.upper + range.lower) / 2;
    switch (key) {
        case Qt::Key_Plus: case Qt::Key_Equal: m_group.zoomTo({middle - width * 0.35, middle + width * 0.35}); return true;
        case Qt::Key_Minus: m_group.zoomTo({middle - width * 0.75, middle + width * 0.75}); return true;
        case Qt::Key_Left: m_group.zoomTo({range.lower - width * 0.1, range.upper - width * 0.1}); return true;
        case Qt::Key_Right: m_group.zoomTo({range.lower + width * 0.1, range.upper + width * 0.1}); return true;
        case Qt::Key_Home: m_group.resetZoom(); return true;
        default: return false;
    }
}

void PlotPanel::applyTheme() {
    showLegend();
    const auto& colors = theme::colors();
    m_plot->setBackground(QBrush(colors.surface));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLabelColor(colors.muted);
        axis->setBasePen(QPen(axis == m_plot->xAxis ? colors.border : Qt::transparent, 1));
        axis->setTickPen(Qt::NoPen);
        axis->grid()->setPen(QPen(colors.gridLine, 1));
        axis->grid()->setZeroLinePen(QPen(colors.gridLine, 1));
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotPanel::setCurves(const std::vector<PlotCurve>& curves) {
    if (curves == m_curves) return;
    m_curves = curves;
    for (auto* old : m_raw) m_plot->removePlottable(old);
    for (auto* old : m_smoothed) m_plot->removePlottable(old);
    m_raw.clear();
    m_smoothed.clear();
    for (const PlotCurve& curve : m_curves) {
        m_raw.push_back(new SeriesPlottable(m_plot->xAxis, m_plot->yAxis, m_group, curve, SeriesPlottable::Part::Raw));
        m_smoothed.push_back(new SeriesPlottable(m_plot->xAxis, m_plot->yAxis, m_group, curve, SeriesPlottable::Part::Smoothed));
        m_smoothed.back()->setLayer("smoothed");
        if (!curve.isSmoothed) m_raw.back()->setLayer("smoothed");   // over the faint lines
    }
    m_overlay->setCurves({m_raw.begin(), m_raw.end()});
    showLegend();
    applyView();
}

// Two or three curves of one run are named in the head; runs laid over one another have a legend of their own beside the plots.
void PlotPanel::showLegend() {
    m_hasLegend = m_curves.size() > 1 && m_curves.size() < 4 && std::all_of(m_curves.begin(), m_curves.end(), [&](const PlotCurve& c) { return c.run == m_curves[0].run; });
    if (!m_hasLegend) {
        fitHead();
        return;
    }
    const QFont font = theme::font(theme::TextStyle::Caption);
    const QFontMetrics metrics(font);
    int width = 0;
    for (const PlotCurve& curve : m_curves) width += theme::kSpace12 + metrics.horizontalAdvance(curve.label) + theme::kSpace8;
    QPixmap pixmap(QSize(width, metrics.height()) * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    int x = 0;
    for (const PlotCurve& curve : m_curves) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::seriesColor(curve.color));
        painter.drawEllipse(QPointF(x + 4, metrics.height() / 2.0), 3.5, 3.5);
        painter.setPen(theme::colors().muted);
        painter.drawText(QRect(x + theme::kSpace12, 0, width, metrics.height()), Qt::AlignVCenter, curve.label);
        x += theme::kSpace12 + metrics.horizontalAdvance(curve.label) + theme::kSpace8;
    }
    painter.end();
    m_legend->setPixmap(pixmap);
    fitHead();
}

void PlotPanel::setEvents(std::vector<PlotEvent> events) {
    m_overlay->setEvents(std::move(events));
    m_plot->layer("overlay")->replot();
}

void PlotPanel::setEmphasised(int run) {
    for (const auto& list : {m_raw, m_smoothed})
        for (SeriesPlottable* curve : list) curve->setEmphasised(run >= 0 && curve->curve().color == run);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

bool PlotPanel::isLogY() const { return m_log->isChecked(); }
void PlotPanel::setLogY(bool on) { m_log->setChecked(on); }

std::optional<PlotRange> PlotPanel::extent() const {
    std::optional<PlotRange> all;
    for (const SeriesPlottable* curve : m_raw)
        if (const auto one = curve->extent()) all = all ? PlotRange{std::min(all->lower, one->lower), std::max(all->upper, one->upper)} : *one;
    return all;
}

void PlotPanel::applyView() {
    m_applying = true;
    const PlotRange range = m_group.range();
    m_plot->xAxis->setScaleType(m_group.isLogX() ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->xAxis->setTicker(tickerOf(m_group.isLogX() && range.upper > range.lower * 20, 5, [axis = m_group.axis()](double x) { return axisTickInWords(axis, x); }));
    m_plot->xAxis->setRange(range.lower, range.upper);
    m_applying = false;
    fitValues();
    showValue();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotPanel::fitValues() {
    const bool isLog = isLogY();
    std::optional<PlotRange> all;
    for (const SeriesPlottable* curve : m_raw)
        if (const auto one = curve->valuesWithin(m_group.range(), isLog)) all = all ? PlotRange{std::min(all->lower, one->lower), std::max(all->upper, one->upper)} : *one;
    m_overlay->setEmptyText(all || m_curves.empty() ? QString() : (isLog ? tr("No values above zero to show on a logarithmic axis") : tr("No values yet")));
    PlotRange range = all.value_or(isLog ? PlotRange{0.1, 1} : PlotRange{0, 1});
    if (isLog) {
        const double room = std::max(std::pow(range.upper / range.lower, 0.06), 1.02);
        range = {range.lower / room, range.upper * room};
    } else {
        const double width = range.upper - range.lower;
        const double room = width > 0 ? width * 0.07 : std::max(std::abs(range.upper) * 0.1, 1e-12);
        range = {range.lower >= 0 && range.lower < width * 0.1 ? std::min(0.0, range.lower) : range.lower - room, range.upper + room};
    }
    m_plot->yAxis->setScaleType(isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->yAxis->setTicker(tickerOf(isLog && range.upper > range.lower * 20, 4, [kind = m_traits.kind](double y) { return tickInWords(kind, y); }));
    m_plot->yAxis->setRange(range.lower, range.upper);
}

QString PlotPanel::valueText() const { return m_value->text(); }

void PlotPanel::showValue() {
    QString text;
    if (!m_raw.empty()) {
        const auto position = m_group.crosshair();
        const auto point = position ? m_raw.front()->nearest(*position) : m_raw.front()->last();
        if (point) text = valueInWords(m_traits.kind, point->value);
    }
    m_value->setText(text);
}

void PlotPanel::chooseExport(const QString& ending) {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save %1").arg(m_traits.title), m_traits.id + QLatin1Char('.') + ending, QStringLiteral("*.") + ending);
    if (path.isEmpty()) return;
    exportTo(path, this, [this, path](const Status& status) {
        if (status) emit exported(path);
        else emit exportFailed(status.error());
    });
}

void PlotPanel::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fitHead();
}

// Where there is little room, the unit goes first, then the names of the curves.
void PlotPanel::fitHead() {
    const int legend = m_hasLegend ? m_legend->sizeHint().width() + theme::kSpace8 : 0, unit = m_unit->sizeHint().width() + theme::kSpace8;
    const int room = width() - m_title->sizeHint().width() - QFontMetrics(m_value->font()).horizontalAdvance(QStringLiteral("0.00000")) - theme::kSpace32 * 3 - theme::kSpace24;
    m_legend->setVisible(m_hasLegend && room > legend);
    m_unit->setVisible(!m_traits.unit.isEmpty() && room > legend + unit);
}

void PlotPanel::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotPanel::paintAll(QCPPainter& painter, const QSize& size) {
    const QFontMetrics metrics(theme::font(theme::TextStyle::Emphasis));
    const int head = metrics.height() + theme::kSpace16;
    painter.fillRect(QRect(QPoint(), size), theme::colors().surface);
    painter.setPen(theme::colors().text);
    painter.setFont(theme::font(theme::TextStyle::Emphasis));
    painter.drawText(QRect(theme::kSpace12, 0, size.width(), head), Qt::AlignVCenter, m_traits.unit.isEmpty() ? m_traits.title : m_traits.title + ", " + m_traits.unit);
    int x = theme::kSpace24 + metrics.horizontalAdvance(m_traits.title + ", " + m_traits.unit);
    painter.setFont(theme::font(theme::TextStyle::Caption));
    for (const PlotCurve& curve : m_curves) {
        painter.setPen(QPen(theme::seriesColor(curve.color), 2, curve.isDashed ? Qt::DashLine : Qt::SolidLine));
        painter.drawLine(QLineF(x, head / 2.0, x + theme::kSpace16, head / 2.0));
        painter.setPen(theme::colors().muted);
        painter.drawText(QRect(x + theme::kSpace24, 0, size.width(), head), Qt::AlignVCenter, curve.label);
        x += theme::kSpace32 + theme::kSpace8 + QFontMetrics(painter.font()).horizontalAdvance(curve.label);
    }
    painter.translate(0, head);
    m_plot->toPainter(&painter, size.width(), size.height() - head);
}

}  // namespace luthier
