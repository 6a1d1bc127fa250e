// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/settings/settings_page.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QProcess>
#include <QThread>
#include <QUrl>

#include "views/link/desktop_notices.h"
#include "views/link/offline.h"
#include "views/shared/theme/scroll.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

constexpr int kContentWidth = 760, kLabelWidth = 180;

}  // namespace

SettingsPage::SettingsPage(Session& session) : Page(session) {
    m_column = theme::makeScrolling(this, kContentWidth);
    m_search = new QLineEdit;
    m_search->setObjectName("settings.search");
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::filter);
    m_column->addWidget(m_search);
    m_nothing = theme::label(tr("No setting is called like that."), "muted");
    m_nothing->hide();
    m_column->addWidget(m_nothing);
    makeAppearance();
    makeNotices();
    makeProject();
    makeEngine();
    makePrivacy();
    makeReset();
    m_column->addStretch(1);
}

void SettingsPage::focusSearch() { m_search->setFocus(); }

std::vector<Page::Command> SettingsPage::commands() { return {{tr("Reset the window's settings"), {}, [this] { reset(); }}}; }

SettingsPage::Section& SettingsPage::addSection(const QString& title) {
    QFrame* const card = theme::frame("card");
    auto* const column = new QVBoxLayout(card);
    column->setContentsMargins(theme::kSpace24, theme::kSpace16, theme::kSpace24, theme::kSpace16);
    column->setSpacing(theme::kSpace12);
    column->addWidget(theme::label(title, "section"));
    m_column->addWidget(card);
    m_sections.push_back({card, {}});
    return m_sections.back();
}

void SettingsPage::addRow(Section& section, const QString& label, QWidget* control, const QString& caption) {
    auto* const widget = new QWidget;
    auto* const row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace16);
    QLabel* const name = theme::label(label);
    name->setFixedWidth(kLabelWidth);
    name->setBuddy(control);
    row->addWidget(name, 0, Qt::AlignTop);
    auto* const column = new QVBoxLayout;
    column->setSpacing(theme::kSpace4);
    column->addWidget(control);
    if (!caption.isEmpty()) column->addWidget(theme::label(caption, "caption", true));
    row->addLayout(column, 1);
    section.widget->layout()->addWidget(widget);
    section.rows.push_back({widget, label + " " + caption});
}

void SettingsPage::makeAppearance() {
    Section& section = addSection(tr("Appearance"));
    m_theme = new QComboBox;
    m_theme->setObjectName("settings.theme");
    m_theme->addItems({tr("As the system"), tr("Light"), tr("Dark")});
    m_theme->setCurrentIndex(static_cast<int>(theme::Theme::instance().choice()));
    connect(m_theme, &QComboBox::activated, this, [this](int index) {
        theme::Theme::instance().setChoice(static_cast<theme::Choice>(index));
        session().settings.setValue("theme", index);
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { m_theme->setCurrentIndex(static_cast<int>(theme::Theme::instance().choice())); });
    addRow(section, tr("Theme"), m_theme, {});
    m_language = new QComboBox;
    m_language->setObjectName("settings.language");
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    m_language->setCurrentIndex(qMax(0, m_language->findData(session().settings.value("language").toString())));
    connect(m_language, &QComboBox::activated, this, [this](int index) { session().settings.setValue("language", m_language->itemData(index)); });
    addRow(section, tr("Language"), m_language, tr("Holds from the next start on."));
}

void SettingsPage::makeNotices() {
    Section& section = addSection(tr("Notices"));
    m_notices = new QCheckBox(tr("Tell me on the desktop when a run ends, fails or pauses"));
    m_notices->setObjectName("settings.notices");
    m_notices->setChecked(session().settings.value(kNoticesKey, true).toBool());
    connect(m_notices, &QCheckBox::toggled, this, [this](bool on) { session().settings.setValue(kNoticesKey, on); });
    addRow(section, tr("Runs"), m_notices, tr("Shown while another window is in front; a click on it opens the run. The window itself always says it."));
}

void SettingsPage::makeProject() {
    Section& section = addSection(tr("Project"));
    auto* const folder = new QWidget;
    auto* const row = new QHBoxLayout(folder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kSpace8);
    auto* const path = new theme::ElidedLabel(session().store.folder());
    path->setObjectName("settings.project");
    row->addWidget(path, 1);
    QPushButton* const show = theme::button(tr("Open folder"), "settings.showProject", "quiet", "folder");
    connect(show, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(session().store.folder())); });
    QPushButton* const other = theme::button(tr("Other project"), "settings.otherProject");
    connect(other, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder of another project, or an empty one for a new project"));
        if (!chosen.isEmpty() && !QProcess::startDetached(QCoreApplication::applicationFilePath(), {chosen}))
            session().window.toastError(Error(ErrorCode::Io, "another window could not be started").withHint("Start luthier-workbench with the folder's name"));
    });
    row->addWidget(show);
    row->addWidget(other);
    addRow(section, tr("Folder"), folder,
           tr("Data, runs, adapters and imported models of this project lie here. Another project opens in a window of its own."));
}

