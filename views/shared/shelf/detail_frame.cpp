// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/shelf/detail_frame.h"

#include <utility>

#include <QScrollBar>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier::shelf {

DetailFrame::DetailFrame(const QString& name, std::function<void(QMenu&)> fillMenu, QWidget* parent)
    : QScrollArea(parent),
      m_name(new NameEdit(name + QStringLiteral(".name"))),
      m_notes(new NotesEdit(name + QStringLiteral(".notes"))),
      m_sentence(theme::label({}, "", true)),
      m_working(theme::label({}, "muted")),
      m_trouble(new theme::ErrorPanel),
      m_problems(new ProblemList(name + QStringLiteral(".problems"))) {
    setObjectName(name + QStringLiteral(".detail"));
    setProperty("look", "plain");
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_sentence->setObjectName(name + QStringLiteral(".sentence"));
    m_sentence->setFont(theme::font(theme::TextStyle::Reading));
    m_working->setObjectName(name + QStringLiteral(".working"));
    m_trouble->setObjectName(name + QStringLiteral(".trouble"));
    auto* const content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, theme::kSpace12, theme::kPageMargin);
    m_column->setSpacing(theme::kSpace12);
    m_column->addLayout(makeHead(name, std::move(fillMenu)));
    m_column->addWidget(m_sentence);
    m_column->addWidget(m_working);
    m_column->addWidget(m_missing = makeMissing(name));
    m_column->addWidget(m_trouble);
    m_column->addWidget(m_problems);
    m_column->addStretch();
    setWidget(content);
    connect(m_name, &NameEdit::renamed, this, &DetailFrame::renamed);
    connect(m_notes, &NotesEdit::edited, this, &DetailFrame::notesEdited);
}

QLayout* DetailFrame::makeHead(const QString& name, std::function<void(QMenu&)> fillMenu) {
    m_head = new QHBoxLayout;
    m_head->setSpacing(theme::kSpace8);
    auto* const more = theme::iconButton(QStringLiteral("more"), tr("More actions"), qPrintable(name + QStringLiteral(".more")));
    m_head->addWidget(m_name, 1);
    m_head->addWidget(more);
    connect(more, &QToolButton::clicked, this, [this, more, fillMenu = std::move(fillMenu)] {
        QMenu* const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(more->mapToGlobal(QPoint(0, more->height())));
    });
    return m_head;
}

QFrame* DetailFrame::makeMissing(const QString& name) {
    auto* const box = new QFrame;
    auto* const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    m_gone = new theme::ErrorPanel;
    m_gone->setObjectName(name + QStringLiteral(".missing"));
    m_where = new PathEdit(name + QStringLiteral(".where"), PathEdit::Folder);
    m_where->line()->setPlaceholderText(tr("Where the folder is now"));
    m_locate = theme::button(tr("Use this folder"), qPrintable(name + QStringLiteral(".locate")), "accent");
    m_locate->setEnabled(false);
    m_locate->setToolTip(tr("Choose the folder first"));
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    row->addWidget(m_where, 1);
    row->addWidget(m_locate);
    column->addWidget(m_gone);
    column->addLayout(row);
    const auto locate = [this] {
        if (!m_where->path().isEmpty()) emit located(m_where->path());
    };
    connect(m_locate, &QPushButton::clicked, this, locate);
    connect(m_where->line(), &QLineEdit::returnPressed, this, locate);
    connect(m_where, &PathEdit::pathChanged, this, [this](const QString& path) {
        m_locate->setEnabled(!path.isEmpty());
        m_locate->setToolTip(path.isEmpty() ? tr("Choose the folder first") : QString());
    });
    return box;
}

void DetailFrame::addButton(QWidget* button) { m_head->insertWidget(m_head->count() - 1, button); }
void DetailFrame::addStrip(QWidget* strip) { m_column->insertWidget(m_column->indexOf(m_trouble), strip); }
void DetailFrame::setBody(QWidget* body) { m_column->insertWidget(m_column->count() - 1, body); }

void DetailFrame::showContent(const Content& content) {
    if (content.id != m_id) {
        m_notes->flush();
        m_where->setPath({});
        verticalScrollBar()->setValue(0);
    }
    m_id = content.id;
    m_name->setName(content.name);
    m_name->setReadOnly(!content.whyReadOnly.isEmpty(), content.whyReadOnly);
    m_notes->setReadOnly(!content.whyReadOnly.isEmpty());
    m_notes->show(content.id, content.notes);
    m_sentence->setText(content.gone ? tr("Cannot be used until its folder is found again.") : content.sentence);
    m_working->setText(content.working);
    m_working->setVisible(!content.working.isEmpty());
    m_missing->setVisible(content.gone.has_value());
    if (content.gone) m_gone->showError(*content.gone);
    m_trouble->setVisible(content.trouble.has_value());
    if (content.trouble) m_trouble->showError(*content.trouble);
    m_problems->setProblems(content.problems);
}

void addMenuAction(QMenu& menu, const QString& text, const char* icon, const char* objectName, const QString& whyNot, const std::function<void()>& run) {
    QAction* const action = menu.addAction(text, &menu, run);
    action->setObjectName(QString::fromLatin1(objectName));
    action->setIcon(theme::icon(QString::fromLatin1(icon)));
    action->setEnabled(whyNot.isEmpty());
    if (!whyNot.isEmpty()) action->setToolTip(plainTip(whyNot));
}

}  // namespace luthier::shelf
