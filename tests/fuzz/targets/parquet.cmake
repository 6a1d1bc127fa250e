# SPDX-License-Identifier: Apache-2.0
luthier_fuzz(parquet LINKS core_data)
