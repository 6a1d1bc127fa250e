// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/skeleton.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

#include <gtest/gtest.h>

#include "views/shared/theme/theme.h"

namespace luthier::theme {
namespace {

int inkOf(const QWidget& widget) {
    QImage image(widget.size(), QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    const_cast<QWidget&>(widget).render(&image, {}, {}, QWidget::RenderFlags());
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) count += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
    return count;
}

TEST(Skeleton, DrawsNothingInTheFirstMomentAndBarsThen) {
    Skeleton skeleton(4, 28, "Reading");
    skeleton.setAttribute(Qt::WA_TranslucentBackground);
    skeleton.resize(skeleton.sizeHint());
    EXPECT_EQ(inkOf(skeleton), 0) << "not shown yet";
    skeleton.show();
    EXPECT_TRUE(QTest::qWaitFor([&] { return inkOf(skeleton) > 1000; }));
    EXPECT_EQ(skeleton.accessibleName(), "Reading");
    EXPECT_EQ(skeleton.isMoving(), !Theme::reducedMotion());
    skeleton.hide();
    EXPECT_FALSE(skeleton.isMoving()) << "it costs nothing when it is not seen";
}

TEST(Skeleton, ABarStaysInItsPlace) {
    QImage image(200, 40, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    {
        QPainter painter(&image);
        for (int place = 0; place < 12; ++place) paintSkeletonBar(painter, QRect(20, 10, 100, 20), place);
    }
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const bool isInside = x >= 19 && x <= 121 && y >= 9 && y <= 31;
            ASSERT_TRUE(isInside || qAlpha(image.pixel(x, y)) == 0) << x << " " << y;
        }
}

}  // namespace
}  // namespace luthier::theme
