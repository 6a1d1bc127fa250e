// SPDX-License-Identifier: GPL-3.0-or-later
// A choice whose words end with an ellipsis when there is no room, and then stand in its tooltip. Thread: GUI.
#pragma once

#include <QComboBox>

namespace luthier::theme {

class ElidedCombo : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString shownText() const;
};

}  // namespace luthier::theme
