// SPDX-License-Identifier: GPL-3.0-or-later
// A run at work that does not do what it should: no step for long, or no answer to Stop; then it can be ended at once. Thread: GUI.
#pragma once

#include <optional>

#include <QFrame>

#include "views/link/run_control.h"

class QLabel;
class QPushButton;

namespace luthier {

class DoubtStrip : public QFrame {
    Q_OBJECT
public:
    explicit DoubtStrip(QWidget* parent = nullptr);
    // checkpoint: the step of the newest one. Hidden while there is no doubt.
    void show(const RunControl::Doubt& doubt, std::int64_t step, const std::optional<std::int64_t>& checkpoint);

signals:
    void endWanted();

private:
    QLabel *m_words, *m_loss;
    QPushButton* m_end;
};

// What is seen, and what it may mean.
QString doubtInWords(const RunControl::Doubt& doubt);
// What ending a run at this step loses.
QString lossOfEndingInWords(std::int64_t step, const std::optional<std::int64_t>& checkpoint);

}  // namespace luthier
