// SPDX-License-Identifier: GPL-3.0-or-later
// What a page asks of its window, written down.
#pragma once

#include <functional>
#include <utility>

#include <QStringList>

#include "views/shared/page/page.h"

namespace luthier::test {

struct RecordedWindow : WindowActions {
    void openPage(const QString& id, const QString& argument) override { opened << (argument.isEmpty() ? id : id + ' ' + argument); }
    void toast(const QString& text, const QString&, std::function<void()> action, std::int64_t) override {
        toasts << text;
        lastAction = std::move(action);
    }
    void toastError(const Error& error) override { errors << QString::fromStdString(error.toString()); }
    QStringList opened, toasts, errors;
    std::function<void()> lastAction;   // of the newest toast
};

}  // namespace luthier::test
