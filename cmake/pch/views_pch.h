// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtWidgets>

#include "cmake/pch/core_pch.h"
