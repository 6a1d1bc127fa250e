# SPDX-License-Identifier: Apache-2.0
luthier_fuzz(gguf TORCH LINKS core_tensor_io)
