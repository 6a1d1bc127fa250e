// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/template_panel.h"

#include <QHBoxLayout>
#include <QTextBlock>
#include <QVBoxLayout>

#include "views/shared/background/in_background.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

TemplatePanel::TemplatePanel(QWidget* parent)
    : QWidget(parent),
      m_sample(new QComboBox),
      m_text(new QPlainTextEdit),
      m_message(theme::label({}, "muted", true)),
      m_counts(theme::label({}, "caption", true)) {
    setObjectName(QStringLiteral("models.template"));
    m_sample->setObjectName(QStringLiteral("models.template.sample"));
    m_sample->setAccessibleName(tr("Sample chat"));
    for (const TemplateSample& sample : templateSamples()) m_sample->addItem(sample.title, sample.id);
    m_text->setObjectName(QStringLiteral("models.template.text"));
    m_text->setAccessibleName(tr("The sample chat as the model reads it"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(theme::font(theme::TextStyle::Mono));
    m_text->setFixedHeight(6 * theme::kRowHeight);
    m_message->setObjectName(QStringLiteral("models.template.message"));
    m_counts->setObjectName(QStringLiteral("models.template.counts"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    column->addWidget(m_sample);
    column->addWidget(m_message);
    column->addWidget(m_text);
    column->addWidget(m_counts);
    connect(m_sample, &QComboBox::currentIndexChanged, this, &TemplatePanel::ask);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &TemplatePanel::mark);
}

void TemplatePanel::setMessage(const QString& text) {
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    const bool shows = text.isEmpty();
    m_text->setVisible(shows);
    m_counts->setVisible(shows);
}

void TemplatePanel::setFolder(const QString& folder) {
    if (folder == m_folder) return;
    m_folder = folder;
    m_sample->setEnabled(!folder.isEmpty());
    m_sample->setToolTip(folder.isEmpty() ? tr("There is no chat template to show") : QString());
    ++m_asked;
    if (!folder.isEmpty()) ask();
}

void TemplatePanel::ask() {
    if (m_folder.isEmpty()) return;
    const int asked = ++m_asked;
    setMessage(tr("Rendering…"));
    inBackground(
        this, [folder = m_folder.toStdString(), sample = m_sample->currentData().toString()] { return previewTemplate(folder, sample); },
        [this, asked](Result<TemplatePreview> preview) {
            if (asked != m_asked) return;
            if (preview)
                show(*preview);
            else
                setMessage(theme::errorInWords(preview.error()));
        });
}

void TemplatePanel::show(const TemplatePreview& preview) {
    m_shown = preview;
    m_text->setPlainText(preview.text);
    mark();
    QString words = tr("%1 tokens, of which %2 are trained (marked).").arg(theme::countInWords(preview.numTokens), theme::countInWords(preview.numTrained));
    for (const QString& problem : preview.problems) words += '\n' + problem;
    m_counts->setText(words);
    setMessage({});
}

void TemplatePanel::mark() {
    QTextCharFormat format;
    format.setBackground(theme::colors().trainedTint);
    format.setFontUnderline(true);
    format.setUnderlineColor(theme::colors().trained);
    QList<QTextEdit::ExtraSelection> marks;
    for (const TemplatePreview::Span& span : m_shown.trained) {
        QTextCursor cursor(m_text->document());
        cursor.setPosition(span.begin);
        cursor.setPosition(std::min<int>(span.begin + span.length, m_text->document()->characterCount() - 1), QTextCursor::KeepAnchor);
        marks.append({cursor, format});
    }
    m_text->setExtraSelections(marks);
}

}  // namespace luthier
