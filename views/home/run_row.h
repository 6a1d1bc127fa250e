// SPDX-License-Identifier: GPL-3.0-or-later
// A run in one line: state, name, sparkline, last losses, when. A click opens it. Thread: GUI.
#pragma once

#include <QAbstractButton>

#include "core/store/runs.h"

namespace luthier {

class RunRow : public QAbstractButton {
    Q_OBJECT
public:
    explicit RunRow(const store::Run& run, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    store::Run m_run;
};

}  // namespace luthier
