// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/frame/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include "views/frame/shortcuts_sheet.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int kNarrowBelow = 1100;   // pixels of the window: then the rail shows icons only

QString pageTitle(const PageInfo& page) { return QCoreApplication::translate("pages", page.title); }

}  // namespace

MainWindow::MainWindow(const Workbench& workbench, std::span<const PageInfo> pages)
    : m_session{workbench.store, workbench.engine, workbench.runs, workbench.settings, *this, workbench.enginePath}, m_pages(pages) {
    setObjectName("workbench");
    setWindowTitle(tr("Luthier"));
    setMinimumSize(1024, 640);
    auto* const centre = new QWidget;
    auto* const row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_rail = new Rail;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (i + 1 == pages.size()) m_rail->addSpacer();
        m_rail->addPage(pages[i].id, pageTitle(pages[i]), pages[i].icon, i < 9 ? tr("Ctrl+%1").arg(i + 1) : QString());
    }
    connect(m_rail, &Rail::chosen, this, [this](const QString& id) { openPage(id); });
    row->addWidget(m_rail);
    row->addWidget(theme::frame("column"));
    auto* const column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(theme::frame("line"));
    column->addWidget(makeBanner());
    m_stack = new QStackedWidget;
    column->addWidget(m_stack, 1);
    row->addLayout(column, 1);
    setCentralWidget(centre);
    m_toasts = new ToastArea(centre);
    makeShortcuts();
    connect(&m_session.store, &StoreAccess::journalMoved, this, [this] { m_toasts->setNewestEntry(m_session.store.newestEntry()); });
    connect(&m_session.store, &StoreAccess::undone, this, [this](const QString& title) { toast(tr("Undone: %1").arg(coreText(title.toStdString()))); });
    connect(&m_session.store, &StoreAccess::redone, this, [this](const QString& title) { toast(tr("Redone: %1").arg(coreText(title.toStdString()))); });
    connect(&m_session.store, &StoreAccess::failed, this, [this](const Error& error) { toastError(error); });
    connect(&m_session.runs, &RunControl::runEnded, this, &MainWindow::tellRunEnded);
    connect(&m_session.runs, &RunControl::troubled, this, [this](std::int64_t, const Error& error) { toastError(error); });
    connect(&m_notices, &DesktopNotices::activated, this, &MainWindow::comeForward);
    resize(1280, 800);
    restoreGeometry(m_session.settings.value("window/geometry").toByteArray());
    m_narrowByHand = m_session.settings.value("window/narrow", false).toBool();
    if (m_narrowByHand) m_rail->setNarrow(true);
    connect(m_rail, &Rail::narrowChanged, this, [this](bool narrow) {
        if (width() < kNarrowBelow) return;
        m_narrowByHand = narrow;
        m_session.settings.setValue("window/narrow", narrow);
    });
}

MainWindow::~MainWindow() = default;

QWidget* MainWindow::makeHeader() {
    auto* const header = new QWidget;
    header->setObjectName("header");
    auto* const row = new QHBoxLayout(header);
    row->setContentsMargins(theme::kPageMargin, theme::kSpace12, theme::kPageMargin, theme::kSpace12);
    row->setSpacing(theme::kSpace12);
    m_title = theme::label({}, "title");
    m_title->setObjectName("header.title");
    row->addWidget(m_title);
    row->addStretch(1);
    QPushButton* const search = theme::button(tr("Search or do   Ctrl+K"), "header.search", "", "search");
    search->setToolTip(tr("Open a page, a data set, a model or a run, or do something, by typing its name"));
    connect(search, &QPushButton::clicked, this, &MainWindow::showPalette);
    row->addWidget(search);
    row->addWidget(new EngineChip(m_session));
    return header;
}

QWidget* MainWindow::makeBanner() {
    QFrame* const banner = theme::frame("strip");
    banner->setObjectName("banner");
    banner->setVisible(m_session.store.isReadOnly());
    auto* const row = new QHBoxLayout(banner);
    row->setContentsMargins(theme::kPageMargin, theme::kSpace8, theme::kPageMargin, theme::kSpace8);
    QString words;
    if (const auto& holder = m_session.store.holder(); holder && holder->pid == 0)
        words = tr("Read-only: the folder of this project cannot be written to. Copy it to where you may write, and open the copy to change it.");
    else if (holder)
        words = tr("Read-only: this project is open in another window (process %1 on %2, since %3). Close that window and open the project again to change it.")
                    .arg(holder->pid)
                    .arg(QString::fromStdString(holder->host), QString::fromStdString(holder->since));
    row->addWidget(theme::label(words, "", true));
    return banner;
}

