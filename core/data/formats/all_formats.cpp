// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/all_formats.h"

namespace luthier {

const Format& ownRowsFormat();
const Format& ultrafeedbackFormat();
const Format& hhRlhfFormat();
const Format& preferenceFormat();
const Format& ktoFormat();
const Format& rankingFormat();
const Format& scoredFormat();
const Format& messagesFormat();
const Format& shareGptFormat();
const Format& promptCompletionFormat();
const Format& alpacaFormat();
const Format& promptsFormat();
const Format& textFormat();
const Format& plainTextFormat();

const std::vector<const Format*>& allFormats() {
    static const std::vector<const Format*> formats{
        &ownRowsFormat(),
        &ultrafeedbackFormat(),
        &hhRlhfFormat(),
        &preferenceFormat(),
        &ktoFormat(),
        &rankingFormat(),
        &scoredFormat(),
        &messagesFormat(),
        &shareGptFormat(),
        &promptCompletionFormat(),
        &alpacaFormat(),
        &promptsFormat(),
        &textFormat(),
        &plainTextFormat(),
    };
    return formats;
}

const Format* findFormat(std::string_view id) {
    for (const Format* format : allFormats())
        if (format->info().id == id) return format;
    return nullptr;
}

}  // namespace luthier
