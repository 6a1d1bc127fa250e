// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/facet_panel.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "views/shared/theme/core_text.h"
#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr int countRole = Qt::UserRole, chosenRole = Qt::UserRole + 1, nameRole = Qt::UserRole + 2;
constexpr int filterWaitMs = 50, changeWaitMs = 1000;   // who edits row after row is not counted for each of them
constexpr std::size_t maxProblems = 12;
constexpr int rowHeight = 24;

// The name at the left, the number of rows at the right; what is chosen on a tinted ground.
class FacetLine : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {80, rowHeight}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const theme::Colors& c = theme::colors();
        const bool isTitle = !index.parent().isValid(), isChosen = index.data(chosenRole).toBool();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isLit = option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus);
        painter->setPen(option.state & QStyle::State_HasFocus ? QPen(c.accent) : QPen(Qt::NoPen));
        painter->setBrush(isChosen ? c.accentSurface : isLit && !isTitle ? c.hover : QColor(Qt::transparent));
        const QRectF ground = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (!isTitle || option.state & QStyle::State_HasFocus) painter->drawRoundedRect(ground, theme::kRadius, theme::kRadius);
        const QRect room = option.rect.adjusted(theme::kSpace8, 0, -theme::kSpace8, 0);
        const QVariant count = index.data(countRole);
        const QString number = count.isValid() ? theme::countInWords(count.toLongLong()) : QString();
        const QFont numbers = theme::font(theme::TextStyle::Caption);
        const int numberWidth = QFontMetrics(numbers).horizontalAdvance(number);
        painter->setFont(theme::font(isTitle ? theme::TextStyle::Caption : isChosen ? theme::TextStyle::Emphasis : theme::TextStyle::Body));
        painter->setPen(isTitle ? c.muted : c.text);
        const QRect name = room.adjusted(0, 0, number.isEmpty() ? 0 : -numberWidth - theme::kSpace8, 0);
        const QString words = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, name.width());
        painter->drawText(name, Qt::AlignVCenter | Qt::TextSingleLine, words);
        painter->setFont(numbers);
        painter->setPen(c.muted);
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, number);
        painter->restore();
    }
};

QString rangeInWords(const store::FacetRange& range) {
    if (!range.max) return FacetPanel::tr("%1 and more").arg(theme::countInWords(range.min));
    if (range.min == *range.max) return theme::countInWords(range.min);
    return range.min == 0 ? FacetPanel::tr("up to %1").arg(theme::countInWords(*range.max))
                          : FacetPanel::tr("%1 to %2").arg(theme::countInWords(range.min), theme::countInWords(*range.max));
}

}  // namespace

FacetPanel::FacetPanel(StoreAccess& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_tree(new QTreeWidget), m_words(theme::label({}, "caption", true)) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace4);
    layout->addWidget(theme::label(tr("Narrow down"), "section"));
    m_tree->setObjectName("facets");
    m_tree->setAccessibleName(tr("Facets: how many rows have what"));
    theme::setLook(m_tree, "plain");
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setItemDelegate(new FacetLine(m_tree));
    m_tree->setMouseTracking(true);
    m_tree->setSelectionMode(QAbstractItemView::NoSelection);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setUniformRowHeights(true);
    m_tree->setItemsExpandable(false);
    layout->addWidget(m_tree, 1);
    m_words->setObjectName("facets_words");
    layout->addWidget(m_words);
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &FacetPanel::count);
    connect(m_tree, &QTreeWidget::itemClicked, this, &FacetPanel::activate);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        // A click activates too where the system says so; it has been heard already.
        if (!m_tree->style()->styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick, nullptr, m_tree)) activate(item);
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
}

FacetPanel::~FacetPanel() {
    if (m_counting) m_counting->request();
}

void FacetPanel::setFilter(const store::ExampleFilter& filter, const QString& sourceName) {
    m_filter = filter;
    m_sourceName = sourceName;
    const store::ExampleFilter base = store::facetBase(filter);
    if (base == m_base && (m_cube || isCounting())) {
        if (m_cube) show();
        return;
    }
    m_base = base;
    m_cube.reset();
    m_tree->clear();
    m_choices.clear();
    if (m_counting) m_counting->request();
    m_counting.reset();
    m_words->setText(filter.dataset == 0 ? QString() : tr("Counting ..."));
    if (filter.dataset == 0) m_wait.stop();
    else m_wait.start(filterWaitMs);
}

void FacetPanel::refresh() {
    if (m_filter.dataset != 0 && !(m_wait.isActive() && m_wait.interval() == filterWaitMs)) m_wait.start(m_cube ? changeWaitMs : filterWaitMs);
}

void FacetPanel::count() {
    if (m_counting) m_counting->request();
    m_counting = std::make_shared<Cancellation>();
    m_store.readLong(
        this,
        [filter = m_base, cancellation = m_counting](store::Project& project) {
            WorkContext context;
            context.cancellation = cancellation.get();
            return project.examples().facets(filter, context);
        },
        [this, cancellation = m_counting](Result<store::FacetCube> cube) {
            if (cancellation->requested()) return;
            m_counting.reset();
            m_words->setText(cube ? QString() : theme::errorInWords(cube.error()));
            if (!cube) return;
            m_cube = std::move(*cube);
            show();
        });
}

