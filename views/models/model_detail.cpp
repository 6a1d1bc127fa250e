// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/model_detail.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QGridLayout>
#include <QUrl>
#include <QVBoxLayout>

#include "views/shared/background/in_background.h"
#include "views/shared/theme/theme.h"

namespace luthier {

ModelDetail::ModelDetail(Session& session, ModelShelf& models, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_models(models),
      m_frame(new shelf::DetailFrame(QStringLiteral("models"), [this](QMenu& menu) { fillMenu(menu); })) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    buildHead();
    m_frame->setBody(buildNumbers());
    connect(m_frame, &shelf::DetailFrame::renamed, this, [this](const QString& name) { m_models.rename(m_id, name); });
    connect(m_frame, &shelf::DetailFrame::notesEdited, this, [this](std::int64_t id, const QString& notes) { m_models.setNotes(id, notes); });
    connect(m_frame, &shelf::DetailFrame::located, this, [this](const QString& folder) { m_models.locate(m_id, folder); });
    connect(m_lineage, &shelf::LineageView::opened, this, [this](const QString& page, const QString& argument) { m_session.window.openPage(page, argument); });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] {
        m_memoryOf.clear();
        refresh();
    });
}

void ModelDetail::buildHead() {
    m_chat = theme::button(tr("Talk to it"), "models.chat", "", QStringLiteral("compare"));
    m_train = theme::button(tr("Train it"), "models.train", "accent");
    for (QPushButton* const button : {m_chat, m_train}) m_frame->addButton(button);
    connect(m_chat, &QPushButton::clicked, this, [this] { act(QStringLiteral("compare")); });
    connect(m_train, &QPushButton::clicked, this, [this] { act(QStringLiteral("train")); });
}

void ModelDetail::act(const QString& page) { m_session.window.openPage(page, QStringLiteral("model:%1").arg(m_id)); }

void ModelDetail::fillMenu(QMenu& menu) {
    const store::Model* const model = m_models.find(m_id);
    if (!model) return;
    const QString gone = m_models.folders().isMissing(m_id) ? tr("The folder is not there") : QString(), readOnly = m_models.whyReadOnly();
    menu.setToolTipsVisible(true);
    shelf::addMenuAction(menu, tr("Rename"), "edit", "models.menu.rename", readOnly, [this] { rename(); });
    shelf::addMenuAction(menu, tr("Check again"), "refresh", "models.menu.check", gone, [this] { m_models.checkAgain(m_id); });
    shelf::addMenuAction(menu, tr("Open its folder"), "folder", "models.menu.folder", gone,
                         [folder = shelf::fromUtf8(model->folder)] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    menu.addSeparator();
    shelf::addMenuAction(menu, tr("Forget (the folder stays)"), "delete", "models.menu.forget", readOnly, [this] { m_models.forget(m_id); });
}

QWidget* ModelDetail::buildNumbers() {
    m_architecture = new shelf::FactGrid(QStringLiteral("models.architecture"));
    m_text = new shelf::FactGrid(QStringLiteral("models.text"));
    m_files = new shelf::FactGrid(QStringLiteral("models.files"));
    m_memory = new MemoryTable;
    m_template = new TemplatePanel;
    m_lineage = new shelf::LineageView(QStringLiteral("models.lineage"));
    auto* const chat = new QWidget;
    auto* const words = new QVBoxLayout(chat);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(theme::kSpace12);
    words->addWidget(m_text);
    words->addWidget(m_template);
    auto* const box = new QWidget;
    auto* const grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::kSpace12);
    grid->addWidget(shelf::section(tr("Architecture"), m_architecture, QStringLiteral("models.section.architecture")), 0, 0);
    grid->addWidget(shelf::section(tr("Memory it needs"), m_memory, QStringLiteral("models.section.memory")), 0, 1);
    grid->addWidget(shelf::section(tr("Where it comes from, what came of it"), m_lineage, QStringLiteral("models.section.lineage")), 1, 0, 1, 2);
    grid->addWidget(shelf::section(tr("How it reads text"), chat, QStringLiteral("models.section.text")), 2, 0, 2, 1);
    grid->addWidget(shelf::section(tr("Files and licence"), m_files, QStringLiteral("models.section.files")), 2, 1);
    grid->addWidget(shelf::section(tr("Notes"), m_frame->notes(), QStringLiteral("models.section.notes")), 3, 1);
    grid->setRowStretch(3, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, 260);
    grid->setColumnMinimumWidth(1, 260);
    return box;
}

void ModelDetail::showModel(std::int64_t id) {
    if (id != m_id) m_memoryOf.clear();
    m_id = id;
    m_models.watch(id);
    refresh();
}

