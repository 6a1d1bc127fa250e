// SPDX-License-Identifier: GPL-3.0-or-later
// Thread: GUI.
#pragma once

#include <functional>

#include <QTest>

namespace luthier::test {

// Turns the event loop until it holds. The bound only ends a test that fails.
inline bool waitUntil(const std::function<bool()>& holds, int boundMs = 60000) { return QTest::qWaitFor(holds, boundMs); }

}  // namespace luthier::test