void SettingsPage::makeEngine() {
    Section& section = addSection(tr("Engine"));
    m_engine = new QLineEdit(session().settings.value("engine/path").toString());
    m_engine->setObjectName("settings.engine");
    m_engine->setAccessibleName(tr("Engine"));
    m_engine->setPlaceholderText(session().enginePath);
    m_engineState = theme::label(
        session().engine.engineVersion().isEmpty() ? tr("It starts when it is first needed.") : tr("At work: version %1").arg(session().engine.engineVersion()),
        "caption", true);
    auto* const column = new QWidget;
    auto* const rows = new QVBoxLayout(column);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::kSpace4);
    rows->addWidget(m_engine);
    rows->addWidget(m_engineState);
    m_engineState->setObjectName("settings.engine.state");
    connect(m_engine, &QLineEdit::textChanged, this, &SettingsPage::checkEngine);
    connect(m_engine, &QLineEdit::editingFinished, this, &SettingsPage::applyEngine);
    addRow(
        section, tr("Program"), column,
        tr("luthier-engine does what needs the model: training, answers, imports. Empty: the one that came with this window."));
    m_threads = new QSpinBox;
    m_threads->setObjectName("settings.threads");
    m_threads->setRange(0, QThread::idealThreadCount());
    m_threads->setSpecialValueText(tr("all %1 cores").arg(QThread::idealThreadCount()));
    m_threads->setValue(session().settings.value("engine/threads", 0).toInt());
    connect(m_threads, &QSpinBox::valueChanged, this, [this](int threads) {
        session().settings.setValue("engine/threads", threads);
        applyThreads(session().settings);
    });
    addRow(section, tr("Threads"), m_threads,
           tr("Cores that a run or an answer may use. Holds for what is started from now on; another number gives other last digits."));
}

void SettingsPage::applyThreads(QSettings& settings) {
    const int threads = settings.value("engine/threads", 0).toInt();
    if (threads > 0) qputenv("OMP_NUM_THREADS", QByteArray::number(threads));
    else qunsetenv("OMP_NUM_THREADS");
}

void SettingsPage::checkEngine(const QString& path) {
    const QFileInfo file(path);
    const bool isGood = path.isEmpty() || (file.isFile() && file.isExecutable());
    m_engine->setProperty("invalid", !isGood);
    theme::setLook(m_engine, "");
    m_engineState->setText(isGood ? tr("Enter uses it from now on.")
                                  : (file.isDir() ? tr("This is a folder; the program inside it is wanted.")
                                                  : (file.exists() ? tr("This file is not a program.") : tr("There is no such file."))));
    theme::setLook(m_engineState, isGood ? "caption" : "error");
    if (isGood) session().settings.setValue("engine/path", path);
}

// What starts from now on is of this program; what is being answered comes to its end, and a run keeps the one it began with.
void SettingsPage::applyEngine() {
    if (m_engine->property("invalid").toBool()) return;
    const Result<QString> program = findEngine(m_engine->text());
    if (!program) {
        m_engineState->setText(theme::errorInWords(program.error()));
        return theme::setLook(m_engineState, "error");
    }
    if (*program == session().enginePath) return;
    session().enginePath = *program;
    session().engine.setProgram({*program});
    session().runs.setEngine(*program);
    m_engineState->setText(tr("Used from now on. A run at work keeps the engine it began with."));
    theme::setLook(m_engineState, "caption");
}

