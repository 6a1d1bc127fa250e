// SPDX-License-Identifier: GPL-3.0-or-later
// Home: data, train, compare, each a card with its state and one button; recent runs; what the machine can do. Thread: GUI.
#pragma once

#include <vector>

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include "views/home/demo_setup.h"
#include "views/home/machine_card.h"
#include "views/home/step_card.h"
#include "views/shared/page/page.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

class HomePage : public Page {
    Q_OBJECT
public:
    HomePage(Session& session, DemoFiles demo);
    void open(const QString& argument) override;
    std::vector<Command> commands() override;

private:
    struct Overview {
        std::vector<store::Dataset> datasets;
        std::vector<store::Model> models;
        std::vector<store::Run> runs;
        std::vector<store::AdapterEntry> adapters;
    };
    void read();
    void show();
    void showData();
    void showTrain();
    void showCompare();
    void showRuns();
    void startDemo();
    void trainDemo();
    bool hasDemo() const;      // model and both data sets are in the project
    const store::AdapterEntry* newestAdapter() const;

    DemoFiles m_files;
    DemoSetup m_demo;
    Overview m_overview;
    bool m_isRead = false;
    QTimer m_readSoon;
    StepCard *m_data, *m_train, *m_compare;
    MachineCard* m_machine;
    QVBoxLayout* m_runs;
    QWidget* m_runsTitle;
    theme::ProgressLine* m_progress;
    theme::ErrorPanel* m_error;
};

std::unique_ptr<Page> createHomePage(Session& session);

}  // namespace luthier
