// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/prompt_shelf.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QVBoxLayout>

#include "views/shared/theme/icons.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr std::size_t kMaxHistory = 50;
constexpr const char *promptsKey = "compare.prompts", *historyKey = "compare.history", *nowKey = "compare.now";

QString firstLine(const QString& text) { return text.simplified().left(200); }

QListWidget* list(const char* name, const QString& accessibleName) {
    auto* const made = new QListWidget;
    made->setObjectName(QString::fromLatin1(name));
    made->setAccessibleName(accessibleName);
    made->setProperty("look", "plain");
    made->setTextElideMode(Qt::ElideRight);
    made->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    made->setUniformItemSizes(true);
    return made;
}

// All questions of a comparison, in their order; its title is the first.
QStringList questionsOf(const Json& comparison) {
    QStringList questions;
    if (!comparison.is_object()) return questions;
    const Json exchanges = comparison.value("exchanges", Json::array());
    if (!exchanges.is_array()) return questions;
    for (const Json& exchange : exchanges) {
        const Json prompt = exchange.is_object() ? exchange.value("prompt", Json()) : Json();
        if (prompt.is_string()) questions << QString::fromStdString(prompt.get<std::string>());
    }
    return questions;
}

}  // namespace

PromptShelf::PromptShelf(StoreAccess& store, QWidget* parent) : QWidget(parent), m_store(store) {
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::kSpace12, theme::kSpace12, theme::kSpace12, theme::kSpace12);
    column->setSpacing(theme::kSpace8);
    m_search = new QLineEdit;
    m_search->setObjectName("shelf.search");
    m_search->setPlaceholderText(tr("Search questions"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    column->addWidget(m_search);
    column->addWidget(theme::label(tr("Saved questions"), "caption"));
    m_prompts = list("shelf.prompts", tr("Saved questions"));
    column->addWidget(m_prompts, 3);
    auto* const row = new QHBoxLayout;
    m_all = theme::button(tr("Ask all"), "shelf.all");
    m_remove = theme::button(tr("Remove"), "shelf.remove", "quiet");
    row->addWidget(m_all);
    row->addWidget(m_remove);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(theme::label(tr("Earlier comparisons"), "caption"));
    m_history = list("shelf.history", tr("Earlier comparisons"));
    column->addWidget(m_history, 2);
    connect(m_search, &QLineEdit::textChanged, this, &PromptShelf::fill);
    connect(m_prompts, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { emit promptChosen(item->data(Qt::UserRole).toString()); });
    connect(m_prompts, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { emit promptChosen(item->data(Qt::UserRole).toString()); });
    connect(m_prompts, &QListWidget::currentRowChanged, this, [this](int current) { m_remove->setEnabled(current >= 0); });
    connect(m_history, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) { choose(item->data(Qt::UserRole).toUInt()); });
    connect(m_history, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) { choose(item->data(Qt::UserRole).toUInt()); });
    connect(m_all, &QPushButton::clicked, this, [this] { emit askAll(m_saved); });
    connect(m_remove, &QPushButton::clicked, this, &PromptShelf::removeCurrent);
    load();
}

QStringList PromptShelf::prompts() const { return m_saved; }

void PromptShelf::load() {
    struct Kept { Json prompts, history, now; };
    m_store.read(this, [](store::Project& project) -> Result<Kept> {
        ASSIGN_OR_RETURN(Json prompts, project.settings().get(promptsKey, Json::array()));
        ASSIGN_OR_RETURN(Json history, project.settings().get(historyKey, Json::array()));
        ASSIGN_OR_RETURN(Json now, project.settings().get(nowKey));
        return Kept{std::move(prompts), std::move(history), std::move(now)};
    }, [this](Result<Kept> kept) {
        if (!kept) {
            emit failed(kept.error());
            return;
        }
        for (const Json& prompt : kept->prompts)
            if (prompt.is_string()) m_saved.append(QString::fromStdString(prompt.get<std::string>()));
        if (kept->history.is_array()) m_past = std::move(kept->history);
        // What the window was closed on, or killed on, is an earlier one now.
        if (kept->now.is_object()) {
            addEarlier(std::move(kept->now));
            saveAll();
        }
        fill();
    });
    fill();
}

void PromptShelf::addPrompts(const QStringList& prompts) {
    const qsizetype before = m_saved.size();
    for (const QString& prompt : prompts)
        if (!prompt.trimmed().isEmpty() && !m_saved.contains(prompt)) m_saved.append(prompt);
    if (m_saved.size() == before) return;
    savePrompts();
    fill();
}

