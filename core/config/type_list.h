// SPDX-License-Identifier: Apache-2.0
// One explicit list per kind of unit (methods, adapters, ...), expanded twice: by the window through T::info(), by the engine through T::create().
#pragma once

#include <cstddef>
#include <utility>

namespace luthier {

template <class... T>
struct TypeList {
    static constexpr std::size_t size = sizeof...(T);
    // visit.template operator()<T>() for each T in order.
    template <class Visitor>
    static void forEach(Visitor&& visit) { (visit.template operator()<T>(), ...); }
    template <template <class...> class Target>
    using apply = Target<T...>;
};

}  // namespace luthier
