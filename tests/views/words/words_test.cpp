// SPDX-License-Identifier: GPL-3.0-or-later
// What core says is translated, all of it, and the window shows it so.
#include <map>
#include <set>

#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/recipe/run_config.h"
#include "tests/views/words/core_texts.h"
#include "tests/views/words/source_texts.h"
#include "tests/views/words/words_file.h"
#include "views/shared/form/expected_words.h"
#include "views/shared/form/form.h"
#include "views/shared/theme/language.h"

namespace luthier::test {
namespace {

const QDir translations(QStringLiteral(LUTHIER_SOURCE_DIR "/resources/translations"));

const std::vector<CoreText>& allTexts() {
    static const std::vector<CoreText> texts = coreTexts();
    return texts;
}

// Languages that have a file of this kind.
QStringList languages(const char* kind) {
    QStringList names = translations.entryList({QLatin1String(kind) + QStringLiteral("_*.ts")}, QDir::Files, QDir::Name);
    for (QString& name : names) name = name.section(u'_', 1).chopped(3);
    return names;
}

TEST(CoreWords, EveryLanguageHasThem) {
    QStringList wanted = languages("luthier");
    wanted.removeAll(QStringLiteral("en"));   // the source
    EXPECT_EQ(languages("core"), wanted);
}

TEST(CoreWords, AreAllTranslated) {
    for (const QString& language : languages("core")) {
        const WordsFile words = readWords(translations.filePath(QStringLiteral("core_%1.ts").arg(language)));
        ASSERT_EQ(words.error.toStdString(), "");
        EXPECT_EQ(words.language, language);
        std::set<QString> said;
        for (const CoreText& text : allTexts()) {
            said.insert(text.key);
            const auto found = words.entries.find(text.key);
            const std::string what = text.where.toStdString() + ": " + text.key.toStdString();
            if (found == words.entries.end() || found->second.translation.isEmpty()) {
                ADD_FAILURE() << language.toStdString() << " lacks " << what << "\n(core_words adds it: resources/translations/README.md)";
                continue;
            }
            EXPECT_TRUE(found->second.isFinished) << what;
            EXPECT_EQ(placesIn(found->second.translation).join(u' ').toStdString(), placesIn(text.key).join(u' ').toStdString()) << what;
        }
        for (const auto& [key, entry] : words.entries) EXPECT_TRUE(said.contains(key)) << "nobody says any more: " << key.toStdString();
    }
}

// A text that another program or library has a part in is found by these.
TEST(CoreWords, OpenKeysAreThoseOfTheTexts) {
    QFile file(translations.filePath(QStringLiteral("core_open.txt")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll().toStdString(), openCoreKeys(allTexts()).toStdString()) << "core_words writes it: resources/translations/README.md";
    for (const CoreText& text : allTexts()) EXPECT_LT(placesIn(text.key).size(), 10) << text.key.toStdString();   // coreText knows %1 to %9
}

// Keys of open texts with next to no words of their own would be found in every text.
TEST(CoreWords, OpenKeysSayEnough) {
    static const QRegularExpression noLetter(QStringLiteral("%\\d+|[^A-Za-z]"));
    for (const CoreText& text : allTexts()) {
        const bool isFrame = text.where.startsWith(QStringLiteral("two texts in one")) || text.key == QStringLiteral("%1: %2");   // found last
        EXPECT_TRUE(!text.isOpen || isFrame || QString(text.key).remove(noLetter).size() >= 3) << text.key.toStdString();
    }
}

// Where an error's text is not in the call itself, the calls or assignments that it comes from are listed in core_texts.cpp, and counted here.
TEST(CoreWords, TextsThatAreHandedOnAreKnown) {
    const std::map<QString, int> known = {
        {"app/engine/guard.cpp", 5}, {"app/engine/inspect/inspect.cpp", 2}, {"app/engine/inspect/inspect_data.cpp", 1},
        {"app/engine/inspect/inspect_run.cpp", 1}, {"app/engine/main.cpp", 1}, {"app/engine/standard_streams.cpp", 1},
        {"core/adapters/peft_folder_info.cpp", 2}, {"core/adapters/targets_info.cpp", 2}, {"core/base/posix_file.cpp", 7}, {"core/data/container.cpp",
        3}, {"core/data/detect.cpp", 2}, {"core/data/table.cpp", 1}, {"core/generation/prompt_file.cpp", 1}, {"core/judging/endpoint_judge.cpp", 1},
        {"core/judging/secret.cpp", 1}, {"core/models/model_config_info.cpp", 2}, {"core/protocol/message_fields.cpp", 2},
        {"core/rewards/exact_answer_rule.cpp", 1}, {"core/rewards/json_schema_rule.cpp", 1}, {"core/rewards/phrase.cpp", 1},
        {"core/rewards/user_penalty_rule.cpp", 1}, {"core/rollouts/rollout_source.cpp", 1}, {"core/runs/run_manifest.cpp", 1},
        {"core/store/database.cpp", 3}, {"core/store/database_check.cpp", 1}, {"core/tensor_io/gguf_config.cpp", 2},
        {"core/tensor_io/gguf_tokenizer.cpp", 2}, {"core/tensor_io/import_folder.cpp", 1},
        {"core/tensor_io/safetensors_writer.cpp", 1},
        {"core/training/loop.cpp", 4}, {"core/training/run_plan.cpp", 2}, {"core/weight_files/safetensors_header.cpp", 2},
        {"core/weight_files/weight_files.cpp", 2}};
    std::map<QString, int> found;
    for (const char* const folder : {"core", "app/engine"})
        for (const QString& path : sourcesBelow(QLatin1String(folder))) {
            const QString source = sourceText(path);
            const int count = wordlessCalls(source, QStringLiteral("fail("), 1) + wordlessCalls(source, QStringLiteral("Error("), 1) +
                              wordlessCalls(source, QStringLiteral("withHint("), 0);
            if (count > 0) found[path] = count;
        }
    for (const auto& [path, count] : found) {
        const auto one = known.find(path);
        EXPECT_EQ(one == known.end() ? 0 : one->second, count) << path.toStdString();
    }
}

// A call that is renamed would silently have no texts.
TEST(CoreWords, OfEachKindSomeAreFound) {
    for (const char* const where :
         {"the journal", "what a row loses in a format", "what a row loses in a table", "why a row of a file", "what is noted about a row",
          "why a row is not used", "a change that makes a run fit", "what is wrong with a setting", "what to do about it", "what is being done",
          "what is counted", "a problem of a row", "a rule for rows of files", "a value", "why a learning rate is automatic",
          "why an automatic value is what it is", "an unusual value of", "metric ", "preset ",
          "an error", "an error, what to do", "a tripwire: what was seen", "a tripwire: what to do", "an event of a run"}) {
        const auto isIt = [&](const CoreText& text) { return text.where.startsWith(QLatin1String(where)); };
        EXPECT_TRUE(std::any_of(allTexts().begin(), allTexts().end(), isIt)) << where;
    }
}

// lupdate sees texts that are handed to tr(); a function of another name, or with another context than the one it sees, would show English for ever.
TEST(WindowWords, TextsOfHelpersAreTranslated) {
    static const QRegularExpression helper(QStringLiteral(R"re(QString (\w+)\(const char\* text[^)]*\) \{ return QCoreApplication::translate\("([^"]+)")re"));
    int numSeen = 0;
    for (const QString& path : sourcesBelow(QStringLiteral("views"))) {
        const QString source = sourceText(path);
        for (auto found = helper.globalMatch(source); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            const WordsFile words = readWords(translations.filePath(QStringLiteral("luthier_de.ts")), match.captured(2));
            for (const SaidText& text : textsOfCalls(source, match.captured(1) + u'(', 0)) {
                ++numSeen;
                const auto entry = words.entries.find(text.key);
                EXPECT_TRUE(entry != words.entries.end() && entry->second.isFinished) << path.toStdString() << ": " << text.key.toStdString();
            }
        }
    }
    EXPECT_GT(numSeen, 100);
}

// A class without Q_OBJECT says tr() of the class it derives from, and lupdate notes its own: such a text would stay English.
TEST(WindowWords, EveryContextIsThatOfItsClass) {
    QStringList sources;
    for (const char* const folder : {"views", "app/workbench"})
        for (QDirIterator it(QStringLiteral(LUTHIER_SOURCE_DIR "/") + QLatin1String(folder), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();) {
            QFile file(it.next());
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            sources << QString::fromUtf8(file.readAll());
        }
    QFile file(translations.filePath(QStringLiteral("luthier_de.ts")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    static const QRegularExpression name(QStringLiteral("<name>(.*?)</name>"));
    int numSeen = 0;
    for (auto found = name.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext(); ++numSeen) {
        const QString context = found.next().captured(1);
        const QRegularExpression declared(QStringLiteral(R"re((class|struct) %1\b[^;{]*\{\s*Q_OBJECT|translate\("%2"|Q_DECLARE_TR_FUNCTIONS\(%2\))re")
                                              .arg(context.section(QStringLiteral("::"), -1), context));
        const bool isKnown = context == QStringLiteral("QObject") ||
                             std::any_of(sources.begin(), sources.end(), [&](const QString& source) { return source.contains(declared); });
        EXPECT_TRUE(isKnown) << context.toStdString() << " has neither Q_OBJECT nor Q_DECLARE_TR_FUNCTIONS";
    }
    EXPECT_GT(numSeen, 100);
}

TEST(SourceTexts, AreLiteralsWithNumbersAndNames) {
    const QString source = QStringLiteral(R"cpp(say(a, "one, \"two\" " "three"); gainsay(b, "no");
        say(c, "so many: " + std::to_string(f(1, 2)) + " of " + shownName(n)); say(d, "cannot be " + known); say("only one");
        say(e, std::string("wrapped")); say({x, ')'}, isIt ? "a" : "b"); say(g, "Tag " + rowsInWords(3));
        say(h, "the role \"" + excerpt(name, 40) + "\" is not known"); say(i, known); say(j, (isIt ? "it " : a::b(c)) + "is " + why))cpp"
        R"cpp(say(k, x ? std::string("p") : y ? "q" : std::move(z)); hint = "at " + path + ", line " + std::to_string(1); say(l, R"(as {"op": 1})" );)cpp");
    QStringList keys, open;
    for (const SaidText& text : textsOfCalls(source, QStringLiteral("say("), 1)) (text.isOpen ? open : keys) << text.key;
    EXPECT_EQ(keys, QStringList({"one, \"two\" three", "so many: %1 of %2", "wrapped", "a", "b", "Tag %1 rows", "Tag %1 row", "the role %1 is not known",
                                 "p", "q", "as {\"op\": 1}"}));
    EXPECT_EQ(open, QStringList({"cannot be %1", "it is %1", "%1is %2"}));
    EXPECT_EQ(wordlessCalls(source, QStringLiteral("say("), 1), 1);
    const std::vector<SaidText> assigned = textsOfCalls(source, QStringLiteral("hint = "), 0);
    ASSERT_EQ(assigned.size(), 1U);
    EXPECT_EQ(assigned.front().key, "at %1, line %2");
    EXPECT_EQ(literalsOf(QStringLiteral("#include \"a.h\"\n// \"no\"\nreturn x ? \"yes\" : \"\";")), QStringList({"yes"}));
}

TEST(CoreText, NumbersAndNamesAreTakenOut) {
    QStringList values;
    EXPECT_EQ(coreKey(QStringLiteral("Import 12 rows into \"my 2nd set\""), &values), QStringLiteral("Import %1 rows into %2"));
    EXPECT_EQ(values, QStringList({"12", "\"my 2nd set\""}));
    EXPECT_EQ(coreKey(QStringLiteral("usual: 1e-06 to 0.5")), QStringLiteral("usual: %1 to %2"));
    EXPECT_EQ(coreKey(QStringLiteral("bf16, not f32")), QStringLiteral("bf16, not f32")) << "a name is no number";
}

void expectSame(const std::vector<FieldInfo>& fields) {
    for (const FieldInfo& field : fields) {
        EXPECT_EQ(takesInWords(field).toStdString(), expectedInWords(field)) << field.key;
        expectSame(field.fields);
        for (const AlternativeInfo& one : field.alternatives) expectSame(one.fields);
    }
}

// problemInWords knows core's sentence by what the field takes.
TEST(FieldWords, AreThoseOfCoreInEnglish) {
    expectSame(runConfigSchema().fields());
    FieldInfo field;
    field.type = FieldType::Number;
    field.maximum = 5;
    expectSame({field});
    field.isMaximumExclusive = true;
    expectSame({field});
    field.minimum = 1;
    expectSame({field});
}

class InGerman : public testing::Test {
protected:
    void TearDown() override { QLocale::setDefault(m_before); }
    const QLocale m_before;
    const theme::Language m_german{QStringLiteral("de")};
};

TEST_F(InGerman, SoAreTheDialogsAndMenusOfQt) {
    EXPECT_EQ(QCoreApplication::translate("QFileDialog", "Look in:").toStdString(), "Suchen in:");
    EXPECT_EQ(QCoreApplication::translate("QWidgetTextControl", "Select All").toStdString(), "Alles auswählen");
}

TEST(Language, WithoutATranslationTheWindowAndQtAreEnglish) {
    const QLocale before;
    {
        const theme::Language french(QStringLiteral("fr"));
        EXPECT_EQ(QCoreApplication::translate("QFileDialog", "Look in:").toStdString(), "Look in:");
        EXPECT_EQ(coreText("Delete 1 row").toStdString(), "Delete 1 row");
    }
    QLocale::setDefault(before);
}

TEST_F(InGerman, TextsWithValuesKeepThem) {
    EXPECT_EQ(coreText("Delete data set \"%1 of 3\""), QStringLiteral("Datensatz \"%1 of 3\" löschen"));
    EXPECT_EQ(coreText("Delete 1 row"), QStringLiteral("1 Zeile löschen"));
    EXPECT_EQ(coreText("usual: 0.01 to 0.5"), QStringLiteral("üblich: 0,01 bis 0,5"));
    EXPECT_EQ(coreText("nobody has translated 3 of these"), QStringLiteral("nobody has translated 3 of these"));
}

TEST_F(InGerman, FractionsHaveACommaAndNothingElse) {
    EXPECT_EQ(coreText("0.5").toStdString(), "0,5");
    EXPECT_EQ(coreText("-2.5e-05").toStdString(), "-2,5e-05");
    EXPECT_EQ(coreText("\"0.5\"").toStdString(), "\"0.5\"") << "what somebody wrote";
    EXPECT_EQ(coreText("not copied: /data/1.5").toStdString(), "nicht kopiert: /data/1.5") << "a path";
    EXPECT_EQ(coreText("not copied: 1.5.json").toStdString(), "nicht kopiert: 1.5.json") << "a file";
    EXPECT_EQ(coreText("not copied: 0.1.0").toStdString(), "nicht kopiert: 0.1.0") << "a version";
}

// What a library or another part of core said stands in the middle or at the end.
TEST_F(InGerman, TextsWithOtherTextsInThem) {
    EXPECT_EQ(coreText("cannot open: Read-only file system").toStdString(), "kann nicht geöffnet werden: Dateisystem ist nur lesbar");
    EXPECT_EQ(coreText("step 12 does not fit: std::bad_alloc").toStdString(), "Schritt 12 passt nicht in den Speicher: std::bad_alloc");
    EXPECT_EQ(coreText("tensor type Q3_K is not read").toStdString(), "Tensortyp Q3_K wird nicht gelesen");
    EXPECT_EQ(coreText("cut: 70 tokens, the limit is 64; 1 trained token is lost; 2 trained turns are lost").toStdString(),
              "abgeschnitten: 70 Token, die Grenze ist 64; 1 trainiertes Token geht verloren; 2 trainierte Beiträge gehen verloren");
    EXPECT_EQ(coreText("nobody said this: the file is empty").toStdString(), "nobody said this: die Datei ist leer");
    EXPECT_EQ(coreText("the file \"a: b.txt\" is missing").toStdString(), "die Datei \"a: b.txt\" fehlt");
    EXPECT_EQ(coreText("nobody said this either").toStdString(), "nobody said this either");
}

TEST(InEnglish, TextsStayAsTheyAre) {
    for (const char* const text : {"cannot open: Read-only file system", "step 12 does not fit: std::bad_alloc", "Delete 1 row"})
        EXPECT_EQ(coreText(text), QString::fromUtf8(text));
}

TEST_F(InGerman, AFormIsGerman) {
    Form form(runConfigSchema().fields());
    const auto shown = [&form](const char* name) {
        auto* const label = form.findChild<QLabel*>(QLatin1String(name));
        return label == nullptr ? QString() : label->text();
    };
    FieldRow* const rate = form.row("training.learning_rate");
    ASSERT_NE(rate, nullptr);
    const QList<QLabel*> labels = rate->findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) { return label->text() == QStringLiteral("Lernrate"); }));
    EXPECT_TRUE(shown("training.learning_rate.caption").startsWith(QStringLiteral("Wie weit jeder Schritt geht")))
        << shown("training.learning_rate.caption").toStdString();
    auto* const schedule = form.findChild<QComboBox*>(QStringLiteral("training.schedule"));
    ASSERT_NE(schedule, nullptr);
    EXPECT_GE(schedule->findText(QStringLiteral("Kosinus")), 0);
    EXPECT_TRUE(schedule->itemData(0, Qt::ToolTipRole).toString().contains(QStringLiteral("Aufwärmen")));
    EXPECT_EQ(takesInWords(rate->field()), QStringLiteral("eine Zahl größer als 0 und höchstens 10 oder \"auto\""));
    form.setNudges({{"training.learning_rate", "low for this method and adapter: little will be learned",
                     "usual: 1e-06 to 2.5e-05; online DPO with LoRA: the rate of DPO"}});
    const auto folds = form.findChildren<QPushButton*>();
    EXPECT_TRUE(std::any_of(folds.begin(), folds.end(), [](const QPushButton* fold) { return fold->text().endsWith(QStringLiteral("Seed, Gerät")); }));
    const QList<QLabel*> after = rate->findChildren<QLabel*>(QStringLiteral("training.learning_rate.nudge"));
    ASSERT_EQ(after.size(), 1);
    EXPECT_TRUE(after.front()->text().contains(QStringLiteral("üblich: 1e-06 bis 2,5e-05; Online-DPO mit LoRA"))) << after.front()->text().toStdString();
}

TEST_F(InGerman, WhatIsWrongIsGerman) {
    Json run = runConfigToJson(RunConfig{});
    run["model"]["path"] = "model";
    run["data"]["train"] = "rows.jsonl";
    run["training"].update({{"learning_rate", 11}, {"schedule", "cosin"}, {"epochs", "3"}, {"max_steps", 0}});
    const auto parsed = parseRunConfig(run);
    ASSERT_FALSE(parsed.has_value());
    Form form(runConfigSchema().fields());
    form.setValues(run);
    form.setProblems(parsed.error().problems);
    QStringList shown;
    for (const char* const key : {"learning_rate", "schedule", "epochs", "max_steps"})
        shown += form.findChild<QLabel*>(QStringLiteral("training.%1.problem").arg(QLatin1String(key)))->text();
    EXPECT_THAT(shown, testing::ElementsAre(QStringLiteral("Muss eine Zahl größer als 0 und höchstens 10 oder \"auto\" sein (ist 11)"),
                                            QStringLiteral("Muss \"constant\", \"linear\", \"cosine\" oder \"wsd\" sein, nicht der Text \"cosin\" "
                                                           "\u2013 gemeint ist vielleicht \"cosine\""),
                                            QStringLiteral("Muss eine Zahl größer als 0 und höchstens 10000 sein, nicht der Text \"3\" "
                                                           "\u2013 die Zahl ohne Anführungszeichen schreiben"),
                                            QStringLiteral("Muss eine ganze Zahl zwischen 1 und 1000000000 oder null sein (ist 0)")));
}

TEST_F(InGerman, DifferencesAreGerman) {
    RunConfig before, after;
    after.training.learningRate = 0.0001;
    after.training.sharePrefixes = false;
    const auto lines = diffFields(runConfigSchema().fields(), runConfigToJson(before), runConfigToJson(after), coreWording);
    EXPECT_THAT(lines, testing::ElementsAre("Lernrate: automatisch -> 0,0001", "Gemeinsame Anfänge nur einmal: an -> aus"));
}

}  // namespace
}  // namespace luthier::test
