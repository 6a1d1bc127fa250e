// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/theme/popup.h"

#include <QScreen>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "views/shared/theme/theme.h"

namespace luthier::theme {
namespace {

class Popup : public testing::Test {
protected:
    QRect placed(QPoint button, QSize popup, PopupSide side = PopupSide::Below) {
        m_button.setGeometry(QRect(button, QSize(100, 30)));
        m_popup.resize(popup);
        placePopup(m_popup, m_button, side);
        return m_popup.geometry();
    }
    QWidget m_button{nullptr, Qt::FramelessWindowHint}, m_popup{nullptr, Qt::Popup};
    const QRect m_screen = m_button.screen()->availableGeometry();
};

TEST_F(Popup, OpensOnTheSideThatIsAskedForWhereThereIsRoom) {
    const QPoint middle = m_screen.center();
    EXPECT_EQ(placed(middle, {200, 100}).topLeft(), middle + QPoint(0, 30 + kSpace4));
    EXPECT_EQ(placed(middle, {200, 100}, PopupSide::Above).bottom(), middle.y() - kSpace4 - 1);
}

TEST_F(Popup, IsSeenWholeAtEveryEdgeOfTheScreen) {
    const QSize size(200, 100);
    const QPoint low(m_screen.left() + 50, m_screen.bottom() - 40);
    EXPECT_EQ(placed(low, size).bottom(), low.y() - kSpace4 - 1) << "no room below";
    EXPECT_EQ(placed(m_screen.topLeft(), size, PopupSide::Above).top(), m_screen.top() + 30 + kSpace4) << "no room above";
    EXPECT_EQ(placed(m_screen.topRight() - QPoint(60, -100), size).right(), m_screen.right());
    const QRect tall = placed(m_screen.center(), {200, m_screen.height()});
    EXPECT_EQ(tall.top(), m_screen.top()) << "no room on either side";
    EXPECT_EQ(placed(m_screen.center(), {200, m_screen.height() + 50}).top(), m_screen.top()) << "its beginning is what is seen";
}

}  // namespace
}  // namespace luthier::theme
