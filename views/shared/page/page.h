// SPDX-License-Identifier: GPL-3.0-or-later
// What a page is, and all it is given. A page lays out and connects; what it shows is an item model or a view-model; it changes things through the store or the
// link only. Thread: GUI.
#pragma once

#include <functional>
#include <memory>

#include <QSettings>
#include <QString>
#include <QWidget>

#include "core/base/error.h"
#include "views/link/engine_link.h"
#include "views/link/run_control.h"
#include "views/link/store_access.h"

namespace luthier {

// What happens in the window as a whole, for pages that send the user elsewhere or tell him something.
class WindowActions {
public:
    virtual ~WindowActions() = default;
    // argument: what the page is to show ("run:12", "dataset:3"); "" = as it was.
    virtual void openPage(const QString& id, const QString& argument = {}) = 0;
    // A line that goes away by itself; with an action ("Undo") while it stands.
    // journalEntry: the action is there as long as this is the newest thing that was done (toastUndo); 0 = as long as the line stands.
    virtual void toast(const QString& text, const QString& actionLabel = {}, std::function<void()> action = {}, std::int64_t journalEntry = 0) = 0;
    virtual void toastError(const Error& error) = 0;
};

struct Session {
    StoreAccess& store;
    EngineLink& engine;
    RunControl& runs;
    QSettings& settings;          // of the user: theme, language, sizes
    WindowActions& window;
    QString enginePath;           // for EngineTask
};

// "Deleted 3 rows [Undo]", after a write whose answer has come: undoes that, and nothing that was done later.
void toastUndo(StoreAccess& store, WindowActions& window, const QString& text);

class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(Session& session, QWidget* parent = nullptr);
    // The page comes into view. argument: see WindowActions::openPage.
    virtual void open(const QString& argument) { static_cast<void>(argument); }
    // Ctrl+F.
    virtual void focusSearch() {}
    // What the palette (Ctrl+K) offers beside the pages.
    struct Command { QString title, shortcut; std::function<void()> run; };
    virtual std::vector<Command> commands() { return {}; }

protected:
    Session& session() const { return m_session; }

private:
    Session& m_session;
};

struct PageInfo {
    const char* id;               // "home", "datasets", ...
    const char* title;            // untranslated; context "pages"
    const char* icon;             // theme::icon()
    std::unique_ptr<Page> (*create)(Session&);
};

}  // namespace luthier
