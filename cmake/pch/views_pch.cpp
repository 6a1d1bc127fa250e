// SPDX-License-Identifier: Apache-2.0
// Only to have the header precompiled once.