void SettingsPage::makePrivacy() {
    Section& section = addSection(tr("Privacy"));
    addRow(section, tr("Network"),
           theme::label(tr("This window opens no connection and no port. Its engine opens one only to a judge whose address you wrote into the rewards of a "
                           "run."), "", true),
           tr("Models and data come from files. A judge with an address is sent the prompts and answers of its run; nothing else is sent anywhere. "
              "The switch below has the system refuse that too."));
    auto* const offline = new QWidget;
    auto* const rows = new QVBoxLayout(offline);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::kSpace4);
    m_offline = new QCheckBox(tr("Refuse every connection"));
    m_offline->setObjectName("settings.offline");
    m_offline->setChecked(wantsOffline(session().settings));
    m_offlineState = theme::label({}, "caption", true);
    m_offlineState->setObjectName("settings.offline.state");
    rows->addWidget(m_offline);
    rows->addWidget(m_offlineState);
    connect(m_offline, &QCheckBox::toggled, this, &SettingsPage::setOffline);
    addRow(section, tr("Offline"), offline,
           tr("Holds for this window, its engine and whatever else it starts, a file manager too. Switch it off to train across several machines."));
    showOffline();
}

void SettingsPage::setOffline(bool on) {
    session().settings.setValue(kOfflineKey, on);
    const Status refused = on ? refuseConnections() : Status();
    showOffline();
    if (refused) return;
    m_offlineState->setText(theme::errorInWords(refused.error()));
    theme::setLook(m_offlineState, "error");
}

// What holds now, which is not always what is set.
void SettingsPage::showOffline() {
    const bool isRefusing = refusesConnections(), isWanted = m_offline->isChecked();
    m_offlineState->setText(isRefusing ? (isWanted ? tr("Connections are refused by the system.") : tr("Connections are possible from the next start on."))
                                       : (isWanted ? tr("Connections are not refused: this system cannot, or the window has not been told to.")
                                                   : tr("Connections are possible. Only a judge with an address makes one.")));
    theme::setLook(m_offlineState, isWanted && !isRefusing ? "warning" : "caption");
}

void SettingsPage::makeReset() {
    Section& section = addSection(tr("Reset"));
    QPushButton* const button = theme::button(tr("Reset the window's settings"), "settings.reset", "danger");
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(button, &QPushButton::clicked, this, &SettingsPage::reset);
    addRow(section, tr("Settings"), button,
           tr("Theme, language, notices, sizes, offline, engine and threads as at the first start. The project stays as it is."));
}

void SettingsPage::reset() {
    QSettings& settings = session().settings;
    std::vector<std::pair<QString, QVariant>> before;
    for (const QString& key : settings.allKeys()) before.emplace_back(key, settings.value(key));
    settings.clear();
    const auto show = [this] {
        theme::Theme::instance().setChoice(static_cast<theme::Choice>(session().settings.value("theme", 0).toInt()));
        m_language->setCurrentIndex(qMax(0, m_language->findData(session().settings.value("language").toString())));
        m_engine->setText(session().settings.value("engine/path").toString());
        applyEngine();
        m_threads->setValue(session().settings.value("engine/threads", 0).toInt());
        m_notices->setChecked(session().settings.value(kNoticesKey, true).toBool());
        m_offline->setChecked(wantsOffline(session().settings));
    };
    show();
    session().window.toast(tr("The window's settings are as at the first start"), tr("Undo"), [this, before, show] {
        for (const auto& [key, value] : before) session().settings.setValue(key, value);
        show();
    });
}

void SettingsPage::filter(const QString& typed) {
    bool isAny = false;
    for (const Section& section : m_sections) {
        bool isShown = false;
        for (const Row& row : section.rows) {
            const bool matches = row.words.contains(typed, Qt::CaseInsensitive);
            row.widget->setVisible(matches);
            isShown = isShown || matches;
        }
        section.widget->setVisible(isShown);
        isAny = isAny || isShown;
    }
    m_nothing->setVisible(!isAny);
}

std::unique_ptr<Page> createSettingsPage(Session& session) { return std::make_unique<SettingsPage>(session); }

}  // namespace luthier
