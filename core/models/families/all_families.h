// SPDX-License-Identifier: Apache-2.0
// Every model family. The file's name is the Hugging Face model_type. A new one = one unit + one line here + one test.
#pragma once

#include "core/config/type_list.h"
#include "core/models/families/llama.h"
#include "core/models/families/mistral.h"
#include "core/models/families/qwen2.h"

namespace luthier {

using AllFamilies = TypeList<Llama, Mistral, Qwen2>;

}  // namespace luthier
