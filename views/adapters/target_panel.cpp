// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/target_panel.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include "core/base/files.h"
#include "views/shared/background/in_background.h"
#include "views/shared/shelf/folder_work.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

struct Look {
    std::uint64_t freeBytes = 0;
    bool exists = false, writable = true;
};

Look lookAt(const QString& target) {
    Look look;
    look.exists = QFileInfo::exists(target);
    look.freeBytes = shelf::freeBytesFor(target.toStdString()).value_or(0);
    QString there = QFileInfo(target).absolutePath();
    while (!QFileInfo::exists(there) && there.size() > 1) there = QFileInfo(there).absolutePath();
    look.writable = QFileInfo(there).isDir() && QFileInfo(there).isWritable();
    return look;
}

}  // namespace

TargetPanel::TargetPanel(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setObjectName(QStringLiteral("adapters.target.panel"));
    build();
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(150);
    connect(&m_lookSoon, &QTimer::timeout, this, &TargetPanel::look);
    const auto edited = [this] {
        ++m_asked;
        m_looked = false;
        m_lookSoon.start();
        showPlan();
    };
    connect(m_name, &QLineEdit::textChanged, this, edited);
    connect(m_parent, &shelf::PathEdit::pathChanged, this, edited);
    connect(m_dtype, &QComboBox::currentIndexChanged, this, &TargetPanel::showPlan);
    connect(m_name, &QLineEdit::returnPressed, this, &TargetPanel::accept);
    connect(m_accept, &QPushButton::clicked, this, &TargetPanel::accept);
    connect(m_cancel, &QPushButton::clicked, this, &TargetPanel::closed);
    auto* const escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &TargetPanel::closed);
}

void TargetPanel::build() {
    m_title = theme::label({}, "title", true);
    m_words = theme::label({}, "muted", true);
    m_space = theme::label({}, "muted", true);
    m_space->setObjectName(QStringLiteral("adapters.target.space"));
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("adapters.target.name"));
    m_name->setMaxLength(200);
    m_parent = new shelf::PathEdit(QStringLiteral("adapters.target.parent"), shelf::PathEdit::Folder);
    m_target = new theme::ElidedLabel;
    m_target->setObjectName(QStringLiteral("adapters.target.folder"));
    m_target->setFont(theme::font(theme::TextStyle::Mono));
    m_dtype = new QComboBox;
    m_dtype->setObjectName(QStringLiteral("adapters.target.dtype"));
    m_dtype->addItem(tr("As the base is stored"), QStringLiteral("keep"));
    m_dtype->addItem(tr("float32: 4 bytes a parameter, exact"), QStringLiteral("f32"));
    m_dtype->addItem(tr("bfloat16: 2 bytes a parameter"), QStringLiteral("bf16"));
    m_strength = new QDoubleSpinBox;
    m_strength->setObjectName(QStringLiteral("adapters.target.strength"));
    m_strength->setRange(-2.0, 4.0);
    m_strength->setSingleStep(0.1);
    m_strength->setDecimals(2);
    m_strength->setMaximumWidth(140);
    m_strength->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_strength->setToolTip(tr("1 = as trained; 0.5 = half of what it changes"));
    m_accept = theme::button({}, "adapters.target.accept", "accent");
    m_cancel = theme::button(tr("Cancel"), "adapters.target.cancel");

    auto* const card = theme::frame("card");
    card->setMaximumWidth(760);
    auto* const inner = new QVBoxLayout(card);
    inner->setContentsMargins(theme::kSpace24, theme::kSpace24, theme::kSpace24, theme::kSpace24);
    inner->setSpacing(theme::kSpace12);
    inner->addWidget(m_title);
    inner->addWidget(m_words);
    m_form = new QFormLayout;
    m_form->setContentsMargins(0, theme::kSpace8, 0, theme::kSpace8);
    m_form->setHorizontalSpacing(theme::kSpace16);
    m_form->setVerticalSpacing(theme::kSpace12);
    m_form->addRow(tr("Name"), m_name);
    m_form->addRow(tr("Put into"), m_parent);
    m_form->addRow(tr("New folder"), m_target);
    m_form->addRow(tr("Number format"), m_dtype);
    m_form->addRow(tr("Strength"), m_strength);
    inner->addLayout(m_form);
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(theme::kSpace8);
    buttons->addWidget(m_space, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_accept);
    inner->addLayout(buttons);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    column->addStretch();
}

