// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/datasets/tokens_tab.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include "views/shared/theme/theme.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

constexpr const char* modelKey = "datasets/token_model";
constexpr const char* lengthKey = "datasets/token_max_length";
constexpr int defaultLength = 1024, longestLength = 1 << 20;

}  // namespace

TokensTab::TokensTab(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new QComboBox), m_variant(new QComboBox), m_lossOn(new QComboBox), m_maxLength(new QSpinBox),
      m_controls(new QWidget), m_view(new TokenView), m_count(theme::button(tr("Count the tokens of all rows"), "tokens_count", "quiet")),
      m_openModels(theme::button(tr("Open Models"), "tokens_open_models", "accent")) {
    auto* const grid = new QGridLayout(m_controls);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kSpace8);
    grid->setVerticalSpacing(theme::kSpace8);
    m_model->setObjectName("tokens_model");
    m_model->setAccessibleName(tr("Model"));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_variant->setObjectName("tokens_variant");
    m_variant->setAccessibleName(tr("Which answer"));
    m_lossOn->setObjectName("tokens_loss_on");
    m_lossOn->setAccessibleName(tr("What is trained"));
    m_lossOn->addItem(tr("Train on answers"));
    m_lossOn->addItem(tr("Train on everything"));
    m_maxLength->setObjectName("tokens_max_length");
    m_maxLength->setAccessibleName(tr("Cut at, tokens"));
    m_maxLength->setRange(1, longestLength);
    m_maxLength->setPrefix(tr("Cut at "));
    m_maxLength->setKeyboardTracking(false);
    m_maxLength->setSingleStep(128);
    m_maxLength->setValue(session.settings.value(lengthKey, defaultLength).toInt());
    grid->addWidget(m_model, 0, 0);
    grid->addWidget(m_maxLength, 0, 1);
    grid->addWidget(m_lossOn, 1, 0);
    grid->addWidget(m_variant, 1, 1);
    grid->setColumnStretch(0, 1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::kSpace12, 0, 0);
    layout->setSpacing(theme::kSpace8);
    layout->addWidget(m_controls);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_openModels, 0, Qt::AlignLeft);
    layout->addWidget(m_count, 0, Qt::AlignLeft);
    layout->addStretch();
    m_openModels->hide();
    connect(m_openModels, &QPushButton::clicked, this, [this] { m_session.window.openPage("models"); });
    connect(m_count, &QPushButton::clicked, this, &TokensTab::countAsked);
    connect(m_model, &QComboBox::activated, this, [this] { chooseModel(); });
    connect(m_variant, &QComboBox::activated, this, [this] { encode(); });
    connect(m_lossOn, &QComboBox::activated, this, [this] { encode(); });
    connect(m_maxLength, &QSpinBox::valueChanged, this, [this](int length) {
        m_session.settings.setValue(lengthKey, length);
        encode();
    });
    connect(&m_encoding, &RowEncoding::modelReady, this, &TokensTab::modelReady);
    reloadModels();
}

EncodeOptions TokensTab::options() const {
    return {m_lossOn->currentIndex() == 1 ? LossOn::All : LossOn::Completion, m_maxLength->value(), Overflow::Truncate};
}

void TokensTab::reloadModels() {
    m_session.store.read(this, [](store::Project& project) { return project.models().all(); }, [this](Result<std::vector<store::Model>> models) {
        if (models) showModels(*models);
        else m_view->showMessage(theme::errorInWords(models.error()));
    });
}

void TokensTab::showModels(const std::vector<store::Model>& models) {
    const QString wanted = m_model->count() > 0 ? m_model->currentData().toString() : m_session.settings.value(modelKey).toString();
    m_model->clear();
    for (const store::Model& model : models) m_model->addItem(QString::fromStdString(model.name), QString::fromStdString(model.folder));
    m_model->setCurrentIndex(std::max(0, m_model->findData(wanted)));
    const bool has = !models.empty();
    m_controls->setVisible(has);
    m_openModels->setVisible(!has);
    m_count->setVisible(has);
    chooseModel();
}

void TokensTab::chooseModel() {
    const QString folder = m_model->currentData().toString();
    if (!folder.isEmpty()) m_session.settings.setValue(modelKey, folder);
    m_encoding.setModel(folder);
    encode();
}

void TokensTab::setExample(const std::optional<Example>& example) {
    m_example = example;
    showVariants();
    encode();
}

void TokensTab::showVariants() {
    m_variants = m_example ? tokenVariants(*m_example) : std::vector<TokenVariant>();
    const int chosen = m_variant->currentIndex();
    m_variant->clear();
    for (const TokenVariant& variant : m_variants) m_variant->addItem(tr("Answer %1").arg(variant.name));
    m_variant->setVisible(m_variants.size() > 1);
    m_variant->setCurrentIndex(std::clamp(chosen, 0, std::max(0, m_variant->count() - 1)));
}

void TokensTab::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    encode();
}

void TokensTab::encode() {
    if (!isVisible()) return;
    if (m_model->count() == 0) return m_view->showMessage(tr("Tokens depend on a model. Import one on the Models page to see this row as it reads it."));
    const auto variant = static_cast<std::size_t>(std::max(0, m_variant->currentIndex()));
    if (!m_example || variant >= m_variants.size()) return m_view->showMessage(tr("No row is chosen."));
    m_encoding.encode(m_variants[variant].example, options(), this, [this](Result<EncodedTokens> tokens) {
        if (tokens) m_view->setTokens(std::move(*tokens));
        else m_view->showMessage(theme::errorInWords(tokens.error()));
    });
}

}  // namespace luthier
