// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "views/link/engine_link.h"
#include "views/link/process_words.h"

namespace luthier {

namespace {

struct ProcessWords { Q_DECLARE_TR_FUNCTIONS(luthier::ProcessWords) };

constexpr const char* engineName = "luthier-engine";

bool isProgram(const QString& path) {
    const QFileInfo file(path);
    return file.isFile() && file.isExecutable();
}

// Relative to this program: installed beside it or under lib; in a build folder; in the build folder of the same checkout that has an engine.
QString besideThisProgram() {
    const QDir here(QCoreApplication::applicationDirPath());
    for (const char* folder : {"", "../lib/luthier", "../libexec/luthier", "../engine"})
        if (const QString path = here.absoluteFilePath(QString(folder) + "/" + engineName); isProgram(path)) return QDir::cleanPath(path);
    for (QDir parent = here; parent.cdUp();) {
        if (parent.dirName() != "build") continue;
        for (const char* preset : {"release", "dev", "engine-only"})
            if (const QString path = parent.absoluteFilePath(QString("%1/app/engine/%2").arg(preset, engineName)); isProgram(path)) return path;
    }
    return {};
}

}  // namespace

Result<QString> findEngine(const QString& fromSettings) {
    if (!fromSettings.isEmpty()) {
        if (isProgram(fromSettings)) return QFileInfo(fromSettings).absoluteFilePath();
        return fail(startFailureInWords(fromSettings, {}));
    }
    if (const QString path = besideThisProgram(); !path.isEmpty()) return path;
    if (const QString path = QStandardPaths::findExecutable(engineName); !path.isEmpty()) return path;
    const QString what = ProcessWords::tr("The engine (luthier-engine) is neither beside this program nor in the PATH.");
    const QString hint = ProcessWords::tr("Choose it in Settings, Engine, or install Luthier again.");
    return fail(Error(ErrorCode::NotFound, what.toStdString()).withHint(hint.toStdString()).at(QCoreApplication::applicationDirPath().toStdString()));
}

}  // namespace luthier
