// SPDX-License-Identifier: GPL-3.0-or-later
// Only to have the header precompiled once.
