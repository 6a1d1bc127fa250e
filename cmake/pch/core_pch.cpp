// SPDX-License-Identifier: Apache-2.0
// The one file of this target; others reuse its precompiled header.
namespace luthier { void corePchAnchor() {} }
