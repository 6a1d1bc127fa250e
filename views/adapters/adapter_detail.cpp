// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/adapter_detail.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QUrl>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier {

AdapterDetail::AdapterDetail(Session& session, AdapterShelf& adapters, QWidget* parent)
    : QScrollArea(parent),
      m_session(session),
      m_adapters(adapters),
      m_name(new shelf::NameEdit(QStringLiteral("adapters.name"))),
      m_sentence(theme::label({}, "", true)),
      m_working(theme::label({}, "muted")),
      m_trouble(new theme::ErrorPanel),
      m_problems(new shelf::ProblemList(QStringLiteral("adapters.problems"))) {
    setObjectName(QStringLiteral("adapters.detail"));
    setProperty("look", "plain");
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_sentence->setObjectName(QStringLiteral("adapters.sentence"));
    m_sentence->setFont(theme::font(theme::TextStyle::Reading));
    m_working->setObjectName(QStringLiteral("adapters.working"));
    m_trouble->setObjectName(QStringLiteral("adapters.trouble"));
    auto* const content = new QWidget;
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, theme::kSpace12, theme::kPageMargin);
    column->setSpacing(theme::kSpace12);
    column->addLayout(buildHead());
    column->addWidget(m_sentence);
    column->addWidget(m_working);
    column->addWidget(m_missing = buildMissing());
    column->addWidget(m_baseRow = buildBase());
    column->addWidget(m_trouble);
    column->addWidget(m_problems);
    column->addWidget(buildNumbers());
    column->addStretch();
    setWidget(content);
    connect(m_name, &shelf::NameEdit::renamed, this, [this](const QString& name) { m_adapters.rename(m_id, name); });
    connect(m_notes, &shelf::NotesEdit::edited, this, [this](std::int64_t id, const QString& notes) { m_adapters.setNotes(id, notes); });
    connect(m_lineage, &shelf::LineageView::opened, this, [this](const QString& page, const QString& argument) { m_session.window.openPage(page, argument); });
}

