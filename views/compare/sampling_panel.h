// SPDX-License-Identifier: GPL-3.0-or-later
// How answers are chosen, in a popover with the seed in sight. Thread: GUI.
#pragma once

#include <QFrame>

#include "views/compare/compare_session.h"

class QDoubleSpinBox;
class QSpinBox;
class QLineEdit;

namespace luthier {

class SamplingPanel : public QFrame {
    Q_OBJECT
public:
    explicit SamplingPanel(QWidget* parent = nullptr);
    void setSampling(const CompareSampling& sampling);
    CompareSampling sampling() const;

signals:
    void changed();

private:
    QDoubleSpinBox *m_temperature, *m_topP, *m_minP, *m_penalty;
    QSpinBox *m_topK, *m_maxNewTokens;
    QLineEdit* m_seed;
};

}  // namespace luthier
