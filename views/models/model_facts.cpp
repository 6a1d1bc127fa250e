// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/model_facts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "core/adapters/all_adapters.h"
#include "core/base/hash.h"
#include "core/models/families/all_families.h"
#include "views/shared/theme/core_text.h"
#include "views/shared/theme/widgets.h"

namespace luthier {

namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("luthier", text, nullptr, n); }
// lupdate takes the context of a function from what it returns, here from shelf::Card.
struct ShelfWords { Q_DECLARE_TR_FUNCTIONS(luthier::shelf) };

using shelf::jsonCount;
using shelf::jsonMember;
using shelf::jsonText;

QString familyTitle(const QString& family) {
    QString title = family;
    AllFamilies::forEach([&]<class F>() {
        const FamilyInfo info = F::info();
        if (QString::fromStdString(info.id) == family) title = coreText(info.title);
    });
    return title;
}

QString trainableWays() {
    QStringList titles;
    AllAdapters::forEach([&]<class A>() {
        const QString title = coreText(A::info().title);
        titles << (title == QStringLiteral("LoRA") ? title : insideSentence(title));
    });
    if (titles.size() < 2) return titles.join(QString());
    const QString last = titles.takeLast();
    return tr("%1 or %2").arg(titles.join(QStringLiteral(", ")), last);
}

void readShape(const Json& facts, ModelFacts& read) {
    const Json* const shape = jsonMember(facts, "shape");
    if (!shape) return;
    read.layers = jsonCount(*shape, "layers");
    read.hidden = jsonCount(*shape, "hidden_size");
    read.heads = jsonCount(*shape, "heads");
    read.kvHeads = jsonCount(*shape, "kv_heads");
    read.headDim = jsonCount(*shape, "head_dim");
    read.ffn = jsonCount(*shape, "ffn_size");
    read.vocabulary = jsonCount(*shape, "vocab_size");
    read.positions = jsonCount(*shape, "max_positions");
    const Json* const tied = jsonMember(*shape, "tied_head");
    read.tiedHead = tied && tied->is_boolean() && tied->get<bool>();
}

QString dtypeInWords(const QString& name) {
    const QString key = name.toLower();
    if (key == QStringLiteral("f32") || key == QStringLiteral("float32")) return QStringLiteral("float32");
    if (key == QStringLiteral("bf16") || key == QStringLiteral("bfloat16")) return QStringLiteral("bfloat16");
    if (key == QStringLiteral("f16") || key == QStringLiteral("float16")) return QStringLiteral("float16");
    return name;
}

QString shownToken(const QString& token) { return token.isEmpty() ? tr("none") : token; }

}  // namespace

QString weightsFingerprintOf(const Json& facts) {
    const Json* const files = jsonMember(facts, "files");
    if (!files || !files->is_array()) return {};
    std::vector<std::pair<std::string, std::string>> weights;
    for (const Json& file : *files) {
        const QString name = jsonText(file, "name"), sha = jsonText(file, "sha256");
        if (!name.endsWith(QStringLiteral(".safetensors"))) continue;
        if (sha.isEmpty()) return {};
        weights.emplace_back(name.toStdString(), sha.toStdString());
    }
    if (weights.empty()) return {};
    if (weights.size() == 1) return QString::fromStdString(weights.front().second);
    std::sort(weights.begin(), weights.end());
    std::string all;
    for (const auto& [name, sha] : weights) all += name + ' ' + sha + '\n';
    return QString::fromStdString(sha256Hex(all));
}

