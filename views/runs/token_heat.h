// SPDX-License-Identifier: GPL-3.0-or-later
// An answer with a number per token as colour behind it: below zero blue, above orange, zero the page itself. The number under the mouse. Thread: GUI.
#pragma once

#include <string>
#include <vector>

#include <QPlainTextEdit>
#include <QWidget>

namespace luthier {

// Of a number on a scale from -most to most; not a number: no colour. Blue and orange differ for every kind of colour vision.
QColor heatColor(double value, double most);

class TokenHeat : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit TokenHeat(QWidget* parent = nullptr);
    // numbers: as many as tokens, or none. name: of what they are, "KL".
    void setTokens(const std::vector<std::string>& tokens, const std::vector<double>& numbers, const QString& name);
    void setText(const QString& text);                  // without numbers
    double most() const { return m_most; }
    // In words; "" where no token with a number is.
    QString wordsAt(int position) const;

protected:
    bool event(QEvent* event) override;

private:
    void paintTokens();
    std::vector<QString> m_tokens;
    std::vector<double> m_numbers;
    std::vector<int> m_begins;                          // of each token, in the document
    QString m_name;
    double m_most = 0;
};

// The scale below it.
class HeatLegend : public QWidget {
    Q_OBJECT
public:
    explicit HeatLegend(QWidget* parent = nullptr);
    void setScale(double most, const QString& low, const QString& high);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_most = 0;
    QString m_low, m_high;
};

}  // namespace luthier
