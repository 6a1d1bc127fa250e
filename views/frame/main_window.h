// SPDX-License-Identifier: GPL-3.0-or-later
// The one window: rail, header with search and the engine's chip, pages made when first opened, toasts. Thread: GUI.
#pragma once

#include <map>
#include <span>

#include <QLabel>
#include <QMainWindow>
#include <QStackedWidget>

#include "views/frame/command_palette.h"
#include "views/frame/engine_chip.h"
#include "views/frame/rail.h"
#include "views/frame/toast.h"
#include "views/link/desktop_notices.h"
#include "views/shared/page/page.h"

namespace luthier {

// What the program holds for the window; must outlive it.
struct Workbench {
    StoreAccess& store;
    EngineLink& engine;
    RunControl& runs;
    QSettings& settings;
    QString enginePath;
};

class MainWindow : public QMainWindow, public WindowActions {
    Q_OBJECT
public:
    // pages: in the order of the rail; the last one stands at the bottom.
    MainWindow(const Workbench& workbench, std::span<const PageInfo> pages);
    ~MainWindow() override;

    void openPage(const QString& id, const QString& argument = {}) override;
    void toast(const QString& text, const QString& actionLabel = {}, std::function<void()> action = {}, std::int64_t journalEntry = 0) override;
    void toastError(const Error& error) override;
    Page* page(const QString& id);   // made if need be; nullptr for an id that is none
    const QString& currentPage() const { return m_current; }
    QString lastPage() const;        // where this project was left; Home in another one, which says what to do first

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeBanner();
    void makeShortcuts();
    void showPalette();
    void addStoreEntries(CommandPalette* palette);
    void showShortcuts();
    void tellRunEnded(const store::Run& run);
    void comeForward(const QString& run);

    Session m_session;
    std::span<const PageInfo> m_pages;
    std::map<QString, Page*> m_made;
    QString m_current;
    Rail* m_rail;
    QLabel* m_title;
    QStackedWidget* m_stack;
    ToastArea* m_toasts;
    DesktopNotices m_notices;
    bool m_narrowByHand = false;
};

}  // namespace luthier