void ModelDetail::refresh() {
    const store::Model* const model = m_models.find(m_id);
    if (!model) return;
    const ModelFacts facts = modelFactsOf(model->facts);
    const bool isGone = m_models.folders().isMissing(m_id);
    shelf::DetailFrame::Content content{m_id, shelf::fromUtf8(model->name), shelf::fromUtf8(model->notes), modelSentence(facts),
                                        m_models.folders().working(m_id), m_models.whyReadOnly(), {}, m_models.folders().trouble(m_id), facts.problems};
    if (isGone)
        content.gone = Error(ErrorCode::NotFound, tr("The folder of this model is not there any more.").toStdString())
                           .withHint(tr("Connect the disk it was on, or say where the folder is now. Notes, name and adapters stay.").toStdString())
                           .at(model->folder);
    m_frame->showContent(content);
    m_architecture->setFacts(architectureFacts(facts));
    m_text->setFacts(textFacts(facts));
    m_files->setFacts(fileFacts(facts, shelf::fromUtf8(model->folder)));
    showUse(*model, facts, isGone);
    showLineage(*model, facts);
    askMemory(*model, facts);
}

void ModelDetail::showUse(const store::Model& model, const ModelFacts& facts, bool isGone) {
    const bool usable = !isGone && facts.parameters > 0 && facts.hasTokenizer;
    const QString why = isGone         ? tr("The folder of this model is not there")
                        : !facts.known ? tr("It has not been looked at yet")
                                       : tr("It cannot be used as it is; see what is wrong below");
    for (QPushButton* const button : {m_chat, m_train}) {
        button->setEnabled(usable);
        button->setToolTip(usable ? QString() : why);
    }
    if (isGone)
        m_template->setMessage(tr("The folder is not there."));
    else if (!facts.known)
        m_template->setMessage(tr("Not looked at yet."));
    else if (!facts.hasTokenizer)
        m_template->setMessage(tr("Without a tokenizer there is nothing to show."));
    else if (!facts.hasTemplate)
        m_template->setMessage(tr("This model has no chat template. It can be trained on plain text; for chats, put a chat_template.jinja into its folder."));
    m_template->setFolder(usable && facts.hasTemplate ? shelf::fromUtf8(model.folder) : QString());
}

void ModelDetail::showLineage(const store::Model& model, const ModelFacts& facts) {
    constexpr std::size_t maxAdapters = 4;
    std::vector<shelf::LineageColumn> columns;
    const auto source = model.facts.is_object() ? model.facts.find("source") : model.facts.end();
    const bool imported = model.facts.is_object() && source != model.facts.end() && source->is_string();
    const QString from = imported ? shelf::fromUtf8(source->get<std::string>()) : shelf::fromUtf8(model.folder);
    columns.push_back({{{QStringLiteral("models.lineage.source"),
                         QStringLiteral("folder"),
                         imported ? tr("Imported from") : tr("Folder"),
                         QFileInfo(from).fileName(),
                         {},
                         {},
                         from}},
                       {}});
    columns.push_back({{{QStringLiteral("models.lineage.model"),
                         QStringLiteral("model"),
                         facts.familyTitle.isEmpty() ? tr("Model") : tr("%1 model").arg(facts.familyTitle),
                         shelf::fromUtf8(model.name),
                         {},
                         {},
                         {},
                         true}},
                       tr("base of")});
    const auto adapters = m_models.adaptersOf(model.id);
    shelf::LineageColumn made;
    for (std::size_t i = 0; i < std::min(adapters.size(), maxAdapters); ++i)
        made.nodes.push_back({QStringLiteral("models.lineage.adapter.%1").arg(adapters[i].id), QStringLiteral("adapter"), tr("Adapter"),
                              shelf::fromUtf8(adapters[i].name), QStringLiteral("adapters"), QStringLiteral("adapter:%1").arg(adapters[i].id),
                              tr("Open this adapter")});
    if (adapters.size() > maxAdapters)
        made.nodes.push_back({QStringLiteral("models.lineage.more"),
                              QStringLiteral("more"),
                              tr("Adapters"),
                              tr("%1 more").arg(adapters.size() - maxAdapters),
                              QStringLiteral("adapters"),
                              {},
                              tr("Open all adapters")});
    if (adapters.empty())
        made.nodes.push_back({QStringLiteral("models.lineage.train"), QStringLiteral("train"), tr("Nothing yet"), tr("Train it"), QStringLiteral("train"),
                              QStringLiteral("model:%1").arg(model.id), tr("Open the page Train with this model")});
    columns.push_back(std::move(made));
    m_lineage->setColumns(std::move(columns));
}

void ModelDetail::askMemory(const store::Model& model, const ModelFacts& facts) {
    const QString folder = shelf::fromUtf8(model.folder);
    const bool gone = m_models.folders().isMissing(m_id);
    if (gone || facts.parameters == 0) {
        m_memoryOf.clear();
        ++m_asked;
        return m_memory->setMessage(gone          ? tr("The folder is not there.")
                                    : facts.known ? tr("The configuration could not be read.")
                                                  : tr("Not looked at yet."));
    }
    if (folder == m_memoryOf) return;
    m_memoryOf = folder;
    m_memory->setMessage(tr("Computing…"));
    inBackground(
        this, [path = model.folder] { return memoryNeedsIn(path); },
        [this, asked = ++m_asked](const Result<MemoryNeeds>& needs) {
            if (asked != m_asked) return;
            if (needs)
                m_memory->setNeeds(*needs);
            else
                m_memory->setMessage(theme::errorInWords(needs.error()));
        });
}

}  // namespace luthier
