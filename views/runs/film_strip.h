// SPDX-License-Identifier: GPL-3.0-or-later
// The answers to one held-out prompt over the steps, one under the other, that of the base first. Thread: GUI.
#pragma once

#include <cstdint>
#include <vector>

#include <QWidget>

#include "views/runs/shown_run.h"

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace luthier {

class FilmStrip : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t maxFrames = 100, maxPrompts = 64;   // frames: the base's and the newest ones
    explicit FilmStrip(RunFeed& feed, QWidget* parent = nullptr);
    void setAnswers(std::int64_t run, const std::shared_ptr<const RolloutAnswers>& answers);
    // Shows the prompt of this answer.
    void choose(const RolloutAnswer& answer);
    int numFrames() const { return static_cast<int>(m_shown.size()); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void readPrompts();
    void showFrames();
    void addFrame(const RolloutAnswer& answer, const RolloutText& text);
    RunFeed& m_feed;
    std::int64_t m_run = 0, m_asked = 0;
    std::shared_ptr<const RolloutAnswers> m_answers;
    std::vector<std::string> m_prompts;
    std::vector<std::uint64_t> m_shown;       // where the frames' lines begin
    QComboBox* m_prompt;
    QLabel* m_words;
    QWidget* m_inner;
    QVBoxLayout* m_list;
};

}  // namespace luthier
