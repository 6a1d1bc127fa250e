// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtWidgets>

#include "cmake/pch/core_pch.h"
