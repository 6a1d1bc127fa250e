// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/page/page.h"

namespace luthier {

void toastUndo(StoreAccess& store, WindowActions& window, const QString& text) {
    const std::int64_t entry = store.newestEntry();
    window.toast(text, Page::tr("Undo"), [&store, entry] { store.undo(entry); }, entry);
}

Page::Page(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {}

}  // namespace luthier
