<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>core</name>
    <message>
        <source>Format version</source>
        <extracomment>schema, label</extracomment>
        <translation>Formatversion</translation>
    </message>
    <message>
        <source>Version of this file's format.</source>
        <extracomment>schema, help</extracomment>
        <translation>Version des Formats dieser Datei.</translation>
    </message>
    <message>
        <source>1: the only version so far</source>
        <extracomment>schema, why the default is what it is</extracomment>
        <translation>1: bisher die einzige Version</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>name, label</extracomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the run is called in lists.</source>
        <extracomment>name, help</extracomment>
        <translation>Wie der Lauf in Listen heißt.</translation>
    </message>
    <message>
        <source>empty: the name of the run's folder</source>
        <extracomment>name, why the default is what it is</extracomment>
        <translation>leer: der Name des Ordners des Laufs</translation>
    </message>
    <message>
        <source>Seed</source>
        <extracomment>seed, label</extracomment>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The same seed, data and machine give the same result.</source>
        <extracomment>seed, help</extracomment>
        <translation>Derselbe Seed, dieselben Daten und derselbe Rechner ergeben dasselbe Ergebnis.</translation>
    </message>
    <message>
        <source>1: any number will do</source>
        <extracomment>seed, why the default is what it is</extracomment>
        <translation>1: jede Zahl ist recht</translation>
    </message>
    <message>
        <source>Device</source>
        <extracomment>device, label</extracomment>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>What computes.</source>
        <extracomment>device, help</extracomment>
        <translation>Was rechnet.</translation>
    </message>
    <message>
        <source>automatic: the fastest there is</source>
        <extracomment>device, why the default is what it is</extracomment>
        <translation>automatisch: das schnellste vorhandene</translation>
    </message>
    <message>
        <source>Automatic</source>
        <extracomment>device = auto</extracomment>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>The NVIDIA GPU where this engine can use one, else the processor.</source>
        <extracomment>device = auto, help</extracomment>
        <translation>Die NVIDIA-GPU, wo diese Engine eine nutzen kann, sonst der Prozessor.</translation>
    </message>
    <message>
        <source>Processor</source>
        <extracomment>device = cpu</extracomment>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>All cores of the processor.</source>
        <extracomment>device = cpu, help</extracomment>
        <translation>Alle Kerne des Prozessors.</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <extracomment>device = cuda:0</extracomment>
        <translation>NVIDIA-GPU</translation>
    </message>
    <message>
        <source>The first NVIDIA GPU. This engine was built without CUDA and refuses it.</source>
        <extracomment>device = cuda:0, help</extracomment>
        <translation>Die erste NVIDIA-GPU. Diese Engine wurde ohne CUDA gebaut und lehnt sie ab.</translation>
    </message>
    <message>
        <source>Model</source>
        <extracomment>model, label</extracomment>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model to start from.</source>
        <extracomment>model, help</extracomment>
        <translation>Das Modell, von dem aus trainiert wird.</translation>
    </message>
    <message>
        <source>The folder of a model: config.json, tokenizer.json and safetensors, as `import-model` makes it.</source>
        <extracomment>model.path, help</extracomment>
        <translation>Der Ordner eines Modells: config.json, tokenizer.json und safetensors, wie `import-model` ihn anlegt.</translation>
    </message>
    <message>
        <source>Start from adapter</source>
        <extracomment>model.adapter, label</extracomment>
        <translation>Ausgangsadapter</translation>
    </message>
    <message>
        <source>The folder of an adapter that training goes on with, instead of a fresh one.</source>
        <extracomment>model.adapter, help</extracomment>
        <translation>Der Ordner eines Adapters, mit dem das Training weitergeht, statt mit einem neuen zu beginnen.</translation>
    </message>
    <message>
        <source>not set: a fresh adapter begins exactly at the model</source>
        <extracomment>model.adapter, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Ein neuer Adapter beginnt genau beim Modell</translation>
    </message>
    <message>
        <source>Quantisation</source>
        <extracomment>model.quantization, label</extracomment>
        <translation>Quantisierung</translation>
    </message>
    <message>
        <source>How the weights of the frozen model are stored.</source>
        <extracomment>model.quantization, help</extracomment>
        <translation>Wie die Gewichte des eingefrorenen Modells gespeichert werden.</translation>
    </message>
    <message>
        <source>none: nothing is lost</source>
        <extracomment>model.quantization, why the default is what it is</extracomment>
        <translation>keine: Nichts geht verloren</translation>
    </message>
    <message>
        <source>None</source>
        <extracomment>model.quantization = none</extracomment>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Weights are kept as they are computed with.</source>
        <extracomment>model.quantization = none, help</extracomment>
        <translation>Die Gewichte bleiben so, wie mit ihnen gerechnet wird.</translation>
    </message>
    <message>
        <source>Precision</source>
        <extracomment>model.precision, label</extracomment>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>The number format that matrices are multiplied in.</source>
        <extracomment>model.precision, help</extracomment>
        <translation>Das Zahlenformat, in dem Matrizen multipliziert werden.</translation>
    </message>
    <message>
        <source>automatic: bf16 where the processor has instructions for it, f32 where they would be emulated</source>
        <extracomment>model.precision, why the default is what it is</extracomment>
        <translation>automatisch: bf16, wo der Prozessor Befehle dafür hat, f32, wo es nachgebildet werden müsste</translation>
    </message>
    <message>
        <source>32 bit</source>
        <extracomment>model.precision = f32</extracomment>
        <translation>32 Bit</translation>
    </message>
    <message>
        <source>float32 throughout.</source>
        <extracomment>model.precision = f32, help</extracomment>
        <translation>Durchweg float32.</translation>
    </message>
    <message>
        <source>16 bit</source>
        <extracomment>model.precision = bf16</extracomment>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>bfloat16 matrices, float32 sums, norms and trained weights.</source>
        <extracomment>model.precision = bf16, help</extracomment>
        <translation>Matrizen in bfloat16; Summen, Normen und trainierte Gewichte in float32.</translation>
    </message>
    <message>
        <source>Adapter</source>
        <extracomment>adapter, label</extracomment>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>What of the model is trained.</source>
        <extracomment>adapter, help</extracomment>
        <translation>Was vom Modell trainiert wird.</translation>
    </message>
    <message>
        <source>LoRA: little memory, a small file, and the model stays as it is</source>
        <extracomment>adapter, why the default is what it is</extracomment>
        <translation>LoRA: wenig Speicher, eine kleine Datei, und das Modell bleibt, wie es ist</translation>
    </message>
    <message>
        <source>LoRA</source>
        <extracomment>adapter lora</extracomment>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Trains two small matrices beside each chosen layer and leaves the model as it is. Little memory, a small file, several adapters over one model.</source>
        <extracomment>adapter lora, help</extracomment>
        <translation>Trainiert zwei kleine Matrizen neben jeder gewählten Schicht und lässt das Modell, wie es ist. Wenig Speicher, eine kleine Datei, mehrere Adapter über einem Modell.</translation>
    </message>
    <message>
        <source>Rank</source>
        <extracomment>adapter lora.rank, label</extracomment>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Size of the two update matrices. More can learn more and needs more memory; 8 to 64 is usual.</source>
        <extracomment>adapter lora.rank, help</extracomment>
        <translation>Größe der beiden Matrizen der Änderung. Mehr kann mehr lernen und braucht mehr Speicher; üblich sind 8 bis 64.</translation>
    </message>
    <message>
        <source>16 is enough for style and instruction tuning and costs under 1 % of the parameters</source>
        <extracomment>adapter lora.rank, why the default is what it is</extracomment>
        <translation>16 reicht für Stil und Anweisungen und kostet unter 1 % der Parameter</translation>
    </message>
    <message>
        <source>Alpha</source>
        <extracomment>adapter lora.alpha, label</extracomment>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Strength of the update: it is multiplied by alpha / rank (rsLoRA: alpha / square root of rank).</source>
        <extracomment>adapter lora.alpha, help</extracomment>
        <translation>Stärke der Änderung: Sie wird mit Alpha / Rang multipliziert (rsLoRA: Alpha / Wurzel des Rangs).</translation>
    </message>
    <message>
        <source>twice the rank, the usual ratio that the default learning rates are made for</source>
        <extracomment>adapter lora.alpha, why the default is what it is</extracomment>
        <translation>das Doppelte des Rangs: das übliche Verhältnis, für das die voreingestellten Lernraten gemacht sind</translation>
    </message>
    <message>
        <source>Dropout</source>
        <extracomment>adapter lora.dropout, label</extracomment>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the adapter's inputs set to zero at random during training; a remedy against learning few rows by heart.</source>
        <extracomment>adapter lora.dropout, help</extracomment>
        <translation>Anteil der Eingaben des Adapters, der beim Training zufällig auf null gesetzt wird; ein Mittel gegen das Auswendiglernen weniger Zeilen.</translation>
    </message>
    <message>
        <source>0 is fastest and fine for most data; try 0.05 when the held-out loss rises early</source>
        <extracomment>adapter lora.dropout, why the default is what it is</extracomment>
        <translation>0 ist am schnellsten und für die meisten Daten gut; 0,05 versuchen, wenn der Loss auf zurückgehaltenen Zeilen früh steigt</translation>
    </message>
    <message>
        <source>Layers</source>
        <extracomment>adapter lora.targets, label</extracomment>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Which linear layers get an adapter: &quot;all-linear&quot; (all but the output head), names such as [&quot;q_proj&quot;, &quot;v_proj&quot;], or &quot;re:&lt;regular expression&gt;&quot;.</source>
        <extracomment>adapter lora.targets, help</extracomment>
        <translation>Welche linearen Schichten einen Adapter bekommen: &quot;all-linear&quot; (alle außer dem Ausgabekopf), Namen wie [&quot;q_proj&quot;, &quot;v_proj&quot;] oder &quot;re:&lt;regulärer Ausdruck&gt;&quot;.</translation>
    </message>
    <message>
        <source>all linear layers learn more than attention alone at the same rank (Dettmers et al. 2023)</source>
        <extracomment>adapter lora.targets, why the default is what it is</extracomment>
        <translation>alle linearen Schichten lernen bei gleichem Rang mehr als Attention allein (Dettmers et al. 2023)</translation>
    </message>
    <message>
        <source>Rank-stabilised (rsLoRA)</source>
        <extracomment>adapter lora.use_rslora, label</extracomment>
        <translation>Rangstabilisiert (rsLoRA)</translation>
    </message>
    <message>
        <source>Scales by alpha / square root of the rank instead of alpha / rank, so that high ranks learn as fast as low ones (Kalajdzievski 2023).</source>
        <extracomment>adapter lora.use_rslora, help</extracomment>
        <translation>Skaliert mit Alpha / Wurzel des Rangs statt mit Alpha / Rang, damit hohe Ränge so schnell lernen wie niedrige (Kalajdzievski 2023).</translation>
    </message>
    <message>
        <source>off: it matters from about rank 64 on</source>
        <extracomment>adapter lora.use_rslora, why the default is what it is</extracomment>
        <translation>aus: Es zählt etwa ab Rang 64</translation>
    </message>
    <message>
        <source>Biases</source>
        <extracomment>adapter lora.bias, label</extracomment>
        <translation>Biases</translation>
    </message>
    <message>
        <source>Which biases of the base model are trained beside the adapter. Many models have none.</source>
        <extracomment>adapter lora.bias, help</extracomment>
        <translation>Welche Biases des Basismodells neben dem Adapter trainiert werden. Viele Modelle haben keine.</translation>
    </message>
    <message>
        <source>trained biases change the base model even where the adapter is switched off</source>
        <extracomment>adapter lora.bias, why the default is what it is</extracomment>
        <translation>trainierte Biases ändern das Basismodell auch dort, wo der Adapter abgeschaltet ist</translation>
    </message>
    <message>
        <source>All biases stay as they are.</source>
        <extracomment>adapter lora.bias = none, help</extracomment>
        <translation>Alle Biases bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Of adapted layers</source>
        <extracomment>adapter lora.bias = lora_only</extracomment>
        <translation>Angepasste Schichten</translation>
    </message>
    <message>
        <source>The biases of the layers with an adapter are trained too.</source>
        <extracomment>adapter lora.bias = lora_only, help</extracomment>
        <translation>Die Biases der Schichten mit einem Adapter werden mittrainiert.</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>adapter lora.bias = all</extracomment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every bias of the model is trained too.</source>
        <extracomment>adapter lora.bias = all, help</extracomment>
        <translation>Jeder Bias des Modells wird mittrainiert.</translation>
    </message>
    <message>
        <source>Full fine-tuning</source>
        <extracomment>adapter full</extracomment>
        <translation>Volles Feintuning</translation>
    </message>
    <message>
        <source>Trains every parameter. It learns the most, needs about 16 bytes of memory per parameter, and the result is a whole model.</source>
        <extracomment>adapter full, help</extracomment>
        <translation>Trainiert jeden Parameter. Es lernt am meisten, braucht etwa 16 Byte Speicher je Parameter, und das Ergebnis ist ein ganzes Modell.</translation>
    </message>
    <message>
        <source>Train the embeddings</source>
        <extracomment>adapter full.train_embeddings, label</extracomment>
        <translation>Embeddings trainieren</translation>
    </message>
    <message>
        <source>Trains the table of token embeddings too, and the output head where the two share their weights.</source>
        <extracomment>adapter full.train_embeddings, help</extracomment>
        <translation>Trainiert auch die Tabelle der Token-Embeddings, und den Ausgabekopf, wo beide ihre Gewichte teilen.</translation>
    </message>
    <message>
        <source>on: full fine-tuning means every parameter; off saves memory when no new words are learned</source>
        <extracomment>adapter full.train_embeddings, why the default is what it is</extracomment>
        <translation>an: Volles Feintuning heißt jeder Parameter; aus spart Speicher, wenn keine neuen Wörter gelernt werden</translation>
    </message>
    <message>
        <source>Last layers</source>
        <extracomment>adapter last_layers</extracomment>
        <translation>Letzte Schichten</translation>
    </message>
    <message>
        <source>Trains the last layers of the model and leaves the rest as it is. No backward pass below them, so it is fast; the result is a whole model.</source>
        <extracomment>adapter last_layers, help</extracomment>
        <translation>Trainiert die letzten Schichten des Modells und lässt den Rest, wie er ist. Unter ihnen gibt es keinen Rückwärtsdurchgang, daher geht es schnell; das Ergebnis ist ein ganzes Modell.</translation>
    </message>
    <message>
        <source>How many decoder layers are trained, counted from the end, with the final norm. Those before them stay as they are.</source>
        <extracomment>adapter last_layers.layers, help</extracomment>
        <translation>Wie viele Decoder-Schichten trainiert werden, vom Ende gezählt, mit der letzten Norm. Die davor bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>the last layers hold most of the style of the answers; 4 is a seventh of a small model</source>
        <extracomment>adapter last_layers.layers, why the default is what it is</extracomment>
        <translation>die letzten Schichten enthalten den größten Teil des Stils der Antworten; 4 ist ein Siebtel eines kleinen Modells</translation>
    </message>
    <message>
        <source>Train the output head</source>
        <extracomment>adapter last_layers.train_head, label</extracomment>
        <translation>Ausgabekopf trainieren</translation>
    </message>
    <message>
        <source>Trains the output head too. Where it shares its weights with the embeddings, they change with it.</source>
        <extracomment>adapter last_layers.train_head, help</extracomment>
        <translation>Trainiert auch den Ausgabekopf. Wo er seine Gewichte mit den Embeddings teilt, ändern sie sich mit.</translation>
    </message>
    <message>
        <source>off: the head is the largest matrix of a small model and rarely needs to change</source>
        <extracomment>adapter last_layers.train_head, why the default is what it is</extracomment>
        <translation>aus: Der Kopf ist die größte Matrix eines kleinen Modells und muss sich selten ändern</translation>
    </message>
    <message>
        <source>Data</source>
        <extracomment>data, label</extracomment>
        <translation>Daten</translation>
    </message>
    <message>
        <source>What is learned from.</source>
        <extracomment>data, help</extracomment>
        <translation>Woraus gelernt wird.</translation>
    </message>
    <message>
        <source>Training data</source>
        <extracomment>data.train, label</extracomment>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>A file, or a list of files mixed by weight: &quot;rows.jsonl&quot; or [{&quot;path&quot;: &quot;a.jsonl&quot;, &quot;weight&quot;: 2}, &quot;b.jsonl&quot;].</source>
        <extracomment>data.train, help</extracomment>
        <translation>Eine Datei oder eine Liste von Dateien, nach Gewicht gemischt: &quot;rows.jsonl&quot; oder [{&quot;path&quot;: &quot;a.jsonl&quot;, &quot;weight&quot;: 2}, &quot;b.jsonl&quot;].</translation>
    </message>
    <message>
        <source>File</source>
        <extracomment>data.train.path, label</extracomment>
        <translation>Datei</translation>
    </message>
    <message>
        <source>A data set: JSON lines, a JSON list, or plain text.</source>
        <extracomment>data.train.path, help</extracomment>
        <translation>Ein Datensatz: JSON-Zeilen, eine JSON-Liste oder reiner Text.</translation>
    </message>
    <message>
        <source>Weight</source>
        <extracomment>data.train.weight, label</extracomment>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>How often each of its rows comes in an epoch, on average: 2 = twice, 0.5 = every other row, 0 = never.</source>
        <extracomment>data.train.weight, help</extracomment>
        <translation>Wie oft jede seiner Zeilen im Mittel in einer Epoche vorkommt: 2 = zweimal, 0,5 = jede zweite Zeile, 0 = nie.</translation>
    </message>
    <message>
        <source>1: every row of every file comes once</source>
        <extracomment>data.train.weight, why the default is what it is</extracomment>
        <translation>1: Jede Zeile jeder Datei kommt einmal vor</translation>
    </message>
    <message>
        <source>At most</source>
        <extracomment>data.train.max_rows, label</extracomment>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Takes at most this many rows of the file.</source>
        <extracomment>data.train.max_rows, help</extracomment>
        <translation>Nimmt höchstens so viele Zeilen der Datei.</translation>
    </message>
    <message>
        <source>rows</source>
        <extracomment>data.train.max_rows, unit</extracomment>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>not set: all rows</source>
        <extracomment>data.train.max_rows, why the default is what it is</extracomment>
        <translation>nicht gesetzt: alle Zeilen</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>data.train.format, label</extracomment>
        <translation>Format</translation>
    </message>
    <message>
        <source>How a row of the file is read.</source>
        <extracomment>data.train.format, help</extracomment>
        <translation>Wie eine Zeile der Datei gelesen wird.</translation>
    </message>
    <message>
        <source>detected from the first rows, which is right unless the columns have unusual names</source>
        <extracomment>data.train.format, why the default is what it is</extracomment>
        <translation>an den ersten Zeilen erkannt, was stimmt, wenn die Spalten keine ungewöhnlichen Namen haben</translation>
    </message>
    <message>
        <source>Detect</source>
        <extracomment>data.train.format = auto</extracomment>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>Looks at the first rows; `check` says what was found.</source>
        <extracomment>data.train.format = auto, help</extracomment>
        <translation>Sieht sich die ersten Zeilen an; `check` sagt, was gefunden wurde.</translation>
    </message>
    <message>
        <source>Luthier's own rows</source>
        <extracomment>data.train.format = rows</extracomment>
        <translation>Luthiers eigene Zeilen</translation>
    </message>
    <message>
        <source>Pairs, rankings, scored answers and prompts as a project freezes them for a run; nothing is lost.</source>
        <extracomment>data.train.format = rows, help</extracomment>
        <translation>Paare, Rangfolgen, bewertete Antworten und Prompts, wie ein Projekt sie für einen Lauf einfriert; nichts geht verloren.</translation>
    </message>
    <message>
        <source>UltraFeedback completions</source>
        <extracomment>data.train.format = ultrafeedback</extracomment>
        <translation>UltraFeedback-Antworten</translation>
    </message>
    <message>
        <source>instruction and completions with response and overall_score (or ratings in annotations), which become a ranking; the ratings are kept.</source>
        <extracomment>data.train.format = ultrafeedback, help</extracomment>
        <translation>instruction und completions mit response und overall_score (oder ratings in annotations), die eine Rangfolge werden; die Bewertungen bleiben erhalten.</translation>
    </message>
    <message>
        <source>Pairs of transcripts (HH-RLHF)</source>
        <extracomment>data.train.format = hh_rlhf</extracomment>
        <translation>Paare von Mitschriften (HH-RLHF)</translation>
    </message>
    <message>
        <source>chosen and rejected are whole dialogues as one text each, with &quot;Human:&quot; and &quot;Assistant:&quot; after blank lines; what they share is the prompt.</source>
        <extracomment>data.train.format = hh_rlhf, help</extracomment>
        <translation>chosen und rejected sind ganze Dialoge als je ein Text, mit &quot;Human:&quot; und &quot;Assistant:&quot; nach Leerzeilen; was beide gemeinsam haben, ist der Prompt.</translation>
    </message>
    <message>
        <source>Preference pairs (TRL)</source>
        <extracomment>data.train.format = preference</extracomment>
        <translation>Präferenzpaare (TRL)</translation>
    </message>
    <message>
        <source>prompt, chosen and rejected as texts or message lists, or two whole dialogues that begin alike; strength, verdict, dimensions, margin are read.</source>
        <extracomment>data.train.format = preference, help</extracomment>
        <translation>prompt, chosen und rejected als Texte oder Nachrichtenlisten, oder zwei ganze Dialoge mit gleichem Anfang; Stärke, Urteil, Dimensionen und Abstand werden gelesen.</translation>
    </message>
    <message>
        <source>Good or bad answers (KTO)</source>
        <extracomment>data.train.format = kto</extracomment>
        <translation>Gute oder schlechte Antworten (KTO)</translation>
    </message>
    <message>
        <source>prompt, completion and label, which is true where the answer is good and false where it is bad.</source>
        <extracomment>data.train.format = kto, help</extracomment>
        <translation>prompt, completion und label, das bei einer guten Antwort true und bei einer schlechten false ist.</translation>
    </message>
    <message>
        <source>Rankings of several answers</source>
        <extracomment>data.train.format = ranking</extracomment>
        <translation>Rangfolgen mehrerer Antworten</translation>
    </message>
    <message>
        <source>prompt and responses with ranks (from 0 or 1, the smallest is best, equal ones are ties) or scores (the greatest is best).</source>
        <extracomment>data.train.format = ranking, help</extracomment>
        <translation>prompt und responses mit ranks (ab 0 oder 1, der kleinste ist am besten, gleiche sind Gleichstände) oder scores (der größte ist am besten).</translation>
    </message>
    <message>
        <source>Answers with scores</source>
        <extracomment>data.train.format = scored</extracomment>
        <translation>Antworten mit Bewertungen</translation>
    </message>
    <message>
        <source>prompt and response with a score, or with numbers in dimensions; the columns of HelpSteer (helpfulness, correctness, ...) are dimensions too.</source>
        <extracomment>data.train.format = scored, help</extracomment>
        <translation>prompt und response mit einem score oder mit Zahlen in dimensions; auch die Spalten von HelpSteer (helpfulness, correctness, ...) sind Dimensionen.</translation>
    </message>
    <message>
        <source>Chat messages (OpenAI, TRL)</source>
        <extracomment>data.train.format = messages</extracomment>
        <translation>Chat-Nachrichten (OpenAI, TRL)</translation>
    </message>
    <message>
        <source>A list of messages with role and content; tools, tool calls, thinking, names, and &quot;trained&quot; or &quot;weight&quot; per message are kept.</source>
        <extracomment>data.train.format = messages, help</extracomment>
        <translation>Eine Liste von Nachrichten mit role und content; Werkzeuge, Werkzeugaufrufe, Denken, Namen sowie &quot;trained&quot; oder &quot;weight&quot; je Nachricht bleiben erhalten.</translation>
    </message>
    <message>
        <source>ShareGPT conversations</source>
        <extracomment>data.train.format = sharegpt</extracomment>
        <translation>ShareGPT-Dialoge</translation>
    </message>
    <message>
        <source>&quot;conversations&quot; with from (human, gpt, system, function_call, observation) and value; &quot;system&quot; and &quot;tools&quot; columns are read too.</source>
        <extracomment>data.train.format = sharegpt, help</extracomment>
        <translation>&quot;conversations&quot; mit from (human, gpt, system, function_call, observation) und value; die Spalten &quot;system&quot; und &quot;tools&quot; werden mitgelesen.</translation>
    </message>
    <message>
        <source>Prompt and completion (TRL)</source>
        <extracomment>data.train.format = prompt_completion</extracomment>
        <translation>Prompt und Antwort (TRL)</translation>
    </message>
    <message>
        <source>Text or message lists; only the completion is trained. Text becomes a user turn and an assistant turn, rendered by the model's chat template.</source>
        <extracomment>data.train.format = prompt_completion, help</extracomment>
        <translation>Text oder Nachrichtenlisten; nur die Antwort wird trainiert. Text wird zu einem Beitrag des Nutzers und einem des Assistenten, durch das Chat-Template des Modells.</translation>
    </message>
    <message>
        <source>Alpaca instructions</source>
        <extracomment>data.train.format = alpaca</extracomment>
        <translation>Alpaca-Anweisungen</translation>
    </message>
    <message>
        <source>instruction, input (added to the instruction on a line of its own) and output; answers in history are trained on as LLaMA-Factory does.</source>
        <extracomment>data.train.format = alpaca, help</extracomment>
        <translation>instruction, input (in einer eigenen Zeile an die Anweisung gehängt) und output; Antworten in history werden mittrainiert, wie LLaMA-Factory es tut.</translation>
    </message>
    <message>
        <source>Prompts for reinforcement learning</source>
        <extracomment>data.train.format = prompts</extracomment>
        <translation>Prompts für Reinforcement Learning</translation>
    </message>
    <message>
        <source>prompt as text or messages, with what a checker needs: answer, solution, reference, or checker as JSON.</source>
        <extracomment>data.train.format = prompts, help</extracomment>
        <translation>prompt als Text oder Nachrichten, mit dem, was ein Prüfer braucht: answer, solution, reference oder checker als JSON.</translation>
    </message>
    <message>
        <source>Text rows</source>
        <extracomment>data.train.format = text</extracomment>
        <translation>Textzeilen</translation>
    </message>
    <message>
        <source>One &quot;text&quot; per row for continued pre-training; every token is trained and no chat template is used.</source>
        <extracomment>data.train.format = text, help</extracomment>
        <translation>Ein &quot;text&quot; je Zeile für fortgesetztes Vortraining; jedes Token wird trainiert, und kein Chat-Template wird benutzt.</translation>
    </message>
    <message>
        <source>Plain text file</source>
        <extracomment>data.train.format = plain_text</extracomment>
        <translation>Reine Textdatei</translation>
    </message>
    <message>
        <source>A .txt file; each paragraph (separated by blank lines) is one row for continued pre-training.</source>
        <extracomment>data.train.format = plain_text, help</extracomment>
        <translation>Eine .txt-Datei; jeder Absatz (durch Leerzeilen getrennt) ist eine Zeile für fortgesetztes Vortraining.</translation>
    </message>
    <message>
        <source>Columns</source>
        <extracomment>data.train.mapping, label</extracomment>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>For columns with other names: {&quot;name in the file&quot;: &quot;name the format knows&quot;}.</source>
        <extracomment>data.train.mapping, help</extracomment>
        <translation>Für Spalten mit anderen Namen: {&quot;Name in der Datei&quot;: &quot;Name, den das Format kennt&quot;}.</translation>
    </message>
    <message>
        <source>empty: the columns have the names that the format knows</source>
        <extracomment>data.train.mapping, why the default is what it is</extracomment>
        <translation>leer: Die Spalten haben die Namen, die das Format kennt</translation>
    </message>
    <message>
        <source>Held-out data</source>
        <extracomment>data.eval, label</extracomment>
        <translation>Zurückgehaltene Daten</translation>
    </message>
    <message>
        <source>Rows that are never trained on and show whether the model learns or memorises.</source>
        <extracomment>data.eval, help</extracomment>
        <translation>Zeilen, mit denen nie trainiert wird und die zeigen, ob das Modell lernt oder auswendig lernt.</translation>
    </message>
    <message>
        <source>not set: a share of the training data is held out</source>
        <extracomment>data.eval, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Ein Teil der Trainingsdaten wird zurückgehalten</translation>
    </message>
    <message>
        <source>Held-out share</source>
        <extracomment>data.eval_fraction, label</extracomment>
        <translation>Zurückgehaltener Anteil</translation>
    </message>
    <message>
        <source>Share of the training rows that is held out when there is no held-out file; 0 = none, and no held-out loss.</source>
        <extracomment>data.eval_fraction, help</extracomment>
        <translation>Anteil der Trainingszeilen, der zurückgehalten wird, wenn es keine eigene Datei dafür gibt; 0 = keiner, und kein Loss auf zurückgehaltenen Zeilen.</translation>
    </message>
    <message>
        <source>2 %: enough to see the trend of the loss, and little to give up</source>
        <extracomment>data.eval_fraction, why the default is what it is</extracomment>
        <translation>2 %: genug, um den Verlauf des Loss zu sehen, und wenig zu entbehren</translation>
    </message>
    <message>
        <source>Longest row</source>
        <extracomment>data.max_length, label</extracomment>
        <translation>Längste Zeile</translation>
    </message>
    <message>
        <source>Rows with more tokens than this are cut, dropped or refused. Long rows need memory.</source>
        <extracomment>data.max_length, help</extracomment>
        <translation>Zeilen mit mehr Token werden abgeschnitten, ausgelassen oder abgelehnt. Lange Zeilen brauchen Speicher.</translation>
    </message>
    <message>
        <source>tokens</source>
        <extracomment>data.max_length, unit</extracomment>
        <translation>Token</translation>
    </message>
    <message>
        <source>1024 holds nearly all rows of chat data; `check` counts those it does not</source>
        <extracomment>data.max_length, why the default is what it is</extracomment>
        <translation>1024 fasst fast alle Zeilen von Chat-Daten; `check` zählt die anderen</translation>
    </message>
    <message>
        <source>Longer rows</source>
        <extracomment>data.overflow, label</extracomment>
        <translation>Längere Zeilen</translation>
    </message>
    <message>
        <source>What happens to a row that is too long.</source>
        <extracomment>data.overflow, help</extracomment>
        <translation>Was mit einer zu langen Zeile geschieht.</translation>
    </message>
    <message>
        <source>cut: most of a long answer is still worth learning</source>
        <extracomment>data.overflow, why the default is what it is</extracomment>
        <translation>abschneiden: Das meiste einer langen Antwort ist noch lernenswert</translation>
    </message>
    <message>
        <source>Cut</source>
        <extracomment>data.overflow = truncate</extracomment>
        <translation>Abschneiden</translation>
    </message>
    <message>
        <source>The end of the row is cut off; a row with nothing left to learn is refused.</source>
        <extracomment>data.overflow = truncate, help</extracomment>
        <translation>Das Ende der Zeile wird abgeschnitten; eine Zeile, an der nichts mehr zu lernen ist, wird abgelehnt.</translation>
    </message>
    <message>
        <source>Leave out</source>
        <extracomment>data.overflow = drop</extracomment>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>The row is not trained on; it is listed.</source>
        <extracomment>data.overflow = drop, help</extracomment>
        <translation>Mit der Zeile wird nicht trainiert; sie wird aufgeführt.</translation>
    </message>
    <message>
        <source>Stop</source>
        <extracomment>data.overflow = error</extracomment>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The run does not start.</source>
        <extracomment>data.overflow = error, help</extracomment>
        <translation>Der Lauf beginnt nicht.</translation>
    </message>
    <message>
        <source>Method</source>
        <extracomment>method, label</extracomment>
        <translation>Methode</translation>
    </message>
    <message>
        <source>How is learned.</source>
        <extracomment>method, help</extracomment>
        <translation>Wie gelernt wird.</translation>
    </message>
    <message>
        <source>supervised fine-tuning: where every other method starts from</source>
        <extracomment>method, why the default is what it is</extracomment>
        <translation>überwachtes Feintuning: wovon jede andere Methode ausgeht</translation>
    </message>
    <message>
        <source>Supervised fine-tuning</source>
        <extracomment>method sft</extracomment>
        <translation>Überwachtes Feintuning</translation>
    </message>
    <message>
        <source>Learns to write what the rows say: answers of a dialogue, or plain text (continued pre-training).</source>
        <extracomment>method sft, help</extracomment>
        <translation>Lernt zu schreiben, was die Zeilen sagen: Antworten eines Dialogs oder reinen Text (fortgesetztes Vortraining).</translation>
    </message>
    <message>
        <source>Learn from</source>
        <extracomment>method sft.loss_on, label</extracomment>
        <translation>Lernen aus</translation>
    </message>
    <message>
        <source>Which tokens of a dialogue count in the loss.</source>
        <extracomment>method sft.loss_on, help</extracomment>
        <translation>Welche Token eines Dialogs im Loss zählen.</translation>
    </message>
    <message>
        <source>answers: a model that answers users has no need to write like them</source>
        <extracomment>method sft.loss_on, why the default is what it is</extracomment>
        <translation>Antworten: Ein Modell, das Nutzern antwortet, braucht nicht wie sie zu schreiben</translation>
    </message>
    <message>
        <source>Answers</source>
        <extracomment>method sft.loss_on = completion</extracomment>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Only the assistant's turns (and their end-of-turn tokens) are learned. Plain text is learned whole.</source>
        <extracomment>method sft.loss_on = completion, help</extracomment>
        <translation>Nur die Beiträge des Assistenten (und ihre Token für das Ende) werden gelernt. Reiner Text wird ganz gelernt.</translation>
    </message>
    <message>
        <source>Everything</source>
        <extracomment>method sft.loss_on = all</extracomment>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Every token of a row is learned, the prompts too.</source>
        <extracomment>method sft.loss_on = all, help</extracomment>
        <translation>Jedes Token einer Zeile wird gelernt, auch die Prompts.</translation>
    </message>
    <message>
        <source>Direct preference optimization</source>
        <extracomment>method dpo</extracomment>
        <translation>Direct Preference Optimization</translation>
    </message>
    <message>
        <source>Learns from pairs of answers which one to prefer, without a reward model.</source>
        <extracomment>method dpo, help</extracomment>
        <translation>Lernt aus Paaren von Antworten, welche vorzuziehen ist, ohne Belohnungsmodell.</translation>
    </message>
    <message>
        <source>Loss</source>
        <extracomment>method dpo.loss, label</extracomment>
        <translation>Loss</translation>
    </message>
    <message>
        <source>How far apart the two answers should come.</source>
        <extracomment>method dpo.loss, help</extracomment>
        <translation>Wie weit die beiden Antworten auseinanderkommen sollen.</translation>
    </message>
    <message>
        <source>DPO: the best understood</source>
        <extracomment>method dpo.loss, why the default is what it is</extracomment>
        <translation>DPO: am besten verstanden</translation>
    </message>
    <message>
        <source>DPO</source>
        <extracomment>method dpo.loss = sigmoid</extracomment>
        <translation>DPO</translation>
    </message>
    <message>
        <source>The paper's loss; with label smoothing conservative DPO.</source>
        <extracomment>method dpo.loss = sigmoid, help</extracomment>
        <translation>Der Loss des Papers; mit Label-Smoothing konservatives DPO.</translation>
    </message>
    <message>
        <source>Length-normalised DPO</source>
        <extracomment>method dpo.loss = sigmoid_norm</extracomment>
        <translation>Längennormiertes DPO</translation>
    </message>
    <message>
        <source>Means over tokens instead of sums: longer answers have no advantage.</source>
        <extracomment>method dpo.loss = sigmoid_norm, help</extracomment>
        <translation>Mittel über Token statt Summen: Längere Antworten haben keinen Vorteil.</translation>
    </message>
    <message>
        <source>IPO</source>
        <extracomment>method dpo.loss = ipo</extracomment>
        <translation>IPO</translation>
    </message>
    <message>
        <source>Pulls the margin to a fixed target, so clear-cut labels are not overfitted.</source>
        <extracomment>method dpo.loss = ipo, help</extracomment>
        <translation>Zieht den Abstand zu einem festen Ziel, damit eindeutige Labels nicht überangepasst werden.</translation>
    </message>
    <message>
        <source>Hinge (SLiC)</source>
        <extracomment>method dpo.loss = hinge</extracomment>
        <translation>Hinge (SLiC)</translation>
    </message>
    <message>
        <source>Pairs that are apart by enough no longer count.</source>
        <extracomment>method dpo.loss = hinge, help</extracomment>
        <translation>Paare, die weit genug auseinander sind, zählen nicht mehr.</translation>
    </message>
    <message>
        <source>Robust DPO</source>
        <extracomment>method dpo.loss = robust</extracomment>
        <translation>Robustes DPO</translation>
    </message>
    <message>
        <source>Unbiased when the given share of labels is wrong.</source>
        <extracomment>method dpo.loss = robust, help</extracomment>
        <translation>Unverzerrt, wenn der angegebene Anteil der Labels falsch ist.</translation>
    </message>
    <message>
        <source>EXO</source>
        <extracomment>method dpo.loss = exo_pair</extracomment>
        <translation>EXO</translation>
    </message>
    <message>
        <source>Exact optimisation of the reverse KL; needs label smoothing.</source>
        <extracomment>method dpo.loss = exo_pair, help</extracomment>
        <translation>Exakte Optimierung der umgekehrten KL; braucht Label-Smoothing.</translation>
    </message>
    <message>
        <source>NCA</source>
        <extracomment>method dpo.loss = nca_pair</extracomment>
        <translation>NCA</translation>
    </message>
    <message>
        <source>Keeps the chosen answer's own probability up, not only the margin.</source>
        <extracomment>method dpo.loss = nca_pair, help</extracomment>
        <translation>Hält die eigene Wahrscheinlichkeit der bevorzugten Antwort oben, nicht nur den Abstand.</translation>
    </message>
    <message>
        <source>BCO</source>
        <extracomment>method dpo.loss = bco_pair</extracomment>
        <translation>BCO</translation>
    </message>
    <message>
        <source>Each answer against a fixed line, as a classifier would.</source>
        <extracomment>method dpo.loss = bco_pair, help</extracomment>
        <translation>Jede Antwort gegen eine feste Linie, wie ein Klassifikator es täte.</translation>
    </message>
    <message>
        <source>SPPO</source>
        <extracomment>method dpo.loss = sppo_hard</extracomment>
        <translation>SPPO</translation>
    </message>
    <message>
        <source>Self-play with hard labels: each answer to its own target.</source>
        <extracomment>method dpo.loss = sppo_hard, help</extracomment>
        <translation>Self-Play mit harten Labels: jede Antwort zu ihrem eigenen Ziel.</translation>
    </message>
    <message>
        <source>AOT</source>
        <extracomment>method dpo.loss = aot</extracomment>
        <translation>AOT</translation>
    </message>
    <message>
        <source>Compares the sorted margins of a whole step (optimal transport).</source>
        <extracomment>method dpo.loss = aot, help</extracomment>
        <translation>Vergleicht die sortierten Abstände eines ganzen Schritts (optimaler Transport).</translation>
    </message>
    <message>
        <source>AOT, unpaired</source>
        <extracomment>method dpo.loss = aot_unpaired</extracomment>
        <translation>AOT, ungepaart</translation>
    </message>
    <message>
        <source>The same over chosen and rejected answers sorted by themselves.</source>
        <extracomment>method dpo.loss = aot_unpaired, help</extracomment>
        <translation>Dasselbe über bevorzugte und abgelehnte Antworten, jede für sich sortiert.</translation>
    </message>
    <message>
        <source>APO-zero</source>
        <extracomment>method dpo.loss = apo_zero</extracomment>
        <translation>APO-zero</translation>
    </message>
    <message>
        <source>For chosen answers better than the model's own: raises them.</source>
        <extracomment>method dpo.loss = apo_zero, help</extracomment>
        <translation>Für bevorzugte Antworten, die besser sind als die eigenen des Modells: hebt sie.</translation>
    </message>
    <message>
        <source>APO-down</source>
        <extracomment>method dpo.loss = apo_down</extracomment>
        <translation>APO-down</translation>
    </message>
    <message>
        <source>For chosen answers worse than the model's own: lowers both.</source>
        <extracomment>method dpo.loss = apo_down, help</extracomment>
        <translation>Für bevorzugte Antworten, die schlechter sind als die eigenen des Modells: senkt beide.</translation>
    </message>
    <message>
        <source>DiscoPOP</source>
        <extracomment>method dpo.loss = discopop</extracomment>
        <translation>DiscoPOP</translation>
    </message>
    <message>
        <source>A blend of logistic and exponential loss, found by search.</source>
        <extracomment>method dpo.loss = discopop, help</extracomment>
        <translation>Eine Mischung aus logistischem und exponentiellem Loss, durch Suche gefunden.</translation>
    </message>
    <message>
        <source>Beta</source>
        <extracomment>method dpo.beta, label</extracomment>
        <translation>Beta</translation>
    </message>
    <message>
        <source>How strongly the policy is held to the reference; small values let it go further.</source>
        <extracomment>method dpo.beta, help</extracomment>
        <translation>Wie stark die Policy an der Referenz gehalten wird; kleine Werte lassen sie weiter gehen.</translation>
    </message>
    <message>
        <source>0.1: the value of the paper and of TRL</source>
        <extracomment>method dpo.beta, why the default is what it is</extracomment>
        <translation>0,1: der Wert des Papers und von TRL</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <extracomment>method dpo.label_smoothing, label</extracomment>
        <translation>Label-Smoothing</translation>
    </message>
    <message>
        <source>The share of labels taken to be wrong.</source>
        <extracomment>method dpo.label_smoothing, help</extracomment>
        <translation>Der Anteil der Labels, der als falsch gilt.</translation>
    </message>
    <message>
        <source>0: the labels are trusted</source>
        <extracomment>method dpo.label_smoothing, why the default is what it is</extracomment>
        <translation>0: Den Labels wird vertraut</translation>
    </message>
    <message>
        <source>Weight of the chosen answers' own loss</source>
        <extracomment>method dpo.sft_weight, label</extracomment>
        <translation>Gewicht des eigenen Loss der bevorzugten Antworten</translation>
    </message>
    <message>
        <source>Adds supervised fine-tuning on the chosen answers, which keeps their probability from falling.</source>
        <extracomment>method dpo.sft_weight, help</extracomment>
        <translation>Fügt überwachtes Feintuning auf den bevorzugten Antworten hinzu, damit ihre Wahrscheinlichkeit nicht fällt.</translation>
    </message>
    <message>
        <source>0: as in the paper; 0.1 to 1 where rewards of chosen answers fall</source>
        <extracomment>method dpo.sft_weight, why the default is what it is</extracomment>
        <translation>0: wie im Paper; 0,1 bis 1, wo die Belohnungen der bevorzugten Antworten fallen</translation>
    </message>
    <message>
        <source>DiscoPOP temperature</source>
        <extracomment>method dpo.discopop_tau, label</extracomment>
        <translation>DiscoPOP-Temperatur</translation>
    </message>
    <message>
        <source>How quickly the blend goes over from one loss to the other.</source>
        <extracomment>method dpo.discopop_tau, help</extracomment>
        <translation>Wie schnell die Mischung von einem Loss zum anderen übergeht.</translation>
    </message>
    <message>
        <source>0.05: the value that was found</source>
        <extracomment>method dpo.discopop_tau, why the default is what it is</extracomment>
        <translation>0,05: der gefundene Wert</translation>
    </message>
    <message>
        <source>Reference</source>
        <extracomment>method dpo.reference, label</extracomment>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>What the policy is held to: start (as it is before the first step), base (the model without an adapter), or the folder of an adapter.</source>
        <extracomment>method dpo.reference, help</extracomment>
        <translation>Woran die Policy gehalten wird: start (wie sie vor dem ersten Schritt ist), base (das Modell ohne Adapter) oder der Ordner eines Adapters.</translation>
    </message>
    <message>
        <source>start: where an adapter is trained further, the model without it would be the wrong one</source>
        <extracomment>method dpo.reference, why the default is what it is</extracomment>
        <translation>start: Wo ein Adapter weiter trainiert wird, wäre das Modell ohne ihn das falsche</translation>
    </message>
    <message>
        <source>KTO</source>
        <extracomment>method kto</extracomment>
        <translation>KTO</translation>
    </message>
    <message>
        <source>Learns from single answers called good or bad (thumbs up, thumbs down); needs no pairs.</source>
        <extracomment>method kto, help</extracomment>
        <translation>Lernt aus einzelnen Antworten, die gut oder schlecht heißen (Daumen hoch, Daumen runter); braucht keine Paare.</translation>
    </message>
    <message>
        <source>What an answer is worth.</source>
        <extracomment>method kto.loss, help</extracomment>
        <translation>Was eine Antwort wert ist.</translation>
    </message>
    <message>
        <source>KTO: the paper's loss</source>
        <extracomment>method kto.loss, why the default is what it is</extracomment>
        <translation>KTO: der Loss des Papers</translation>
    </message>
    <message>
        <source>Gains and losses seen from the policy's distance to the reference.</source>
        <extracomment>method kto.loss = kto, help</extracomment>
        <translation>Gewinne und Verluste, gesehen vom Abstand der Policy zur Referenz.</translation>
    </message>
    <message>
        <source>Without that distance: good answers up, bad ones down.</source>
        <extracomment>method kto.loss = apo_zero_unpaired, help</extracomment>
        <translation>Ohne diesen Abstand: gute Antworten hinauf, schlechte hinunter.</translation>
    </message>
    <message>
        <source>Weight of good answers</source>
        <extracomment>method kto.desirable_weight, label</extracomment>
        <translation>Gewicht guter Antworten</translation>
    </message>
    <message>
        <source>Where good answers are rarer, raise it: their number times weight should be 1 to 4/3 that of the bad ones.</source>
        <extracomment>method kto.desirable_weight, help</extracomment>
        <translation>Wo gute Antworten seltener sind, erhöhen: Ihre Zahl mal Gewicht sollte das 1- bis 4/3-Fache der schlechten sein.</translation>
    </message>
    <message>
        <source>1: right for about as many good as bad answers</source>
        <extracomment>method kto.desirable_weight, why the default is what it is</extracomment>
        <translation>1: richtig bei etwa gleich vielen guten wie schlechten Antworten</translation>
    </message>
    <message>
        <source>Weight of bad answers</source>
        <extracomment>method kto.undesirable_weight, label</extracomment>
        <translation>Gewicht schlechter Antworten</translation>
    </message>
    <message>
        <source>The same for bad answers.</source>
        <extracomment>method kto.undesirable_weight, help</extracomment>
        <translation>Dasselbe für schlechte Antworten.</translation>
    </message>
    <message>
        <source>ORPO</source>
        <extracomment>method orpo</extracomment>
        <translation>ORPO</translation>
    </message>
    <message>
        <source>Fine-tunes on the chosen answers and pushes the rejected ones away in one go; needs no reference and no fine-tuning before.</source>
        <extracomment>method orpo, help</extracomment>
        <translation>Lernt die bevorzugten Antworten wie Feintuning und drängt die abgelehnten im selben Zug weg; braucht keine Referenz und kein Feintuning davor.</translation>
    </message>
    <message>
        <source>Weight of the comparison beside fine-tuning on the chosen answers (lambda in the paper).</source>
        <extracomment>method orpo.beta, help</extracomment>
        <translation>Gewicht des Vergleichs neben dem Feintuning auf den bevorzugten Antworten (Lambda im Paper).</translation>
    </message>
    <message>
        <source>SimPO</source>
        <extracomment>method simpo</extracomment>
        <translation>SimPO</translation>
    </message>
    <message>
        <source>Learns from pairs without a reference model; rewards are means over tokens, so length brings nothing.</source>
        <extracomment>method simpo, help</extracomment>
        <translation>Lernt aus Paaren ohne Referenzmodell; Belohnungen sind Mittel über Token, daher bringt Länge nichts.</translation>
    </message>
    <message>
        <source>How much a difference of mean log-probabilities counts.</source>
        <extracomment>method simpo.beta, help</extracomment>
        <translation>Wie viel ein Unterschied der mittleren Log-Wahrscheinlichkeiten zählt.</translation>
    </message>
    <message>
        <source>2: the paper uses 2 to 2.5</source>
        <extracomment>method simpo.beta, why the default is what it is</extracomment>
        <translation>2: Das Paper nimmt 2 bis 2,5</translation>
    </message>
    <message>
        <source>Target margin</source>
        <extracomment>method simpo.gamma, label</extracomment>
        <translation>Zielabstand</translation>
    </message>
    <message>
        <source>By how much the chosen answer's reward should be higher.</source>
        <extracomment>method simpo.gamma, help</extracomment>
        <translation>Um wie viel die Belohnung der bevorzugten Antwort höher sein soll.</translation>
    </message>
    <message>
        <source>0.5: the lower end of the paper's 0.5 to 1.6</source>
        <extracomment>method simpo.gamma, why the default is what it is</extracomment>
        <translation>0,5: das untere Ende der 0,5 bis 1,6 des Papers</translation>
    </message>
    <message>
        <source>Adds supervised fine-tuning on the chosen answers, which nothing else holds up here.</source>
        <extracomment>method simpo.sft_weight, help</extracomment>
        <translation>Fügt überwachtes Feintuning auf den bevorzugten Antworten hinzu, die hier sonst nichts oben hält.</translation>
    </message>
    <message>
        <source>0: as in the paper</source>
        <extracomment>method simpo.sft_weight, why the default is what it is</extracomment>
        <translation>0: wie im Paper</translation>
    </message>
    <message>
        <source>CPO</source>
        <extracomment>method cpo</extracomment>
        <translation>CPO</translation>
    </message>
    <message>
        <source>Learns from pairs without a reference model, while learning the chosen answers as fine-tuning does.</source>
        <extracomment>method cpo, help</extracomment>
        <translation>Lernt aus Paaren ohne Referenzmodell und lernt dabei die bevorzugten Antworten wie Feintuning.</translation>
    </message>
    <message>
        <source>logistic: as in the paper</source>
        <extracomment>method cpo.loss, why the default is what it is</extracomment>
        <translation>logistisch: wie im Paper</translation>
    </message>
    <message>
        <source>Logistic</source>
        <extracomment>method cpo.loss = sigmoid</extracomment>
        <translation>Logistisch</translation>
    </message>
    <message>
        <source>The paper's loss.</source>
        <extracomment>method cpo.loss = sigmoid, help</extracomment>
        <translation>Der Loss des Papers.</translation>
    </message>
    <message>
        <source>Hinge</source>
        <extracomment>method cpo.loss = hinge</extracomment>
        <translation>Hinge</translation>
    </message>
    <message>
        <source>Squared (IPO)</source>
        <extracomment>method cpo.loss = ipo</extracomment>
        <translation>Quadratisch (IPO)</translation>
    </message>
    <message>
        <source>Pulls the difference of means over tokens to a fixed target.</source>
        <extracomment>method cpo.loss = ipo, help</extracomment>
        <translation>Zieht den Unterschied der Mittel über Token zu einem festen Ziel.</translation>
    </message>
    <message>
        <source>How much a difference of log-probabilities counts.</source>
        <extracomment>method cpo.beta, help</extracomment>
        <translation>Wie viel ein Unterschied der Log-Wahrscheinlichkeiten zählt.</translation>
    </message>
    <message>
        <source>Supervised fine-tuning on the chosen answers beside the comparison.</source>
        <extracomment>method cpo.sft_weight, help</extracomment>
        <translation>Überwachtes Feintuning auf den bevorzugten Antworten neben dem Vergleich.</translation>
    </message>
    <message>
        <source>1: as in the paper</source>
        <extracomment>method cpo.sft_weight, why the default is what it is</extracomment>
        <translation>1: wie im Paper</translation>
    </message>
    <message>
        <source>Unlikelihood training</source>
        <extracomment>method unlikelihood</extracomment>
        <translation>Unlikelihood-Training</translation>
    </message>
    <message>
        <source>Learns the good answers as fine-tuning does and makes the tokens of the bad ones unlikely.</source>
        <extracomment>method unlikelihood, help</extracomment>
        <translation>Lernt die guten Antworten wie Feintuning und macht die Token der schlechten unwahrscheinlich.</translation>
    </message>
    <message>
        <source>How much making bad answers unlikely counts beside learning the good ones.</source>
        <extracomment>method unlikelihood.alpha, help</extracomment>
        <translation>Wie viel es neben dem Lernen der guten Antworten zählt, schlechte unwahrscheinlich zu machen.</translation>
    </message>
    <message>
        <source>1: the value of the paper</source>
        <extracomment>method unlikelihood.alpha, why the default is what it is</extracomment>
        <translation>1: der Wert des Papers</translation>
    </message>
    <message>
        <source>Reward model</source>
        <extracomment>method reward</extracomment>
        <translation>Belohnungsmodell</translation>
    </message>
    <message>
        <source>Learns to score answers, from pairs, rankings or given scores; for judging answers and for reinforcement learning.</source>
        <extracomment>method reward, help</extracomment>
        <translation>Lernt, Antworten zu bewerten, aus Paaren, Rangfolgen oder gegebenen Bewertungen; zum Beurteilen von Antworten und für Reinforcement Learning.</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <extracomment>method reward.dimensions, label</extracomment>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Each gets a score of its own, learned from what the rows say of it. The row's verdict or score teaches the weighted sum of all.</source>
        <extracomment>method reward.dimensions, help</extracomment>
        <translation>Jede bekommt eine eigene Bewertung, gelernt aus dem, was die Zeilen über sie sagen. Das Urteil oder die Bewertung der Zeile lehrt die gewichtete Summe aller.</translation>
    </message>
    <message>
        <source>none: most rows have one verdict</source>
        <extracomment>method reward.dimensions, why the default is what it is</extracomment>
        <translation>keine: die meisten Zeilen haben ein einziges Urteil</translation>
    </message>
    <message>
        <source>As the rows call it: safety, helpfulness, fairness, truthfulness, or any other.</source>
        <extracomment>method reward.dimensions.name, help</extracomment>
        <translation>Wie die Zeilen sie nennen: safety, helpfulness, fairness, truthfulness oder anders.</translation>
    </message>
    <message>
        <source>What this dimension's number is multiplied by in the score. Below 0: the less of it, the better. 0: it is only told.</source>
        <extracomment>method reward.dimensions.weight, help</extracomment>
        <translation>Womit die Zahl dieser Dimension in der Bewertung malgenommen wird. Unter 0: je weniger davon, desto besser. 0: Sie wird nur genannt.</translation>
    </message>
    <message>
        <source>1: counts like the others</source>
        <extracomment>method reward.dimensions.weight, why the default is what it is</extracomment>
        <translation>1: zählt wie die anderen</translation>
    </message>
    <message>
        <source>Veto</source>
        <extracomment>method reward.veto, label</extracomment>
        <translation>Veto</translation>
    </message>
    <message>
        <source>Lets one dimension, such as safety, overrule the others when answers are scored. It has no part in learning.</source>
        <extracomment>method reward.veto, help</extracomment>
        <translation>Lässt eine Dimension, etwa safety, die anderen überstimmen, wenn Antworten bewertet werden. Am Lernen hat es keinen Anteil.</translation>
    </message>
    <message>
        <source>none: the dimensions are added up</source>
        <extracomment>method reward.veto, why the default is what it is</extracomment>
        <translation>keins: die Dimensionen werden zusammengezählt</translation>
    </message>
    <message>
        <source>Dimension</source>
        <extracomment>method reward.veto.dimension, label</extracomment>
        <translation>Dimension</translation>
    </message>
    <message>
        <source>The name of the dimension that can veto, such as safety.</source>
        <extracomment>method reward.veto.dimension, help</extracomment>
        <translation>Der Name der Dimension, die ein Veto einlegen kann, etwa safety.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <extracomment>method reward.veto.threshold, label</extracomment>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>An answer with less than this in the dimension is vetoed.</source>
        <extracomment>method reward.veto.threshold, help</extracomment>
        <translation>Gegen eine Antwort, die in der Dimension weniger hat, wird das Veto eingelegt.</translation>
    </message>
    <message>
        <source>0: where a dimension learned from pairs and centred changes its sign</source>
        <extracomment>method reward.veto.threshold, why the default is what it is</extracomment>
        <translation>0: wo eine aus Paaren gelernte und zentrierte Dimension ihr Vorzeichen wechselt</translation>
    </message>
    <message>
        <source>Floor</source>
        <extracomment>method reward.veto.floor, label</extracomment>
        <translation>Höchstwert nach dem Veto</translation>
    </message>
    <message>
        <source>A vetoed answer scores at most this, however good it is otherwise.</source>
        <extracomment>method reward.veto.floor, help</extracomment>
        <translation>Mehr bekommt eine Antwort nach dem Veto nicht, wie gut sie sonst auch ist.</translation>
    </message>
    <message>
        <source>-10: below what answers usually score</source>
        <extracomment>method reward.veto.floor, why the default is what it is</extracomment>
        <translation>-10: weniger, als Antworten sonst bekommen</translation>
    </message>
    <message>
        <source>Centring</source>
        <extracomment>method reward.centering, label</extracomment>
        <translation>Zentrierung</translation>
    </message>
    <message>
        <source>Pulls the two scores of a pair towards a sum of 0, so that scores of different prompts can be compared.</source>
        <extracomment>method reward.centering, help</extracomment>
        <translation>Zieht die beiden Bewertungen eines Paars zu einer Summe von 0, damit Bewertungen verschiedener Prompts vergleichbar sind.</translation>
    </message>
    <message>
        <source>0.01: the value of its paper (Eisenstein et al. 2023)</source>
        <extracomment>method reward.centering, why the default is what it is</extracomment>
        <translation>0,01: der Wert des Papers (Eisenstein et al. 2023)</translation>
    </message>
    <message>
        <source>Use margins</source>
        <extracomment>method reward.use_margin, label</extracomment>
        <translation>Abstände nutzen</translation>
    </message>
    <message>
        <source>A pair that says by how much its answer is better must be apart by that much.</source>
        <extracomment>method reward.use_margin, help</extracomment>
        <translation>Ein Paar, das sagt, um wie viel seine Antwort besser ist, muss so weit auseinander sein.</translation>
    </message>
    <message>
        <source>on: pairs without a margin are not touched</source>
        <extracomment>method reward.use_margin, why the default is what it is</extracomment>
        <translation>an: Paare ohne Abstand bleiben unberührt</translation>
    </message>
    <message>
        <source>Ties</source>
        <extracomment>method reward.ties, label</extracomment>
        <translation>Gleichstände</translation>
    </message>
    <message>
        <source>What two answers of the same place mean.</source>
        <extracomment>method reward.ties, help</extracomment>
        <translation>Was zwei Antworten auf demselben Platz bedeuten.</translation>
    </message>
    <message>
        <source>half a win each: a tie says something too</source>
        <extracomment>method reward.ties, why the default is what it is</extracomment>
        <translation>jeder ein halber Sieg: Auch ein Gleichstand sagt etwas</translation>
    </message>
    <message>
        <source>Half a win each</source>
        <extracomment>method reward.ties = half</extracomment>
        <translation>Jeder ein halber Sieg</translation>
    </message>
    <message>
        <source>Tied answers are pulled to the same score.</source>
        <extracomment>method reward.ties = half, help</extracomment>
        <translation>Gleichstehende Antworten werden zur selben Bewertung gezogen.</translation>
    </message>
    <message>
        <source>Tied answers teach nothing.</source>
        <extracomment>method reward.ties = drop, help</extracomment>
        <translation>Gleichstehende Antworten lehren nichts.</translation>
    </message>
    <message>
        <source>Learned</source>
        <extracomment>method reward.ties = learnt</extracomment>
        <translation>Gelernt</translation>
    </message>
    <message>
        <source>How close two scores must be for a tie is learned too (Rao and Kupper 1967).</source>
        <extracomment>method reward.ties = learnt, help</extracomment>
        <translation>Wie nah zwei Bewertungen für einen Gleichstand beieinander liegen müssen, wird mitgelernt (Rao und Kupper 1967).</translation>
    </message>
    <message>
        <source>The share of comparisons taken to be wrong.</source>
        <extracomment>method reward.label_smoothing, help</extracomment>
        <translation>Der Anteil der Vergleiche, der als falsch gilt.</translation>
    </message>
    <message>
        <source>Loss of given scores</source>
        <extracomment>method reward.score_loss, label</extracomment>
        <translation>Loss gegebener Bewertungen</translation>
    </message>
    <message>
        <source>For rows with a score; pairs and rankings are compared.</source>
        <extracomment>method reward.score_loss, help</extracomment>
        <translation>Für Zeilen mit einer Bewertung; Paare und Rangfolgen werden verglichen.</translation>
    </message>
    <message>
        <source>squared: fits every scale</source>
        <extracomment>method reward.score_loss, why the default is what it is</extracomment>
        <translation>quadratisch: passt zu jeder Skala</translation>
    </message>
    <message>
        <source>Squared error</source>
        <extracomment>method reward.score_loss = squared</extracomment>
        <translation>Quadratischer Fehler</translation>
    </message>
    <message>
        <source>For scores on a scale.</source>
        <extracomment>method reward.score_loss = squared, help</extracomment>
        <translation>Für Bewertungen auf einer Skala.</translation>
    </message>
    <message>
        <source>For scores of 0 and 1, good and bad.</source>
        <extracomment>method reward.score_loss = logistic, help</extracomment>
        <translation>Für Bewertungen von 0 und 1, gut und schlecht.</translation>
    </message>
    <message>
        <source>Levels</source>
        <extracomment>method reward.score_loss = ordinal</extracomment>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>For ratings such as 1 to 5, whose steps need not be alike in size: where one level ends and the next begins is learned too (McCullagh 1980).</source>
        <extracomment>method reward.score_loss = ordinal, help</extracomment>
        <translation>Für Noten wie 1 bis 5, deren Schritte nicht gleich groß sein müssen: Wo eine Stufe endet und die nächste beginnt, wird mitgelernt (McCullagh 1980).</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <extracomment>method reward.lowest_level, label</extracomment>
        <translation>Niedrigste Stufe</translation>
    </message>
    <message>
        <source>The lowest rating that can be given. Rows with less are refused.</source>
        <extracomment>method reward.lowest_level, help</extracomment>
        <translation>Die niedrigste Note, die gegeben werden kann. Zeilen mit weniger werden abgelehnt.</translation>
    </message>
    <message>
        <source>1: where most scales of ratings begin</source>
        <extracomment>method reward.lowest_level, why the default is what it is</extracomment>
        <translation>1: wo die meisten Notenskalen beginnen</translation>
    </message>
    <message>
        <source>Number of levels</source>
        <extracomment>method reward.levels, label</extracomment>
        <translation>Zahl der Stufen</translation>
    </message>
    <message>
        <source>How many ratings there are, from the lowest on. Rows with more than the highest are refused.</source>
        <extracomment>method reward.levels, help</extracomment>
        <translation>Wie viele Noten es gibt, von der niedrigsten an. Zeilen mit mehr als der höchsten werden abgelehnt.</translation>
    </message>
    <message>
        <source>not set: up to the highest rating in the rows</source>
        <extracomment>method reward.levels, why the default is what it is</extracomment>
        <translation>nicht gesetzt: bis zur höchsten Note in den Zeilen</translation>
    </message>
    <message>
        <source>Zero point</source>
        <extracomment>method reward.zero_point, label</extracomment>
        <translation>Nullpunkt</translation>
    </message>
    <message>
        <source>What a score of 0 means.</source>
        <extracomment>method reward.zero_point, help</extracomment>
        <translation>Was eine Bewertung von 0 bedeutet.</translation>
    </message>
    <message>
        <source>as learned: given scores keep their scale</source>
        <extracomment>method reward.zero_point, why the default is what it is</extracomment>
        <translation>wie gelernt: gegebene Bewertungen behalten ihre Skala</translation>
    </message>
    <message>
        <source>As learned</source>
        <extracomment>method reward.zero_point = as_learnt</extracomment>
        <translation>Wie gelernt</translation>
    </message>
    <message>
        <source>Scores are what the head says.</source>
        <extracomment>method reward.zero_point = as_learnt, help</extracomment>
        <translation>Bewertungen sind, was der Kopf sagt.</translation>
    </message>
    <message>
        <source>Mean of the answers</source>
        <extracomment>method reward.zero_point = mean</extracomment>
        <translation>Mittel der Antworten</translation>
    </message>
    <message>
        <source>When training is done, the mean score of the held-out answers is subtracted, of those trained on where none are held out.</source>
        <extracomment>method reward.zero_point = mean, help</extracomment>
        <translation>Am Ende des Trainings wird die mittlere Bewertung der zurückgehaltenen Antworten abgezogen, der trainierten, wo keine zurückgehalten sind.</translation>
    </message>
    <message>
        <source>GRPO</source>
        <extracomment>method grpo</extracomment>
        <translation>GRPO</translation>
    </message>
    <message>
        <source>Reinforcement learning without a critic: each prompt is answered several times, and what did better than the others becomes likelier.</source>
        <extracomment>method grpo, help</extracomment>
        <translation>Reinforcement Learning ohne Kritiker: Jeder Prompt wird mehrmals beantwortet, und was besser war als die anderen, wird wahrscheinlicher.</translation>
    </message>
    <message>
        <source>Rewards</source>
        <extracomment>method grpo.rewards, label</extracomment>
        <translation>Belohnungen</translation>
    </message>
    <message>
        <source>What makes an answer good. The parts are added, each times its weight.</source>
        <extracomment>method grpo.rewards, help</extracomment>
        <translation>Was eine Antwort gut macht. Die Teile werden addiert, jeder mal sein Gewicht.</translation>
    </message>
    <message>
        <source>Of this part in plots and tables. Empty: the kind's name.</source>
        <extracomment>method grpo.rewards.name, help</extracomment>
        <translation>Dieses Teils in Kurven und Tabellen. Leer: der Name der Art.</translation>
    </message>
    <message>
        <source>empty: the kind's name says it</source>
        <extracomment>method grpo.rewards.name, why the default is what it is</extracomment>
        <translation>leer: Der Name der Art sagt es</translation>
    </message>
    <message>
        <source>What this part's number is multiplied by before the parts are added. Below 0 it is a penalty.</source>
        <extracomment>method grpo.rewards.weight, help</extracomment>
        <translation>Womit die Zahl dieses Teils multipliziert wird, bevor die Teile addiert werden. Unter 0 ist er eine Strafe.</translation>
    </message>
    <message>
        <source>1: counts as it is</source>
        <extracomment>method grpo.rewards.weight, why the default is what it is</extracomment>
        <translation>1: zählt, wie er ist</translation>
    </message>
    <message>
        <source>Scale</source>
        <extracomment>method grpo.rewards.scale, label</extracomment>
        <translation>Skala</translation>
    </message>
    <message>
        <source>How the numbers of different parts are made comparable.</source>
        <extracomment>method grpo.rewards.scale, help</extracomment>
        <translation>Wie die Zahlen verschiedener Teile vergleichbar werden.</translation>
    </message>
    <message>
        <source>as it is: a reward means the same at each step</source>
        <extracomment>method grpo.rewards.scale, why the default is what it is</extracomment>
        <translation>wie sie ist: Eine Belohnung bedeutet bei jedem Schritt dasselbe</translation>
    </message>
    <message>
        <source>As it is</source>
        <extracomment>method grpo.rewards.scale = as_is</extracomment>
        <translation>Wie sie ist</translation>
    </message>
    <message>
        <source>The number itself.</source>
        <extracomment>method grpo.rewards.scale = as_is, help</extracomment>
        <translation>Die Zahl selbst.</translation>
    </message>
    <message>
        <source>Standardised</source>
        <extracomment>method grpo.rewards.scale = standardized</extracomment>
        <translation>Standardisiert</translation>
    </message>
    <message>
        <source>Minus the mean, divided by the standard deviation of the rollout's answers.</source>
        <extracomment>method grpo.rewards.scale = standardized, help</extracomment>
        <translation>Minus das Mittel, geteilt durch die Standardabweichung der Antworten des Rollouts.</translation>
    </message>
    <message>
        <source>Kind</source>
        <extracomment>method grpo.rewards.reward, label</extracomment>
        <translation>Art</translation>
    </message>
    <message>
        <source>What is rewarded.</source>
        <extracomment>method grpo.rewards.reward, help</extracomment>
        <translation>Was belohnt wird.</translation>
    </message>
    <message>
        <source>a pattern: the simplest rule there is</source>
        <extracomment>method grpo.rewards.reward, why the default is what it is</extracomment>
        <translation>ein Muster: die einfachste Regel, die es gibt</translation>
    </message>
    <message>
        <source>The score a reward model gives the answer, read at its end. Any number; with reward centring about 0 for a middling answer.</source>
        <extracomment>method grpo.rewards.reward reward_model, help</extracomment>
        <translation>Die Bewertung, die ein Belohnungsmodell der Antwort gibt, an ihrem Ende gelesen. Eine beliebige Zahl; mit Zentrierung etwa 0 für eine mittlere Antwort.</translation>
    </message>
    <message>
        <source>The final/ folder of a run with the method &quot;reward&quot;. An adapter of the policy's base shares that base in memory; a whole model is loaded beside it.</source>
        <extracomment>method grpo.rewards.reward reward_model.path, help</extracomment>
        <translation>Der Ordner final/ eines Laufs mit der Methode &quot;reward&quot;. Ein Adapter der Basis der Policy teilt diese Basis im Speicher; ein ganzes Modell wird daneben geladen.</translation>
    </message>
    <message>
        <source>Of a model that gives several scores, the name of the one to use. Empty: their weighted total, lowered by the model's veto where it has one.</source>
        <extracomment>method grpo.rewards.reward reward_model.dimension, help</extracomment>
        <translation>Bei einem Modell, das mehrere Bewertungen gibt, der Name der zu nehmenden. Leer: ihre gewichtete Summe, vom Veto des Modells gesenkt, wo es eins hat.</translation>
    </message>
    <message>
        <source>most reward models give one score, and the total is what others were trained for</source>
        <extracomment>method grpo.rewards.reward reward_model.dimension, why the default is what it is</extracomment>
        <translation>die meisten Belohnungsmodelle geben eine Bewertung, und für die Summe wurden die anderen trainiert</translation>
    </message>
    <message>
        <source>Judge</source>
        <extracomment>method grpo.rewards.reward judge</extracomment>
        <translation>Richter</translation>
    </message>
    <message>
        <source>Another model's verdict on the answer by a rubric, from 0 to 1. Judges favour long answers, and those that resemble their own.</source>
        <extracomment>method grpo.rewards.reward judge, help</extracomment>
        <translation>Das Urteil eines anderen Modells über die Antwort nach einem Maßstab, von 0 bis 1. Richter ziehen lange Antworten vor und solche, die ihren eigenen gleichen.</translation>
    </message>
    <message>
        <source>Who judges the answers.</source>
        <extracomment>method grpo.rewards.reward judge.judge, help</extracomment>
        <translation>Wer die Antworten beurteilt.</translation>
    </message>
    <message>
        <source>on this machine: nothing leaves it</source>
        <extracomment>method grpo.rewards.reward judge.judge, why the default is what it is</extracomment>
        <translation>auf diesem Rechner: Nichts verlässt ihn</translation>
    </message>
    <message>
        <source>A model on this machine</source>
        <extracomment>method grpo.rewards.reward judge.judge = local</extracomment>
        <translation>Ein Modell auf diesem Rechner</translation>
    </message>
    <message>
        <source>Its probabilities of the verdict are read; it writes nothing.</source>
        <extracomment>method grpo.rewards.reward judge.judge = local, help</extracomment>
        <translation>Seine Wahrscheinlichkeiten für das Urteil werden gelesen; es schreibt nichts.</translation>
    </message>
    <message>
        <source>An endpoint</source>
        <extracomment>method grpo.rewards.reward judge.judge = endpoint</extracomment>
        <translation>Ein Endpunkt</translation>
    </message>
    <message>
        <source>Asked over the network, by the chat completions protocol of OpenAI. Prompts and answers are sent to it.</source>
        <extracomment>method grpo.rewards.reward judge.judge = endpoint, help</extracomment>
        <translation>Über das Netz gefragt, mit dem Chat-Completions-Protokoll von OpenAI. Prompts und Antworten werden dorthin gesendet.</translation>
    </message>
    <message>
        <source>Judge's model</source>
        <extracomment>method grpo.rewards.reward judge.model, label</extracomment>
        <translation>Modell des Richters</translation>
    </message>
    <message>
        <source>The folder of a model with a chat template. It is loaded beside the policy, so it takes memory of its own.</source>
        <extracomment>method grpo.rewards.reward judge.model, help</extracomment>
        <translation>Der Ordner eines Modells mit Chat-Template. Es wird neben der Policy geladen und braucht daher eigenen Speicher.</translation>
    </message>
    <message>
        <source>none: which model judges is for you to say</source>
        <extracomment>method grpo.rewards.reward judge.model, why the default is what it is</extracomment>
        <translation>keins: Welches Modell urteilt, ist hier zu wählen</translation>
    </message>
    <message>
        <source>Address</source>
        <extracomment>method grpo.rewards.reward judge.url, label</extracomment>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>What comes before /chat/completions, for example http://127.0.0.1:8080/v1.</source>
        <extracomment>method grpo.rewards.reward judge.url, help</extracomment>
        <translation>Was vor /chat/completions steht, zum Beispiel http://127.0.0.1:8080/v1.</translation>
    </message>
    <message>
        <source>none: nothing is asked over the network unless you say where</source>
        <extracomment>method grpo.rewards.reward judge.url, why the default is what it is</extracomment>
        <translation>keine: Ohne Angabe wird nichts über das Netz gefragt</translation>
    </message>
    <message>
        <source>Model's name there</source>
        <extracomment>method grpo.rewards.reward judge.endpoint_model, label</extracomment>
        <translation>Name des Modells dort</translation>
    </message>
    <message>
        <source>As the endpoint knows it.</source>
        <extracomment>method grpo.rewards.reward judge.endpoint_model, help</extracomment>
        <translation>Wie der Endpunkt es kennt.</translation>
    </message>
    <message>
        <source>none: every endpoint has names of its own</source>
        <extracomment>method grpo.rewards.reward judge.endpoint_model, why the default is what it is</extracomment>
        <translation>keiner: Jeder Endpunkt hat eigene Namen</translation>
    </message>
    <message>
        <source>Key file</source>
        <extracomment>method grpo.rewards.reward judge.key_file, label</extracomment>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>A file that holds the endpoint's secret key and that nobody else may read (chmod 600). A key itself never stands in a recipe.</source>
        <extracomment>method grpo.rewards.reward judge.key_file, help</extracomment>
        <translation>Eine Datei mit dem geheimen Schlüssel des Endpunkts, die sonst niemand lesen darf (chmod 600). Ein Schlüssel selbst steht nie in einem Rezept.</translation>
    </message>
    <message>
        <source>not set: an endpoint of one's own asks for none</source>
        <extracomment>method grpo.rewards.reward judge.key_file, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Ein eigener Endpunkt verlangt keinen</translation>
    </message>
    <message>
        <source>Rubric</source>
        <extracomment>method grpo.rewards.reward judge.rubric, label</extracomment>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>What a good answer is, in words for the judge.</source>
        <extracomment>method grpo.rewards.reward judge.rubric, help</extracomment>
        <translation>Was eine gute Antwort ist, in Worten für den Richter.</translation>
    </message>
    <message>
        <source>what most people want of an answer</source>
        <extracomment>method grpo.rewards.reward judge.rubric, why the default is what it is</extracomment>
        <translation>was die meisten von einer Antwort wollen</translation>
    </message>
    <message>
        <source>What the judge is asked for.</source>
        <extracomment>method grpo.rewards.reward judge.scale, help</extracomment>
        <translation>Wonach der Richter gefragt wird.</translation>
    </message>
    <message>
        <source>yes or no: what small models answer best</source>
        <extracomment>method grpo.rewards.reward judge.scale, why the default is what it is</extracomment>
        <translation>ja oder nein: was kleine Modelle am besten beantworten</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <extracomment>method grpo.rewards.reward judge.scale = yes_no</extracomment>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>How probable the judge finds &quot;yes, it is good&quot;.</source>
        <extracomment>method grpo.rewards.reward judge.scale = yes_no, help</extracomment>
        <translation>Für wie wahrscheinlich der Richter „ja, sie ist gut“ hält.</translation>
    </message>
    <message>
        <source>Points</source>
        <extracomment>method grpo.rewards.reward judge.scale = points</extracomment>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>The points that are to be expected, 1 as 0 and the most as 1.</source>
        <extracomment>method grpo.rewards.reward judge.scale = points, help</extracomment>
        <translation>Die zu erwartenden Punkte, 1 als 0 und die höchsten als 1.</translation>
    </message>
    <message>
        <source>Most points</source>
        <extracomment>method grpo.rewards.reward judge.points, label</extracomment>
        <translation>Höchste Punktzahl</translation>
    </message>
    <message>
        <source>The best answer gets so many; the worst gets 1. One digit, so that it is one token of the judge's.</source>
        <extracomment>method grpo.rewards.reward judge.points, help</extracomment>
        <translation>So viele erhält die beste Antwort, die schlechteste 1. Eine Ziffer, damit es für den Richter ein Token ist.</translation>
    </message>
    <message>
        <source>5: as in ratings by people</source>
        <extracomment>method grpo.rewards.reward judge.points, why the default is what it is</extracomment>
        <translation>5: wie bei Bewertungen durch Menschen</translation>
    </message>
    <message>
        <source>Timeout</source>
        <extracomment>method grpo.rewards.reward judge.timeout_seconds, label</extracomment>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>How long one request may take.</source>
        <extracomment>method grpo.rewards.reward judge.timeout_seconds, help</extracomment>
        <translation>Wie lange eine Anfrage dauern darf.</translation>
    </message>
    <message>
        <source>s</source>
        <extracomment>method grpo.rewards.reward judge.timeout_seconds, unit</extracomment>
        <translation>s</translation>
    </message>
    <message>
        <source>60 s: a busy server's queue included</source>
        <extracomment>method grpo.rewards.reward judge.timeout_seconds, why the default is what it is</extracomment>
        <translation>60 s: die Warteschlange eines ausgelasteten Servers eingerechnet</translation>
    </message>
    <message>
        <source>Retries</source>
        <extracomment>method grpo.rewards.reward judge.retries, label</extracomment>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>How often a question is asked again when the endpoint is busy, broken or not there. The wait doubles each time.</source>
        <extracomment>method grpo.rewards.reward judge.retries, help</extracomment>
        <translation>Wie oft eine Frage noch einmal gestellt wird, wenn der Endpunkt ausgelastet, gestört oder nicht da ist. Die Wartezeit verdoppelt sich jedes Mal.</translation>
    </message>
    <message>
        <source>4: about ten seconds of patience beside the timeouts</source>
        <extracomment>method grpo.rewards.reward judge.retries, why the default is what it is</extracomment>
        <translation>4: etwa zehn Sekunden Geduld neben den Zeitlimits</translation>
    </message>
    <message>
        <source>At most this many requests</source>
        <extracomment>method grpo.rewards.reward judge.max_requests, label</extracomment>
        <translation>Höchstzahl der Anfragen</translation>
    </message>
    <message>
        <source>The run stops with an error before it sends more. What was judged before is kept on disk and never asked again.</source>
        <extracomment>method grpo.rewards.reward judge.max_requests, help</extracomment>
        <translation>Bevor mehr gesendet werden, endet der Lauf mit einem Fehler. Was schon beurteilt ist, bleibt auf der Platte und wird nie wieder gefragt.</translation>
    </message>
    <message>
        <source>10000: a forgotten run has an end</source>
        <extracomment>method grpo.rewards.reward judge.max_requests, why the default is what it is</extracomment>
        <translation>10000: Ein vergessener Lauf hat ein Ende</translation>
    </message>
    <message>
        <source>At most this many tokens</source>
        <extracomment>method grpo.rewards.reward judge.max_tokens_total, label</extracomment>
        <translation>Höchstzahl der Token</translation>
    </message>
    <message>
        <source>The same in tokens of questions and verdicts, as the endpoint counts them; where it does not, four bytes are taken for one.</source>
        <extracomment>method grpo.rewards.reward judge.max_tokens_total, help</extracomment>
        <translation>Dasselbe in Token von Fragen und Urteilen, wie der Endpunkt sie zählt; wo er es nicht tut, gelten vier Bytes als eines.</translation>
    </message>
    <message>
        <source>not set: the number of requests is bound already</source>
        <extracomment>method grpo.rewards.reward judge.max_tokens_total, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Die Zahl der Anfragen ist schon begrenzt</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <extracomment>method grpo.rewards.reward judge.concurrency, label</extracomment>
        <translation>Anfragen zugleich</translation>
    </message>
    <message>
        <source>How many questions are on the way at the same time.</source>
        <extracomment>method grpo.rewards.reward judge.concurrency, help</extracomment>
        <translation>Wie viele Fragen zur selben Zeit unterwegs sind.</translation>
    </message>
    <message>
        <source>4: what a small server takes</source>
        <extracomment>method grpo.rewards.reward judge.concurrency, why the default is what it is</extracomment>
        <translation>4: was ein kleiner Server verträgt</translation>
    </message>
    <message>
        <source>Tokens of a verdict</source>
        <extracomment>method grpo.rewards.reward judge.answer_tokens, label</extracomment>
        <translation>Token eines Urteils</translation>
    </message>
    <message>
        <source>How long the endpoint may write. A model that thinks before it answers needs some thousand.</source>
        <extracomment>method grpo.rewards.reward judge.answer_tokens, help</extracomment>
        <translation>Wie lang der Endpunkt schreiben darf. Ein Modell, das vor der Antwort nachdenkt, braucht einige Tausend.</translation>
    </message>
    <message>
        <source>8: a verdict is one word</source>
        <extracomment>method grpo.rewards.reward judge.answer_tokens, why the default is what it is</extracomment>
        <translation>8: Ein Urteil ist ein Wort</translation>
    </message>
    <message>
        <source>Pattern</source>
        <extracomment>method grpo.rewards.reward regex</extracomment>
        <translation>Muster</translation>
    </message>
    <message>
        <source>One number for an answer that matches a regular expression, another one for the rest.</source>
        <extracomment>method grpo.rewards.reward regex, help</extracomment>
        <translation>Eine Zahl für eine Antwort, auf die ein regulärer Ausdruck passt, eine andere für den Rest.</translation>
    </message>
    <message>
        <source>A regular expression in RE2's syntax. (?s) in front lets a dot match line ends too.</source>
        <extracomment>method grpo.rewards.reward regex.pattern, help</extracomment>
        <translation>Ein regulärer Ausdruck in der Syntax von RE2. Mit (?s) am Anfang passt ein Punkt auch auf Zeilenenden.</translation>
    </message>
    <message>
        <source>Must match</source>
        <extracomment>method grpo.rewards.reward regex.match, label</extracomment>
        <translation>Muss passen auf</translation>
    </message>
    <message>
        <source>Which part of the answer the pattern is for.</source>
        <extracomment>method grpo.rewards.reward regex.match, help</extracomment>
        <translation>Für welchen Teil der Antwort das Muster gilt.</translation>
    </message>
    <message>
        <source>the whole answer: nothing can be added around it</source>
        <extracomment>method grpo.rewards.reward regex.match, why the default is what it is</extracomment>
        <translation>die ganze Antwort: Ringsum lässt sich nichts hinzufügen</translation>
    </message>
    <message>
        <source>The whole answer</source>
        <extracomment>method grpo.rewards.reward regex.match = whole</extracomment>
        <translation>Die ganze Antwort</translation>
    </message>
    <message>
        <source>From its first to its last character.</source>
        <extracomment>method grpo.rewards.reward regex.match = whole, help</extracomment>
        <translation>Von ihrem ersten bis zum letzten Zeichen.</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <extracomment>method grpo.rewards.reward regex.match = anywhere</extracomment>
        <translation>Irgendwo</translation>
    </message>
    <message>
        <source>Some part of the answer.</source>
        <extracomment>method grpo.rewards.reward regex.match = anywhere, help</extracomment>
        <translation>Irgendein Teil der Antwort.</translation>
    </message>
    <message>
        <source>Ignore case</source>
        <extracomment>method grpo.rewards.reward regex.ignore_case, label</extracomment>
        <translation>Groß und klein gleich</translation>
    </message>
    <message>
        <source>A and a are the same.</source>
        <extracomment>method grpo.rewards.reward regex.ignore_case, help</extracomment>
        <translation>A und a sind dasselbe.</translation>
    </message>
    <message>
        <source>off: the pattern as written</source>
        <extracomment>method grpo.rewards.reward regex.ignore_case, why the default is what it is</extracomment>
        <translation>aus: das Muster, wie es geschrieben ist</translation>
    </message>
    <message>
        <source>Reward</source>
        <extracomment>method grpo.rewards.reward regex.reward, label</extracomment>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Of an answer that matches.</source>
        <extracomment>method grpo.rewards.reward regex.reward, help</extracomment>
        <translation>Einer Antwort, auf die es passt.</translation>
    </message>
    <message>
        <source>1: a fact that is there</source>
        <extracomment>method grpo.rewards.reward regex.reward, why the default is what it is</extracomment>
        <translation>1: eine Tatsache, die da ist</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <extracomment>method grpo.rewards.reward regex.otherwise, label</extracomment>
        <translation>Sonst</translation>
    </message>
    <message>
        <source>Of an answer that does not.</source>
        <extracomment>method grpo.rewards.reward regex.otherwise, help</extracomment>
        <translation>Einer Antwort, auf die es nicht passt.</translation>
    </message>
    <message>
        <source>0: a fact that is not there</source>
        <extracomment>method grpo.rewards.reward regex.otherwise, why the default is what it is</extracomment>
        <translation>0: eine Tatsache, die nicht da ist</translation>
    </message>
    <message>
        <source>Length</source>
        <extracomment>method grpo.rewards.reward length</extracomment>
        <translation>Länge</translation>
    </message>
    <message>
        <source>1 for an answer whose length lies in a window, falling to 0 beyond it. Without such a rule, many rewards teach long answers.</source>
        <extracomment>method grpo.rewards.reward length, help</extracomment>
        <translation>1 für eine Antwort, deren Länge in einem Fenster liegt, jenseits davon fallend bis 0. Ohne eine solche Regel lehren viele Belohnungen lange Antworten.</translation>
    </message>
    <message>
        <source>Counted in</source>
        <extracomment>method grpo.rewards.reward length.unit, label</extracomment>
        <translation>Gezählt in</translation>
    </message>
    <message>
        <source>What the length is counted in.</source>
        <extracomment>method grpo.rewards.reward length.unit, help</extracomment>
        <translation>Worin die Länge gezählt wird.</translation>
    </message>
    <message>
        <source>words: what a reader would count</source>
        <extracomment>method grpo.rewards.reward length.unit, why the default is what it is</extracomment>
        <translation>Wörter: was ein Leser zählen würde</translation>
    </message>
    <message>
        <source>Words</source>
        <extracomment>method grpo.rewards.reward length.unit = words</extracomment>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>What lies between white space.</source>
        <extracomment>method grpo.rewards.reward length.unit = words, help</extracomment>
        <translation>Was zwischen Leerraum steht.</translation>
    </message>
    <message>
        <source>Tokens</source>
        <extracomment>method grpo.rewards.reward length.unit = tokens</extracomment>
        <translation>Token</translation>
    </message>
    <message>
        <source>As the policy writes them, with the end token.</source>
        <extracomment>method grpo.rewards.reward length.unit = tokens, help</extracomment>
        <translation>Wie die Policy sie schreibt, mit dem Token für das Ende.</translation>
    </message>
    <message>
        <source>Characters</source>
        <extracomment>method grpo.rewards.reward length.unit = characters</extracomment>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Unicode code points.</source>
        <extracomment>method grpo.rewards.reward length.unit = characters, help</extracomment>
        <translation>Unicode-Codepunkte.</translation>
    </message>
    <message>
        <source>At least</source>
        <extracomment>method grpo.rewards.reward length.minimum, label</extracomment>
        <translation>Mindestens</translation>
    </message>
    <message>
        <source>A shorter answer loses reward.</source>
        <extracomment>method grpo.rewards.reward length.minimum, help</extracomment>
        <translation>Eine kürzere Antwort verliert Belohnung.</translation>
    </message>
    <message>
        <source>1: an empty answer is never good</source>
        <extracomment>method grpo.rewards.reward length.minimum, why the default is what it is</extracomment>
        <translation>1: Eine leere Antwort ist nie gut</translation>
    </message>
    <message>
        <source>A longer answer loses reward; not set: no limit.</source>
        <extracomment>method grpo.rewards.reward length.maximum, help</extracomment>
        <translation>Eine längere Antwort verliert Belohnung; nicht gesetzt: keine Grenze.</translation>
    </message>
    <message>
        <source>not set: how long is too long depends on what is asked</source>
        <extracomment>method grpo.rewards.reward length.maximum, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Was zu lang ist, hängt von der Frage ab</translation>
    </message>
    <message>
        <source>Slope</source>
        <extracomment>method grpo.rewards.reward length.slope, label</extracomment>
        <translation>Abfall</translation>
    </message>
    <message>
        <source>Over how many units beyond the window the reward falls from 1 to 0; 0: at once.</source>
        <extracomment>method grpo.rewards.reward length.slope, help</extracomment>
        <translation>Über wie viele Einheiten jenseits des Fensters die Belohnung von 1 auf 0 fällt; 0: sofort.</translation>
    </message>
    <message>
        <source>0: in or out</source>
        <extracomment>method grpo.rewards.reward length.slope, why the default is what it is</extracomment>
        <translation>0: drinnen oder draußen</translation>
    </message>
    <message>
        <source>Right answer</source>
        <extracomment>method grpo.rewards.reward exact_answer</extracomment>
        <translation>Richtige Antwort</translation>
    </message>
    <message>
        <source>1 for an answer that is the row's reference (its answer or solution, or any of a list), 0 for another one. Says nothing of rows without one.</source>
        <extracomment>method grpo.rewards.reward exact_answer, help</extracomment>
        <translation>1 für eine Antwort, die der Referenz der Zeile entspricht (ihrem answer oder solution, oder einer aus einer Liste), 0 für eine andere. Sagt nichts zu Zeilen ohne Referenz.</translation>
    </message>
    <message>
        <source>Looked for in</source>
        <extracomment>method grpo.rewards.reward exact_answer.where, label</extracomment>
        <translation>Gesucht in</translation>
    </message>
    <message>
        <source>Which part of the answer must be the right one. The marked parts (boxed, pattern) are also taken out of the row's reference where it has them.</source>
        <extracomment>method grpo.rewards.reward exact_answer.where, help</extracomment>
        <translation>Welcher Teil der Antwort der richtige sein muss. Die markierten Teile (boxed, Muster) werden auch aus der Referenz der Zeile genommen, wo sie welche hat.</translation>
    </message>
    <message>
        <source>Its last line</source>
        <extracomment>method grpo.rewards.reward exact_answer.where = last_line</extracomment>
        <translation>Ihre letzte Zeile</translation>
    </message>
    <message>
        <source>The last line with more than white space.</source>
        <extracomment>method grpo.rewards.reward exact_answer.where = last_line, help</extracomment>
        <translation>Die letzte Zeile, in der mehr als Leerraum steht.</translation>
    </message>
    <message>
        <source>In \boxed{}</source>
        <extracomment>method grpo.rewards.reward exact_answer.where = boxed</extracomment>
        <translation>In \boxed{}</translation>
    </message>
    <message>
        <source>What the last \boxed{...} holds.</source>
        <extracomment>method grpo.rewards.reward exact_answer.where = boxed, help</extracomment>
        <translation>Was das letzte \boxed{...} enthält.</translation>
    </message>
    <message>
        <source>Where a pattern matches</source>
        <extracomment>method grpo.rewards.reward exact_answer.where = pattern</extracomment>
        <translation>Wo ein Muster passt</translation>
    </message>
    <message>
        <source>What the pattern's group takes out at the first place it matches; without a group, the match.</source>
        <extracomment>method grpo.rewards.reward exact_answer.where = pattern, help</extracomment>
        <translation>Was die Gruppe des Musters an der ersten passenden Stelle herausnimmt; ohne Gruppe der ganze Treffer.</translation>
    </message>
    <message>
        <source>As a word or phrase of its own, somewhere in the answer.</source>
        <extracomment>method grpo.rewards.reward exact_answer.where = anywhere, help</extracomment>
        <translation>Als eigenes Wort oder eigene Wendung, irgendwo in der Antwort.</translation>
    </message>
    <message>
        <source>RE2's syntax, with one group around the answer, such as #### *(.+). To find the last place, begin with (?s).*</source>
        <extracomment>method grpo.rewards.reward exact_answer.pattern, help</extracomment>
        <translation>Syntax von RE2, mit einer Gruppe um die Antwort, etwa #### *(.+). Um die letzte Stelle zu finden, mit (?s).* beginnen</translation>
    </message>
    <message>
        <source>needed only where the answer is found by a pattern</source>
        <extracomment>method grpo.rewards.reward exact_answer.pattern, why the default is what it is</extracomment>
        <translation>nur nötig, wo die Antwort über ein Muster gefunden wird</translation>
    </message>
    <message>
        <source>on: how it is written does not make an answer wrong</source>
        <extracomment>method grpo.rewards.reward exact_answer.ignore_case, why the default is what it is</extracomment>
        <translation>an: Die Schreibweise macht eine Antwort nicht falsch</translation>
    </message>
    <message>
        <source>Ignore punctuation</source>
        <extracomment>method grpo.rewards.reward exact_answer.ignore_punctuation, label</extracomment>
        <translation>Satzzeichen ignorieren</translation>
    </message>
    <message>
        <source>Commas, full stops, quotes and brackets do not count, except inside numbers. How much white space there is never counts.</source>
        <extracomment>method grpo.rewards.reward exact_answer.ignore_punctuation, help</extracomment>
        <translation>Kommas, Punkte, Anführungszeichen und Klammern zählen nicht, außer in Zahlen. Wie viel Leerraum da ist, zählt nie.</translation>
    </message>
    <message>
        <source>on: a full stop at the end does not make an answer wrong</source>
        <extracomment>method grpo.rewards.reward exact_answer.ignore_punctuation, why the default is what it is</extracomment>
        <translation>an: Ein Punkt am Ende macht eine Antwort nicht falsch</translation>
    </message>
    <message>
        <source>Right number</source>
        <extracomment>method grpo.rewards.reward numeric_answer</extracomment>
        <translation>Richtige Zahl</translation>
    </message>
    <message>
        <source>1 for an answer whose last number is that of the row's reference, 0 for another one or none. Knows signs, thousands, fractions, percent, 1e6.</source>
        <extracomment>method grpo.rewards.reward numeric_answer, help</extracomment>
        <translation>1 für eine Antwort, deren letzte Zahl die der Referenz der Zeile ist, 0 für eine andere oder keine. Kennt Vorzeichen, Tausender, Brüche, Prozent, 1e6.</translation>
    </message>
    <message>
        <source>In which part of the answer the last number counts. The marked parts (boxed, pattern) are also taken out of the row's reference where it has them.</source>
        <extracomment>method grpo.rewards.reward numeric_answer.where, help</extracomment>
        <translation>In welchem Teil der Antwort die letzte Zahl zählt. Die markierten Teile (boxed, Muster) werden auch aus der Referenz der Zeile genommen, wo sie welche hat.</translation>
    </message>
    <message>
        <source>the whole answer: the last number is where most end up</source>
        <extracomment>method grpo.rewards.reward numeric_answer.where, why the default is what it is</extracomment>
        <translation>die ganze Antwort: Die letzte Zahl ist, worauf die meisten hinauslaufen</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <extracomment>method grpo.rewards.reward numeric_answer.absolute_tolerance, label</extracomment>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>How far the number may be from the right one.</source>
        <extracomment>method grpo.rewards.reward numeric_answer.absolute_tolerance, help</extracomment>
        <translation>Wie weit die Zahl von der richtigen entfernt sein darf.</translation>
    </message>
    <message>
        <source>a millionth: rounding of a fraction, nothing else</source>
        <extracomment>method grpo.rewards.reward numeric_answer.absolute_tolerance, why the default is what it is</extracomment>
        <translation>ein Millionstel: das Runden eines Bruchs, sonst nichts</translation>
    </message>
    <message>
        <source>Relative tolerance</source>
        <extracomment>method grpo.rewards.reward numeric_answer.relative_tolerance, label</extracomment>
        <translation>Relative Toleranz</translation>
    </message>
    <message>
        <source>The same as a share of the right number; the wider of both counts.</source>
        <extracomment>method grpo.rewards.reward numeric_answer.relative_tolerance, help</extracomment>
        <translation>Dasselbe als Anteil der richtigen Zahl; die weitere von beiden zählt.</translation>
    </message>
    <message>
        <source>0: large whole numbers must be exact</source>
        <extracomment>method grpo.rewards.reward numeric_answer.relative_tolerance, why the default is what it is</extracomment>
        <translation>0: Große ganze Zahlen müssen genau stimmen</translation>
    </message>
    <message>
        <source>Decimal comma</source>
        <extracomment>method grpo.rewards.reward numeric_answer.decimal_comma, label</extracomment>
        <translation>Dezimalkomma</translation>
    </message>
    <message>
        <source>1.234,5 instead of 1,234.5, in answers and references.</source>
        <extracomment>method grpo.rewards.reward numeric_answer.decimal_comma, help</extracomment>
        <translation>1.234,5 statt 1,234.5, in Antworten und Referenzen.</translation>
    </message>
    <message>
        <source>off: as English and most data sets write numbers</source>
        <extracomment>method grpo.rewards.reward numeric_answer.decimal_comma, why the default is what it is</extracomment>
        <translation>aus: wie das Englische und die meisten Datensätze Zahlen schreiben</translation>
    </message>
    <message>
        <source>JSON</source>
        <extracomment>method grpo.rewards.reward json_schema</extracomment>
        <translation>JSON</translation>
    </message>
    <message>
        <source>1 for an answer that is JSON as a schema wants it, 0 for one that is no JSON; JSON of another form gets what you set. The schema is yours, or the row's.</source>
        <extracomment>method grpo.rewards.reward json_schema, help</extracomment>
        <translation>1 für eine Antwort, die JSON nach einem Schema ist, 0 für eine, die kein JSON ist; JSON anderer Form erhält den eingestellten Wert. Das Schema ist das hier angegebene oder das der Zeile.</translation>
    </message>
    <message>
        <source>Schema</source>
        <extracomment>method grpo.rewards.reward json_schema.schema, label</extracomment>
        <translation>Schema</translation>
    </message>
    <message>
        <source>A JSON schema (draft 7) for all answers. Empty: that of the row, as &quot;schema&quot; or &quot;checker&quot; in its reference.</source>
        <extracomment>method grpo.rewards.reward json_schema.schema, help</extracomment>
        <translation>Ein JSON-Schema (draft 7) für alle Antworten. Leer: das der Zeile, als &quot;schema&quot; oder &quot;checker&quot; in ihrer Referenz.</translation>
    </message>
    <message>
        <source>empty: each row says what its answer should be</source>
        <extracomment>method grpo.rewards.reward json_schema.schema, why the default is what it is</extracomment>
        <translation>leer: Jede Zeile sagt, was ihre Antwort sein soll</translation>
    </message>
    <message>
        <source>Which part of the answer must be the JSON.</source>
        <extracomment>method grpo.rewards.reward json_schema.where, help</extracomment>
        <translation>Welcher Teil der Antwort das JSON sein muss.</translation>
    </message>
    <message>
        <source>the whole answer: a program can read it as it is</source>
        <extracomment>method grpo.rewards.reward json_schema.where, why the default is what it is</extracomment>
        <translation>die ganze Antwort: Ein Programm kann sie lesen, wie sie ist</translation>
    </message>
    <message>
        <source>Nothing else may be in it.</source>
        <extracomment>method grpo.rewards.reward json_schema.where = whole, help</extracomment>
        <translation>Nichts anderes darf darin stehen.</translation>
    </message>
    <message>
        <source>The first fenced block</source>
        <extracomment>method grpo.rewards.reward json_schema.where = fenced</extracomment>
        <translation>Der erste Codeblock</translation>
    </message>
    <message>
        <source>Between ```json and ```.</source>
        <extracomment>method grpo.rewards.reward json_schema.where = fenced, help</extracomment>
        <translation>Zwischen ```json und ```.</translation>
    </message>
    <message>
        <source>The first object</source>
        <extracomment>method grpo.rewards.reward json_schema.where = first_object</extracomment>
        <translation>Das erste Objekt</translation>
    </message>
    <message>
        <source>From the first { that begins an object to the } that closes it.</source>
        <extracomment>method grpo.rewards.reward json_schema.where = first_object, help</extracomment>
        <translation>Von der ersten geschweiften Klammer {, die ein Objekt beginnt, bis zu der }, die es schließt.</translation>
    </message>
    <message>
        <source>Other JSON</source>
        <extracomment>method grpo.rewards.reward json_schema.other_json, label</extracomment>
        <translation>Anderes JSON</translation>
    </message>
    <message>
        <source>The reward of JSON that is not as the schema wants it. A model that writes no JSON yet learns faster with some.</source>
        <extracomment>method grpo.rewards.reward json_schema.other_json, help</extracomment>
        <translation>Die Belohnung für JSON, das nicht dem Schema entspricht. Ein Modell, das noch kein JSON schreibt, lernt mit etwas davon schneller.</translation>
    </message>
    <message>
        <source>0: only what can be used counts</source>
        <extracomment>method grpo.rewards.reward json_schema.other_json, why the default is what it is</extracomment>
        <translation>0: Nur was brauchbar ist, zählt</translation>
    </message>
    <message>
        <source>1 for an answer with all required words and no banned one; with a banned one 0; with some of the required ones 0 or their share.</source>
        <extracomment>method grpo.rewards.reward words, help</extracomment>
        <translation>1 für eine Antwort mit allen verlangten und keinem verbotenen Wort; mit einem verbotenen 0; mit einem Teil der verlangten 0 oder deren Anteil.</translation>
    </message>
    <message>
        <source>Required</source>
        <extracomment>method grpo.rewards.reward words.required, label</extracomment>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Words or phrases that must be in the answer, in any case, each as words of its own.</source>
        <extracomment>method grpo.rewards.reward words.required, help</extracomment>
        <translation>Wörter oder Wendungen, die in der Antwort stehen müssen, groß oder klein, jede als eigene Wörter.</translation>
    </message>
    <message>
        <source>none: nothing is required that you did not name</source>
        <extracomment>method grpo.rewards.reward words.required, why the default is what it is</extracomment>
        <translation>keine: Nichts ist verlangt, was hier nicht genannt ist</translation>
    </message>
    <message>
        <source>Banned</source>
        <extracomment>method grpo.rewards.reward words.banned, label</extracomment>
        <translation>Verboten</translation>
    </message>
    <message>
        <source>Words or phrases that must not be in the answer; one of them takes all reward away.</source>
        <extracomment>method grpo.rewards.reward words.banned, help</extracomment>
        <translation>Wörter oder Wendungen, die nicht in der Antwort stehen dürfen; eine davon nimmt die ganze Belohnung.</translation>
    </message>
    <message>
        <source>none: nothing is banned that you did not name</source>
        <extracomment>method grpo.rewards.reward words.banned, why the default is what it is</extracomment>
        <translation>keine: Nichts ist verboten, was hier nicht genannt ist</translation>
    </message>
    <message>
        <source>Of the required</source>
        <extracomment>method grpo.rewards.reward words.needed, label</extracomment>
        <translation>Von den verlangten</translation>
    </message>
    <message>
        <source>What counts when some of the required words are missing.</source>
        <extracomment>method grpo.rewards.reward words.needed, help</extracomment>
        <translation>Was zählt, wenn einige der verlangten Wörter fehlen.</translation>
    </message>
    <message>
        <source>all: what is required is required</source>
        <extracomment>method grpo.rewards.reward words.needed, why the default is what it is</extracomment>
        <translation>alle: Was verlangt ist, ist verlangt</translation>
    </message>
    <message>
        <source>All of them</source>
        <extracomment>method grpo.rewards.reward words.needed = all</extracomment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>1 with all required words, else 0.</source>
        <extracomment>method grpo.rewards.reward words.needed = all, help</extracomment>
        <translation>1 mit allen verlangten Wörtern, sonst 0.</translation>
    </message>
    <message>
        <source>Their share</source>
        <extracomment>method grpo.rewards.reward words.needed = share</extracomment>
        <translation>Ihr Anteil</translation>
    </message>
    <message>
        <source>The share of the required words that are there.</source>
        <extracomment>method grpo.rewards.reward words.needed = share, help</extracomment>
        <translation>Der Anteil der verlangten Wörter, die da sind.</translation>
    </message>
    <message>
        <source>Unwanted</source>
        <extracomment>method grpo.rewards.reward user_penalty</extracomment>
        <translation>Unerwünschtes</translation>
    </message>
    <message>
        <source>Takes away a penalty for each place with something you marked as unwanted, up to a cap: from minus the cap to 0.</source>
        <extracomment>method grpo.rewards.reward user_penalty, help</extracomment>
        <translation>Zieht eine Strafe ab für jede Stelle mit etwas, das als unerwünscht markiert ist, bis zu einer Obergrenze: von minus der Obergrenze bis 0.</translation>
    </message>
    <message>
        <source>Words or phrases you do not want to read, in any case. A row's reference can name more for its prompt: {&quot;unwanted&quot;: [&quot;...&quot;]}.</source>
        <extracomment>method grpo.rewards.reward user_penalty.unwanted, help</extracomment>
        <translation>Wörter oder Wendungen, die nicht vorkommen sollen, groß oder klein. Die Referenz einer Zeile kann für ihren Prompt weitere nennen: {&quot;unwanted&quot;: [&quot;...&quot;]}.</translation>
    </message>
    <message>
        <source>none: only what the rows name</source>
        <extracomment>method grpo.rewards.reward user_penalty.unwanted, why the default is what it is</extracomment>
        <translation>keine: nur was die Zeilen nennen</translation>
    </message>
    <message>
        <source>Penalty</source>
        <extracomment>method grpo.rewards.reward user_penalty.penalty, label</extracomment>
        <translation>Strafe</translation>
    </message>
    <message>
        <source>For each place where one of them stands.</source>
        <extracomment>method grpo.rewards.reward user_penalty.penalty, help</extracomment>
        <translation>Für jede Stelle, an der eine davon steht.</translation>
    </message>
    <message>
        <source>0.5: two of them cost as much as a right answer is worth</source>
        <extracomment>method grpo.rewards.reward user_penalty.penalty, why the default is what it is</extracomment>
        <translation>0,5: Zwei davon kosten so viel, wie eine richtige Antwort wert ist</translation>
    </message>
    <message>
        <source>No answer loses more than this.</source>
        <extracomment>method grpo.rewards.reward user_penalty.cap, help</extracomment>
        <translation>Keine Antwort verliert mehr als das.</translation>
    </message>
    <message>
        <source>1: as much as a right answer is worth, so that one bad answer does not decide a step</source>
        <extracomment>method grpo.rewards.reward user_penalty.cap, why the default is what it is</extracomment>
        <translation>1: so viel, wie eine richtige Antwort wert ist, damit nicht eine schlechte Antwort einen Schritt entscheidet</translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>method grpo.rewards.reward language</extracomment>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The share of an answer's letters that are in a language, 0 to 1. Says nothing of answers with fewer letters than set. Text of no language it knows counts as another one; where a short text has two languages, the detector sees the stronger one alone.</source>
        <extracomment>method grpo.rewards.reward language, help</extracomment>
        <translation>Der Anteil der Buchstaben einer Antwort in einer Sprache, 0 bis 1. Sagt nichts zu Antworten mit weniger Buchstaben als eingestellt. Text in keiner bekannten Sprache zählt als andere; wo ein kurzer Text zwei Sprachen hat, sieht die Erkennung nur die stärkere.</translation>
    </message>
    <message>
        <source>What answers should be written in.</source>
        <extracomment>method grpo.rewards.reward language.language, help</extracomment>
        <translation>Worin Antworten geschrieben sein sollen.</translation>
    </message>
    <message>
        <source>English: most models' first language</source>
        <extracomment>method grpo.rewards.reward language.language, why the default is what it is</extracomment>
        <translation>Englisch: die erste Sprache der meisten Modelle</translation>
    </message>
    <message>
        <source>Afrikaans</source>
        <extracomment>method grpo.rewards.reward language.language = af</extracomment>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Answers in Afrikaans.</source>
        <extracomment>method grpo.rewards.reward language.language = af, help</extracomment>
        <translation>Antworten auf Afrikaans.</translation>
    </message>
    <message>
        <source>Arabic</source>
        <extracomment>method grpo.rewards.reward language.language = ar</extracomment>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Answers in Arabic.</source>
        <extracomment>method grpo.rewards.reward language.language = ar, help</extracomment>
        <translation>Antworten auf Arabisch.</translation>
    </message>
    <message>
        <source>Azerbaijani</source>
        <extracomment>method grpo.rewards.reward language.language = az</extracomment>
        <translation>Aserbaidschanisch</translation>
    </message>
    <message>
        <source>Answers in Azerbaijani.</source>
        <extracomment>method grpo.rewards.reward language.language = az, help</extracomment>
        <translation>Antworten auf Aserbaidschanisch.</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <extracomment>method grpo.rewards.reward language.language = be</extracomment>
        <translation>Belarussisch</translation>
    </message>
    <message>
        <source>Answers in Belarusian.</source>
        <extracomment>method grpo.rewards.reward language.language = be, help</extracomment>
        <translation>Antworten auf Belarussisch.</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <extracomment>method grpo.rewards.reward language.language = bg</extracomment>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Answers in Bulgarian.</source>
        <extracomment>method grpo.rewards.reward language.language = bg, help</extracomment>
        <translation>Antworten auf Bulgarisch.</translation>
    </message>
    <message>
        <source>Bengali</source>
        <extracomment>method grpo.rewards.reward language.language = bn</extracomment>
        <translation>Bengalisch</translation>
    </message>
    <message>
        <source>Answers in Bengali.</source>
        <extracomment>method grpo.rewards.reward language.language = bn, help</extracomment>
        <translation>Antworten auf Bengalisch.</translation>
    </message>
    <message>
        <source>Catalan</source>
        <extracomment>method grpo.rewards.reward language.language = ca</extracomment>
        <translation>Katalanisch</translation>
    </message>
    <message>
        <source>Answers in Catalan.</source>
        <extracomment>method grpo.rewards.reward language.language = ca, help</extracomment>
        <translation>Antworten auf Katalanisch.</translation>
    </message>
    <message>
        <source>Cebuano</source>
        <extracomment>method grpo.rewards.reward language.language = ceb</extracomment>
        <translation>Cebuano</translation>
    </message>
    <message>
        <source>Answers in Cebuano.</source>
        <extracomment>method grpo.rewards.reward language.language = ceb, help</extracomment>
        <translation>Antworten auf Cebuano.</translation>
    </message>
    <message>
        <source>Czech</source>
        <extracomment>method grpo.rewards.reward language.language = cs</extracomment>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Answers in Czech.</source>
        <extracomment>method grpo.rewards.reward language.language = cs, help</extracomment>
        <translation>Antworten auf Tschechisch.</translation>
    </message>
    <message>
        <source>Welsh</source>
        <extracomment>method grpo.rewards.reward language.language = cy</extracomment>
        <translation>Walisisch</translation>
    </message>
    <message>
        <source>Answers in Welsh.</source>
        <extracomment>method grpo.rewards.reward language.language = cy, help</extracomment>
        <translation>Antworten auf Walisisch.</translation>
    </message>
    <message>
        <source>Danish</source>
        <extracomment>method grpo.rewards.reward language.language = da</extracomment>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>Answers in Danish.</source>
        <extracomment>method grpo.rewards.reward language.language = da, help</extracomment>
        <translation>Antworten auf Dänisch.</translation>
    </message>
    <message>
        <source>German</source>
        <extracomment>method grpo.rewards.reward language.language = de</extracomment>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Answers in German.</source>
        <extracomment>method grpo.rewards.reward language.language = de, help</extracomment>
        <translation>Antworten auf Deutsch.</translation>
    </message>
    <message>
        <source>Dhivehi</source>
        <extracomment>method grpo.rewards.reward language.language = dv</extracomment>
        <translation>Dhivehi</translation>
    </message>
    <message>
        <source>Answers in Dhivehi.</source>
        <extracomment>method grpo.rewards.reward language.language = dv, help</extracomment>
        <translation>Antworten auf Dhivehi.</translation>
    </message>
    <message>
        <source>Greek</source>
        <extracomment>method grpo.rewards.reward language.language = el</extracomment>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Answers in Greek.</source>
        <extracomment>method grpo.rewards.reward language.language = el, help</extracomment>
        <translation>Antworten auf Griechisch.</translation>
    </message>
    <message>
        <source>English</source>
        <extracomment>method grpo.rewards.reward language.language = en</extracomment>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Answers in English.</source>
        <extracomment>method grpo.rewards.reward language.language = en, help</extracomment>
        <translation>Antworten auf Englisch.</translation>
    </message>
    <message>
        <source>Spanish</source>
        <extracomment>method grpo.rewards.reward language.language = es</extracomment>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Answers in Spanish.</source>
        <extracomment>method grpo.rewards.reward language.language = es, help</extracomment>
        <translation>Antworten auf Spanisch.</translation>
    </message>
    <message>
        <source>Estonian</source>
        <extracomment>method grpo.rewards.reward language.language = et</extracomment>
        <translation>Estnisch</translation>
    </message>
    <message>
        <source>Answers in Estonian.</source>
        <extracomment>method grpo.rewards.reward language.language = et, help</extracomment>
        <translation>Antworten auf Estnisch.</translation>
    </message>
    <message>
        <source>Basque</source>
        <extracomment>method grpo.rewards.reward language.language = eu</extracomment>
        <translation>Baskisch</translation>
    </message>
    <message>
        <source>Answers in Basque.</source>
        <extracomment>method grpo.rewards.reward language.language = eu, help</extracomment>
        <translation>Antworten auf Baskisch.</translation>
    </message>
    <message>
        <source>Persian</source>
        <extracomment>method grpo.rewards.reward language.language = fa</extracomment>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Answers in Persian.</source>
        <extracomment>method grpo.rewards.reward language.language = fa, help</extracomment>
        <translation>Antworten auf Persisch.</translation>
    </message>
    <message>
        <source>Finnish</source>
        <extracomment>method grpo.rewards.reward language.language = fi</extracomment>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>Answers in Finnish.</source>
        <extracomment>method grpo.rewards.reward language.language = fi, help</extracomment>
        <translation>Antworten auf Finnisch.</translation>
    </message>
    <message>
        <source>French</source>
        <extracomment>method grpo.rewards.reward language.language = fr</extracomment>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Answers in French.</source>
        <extracomment>method grpo.rewards.reward language.language = fr, help</extracomment>
        <translation>Antworten auf Französisch.</translation>
    </message>
    <message>
        <source>Irish</source>
        <extracomment>method grpo.rewards.reward language.language = ga</extracomment>
        <translation>Irisch</translation>
    </message>
    <message>
        <source>Answers in Irish.</source>
        <extracomment>method grpo.rewards.reward language.language = ga, help</extracomment>
        <translation>Antworten auf Irisch.</translation>
    </message>
    <message>
        <source>Galician</source>
        <extracomment>method grpo.rewards.reward language.language = gl</extracomment>
        <translation>Galicisch</translation>
    </message>
    <message>
        <source>Answers in Galician.</source>
        <extracomment>method grpo.rewards.reward language.language = gl, help</extracomment>
        <translation>Antworten auf Galicisch.</translation>
    </message>
    <message>
        <source>Gujarati</source>
        <extracomment>method grpo.rewards.reward language.language = gu</extracomment>
        <translation>Gujarati</translation>
    </message>
    <message>
        <source>Answers in Gujarati.</source>
        <extracomment>method grpo.rewards.reward language.language = gu, help</extracomment>
        <translation>Antworten auf Gujarati.</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <extracomment>method grpo.rewards.reward language.language = he</extracomment>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Answers in Hebrew.</source>
        <extracomment>method grpo.rewards.reward language.language = he, help</extracomment>
        <translation>Antworten auf Hebräisch.</translation>
    </message>
    <message>
        <source>Hindi</source>
        <extracomment>method grpo.rewards.reward language.language = hi</extracomment>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Answers in Hindi.</source>
        <extracomment>method grpo.rewards.reward language.language = hi, help</extracomment>
        <translation>Antworten auf Hindi.</translation>
    </message>
    <message>
        <source>Croatian</source>
        <extracomment>method grpo.rewards.reward language.language = hr</extracomment>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Answers in Croatian.</source>
        <extracomment>method grpo.rewards.reward language.language = hr, help</extracomment>
        <translation>Antworten auf Kroatisch.</translation>
    </message>
    <message>
        <source>Haitian Creole</source>
        <extracomment>method grpo.rewards.reward language.language = ht</extracomment>
        <translation>Haitianisch-Kreolisch</translation>
    </message>
    <message>
        <source>Answers in Haitian Creole.</source>
        <extracomment>method grpo.rewards.reward language.language = ht, help</extracomment>
        <translation>Antworten auf Haitianisch-Kreolisch.</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <extracomment>method grpo.rewards.reward language.language = hu</extracomment>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Answers in Hungarian.</source>
        <extracomment>method grpo.rewards.reward language.language = hu, help</extracomment>
        <translation>Antworten auf Ungarisch.</translation>
    </message>
    <message>
        <source>Armenian</source>
        <extracomment>method grpo.rewards.reward language.language = hy</extracomment>
        <translation>Armenisch</translation>
    </message>
    <message>
        <source>Answers in Armenian.</source>
        <extracomment>method grpo.rewards.reward language.language = hy, help</extracomment>
        <translation>Antworten auf Armenisch.</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <extracomment>method grpo.rewards.reward language.language = id</extracomment>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Answers in Indonesian.</source>
        <extracomment>method grpo.rewards.reward language.language = id, help</extracomment>
        <translation>Antworten auf Indonesisch.</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <extracomment>method grpo.rewards.reward language.language = is</extracomment>
        <translation>Isländisch</translation>
    </message>
    <message>
        <source>Answers in Icelandic.</source>
        <extracomment>method grpo.rewards.reward language.language = is, help</extracomment>
        <translation>Antworten auf Isländisch.</translation>
    </message>
    <message>
        <source>Italian</source>
        <extracomment>method grpo.rewards.reward language.language = it</extracomment>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Answers in Italian.</source>
        <extracomment>method grpo.rewards.reward language.language = it, help</extracomment>
        <translation>Antworten auf Italienisch.</translation>
    </message>
    <message>
        <source>Japanese</source>
        <extracomment>method grpo.rewards.reward language.language = ja</extracomment>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Answers in Japanese.</source>
        <extracomment>method grpo.rewards.reward language.language = ja, help</extracomment>
        <translation>Antworten auf Japanisch.</translation>
    </message>
    <message>
        <source>Javanese</source>
        <extracomment>method grpo.rewards.reward language.language = jv</extracomment>
        <translation>Javanisch</translation>
    </message>
    <message>
        <source>Answers in Javanese.</source>
        <extracomment>method grpo.rewards.reward language.language = jv, help</extracomment>
        <translation>Antworten auf Javanisch.</translation>
    </message>
    <message>
        <source>Georgian</source>
        <extracomment>method grpo.rewards.reward language.language = ka</extracomment>
        <translation>Georgisch</translation>
    </message>
    <message>
        <source>Answers in Georgian.</source>
        <extracomment>method grpo.rewards.reward language.language = ka, help</extracomment>
        <translation>Antworten auf Georgisch.</translation>
    </message>
    <message>
        <source>Khmer</source>
        <extracomment>method grpo.rewards.reward language.language = km</extracomment>
        <translation>Khmer</translation>
    </message>
    <message>
        <source>Answers in Khmer.</source>
        <extracomment>method grpo.rewards.reward language.language = km, help</extracomment>
        <translation>Antworten auf Khmer.</translation>
    </message>
    <message>
        <source>Kannada</source>
        <extracomment>method grpo.rewards.reward language.language = kn</extracomment>
        <translation>Kannada</translation>
    </message>
    <message>
        <source>Answers in Kannada.</source>
        <extracomment>method grpo.rewards.reward language.language = kn, help</extracomment>
        <translation>Antworten auf Kannada.</translation>
    </message>
    <message>
        <source>Korean</source>
        <extracomment>method grpo.rewards.reward language.language = ko</extracomment>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Answers in Korean.</source>
        <extracomment>method grpo.rewards.reward language.language = ko, help</extracomment>
        <translation>Antworten auf Koreanisch.</translation>
    </message>
    <message>
        <source>Lao</source>
        <extracomment>method grpo.rewards.reward language.language = lo</extracomment>
        <translation>Laotisch</translation>
    </message>
    <message>
        <source>Answers in Lao.</source>
        <extracomment>method grpo.rewards.reward language.language = lo, help</extracomment>
        <translation>Antworten auf Laotisch.</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <extracomment>method grpo.rewards.reward language.language = lt</extracomment>
        <translation>Litauisch</translation>
    </message>
    <message>
        <source>Answers in Lithuanian.</source>
        <extracomment>method grpo.rewards.reward language.language = lt, help</extracomment>
        <translation>Antworten auf Litauisch.</translation>
    </message>
    <message>
        <source>Latvian</source>
        <extracomment>method grpo.rewards.reward language.language = lv</extracomment>
        <translation>Lettisch</translation>
    </message>
    <message>
        <source>Answers in Latvian.</source>
        <extracomment>method grpo.rewards.reward language.language = lv, help</extracomment>
        <translation>Antworten auf Lettisch.</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <extracomment>method grpo.rewards.reward language.language = mk</extracomment>
        <translation>Mazedonisch</translation>
    </message>
    <message>
        <source>Answers in Macedonian.</source>
        <extracomment>method grpo.rewards.reward language.language = mk, help</extracomment>
        <translation>Antworten auf Mazedonisch.</translation>
    </message>
    <message>
        <source>Malayalam</source>
        <extracomment>method grpo.rewards.reward language.language = ml</extracomment>
        <translation>Malayalam</translation>
    </message>
    <message>
        <source>Answers in Malayalam.</source>
        <extracomment>method grpo.rewards.reward language.language = ml, help</extracomment>
        <translation>Antworten auf Malayalam.</translation>
    </message>
    <message>
        <source>Marathi</source>
        <extracomment>method grpo.rewards.reward language.language = mr</extracomment>
        <translation>Marathi</translation>
    </message>
    <message>
        <source>Answers in Marathi.</source>
        <extracomment>method grpo.rewards.reward language.language = mr, help</extracomment>
        <translation>Antworten auf Marathi.</translation>
    </message>
    <message>
        <source>Malay</source>
        <extracomment>method grpo.rewards.reward language.language = ms</extracomment>
        <translation>Malaiisch</translation>
    </message>
    <message>
        <source>Answers in Malay.</source>
        <extracomment>method grpo.rewards.reward language.language = ms, help</extracomment>
        <translation>Antworten auf Malaiisch.</translation>
    </message>
    <message>
        <source>Maltese</source>
        <extracomment>method grpo.rewards.reward language.language = mt</extracomment>
        <translation>Maltesisch</translation>
    </message>
    <message>
        <source>Answers in Maltese.</source>
        <extracomment>method grpo.rewards.reward language.language = mt, help</extracomment>
        <translation>Antworten auf Maltesisch.</translation>
    </message>
    <message>
        <source>Nepali</source>
        <extracomment>method grpo.rewards.reward language.language = ne</extracomment>
        <translation>Nepali</translation>
    </message>
    <message>
        <source>Answers in Nepali.</source>
        <extracomment>method grpo.rewards.reward language.language = ne, help</extracomment>
        <translation>Antworten auf Nepali.</translation>
    </message>
    <message>
        <source>Dutch</source>
        <extracomment>method grpo.rewards.reward language.language = nl</extracomment>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Answers in Dutch.</source>
        <extracomment>method grpo.rewards.reward language.language = nl, help</extracomment>
        <translation>Antworten auf Niederländisch.</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <extracomment>method grpo.rewards.reward language.language = no</extracomment>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Answers in Norwegian.</source>
        <extracomment>method grpo.rewards.reward language.language = no, help</extracomment>
        <translation>Antworten auf Norwegisch.</translation>
    </message>
    <message>
        <source>Odia</source>
        <extracomment>method grpo.rewards.reward language.language = or</extracomment>
        <translation>Odia</translation>
    </message>
    <message>
        <source>Answers in Odia.</source>
        <extracomment>method grpo.rewards.reward language.language = or, help</extracomment>
        <translation>Antworten auf Odia.</translation>
    </message>
    <message>
        <source>Punjabi</source>
        <extracomment>method grpo.rewards.reward language.language = pa</extracomment>
        <translation>Panjabi</translation>
    </message>
    <message>
        <source>Answers in Punjabi.</source>
        <extracomment>method grpo.rewards.reward language.language = pa, help</extracomment>
        <translation>Antworten auf Panjabi.</translation>
    </message>
    <message>
        <source>Polish</source>
        <extracomment>method grpo.rewards.reward language.language = pl</extracomment>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Answers in Polish.</source>
        <extracomment>method grpo.rewards.reward language.language = pl, help</extracomment>
        <translation>Antworten auf Polnisch.</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <extracomment>method grpo.rewards.reward language.language = pt</extracomment>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Answers in Portuguese.</source>
        <extracomment>method grpo.rewards.reward language.language = pt, help</extracomment>
        <translation>Antworten auf Portugiesisch.</translation>
    </message>
    <message>
        <source>Romanian</source>
        <extracomment>method grpo.rewards.reward language.language = ro</extracomment>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Answers in Romanian.</source>
        <extracomment>method grpo.rewards.reward language.language = ro, help</extracomment>
        <translation>Antworten auf Rumänisch.</translation>
    </message>
    <message>
        <source>Russian</source>
        <extracomment>method grpo.rewards.reward language.language = ru</extracomment>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Answers in Russian.</source>
        <extracomment>method grpo.rewards.reward language.language = ru, help</extracomment>
        <translation>Antworten auf Russisch.</translation>
    </message>
    <message>
        <source>Kinyarwanda</source>
        <extracomment>method grpo.rewards.reward language.language = rw</extracomment>
        <translation>Kinyarwanda</translation>
    </message>
    <message>
        <source>Answers in Kinyarwanda.</source>
        <extracomment>method grpo.rewards.reward language.language = rw, help</extracomment>
        <translation>Antworten auf Kinyarwanda.</translation>
    </message>
    <message>
        <source>Sinhala</source>
        <extracomment>method grpo.rewards.reward language.language = si</extracomment>
        <translation>Singhalesisch</translation>
    </message>
    <message>
        <source>Answers in Sinhala.</source>
        <extracomment>method grpo.rewards.reward language.language = si, help</extracomment>
        <translation>Antworten auf Singhalesisch.</translation>
    </message>
    <message>
        <source>Slovak</source>
        <extracomment>method grpo.rewards.reward language.language = sk</extracomment>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Answers in Slovak.</source>
        <extracomment>method grpo.rewards.reward language.language = sk, help</extracomment>
        <translation>Antworten auf Slowakisch.</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <extracomment>method grpo.rewards.reward language.language = sl</extracomment>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Answers in Slovenian.</source>
        <extracomment>method grpo.rewards.reward language.language = sl, help</extracomment>
        <translation>Antworten auf Slowenisch.</translation>
    </message>
    <message>
        <source>Albanian</source>
        <extracomment>method grpo.rewards.reward language.language = sq</extracomment>
        <translation>Albanisch</translation>
    </message>
    <message>
        <source>Answers in Albanian.</source>
        <extracomment>method grpo.rewards.reward language.language = sq, help</extracomment>
        <translation>Antworten auf Albanisch.</translation>
    </message>
    <message>
        <source>Serbian</source>
        <extracomment>method grpo.rewards.reward language.language = sr</extracomment>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Answers in Serbian.</source>
        <extracomment>method grpo.rewards.reward language.language = sr, help</extracomment>
        <translation>Antworten auf Serbisch.</translation>
    </message>
    <message>
        <source>Swedish</source>
        <extracomment>method grpo.rewards.reward language.language = sv</extracomment>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Answers in Swedish.</source>
        <extracomment>method grpo.rewards.reward language.language = sv, help</extracomment>
        <translation>Antworten auf Schwedisch.</translation>
    </message>
    <message>
        <source>Swahili</source>
        <extracomment>method grpo.rewards.reward language.language = sw</extracomment>
        <translation>Suaheli</translation>
    </message>
    <message>
        <source>Answers in Swahili.</source>
        <extracomment>method grpo.rewards.reward language.language = sw, help</extracomment>
        <translation>Antworten auf Suaheli.</translation>
    </message>
    <message>
        <source>Tamil</source>
        <extracomment>method grpo.rewards.reward language.language = ta</extracomment>
        <translation>Tamil</translation>
    </message>
    <message>
        <source>Answers in Tamil.</source>
        <extracomment>method grpo.rewards.reward language.language = ta, help</extracomment>
        <translation>Antworten auf Tamil.</translation>
    </message>
    <message>
        <source>Telugu</source>
        <extracomment>method grpo.rewards.reward language.language = te</extracomment>
        <translation>Telugu</translation>
    </message>
    <message>
        <source>Answers in Telugu.</source>
        <extracomment>method grpo.rewards.reward language.language = te, help</extracomment>
        <translation>Antworten auf Telugu.</translation>
    </message>
    <message>
        <source>Thai</source>
        <extracomment>method grpo.rewards.reward language.language = th</extracomment>
        <translation>Thai</translation>
    </message>
    <message>
        <source>Answers in Thai.</source>
        <extracomment>method grpo.rewards.reward language.language = th, help</extracomment>
        <translation>Antworten auf Thai.</translation>
    </message>
    <message>
        <source>Tagalog</source>
        <extracomment>method grpo.rewards.reward language.language = tl</extracomment>
        <translation>Tagalog</translation>
    </message>
    <message>
        <source>Answers in Tagalog.</source>
        <extracomment>method grpo.rewards.reward language.language = tl, help</extracomment>
        <translation>Antworten auf Tagalog.</translation>
    </message>
    <message>
        <source>Turkish</source>
        <extracomment>method grpo.rewards.reward language.language = tr</extracomment>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Answers in Turkish.</source>
        <extracomment>method grpo.rewards.reward language.language = tr, help</extracomment>
        <translation>Antworten auf Türkisch.</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <extracomment>method grpo.rewards.reward language.language = uk</extracomment>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Answers in Ukrainian.</source>
        <extracomment>method grpo.rewards.reward language.language = uk, help</extracomment>
        <translation>Antworten auf Ukrainisch.</translation>
    </message>
    <message>
        <source>Urdu</source>
        <extracomment>method grpo.rewards.reward language.language = ur</extracomment>
        <translation>Urdu</translation>
    </message>
    <message>
        <source>Answers in Urdu.</source>
        <extracomment>method grpo.rewards.reward language.language = ur, help</extracomment>
        <translation>Antworten auf Urdu.</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <extracomment>method grpo.rewards.reward language.language = vi</extracomment>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>Answers in Vietnamese.</source>
        <extracomment>method grpo.rewards.reward language.language = vi, help</extracomment>
        <translation>Antworten auf Vietnamesisch.</translation>
    </message>
    <message>
        <source>Yiddish</source>
        <extracomment>method grpo.rewards.reward language.language = yi</extracomment>
        <translation>Jiddisch</translation>
    </message>
    <message>
        <source>Answers in Yiddish.</source>
        <extracomment>method grpo.rewards.reward language.language = yi, help</extracomment>
        <translation>Antworten auf Jiddisch.</translation>
    </message>
    <message>
        <source>Chinese</source>
        <extracomment>method grpo.rewards.reward language.language = zh</extracomment>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Answers in Chinese.</source>
        <extracomment>method grpo.rewards.reward language.language = zh, help</extracomment>
        <translation>Antworten auf Chinesisch.</translation>
    </message>
    <message>
        <source>Chinese, simplified</source>
        <extracomment>method grpo.rewards.reward language.language = zh-Hans</extracomment>
        <translation>Chinesisch, vereinfacht</translation>
    </message>
    <message>
        <source>Answers in Chinese, simplified.</source>
        <extracomment>method grpo.rewards.reward language.language = zh-Hans, help</extracomment>
        <translation>Antworten auf Chinesisch, vereinfacht.</translation>
    </message>
    <message>
        <source>Chinese, traditional</source>
        <extracomment>method grpo.rewards.reward language.language = zh-Hant</extracomment>
        <translation>Chinesisch, traditionell</translation>
    </message>
    <message>
        <source>Answers in Chinese, traditional.</source>
        <extracomment>method grpo.rewards.reward language.language = zh-Hant, help</extracomment>
        <translation>Antworten auf Chinesisch, traditionell.</translation>
    </message>
    <message>
        <source>Of a shorter answer the rule says nothing: a few words can be of several languages.</source>
        <extracomment>method grpo.rewards.reward language.minimum_letters, help</extracomment>
        <translation>Zu einer kürzeren Antwort sagt die Regel nichts: Wenige Wörter können mehreren Sprachen angehören.</translation>
    </message>
    <message>
        <source>letters</source>
        <extracomment>method grpo.rewards.reward language.minimum_letters, unit</extracomment>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>20: about four words, from where on the detector is mostly right</source>
        <extracomment>method grpo.rewards.reward language.minimum_letters, why the default is what it is</extracomment>
        <translation>20: etwa vier Wörter, ab denen die Erkennung meist stimmt</translation>
    </message>
    <message>
        <source>Repetition</source>
        <extracomment>method grpo.rewards.reward repetition</extracomment>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>The share of runs of words that were there before, times the largest penalty: 0 where no run comes back. Case does not count.</source>
        <extracomment>method grpo.rewards.reward repetition, help</extracomment>
        <translation>Der Anteil der Wortfolgen, die schon einmal da waren, mal die größte Strafe: 0, wo keine Folge wiederkehrt. Groß und klein zählt nicht.</translation>
    </message>
    <message>
        <source>Words in a run</source>
        <extracomment>method grpo.rewards.reward repetition.num_words, label</extracomment>
        <translation>Wörter einer Folge</translation>
    </message>
    <message>
        <source>How many words in a row are compared. Fewer punish ordinary words that come back, more only whole sentences.</source>
        <extracomment>method grpo.rewards.reward repetition.num_words, help</extracomment>
        <translation>Wie viele aufeinanderfolgende Wörter verglichen werden. Weniger bestrafen gewöhnliche Wörter, die wiederkehren, mehr nur ganze Sätze.</translation>
    </message>
    <message>
        <source>3: hardly ever the same by chance</source>
        <extracomment>method grpo.rewards.reward repetition.num_words, why the default is what it is</extracomment>
        <translation>3: kaum je durch Zufall gleich</translation>
    </message>
    <message>
        <source>Largest penalty</source>
        <extracomment>method grpo.rewards.reward repetition.max_penalty, label</extracomment>
        <translation>Größte Strafe</translation>
    </message>
    <message>
        <source>Of an answer that says nothing but the same, almost. Below 0.</source>
        <extracomment>method grpo.rewards.reward repetition.max_penalty, help</extracomment>
        <translation>Einer Antwort, die fast nur dasselbe sagt. Unter 0.</translation>
    </message>
    <message>
        <source>-1: as much as a right answer is worth</source>
        <extracomment>method grpo.rewards.reward repetition.max_penalty, why the default is what it is</extracomment>
        <translation>-1: so viel, wie eine richtige Antwort wert ist</translation>
    </message>
    <message>
        <source>Refusal</source>
        <extracomment>method grpo.rewards.reward refusal</extracomment>
        <translation>Ablehnung</translation>
    </message>
    <message>
        <source>1 for an answer that refuses where it should and answers where it should, else 0 (both can be set). Refusals are told by English phrases: some are missed, and some answers only sound like one.</source>
        <extracomment>method grpo.rewards.reward refusal, help</extracomment>
        <translation>1 für eine Antwort, die ablehnt, wo sie soll, und antwortet, wo sie soll, sonst 0 (beides einstellbar). Ablehnungen werden an englischen Wendungen erkannt: Manche werden übersehen, und manche Antworten klingen nur so.</translation>
    </message>
    <message>
        <source>Wanted</source>
        <extracomment>method grpo.rewards.reward refusal.wanted, label</extracomment>
        <translation>Gewünscht</translation>
    </message>
    <message>
        <source>What the model should do.</source>
        <extracomment>method grpo.rewards.reward refusal.wanted, help</extracomment>
        <translation>Was das Modell tun soll.</translation>
    </message>
    <message>
        <source>what the row says: a model taught only to refuse refuses everything</source>
        <extracomment>method grpo.rewards.reward refusal.wanted, why the default is what it is</extracomment>
        <translation>was die Zeile sagt: Ein Modell, dem nur Ablehnen beigebracht wird, lehnt alles ab</translation>
    </message>
    <message>
        <source>To refuse</source>
        <extracomment>method grpo.rewards.reward refusal.wanted = refuse</extracomment>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Every prompt is one that should be refused.</source>
        <extracomment>method grpo.rewards.reward refusal.wanted = refuse, help</extracomment>
        <translation>Jeder Prompt ist einer, der abgelehnt werden soll.</translation>
    </message>
    <message>
        <source>To answer</source>
        <extracomment>method grpo.rewards.reward refusal.wanted = answer</extracomment>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Every prompt is one that should be answered.</source>
        <extracomment>method grpo.rewards.reward refusal.wanted = answer, help</extracomment>
        <translation>Jeder Prompt ist einer, der beantwortet werden soll.</translation>
    </message>
    <message>
        <source>What the row says</source>
        <extracomment>method grpo.rewards.reward refusal.wanted = reference</extracomment>
        <translation>Was die Zeile sagt</translation>
    </message>
    <message>
        <source>The row's reference is {&quot;should_refuse&quot;: true} or false; without it the rule says nothing.</source>
        <extracomment>method grpo.rewards.reward refusal.wanted = reference, help</extracomment>
        <translation>Die Referenz der Zeile ist {&quot;should_refuse&quot;: true} oder false; ohne sie sagt die Regel nichts.</translation>
    </message>
    <message>
        <source>Phrases</source>
        <extracomment>method grpo.rewards.reward refusal.where, label</extracomment>
        <translation>Wendungen</translation>
    </message>
    <message>
        <source>Where the phrases of refusals (English) are looked for.</source>
        <extracomment>method grpo.rewards.reward refusal.where, help</extracomment>
        <translation>Wo die (englischen) Wendungen von Ablehnungen gesucht werden.</translation>
    </message>
    <message>
        <source>the start: an answer may speak of limits further down</source>
        <extracomment>method grpo.rewards.reward refusal.where, why the default is what it is</extracomment>
        <translation>der Anfang: Weiter unten darf eine Antwort von Grenzen sprechen</translation>
    </message>
    <message>
        <source>At the start</source>
        <extracomment>method grpo.rewards.reward refusal.where = start</extracomment>
        <translation>Am Anfang</translation>
    </message>
    <message>
        <source>The answer begins with such a phrase, after quotes, markup or an opener (&quot;Unfortunately,&quot;).</source>
        <extracomment>method grpo.rewards.reward refusal.where = start, help</extracomment>
        <translation>Die Antwort beginnt mit einer solchen Wendung, nach Anführungszeichen, Auszeichnung oder einer Einleitung (&quot;Unfortunately,&quot;).</translation>
    </message>
    <message>
        <source>Such a phrase is somewhere in the answer. Finds more, and more that are none.</source>
        <extracomment>method grpo.rewards.reward refusal.where = anywhere, help</extracomment>
        <translation>Eine solche Wendung steht irgendwo in der Antwort. Findet mehr, auch mehr, was keine ist.</translation>
    </message>
    <message>
        <source>Of an answer that does what is wanted.</source>
        <extracomment>method grpo.rewards.reward refusal.reward, help</extracomment>
        <translation>Einer Antwort, die tut, was gewünscht ist.</translation>
    </message>
    <message>
        <source>Thinking first</source>
        <extracomment>method grpo.rewards.reward think_format</extracomment>
        <translation>Erst denken</translation>
    </message>
    <message>
        <source>1 for an answer that begins with one block of thinking (&lt;think&gt;...&lt;/think&gt;), 0 for another one. What is thought does not count.</source>
        <extracomment>method grpo.rewards.reward think_format, help</extracomment>
        <translation>1 für eine Antwort, die mit einem Block Denken beginnt (&lt;think&gt;...&lt;/think&gt;), 0 für eine andere. Was gedacht wird, zählt nicht.</translation>
    </message>
    <message>
        <source>Opening</source>
        <extracomment>method grpo.rewards.reward think_format.opening, label</extracomment>
        <translation>Öffnend</translation>
    </message>
    <message>
        <source>What thinking begins with. The answer must begin with it, and have it once.</source>
        <extracomment>method grpo.rewards.reward think_format.opening, help</extracomment>
        <translation>Womit das Denken beginnt. Die Antwort muss damit beginnen und es einmal enthalten.</translation>
    </message>
    <message>
        <source>what reasoning models write</source>
        <extracomment>method grpo.rewards.reward think_format.opening, why the default is what it is</extracomment>
        <translation>was Reasoning-Modelle schreiben</translation>
    </message>
    <message>
        <source>Closing</source>
        <extracomment>method grpo.rewards.reward think_format.closing, label</extracomment>
        <translation>Schließend</translation>
    </message>
    <message>
        <source>What thinking ends with.</source>
        <extracomment>method grpo.rewards.reward think_format.closing, help</extracomment>
        <translation>Womit das Denken endet.</translation>
    </message>
    <message>
        <source>Answer needed</source>
        <extracomment>method grpo.rewards.reward think_format.needs_answer, label</extracomment>
        <translation>Antwort nötig</translation>
    </message>
    <message>
        <source>Whether something must follow the thinking.</source>
        <extracomment>method grpo.rewards.reward think_format.needs_answer, help</extracomment>
        <translation>Ob auf das Denken etwas folgen muss.</translation>
    </message>
    <message>
        <source>off, as in TRL's think_format_reward: another rule looks at the answer</source>
        <extracomment>method grpo.rewards.reward think_format.needs_answer, why the default is what it is</extracomment>
        <translation>aus, wie in TRLs think_format_reward: Auf die Antwort sieht eine andere Regel</translation>
    </message>
    <message>
        <source>Not near the limit</source>
        <extracomment>method grpo.rewards.reward soft_overlong</extracomment>
        <translation>Nicht nahe am Limit</translation>
    </message>
    <message>
        <source>0 for an answer well below the longest allowed, falling to -1 as it comes near (DAPO's soft overlong punishment).</source>
        <extracomment>method grpo.rewards.reward soft_overlong, help</extracomment>
        <translation>0 für eine Antwort weit unter der größten erlaubten Länge, fallend bis -1, je näher sie ihr kommt (DAPOs Soft Overlong Punishment).</translation>
    </message>
    <message>
        <source>The full penalty from this length on; not set: the length at which answers are cut off.</source>
        <extracomment>method grpo.rewards.reward soft_overlong.maximum, help</extracomment>
        <translation>Die volle Strafe ab dieser Länge; nicht gesetzt: die Länge, bei der Antworten abgeschnitten werden.</translation>
    </message>
    <message>
        <source>not set: what is cut off is too long</source>
        <extracomment>method grpo.rewards.reward soft_overlong.maximum, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Was abgeschnitten wird, ist zu lang</translation>
    </message>
    <message>
        <source>Over the last</source>
        <extracomment>method grpo.rewards.reward soft_overlong.cache, label</extracomment>
        <translation>Über die letzten</translation>
    </message>
    <message>
        <source>The penalty grows over this many tokens before the maximum; not set: a fifth of it. 0: at once beyond the maximum.</source>
        <extracomment>method grpo.rewards.reward soft_overlong.cache, help</extracomment>
        <translation>Über so viele Token vor dem Höchstwert wächst die Strafe; nicht gesetzt: ein Fünftel davon. 0: sofort jenseits des Höchstwerts.</translation>
    </message>
    <message>
        <source>a fifth: 4096 of 20480 tokens, as DAPO has it</source>
        <extracomment>method grpo.rewards.reward soft_overlong.cache, why the default is what it is</extracomment>
        <translation>ein Fünftel: 4096 von 20480 Token, wie bei DAPO</translation>
    </message>
    <message>
        <source>Right, and short</source>
        <extracomment>method grpo.rewards.reward cosine_length</extracomment>
        <translation>Richtig und kurz</translation>
    </message>
    <message>
        <source>1 to 0.5 for a right answer, the shorter the better; -1 to -0.5 for a wrong one, the longer the better. All four numbers can be set. Says nothing where the rule for right answers does.</source>
        <extracomment>method grpo.rewards.reward cosine_length, help</extracomment>
        <translation>1 bis 0,5 für eine richtige Antwort, je kürzer, desto besser; -1 bis -0,5 für eine falsche, je länger, desto besser. Alle vier Zahlen sind einstellbar. Sagt nichts, wo die Regel für richtige Antworten nichts sagt.</translation>
    </message>
    <message>
        <source>Right when</source>
        <extracomment>method grpo.rewards.reward cosine_length.right_when, label</extracomment>
        <translation>Richtig, wenn</translation>
    </message>
    <message>
        <source>The rule that says whether the answer is right: it is where the rule gives more than 0.</source>
        <extracomment>method grpo.rewards.reward cosine_length.right_when, help</extracomment>
        <translation>Die Regel, die sagt, ob die Antwort richtig ist: Sie ist es, wo die Regel mehr als 0 gibt.</translation>
    </message>
    <message>
        <source>a number: what such rewards are mostly used for</source>
        <extracomment>method grpo.rewards.reward cosine_length.right_when, why the default is what it is</extracomment>
        <translation>eine Zahl: wofür solche Belohnungen meist verwendet werden</translation>
    </message>
    <message>
        <source>The length at which the cosine ends; not set: the length at which answers are cut off.</source>
        <extracomment>method grpo.rewards.reward cosine_length.maximum, help</extracomment>
        <translation>Die Länge, bei der der Kosinus endet; nicht gesetzt: die Länge, bei der Antworten abgeschnitten werden.</translation>
    </message>
    <message>
        <source>not set: what is cut off is as long as can be</source>
        <extracomment>method grpo.rewards.reward cosine_length.maximum, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Was abgeschnitten wird, ist so lang wie möglich</translation>
    </message>
    <message>
        <source>Right and short</source>
        <extracomment>method grpo.rewards.reward cosine_length.short_right, label</extracomment>
        <translation>Richtig und kurz</translation>
    </message>
    <message>
        <source>Of a right answer of no length.</source>
        <extracomment>method grpo.rewards.reward cosine_length.short_right, help</extracomment>
        <translation>Einer richtigen Antwort der Länge null.</translation>
    </message>
    <message>
        <source>1: the best there is</source>
        <extracomment>method grpo.rewards.reward cosine_length.short_right, why the default is what it is</extracomment>
        <translation>1: das Beste, was es gibt</translation>
    </message>
    <message>
        <source>Right and long</source>
        <extracomment>method grpo.rewards.reward cosine_length.long_right, label</extracomment>
        <translation>Richtig und lang</translation>
    </message>
    <message>
        <source>Of a right answer at the maximum.</source>
        <extracomment>method grpo.rewards.reward cosine_length.long_right, help</extracomment>
        <translation>Einer richtigen Antwort am Höchstwert.</translation>
    </message>
    <message>
        <source>0.5: still better than any wrong one</source>
        <extracomment>method grpo.rewards.reward cosine_length.long_right, why the default is what it is</extracomment>
        <translation>0,5: noch besser als jede falsche</translation>
    </message>
    <message>
        <source>Wrong and short</source>
        <extracomment>method grpo.rewards.reward cosine_length.short_wrong, label</extracomment>
        <translation>Falsch und kurz</translation>
    </message>
    <message>
        <source>Of a wrong answer of no length.</source>
        <extracomment>method grpo.rewards.reward cosine_length.short_wrong, help</extracomment>
        <translation>Einer falschen Antwort der Länge null.</translation>
    </message>
    <message>
        <source>-1: nothing was tried</source>
        <extracomment>method grpo.rewards.reward cosine_length.short_wrong, why the default is what it is</extracomment>
        <translation>-1: Nichts wurde versucht</translation>
    </message>
    <message>
        <source>Wrong and long</source>
        <extracomment>method grpo.rewards.reward cosine_length.long_wrong, label</extracomment>
        <translation>Falsch und lang</translation>
    </message>
    <message>
        <source>Of a wrong answer at the maximum.</source>
        <extracomment>method grpo.rewards.reward cosine_length.long_wrong, help</extracomment>
        <translation>Einer falschen Antwort am Höchstwert.</translation>
    </message>
    <message>
        <source>-0.5: thinking longer is encouraged where it is wrong</source>
        <extracomment>method grpo.rewards.reward cosine_length.long_wrong, why the default is what it is</extracomment>
        <translation>-0,5: Wo sie falsch ist, wird zu längerem Denken ermutigt</translation>
    </message>
    <message>
        <source>Prompts in a rollout</source>
        <extracomment>method grpo.prompts_per_rollout, label</extracomment>
        <translation>Prompts je Rollout</translation>
    </message>
    <message>
        <source>How many prompts are answered before something is learned from the answers.</source>
        <extracomment>method grpo.prompts_per_rollout, help</extracomment>
        <translation>Wie viele Prompts beantwortet werden, bevor aus den Antworten gelernt wird.</translation>
    </message>
    <message>
        <source>8 prompts of 8 answers: a few seconds on two cores</source>
        <extracomment>method grpo.prompts_per_rollout, why the default is what it is</extracomment>
        <translation>8 Prompts mit 8 Antworten: einige Sekunden auf zwei Kernen</translation>
    </message>
    <message>
        <source>Answers to a prompt</source>
        <extracomment>method grpo.completions, label</extracomment>
        <translation>Antworten je Prompt</translation>
    </message>
    <message>
        <source>How many answers are made to each prompt.</source>
        <extracomment>method grpo.completions, help</extracomment>
        <translation>Wie viele Antworten zu jedem Prompt gegeben werden.</translation>
    </message>
    <message>
        <source>8: enough to see what is better than usual</source>
        <extracomment>method grpo.completions, why the default is what it is</extracomment>
        <translation>8: genug, um zu sehen, was besser ist als üblich</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <extracomment>method grpo.max_new_tokens, label</extracomment>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>An answer that is not ended by then is cut.</source>
        <extracomment>method grpo.max_new_tokens, help</extracomment>
        <translation>Eine Antwort, die bis dahin nicht zu Ende ist, wird abgeschnitten.</translation>
    </message>
    <message>
        <source>128: a paragraph; time and memory grow with it</source>
        <extracomment>method grpo.max_new_tokens, why the default is what it is</extracomment>
        <translation>128: ein Absatz; Zeit und Speicher wachsen mit</translation>
    </message>
    <message>
        <source>KL weight</source>
        <extracomment>method grpo.kl_weight, label</extracomment>
        <translation>KL-Gewicht</translation>
    </message>
    <message>
        <source>How much of the loss a nat of distance from the reference costs. 0: nothing holds the policy back, and no reference is computed.</source>
        <extracomment>method grpo.kl_weight, help</extracomment>
        <translation>Wie viel vom Loss ein Nat Abstand von der Referenz kostet. 0: Nichts hält die Policy zurück, und keine Referenz wird berechnet.</translation>
    </message>
    <message>
        <source>0: as DAPO; rules that cannot be fooled need no leash. With a reward model take 0.04</source>
        <extracomment>method grpo.kl_weight, why the default is what it is</extracomment>
        <translation>0: wie DAPO; Regeln, die sich nicht täuschen lassen, brauchen keine Leine. Mit einem Belohnungsmodell 0,04 nehmen</translation>
    </message>
    <message>
        <source>How the tokens of an answer are counted.</source>
        <extracomment>method grpo.loss, help</extracomment>
        <translation>Wie die Token einer Antwort gezählt werden.</translation>
    </message>
    <message>
        <source>DAPO: no bias for long or short answers</source>
        <extracomment>method grpo.loss, why the default is what it is</extracomment>
        <translation>DAPO: keine Neigung zu langen oder kurzen Antworten</translation>
    </message>
    <message>
        <source>DAPO</source>
        <extracomment>method grpo.loss = dapo</extracomment>
        <translation>DAPO</translation>
    </message>
    <message>
        <source>Each token of the step counts the same.</source>
        <extracomment>method grpo.loss = dapo, help</extracomment>
        <translation>Jedes Token des Schritts zählt gleich.</translation>
    </message>
    <message>
        <source>Each answer counts the same: long wrong answers are punished less.</source>
        <extracomment>method grpo.loss = grpo, help</extracomment>
        <translation>Jede Antwort zählt gleich: Lange falsche Antworten werden weniger bestraft.</translation>
    </message>
    <message>
        <source>Dr. GRPO</source>
        <extracomment>method grpo.loss = dr_grpo</extracomment>
        <translation>Dr. GRPO</translation>
    </message>
    <message>
        <source>Divided by the longest length: length changes nothing. Use with advantages not scaled.</source>
        <extracomment>method grpo.loss = dr_grpo, help</extracomment>
        <translation>Durch die größte Länge geteilt: Länge ändert nichts. Mit nicht skalierten Advantages verwenden.</translation>
    </message>
    <message>
        <source>CISPO</source>
        <extracomment>method grpo.loss = cispo</extracomment>
        <translation>CISPO</translation>
    </message>
    <message>
        <source>The ratio is clipped, not the loss: every token keeps its gradient.</source>
        <extracomment>method grpo.loss = cispo, help</extracomment>
        <translation>Das Verhältnis wird begrenzt, nicht der Loss: Jedes Token behält seinen Gradienten.</translation>
    </message>
    <message>
        <source>Advantages scaled</source>
        <extracomment>method grpo.scale_rewards, label</extracomment>
        <translation>Advantages skaliert</translation>
    </message>
    <message>
        <source>What an answer's distance from its group's mean is divided by.</source>
        <extracomment>method grpo.scale_rewards, help</extracomment>
        <translation>Wodurch der Abstand einer Antwort vom Mittel ihrer Gruppe geteilt wird.</translation>
    </message>
    <message>
        <source>by group: the paper's</source>
        <extracomment>method grpo.scale_rewards, why the default is what it is</extracomment>
        <translation>nach Gruppe: wie im Paper</translation>
    </message>
    <message>
        <source>By group</source>
        <extracomment>method grpo.scale_rewards = group</extracomment>
        <translation>Nach Gruppe</translation>
    </message>
    <message>
        <source>By the spread of the answers to the same prompt.</source>
        <extracomment>method grpo.scale_rewards = group, help</extracomment>
        <translation>Durch die Streuung der Antworten auf denselben Prompt.</translation>
    </message>
    <message>
        <source>By rollout</source>
        <extracomment>method grpo.scale_rewards = batch</extracomment>
        <translation>Nach Rollout</translation>
    </message>
    <message>
        <source>By the spread of all answers.</source>
        <extracomment>method grpo.scale_rewards = batch, help</extracomment>
        <translation>Durch die Streuung aller Antworten.</translation>
    </message>
    <message>
        <source>Not</source>
        <extracomment>method grpo.scale_rewards = none</extracomment>
        <translation>Nicht</translation>
    </message>
    <message>
        <source>Prompts that are nearly always right, or wrong, weigh less.</source>
        <extracomment>method grpo.scale_rewards = none, help</extracomment>
        <translation>Prompts, die fast immer richtig oder falsch sind, wiegen weniger.</translation>
    </message>
    <message>
        <source>Ratio of</source>
        <extracomment>method grpo.ratio, label</extracomment>
        <translation>Verhältnis von</translation>
    </message>
    <message>
        <source>What is clipped.</source>
        <extracomment>method grpo.ratio, help</extracomment>
        <translation>Was begrenzt wird.</translation>
    </message>
    <message>
        <source>tokens: the paper's</source>
        <extracomment>method grpo.ratio, why the default is what it is</extracomment>
        <translation>Token: wie im Paper</translation>
    </message>
    <message>
        <source>Each token has its own ratio.</source>
        <extracomment>method grpo.ratio = token, help</extracomment>
        <translation>Jedes Token hat sein eigenes Verhältnis.</translation>
    </message>
    <message>
        <source>Answers (GSPO)</source>
        <extracomment>method grpo.ratio = sequence</extracomment>
        <translation>Antworten (GSPO)</translation>
    </message>
    <message>
        <source>The mean of an answer's tokens is its ratio.</source>
        <extracomment>method grpo.ratio = sequence, help</extracomment>
        <translation>Das Mittel der Token einer Antwort ist ihr Verhältnis.</translation>
    </message>
    <message>
        <source>Clip</source>
        <extracomment>method grpo.clip, label</extracomment>
        <translation>Clip</translation>
    </message>
    <message>
        <source>How far the probability of a token may move from that of the rollout before it is no longer pushed.</source>
        <extracomment>method grpo.clip, help</extracomment>
        <translation>Wie weit sich die Wahrscheinlichkeit eines Tokens von der des Rollouts entfernen darf, bevor es nicht weiter geschoben wird.</translation>
    </message>
    <message>
        <source>0.2: the paper's value</source>
        <extracomment>method grpo.clip, why the default is what it is</extracomment>
        <translation>0,2: der Wert des Papers</translation>
    </message>
    <message>
        <source>Clip upwards</source>
        <extracomment>method grpo.clip_high, label</extracomment>
        <translation>Clip nach oben</translation>
    </message>
    <message>
        <source>The same for tokens that become likelier. DAPO: 0.28, so that rare tokens may rise. Not set: as Clip.</source>
        <extracomment>method grpo.clip_high, help</extracomment>
        <translation>Dasselbe für Token, die wahrscheinlicher werden. DAPO: 0,28, damit seltene Token steigen dürfen. Nicht gesetzt: wie Clip.</translation>
    </message>
    <message>
        <source>not set: the paper's clip is the same both ways</source>
        <extracomment>method grpo.clip_high, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Der Clip des Papers ist in beide Richtungen gleich</translation>
    </message>
    <message>
        <source>Cap of the ratio</source>
        <extracomment>method grpo.ratio_cap, label</extracomment>
        <translation>Obergrenze des Verhältnisses</translation>
    </message>
    <message>
        <source>The ratio counts no more than this where the advantage is negative. Not set: no cap.</source>
        <extracomment>method grpo.ratio_cap, help</extracomment>
        <translation>Mehr als das zählt das Verhältnis nicht, wo der Advantage negativ ist. Nicht gesetzt: keine Obergrenze.</translation>
    </message>
    <message>
        <source>not set: with one pass over a rollout ratios stay near 1</source>
        <extracomment>method grpo.ratio_cap, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Mit einem Durchgang über einen Rollout bleiben die Verhältnisse nahe 1</translation>
    </message>
    <message>
        <source>Dynamic sampling</source>
        <extracomment>method grpo.resample_rounds, label</extracomment>
        <translation>Dynamisches Sampling</translation>
    </message>
    <message>
        <source>Prompts whose answers all got the same reward teach nothing: so often are they replaced by the next ones. DAPO's dynamic sampling.</source>
        <extracomment>method grpo.resample_rounds, help</extracomment>
        <translation>Prompts, deren Antworten alle dieselbe Belohnung erhielten, lehren nichts: So oft werden sie durch die nächsten ersetzt. DAPOs dynamisches Sampling.</translation>
    </message>
    <message>
        <source>rounds</source>
        <extracomment>method grpo.resample_rounds, unit</extracomment>
        <translation>Runden</translation>
    </message>
    <message>
        <source>0: each round costs as much as a rollout</source>
        <extracomment>method grpo.resample_rounds, why the default is what it is</extracomment>
        <translation>0: Jede Runde kostet so viel wie ein Rollout</translation>
    </message>
    <message>
        <source>Passes over a rollout</source>
        <extracomment>method grpo.passes, label</extracomment>
        <translation>Durchgänge über einen Rollout</translation>
    </message>
    <message>
        <source>How often each answer is learned from before new ones are made.</source>
        <extracomment>method grpo.passes, help</extracomment>
        <translation>Wie oft aus jeder Antwort gelernt wird, bevor neue gegeben werden.</translation>
    </message>
    <message>
        <source>1: each answer is learned from once</source>
        <extracomment>method grpo.passes, why the default is what it is</extracomment>
        <translation>1: Aus jeder Antwort wird einmal gelernt</translation>
    </message>
    <message>
        <source>Steps in a pass</source>
        <extracomment>method grpo.steps_per_pass, label</extracomment>
        <translation>Schritte je Durchgang</translation>
    </message>
    <message>
        <source>Into how many optimizer steps a pass over a rollout is divided, by prompts.</source>
        <extracomment>method grpo.steps_per_pass, help</extracomment>
        <translation>In wie viele Optimierer-Schritte ein Durchgang über einen Rollout geteilt wird, nach Prompts.</translation>
    </message>
    <message>
        <source>1: the whole rollout in one step, so that each answer is learned from by the policy that gave it</source>
        <extracomment>method grpo.steps_per_pass, why the default is what it is</extracomment>
        <translation>1: der ganze Rollout in einem Schritt, damit aus jeder Antwort die Policy lernt, die sie gab</translation>
    </message>
    <message>
        <source>Temperature</source>
        <extracomment>method grpo.temperature, label</extracomment>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Of the answers. The probabilities that are learned from are those of this temperature.</source>
        <extracomment>method grpo.temperature, help</extracomment>
        <translation>Der Antworten. Gelernt wird aus den Wahrscheinlichkeiten bei dieser Temperatur.</translation>
    </message>
    <message>
        <source>1: the policy as it is</source>
        <extracomment>method grpo.temperature, why the default is what it is</extracomment>
        <translation>1: die Policy, wie sie ist</translation>
    </message>
    <message>
        <source>Top-p</source>
        <extracomment>method grpo.top_p, label</extracomment>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Below 1, unlikely tokens are never drawn; the probabilities learned from do not know that, so the policy's gradient is biased.</source>
        <extracomment>method grpo.top_p, help</extracomment>
        <translation>Unter 1 werden unwahrscheinliche Token nie gezogen; die gelernten Wahrscheinlichkeiten wissen davon nichts, daher ist der Gradient der Policy verzerrt.</translation>
    </message>
    <message>
        <source>1: answers are drawn from the policy itself</source>
        <extracomment>method grpo.top_p, why the default is what it is</extracomment>
        <translation>1: Antworten werden aus der Policy selbst gezogen</translation>
    </message>
    <message>
        <source>Top-k</source>
        <extracomment>method grpo.top_k, label</extracomment>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Only so many of the likeliest tokens are drawn; 0: all. Biases the gradient as top-p does.</source>
        <extracomment>method grpo.top_k, help</extracomment>
        <translation>Nur so viele der wahrscheinlichsten Token werden gezogen; 0: alle. Verzerrt den Gradienten wie Top-p.</translation>
    </message>
    <message>
        <source>0: answers are drawn from the policy itself</source>
        <extracomment>method grpo.top_k, why the default is what it is</extracomment>
        <translation>0: Antworten werden aus der Policy selbst gezogen</translation>
    </message>
    <message>
        <source>Answers at once</source>
        <extracomment>method grpo.decoded_at_once, label</extracomment>
        <translation>Antworten zugleich</translation>
    </message>
    <message>
        <source>How many answers are written at the same time. More are faster and need more memory; the texts stay the same.</source>
        <extracomment>method grpo.decoded_at_once, help</extracomment>
        <translation>Wie viele Antworten zur selben Zeit geschrieben werden. Mehr sind schneller und brauchen mehr Speicher; die Texte bleiben dieselben.</translation>
    </message>
    <message>
        <source>16: where the speed of two cores stops growing</source>
        <extracomment>method grpo.decoded_at_once, why the default is what it is</extracomment>
        <translation>16: wo das Tempo zweier Kerne nicht weiter wächst</translation>
    </message>
    <message>
        <source>Penalty for no end</source>
        <extracomment>method grpo.missing_end_penalty, label</extracomment>
        <translation>Strafe ohne Ende</translation>
    </message>
    <message>
        <source>Taken from the reward of an answer that is cut at the longest length.</source>
        <extracomment>method grpo.missing_end_penalty, help</extracomment>
        <translation>Wird der Belohnung einer Antwort abgezogen, die bei der größten Länge abgeschnitten ist.</translation>
    </message>
    <message>
        <source>0: a reward that wants endings says so itself</source>
        <extracomment>method grpo.missing_end_penalty, why the default is what it is</extracomment>
        <translation>0: Eine Belohnung, die ein Ende verlangt, sagt das selbst</translation>
    </message>
    <message>
        <source>Leave out cut answers</source>
        <extracomment>method grpo.mask_truncated, label</extracomment>
        <translation>Abgeschnittene Antworten auslassen</translation>
    </message>
    <message>
        <source>An answer that is cut is not learned from.</source>
        <extracomment>method grpo.mask_truncated, help</extracomment>
        <translation>Aus einer abgeschnittenen Antwort wird nicht gelernt.</translation>
    </message>
    <message>
        <source>off: that it was too long is worth learning</source>
        <extracomment>method grpo.mask_truncated, why the default is what it is</extracomment>
        <translation>aus: Dass sie zu lang war, ist lernenswert</translation>
    </message>
    <message>
        <source>Watched rewards</source>
        <extracomment>method grpo.watched, label</extracomment>
        <translation>Beobachtete Belohnungen</translation>
    </message>
    <message>
        <source>Measured beside the rewards and never learned from: a second reward model here shows when the first is being fooled.</source>
        <extracomment>method grpo.watched, help</extracomment>
        <translation>Neben den Belohnungen gemessen und nie gelernt: Ein zweites Belohnungsmodell hier zeigt, wann das erste getäuscht wird.</translation>
    </message>
    <message>
        <source>Tripwires</source>
        <extracomment>method grpo.tripwires, label</extracomment>
        <translation>Stolperdrähte</translation>
    </message>
    <message>
        <source>What a run that goes astray looks like, and what happens then.</source>
        <extracomment>method grpo.tripwires, help</extracomment>
        <translation>Woran ein Lauf zu erkennen ist, der vom Weg abkommt, und was dann geschieht.</translation>
    </message>
    <message>
        <source>When one is touched</source>
        <extracomment>method grpo.tripwires.action, label</extracomment>
        <translation>Wenn einer berührt wird</translation>
    </message>
    <message>
        <source>What happens when something below is seen.</source>
        <extracomment>method grpo.tripwires.action, help</extracomment>
        <translation>Was geschieht, wenn etwas davon gesehen wird.</translation>
    </message>
    <message>
        <source>warn: a person decides</source>
        <extracomment>method grpo.tripwires.action, why the default is what it is</extracomment>
        <translation>warnen: Ein Mensch entscheidet</translation>
    </message>
    <message>
        <source>Nothing</source>
        <extracomment>method grpo.tripwires.action = off</extracomment>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>They are not looked at.</source>
        <extracomment>method grpo.tripwires.action = off, help</extracomment>
        <translation>Sie werden nicht geprüft.</translation>
    </message>
    <message>
        <source>Warn</source>
        <extracomment>method grpo.tripwires.action = warn</extracomment>
        <translation>Warnen</translation>
    </message>
    <message>
        <source>An event says what was seen; the run goes on.</source>
        <extracomment>method grpo.tripwires.action = warn, help</extracomment>
        <translation>Ein Ereignis sagt, was gesehen wurde; der Lauf geht weiter.</translation>
    </message>
    <message>
        <source>Pause</source>
        <extracomment>method grpo.tripwires.action = pause</extracomment>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>The run pauses with a checkpoint; settings can be changed before it goes on.</source>
        <extracomment>method grpo.tripwires.action = pause, help</extracomment>
        <translation>Der Lauf pausiert mit einem Checkpoint; Einstellungen lassen sich ändern, bevor er weitergeht.</translation>
    </message>
    <message>
        <source>KL</source>
        <extracomment>method grpo.tripwires.max_kl, label</extracomment>
        <translation>KL</translation>
    </message>
    <message>
        <source>Mean distance of an answer from the reference.</source>
        <extracomment>method grpo.tripwires.max_kl, help</extracomment>
        <translation>Mittlerer Abstand einer Antwort von der Referenz.</translation>
    </message>
    <message>
        <source>nats</source>
        <extracomment>method grpo.tripwires.max_kl, unit</extracomment>
        <translation>Nats</translation>
    </message>
    <message>
        <source>50: beyond it, answers have little in common with the reference's</source>
        <extracomment>method grpo.tripwires.max_kl, why the default is what it is</extracomment>
        <translation>50: Jenseits davon haben die Antworten wenig mit denen der Referenz gemein</translation>
    </message>
    <message>
        <source>Length, times</source>
        <extracomment>method grpo.tripwires.max_length_growth, label</extracomment>
        <translation>Länge, Vielfaches</translation>
    </message>
    <message>
        <source>Mean length of the answers, compared with the first rollouts, while the reward rises.</source>
        <extracomment>method grpo.tripwires.max_length_growth, help</extracomment>
        <translation>Mittlere Länge der Antworten im Vergleich zu den ersten Rollouts, während die Belohnung steigt.</translation>
    </message>
    <message>
        <source>2: rewards like long answers</source>
        <extracomment>method grpo.tripwires.max_length_growth, why the default is what it is</extracomment>
        <translation>2: Belohnungen mögen lange Antworten</translation>
    </message>
    <message>
        <source>Entropy</source>
        <extracomment>method grpo.tripwires.min_entropy, label</extracomment>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Below it the policy says nearly the same each time, and nothing new is found.</source>
        <extracomment>method grpo.tripwires.min_entropy, help</extracomment>
        <translation>Darunter sagt die Policy jedes Mal fast dasselbe, und nichts Neues wird gefunden.</translation>
    </message>
    <message>
        <source>nats per token</source>
        <extracomment>method grpo.tripwires.min_entropy, unit</extracomment>
        <translation>Nats pro Token</translation>
    </message>
    <message>
        <source>0.05: nineteen of twenty tokens are certain</source>
        <extracomment>method grpo.tripwires.min_entropy, why the default is what it is</extracomment>
        <translation>0,05: Neunzehn von zwanzig Token sind sicher</translation>
    </message>
    <message>
        <source>Share of an answer's runs of three words that it has had before, mean of the answers.</source>
        <extracomment>method grpo.tripwires.max_repetition, help</extracomment>
        <translation>Anteil der Folgen von drei Wörtern einer Antwort, die sie schon einmal hatte, im Mittel der Antworten.</translation>
    </message>
    <message>
        <source>0.5: half of an answer is said twice</source>
        <extracomment>method grpo.tripwires.max_repetition, why the default is what it is</extracomment>
        <translation>0,5: Die Hälfte einer Antwort ist doppelt gesagt</translation>
    </message>
    <message>
        <source>Prompts that teach nothing</source>
        <extracomment>method grpo.tripwires.max_silent_groups, label</extracomment>
        <translation>Prompts, die nichts lehren</translation>
    </message>
    <message>
        <source>Share of prompts whose answers all got the same reward, five rollouts in a row.</source>
        <extracomment>method grpo.tripwires.max_silent_groups, help</extracomment>
        <translation>Anteil der Prompts, deren Antworten alle dieselbe Belohnung erhielten, fünf Rollouts in Folge.</translation>
    </message>
    <message>
        <source>0.9: nearly all work is wasted</source>
        <extracomment>method grpo.tripwires.max_silent_groups, why the default is what it is</extracomment>
        <translation>0,9: Fast alle Arbeit ist vergeblich</translation>
    </message>
    <message>
        <source>Held-out pairs</source>
        <extracomment>method grpo.tripwires.pairs, label</extracomment>
        <translation>Zurückgehaltene Paare</translation>
    </message>
    <message>
        <source>A file of pairs that nothing is learned from. At each evaluation of held-out prompts it is counted how often the policy, compared with the reference, makes the better answer likelier than the worse one; it is told when that falls while the reward rises. The first 64 are read.</source>
        <extracomment>method grpo.tripwires.pairs, help</extracomment>
        <translation>Eine Datei mit Paaren, aus denen nichts gelernt wird. Bei jeder Auswertung zurückgehaltener Prompts wird gezählt, wie oft die Policy, mit der Referenz verglichen, die bessere Antwort wahrscheinlicher macht als die schlechtere; es wird gemeldet, wenn das fällt, während die Belohnung steigt. Die ersten 64 werden gelesen.</translation>
    </message>
    <message>
        <source>not set: labelled pairs are not always there</source>
        <extracomment>method grpo.tripwires.pairs, why the default is what it is</extracomment>
        <translation>nicht gesetzt: bewertete Paare gibt es nicht immer</translation>
    </message>
    <message>
        <source>PPO</source>
        <extracomment>method ppo</extracomment>
        <translation>PPO</translation>
    </message>
    <message>
        <source>Reinforcement learning with a critic: answers are rewarded, and each token that did better than expected becomes likelier.</source>
        <extracomment>method ppo, help</extracomment>
        <translation>Reinforcement Learning mit einem Kritiker: Antworten werden belohnt, und jedes Token, das besser war als erwartet, wird wahrscheinlicher.</translation>
    </message>
    <message>
        <source>32: enough answers to normalise advantages over</source>
        <extracomment>method ppo.prompts_per_rollout, why the default is what it is</extracomment>
        <translation>32: genug Antworten, um über sie Advantages zu normieren</translation>
    </message>
    <message>
        <source>1: many prompts teach more than many answers, and the critic is the baseline</source>
        <extracomment>method ppo.completions, why the default is what it is</extracomment>
        <translation>1: Viele Prompts lehren mehr als viele Antworten, und der Kritiker ist die Baseline</translation>
    </message>
    <message>
        <source>How much of the reward a nat of distance from the reference costs. 0: nothing holds the policy back.</source>
        <extracomment>method ppo.kl_weight, help</extracomment>
        <translation>Wie viel von der Belohnung ein Nat Abstand von der Referenz kostet. 0: Nichts hält die Policy zurück.</translation>
    </message>
    <message>
        <source>0.05: TRL's value; with a target it is where the weight begins</source>
        <extracomment>method ppo.kl_weight, why the default is what it is</extracomment>
        <translation>0,05: der Wert von TRL; mit einem Ziel beginnt das Gewicht dort</translation>
    </message>
    <message>
        <source>Value clip</source>
        <extracomment>method ppo.value_clip, label</extracomment>
        <translation>Clip der Werte</translation>
    </message>
    <message>
        <source>How far a value may move from that of the rollout.</source>
        <extracomment>method ppo.value_clip, help</extracomment>
        <translation>Wie weit sich ein Wert von dem des Rollouts entfernen darf.</translation>
    </message>
    <message>
        <source>0.2: TRL's value</source>
        <extracomment>method ppo.value_clip, why the default is what it is</extracomment>
        <translation>0,2: der Wert von TRL</translation>
    </message>
    <message>
        <source>Weight of the value loss</source>
        <extracomment>method ppo.value_weight, label</extracomment>
        <translation>Gewicht des Loss der Werte</translation>
    </message>
    <message>
        <source>The critic's share of the loss.</source>
        <extracomment>method ppo.value_weight, help</extracomment>
        <translation>Der Anteil des Kritikers am Loss.</translation>
    </message>
    <message>
        <source>0.1: TRL's value</source>
        <extracomment>method ppo.value_weight, why the default is what it is</extracomment>
        <translation>0,1: der Wert von TRL</translation>
    </message>
    <message>
        <source>Value trains the layers</source>
        <extracomment>method ppo.value_trains_policy, label</extracomment>
        <translation>Werte trainieren die Schichten</translation>
    </message>
    <message>
        <source>Whether the critic's gradient goes into the adapter as well, or only into its head.</source>
        <extracomment>method ppo.value_trains_policy, help</extracomment>
        <translation>Ob der Gradient des Kritikers auch in den Adapter geht oder nur in seinen Kopf.</translation>
    </message>
    <message>
        <source>on: a head alone reads too little from hidden states that were made for words</source>
        <extracomment>method ppo.value_trains_policy, why the default is what it is</extracomment>
        <translation>an: Ein Kopf allein liest zu wenig aus Zuständen, die für Wörter gemacht sind</translation>
    </message>
    <message>
        <source>Discount</source>
        <extracomment>method ppo.gamma, label</extracomment>
        <translation>Diskontierung</translation>
    </message>
    <message>
        <source>What a reward is worth one token earlier.</source>
        <extracomment>method ppo.gamma, help</extracomment>
        <translation>Was eine Belohnung ein Token früher wert ist.</translation>
    </message>
    <message>
        <source>1: an answer is good or bad as a whole</source>
        <extracomment>method ppo.gamma, why the default is what it is</extracomment>
        <translation>1: Eine Antwort ist als Ganzes gut oder schlecht</translation>
    </message>
    <message>
        <source>GAE lambda</source>
        <extracomment>method ppo.lambda, label</extracomment>
        <translation>GAE-Lambda</translation>
    </message>
    <message>
        <source>0 trusts the critic, 1 the rewards.</source>
        <extracomment>method ppo.lambda, help</extracomment>
        <translation>0 traut dem Kritiker, 1 den Belohnungen.</translation>
    </message>
    <message>
        <source>0.95: the value of the paper and of TRL</source>
        <extracomment>method ppo.lambda, why the default is what it is</extracomment>
        <translation>0,95: der Wert des Papers und von TRL</translation>
    </message>
    <message>
        <source>KL estimate</source>
        <extracomment>method ppo.kl_estimator, label</extracomment>
        <translation>KL-Schätzung</translation>
    </message>
    <message>
        <source>What a token's distance from the reference is taken to be, in its reward.</source>
        <extracomment>method ppo.kl_estimator, help</extracomment>
        <translation>Was in der Belohnung eines Tokens als sein Abstand von der Referenz gilt.</translation>
    </message>
    <message>
        <source>k1: its sum is that of the answer</source>
        <extracomment>method ppo.kl_estimator, why the default is what it is</extracomment>
        <translation>k1: Seine Summe ist der Abstand der Antwort</translation>
    </message>
    <message>
        <source>k1</source>
        <extracomment>method ppo.kl_estimator = k1</extracomment>
        <translation>k1</translation>
    </message>
    <message>
        <source>log pi - log reference: unbiased, and may be negative.</source>
        <extracomment>method ppo.kl_estimator = k1, help</extracomment>
        <translation>log pi - log Referenz: unverzerrt, und kann negativ sein.</translation>
    </message>
    <message>
        <source>k2</source>
        <extracomment>method ppo.kl_estimator = k2</extracomment>
        <translation>k2</translation>
    </message>
    <message>
        <source>Half its square.</source>
        <extracomment>method ppo.kl_estimator = k2, help</extracomment>
        <translation>Die Hälfte seines Quadrats.</translation>
    </message>
    <message>
        <source>k3</source>
        <extracomment>method ppo.kl_estimator = k3</extracomment>
        <translation>k3</translation>
    </message>
    <message>
        <source>exp(-x) - 1 + x: unbiased and never negative.</source>
        <extracomment>method ppo.kl_estimator = k3, help</extracomment>
        <translation>exp(-x) - 1 + x: unverzerrt und nie negativ.</translation>
    </message>
    <message>
        <source>KL target</source>
        <extracomment>method ppo.kl_target, label</extracomment>
        <translation>KL-Ziel</translation>
    </message>
    <message>
        <source>The weight rises while answers are farther from the reference than this, and falls while they are nearer. Not set: it stays.</source>
        <extracomment>method ppo.kl_target, help</extracomment>
        <translation>Das Gewicht steigt, solange Antworten weiter von der Referenz entfernt sind als das, und fällt, solange sie näher sind. Nicht gesetzt: Es bleibt.</translation>
    </message>
    <message>
        <source>not set: one number less to understand</source>
        <extracomment>method ppo.kl_target, why the default is what it is</extracomment>
        <translation>nicht gesetzt: eine Zahl weniger zu verstehen</translation>
    </message>
    <message>
        <source>KL horizon</source>
        <extracomment>method ppo.kl_horizon, label</extracomment>
        <translation>KL-Horizont</translation>
    </message>
    <message>
        <source>How slowly the weight follows the target.</source>
        <extracomment>method ppo.kl_horizon, help</extracomment>
        <translation>Wie langsam das Gewicht dem Ziel folgt.</translation>
    </message>
    <message>
        <source>answers</source>
        <extracomment>method ppo.kl_horizon, unit</extracomment>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>10000: the value of the first PPO for language models</source>
        <extracomment>method ppo.kl_horizon, why the default is what it is</extracomment>
        <translation>10000: der Wert des ersten PPO für Sprachmodelle</translation>
    </message>
    <message>
        <source>Whiten rewards</source>
        <extracomment>method ppo.whiten_rewards, label</extracomment>
        <translation>Belohnungen weißen</translation>
    </message>
    <message>
        <source>Divides the rewards of tokens by their spread.</source>
        <extracomment>method ppo.whiten_rewards, help</extracomment>
        <translation>Teilt die Belohnungen der Token durch ihre Streuung.</translation>
    </message>
    <message>
        <source>off: advantages are normalised anyway</source>
        <extracomment>method ppo.whiten_rewards, why the default is what it is</extracomment>
        <translation>aus: Advantages werden ohnehin normiert</translation>
    </message>
    <message>
        <source>4: answers are dear, and the clip keeps later passes near the first</source>
        <extracomment>method ppo.passes, why the default is what it is</extracomment>
        <translation>4: Antworten sind teuer, und der Clip hält spätere Durchgänge nahe am ersten</translation>
    </message>
    <message>
        <source>RLOO</source>
        <extracomment>method rloo</extracomment>
        <translation>RLOO</translation>
    </message>
    <message>
        <source>Reinforcement learning with whole answers as actions, each compared with the mean of the others to its prompt.</source>
        <extracomment>method rloo, help</extracomment>
        <translation>Reinforcement Learning mit ganzen Antworten als Aktionen, jede verglichen mit dem Mittel der anderen auf ihren Prompt.</translation>
    </message>
    <message>
        <source>8 prompts of 4 answers: a few seconds on two cores</source>
        <extracomment>method rloo.prompts_per_rollout, why the default is what it is</extracomment>
        <translation>8 Prompts mit 4 Antworten: einige Sekunden auf zwei Kernen</translation>
    </message>
    <message>
        <source>4: three others are a baseline with little noise</source>
        <extracomment>method rloo.completions, why the default is what it is</extracomment>
        <translation>4: Drei andere sind eine Baseline mit wenig Rauschen</translation>
    </message>
    <message>
        <source>How much of an answer's reward a nat of distance from the reference costs. 0: nothing holds the policy back.</source>
        <extracomment>method rloo.kl_weight, help</extracomment>
        <translation>Wie viel von der Belohnung einer Antwort ein Nat Abstand von der Referenz kostet. 0: Nichts hält die Policy zurück.</translation>
    </message>
    <message>
        <source>0.05: TRL's value</source>
        <extracomment>method rloo.kl_weight, why the default is what it is</extracomment>
        <translation>0,05: der Wert von TRL</translation>
    </message>
    <message>
        <source>How far the probability of an answer may move from that of the rollout before it is no longer pushed.</source>
        <extracomment>method rloo.clip, help</extracomment>
        <translation>Wie weit sich die Wahrscheinlichkeit einer Antwort von der des Rollouts entfernen darf, bevor sie nicht weiter geschoben wird.</translation>
    </message>
    <message>
        <source>Normalise advantages</source>
        <extracomment>method rloo.normalize_advantages, label</extracomment>
        <translation>Advantages normieren</translation>
    </message>
    <message>
        <source>Over all answers of the rollout.</source>
        <extracomment>method rloo.normalize_advantages, help</extracomment>
        <translation>Über alle Antworten des Rollouts.</translation>
    </message>
    <message>
        <source>off: the paper's</source>
        <extracomment>method rloo.normalize_advantages, why the default is what it is</extracomment>
        <translation>aus: wie im Paper</translation>
    </message>
    <message>
        <source>The same for answers that become likelier. Not set: as Clip.</source>
        <extracomment>method rloo.clip_high, help</extracomment>
        <translation>Dasselbe für Antworten, die wahrscheinlicher werden. Nicht gesetzt: wie Clip.</translation>
    </message>
    <message>
        <source>not set: the same both ways</source>
        <extracomment>method rloo.clip_high, why the default is what it is</extracomment>
        <translation>nicht gesetzt: in beide Richtungen gleich</translation>
    </message>
    <message>
        <source>Least reward</source>
        <extracomment>method rloo.reward_minimum, label</extracomment>
        <translation>Kleinste Belohnung</translation>
    </message>
    <message>
        <source>A reward below counts as this. Not set: as it is.</source>
        <extracomment>method rloo.reward_minimum, help</extracomment>
        <translation>Eine Belohnung darunter zählt als diese. Nicht gesetzt: wie sie ist.</translation>
    </message>
    <message>
        <source>not set: rewards are what they are</source>
        <extracomment>method rloo.reward_minimum, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Belohnungen sind, was sie sind</translation>
    </message>
    <message>
        <source>Most reward</source>
        <extracomment>method rloo.reward_maximum, label</extracomment>
        <translation>Größte Belohnung</translation>
    </message>
    <message>
        <source>A reward above counts as this. Not set: as it is.</source>
        <extracomment>method rloo.reward_maximum, help</extracomment>
        <translation>Eine Belohnung darüber zählt als diese. Nicht gesetzt: wie sie ist.</translation>
    </message>
    <message>
        <source>REINFORCE++</source>
        <extracomment>method reinforce</extracomment>
        <translation>REINFORCE++</translation>
    </message>
    <message>
        <source>Reinforcement learning without a critic and with one answer to a prompt: what did better than the rollout's mean becomes likelier.</source>
        <extracomment>method reinforce, help</extracomment>
        <translation>Reinforcement Learning ohne Kritiker und mit einer Antwort je Prompt: Was besser war als das Mittel des Rollouts, wird wahrscheinlicher.</translation>
    </message>
    <message>
        <source>1: the rollout as a whole is the baseline; with the group's mean as baseline take 4 or more</source>
        <extracomment>method reinforce.completions, why the default is what it is</extracomment>
        <translation>1: Der Rollout als Ganzes ist die Baseline; mit dem Mittel der Gruppe als Baseline 4 oder mehr nehmen</translation>
    </message>
    <message>
        <source>How much of a token's reward a nat of distance from the reference costs. 0: nothing holds the policy back.</source>
        <extracomment>method reinforce.kl_weight, help</extracomment>
        <translation>Wie viel von der Belohnung eines Tokens ein Nat Abstand von der Referenz kostet. 0: Nichts hält die Policy zurück.</translation>
    </message>
    <message>
        <source>0.01: OpenRLHF's value</source>
        <extracomment>method reinforce.kl_weight, why the default is what it is</extracomment>
        <translation>0,01: der Wert von OpenRLHF</translation>
    </message>
    <message>
        <source>Baseline</source>
        <extracomment>method reinforce.baseline, label</extracomment>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>What an answer is compared with.</source>
        <extracomment>method reinforce.baseline, help</extracomment>
        <translation>Womit eine Antwort verglichen wird.</translation>
    </message>
    <message>
        <source>the rollout: REINFORCE++</source>
        <extracomment>method reinforce.baseline, why the default is what it is</extracomment>
        <translation>der Rollout: REINFORCE++</translation>
    </message>
    <message>
        <source>The rollout</source>
        <extracomment>method reinforce.baseline = none</extracomment>
        <translation>Der Rollout</translation>
    </message>
    <message>
        <source>Advantages are what is above the mean of all tokens.</source>
        <extracomment>method reinforce.baseline = none, help</extracomment>
        <translation>Advantages sind, was über dem Mittel aller Token liegt.</translation>
    </message>
    <message>
        <source>The group first</source>
        <extracomment>method reinforce.baseline = group</extracomment>
        <translation>Erst die Gruppe</translation>
    </message>
    <message>
        <source>The mean of the answers to the same prompt is taken off the reward first.</source>
        <extracomment>method reinforce.baseline = group, help</extracomment>
        <translation>Das Mittel der Antworten auf denselben Prompt wird zuerst von der Belohnung abgezogen.</translation>
    </message>
    <message>
        <source>0.2: PPO's value</source>
        <extracomment>method reinforce.clip, why the default is what it is</extracomment>
        <translation>0,2: der Wert von PPO</translation>
    </message>
    <message>
        <source>Online DPO</source>
        <extracomment>method online_dpo</extracomment>
        <translation>Online-DPO</translation>
    </message>
    <message>
        <source>DPO on the policy's own answers: a reward says which of them is the better one.</source>
        <extracomment>method online_dpo, help</extracomment>
        <translation>DPO auf den eigenen Antworten der Policy: Eine Belohnung sagt, welche davon die bessere ist.</translation>
    </message>
    <message>
        <source>8 prompts of 2 answers: a few seconds on two cores</source>
        <extracomment>method online_dpo.prompts_per_rollout, why the default is what it is</extracomment>
        <translation>8 Prompts mit 2 Antworten: einige Sekunden auf zwei Kernen</translation>
    </message>
    <message>
        <source>2: one pair of each prompt; of more, the best and the worst are taken</source>
        <extracomment>method online_dpo.completions, why the default is what it is</extracomment>
        <translation>2: ein Paar je Prompt; bei mehr werden die beste und die schlechteste genommen</translation>
    </message>
    <message>
        <source>Beta of DPO: how strongly the policy is held to the reference.</source>
        <extracomment>method online_dpo.kl_weight, help</extracomment>
        <translation>Beta von DPO: wie stark die Policy an der Referenz gehalten wird.</translation>
    </message>
    <message>
        <source>What a pair is worth.</source>
        <extracomment>method online_dpo.loss, help</extracomment>
        <translation>Was ein Paar wert ist.</translation>
    </message>
    <message>
        <source>DPO: the paper's</source>
        <extracomment>method online_dpo.loss, why the default is what it is</extracomment>
        <translation>DPO: wie im Paper</translation>
    </message>
    <message>
        <source>The logistic loss of DPO.</source>
        <extracomment>method online_dpo.loss = sigmoid, help</extracomment>
        <translation>Der logistische Loss von DPO.</translation>
    </message>
    <message>
        <source>A squared loss that does not push beyond its margin.</source>
        <extracomment>method online_dpo.loss = ipo, help</extracomment>
        <translation>Ein quadratischer Loss, der nicht über seinen Abstand hinaus schiebt.</translation>
    </message>
    <message>
        <source>1: each pair is learned from once</source>
        <extracomment>method online_dpo.passes, why the default is what it is</extracomment>
        <translation>1: Aus jedem Paar wird einmal gelernt</translation>
    </message>
    <message>
        <source>Training</source>
        <extracomment>training, label</extracomment>
        <translation>Training</translation>
    </message>
    <message>
        <source>How long and how fast.</source>
        <extracomment>training, help</extracomment>
        <translation>Wie lange und wie schnell.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <extracomment>training.learning_rate, label</extracomment>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>How far each step goes, at its highest. Too high and the loss jumps, too low and nothing is learned.</source>
        <extracomment>training.learning_rate, help</extracomment>
        <translation>Wie weit jeder Schritt geht, am höchsten Punkt. Zu hoch, und der Loss springt; zu niedrig, und nichts wird gelernt.</translation>
    </message>
    <message>
        <source>automatic: by method, adapter and size of the model</source>
        <extracomment>training.learning_rate, why the default is what it is</extracomment>
        <translation>automatisch: nach Methode, Adapter und Größe des Modells</translation>
    </message>
    <message>
        <source>Schedule</source>
        <extracomment>training.schedule, label</extracomment>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How the learning rate changes during the run.</source>
        <extracomment>training.schedule, help</extracomment>
        <translation>Wie sich die Lernrate während des Laufs ändert.</translation>
    </message>
    <message>
        <source>cosine: what most published recipes use</source>
        <extracomment>training.schedule, why the default is what it is</extracomment>
        <translation>Kosinus: was die meisten veröffentlichten Rezepte verwenden</translation>
    </message>
    <message>
        <source>Constant</source>
        <extracomment>training.schedule = constant</extracomment>
        <translation>Konstant</translation>
    </message>
    <message>
        <source>Stays at its highest after the warm-up.</source>
        <extracomment>training.schedule = constant, help</extracomment>
        <translation>Bleibt nach dem Aufwärmen am höchsten Punkt.</translation>
    </message>
    <message>
        <source>Linear</source>
        <extracomment>training.schedule = linear</extracomment>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Falls in a straight line to 0.</source>
        <extracomment>training.schedule = linear, help</extracomment>
        <translation>Fällt geradlinig auf 0.</translation>
    </message>
    <message>
        <source>Cosine</source>
        <extracomment>training.schedule = cosine</extracomment>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Falls slowly, then fast, then slowly to 0.</source>
        <extracomment>training.schedule = cosine, help</extracomment>
        <translation>Fällt langsam, dann schnell, dann langsam auf 0.</translation>
    </message>
    <message>
        <source>Warm-up, stable, decay</source>
        <extracomment>training.schedule = wsd</extracomment>
        <translation>Aufwärmen, stabil, Abfall</translation>
    </message>
    <message>
        <source>Stays at its highest and falls only at the end.</source>
        <extracomment>training.schedule = wsd, help</extracomment>
        <translation>Bleibt am höchsten Punkt und fällt erst am Ende.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <extracomment>training.warmup_ratio, label</extracomment>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Share of the steps during which the learning rate rises from 0 to its highest.</source>
        <extracomment>training.warmup_ratio, help</extracomment>
        <translation>Anteil der Schritte, während derer die Lernrate von 0 auf ihren höchsten Punkt steigt.</translation>
    </message>
    <message>
        <source>3 %: keeps the first steps, whose statistics are poor, from doing harm</source>
        <extracomment>training.warmup_ratio, why the default is what it is</extracomment>
        <translation>3 %: verhindert, dass die ersten Schritte mit ihrer dürftigen Statistik Schaden anrichten</translation>
    </message>
    <message>
        <source>Tokens per step</source>
        <extracomment>training.tokens_per_step, label</extracomment>
        <translation>Token je Schritt</translation>
    </message>
    <message>
        <source>How many tokens (prompts included, there is no padding) one step learns from. Fewer: more, noisier steps.</source>
        <extracomment>training.tokens_per_step, help</extracomment>
        <translation>Aus wie vielen Token (Prompts eingerechnet, Padding gibt es nicht) ein Schritt lernt. Weniger: mehr, unruhigere Schritte.</translation>
    </message>
    <message>
        <source>8192: some 20 to 40 dialogues, a usual batch</source>
        <extracomment>training.tokens_per_step, why the default is what it is</extracomment>
        <translation>8192: etwa 20 bis 40 Dialoge, ein üblicher Batch</translation>
    </message>
    <message>
        <source>Tokens at once</source>
        <extracomment>training.micro_tokens, label</extracomment>
        <translation>Token zugleich</translation>
    </message>
    <message>
        <source>How many tokens are computed at a time. Only memory and speed depend on it, not the result; a longer row is computed by itself.</source>
        <extracomment>training.micro_tokens, help</extracomment>
        <translation>Wie viele Token auf einmal gerechnet werden. Davon hängen nur Speicher und Tempo ab, nicht das Ergebnis; eine längere Zeile wird für sich gerechnet.</translation>
    </message>
    <message>
        <source>automatic: 1024, or the tokens per step if that is less</source>
        <extracomment>training.micro_tokens, why the default is what it is</extracomment>
        <translation>automatisch: 1024, oder die Token je Schritt, wenn das weniger ist</translation>
    </message>
    <message>
        <source>Common beginnings once</source>
        <extracomment>training.share_prefixes, label</extracomment>
        <translation>Gemeinsame Anfänge nur einmal</translation>
    </message>
    <message>
        <source>Rows that are computed together and begin with the same tokens (a system prompt) compute these once, and what comes after a row's last learned token is left out. The result is the same up to rounding; with dropout every row is computed whole.</source>
        <extracomment>training.share_prefixes, help</extracomment>
        <translation>Zeilen, die zusammen gerechnet werden und mit denselben Token beginnen (ein System-Prompt), rechnen diese einmal, und was nach dem letzten gelernten Token einer Zeile kommt, wird ausgelassen. Das Ergebnis ist bis auf Rundung dasselbe; mit Dropout wird jede Zeile ganz gerechnet.</translation>
    </message>
    <message>
        <source>on: faster and smaller; off to have every row computed alone, as other trainers do</source>
        <extracomment>training.share_prefixes, why the default is what it is</extracomment>
        <translation>an: schneller und kleiner; aus, um jede Zeile allein rechnen zu lassen, wie andere Trainer es tun</translation>
    </message>
    <message>
        <source>Compute again</source>
        <extracomment>training.recompute, label</extracomment>
        <translation>Noch einmal rechnen</translation>
    </message>
    <message>
        <source>Compute the feed-forward part of each layer a second time in the backward pass, instead of keeping it. The result has the same bits.</source>
        <extracomment>training.recompute, help</extracomment>
        <translation>Den Feed-Forward-Teil jeder Schicht im Rückwärtsdurchgang ein zweites Mal rechnen, statt ihn aufzubewahren. Das Ergebnis hat dieselben Bits.</translation>
    </message>
    <message>
        <source>long rows: the few of them would decide how much memory the whole run needs</source>
        <extracomment>training.recompute, why the default is what it is</extracomment>
        <translation>lange Zeilen: Die wenigen würden bestimmen, wie viel Speicher der ganze Lauf braucht</translation>
    </message>
    <message>
        <source>Never</source>
        <extracomment>training.recompute = off</extracomment>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Fastest; long rows take the most memory.</source>
        <extracomment>training.recompute = off, help</extracomment>
        <translation>Am schnellsten; lange Zeilen brauchen den meisten Speicher.</translation>
    </message>
    <message>
        <source>Long rows</source>
        <extracomment>training.recompute = long_rows</extracomment>
        <translation>Lange Zeilen</translation>
    </message>
    <message>
        <source>Only for rows longer than the tokens at once: they need half as much more than the others then.</source>
        <extracomment>training.recompute = long_rows, help</extracomment>
        <translation>Nur für Zeilen, die länger sind als die Token zugleich: Sie brauchen dann halb so viel mehr als die anderen.</translation>
    </message>
    <message>
        <source>Always</source>
        <extracomment>training.recompute = all</extracomment>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Half the memory of the backward pass, for about a sixth more time.</source>
        <extracomment>training.recompute = all, help</extracomment>
        <translation>Die Hälfte des Speichers des Rückwärtsdurchgangs, für etwa ein Sechstel mehr Zeit.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <extracomment>training.epochs, label</extracomment>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How often the data is gone through; 0.5 = half of it.</source>
        <extracomment>training.epochs, help</extracomment>
        <translation>Wie oft die Daten durchlaufen werden; 0,5 = die Hälfte davon.</translation>
    </message>
    <message>
        <source>3: usual for small data sets; take 1 or 2 for more than some ten thousand rows</source>
        <extracomment>training.epochs, why the default is what it is</extracomment>
        <translation>3: üblich für kleine Datensätze; bei mehr als etwa zehntausend Zeilen 1 oder 2 nehmen</translation>
    </message>
    <message>
        <source>Stop after</source>
        <extracomment>training.max_steps, label</extracomment>
        <translation>Enden nach</translation>
    </message>
    <message>
        <source>The run ends after this many steps even if the epochs are not through.</source>
        <extracomment>training.max_steps, help</extracomment>
        <translation>Der Lauf endet nach so vielen Schritten, auch wenn die Epochen nicht durch sind.</translation>
    </message>
    <message>
        <source>steps</source>
        <extracomment>training.max_steps, unit</extracomment>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>not set: the epochs decide</source>
        <extracomment>training.max_steps, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Die Epochen entscheiden</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <extracomment>training.optimizer, label</extracomment>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>How gradients become updates.</source>
        <extracomment>training.optimizer, help</extracomment>
        <translation>Wie aus Gradienten Änderungen werden.</translation>
    </message>
    <message>
        <source>AdamW: works for every adapter with the learning rates given here</source>
        <extracomment>training.optimizer, why the default is what it is</extracomment>
        <translation>AdamW: arbeitet mit jedem Adapter mit den hier genannten Lernraten</translation>
    </message>
    <message>
        <source>AdamW</source>
        <extracomment>training.optimizer = adamw</extracomment>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adam with decoupled weight decay (Loshchilov and Hutter 2017).</source>
        <extracomment>training.optimizer = adamw, help</extracomment>
        <translation>Adam mit entkoppeltem Weight Decay (Loshchilov und Hutter 2017).</translation>
    </message>
    <message>
        <source>AdamW beta 1</source>
        <extracomment>training.beta1, label</extracomment>
        <translation>AdamW Beta 1</translation>
    </message>
    <message>
        <source>How much of the past gradients' mean is kept from step to step.</source>
        <extracomment>training.beta1, help</extracomment>
        <translation>Wie viel vom Mittel der bisherigen Gradienten von Schritt zu Schritt bleibt.</translation>
    </message>
    <message>
        <source>0.9: the value of the paper and of every common tool</source>
        <extracomment>training.beta1, why the default is what it is</extracomment>
        <translation>0,9: der Wert des Papers und jedes gängigen Werkzeugs</translation>
    </message>
    <message>
        <source>AdamW beta 2</source>
        <extracomment>training.beta2, label</extracomment>
        <translation>AdamW Beta 2</translation>
    </message>
    <message>
        <source>The same for the mean of their squares.</source>
        <extracomment>training.beta2, help</extracomment>
        <translation>Dasselbe für das Mittel ihrer Quadrate.</translation>
    </message>
    <message>
        <source>0.999: the value of the paper; 0.95 follows changes faster in long pre-training</source>
        <extracomment>training.beta2, why the default is what it is</extracomment>
        <translation>0,999: der Wert des Papers; 0,95 folgt Änderungen in langem Vortraining schneller</translation>
    </message>
    <message>
        <source>AdamW epsilon</source>
        <extracomment>training.epsilon, label</extracomment>
        <translation>AdamW Epsilon</translation>
    </message>
    <message>
        <source>Keeps the update finite where gradients are nearly 0.</source>
        <extracomment>training.epsilon, help</extracomment>
        <translation>Hält die Änderung endlich, wo Gradienten fast 0 sind.</translation>
    </message>
    <message>
        <source>1e-8: the value of the paper</source>
        <extracomment>training.epsilon, why the default is what it is</extracomment>
        <translation>1e-8: der Wert des Papers</translation>
    </message>
    <message>
        <source>Float32 masters</source>
        <extracomment>training.float32_masters, label</extracomment>
        <translation>Float32-Kopien</translation>
    </message>
    <message>
        <source>Keep trained bf16 weights in float32 too. Off: 4 bytes a trained weight less, and updates are rounded at random so that small ones add up.</source>
        <extracomment>training.float32_masters, help</extracomment>
        <translation>Trainierte bf16-Gewichte auch in float32 behalten. Aus: 4 Bytes je trainiertem Gewicht weniger, und Änderungen werden zufällig gerundet, damit kleine sich summieren.</translation>
    </message>
    <message>
        <source>on: the safest; adapters are float32 anyway</source>
        <extracomment>training.float32_masters, why the default is what it is</extracomment>
        <translation>an: am sichersten; Adapter sind ohnehin float32</translation>
    </message>
    <message>
        <source>Largest gradient norm</source>
        <extracomment>training.clip_norm, label</extracomment>
        <translation>Größte Gradientennorm</translation>
    </message>
    <message>
        <source>A gradient longer than this is shortened to it; 0 = never.</source>
        <extracomment>training.clip_norm, help</extracomment>
        <translation>Ein längerer Gradient wird auf diese Länge gekürzt; 0 = nie.</translation>
    </message>
    <message>
        <source>1: one odd batch cannot throw the model off</source>
        <extracomment>training.clip_norm, why the default is what it is</extracomment>
        <translation>1: Ein ungewöhnlicher Batch kann das Modell nicht aus der Bahn werfen</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <extracomment>training.weight_decay, label</extracomment>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>Pulls trained weights towards 0 by this share of the learning rate each step.</source>
        <extracomment>training.weight_decay, help</extracomment>
        <translation>Zieht trainierte Gewichte bei jedem Schritt um diesen Anteil der Lernrate gegen 0.</translation>
    </message>
    <message>
        <source>0: fine-tuning is short, and an adapter is small already</source>
        <extracomment>training.weight_decay, why the default is what it is</extracomment>
        <translation>0: Feintuning ist kurz, und ein Adapter ist schon klein</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <extracomment>training.checkpoint_every, label</extracomment>
        <translation>Checkpoint alle</translation>
    </message>
    <message>
        <source>How often everything needed to go on is written to disk.</source>
        <extracomment>training.checkpoint_every, help</extracomment>
        <translation>Wie oft alles auf die Platte geschrieben wird, was zum Weitermachen nötig ist.</translation>
    </message>
    <message>
        <source>automatic: with the evaluations, so that the best one can be kept</source>
        <extracomment>training.checkpoint_every, why the default is what it is</extracomment>
        <translation>automatisch: mit den Auswertungen, damit der beste behalten werden kann</translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <extracomment>training.keep_checkpoints, label</extracomment>
        <translation>Behaltene Checkpoints</translation>
    </message>
    <message>
        <source>How many of the latest checkpoints stay on disk; the best one stays in any case.</source>
        <extracomment>training.keep_checkpoints, help</extracomment>
        <translation>Wie viele der neuesten Checkpoints auf der Platte bleiben; der beste bleibt in jedem Fall.</translation>
    </message>
    <message>
        <source>3: enough to go back a little, and bounded</source>
        <extracomment>training.keep_checkpoints, why the default is what it is</extracomment>
        <translation>3: genug, um ein wenig zurückzugehen, und begrenzt</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <extracomment>training.eval_every, label</extracomment>
        <translation>Auswerten alle</translation>
    </message>
    <message>
        <source>How often the held-out loss is measured; 0 = only before and after the run.</source>
        <extracomment>training.eval_every, help</extracomment>
        <translation>Wie oft der Loss auf zurückgehaltenen Zeilen gemessen wird; 0 = nur vor und nach dem Lauf.</translation>
    </message>
    <message>
        <source>automatic: about ten times a run, at most every 5 steps</source>
        <extracomment>training.eval_every, why the default is what it is</extracomment>
        <translation>automatisch: etwa zehnmal je Lauf, höchstens alle 5 Schritte</translation>
    </message>
    <message>
        <source>Answers at evaluations</source>
        <extracomment>training.eval_samples, label</extracomment>
        <translation>Antworten je Auswertung</translation>
    </message>
    <message>
        <source>How many held-out prompts are answered at each evaluation, so that the change can be read; 0: none. Methods that write answers anyway answer more.</source>
        <extracomment>training.eval_samples, help</extracomment>
        <translation>Wie viele zurückgehaltene Prompts bei jeder Auswertung beantwortet werden, damit die Änderung zu lesen ist; 0: keine. Methoden, die ohnehin Antworten schreiben, beantworten mehr.</translation>
    </message>
    <message>
        <source>3: a few seconds, and enough to see what changes</source>
        <extracomment>training.eval_samples, why the default is what it is</extracomment>
        <translation>3: einige Sekunden, und genug, um zu sehen, was sich ändert</translation>
    </message>
    <message>
        <source>Stop early after</source>
        <extracomment>training.early_stopping, label</extracomment>
        <translation>Früh enden nach</translation>
    </message>
    <message>
        <source>The run ends after this many evaluations in a row without a better held-out loss.</source>
        <extracomment>training.early_stopping, help</extracomment>
        <translation>Der Lauf endet nach so vielen Auswertungen in Folge ohne besseren Loss auf zurückgehaltenen Zeilen.</translation>
    </message>
    <message>
        <source>evaluations</source>
        <extracomment>training.early_stopping, unit</extracomment>
        <translation>Auswertungen</translation>
    </message>
    <message>
        <source>not set: the best checkpoint is kept anyway</source>
        <extracomment>training.early_stopping, why the default is what it is</extracomment>
        <translation>nicht gesetzt: Der beste Checkpoint bleibt ohnehin</translation>
    </message>
    <message>
        <source>Preference accuracy</source>
        <extracomment>metric rewards/accuracies</extracomment>
        <translation>Präferenz-Genauigkeit</translation>
    </message>
    <message>
        <source>Share of pairs whose chosen answer has the higher reward.</source>
        <extracomment>metric rewards/accuracies, help</extracomment>
        <translation>Anteil der Paare, deren bevorzugte Antwort die höhere Belohnung hat.</translation>
    </message>
    <message>
        <source>Reward margin</source>
        <extracomment>metric rewards/margins</extracomment>
        <translation>Abstand der Belohnungen</translation>
    </message>
    <message>
        <source>Reward of the chosen answer less that of the rejected one, mean over pairs.</source>
        <extracomment>metric rewards/margins, help</extracomment>
        <translation>Belohnung der bevorzugten Antwort minus die der abgelehnten, Mittel über Paare.</translation>
    </message>
    <message>
        <source>Reward of chosen</source>
        <extracomment>metric rewards/chosen</extracomment>
        <translation>Belohnung der bevorzugten</translation>
    </message>
    <message>
        <source>Mean over pairs. Where it falls while the margin grows, the policy only learns what not to say.</source>
        <extracomment>metric rewards/chosen, help</extracomment>
        <translation>Mittel über Paare. Fällt sie, während der Abstand wächst, lernt die Policy nur, was sie nicht sagen soll.</translation>
    </message>
    <message>
        <source>Reward of rejected</source>
        <extracomment>metric rewards/rejected</extracomment>
        <translation>Belohnung der abgelehnten</translation>
    </message>
    <message>
        <source>Mean over pairs.</source>
        <extracomment>metric rewards/rejected, help</extracomment>
        <translation>Mittel über Paare.</translation>
    </message>
    <message>
        <source>Log-probability of chosen</source>
        <extracomment>metric logps/chosen</extracomment>
        <translation>Log-Wahrscheinlichkeit der bevorzugten</translation>
    </message>
    <message>
        <source>Of the whole answer, mean over pairs; a steady fall is a collapse.</source>
        <extracomment>metric logps/chosen, help</extracomment>
        <translation>Der ganzen Antwort, Mittel über Paare; ein stetiger Fall ist ein Kollaps.</translation>
    </message>
    <message>
        <source>Log-probability of rejected</source>
        <extracomment>metric logps/rejected</extracomment>
        <translation>Log-Wahrscheinlichkeit der abgelehnten</translation>
    </message>
    <message>
        <source>Of the whole answer, mean over pairs.</source>
        <extracomment>metric logps/rejected, help</extracomment>
        <translation>Der ganzen Antwort, Mittel über Paare.</translation>
    </message>
    <message>
        <source>Token accuracy of chosen</source>
        <extracomment>metric mean_token_accuracy</extracomment>
        <translation>Token-Genauigkeit der bevorzugten</translation>
    </message>
    <message>
        <source>Share of the chosen answers' tokens that are the model's first choice.</source>
        <extracomment>metric mean_token_accuracy, help</extracomment>
        <translation>Anteil der Token der bevorzugten Antworten, die die erste Wahl des Modells sind.</translation>
    </message>
    <message>
        <source>Token loss of chosen</source>
        <extracomment>metric nll_loss</extracomment>
        <translation>Token-Loss der bevorzugten</translation>
    </message>
    <message>
        <source>Mean over the chosen answers' tokens, where it is learned too.</source>
        <extracomment>metric nll_loss, help</extracomment>
        <translation>Mittel über die Token der bevorzugten Antworten, wo auch sie gelernt werden.</translation>
    </message>
    <message>
        <source>Of the good answers, mean over them.</source>
        <extracomment>metric rewards/chosen, help</extracomment>
        <translation>Der guten Antworten, Mittel über sie.</translation>
    </message>
    <message>
        <source>Of the bad answers, mean over them.</source>
        <extracomment>metric rewards/rejected, help</extracomment>
        <translation>Der schlechten Antworten, Mittel über sie.</translation>
    </message>
    <message>
        <source>Log-probability of good answers</source>
        <extracomment>metric logps/chosen</extracomment>
        <translation>Log-Wahrscheinlichkeit guter Antworten</translation>
    </message>
    <message>
        <source>Of the whole answer, mean over them.</source>
        <extracomment>metric logps/chosen, help</extracomment>
        <translation>Der ganzen Antwort, Mittel über sie.</translation>
    </message>
    <message>
        <source>Log-probability of bad answers</source>
        <extracomment>metric logps/rejected</extracomment>
        <translation>Log-Wahrscheinlichkeit schlechter Antworten</translation>
    </message>
    <message>
        <source>KL to the reference</source>
        <extracomment>metric kl</extracomment>
        <translation>KL zur Referenz</translation>
    </message>
    <message>
        <source>Estimated on prompts with answers to other prompts; not below 0.</source>
        <extracomment>metric kl, help</extracomment>
        <translation>An Prompts mit Antworten auf andere Prompts geschätzt; nicht unter 0.</translation>
    </message>
    <message>
        <source>Log odds ratio</source>
        <extracomment>metric log_odds_ratio</extracomment>
        <translation>Log-Chancenverhältnis</translation>
    </message>
    <message>
        <source>log s of the difference of log odds, mean over pairs; 0 is the best.</source>
        <extracomment>metric log_odds_ratio, help</extracomment>
        <translation>log s des Unterschieds der Log-Chancen, Mittel über Paare; 0 ist am besten.</translation>
    </message>
    <message>
        <source>Difference of log odds</source>
        <extracomment>metric log_odds_chosen</extracomment>
        <translation>Unterschied der Log-Chancen</translation>
    </message>
    <message>
        <source>Chosen less rejected, mean over pairs.</source>
        <extracomment>metric log_odds_chosen, help</extracomment>
        <translation>Bevorzugte minus abgelehnte, Mittel über Paare.</translation>
    </message>
    <message>
        <source>Token loss of good answers</source>
        <extracomment>metric nll_loss</extracomment>
        <translation>Token-Loss guter Antworten</translation>
    </message>
    <message>
        <source>Mean over their tokens.</source>
        <extracomment>metric nll_loss, help</extracomment>
        <translation>Mittel über ihre Token.</translation>
    </message>
    <message>
        <source>Loss of bad answers</source>
        <extracomment>metric unlikelihood</extracomment>
        <translation>Loss schlechter Antworten</translation>
    </message>
    <message>
        <source>-log(1 - p), mean over their tokens.</source>
        <extracomment>metric unlikelihood, help</extracomment>
        <translation>-log(1 - p), Mittel über ihre Token.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <extracomment>metric accuracy</extracomment>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Share of comparisons in which the better answer has the higher score.</source>
        <extracomment>metric accuracy, help</extracomment>
        <translation>Anteil der Vergleiche, in denen die bessere Antwort die höhere Bewertung hat.</translation>
    </message>
    <message>
        <source>Margin</source>
        <extracomment>metric margin</extracomment>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Score of the better answer less that of the worse one, mean over comparisons.</source>
        <extracomment>metric margin, help</extracomment>
        <translation>Bewertung der besseren Antwort minus die der schlechteren, Mittel über Vergleiche.</translation>
    </message>
    <message>
        <source>Accuracy, better is longer</source>
        <extracomment>metric accuracy/better_is_longer</extracomment>
        <translation>Genauigkeit, bessere ist länger</translation>
    </message>
    <message>
        <source>Of the comparisons whose better answer is the longer one.</source>
        <extracomment>metric accuracy/better_is_longer, help</extracomment>
        <translation>Der Vergleiche, deren bessere Antwort die längere ist.</translation>
    </message>
    <message>
        <source>Accuracy, better is shorter</source>
        <extracomment>metric accuracy/better_is_shorter</extracomment>
        <translation>Genauigkeit, bessere ist kürzer</translation>
    </message>
    <message>
        <source>Of the comparisons whose better answer is the shorter one. Much lower than the other: the model has learned to count.</source>
        <extracomment>metric accuracy/better_is_shorter, help</extracomment>
        <translation>Der Vergleiche, deren bessere Antwort die kürzere ist. Viel niedriger als die andere: Das Modell hat zählen gelernt.</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <extracomment>metric brier</extracomment>
        <translation>Kalibrierungsfehler</translation>
    </message>
    <message>
        <source>Mean of (1 - s(margin))^2: 0.25 is guessing, 0 is right and sure (Brier 1950).</source>
        <extracomment>metric brier, help</extracomment>
        <translation>Mittel von (1 - s(Abstand))^2: 0,25 ist Raten, 0 ist richtig und sicher (Brier 1950).</translation>
    </message>
    <message>
        <source>Tie threshold</source>
        <extracomment>metric tie_threshold</extracomment>
        <translation>Schwelle für Gleichstand</translation>
    </message>
    <message>
        <source>Scores closer than this are most likely to be called tied; learned.</source>
        <extracomment>metric tie_threshold, help</extracomment>
        <translation>Bewertungen, die näher beieinander liegen, gelten am ehesten als gleich; gelernt.</translation>
    </message>
    <message>
        <source>Mean score</source>
        <extracomment>metric mean_reward</extracomment>
        <translation>Mittlere Bewertung</translation>
    </message>
    <message>
        <source>Of all answers.</source>
        <extracomment>metric mean_reward, help</extracomment>
        <translation>Aller Antworten.</translation>
    </message>
    <message>
        <source>Error of given scores</source>
        <extracomment>metric score_error</extracomment>
        <translation>Fehler gegebener Bewertungen</translation>
    </message>
    <message>
        <source>Mean distance between score and given score.</source>
        <extracomment>metric score_error, help</extracomment>
        <translation>Mittlerer Abstand zwischen Bewertung und gegebener Bewertung.</translation>
    </message>
    <message>
        <source>Of the rollout's answers: their parts times their weights, mean.</source>
        <extracomment>metric reward, help</extracomment>
        <translation>Der Antworten des Rollouts: ihre Teile mal deren Gewichte, Mittel.</translation>
    </message>
    <message>
        <source>Spread of reward</source>
        <extracomment>metric reward_std</extracomment>
        <translation>Streuung der Belohnung</translation>
    </message>
    <message>
        <source>Standard deviation over the rollout's answers.</source>
        <extracomment>metric reward_std, help</extracomment>
        <translation>Standardabweichung über die Antworten des Rollouts.</translation>
    </message>
    <message>
        <source>Reward on held-out prompts</source>
        <extracomment>metric eval_reward</extracomment>
        <translation>Belohnung auf zurückgehaltenen Prompts</translation>
    </message>
    <message>
        <source>Answers to prompts that are not learned from, mean.</source>
        <extracomment>metric eval_reward, help</extracomment>
        <translation>Antworten auf Prompts, aus denen nicht gelernt wird, Mittel.</translation>
    </message>
    <message>
        <source>Own preference</source>
        <extracomment>metric eval_implicit_accuracy</extracomment>
        <translation>Eigene Vorliebe</translation>
    </message>
    <message>
        <source>Share of held-out pairs whose better answer has gained more on the reference than the worse one; a tie counts half.</source>
        <extracomment>metric eval_implicit_accuracy, help</extracomment>
        <translation>Anteil der zurückgehaltenen Paare, deren bessere Antwort gegenüber der Referenz mehr gewonnen hat als die schlechtere; Gleichstand zählt halb.</translation>
    </message>
    <message>
        <source>Of an answer, estimated on its own tokens; mean.</source>
        <extracomment>metric kl, help</extracomment>
        <translation>Einer Antwort, an ihren eigenen Token geschätzt; Mittel.</translation>
    </message>
    <message>
        <source>Mean of -log p of the tokens drawn, an estimate of the entropy of a token.</source>
        <extracomment>metric entropy, help</extracomment>
        <translation>Mittel von -log p der gezogenen Token, eine Schätzung der Entropie eines Tokens.</translation>
    </message>
    <message>
        <source>Length of answers</source>
        <extracomment>metric completions/mean_length</extracomment>
        <translation>Länge der Antworten</translation>
    </message>
    <message>
        <source>With the end token, mean.</source>
        <extracomment>metric completions/mean_length, help</extracomment>
        <translation>Mit dem Token für das Ende, Mittel.</translation>
    </message>
    <message>
        <source>Cut answers</source>
        <extracomment>metric completions/clipped_ratio</extracomment>
        <translation>Abgeschnittene Antworten</translation>
    </message>
    <message>
        <source>Share that did not end by itself.</source>
        <extracomment>metric completions/clipped_ratio, help</extracomment>
        <translation>Anteil, der nicht von selbst endete.</translation>
    </message>
    <message>
        <source>Share whose answers all got the same reward.</source>
        <extracomment>metric frac_reward_zero_std, help</extracomment>
        <translation>Anteil, dessen Antworten alle dieselbe Belohnung erhielten.</translation>
    </message>
    <message>
        <source>Share of an answer's runs of three words that it has had before, mean.</source>
        <extracomment>metric repetition, help</extracomment>
        <translation>Anteil der Folgen von drei Wörtern einer Antwort, die sie schon einmal hatte, Mittel.</translation>
    </message>
    <message>
        <source>Ratio</source>
        <extracomment>metric ratio</extracomment>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Probability of a token now and when the answer was made, mean; 1 in the first step of a rollout.</source>
        <extracomment>metric ratio, help</extracomment>
        <translation>Wahrscheinlichkeit eines Tokens jetzt zu der beim Geben der Antwort, Mittel; 1 im ersten Schritt eines Rollouts.</translation>
    </message>
    <message>
        <source>Step from the rollout's policy</source>
        <extracomment>metric approx_kl</extracomment>
        <translation>Schritt von der Policy des Rollouts</translation>
    </message>
    <message>
        <source>Half the mean square of the log ratio.</source>
        <extracomment>metric approx_kl, help</extracomment>
        <translation>Das halbe mittlere Quadrat des Log-Verhältnisses.</translation>
    </message>
    <message>
        <source>Clipped tokens</source>
        <extracomment>metric clip_ratio</extracomment>
        <translation>Begrenzte Token</translation>
    </message>
    <message>
        <source>Share of tokens whose ratio the clip cut off.</source>
        <extracomment>metric clip_ratio, help</extracomment>
        <translation>Anteil der Token, deren Verhältnis der Clip abschnitt.</translation>
    </message>
    <message>
        <source>Policy loss</source>
        <extracomment>metric policy_loss</extracomment>
        <translation>Loss der Policy</translation>
    </message>
    <message>
        <source>The clipped surrogate.</source>
        <extracomment>metric policy_loss, help</extracomment>
        <translation>Das begrenzte Surrogat.</translation>
    </message>
    <message>
        <source>Value loss</source>
        <extracomment>metric value_loss</extracomment>
        <translation>Loss der Werte</translation>
    </message>
    <message>
        <source>Half the squared error of the critic, clipped.</source>
        <extracomment>metric value_loss, help</extracomment>
        <translation>Der halbe quadratische Fehler des Kritikers, begrenzt.</translation>
    </message>
    <message>
        <source>Explained by the critic</source>
        <extracomment>metric value_explained</extracomment>
        <translation>Vom Kritiker erklärt</translation>
    </message>
    <message>
        <source>Share of the returns' variance that values explain; 1 is all.</source>
        <extracomment>metric value_explained, help</extracomment>
        <translation>Anteil der Varianz der Returns, den die Werte erklären; 1 ist alles.</translation>
    </message>
    <message>
        <source>As the controller has it.</source>
        <extracomment>metric kl_weight, help</extracomment>
        <translation>Wie der Regler es hat.</translation>
    </message>
    <message>
        <source>Llama</source>
        <extracomment>family llama</extracomment>
        <translation>Llama</translation>
    </message>
    <message>
        <source>Llama 1 to 3.3 and what shares their shape: SmolLM, SmolLM2, TinyLlama, Vicuna, DeepSeek-R1-Distill-Llama and others.</source>
        <extracomment>family llama, help</extracomment>
        <translation>Llama 1 bis 3.3 und was dieselbe Form hat: SmolLM, SmolLM2, TinyLlama, Vicuna, DeepSeek-R1-Distill-Llama und andere.</translation>
    </message>
    <message>
        <source>Mistral</source>
        <extracomment>family mistral</extracomment>
        <translation>Mistral</translation>
    </message>
    <message>
        <source>Mistral 7B, Mistral Nemo, Zephyr and others: Llama with grouped heads and, in the first version, a sliding window.</source>
        <extracomment>family mistral, help</extracomment>
        <translation>Mistral 7B, Mistral Nemo, Zephyr und andere: Llama mit gruppierten Köpfen und, in der ersten Version, einem gleitenden Fenster.</translation>
    </message>
    <message>
        <source>Qwen2</source>
        <extracomment>family qwen2</extracomment>
        <translation>Qwen2</translation>
    </message>
    <message>
        <source>Qwen2 and Qwen2.5 and what grew from them: Llama with biases on queries, keys and values.</source>
        <extracomment>family qwen2, help</extracomment>
        <translation>Qwen2 und Qwen2.5 und was daraus wurde: Llama mit Biases auf Queries, Keys und Values.</translation>
    </message>
    <message>
        <source>Learn preferences beside the chosen answers</source>
        <extracomment>preset cpo-lora</extracomment>
        <translation>Präferenzen neben den bevorzugten Antworten lernen</translation>
    </message>
    <message>
        <source>CPO: from pairs, without a reference model, while learning to write the chosen answers.</source>
        <extracomment>preset cpo-lora, help</extracomment>
        <translation>CPO: aus Paaren, ohne Referenzmodell, während die bevorzugten Antworten gelernt werden.</translation>
    </message>
    <message>
        <source>Learn preferences with DPO</source>
        <extracomment>preset dpo-lora</extracomment>
        <translation>Präferenzen mit DPO lernen</translation>
    </message>
    <message>
        <source>From pairs of answers: which one is better. Begin from a model that answers well already, best from your own fine-tuned adapter.</source>
        <extracomment>preset dpo-lora, help</extracomment>
        <translation>Aus Paaren von Antworten: welche besser ist. Von einem Modell ausgehen, das schon gut antwortet, am besten vom eigenen Adapter aus dem Feintuning.</translation>
    </message>
    <message>
        <source>Reinforce with GRPO</source>
        <extracomment>preset grpo-lora</extracomment>
        <translation>Mit GRPO verstärken</translation>
    </message>
    <message>
        <source>From prompts alone: the model answers each several times, and what a reward likes better than the rest becomes likelier. Put your own rewards in place of the length rule.</source>
        <extracomment>preset grpo-lora, help</extracomment>
        <translation>Aus Prompts allein: Das Modell beantwortet jeden mehrmals, und was einer Belohnung besser gefällt als der Rest, wird wahrscheinlicher. Eigene Belohnungen an die Stelle der Längenregel setzen.</translation>
    </message>
    <message>
        <source>Learn from thumbs up and down</source>
        <extracomment>preset kto-lora</extracomment>
        <translation>Aus Daumen hoch und runter lernen</translation>
    </message>
    <message>
        <source>From single answers called good or bad; needs no pairs.</source>
        <extracomment>preset kto-lora, help</extracomment>
        <translation>Aus einzelnen Antworten, die gut oder schlecht heißen; braucht keine Paare.</translation>
    </message>
    <message>
        <source>Learn preferences online</source>
        <extracomment>preset online_dpo-lora</extracomment>
        <translation>Präferenzen online lernen</translation>
    </message>
    <message>
        <source>From prompts and a reward: DPO on the model's own answers, the better one of each pair chosen by the reward. Put your own rewards in place of the length rule.</source>
        <extracomment>preset online_dpo-lora, help</extracomment>
        <translation>Aus Prompts und einer Belohnung: DPO auf den eigenen Antworten des Modells, die bessere jedes Paars wählt die Belohnung. Eigene Belohnungen an die Stelle der Längenregel setzen.</translation>
    </message>
    <message>
        <source>Fine-tune and prefer in one go</source>
        <extracomment>preset orpo-lora</extracomment>
        <translation>Feintuning und Präferenz in einem</translation>
    </message>
    <message>
        <source>ORPO: from pairs, without a fine-tuning before it and without a reference model.</source>
        <extracomment>preset orpo-lora, help</extracomment>
        <translation>ORPO: aus Paaren, ohne Feintuning davor und ohne Referenzmodell.</translation>
    </message>
    <message>
        <source>Reinforce with PPO</source>
        <extracomment>preset ppo-lora</extracomment>
        <translation>Mit PPO verstärken</translation>
    </message>
    <message>
        <source>From prompts and a reward model, as in RLHF: a critic learns what to expect, and the distance from the start is held down. Put your reward model in place of the length rule.</source>
        <extracomment>preset ppo-lora, help</extracomment>
        <translation>Aus Prompts und einem Belohnungsmodell, wie in RLHF: Ein Kritiker lernt, was zu erwarten ist, und der Abstand vom Anfang wird klein gehalten. Das eigene Belohnungsmodell an die Stelle der Längenregel setzen.</translation>
    </message>
    <message>
        <source>Continue pre-training on plain text</source>
        <extracomment>preset pretrain-text</extracomment>
        <translation>Vortraining mit reinem Text fortsetzen</translation>
    </message>
    <message>
        <source>Reads books, notes or code as they are, so that the model learns their words and facts; teach it to answer afterwards.</source>
        <extracomment>preset pretrain-text, help</extracomment>
        <translation>Liest Bücher, Notizen oder Code, wie sie sind, damit das Modell ihre Wörter und Tatsachen lernt; das Antworten danach beibringen.</translation>
    </message>
    <message>
        <source>Reinforce with REINFORCE++</source>
        <extracomment>preset reinforce-lora</extracomment>
        <translation>Mit REINFORCE++ verstärken</translation>
    </message>
    <message>
        <source>From prompts and a reward, one answer to each prompt: the rollout as a whole is the baseline. Put your own rewards in place of the length rule.</source>
        <extracomment>preset reinforce-lora, help</extracomment>
        <translation>Aus Prompts und einer Belohnung, eine Antwort je Prompt: Der Rollout als Ganzes ist die Baseline. Eigene Belohnungen an die Stelle der Längenregel setzen.</translation>
    </message>
    <message>
        <source>Train a reward model</source>
        <extracomment>preset reward-lora</extracomment>
        <translation>Belohnungsmodell trainieren</translation>
    </message>
    <message>
        <source>From pairs, rankings or scores: learns to score answers, to judge others with or for reinforcement learning.</source>
        <extracomment>preset reward-lora, help</extracomment>
        <translation>Aus Paaren, Rangfolgen oder Bewertungen: lernt, Antworten zu bewerten, um andere zu beurteilen oder für Reinforcement Learning.</translation>
    </message>
    <message>
        <source>Reinforce with RLOO</source>
        <extracomment>preset rloo-lora</extracomment>
        <translation>Mit RLOO verstärken</translation>
    </message>
    <message>
        <source>From prompts and a reward, with little to tune: each answer is compared with the others to its prompt. Put your own rewards in place of the length rule.</source>
        <extracomment>preset rloo-lora, help</extracomment>
        <translation>Aus Prompts und einer Belohnung, mit wenig einzustellen: Jede Antwort wird mit den anderen auf ihren Prompt verglichen. Eigene Belohnungen an die Stelle der Längenregel setzen.</translation>
    </message>
    <message>
        <source>Train every parameter</source>
        <extracomment>preset sft-full</extracomment>
        <translation>Jeden Parameter trainieren</translation>
    </message>
    <message>
        <source>Learns the most and needs the most memory; for small models, or large data sets on large machines.</source>
        <extracomment>preset sft-full, help</extracomment>
        <translation>Lernt am meisten und braucht den meisten Speicher; für kleine Modelle oder große Datensätze auf großen Rechnern.</translation>
    </message>
    <message>
        <source>Train the last layers</source>
        <extracomment>preset sft-last-layers</extracomment>
        <translation>Letzte Schichten trainieren</translation>
    </message>
    <message>
        <source>Changes the last four layers only: faster than full fine-tuning and less able to unlearn what the model knows.</source>
        <extracomment>preset sft-last-layers, help</extracomment>
        <translation>Ändert nur die letzten vier Schichten: schneller als volles Feintuning und weniger in der Lage, zu verlernen, was das Modell weiß.</translation>
    </message>
    <message>
        <source>Teach a model with LoRA</source>
        <extracomment>preset sft-lora</extracomment>
        <translation>Modell mit LoRA unterrichten</translation>
    </message>
    <message>
        <source>The one to begin with: learns from dialogues or prompt and answer rows with a small adapter; fits most machines.</source>
        <extracomment>preset sft-lora, help</extracomment>
        <translation>Damit beginnt man: lernt aus Dialogen oder Zeilen mit Prompt und Antwort, mit einem kleinen Adapter; passt auf die meisten Rechner.</translation>
    </message>
    <message>
        <source>Teach a model with high-rank LoRA</source>
        <extracomment>preset sft-rslora</extracomment>
        <translation>Modell mit LoRA hohen Rangs unterrichten</translation>
    </message>
    <message>
        <source>Rank 64 with rank-stabilised scaling, for data sets of many thousand rows that teach more than a style.</source>
        <extracomment>preset sft-rslora, help</extracomment>
        <translation>Rang 64 mit rangstabilisierter Skalierung, für Datensätze mit vielen Tausend Zeilen, die mehr als einen Stil lehren.</translation>
    </message>
    <message>
        <source>Learn preferences without length bias</source>
        <extracomment>preset simpo-lora</extracomment>
        <translation>Präferenzen ohne Längenneigung lernen</translation>
    </message>
    <message>
        <source>SimPO: from pairs, without a reference model; an answer is not better for being longer.</source>
        <extracomment>preset simpo-lora, help</extracomment>
        <translation>SimPO: aus Paaren, ohne Referenzmodell; eine Antwort ist nicht besser, weil sie länger ist.</translation>
    </message>
    <message>
        <source>Unlearn answers marked bad</source>
        <extracomment>preset unlikelihood-lora</extracomment>
        <translation>Als schlecht markierte Antworten verlernen</translation>
    </message>
    <message>
        <source>Learns good answers and makes the tokens of bad ones unlikely.</source>
        <extracomment>preset unlikelihood-lora, help</extracomment>
        <translation>Lernt gute Antworten und macht die Token schlechter unwahrscheinlich.</translation>
    </message>
    <message>
        <source>not set</source>
        <extracomment>a value</extracomment>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>automatic</source>
        <extracomment>a value</extracomment>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>on</source>
        <extracomment>a value</extracomment>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <extracomment>a value</extracomment>
        <translation>aus</translation>
    </message>
    <message>
        <source>(empty)</source>
        <extracomment>a value</extracomment>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>(none)</source>
        <extracomment>a value</extracomment>
        <translation>(keine)</translation>
    </message>
    <message>
        <source>, not null</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, nicht null</translation>
    </message>
    <message>
        <source>, not true</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, nicht true</translation>
    </message>
    <message>
        <source>, not false</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, nicht false</translation>
    </message>
    <message>
        <source>, not an empty text</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, kein leerer Text</translation>
    </message>
    <message>
        <source>, not the text %1</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, nicht der Text %1</translation>
    </message>
    <message>
        <source>, not the number %1</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, nicht die Zahl %1</translation>
    </message>
    <message>
        <source>, not an empty list</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, keine leere Liste</translation>
    </message>
    <message>
        <source>, not a list</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, keine Liste</translation>
    </message>
    <message>
        <source>, not an object {...}</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation>, kein Objekt {...}</translation>
    </message>
    <message>
        <source> (is %1)</source>
        <extracomment>what a setting is instead of what it must be</extracomment>
        <translation> (ist %1)</translation>
    </message>
    <message>
        <source>write the number without quotes</source>
        <extracomment>what to do about it</extracomment>
        <translation>die Zahl ohne Anführungszeichen schreiben</translation>
    </message>
    <message>
        <source>write true without quotes</source>
        <extracomment>what to do about it</extracomment>
        <translation>true ohne Anführungszeichen schreiben</translation>
    </message>
    <message>
        <source>write false without quotes</source>
        <extracomment>what to do about it</extracomment>
        <translation>false ohne Anführungszeichen schreiben</translation>
    </message>
    <message>
        <source>did you mean %1?</source>
        <extracomment>what to do about it</extracomment>
        <translation>gemeint ist vielleicht %1</translation>
    </message>
    <message>
        <source>here it is called %1</source>
        <extracomment>what to do about it</extracomment>
        <translation>hier heißt es %1</translation>
    </message>
    <message>
        <source>it belongs to the type %1</source>
        <extracomment>what to do about it</extracomment>
        <translation>es gehört zum Typ %1</translation>
    </message>
    <message>
        <source>there are no options here</source>
        <extracomment>what to do about it</extracomment>
        <translation>hier gibt es keine Optionen</translation>
    </message>
    <message>
        <source>LoRA with supervised fine-tuning: ten times the rate of full fine-tuning (Dettmers et al. 2023)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>LoRA mit überwachtem Feintuning: das Zehnfache der Rate von vollem Feintuning (Dettmers et al. 2023)</translation>
    </message>
    <message>
        <source>rsLoRA with supervised fine-tuning: half of LoRA's rate, because the same alpha makes a larger update</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>rsLoRA mit überwachtem Feintuning: die halbe Rate von LoRA, weil dasselbe Alpha eine größere Änderung bewirkt</translation>
    </message>
    <message>
        <source>this machine multiplies float32 matrices at least as fast as bf16 ones</source>
        <extracomment>why an automatic value is what it is: model.precision</extracomment>
        <translation>dieser Rechner multipliziert float32-Matrizen mindestens so schnell wie solche in bf16</translation>
    </message>
    <message>
        <source>a step has no more tokens</source>
        <extracomment>why an automatic value is what it is: training.micro_tokens</extracomment>
        <translation>ein Schritt hat nicht mehr Token</translation>
    </message>
    <message>
        <source>there is no held-out data</source>
        <extracomment>why an automatic value is what it is: training.eval_every</extracomment>
        <translation>es gibt keine zurückgehaltenen Daten</translation>
    </message>
    <message>
        <source>about ten times a run, at most every 5 steps</source>
        <extracomment>why an automatic value is what it is: training.checkpoint_every</extracomment>
        <translation>etwa zehnmal je Lauf, höchstens alle 5 Schritte</translation>
    </message>
    <message>
        <source>this machine multiplies bf16 matrices faster than float32 ones</source>
        <extracomment>why an automatic value is what it is: model.precision</extracomment>
        <translation>dieser Rechner multipliziert bf16-Matrizen schneller als solche in float32</translation>
    </message>
    <message>
        <source>enough to keep the processor busy with little memory</source>
        <extracomment>why an automatic value is what it is: training.micro_tokens</extracomment>
        <translation>genug, um den Prozessor mit wenig Speicher auszulasten</translation>
    </message>
    <message>
        <source>with each evaluation, so that the best one can be kept</source>
        <extracomment>why an automatic value is what it is: training.checkpoint_every</extracomment>
        <translation>mit jeder Auswertung, damit der beste behalten werden kann</translation>
    </message>
    <message>
        <source>full fine-tuning: 2e-5, the rate of Alpaca, Vicuna, Zephyr and of TRL's SFT trainer</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>volles Feintuning: 2e-5, die Rate von Alpaca, Vicuna, Zephyr und von TRLs SFT-Trainer</translation>
    </message>
    <message>
        <source>full fine-tuning of a model of 7 billion parameters or more: 1e-5, as in published recipes of that size</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>volles Feintuning eines Modells mit 7 Milliarden Parametern oder mehr: 1e-5, wie in veröffentlichten Rezepten dieser Größe</translation>
    </message>
    <message>
        <source>with every second evaluation: the best one can be kept, and each holds a whole model</source>
        <extracomment>why an automatic value is what it is: training.checkpoint_every</extracomment>
        <translation>mit jeder zweiten Auswertung: Der beste kann behalten werden, und jeder enthält ein ganzes Modell</translation>
    </message>
    <message>
        <source>last layers: between full fine-tuning (2e-5) and LoRA (2e-4), because few layers must do the learning</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>letzte Schichten: zwischen vollem Feintuning (2e-5) und LoRA (2e-4), weil wenige Schichten das Lernen leisten müssen</translation>
    </message>
    <message>
        <source>DPO with LoRA: 5e-6, the rate of published recipes; the 5e-5 of many tools makes it forget how to write</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>DPO mit LoRA: 5e-6, die Rate veröffentlichter Rezepte; bei den 5e-5 vieler Werkzeuge verlernt es das Schreiben</translation>
    </message>
    <message>
        <source>DPO of all weights: 5e-7, the rate of its paper</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>DPO aller Gewichte: 5e-7, die Rate des Papers</translation>
    </message>
    <message>
        <source>DPO of the last layers: between the rates of all weights (5e-7) and of LoRA (5e-6)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>DPO der letzten Schichten: zwischen den Raten aller Gewichte (5e-7) und von LoRA (5e-6)</translation>
    </message>
    <message>
        <source>KTO with LoRA: its paper's range for all weights ends at 5e-6, and LoRA bears that</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>KTO mit LoRA: Der Bereich des Papers für alle Gewichte endet bei 5e-6, und LoRA verträgt das</translation>
    </message>
    <message>
        <source>KTO of all weights: 1e-6, the default of TRL and within its paper's 5e-7 to 5e-6</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>KTO aller Gewichte: 1e-6, die Voreinstellung von TRL und innerhalb der 5e-7 bis 5e-6 des Papers</translation>
    </message>
    <message>
        <source>KTO of the last layers: between the rates of all weights (1e-6) and of LoRA (5e-6)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>KTO der letzten Schichten: zwischen den Raten aller Gewichte (1e-6) und von LoRA (5e-6)</translation>
    </message>
    <message>
        <source>ORPO with LoRA: it fine-tunes as well, so a quarter of that rate with LoRA</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>ORPO mit LoRA: Es ist zugleich Feintuning, daher ein Viertel von dessen Rate mit LoRA</translation>
    </message>
    <message>
        <source>ORPO of all weights: 8e-6, the rate of its paper</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>ORPO aller Gewichte: 8e-6, die Rate des Papers</translation>
    </message>
    <message>
        <source>ORPO of the last layers: between the rates of all weights (8e-6) and of LoRA (5e-5)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>ORPO der letzten Schichten: zwischen den Raten aller Gewichte (8e-6) und von LoRA (5e-5)</translation>
    </message>
    <message>
        <source>SimPO with LoRA: several times the rate for all weights</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>SimPO mit LoRA: ein Mehrfaches der Rate für alle Gewichte</translation>
    </message>
    <message>
        <source>SimPO of all weights: its paper found 3e-7 to 1e-6; more makes answers repeat themselves</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>SimPO aller Gewichte: Das Paper fand 3e-7 bis 1e-6; bei mehr wiederholen sich Antworten</translation>
    </message>
    <message>
        <source>SimPO of the last layers: between the rates of all weights (8e-7) and of LoRA (5e-6)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>SimPO der letzten Schichten: zwischen den Raten aller Gewichte (8e-7) und von LoRA (5e-6)</translation>
    </message>
    <message>
        <source>CPO with LoRA: it learns the chosen answers as well, so a quarter of fine-tuning's rate</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>CPO mit LoRA: Es lernt auch die bevorzugten Antworten, daher ein Viertel der Rate von Feintuning</translation>
    </message>
    <message>
        <source>CPO of all weights: a quarter of fine-tuning's rate</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>CPO aller Gewichte: ein Viertel der Rate von Feintuning</translation>
    </message>
    <message>
        <source>CPO of the last layers: between the rates of all weights (5e-6) and of LoRA (5e-5)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>CPO der letzten Schichten: zwischen den Raten aller Gewichte (5e-6) und von LoRA (5e-5)</translation>
    </message>
    <message>
        <source>unlikelihood with LoRA: half of fine-tuning's rate, because what is pushed away has no place to go to</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Unlikelihood mit LoRA: die halbe Rate von Feintuning, weil das Weggedrängte keinen Ort hat, an den es gehen kann</translation>
    </message>
    <message>
        <source>unlikelihood of all weights: half of fine-tuning's rate</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Unlikelihood aller Gewichte: die halbe Rate von Feintuning</translation>
    </message>
    <message>
        <source>unlikelihood of the last layers: between the rates of all weights (1e-5) and of LoRA (1e-4)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Unlikelihood der letzten Schichten: zwischen den Raten aller Gewichte (1e-5) und von LoRA (1e-4)</translation>
    </message>
    <message>
        <source>reward model with LoRA: 1e-4, the default of TRL's reward trainer</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Belohnungsmodell mit LoRA: 1e-4, die Voreinstellung von TRLs Reward-Trainer</translation>
    </message>
    <message>
        <source>reward model of all weights: 9e-6, the rate of InstructGPT</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Belohnungsmodell aller Gewichte: 9e-6, die Rate von InstructGPT</translation>
    </message>
    <message>
        <source>reward model of the last layers: between the rates of all weights (9e-6) and of LoRA (1e-4)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Belohnungsmodell der letzten Schichten: zwischen den Raten aller Gewichte (9e-6) und von LoRA (1e-4)</translation>
    </message>
    <message>
        <source>GRPO with LoRA: ten times the rate for all weights</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>GRPO mit LoRA: das Zehnfache der Rate für alle Gewichte</translation>
    </message>
    <message>
        <source>GRPO of all weights: 1e-6, the rate of its paper and of TRL</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>GRPO aller Gewichte: 1e-6, die Rate des Papers und von TRL</translation>
    </message>
    <message>
        <source>GRPO of the last layers: between the rates of all weights (1e-6) and of LoRA (1e-5)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>GRPO der letzten Schichten: zwischen den Raten aller Gewichte (1e-6) und von LoRA (1e-5)</translation>
    </message>
    <message>
        <source>PPO with LoRA: several times the rate for all weights</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>PPO mit LoRA: ein Mehrfaches der Rate für alle Gewichte</translation>
    </message>
    <message>
        <source>PPO of all weights: 3e-6, the rate of TRL</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>PPO aller Gewichte: 3e-6, die Rate von TRL</translation>
    </message>
    <message>
        <source>PPO of the last layers: between the rates of all weights (3e-6) and of LoRA (1e-5)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>PPO der letzten Schichten: zwischen den Raten aller Gewichte (3e-6) und von LoRA (1e-5)</translation>
    </message>
    <message>
        <source>RLOO with LoRA: ten times the rate for all weights</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>RLOO mit LoRA: das Zehnfache der Rate für alle Gewichte</translation>
    </message>
    <message>
        <source>RLOO of all weights: 1e-6, the rate of TRL</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>RLOO aller Gewichte: 1e-6, die Rate von TRL</translation>
    </message>
    <message>
        <source>RLOO of the last layers: between the rates of all weights (1e-6) and of LoRA (1e-5)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>RLOO der letzten Schichten: zwischen den Raten aller Gewichte (1e-6) und von LoRA (1e-5)</translation>
    </message>
    <message>
        <source>REINFORCE++ with LoRA: ten times the rate for all weights</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>REINFORCE++ mit LoRA: das Zehnfache der Rate für alle Gewichte</translation>
    </message>
    <message>
        <source>REINFORCE++ of all weights: the actor's rate of OpenRLHF</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>REINFORCE++ aller Gewichte: die Rate des Actors von OpenRLHF</translation>
    </message>
    <message>
        <source>REINFORCE++ of the last layers: between the rates of all weights (1e-6) and of LoRA (1e-5)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>REINFORCE++ der letzten Schichten: zwischen den Raten aller Gewichte (1e-6) und von LoRA (1e-5)</translation>
    </message>
    <message>
        <source>online DPO with LoRA: the rate of DPO</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Online-DPO mit LoRA: die Rate von DPO</translation>
    </message>
    <message>
        <source>online DPO of all weights: 5e-7, the rate of TRL</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Online-DPO aller Gewichte: 5e-7, die Rate von TRL</translation>
    </message>
    <message>
        <source>online DPO of the last layers: between the rates of all weights (5e-7) and of LoRA (5e-6)</source>
        <extracomment>why a learning rate is automatic</extracomment>
        <translation>Online-DPO der letzten Schichten: zwischen den Raten aller Gewichte (5e-7) und von LoRA (5e-6)</translation>
    </message>
    <message>
        <source>low for this method and adapter: little will be learned</source>
        <extracomment>an unusual value of training.learning_rate</extracomment>
        <translation>niedrig für diese Methode und diesen Adapter: Es wird wenig gelernt</translation>
    </message>
    <message>
        <source>usual: %1 to %2</source>
        <extracomment>an unusual value of training.learning_rate, what is usual</extracomment>
        <translation>üblich: %1 bis %2</translation>
    </message>
    <message>
        <source>high for this method and adapter: what the model could do before may be forgotten</source>
        <extracomment>an unusual value of training.learning_rate</extracomment>
        <translation>hoch für diese Methode und diesen Adapter: Was das Modell vorher konnte, kann vergessen werden</translation>
    </message>
    <message>
        <source>the answers may drift far from where training began</source>
        <extracomment>an unusual value of method.beta</extracomment>
        <translation>die Antworten können weit von dort abtreiben, wo das Training begann</translation>
    </message>
    <message>
        <source>the answers can hardly leave where training began</source>
        <extracomment>an unusual value of method.beta</extracomment>
        <translation>die Antworten kommen kaum von dort weg, wo das Training begann</translation>
    </message>
    <message>
        <source>preferences are soon learned by heart: held-out accuracy falls after a few epochs</source>
        <extracomment>an unusual value of training.epochs</extracomment>
        <translation>Präferenzen sind bald auswendig gelernt: Die Genauigkeit auf zurückgehaltenen Zeilen fällt nach wenigen Epochen</translation>
    </message>
    <message>
        <source>the preference hardly counts beside the chosen answers' own loss</source>
        <extracomment>an unusual value of method.beta</extracomment>
        <translation>die Präferenz zählt kaum neben dem eigenen Loss der bevorzugten Antworten</translation>
    </message>
    <message>
        <source>the preference drowns the chosen answers' own loss</source>
        <extracomment>an unusual value of method.beta</extracomment>
        <translation>die Präferenz übertönt den eigenen Loss der bevorzugten Antworten</translation>
    </message>
    <message>
        <source>the margin is hardly felt; SimPO's beta is ten times that of DPO</source>
        <extracomment>an unusual value of method.beta</extracomment>
        <translation>der Abstand ist kaum zu spüren; das Beta von SimPO ist das Zehnfache dessen von DPO</translation>
    </message>
    <message>
        <source>answers begin to repeat themselves</source>
        <extracomment>an unusual value of method.beta</extracomment>
        <translation>Antworten beginnen sich zu wiederholen</translation>
    </message>
    <message>
        <source>the preference hardly counts</source>
        <extracomment>an unusual value of method.beta</extracomment>
        <translation>die Präferenz zählt kaum</translation>
    </message>
    <message>
        <source>with so few answers, what is better than the others is mostly chance</source>
        <extracomment>an unusual value of method.completions</extracomment>
        <translation>bei so wenigen Antworten ist meist Zufall, was besser ist als die anderen</translation>
    </message>
    <message>
        <source>most of the time goes into answers that teach the same</source>
        <extracomment>an unusual value of method.completions</extracomment>
        <translation>die meiste Zeit geht in Antworten, die dasselbe lehren</translation>
    </message>
    <message>
        <source>the answers learned from are soon those of an older policy</source>
        <extracomment>an unusual value of method.passes</extracomment>
        <translation>die gelernten Antworten sind bald die einer älteren Policy</translation>
    </message>
    <message>
        <source>answers to a prompt are nearly alike, so little is found out</source>
        <extracomment>an unusual value of method.temperature</extracomment>
        <translation>die Antworten auf einen Prompt sind fast gleich, daher wird wenig herausgefunden</translation>
    </message>
    <message>
        <source>many answers are nonsense, and learning from them is slow</source>
        <extracomment>an unusual value of method.temperature</extracomment>
        <translation>viele Antworten sind Unsinn, und aus ihnen lernt es sich langsam</translation>
    </message>
    <message>
        <source>unlikely tokens are never drawn, and the gradient does not know it: it is biased</source>
        <extracomment>an unusual value of method.top_p</extracomment>
        <translation>unwahrscheinliche Token werden nie gezogen, und der Gradient weiß nichts davon: Er ist verzerrt</translation>
    </message>
    <message>
        <source>usual: %1</source>
        <extracomment>an unusual value of method.top_p, what is usual</extracomment>
        <translation>üblich: %1</translation>
    </message>
    <message>
        <source>only some tokens are ever drawn, and the gradient does not know it: it is biased</source>
        <extracomment>an unusual value of method.top_k</extracomment>
        <translation>nur einige Token werden überhaupt gezogen, und der Gradient weiß nichts davon: Er ist verzerrt</translation>
    </message>
    <message>
        <source>without effect here: answers are learned by their own probabilities, which dropout would change</source>
        <extracomment>an unusual value of adapter.dropout</extracomment>
        <translation>hier ohne Wirkung: Antworten werden nach ihren eigenen Wahrscheinlichkeiten gelernt, die Dropout ändern würde</translation>
    </message>
    <message>
        <source>0 with a reward that is itself a model: nothing keeps the answers from fooling it</source>
        <extracomment>an unusual value of method.kl_weight</extracomment>
        <translation>0 bei einer Belohnung, die selbst ein Modell ist: Nichts hindert die Antworten daran, sie zu täuschen</translation>
    </message>
    <message>
        <source>no second reward is watched, so nothing shows when the first is being fooled</source>
        <extracomment>an unusual value of method.watched</extracomment>
        <translation>keine zweite Belohnung wird beobachtet, daher zeigt nichts, wann die erste getäuscht wird</translation>
    </message>
    <message>
        <source>add a rule, or a reward model trained on other rows</source>
        <extracomment>an unusual value of method.watched, what is usual</extracomment>
        <translation>eine Regel hinzufügen oder ein Belohnungsmodell, das mit anderen Zeilen trainiert ist</translation>
    </message>
    <message>
        <source>little holds the policy back: the reward is soon fooled</source>
        <extracomment>an unusual value of method.kl_weight</extracomment>
        <translation>wenig hält die Policy zurück: Die Belohnung ist bald getäuscht</translation>
    </message>
    <message>
        <source>Add adapter %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Adapter %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change adapter %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Adapter %1 ändern</translation>
    </message>
    <message>
        <source>Remove adapter %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Adapter %1 entfernen</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Change notes of %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Notizen von %1 ändern</translation>
    </message>
    <message>
        <source>Delete data set %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Datensatz %1 löschen</translation>
    </message>
    <message>
        <source>Add a row</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Delete %1 rows</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>%1 Zeilen löschen</translation>
    </message>
    <message>
        <source>Delete %1 row</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>%1 Zeile löschen</translation>
    </message>
    <message>
        <source>Tag %1 rows as %2</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>%1 Zeilen mit %2 markieren</translation>
    </message>
    <message>
        <source>Tag %1 row as %2</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>%1 Zeile mit %2 markieren</translation>
    </message>
    <message>
        <source>Untag %1 rows as %2</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Markierung %2 von %1 Zeilen entfernen</translation>
    </message>
    <message>
        <source>Untag %1 row as %2</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Markierung %2 von %1 Zeile entfernen</translation>
    </message>
    <message>
        <source>Add model %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Modell %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change model %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Modell %1 ändern</translation>
    </message>
    <message>
        <source>Remove model %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Modell %1 entfernen</translation>
    </message>
    <message>
        <source>Add run %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Lauf %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change run %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Lauf %1 ändern</translation>
    </message>
    <message>
        <source>Remove run %1</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>Lauf %1 entfernen</translation>
    </message>
    <message>
        <source>where the prompt ends</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>wo der Prompt endet</translation>
    </message>
    <message>
        <source>scores of single dimensions</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Bewertungen einzelner Dimensionen</translation>
    </message>
    <message>
        <source>tags</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Tags</translation>
    </message>
    <message>
        <source>which of the answers was the first (the better one is written as chosen)</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>welche der Antworten die erste war (die bessere wird als chosen geschrieben)</translation>
    </message>
    <message>
        <source>that it is a tie, for programs that do not read &quot;verdict&quot;</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>dass es ein Gleichstand ist, für Programme, die &quot;verdict&quot; nicht lesen</translation>
    </message>
    <message>
        <source>that both are good or bad, for programs that do not read &quot;verdict&quot;</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>dass beide gut oder beide schlecht sind, für Programme, die &quot;verdict&quot; nicht lesen</translation>
    </message>
    <message>
        <source>a margin that is not finite</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>einen Abstand, der nicht endlich ist</translation>
    </message>
    <message>
        <source>other columns</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>andere Spalten</translation>
    </message>
    <message>
        <source>blank lines inside a row (it is read back as several rows)</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Leerzeilen in einer Zeile (sie wird als mehrere Zeilen zurückgelesen)</translation>
    </message>
    <message>
        <source>tool calls</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Werkzeugaufrufe</translation>
    </message>
    <message>
        <source>thinking</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>das Denken</translation>
    </message>
    <message>
        <source>names of speakers</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Namen der Sprecher</translation>
    </message>
    <message>
        <source>which turns are trained</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>welche Beiträge trainiert werden</translation>
    </message>
    <message>
        <source>weights of turns</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Gewichte von Beiträgen</translation>
    </message>
    <message>
        <source>tool definitions</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Definitionen von Werkzeugen</translation>
    </message>
    <message>
        <source>template options</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Optionen des Templates</translation>
    </message>
    <message>
        <source>columns of single turns</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Spalten einzelner Beiträge</translation>
    </message>
    <message>
        <source>ids of tool calls</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>IDs von Werkzeugaufrufen</translation>
    </message>
    <message>
        <source>text beside tool calls</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Text neben Werkzeugaufrufen</translation>
    </message>
    <message>
        <source>ratings of completions, which contradict their order</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Bewertungen von Antworten, die ihrer Reihenfolge widersprechen</translation>
    </message>
    <message>
        <source>gaps between the places</source>
        <extracomment>what a row loses in a format</extracomment>
        <translation>Lücken zwischen den Plätzen</translation>
    </message>
    <message>
        <source>the type of lists, objects or mixed values, which become JSON text in a Parquet file</source>
        <extracomment>what a row loses in a table</extracomment>
        <translation>den Typ von Listen, Objekten oder gemischten Werten, die in einer Parquet-Datei JSON-Text werden</translation>
    </message>
    <message>
        <source>numbers, lists or flags that become text in a table</source>
        <extracomment>what a row loses in a table</extracomment>
        <translation>Zahlen, Listen oder Schalter, die in einer Tabelle Text werden</translation>
    </message>
    <message>
        <source>this %1 is longer than %2 bytes</source>
        <extracomment>why a row of a file cannot be used</extracomment>
        <translation>dieser Teil der Datei (%1) ist länger als %2 Bytes</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>why a row of a file cannot be used</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>the row has %1 columns, more than %2</source>
        <extracomment>why a row of a file cannot be used</extracomment>
        <translation>die Zeile hat %1 Spalten, mehr als %2</translation>
    </message>
    <message>
        <source>this row is longer than %1 bytes</source>
        <extracomment>why a row of a file cannot be used</extracomment>
        <translation>diese Zeile ist länger als %1 Bytes</translation>
    </message>
    <message>
        <source>a quote opened in this row is not closed, so that the rest of the file belongs to it</source>
        <extracomment>why a row of a file cannot be used</extracomment>
        <translation>ein in dieser Zeile geöffnetes Anführungszeichen wird nicht geschlossen, sodass der Rest der Datei dazugehört</translation>
    </message>
    <message>
        <source>there is text after the closing quote of a cell; a quote inside a cell in quotes is written twice</source>
        <extracomment>why a row of a file cannot be used</extracomment>
        <translation>nach dem schließenden Anführungszeichen einer Zelle steht Text; innerhalb einer Zelle wird ein Anführungszeichen doppelt geschrieben</translation>
    </message>
    <message>
        <source>the row has %1 cells, but the header names %2 columns; a cell with a separator or a line break in it must be in quotes</source>
        <extracomment>why a row of a file cannot be used</extracomment>
        <translation>die Zeile hat %1 Zellen, aber die Kopfzeile nennt %2 Spalten; eine Zelle mit einem Trennzeichen oder Zeilenumbruch muss in Anführungszeichen stehen</translation>
    </message>
    <message>
        <source>the %1 answer: %2</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>die Antwort (%1): %2</translation>
    </message>
    <message>
        <source>the chat template writes the prompt in another way before each answer</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>das Chat-Template schreibt den Prompt vor jeder Antwort anders</translation>
    </message>
    <message>
        <source>of %1 ranked answers only the first of the best and the last of the worst are used</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>von %1 Antworten der Rangfolge werden nur die erste der besten und die letzte der schlechtesten verwendet</translation>
    </message>
    <message>
        <source>the pair is used as one good and one bad answer</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>das Paar wird als eine gute und eine schlechte Antwort verwendet</translation>
    </message>
    <message>
        <source>the row says nothing of the dimension %1, which learns nothing from it</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>die Zeile sagt nichts über die Dimension %1, die daraus nichts lernt</translation>
    </message>
    <message>
        <source>only what comes before the answer is used</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>nur was vor der Antwort kommt, wird verwendet</translation>
    </message>
    <message>
        <source>%1 replaced by U+FFFD</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 durch U+FFFD ersetzt</translation>
    </message>
    <message>
        <source>the text begins with two BOS tokens; one of tokenizer, template and text writes one too many</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>der Text beginnt mit zwei BOS-Token; Tokenizer, Template oder Text schreibt eines zu viel</translation>
    </message>
    <message>
        <source>the model's tokenizer begins every text with its BOS token, and this text begins without it</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>der Tokenizer des Modells beginnt jeden Text mit seinem BOS-Token, und dieser Text beginnt ohne es</translation>
    </message>
    <message>
        <source>too long: %1</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>zu lang: %1</translation>
    </message>
    <message>
        <source>cut: %1</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>abgeschnitten: %1</translation>
    </message>
    <message>
        <source>cut: %1; %2</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>abgeschnitten: %1; %2</translation>
    </message>
    <message>
        <source>cut: %1; %2; %3</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>abgeschnitten: %1; %2; %3</translation>
    </message>
    <message>
        <source>%1: one token holds the end of the prompt and the begin of the answer, so it is not trained</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1: Ein Token enthält das Ende des Prompts und den Anfang der Antwort, daher wird es nicht trainiert</translation>
    </message>
    <message>
        <source>%1 does not end with a token that ends generation: the model will not learn to stop</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 endet nicht mit einem Token, das die Generierung beendet: Das Modell lernt nicht aufzuhören</translation>
    </message>
    <message>
        <source>%1 (assistant) is empty: only its end is trained</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 (Assistent) ist leer: Nur das Ende wird trainiert</translation>
    </message>
    <message>
        <source>the text is empty</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>der Text ist leer</translation>
    </message>
    <message>
        <source>the tokenizer names no EOS token, so the text ends without one</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>der Tokenizer nennt kein EOS-Token, daher endet der Text ohne eines</translation>
    </message>
    <message>
        <source>the row is a %1; a conversation or a text is wanted</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>die Zeile ist von der Art %1; verlangt ist ein Dialog oder ein Text</translation>
    </message>
    <message>
        <source>the model has no chat template, so it cannot read a dialogue - use a chat model, or plain text</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>das Modell hat kein Chat-Template und kann daher keinen Dialog lesen - ein Chat-Modell oder reinen Text verwenden</translation>
    </message>
    <message>
        <source>both answers are the same, so neither can be preferred</source>
        <extracomment>why a row is not used</extracomment>
        <translation>beide Antworten sind gleich, daher ist keine vorzuziehen</translation>
    </message>
    <message>
        <source>within the first %1 tokens both answers are the same</source>
        <extracomment>why a row is not used</extracomment>
        <translation>innerhalb der ersten %1 Token sind beide Antworten gleich</translation>
    </message>
    <message>
        <source>the model has no chat template, so it cannot be asked</source>
        <extracomment>why a row is not used</extracomment>
        <translation>das Modell hat kein Chat-Template und kann daher nicht gefragt werden</translation>
    </message>
    <message>
        <source>the prompt has no tokens</source>
        <extracomment>why a row is not used</extracomment>
        <translation>der Prompt hat keine Token</translation>
    </message>
    <message>
        <source>the prompt has %1 tokens, at most %2 are read</source>
        <extracomment>why a row is not used</extracomment>
        <translation>der Prompt hat %1 Token, höchstens %2 werden gelesen</translation>
    </message>
    <message>
        <source>the row is a %1; %2</source>
        <extracomment>why a row is not used</extracomment>
        <translation>die Zeile ist von der Art %1; %2</translation>
    </message>
    <message>
        <source>the dialogue does not end with an answer</source>
        <extracomment>why a row is not used</extracomment>
        <translation>der Dialog endet nicht mit einer Antwort</translation>
    </message>
    <message>
        <source>both answers were called %1; this method needs one that is better</source>
        <extracomment>why a row is not used</extracomment>
        <translation>beide Antworten wurden als %1 beurteilt; diese Methode braucht eine bessere</translation>
    </message>
    <message>
        <source>the answers are tied; this method needs one that is better</source>
        <extracomment>why a row is not used</extracomment>
        <translation>die Antworten stehen gleich; diese Methode braucht eine bessere</translation>
    </message>
    <message>
        <source>all answers of the ranking have the same place; this method needs one that is better</source>
        <extracomment>why a row is not used</extracomment>
        <translation>alle Antworten der Rangfolge haben denselben Platz; diese Methode braucht eine bessere</translation>
    </message>
    <message>
        <source>the answer has no score; 1 (good) or 0 (bad) is wanted</source>
        <extracomment>why a row is not used</extracomment>
        <translation>die Antwort hat keine Bewertung; verlangt ist 1 (gut) oder 0 (schlecht)</translation>
    </message>
    <message>
        <source>the score is neither 1 (good) nor 0 (bad)</source>
        <extracomment>why a row is not used</extracomment>
        <translation>die Bewertung ist weder 1 (gut) noch 0 (schlecht)</translation>
    </message>
    <message>
        <source>the answer has no score</source>
        <extracomment>why a row is not used</extracomment>
        <translation>die Antwort hat keine Bewertung</translation>
    </message>
    <message>
        <source>a ranking needs two answers or more, each with its place</source>
        <extracomment>why a row is not used</extracomment>
        <translation>eine Rangfolge braucht zwei oder mehr Antworten, jede mit ihrem Platz</translation>
    </message>
    <message>
        <source>%1 tokens, the limit is %2</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 Token, die Grenze ist %2</translation>
    </message>
    <message>
        <source>%1 trained token is lost</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 trainiertes Token geht verloren</translation>
    </message>
    <message>
        <source>%1 trained tokens are lost</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 trainierte Token gehen verloren</translation>
    </message>
    <message>
        <source>%1 trained turn is lost</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 trainierter Beitrag geht verloren</translation>
    </message>
    <message>
        <source>%1 trained turns are lost</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 trainierte Beiträge gehen verloren</translation>
    </message>
    <message>
        <source>no trained token is left within the first %1 token</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>innerhalb von %1 Token am Anfang bleibt kein trainiertes Token übrig</translation>
    </message>
    <message>
        <source>no trained token is left within the first %1 tokens</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>innerhalb der ersten %1 Token bleibt kein trainiertes Token übrig</translation>
    </message>
    <message>
        <source>%1 invalid UTF-%2 sequence</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 ungültige UTF-%2-Sequenz</translation>
    </message>
    <message>
        <source>%1 invalid UTF-%2 sequences</source>
        <extracomment>what is noted about a row</extracomment>
        <translation>%1 ungültige UTF-%2-Sequenzen</translation>
    </message>
    <message>
        <source>fewer tokens at once; the result stays the same</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>weniger Token zugleich; das Ergebnis bleibt dasselbe</translation>
    </message>
    <message>
        <source>the feed-forward parts are computed twice instead of kept; the result stays the same</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>die Feed-Forward-Teile werden zweimal gerechnet statt aufbewahrt; das Ergebnis bleibt dasselbe</translation>
    </message>
    <message>
        <source>16 bit weights, which this machine computes faster</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>Gewichte mit 16 Bit, mit denen dieser Rechner schneller rechnet</translation>
    </message>
    <message>
        <source>an adapter of rank 16 instead of the model's own weights</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>ein Adapter vom Rang 16 statt der eigenen Gewichte des Modells</translation>
    </message>
    <message>
        <source>an adapter of rank %1, with micro_tokens %2</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>ein Adapter vom Rang %1, mit micro_tokens %2</translation>
    </message>
    <message>
        <source>EXO needs a label smoothing above 0</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>EXO braucht ein Label-Smoothing über 0</translation>
    </message>
    <message>
        <source>CISPO's ratio is that of tokens</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>das Verhältnis von CISPO ist das der Token</translation>
    </message>
    <message>
        <source>with both weights at 0 nothing is learned</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>mit beiden Gewichten bei 0 wird nichts gelernt</translation>
    </message>
    <message>
        <source>is DPO's beta and must be above 0</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist das Beta von DPO und muss über 0 liegen</translation>
    </message>
    <message>
        <source>must be 2 or more where a group is the baseline</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>muss 2 oder mehr sein, wo eine Gruppe die Baseline ist</translation>
    </message>
    <message>
        <source>has more than 64 dimensions</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>hat mehr als 64 Dimensionen</translation>
    </message>
    <message>
        <source>cannot be %1: something else is called so</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>kann nicht %1 sein: So heißt schon etwas anderes</translation>
    </message>
    <message>
        <source>is too long, or has characters that no name has</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist zu lang oder enthält Zeichen, die kein Name hat</translation>
    </message>
    <message>
        <source>names %1 a second time</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>nennt %1 ein zweites Mal</translation>
    </message>
    <message>
        <source>names %1, which is none of the dimensions</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>nennt %1, und das ist keine der Dimensionen</translation>
    </message>
    <message>
        <source>is not above the least reward</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>liegt nicht über der kleinsten Belohnung</translation>
    </message>
    <message>
        <source>must be the name of a column as a text, not %1</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>muss der Name einer Spalte als Text sein, nicht %1</translation>
    </message>
    <message>
        <source>has no data set with a weight above 0</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>enthält keinen Datensatz mit einem Gewicht über 0</translation>
    </message>
    <message>
        <source>cannot be gone on with: this run does not train an adapter</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>kann nicht fortgesetzt werden: Dieser Lauf trainiert keinen Adapter</translation>
    </message>
    <message>
        <source>needs held-out data, but data.eval is not set and data.eval_fraction is 0</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>braucht zurückgehaltene Daten, aber data.eval ist nicht gesetzt und data.eval_fraction ist 0</translation>
    </message>
    <message>
        <source>needs evaluations during the run, but eval_every is 0</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>braucht Auswertungen während des Laufs, aber eval_every ist 0</translation>
    </message>
    <message>
        <source>is 0: this part would never count</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist 0: Dieser Teil würde nie zählen</translation>
    </message>
    <message>
        <source>is used only where the answer is looked for by a pattern</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>wird nur verwendet, wo die Antwort über ein Muster gesucht wird</translation>
    </message>
    <message>
        <source>is needed to find the answer</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist nötig, um die Antwort zu finden</translation>
    </message>
    <message>
        <source>a wrong answer could be worth as much as a right one</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>eine falsche Antwort könnte so viel wert sein wie eine richtige</translation>
    </message>
    <message>
        <source>is missing</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>would send the key where others can read it: http is not encrypted</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>würde den Schlüssel so senden, dass andere ihn lesen können: http ist nicht verschlüsselt</translation>
    </message>
    <message>
        <source>says nothing</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>sagt nichts</translation>
    </message>
    <message>
        <source>is below the minimum</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>liegt unter dem Mindestwert</translation>
    </message>
    <message>
        <source>has more than %1 phrases</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>hat mehr als %1 Wendungen</translation>
    </message>
    <message>
        <source>is in the list twice: %1</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>steht zweimal in der Liste: %1</translation>
    </message>
    <message>
        <source>is the same whether the answer refuses or not</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist gleich, ob die Antwort ablehnt oder nicht</translation>
    </message>
    <message>
        <source>is no regular expression: %1</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist kein regulärer Ausdruck: %1</translation>
    </message>
    <message>
        <source>is the same whether the answer matches or not</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist gleich, ob das Muster auf die Antwort passt oder nicht</translation>
    </message>
    <message>
        <source>is 0: repetition would cost nothing</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist 0: Wiederholung würde nichts kosten</translation>
    </message>
    <message>
        <source>is above the maximum</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>liegt über dem Höchstwert</translation>
    </message>
    <message>
        <source>is the same as the opening</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist dasselbe wie der Anfang</translation>
    </message>
    <message>
        <source>is below the penalty for one place</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>liegt unter der Strafe für eine Stelle</translation>
    </message>
    <message>
        <source>and banned are both empty: every answer would be worth the same</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>und die verbotenen Wörter sind beide leer: Jede Antwort wäre gleich viel wert</translation>
    </message>
    <message>
        <source>holds a banned word</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>enthält ein verbotenes Wort</translation>
    </message>
    <message>
        <source>0.001 is its paper's value</source>
        <extracomment>what to do about it</extracomment>
        <translation>0,001 ist der Wert des Papers</translation>
    </message>
    <message>
        <source>take ratio token, or another loss</source>
        <extracomment>what to do about it</extracomment>
        <translation>als Verhältnis token nehmen, oder einen anderen Loss</translation>
    </message>
    <message>
        <source>1 is the usual value of both</source>
        <extracomment>what to do about it</extracomment>
        <translation>1 ist für beide üblich</translation>
    </message>
    <message>
        <source>0.1 is the usual value</source>
        <extracomment>what to do about it</extracomment>
        <translation>0,1 ist üblich</translation>
    </message>
    <message>
        <source>a single answer is its own mean</source>
        <extracomment>what to do about it</extracomment>
        <translation>eine einzelne Antwort ist ihr eigenes Mittel</translation>
    </message>
    <message>
        <source>name those that matter</source>
        <extracomment>what to do about it</extracomment>
        <translation>die nennen, auf die es ankommt</translation>
    </message>
    <message>
        <source>choose another name</source>
        <extracomment>what to do about it</extracomment>
        <translation>einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>use letters and digits</source>
        <extracomment>what to do about it</extracomment>
        <translation>Buchstaben und Ziffern verwenden</translation>
    </message>
    <message>
        <source>name each dimension once</source>
        <extracomment>what to do about it</extracomment>
        <translation>jede Dimension einmal nennen</translation>
    </message>
    <message>
        <source>name it in method.dimensions first</source>
        <extracomment>what to do about it</extracomment>
        <translation>sie zuerst in method.dimensions nennen</translation>
    </message>
    <message>
        <source>the dimensions are: %1</source>
        <extracomment>what to do about it</extracomment>
        <translation>die Dimensionen sind: %1</translation>
    </message>
    <message>
        <source>all answers would get the same reward</source>
        <extracomment>what to do about it</extracomment>
        <translation>alle Antworten erhielten dieselbe Belohnung</translation>
    </message>
    <message>
        <source>set adapter.type to the type of that adapter, or merge it into the model first (luthier-engine merge)</source>
        <extracomment>what to do about it</extracomment>
        <translation>adapter.type auf den Typ jenes Adapters setzen oder ihn zuerst mit dem Modell zusammenführen (luthier-engine merge)</translation>
    </message>
    <message>
        <source>set data.eval_fraction to 0.02, or training.early_stopping to null</source>
        <extracomment>what to do about it</extracomment>
        <translation>data.eval_fraction auf 0.02 setzen oder training.early_stopping auf null</translation>
    </message>
    <message>
        <source>set eval_every to &quot;auto&quot;, or early_stopping to null</source>
        <extracomment>what to do about it</extracomment>
        <translation>eval_every auf &quot;auto&quot; setzen oder early_stopping auf null</translation>
    </message>
    <message>
        <source>remove the part, or give it a weight</source>
        <extracomment>what to do about it</extracomment>
        <translation>den Teil entfernen oder ihm ein Gewicht geben</translation>
    </message>
    <message>
        <source>set &quot;where&quot; to &quot;pattern&quot;, or leave it out</source>
        <extracomment>what to do about it</extracomment>
        <translation>&quot;where&quot; auf &quot;pattern&quot; setzen oder es weglassen</translation>
    </message>
    <message>
        <source>for example #### *(.+)</source>
        <extracomment>what to do about it</extracomment>
        <translation>zum Beispiel #### *(.+)</translation>
    </message>
    <message>
        <source>look-ahead and back references are not part of RE2's syntax</source>
        <extracomment>what to do about it</extracomment>
        <translation>Lookahead und Rückverweise gehören nicht zur Syntax von RE2</translation>
    </message>
    <message>
        <source>both numbers of right answers must be above both of wrong ones</source>
        <extracomment>what to do about it</extracomment>
        <translation>beide Zahlen richtiger Antworten müssen über beiden falscher liegen</translation>
    </message>
    <message>
        <source>name the folder of the model that judges</source>
        <extracomment>what to do about it</extracomment>
        <translation>den Ordner des Modells nennen, das urteilt</translation>
    </message>
    <message>
        <source>an endpoint wants to know which of its models to ask</source>
        <extracomment>what to do about it</extracomment>
        <translation>ein Endpunkt will wissen, welches seiner Modelle gefragt wird</translation>
    </message>
    <message>
        <source>for example http://127.0.0.1:8080/v1</source>
        <extracomment>what to do about it</extracomment>
        <translation>zum Beispiel http://127.0.0.1:8080/v1</translation>
    </message>
    <message>
        <source>take https, or leave the key out</source>
        <extracomment>what to do about it</extracomment>
        <translation>https nehmen oder den Schlüssel weglassen</translation>
    </message>
    <message>
        <source>write what a good answer is</source>
        <extracomment>what to do about it</extracomment>
        <translation>schreiben, was eine gute Antwort ist</translation>
    </message>
    <message>
        <source>no answer could be right</source>
        <extracomment>what to do about it</extracomment>
        <translation>keine Antwort könnte richtig sein</translation>
    </message>
    <message>
        <source>nothing could be learned from it</source>
        <extracomment>what to do about it</extracomment>
        <translation>daraus ließe sich nichts lernen</translation>
    </message>
    <message>
        <source>for example -1</source>
        <extracomment>what to do about it</extracomment>
        <translation>zum Beispiel -1</translation>
    </message>
    <message>
        <source>even an empty answer would be too long</source>
        <extracomment>what to do about it</extracomment>
        <translation>selbst eine leere Antwort wäre zu lang</translation>
    </message>
    <message>
        <source>no answer would ever lose the penalty you set</source>
        <extracomment>what to do about it</extracomment>
        <translation>keine Antwort würde je die eingestellte Strafe verlieren</translation>
    </message>
    <message>
        <source>name words that must, or must not, be in the answer</source>
        <extracomment>what to do about it</extracomment>
        <translation>Wörter nennen, die in der Antwort stehen müssen oder nicht stehen dürfen</translation>
    </message>
    <message>
        <source>must be an object {...}, not %1</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>muss ein Objekt {...} sein, nicht %1</translation>
    </message>
    <message>
        <source>is missing: %1 is needed</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>fehlt: Nötig ist %1</translation>
    </message>
    <message>
        <source>is not known</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 more keys are not known</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>%1 weitere Schlüssel sind nicht bekannt</translation>
    </message>
    <message>
        <source>must be %1, not %2</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>muss %1 sein, nicht %2</translation>
    </message>
    <message>
        <source>must be %1 (is %2)</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>muss %1 sein (ist %2)</translation>
    </message>
    <message>
        <source>is not valid UTF-8</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>ist kein gültiges UTF-8</translation>
    </message>
    <message>
        <source>contains a zero byte</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>enthält ein Nullbyte</translation>
    </message>
    <message>
        <source>is this the right file?</source>
        <extracomment>what to do about it</extracomment>
        <translation>ist das die richtige Datei?</translation>
    </message>
    <message>
        <source>must be the path of a data set, not an empty text</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>muss der Pfad eines Datensatzes sein, kein leerer Text</translation>
    </message>
    <message>
        <source>must be a path or a list, not an object {...}</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>muss ein Pfad oder eine Liste sein, kein Objekt {...}</translation>
    </message>
    <message>
        <source>must be the path of a data set or a list of them, not %1</source>
        <extracomment>what is wrong with a setting</extracomment>
        <translation>muss der Pfad eines Datensatzes oder eine Liste davon sein, nicht %1</translation>
    </message>
    <message>
        <source>put the object into a list: [{...}]</source>
        <extracomment>what to do about it</extracomment>
        <translation>das Objekt in eine Liste setzen: [{...}]</translation>
    </message>
    <message>
        <source>merge</source>
        <extracomment>what is being done</extracomment>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>reading rows</source>
        <extracomment>what is being done</extracomment>
        <translation>Zeilen werden gelesen</translation>
    </message>
    <message>
        <source>generate</source>
        <extracomment>what is being done</extracomment>
        <translation>Antworten werden geschrieben</translation>
    </message>
    <message>
        <source>judge</source>
        <extracomment>what is being done</extracomment>
        <translation>Antworten werden beurteilt</translation>
    </message>
    <message>
        <source>reference</source>
        <extracomment>what is being done</extracomment>
        <translation>Referenz wird berechnet</translation>
    </message>
    <message>
        <source>load</source>
        <extracomment>what is being done</extracomment>
        <translation>Laden</translation>
    </message>
    <message>
        <source>rollout</source>
        <extracomment>what is being done</extracomment>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>importing rows</source>
        <extracomment>what is being done</extracomment>
        <translation>Zeilen werden importiert</translation>
    </message>
    <message>
        <source>changing rows</source>
        <extracomment>what is being done</extracomment>
        <translation>Zeilen werden geändert</translation>
    </message>
    <message>
        <source>evaluate</source>
        <extracomment>what is being done</extracomment>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>look for the largest micro-batch</source>
        <extracomment>what is being done</extracomment>
        <translation>Suche nach dem größten Micro-Batch</translation>
    </message>
    <message>
        <source>benchmark</source>
        <extracomment>what is being done</extracomment>
        <translation>Messung</translation>
    </message>
    <message>
        <source>tokenize</source>
        <extracomment>what is being done</extracomment>
        <translation>Token werden gezählt</translation>
    </message>
    <message>
        <source>tensors</source>
        <extracomment>what is counted</extracomment>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>batches</source>
        <extracomment>what is counted</extracomment>
        <translation>Batches</translation>
    </message>
    <message>
        <source>answers are %1 nats from the reference's, more than %2</source>
        <extracomment>a tripwire: what was seen</extracomment>
        <translation>die Antworten sind %1 Nats von denen der Referenz entfernt, mehr als %2</translation>
    </message>
    <message>
        <source>answers have %1 tokens, %2 at the beginning, while the reward rises</source>
        <extracomment>a tripwire: what was seen</extracomment>
        <translation>die Antworten haben %1 Token, am Anfang %2, während die Belohnung steigt</translation>
    </message>
    <message>
        <source>the policy is nearly certain of every token: %1 nats</source>
        <extracomment>a tripwire: what was seen</extracomment>
        <translation>die Policy ist sich fast jedes Tokens sicher: %1 Nats</translation>
    </message>
    <message>
        <source>answers repeat themselves: %1 % of what they say</source>
        <extracomment>a tripwire: what was seen</extracomment>
        <translation>die Antworten wiederholen sich: %1 % dessen, was sie sagen</translation>
    </message>
    <message>
        <source>of %1 % of the prompts all answers get the same reward, so nothing is learned from them</source>
        <extracomment>a tripwire: what was seen</extracomment>
        <translation>bei %1 % der Prompts erhalten alle Antworten dieselbe Belohnung, daher wird nichts aus ihnen gelernt</translation>
    </message>
    <message>
        <source>the reward rises while %1, which is not learned from, falls to %2</source>
        <extracomment>a tripwire: what was seen</extracomment>
        <translation>die Belohnung steigt, während %1, woraus nicht gelernt wird, auf %2 fällt</translation>
    </message>
    <message>
        <source>the reward of held-out prompts rises while the policy itself prefers the better of %1 held-out pairs in %2 %, %3 % before</source>
        <extracomment>a tripwire: what was seen</extracomment>
        <translation>die Belohnung zurückgehaltener Prompts steigt, während die Policy selbst bei %1 zurückgehaltenen Paaren die bessere Antwort in %2 % vorzieht, vorher in %3 %</translation>
    </message>
    <message>
        <source>raise kl_weight, or lower the learning rate</source>
        <extracomment>a tripwire: what to do about it</extracomment>
        <translation>kl_weight erhöhen oder die Lernrate senken</translation>
    </message>
    <message>
        <source>see whether they are better or only longer; a length reward holds them</source>
        <extracomment>a tripwire: what to do about it</extracomment>
        <translation>ansehen, ob sie besser oder nur länger sind; eine Belohnung der Länge hält sie</translation>
    </message>
    <message>
        <source>nothing new is found any more; raise kl_weight or the temperature, or go back to an earlier checkpoint</source>
        <extracomment>a tripwire: what to do about it</extracomment>
        <translation>nichts Neues wird mehr gefunden; kl_weight oder die Temperatur erhöhen oder zu einem früheren Checkpoint zurückgehen</translation>
    </message>
    <message>
        <source>add the reward &quot;repetition&quot;, or raise kl_weight</source>
        <extracomment>a tripwire: what to do about it</extracomment>
        <translation>die Belohnung &quot;repetition&quot; hinzufügen oder kl_weight erhöhen</translation>
    </message>
    <message>
        <source>take harder or easier prompts, a reward with more steps, or dynamic sampling</source>
        <extracomment>a tripwire: what to do about it</extracomment>
        <translation>schwerere oder leichtere Prompts nehmen, eine Belohnung mit mehr Stufen oder dynamisches Sampling</translation>
    </message>
    <message>
        <source>the reward is being fooled: stop here, or raise kl_weight</source>
        <extracomment>a tripwire: what to do about it</extracomment>
        <translation>die Belohnung wird getäuscht: hier anhalten oder kl_weight erhöhen</translation>
    </message>
    <message>
        <source>the reward is being fooled: stop here, raise kl_weight, or go back to an earlier checkpoint</source>
        <extracomment>a tripwire: what to do about it</extracomment>
        <translation>die Belohnung wird überlistet: hier anhalten, kl_weight erhöhen oder zu einem früheren Checkpoint zurückgehen</translation>
    </message>
    <message>
        <source>%1 of %2 answers got no reward and are not learned from</source>
        <extracomment>an event of a run</extracomment>
        <translation>%1 von %2 Antworten erhielten keine Belohnung, aus ihnen wird nicht gelernt</translation>
    </message>
    <message>
        <source>no part of the reward says anything of them, or what it says is no number</source>
        <extracomment>an event of a run, what to do about it</extracomment>
        <translation>kein Teil der Belohnung sagt etwas zu ihnen, oder was er sagt, ist keine Zahl</translation>
    </message>
    <message>
        <source>no checkpoint could be saved: %1</source>
        <extracomment>an event of a run</extracomment>
        <translation>es konnte kein Checkpoint gespeichert werden: %1</translation>
    </message>
    <message>
        <source>this run's method has no KL weight that could change</source>
        <extracomment>an event of a run</extracomment>
        <translation>die Methode dieses Laufs hat kein KL-Gewicht, das sich ändern ließe</translation>
    </message>
    <message>
        <source>%1 %2 instead of %3 from step %4 on: %5</source>
        <extracomment>an event of a run</extracomment>
        <translation>%1 %2 statt %3 ab Schritt %4: %5</translation>
    </message>
    <message>
        <source>no sample: %1</source>
        <extracomment>an event of a run</extracomment>
        <translation>keine Antwort: %1</translation>
    </message>
    <message>
        <source>the step had nothing to learn from; nothing was changed</source>
        <extracomment>an event of a run</extracomment>
        <translation>der Schritt hatte nichts, woraus zu lernen war; nichts wurde geändert</translation>
    </message>
    <message>
        <source>the loss or gradient of %1 steps in a row was not finite (up to step %2); the run pauses and goes on from %3</source>
        <extracomment>an event of a run</extracomment>
        <translation>der Loss oder Gradient von %1 Schritten in Folge war nicht endlich (bis Schritt %2); der Lauf pausiert und geht weiter von: %3</translation>
    </message>
    <message>
        <source>%1 is not finite; the step was not applied</source>
        <extracomment>an event of a run</extracomment>
        <translation>%1 ist nicht endlich; der Schritt wurde nicht angewendet</translation>
    </message>
    <message>
        <source>%1; final/ holds the last step</source>
        <extracomment>an event of a run</extracomment>
        <translation>%1; final/ enthält den letzten Schritt</translation>
    </message>
    <message>
        <source>final/ holds step %1</source>
        <extracomment>an event of a run</extracomment>
        <translation>final/ enthält Schritt %1</translation>
    </message>
    <message>
        <source>the held-out loss did not get better</source>
        <extracomment>an event of a run</extracomment>
        <translation>der Loss auf zurückgehaltenen Zeilen wurde nicht besser</translation>
    </message>
    <message>
        <source>learning_rate can</source>
        <extracomment>an event of a run, what to do about it</extracomment>
        <translation>learning_rate schon</translation>
    </message>
    <message>
        <source>no answer got a reward, or all answers to each prompt got the same one</source>
        <extracomment>an event of a run, what to do about it</extracomment>
        <translation>keine Antwort erhielt eine Belohnung, oder alle Antworten auf jeden Prompt erhielten dieselbe</translation>
    </message>
    <message>
        <source>look at the rows named, or resume with a smaller learning rate: train --resume --set learning_rate=...</source>
        <extracomment>an event of a run, what to do about it</extracomment>
        <translation>die genannten Zeilen ansehen oder mit kleinerer Lernrate fortsetzen: train --resume --set learning_rate=...</translation>
    </message>
    <message>
        <source>compare with the model before training</source>
        <extracomment>an event of a run, what to do about it</extracomment>
        <translation>mit dem Modell vor dem Training vergleichen</translation>
    </message>
    <message>
        <source>the plan is wrong for this run; please report it</source>
        <extracomment>an event of a run, what to do about it</extracomment>
        <translation>der Plan stimmt für diesen Lauf nicht; bitte melden</translation>
    </message>
    <message>
        <source>the name of the folder is empty</source>
        <extracomment>an error</extracomment>
        <translation>der Name des Ordners ist leer</translation>
    </message>
    <message>
        <source>not read as JSON: %1 bytes, the limit is %2</source>
        <extracomment>an error</extracomment>
        <translation>nicht als JSON gelesen: %1 Bytes, die Grenze ist %2</translation>
    </message>
    <message>
        <source>not valid JSON: zero byte at byte %1</source>
        <extracomment>an error</extracomment>
        <translation>kein gültiges JSON: Nullbyte bei Byte %1</translation>
    </message>
    <message>
        <source>not valid JSON: %1</source>
        <extracomment>an error</extracomment>
        <translation>kein gültiges JSON: %1</translation>
    </message>
    <message>
        <source>a number is needed (or %1, %2, %3), not %4</source>
        <extracomment>an error</extracomment>
        <translation>nötig ist eine Zahl (oder %1, %2, %3), nicht %4</translation>
    </message>
    <message>
        <source>a step beyond the end of the data was asked for</source>
        <extracomment>an error</extracomment>
        <translation>verlangt wurde ein Schritt hinter dem Ende der Daten</translation>
    </message>
    <message>
        <source>the mapping gives two columns the name %1; one of them is %2</source>
        <extracomment>an error</extracomment>
        <translation>die Zuordnung gibt zwei Spalten den Namen %1; eine davon ist %2</translation>
    </message>
    <message>
        <source>no such container</source>
        <extracomment>an error</extracomment>
        <translation>diesen Container gibt es nicht</translation>
    </message>
    <message>
        <source>only questions and answers in turn can be written as %1</source>
        <extracomment>an error</extracomment>
        <translation>nur Fragen und Antworten im Wechsel lassen sich als %1 schreiben</translation>
    </message>
    <message>
        <source>a row without a prompt cannot be written in this format</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile ohne Prompt lässt sich in diesem Format nicht schreiben</translation>
    </message>
    <message>
        <source>an answer without a turn cannot be written</source>
        <extracomment>an error</extracomment>
        <translation>eine Antwort ohne Beitrag lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>only dialogues that the user begins can be written as %1</source>
        <extracomment>an error</extracomment>
        <translation>nur Dialoge, die der Nutzer beginnt, lassen sich als %1 schreiben</translation>
    </message>
    <message>
        <source>only scores of %1 (bad) and %2 (good) can be written as %3</source>
        <extracomment>an error</extracomment>
        <translation>nur Bewertungen von %1 (schlecht) und %2 (gut) lassen sich als %3 schreiben</translation>
    </message>
    <message>
        <source>a row of kind %1 cannot be written as plain text</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile der Art %1 lässt sich nicht als reiner Text schreiben</translation>
    </message>
    <message>
        <source>a row needs a prompt and a trained answer after it to be written as %1</source>
        <extracomment>an error</extracomment>
        <translation>um als %1 geschrieben zu werden, braucht eine Zeile einen Prompt und danach eine trainierte Antwort</translation>
    </message>
    <message>
        <source>a ranking without responses cannot be written</source>
        <extracomment>an error</extracomment>
        <translation>eine Rangfolge ohne Antworten lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>a ranking must have one place for each response to be written</source>
        <extracomment>an error</extracomment>
        <translation>um geschrieben zu werden, muss eine Rangfolge für jede Antwort einen Platz haben</translation>
    </message>
    <message>
        <source>a ranking whose best place is not 0 cannot be written</source>
        <extracomment>an error</extracomment>
        <translation>eine Rangfolge, deren bester Platz nicht 0 ist, lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>a row must be an object like {%1: [...]}, but it is %2</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile muss ein Objekt wie {%1: [...]} sein, ist aber %2</translation>
    </message>
    <message>
        <source>a row without a score cannot be written</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile ohne Bewertung lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>a row that is only a system prompt cannot be written as %1</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile, die nur ein System-Prompt ist, lässt sich nicht als %1 schreiben</translation>
    </message>
    <message>
        <source>a transcript of human and assistant has no turn of the role %1</source>
        <extracomment>an error</extracomment>
        <translation>eine Mitschrift von Mensch und Assistent hat keinen Beitrag der Rolle %1</translation>
    </message>
    <message>
        <source>a turn holds &quot;Human:&quot; or &quot;Assistant:&quot; after a blank line and would be read as several</source>
        <extracomment>an error</extracomment>
        <translation>ein Beitrag enthält &quot;Human:&quot; oder &quot;Assistant:&quot; nach einer Leerzeile und würde als mehrere gelesen</translation>
    </message>
    <message>
        <source>only one question and plain answers can be written as %1</source>
        <extracomment>an error</extracomment>
        <translation>nur eine einzelne Frage und reine Textantworten lassen sich als %1 schreiben</translation>
    </message>
    <message>
        <source>the weight of data set %1 must be from %2 to %3, but it is %4</source>
        <extracomment>an error</extracomment>
        <translation>das Gewicht von Datensatz %1 muss zwischen %2 und %3 liegen, ist aber %4</translation>
    </message>
    <message>
        <source>no memory for the columns of a Parquet file</source>
        <extracomment>an error</extracomment>
        <translation>kein Speicher für die Spalten einer Parquet-Datei</translation>
    </message>
    <message>
        <source>the line is too long</source>
        <extracomment>an error</extracomment>
        <translation>die Zeile ist zu lang</translation>
    </message>
    <message>
        <source>at least one sequence must be decoded at a time</source>
        <extracomment>an error</extracomment>
        <translation>es muss mindestens eine Sequenz zugleich dekodiert werden</translation>
    </message>
    <message>
        <source>the question has %1 tokens, the context of the judge's model is %2</source>
        <extracomment>an error</extracomment>
        <translation>die Frage hat %1 Token, der Kontext des Richtermodells ist %2</translation>
    </message>
    <message>
        <source>what is to be judged holds control tokens of the judge's model</source>
        <extracomment>an error</extracomment>
        <translation>was beurteilt werden soll, enthält Steuertoken des Richtermodells</translation>
    </message>
    <message>
        <source>the reply is no JSON</source>
        <extracomment>an error</extracomment>
        <translation>die Rückmeldung ist kein JSON</translation>
    </message>
    <message>
        <source>config.json must hold an object</source>
        <extracomment>an error</extracomment>
        <translation>config.json muss ein Objekt enthalten</translation>
    </message>
    <message>
        <source>this is not an error message</source>
        <extracomment>an error</extracomment>
        <translation>das ist keine Fehlermeldung</translation>
    </message>
    <message>
        <source>unknown error code %1</source>
        <extracomment>an error</extracomment>
        <translation>unbekannter Fehlercode %1</translation>
    </message>
    <message>
        <source>this is not a progress message</source>
        <extracomment>an error</extracomment>
        <translation>das ist keine Fortschrittsmeldung</translation>
    </message>
    <message>
        <source>progress is negative</source>
        <extracomment>an error</extracomment>
        <translation>der Fortschritt ist negativ</translation>
    </message>
    <message>
        <source>the current folder is gone: %1</source>
        <extracomment>an error</extracomment>
        <translation>der aktuelle Ordner ist nicht mehr da: %1</translation>
    </message>
    <message>
        <source>the JSON schema cannot be used: %1</source>
        <extracomment>an error</extracomment>
        <translation>das JSON-Schema ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>is empty: it would be found everywhere</source>
        <extracomment>an error</extracomment>
        <translation>ist leer: Es würde überall gefunden</translation>
    </message>
    <message>
        <source>has more than %1 bytes</source>
        <extracomment>an error</extracomment>
        <translation>hat mehr als %1 Bytes</translation>
    </message>
    <message>
        <source>cannot be looked for: %1</source>
        <extracomment>an error</extracomment>
        <translation>lässt sich nicht suchen: %1</translation>
    </message>
    <message>
        <source>the phrases of refusals are no pattern: %1</source>
        <extracomment>an error</extracomment>
        <translation>die Wendungen von Ablehnungen ergeben kein Muster: %1</translation>
    </message>
    <message>
        <source>reward %1 is of a kind that nothing computes</source>
        <extracomment>an error</extracomment>
        <translation>für die Art der Belohnung %1 gibt es keine Berechnung</translation>
    </message>
    <message>
        <source>row %1 has no prompt</source>
        <extracomment>an error</extracomment>
        <translation>Zeile %1 hat keinen Prompt</translation>
    </message>
    <message>
        <source>there are %1 prompts and tokens of %2</source>
        <extracomment>an error</extracomment>
        <translation>es gibt %1 Prompts und Token von %2</translation>
    </message>
    <message>
        <source>the rollout was stopped as asked</source>
        <extracomment>an error</extracomment>
        <translation>der Rollout wurde wie verlangt gestoppt</translation>
    </message>
    <message>
        <source>a rollout has too few answers</source>
        <extracomment>an error</extracomment>
        <translation>ein Rollout hat zu wenige Antworten</translation>
    </message>
    <message>
        <source>the rollout of step %1 is not there</source>
        <extracomment>an error</extracomment>
        <translation>der Rollout von Schritt %1 ist nicht da</translation>
    </message>
    <message>
        <source>a list of rewards is missing</source>
        <extracomment>an error</extracomment>
        <translation>eine Liste von Belohnungen fehlt</translation>
    </message>
    <message>
        <source>the checkpoint's rollouts are incomplete</source>
        <extracomment>an error</extracomment>
        <translation>die Rollouts des Checkpoints sind unvollständig</translation>
    </message>
    <message>
        <source>the checkpoint does not say what earlier rollouts were like</source>
        <extracomment>an error</extracomment>
        <translation>der Checkpoint sagt nicht, wie frühere Rollouts waren</translation>
    </message>
    <message>
        <source>a checkpoint of step %1</source>
        <extracomment>an error</extracomment>
        <translation>ein Checkpoint von Schritt %1</translation>
    </message>
    <message>
        <source>a checkpoint can be published once</source>
        <extracomment>an error</extracomment>
        <translation>ein Checkpoint lässt sich nur einmal veröffentlichen</translation>
    </message>
    <message>
        <source>at least one checkpoint is kept</source>
        <extracomment>an error</extracomment>
        <translation>mindestens ein Checkpoint bleibt erhalten</translation>
    </message>
    <message>
        <source>the checksum of a control message does not fit</source>
        <extracomment>an error</extracomment>
        <translation>die Prüfsumme einer Steuernachricht passt nicht</translation>
    </message>
    <message>
        <source>a control message is too long</source>
        <extracomment>an error</extracomment>
        <translation>eine Steuernachricht ist zu lang</translation>
    </message>
    <message>
        <source>an entry of the manifest is broken</source>
        <extracomment>an error</extracomment>
        <translation>ein Eintrag des Manifests ist fehlerhaft</translation>
    </message>
    <message>
        <source>the manifest has no step or no files</source>
        <extracomment>an error</extracomment>
        <translation>das Manifest hat keinen Schritt oder keine Dateien</translation>
    </message>
    <message>
        <source>the line has no whole number %1</source>
        <extracomment>an error</extracomment>
        <translation>die Zeile hat keine ganze Zahl %1</translation>
    </message>
    <message>
        <source>%1 is too large</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist zu groß</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist %2</translation>
    </message>
    <message>
        <source>a log line needs named members</source>
        <extracomment>an error</extracomment>
        <translation>eine Protokollzeile braucht benannte Felder</translation>
    </message>
    <message>
        <source>a log line may not set %1</source>
        <extracomment>an error</extracomment>
        <translation>eine Protokollzeile darf %1 nicht setzen</translation>
    </message>
    <message>
        <source>a log line of %1 bytes is longer than %2</source>
        <extracomment>an error</extracomment>
        <translation>eine Protokollzeile von %1 Bytes ist länger als %2</translation>
    </message>
    <message>
        <source>the line is cut off</source>
        <extracomment>an error</extracomment>
        <translation>die Zeile ist abgeschnitten</translation>
    </message>
    <message>
        <source>the line does not end with a checksum</source>
        <extracomment>an error</extracomment>
        <translation>die Zeile endet nicht mit einer Prüfsumme</translation>
    </message>
    <message>
        <source>the checksum is %1, but the line says %2</source>
        <extracomment>an error</extracomment>
        <translation>die Prüfsumme ist %1, aber die Zeile sagt %2</translation>
    </message>
    <message>
        <source>the line is not a JSON object</source>
        <extracomment>an error</extracomment>
        <translation>die Zeile ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>the path of the run folder is empty</source>
        <extracomment>an error</extracomment>
        <translation>der Pfad des Laufordners ist leer</translation>
    </message>
    <message>
        <source>this adapter is not in the project any more</source>
        <extracomment>an error</extracomment>
        <translation>dieser Adapter ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>this data set is not in the project any more</source>
        <extracomment>an error</extracomment>
        <translation>dieser Datensatz ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>a data set needs a name</source>
        <extracomment>an error</extracomment>
        <translation>ein Datensatz braucht einen Namen</translation>
    </message>
    <message>
        <source>a tag needs a name</source>
        <extracomment>an error</extracomment>
        <translation>eine Markierung braucht einen Namen</translation>
    </message>
    <message>
        <source>an entry of the journal is damaged</source>
        <extracomment>an error</extracomment>
        <translation>ein Eintrag des Journals ist beschädigt</translation>
    </message>
    <message>
        <source>an entry of the journal is about an unknown table</source>
        <extracomment>an error</extracomment>
        <translation>ein Eintrag des Journals betrifft eine unbekannte Tabelle</translation>
    </message>
    <message>
        <source>the journal's function cannot be made</source>
        <extracomment>an error</extracomment>
        <translation>die Funktion des Journals lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>this model is not in the project any more</source>
        <extracomment>an error</extracomment>
        <translation>dieses Modell ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>this run is not in the project any more</source>
        <extracomment>an error</extracomment>
        <translation>dieser Lauf ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>gone</source>
        <extracomment>an error</extracomment>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>a BOOL that is neither 0 nor 1</source>
        <extracomment>an error</extracomment>
        <translation>ein BOOL, das weder 0 noch 1 ist</translation>
    </message>
    <message>
        <source>token id %1 is negative</source>
        <extracomment>an error</extracomment>
        <translation>Token-ID %1 ist negativ</translation>
    </message>
    <message>
        <source>nothing is left to measure after the first token of each sequence</source>
        <extracomment>an error</extracomment>
        <translation>nach dem ersten Token jeder Sequenz bleibt nichts zu messen</translation>
    </message>
    <message>
        <source>the loop has not run</source>
        <extracomment>an error</extracomment>
        <translation>die Schleife ist nicht gelaufen</translation>
    </message>
    <message>
        <source>no temporary folder can be made</source>
        <extracomment>an error</extracomment>
        <translation>es lässt sich kein temporärer Ordner anlegen</translation>
    </message>
    <message>
        <source>the benchmark was stopped</source>
        <extracomment>an error</extracomment>
        <translation>die Messung wurde gestoppt</translation>
    </message>
    <message>
        <source>no adapter for these options</source>
        <extracomment>an error</extracomment>
        <translation>kein Adapter für diese Optionen</translation>
    </message>
    <message>
        <source>no method for these options</source>
        <extracomment>an error</extracomment>
        <translation>keine Methode für diese Optionen</translation>
    </message>
    <message>
        <source>a negative dimension (%1)</source>
        <extracomment>an error</extracomment>
        <translation>eine negative Dimension (%1)</translation>
    </message>
    <message>
        <source>the product of its dimensions is over 2^63</source>
        <extracomment>an error</extracomment>
        <translation>das Produkt der Dimensionen liegt über 2^63</translation>
    </message>
    <message>
        <source>the tensors together are over 2^64 bytes</source>
        <extracomment>an error</extracomment>
        <translation>die Tensoren liegen zusammen über 2^64 Bytes</translation>
    </message>
    <message>
        <source>the index names a file outside the folder: %1</source>
        <extracomment>an error</extracomment>
        <translation>der Index nennt eine Datei außerhalb des Ordners: %1</translation>
    </message>
    <message>
        <source>the adapter does not fit this model: %1</source>
        <extracomment>an error</extracomment>
        <translation>der Adapter passt nicht zu diesem Modell: %1</translation>
    </message>
    <message>
        <source>a weight is NaN or infinite</source>
        <extracomment>an error</extracomment>
        <translation>ein Gewicht ist NaN oder unendlich</translation>
    </message>
    <message>
        <source>no layer of this model matches adapter.targets</source>
        <extracomment>an error</extracomment>
        <translation>keine Schicht dieses Modells passt zu adapter.targets</translation>
    </message>
    <message>
        <source>the adapter file holds no LoRA weights</source>
        <extracomment>an error</extracomment>
        <translation>die Adapterdatei enthält keine LoRA-Gewichte</translation>
    </message>
    <message>
        <source>there is no adapter to merge</source>
        <extracomment>an error</extracomment>
        <translation>es gibt keinen Adapter zum Zusammenführen</translation>
    </message>
    <message>
        <source>an adapter's weight must be a number from -1e6 to 1e6</source>
        <extracomment>an error</extracomment>
        <translation>das Gewicht eines Adapters muss eine Zahl von -1e6 bis 1e6 sein</translation>
    </message>
    <message>
        <source>the result would replace an adapter it is made of</source>
        <extracomment>an error</extracomment>
        <translation>das Ergebnis würde einen Adapter ersetzen, aus dem es entsteht</translation>
    </message>
    <message>
        <source>the result would replace the base model</source>
        <extracomment>an error</extracomment>
        <translation>das Ergebnis würde das Basismodell ersetzen</translation>
    </message>
    <message>
        <source>the output folder exists already</source>
        <extracomment>an error</extracomment>
        <translation>den Ausgabeordner gibt es schon</translation>
    </message>
    <message>
        <source>what is there is not a model folder, so it is not replaced</source>
        <extracomment>an error</extracomment>
        <translation>was dort liegt, ist kein Modellordner und wird daher nicht ersetzt</translation>
    </message>
    <message>
        <source>a merged weight is NaN, infinite or too large for %1</source>
        <extracomment>an error</extracomment>
        <translation>ein zusammengeführtes Gewicht ist NaN, unendlich oder zu groß für %1</translation>
    </message>
    <message>
        <source>the model lacks a weight</source>
        <extracomment>an error</extracomment>
        <translation>dem Modell fehlt ein Gewicht</translation>
    </message>
    <message>
        <source>this adapter is a reward model, and a merged model would lose its score head</source>
        <extracomment>an error</extracomment>
        <translation>dieser Adapter ist ein Belohnungsmodell, und ein zusammengeführtes Modell würde den Bewertungskopf verlieren</translation>
    </message>
    <message>
        <source>there is nothing to merge: the model itself was trained</source>
        <extracomment>an error</extracomment>
        <translation>es gibt nichts zusammenzuführen: Das Modell selbst wurde trainiert</translation>
    </message>
    <message>
        <source>weights cannot be written as %1</source>
        <extracomment>an error</extracomment>
        <translation>Gewichte lassen sich nicht als %1 schreiben</translation>
    </message>
    <message>
        <source>the model has %1 layers, %2 were asked for</source>
        <extracomment>an error</extracomment>
        <translation>das Modell hat %1 Schichten, verlangt wurden %2</translation>
    </message>
    <message>
        <source>this is not an adapter folder: it has no adapter_config.json</source>
        <extracomment>an error</extracomment>
        <translation>das ist kein Adapterordner: Er hat keine adapter_config.json</translation>
    </message>
    <message>
        <source>the file is larger than %1 bytes, the limit for it</source>
        <extracomment>an error</extracomment>
        <translation>die Datei ist größer als %1 Bytes, die Grenze für sie</translation>
    </message>
    <message>
        <source>a line to append does not end with a newline</source>
        <extracomment>an error</extracomment>
        <translation>eine anzuhängende Zeile endet nicht mit einem Zeilenumbruch</translation>
    </message>
    <message>
        <source>this is a folder, but a file is needed</source>
        <extracomment>an error</extracomment>
        <translation>das ist ein Ordner, nötig ist eine Datei</translation>
    </message>
    <message>
        <source>the file name %1 is refused: %2</source>
        <extracomment>an error</extracomment>
        <translation>der Dateiname %1 wird abgelehnt: %2</translation>
    </message>
    <message>
        <source>a file is where a folder is needed</source>
        <extracomment>an error</extracomment>
        <translation>wo ein Ordner nötig ist, liegt eine Datei</translation>
    </message>
    <message>
        <source>this is not a folder, it is left alone</source>
        <extracomment>an error</extracomment>
        <translation>das ist kein Ordner, es bleibt unberührt</translation>
    </message>
    <message>
        <source>the path contains a zero byte</source>
        <extracomment>an error</extracomment>
        <translation>der Pfad enthält ein Nullbyte</translation>
    </message>
    <message>
        <source>this is not a regular file</source>
        <extracomment>an error</extracomment>
        <translation>das ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>the file ends at byte %1, %2 bytes too early</source>
        <extracomment>an error</extracomment>
        <translation>die Datei endet bei Byte %1, %2 Bytes zu früh</translation>
    </message>
    <message>
        <source>the checkpoint does not say where in the data it was made</source>
        <extracomment>an error</extracomment>
        <translation>der Checkpoint sagt nicht, an welcher Stelle der Daten er entstanden ist</translation>
    </message>
    <message>
        <source>the checkpoint was made for %1 steps, the data now gives %2</source>
        <extracomment>an error</extracomment>
        <translation>der Checkpoint wurde für %1 Schritte angelegt, die Daten ergeben jetzt %2</translation>
    </message>
    <message>
        <source>the mapping of columns must be an object</source>
        <extracomment>an error</extracomment>
        <translation>die Zuordnung der Spalten muss ein Objekt sein</translation>
    </message>
    <message>
        <source>the mapping of %1 must be a name</source>
        <extracomment>an error</extracomment>
        <translation>die Zuordnung von %1 muss ein Name sein</translation>
    </message>
    <message>
        <source>the mapping gives two columns the name %1</source>
        <extracomment>an error</extracomment>
        <translation>die Zuordnung gibt zwei Spalten den Namen %1</translation>
    </message>
    <message>
        <source>this file is %1, which is not read</source>
        <extracomment>an error</extracomment>
        <translation>diese Datei ist %1, und das wird nicht gelesen</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <extracomment>an error</extracomment>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>the file holds nothing but blanks</source>
        <extracomment>an error</extracomment>
        <translation>die Datei enthält nichts als Leerzeichen</translation>
    </message>
    <message>
        <source>the format %1 is not known</source>
        <extracomment>an error</extracomment>
        <translation>das Format %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>there is no row in this file</source>
        <extracomment>an error</extracomment>
        <translation>in dieser Datei ist keine Zeile</translation>
    </message>
    <message>
        <source>%1 must be a pair [question, answer] of texts</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss ein Paar [Frage, Antwort] aus Texten sein</translation>
    </message>
    <message>
        <source>%1 is an empty list</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist eine leere Liste</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <extracomment>an error</extracomment>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>a row of kind %1 cannot be written as %2, which holds %3</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile der Art %1 lässt sich nicht als %2 schreiben; dieses Format enthält %3</translation>
    </message>
    <message>
        <source>&quot;label&quot; is missing</source>
        <extracomment>an error</extracomment>
        <translation>&quot;label&quot; fehlt</translation>
    </message>
    <message>
        <source>&quot;messages&quot; is missing</source>
        <extracomment>an error</extracomment>
        <translation>&quot;messages&quot; fehlt</translation>
    </message>
    <message>
        <source>&quot;messages&quot; is an empty list</source>
        <extracomment>an error</extracomment>
        <translation>&quot;messages&quot; ist eine leere Liste</translation>
    </message>
    <message>
        <source>%1 must be %2, %3, %4, %5 or %6, but it is %7</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss %2, %3, %4, %5 oder %6 sein, ist aber %7</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3, but it is %4</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss eine ganze Zahl von %2 bis %3 sein, ist aber %4</translation>
    </message>
    <message>
        <source>%1 is %2, which contradicts the verdict %3</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist %2, was dem Urteil %3 widerspricht</translation>
    </message>
    <message>
        <source>%1 is a question, but not the one of %2</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist eine Frage, aber nicht die von %2</translation>
    </message>
    <message>
        <source>%1 is text that should be JSON, but is %2</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist Text, der JSON sein sollte, ist aber %2</translation>
    </message>
    <message>
        <source>%1 is also a column of its own</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist zugleich eine eigene Spalte</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2, but it is %3</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss eine ganze Zahl ab %2 sein, ist aber %3</translation>
    </message>
    <message>
        <source>%1 must begin with place %2 or %3, but its best place is %4</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss mit Platz %2 oder %3 beginnen, der beste Platz ist aber %4</translation>
    </message>
    <message>
        <source>%1 has %2 numbers for %3 responses</source>
        <extracomment>an error</extracomment>
        <translation>%1 hat %2 Zahlen für %3 Antworten</translation>
    </message>
    <message>
        <source>%1 is text that should be %2, but is %3</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist Text, der %2 sein sollte, ist aber %3</translation>
    </message>
    <message>
        <source>%1 (training on parts of a turn) is not supported</source>
        <extracomment>an error</extracomment>
        <translation>%1 (Training mit Teilen eines Beitrags) wird nicht unterstützt</translation>
    </message>
    <message>
        <source>there are two different system prompts: the column &quot;system&quot; and the first turn</source>
        <extracomment>an error</extracomment>
        <translation>es gibt zwei verschiedene System-Prompts: die Spalte &quot;system&quot; und den ersten Beitrag</translation>
    </message>
    <message>
        <source>a row of kind %1 cannot be written as %2, which holds conversations</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile der Art %1 lässt sich nicht als %2 schreiben; dieses Format enthält Dialoge</translation>
    </message>
    <message>
        <source>&quot;kind&quot; is none of pair, ranking, scored and prompt</source>
        <extracomment>an error</extracomment>
        <translation>&quot;kind&quot; ist weder pair noch ranking, scored oder prompt</translation>
    </message>
    <message>
        <source>&quot;score&quot; is missing, and there are no dimensions in its place</source>
        <extracomment>an error</extracomment>
        <translation>&quot;score&quot; fehlt, und an seiner Stelle stehen keine Dimensionen</translation>
    </message>
    <message>
        <source>%1 of a function_call must be JSON like {%2:..,%3:{..}}: %4</source>
        <extracomment>an error</extracomment>
        <translation>%1 eines function_call muss JSON wie {%2:..,%3:{..}} sein: %4</translation>
    </message>
    <message>
        <source>&quot;conversations&quot; is missing</source>
        <extracomment>an error</extracomment>
        <translation>&quot;conversations&quot; fehlt</translation>
    </message>
    <message>
        <source>&quot;conversations&quot; is an empty list</source>
        <extracomment>an error</extracomment>
        <translation>&quot;conversations&quot; ist eine leere Liste</translation>
    </message>
    <message>
        <source>%1 must begin with %2, but it begins with %3</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss mit %2 beginnen, beginnt aber mit %3</translation>
    </message>
    <message>
        <source>&quot;completions&quot; is missing</source>
        <extracomment>an error</extracomment>
        <translation>&quot;completions&quot; fehlt</translation>
    </message>
    <message>
        <source>&quot;completions&quot; is an empty list</source>
        <extracomment>an error</extracomment>
        <translation>&quot;completions&quot; ist eine leere Liste</translation>
    </message>
    <message>
        <source>%1 is missing, and there are no ratings in its place</source>
        <extracomment>an error</extracomment>
        <translation>%1 fehlt, und an seiner Stelle stehen keine Bewertungen</translation>
    </message>
    <message>
        <source>no measure is there for all completions: neither overall_score nor fine-grained_score nor ratings</source>
        <extracomment>an error</extracomment>
        <translation>kein Maß ist für alle Antworten da: weder overall_score noch fine-grained_score noch ratings</translation>
    </message>
    <message>
        <source>none of the %1 rows can be used; the first: %2</source>
        <extracomment>an error</extracomment>
        <translation>keine der %1 Zeilen ist verwendbar; die erste: %2</translation>
    </message>
    <message>
        <source>no format knows this row</source>
        <extracomment>an error</extracomment>
        <translation>kein Format kennt diese Zeile</translation>
    </message>
    <message>
        <source>the frozen rows of this run were changed: SHA-%1 is %2, the run says %3</source>
        <extracomment>an error</extracomment>
        <translation>die eingefrorenen Zeilen dieses Laufs wurden geändert: SHA-%1 ist %2, der Lauf sagt %3</translation>
    </message>
    <message>
        <source>at least one new token must be asked for</source>
        <extracomment>an error</extracomment>
        <translation>mindestens ein neues Token muss verlangt werden</translation>
    </message>
    <message>
        <source>a stop string is empty</source>
        <extracomment>an error</extracomment>
        <translation>eine Stopp-Zeichenfolge ist leer</translation>
    </message>
    <message>
        <source>the prompt has no tokens: there is nothing to continue</source>
        <extracomment>an error</extracomment>
        <translation>der Prompt hat keine Token: Es gibt nichts fortzusetzen</translation>
    </message>
    <message>
        <source>the prompt has token %1, the model knows %2 to %3</source>
        <extracomment>an error</extracomment>
        <translation>der Prompt enthält Token %1, das Modell kennt %2 bis %3</translation>
    </message>
    <message>
        <source>the prompt has %1 tokens, the model's context is %2</source>
        <extracomment>an error</extracomment>
        <translation>der Prompt hat %1 Token, der Kontext des Modells ist %2</translation>
    </message>
    <message>
        <source>%1 names no adapter</source>
        <extracomment>an error</extracomment>
        <translation>%1 nennt keinen Adapter</translation>
    </message>
    <message>
        <source>two adapters are called %1</source>
        <extracomment>an error</extracomment>
        <translation>zwei Adapter heißen %1</translation>
    </message>
    <message>
        <source>the model has no chat template, so it takes no messages</source>
        <extracomment>an error</extracomment>
        <translation>das Modell hat kein Chat-Template und nimmt daher keine Nachrichten an</translation>
    </message>
    <message>
        <source>a row has %1 tokens, the model's context is %2</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile hat %1 Token, der Kontext des Modells ist %2</translation>
    </message>
    <message>
        <source>a row has token %1, the model knows %2 to %3</source>
        <extracomment>an error</extracomment>
        <translation>eine Zeile enthält Token %1, das Modell kennt %2 bis %3</translation>
    </message>
    <message>
        <source>the adapter is no reward model: it has no score head</source>
        <extracomment>an error</extracomment>
        <translation>der Adapter ist kein Belohnungsmodell: Er hat keinen Bewertungskopf</translation>
    </message>
    <message>
        <source>the model's output is NaN or infinite</source>
        <extracomment>an error</extracomment>
        <translation>die Ausgabe des Modells ist NaN oder unendlich</translation>
    </message>
    <message>
        <source>%1 must be %2</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss %2 sein</translation>
    </message>
    <message>
        <source>the judge's model has no chat template, so nothing can be asked of it</source>
        <extracomment>an error</extracomment>
        <translation>das Richtermodell hat kein Chat-Template und kann daher nichts gefragt werden</translation>
    </message>
    <message>
        <source>the tokenizer of the judge's model has no token for %1</source>
        <extracomment>an error</extracomment>
        <translation>der Tokenizer des Richtermodells hat kein Token für %1</translation>
    </message>
    <message>
        <source>the reply holds no answer (choices[0].message.content)</source>
        <extracomment>an error</extracomment>
        <translation>die Rückmeldung enthält keine Antwort (choices[0].message.content)</translation>
    </message>
    <message>
        <source>what answers at %1 is no judge: %2</source>
        <extracomment>an error</extracomment>
        <translation>was unter %1 antwortet, ist kein Richter: %2</translation>
    </message>
    <message>
        <source>the judge's limit is reached after %1; %2 answers are not judged</source>
        <extracomment>an error</extracomment>
        <translation>die Grenze des Richters ist erreicht, nach %1; %2 Antworten sind nicht beurteilt</translation>
    </message>
    <message>
        <source>the judge at %1 sends more than %2 MiB where one word is due</source>
        <extracomment>an error</extracomment>
        <translation>der Richter unter %1 sendet mehr als %2 MiB, wo ein Wort zu erwarten ist</translation>
    </message>
    <message>
        <source>the judge at %1 is not who it says: %2</source>
        <extracomment>an error</extracomment>
        <translation>der Richter unter %1 ist nicht der, für den er sich ausgibt: %2</translation>
    </message>
    <message>
        <source>the judge at %1 %2: %3</source>
        <extracomment>an error</extracomment>
        <translation>der Richter unter %1 %2: %3</translation>
    </message>
    <message>
        <source>the judge at %1 gave no answer in %2 try: %3%4</source>
        <extracomment>an error</extracomment>
        <translation>der Richter unter %1 gab in %2 Versuch keine Antwort: %3%4</translation>
    </message>
    <message>
        <source>the judge at %1 gave no answer in %2 tries; the last time: %3%4</source>
        <extracomment>an error</extracomment>
        <translation>der Richter unter %1 gab in %2 Versuchen keine Antwort; beim letzten Mal: %3%4</translation>
    </message>
    <message>
        <source>the judge's address %1</source>
        <extracomment>an error</extracomment>
        <translation>die Adresse des Richters %1</translation>
    </message>
    <message>
        <source>the judge's key would be sent where others can read it: http is not encrypted</source>
        <extracomment>an error</extracomment>
        <translation>der Schlüssel des Richters würde so gesendet, dass andere ihn lesen können: http ist nicht verschlüsselt</translation>
    </message>
    <message>
        <source>libcurl does not start</source>
        <extracomment>an error</extracomment>
        <translation>libcurl startet nicht</translation>
    </message>
    <message>
        <source>libcurl does not work</source>
        <extracomment>an error</extracomment>
        <translation>libcurl funktioniert nicht</translation>
    </message>
    <message>
        <source>the key file is no file</source>
        <extracomment>an error</extracomment>
        <translation>die Schlüsseldatei ist keine Datei</translation>
    </message>
    <message>
        <source>others than its owner can read or change the key file</source>
        <extracomment>an error</extracomment>
        <translation>nicht nur der Besitzer kann die Schlüsseldatei lesen oder ändern</translation>
    </message>
    <message>
        <source>cuda:%1 cannot compute: %2</source>
        <extracomment>an error</extracomment>
        <translation>cuda:%1 kann nicht rechnen: %2</translation>
    </message>
    <message>
        <source>there is no device %1</source>
        <extracomment>an error</extracomment>
        <translation>es gibt kein Gerät %1</translation>
    </message>
    <message>
        <source>this processor has no AVX2 and FMA instructions, which Luthier's kernels need</source>
        <extracomment>an error</extracomment>
        <translation>dieser Prozessor hat keine AVX2- und FMA-Befehle, die Luthiers Kernel brauchen</translation>
    </message>
    <message>
        <source>the model holds %1 tensors its config.json does not explain: %2</source>
        <extracomment>an error</extracomment>
        <translation>das Modell enthält %1 Tensoren, die seine config.json nicht erklärt: %2</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <extracomment>an error</extracomment>
        <translation>diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>this is a file, but a model's folder is needed</source>
        <extracomment>an error</extracomment>
        <translation>das ist eine Datei, nötig ist der Ordner eines Modells</translation>
    </message>
    <message>
        <source>the description of the reward head is damaged: %1</source>
        <extracomment>an error</extracomment>
        <translation>die Beschreibung des Belohnungskopfs ist beschädigt: %1</translation>
    </message>
    <message>
        <source>the description of the reward head was made by a newer version of Luthier</source>
        <extracomment>an error</extracomment>
        <translation>die Beschreibung des Belohnungskopfs stammt von einer neueren Version von Luthier</translation>
    </message>
    <message>
        <source>a control message has no %1: %2</source>
        <extracomment>an error</extracomment>
        <translation>eine Steuernachricht hat kein %1: %2</translation>
    </message>
    <message>
        <source>unknown control message %1</source>
        <extracomment>an error</extracomment>
        <translation>unbekannte Steuernachricht %1</translation>
    </message>
    <message>
        <source>schema: made by a newer version of Luthier (format %1, this one reads %2)</source>
        <extracomment>an error</extracomment>
        <translation>schema: stammt von einer neueren Version von Luthier (Format %1, diese liest %2)</translation>
    </message>
    <message>
        <source>the method %1 is not known</source>
        <extracomment>an error</extracomment>
        <translation>die Methode %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>the pattern %1</source>
        <extracomment>an error</extracomment>
        <translation>das Muster %1</translation>
    </message>
    <message>
        <source>the right answer %1</source>
        <extracomment>an error</extracomment>
        <translation>die richtige Antwort %1</translation>
    </message>
    <message>
        <source>the row's JSON schema must be an object, not %1</source>
        <extracomment>an error</extracomment>
        <translation>das JSON-Schema der Zeile muss ein Objekt sein, nicht %1</translation>
    </message>
    <message>
        <source>the language is not known: %1</source>
        <extracomment>an error</extracomment>
        <translation>die Sprache ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>the right answer must be a number, not %1</source>
        <extracomment>an error</extracomment>
        <translation>die richtige Antwort muss eine Zahl sein, nicht %1</translation>
    </message>
    <message>
        <source>there is no number in the right answer: %1</source>
        <extracomment>an error</extracomment>
        <translation>in der richtigen Antwort steht keine Zahl: %1</translation>
    </message>
    <message>
        <source>%1 must be true or false, not %2</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss true oder false sein, nicht %2</translation>
    </message>
    <message>
        <source>the pattern is no regular expression: %1</source>
        <extracomment>an error</extracomment>
        <translation>das Muster ist kein regulärer Ausdruck: %1</translation>
    </message>
    <message>
        <source>the list of right answers is empty</source>
        <extracomment>an error</extracomment>
        <translation>die Liste richtiger Antworten ist leer</translation>
    </message>
    <message>
        <source>a right answer must be a text or a number, not %1</source>
        <extracomment>an error</extracomment>
        <translation>eine richtige Antwort muss ein Text oder eine Zahl sein, nicht %1</translation>
    </message>
    <message>
        <source>row %1: the reward model cannot read the answer: %2</source>
        <extracomment>an error</extracomment>
        <translation>Zeile %1: Das Belohnungsmodell kann die Antwort nicht lesen: %2</translation>
    </message>
    <message>
        <source>the model in %1 is no reward model: it has no score head</source>
        <extracomment>an error</extracomment>
        <translation>das Modell in %1 ist kein Belohnungsmodell: Es hat keinen Bewertungskopf</translation>
    </message>
    <message>
        <source>the reward model has no dimension %1; it has %2</source>
        <extracomment>an error</extracomment>
        <translation>das Belohnungsmodell hat keine Dimension %1; es hat %2</translation>
    </message>
    <message>
        <source>the checkpoint's rollout is incomplete</source>
        <extracomment>an error</extracomment>
        <translation>der Rollout des Checkpoints ist unvollständig</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss eine ganze Zahl von %2 bis %3 sein</translation>
    </message>
    <message>
        <source>%1 must be %2 or %3</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss %2 oder %3 sein</translation>
    </message>
    <message>
        <source>&quot;rank&quot; must hold whole numbers from 0</source>
        <extracomment>an error</extracomment>
        <translation>&quot;rank&quot; muss ganze Zahlen ab 0 enthalten</translation>
    </message>
    <message>
        <source>&quot;rank&quot; must have one number for each response</source>
        <extracomment>an error</extracomment>
        <translation>&quot;rank&quot; muss für jede Antwort eine Zahl haben</translation>
    </message>
    <message>
        <source>the row kind %1 is not known</source>
        <extracomment>an error</extracomment>
        <translation>die Zeilenart %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 must be %2, but it is %3</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss %2 sein, ist aber %3</translation>
    </message>
    <message>
        <source>the role %1 is not known</source>
        <extracomment>an error</extracomment>
        <translation>die Rolle %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 is a part of type %2; only text can be trained on</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist ein Teil vom Typ %2; nur mit Text kann trainiert werden</translation>
    </message>
    <message>
        <source>%1 must be %2 or more</source>
        <extracomment>an error</extracomment>
        <translation>%1 muss %2 oder mehr sein</translation>
    </message>
    <message>
        <source>it is published already and is never overwritten</source>
        <extracomment>an error</extracomment>
        <translation>er ist schon veröffentlicht und wird nie überschrieben</translation>
    </message>
    <message>
        <source>the manifest is of step %1</source>
        <extracomment>an error</extracomment>
        <translation>das Manifest ist von Schritt %1</translation>
    </message>
    <message>
        <source>it does not name a step and its loss</source>
        <extracomment>an error</extracomment>
        <translation>es nennt keinen Schritt und dessen Loss</translation>
    </message>
    <message>
        <source>%1 needs %2, but only %3 are free</source>
        <extracomment>an error</extracomment>
        <translation>%1 braucht %2, aber nur %3 sind frei</translation>
    </message>
    <message>
        <source>the folder has a manifest already</source>
        <extracomment>an error</extracomment>
        <translation>der Ordner hat schon ein Manifest</translation>
    </message>
    <message>
        <source>only files and folders can be published</source>
        <extracomment>an error</extracomment>
        <translation>nur Dateien und Ordner lassen sich veröffentlichen</translation>
    </message>
    <message>
        <source>the manifest is not of a schema this version knows</source>
        <extracomment>an error</extracomment>
        <translation>das Manifest hat kein Schema, das diese Version kennt</translation>
    </message>
    <message>
        <source>the file %1 %2</source>
        <extracomment>an error</extracomment>
        <translation>die Datei %1 %2</translation>
    </message>
    <message>
        <source>there is nothing in the folder to publish</source>
        <extracomment>an error</extracomment>
        <translation>im Ordner ist nichts zu veröffentlichen</translation>
    </message>
    <message>
        <source>the list of changes made while the run worked is damaged</source>
        <extracomment>an error</extracomment>
        <translation>die Liste der Änderungen während des Laufs ist beschädigt</translation>
    </message>
    <message>
        <source>there is no whole line at byte %1</source>
        <extracomment>an error</extracomment>
        <translation>bei Byte %1 steht keine ganze Zeile</translation>
    </message>
    <message>
        <source>another engine has made a run here meanwhile</source>
        <extracomment>an error</extracomment>
        <translation>eine andere Engine hat hier inzwischen einen Lauf angelegt</translation>
    </message>
    <message>
        <source>every checkpoint of the run is damaged; the newest: %1</source>
        <extracomment>an error</extracomment>
        <translation>jeder Checkpoint des Laufs ist beschädigt; der neueste: %1</translation>
    </message>
    <message>
        <source>this is a file, but a run folder is needed</source>
        <extracomment>an error</extracomment>
        <translation>das ist eine Datei, nötig ist ein Laufordner</translation>
    </message>
    <message>
        <source>the folder is not empty</source>
        <extracomment>an error</extracomment>
        <translation>der Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>there is no such run folder</source>
        <extracomment>an error</extracomment>
        <translation>diesen Laufordner gibt es nicht</translation>
    </message>
    <message>
        <source>this is not a run folder: it has no run.json</source>
        <extracomment>an error</extracomment>
        <translation>das ist kein Laufordner: Er hat keine run.json</translation>
    </message>
    <message>
        <source>another engine works in this run folder: %1</source>
        <extracomment>an error</extracomment>
        <translation>eine andere Engine arbeitet in diesem Laufordner: %1</translation>
    </message>
    <message>
        <source>the manifest lacks this text</source>
        <extracomment>an error</extracomment>
        <translation>dem Manifest fehlt dieser Text</translation>
    </message>
    <message>
        <source>the manifest lacks this number</source>
        <extracomment>an error</extracomment>
        <translation>dem Manifest fehlt diese Zahl</translation>
    </message>
    <message>
        <source>there is an event file of this run already</source>
        <extracomment>an error</extracomment>
        <translation>von diesem Lauf gibt es schon eine Ereignisdatei</translation>
    </message>
    <message>
        <source>this folder is in the project already, as %1</source>
        <extracomment>an error</extracomment>
        <translation>dieser Ordner ist schon im Projekt, als %1</translation>
    </message>
    <message>
        <source>there is no such project database</source>
        <extracomment>an error</extracomment>
        <translation>diese Projektdatenbank gibt es nicht</translation>
    </message>
    <message>
        <source>the project is open read-only here</source>
        <extracomment>an error</extracomment>
        <translation>das Projekt ist hier nur zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>the project's database is damaged: %1; nothing was changed</source>
        <extracomment>an error</extracomment>
        <translation>die Datenbank des Projekts ist beschädigt: %1; nichts wurde geändert</translation>
    </message>
    <message>
        <source>luthier.db in this folder was made by another program; nothing was changed</source>
        <extracomment>an error</extracomment>
        <translation>luthier.db in diesem Ordner stammt von einem anderen Programm; nichts wurde geändert</translation>
    </message>
    <message>
        <source>this project was made by a newer version of Luthier (its database has version %1, this program knows up to %2); nothing was changed</source>
        <extracomment>an error</extracomment>
        <translation>dieses Projekt stammt von einer neueren Version von Luthier (seine Datenbank hat Version %1, dieses Programm kennt bis %2); nichts wurde geändert</translation>
    </message>
    <message>
        <source>this is a folder</source>
        <extracomment>an error</extracomment>
        <translation>das ist ein Ordner</translation>
    </message>
    <message>
        <source>there is a file of this name</source>
        <extracomment>an error</extracomment>
        <translation>es gibt eine Datei dieses Namens</translation>
    </message>
    <message>
        <source>there is not enough memory for a row of this file</source>
        <extracomment>an error</extracomment>
        <translation>für eine Zeile dieser Datei reicht der Speicher nicht</translation>
    </message>
    <message>
        <source>another import is at work</source>
        <extracomment>an error</extracomment>
        <translation>ein anderer Import läuft gerade</translation>
    </message>
    <message>
        <source>no row of this file could be used</source>
        <extracomment>an error</extracomment>
        <translation>keine Zeile dieser Datei war verwendbar</translation>
    </message>
    <message>
        <source>this row is not in the data set any more</source>
        <extracomment>an error</extracomment>
        <translation>diese Zeile ist nicht mehr im Datensatz</translation>
    </message>
    <message>
        <source>this project was made by an older version and can only be brought up to date where it can be written</source>
        <extracomment>an error</extracomment>
        <translation>dieses Projekt stammt von einer älteren Version und lässt sich nur dort auf den neuen Stand bringen, wo es beschreibbar ist</translation>
    </message>
    <message>
        <source>there is no backup of this project</source>
        <extracomment>an error</extracomment>
        <translation>von diesem Projekt gibt es keine Sicherung</translation>
    </message>
    <message>
        <source>another window has this project open</source>
        <extracomment>an error</extracomment>
        <translation>ein anderes Fenster hat dieses Projekt geöffnet</translation>
    </message>
    <message>
        <source>this folder is not a run: run.json or events.jsonl is missing</source>
        <extracomment>an error</extracomment>
        <translation>dieser Ordner ist kein Lauf: run.json oder events.jsonl fehlt</translation>
    </message>
    <message>
        <source>this folder is in the list already, as %1</source>
        <extracomment>an error</extracomment>
        <translation>dieser Ordner ist schon in der Liste, als %1</translation>
    </message>
    <message>
        <source>there is a project in this folder already</source>
        <extracomment>an error</extracomment>
        <translation>in diesem Ordner ist schon ein Projekt</translation>
    </message>
    <message>
        <source>nothing can be read of this database</source>
        <extracomment>an error</extracomment>
        <translation>von dieser Datenbank ist nichts lesbar</translation>
    </message>
    <message>
        <source>not a GGUF file: it does not start with &quot;GGUF&quot;</source>
        <extracomment>an error</extracomment>
        <translation>keine GGUF-Datei: Sie beginnt nicht mit &quot;GGUF&quot;</translation>
    </message>
    <message>
        <source>this GGUF file is big-endian</source>
        <extracomment>an error</extracomment>
        <translation>diese GGUF-Datei ist Big-Endian</translation>
    </message>
    <message>
        <source>GGUF version %1 is not read</source>
        <extracomment>an error</extracomment>
        <translation>GGUF-Version %1 wird nicht gelesen</translation>
    </message>
    <message>
        <source>the metadata value has another type than the format asks for</source>
        <extracomment>an error</extracomment>
        <translation>der Wert der Metadaten hat einen anderen Typ, als das Format verlangt</translation>
    </message>
    <message>
        <source>the frequency factors are not those of Llama 3's rope scaling</source>
        <extracomment>an error</extracomment>
        <translation>die Frequenzfaktoren sind nicht die der RoPE-Skalierung von Llama 3</translation>
    </message>
    <message>
        <source>broken GGUF file: %1 (byte %2)</source>
        <extracomment>an error</extracomment>
        <translation>fehlerhafte GGUF-Datei: %1 (Byte %2)</translation>
    </message>
    <message>
        <source>the tokens %1 and %2 have the same score, so no tokenizer.json can split text exactly as this file does</source>
        <extracomment>an error</extracomment>
        <translation>die Token %1 und %2 haben denselben Score, daher kann keine tokenizer.json Text genau so zerlegen wie diese Datei</translation>
    </message>
    <message>
        <source>the way to split text named %1 is not known, and guessing it would give wrong token ids</source>
        <extracomment>an error</extracomment>
        <translation>die Art der Textzerlegung namens %1 ist nicht bekannt, und sie zu raten ergäbe falsche Token-IDs</translation>
    </message>
    <message>
        <source>tensor type %1 is not read</source>
        <extracomment>an error</extracomment>
        <translation>Tensortyp %1 wird nicht gelesen</translation>
    </message>
    <message>
        <source>config.json says that the head is the embedding (tie_word_embeddings), but the file holds a different one</source>
        <extracomment>an error</extracomment>
        <translation>laut config.json ist der Kopf das Embedding (tie_word_embeddings), aber die Datei enthält einen anderen</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <extracomment>an error</extracomment>
        <translation>diese Datei oder diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>the folder holds %1 GGUF files</source>
        <extracomment>an error</extracomment>
        <translation>der Ordner enthält %1 GGUF-Dateien</translation>
    </message>
    <message>
        <source>the output folder has no name</source>
        <extracomment>an error</extracomment>
        <translation>der Ausgabeordner hat keinen Namen</translation>
    </message>
    <message>
        <source>the output folder is or contains the source</source>
        <extracomment>an error</extracomment>
        <translation>der Ausgabeordner ist die Quelle oder enthält sie</translation>
    </message>
    <message>
        <source>the output folder exists</source>
        <extracomment>an error</extracomment>
        <translation>der Ausgabeordner ist schon vorhanden</translation>
    </message>
    <message>
        <source>--force replaces model folders only, and this folder holds no config.json</source>
        <extracomment>an error</extracomment>
        <translation>--force ersetzt nur Modellordner, und dieser Ordner enthält keine config.json</translation>
    </message>
    <message>
        <source>the model needs %1 MB, %2 MB are free</source>
        <extracomment>an error</extracomment>
        <translation>das Modell braucht %1 MB, %2 MB sind frei</translation>
    </message>
    <message>
        <source>the tokenizer has %1 tokens, the embedding only %2 rows</source>
        <extracomment>an error</extracomment>
        <translation>der Tokenizer hat %1 Token, das Embedding nur %2 Zeilen</translation>
    </message>
    <message>
        <source>not enough memory for a tensor</source>
        <extracomment>an error</extracomment>
        <translation>nicht genug Speicher für einen Tensor</translation>
    </message>
    <message>
        <source>holds %1 where %2 is needed</source>
        <extracomment>an error</extracomment>
        <translation>enthält %1, wo %2 nötig ist</translation>
    </message>
    <message>
        <source>there is no such tensor in the file</source>
        <extracomment>an error</extracomment>
        <translation>diesen Tensor gibt es in der Datei nicht</translation>
    </message>
    <message>
        <source>the tensor to read into has another shape</source>
        <extracomment>an error</extracomment>
        <translation>der Tensor, in den gelesen werden soll, hat eine andere Form</translation>
    </message>
    <message>
        <source>a piece outside the tensor's %1 elements</source>
        <extracomment>an error</extracomment>
        <translation>ein Stück außerhalb der %1 Elemente des Tensors</translation>
    </message>
    <message>
        <source>unknown dtype %1</source>
        <extracomment>an error</extracomment>
        <translation>unbekannter dtype %1</translation>
    </message>
    <message>
        <source>too many tensors or too much metadata for one safetensors file</source>
        <extracomment>an error</extracomment>
        <translation>zu viele Tensoren oder zu viele Metadaten für eine einzelne safetensors-Datei</translation>
    </message>
    <message>
        <source>the tensor is in two files, %1 and %2</source>
        <extracomment>an error</extracomment>
        <translation>der Tensor steht in zwei Dateien, %1 und %2</translation>
    </message>
    <message>
        <source>the index says that this tensor is in %1, but it is not there</source>
        <extracomment>an error</extracomment>
        <translation>laut Index steht dieser Tensor in %1, aber dort ist er nicht</translation>
    </message>
    <message>
        <source>the model has no such tensor</source>
        <extracomment>an error</extracomment>
        <translation>das Modell hat keinen solchen Tensor</translation>
    </message>
    <message>
        <source>has the shape %1, config.json asks for %2</source>
        <extracomment>an error</extracomment>
        <translation>hat die Form %1, config.json verlangt %2</translation>
    </message>
    <message>
        <source>the template marks %1 stretches for %2 assistant turns, so it is not known which turn each belongs to</source>
        <extracomment>an error</extracomment>
        <translation>das Template markiert %1 Abschnitte für %2 Beiträge des Assistenten, daher ist nicht bekannt, zu welchem Beitrag jeder gehört</translation>
    </message>
    <message>
        <source>%1 (assistant): the template writes the dialogue up to there in another way when more follows (some leave out the thinking of earlier turns), so its trained part cannot be found</source>
        <extracomment>an error</extracomment>
        <translation>%1 (Assistent): Das Template schreibt den Dialog bis dorthin anders, wenn mehr folgt (manche lassen das Denken früherer Beiträge weg), daher ist der trainierte Teil nicht zu finden</translation>
    </message>
    <message>
        <source>the model has no chat template</source>
        <extracomment>an error</extracomment>
        <translation>das Modell hat kein Chat-Template</translation>
    </message>
    <message>
        <source>the list chat_template has no usable entry that is called &quot;default&quot;</source>
        <extracomment>an error</extracomment>
        <translation>die Liste chat_template hat keinen brauchbaren Eintrag namens &quot;default&quot;</translation>
    </message>
    <message>
        <source>maxLength must be %1 or more, not %2</source>
        <extracomment>an error</extracomment>
        <translation>maxLength muss %1 oder mehr sein, nicht %2</translation>
    </message>
    <message>
        <source>an object is expected, not %1</source>
        <extracomment>an error</extracomment>
        <translation>erwartet wird ein Objekt, nicht %1</translation>
    </message>
    <message>
        <source>there is no tokenizer.json in the model folder</source>
        <extracomment>an error</extracomment>
        <translation>im Modellordner ist keine tokenizer.json</translation>
    </message>
    <message>
        <source>there is no shape %1</source>
        <extracomment>an error</extracomment>
        <translation>es gibt keine Form %1</translation>
    </message>
    <message>
        <source>the checkpoint's state.json is incomplete</source>
        <extracomment>an error</extracomment>
        <translation>die state.json des Checkpoints ist unvollständig</translation>
    </message>
    <message>
        <source>no row of it is a pair that can be used: it has no rows</source>
        <extracomment>an error</extracomment>
        <translation>keine ihrer Zeilen ist ein verwendbares Paar: Sie hat keine Zeilen</translation>
    </message>
    <message>
        <source>no row of it is a pair that can be used: %1</source>
        <extracomment>an error</extracomment>
        <translation>keine ihrer Zeilen ist ein verwendbares Paar: %1</translation>
    </message>
    <message>
        <source>memory runs out: %1 MiB are left, and the run keeps %2 MiB free</source>
        <extracomment>an error</extracomment>
        <translation>der Speicher geht zur Neige: %1 MiB sind übrig, und der Lauf hält %2 MiB frei</translation>
    </message>
    <message>
        <source>step %1 does not fit: %2</source>
        <extracomment>an error</extracomment>
        <translation>Schritt %1 passt nicht in den Speicher: %2</translation>
    </message>
    <message>
        <source>what such a run learns from is only written while it works: its largest step cannot be measured before</source>
        <extracomment>an error</extracomment>
        <translation>woraus ein solcher Lauf lernt, wird erst geschrieben, während er arbeitet: Sein größter Schritt lässt sich nicht vorher messen</translation>
    </message>
    <message>
        <source>the reference model has another vocabulary</source>
        <extracomment>an error</extracomment>
        <translation>das Referenzmodell hat ein anderes Vokabular</translation>
    </message>
    <message>
        <source>held-out pairs are looked at when held-out prompts are answered, and there are none</source>
        <extracomment>an error</extracomment>
        <translation>zurückgehaltene Paare werden angesehen, wenn zurückgehaltene Prompts beantwortet werden, und davon gibt es keine</translation>
    </message>
    <message>
        <source>the checkpoint holds %1 trained tensors, this run trains %2</source>
        <extracomment>an error</extracomment>
        <translation>der Checkpoint enthält %1 trainierte Tensoren, dieser Lauf trainiert %2</translation>
    </message>
    <message>
        <source>the checkpoint does not fit this run</source>
        <extracomment>an error</extracomment>
        <translation>der Checkpoint passt nicht zu diesem Lauf</translation>
    </message>
    <message>
        <source>the reference model has another tokenizer, so its probabilities are of other tokens</source>
        <extracomment>an error</extracomment>
        <translation>das Referenzmodell hat einen anderen Tokenizer, daher gehören seine Wahrscheinlichkeiten zu anderen Token</translation>
    </message>
    <message>
        <source>the reward model that training goes on with scores %1; the settings name %2</source>
        <extracomment>an error</extracomment>
        <translation>das Belohnungsmodell, mit dem das Training weitergeht, bewertet %1; die Einstellungen nennen %2</translation>
    </message>
    <message>
        <source>the reward model that training goes on with knows %1 levels from %2 on; here are %3 from %4 on</source>
        <extracomment>an error</extracomment>
        <translation>das Belohnungsmodell, mit dem das Training weitergeht, kennt %1 Stufen ab %2; hier sind es %3 ab %4</translation>
    </message>
    <message>
        <source>no training row says anything of the dimension %1</source>
        <extracomment>an error</extracomment>
        <translation>keine Trainingszeile sagt etwas über die Dimension %1</translation>
    </message>
    <message>
        <source>all labels of %1 %2: no answer is better than another, so nothing can be learned</source>
        <extracomment>an error</extracomment>
        <translation>alle Labels von %1 %2: Keine Antwort ist besser als eine andere, daher lässt sich nichts lernen</translation>
    </message>
    <message>
        <source>config.json announces a score head, and the weights have none: it would begin anew</source>
        <extracomment>an error</extracomment>
        <translation>config.json kündigt einen Bewertungskopf an, und die Gewichte haben keinen: Er würde von vorn beginnen</translation>
    </message>
    <message>
        <source>%1 learns from a file, not from answers of its own</source>
        <extracomment>an error</extracomment>
        <translation>%1 lernt aus einer Datei, nicht aus eigenen Antworten</translation>
    </message>
    <message>
        <source>no row of the file can be trained on</source>
        <extracomment>an error</extracomment>
        <translation>mit keiner Zeile der Datei kann trainiert werden</translation>
    </message>
    <message>
        <source>a GPU's time cannot be told apart from here: it works on while the next operation is asked for</source>
        <extracomment>an error</extracomment>
        <translation>die Zeit einer GPU lässt sich von hier aus nicht aufteilen: Sie arbeitet weiter, während die nächste Operation schon angefordert wird</translation>
    </message>
    <message>
        <source>the list of the run's frozen data is damaged</source>
        <extracomment>an error</extracomment>
        <translation>die Liste der eingefrorenen Daten des Laufs ist beschädigt</translation>
    </message>
    <message>
        <source>all rows have the same prompt, but this method estimates its distance to the reference on prompts with answers to other prompts</source>
        <extracomment>an error</extracomment>
        <translation>alle Zeilen haben denselben Prompt, aber diese Methode schätzt ihren Abstand zur Referenz an Prompts mit Antworten auf andere Prompts</translation>
    </message>
    <message>
        <source>broken safetensors header: %1</source>
        <extracomment>an error</extracomment>
        <translation>fehlerhafter safetensors-Header: %1</translation>
    </message>
    <message>
        <source>cannot be the name of one more tensor in the file</source>
        <extracomment>an error</extracomment>
        <translation>kann nicht der Name eines weiteren Tensors in der Datei sein</translation>
    </message>
    <message>
        <source>there is no config.json in the folder</source>
        <extracomment>an error</extracomment>
        <translation>im Ordner ist keine config.json</translation>
    </message>
    <message>
        <source>the project's database cannot be opened: %1</source>
        <extracomment>an error</extracomment>
        <translation>die Datenbank des Projekts lässt sich nicht öffnen: %1</translation>
    </message>
    <message>
        <source>no row is left to train on%1</source>
        <extracomment>an error</extracomment>
        <translation>keine Zeile bleibt zum Trainieren übrig%1</translation>
    </message>
    <message>
        <source>there is neither model.safetensors nor model.safetensors.index.json in the folder</source>
        <extracomment>an error</extracomment>
        <translation>im Ordner ist weder model.safetensors noch model.safetensors.index.json</translation>
    </message>
    <message>
        <source>It was trained on another base; load that one (base_model_name_or_path in adapter_config.json).</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Er wurde auf einem anderen Basismodell trainiert; jenes laden (base_model_name_or_path in adapter_config.json).</translation>
    </message>
    <message>
        <source>Training diverged before it was saved; take an earlier checkpoint.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Das Training ist vor dem Speichern divergiert; einen früheren Checkpoint nehmen.</translation>
    </message>
    <message>
        <source>The linear layers are: %1; or use %2.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Die linearen Schichten sind: %1; oder %2 verwenden.</translation>
    </message>
    <message>
        <source>Is it the right file?</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ist das die richtige Datei?</translation>
    </message>
    <message>
        <source>Give at least one: --adapter DIR</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Mindestens einen angeben: --adapter DIR</translation>
    </message>
    <message>
        <source>1 is the adapter as it was trained.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>1 ist der Adapter, wie er trainiert wurde.</translation>
    </message>
    <message>
        <source>Give another --out.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ein anderes --out angeben.</translation>
    </message>
    <message>
        <source>Choose another, or replace it with --force.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Einen anderen wählen oder ihn mit --force ersetzen.</translation>
    </message>
    <message>
        <source>Choose another --out, or remove it yourself.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ein anderes --out wählen oder selbst entfernen, was dort liegt.</translation>
    </message>
    <message>
        <source>Use a smaller weight for the adapter, or --dtype f32.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ein kleineres Gewicht für den Adapter verwenden oder --dtype f32.</translation>
    </message>
    <message>
        <source>Import it again: import-model says what is wrong.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Noch einmal importieren: import-model sagt, was nicht stimmt.</translation>
    </message>
    <message>
        <source>score with the adapter as it is: `score --model DIR --adapter DIR`</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>mit dem Adapter bewerten, wie er ist: `score --model DIR --adapter DIR`</translation>
    </message>
    <message>
        <source>Use its final/ folder as a model.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Seinen Ordner final/ als Modell verwenden.</translation>
    </message>
    <message>
        <source>Choose float32, bfloat16 or float16.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Möglich sind float32, bfloat16 und float16.</translation>
    </message>
    <message>
        <source>Give at most %1.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Höchstens %1 angeben.</translation>
    </message>
    <message>
        <source>Give the folder that `train` wrote as final/, or one saved by Python peft.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Den Ordner angeben, den `train` als final/ geschrieben hat, oder einen, den Python peft gespeichert hat.</translation>
    </message>
    <message>
        <source>only names of files inside the folder are followed</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>nur Namen von Dateien in diesem Ordner werden verfolgt</translation>
    </message>
    <message>
        <source>check the path</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Pfad prüfen</translation>
    </message>
    <message>
        <source>choose another name, or remove it first</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen anderen Namen wählen oder es zuerst entfernen</translation>
    </message>
    <message>
        <source>free some disk space and try again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Platz auf der Platte schaffen und es noch einmal versuchen</translation>
    </message>
    <message>
        <source>the file system or a limit (ulimit -f) does not allow a file this large</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das Dateisystem oder eine Grenze (ulimit -f) erlaubt keine so große Datei</translation>
    </message>
    <message>
        <source>check the permissions of the file and its folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Rechte der Datei und ihres Ordners prüfen</translation>
    </message>
    <message>
        <source>name a file inside it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine Datei darin nennen</translation>
    </message>
    <message>
        <source>copy its content to a file first</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Inhalt zuerst in eine Datei kopieren</translation>
    </message>
    <message>
        <source>it changed while it was read; copy or download it again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>sie hat sich während des Lesens geändert; sie noch einmal kopieren oder herunterladen</translation>
    </message>
    <message>
        <source>Remove it and resume from an older one.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ihn entfernen und von einem älteren fortsetzen.</translation>
    </message>
    <message>
        <source>The data or its options changed since; start a new run.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Die Daten oder ihre Optionen haben sich seitdem geändert; einen neuen Lauf beginnen.</translation>
    </message>
    <message>
        <source>convert it to JSON lines: one {&quot;messages&quot;: [...]} per line, in UTF-8</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>in JSON-Zeilen umwandeln: ein {&quot;messages&quot;: [...]} je Zeile, in UTF-8</translation>
    </message>
    <message>
        <source>a data set needs at least one row</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein Datensatz braucht mindestens eine Zeile</translation>
    </message>
    <message>
        <source>known formats: %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>bekannte Formate: %1</translation>
    </message>
    <message>
        <source>a is the chosen answer; a mapping such as {&quot;verdict&quot;: &quot;old_verdict&quot;} sets a column of another meaning aside</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>a ist die bevorzugte Antwort; eine Zuordnung wie {&quot;verdict&quot;: &quot;old_verdict&quot;} legt eine Spalte anderer Bedeutung beiseite</translation>
    </message>
    <message>
        <source>strength is positive where a, the chosen answer, is better</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Stärke ist positiv, wo a, die bevorzugte Antwort, besser ist</translation>
    </message>
    <message>
        <source>give answers alone beside a prompt, or whole dialogues without one</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>neben einem Prompt nur Antworten angeben, oder ganze Dialoge ohne Prompt</translation>
    </message>
    <message>
        <source>where greater numbers are better, they are scores: name the column &quot;scores&quot;</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>wo größere Zahlen besser sind, sind es Bewertungen: die Spalte &quot;scores&quot; nennen</translation>
    </message>
    <message>
        <source>or name it %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>oder die Spalte %1 nennen</translation>
    </message>
    <message>
        <source>use &quot;trained&quot;: true or false, or &quot;weight&quot;, on whole turns</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>&quot;trained&quot;: true oder false, oder &quot;weight&quot;, für ganze Beiträge verwenden</translation>
    </message>
    <message>
        <source>keep one of them; a mapping such as {&quot;system&quot;: &quot;old_system&quot;} sets the column aside</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen davon behalten; eine Zuordnung wie {&quot;system&quot;: &quot;old_system&quot;} legt die Spalte beiseite</translation>
    </message>
    <message>
        <source>`check` lists every row with its reason</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>`check` führt jede Zeile mit ihrem Grund auf</translation>
    </message>
    <message>
        <source>write the data set again as Parquet (snappy, gzip, lz4 or zstd, not encrypted), or as JSON lines</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Datensatz noch einmal als Parquet schreiben (snappy, gzip, lz4 oder zstd, nicht verschlüsselt) oder als JSON-Zeilen</translation>
    </message>
    <message>
        <source>A row has for example &quot;messages&quot;, &quot;prompt&quot; and &quot;completion&quot;, or &quot;text&quot;.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Eine Zeile hat zum Beispiel &quot;messages&quot;, &quot;prompt&quot; und &quot;completion&quot; oder &quot;text&quot;.</translation>
    </message>
    <message>
        <source>start a new run, or put the original file back</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen neuen Lauf beginnen oder die ursprüngliche Datei zurücklegen</translation>
    </message>
    <message>
        <source>the first row of a table names its columns, each by another name</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die erste Zeile einer Tabelle nennt ihre Spalten, jede mit einem anderen Namen</translation>
    </message>
    <message>
        <source>Give it some text.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Dem Prompt etwas Text geben.</translation>
    </message>
    <message>
        <source>tokenizer.json and the weights are not of the same model.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>tokenizer.json und die Gewichte stammen nicht vom selben Modell.</translation>
    </message>
    <message>
        <source>Shorten it: at least one place must be left for the answer.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ihn kürzen: Mindestens ein Platz muss für die Antwort bleiben.</translation>
    </message>
    <message>
        <source>Write a folder, or name=folder.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Einen Ordner angeben oder Name=Ordner.</translation>
    </message>
    <message>
        <source>Give them names: --adapter first=DIR --adapter second=DIR</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Namen vergeben: --adapter first=DIR --adapter second=DIR</translation>
    </message>
    <message>
        <source>A prompt is {&quot;messages&quot;: [...]}, {&quot;prompt&quot;: &quot;...&quot;} or a line of plain text.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ein Prompt ist {&quot;messages&quot;: [...]}, {&quot;prompt&quot;: &quot;...&quot;} oder eine Zeile reiner Text.</translation>
    </message>
    <message>
        <source>It is a base model: continue plain text instead (--raw).</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Es ist ein Basismodell: stattdessen reinen Text fortsetzen (--raw).</translation>
    </message>
    <message>
        <source>Set --max-length to at most that.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Für --max-length höchstens diesen Wert setzen.</translation>
    </message>
    <message>
        <source>train one with the method &quot;reward&quot;</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eines mit der Methode &quot;reward&quot; trainieren</translation>
    </message>
    <message>
        <source>The weights may be damaged, or bf16 too narrow for them: try --precision f32.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Vielleicht sind die Gewichte beschädigt, oder bf16 ist zu eng für sie: --precision f32 versuchen.</translation>
    </message>
    <message>
        <source>take a model that was trained to answer (&quot;instruct&quot;, &quot;chat&quot;)</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein Modell nehmen, das zum Antworten trainiert ist (&quot;instruct&quot;, &quot;chat&quot;)</translation>
    </message>
    <message>
        <source>take the other scale, or another model</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die andere Skala oder ein anderes Modell nehmen</translation>
    </message>
    <message>
        <source>check the address, and the model's name there</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Adresse prüfen und den Namen des Modells dort</translation>
    </message>
    <message>
        <source>raise it and resume: what is judged already is kept</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>sie erhöhen und fortsetzen: Was schon beurteilt ist, bleibt erhalten</translation>
    </message>
    <message>
        <source>is it an endpoint for chat completions?</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ist es ein Endpunkt für Chat-Completions?</translation>
    </message>
    <message>
        <source>its certificate has to be one that this machine trusts</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>sein Zertifikat muss eines sein, dem dieser Rechner vertraut</translation>
    </message>
    <message>
        <source>is it running, and can it be reached? What is judged already is kept: resuming asks only for the rest</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>läuft er, und ist er erreichbar? Was schon beurteilt ist, bleibt erhalten: Beim Fortsetzen wird nur nach dem Rest gefragt</translation>
    </message>
    <message>
        <source>a key is one line of letters, digits and signs</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein Schlüssel ist eine Zeile aus Buchstaben, Ziffern und Sonderzeichen</translation>
    </message>
    <message>
        <source>chmod 600 it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>chmod 600 darauf anwenden</translation>
    </message>
    <message>
        <source>set device to auto or cpu; for the GPU: %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>device auf auto oder cpu setzen; für die GPU: %1</translation>
    </message>
    <message>
        <source>auto, cpu or cuda:0</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>auto, cpu oder cuda:0</translation>
    </message>
    <message>
        <source>use a processor made since about 2015; or set LUTHIER_KERNELS=reference, which takes several times as long</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen Prozessor ab etwa 2015 verwenden oder LUTHIER_KERNELS=reference setzen, was ein Mehrfaches der Zeit braucht</translation>
    </message>
    <message>
        <source>Is config.json the one of these weights? An adapter has to be merged first.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Gehört config.json zu diesen Gewichten? Ein Adapter muss zuerst mit dem Modell zusammengeführt werden.</translation>
    </message>
    <message>
        <source>The file is damaged or training diverged before it was saved; take another copy.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Die Datei ist beschädigt, oder das Training ist vor dem Speichern divergiert; eine andere Kopie nehmen.</translation>
    </message>
    <message>
        <source>take the folder as it was saved</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Ordner nehmen, wie er gespeichert wurde</translation>
    </message>
    <message>
        <source>update Luthier</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Luthier aktualisieren</translation>
    </message>
    <message>
        <source>one JSON object per line, for example {&quot;op&quot;:&quot;stop&quot;}</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein JSON-Objekt je Zeile, zum Beispiel {&quot;op&quot;:&quot;stop&quot;}</translation>
    </message>
    <message>
        <source>for example {&quot;op&quot;:&quot;stop&quot;}</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>zum Beispiel {&quot;op&quot;:&quot;stop&quot;}</translation>
    </message>
    <message>
        <source>this version knows: %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>diese Version kennt: %1</translation>
    </message>
    <message>
        <source>a code of ISO 639, such as en</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein Code nach ISO 639, etwa en</translation>
    </message>
    <message>
        <source>Remove the checkpoint and resume from an older one.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Den Checkpoint entfernen und von einem älteren fortsetzen.</translation>
    </message>
    <message>
        <source>Resume from an older checkpoint: remove this one.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Von einem älteren Checkpoint fortsetzen: diesen entfernen.</translation>
    </message>
    <message>
        <source>known kinds: text, conversation, pair, ranking, scored, prompt</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>bekannte Arten: text, conversation, pair, ranking, scored, prompt</translation>
    </message>
    <message>
        <source>known roles: %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>bekannte Rollen: %1</translation>
    </message>
    <message>
        <source>free some disk space, or choose a folder on another disk</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Platz auf der Platte schaffen oder einen Ordner auf einer anderen wählen</translation>
    </message>
    <message>
        <source>it may come from a newer version</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>es stammt vielleicht von einer neueren Version</translation>
    </message>
    <message>
        <source>the file was damaged after it was written</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Datei wurde nach dem Schreiben beschädigt</translation>
    </message>
    <message>
        <source>start a new run in another folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen neuen Lauf in einem anderen Ordner beginnen</translation>
    </message>
    <message>
        <source>choose another folder, or go on with an interrupted run by --resume</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen anderen Ordner wählen oder einen unterbrochenen Lauf mit --resume fortsetzen</translation>
    </message>
    <message>
        <source>wait until it ends, or stop it: append {&quot;op&quot;:&quot;stop&quot;} to control.jsonl in that folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>warten, bis er endet, oder ihn anhalten: {&quot;op&quot;:&quot;stop&quot;} an control.jsonl in jenem Ordner anhängen</translation>
    </message>
    <message>
        <source>use a folder on a file system that supports locks</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen Ordner auf einem Dateisystem verwenden, das Sperren kennt</translation>
    </message>
    <message>
        <source>put the old files back, or start a new run</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die alten Dateien zurücklegen oder einen neuen Lauf beginnen</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>close it in the other window, then open it again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>es im anderen Fenster schließen und dann noch einmal öffnen</translation>
    </message>
    <message>
        <source>choose another folder for the project</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen anderen Ordner für das Projekt wählen</translation>
    </message>
    <message>
        <source>update Luthier, or choose another project</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Luthier aktualisieren oder ein anderes Projekt wählen</translation>
    </message>
    <message>
        <source>update Luthier, or go back to the backup %1 beside it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Luthier aktualisieren oder zur Sicherung %1 daneben zurückgehen</translation>
    </message>
    <message>
        <source>name a file in it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine Datei darin nennen</translation>
    </message>
    <message>
        <source>replace it, or choose another name</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>sie ersetzen oder einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>wait until it has ended, or cancel it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>warten, bis er zu Ende ist, oder ihn abbrechen</translation>
    </message>
    <message>
        <source>look at the format and the columns that were chosen</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Format und gewählte Spalten ansehen</translation>
    </message>
    <message>
        <source>undo what removed it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>rückgängig machen, was sie entfernt hat</translation>
    </message>
    <message>
        <source>put the project on a disk of this computer: this one has no locks</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das Projekt auf eine Platte dieses Rechners legen: Diese kennt keine Sperren</translation>
    </message>
    <message>
        <source>close it in the other window, or copy its folder to where you may write</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>es im anderen Fenster schließen oder seinen Ordner an eine beschreibbare Stelle kopieren</translation>
    </message>
    <message>
        <source>close it there first</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>es zuerst dort schließen</translation>
    </message>
    <message>
        <source>choose the folder that holds run.json and events.jsonl</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Ordner wählen, der run.json und events.jsonl enthält</translation>
    </message>
    <message>
        <source>choose an empty folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen leeren Ordner wählen</translation>
    </message>
    <message>
        <source>go back to a backup of it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>zu einer Sicherung davon zurückgehen</translation>
    </message>
    <message>
        <source>take a little-endian file of version 2 or 3</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine Little-Endian-Datei der Version 2 oder 3 nehmen</translation>
    </message>
    <message>
        <source>convert the model to GGUF again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das Modell noch einmal in GGUF umwandeln</translation>
    </message>
    <message>
        <source>take the model's Hugging Face folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Hugging-Face-Ordner des Modells nehmen</translation>
    </message>
    <message>
        <source>the file is damaged or not complete; copy or download it again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Datei ist beschädigt oder unvollständig; sie noch einmal kopieren oder herunterladen</translation>
    </message>
    <message>
        <source>take the model's Hugging Face folder, which holds its tokenizer.json</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Hugging-Face-Ordner des Modells nehmen, der seine tokenizer.json enthält</translation>
    </message>
    <message>
        <source>take a file of type F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K or Q6_K</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine Datei vom Typ F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K oder Q6_K nehmen</translation>
    </message>
    <message>
        <source>config.json and the weights do not belong together, or a file is missing</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>config.json und die Gewichte gehören nicht zusammen, oder eine Datei fehlt</translation>
    </message>
    <message>
        <source>set tie_word_embeddings to false if the head is meant</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>tie_word_embeddings auf false setzen, wenn der Kopf gemeint ist</translation>
    </message>
    <message>
        <source>name one of them, for example %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine davon nennen, zum Beispiel %1</translation>
    </message>
    <message>
        <source>choose another --out</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein anderes --out wählen</translation>
    </message>
    <message>
        <source>choose another --out, or --force to replace it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein anderes --out wählen oder --force, um ihn zu ersetzen</translation>
    </message>
    <message>
        <source>free some disk space, choose another --out, or a smaller --dtype</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Platz auf der Platte schaffen, ein anderes --out wählen oder ein kleineres --dtype</translation>
    </message>
    <message>
        <source>the tokenizer belongs to another model</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>der Tokenizer gehört zu einem anderen Modell</translation>
    </message>
    <message>
        <source>close other programs, or use a smaller model</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>andere Programme schließen oder ein kleineres Modell verwenden</translation>
    </message>
    <message>
        <source>known are F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL and a few more</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>bekannt sind F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL und einige weitere</translation>
    </message>
    <message>
        <source>remove the file that does not belong to this model</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Datei entfernen, die nicht zu diesem Modell gehört</translation>
    </message>
    <message>
        <source>download the model again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das Modell noch einmal herunterladen</translation>
    </message>
    <message>
        <source>the weights do not belong to this config.json, or a file is missing</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Gewichte gehören nicht zu dieser config.json, oder eine Datei fehlt</translation>
    </message>
    <message>
        <source>the weights do not belong to this config.json</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Gewichte gehören nicht zu dieser config.json</translation>
    </message>
    <message>
        <source>the file is damaged or its training diverged; take another copy</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Datei ist beschädigt, oder ihr Training ist divergiert; eine andere Kopie nehmen</translation>
    </message>
    <message>
        <source>give all assistant turns of the dialogue the same weight</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>allen Beiträgen des Assistenten im Dialog dasselbe Gewicht geben</translation>
    </message>
    <message>
        <source>split the dialogue into shorter ones, or use a template with {% generation %} blocks</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Dialog in kürzere teilen oder ein Template mit {% generation %}-Blöcken verwenden</translation>
    </message>
    <message>
        <source>train only the last assistant turn, split the dialogue, or use a template with {% generation %} blocks</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>nur den letzten Beitrag des Assistenten trainieren, den Dialog teilen oder ein Template mit {% generation %}-Blöcken verwenden</translation>
    </message>
    <message>
        <source>base models have none: train on plain text, or put the template of a chat model into the folder as chat_template.jinja</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Basismodelle haben keines: mit reinem Text trainieren oder das Template eines Chat-Modells als chat_template.jinja in den Ordner legen</translation>
    </message>
    <message>
        <source>Take an instruction-tuned model.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ein auf Anweisungen trainiertes Modell nehmen.</translation>
    </message>
    <message>
        <source>take tokenizer.json from the model's own repository</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>tokenizer.json aus dem Repository des Modells nehmen</translation>
    </message>
    <message>
        <source>import the model with import-model, or copy tokenizer.json from where it came from</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das Modell mit import-model importieren oder tokenizer.json von seiner Quelle kopieren</translation>
    </message>
    <message>
        <source>Choose one of %1, or give --model and --data.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Eine davon wählen: %1; oder --model und --data angeben.</translation>
    </message>
    <message>
        <source>Name a file of pairs, as DPO and reward models learn from; `check --method dpo` lists every row with its reason.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Eine Datei mit Paaren nennen, aus denen DPO und Belohnungsmodelle lernen; `check --method dpo` führt jede Zeile mit ihrem Grund auf.</translation>
    </message>
    <message>
        <source>the plan without --measure takes every answer to be as long as it may be</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>der Plan ohne --measure nimmt jede Antwort als so lang an, wie sie sein darf</translation>
    </message>
    <message>
        <source>Name data.eval or data.eval_fraction, or leave the pairs out.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Die Option data.eval oder data.eval_fraction angeben oder die Paare weglassen.</translation>
    </message>
    <message>
        <source>Model or adapter options changed since; start a new run.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Optionen des Modells oder des Adapters haben sich seitdem geändert; einen neuen Lauf beginnen.</translation>
    </message>
    <message>
        <source>take a model of the same family, or &quot;start&quot; or &quot;base&quot;</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein Modell derselben Familie nehmen, oder &quot;start&quot; oder &quot;base&quot;</translation>
    </message>
    <message>
        <source>name the same dimensions in the same order, or begin with a fresh adapter</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>dieselben Dimensionen in derselben Reihenfolge nennen oder mit einem neuen Adapter beginnen</translation>
    </message>
    <message>
        <source>use ratings on the same scale, or begin with a fresh adapter</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Bewertungen auf derselben Skala verwenden oder mit einem neuen Adapter beginnen</translation>
    </message>
    <message>
        <source>name the dimensions as the rows do, or leave this one out; `check` counts the rows without each</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Dimensionen nennen, wie die Zeilen es tun, oder diese weglassen; `check` zählt zu jeder die Zeilen ohne sie</translation>
    </message>
    <message>
        <source>add rows that tell good answers from bad ones</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Zeilen hinzufügen, die gute Antworten von schlechten unterscheiden</translation>
    </message>
    <message>
        <source>add rows that tell answers apart in it, or leave it out</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Zeilen hinzufügen, die Antworten darin unterscheiden, oder die Dimension weglassen</translation>
    </message>
    <message>
        <source>take the folder as it was saved, or name a ForCausalLM class in &quot;architectures&quot; to begin with a new head</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Ordner nehmen, wie er gespeichert wurde, oder in &quot;architectures&quot; eine ForCausalLM-Klasse nennen, um mit einem neuen Kopf zu beginnen</translation>
    </message>
    <message>
        <source>`check` lists every row with its reason.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>`check` führt jede Zeile mit ihrem Grund auf.</translation>
    </message>
    <message>
        <source>Use NVIDIA's nsys, or --device cpu.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>NVIDIAs nsys verwenden oder --device cpu.</translation>
    </message>
    <message>
        <source>Give a file with rows, or a smaller held-out share.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Eine Datei mit Zeilen oder einen kleineren zurückgehaltenen Anteil angeben.</translation>
    </message>
    <message>
        <source>The first one says: %1 - `check` lists them all.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Die erste sagt: %1 - `check` führt alle auf.</translation>
    </message>
    <message>
        <source>The run cannot be resumed without it; start a new run.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Der Lauf lässt sich ohne sie nicht fortsetzen; einen neuen Lauf beginnen.</translation>
    </message>
    <message>
        <source>add rows with other prompts, or choose a loss without that estimate</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Zeilen mit anderen Prompts hinzufügen oder einen Loss ohne diese Schätzung wählen</translation>
    </message>
    <message>
        <source>the file is damaged or not safetensors; copy or download it again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Datei ist beschädigt oder kein safetensors; sie noch einmal kopieren oder herunterladen</translation>
    </message>
    <message>
        <source>for one name write [%1]; for all linear layers %2</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>für einen einzelnen Namen [%1] schreiben; für alle linearen Schichten %2</translation>
    </message>
    <message>
        <source>set it to a number from %1 to %2, or leave it away</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>sie auf eine Zahl von %1 bis %2 setzen oder weglassen</translation>
    </message>
    <message>
        <source>write %1 without quotes</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>%1 ohne Anführungszeichen schreiben</translation>
    </message>
    <message>
        <source>write it as {&quot;column in the file&quot;: &quot;column the format knows&quot;}</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>als {&quot;Spalte in der Datei&quot;: &quot;Spalte, die das Format kennt&quot;} schreiben</translation>
    </message>
    <message>
        <source>nvidia-smi has to list a GPU with a driver for CUDA 13, and LibTorch has to have libtorch_cuda.so</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>nvidia-smi muss eine GPU mit einem Treiber für CUDA 13 aufführen, und LibTorch muss libtorch_cuda.so haben</translation>
    </message>
    <message>
        <source>build the engine with -DLUTHIER_CUDA=ON</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Engine mit -DLUTHIER_CUDA=ON bauen</translation>
    </message>
    <message>
        <source>name a folder with a Hugging Face model</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen Ordner mit einem Hugging-Face-Modell nennen</translation>
    </message>
    <message>
        <source>this folder holds a GGUF file; run import-model on %1 first</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>dieser Ordner enthält eine GGUF-Datei; zuerst import-model auf %1 anwenden</translation>
    </message>
    <message>
        <source>this is an adapter; name the folder of its base model</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das ist ein Adapter; den Ordner seines Basismodells nennen</translation>
    </message>
    <message>
        <source>run import-model on it first</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>zuerst import-model darauf anwenden</translation>
    </message>
    <message>
        <source>name the folder that holds config.json</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Ordner nennen, der config.json enthält</translation>
    </message>
    <message>
        <source>take another GGUF file of this model, or its Hugging Face folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine andere GGUF-Datei dieses Modells oder seinen Hugging-Face-Ordner nehmen</translation>
    </message>
    <message>
        <source>%1 is a pickle, which may hold code and is never read; get the model as safetensors</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>%1 ist ein Pickle, das Code enthalten kann und nie gelesen wird; das Modell als safetensors besorgen</translation>
    </message>
    <message>
        <source>cannot %1: %2</source>
        <extracomment>an error</extracomment>
        <translation>kann nicht %1: %2</translation>
    </message>
    <message>
        <source>nothing is wrong</source>
        <extracomment>an error</extracomment>
        <translation>es liegt kein Fehler vor</translation>
    </message>
    <message>
        <source>%1 problems: </source>
        <extracomment>an error</extracomment>
        <translation>%1 Probleme: </translation>
    </message>
    <message>
        <source>no known format reads the first %1 rows</source>
        <extracomment>an error</extracomment>
        <translation>kein bekanntes Format liest die ersten %1 Zeilen</translation>
    </message>
    <message>
        <source>prompt %1: %2</source>
        <extracomment>an error</extracomment>
        <translation>Prompt %1: %2</translation>
    </message>
    <message>
        <source>a control message is not JSON: %1 in %2</source>
        <extracomment>an error</extracomment>
        <translation>eine Steuernachricht ist kein JSON: %1 in %2</translation>
    </message>
    <message>
        <source>row %1: %2</source>
        <extracomment>an error</extracomment>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>reward %1: %2</source>
        <extracomment>an error</extracomment>
        <translation>Belohnung %1: %2</translation>
    </message>
    <message>
        <source>there is no room left for the project's database</source>
        <extracomment>an error</extracomment>
        <translation>für die Datenbank des Projekts ist kein Platz mehr</translation>
    </message>
    <message>
        <source>the project's database is locked by another program</source>
        <extracomment>an error</extracomment>
        <translation>die Datenbank des Projekts ist von einem anderen Programm gesperrt</translation>
    </message>
    <message>
        <source>the project's database is damaged: %1</source>
        <extracomment>an error</extracomment>
        <translation>die Datenbank des Projekts ist beschädigt: %1</translation>
    </message>
    <message>
        <source>the project's database cannot be read or written: %1</source>
        <extracomment>an error</extracomment>
        <translation>die Datenbank des Projekts lässt sich nicht lesen oder schreiben: %1</translation>
    </message>
    <message>
        <source>the project could not be backed up before it is brought up to date: %1</source>
        <extracomment>an error</extracomment>
        <translation>das Projekt ließ sich vor dem Umstellen auf den neuen Stand nicht sichern: %1</translation>
    </message>
    <message>
        <source>row %1 is damaged: %2</source>
        <extracomment>an error</extracomment>
        <translation>Zeile %1 ist beschädigt: %2</translation>
    </message>
    <message>
        <source>migration %1: %2</source>
        <extracomment>an error</extracomment>
        <translation>Migration %1: %2</translation>
    </message>
    <message>
        <source>chat template: %1</source>
        <extracomment>an error</extracomment>
        <translation>Chat-Template: %1</translation>
    </message>
    <message>
        <source>not a usable tokenizer.json: %1</source>
        <extracomment>an error</extracomment>
        <translation>keine brauchbare tokenizer.json: %1</translation>
    </message>
    <message>
        <source>the right answer is empty, or nothing but punctuation</source>
        <extracomment>an error</extracomment>
        <translation>die richtige Antwort ist leer oder besteht nur aus Satzzeichen</translation>
    </message>
    <message>
        <source>the right answer is empty</source>
        <extracomment>an error</extracomment>
        <translation>die richtige Antwort ist leer</translation>
    </message>
    <message>
        <source>%1 cannot change while a run works</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>%1 lässt sich nicht ändern, während ein Lauf arbeitet</translation>
    </message>
    <message>
        <source>&quot;set&quot; has no &quot;value&quot;</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>&quot;set&quot; hat kein &quot;value&quot;</translation>
    </message>
    <message>
        <source>&quot;sample&quot; wants 1 to 16 prompts</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>&quot;sample&quot; verlangt 1 bis 16 Prompts</translation>
    </message>
    <message>
        <source>%1 is no list of texts</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>%1 ist keine Liste von Texten</translation>
    </message>
    <message>
        <source>there is no %1 here</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>hier gibt es %1 nicht</translation>
    </message>
    <message>
        <source>&quot;learning_rate&quot; and &quot;kl_weight&quot; can</source>
        <extracomment>what to do about it</extracomment>
        <translation>&quot;learning_rate&quot; und &quot;kl_weight&quot; schon</translation>
    </message>
    <message>
        <source>for example {&quot;op&quot;:&quot;set&quot;,&quot;key&quot;:&quot;learning_rate&quot;,&quot;value&quot;:1e-4}</source>
        <extracomment>what to do about it</extracomment>
        <translation>zum Beispiel {&quot;op&quot;:&quot;set&quot;,&quot;key&quot;:&quot;learning_rate&quot;,&quot;value&quot;:1e-4}</translation>
    </message>
    <message>
        <source>for example {&quot;op&quot;:&quot;sample&quot;,&quot;prompts&quot;:[&quot;Hello&quot;]}</source>
        <extracomment>what to do about it</extracomment>
        <translation>zum Beispiel {&quot;op&quot;:&quot;sample&quot;,&quot;prompts&quot;:[&quot;Hello&quot;]}</translation>
    </message>
    <message>
        <source>a text</source>
        <extracomment>what to do about it</extracomment>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <extracomment>what to do about it</extracomment>
        <translation>eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <extracomment>what to do about it</extracomment>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>true or false</source>
        <extracomment>what to do about it</extracomment>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>up to %1 texts that are not empty</source>
        <extracomment>what to do about it</extracomment>
        <translation>bis zu %1 Texte, die nicht leer sind</translation>
    </message>
    <message>
        <source>there are: %1</source>
        <extracomment>what to do about it</extracomment>
        <translation>es gibt: %1</translation>
    </message>
    <message>
        <source>keep the permissions of</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>mit den bisherigen Rechten geschrieben werden</translation>
    </message>
    <message>
        <source>write</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>geschrieben werden</translation>
    </message>
    <message>
        <source>examine</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>untersucht werden</translation>
    </message>
    <message>
        <source>read</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>gelesen werden</translation>
    </message>
    <message>
        <source>append to</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>ergänzt werden</translation>
    </message>
    <message>
        <source>write (fdatasync)</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>geschrieben werden (fdatasync)</translation>
    </message>
    <message>
        <source>find</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>gefunden werden</translation>
    </message>
    <message>
        <source>make the folder</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>als Ordner angelegt werden</translation>
    </message>
    <message>
        <source>rename into place</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>an seinen Platz umbenannt werden</translation>
    </message>
    <message>
        <source>remove</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>entfernt werden</translation>
    </message>
    <message>
        <source>list</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>aufgelistet werden</translation>
    </message>
    <message>
        <source>ask for the free space of</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>nach freiem Platz gefragt werden</translation>
    </message>
    <message>
        <source>open</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>geöffnet werden</translation>
    </message>
    <message>
        <source>write (fsync)</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>geschrieben werden (fsync)</translation>
    </message>
    <message>
        <source>close</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>geschlossen werden</translation>
    </message>
    <message>
        <source>make a folder in</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>um einen neuen Ordner ergänzt werden</translation>
    </message>
    <message>
        <source>set the permissions of</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>mit den nötigen Rechten versehen werden</translation>
    </message>
    <message>
        <source>touch</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>mit einem neuen Zeitstempel versehen werden</translation>
    </message>
    <message>
        <source>lock</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>gesperrt werden</translation>
    </message>
    <message>
        <source>create</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>angelegt werden</translation>
    </message>
    <message>
        <source>rename the finished file to</source>
        <extracomment>an error: cannot %1</extracomment>
        <translation>durch Umbenennen der fertigen Datei angelegt werden</translation>
    </message>
    <message>
        <source>it is no whole database</source>
        <extracomment>an error: what is damaged</extracomment>
        <translation>sie ist keine vollständige Datenbank</translation>
    </message>
    <message>
        <source>it does not begin like a database</source>
        <extracomment>an error: what is damaged</extracomment>
        <translation>sie beginnt nicht wie eine Datenbank</translation>
    </message>
    <message>
        <source>its list of tables cannot be read</source>
        <extracomment>an error: what is damaged</extracomment>
        <translation>ihre Liste der Tabellen ist nicht lesbar</translation>
    </message>
    <message>
        <source>a part of the file is missing</source>
        <extracomment>an error: what is damaged</extracomment>
        <translation>ein Teil der Datei fehlt</translation>
    </message>
    <message>
        <source>nothing of this change was kept; make room on this disk, then try again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>nichts von dieser Änderung blieb erhalten; Platz auf dieser Platte schaffen und es dann noch einmal versuchen</translation>
    </message>
    <message>
        <source>another program holds the project's database; close it, or try again in a moment</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein anderes Programm belegt die Datenbank des Projekts; es schließen oder es gleich noch einmal versuchen</translation>
    </message>
    <message>
        <source>the database is damaged: open the newest backup beside it, or save what can be read into a new project</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Datenbank ist beschädigt: die neueste Sicherung daneben öffnen oder Lesbares in ein neues Projekt retten</translation>
    </message>
    <message>
        <source>check that the disk is connected and that you may write in this folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>prüfen, ob die Platte verbunden ist und in diesen Ordner geschrieben werden darf</translation>
    </message>
    <message>
        <source>save what can be read into a new project</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Lesbares in ein neues Projekt retten</translation>
    </message>
    <message>
        <source>go back to the backup %1 beside it, or %2</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>zur Sicherung %1 daneben zurückgehen oder %2</translation>
    </message>
    <message>
        <source>has %1 bytes instead of %2</source>
        <extracomment>an error: a file of a run</extracomment>
        <translation>hat %1 Bytes statt %2</translation>
    </message>
    <message>
        <source>does not have the SHA-256 of the manifest</source>
        <extracomment>an error: a file of a run</extracomment>
        <translation>hat nicht den SHA-256-Wert aus dem Manifest</translation>
    </message>
    <message>
        <source>it is empty</source>
        <extracomment>an error: why a name is refused</extracomment>
        <translation>er ist leer</translation>
    </message>
    <message>
        <source>it contains a zero byte</source>
        <extracomment>an error: why a name is refused</extracomment>
        <translation>er enthält ein Nullbyte</translation>
    </message>
    <message>
        <source>it is absolute</source>
        <extracomment>an error: why a name is refused</extracomment>
        <translation>er ist absolut</translation>
    </message>
    <message>
        <source>it has an empty part, &quot;.&quot; or &quot;..&quot;</source>
        <extracomment>an error: why a name is refused</extracomment>
        <translation>er hat einen leeren Teil, &quot;.&quot; oder &quot;..&quot;</translation>
    </message>
    <message>
        <source>a symbolic link in it leads nowhere</source>
        <extracomment>an error: why a name is refused</extracomment>
        <translation>ein symbolischer Link darin führt ins Leere</translation>
    </message>
    <message>
        <source>a symbolic link in it leaves the folder</source>
        <extracomment>an error: why a name is refused</extracomment>
        <translation>ein symbolischer Link darin führt aus dem Ordner hinaus</translation>
    </message>
    <message>
        <source>it is too deep</source>
        <extracomment>an error of a rule</extracomment>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>%1 is not checked (of JSON Schema draft %2, all but patternProperties is)</source>
        <extracomment>an error of a rule</extracomment>
        <translation>%1 wird nicht geprüft (von JSON Schema draft %2 wird alles außer patternProperties geprüft)</translation>
    </message>
    <message>
        <source>the pattern %1 is none of RE2's syntax: %2</source>
        <extracomment>an error of a rule</extracomment>
        <translation>das Muster %1 entspricht nicht der Syntax von RE2: %2</translation>
    </message>
    <message>
        <source>it refers to itself, or is too large with all references written out</source>
        <extracomment>an error of a rule</extracomment>
        <translation>es verweist auf sich selbst oder ist mit allen Verweisen ausgeschrieben zu groß</translation>
    </message>
    <message>
        <source>%1 leads out of it: %2</source>
        <extracomment>an error of a rule</extracomment>
        <translation>%1 führt aus dem Schema hinaus: %2</translation>
    </message>
    <message>
        <source>%1 leads nowhere: %2</source>
        <extracomment>an error of a rule</extracomment>
        <translation>%1 führt ins Leere: %2</translation>
    </message>
    <message>
        <source>it is no object</source>
        <extracomment>an error of a rule</extracomment>
        <translation>es ist kein Objekt</translation>
    </message>
    <message>
        <source>reference.schema</source>
        <extracomment>an error of a rule</extracomment>
        <translation>reference.schema</translation>
    </message>
    <message>
        <source>%1 must be a list of texts, not %2</source>
        <extracomment>an error of a rule</extracomment>
        <translation>%1 muss eine Liste von Texten sein, nicht %2</translation>
    </message>
    <message>
        <source>%1 has more than %2 texts</source>
        <extracomment>an error of a rule</extracomment>
        <translation>%1 hat mehr als %2 Texte</translation>
    </message>
    <message>
        <source>%1 must be a list of texts, but has %2</source>
        <extracomment>an error of a rule</extracomment>
        <translation>%1 muss eine Liste von Texten sein, darin steht aber %2</translation>
    </message>
    <message>
        <source>a text in %1 %2</source>
        <extracomment>an error of a rule</extracomment>
        <translation>ein Text in %1 %2</translation>
    </message>
    <message>
        <source>the header of the table cannot be read: its quotes are not closed or it is too long</source>
        <extracomment>an error of a table</extracomment>
        <translation>die Kopfzeile der Tabelle ist nicht lesbar: Ihre Anführungszeichen sind nicht geschlossen, oder sie ist zu lang</translation>
    </message>
    <message>
        <source>the table has %1 columns, more than %2</source>
        <extracomment>an error of a table</extracomment>
        <translation>die Tabelle hat %1 Spalten, mehr als %2</translation>
    </message>
    <message>
        <source>two columns of the table are called %1</source>
        <extracomment>an error of a table</extracomment>
        <translation>zwei Spalten der Tabelle heißen %1</translation>
    </message>
    <message>
        <source>is not known here, or not of the right type (%1)</source>
        <extracomment>an error of a preset</extracomment>
        <translation>ist hier nicht bekannt oder nicht vom richtigen Typ (%1)</translation>
    </message>
    <message>
        <source>a tensor's name is not UTF-8</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Name eines Tensors ist kein UTF-8</translation>
    </message>
    <message>
        <source>a tensor's name appears twice</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Name eines Tensors kommt zweimal vor</translation>
    </message>
    <message>
        <source>%1 dimensions, the limit is %2</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>%1 Dimensionen, die Grenze ist %2</translation>
    </message>
    <message>
        <source>a dimension of %1</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>eine Dimension der Größe %1</translation>
    </message>
    <message>
        <source>rows of %1 do not divide into blocks of %2</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>Zeilen aus %1 Werten lassen sich nicht in Blöcke von %2 teilen</translation>
    </message>
    <message>
        <source>its size is over 2^64</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>seine Größe liegt über 2^64</translation>
    </message>
    <message>
        <source>a tensor is not aligned</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>ein Tensor ist nicht ausgerichtet</translation>
    </message>
    <message>
        <source>a tensor lies behind the end of the file</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>ein Tensor liegt hinter dem Ende der Datei</translation>
    </message>
    <message>
        <source>layers of different shapes are not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>Schichten verschiedener Form werden nicht unterstützt</translation>
    </message>
    <message>
        <source>the metadata value is missing</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Wert fehlt in den Metadaten</translation>
    </message>
    <message>
        <source>the file holds no model, but: %1</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die Datei enthält kein Modell, sondern: %1</translation>
    </message>
    <message>
        <source>this is one of %1 parts of a model</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>das ist einer von %1 Teilen eines Modells</translation>
    </message>
    <message>
        <source>the architecture %1 is not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die Architektur %1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>mixtures of experts are not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>Mixture-of-Experts-Modelle werden nicht unterstützt</translation>
    </message>
    <message>
        <source>the tensor is missing or no matrix</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Tensor fehlt oder ist keine Matrix</translation>
    </message>
    <message>
        <source>cannot be: %1 heads for a width of %2</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>kann nicht sein: %1 Köpfe bei einer Breite von %2</translation>
    </message>
    <message>
        <source>keys and values of different lengths are not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>Keys und Values verschiedener Länge werden nicht unterstützt</translation>
    </message>
    <message>
        <source>rotating only a part of each head is not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die Rotation nur eines Teils jedes Kopfs wird nicht unterstützt</translation>
    </message>
    <message>
        <source>biases on some of the attention's matrices only are not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>Biases nur auf einigen Matrizen der Attention werden nicht unterstützt</translation>
    </message>
    <message>
        <source>the rope scaling %1 is not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die RoPE-Skalierung %1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>the file names two rope scalings</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die Datei nennt zwei RoPE-Skalierungen</translation>
    </message>
    <message>
        <source>the tensor does not fit half a head</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Tensor passt nicht zu einem halben Kopf</translation>
    </message>
    <message>
        <source>the tensor is missing</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Tensor fehlt</translation>
    </message>
    <message>
        <source>has the shape %1, the metadata asks for %2</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>hat die Form %1, die Metadaten verlangen %2</translation>
    </message>
    <message>
        <source>the file holds a tensor that this family does not have</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die Datei enthält einen Tensor, den diese Modellfamilie nicht hat</translation>
    </message>
    <message>
        <source>the tokenizer %1 is not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Tokenizer %1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>the file holds no tokenizer</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die Datei enthält keinen Tokenizer</translation>
    </message>
    <message>
        <source>there are %1 types for %2 tokens</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>es gibt %1 Typen für %2 Token</translation>
    </message>
    <message>
        <source>token %1 is longer than %2 bytes or not UTF-%3</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>Token %1 ist länger als %2 Bytes oder kein UTF-%3</translation>
    </message>
    <message>
        <source>the token %1 has two ids, %2 and %3</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>das Token %1 hat zwei IDs, %2 und %3</translation>
    </message>
    <message>
        <source>the id %1 is not in the vocabulary</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die ID %1 ist nicht im Vokabular</translation>
    </message>
    <message>
        <source>merge %1 has no two parts</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>Merge %1 hat keine zwei Teile</translation>
    </message>
    <message>
        <source>merge %1 needs %2, which is not in the vocabulary</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>Merge %1 braucht %2, das nicht im Vokabular ist</translation>
    </message>
    <message>
        <source>there is not one score for each token</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>es gibt nicht genau einen Score je Token</translation>
    </message>
    <message>
        <source>a tokenizer with its own table of replaced characters is not supported</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>ein Tokenizer mit eigener Tabelle ersetzter Zeichen wird nicht unterstützt</translation>
    </message>
    <message>
        <source>the byte token %1 is missing</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>das Byte-Token %1 fehlt</translation>
    </message>
    <message>
        <source>holds %1, which is no weight to train on</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>enthält %1, und das ist kein Gewicht, das sich trainieren lässt</translation>
    </message>
    <message>
        <source>%1 tensors are missing: %2</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>%1 Tensoren fehlen: %2</translation>
    </message>
    <message>
        <source>%1 tensors are not part of a %2 model of this config.json: %3</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>%1 Tensoren gehören nicht zu einem %2-Modell dieser config.json: %3</translation>
    </message>
    <message>
        <source>all announced tensors are written already</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>alle angekündigten Tensoren sind schon geschrieben</translation>
    </message>
    <message>
        <source>it is the turn of tensor %1</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>an der Reihe ist Tensor %1</translation>
    </message>
    <message>
        <source>more bytes than its shape was announced with</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>mehr Bytes, als die angekündigte Form hat</translation>
    </message>
    <message>
        <source>dtype or shape differs from what was announced</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>dtype oder Form weicht von der Ankündigung ab</translation>
    </message>
    <message>
        <source>the tensor is half written already</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Tensor ist schon teilweise geschrieben</translation>
    </message>
    <message>
        <source>not all announced tensors were written</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>nicht alle angekündigten Tensoren wurden geschrieben</translation>
    </message>
    <message>
        <source>the index has no &quot;weight_map&quot;</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>dem Index fehlt &quot;weight_map&quot;</translation>
    </message>
    <message>
        <source>the file of tensor %1 is not a text</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Dateiname zu Tensor %1 ist kein Text</translation>
    </message>
    <message>
        <source>the index names no tensor</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>der Index nennt keinen Tensor</translation>
    </message>
    <message>
        <source>not a safetensors file: only %1 bytes</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>keine safetensors-Datei: nur %1 Bytes</translation>
    </message>
    <message>
        <source>not a safetensors file: it claims a header of %1 bytes, the limit is %2,%3,%4</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>keine safetensors-Datei: Sie gibt einen Header von %1 Bytes an, die Grenze ist %2.%3.%4</translation>
    </message>
    <message>
        <source>the file is shorter than its header of %1 bytes (it is cut off)</source>
        <extracomment>an error of a file of weights</extracomment>
        <translation>die Datei ist kürzer als ihr Header von %1 Bytes (sie ist abgeschnitten)</translation>
    </message>
    <message>
        <source>the name appears twice</source>
        <extracomment>an error of a file of weights: what is broken</extracomment>
        <translation>der Name kommt zweimal vor</translation>
    </message>
    <message>
        <source>its shape needs %1 bytes, its offsets give %2</source>
        <extracomment>an error of a file of weights: what is broken</extracomment>
        <translation>seine Form braucht %1 Bytes, seine Offsets ergeben %2</translation>
    </message>
    <message>
        <source>%1 (it starts at %2, the one before ends at %3)</source>
        <extracomment>an error of a file of weights: what is broken</extracomment>
        <translation>%1 (er beginnt bei %2, der davor endet bei %3)</translation>
    </message>
    <message>
        <source>the tensors need %1 bytes of data, the file has %2 (it is cut off)</source>
        <extracomment>an error of a file of weights: what is broken</extracomment>
        <translation>die Tensoren brauchen %1 Bytes an Daten, die Datei hat %2 (sie ist abgeschnitten)</translation>
    </message>
    <message>
        <source>the tensors need %1 bytes of data, the file has %2 (something follows the last tensor)</source>
        <extracomment>an error of a file of weights: what is broken</extracomment>
        <translation>die Tensoren brauchen %1 Bytes an Daten, die Datei hat %2 (nach dem letzten Tensor folgt noch etwas)</translation>
    </message>
    <message>
        <source>it does not start with {</source>
        <extracomment>an error of a file of weights: what is broken</extracomment>
        <translation>er beginnt nicht mit {</translation>
    </message>
    <message>
        <source>a key that is not UTF-8</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>ein Schlüssel, der kein UTF-8 ist</translation>
    </message>
    <message>
        <source>a key appears twice</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>ein Schlüssel kommt zweimal vor</translation>
    </message>
    <message>
        <source>an alignment of %1</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>eine Ausrichtung von %1</translation>
    </message>
    <message>
        <source>a tensor overlaps %1</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>ein Tensor überschneidet sich mit %1</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>sie endet zu früh</translation>
    </message>
    <message>
        <source>a text of %1 bytes is longer than the file</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>ein Text von %1 Bytes ist länger als die Datei</translation>
    </message>
    <message>
        <source>a text of %1 bytes, the limit is %2</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>ein Text von %1 Bytes, die Grenze ist %2</translation>
    </message>
    <message>
        <source>%1 %2 do not fit the file</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>%1 %2 passen nicht in die Datei</translation>
    </message>
    <message>
        <source>%1 %2, the limit is %3</source>
        <extracomment>an error of a GGUF file: what is broken</extracomment>
        <translation>%1 %2, die Grenze ist %3</translation>
    </message>
    <message>
        <source>its format version is no number</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>ihre Formatversion ist keine Zahl</translation>
    </message>
    <message>
        <source>it names no dimensions</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>sie nennt keine Dimensionen</translation>
    </message>
    <message>
        <source>a dimension has no name</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>eine Dimension hat keinen Namen</translation>
    </message>
    <message>
        <source>two dimensions have the same name</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>zwei Dimensionen haben denselben Namen</translation>
    </message>
    <message>
        <source>%1 dimensions are named, the weights give %2</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>%1 Dimensionen sind genannt, die Gewichte ergeben %2</translation>
    </message>
    <message>
        <source>%1 is missing, or no finite number</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>%1 fehlt oder ist keine endliche Zahl</translation>
    </message>
    <message>
        <source>%1 is no list of %2 finite numbers</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>%1 ist keine Liste von %2 endlichen Zahlen</translation>
    </message>
    <message>
        <source>%1 is no object</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>%1 ist kein Objekt</translation>
    </message>
    <message>
        <source>its veto is of a dimension that it does not have</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>ihr Veto gilt einer Dimension, die sie nicht hat</translation>
    </message>
    <message>
        <source>its lowest level is no whole number</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>ihre niedrigste Stufe ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>it has no cut points of %1 scores</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>sie hat keine Trennpunkte für %1 Bewertungen</translation>
    </message>
    <message>
        <source>its cut points do not increase</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>ihre Trennpunkte steigen nicht an</translation>
    </message>
    <message>
        <source>a tie threshold is not above 0</source>
        <extracomment>an error: the reward head</extracomment>
        <translation>eine Schwelle für Gleichstand liegt nicht über 0</translation>
    </message>
    <message>
        <source>lora_A is there, lora_B is missing</source>
        <extracomment>an error: why an adapter does not fit</extracomment>
        <translation>lora_A ist da, lora_B fehlt</translation>
    </message>
    <message>
        <source>lora_B is there, lora_A is missing</source>
        <extracomment>an error: why an adapter does not fit</extracomment>
        <translation>lora_B ist da, lora_A fehlt</translation>
    </message>
    <message>
        <source>it is %1, expected %2</source>
        <extracomment>an error: why an adapter does not fit</extracomment>
        <translation>die Form ist %1, erwartet wird %2</translation>
    </message>
    <message>
        <source>this layer has no such bias</source>
        <extracomment>an error: why an adapter does not fit</extracomment>
        <translation>diese Schicht hat keinen solchen Bias</translation>
    </message>
    <message>
        <source>its score head is announced in adapter_config.json and missing here</source>
        <extracomment>an error: why an adapter does not fit</extracomment>
        <translation>sein Bewertungskopf ist in adapter_config.json angekündigt und fehlt hier</translation>
    </message>
    <message>
        <source>it is %1, expected [scores,%2]</source>
        <extracomment>an error: why an adapter does not fit</extracomment>
        <translation>die Form ist %1, erwartet wird [scores,%2]</translation>
    </message>
    <message>
        <source>the model has no layer for %1 of its tensors</source>
        <extracomment>an error: why an adapter does not fit</extracomment>
        <translation>das Modell hat keine Schicht für %1 seiner Tensoren</translation>
    </message>
    <message>
        <source>the adapter belongs to a changed base (init_lora_weights = %1)</source>
        <extracomment>an error of an adapter</extracomment>
        <translation>der Adapter gehört zu einer geänderten Basis (init_lora_weights = %1)</translation>
    </message>
    <message>
        <source>the adapter brings whole modules with it (modules_to_save)</source>
        <extracomment>an error of an adapter</extracomment>
        <translation>der Adapter bringt ganze Module mit (modules_to_save)</translation>
    </message>
    <message>
        <source>must be an object of at most 10,000 entries</source>
        <extracomment>an error of an adapter</extracomment>
        <translation>muss ein Objekt mit höchstens 10.000 Einträgen sein</translation>
    </message>
    <message>
        <source>the rank must be 1 to 65536</source>
        <extracomment>an error of an adapter</extracomment>
        <translation>der Rang muss 1 bis 65536 sein</translation>
    </message>
    <message>
        <source>must be a finite number</source>
        <extracomment>an error of an adapter</extracomment>
        <translation>muss eine endliche Zahl sein</translation>
    </message>
    <message>
        <source>the pattern is not a regular expression, or too long a one</source>
        <extracomment>an error of an adapter</extracomment>
        <translation>das Muster ist kein regulärer Ausdruck oder ein zu langer</translation>
    </message>
    <message>
        <source>must be a JSON object</source>
        <extracomment>an error of an adapter</extracomment>
        <translation>muss ein JSON-Objekt sein</translation>
    </message>
    <message>
        <source>adapters of type %1 are not supported yet</source>
        <extracomment>an error of an adapter</extracomment>
        <translation>Adapter vom Typ %1 werden noch nicht unterstützt</translation>
    </message>
    <message>
        <source>Save it again in Python with path_initial_model_for_weight_conversion, which makes a plain LoRA of it.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ihn in Python mit path_initial_model_for_weight_conversion noch einmal speichern; das macht einen gewöhnlichen LoRA-Adapter daraus.</translation>
    </message>
    <message>
        <source>Merge it with Python peft first, or train it here.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ihn zuerst in Python mithilfe von peft mit dem Modell zusammenführen oder ihn hier trainieren.</translation>
    </message>
    <message>
        <source>Is the file damaged?</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ist die Datei beschädigt?</translation>
    </message>
    <message>
        <source>LORA is.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>LORA wird unterstützt.</translation>
    </message>
    <message>
        <source>the regular expression after &quot;re:&quot; is empty</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>der reguläre Ausdruck nach &quot;re:&quot; ist leer</translation>
    </message>
    <message>
        <source>the regular expression is longer than %1 bytes</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>der reguläre Ausdruck ist länger als %1 Bytes</translation>
    </message>
    <message>
        <source>%1 is not a regular expression: %2</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>%1 ist kein regulärer Ausdruck: %2</translation>
    </message>
    <message>
        <source>the list of layers is empty</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>die Liste der Schichten ist leer</translation>
    </message>
    <message>
        <source>the list has more than %1 names</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>die Liste hat mehr als %1 Namen</translation>
    </message>
    <message>
        <source>entry %1 of the list is %2, not a name</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>Eintrag %1 der Liste ist %2, kein Name</translation>
    </message>
    <message>
        <source>entry %1 of the list is empty</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>Eintrag %1 der Liste ist leer</translation>
    </message>
    <message>
        <source>entry %1 of the list is %2, which is not the name of a layer</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>Eintrag %1 der Liste ist %2, und das ist nicht der Name einer Schicht</translation>
    </message>
    <message>
        <source>does not say which layers: %1</source>
        <extracomment>an error: which layers are adapted</extracomment>
        <translation>sagt nicht, welche Schichten: %1</translation>
    </message>
    <message>
        <source>for example &quot;re:.*\\.(q|v)_proj&quot;</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>zum Beispiel &quot;re:.*\\.(q|v)_proj&quot;</translation>
    </message>
    <message>
        <source>use a list of names</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine Liste von Namen verwenden</translation>
    </message>
    <message>
        <source>the whole path must match, for example &quot;re:.*\\.(q|v)_proj&quot;</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>der ganze Pfad muss passen, zum Beispiel &quot;re:.*\\.(q|v)_proj&quot;</translation>
    </message>
    <message>
        <source>use a regular expression</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen regulären Ausdruck verwenden</translation>
    </message>
    <message>
        <source>write it without the list</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>es ohne die Liste schreiben</translation>
    </message>
    <message>
        <source>this row is no prompt: it has neither &quot;messages&quot; nor &quot;prompt&quot;</source>
        <extracomment>an error of a file of prompts</extracomment>
        <translation>diese Zeile ist kein Prompt: Sie hat weder &quot;messages&quot; noch &quot;prompt&quot;</translation>
    </message>
    <message>
        <source>this row is no conversation</source>
        <extracomment>an error of a file of prompts</extracomment>
        <translation>diese Zeile ist kein Dialog</translation>
    </message>
    <message>
        <source>with --raw a row needs &quot;prompt&quot;, the text to continue</source>
        <extracomment>an error of a file of prompts</extracomment>
        <translation>mit --raw braucht eine Zeile &quot;prompt&quot;, den Text, der fortgesetzt werden soll</translation>
    </message>
    <message>
        <source>there is no turn to answer</source>
        <extracomment>an error of a file of prompts</extracomment>
        <translation>es gibt keinen Beitrag, auf den zu antworten wäre</translation>
    </message>
    <message>
        <source>this line is longer than 64 MiB</source>
        <extracomment>an error of a file of prompts</extracomment>
        <translation>diese Zeile ist länger als 64 MiB</translation>
    </message>
    <message>
        <source>the file holds no prompt</source>
        <extracomment>an error of a file of prompts</extracomment>
        <translation>die Datei enthält keinen Prompt</translation>
    </message>
    <message>
        <source>0 (greedy) to 1000</source>
        <extracomment>an error: what a setting must be</extracomment>
        <translation>0 (greedy) bis 1000</translation>
    </message>
    <message>
        <source>0 (off) or more</source>
        <extracomment>an error: what a setting must be</extracomment>
        <translation>0 (aus) oder mehr</translation>
    </message>
    <message>
        <source>above 0 and at most 1 (off)</source>
        <extracomment>an error: what a setting must be</extracomment>
        <translation>über 0 und höchstens 1 (aus)</translation>
    </message>
    <message>
        <source>0 (off) to 1</source>
        <extracomment>an error: what a setting must be</extracomment>
        <translation>0 (aus) bis 1</translation>
    </message>
    <message>
        <source>above 0 and at most 1000; 1 is off</source>
        <extracomment>an error: what a setting must be</extracomment>
        <translation>über 0 und höchstens 1000; 1 ist aus</translation>
    </message>
    <message>
        <source>the key is empty</source>
        <extracomment>an error of a judge's key</extracomment>
        <translation>der Schlüssel ist leer</translation>
    </message>
    <message>
        <source>the key holds characters that no key has</source>
        <extracomment>an error of a judge's key</extracomment>
        <translation>der Schlüssel enthält Zeichen, die kein Schlüssel hat</translation>
    </message>
    <message>
        <source>the key file is larger than 8 KiB</source>
        <extracomment>an error of a judge's key</extracomment>
        <translation>die Schlüsseldatei ist größer als 8 KiB</translation>
    </message>
    <message>
        <source>is somewhere else</source>
        <extracomment>an error of a judge: what it does</extracomment>
        <translation>ist anderswo</translation>
    </message>
    <message>
        <source>wants a key</source>
        <extracomment>an error of a judge: what it does</extracomment>
        <translation>verlangt einen Schlüssel</translation>
    </message>
    <message>
        <source>does not take the key</source>
        <extracomment>an error of a judge: what it does</extracomment>
        <translation>nimmt den Schlüssel nicht an</translation>
    </message>
    <message>
        <source>wants to be paid</source>
        <extracomment>an error of a judge: what it does</extracomment>
        <translation>verlangt Bezahlung</translation>
    </message>
    <message>
        <source>is not there</source>
        <extracomment>an error of a judge: what it does</extracomment>
        <translation>ist nicht da</translation>
    </message>
    <message>
        <source>redirects are not followed: give the address it is at</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Weiterleitungen werden nicht verfolgt: die Adresse angeben, unter der er zu finden ist</translation>
    </message>
    <message>
        <source>name a file that holds it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine Datei nennen, die ihn enthält</translation>
    </message>
    <message>
        <source>check the key</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Schlüssel prüfen</translation>
    </message>
    <message>
        <source>check the account there</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das Konto dort prüfen</translation>
    </message>
    <message>
        <source>check the address and the model's name</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Adresse und den Namen des Modells prüfen</translation>
    </message>
    <message>
        <source>the judge refuses the question: %1</source>
        <extracomment>an error of a judge</extracomment>
        <translation>der Richter lehnt die Frage ab: %1</translation>
    </message>
    <message>
        <source>the checkpoint does not say which rollout it was made in</source>
        <extracomment>an error of a checkpoint</extracomment>
        <translation>der Checkpoint sagt nicht, in welchem Rollout er entstand</translation>
    </message>
    <message>
        <source>the checkpoint was made for %1 steps, the settings now give %2</source>
        <extracomment>an error of a checkpoint</extracomment>
        <translation>der Checkpoint entstand für %1 Schritte, die Einstellungen ergeben jetzt %2</translation>
    </message>
    <message>
        <source>the checkpoint lacks the rollout it was made in</source>
        <extracomment>an error of a checkpoint</extracomment>
        <translation>dem Checkpoint fehlt der Rollout, in dem er entstand</translation>
    </message>
    <message>
        <source>the checkpoint's rollout is of other prompts</source>
        <extracomment>an error of a checkpoint</extracomment>
        <translation>der Rollout des Checkpoints gehört zu anderen Prompts</translation>
    </message>
    <message>
        <source>the reward model in %1 was trained on %2; its scores are read with %3 below it</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>das Belohnungsmodell in %1 wurde auf %2 trainiert; seine Bewertungen werden mit %3 darunter gelesen</translation>
    </message>
    <message>
        <source>the reward model in %1 has another tokenizer: it reads the answers as text, in its own tokens</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>das Belohnungsmodell in %1 hat einen anderen Tokenizer: Es liest die Antworten als Text, in seinen eigenen Token</translation>
    </message>
    <message>
        <source>the file names a sliding window of %1 positions, which this architecture does not use</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>die Datei nennt ein gleitendes Fenster von %1 Positionen, das diese Architektur nicht verwendet</translation>
    </message>
    <message>
        <source>rope scaling llama3 with factor %1 was found from the tensor rope_freqs.weight</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>die RoPE-Skalierung llama3 mit Faktor %1 wurde aus dem Tensor rope_freqs.weight ermittelt</translation>
    </message>
    <message>
        <source>the file does not say how text is split before the merges; llama.cpp's default was taken</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>die Datei sagt nicht, wie Text vor den Merges geteilt wird; der Standard von llama.cpp wurde genommen</translation>
    </message>
    <message>
        <source>text is brought into Unicode form NFC before it is split, as Qwen's own tokenizer does; llama.cpp leaves that out</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>Text wird vor dem Teilen in die Unicode-Form NFC gebracht, wie es der Tokenizer von Qwen selbst tut; llama.cpp lässt das weg</translation>
    </message>
    <message>
        <source>%1 byte values have no token of their own; rare characters that need them vanish when text is encoded</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>%1 Bytewerte haben kein eigenes Token; seltene Zeichen, die sie brauchen, verschwinden beim Kodieren von Text</translation>
    </message>
    <message>
        <source>not copied: %1</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>nicht kopiert: %1</translation>
    </message>
    <message>
        <source>the chat template %1 was left out: its name cannot be a file's name</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>das Chat-Template %1 wurde weggelassen: Sein Name kann kein Dateiname sein</translation>
    </message>
    <message>
        <source>%1 rows of the embedding have no token</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>%1 Zeilen des Embeddings haben kein Token</translation>
    </message>
    <message>
        <source>no end-of-text token is named; answers end by length only</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>kein Token für das Textende ist genannt; Antworten enden nur durch ihre Länge</translation>
    </message>
    <message>
        <source>the chat template cannot be used: %1</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>das Chat-Template ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>the model itself is trained, so a frozen copy of it serves as reference and below reward models</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>das Modell selbst wird trainiert, daher dient eine eingefrorene Kopie davon als Referenz und als Basis unter Belohnungsmodellen</translation>
    </message>
    <message>
        <source>the reference is the model in %1, loaded beside the policy's</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>die Referenz ist das Modell in %1, das neben dem der Policy geladen ist</translation>
    </message>
    <message>
        <source>the run keeps its own setting, not the file's: %1</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>der Lauf behält seine eigene Einstellung, nicht die der Datei: %1</translation>
    </message>
    <message>
        <source>training goes on with the adapter in %1: its own rank, scale, layers and dropout hold, not those of the settings</source>
        <extracomment>a note of a run or an import</extracomment>
        <translation>das Training geht mit dem Adapter in %1 weiter: Es gelten dessen Rang, Skalierung, Schichten und Dropout, nicht die der Einstellungen</translation>
    </message>
    <message>
        <source>what was learnt is in the newest checkpoint: free memory, then resume; or start a run with smaller micro_tokens or max_length</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>was gelernt wurde, steht im neuesten Checkpoint: Speicher freigeben, dann fortsetzen; oder einen Lauf mit kleinerem micro_tokens oder max_length beginnen</translation>
    </message>
    <message>
        <source>close other programs, or use a smaller model, micro_tokens or max_length</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>andere Programme schließen oder ein kleineres Modell, micro_tokens oder max_length nehmen</translation>
    </message>
    <message>
        <source>this is a fault of Luthier, please report it with this message</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das ist ein Fehler von Luthier; bitte mit dieser Meldung melden</translation>
    </message>
    <message>
        <source>it knows a model folder (config.json), an adapter folder (adapter_config.json), a run folder (run.json), a checkpoint (manifest.json), a .gguf or .safetensors file, a run.json, or a data set (JSON, JSON lines, text)</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>es kennt einen Modellordner (config.json), einen Adapterordner (adapter_config.json), einen Laufordner (run.json), einen Checkpoint (manifest.json), eine .gguf- oder .safetensors-Datei, eine run.json oder einen Datensatz (JSON, JSON-Zeilen, Text)</translation>
    </message>
    <message>
        <source>the engine ended unexpectedly</source>
        <extracomment>an error</extracomment>
        <translation>die Engine endete unerwartet</translation>
    </message>
    <message>
        <source>stopped as asked</source>
        <extracomment>an error</extracomment>
        <translation>auf Wunsch angehalten</translation>
    </message>
    <message>
        <source>not opened</source>
        <extracomment>an error</extracomment>
        <translation>nicht geöffnet</translation>
    </message>
    <message>
        <source>the rows of step %1 are not recorded</source>
        <extracomment>an error</extracomment>
        <translation>die Zeilen von Schritt %1 sind nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>the demo's files are not on this machine</source>
        <extracomment>an error</extracomment>
        <translation>die Dateien der Demo sind nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>cannot copy the frozen rows: %1</source>
        <extracomment>an error</extracomment>
        <translation>die eingefrorenen Zeilen lassen sich nicht kopieren: %1</translation>
    </message>
    <message>
        <source>cannot copy the checkpoint: %1</source>
        <extracomment>an error</extracomment>
        <translation>der Checkpoint lässt sich nicht kopieren: %1</translation>
    </message>
    <message>
        <source>the run %1 has no folder</source>
        <extracomment>an error</extracomment>
        <translation>der Lauf %1 hat keinen Ordner</translation>
    </message>
    <message>
        <source>cannot remove run.json: %1</source>
        <extracomment>an error</extracomment>
        <translation>run.json lässt sich nicht entfernen: %1</translation>
    </message>
    <message>
        <source>the line is not an answer any more</source>
        <extracomment>an error</extracomment>
        <translation>die Zeile ist keine Antwort mehr</translation>
    </message>
    <message>
        <source>the run's folder is not there</source>
        <extracomment>an error</extracomment>
        <translation>der Ordner des Laufs ist nicht da</translation>
    </message>
    <message>
        <source>another window could not be started</source>
        <extracomment>an error</extracomment>
        <translation>ein weiteres Fenster ließ sich nicht starten</translation>
    </message>
    <message>
        <source>the folder is not there</source>
        <extracomment>an error</extracomment>
        <translation>der Ordner ist nicht da</translation>
    </message>
    <message>
        <source>this is neither a file nor a folder</source>
        <extracomment>an error</extracomment>
        <translation>das ist weder eine Datei noch ein Ordner</translation>
    </message>
    <message>
        <source>there is something at the target already</source>
        <extracomment>an error</extracomment>
        <translation>am Ziel ist schon etwas</translation>
    </message>
    <message>
        <source>the target lies inside the folder to copy</source>
        <extracomment>an error</extracomment>
        <translation>das Ziel liegt in dem Ordner, der kopiert werden soll</translation>
    </message>
    <message>
        <source>the engine said nothing about this folder</source>
        <extracomment>an error</extracomment>
        <translation>die Engine sagte nichts über diesen Ordner</translation>
    </message>
    <message>
        <source>Run ./luthier setup, which fetches the demo model</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>./luthier setup ausführen, das das Demo-Modell holt</translation>
    </message>
    <message>
        <source>remove it from the list, and begin it again from its settings</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ihn aus der Liste entfernen und mit seinen Einstellungen neu beginnen</translation>
    </message>
    <message>
        <source>Was it moved or deleted?</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Wurde er verschoben oder gelöscht?</translation>
    </message>
    <message>
        <source>Start luthier-workbench with the folder's name</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>luthier-workbench mit dem Namen des Ordners starten</translation>
    </message>
    <message>
        <source>make room on this disk, or choose another folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>auf diesem Datenträger Platz schaffen oder einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>check that the folder can be read and written</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>prüfen, ob sich der Ordner lesen und beschreiben lässt</translation>
    </message>
    <message>
        <source>it may have been moved; locate it again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>vielleicht wurde er verschoben; ihn neu angeben</translation>
    </message>
    <message>
        <source>take it out of the folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>es aus dem Ordner nehmen</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>try again</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>noch einmal versuchen</translation>
    </message>
    <message>
        <source>Open a run.json.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Eine run.json öffnen.</translation>
    </message>
    <message>
        <source>holds %1, not the settings of a run</source>
        <extracomment>an error</extracomment>
        <translation>enthält %1, nicht die Einstellungen eines Laufs</translation>
    </message>
    <message>
        <source>the folder cannot be read</source>
        <extracomment>an error</extracomment>
        <translation>der Ordner lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>a file cannot be read</source>
        <extracomment>an error</extracomment>
        <translation>eine Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>a file cannot be written</source>
        <extracomment>an error</extracomment>
        <translation>eine Datei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>this needs %1, and %2 are free</source>
        <extracomment>an error</extracomment>
        <translation>das braucht %1, und %2 sind frei</translation>
    </message>
    <message>
        <source>a control message is longer than 1 MiB</source>
        <extracomment>an error</extracomment>
        <translation>eine Steuernachricht ist länger als 1 MiB</translation>
    </message>
    <message>
        <source>stopped as asked; answers that were not whole are marked</source>
        <extracomment>an error</extracomment>
        <translation>wie gewünscht angehalten; unvollständige Antworten sind markiert</translation>
    </message>
    <message>
        <source>not loaded</source>
        <extracomment>an error</extracomment>
        <translation>nicht geladen</translation>
    </message>
    <message>
        <source>not read</source>
        <extracomment>an error</extracomment>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>nobody reads the output any more</source>
        <extracomment>an error</extracomment>
        <translation>niemand liest die Ausgabe mehr</translation>
    </message>
    <message>
        <source>--decode needs one model</source>
        <extracomment>an error</extracomment>
        <translation>--decode braucht genau ein Modell</translation>
    </message>
    <message>
        <source>--model and --data go together</source>
        <extracomment>an error</extracomment>
        <translation>--model und --data gehören zusammen</translation>
    </message>
    <message>
        <source>the shapes are learned as documents</source>
        <extracomment>an error</extracomment>
        <translation>die Formen werden als Dokumente gelernt</translation>
    </message>
    <message>
        <source>no row can be used; for example: %1</source>
        <extracomment>an error</extracomment>
        <translation>keine Zeile ist verwendbar; zum Beispiel: %1</translation>
    </message>
    <message>
        <source>there is no part %1 to describe</source>
        <extracomment>an error</extracomment>
        <translation>es gibt keinen Teil %1, der sich beschreiben ließe</translation>
    </message>
    <message>
        <source>there is no preset %1</source>
        <extracomment>an error</extracomment>
        <translation>es gibt keine Vorlage %1</translation>
    </message>
    <message>
        <source>a run needs a model and data</source>
        <extracomment>an error</extracomment>
        <translation>ein Lauf braucht ein Modell und Daten</translation>
    </message>
    <message>
        <source>no adapter is called %1</source>
        <extracomment>an error</extracomment>
        <translation>kein Adapter heißt %1</translation>
    </message>
    <message>
        <source>--top-k, --top-p and --min-p choose among samples, but the answers are greedy</source>
        <extracomment>an error</extracomment>
        <translation>--top-k, --top-p und --min-p wirken nur beim Sampling, die Antworten sind aber greedy</translation>
    </message>
    <message>
        <source>give one adapter at most</source>
        <extracomment>an error</extracomment>
        <translation>höchstens einen Adapter angeben</translation>
    </message>
    <message>
        <source>%1 is not a weight, and there is no folder %2</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist kein Gewicht, und einen Ordner %2 gibt es nicht</translation>
    </message>
    <message>
        <source>the model is no reward model: it has no score head</source>
        <extracomment>an error</extracomment>
        <translation>das Modell ist kein Belohnungsmodell: Es hat keinen Bewertungskopf</translation>
    </message>
    <message>
        <source>serve answers a program, and stdin is a terminal</source>
        <extracomment>an error</extracomment>
        <translation>serve antwortet einem Programm, stdin ist aber ein Terminal</translation>
    </message>
    <message>
        <source>there is no row in the range %1</source>
        <extracomment>an error</extracomment>
        <translation>im Bereich %1 ist keine Zeile</translation>
    </message>
    <message>
        <source>--set %1 is no KEY=NUMBER</source>
        <extracomment>an error</extracomment>
        <translation>--set %1 ist kein KEY=NUMBER</translation>
    </message>
    <message>
        <source>--set changes a run that goes on</source>
        <extracomment>an error</extracomment>
        <translation>--set ändert einen Lauf, der fortgesetzt wird</translation>
    </message>
    <message>
        <source>an exception of an unknown kind</source>
        <extracomment>an error</extracomment>
        <translation>eine Ausnahme unbekannter Art</translation>
    </message>
    <message>
        <source>this folder holds nothing that Luthier knows</source>
        <extracomment>an error</extracomment>
        <translation>dieser Ordner enthält nichts, was Luthier kennt</translation>
    </message>
    <message>
        <source>the path is empty</source>
        <extracomment>an error</extracomment>
        <translation>der Pfad ist leer</translation>
    </message>
    <message>
        <source>there is nothing at this path</source>
        <extracomment>an error</extracomment>
        <translation>unter diesem Pfad ist nichts</translation>
    </message>
    <message>
        <source>give either a run.json or --model and --data, not both</source>
        <extracomment>an error</extracomment>
        <translation>entweder eine run.json oder --model und --data angeben, nicht beides</translation>
    </message>
    <message>
        <source>give a run.json, or --model and --data</source>
        <extracomment>an error</extracomment>
        <translation>eine run.json angeben oder --model und --data</translation>
    </message>
    <message>
        <source>%1 is not a row number</source>
        <extracomment>an error</extracomment>
        <translation>%1 ist keine Zeilennummer</translation>
    </message>
    <message>
        <source>the range of rows %1 is empty</source>
        <extracomment>an error</extracomment>
        <translation>der Zeilenbereich %1 ist leer</translation>
    </message>
    <message>
        <source>one of &quot;messages&quot;, &quot;prompt&quot; and &quot;text&quot; is wanted</source>
        <extracomment>an error</extracomment>
        <translation>verlangt ist genau eines von &quot;messages&quot;, &quot;prompt&quot; und &quot;text&quot;</translation>
    </message>
    <message>
        <source>%1 has an adapter %2 already</source>
        <extracomment>an error</extracomment>
        <translation>%1 hat schon einen Adapter %2</translation>
    </message>
    <message>
        <source>adapter %1 is answering</source>
        <extracomment>an error</extracomment>
        <translation>Adapter %1 antwortet gerade</translation>
    </message>
    <message>
        <source>%1 has no adapter %2</source>
        <extracomment>an error</extracomment>
        <translation>%1 hat keinen Adapter %2</translation>
    </message>
    <message>
        <source>the client does not read its answers: %1 MiB wait</source>
        <extracomment>an error</extracomment>
        <translation>der Client liest seine Antworten nicht: %1 MiB warten</translation>
    </message>
    <message>
        <source>the client has not read an answer for %1 s, and %2 MiB of them wait; the session ends</source>
        <extracomment>an error</extracomment>
        <translation>der Client hat seit %1 s keine Antwort gelesen, und %2 MiB davon warten; die Sitzung endet</translation>
    </message>
    <message>
        <source>the session ends</source>
        <extracomment>an error</extracomment>
        <translation>die Sitzung endet</translation>
    </message>
    <message>
        <source>a request is not an object: %1</source>
        <extracomment>an error</extracomment>
        <translation>eine Anfrage ist kein Objekt: %1</translation>
    </message>
    <message>
        <source>a request has no &quot;id&quot;</source>
        <extracomment>an error</extracomment>
        <translation>eine Anfrage hat keine &quot;id&quot;</translation>
    </message>
    <message>
        <source>a request with this id is not answered yet</source>
        <extracomment>an error</extracomment>
        <translation>eine Anfrage mit dieser ID ist noch nicht beantwortet</translation>
    </message>
    <message>
        <source>%1 requests are not answered yet, and too large to take more</source>
        <extracomment>an error</extracomment>
        <translation>%1 Anfragen sind noch nicht beantwortet und zu groß, um weitere anzunehmen</translation>
    </message>
    <message>
        <source>there is no request %1</source>
        <extracomment>an error</extracomment>
        <translation>es gibt keine Anfrage %1</translation>
    </message>
    <message>
        <source>which model? None is named</source>
        <extracomment>an error</extracomment>
        <translation>welches Modell? Keines ist genannt</translation>
    </message>
    <message>
        <source>no model %1 is loaded</source>
        <extracomment>an error</extracomment>
        <translation>kein Modell %1 ist geladen</translation>
    </message>
    <message>
        <source>%1 is answering</source>
        <extracomment>an error</extracomment>
        <translation>%1 antwortet gerade</translation>
    </message>
    <message>
        <source>a model is called %1 already</source>
        <extracomment>an error</extracomment>
        <translation>ein Modell heißt schon %1</translation>
    </message>
    <message>
        <source>Give --model, with its tokenizer; or --case.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Entweder --model angeben, mit dem Tokenizer des Modells, oder --case.</translation>
    </message>
    <message>
        <source>Give both, or neither for the shapes.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Beide angeben, oder für die Formen keines von beiden.</translation>
    </message>
    <message>
        <source>Give --model and --data with rows for it.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Dafür --model und --data mit passenden Zeilen angeben.</translation>
    </message>
    <message>
        <source>each line above names a row and its reason</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>jede Meldung oben nennt eine Zeile und den Grund</translation>
    </message>
    <message>
        <source>one of %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>add --model DIR --data FILE</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>--model DIR --data FILE hinzufügen</translation>
    </message>
    <message>
        <source>Give it: --adapter name=DIR</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ihn angeben: --adapter name=DIR</translation>
    </message>
    <message>
        <source>There are: %1; %2 or null is the base.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Es gibt: %1; %2 oder null ist die Basis.</translation>
    </message>
    <message>
        <source>Give a --temperature too, for example 0.7.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Auch eine --temperature angeben, zum Beispiel 0.7.</translation>
    </message>
    <message>
        <source>Write a folder, or folder:weight such as out/final:0.5.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Einen Ordner schreiben, oder Ordner:Gewicht wie out/final:0.5.</translation>
    </message>
    <message>
        <source>give --adapter, or a model trained whole with the method &quot;reward&quot;</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>--adapter angeben oder ein Modell, das als Ganzes mit der Methode &quot;reward&quot; trainiert wurde</translation>
    </message>
    <message>
        <source>For one answer at a terminal: generate</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Für eine einzelne Antwort am Terminal: generate</translation>
    </message>
    <message>
        <source>rows count from 0</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Zeilen zählen ab 0</translation>
    </message>
    <message>
        <source>--set learning_rate=1e-4</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>--set learning_rate=1e-4</translation>
    </message>
    <message>
        <source>Write it into the settings, or add --resume.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Es in die Einstellungen schreiben oder --resume hinzufügen.</translation>
    </message>
    <message>
        <source>name a file or a folder</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>eine Datei oder einen Ordner nennen</translation>
    </message>
    <message>
        <source>rule: %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Regel: %1</translation>
    </message>
    <message>
        <source>luthier-engine%1 --help tells what is possible</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>luthier-engine%1 --help sagt, was möglich ist</translation>
    </message>
    <message>
        <source>rows count from 0: --rows 0:10 shows the first ten</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Zeilen zählen ab 0: --rows 0:10 zeigt die ersten zehn</translation>
    </message>
    <message>
        <source>write the content to a file first</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>den Inhalt zuerst in eine Datei schreiben</translation>
    </message>
    <message>
        <source>text is continued as it is</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>text wird fortgesetzt, wie es ist</translation>
    </message>
    <message>
        <source>Release it first, or take another name.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ihn zuerst freigeben oder einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>Cancel its requests, or wait for them.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Die Anfragen abbrechen oder auf sie warten.</translation>
    </message>
    <message>
        <source>Attach it first; null is the base.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Ihn zuerst anhängen; null ist die Basis.</translation>
    </message>
    <message>
        <source>There are: %1; null is the base.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Es gibt: %1; null ist die Basis.</translation>
    </message>
    <message>
        <source>nothing is generated until it does</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>bis er es tut, wird nichts erzeugt</translation>
    </message>
    <message>
        <source>read the answers while requests are sent, or give --patience</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>die Antworten lesen, während Anfragen gesendet werden, oder --patience angeben</translation>
    </message>
    <message>
        <source>one JSON object per line, for example {&quot;id&quot;:1,&quot;op&quot;:&quot;status&quot;}</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein JSON-Objekt je Zeile, zum Beispiel {&quot;id&quot;:1,&quot;op&quot;:&quot;status&quot;}</translation>
    </message>
    <message>
        <source>a text or a whole number, chosen by you</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>ein Text oder eine ganze Zahl, frei gewählt</translation>
    </message>
    <message>
        <source>send it again when some of them are answered</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>sie noch einmal senden, wenn einige davon beantwortet sind</translation>
    </message>
    <message>
        <source>There are: %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Es gibt: %1</translation>
    </message>
    <message>
        <source>Load one first.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Zuerst eines laden.</translation>
    </message>
    <message>
        <source>Loaded: %1</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Geladen: %1</translation>
    </message>
    <message>
        <source>Release it, or take another name.</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>Es freigeben oder einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>this is a fault of Luthier, please report it</source>
        <extracomment>an error, what to do about it</extracomment>
        <translation>das ist ein Fehler von Luthier, bitte melden</translation>
    </message>
    <message>
        <source>one of &quot;run&quot; and &quot;settings&quot; is wanted</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>verlangt ist entweder &quot;run&quot; oder &quot;settings&quot;</translation>
    </message>
    <message>
        <source>&quot;folder&quot; goes with &quot;settings&quot;</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>&quot;folder&quot; gehört zu &quot;settings&quot;</translation>
    </message>
    <message>
        <source>serve does not train the largest micro-batch to measure it</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>serve trainiert den größten Micro-Batch nicht, um ihn zu messen</translation>
    </message>
    <message>
        <source>&quot;row&quot; is missing</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>&quot;row&quot; fehlt</translation>
    </message>
    <message>
        <source>&quot;target&quot; is missing</source>
        <extracomment>what is wrong with a message</extracomment>
        <translation>&quot;target&quot; fehlt</translation>
    </message>
    <message>
        <source>completion or all</source>
        <extracomment>what to do about it</extracomment>
        <translation>completion oder all</translation>
    </message>
    <message>
        <source>&quot;run&quot;: the path of a run.json; &quot;settings&quot;: what would be in it</source>
        <extracomment>what to do about it</extracomment>
        <translation>&quot;run&quot;: der Pfad einer run.json; &quot;settings&quot;: was darin stünde</translation>
    </message>
    <message>
        <source>paths in a file are relative to that file</source>
        <extracomment>what to do about it</extracomment>
        <translation>Pfade in einer Datei sind relativ zu dieser Datei</translation>
    </message>
    <message>
        <source>luthier-engine plan RUN.json --measure</source>
        <extracomment>what to do about it</extracomment>
        <translation>luthier-engine plan RUN.json --measure</translation>
    </message>
    <message>
        <source>a row of a data set</source>
        <extracomment>what to do about it</extracomment>
        <translation>eine Zeile eines Datensatzes</translation>
    </message>
    <message>
        <source>the id of the request to cancel</source>
        <extracomment>what to do about it</extracomment>
        <translation>die ID der Anfrage, die abgebrochen werden soll</translation>
    </message>
    <message>
        <source>auto, f32 or bf16</source>
        <extracomment>what to do about it</extracomment>
        <translation>auto, f32 oder bf16</translation>
    </message>
    <message>
        <source>%1 values are NaN or infinite</source>
        <extracomment>what is wrong with a folder</extracomment>
        <translation>%1 Werte sind NaN oder unendlich</translation>
    </message>
    <message>
        <source>%1 of %2 values are NaN or infinite</source>
        <extracomment>what is wrong with a folder</extracomment>
        <translation>%1 von %2 Werten sind NaN oder unendlich</translation>
    </message>
    <message>
        <source>and %1 more such tensors</source>
        <extracomment>what is wrong with a folder</extracomment>
        <translation>und %1 weitere solche Tensoren</translation>
    </message>
    <message>
        <source>the tokenizer knows %1 tokens, but the embedding has only %2 rows</source>
        <extracomment>what is wrong with a folder</extracomment>
        <translation>der Tokenizer kennt %1 Token, das Embedding hat aber nur %2 Zeilen</translation>
    </message>
    <message>
        <source>adapter_model.safetensors is missing</source>
        <extracomment>what is wrong with a folder</extracomment>
        <translation>adapter_model.safetensors fehlt</translation>
    </message>
    <message>
        <source>%1 of %2 prompts end with an answer; it is left out and made anew</source>
        <extracomment>a note of the engine</extracomment>
        <translation>%1 von %2 Prompts enden mit einer Antwort; sie wird weggelassen und neu gegeben</translation>
    </message>
    <message>
        <source>computed on the processor: %1</source>
        <extracomment>a note of the engine</extracomment>
        <translation>auf dem Prozessor gerechnet: %1</translation>
    </message>
    <message>
        <source>no prompt</source>
        <extracomment>a problem of a row</extracomment>
        <translation>kein Prompt</translation>
    </message>
    <message>
        <source>empty question</source>
        <extracomment>a problem of a row</extracomment>
        <translation>leere Frage</translation>
    </message>
    <message>
        <source>empty text</source>
        <extracomment>a problem of a row</extracomment>
        <translation>leerer Text</translation>
    </message>
    <message>
        <source>no turns</source>
        <extracomment>a problem of a row</extracomment>
        <translation>keine Beiträge</translation>
    </message>
    <message>
        <source>no assistant turn</source>
        <extracomment>a problem of a row</extracomment>
        <translation>kein Beitrag des Assistenten</translation>
    </message>
    <message>
        <source>empty answer</source>
        <extracomment>a problem of a row</extracomment>
        <translation>leere Antwort</translation>
    </message>
    <message>
        <source>answer repeats the question</source>
        <extracomment>a problem of a row</extracomment>
        <translation>Antwort wiederholt die Frage</translation>
    </message>
    <message>
        <source>no turn is trained</source>
        <extracomment>a problem of a row</extracomment>
        <translation>kein Beitrag wird trainiert</translation>
    </message>
    <message>
        <source>both answers are the same</source>
        <extracomment>a problem of a row</extracomment>
        <translation>beide Antworten sind gleich</translation>
    </message>
    <message>
        <source>fewer than two answers</source>
        <extracomment>a problem of a row</extracomment>
        <translation>weniger als zwei Antworten</translation>
    </message>
    <message>
        <source>no score</source>
        <extracomment>a problem of a row</extracomment>
        <translation>keine Bewertung</translation>
    </message>
    <message>
        <source>broken characters</source>
        <extracomment>a problem of a row</extracomment>
        <translation>beschädigte Zeichen</translation>
    </message>
    <message>
        <source>line too long</source>
        <extracomment>a rule for rows of files</extracomment>
        <translation>Zeile zu lang</translation>
    </message>
    <message>
        <source>invalid json</source>
        <extracomment>a rule for rows of files</extracomment>
        <translation>ungültiges JSON</translation>
    </message>
    <message>
        <source>wrong shape</source>
        <extracomment>a rule for rows of files</extracomment>
        <translation>falsche Form</translation>
    </message>
    <message>
        <source>mapping conflict</source>
        <extracomment>a rule for rows of files</extracomment>
        <translation>Konflikt der Spaltenzuordnung</translation>
    </message>
    <message>
        <source>broken quotes</source>
        <extracomment>a rule for rows of files</extracomment>
        <translation>fehlerhafte Anführungszeichen</translation>
    </message>
    <message>
        <source>ragged row</source>
        <extracomment>a rule for rows of files</extracomment>
        <translation>ungleiche Zellenzahl</translation>
    </message>
    <message>
        <source>bad role</source>
        <extracomment>a rule for rows of files</extracomment>
        <translation>unbekannte Rolle</translation>
    </message>
    <message>
        <source>Import %1 row into %2</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>%1 Zeile in %2 importieren</translation>
    </message>
    <message>
        <source>Import %1 rows into %2</source>
        <extracomment>the journal: what was done</extracomment>
        <translation>%1 Zeilen in %2 importieren</translation>
    </message>
    <message>
        <source>longer rows are cut, with micro_tokens %1</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>längere Zeilen werden abgeschnitten, mit micro_tokens %1</translation>
    </message>
    <message>
        <source>longer rows are cut, with micro_tokens %1, precision bf16</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>längere Zeilen werden abgeschnitten, mit micro_tokens %1, Genauigkeit bf16</translation>
    </message>
    <message>
        <source>longer rows are cut, with micro_tokens %1, LoRA of rank %2</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>längere Zeilen werden abgeschnitten, mit micro_tokens %1, LoRA vom Rang %2</translation>
    </message>
    <message>
        <source>longer rows are cut, with micro_tokens %1, LoRA of rank %2, precision bf16</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>längere Zeilen werden abgeschnitten, mit micro_tokens %1, LoRA vom Rang %2, Genauigkeit bf16</translation>
    </message>
    <message>
        <source>fewer answers are written at once; the result stays the same</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>weniger Antworten werden zugleich geschrieben; das Ergebnis bleibt dasselbe</translation>
    </message>
    <message>
        <source>shorter answers, one or a few at once</source>
        <extracomment>a change that makes a run fit</extracomment>
        <translation>kürzere Antworten, eine oder wenige zugleich</translation>
    </message>
    <message>
        <source>%1 - %2</source>
        <extracomment>two texts in one</extracomment>
        <translation>%1 - %2</translation>
    </message>
    <message>
        <source>%1 (line %2)</source>
        <extracomment>two texts in one</extracomment>
        <translation>%1 (Zeile %2)</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Dateisystem ist nur lesbar</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Plattenkontingent überschritten</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Ist kein Ordner</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Ist ein Ordner</translation>
    </message>
    <message>
        <source>File exists</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Datei existiert bereits</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Gerät oder Ressource ist belegt</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Nicht genügend Arbeitsspeicher</translation>
    </message>
    <message>
        <source>File too large</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Datei ist zu groß</translation>
    </message>
    <message>
        <source>File name too long</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Zu viele Ebenen symbolischer Links</translation>
    </message>
    <message>
        <source>Invalid cross-device link</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Ungültiger Link über Gerätegrenzen hinweg</translation>
    </message>
    <message>
        <source>Text file busy</source>
        <extracomment>what the operating system says</extracomment>
        <translation>Programmdatei wird gerade verwendet</translation>
    </message>
    <message>
        <source>the run needs %1 of memory, and there is room for %2 (%3)</source>
        <extracomment>an error</extracomment>
        <translation>der Lauf braucht %1 Speicher, und Platz ist für %2 (%3)</translation>
    </message>
    <message>
        <source>what fits: %1; --force tries it as it is</source>
        <extracomment>an error</extracomment>
        <translation>was passt: %1; --force versucht es, wie es ist</translation>
    </message>
    <message>
        <source>nothing fits; the least: %1; --force tries it as it is</source>
        <extracomment>an error</extracomment>
        <translation>nichts passt; am wenigsten braucht: %1; --force versucht es, wie es ist</translation>
    </message>
    <message>
        <source>no known format reads the first %1 rows; %2</source>
        <extracomment>an error</extracomment>
        <translation>kein bekanntes Format liest die ersten %1 Zeilen; %2</translation>
    </message>
    <message>
        <source>row %1 has the shape of %2, but %3</source>
        <extracomment>an error</extracomment>
        <translation>Zeile %1 hat die Form von %2, aber %3</translation>
    </message>
    <message>
        <source>their columns are %1</source>
        <extracomment>an error</extracomment>
        <translation>ihre Spalten sind %1</translation>
    </message>
    <message>
        <source>they are no objects with columns</source>
        <extracomment>an error</extracomment>
        <translation>sie sind keine Objekte mit Spalten</translation>
    </message>
    <message>
        <source>name the format, or map columns to known ones: %1</source>
        <extracomment>an error</extracomment>
        <translation>das Format nennen oder Spalten bekannten zuordnen: %1</translation>
    </message>
    <message>
        <source>the first row must name the columns, and lists in cells must be JSON; %1</source>
        <extracomment>an error</extracomment>
        <translation>die erste Zeile muss die Spalten nennen, und Listen in Zellen müssen JSON sein; %1</translation>
    </message>
    <message>
        <source>%1 problems: %2</source>
        <extracomment>an error</extracomment>
        <translation>%1 Probleme: %2</translation>
    </message>
    <message>
        <source>the engine ended unexpectedly: %1</source>
        <extracomment>an error</extracomment>
        <translation>die Engine endete unerwartet: %1</translation>
    </message>
    <message>
        <source>no change of settings makes it fit: take a smaller model, or close other programs; --force tries it nevertheless</source>
        <extracomment>an error</extracomment>
        <translation>keine Änderung der Einstellungen macht es passend: ein kleineres Modell nehmen oder andere Programme schließen; --force versucht es trotzdem</translation>
    </message>
    <message>
        <source>the engine ended unexpectedly by an exception of an unknown kind</source>
        <extracomment>an error</extracomment>
        <translation>die Engine endete unerwartet durch eine Ausnahme unbekannter Art</translation>
    </message>
    <message>
        <source>The first NVIDIA GPU, with a driver for CUDA 13.</source>
        <extracomment>device = cuda:0, help</extracomment>
        <translation>Die erste NVIDIA-GPU, mit einem Treiber für CUDA 13.</translation>
    </message>
</context>
</TS>
