// SPDX-License-Identifier: GPL-3.0-or-later
// The chat template of a model on a sample chat: the text as the model reads it, trained parts marked. Thread: GUI; rendered in the background.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QWidget>

#include "views/models/template_preview.h"

namespace luthier {

class TemplatePanel : public QWidget {
    Q_OBJECT
public:
    explicit TemplatePanel(QWidget* parent = nullptr);
    void setFolder(const QString& folder);     // "" = nothing to show
    void setMessage(const QString& text);

private:
    void ask();
    void show(const TemplatePreview& preview);
    void mark();
    QString m_folder;
    int m_asked = 0;                           // answers to older questions are dropped
    TemplatePreview m_shown;
    QComboBox* m_sample;
    QPlainTextEdit* m_text;
    QLabel *m_message, *m_counts;
};

}  // namespace luthier
