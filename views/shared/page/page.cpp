// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/page/page.h"

namespace luthier {

Page::Page(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {}

}  // namespace luthier
