// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/adapters/adapter_detail.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QUrl>
#include <QVBoxLayout>

#include "views/shared/theme/theme.h"

namespace luthier {

AdapterDetail::AdapterDetail(Session& session, AdapterShelf& adapters, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_adapters(adapters),
      m_frame(new shelf::DetailFrame(QStringLiteral("adapters"), [this](QMenu& menu) { fillMenu(menu); })) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    buildHead();
    m_frame->addStrip(m_baseRow = buildBase());
    m_frame->setBody(buildNumbers());
    connect(m_frame, &shelf::DetailFrame::renamed, this, [this](const QString& name) { m_adapters.rename(m_id, name); });
    connect(m_frame, &shelf::DetailFrame::notesEdited, this, [this](std::int64_t id, const QString& notes) { m_adapters.setNotes(id, notes); });
    connect(m_frame, &shelf::DetailFrame::located, this, [this](const QString& folder) { m_adapters.locate(m_id, folder); });
    connect(m_lineage, &shelf::LineageView::opened, this, [this](const QString& page, const QString& argument) { m_session.window.openPage(page, argument); });
}

void AdapterDetail::buildHead() {
    m_train = theme::button(tr("Train from it"), "adapters.train", "", QStringLiteral("train"));
    m_merge = theme::button(tr("Merge…"), "adapters.merge", "", QStringLiteral("merge"));
    m_compare = theme::button(tr("Compare with its base"), "adapters.compare", "accent");
    for (QPushButton* const button : {m_merge, m_train, m_compare}) m_frame->addButton(button);
    connect(m_compare, &QPushButton::clicked, this, [this] { act(QStringLiteral("compare")); });
    connect(m_train, &QPushButton::clicked, this, [this] { act(QStringLiteral("train")); });
    connect(m_merge, &QPushButton::clicked, this, [this] { emit mergeAsked(m_id); });
}

void AdapterDetail::act(const QString& page) { m_session.window.openPage(page, QStringLiteral("adapter:%1").arg(m_id)); }

void AdapterDetail::fillMenu(QMenu& menu) {
    const store::AdapterEntry* const adapter = m_adapters.find(m_id);
    if (!adapter) return;
    menu.setToolTipsVisible(true);
    const QString gone = m_adapters.folders().isMissing(m_id) ? tr("The folder is not there") : QString(), readOnly = m_adapters.whyReadOnly();
    shelf::addMenuAction(menu, tr("Rename"), "edit", "adapters.menu.rename", readOnly, [this] { rename(); });
    shelf::addMenuAction(menu, tr("Export…"), "export", "adapters.menu.export", gone, [this] { emit exportAsked(m_id); });
    shelf::addMenuAction(menu, tr("Check again"), "refresh", "adapters.menu.check", gone, [this] { m_adapters.checkAgain(m_id); });
    shelf::addMenuAction(menu, tr("Open its folder"), "folder", "adapters.menu.folder", gone,
                         [folder = shelf::fromUtf8(adapter->folder)] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    menu.addSeparator();
    shelf::addMenuAction(menu, tr("Delete (the folder stays)"), "delete", "adapters.menu.delete", readOnly, [this] { m_adapters.remove(m_id); });
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
    auto* const box = new QWidget;
    auto* const grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::kSpace12);
    grid->addWidget(shelf::section(tr("The update"), m_numbers, QStringLiteral("adapters.section.numbers")), 0, 0);
    grid->addWidget(shelf::section(tr("Files"), m_files, QStringLiteral("adapters.section.files")), 0, 1);
    grid->addWidget(shelf::section(tr("Where it comes from"), m_lineage, QStringLiteral("adapters.section.lineage")), 1, 0, 1, 2);
    grid->addWidget(shelf::section(tr("Notes"), m_frame->notes(), QStringLiteral("adapters.section.notes")), 2, 0, 1, 2);
    for (int column = 0; column < 2; ++column) {
        grid->setColumnStretch(column, 1);
        grid->setColumnMinimumWidth(column, 260);
    }
    return box;
}

void AdapterDetail::showAdapter(std::int64_t id) {
    m_id = id;
    m_adapters.watch(id);
    refresh();
}

QString AdapterDetail::whyUnusable() const {
    const store::AdapterEntry* const adapter = m_adapters.find(m_id);
    if (m_adapters.folders().isMissing(m_id)) return tr("The folder of this adapter is not there");
    if (adapter && !adapterFactsOf(adapter->facts).known) return tr("It has not been looked at yet");
    if (adapter && adapterFactsOf(adapter->facts).type.isEmpty()) return tr("Its settings cannot be read; see what is wrong below");
    return m_adapters.base(m_id) ? QString() : tr("Choose its base first");
}

void AdapterDetail::refresh() {
    const store::AdapterEntry* const adapter = m_adapters.find(m_id);
    if (!adapter) return;
    const AdapterFacts facts = adapterFactsOf(adapter->facts);
    const store::Model* const base = m_adapters.base(m_id);
    shelf::DetailFrame::Content content{m_id, shelf::fromUtf8(adapter->name), shelf::fromUtf8(adapter->notes), adapterSentence(facts, base),
                                        m_adapters.folders().working(m_id), m_adapters.whyReadOnly(), {}, m_adapters.folders().trouble(m_id), facts.problems};
    if (m_adapters.folders().isMissing(m_id))
        content.gone = Error(ErrorCode::NotFound, tr("The folder of this adapter is not there any more.").toStdString())
                           .withHint(tr("Connect the disk it was on, or say where the folder is now. Notes and name stay.").toStdString())
                           .at(adapter->folder);
    m_frame->showContent(content);
    const LineageFacts lineage = m_adapters.lineage(m_id);
    m_numbers->setFacts(adapterNumbers(facts, lineage.run));
    m_files->setFacts(adapterFiles(facts, shelf::fromUtf8(adapter->folder), QString::fromStdString(adapter->createdAt)));
    m_lineage->setColumns(adapterLineage(lineage));
    const QString why = whyUnusable();
    for (QPushButton* const button : {m_compare, m_train, m_merge}) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
    }
    showBase(base, facts);
}

void AdapterDetail::showBase(const store::Model* base, const AdapterFacts& facts) {
    const bool asks = !base && facts.known && !m_adapters.folders().isMissing(m_id);
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
