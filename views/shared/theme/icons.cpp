// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/icons.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include "views/shared/theme/theme.h"

namespace luthier::theme {

namespace {

// The drawing with its black strokes in this colour.
QByteArray drawing(const QString& name, const QColor& color) {
    QFile file(":/icons/" + name + ".svg");
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isThere, "theme::icon", qPrintable("no icon is called " + name));
    return isThere ? file.readAll().replace("#000000", color.name().toLatin1()) : QByteArray();
}

// Asks for its colour when it paints, so a change of the theme needs nothing but a repaint.
class ThemedIconEngine final : public QIconEngine {
public:
    explicit ThemedIconEngine(QString name) : m_name(std::move(name)) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        QSvgRenderer(drawing(m_name, colorFor(mode, state))).render(painter, rect);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new ThemedIconEngine(m_name); }

private:
    static QColor colorFor(QIcon::Mode mode, QIcon::State state) {
        const Colors& c = colors();
        if (mode == QIcon::Disabled) return c.muted;
        if (state == QIcon::On) return c.accent;
        return mode == QIcon::Active || mode == QIcon::Selected ? c.text : c.muted;
    }
    QString m_name;
};

}  // namespace

QIcon icon(const QString& name) { return QIcon(new ThemedIconEngine(name)); }

QPixmap iconPixmap(const QString& name, const QColor& color, int pixels, qreal devicePixelRatio) {
    const int size = qRound(pixels * devicePixelRatio);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(drawing(name, color)).render(&painter, QRectF(0, 0, size, size));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QStringList iconNames() {
    QStringList names;
    for (const QString& file : QDir(":/icons").entryList()) names.append(file.chopped(4));
    return names;
}

}  // namespace luthier::theme
