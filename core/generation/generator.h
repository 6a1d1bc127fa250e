// SPDX-License-Identifier: Apache-2.0
// A list of requests answered to the end, as many at once as the options say. Thread: the thread of its model.
#pragma once

#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/generation/batch_decoder.h"

namespace luthier {

class Generator {
public:
    // Both must outlive this.
    Generator(const CausalModel& model, const Tokenizer& tokenizer, GeneratorOptions options = {});

    // Every request is checked before the first token; the watch knows them by their number in the list. Errors: those of BatchDecoder::check, naming the
    // prompt; those of onFinished. When cancelled, running and waiting requests finish as Cancelled and the result is success.
    Status run(const std::vector<GenerateRequest>& requests, const GenerateWatch& watch, const WorkContext& context = {});

private:
    const CausalModel* m_model;
    const Tokenizer* m_tokenizer;
    GeneratorOptions m_options;
};

}  // namespace luthier
