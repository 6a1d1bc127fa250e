// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does when a person asks: through RunControl, or a change in the project's journal, which Undo takes back.
#include <QDateTime>
#include <QDesktopServices>
#include <QFileDialog>
#include <QUrl>

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/runs/checkpoint.h"
#include "core/runs/tensorboard.h"
#include "views/runs/run_words.h"
#include "views/runs/runs_page.h"
#include "views/shared/background/in_background.h"
#include "views/shared/plot/plot_panel.h"

namespace luthier {

void RunsPage::act(RunAction action) {
    const store::Run* found = m_model.find(m_primary);
    if (!found) return;
    const store::Run run = *found;
    switch (action) {
        case RunAction::Compare: session().window.openPage("compare", "run:" + QString::number(run.id)); return;
        case RunAction::CompareCheckpoint: compareCheckpoint(run); return;
        case RunAction::EndNow:
            session().runs.kill(run.id);
            session().window.toast(tr("Ended %1").arg(nameInWords(run)));
            return;
        case RunAction::Stop:
            session().runs.stop(run.id);
            session().window.toast(tr("%1 ends after the step at hand and saves a checkpoint").arg(nameInWords(run)));
            return;
        case RunAction::Pause:
            session().runs.pause(run.id);
            session().window.toast(tr("%1 pauses after the step at hand").arg(nameInWords(run)));
            return;
        case RunAction::Checkpoint:
            session().runs.checkpoint(run.id);
            session().window.toast(tr("A checkpoint is saved after the step at hand"));
            return;
        case RunAction::Resume: session().runs.resume(run.id); return;
        case RunAction::Repeat: repeatExactly(run); return;
        case RunAction::OpenFolder: QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(run.folder))); return;
        case RunAction::Rename: m_header->rename(); return;
        case RunAction::Remove: removeRun(run); return;
        case RunAction::ExportTensorBoard:
            if (const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for TensorBoard")); !folder.isEmpty()) exportTensorBoard(folder);
            return;
        case RunAction::ExportCsv:
            if (const QString path = QFileDialog::getSaveFileName(this, tr("Save all values"), nameInWords(run) + ".csv", "*.csv");
                !path.isEmpty()) exportCsv(path);
            return;
    }
}

// The newest whose weights can be attached to the base; of a run at work too.
void RunsPage::compareCheckpoint(const store::Run& run) {
    inBackground(this, [folder = run.folder]() -> Result<std::string> {
        ASSIGN_OR_RETURN(const RunFolder at, RunFolder::open(folder));
        ASSIGN_OR_RETURN(const std::vector<Checkpoint> checkpoints, listCheckpoints(at));
        for (auto checkpoint = checkpoints.rbegin(); checkpoint != checkpoints.rend(); ++checkpoint)
            if (pathExists(checkpoint->path + "/weights/adapter_config.json")) return checkpoint->path + "/weights";
        return fail(Error(ErrorCode::NotFound, RunsPage::tr("This run has no checkpoint yet that could be compared.").toStdString())
                        .withHint(RunsPage::tr("“Save a checkpoint now” makes one of a run that works.").toStdString()));
    }, [this](const Result<std::string>& weights) {
        if (weights) session().window.openPage("compare", "folder:" + QString::fromStdString(*weights));
        else session().window.toastError(weights.error());
    });
}

void RunsPage::change(const std::function<void(store::Run&)>& edit) {
    const store::Run* found = m_model.find(m_primary);
    if (!found) return;
    store::Run run = *found;
    edit(run);
    m_model.update(run);
    session().store.write(this, [run](store::Project& project) { return project.runs().update(run); }, [this](Status status) {
        if (!status) session().window.toastError(status.error());
        session().store.announce({"runs"});
    });
}

void RunsPage::removeRun(const store::Run& run) {
    session().store.write(this, [id = run.id](store::Project& project) { return project.runs().remove(id); }, [this, name = nameInWords(run)](Status status) {
        if (!status) {
            session().window.toastError(status.error());
            return;
        }
        session().store.announce({"runs"});
        toastUndo(session().store, session().window, tr("Removed %1 from the list; its folder stays").arg(name));
    });
}