ModelFacts modelFactsOf(const Json& facts) {
    ModelFacts read;
    if (!facts.is_object() || facts.empty()) return read;
    read.known = true;
    read.family = jsonText(facts, "family");
    read.familyTitle = familyTitle(read.family);
    read.parameters = jsonCount(facts, "parameters");
    read.bytes = jsonCount(facts, "bytes");
    read.storedDtype = dtypeInWords(jsonText(facts, "stored_dtype"));
    readShape(facts, read);
    if (const Json* const dtypes = jsonMember(facts, "dtypes"); dtypes && dtypes->is_object())
        for (const auto& [name, counts] : dtypes->items())
            read.dtypes.push_back({dtypeInWords(shelf::fromUtf8(name)), jsonCount(counts, "tensors"), jsonCount(counts, "bytes")});
    if (const Json* const tokenizer = jsonMember(facts, "tokenizer"); tokenizer && tokenizer->is_object()) {
        read.hasTokenizer = true;
        read.tokens = jsonCount(*tokenizer, "vocab_size");
        read.bos = jsonText(*tokenizer, "bos");
        read.eos = jsonText(*tokenizer, "eos");
    }
    if (const Json* const chat = jsonMember(facts, "chat_template")) read.hasTemplate = chat->is_object() || (chat->is_boolean() && chat->get<bool>());
    read.licence = jsonText(facts, "licence");
    read.licenceFile = jsonText(facts, "licence_file");
    read.fingerprint = weightsFingerprintOf(facts);
    read.problems = shelf::problemsOf(facts);
    return read;
}

QString modelSentence(const ModelFacts& facts) {
    if (!facts.known) return tr("Not looked at yet.");
    if (facts.parameters == 0) return tr("This cannot be used as it is: its configuration could not be read. What is wrong stands below.");
    const QString size = tr("%1 parameters").arg(theme::parametersInWords(facts.parameters));
    if (!facts.hasTokenizer)
        return tr("A %1 model of %2 whose tokenizer is missing or broken; without one it can neither be asked anything nor be trained.")
            .arg(facts.familyTitle, size);
    if (!facts.hasTemplate)
        return tr("A %1 base model of %2. It continues plain text; train it on texts, or on chats once it has a chat template, with %3.")
            .arg(facts.familyTitle, size, trainableWays());
    return tr("A %1 chat model of %2. Talk to it, compare it with others, or train it with %3.").arg(facts.familyTitle, size, trainableWays());
}

std::vector<shelf::Fact> architectureFacts(const ModelFacts& facts) {
    std::vector<shelf::Fact> list;
    const auto count = [](std::int64_t n) { return theme::countInWords(n); };
    if (!facts.known) return {{tr("Family"), tr("not looked at yet")}, {tr("Parameters"), tr("not looked at yet")}};
    list.push_back({tr("Family"), facts.family.isEmpty() ? tr("unknown") : facts.familyTitle});
    list.push_back({tr("Parameters"), facts.parameters >= 1'000'000
                                          ? QStringLiteral("%1 (%2)").arg(theme::parametersInWords(facts.parameters), count(facts.parameters))
                                      : facts.parameters > 0 ? count(facts.parameters)
                                                             : tr("unknown")});
    if (facts.layers > 0) {
        list.push_back(
            {tr("Layers"), tr("%1, each %2 wide").arg(count(facts.layers), count(facts.hidden)), tr("Decoder layers and the size of the stream between them")});
        const QString heads =
            facts.heads == facts.kvHeads ? tr("%1 heads").arg(count(facts.heads)) : tr("%1 heads, %2 for keys").arg(count(facts.heads), count(facts.kvHeads));
        list.push_back({tr("Attention"), heads, tr("Heads of %1 numbers; fewer for keys and values save memory in long chats").arg(count(facts.headDim))});
        list.push_back({tr("Feed-forward"), tr("%1 wide").arg(count(facts.ffn))});
        list.push_back({tr("Output head"), facts.tiedHead ? tr("shared with the embedding") : tr("of its own"),
                        tr("Whether the table that reads tokens in is also the one that writes them out")});
    }
    if (facts.positions > 0) list.push_back({tr("Context"), tr("%1 tokens").arg(count(facts.positions)), tr("The longest text it was made for")});
    QStringList dtypes;
    for (const ModelFacts::Dtype& dtype : facts.dtypes) dtypes << tr("%1 in %2 tensors").arg(dtype.name, count(dtype.tensors));
    if (!dtypes.isEmpty()) list.push_back({tr("Stored as"), dtypes.join(QStringLiteral(", "))});
    return list;
}

