// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: one page, sections, a search that leaves what matches. What is chosen holds at once, or says from when. Thread: GUI.
#pragma once

#include <vector>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "views/shared/page/page.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

class SettingsPage : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(Session& session);
    void focusSearch() override;
    std::vector<Command> commands() override;

    // Environment of the engine, from what is set: OMP_NUM_THREADS. Called at start too.
    static void applyThreads(QSettings& settings);

private:
    struct Row { QWidget* widget; QString words; };
    struct Section { QWidget* widget; std::vector<Row> rows; };
    Section& addSection(const QString& title);
    // caption: what it is for, and from when it holds.
    void addRow(Section& section, const QString& label, QWidget* control, const QString& caption);
    void makeAppearance();
    void makeNotices();
    void makeProject();
    void makeEngine();
    void makePrivacy();
    void makeReset();
    void filter(const QString& typed);
    void applyEngine();
    void checkEngine(const QString& path);
    void reset();
    void setOffline(bool on);
    void showOffline();

    QVBoxLayout* m_column;
    QLineEdit *m_search, *m_engine;
    QComboBox *m_theme, *m_language;
    QSpinBox* m_threads;
    QCheckBox *m_notices, *m_offline;
    QLabel *m_engineState, *m_offlineState, *m_nothing;
    std::vector<Section> m_sections;
};

std::unique_ptr<Page> createSettingsPage(Session& session);

}  // namespace luthier
