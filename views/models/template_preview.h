// SPDX-License-Identifier: GPL-3.0-or-later
// How a model's chat template writes a sample chat, and which of it would be trained. Thread: any (blocking: a tokenizer takes up to a second); never the
// GUI's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QString>
#include <QStringList>

#include "core/base/error.h"

namespace luthier {

struct TemplateSample {
    QString id, title;
};
std::vector<TemplateSample> templateSamples();

struct TemplatePreview {
    QString text;  // as rendered
    struct Span {
        int begin = 0, length = 0;
    };  // in characters of text
    std::vector<Span> trained;
    std::int64_t numTokens = 0, numTrained = 0;
    QStringList problems;
};

// Errors: those of RowEncoder::load; InvalidData (the template fails on this chat).
Result<TemplatePreview> previewTemplate(const std::string& folder, const QString& sampleId);

}  // namespace luthier
