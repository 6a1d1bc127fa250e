// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/preference_editors.h"

#include <algorithm>

#include <QHBoxLayout>

#include "views/shared/theme/decimals.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr double maxScore = 1e6;

void clear(QLayout* layout) {
    while (QLayoutItem* const item = layout->takeAt(0)) {
        if (item->layout()) clear(item->layout());
        if (QWidget* const widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

}  // namespace

VerdictBar::VerdictBar(QWidget* parent) : QWidget(parent), m_words(theme::label({}, "muted")) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace4);
    auto* const scale = new QHBoxLayout;
    scale->setSpacing(theme::kSpace4);
    const auto add = [&](QHBoxLayout* row, const QString& text, const QString& name, const Verdict& verdict) {
        auto* const button = new QToolButton;
        theme::setLook(button, "chip");
        button->setText(text);
        button->setObjectName(name);
        button->setCheckable(true);
        button->setToolTip(inWords(verdict));
        button->setAccessibleName(inWords(verdict));
        row->addWidget(button);
        m_buttons.emplace_back(button, verdict);
        connect(button, &QToolButton::clicked, this, [this, verdict] {
            setVerdict(verdict);
            emit chosen(verdict);
        });
    };
    for (int strength = 3; strength >= -3; --strength) {
        const QString side = strength > 0 ? QString("A") : QString("B");
        const QString text = strength == 0 ? QString("=") : side + QString(strength > 0 ? strength - 1 : -strength - 1, '+');
        add(scale, text, QString("verdict_%1").arg(strength), Verdict{strength, Verdict::Both::Neither});
    }
    scale->addStretch();
    layout->addLayout(scale);
    auto* const both = new QHBoxLayout;
    both->setSpacing(theme::kSpace4);
    add(both, tr("Both good"), "verdict_both_good", Verdict{0, Verdict::Both::Good});
    add(both, tr("Both bad"), "verdict_both_bad", Verdict{0, Verdict::Both::Bad});
    both->addWidget(m_words, 1);
    layout->addLayout(both);
}

QString VerdictBar::inWords(const Verdict& verdict) {
    if (verdict.both == Verdict::Both::Good) return tr("Both are good");
    if (verdict.both == Verdict::Both::Bad) return tr("Both are bad");
    if (verdict.strength == 0) return tr("Neither is better");
    const QString side = verdict.strength > 0 ? QString("A") : QString("B");
    switch (std::abs(verdict.strength)) {
        case 1: return tr("%1 is slightly better").arg(side);
        case 2: return tr("%1 is better").arg(side);
        default: return tr("%1 is much better").arg(side);
    }
}

void VerdictBar::setVerdict(const Verdict& verdict) {
    for (const auto& [button, ofButton] : m_buttons) button->setChecked(ofButton == verdict);
    m_words->setText(inWords(verdict));
}

void VerdictBar::setReadOnly(bool isReadOnly) {
    for (const auto& [button, verdict] : m_buttons) button->setEnabled(!isReadOnly);
}

PairEditor::PairEditor() {
    m_prompt = addTurns(tr("Prompt"), tr(" of the prompt"));
    addTitle(tr("Which answer is better"));
    m_verdict = new VerdictBar;
    column()->addWidget(m_verdict);
    m_dimensions = theme::label({}, "caption", true);
    column()->addWidget(m_dimensions);
    m_a = addTurns(tr("Answer A"), tr(" of answer A"));
    m_b = addTurns(tr("Answer B"), tr(" of answer B"));
    m_prompt->setObjectName("pair_prompt");
    m_a->setObjectName("pair_a");
    m_b->setObjectName("pair_b");
    const auto follow = [this](TurnColumn* turns, auto member) {
        connect(turns, &TurnColumn::edited, this, [this, turns, member](const QString& title) {
            member(std::get<Pair>(m_example.body)) = turns->turns();
            change(title);
        });
    };
    follow(m_prompt, [](Pair& pair) -> std::vector<Turn>& { return pair.prompt.turns; });
    follow(m_a, [](Pair& pair) -> std::vector<Turn>& { return pair.a; });
    follow(m_b, [](Pair& pair) -> std::vector<Turn>& { return pair.b; });
    connect(m_verdict, &VerdictBar::chosen, this, [this](const Verdict& verdict) {
        std::get<Pair>(m_example.body).verdict = verdict;
        change(tr("Change the verdict to \"%1\"").arg(VerdictBar::inWords(verdict)));
    });
}

