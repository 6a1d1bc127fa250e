// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/add_adapter_panel.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include "views/shared/theme/theme.h"

namespace luthier {

AddAdapterPanel::AddAdapterPanel(Session& session, const AdapterShelf& adapters, QWidget* parent)
    : QWidget(parent), m_adapters(adapters), m_inspections(session.enginePath) {
    setObjectName(QStringLiteral("adapters.add.panel"));
    build();
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(250);
    connect(&m_lookSoon, &QTimer::timeout, this, &AddAdapterPanel::look);
    fillBases();
    connect(&adapters, &AdapterShelf::changed, this, [this] {
        if (m_base->count() - 1 != static_cast<int>(m_adapters.models().size())) fillBases();
        if (isVisible()) showPlan();
    });
    connect(m_source, &shelf::PathEdit::pathChanged, this, [this] {
        ++m_asked;
        m_found.reset();
        m_error.reset();
        m_lookSoon.start();
        showPlan();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameIsOurs = false; });
    connect(m_name, &QLineEdit::textChanged, this, &AddAdapterPanel::showPlan);
    for (QLineEdit* const line : {m_name, m_source->line()}) connect(line, &QLineEdit::returnPressed, this, &AddAdapterPanel::accept);
    connect(m_accept, &QPushButton::clicked, this, &AddAdapterPanel::accept);
    connect(m_cancel, &QPushButton::clicked, this, &AddAdapterPanel::closed);
    auto* const escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &AddAdapterPanel::closed);
    showPlan();
}

void AddAdapterPanel::build() {
    m_source = new shelf::PathEdit(QStringLiteral("adapters.add.source"), shelf::PathEdit::Folder);
    m_source->line()->setPlaceholderText(tr("Path of an adapter's folder; or drop it here"));
    m_source->line()->setAccessibleName(tr("Folder of the adapter"));
    m_summary = theme::label({}, "", true);
    m_summary->setObjectName(QStringLiteral("adapters.add.summary"));
    m_why = theme::label({}, "error", true);
    m_why->setObjectName(QStringLiteral("adapters.add.why"));
    m_trouble = new theme::ErrorPanel;
    m_trouble->setObjectName(QStringLiteral("adapters.add.trouble"));
    m_problems = new shelf::ProblemList(QStringLiteral("adapters.add.problems"));
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("adapters.add.name"));
    m_name->setMaxLength(200);
    m_base = new QComboBox;
    m_base->setObjectName(QStringLiteral("adapters.add.base"));
    m_accept = theme::button(tr("Add adapter"), "adapters.add.accept", "accent");
    m_cancel = theme::button(tr("Cancel"), "adapters.add.cancel");
    m_details = new QWidget;
    auto* const form = new QFormLayout(m_details);
    form->setContentsMargins(0, theme::kSpace8, 0, 0);
    form->setHorizontalSpacing(theme::kSpace16);
    form->setVerticalSpacing(theme::kSpace12);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Base model"), m_base);

    auto* const card = theme::frame("card");
    card->setMaximumWidth(760);
    auto* const inner = new QVBoxLayout(card);
    inner->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    inner->setSpacing(theme::kSpace12);
    inner->addWidget(theme::label(tr("Add an adapter"), "title"));
    inner->addWidget(theme::label(
        tr("A folder in PEFT's format: adapter_config.json and adapter_model.safetensors. It is used where it is; nothing is copied."), "muted", true));
    inner->addWidget(m_source);
    inner->addWidget(m_summary);
    inner->addWidget(m_trouble);
    inner->addWidget(m_problems);
    inner->addWidget(m_details);
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(theme::kSpace8);
    buttons->addWidget(m_why, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_accept);
    inner->addLayout(buttons);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    column->addStretch();
}

// The models of the project, which may come after the form was opened.
void AddAdapterPanel::fillBases() {
    const QVariant before = m_base->currentData();
    m_base->clear();
    m_base->addItem(tr("Not known yet"), 0);
    for (const store::Model& model : m_adapters.models()) m_base->addItem(shelf::fromUtf8(model.name), static_cast<qlonglong>(model.id));
    m_base->setCurrentIndex(std::max(0, m_base->findData(before)));
    if (m_base->currentIndex() == 0) guessBase();
}

