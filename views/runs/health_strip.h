// SPDX-License-Identifier: GPL-3.0-or-later
// Under the head of a run: a chip for each tripwire, and the settings that can be changed while it works. Thread: GUI.
#pragma once

#include <map>
#include <vector>

#include <QDoubleSpinBox>
#include <QFrame>

#include "views/runs/online_run.h"

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace luthier {

// Small numbers as people write them (1e-5, 0.04); the arrows turn by a quarter of the value.
class ScientificSpin : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit ScientificSpin(QWidget* parent = nullptr);
    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;
};

class HealthStrip : public QWidget {
    Q_OBJECT
public:
    explicit HealthStrip(QWidget* parent = nullptr);
    // Hidden where there is nothing to say. readOnlyReason: "" where the run can be told something.
    void show(const ShownRun& run, const QString& readOnlyReason);

signals:
    void tripwireAsked(const QString& id, std::int64_t step);
    void changeAsked(const QString& key, double value);

private:
    // asked: told the run, which has not answered yet.
    struct Live { QWidget* widget; ScientificSpin* spin; QPushButton* apply; double value = 0; bool isTouched = false; std::optional<double> asked{}; };
    void showWires(const std::vector<Tripwire>& wires);
    void showLive(const std::vector<LiveSetting>& settings);
    Live makeLive(const LiveSetting& setting);
    std::int64_t m_run = 0;
    QWidget* m_wires;
    QWidget* m_settings;
    std::vector<Tripwire> m_shown;
    std::map<std::string, QToolButton*> m_chips;
    std::map<std::string, Live> m_live;
};

}  // namespace luthier
