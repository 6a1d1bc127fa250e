// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/run_row.h"

#include <QDateTime>
#include <QPainter>

#include "views/shared/plot/sparkline.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kHeight = 44, kSparkWidth = 140, kNumbersWidth = 220, kTimeWidth = 130;

}  // namespace

RunRow::RunRow(const store::Run& run, QWidget* parent) : QAbstractButton(parent), m_run(run) {
    const QString name = QString::fromStdString(run.name);
    setObjectName("home.run." + QString::number(run.id));
    setAccessibleName(name + ", " + theme::stateWord(QString::fromStdString(runStateName(run.state))));
    setToolTip(name.toHtmlEscaped());
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RunRow::sizeHint() const { return {640, kHeight}; }

void RunRow::paintEvent(QPaintEvent*) {
    const theme::Colors& c = theme::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? c.accent : c.border, hasFocus() ? 2 : 1));
    painter.setBrush(underMouse() ? c.hover : c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::kRadius, theme::kRadius);
    const QString state = QString::fromStdString(runStateName(m_run.state));
    painter.drawPixmap(theme::kSpace16, (height() - 18) / 2, theme::iconPixmap(theme::stateIcon(state), theme::stateColor(state), 18, devicePixelRatioF()));
    QRect rest = rect().adjusted(theme::kSpace16 + 26, 0, -theme::kSpace16, 0);
    const auto cut = [&rest](int width) {
        const QRect piece(rest.right() - width, rest.top(), width, rest.height());
        rest.setRight(rest.right() - width - theme::kSpace16);
        return piece;
    };
    painter.setFont(theme::font(theme::TextStyle::Caption));
    painter.setPen(c.muted);
    const QDateTime when = QDateTime::fromString(QString::fromStdString(m_run.createdAt), Qt::ISODate).toLocalTime();
    painter.drawText(cut(kTimeWidth), Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(when, QLocale::ShortFormat));
    painter.setFont(theme::font(theme::TextStyle::Number));
    painter.setPen(c.text);
    QStringList numbers;
    if (m_run.loss) numbers << (m_run.learnsFromRewards() ? tr("reward %1") : tr("loss %1")).arg(theme::lossInWords(*m_run.loss));
    if (m_run.evalLoss) numbers << tr("held-out %1").arg(theme::lossInWords(*m_run.evalLoss));
    painter.drawText(cut(kNumbersWidth), Qt::AlignRight | Qt::AlignVCenter, numbers.join("   "));
    paintSparkline(painter, QRectF(cut(kSparkWidth)).adjusted(0, 10, 0, -10), m_run.sparkline, theme::seriesColor(0));
    painter.setPen(theme::stateColor(state));
    painter.setFont(theme::font(theme::TextStyle::Body));
    const QString word = theme::stateWord(state);
    const int wordWidth = painter.fontMetrics().horizontalAdvance(word);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, word);
    painter.setPen(c.text);
    const QRect name = rest.adjusted(qMax(wordWidth, 84) + theme::kSpace12, 0, 0, 0);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(QString::fromStdString(m_run.name), Qt::ElideRight, name.width()));
}

}  // namespace luthier