void MainWindow::makeShortcuts() {
    const auto add = [this](const QKeySequence& keys, auto run) { connect(new QShortcut(keys, this), &QShortcut::activated, this, run); };
    for (std::size_t i = 0; i < m_pages.size() && i < 9; ++i)
        add(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))), [this, i] { openPage(m_pages[i].id); });
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { showPalette(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
        if (Page* const shown = page(m_current)) shown->focusSearch();
    });
    add(QKeySequence(Qt::CTRL | Qt::Key_Z), [this] { m_session.store.undo(); });
    for (const QKeySequence& keys : {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)})
        add(keys, [this] { m_session.store.redo(); });
    add(QKeySequence(Qt::Key_Question), [this] { showShortcuts(); });
    add(QKeySequence(Qt::Key_F1), [this] { showShortcuts(); });
}

Page* MainWindow::page(const QString& id) {
    if (const auto made = m_made.find(id); made != m_made.end()) return made->second;
    for (const PageInfo& info : m_pages) {
        if (id != QLatin1String(info.id)) continue;
        Page* const page = info.create(m_session).release();
        page->setObjectName("page." + id);
        m_stack->addWidget(page);
        m_made[id] = page;
        return page;
    }
    return nullptr;
}

void MainWindow::openPage(const QString& id, const QString& argument) {
    Page* const opened = page(id);
    Q_ASSERT_X(opened, "MainWindow::openPage", qPrintable("there is no page " + id));
    if (!opened) return;
    m_current = id;
    m_stack->setCurrentWidget(opened);
    m_rail->setCurrent(id);
    for (const PageInfo& info : m_pages)
        if (id == QLatin1String(info.id)) m_title->setText(pageTitle(info));
    m_session.settings.setValue("window/page", id);
    m_session.settings.setValue("window/project", m_session.store.folder());
    if (QWidget* const focused = focusWidget(); !focused || focused == this || focused->objectName() == "rail.fold") opened->setFocus();
    opened->open(argument);
}

QString MainWindow::lastPage() const {
    const QString project = m_session.settings.value("window/project").toString();
    return project == m_session.store.folder() ? m_session.settings.value("window/page", "home").toString() : QStringLiteral("home");
}

void MainWindow::toast(const QString& text, const QString& actionLabel, std::function<void()> action, std::int64_t journalEntry) {
    m_toasts->show(text, {}, ToastArea::Kind::Note, actionLabel, std::move(action), journalEntry);
    m_toasts->setNewestEntry(m_session.store.newestEntry());
}

void MainWindow::toastError(const Error& error) {
    Error withoutHint = error;
    withoutHint.hint.clear();
    m_toasts->show(theme::errorInWords(withoutHint), coreText(error.hint), ToastArea::Kind::Error);
}

// A toast in the window; where another one is in front, the desktop's notice too.
void MainWindow::tellRunEnded(const store::Run& run) {
    const QString name = QString::fromStdString(run.name);
    const QString id = QString::number(run.id);
    const bool isBad = run.state == store::RunState::Failed || run.state == store::RunState::Lost;
    const QString words =
        isBad ? tr("“%1” has failed").arg(name) : tr("“%1” has ended: %2").arg(name, theme::stateWord(QString::fromStdString(runStateName(run.state))));
    const QString why = isBad ? QString::fromStdString(run.error) : QString();
    m_toasts->show(words, why, isBad ? ToastArea::Kind::Error : ToastArea::Kind::Note, tr("Show"), [this, id] { openPage("runs", "run:" + id); });
    QApplication::alert(this);
    const bool isInFront = isActiveWindow() && isVisible() && !isMinimized();
    if (isInFront || !m_session.settings.value(kNoticesKey, true).toBool()) return;
    const QString steps = run.numSteps > 0 ? tr("Step %1 of %2").arg(theme::countInWords(run.step), theme::countInWords(run.numSteps)) : QString();
    m_notices.show({words, why.isEmpty() ? steps : why, tr("Show"), id});
}

void MainWindow::comeForward(const QString& run) {
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    openPage("runs", "run:" + run);
}