void PairEditor::setExample(const Example& example) {
    m_example = example;
    const auto& pair = std::get<Pair>(example.body);
    m_prompt->setTurns(pair.prompt.turns);
    m_a->setTurns(pair.a);
    m_b->setTurns(pair.b);
    m_verdict->setVerdict(pair.verdict);
    QStringList dimensions;
    for (const auto& [name, verdict] : pair.byDimension) dimensions << QString("%1: %2").arg(QString::fromStdString(name), VerdictBar::inWords(verdict));
    if (pair.margin) dimensions << tr("margin %1").arg(theme::decimalInWords(*pair.margin));
    m_dimensions->setText(dimensions.join('\n'));
    m_dimensions->setVisible(!dimensions.isEmpty());
}

void PairEditor::setReadOnly(bool isReadOnly) {
    RowEditor::setReadOnly(isReadOnly);
    m_verdict->setReadOnly(isReadOnly);
}

RankingEditor::RankingEditor() : m_list(new QVBoxLayout) {
    m_prompt = addTurns(tr("Prompt"), tr(" of the prompt"));
    addTitle(tr("Answers"));
    column()->addWidget(theme::label(tr("1 is best; equal places are ties."), "caption"));
    column()->addLayout(m_list);
    m_list->setSpacing(theme::kSpace16);
    m_add = theme::button(tr("Add answer"), "ranking_add", "quiet", "add");
    column()->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_prompt, &TurnColumn::edited, this, [this](const QString& title) {
        std::get<Ranking>(m_example.body).prompt.turns = m_prompt->turns();
        change(title);
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        auto& ranking = std::get<Ranking>(m_example.body);
        Turn answer;
        answer.role = Role::Assistant;
        ranking.responses.push_back({answer});
        ranking.rank.push_back(static_cast<int>(ranking.responses.size()) - 1);
        setExample(Example(m_example));
        change(tr("Add an answer"));
    });
}

void RankingEditor::addResponse(std::size_t index) {
    QFrame* const frame = new QFrame;
    auto* const layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* const head = new QHBoxLayout;
    auto* const place = new QSpinBox;
    place->setObjectName(QString("ranking_place_%1").arg(index + 1));
    place->setPrefix(tr("Place "));
    place->setAccessibleName(tr("Place of answer %1").arg(index + 1));
    place->setRange(1, 99);
    place->setKeyboardTracking(false);
    QToolButton* const remove = theme::iconButton("delete", tr("Delete this answer"), "ranking_delete");
    head->addWidget(theme::label(tr("Answer %1").arg(index + 1), "muted"), 1);
    head->addWidget(place);
    head->addWidget(remove);
    layout->addLayout(head);
    auto* const turns = new TurnColumn;
    turns->setPlace(tr(" of answer %1").arg(index + 1));
    turns->setReadOnly(m_isReadOnly);
    layout->addWidget(turns);
    m_list->addWidget(frame);
    m_responses.push_back({frame, place, turns});
    place->setEnabled(!m_isReadOnly);
    remove->setEnabled(!m_isReadOnly);
    connect(turns, &TurnColumn::edited, this, [this, turns, index](const QString& title) {
        std::get<Ranking>(m_example.body).responses[index] = turns->turns();
        change(title);
    });
    connect(place, &QSpinBox::valueChanged, this, [this, index](int value) {
        std::get<Ranking>(m_example.body).rank[index] = value - 1;
        change(tr("Put answer %1 in place %2").arg(index + 1).arg(value));
    });
    connect(remove, &QToolButton::clicked, this, [this, index] {
        auto& ranking = std::get<Ranking>(m_example.body);
        ranking.responses.erase(ranking.responses.begin() + static_cast<std::ptrdiff_t>(index));
        ranking.rank.erase(ranking.rank.begin() + static_cast<std::ptrdiff_t>(index));
        setExample(Example(m_example));
        change(tr("Delete answer %1").arg(index + 1));
    });
}

void RankingEditor::build(std::size_t count) {
    if (count == m_responses.size()) return;
    clear(m_list);
    m_responses.clear();
    for (std::size_t i = 0; i < count; ++i) addResponse(i);
}

