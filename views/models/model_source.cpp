// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/model_source.h"

#include <fstream>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "views/shared/shelf/fields.h"
#include "views/shared/shelf/folder_work.h"

namespace luthier {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("luthier", text); }

std::string beginning(const std::string& path, std::size_t numBytes) {
    std::string bytes(numBytes, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), static_cast<std::streamsize>(numBytes));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return bytes;
}

void lookAtFolder(const QString& path, SourceLook& look) {
    const QDir folder(path);
    if (folder.exists(QStringLiteral("config.json"))) {
        look.kind = SourceLook::Kind::Folder;
        const auto bytes = shelf::folderBytes(path.toStdString());
        look.bytes = bytes.value_or(0);
        return;
    }
    look.kind = SourceLook::Kind::Other;
    if (folder.exists(QStringLiteral("adapter_config.json")))
        look.why = tr("This is an adapter, not a whole model. Add it on the page Adapters.");
    else if (folder.exists(QStringLiteral("run.json")))
        look.why = tr("This is a training run. Its result is in the sub-folder \"final\".");
    else if (!QFileInfo(path).isReadable())
        look.why = tr("This folder cannot be read. Check its permissions.");
    else if (!folder.entryList({QStringLiteral("*.gguf")}, QDir::Files).isEmpty())
        look.why = tr("There is no config.json in this folder, but a GGUF file. Choose the file itself.");
    else
        look.why =
            tr("There is no config.json in this folder, so it is no model folder. Choose the folder that holds config.json, tokenizer.json and the weights.");
}

void lookAtFile(const QString& path, SourceLook& look) {
    const QFileInfo file(path);
    look.kind = SourceLook::Kind::Other;
    look.bytes = static_cast<std::uint64_t>(file.size());
    const QString suffix = file.suffix().toLower();
    if (!file.isFile())
        look.why = tr("This is neither a file nor a folder.");
    else if (!file.isReadable())
        look.why = tr("This file cannot be read. Check its permissions.");
    else if (file.size() == 0)
        look.why = tr("This file is empty (0 bytes). The download may have been cut off; fetch it again.");
    else if (beginning(path.toStdString(), 4) == "GGUF")
        look.kind = SourceLook::Kind::Gguf;
    else if (suffix == QStringLiteral("gguf"))
        look.why = tr("This file is called .gguf, but does not begin as one. The download may be broken; fetch it again.");
    else if (suffix == QStringLiteral("safetensors") || suffix == QStringLiteral("json"))
        look.why = tr("This is one file of a model. Choose the folder it lies in.");
    else if (suffix == QStringLiteral("bin") || suffix == QStringLiteral("pt") || suffix == QStringLiteral("pth") || suffix == QStringLiteral("ckpt"))
        look.why = tr("Files of this kind can run code when they are opened, so they are never read. Get the model as safetensors or GGUF.");
    else
        look.why = tr("This is no model: a GGUF file or a folder with config.json is needed.");
}

}  // namespace

SourceLook lookAtSource(const QString& path, const QString& modelsFolder) {
    SourceLook look;
    look.path = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    look.freeBytes = shelf::freeBytesFor(modelsFolder.toStdString()).value_or(0);
    const QFileInfo info(look.path);
    look.name = info.isDir() ? info.fileName() : info.completeBaseName();
    if (!info.exists()) {
        look.why = tr("There is nothing at this path. Check the spelling, or use the buttons to choose.");
        return look;
    }
    if (info.isDir())
        lookAtFolder(look.path, look);
    else
        lookAtFile(look.path, look);
    return look;
}

QString licenceIn(const std::string& folder) {
    constexpr std::size_t maxBytes = 64 << 10, maxShown = 80;
    const QString readme = shelf::fromUtf8(repairUtf8(beginning(folder + "/README.md", maxBytes)));
    static const QRegularExpression head(QStringLiteral("\\A---\\r?\\n(.*?)\\n---"), QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression entry(QStringLiteral("^license(?:_name)?:[ \\t]*(.+?)[ \\t\\r]*$"), QRegularExpression::MultilineOption);
    if (const auto front = head.match(readme); front.hasMatch())
        if (const auto found = entry.match(front.captured(1)); found.hasMatch()) {
            QString licence = found.captured(1);
            if (licence.size() >= 2 && (licence.startsWith('"') || licence.startsWith('\'')) && licence.back() == licence.front())
                licence = licence.mid(1, licence.size() - 2);
            return shelf::fromUtf8(excerpt(licence.toStdString(), maxShown));
        }
    for (const char* name : {"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE"}) {
        const QString words = shelf::fromUtf8(repairUtf8(beginning(folder + "/" + name, 4096))).trimmed();
        if (!words.isEmpty()) return shelf::fromUtf8(excerpt(words.section('\n', 0, 0).simplified().toStdString(), maxShown));
    }
    return {};
}

}  // namespace luthier
