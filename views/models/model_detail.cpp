// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/model_detail.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>

#include "views/shared/background/in_background.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"

namespace luthier {

ModelDetail::ModelDetail(Session& session, ModelShelf& models, QWidget* parent)
    : QScrollArea(parent),
      m_session(session),
      m_models(models),
      m_name(new shelf::NameEdit(QStringLiteral("models.name"))),
      m_sentence(theme::label({}, "", true)),
      m_working(theme::label({}, "muted")),
      m_missing(nullptr),
      m_trouble(new theme::ErrorPanel),
      m_problems(new shelf::ProblemList(QStringLiteral("models.problems"))) {
    setObjectName(QStringLiteral("models.detail"));
    setProperty("look", "plain");
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_sentence->setObjectName(QStringLiteral("models.sentence"));
    m_sentence->setFont(theme::font(theme::TextStyle::Reading));
    m_working->setObjectName(QStringLiteral("models.working"));
    m_trouble->setObjectName(QStringLiteral("models.trouble"));
    auto* const content = new QWidget;
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, theme::kSpace12, theme::kPageMargin);
    column->setSpacing(theme::kSpace12);
    column->addLayout(buildHead());
    column->addWidget(m_sentence);
    column->addWidget(m_working);
    column->addWidget(m_missing = buildMissing());
    column->addWidget(m_trouble);
    column->addWidget(m_problems);
    column->addWidget(buildNumbers());
    column->addStretch();
    setWidget(content);
    connect(m_name, &shelf::NameEdit::renamed, this, [this](const QString& name) { m_models.rename(m_id, name); });
    connect(m_notes, &shelf::NotesEdit::edited, this, [this](std::int64_t id, const QString& notes) { m_models.setNotes(id, notes); });
    connect(m_lineage, &shelf::LineageView::opened, this, [this](const QString& page, const QString& argument) { m_session.window.openPage(page, argument); });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] {
        m_memoryOf.clear();
        refresh();
    });
}

