// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T> as the argument of a signal. Include it where a signal has one. Thread: types only.
#pragma once

#include <type_traits>

#include <QtGlobal>
#include <QMetaType>

#include "core/base/error.h"

// tl::expected declares == for all types, Error has none, and Qt would try it.
template <class T>
struct QTypeTraits::has_operator_equal<tl::expected<T, luthier::Error>> : std::false_type {};
