// SPDX-License-Identifier: GPL-3.0-or-later
// Line icons in one style (24 x 24, strokes of 1.75, round), drawn in a colour of the theme. Thread: GUI.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace luthier::theme {

// Names: resources/icons/NAME.svg. The icon is muted, accent when checked or selected; an unknown name is a mistake (assert) and a test asks for all in use.
QIcon icon(const QString& name);
QPixmap iconPixmap(const QString& name, const QColor& color, int pixels, qreal devicePixelRatio = 1.0);
QStringList iconNames();

}  // namespace luthier::theme
