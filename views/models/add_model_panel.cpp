// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/add_model_panel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

#include "views/shared/background/in_background.h"
#include "views/shared/theme/theme.h"

namespace luthier {

AddModelPanel::AddModelPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_inspections(session.enginePath),
      m_title(theme::label(tr("Add a model"), "title")),
      m_source(new shelf::PathEdit(QStringLiteral("models.add.source"), shelf::PathEdit::Folder | shelf::PathEdit::File, tr("Models (*.gguf);;All files (*)"))),
      m_summary(theme::label({}, "", true)),
      m_notes(theme::label({}, "muted", true)),
      m_trouble(new theme::ErrorPanel),
      m_details(nullptr) {
    setObjectName(QStringLiteral("models.add.panel"));
    m_summary->setObjectName(QStringLiteral("models.add.summary"));
    m_notes->setObjectName(QStringLiteral("models.add.notes"));
    m_trouble->setObjectName(QStringLiteral("models.add.trouble"));
    m_source->line()->setPlaceholderText(tr("Path of a model folder or a GGUF file; or drop it here"));
    m_source->line()->setAccessibleName(tr("Folder or GGUF file"));
    m_accept = theme::button(tr("Add model"), "models.add.accept", "accent");
    m_accept->setDefault(true);
    m_cancel = theme::button(tr("Cancel"), "models.add.cancel");
    m_details = buildForm();
    layOut();
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(250);
    connect(&m_lookSoon, &QTimer::timeout, this, &AddModelPanel::look);
    connect(m_source, &shelf::PathEdit::pathChanged, this, [this] {
        ++m_asked;
        m_look = {};
        m_found.reset();
        m_error.reset();
        m_lookSoon.start();
        showPlan();
    });
    connect(m_source->line(), &QLineEdit::returnPressed, this, &AddModelPanel::accept);
    connect(m_accept, &QPushButton::clicked, this, &AddModelPanel::accept);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_waiting.clear();
        emit closed();
    });
    auto* const escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, m_cancel, &QPushButton::click);
    showPlan();
}

void AddModelPanel::layOut() {
    auto* const card = theme::frame("card");
    auto* const inner = new QVBoxLayout(card);
    inner->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    inner->setSpacing(theme::kSpace12);
    inner->addWidget(m_title);
    inner->addWidget(theme::label(
        tr("A folder in Hugging Face's format (config.json, tokenizer.json, safetensors) or a GGUF file. Nothing is downloaded, and no code in it is run."),
        "muted", true));
    inner->addWidget(m_source);
    inner->addWidget(m_summary);
    inner->addWidget(m_trouble);
    inner->addWidget(m_notes);
    inner->addWidget(m_details);
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(theme::kSpace8);
    buttons->addWidget(m_space, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_accept);
    inner->addLayout(buttons);
    card->setMaximumWidth(760);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    column->addStretch();
}

QWidget* AddModelPanel::buildForm() {
    auto* const box = new QWidget;
    auto* const form = new QFormLayout(box);
    form->setContentsMargins(0, theme::kSpace8, 0, 0);
    form->setHorizontalSpacing(theme::kSpace16);
    form->setVerticalSpacing(theme::kSpace12);
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("models.add.name"));
    m_name->setMaxLength(200);
    form->addRow(tr("Name"), m_name);

    m_inPlace = new QRadioButton(tr("Use the folder where it is"));
    m_inPlace->setObjectName(QStringLiteral("models.add.in_place"));
    m_copy = new QRadioButton(tr("Copy it into the project"));
    m_copy->setObjectName(QStringLiteral("models.add.copy"));
    m_inPlace->setChecked(true);
    m_wayRow = new QWidget;
    auto* const ways = new QVBoxLayout(m_wayRow);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->setSpacing(theme::kSpace8);
    ways->addWidget(m_inPlace);
    ways->addWidget(m_copy);
    form->addRow(tr("Way"), m_wayRow);

    m_dtype = new QComboBox;
    m_dtype->setObjectName(QStringLiteral("models.add.dtype"));
    m_dtype->addItem(tr("As stored (float32 where it is quantised)"), QStringLiteral("keep"));
    m_dtype->addItem(tr("float32: 4 bytes a parameter, exact"), QStringLiteral("f32"));
    m_dtype->addItem(tr("bfloat16: 2 bytes a parameter"), QStringLiteral("bf16"));
    m_dtypeRow = m_dtype;
    form->addRow(tr("Number format"), m_dtype);

    m_target = new theme::ElidedLabel;
    m_target->setObjectName(QStringLiteral("models.add.target"));
    m_target->setFont(theme::font(theme::TextStyle::Mono));
    form->addRow(tr("Folder"), m_target);
    m_space = theme::label({}, "muted", true);
    m_space->setObjectName(QStringLiteral("models.add.space"));
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameIsOurs = false; });
    connect(m_name, &QLineEdit::textChanged, this, &AddModelPanel::showPlan);
    connect(m_name, &QLineEdit::returnPressed, this, &AddModelPanel::accept);
    connect(m_copy, &QRadioButton::toggled, this, &AddModelPanel::showPlan);
    connect(m_dtype, &QComboBox::currentIndexChanged, this, &AddModelPanel::showPlan);
    return box;
}

