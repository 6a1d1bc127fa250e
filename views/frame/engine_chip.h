// SPDX-License-Identifier: GPL-3.0-or-later
// Always in sight: what the engine does. "Training 43 % - 12 min left", "Answering", "Engine stopped"; a click goes to the run, or says why it died. Thread:
// GUI.
#pragma once

#include <optional>

#include <QToolButton>

#include "views/shared/page/page.h"

namespace luthier {

class EngineChip : public QToolButton {
    Q_OBJECT
public:
    explicit EngineChip(Session& session, QWidget* parent = nullptr);
    // In words, for tests and for whoever cannot see it.
    QString words() const { return text(); }

private:
    void readRun();
    void refresh();
    void showTrouble();
    Session& m_session;
    std::optional<store::Run> m_run;   // at work
};

// "Training 43 % · 12 min left" of a run at work.
QString runInWords(const store::Run& run);

}  // namespace luthier