std::vector<shelf::Fact> textFacts(const ModelFacts& facts) {
    if (!facts.known) return {{tr("Tokenizer"), tr("not looked at yet")}, {tr("Chat template"), tr("not looked at yet")}};
    std::vector<shelf::Fact> list;
    list.push_back({tr("Tokenizer"), facts.hasTokenizer ? tr("%1 tokens").arg(theme::countInWords(facts.tokens)) : tr("missing or broken")});
    if (facts.hasTokenizer) {
        list.push_back({tr("Begins with"), shownToken(facts.bos), tr("The token that begins a text"), !facts.bos.isEmpty()});
        list.push_back({tr("Ends with"), shownToken(facts.eos), tr("The token that ends a text or an answer"), !facts.eos.isEmpty()});
    }
    list.push_back({tr("Chat template"), facts.hasTemplate ? tr("comes with the model") : tr("none")});
    return list;
}

std::vector<shelf::Fact> fileFacts(const ModelFacts& facts, const QString& folder) {
    std::vector<shelf::Fact> list;
    list.push_back({tr("Folder"), folder, {}, true});
    const QString noSize = facts.known ? tr("unknown") : tr("not looked at yet");
    list.push_back({tr("Size on disk"), facts.bytes > 0 ? theme::bytesInWords(static_cast<double>(facts.bytes)) : noSize});
    const QString licence = !facts.licence.isEmpty()       ? facts.licence
                            : !facts.licenceFile.isEmpty() ? tr("see the file %1").arg(facts.licenceFile)
                            : !facts.known                 ? tr("not looked at yet")
                                                           : tr("the folder does not say");
    list.push_back({tr("Licence"), licence});
    list.push_back({tr("Fingerprint"), facts.fingerprint.isEmpty() ? tr("not computed yet") : facts.fingerprint,
                    tr("SHA-256 of the weights: the same number means the same model"), !facts.fingerprint.isEmpty()});
    return list;
}

QString whyNoModel(const Json& facts) {
    const QString kind = jsonText(facts, "kind");
    if (kind == QStringLiteral("model") || kind == QStringLiteral("gguf")) return {};
    if (kind == QStringLiteral("adapter")) return tr("This is an adapter, not a whole model. Add it on the page Adapters.");
    if (kind == QStringLiteral("run")) return tr("This is a training run. Its result is in the sub-folder \"final\".");
    if (kind == QStringLiteral("checkpoint")) return tr("This is a checkpoint of a run, not a model folder.");
    if (kind == QStringLiteral("dataset")) return tr("This is a data set. Add it on the page Data.");
    return tr("There is no model here.");
}

shelf::Card modelCard(const store::Model& model, FolderState folder, const QString& working) {
    const ModelFacts facts = modelFactsOf(model.facts);
    shelf::Card card;
    card.id = model.id;
    card.icon = QStringLiteral("model");
    card.title = shelf::fromUtf8(model.name);
    card.search = shelf::fromUtf8(model.folder) + ' ' + shelf::fromUtf8(model.notes) + ' ' + facts.family + ' ' + facts.licence;
    if (facts.parameters > 0) {
        QStringList parts{facts.familyTitle, theme::parametersInWords(facts.parameters)};
        if (facts.bytes > 0) parts << theme::bytesInWords(static_cast<double>(facts.bytes));
        card.subtitle = parts.join(QStringLiteral(" · "));
    } else {
        card.subtitle = facts.known ? ShelfWords::tr("Cannot be read") : ShelfWords::tr("Not looked at yet");
    }
    if (folder == FolderState::Missing) {
        card.state = shelf::Card::State::Broken;
        card.stateWords = ShelfWords::tr("Missing");
    } else if (!working.isEmpty()) {
        card.state = shelf::Card::State::Working;
        card.stateWords = working;
    } else if (!facts.problems.empty()) {
        card.state = shelf::Card::State::Warning;
        const auto count = facts.problems.size();
        card.stateWords = count == 1 ? ShelfWords::tr("1 problem") : ShelfWords::tr("%1 problems").arg(count);
    }
    return card;
}

}  // namespace luthier
