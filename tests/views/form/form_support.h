// SPDX-License-Identifier: GPL-3.0-or-later
// A person at a form. Thread: GUI.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

#include "views/shared/form/form.h"

namespace luthier::test {

template <class Widget>
Widget* control(Form& form, const char* name) {
    auto* const found = form.findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
}

inline void type(Form& form, const char* name, const char* text) {
    auto* const line = control<QLineEdit>(form, name);
    line->selectAll();
    QTest::keyClicks(line, QString::fromLatin1(text));
}

inline void choose(Form& form, const char* name, int index) {
    auto* const box = control<QComboBox>(form, name);
    box->setCurrentIndex(index);
    emit box->activated(index);
}

inline QString shownProblem(Form& form, const char* key) {
    auto* const shown = form.findChild<QLabel*>(QString::fromLatin1(key) + QStringLiteral(".problem"));
    return shown == nullptr || shown->isHidden() ? QString() : shown->text();
}

}  // namespace luthier::test