void RunsPage::repeatExactly(const store::Run& run) {
    const QString name = tr("%1, again").arg(nameInWords(run));
    session().runs.repeat(run, name, tr("Repeats %1").arg(nameInWords(run)), this, [this, name](const Result<RunControl::Repeated>& repeated) {
        if (!repeated) return session().window.toastError(repeated.error());
        QString words = tr("%1 is in the queue").arg(name);
        if (!repeated->usesFrozenRows)
            words += QStringLiteral(". ") + tr("The run kept no copy of its rows, so its files are read again: if they have changed, other weights come out");
        else if (!repeated->remarks.isEmpty())
            words += QStringLiteral(". ") + tr("It uses the rows that the run has kept: %1").arg(repeated->remarks.join(QStringLiteral(", ")));
        session().window.toast(words, tr("Show"), [this, id = repeated->run] { select(id); });
    });
}

void RunsPage::exportTensorBoard(const QString& folder) {
    struct Part { std::shared_ptr<const LiveSeries> series; double startTime; std::string name; };
    std::vector<Part> parts;
    for (const ShownRun& run : shownRuns()) {
        if (!run.contents.series) continue;
        const QDateTime start = QDateTime::fromString(QString::fromStdString(run.run.startedAt), Qt::ISODateWithMs);
        parts.push_back({run.contents.series, start.isValid() ? static_cast<double>(start.toMSecsSinceEpoch()) / 1000 : wallSeconds(),
            nameInWords(run.run).toStdString()});
    }
    inBackground(this, [parts, folder = folder.toStdString()]() -> Result<std::size_t> {
        RETURN_IF_ERROR(makeFolders(folder));
        for (const Part& part : parts) {
            std::string name = part.name;
            for (char& c : name)
                if (c == '/' || static_cast<unsigned char>(c) < ' ') c = '-';
            if (name == "." || name == "..") name = "run";
            ASSIGN_OR_RETURN(const std::string own, safeJoin(folder, name));
            const std::shared_lock lock(part.series->mutex);
            ASSIGN_OR_RETURN(const std::string written, writeTensorBoard(part.series->series, part.startTime, part.name, own));
        }
        return parts.size();
    }, [this, folder](Result<std::size_t> count) {
        if (count) session().window.toast(tr("Exported to %1").arg(folder));
        else session().window.toastError(count.error());
    });
}

void RunsPage::exportCsv(const QString& path) {
    std::vector<PlotCurve> curves;
    for (const ShownRun& run : shownRuns()) {
        if (!run.contents.series) continue;
        const std::shared_lock lock(run.contents.series->mutex);
        for (const std::string& name : run.contents.series->series.names()) curves.push_back({run.contents.series, name, nameInWords(run.run), run.color});
    }
    inBackground(this, [curves, path = path.toStdString()] { return writeFileDurably(path, csvOf(curves)); }, [this, path](Status status) {
        if (status) session().window.toast(tr("Saved %1").arg(path));
        else session().window.toastError(status.error());
    });
}

std::vector<Page::Command> RunsPage::commands() {
    std::vector<Command> commands;
    const store::Run* run = m_model.find(m_primary);
    if (!run) return commands;
    const QString name = nameInWords(*run);
    if (run->state == store::RunState::Running) {
        commands.push_back({tr("Stop and save %1").arg(name), {}, [this] { act(RunAction::Stop); }});
        commands.push_back({tr("Pause %1").arg(name), {}, [this] { act(RunAction::Pause); }});
    } else if (run->state != store::RunState::Queued) {
        if (run->state == store::RunState::Done && resultOf(*run) == RunResult::Adapter)
            commands.push_back({tr("Compare %1 with its base").arg(name), {}, [this] { act(RunAction::Compare); }});
        commands.push_back({tr("Repeat %1 exactly").arg(name), {}, [this] { act(RunAction::Repeat); }});
        commands.push_back({tr("Open the folder of %1").arg(name), {}, [this] { act(RunAction::OpenFolder); }});
        commands.push_back({tr("Export %1 for TensorBoard").arg(name), {}, [this] { act(RunAction::ExportTensorBoard); }});
    }
    return commands;
}

}  // namespace luthier
