# SPDX-License-Identifier: Apache-2.0
luthier_fuzz(template LINKS core_text)