void MainWindow::showPalette() {
    auto* const palette = new CommandPalette(this);
    std::vector<PaletteEntry> entries;
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        entries.push_back({pageTitle(m_pages[i]), tr("page"), i < 9 ? tr("Ctrl+%1").arg(i + 1) : QString(), m_pages[i].icon,
                           [this, id = QString(m_pages[i].id)] { openPage(id); }});
    if (Page* const shown = page(m_current))
        for (Page::Command& command : shown->commands()) entries.push_back({command.title, {}, command.shortcut, "chevron-right", std::move(command.run)});
    entries.push_back({tr("Undo"), {}, tr("Ctrl+Z"), "undo", [this] { m_session.store.undo(); }});
    entries.push_back({tr("Redo"), {}, tr("Ctrl+Y"), "redo", [this] { m_session.store.redo(); }});
    entries.push_back({tr("Keyboard shortcuts"), {}, "?", "keyboard", [this] { showShortcuts(); }});
    for (const auto& [title, choice] : {std::pair{tr("Light theme"), theme::Choice::Light}, {tr("Dark theme"), theme::Choice::Dark}})
        entries.push_back({title, {}, {}, "moon", [this, choice = choice] {
                               theme::Theme::instance().setChoice(choice);
                               m_session.settings.setValue("theme", static_cast<int>(choice));
                           }});
    palette->setEntries(std::move(entries));
    addStoreEntries(palette);
    palette->show();
}

// Names come a moment later, when the store has answered.
void MainWindow::addStoreEntries(CommandPalette* palette) {
    using Named = std::vector<PaletteEntry>;
    const auto work = [this](store::Project& project) -> Result<Named> {
        Named named;
        const auto add = [&](const auto& rows, const QString& kind, const char* icon, const char* pageId, const char* prefix) {
            for (const auto& row : rows)
                named.push_back({QString::fromStdString(row.name), kind, {}, icon,
                                 [this, pageId, argument = prefix + QString::number(row.id)] { openPage(pageId, argument); }});
        };
        ASSIGN_OR_RETURN(const auto datasets, project.datasets().all());
        ASSIGN_OR_RETURN(const auto models, project.models().all());
        ASSIGN_OR_RETURN(const auto runs, project.runs().all());
        ASSIGN_OR_RETURN(const auto adapters, project.adapters().all());
        add(datasets, tr("data set"), "data", "datasets", "dataset:");
        add(models, tr("model"), "model", "models", "model:");
        add(runs, tr("run"), "runs", "runs", "run:");
        add(adapters, tr("adapter"), "adapter", "adapters", "adapter:");
        return named;
    };
    m_session.store.read(palette, work, [this, palette](Result<Named> named) {
        if (named) palette->addEntries(std::move(*named));
        else toastError(named.error());
    });
}

void MainWindow::showShortcuts() {
    std::vector<ShortcutGroup> groups(1);
    groups[0].title = tr("Everywhere");
    for (std::size_t i = 0; i < m_pages.size() && i < 9; ++i) groups[0].keys.emplace_back(tr("Ctrl+%1").arg(i + 1), pageTitle(m_pages[i]));
    groups[0].keys.insert(groups[0].keys.end(), {{tr("Ctrl+K"), tr("Search or do anything")},
                                                 {tr("Ctrl+F"), tr("Search on this page")},
                                                 {tr("Ctrl+Z"), tr("Undo; Ctrl+Y redoes")},
                                                 {tr("Ctrl+Y"), tr("Redo")},
                                                 {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z).toString(QKeySequence::NativeText), tr("Redo")},
                                                 {tr("Esc"), tr("Close the nearest thing")},
                                                 {tr("?"), tr("This list")},
                                                 {QStringLiteral("F1"), tr("This list")}});
    if (Page* const shown = page(m_current)) {
        ShortcutGroup ofPage{m_title->text(), {}};
        for (const Page::Command& command : shown->commands())
            if (!command.shortcut.isEmpty()) ofPage.keys.emplace_back(command.shortcut, command.title);
        if (!ofPage.keys.empty()) groups.push_back(std::move(ofPage));
    }
    (new ShortcutsSheet(groups, this))->show();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_session.settings.setValue("window/geometry", saveGeometry());
    if (m_session.runs.current() != 0 && m_session.settings.value("window/askOnClose", true).toBool()) {
        QMessageBox box(this);
        box.setObjectName("closing");
        box.setWindowTitle(tr("A run is at work"));
        box.setText(tr("A run is at work. It goes on when the window closes, and is shown again when you come back."));
        QPushButton* const leave = box.addButton(tr("Close, the run goes on"), QMessageBox::AcceptRole);
        leave->setObjectName("closing.leave");
        QPushButton* const stop = box.addButton(tr("Save and stop the run"), QMessageBox::DestructiveRole);
        stop->setObjectName("closing.stop");
        box.addButton(tr("Stay"), QMessageBox::RejectRole);
        box.setDefaultButton(leave);
        box.exec();
        if (box.clickedButton() == stop) m_session.runs.stop(m_session.runs.current());
        else if (box.clickedButton() != leave) {
            event->ignore();
            return;
        }
    }
    event->accept();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    const bool narrow = m_narrowByHand || width() < kNarrowBelow;
    if (narrow != m_rail->isNarrow()) m_rail->setNarrow(narrow);
}

}  // namespace luthier
