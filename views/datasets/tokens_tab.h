// SPDX-License-Identifier: GPL-3.0-or-later
// The row as a model reads it: which model, where it is cut, what is trained. Thread: GUI.
#pragma once

#include <QComboBox>
#include <QPushButton>
#include <QSpinBox>

#include "views/datasets/token_counter.h"
#include "views/shared/page/page.h"
#include "views/shared/text/token_view.h"

namespace luthier {

class TokensTab : public QWidget {
    Q_OBJECT
public:
    explicit TokensTab(Session& session, QWidget* parent = nullptr);
    // Encoded only while the tab is seen.
    void setExample(const std::optional<Example>& example);
    void reloadModels();
    std::shared_ptr<const RowEncoder> encoder() const { return m_encoding.encoder(); }
    EncodeOptions options() const;
    TokenView* view() const { return m_view; }

signals:
    void modelReady();
    void countAsked();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showModels(const std::vector<store::Model>& models);
    void chooseModel();
    void encode();
    void showVariants();

    Session& m_session;
    RowEncoding m_encoding;
    std::optional<Example> m_example;
    std::vector<TokenVariant> m_variants;
    QComboBox *m_model, *m_variant, *m_lossOn;
    QSpinBox* m_maxLength;
    QWidget* m_controls;
    TokenView* m_view;
    QPushButton *m_count, *m_openModels;
};

}  // namespace luthier
