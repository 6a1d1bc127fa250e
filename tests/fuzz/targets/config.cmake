# SPDX-License-Identifier: Apache-2.0
luthier_fuzz(config LINKS core_recipe)
