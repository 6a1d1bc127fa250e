// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/text/foldable_part.h"

#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

FoldablePart::FoldablePart(const QString& title, QWidget* content, QWidget* parent) : QWidget(parent), m_toggle(new QToolButton), m_content(content) {
    m_toggle->setCheckable(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setFont(theme::font(theme::TextStyle::Caption));
    m_toggle->setIconSize({theme::kSpace12, theme::kSpace12});
    m_toggle->setIcon(theme::icon("chevron-right"));
    setTitle(title);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace4);
    layout->addWidget(m_toggle, 0, Qt::AlignLeft);
    layout->addWidget(m_content);
    m_content->setVisible(false);
    connect(m_toggle, &QToolButton::toggled, this, [this](bool open) {
        m_content->setVisible(open);
        m_toggle->setIcon(theme::icon(open ? "chevron-down" : "chevron-right"));
    });
}

void FoldablePart::setTitle(const QString& title) { m_toggle->setText(QString(title).replace('&', "&&")); }

void FoldablePart::setOpen(bool open) { m_toggle->setChecked(open); }

JsonText::JsonText(QWidget* parent) : QWidget(parent), m_text(new ReadingText(ReadingText::Font::Mono)), m_problem(theme::label({}, "error", true)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace4);
    layout->addWidget(m_text);
    layout->addWidget(m_problem);
    m_problem->hide();
    connect(m_text, &ReadingText::committed, this, [this](const QString& text) {
        auto value = parseJson(text.toStdString());
        m_problem->setVisible(!value);
        if (!value) return m_problem->setText(tr("Not saved: %1").arg(QString::fromStdString(value.error().message)));
        emit committed(*value);
    });
}

void JsonText::setJson(const Json& value) {
    m_text->setPlain(QString::fromStdString(dumpJsonPretty(value)));
    m_problem->hide();
}

}  // namespace luthier
