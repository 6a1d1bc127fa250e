// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/runs/health_strip.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/runs/flow_layout.h"
#include "views/shared/theme/decimals.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

// The point as written by people anywhere.
std::optional<double> parsed(QString text) {
    const std::string bytes = text.trimmed().replace(',', '.').toStdString();
    double value = 0;
    const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), value);
    if (bytes.empty() || error != std::errc() || end != bytes.data() + bytes.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace

ScientificSpin::ScientificSpin(QWidget* parent) : QDoubleSpinBox(parent) {
    setDecimals(12);
    setKeyboardTracking(true);
}

QString ScientificSpin::textFromValue(double value) const { return theme::decimalInWords(QString::number(value, 'g', 4)); }
double ScientificSpin::valueFromText(const QString& text) const { return parsed(text).value_or(value()); }

QValidator::State ScientificSpin::validate(QString& text, int&) const {
    const auto number = parsed(text);
    return number && *number >= minimum() && *number <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

void ScientificSpin::stepBy(int steps) {
    const double now = value();
    // Four figures: what is shown is what is set.
    setValue(now == 0 ? (steps > 0 ? 0.01 : 0) : QString::number(now * std::pow(1.25, steps), 'g', 3).toDouble());
    lineEdit()->selectAll();
}

HealthStrip::HealthStrip(QWidget* parent) : QWidget(parent), m_wires(new QWidget), m_settings(new QWidget) {
    setObjectName("runs.health");
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    auto* const chips = new FlowLayout(m_wires);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(theme::kSpace4);
    auto* const settings = new QHBoxLayout(m_settings);
    settings->setContentsMargins(0, 0, 0, 0);
    settings->setSpacing(theme::kSpace16);
    column->addWidget(m_wires);
    column->addWidget(m_settings, 0, Qt::AlignLeft);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] {
        for (const auto& [id, chip] : m_chips) chip->setProperty("shown", QVariant());   // its icon has another colour
        showWires(std::exchange(m_shown, {}));
    });
    hide();
}

void HealthStrip::show(const ShownRun& run, const QString& readOnlyReason) {
    if (run.run.id != m_run) {
        m_run = run.run.id;
        for (auto& [key, live] : m_live) {
            live.isTouched = false;
            live.asked.reset();
        }
    }
    const bool online = isOnline(configOf(run));
    m_wires->setVisible(online);
    if (online) showWires(tripwiresOf(run));
    const bool canBeTold = run.run.state == store::RunState::Running && readOnlyReason.isEmpty();
    m_settings->setVisible(canBeTold);
    if (canBeTold) showLive(liveSettingsOf(run));
    setVisible(online || canBeTold);
}

void HealthStrip::showWires(const std::vector<Tripwire>& wires) {
    m_shown = wires;
    for (const Tripwire& wire : wires) {
        QToolButton*& chip = m_chips[wire.id];
        if (!chip) {
            chip = new QToolButton;
            chip->setObjectName(QStringLiteral("runs.health.") + QString::fromStdString(wire.id));
            chip->setProperty("look", "chip");
            chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            m_wires->layout()->addWidget(chip);
            connect(chip, &QToolButton::clicked, this, [this, chip, id = QString::fromStdString(wire.id)] {
                if (chip->property("step").isValid()) emit tripwireAsked(id, chip->property("step").toLongLong());
            });
        }
        const QString shown = QStringLiteral("%1/%2/%3").arg(static_cast<int>(wire.state)).arg(wire.step).arg(wire.numWarnings);
        if (chip->property("shown") == shown) continue;
        chip->setProperty("shown", shown);
        const theme::Colors& colors = theme::colors();
        const bool isWarned = wire.state == Tripwire::State::Warned, isQuiet = wire.state == Tripwire::State::Quiet;
        chip->setIcon(QIcon(theme::iconPixmap(isWarned ? QStringLiteral("warning") : isQuiet ? QStringLiteral("check") : QStringLiteral("more"),
                                              isWarned ? colors.paused : isQuiet ? colors.done : colors.muted, 16, devicePixelRatioF())));
        chip->setText(isWarned ? tr("%1 since step %2").arg(wire.title, theme::countInWords(wire.step)) : wire.title);
        QString words = wire.help;
        if (isWarned)
            words += QStringLiteral(".\n") + tr("Warned %1 times; the newest: %2").arg(wire.numWarnings).arg(wire.message) + '\n' + tr("Click: to the event");
        else words += QStringLiteral(": ") + (isQuiet ? tr("nothing seen so far.") : tr("not looked at (switched off, or not measured yet)."));
        chip->setToolTip(Qt::convertFromPlainText(words));
        chip->setAccessibleDescription(words);
        chip->setAccessibleName((isWarned ? tr("%1: warned") : isQuiet ? tr("%1: fine") : tr("%1: not looked at")).arg(wire.title));
        chip->setProperty("step", isWarned ? QVariant::fromValue(wire.step) : QVariant());
    }
}

HealthStrip::Live HealthStrip::makeLive(const LiveSetting& setting) {
    Live live{new QWidget, new ScientificSpin, theme::button(tr("Apply"), "", ""), setting.value, false};
    const QString name = QStringLiteral("runs.live.") + QString::fromStdString(setting.key);
    live.spin->setObjectName(name);
    live.spin->setAccessibleName(setting.title);
    live.spin->setRange(0, setting.most);
    live.spin->setFixedWidth(fontMetrics().averageCharWidth() * 16);
    live.spin->setToolTip(tr("Holds from the next step on, and stands as an event on the plots"));
    live.apply->setObjectName(name + QStringLiteral(".apply"));
    auto* const row = new QHBoxLayout(live.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    row->addWidget(theme::label(setting.title, "muted"));
    row->addWidget(live.spin);
    row->addWidget(live.apply);
    m_settings->layout()->addWidget(live.widget);
    const std::string key = setting.key;
    connect(live.spin, &QDoubleSpinBox::valueChanged, this, [this, key](double value) {
        Live& one = m_live[key];
        one.isTouched = value != one.value;
        one.apply->setEnabled(one.isTouched);
        one.apply->setToolTip(one.isTouched ? QString() : tr("This is what holds now"));
    });
    connect(live.apply, &QPushButton::clicked, this, [this, key] {
        Live& one = m_live[key];
        one.value = one.spin->value();
        one.isTouched = false;
        one.asked = one.value;
        one.apply->setEnabled(false);
        emit changeAsked(QString::fromStdString(key), one.value);
    });
    return live;
}

void HealthStrip::showLive(const std::vector<LiveSetting>& settings) {
    for (auto& [key, live] : m_live) {
        const auto isIt = [&key = key](const LiveSetting& setting) { return setting.key == key; };
        live.widget->setVisible(std::any_of(settings.begin(), settings.end(), isIt));
    }
    for (const LiveSetting& setting : settings) {
        if (!m_live.contains(setting.key)) m_live.emplace(setting.key, makeLive(setting));
        Live& live = m_live[setting.key];
        if (live.asked && std::abs(*live.asked - setting.value) <= 1e-9 * std::abs(*live.asked)) live.asked.reset();
        if (live.isTouched || live.asked || live.spin->hasFocus()) continue;   // somebody is choosing, or the run has not answered yet
        live.value = setting.value;
        live.spin->setValue(setting.value);
        live.apply->setEnabled(false);
        live.apply->setToolTip(tr("This is what holds now"));
    }
}

}  // namespace luthier
