// SPDX-License-Identifier: GPL-3.0-or-later
// luthier-workbench [PROJECT] [--engine PROGRAM] [--page ID]: the window over a project folder (~/Luthier unless another one is named).
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QSettings>
#include <QThreadPool>

#include "app/workbench/start_dialog.h"
#include "core/base/log.h"
#include "core/recipe/presets.h"
#include "views/all_pages.h"
#include "views/frame/main_window.h"
#include "views/link/offline.h"
#include "views/settings/settings_page.h"
#include "views/shared/theme/language.h"
#include "views/shared/theme/theme.h"

namespace luthier {

namespace {

// The project, or another one that the user chooses when it cannot be opened; nullptr when he gives up.
std::unique_ptr<StoreAccess> openProject(QString folder, QSettings& settings) {
    for (;;) {
        auto store = StoreAccess::open(folder);
        if (store) {
            settings.setValue("project/last", folder);
            return std::move(*store);
        }
        StartDialog dialog(folder, store.error());
        if (dialog.exec() != QDialog::Accepted) return nullptr;
        folder = dialog.chosenFolder();
    }
}

int run(QApplication& app) {
    QCommandLineParser parser;
    parser.setApplicationDescription("A workbench for fine-tuning language models.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("project", "Folder of the project; made when it is not there. Default: the last one, or ~/Luthier.", "[project]");
    parser.addOptions({{"engine", "The program luthier-engine.", "program"}, {"page", "Page to open, for example home, compare, home:demo.", "page"}});
    parser.process(app);

    QSettings settings;
    theme::Theme::instance().setChoice(static_cast<theme::Choice>(qBound(0, settings.value("theme", 0).toInt(), 2)));
    const theme::Language language(settings.value("language").toString());
    SettingsPage::applyThreads(settings);
    // After the desktop has been reached, which may be on another machine.
    if (wantsOffline(settings))
        if (const Status refused = refuseConnections(); !refused) log::warning(refused.error().toString());
    const QStringList named = parser.positionalArguments();
    const QString folder = QDir(named.isEmpty() ? settings.value("project/last", QDir::homePath() + "/Luthier").toString() : named.front()).absolutePath();
    const auto store = openProject(folder, settings);
    if (!store) return 1;
    const auto engine = findEngine(parser.isSet("engine") ? parser.value("engine") : settings.value("engine/path").toString());
    const QString program = engine ? *engine : QStringLiteral("luthier-engine");
    EngineLink link({program});
    RunControl runs(*store, program);
    MainWindow window({*store, link, runs, settings, program}, allPages());
    const QString page = parser.isSet("page") ? parser.value("page") : window.lastPage();
    window.openPage(window.page(page.section(':', 0, 0)) ? page.section(':', 0, 0) : "home", page.section(':', 1));
    window.show();
    if (!engine) window.toastError(engine.error());
    return QApplication::exec();
}

}  // namespace

}  // namespace luthier

int main(int argc, char** argv) {
    QApplication::setOrganizationName("Luthier");
    QApplication::setApplicationName("Luthier");
    QApplication::setApplicationDisplayName("Luthier");
    QApplication::setApplicationVersion(luthier::kLuthierVersion);
    QApplication app(argc, argv);
    const int result = luthier::run(app);
    // What still works in the background may draw or measure text: ~QApplication would take that from under it.
    QThreadPool::globalInstance()->waitForDone();
    return result;
}
