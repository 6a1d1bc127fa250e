# SPDX-License-Identifier: Apache-2.0
luthier_fuzz(rows LINKS core_data)