void AddModelPanel::setKnown(const std::vector<store::Model>& known) {
    m_known = known;
    if (isVisible()) showPlan();
}

void AddModelPanel::setReadOnly(const QString& why) { m_readOnly = why; }

void AddModelPanel::begin(const QStringList& paths) {
    m_waiting = paths;
    nextPath();
}

void AddModelPanel::nextPath() {
    m_nameIsOurs = true;
    m_name->clear();
    m_inPlace->setChecked(true);
    m_dtype->setCurrentIndex(0);
    const QString path = m_waiting.isEmpty() ? QString() : m_waiting.takeFirst();
    m_title->setText(m_waiting.isEmpty() ? tr("Add a model") : tr("Add a model (%n more after this)", nullptr, static_cast<int>(m_waiting.size())));
    if (m_source->path() == path) m_source->setPath({});
    m_source->setPath(path);
    if (!path.isEmpty()) look();
    showPlan();
    m_source->line()->setFocus(Qt::OtherFocusReason);
}

void AddModelPanel::look() {
    m_lookSoon.stop();
    const QString path = m_source->path();
    const int asked = ++m_asked;
    if (path.isEmpty()) return showPlan();
    const QString models = m_session.store.folder() + QStringLiteral("/models");
    inBackground(
        this, [path, models] { return lookAtSource(path, models); },
        [this, asked](const SourceLook& look) {
            if (asked == m_asked) takeLook(look);
        });
}

void AddModelPanel::takeLook(const SourceLook& look) {
    m_look = look;
    if (m_nameIsOurs) m_name->setText(look.name);
    showPlan();
    if (look.kind != SourceLook::Kind::Folder && look.kind != SourceLook::Kind::Gguf) return;
    m_inspections.ask(
        look.path, true, this,
        [this, asked = m_asked](Result<Json> found) {
            if (asked != m_asked) return;
            if (found)
                m_found = std::move(*found);
            else
                m_error = found.error();
            showPlan();
        },
        true);
}

void AddModelPanel::showPlan() {
    const AddChoice choice{m_name->text(), m_copy->isChecked(), m_dtype->currentData().toString()};
    m_plan = planToAdd(m_look, m_found, choice, m_session.store.folder() + QStringLiteral("/models"), m_known);
    const bool empty = m_source->path().isEmpty(), looking = !empty && !m_error && m_look.path.isEmpty();
    const bool isModel = m_found.has_value() && !m_plan.summary.isEmpty();
    m_summary->setText(isModel ? m_plan.summary : empty || m_error ? QString() : looking ? tr("Looking…") : m_plan.why);
    m_summary->setVisible(!m_summary->text().isEmpty());
    m_trouble->setVisible(m_error.has_value());
    if (m_error) m_trouble->showError(*m_error);
    m_notes->setText(m_plan.notes.join('\n'));
    m_notes->setVisible(!m_plan.notes.isEmpty());
    m_details->setVisible(isModel);
    auto* const form = static_cast<QFormLayout*>(m_details->layout());
    form->setRowVisible(m_wayRow, !m_plan.mustCopy);
    form->setRowVisible(m_dtypeRow, m_plan.request.copies());
    m_target->setFullText(m_plan.request.copies() ? m_plan.request.target : m_look.path);
    const QString why = !m_readOnly.isEmpty() ? m_readOnly
                        : m_plan.possible     ? QString()
                        : empty               ? tr("Choose a folder or a GGUF file first")
                        : m_error             ? tr("The engine could not look at it")
                                              : m_plan.why;
    m_accept->setEnabled(m_plan.possible && m_readOnly.isEmpty());
    m_accept->setToolTip(shelf::plainTip(why.isEmpty() && !m_plan.possible ? tr("Looking…") : why));
    m_accept->setText(m_plan.button);
    m_space->setText(isModel && !m_plan.possible ? m_plan.why : isModel ? m_plan.space : QString());
    theme::setLook(m_space, isModel && !m_plan.possible ? "error" : "muted");
}

void AddModelPanel::accept() {
    if (!m_accept->isEnabled()) return;
    const AddRequest request = m_plan.request;
    emit asked(request);
    if (m_waiting.isEmpty()) {
        m_source->setPath({});
        emit closed();
    } else {
        nextPath();
    }
}

}  // namespace luthier