QLayout* AdapterDetail::buildHead() {
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    m_train = theme::button(tr("Train from it"), "adapters.train", "", QStringLiteral("train"));
    m_merge = theme::button(tr("Merge…"), "adapters.merge", "", QStringLiteral("merge"));
    m_compare = theme::button(tr("Compare with its base"), "adapters.compare", "accent");
    m_more = theme::iconButton(QStringLiteral("more"), tr("More actions"), "adapters.more");
    row->addWidget(m_name, 1);
    for (QWidget* const widget : std::initializer_list<QWidget*>{m_merge, m_train, m_compare, m_more}) row->addWidget(widget);
    connect(m_compare, &QPushButton::clicked, this, [this] { act(QStringLiteral("compare")); });
    connect(m_train, &QPushButton::clicked, this, [this] { act(QStringLiteral("train")); });
    connect(m_merge, &QPushButton::clicked, this, [this] { emit mergeAsked(m_id); });
    connect(m_more, &QToolButton::clicked, this, [this] {
        QMenu* const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    return row;
}

void AdapterDetail::act(const QString& page) { m_session.window.openPage(page, QStringLiteral("adapter:%1").arg(m_id)); }

void AdapterDetail::fillMenu(QMenu& menu) {
    const store::AdapterEntry* const adapter = m_adapters.find(m_id);
    if (!adapter) return;
    menu.setToolTipsVisible(true);
    const auto add = [&](const QString& text, const char* icon, const char* name, const QString& whyNot, const std::function<void()>& run) {
        QAction* const action = menu.addAction(text, this, run);
        action->setObjectName(QString::fromLatin1(name));
        action->setIcon(theme::icon(QString::fromLatin1(icon)));
        action->setEnabled(whyNot.isEmpty());
        if (!whyNot.isEmpty()) action->setToolTip(shelf::plainTip(whyNot));
    };
    const QString gone = m_adapters.isMissing(m_id) ? tr("The folder is not there") : QString();
    const QString readOnly = m_adapters.whyReadOnly();
    add(tr("Rename"), "edit", "adapters.menu.rename", readOnly, [this] { rename(); });
    add(tr("Export…"), "export", "adapters.menu.export", gone, [this] { emit exportAsked(m_id); });
    add(tr("Check again"), "refresh", "adapters.menu.check", gone, [this] { m_adapters.checkAgain(m_id); });
    add(tr("Open its folder"), "folder", "adapters.menu.folder", gone,
        [folder = shelf::fromUtf8(adapter->folder)] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    menu.addSeparator();
    add(tr("Delete (the folder stays)"), "delete", "adapters.menu.delete", readOnly, [this] { m_adapters.remove(m_id); });
}

QFrame* AdapterDetail::buildMissing() {
    auto* const box = new QFrame;
    auto* const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    m_gone = new theme::ErrorPanel;
    m_gone->setObjectName(QStringLiteral("adapters.missing"));
    m_where = new shelf::PathEdit(QStringLiteral("adapters.where"), shelf::PathEdit::Folder);
    m_where->line()->setPlaceholderText(tr("Where the folder is now"));
    m_locate = theme::button(tr("Use this folder"), "adapters.locate", "accent");
    m_locate->setEnabled(false);
    m_locate->setToolTip(tr("Choose the folder first"));
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    row->addWidget(m_where, 1);
    row->addWidget(m_locate);
    column->addWidget(m_gone);
    column->addLayout(row);
    const auto locate = [this] {
        if (!m_where->path().isEmpty()) m_adapters.locate(m_id, m_where->path());
    };
    connect(m_locate, &QPushButton::clicked, this, locate);
    connect(m_where->line(), &QLineEdit::returnPressed, this, locate);
    connect(m_where, &shelf::PathEdit::pathChanged, this, [this](const QString& path) {
        m_locate->setEnabled(!path.isEmpty());
        m_locate->setToolTip(path.isEmpty() ? tr("Choose the folder first") : QString());
    });
    return box;
}

// Shown when the base is not known.
QFrame* AdapterDetail::buildBase() {
    QFrame* const strip = theme::frame("strip");
    strip->setObjectName(QStringLiteral("adapters.base_row"));
    auto* const row = new QHBoxLayout(strip);
    row->setContentsMargins(theme::kSpace16, theme::kSpace8, theme::kSpace16, theme::kSpace8);
    row->setSpacing(theme::kSpace8);
    row->addWidget(theme::label(tr("Its base is")));
    m_base = new QComboBox;
    m_base->setObjectName(QStringLiteral("adapters.base"));
    m_base->setAccessibleName(tr("Base model"));
    m_setBase = theme::button(tr("Use this base"), "adapters.set_base");
    m_addModel = theme::button(tr("Add a model"), "adapters.add_model", "quiet");
    row->addWidget(m_base, 1);
    row->addWidget(m_setBase);
    row->addWidget(m_addModel);
    connect(m_setBase, &QPushButton::clicked, this, [this] {
        if (const std::int64_t model = m_base->currentData().toLongLong(); model != 0) m_adapters.setBase(m_id, model);
    });
    connect(m_addModel, &QPushButton::clicked, this, [this] { m_session.window.openPage(QStringLiteral("models"), QStringLiteral("add")); });
    return strip;
}

QWidget* AdapterDetail::buildNumbers() {
    m_numbers = new shelf::FactGrid(QStringLiteral("adapters.numbers"));
    m_files = new shelf::FactGrid(QStringLiteral("adapters.files"));
    m_lineage = new shelf::LineageView(QStringLiteral("adapters.lineage"));
    m_notes = new shelf::NotesEdit(QStringLiteral("adapters.notes"));
    auto* const box = new QWidget;
    auto* const grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::kSpace12);
    grid->addWidget(shelf::section(tr("The update"), m_numbers, QStringLiteral("adapters.section.numbers")), 0, 0);
    grid->addWidget(shelf::section(tr("Files"), m_files, QStringLiteral("adapters.section.files")), 0, 1);
    grid->addWidget(shelf::section(tr("Where it comes from"), m_lineage, QStringLiteral("adapters.section.lineage")), 1, 0, 1, 2);
    grid->addWidget(shelf::section(tr("Notes"), m_notes, QStringLiteral("adapters.section.notes")), 2, 0, 1, 2);
    for (int column = 0; column < 2; ++column) {
        grid->setColumnStretch(column, 1);
        grid->setColumnMinimumWidth(column, 260);
    }
    return box;
}

void AdapterDetail::showAdapter(std::int64_t id) {
    if (id != m_id) {
        m_notes->flush();
        m_where->setPath({});
        verticalScrollBar()->setValue(0);
    }
    m_id = id;
    m_adapters.watch(id);
    refresh();
}

QString AdapterDetail::whyUnusable() const {
    const store::AdapterEntry* const adapter = m_adapters.find(m_id);
    if (m_adapters.isMissing(m_id)) return tr("The folder of this adapter is not there");
    if (adapter && !adapterFactsOf(adapter->facts).known) return tr("It has not been looked at yet");
    if (adapter && adapterFactsOf(adapter->facts).type.isEmpty()) return tr("Its settings cannot be read; see what is wrong below");
    return m_adapters.base(m_id) ? QString() : tr("Choose its base first");
}

void AdapterDetail::refresh() {
    const store::AdapterEntry* const adapter = m_adapters.find(m_id);
    if (!adapter) return;
    const AdapterFacts facts = adapterFactsOf(adapter->facts);
    const store::Model* const base = m_adapters.base(m_id);
    m_name->setName(shelf::fromUtf8(adapter->name));
    m_name->setReadOnly(!m_adapters.whyReadOnly().isEmpty(), m_adapters.whyReadOnly());
    m_notes->setReadOnly(!m_adapters.whyReadOnly().isEmpty());
    m_notes->show(m_id, shelf::fromUtf8(adapter->notes));
    m_sentence->setText(m_adapters.isMissing(m_id) ? tr("Cannot be used until its folder is found again.") : adapterSentence(facts, base));
    m_problems->setProblems(facts.problems);
    const LineageFacts lineage = m_adapters.lineage(m_id);
    m_numbers->setFacts(adapterNumbers(facts, lineage.run));
    m_files->setFacts(adapterFiles(facts, shelf::fromUtf8(adapter->folder), QString::fromStdString(adapter->createdAt)));
    m_lineage->setColumns(adapterLineage(lineage));
    showState(*adapter, facts);
    showBase(base, facts);
}

void AdapterDetail::showState(const store::AdapterEntry& adapter, const AdapterFacts&) {
    const bool gone = m_adapters.isMissing(m_id);
    const QString working = m_adapters.working(m_id);
    m_working->setText(working);
    m_working->setVisible(!working.isEmpty());
    m_missing->setVisible(gone);
    if (gone)
        m_gone->showError(Error(ErrorCode::NotFound, tr("The folder of this adapter is not there any more.").toStdString())
                              .withHint(tr("Connect the disk it was on, or say where the folder is now. Notes and name stay.").toStdString())
                              .at(adapter.folder));
    const auto& trouble = m_adapters.troubleOf(m_id);
    m_trouble->setVisible(trouble.has_value());
    if (trouble) m_trouble->showError(*trouble);
    const QString why = whyUnusable();
    for (QPushButton* const button : {m_compare, m_train, m_merge}) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    }
}

void AdapterDetail::showBase(const store::Model* base, const AdapterFacts& facts) {
    const bool asks = !base && facts.known && !m_adapters.isMissing(m_id);
    m_baseRow->setVisible(asks);
    if (!asks) return;
    const QVariant before = m_base->currentData();
    m_base->clear();
    for (const store::Model& model : m_adapters.models()) m_base->addItem(shelf::fromUtf8(model.name), static_cast<qlonglong>(model.id));
    if (const int index = m_base->findData(before); index >= 0) m_base->setCurrentIndex(index);
    const QString why = !m_adapters.whyReadOnly().isEmpty() ? m_adapters.whyReadOnly()
                        : m_base->count() == 0              ? tr("There is no model in this project yet")
                                                            : QString();
    m_base->setEnabled(why.isEmpty());
    m_base->setToolTip(why);
    m_setBase->setEnabled(why.isEmpty());
    m_setBase->setToolTip(why);
}

}  // namespace luthier
