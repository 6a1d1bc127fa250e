# SPDX-License-Identifier: Apache-2.0
luthier_fuzz(protocol LINKS core_runs core_protocol)
