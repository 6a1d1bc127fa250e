// SPDX-License-Identifier: GPL-3.0-or-later
// qcustomplot.h uses Qt's foreach, which we build without: for its two loops over lists of pointers the plain one does the same.
#pragma once

#include <utility>

#define foreach(variable, container) for (variable : std::as_const(container))
#include <qcustomplot.h>
#undef foreach
