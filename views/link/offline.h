// SPDX-License-Identifier: GPL-3.0-or-later
// The offline switch: the kernel refuses this process, and every process that it starts from then on, any socket that leads out of this machine. There is no
// way back within a process. Thread: any. Requires Linux with seccomp.
#pragma once

#include <QSettings>

#include "core/base/error.h"

namespace luthier {

// In QSettings: on unless somebody has switched it off. Nothing in Luthier needs a connection so far.
inline constexpr const char* kOfflineKey = "privacy/offline";
inline bool wantsOffline(const QSettings& settings) { return settings.value(kOfflineKey, true).toBool(); }

// Sockets of this machine (the desktop's, the bus) go on. Errors: Io (the system knows no such filter). Twice is once.
Status refuseConnections();
// Whether it has been done here.
bool refusesConnections();

}  // namespace luthier
