// SPDX-License-Identifier: GPL-3.0-or-later
// Train: what is trained, on what, how and for how long; beside it the plan, which follows every change. Thread: GUI.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <QTimer>

#include "views/shared/form/form.h"
#include "views/shared/page/page.h"
#include "views/shared/text/row_encoding.h"
#include "views/train/plan_panel.h"
#include "views/train/planner.h"
#include "views/train/project_lists.h"
#include "views/train/queue_list.h"
#include "views/train/section.h"

class QLineEdit;
class QScrollArea;
class QSplitter;
class QVBoxLayout;

namespace luthier {

class AdviceLine;
class PickerButton;

class TrainPage : public Page {
    Q_OBJECT
public:
    explicit TrainPage(Session& session);
    ~TrainPage() override;
    // "model:1", "dataset:3", "adapter:2" choose that; "run:4" takes the settings of a run; "preset:sft-lora".
    void open(const QString& argument) override;
    void focusSearch() override;
    std::vector<Command> commands() override;

    Json values() const;
    void setValues(const Json& run);                  // shows them, and what follows from them
    // A run.json: its relative paths belong to its folder.
    void loadFile(const QString& path);
    void saveFile(const QString& path);
    void compareWithFile(const QString& path);
    QStringList changes() const;                      // in words, against what the settings began with
    const std::optional<PlanAnswer>& answer() const { return m_answer; }
    const Planner* planner() const { return m_planner.get(); }
    // Its widgets are made in events after its own; what is handed to open() meanwhile waits.
    bool isMade() const { return m_isMade; }

private:
    // Where the settings come from: a preset, a file, a run.
    struct Origin { QString title; Json run; bool isPreset = false; };
    void makeNext();
    void makeFrame();
    QWidget* makeBar();
    QWidget* makeForm();
    Section* makeSection(std::size_t index);
    void makePanel();
    void listen();
    void takeLists();
    EditorCatalogue editors();
    void addRewardEditors(EditorCatalogue& catalogue);
    void fetchPrompts(QObject* context, std::int64_t skip, std::function<void(Result<std::vector<Prompt>>)> then);
    void showAdvice();                                // which methods the data is for, and what is unusual
    void makePlanner();
    void refresh();                                   // after every change
    void takeAnswer(const PlanAnswer& answer);
    void showProblems();
    void showAutomatic();
    void showSummaries();
    void showReasons();
    void filter(const QString& text);
    void takePreset(const QString& id);
    void takeArgument(const QString& argument);
    void takeRun(std::int64_t id);
    void takeSuitedPreset();                          // the first one for the data, where the method of the present one cannot use it
    void choosePlainOnes();                           // the only model, the only data set
    void begin(Origin origin, const Json& run);
    void apply(const Json& settings);                 // {"training.micro_tokens": 512, ...}
    void removeKey(const QString& keyPath);
    void focusField(const QString& keyPath);
    void start(bool atOnce);
    void measure();
    std::optional<MeasuredDevice> measuredFor(const RunConfig& config) const;
    void showChanges();
    void showLines(const QString& title, const QStringList& lines);
    void readFile(const QString& path, std::function<void(Json)> then);
    void keepDraft();
    std::vector<std::pair<QString, QString>> missing() const;   // key and what to do: nothing is chosen yet
    QString whyNoStart() const;

    ProjectLists m_lists;
    QWidget* m_body;                                  // hidden until all of it is made
    QTimer m_make;
    std::unique_ptr<Planner> m_planner;
    std::vector<Form*> m_forms;
    std::vector<Section*> m_sections;
    RowEncoding m_encoding;                           // counts the tokens of answers that are tried
    AdviceLine* m_advice = nullptr;
    QLineEdit* m_search;
    PickerButton* m_preset;
    QPushButton* m_changed;
    QLabel* m_nothingFound;
    QSplitter* m_splitter;
    QScrollArea* m_scroll = nullptr;
    QVBoxLayout* m_column;                            // of the sections
    PlanPanel* m_panel = nullptr;
    QueueList* m_queue;
    Origin m_origin;
    std::optional<RunConfig> m_config;                // when the settings are valid
    std::vector<Problem> m_problems;                  // of the settings themselves
    std::optional<PlanAnswer> m_answer;
    QStringList m_pending;                            // arguments that wait for the lists
    QTimer m_keep;
    std::string m_data;                               // the first data that was chosen, as it was last looked at
    std::set<std::string> m_offered;                  // what was chosen for the user, once
    bool m_isMade = false, m_isBusy = false, m_isSearching = false, m_isDraftRead = false;
};

std::unique_ptr<Page> createTrainPage(Session& session);

}  // namespace luthier
