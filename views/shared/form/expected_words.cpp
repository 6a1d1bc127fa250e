// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shared/form/expected_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "views/shared/form/value_editors.h"

namespace luthier {

namespace {

struct FieldWords {
    Q_DECLARE_TR_FUNCTIONS(luthier::FieldWords)
public:
    static QString limited(const QString& number, const FieldInfo& field) {
        const QString low = field.minimum ? numberInWords(*field.minimum) : QString(), high = field.maximum ? numberInWords(*field.maximum) : QString();
        if (field.minimum && field.maximum) {
            if (!field.isMinimumExclusive && !field.isMaximumExclusive) return tr("%1 between %2 and %3").arg(number, low, high);
            if (!field.isMaximumExclusive) return tr("%1 greater than %2 and at most %3").arg(number, low, high);
            return (field.isMinimumExclusive ? tr("%1 greater than %2 and less than %3") : tr("%1 of at least %2 and less than %3")).arg(number, low, high);
        }
        if (field.minimum) return (field.isMinimumExclusive ? tr("%1 greater than %2") : tr("%1 of at least %2")).arg(number, low);
        if (field.maximum) return (field.isMaximumExclusive ? tr("%1 less than %2") : tr("%1 at most %2")).arg(number, high);
        return number;
    }

    static QString oneOf(QStringList names) {
        for (QString& name : names) name = u'"' + name + u'"';
        if (names.size() < 2) return names.join(QString());
        const QString last = names.takeLast();
        return tr("%1 or %2").arg(names.join(QStringLiteral(", ")), last);
    }

    static QString single(const FieldInfo& field) {
        QStringList names;
        for (const ChoiceInfo& choice : field.choices) names += textOf(choice.value);
        for (const AlternativeInfo& alternative : field.alternatives) names += textOf(alternative.id);
        switch (field.type) {
            case FieldType::Boolean: return tr("true or false");
            case FieldType::Integer: return limited(tr("a whole number"), field);
            case FieldType::Number: return limited(tr("a number"), field);
            case FieldType::String: return field.isNotEmpty ? tr("a text that is not empty") : tr("a text");
            case FieldType::Choice: return oneOf(names);
            case FieldType::Object:
            case FieldType::Struct: return tr("an object {...}");
            case FieldType::Variant: return tr("an object {\"type\": ...} with the type %1").arg(oneOf(names));
            case FieldType::Custom: break;
        }
        return tr("a value for \"%1\"").arg(textOf(field.key));
    }

    static QString whole(const FieldInfo& field) {
        QString text = !field.isList ? single(field) : field.isNotEmpty ? tr("a list that is not empty") : tr("a list");
        if (field.allowsAuto) text = tr("%1 or \"auto\"").arg(text);
        if (field.isNullable) text = tr("%1 or null").arg(text);
        return text;
    }

    static QString mustBe(const FieldInfo& field, std::string_view found) { return tr("must be %1%2").arg(whole(field), coreText(found)); }
    static QString isMissing(const FieldInfo& field) { return tr("is missing: %1 is needed").arg(whole(field)); }
};

}  // namespace

QString takesInWords(const FieldInfo& field) { return FieldWords::whole(field); }

QString problemInWords(const FieldInfo& field, std::string_view message) {
    const std::string expected = expectedInWords(field), mustBe = "must be " + expected;
    if (message.starts_with(mustBe)) return FieldWords::mustBe(field, message.substr(mustBe.size()));
    return message == "is missing: " + expected + " is needed" ? FieldWords::isMissing(field) : coreText(message);
}

}  // namespace luthier