void RankingEditor::setExample(const Example& example) {
    m_example = example;
    auto& ranking = std::get<Ranking>(m_example.body);
    ranking.rank.resize(ranking.responses.size(), 0);   // a row may come without places
    m_prompt->setTurns(ranking.prompt.turns);
    build(ranking.responses.size());
    for (std::size_t i = 0; i < m_responses.size(); ++i) {
        m_responses[i].turns->setTurns(ranking.responses[i]);
        const QSignalBlocker quiet(m_responses[i].place);
        m_responses[i].place->setValue(ranking.rank[i] + 1);
    }
}

void RankingEditor::setReadOnly(bool isReadOnly) {
    RowEditor::setReadOnly(isReadOnly);
    m_add->setVisible(!isReadOnly);
    for (const Response& response : m_responses) response.place->setEnabled(!isReadOnly);
    for (QToolButton* button : findChildren<QToolButton*>("ranking_delete")) button->setEnabled(!isReadOnly);
}

ScoredEditor::ScoredEditor() : m_hasScore(new QCheckBox(tr("Score"))), m_score(new theme::DecimalBox), m_dimensions(new QVBoxLayout) {
    m_prompt = addTurns(tr("Prompt"), tr(" of the prompt"));
    m_response = addTurns(tr("Answer"), tr(" of the answer"));
    addTitle(tr("Score"));
    auto* const row = new QHBoxLayout;
    m_hasScore->setObjectName("has_score");
    m_score->setObjectName("score");
    m_score->setAccessibleName(tr("Score"));
    m_score->setRange(-maxScore, maxScore);
    m_score->setDecimals(3);
    m_score->setKeyboardTracking(false);
    row->addWidget(m_hasScore);
    row->addWidget(m_score);
    row->addStretch();
    column()->addLayout(row);
    column()->addLayout(m_dimensions);
    connect(m_prompt, &TurnColumn::edited, this, [this](const QString& title) {
        std::get<Scored>(m_example.body).prompt.turns = m_prompt->turns();
        change(title);
    });
    connect(m_response, &TurnColumn::edited, this, [this](const QString& title) {
        std::get<Scored>(m_example.body).response = m_response->turns();
        change(title);
    });
    connect(m_hasScore, &QCheckBox::clicked, this, [this](bool has) {
        std::get<Scored>(m_example.body).score = has ? std::optional(m_score->value()) : std::nullopt;
        m_score->setEnabled(has);
        change(has ? tr("Add a score") : tr("Remove the score"));
    });
    connect(m_score, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        std::get<Scored>(m_example.body).score = value;
        change(tr("Change the score to %1").arg(theme::decimalInWords(value)));
    });
}

void ScoredEditor::buildDimensions() {
    clear(m_dimensions);
    for (const auto& [name, value] : m_shown) {
        auto* const row = new QHBoxLayout;
        auto* const box = new theme::DecimalBox;
        const QString words = QString::fromStdString(name);
        box->setObjectName("dimension_" + words);
        box->setAccessibleName(words);
        box->setRange(-maxScore, maxScore);
        box->setDecimals(3);
        box->setValue(value);
        box->setKeyboardTracking(false);
        box->setEnabled(!m_isReadOnly);
        row->addWidget(theme::label(words, "muted"));
        row->addWidget(box);
        row->addStretch();
        m_dimensions->addLayout(row);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this, key = name](double now) {
            std::get<Scored>(m_example.body).dimensions[key] = now;
            m_shown[key] = now;
            change(tr("Change %1 to %2").arg(QString::fromStdString(key), theme::decimalInWords(now)));
        });
    }
}

void ScoredEditor::setExample(const Example& example) {
    m_example = example;
    const auto& scored = std::get<Scored>(example.body);
    m_prompt->setTurns(scored.prompt.turns);
    m_response->setTurns(scored.response);
    const QSignalBlocker quiet(m_score);
    m_hasScore->setChecked(scored.score.has_value());
    m_score->setValue(scored.score.value_or(0));
    m_score->setEnabled(scored.score.has_value() && !m_isReadOnly);
    if (m_shown == scored.dimensions) return;
    m_shown = scored.dimensions;
    buildDimensions();
}

void ScoredEditor::setReadOnly(bool isReadOnly) {
    RowEditor::setReadOnly(isReadOnly);
    m_hasScore->setEnabled(!isReadOnly);
    m_score->setEnabled(!isReadOnly && m_hasScore->isChecked());
}

}  // namespace luthier