void AddAdapterPanel::guessBase() {
    if (!m_found) return;
    store::AdapterEntry entry;
    entry.facts = *m_found;
    if (const store::Model* const base = baseOf(entry, m_adapters.models()))
        m_base->setCurrentIndex(std::max(0, m_base->findData(static_cast<qlonglong>(base->id))));
}

void AddAdapterPanel::begin(const QString& path) {
    m_nameIsOurs = true;
    m_name->clear();
    m_base->setCurrentIndex(0);
    m_source->setPath({});
    m_source->setPath(path);
    if (!path.isEmpty()) look();
    showPlan();
    m_source->line()->setFocus(Qt::OtherFocusReason);
}

void AddAdapterPanel::look() {
    m_lookSoon.stop();
    const int asked = ++m_asked;
    if (m_source->path().isEmpty()) return showPlan();
    m_path = QDir::cleanPath(QFileInfo(m_source->path()).absoluteFilePath());
    m_inspections.ask(
        m_path, true, this,
        [this, asked](Result<Json> found) {
            if (asked != m_asked) return;
            if (!found)
                m_error = found.error();
            else
                m_found = std::move(*found);
            if (m_found && m_nameIsOurs) {
                // "final" says nothing; the run's folder does.
                const QFileInfo folder(m_path);
                m_name->setText(folder.fileName() == QStringLiteral("final") ? folder.dir().dirName() : folder.fileName());
            }
            guessBase();
            showPlan();
        },
        true);
    showPlan();
}

QString AddAdapterPanel::whyNot() const {
    if (!m_adapters.whyReadOnly().isEmpty()) return m_adapters.whyReadOnly();
    if (m_source->path().isEmpty()) return tr("Choose a folder first");
    if (m_error) return tr("The engine could not look at it");
    if (!m_found) return tr("Looking…");
    if (const QString why = whyNoAdapter(*m_found); !why.isEmpty()) return why;
    if (adapterFactsOf(*m_found).type.isEmpty()) return tr("The adapter's settings cannot be read; what is wrong stands above.");
    for (const store::AdapterEntry& known : m_adapters.adapters())
        if (QDir::cleanPath(shelf::fromUtf8(known.folder)) == m_path)
            return tr("This folder is in the project already, as \"%1\".").arg(shelf::fromUtf8(known.name));
    return m_name->text().simplified().isEmpty() ? tr("Give it a name.") : QString();
}

void AddAdapterPanel::showPlan() {
    const QString why = whyNot();
    const bool isAdapter = m_found && whyNoAdapter(*m_found).isEmpty();
    const AdapterFacts facts = isAdapter ? adapterFactsOf(*m_found) : AdapterFacts{};
    if (isAdapter) {
        store::AdapterEntry entry;
        entry.facts = *m_found;
        m_summary->setText(adapterSentence(facts, baseOf(entry, m_adapters.models())));
    } else {
        m_summary->setText(!m_source->path().isEmpty() && !m_error && !m_found ? tr("Looking…") : QString());
    }
    m_summary->setVisible(!m_summary->text().isEmpty());
    m_trouble->setVisible(m_error.has_value());
    if (m_error) m_trouble->showError(*m_error);
    m_problems->setProblems(facts.problems);
    m_details->setVisible(isAdapter);
    m_accept->setEnabled(why.isEmpty());
    m_accept->setToolTip(shelf::plainTip(why));
    m_why->setText(m_found ? why : QString());
}

void AddAdapterPanel::accept() {
    if (!m_accept->isEnabled()) return;
    AdapterJob job;
    job.kind = AdapterJob::Kind::Add;
    job.name = m_name->text().simplified();
    job.folder = m_path;
    job.model = m_base->currentData().toLongLong();
    emit asked(job);
    emit closed();
}

}  // namespace luthier