void FacetPanel::show() {
    using Filter = store::ExampleFilter;
    const store::FacetCounts counts = store::facetCounts(*m_cube, m_filter);
    const int at = m_tree->verticalScrollBar()->value();
    m_tree->clear();
    m_choices.clear();
    std::vector<Entry> problems;
    for (const auto& [problem, count] : counts.problems) {
        const bool isChosen = m_filter.problem == problem;
        if (problems.size() < maxProblems || isChosen)
            problems.push_back({coreText(problem), count, isChosen, [problem = problem](Filter& filter) {
                filter.problem = problem;
                filter.onlyProblems = false;
            }});
    }
    addFacet("problems", tr("Problem"), problems);
    const bool hasTokens = counts.numUncounted == 0 || std::any_of(counts.tokens.begin(), counts.tokens.end(), [](std::int64_t n) { return n > 0; });
    if (hasTokens) addRanges("tokens", tr("Tokens"), store::tokenRanges(), counts.tokens, &Filter::minTokens, &Filter::maxTokens);
    addRanges("characters", tr("Characters"), store::characterRanges(), counts.characters, &Filter::minCharacters, &Filter::maxCharacters);
    addRanges("turns", tr("Turns"), store::turnRanges(), counts.turns, &Filter::minTurns, &Filter::maxTurns);
    const auto origin = [&](Filter::Origin which, const QString& label, std::int64_t count) {
        return Entry{label, count, m_filter.origin == which, [which](Filter& filter) { filter.origin = which; }};
    };
    std::vector<Entry> origins;
    if (counts.numFromFile > 0 || m_filter.origin == Filter::Origin::File)
        origins.push_back(origin(Filter::Origin::File, m_sourceName.isEmpty() ? tr("pasted text") : m_sourceName, counts.numFromFile));
    if (counts.numFromHere > 0 || m_filter.origin == Filter::Origin::Here)
        origins.push_back(origin(Filter::Origin::Here, tr("added here"), counts.numFromHere));
    addFacet("origin", tr("Source"), origins);
    if (counts.numUncounted > 0) {
        addFacet("uncounted", tr("Tokens not counted"), {{tr("Count the tokens"), counts.numUncounted, false, {}}});
    }
    m_tree->expandAll();
    m_tree->verticalScrollBar()->setValue(at);
}

void FacetPanel::addFacet(const QString& name, const QString& title, const std::vector<Entry>& entries) {
    if (entries.empty()) return;
    auto* const top = new QTreeWidgetItem(m_tree, {title});
    top->setData(0, nameRole, name);
    top->setFlags(Qt::ItemIsEnabled);
    for (const Entry& entry : entries) {
        auto* const item = new QTreeWidgetItem(top, {entry.label});
        item->setData(0, countRole, QVariant::fromValue<qlonglong>(entry.count));
        item->setData(0, chosenRole, entry.isChosen);
        item->setData(0, Qt::AccessibleTextRole, tr("%1, %2 rows").arg(entry.label, theme::countInWords(entry.count)));
        item->setData(0, Qt::ToolTipRole, "<p>" + tr("%1: %2 rows").arg(entry.label, theme::countInWords(entry.count)).toHtmlEscaped() + "</p>");
        m_choices.insert(item, entry.choose);
    }
}

void FacetPanel::addRanges(const QString& name, const QString& title, const std::vector<store::FacetRange>& ranges, const std::vector<std::int64_t>& counts,
                           std::optional<std::int64_t> store::ExampleFilter::*min, std::optional<std::int64_t> store::ExampleFilter::*max) {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const store::FacetRange range = ranges[i];
        const bool isChosen = (m_filter.*min || m_filter.*max) && (m_filter.*min).value_or(0) == range.min && m_filter.*max == range.max;
        if (counts[i] == 0 && !isChosen) continue;
        entries.push_back({rangeInWords(range), counts[i], isChosen, [range, min, max](store::ExampleFilter& filter) {
            filter.*min = range.min;
            filter.*max = range.max;
        }});
    }
    addFacet(name, title, entries);
}

QTreeWidgetItem* FacetPanel::entry(const QString& facet, const QString& label) const {
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* const top = m_tree->topLevelItem(i);
        if (top->data(0, nameRole).toString() != facet) continue;
        for (int child = 0; child < top->childCount(); ++child)
            if (top->child(child)->text(0) == label) return top->child(child);
    }
    return nullptr;
}

void FacetPanel::activate(QTreeWidgetItem* item) {
    if (!item || !item->parent()) return;
    const QString facet = item->parent()->data(0, nameRole).toString();
    if (facet == "uncounted") return emit countTokensAsked();
    store::ExampleFilter filter = m_filter;
    // What is chosen already is taken back.
    const bool takesBack = item->data(0, chosenRole).toBool();
    if (!takesBack) m_choices.value(item)(filter);
    else if (facet == "problems") filter.problem.clear();
    else if (facet == "tokens") filter.minTokens = filter.maxTokens = std::nullopt;
    else if (facet == "characters") filter.minCharacters = filter.maxCharacters = std::nullopt;
    else if (facet == "turns") filter.minTurns = filter.maxTurns = std::nullopt;
    else filter.origin = store::ExampleFilter::Origin::Any;
    // Later: the tree that was clicked on is made anew by it.
    QMetaObject::invokeMethod(this, [this, filter] { emit chosen(filter); }, Qt::QueuedConnection);
}

}  // namespace luthier
