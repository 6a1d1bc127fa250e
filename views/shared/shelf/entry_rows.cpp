// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/entry_rows.h"

namespace luthier::shelf {

QString whyReadOnly(const StoreAccess& store) {
    return store.isReadOnly() ? QObject::tr("Another window has this project open for writing, so nothing can be changed here") : QString();
}

}  // namespace luthier::shelf