void TargetPanel::begin(AdapterJob::Kind kind, const store::AdapterEntry& adapter, const store::Model* base) {
    const bool merges = kind == AdapterJob::Kind::Merge;
    const QString name = shelf::fromUtf8(adapter.name);
    m_job = {};
    m_job.kind = kind;
    m_job.folder = shelf::fromUtf8(adapter.folder);
    m_adapterBytes = adapterFactsOf(adapter.facts).bytes;
    m_baseBytes = base ? shelf::jsonCount(base->facts, "bytes") : 0;
    m_parameters = base ? shelf::jsonCount(base->facts, "parameters") : 0;
    if (base) m_job.baseFolder = shelf::fromUtf8(base->folder);
    m_title->setText(merges ? tr("Merge %1 into a model").arg(name) : tr("Export %1").arg(name));
    m_words->setText(merges ? tr("Writes a whole model, %1 with the adapter in its weights, as a Hugging Face folder, and adds it to Models. The adapter and "
                                 "its base stay as they are.")
                                  .arg(base ? shelf::fromUtf8(base->name) : tr("the base"))
                            : tr("Copies the adapter's folder as it is. Python PEFT, vLLM and others read it."));
    m_form->setRowVisible(m_dtype, merges);
    m_form->setRowVisible(m_strength, merges);
    m_dtype->setCurrentIndex(0);
    m_strength->setValue(1.0);
    m_name->setText(merges && base ? tr("%1, %2").arg(shelf::fromUtf8(base->name), name) : name);
    m_parent->setPath(merges ? m_session.store.folder() + QStringLiteral("/models")
                             : m_session.settings.value(QStringLiteral("adapters/export_folder"), QDir::homePath()).toString());
    look();
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

QString TargetPanel::target() const {
    if (m_parent->path().isEmpty()) return {};
    return QDir::cleanPath(QFileInfo(m_parent->path()).absoluteFilePath()) + '/' + shelf::folderNameFor(m_name->text());
}

void TargetPanel::look() {
    m_lookSoon.stop();
    inBackground(
        this, [path = target()] { return lookAt(path); },
        [this, asked = ++m_asked](const Look& look) {
            if (asked != m_asked) return;
            m_looked = true;
            m_freeBytes = look.freeBytes;
            m_exists = look.exists;
            m_writable = look.writable;
            showPlan();
        });
    showPlan();
}

void TargetPanel::showPlan() {
    const bool merges = m_job.kind == AdapterJob::Kind::Merge;
    const QString dtype = m_dtype->currentData().toString();
    const std::int64_t bytes = !merges                           ? m_adapterBytes
                               : dtype == QStringLiteral("f32")  ? 4 * m_parameters
                               : dtype == QStringLiteral("bf16") ? 2 * m_parameters
                                                                 : m_baseBytes;
    const QString size = theme::bytesInWords(static_cast<double>(bytes));
    m_target->setFullText(target());
    QString why;
    if (m_name->text().simplified().isEmpty())
        why = tr("Give it a name.");
    else if (target().isEmpty())
        why = tr("Choose the folder to put it into.");
    else if (!m_looked)
        why = tr("Looking at the folder…");
    else if (m_exists)
        why = tr("There is something at this folder already. Choose another name.");
    else if (!m_writable)
        why = tr("This folder cannot be written to. Choose another.");
    else if (static_cast<std::uint64_t>(bytes) > m_freeBytes)
        why = tr("There is not enough room: %1 are needed, %2 are free.").arg(size, theme::bytesInWords(static_cast<double>(m_freeBytes)));
    m_space->setText(!why.isEmpty() ? why : tr("Needs %1 on disk; %2 are free.").arg(size, theme::bytesInWords(static_cast<double>(m_freeBytes))));
    theme::setLook(m_space, !why.isEmpty() && m_looked ? "error" : "muted");
    m_accept->setText(merges ? tr("Merge %1").arg(size) : tr("Export %1").arg(size));
    m_accept->setEnabled(why.isEmpty());
    m_accept->setToolTip(shelf::plainTip(why));
}

void TargetPanel::accept() {
    if (!m_accept->isEnabled()) return;
    m_job.name = m_name->text().simplified();
    m_job.target = target();
    m_job.dtype = m_dtype->currentData().toString();
    m_job.strength = m_strength->value();
    if (m_job.kind == AdapterJob::Kind::Export) m_session.settings.setValue(QStringLiteral("adapters/export_folder"), m_parent->path());
    emit asked(m_job);
    emit closed();
}

}  // namespace luthier