QLayout* ModelDetail::buildHead() {
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    m_chat = theme::button(tr("Talk to it"), "models.chat", "", QStringLiteral("compare"));
    m_train = theme::button(tr("Train it"), "models.train", "accent");
    m_more = theme::iconButton(QStringLiteral("more"), tr("More actions"), "models.more");
    row->addWidget(m_name, 1);
    row->addWidget(m_chat);
    row->addWidget(m_train);
    row->addWidget(m_more);
    connect(m_chat, &QPushButton::clicked, this, [this] { act(QStringLiteral("compare")); });
    connect(m_train, &QPushButton::clicked, this, [this] { act(QStringLiteral("train")); });
    connect(m_more, &QToolButton::clicked, this, [this] {
        QMenu* const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    return row;
}

void ModelDetail::act(const QString& page) { m_session.window.openPage(page, QStringLiteral("model:%1").arg(m_id)); }

void ModelDetail::fillMenu(QMenu& menu) {
    const store::Model* const model = m_models.find(m_id);
    if (!model) return;
    const bool there = m_models.folderState(m_id) != FolderState::Missing, writable = m_models.whyReadOnly().isEmpty();
    menu.setToolTipsVisible(true);
    const auto add = [&](const QString& text, const char* icon, const char* name, bool enabled, const QString& why, const std::function<void()>& run) {
        QAction* const action = menu.addAction(text, this, run);
        action->setObjectName(QString::fromLatin1(name));
        action->setIcon(theme::icon(QString::fromLatin1(icon)));
        action->setEnabled(enabled);
        if (!enabled) action->setToolTip(shelf::plainTip(why));
    };
    const QString gone = tr("The folder is not there");
    add(tr("Rename"), "edit", "models.menu.rename", writable, m_models.whyReadOnly(), [this] { rename(); });
    add(tr("Check again"), "refresh", "models.menu.check", there, gone, [this] { m_models.checkAgain(m_id); });
    add(tr("Open its folder"), "folder", "models.menu.folder", there, gone,
        [folder = shelf::fromUtf8(model->folder)] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    menu.addSeparator();
    add(tr("Forget (the folder stays)"), "delete", "models.menu.forget", writable, m_models.whyReadOnly(), [this] { m_models.forget(m_id); });
}

QFrame* ModelDetail::buildMissing() {
    auto* const box = new QFrame;
    auto* const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kSpace8);
    m_gone = new theme::ErrorPanel;
    m_gone->setObjectName(QStringLiteral("models.missing"));
    m_where = new shelf::PathEdit(QStringLiteral("models.where"), shelf::PathEdit::Folder);
    m_where->line()->setPlaceholderText(tr("Where the folder is now"));
    m_locate = theme::button(tr("Use this folder"), "models.locate", "accent");
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::kSpace8);
    row->addWidget(m_where, 1);
    row->addWidget(m_locate);
    column->addWidget(m_gone);
    column->addLayout(row);
    const auto locate = [this] {
        if (!m_where->path().isEmpty()) m_models.locate(m_id, m_where->path());
    };
    connect(m_locate, &QPushButton::clicked, this, locate);
    connect(m_where->line(), &QLineEdit::returnPressed, this, locate);
    connect(m_where, &shelf::PathEdit::pathChanged, this, [this](const QString& path) {
        m_locate->setEnabled(!path.isEmpty());
        m_locate->setToolTip(path.isEmpty() ? tr("Choose the folder first") : QString());
    });
    m_locate->setEnabled(false);
    m_locate->setToolTip(tr("Choose the folder first"));
    return box;
}

QWidget* ModelDetail::buildNumbers() {
    m_architecture = new shelf::FactGrid(QStringLiteral("models.architecture"));
    m_text = new shelf::FactGrid(QStringLiteral("models.text"));
    m_files = new shelf::FactGrid(QStringLiteral("models.files"));
    m_memory = new MemoryTable;
    m_template = new TemplatePanel;
    m_lineage = new shelf::LineageView(QStringLiteral("models.lineage"));
    m_notes = new shelf::NotesEdit(QStringLiteral("models.notes"));
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
    grid->addWidget(shelf::section(tr("Notes"), m_notes, QStringLiteral("models.section.notes")), 3, 1);
    grid->setRowStretch(3, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, 260);
    grid->setColumnMinimumWidth(1, 260);
    return box;
}

void ModelDetail::showModel(std::int64_t id) {
    if (id != m_id) {
        m_notes->flush();
        m_where->setPath({});
        verticalScrollBar()->setValue(0);
        m_memoryOf.clear();
    }
    m_id = id;
    m_models.watch(id);
    refresh();
}

void ModelDetail::refresh() {
    const store::Model* const model = m_models.find(m_id);
    if (!model) return;
    const ModelFacts facts = modelFactsOf(model->facts);
    m_name->setName(shelf::fromUtf8(model->name));
    m_name->setReadOnly(!m_models.whyReadOnly().isEmpty(), m_models.whyReadOnly());
    m_notes->setReadOnly(!m_models.whyReadOnly().isEmpty());
    m_notes->show(m_id, shelf::fromUtf8(model->notes));
    const bool gone = m_models.folderState(m_id) == FolderState::Missing;
    m_sentence->setText(gone ? tr("Cannot be used until its folder is found again.") : modelSentence(facts));
    m_problems->setProblems(facts.problems);
    m_architecture->setFacts(architectureFacts(facts));
    m_text->setFacts(textFacts(facts));
    m_files->setFacts(fileFacts(facts, shelf::fromUtf8(model->folder)));
    showState(*model);
    showLineage(*model, facts);
    askMemory(*model, facts);
}

void ModelDetail::showState(const store::Model& model) {
    const ModelFacts facts = modelFactsOf(model.facts);
    const bool gone = m_models.folderState(m_id) == FolderState::Missing;
    const QString working = m_models.working(m_id);
    m_working->setText(working);
    m_working->setVisible(!working.isEmpty());
    m_missing->setVisible(gone);
    if (gone)
        m_gone->showError(Error(ErrorCode::NotFound, tr("The folder of this model is not there any more.").toStdString())
                              .withHint(tr("Connect the disk it was on, or say where the folder is now. Notes, name and adapters stay.").toStdString())
                              .at(model.folder));
    const auto& trouble = m_models.troubleOf(m_id);
    m_trouble->setVisible(trouble.has_value());
    if (trouble) m_trouble->showError(*trouble);
    const bool usable = !gone && facts.parameters > 0 && facts.hasTokenizer;
    const QString why = gone           ? tr("The folder of this model is not there")
                        : !facts.known ? tr("It has not been looked at yet")
                                       : tr("It cannot be used as it is; see what is wrong below");
    for (QPushButton* const button : {m_chat, m_train}) {
        button->setEnabled(usable);
        button->setToolTip(usable ? QString() : why);
    }
    if (gone)
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
    const bool gone = m_models.folderState(m_id) == FolderState::Missing;
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