void PromptShelf::insertPrompt(qsizetype place, const QString& prompt) {
    if (m_saved.contains(prompt)) return;
    m_saved.insert(qBound(qsizetype(0), place, m_saved.size()), prompt);
    savePrompts();
    fill();
}

void PromptShelf::removeCurrent() {
    const QListWidgetItem* const item = m_prompts->currentItem();
    const QString prompt = item ? item->data(Qt::UserRole).toString() : QString();
    const qsizetype place = m_saved.indexOf(prompt);
    if (place < 0) return;
    m_saved.removeAt(place);
    savePrompts();
    fill();
    emit promptRemoved(place, prompt);
}

void PromptShelf::addEarlier(Json comparison) {
    m_past.insert(m_past.begin(), std::move(comparison));
    while (m_past.size() > kMaxHistory) m_past.erase(m_past.size() - 1);
}

void PromptShelf::keep(const Json& comparison) {
    if (comparison == m_now) return;
    m_now = comparison;
    store({{nowKey, m_now}});
}

void PromptShelf::leave(const Json& next) {
    if (m_now.is_null() && next.is_null()) return;
    if (!m_now.is_null()) addEarlier(std::exchange(m_now, Json()));
    m_now = next;
    saveAll();
    fill();
}

void PromptShelf::choose(std::size_t place) {
    // The list changes below the pointer: the second half of a double click would choose another one.
    if (m_sinceChoice.isValid() && m_sinceChoice.elapsed() < QApplication::doubleClickInterval()) return;
    if (place >= m_past.size()) return;
    m_sinceChoice.start();
    const Json chosen = m_past[place];
    m_past.erase(place);
    emit historyChosen(chosen);
}

void PromptShelf::savePrompts() {
    Json prompts = Json::array();
    for (const QString& prompt : m_saved) prompts.push_back(prompt.toStdString());
    store({{promptsKey, std::move(prompts)}});
}

void PromptShelf::saveAll() { store({{historyKey, m_past}, {nowKey, m_now}}); }

void PromptShelf::store(std::vector<std::pair<std::string, Json>> values) {
    if (m_store.isReadOnly()) return;   // the window says so
    m_store.write(this, [values = std::move(values)](store::Project& project) { return project.settings().set(values); }, [this](const Status& done) {
        if (!done) emit failed(done.error());
    });
}

void PromptShelf::fill() {
    const QString wanted = m_search->text();
    m_prompts->clear();
    for (const QString& prompt : m_saved) {
        if (!prompt.contains(wanted, Qt::CaseInsensitive)) continue;
        auto* const item = new QListWidgetItem(firstLine(prompt), m_prompts);
        item->setData(Qt::UserRole, prompt);
        item->setToolTip(prompt.left(1000).toHtmlEscaped());
    }
    if (m_saved.isEmpty()) {
        auto* const item = new QListWidgetItem(tr("None yet"), m_prompts);
        item->setFlags(Qt::NoItemFlags);
        item->setToolTip(tr("“Save question”, beside the field you write in, keeps one"));
    }
    fillHistory(wanted);
    m_all->setEnabled(!m_saved.isEmpty());
    m_all->setText(m_saved.isEmpty() ? tr("Ask all") : tr("Ask all %n", nullptr, static_cast<int>(m_saved.size())));
    m_all->setToolTip(m_saved.isEmpty() ? tr("There are no saved questions") : tr("Asks each of them for itself, in every pane"));
    m_remove->setEnabled(m_prompts->currentItem() != nullptr);
    m_remove->setToolTip(m_remove->isEnabled() ? QString() : tr("Choose a saved question first"));
}

// Found by every question that was asked there, and shown by the one that was found.
void PromptShelf::fillHistory(const QString& wanted) {
    m_history->clear();
    if (m_past.empty()) {
        auto* const item = new QListWidgetItem(tr("None yet"), m_history);
        item->setFlags(Qt::NoItemFlags);
        item->setToolTip(tr("“New” begins another comparison and keeps this one here"));
    }
    for (std::size_t i = 0; i < m_past.size(); ++i) {
        const QStringList questions = questionsOf(m_past[i]);
        const auto matches = [&wanted](const QString& one) { return one.contains(wanted, Qt::CaseInsensitive); };
        const auto found = std::find_if(questions.begin(), questions.end(), matches);
        if (found == questions.end()) continue;
        auto* const item = new QListWidgetItem(theme::icon("history"), firstLine(*found), m_history);
        item->setData(Qt::UserRole, static_cast<uint>(i));
        item->setToolTip("<qt>" + questions.join(QLatin1Char('\n')).left(1000).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
    }
}

}  // namespace luthier
