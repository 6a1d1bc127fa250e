<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>QObject</name>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2 of %3 %4</source>
        <translation>%1, %2 von %3 %4</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation>%1, %2 %3</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Trained part, optimizer</source>
        <translation>Trainierter Teil, Optimierer</translation>
    </message>
    <message>
        <source>Kept for backward</source>
        <translation>Für Backward behalten</translation>
    </message>
    <message>
        <source>Logits</source>
        <translation>Logits</translation>
    </message>
    <message>
        <source>While computing</source>
        <translation>Während der Berechnung</translation>
    </message>
    <message>
        <source>Program and data</source>
        <translation>Programm und Daten</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>Another window has this project open for writing, so nothing can be changed here</source>
        <translation>Dieses Projekt ist in einem anderen Fenster zum Schreiben geöffnet, daher ist hier nichts änderbar</translation>
    </message>
</context>
<context>
    <name>Repairs</name>
    <message>
        <source>Empty answers</source>
        <translation>Leere Antworten</translation>
    </message>
    <message>
        <source>Takes each empty answer out, with the question before it. A row of which no answer is left is deleted.</source>
        <translation>Nimmt jede leere Antwort mit der Frage davor heraus. Eine Zeile, von der keine Antwort bleibt, wird gelöscht.</translation>
    </message>
    <message>
        <source>Nothing to learn from</source>
        <translation>Nichts zu lernen</translation>
    </message>
    <message>
        <source>Deletes rows without an answer, a question, a score or any text.</source>
        <translation>Löscht Zeilen ohne Antwort, Frage, Bewertung oder Text.</translation>
    </message>
    <message>
        <source>Answers that repeat the question</source>
        <translation>Antworten, die die Frage wiederholen</translation>
    </message>
    <message>
        <source>Deletes rows whose answer is word for word the question.</source>
        <translation>Löscht Zeilen, deren Antwort Wort für Wort die Frage ist.</translation>
    </message>
    <message>
        <source>Pairs of two equal answers</source>
        <translation>Paare aus zwei gleichen Antworten</translation>
    </message>
    <message>
        <source>Deletes pairs from which nothing can be preferred.</source>
        <translation>Löscht Paare, bei denen nichts vorzuziehen ist.</translation>
    </message>
    <message>
        <source>Rows that say the same</source>
        <translation>Gleichlautende Zeilen</translation>
    </message>
    <message>
        <source>Keeps the first of equal rows and deletes the others, whatever their tags and other columns.</source>
        <translation>Behält die erste von gleichen Zeilen und löscht die anderen, ungeachtet ihrer Schlagwörter und weiteren Spalten.</translation>
    </message>
    <message>
        <source>No turn is trained</source>
        <translation>Kein Beitrag wird trainiert</translation>
    </message>
    <message>
        <source>Marks all answers of these rows as trained.</source>
        <translation>Merkt alle Antworten dieser Zeilen zum Training vor.</translation>
    </message>
    <message>
        <source>One role twice in a row</source>
        <translation>Eine Rolle zweimal hintereinander</translation>
    </message>
    <message>
        <source>Makes one turn of them, with a blank line between; many templates refuse such rows.</source>
        <translation>Macht einen Beitrag daraus, mit einer Leerzeile dazwischen; viele Vorlagen lehnen solche Zeilen ab.</translation>
    </message>
    <message>
        <source>Template tokens in the text</source>
        <translation>Token der Vorlage im Text</translation>
    </message>
    <message>
        <source>Takes tokens as &lt;s&gt; or &lt;|im_end|&gt; from the ends of texts; the template puts them there again and would double them.</source>
        <translation>Nimmt Token wie &lt;s&gt; oder &lt;|im_end|&gt; von den Enden der Texte; die Vorlage setzt sie dort wieder und würde sie verdoppeln.</translation>
    </message>
    <message>
        <source>Spaces around texts</source>
        <translation>Leerraum um Texte</translation>
    </message>
    <message>
        <source>Takes spaces and line ends from the beginning and the end of texts.</source>
        <translation>Nimmt Leerzeichen und Zeilenenden vom Anfang und Ende der Texte.</translation>
    </message>
    <message>
        <source>Broken characters</source>
        <translation>Beschädigte Zeichen</translation>
    </message>
    <message>
        <source>Takes out the replacement characters that stand where the file could not be read.</source>
        <translation>Nimmt die Ersatzzeichen heraus, die stehen, wo die Datei nicht lesbar war.</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Fix %1</source>
        <translation>%1 korrigieren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>RunDraft</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>The model, and how much of it is trained</source>
        <translation>Das Modell, und wie viel davon trainiert wird</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Woraus</translation>
    </message>
    <message>
        <source>The rows it learns from</source>
        <translation>Die Zeilen, aus denen es lernt</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>The method</source>
        <translation>Die Methode</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>How long, how fast, and where</source>
        <translation>Wie lange, wie schnell und wo</translation>
    </message>
    <message>
        <source>%1 with nothing to learn</source>
        <translation>%1 ohne etwas zu lernen</translation>
    </message>
    <message>
        <source>%1 too long</source>
        <translation>%1 zu lang</translation>
    </message>
    <message>
        <source>%1 of a kind this method does not use</source>
        <translation>%1 von einer Art, die diese Methode nicht nutzt</translation>
    </message>
    <message>
        <source>%1 dialogues, and the model has no chat template</source>
        <translation>%1 mit Dialogen, für die dem Modell ein Chat-Template fehlt</translation>
    </message>
    <message>
        <source>%1 empty</source>
        <translation>%1 leer</translation>
    </message>
    <message>
        <source>%1 that the chat template refuses</source>
        <translation>%1 vom Chat-Template abgelehnt</translation>
    </message>
    <message>
        <source>the data set has been deleted</source>
        <translation>der Datensatz wurde gelöscht</translation>
    </message>
    <message>
        <source>leave it out, or undo the deletion</source>
        <translation>ihn weglassen oder das Löschen rückgängig machen</translation>
    </message>
    <message>
        <source>the data set has no rows</source>
        <translation>der Datensatz hat keine Zeilen</translation>
    </message>
    <message>
        <source>leave it out, or import rows</source>
        <translation>ihn weglassen oder Zeilen importieren</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>rankings</source>
        <translation>Rangfolgen</translation>
    </message>
    <message>
        <source>scored answers</source>
        <translation>bewertete Antworten</translation>
    </message>
    <message>
        <source>prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>%1 ties</source>
        <translation>%1 unentschieden</translation>
    </message>
    <message>
        <source>%1 where both answers are good, or both bad</source>
        <translation>%1, bei denen beide Antworten gut oder beide schlecht sind</translation>
    </message>
    <message>
        <source>%1 with two equal answers</source>
        <translation>%1 mit zwei gleichen Antworten</translation>
    </message>
    <message>
        <source>%1 whose answers differ only after the limit of length</source>
        <translation>%1, deren Antworten sich erst nach der Längengrenze unterscheiden</translation>
    </message>
    <message>
        <source>%1 without a score</source>
        <translation>%1 ohne Bewertung</translation>
    </message>
    <message>
        <source>%1 scored neither 1 nor 0</source>
        <translation>%1 weder mit 1 noch mit 0 bewertet</translation>
    </message>
    <message>
        <source>DPO</source>
        <translation>DPO</translation>
    </message>
    <message>
        <source>Makes the better answer likelier than the worse one, at once</source>
        <translation>Macht die bessere Antwort ohne Umweg wahrscheinlicher als die schlechtere</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>Belohnungsmodell</translation>
    </message>
    <message>
        <source>Learns to score answers; PPO or GRPO can then learn from the scores</source>
        <translation>Lernt, Antworten zu bewerten; PPO oder GRPO können dann aus den Bewertungen lernen</translation>
    </message>
    <message>
        <source>Learns the whole order of the answers</source>
        <translation>Lernt die ganze Reihenfolge der Antworten</translation>
    </message>
    <message>
        <source>Learns from the best and the worst of each</source>
        <translation>Lernt jeweils aus der besten und der schlechtesten</translation>
    </message>
    <message>
        <source>KTO</source>
        <translation>KTO</translation>
    </message>
    <message>
        <source>Learns from single answers that were judged good or bad</source>
        <translation>Lernt aus einzelnen Antworten, die als gut oder schlecht beurteilt wurden</translation>
    </message>
    <message>
        <source>Learns to give such scores itself</source>
        <translation>Lernt, solche Bewertungen selbst zu vergeben</translation>
    </message>
    <message>
        <source>GRPO</source>
        <translation>GRPO</translation>
    </message>
    <message>
        <source>Answers each prompt several times and learns from what is better than the rest</source>
        <translation>Beantwortet jeden Prompt mehrmals und lernt aus dem, was besser ist als der Rest</translation>
    </message>
    <message>
        <source>PPO with a reward model</source>
        <translation>PPO mit einem Belohnungsmodell</translation>
    </message>
    <message>
        <source>The classic: a critic learns what to expect, and the reward is a model of your preferences</source>
        <translation>Der Klassiker: Ein Kritiker lernt, was zu erwarten ist, und die Belohnung ist ein Modell der Vorlieben</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Feintuning</translation>
    </message>
    <message>
        <source>Learns to answer as these dialogues do</source>
        <translation>Lernt, so zu antworten wie diese Dialoge</translation>
    </message>
    <message>
        <source>Answers the questions itself, and a reward judges; the given answers are what it can be compared with</source>
        <translation>Beantwortet die Fragen selbst, und eine Belohnung urteilt; die gegebenen Antworten dienen zum Vergleich</translation>
    </message>
    <message>
        <source>Continued pre-training</source>
        <translation>Fortgesetztes Vortraining</translation>
    </message>
    <message>
        <source>Learns to write on as these texts do</source>
        <translation>Lernt, so weiterzuschreiben wie diese Texte</translation>
    </message>
</context>
<context>
    <name>TextReplace</name>
    <message>
        <source>at character %1: %2</source>
        <translation>bei Zeichen %1: %2</translation>
    </message>
</context>
<context>
    <name>chip</name>
    <message>
        <source>Training: starting</source>
        <translation>Training: startet</translation>
    </message>
    <message>
        <source>Training %1 %</source>
        <translation>Training: %1 %</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · noch %1</translation>
    </message>
</context>
<context>
    <name>luthier</name>
    <message>
        <source>all linear layers</source>
        <translation>alle linearen Schichten</translation>
    </message>
    <message>
        <source>layers that match %1</source>
        <translation>Schichten, auf die %1 passt</translation>
    </message>
    <message>
        <source>An adapter</source>
        <translation>Ein Adapter</translation>
    </message>
    <message>
        <source>A %1 adapter</source>
        <translation>Ein %1-Adapter</translation>
    </message>
    <message>
        <source>%1 of rank %2</source>
        <translation>%1 vom Rang %2</translation>
    </message>
    <message>
        <source>This is a whole model, not an adapter. Add it on the page Models.</source>
        <translation>Das ist ein ganzes Modell, kein Adapter. Es gehört auf die Seite „Modelle“.</translation>
    </message>
    <message>
        <source>This is a training run. Its adapter is in the sub-folder "final".</source>
        <translation>Das ist ein Trainingslauf. Sein Adapter liegt im Unterordner „final“.</translation>
    </message>
    <message>
        <source>There is no adapter here: a folder with adapter_config.json and adapter_model.safetensors is needed.</source>
        <translation>Hier ist kein Adapter: Nötig ist ein Ordner mit adapter_config.json und adapter_model.safetensors.</translation>
    </message>
    <message>
        <source>Not looked at yet.</source>
        <translation>Noch nicht untersucht.</translation>
    </message>
    <message>
        <source>%1 for %2. Compare it with its base, train on from it, or merge it into a model of its own.</source>
        <translation>%1 für %2. Er lässt sich mit seiner Basis vergleichen, weiter trainieren oder mit ihr zu einem eigenen Modell zusammenführen.</translation>
    </message>
    <message>
        <source>%1 that does not say for which model. Choose its base below to use it.</source>
        <translation>%1 ohne Angabe, für welches Modell. Um ihn zu nutzen, unten seine Basis wählen.</translation>
    </message>
    <message>
        <source>%1 for %2, which is not among the models of this project. Add that model, or choose the base below.</source>
        <translation>%1 für %2, das nicht unter den Modellen dieses Projekts ist. Dieses Modell hinzufügen oder unten die Basis wählen.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Size of the update; 8-64 is usual</source>
        <translation>Größe der Änderung; üblich ist 8–64</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>%1 (divided by the root of the rank: rsLoRA)</source>
        <translation>%1 (geteilt durch die Wurzel des Rangs: rsLoRA)</translation>
    </message>
    <message>
        <source>Strength of the update: it is multiplied by alpha / rank</source>
        <translation>Stärke der Änderung: Sie wird mit Alpha / Rang multipliziert</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Which layers of the base the update is plugged into</source>
        <translation>In welche Schichten der Basis die Änderung eingesetzt wird</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 in %2 tensors</source>
        <translation>%1 in %2 Tensoren</translation>
    </message>
    <message>
        <source>Trained for</source>
        <translation>Trainiert über</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <translation>Loss (zurückgehalten)</translation>
    </message>
    <message>
        <source>%1 (best %2)</source>
        <translation>%1 (bester %2)</translation>
    </message>
    <message>
        <source>On rows it was not trained on; lower is better</source>
        <translation>Auf Zeilen, mit denen nicht trainiert wurde; niedriger ist besser</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Gemacht für</translation>
    </message>
    <message>
        <source>The base as the adapter's own file names it</source>
        <translation>Die Basis, wie die Datei des Adapters sie nennt</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>noch nicht berechnet</translation>
    </message>
    <message>
        <source>SHA-256 of the weights: the same number means the same adapter</source>
        <translation>SHA-256 der Gewichte: gleiche Zahl, gleicher Adapter</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Open this data set</source>
        <translation>Diesen Datensatz öffnen</translation>
    </message>
    <message>
        <source>Data file</source>
        <translation>Datendatei</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Started from</source>
        <translation>Ausgegangen von</translation>
    </message>
    <message>
        <source>Open this adapter</source>
        <translation>Diesen Adapter öffnen</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Open this run</source>
        <translation>Diesen Lauf öffnen</translation>
    </message>
    <message>
        <source>made</source>
        <translation>ergab</translation>
    </message>
    <message>
        <source>Imported from</source>
        <translation>Importiert aus</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>for</source>
        <translation>für</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Open this model</source>
        <translation>Dieses Modell öffnen</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Add the model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>%1 is not in this project. Add it</source>
        <translation>%1 ist nicht in diesem Projekt. Hinzufügen</translation>
    </message>
    <message>
        <source>Path of a model folder or a GGUF file; or drop it here</source>
        <translation>Pfad eines Modellordners oder einer GGUF-Datei; oder hier ablegen</translation>
    </message>
    <message>
        <source>Folder or GGUF file</source>
        <translation>Ordner oder GGUF-Datei</translation>
    </message>
    <message>
        <source>Add model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 as GGUF file</source>
        <translation>%1 als GGUF-Datei</translation>
    </message>
    <message>
        <source>%1 as folder</source>
        <translation>%1 als Ordner</translation>
    </message>
    <message>
        <source>A model that cannot be read; %1.</source>
        <translation>Ein Modell, das nicht lesbar ist; %1.</translation>
    </message>
    <message>
        <source>A %1 chat model of %2 parameters; %3.</source>
        <translation>Ein %1-Chatmodell mit %2 Parametern; %3.</translation>
    </message>
    <message>
        <source>A %1 base model of %2 parameters; %3.</source>
        <translation>Ein %1-Basismodell mit %2 Parametern; %3.</translation>
    </message>
    <message>
        <source>%1 (to try: %2)</source>
        <translation>%1 (Tipp: %2)</translation>
    </message>
    <message>
        <source>The engine cannot read this model: %1</source>
        <translation>Die Engine kann dieses Modell nicht lesen: %1</translation>
    </message>
    <message>
        <source>it does not say why.</source>
        <translation>sie sagt nicht, warum.</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Ein Name fehlt.</translation>
    </message>
    <message>
        <source>This folder is in the project already, as "%1".</source>
        <translation>Dieser Ordner ist schon im Projekt, als „%1“.</translation>
    </message>
    <message>
        <source>There is not enough room: %1 are needed, %2 are free. Make room, choose bfloat16, or use the folder where it is.</source>
        <translation>Der Platz reicht nicht: %1 nötig, %2 frei. Platz schaffen, bfloat16 wählen oder den Ordner dort verwenden, wo er ist.</translation>
    </message>
    <message>
        <source>The engine is still looking at it.</source>
        <translation>Die Engine untersucht es noch.</translation>
    </message>
    <message>
        <source>Needs %1 on disk; %2 are free.</source>
        <translation>Braucht %1 auf dem Datenträger; %2 sind frei.</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Nothing is copied: the folder has to stay where it is.</source>
        <translation>Nichts wird kopiert: Der Ordner muss bleiben, wo er ist.</translation>
    </message>
    <message>
        <source>Talk to it</source>
        <translation>Mit ihm chatten</translation>
    </message>
    <message>
        <source>one chat of %1 tokens</source>
        <translation>ein Chat mit %1 Token</translation>
    </message>
    <message>
        <source>rank %1 on all layers</source>
        <translation>Rang %1 auf allen Schichten</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>every parameter</source>
        <translation>jeder Parameter</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>This cannot be used as it is: its configuration could not be read. What is wrong stands below.</source>
        <translation>So ist es nicht verwendbar: Die Konfiguration ist nicht lesbar. Was nicht stimmt, steht unten.</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>A %1 model of %2 whose tokenizer is missing or broken; without one it can neither be asked anything nor be trained.</source>
        <translation>Ein %1-Modell (%2), dessen Tokenizer fehlt oder defekt ist; ohne ihn lässt es sich weder befragen noch trainieren.</translation>
    </message>
    <message>
        <source>A %1 base model of %2. It continues plain text; train it on texts, or on chats once it has a chat template, with %3.</source>
        <translation>Ein %1-Basismodell (%2). Es setzt reinen Text fort; trainierbar auf Texten, oder auf Chats, sobald es ein Chat-Template hat, mit %3.</translation>
    </message>
    <message>
        <source>A %1 chat model of %2. Talk to it, compare it with others, or train it with %3.</source>
        <translation>Ein %1-Chatmodell (%2). Es lässt sich befragen, mit anderen vergleichen oder trainieren mit %3.</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>%1, each %2 wide</source>
        <translation>%1, je %2 breit</translation>
    </message>
    <message>
        <source>Decoder layers and the size of the stream between them</source>
        <translation>Decoder-Schichten und die Breite des Stroms zwischen ihnen</translation>
    </message>
    <message>
        <source>%1 heads</source>
        <translation>%1 Köpfe</translation>
    </message>
    <message>
        <source>%1 heads, %2 for keys</source>
        <translation>%1 Köpfe, %2 für Keys</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Heads of %1 numbers; fewer for keys and values save memory in long chats</source>
        <translation>Köpfe mit je %1 Zahlen; weniger für Keys und Values sparen in langen Chats Speicher</translation>
    </message>
    <message>
        <source>Feed-forward</source>
        <translation>Feed-Forward</translation>
    </message>
    <message>
        <source>%1 wide</source>
        <translation>%1 breit</translation>
    </message>
    <message>
        <source>Output head</source>
        <translation>Ausgabekopf</translation>
    </message>
    <message>
        <source>shared with the embedding</source>
        <translation>mit dem Embedding geteilt</translation>
    </message>
    <message>
        <source>of its own</source>
        <translation>eigener</translation>
    </message>
    <message>
        <source>Whether the table that reads tokens in is also the one that writes them out</source>
        <translation>Ob die Tabelle, die Token einliest, sie auch wieder ausgibt</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>The longest text it was made for</source>
        <translation>Der längste Text, für den es gemacht ist</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>missing or broken</source>
        <translation>fehlt oder ist defekt</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>The token that begins a text</source>
        <translation>Das Token, mit dem ein Text beginnt</translation>
    </message>
    <message>
        <source>Ends with</source>
        <translation>Endet mit</translation>
    </message>
    <message>
        <source>The token that ends a text or an answer</source>
        <translation>Das Token, mit dem ein Text oder eine Antwort endet</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>Chat-Template</translation>
    </message>
    <message>
        <source>comes with the model</source>
        <translation>kommt mit dem Modell</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>Größe auf dem Datenträger</translation>
    </message>
    <message>
        <source>see the file %1</source>
        <translation>siehe Datei %1</translation>
    </message>
    <message>
        <source>the folder does not say</source>
        <translation>der Ordner nennt keine</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>SHA-256 of the weights: the same number means the same model</source>
        <translation>SHA-256 der Gewichte: gleiche Zahl, gleiches Modell</translation>
    </message>
    <message>
        <source>This is an adapter, not a whole model. Add it on the page Adapters.</source>
        <translation>Das ist ein Adapter, kein ganzes Modell. Er gehört auf die Seite „Adapter“.</translation>
    </message>
    <message>
        <source>This is a training run. Its result is in the sub-folder "final".</source>
        <translation>Das ist ein Trainingslauf. Sein Ergebnis liegt im Unterordner „final“.</translation>
    </message>
    <message>
        <source>This is a checkpoint of a run, not a model folder.</source>
        <translation>Das ist ein Checkpoint eines Laufs, kein Modellordner.</translation>
    </message>
    <message>
        <source>This is a data set. Add it on the page Data.</source>
        <translation>Das ist ein Datensatz. Er gehört auf die Seite „Daten“.</translation>
    </message>
    <message>
        <source>There is no model here.</source>
        <translation>Hier ist kein Modell.</translation>
    </message>
    <message>
        <source>This folder cannot be read. Check its permissions.</source>
        <translation>Dieser Ordner ist nicht lesbar. Seine Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>There is no config.json in this folder, but a GGUF file. Choose the file itself.</source>
        <translation>In diesem Ordner ist keine config.json, aber eine GGUF-Datei. Die Datei selbst wählen.</translation>
    </message>
    <message>
        <source>There is no config.json in this folder, so it is no model folder. Choose the folder that holds config.json, tokenizer.json and the weights.</source>
        <translation>In diesem Ordner ist keine config.json, also ist er kein Modellordner. Den Ordner mit config.json, tokenizer.json und den Gewichten wählen.</translation>
    </message>
    <message>
        <source>This is neither a file nor a folder.</source>
        <translation>Das ist weder eine Datei noch ein Ordner.</translation>
    </message>
    <message>
        <source>This file cannot be read. Check its permissions.</source>
        <translation>Diese Datei ist nicht lesbar. Ihre Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>This file is empty (0 bytes). The download may have been cut off; fetch it again.</source>
        <translation>Diese Datei ist leer (0 Byte). Vielleicht wurde der Download abgebrochen; neu herunterladen.</translation>
    </message>
    <message>
        <source>This file is called .gguf, but does not begin as one. The download may be broken; fetch it again.</source>
        <translation>Diese Datei heißt .gguf, beginnt aber nicht so. Vielleicht ist der Download defekt; neu herunterladen.</translation>
    </message>
    <message>
        <source>This is one file of a model. Choose the folder it lies in.</source>
        <translation>Das ist nur eine Datei eines Modells. Den Ordner wählen, in dem sie liegt.</translation>
    </message>
    <message>
        <source>Files of this kind can run code when they are opened, so they are never read. Get the model as safetensors or GGUF.</source>
        <translation>Dateien dieser Art können beim Öffnen Code ausführen und werden daher nie gelesen. Das Modell als safetensors oder GGUF beschaffen.</translation>
    </message>
    <message>
        <source>This is no model: a GGUF file or a folder with config.json is needed.</source>
        <translation>Das ist kein Modell: Nötig ist eine GGUF-Datei oder ein Ordner mit config.json.</translation>
    </message>
    <message>
        <source>There is nothing at this path. Check the spelling, or use the buttons to choose.</source>
        <translation>An diesem Pfad ist nichts. Die Schreibweise prüfen oder mit den Schaltflächen wählen.</translation>
    </message>
    <message>
        <source>A question and an answer</source>
        <translation>Eine Frage und eine Antwort</translation>
    </message>
    <message>
        <source>With a system prompt</source>
        <translation>Mit System-Prompt</translation>
    </message>
    <message>
        <source>Two questions</source>
        <translation>Zwei Fragen</translation>
    </message>
    <message>
        <source>This model has no chat template.</source>
        <translation>Dieses Modell hat kein Chat-Template.</translation>
    </message>
    <message>
        <source>It can be trained on plain text. For chats, put a chat_template.jinja into its folder.</source>
        <translation>Es lässt sich auf reinem Text trainieren. Für Chats eine chat_template.jinja in seinen Ordner legen.</translation>
    </message>
    <message>
        <source>Check chat_template.jinja, or choose another sample.</source>
        <translation>chat_template.jinja prüfen oder ein anderes Beispiel wählen.</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>waits in the queue</source>
        <translation>wartet in der Warteschlange</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>getting ready</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>Loss %1</translation>
    </message>
    <message>
        <source>held-out %1</source>
        <translation>zurückgehalten %1</translation>
    </message>
    <message>
        <source>best %1</source>
        <translation>bester %1</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>An engine took up the run</source>
        <translation>Eine Engine hat den Lauf übernommen</translation>
    </message>
    <message>
        <source>Started: %1 steps over %2 rows (%3 tokens, %4 of them trained)</source>
        <translation>Gestartet: %1 Schritte über %2 Zeilen (%3 Token, davon %4 trainiert)</translation>
    </message>
    <message>
        <source>Planned: what the run will need was computed before its model was loaded</source>
        <translation>Geplant: Der Bedarf des Laufs wurde berechnet, bevor sein Modell geladen wurde</translation>
    </message>
    <message>
        <source>Went on from step %1</source>
        <translation>Ab Schritt %1 fortgesetzt</translation>
    </message>
    <message>
        <source>Held-out loss %1</source>
        <translation>Loss (zurückgehalten) %1</translation>
    </message>
    <message>
        <source>Checkpoint of step %1 saved</source>
        <translation>Checkpoint von Schritt %1 gespeichert</translation>
    </message>
    <message>
        <source>Checkpoint of step %1 removed: only the newest and the best are kept</source>
        <translation>Checkpoint von Schritt %1 entfernt: Nur der neueste und der beste bleiben</translation>
    </message>
    <message>
        <source>A checkpoint is damaged and was passed over: %1</source>
        <translation>Ein beschädigter Checkpoint wurde übergangen: %1</translation>
    </message>
    <message>
        <source>Step %1 skipped: %2</source>
        <translation>Schritt %1 übersprungen: %2</translation>
    </message>
    <message>
        <source>Ended early: %1</source>
        <translation>Vorzeitig beendet: %1</translation>
    </message>
    <message>
        <source>%1 is %2 from here on</source>
        <translation>%1 ist ab hier %2</translation>
    </message>
    <message>
        <source>Answers of the weights at step %1 recorded</source>
        <translation>Antworten der Gewichte bei Schritt %1 aufgezeichnet</translation>
    </message>
    <message>
        <source>Asked from outside: %1</source>
        <translation>Von außen verlangt: %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Stopped as asked, state saved</source>
        <translation>Wie verlangt gestoppt, Stand gespeichert</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Pausiert: %1</translation>
    </message>
    <message>
        <source>Paused as asked, state saved</source>
        <translation>Wie verlangt pausiert, Stand gespeichert</translation>
    </message>
    <message>
        <source>Done after %1 steps</source>
        <translation>Fertig nach %1 Schritten</translation>
    </message>
    <message>
        <source>Done after %1 steps: held-out reward from %2 to %3</source>
        <translation>Fertig nach %1 Schritten: zurückgehaltene Belohnung von %2 auf %3</translation>
    </message>
    <message>
        <source>Done after %1 steps: held-out loss from %2 to %3</source>
        <translation>Fertig nach %1 Schritten: Loss (zurückgehalten) von %2 auf %3</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>noch nicht angesehen</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>How far the answers have moved from the reference</source>
        <translation>Wie weit sich die Antworten von der Referenz entfernt haben</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Whether the reward rises because the answers grow</source>
        <translation>Ob die Belohnung steigt, weil die Antworten wachsen</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Whether the policy still tries different answers</source>
        <translation>Ob noch verschiedene Antworten versucht werden</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Whether answers say the same again and again</source>
        <translation>Ob Antworten immer wieder dasselbe sagen</translation>
    </message>
    <message>
        <source>Silent prompts</source>
        <translation>Stumme Prompts</translation>
    </message>
    <message>
        <source>Whether most prompts teach nothing, because all their answers get the same reward</source>
        <translation>Ob die meisten Prompts nichts lehren, weil alle ihre Antworten dieselbe Belohnung erhalten</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Whether a reward that is not learned from falls while the other rises</source>
        <translation>Ob eine Belohnung, aus der nicht gelernt wird, fällt, während die andere steigt</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>KL weight</source>
        <translation>KL-Gewicht</translation>
    </message>
    <message>
        <source>Reward on held-out prompts %1</source>
        <translation>Belohnung auf zurückgehaltenen Prompts %1</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>nats per token</source>
        <translation>Nats pro Token</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>before clipping</source>
        <translation>vor dem Clipping</translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation>Token-Genauigkeit</translation>
    </message>
    <message>
        <source>share guessed right</source>
        <translation>richtig vorhergesagter Anteil</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>peak so far</source>
        <translation>bisheriger Höchststand</translation>
    </message>
    <message>
        <source>Tokens of a step</source>
        <translation>Token eines Schritts</translation>
    </message>
    <message>
        <source>Trained tokens of a step</source>
        <translation>Trainierte Token eines Schritts</translation>
    </message>
    <message>
        <source>Tokens so far</source>
        <translation>Bisherige Token</translation>
    </message>
    <message>
        <source>Steps planned</source>
        <translation>Geplante Schritte</translation>
    </message>
    <message>
        <source>Shortest answer</source>
        <translation>Kürzeste Antwort</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Held-out tokens</source>
        <translation>Zurückgehaltene Token</translation>
    </message>
    <message>
        <source>Watched: %1</source>
        <translation>Beobachtet: %1</translation>
    </message>
    <message>
        <source>Reward: %1</source>
        <translation>Belohnung: %1</translation>
    </message>
    <message>
        <source>Accuracy: %1</source>
        <translation>Genauigkeit: %1</translation>
    </message>
    <message>
        <source>Error of given scores: %1</source>
        <translation>Fehler gegebener Bewertungen: %1</translation>
    </message>
    <message>
        <source>%1, spread</source>
        <translation>%1, Streuung</translation>
    </message>
    <message>
        <source>Trained: all of the text is</source>
        <translation>Trainiert: Der ganze Text wird es</translation>
    </message>
    <message>
        <source>Trained: part of an answer, or the token that ends it</source>
        <translation>Trainiert: Teil einer Antwort oder das Token, das sie beendet</translation>
    </message>
    <message>
        <source>%1; weight %2</source>
        <translation>%1; Gewicht %2</translation>
    </message>
    <message>
        <source>Not trained: nothing stands before it to predict it from</source>
        <translation>Nicht trainiert: Davor steht nichts, woraus es vorherzusagen wäre</translation>
    </message>
    <message>
        <source>Not trained: the row is refused</source>
        <translation>Nicht trainiert: Die Zeile ist abgelehnt</translation>
    </message>
    <message>
        <source>Not trained: the model reads it, but only answers are learnt</source>
        <translation>Nicht trainiert: Das Modell liest es, gelernt werden nur Antworten</translation>
    </message>
    <message>
        <source>fits %1</source>
        <translation>passt in %1</translation>
    </message>
    <message>
        <source>cut at %1: %2 tokens lost</source>
        <translation>bei %1 abgeschnitten: %2 Token verloren</translation>
    </message>
    <message>
        <source>%1 tokens, %2 trained, %3</source>
        <translation>%1 Token, %2 trainiert, %3</translation>
    </message>
    <message>
        <source>Token %1 of %2, id %3</source>
        <translation>Token %1 von %2, ID %3</translation>
    </message>
    <message>
        <source>Special token %1</source>
        <translation>Besonderes Token %1</translation>
    </message>
    <message>
        <source>Bytes %1</source>
        <translation>Bytes %1</translation>
    </message>
    <message>
        <source>Shares its character with the token beside it</source>
        <translation>Teilt sein Zeichen mit dem Token daneben</translation>
    </message>
    <message>
        <source>You have %1 %2:</source>
        <translation>Vorhanden sind %1 %2:</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>held out: %1</source>
        <translation>zurückgehalten: %1</translation>
    </message>
    <message>
        <source>nothing held out</source>
        <translation>nichts zurückgehalten</translation>
    </message>
    <message>
        <source>%1 % held out</source>
        <translation>%1 % zurückgehalten</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis zu %1</translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <translation>%1 Epochen</translation>
    </message>
    <message>
        <source>%1 at most</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>learning rate %1</source>
        <translation>Lernrate %1</translation>
    </message>
    <message>
        <source>%1 per step</source>
        <translation>%1 je Schritt</translation>
    </message>
    <message>
        <source>%1, %2 on %3</source>
        <translation>%1, %2 auf %3</translation>
    </message>
    <message>
        <source>%1 holds %2, and this method does not learn from them</source>
        <translation>%1 enthält %2, und diese Methode lernt nicht daraus</translation>
    </message>
    <message>
        <source>choose other data</source>
        <translation>andere Daten wählen</translation>
    </message>
    <message>
        <source>choose other data, or %1</source>
        <translation>andere Daten wählen, oder %1</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Held-out reward</source>
        <translation>Zurückgehaltene Belohnung</translation>
    </message>
    <message>
        <source>On prompts it was not trained on; higher is better</source>
        <translation>Auf Prompts, mit denen nicht trainiert wurde; höher ist besser</translation>
    </message>
    <message>
        <source>reward %1</source>
        <translation>Belohnung %1</translation>
    </message>
    <message>
        <source> (at most %1)</source>
        <translation> (höchstens %1)</translation>
    </message>
</context>
<context>
    <name>luthier::AdapterDetail</name>
    <message>
        <source>Train from it</source>
        <translation>Davon weiter trainieren</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>Compare with its base</source>
        <translation>Mit der Basis vergleichen</translation>
    </message>
    <message>
        <source>The folder is not there</source>
        <translation>Der Ordner ist nicht da</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Delete (the folder stays)</source>
        <translation>Löschen (der Ordner bleibt)</translation>
    </message>
    <message>
        <source>Its base is</source>
        <translation>Seine Basis ist</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Use this base</source>
        <translation>Diese Basis verwenden</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>The update</source>
        <translation>Die Änderung</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>The folder of this adapter is not there</source>
        <translation>Der Ordner dieses Adapters ist nicht da</translation>
    </message>
    <message>
        <source>It has not been looked at yet</source>
        <translation>Noch nicht untersucht</translation>
    </message>
    <message>
        <source>Its settings cannot be read; see what is wrong below</source>
        <translation>Die Einstellungen sind nicht lesbar; was nicht stimmt, steht unten</translation>
    </message>
    <message>
        <source>Choose its base first</source>
        <translation>Zuerst die Basis wählen</translation>
    </message>
    <message>
        <source>The folder of this adapter is not there any more.</source>
        <translation>Der Ordner dieses Adapters ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Connect the disk it was on, or say where the folder is now. Notes and name stay.</source>
        <translation>Den Datenträger anschließen, auf dem er war, oder angeben, wo der Ordner jetzt ist. Notizen und Name bleiben.</translation>
    </message>
    <message>
        <source>There is no model in this project yet</source>
        <translation>In diesem Projekt ist noch kein Modell</translation>
    </message>
</context>
<context>
    <name>luthier::AdapterJobs</name>
    <message>
        <source>%1 waits for its turn</source>
        <translation>%1 wartet</translation>
    </message>
    <message>
        <source>%1 was not added</source>
        <translation>%1 wurde nicht hinzugefügt</translation>
    </message>
    <message>
        <source>%1 was not merged</source>
        <translation>%1 wurde nicht zusammengeführt</translation>
    </message>
    <message>
        <source>%1 was not exported</source>
        <translation>%1 wurde nicht exportiert</translation>
    </message>
    <message>
        <source>Adding %1</source>
        <translation>%1 wird hinzugefügt</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>%1 wird geprüft</translation>
    </message>
    <message>
        <source>Merging into %1</source>
        <translation>Wird zu %1 zusammengeführt</translation>
    </message>
    <message>
        <source>Exporting %1</source>
        <translation>%1 wird exportiert</translation>
    </message>
    <message>
        <source>the folder for the merged model cannot be made</source>
        <translation>der Ordner für das zusammengeführte Modell lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>einen anderen Ordner wählen</translation>
    </message>
</context>
<context>
    <name>luthier::AdapterShelf</name>
    <message>
        <source>Being checked</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Remove it, or locate the adapter's folder.</source>
        <translation>Den Adapter entfernen oder seinen Ordner angeben.</translation>
    </message>
    <message>
        <source>Check adapter</source>
        <translation>Adapter prüfen</translation>
    </message>
    <message>
        <source>Rename adapter to %1</source>
        <translation>Adapter in %1 umbenennen</translation>
    </message>
    <message>
        <source>Change notes of an adapter</source>
        <translation>Notizen eines Adapters ändern</translation>
    </message>
    <message>
        <source>Choose the base of an adapter</source>
        <translation>Basis eines Adapters wählen</translation>
    </message>
    <message>
        <source>Deleted %1 from the project; its folder stays where it is</source>
        <translation>%1 aus dem Projekt gelöscht; der Ordner bleibt, wo er ist</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird untersucht</translation>
    </message>
    <message>
        <source>This folder holds other weights than this adapter had, so it is not the same adapter.</source>
        <translation>Dieser Ordner enthält andere Gewichte als dieser Adapter, es ist also nicht derselbe.</translation>
    </message>
    <message>
        <source>Add it as an adapter of its own.</source>
        <translation>Als eigenen Adapter hinzufügen.</translation>
    </message>
    <message>
        <source>Locate adapter %1</source>
        <translation>Ordner von Adapter %1 angeben</translation>
    </message>
</context>
<context>
    <name>luthier::AdaptersPage</name>
    <message>
        <source>Search adapters</source>
        <translation>Adapter suchen</translation>
    </message>
    <message>
        <source>No adapters yet</source>
        <translation>Noch keine Adapter</translation>
    </message>
    <message>
        <source>An adapter is what a training run learned: a small file that is plugged into its base model. Train one, or add a folder in PEFT's format.</source>
        <translation>Ein Adapter ist, was ein Trainingslauf gelernt hat: eine kleine Datei, die in ihr Basismodell eingesetzt wird. Einen trainieren oder einen Ordner im PEFT-Format hinzufügen.</translation>
    </message>
    <message>
        <source>Train one</source>
        <translation>Einen trainieren</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add an adapter</source>
        <translation>Adapter hinzufügen</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>Merged into %1</source>
        <translation>Zu %1 zusammengeführt</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Exported %1 to %2</source>
        <translation>%1 nach %2 exportiert</translation>
    </message>
</context>
<context>
    <name>luthier::AddAdapterPanel</name>
    <message>
        <source>Path of an adapter's folder; or drop it here</source>
        <translation>Pfad eines Adapterordners; oder hier ablegen</translation>
    </message>
    <message>
        <source>Folder of the adapter</source>
        <translation>Ordner des Adapters</translation>
    </message>
    <message>
        <source>Add adapter</source>
        <translation>Adapter hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Add an adapter</source>
        <translation>Adapter hinzufügen</translation>
    </message>
    <message>
        <source>A folder in PEFT's format: adapter_config.json and adapter_model.safetensors. It is used where it is; nothing is copied.</source>
        <translation>Ein Ordner im PEFT-Format: adapter_config.json und adapter_model.safetensors. Er wird dort verwendet, wo er ist; nichts wird kopiert.</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>Choose a folder first</source>
        <translation>Zuerst einen Ordner wählen</translation>
    </message>
    <message>
        <source>The engine could not look at it</source>
        <translation>Die Engine konnte es nicht untersuchen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird untersucht…</translation>
    </message>
    <message>
        <source>The adapter's settings cannot be read; what is wrong stands above.</source>
        <translation>Die Einstellungen des Adapters sind nicht lesbar; was nicht stimmt, steht oben.</translation>
    </message>
    <message>
        <source>This folder is in the project already, as "%1".</source>
        <translation>Dieser Ordner ist schon im Projekt, als „%1“.</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Ein Name fehlt.</translation>
    </message>
</context>
<context>
    <name>luthier::AddModelPanel</name>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Use the folder where it is</source>
        <translation>Ordner dort verwenden, wo er ist</translation>
    </message>
    <message>
        <source>Copy it into the project</source>
        <translation>In das Projekt kopieren</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Vorgehen</translation>
    </message>
    <message>
        <source>As stored (float32 where it is quantised)</source>
        <translation>Wie gespeichert (float32, wo quantisiert)</translation>
    </message>
    <message>
        <source>float32: 4 bytes a parameter, exact</source>
        <translation>float32: 4 Byte je Parameter, exakt</translation>
    </message>
    <message>
        <source>bfloat16: 2 bytes a parameter</source>
        <translation>bfloat16: 2 Byte je Parameter</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message numerus="yes">
        <source>Add a model (%n more after this)</source>
        <translation>
            <numerusform>Modell hinzufügen (danach noch %n)</numerusform>
            <numerusform>Modell hinzufügen (danach noch %n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird untersucht…</translation>
    </message>
    <message>
        <source>Choose a folder or a GGUF file first</source>
        <translation>Zuerst einen Ordner oder eine GGUF-Datei wählen</translation>
    </message>
    <message>
        <source>The engine could not look at it</source>
        <translation>Die Engine konnte es nicht untersuchen</translation>
    </message>
    <message>
        <source>A folder in Hugging Face's format (config.json, tokenizer.json, safetensors) or a GGUF file. Nothing is downloaded, and no code in it is run.</source>
        <translation>Ein Ordner im Format von Hugging Face (config.json, tokenizer.json, safetensors) oder eine GGUF-Datei. Nichts wird heruntergeladen und kein Code darin ausgeführt.</translation>
    </message>
</context>
<context>
    <name>luthier::AxesPlot</name>
    <message>
        <source>Nothing yet: it appears with the first rollout.</source>
        <translation>Noch nichts: Es erscheint mit dem ersten Rollout.</translation>
    </message>
</context>
<context>
    <name>luthier::BenchTab</name>
    <message>
        <source>Score the held-out pairs</source>
        <translation>Zurückgehaltene Paare bewerten</translation>
    </message>
    <message>
        <source>Accuracy by length</source>
        <translation>Genauigkeit nach Länge</translation>
    </message>
    <message>
        <source>Worst disagreements with the labels</source>
        <translation>Größte Abweichungen von den Urteilen</translation>
    </message>
    <message>
        <source>Open in Data</source>
        <translation>In Daten öffnen</translation>
    </message>
    <message>
        <source>Tag for labelling</source>
        <translation>Zum Beurteilen markieren</translation>
    </message>
    <message>
        <source>Worst disagreements</source>
        <translation>Größte Abweichungen</translation>
    </message>
    <message>
        <source>Labelled better</source>
        <translation>Als besser beurteilt</translation>
    </message>
    <message>
        <source>Labelled worse, scored higher</source>
        <translation>Als schlechter beurteilt, höher bewertet</translation>
    </message>
    <message>
        <source>Labelled worse</source>
        <translation>Als schlechter beurteilt</translation>
    </message>
    <message>
        <source>Score this text</source>
        <translation>Diesen Text bewerten</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>Was gefragt wurde</translation>
    </message>
    <message>
        <source>The answer to be scored</source>
        <translation>Die Antwort, die bewertet werden soll</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>The reward model judges the pairs that it has not learned from.</source>
        <translation>Das Belohnungsmodell beurteilt die Paare, aus denen es nicht gelernt hat.</translation>
    </message>
    <message>
        <source>The run has no result: it did not come to its end</source>
        <translation>Der Lauf hat kein Ergebnis: Er kam nicht zu seinem Ende</translation>
    </message>
    <message>
        <source>The run held no rows out</source>
        <translation>Der Lauf hat keine Zeilen zurückgehalten</translation>
    </message>
    <message>
        <source>Loads the model for it; some seconds</source>
        <translation>Lädt dafür das Modell; einige Sekunden</translation>
    </message>
    <message>
        <source>Loading the reward model</source>
        <translation>Das Belohnungsmodell wird geladen</translation>
    </message>
    <message>
        <source>%1 rows scored</source>
        <translation>%1 Zeilen bewertet</translation>
    </message>
    <message>
        <source>None of the held-out rows is a pair that can be judged.</source>
        <translation>Keine der zurückgehaltenen Zeilen ist ein Paar, das beurteilt werden kann.</translation>
    </message>
    <message>
        <source>%1 of %2 held-out pairs right: %3</source>
        <translation>%1 von %2 zurückgehaltenen Paaren richtig: %3</translation>
    </message>
    <message>
        <source>%1 other rows</source>
        <translation>%1 andere Zeilen</translation>
    </message>
    <message>
        <source>Better is much longer</source>
        <translation>Bessere ist viel länger</translation>
    </message>
    <message>
        <source>Better is longer</source>
        <translation>Bessere ist länger</translation>
    </message>
    <message>
        <source>About as long</source>
        <translation>Etwa gleich lang</translation>
    </message>
    <message>
        <source>Better is shorter</source>
        <translation>Bessere ist kürzer</translation>
    </message>
    <message>
        <source>Better is much shorter</source>
        <translation>Bessere ist viel kürzer</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Choose one pair</source>
        <translation>Ein Paar auswählen</translation>
    </message>
    <message>
        <source>Tag %1 for labelling</source>
        <translation>%1 zum Beurteilen markieren</translation>
    </message>
    <message>
        <source>Choose pairs first</source>
        <translation>Erst Paare auswählen</translation>
    </message>
    <message>
        <source>Their rows get the tag %1, to be looked at again</source>
        <translation>Ihre Zeilen erhalten die Markierung %1, um noch einmal angesehen zu werden</translation>
    </message>
    <message>
        <source>Type an answer first.</source>
        <translation>Erst eine Antwort eingeben.</translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>Bewertung %1</translation>
    </message>
    <message>
        <source>The engine gave no score for it.</source>
        <translation>Die Engine hat keine Bewertung dafür vergeben.</translation>
    </message>
</context>
<context>
    <name>luthier::BooleanEditor</name>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
</context>
<context>
    <name>luthier::ChoiceEditor</name>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Chosen for you when the run starts.</source>
        <translation>Wird beim Start des Laufs automatisch gewählt.</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>%1 (not known)</source>
        <translation>%1 (nicht bekannt)</translation>
    </message>
    <message>
        <source>Automatic: %1</source>
        <translation>Automatisch: %1</translation>
    </message>
</context>
<context>
    <name>luthier::CommandPalette</name>
    <message>
        <source>Open a page, a data set, a run … or do something</source>
        <translation>Seite, Datensatz, Lauf … öffnen oder etwas ausführen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation>Nichts mit diesem Namen.</translation>
    </message>
</context>
<context>
    <name>luthier::ComparePage</name>
    <message>
        <source>Base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Add pane</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>Show differences</source>
        <translation>Unterschiede zeigen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Begins anew; what stands here is kept under “Earlier comparisons”</source>
        <translation>Beginnt von vorn; was hier steht, bleibt unter „Frühere Vergleiche“ erhalten</translation>
    </message>
    <message>
        <source>Ask something</source>
        <translation>Etwas fragen</translation>
    </message>
    <message>
        <source>Every pane answers the same question with the same sampling. Add a pane with an adapter to see what a fine-tune changed.</source>
        <translation>Jede Spalte beantwortet dieselbe Frage mit demselben Sampling. Eine Spalte mit einem Adapter zeigt, was ein Fine-Tuning geändert hat.</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Ask all panes. Ctrl+Enter sends.</source>
        <translation>Alle Spalten fragen. Strg+Eingabe sendet.</translation>
    </message>
    <message>
        <source>How answers are chosen</source>
        <translation>Wie Antworten gewählt werden</translation>
    </message>
    <message>
        <source>Go on with the dialogue</source>
        <translation>Dialog fortsetzen</translation>
    </message>
    <message>
        <source>The questions and answers above are part of the next one; otherwise it stands for itself</source>
        <translation>Die Fragen und Antworten oben gehören zur nächsten Frage; sonst steht sie für sich</translation>
    </message>
    <message>
        <source>Save question</source>
        <translation>Frage speichern</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>Add a model first: a Hugging Face folder or a GGUF file. Then its answers stand here, beside those of adapters.</source>
        <translation>Zuerst ein Modell hinzufügen: einen Ordner im Format von Hugging Face oder eine GGUF-Datei. Dann stehen seine Antworten hier neben denen von Adaptern.</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Send the question</source>
        <translation>Frage senden</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Add a pane</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>Show or hide differences</source>
        <translation>Unterschiede ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
    <message>
        <source>New comparison</source>
        <translation>Neuer Vergleich</translation>
    </message>
    <message>
        <source>Another column, with an adapter or the base</source>
        <translation>Eine weitere Spalte, mit einem Adapter oder der Basis</translation>
    </message>
    <message>
        <source>Six panes are as many as can be read beside each other</source>
        <translation>Mehr als sechs Spalten sind nebeneinander nicht lesbar</translation>
    </message>
    <message>
        <source>There is nothing to export yet: ask something first.</source>
        <translation>Noch nichts zu exportieren: zuerst etwas fragen.</translation>
    </message>
    <message>
        <source>comparison.md</source>
        <translation>vergleich.md</translation>
    </message>
    <message>
        <source>Markdown (*.md);;JSON (*.json)</source>
        <translation>Markdown (*.md);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>In %1 geschrieben</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Ask instead</source>
        <translation>Stattdessen fragen</translation>
    </message>
    <message>
        <source>Ends the answers where they are (Esc)</source>
        <translation>Beendet die Antworten, wo sie gerade sind (Esc)</translation>
    </message>
    <message>
        <source>Write a question first</source>
        <translation>Zuerst eine Frage schreiben</translation>
    </message>
    <message>
        <source>Asks the last question again with the sampling as it is now</source>
        <translation>Stellt die letzte Frage noch einmal, mit dem jetzigen Sampling</translation>
    </message>
    <message>
        <source>Nothing was asked yet, or answers are coming</source>
        <translation>Noch nichts gefragt, oder es kommen gerade Antworten</translation>
    </message>
    <message>
        <source>Marks in every pane what it says beside the words of the base, or of the pane that is pinned: underlined what is new, struck out what is missing</source>
        <translation>Markiert in jeder Spalte, was sie anders sagt als die Basis oder die angeheftete Spalte: unterstrichen, was neu ist, durchgestrichen, was fehlt</translation>
    </message>
    <message>
        <source>Removed a saved question</source>
        <translation>Gespeicherte Frage entfernt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
</context>
<context>
    <name>luthier::CompareSession</name>
    <message>
        <source>up to %1 tokens</source>
        <translation>bis zu %1 Token</translation>
    </message>
    <message>
        <source>Greedy, %1</source>
        <translation>Greedy, %1</translation>
    </message>
    <message>
        <source>Temperature %1, seed %2, %3</source>
        <translation>Temperatur %1, Seed %2, %3</translation>
    </message>
    <message>
        <source>Comparison on %1</source>
        <translation>Vergleich auf der Basis %1</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n Token</numerusform>
            <numerusform>%n Token</numerusform>
        </translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>%1 wird geladen</translation>
    </message>
    <message>
        <source>Attaching %1</source>
        <translation>%1 wird angehängt</translation>
    </message>
    <message>
        <source>Temperature %1, seed %2, top-p %3, top-k %4, min-p %5, repetition penalty %6, up to %7 tokens</source>
        <translation>Temperatur %1, Seed %2, Top-p %3, Top-k %4, Min-p %5, Wiederholungsstrafe %6, bis zu %7 Tokens</translation>
    </message>
    <message>
        <source> (greedy: always the most probable token)</source>
        <translation> (greedy: immer das wahrscheinlichste Token)</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Stopped before its end</source>
        <translation>Vor dem Ende angehalten</translation>
    </message>
    <message>
        <source>Not at its end yet</source>
        <translation>Noch nicht zu Ende</translation>
    </message>
    <message>
        <source>Cut at the longest answer</source>
        <translation>Bei der längsten Antwort abgeschnitten</translation>
    </message>
    <message>
        <source>System prompt:</source>
        <translation>System-Prompt:</translation>
    </message>
    <message>
        <source>Goes on with the dialogue above.</source>
        <translation>Setzt den Dialog darüber fort.</translation>
    </message>
</context>
<context>
    <name>luthier::CompareStock</name>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation>%1 · Schritt %2</translation>
    </message>
</context>
<context>
    <name>luthier::ConfigTab</name>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>JSON kopieren</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Settings of the run</source>
        <translation>Einstellungen des Laufs</translation>
    </message>
    <message>
        <source>run.json of the run</source>
        <translation>run.json des Laufs</translation>
    </message>
    <message>
        <source>From this run to</source>
        <translation>Von diesem Lauf zu</translation>
    </message>
    <message>
        <source>Run to compare with</source>
        <translation>Lauf zum Vergleichen</translation>
    </message>
    <message>
        <source>Differences of the settings</source>
        <translation>Unterschiede der Einstellungen</translation>
    </message>
    <message>
        <source>There is no other run in this project yet</source>
        <translation>In diesem Projekt gibt es noch keinen anderen Lauf</translation>
    </message>
    <message>
        <source>These two cannot be compared in words: %1</source>
        <translation>Diese beiden lassen sich nicht in Worten vergleichen: %1</translation>
    </message>
    <message>
        <source>Both runs have the same settings.</source>
        <translation>Beide Läufe haben dieselben Einstellungen.</translation>
    </message>
    <message>
        <source>Differences: %1</source>
        <translation>Unterschiede: %1</translation>
    </message>
    <message>
        <source>There is no other run to compare with yet. Start a second one with one setting changed: it is then said here.</source>
        <translation>Es gibt noch keinen anderen Lauf zum Vergleichen. Einen zweiten mit einer geänderten Einstellung starten: Der Unterschied steht dann hier.</translation>
    </message>
</context>
<context>
    <name>luthier::ConversationEditor</name>
    <message>
        <source>Tools the dialogue may call</source>
        <translation>Werkzeuge, die der Dialog aufrufen darf</translation>
    </message>
    <message>
        <source>Edit the tools</source>
        <translation>Werkzeuge bearbeiten</translation>
    </message>
</context>
<context>
    <name>luthier::DatasetList</name>
    <message>
        <source>Paste rows</source>
        <translation>Zeilen einfügen</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Choose a file, or drop one on this page</source>
        <translation>Datei wählen oder auf dieser Seite ablegen</translation>
    </message>
    <message>
        <source>Find a data set</source>
        <translation>Datensatz suchen</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, aus %2</translation>
    </message>
    <message>
        <source>pasted text</source>
        <translation>eingefügter Text</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>luthier::DatasetsPage</name>
    <message>
        <source>Rows (*.jsonl *.json *.ndjson *.csv *.tsv *.parquet *.txt *.md);;All files (*)</source>
        <translation>Zeilen (*.jsonl *.json *.ndjson *.csv *.tsv *.parquet *.txt *.md);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a file of rows</source>
        <translation>Datei mit Zeilen wählen</translation>
    </message>
    <message>
        <source>, %1 could not be used</source>
        <translation>, %1 nicht verwendbar</translation>
    </message>
    <message>
        <source>; %1 could not be written</source>
        <translation>; %1 nicht schreibbar</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>Tagged %1 as %2</source>
        <translation>%1 mit Tag %2 versehen</translation>
    </message>
    <message>
        <source>Took %2 from %1</source>
        <translation>Tag %2 von %1 entfernt</translation>
    </message>
    <message>
        <source>New tag, Enter</source>
        <translation>Neues Tag, Eingabe</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Added a row</source>
        <translation>Zeile hinzugefügt</translation>
    </message>
    <message>
        <source>Counting tokens, %1 of %2 rows</source>
        <translation>Token werden gezählt, %1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>Counted the tokens</source>
        <translation>Token gezählt</translation>
    </message>
    <message>
        <source>Tokens depend on a model: choose one in the tab Tokens</source>
        <translation>Token hängen vom Modell ab: eines im Reiter „Token“ wählen</translation>
    </message>
    <message>
        <source>Open Models</source>
        <translation>Modelle öffnen</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Paste rows</source>
        <translation>Zeilen einfügen</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>No row matches</source>
        <translation>Keine Zeile passt</translation>
    </message>
    <message>
        <source>Nothing here has all of what is asked for.</source>
        <translation>Hier erfüllt nichts alle Bedingungen.</translation>
    </message>
    <message>
        <source>Show all rows</source>
        <translation>Alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Taggen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Write the rows to a file</source>
        <translation>Zeilen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>There is no row to export</source>
        <translation>Keine Zeile zum Exportieren</translation>
    </message>
    <message>
        <source>Tag the chosen rows</source>
        <translation>Ausgewählte Zeilen taggen</translation>
    </message>
    <message>
        <source>Choose rows first</source>
        <translation>Zuerst Zeilen auswählen</translation>
    </message>
    <message>
        <source>Delete the chosen rows (Delete)</source>
        <translation>Ausgewählte Zeilen löschen (Entf)</translation>
    </message>
    <message>
        <source>row %1 of %2</source>
        <translation>Zeile %1 von %2</translation>
    </message>
    <message>
        <source>Import a data set</source>
        <translation>Datensatz importieren</translation>
    </message>
    <message>
        <source>Export this data set</source>
        <translation>Diesen Datensatz exportieren</translation>
    </message>
    <message>
        <source>Count the tokens of all rows</source>
        <translation>Token aller Zeilen zählen</translation>
    </message>
    <message>
        <source>No rows are left</source>
        <translation>Keine Zeilen übrig</translation>
    </message>
    <message>
        <source>Undo brings deleted rows back; Add row begins a new one.</source>
        <translation>„Rückgängig“ bringt gelöschte Zeilen zurück; „Zeile hinzufügen“ beginnt eine neue.</translation>
    </message>
    <message>
        <source>Find and replace (Ctrl+H)</source>
        <translation>Suchen und ersetzen (Strg+H)</translation>
    </message>
    <message>
        <source>Check and fix the rows</source>
        <translation>Zeilen prüfen und korrigieren</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>Suchen und ersetzen</translation>
    </message>
    <message>
        <source>Ctrl+H</source>
        <translation>Strg+H</translation>
    </message>
    <message>
        <source>Add a row behind the chosen one</source>
        <translation>Fügt hinter der gewählten Zeile eine neue ein</translation>
    </message>
    <message>
        <source>Reading the project</source>
        <translation>Projekt wird gelesen</translation>
    </message>
    <message>
        <source>Drop a file here: chat messages, instructions, prompts with answers, or plain text, as JSON lines, JSON, CSV, Parquet or text. It is looked at first, and nothing is lost on the way.</source>
        <translation>Hier eine Datei ablegen: Chatnachrichten, Anweisungen, Prompts mit Antworten oder reinen Text, als JSON Lines, JSON, CSV, Parquet oder Text. Sie wird zuerst angesehen, und unterwegs geht nichts verloren.</translation>
    </message>
    <message>
        <source>Imported %1</source>
        <translation>%1 importiert</translation>
    </message>
    <message>
        <source>Wrote %1 to %2</source>
        <translation>%1 in %2 geschrieben</translation>
    </message>
</context>
<context>
    <name>luthier::DemoSetup</name>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>Importing the demo data</source>
        <translation>Demodaten werden importiert</translation>
    </message>
</context>
<context>
    <name>luthier::DisagreementsModel</name>
    <message>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Bessere</translation>
    </message>
    <message>
        <source>Worse</source>
        <translation>Schlechtere</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
</context>
<context>
    <name>luthier::DoubtStrip</name>
    <message>
        <source>It was asked to end %1 ago and has not.</source>
        <translation>Er wurde vor %1 gebeten, zu enden, und läuft noch.</translation>
    </message>
    <message>
        <source>No step for %1; one usually takes %2.</source>
        <translation>Seit %1 kein Schritt; einer dauert sonst %2.</translation>
    </message>
    <message>
        <source>No step yet, after %1.</source>
        <translation>Nach %1 noch kein Schritt.</translation>
    </message>
    <message>
        <source>Its engine is alive: it may be at a long evaluation or save, or it hangs.</source>
        <translation>Seine Engine lebt: Sie prüft oder speichert vielleicht gerade lange, oder sie hängt.</translation>
    </message>
    <message>
        <source>Its engine gives no sign of life: it hangs, or the machine has stopped it.</source>
        <translation>Seine Engine gibt kein Lebenszeichen: Sie hängt, oder der Rechner hat sie angehalten.</translation>
    </message>
    <message>
        <source>“Stop and save” asks it to end.</source>
        <translation>„Stoppen und speichern“ bittet ihn, zu enden.</translation>
    </message>
    <message>
        <source>Ended now, all of it is lost: there is no checkpoint yet.</source>
        <translation>Jetzt beendet, geht alles verloren: Es gibt noch keinen Checkpoint.</translation>
    </message>
    <message>
        <source>Nothing before the checkpoint of step %1 is lost; Resume goes on from there.</source>
        <translation>Nichts vor dem Checkpoint von Schritt %1 geht verloren; Fortsetzen macht dort weiter.</translation>
    </message>
    <message numerus="yes">
        <source>Ended now, %n step(s) are lost.</source>
        <translation>
            <numerusform>Jetzt beendet, geht %n Schritt verloren.</numerusform>
            <numerusform>Jetzt beendet, gehen %n Schritte verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Ends the engine of this run at once, without a checkpoint</source>
        <translation>Beendet die Engine dieses Laufs sofort, ohne Checkpoint</translation>
    </message>
</context>
<context>
    <name>luthier::EngineChip</name>
    <message>
        <source>Engine ended: see why</source>
        <translation>Engine beendet: Grund ansehen</translation>
    </message>
    <message>
        <source>Engine starting</source>
        <translation>Engine startet</translation>
    </message>
    <message>
        <source>Engine at work</source>
        <translation>Engine arbeitet</translation>
    </message>
    <message>
        <source>Engine stopping</source>
        <translation>Engine stoppt</translation>
    </message>
    <message>
        <source>Engine idle</source>
        <translation>Engine bereit</translation>
    </message>
    <message>
        <source>What the engine does. A click opens the runs.</source>
        <translation>Was die Engine tut. Ein Klick öffnet die Läufe.</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>Neu starten</translation>
    </message>
</context>
<context>
    <name>luthier::EngineLink</name>
    <message>
        <source>This request is too long for the engine: %1 MB, and at most 1 MB can be asked.</source>
        <translation>Diese Anfrage ist zu lang für die Engine: %1 MB, höchstens 1 MB ist möglich.</translation>
    </message>
    <message>
        <source>Shorten the text.</source>
        <translation>Den Text kürzen.</translation>
    </message>
    <message>
        <source>Cancelled before it was asked.</source>
        <translation>Vor dem Absenden abgebrochen.</translation>
    </message>
    <message>
        <source>The engine did not answer within %1 s of its start.</source>
        <translation>Die Engine hat innerhalb von %1 s nach ihrem Start nicht geantwortet.</translation>
    </message>
    <message>
        <source>The machine may be busy: start it again. If it happens again, choose another engine in Settings, Engine.</source>
        <translation>Vielleicht ist der Rechner ausgelastet: neu starten. Geschieht es wieder, unter „Einstellungen“, „Engine“ eine andere Engine wählen.</translation>
    </message>
    <message>
        <source>The engine wrote something that is not an answer: %1</source>
        <translation>Die Engine hat etwas geschrieben, das keine Antwort ist: %1</translation>
    </message>
    <message>
        <source>Start it again. If it happens again, the program in Settings, Engine, is not Luthier's engine, or something else writes into its output.</source>
        <translation>Neu starten. Geschieht es wieder, ist das Programm unter „Einstellungen“, „Engine“ nicht die Engine von Luthier, oder etwas anderes schreibt in ihre Ausgabe.</translation>
    </message>
    <message>
        <source>%1 is not Luthier's engine: it does not say its version.</source>
        <translation>%1 ist nicht die Engine von Luthier: Es nennt seine Version nicht.</translation>
    </message>
    <message>
        <source>Choose luthier-engine in Settings, Engine.</source>
        <translation>Unter „Einstellungen“, „Engine“ luthier-engine wählen.</translation>
    </message>
    <message>
        <source>The engine is of version %1, and this window of version %2.</source>
        <translation>Die Engine hat Version %1, dieses Fenster Version %2.</translation>
    </message>
    <message>
        <source>Choose the engine that was installed with this window in Settings, Engine, or install Luthier again.</source>
        <translation>Unter „Einstellungen“, „Engine“ die Engine wählen, die mit diesem Fenster installiert wurde, oder Luthier neu installieren.</translation>
    </message>
    <message>
        <source>The engine wrote a message without "id" and "event".</source>
        <translation>Die Engine hat eine Nachricht ohne „id“ und „event“ geschrieben.</translation>
    </message>
    <message>
        <source>Start it again. If it happens again, choose the engine of this installation in Settings, Engine.</source>
        <translation>Neu starten. Geschieht es wieder, unter „Einstellungen“, „Engine“ die Engine dieser Installation wählen.</translation>
    </message>
    <message>
        <source>The engine refused without a reason.</source>
        <translation>Die Engine hat ohne Angabe eines Grundes abgelehnt.</translation>
    </message>
    <message>
        <source>The engine hangs: it has not answered for %1 s%2, and was ended.</source>
        <translation>Die Engine hängt: seit %1 s keine Antwort%2; sie wurde beendet.</translation>
    </message>
    <message>
        <source>Start it again and repeat what you asked; if it happens again, report it.</source>
        <translation>Neu starten und die Anfrage wiederholen; geschieht es wieder, melden.</translation>
    </message>
    <message>
        <source>The engine was stopped.</source>
        <translation>Die Engine wurde gestoppt.</translation>
    </message>
    <message>
        <source>Ask again: that starts it.</source>
        <translation>Erneut anfragen: das startet sie.</translation>
    </message>
    <message>
        <source> while it started</source>
        <translation> während des Starts</translation>
    </message>
    <message>
        <source>, in the middle of an answer</source>
        <translation> mitten in einer Antwort</translation>
    </message>
    <message numerus="yes">
        <source> while it worked on %n request(s)</source>
        <translation>
            <numerusform> bei der Arbeit an %n Anfrage</numerusform>
            <numerusform> bei der Arbeit an %n Anfragen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::EngineLog</name>
    <message>
        <source>Error: %1</source>
        <translation>Fehler: %1</translation>
    </message>
    <message>
        <source>What the engine said</source>
        <translation>Was die Engine sagte</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source> · the newest of them</source>
        <translation> · die neuesten davon</translation>
    </message>
    <message>
        <source>There is no such file on this machine: %1</source>
        <translation>Auf diesem Rechner gibt es diese Datei nicht: %1</translation>
    </message>
    <message>
        <source>The engine has said nothing beside its events</source>
        <translation>Die Engine hat außer ihren Ereignissen nichts gesagt</translation>
    </message>
    <message>
        <source>No line has these words</source>
        <translation>Keine Zeile enthält diese Wörter</translation>
    </message>
</context>
<context>
    <name>luthier::EngineTask</name>
    <message>
        <source>The engine wrote something that is not a result: %1</source>
        <translation>Die Engine hat etwas geschrieben, das kein Ergebnis ist: %1</translation>
    </message>
    <message>
        <source>Choose luthier-engine in Settings, Engine, or install Luthier again.</source>
        <translation>Unter „Einstellungen“, „Engine“ luthier-engine wählen oder Luthier neu installieren.</translation>
    </message>
    <message>
        <source>Stopped as asked.</source>
        <translation>Wie verlangt gestoppt.</translation>
    </message>
    <message>
        <source>The engine was asked to stop by somebody else.</source>
        <translation>Jemand anderes hat die Engine zum Stoppen aufgefordert.</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>Neu starten.</translation>
    </message>
    <message>
        <source>The engine ended in the middle of a result.</source>
        <translation>Die Engine endete mitten in einem Ergebnis.</translation>
    </message>
    <message>
        <source>Start it again; if it happens again, report it.</source>
        <translation>Neu starten; geschieht es wieder, melden.</translation>
    </message>
</context>
<context>
    <name>luthier::ExampleModel</name>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>First words</source>
        <translation>Erste Wörter</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
</context>
<context>
    <name>luthier::ExampleTable</name>
    <message>
        <source>Rows of the data set</source>
        <translation>Zeilen des Datensatzes</translation>
    </message>
    <message>
        <source>A row needs something to be known by</source>
        <translation>Eine Zeile braucht etwas, woran sie zu erkennen ist</translation>
    </message>
</context>
<context>
    <name>luthier::ExchangeView</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n Token</numerusform>
            <numerusform>%n Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped after %n token(s)</source>
        <translation>
            <numerusform>nach %n Token gestoppt</numerusform>
            <numerusform>nach %n Token gestoppt</numerusform>
        </translation>
    </message>
    <message>
        <source> · cut at the longest answer</source>
        <translation> · bei der Höchstlänge abgeschnitten</translation>
    </message>
    <message>
        <source> · weights %1</source>
        <translation> · Gewichte %1</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>nicht gefragt</translation>
    </message>
    <message>
        <source> · differs throughout</source>
        <translation> · durchweg verschieden</translation>
    </message>
    <message>
        <source> · too long to mark differences</source>
        <translation> · zu lang, um Unterschiede zu markieren</translation>
    </message>
    <message>
        <source>Edit this question and ask again; what stands here now is kept under “Earlier comparisons”</source>
        <translation>Diese Frage bearbeiten und erneut stellen; was jetzt hier steht, bleibt unter „Frühere Vergleiche“ erhalten</translation>
    </message>
    <message>
        <source> · the same words</source>
        <translation> · dieselben Wörter</translation>
    </message>
</context>
<context>
    <name>luthier::ExportDialog</name>
    <message>
        <source>Rows (*.jsonl *.json *.csv *.tsv *.parquet *.txt);;All files (*)</source>
        <translation>Zeilen (*.jsonl *.json *.csv *.tsv *.parquet *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The ending says how the rows are written: .jsonl, .json, .csv, .tsv or .parquet</source>
        <translation>Die Endung sagt, wie die Zeilen geschrieben werden: .jsonl, .json, .csv, .tsv oder .parquet</translation>
    </message>
    <message>
        <source>%1 rows cannot be written: %2</source>
        <translation>%1 Zeilen nicht schreibbar: %2</translation>
    </message>
    <message>
        <source>%1 rows lose: %2</source>
        <translation>%1 Zeilen verlieren: %2</translation>
    </message>
    <message>
        <source>Nothing is lost in the first %1 rows.</source>
        <translation>In den ersten %1 Zeilen geht nichts verloren.</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>Nichts geht verloren.</translation>
    </message>
    <message>
        <source>Of the first %1 rows:</source>
        <translation>Von den ersten %1 Zeilen:</translation>
    </message>
    <message>
        <source>Export %1 rows</source>
        <translation>%1 Zeilen exportieren</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Export a data set</source>
        <translation>Datensatz exportieren</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>What is lost</source>
        <translation>Was verloren geht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Name a file first</source>
        <translation>Zuerst eine Datei angeben</translation>
    </message>
    <message>
        <source>Looking at the rows ...</source>
        <translation>Zeilen werden angesehen …</translation>
    </message>
    <message>
        <source>Writing %1 rows</source>
        <translation>%1 Zeilen werden geschrieben</translation>
    </message>
    <message>
        <source>The export is at work</source>
        <translation>Der Export läuft</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>%1 is there already</source>
        <translation>%1 gibt es schon</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>Als %1 speichern</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>Datei, in die geschrieben wird</translation>
    </message>
</context>
<context>
    <name>luthier::FacetPanel</name>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Narrow down</source>
        <translation>Eingrenzen</translation>
    </message>
    <message>
        <source>Facets: how many rows have what</source>
        <translation>Facetten: wie viele Zeilen was haben</translation>
    </message>
    <message>
        <source>Counting ...</source>
        <translation>Wird gezählt ...</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>pasted text</source>
        <translation>eingefügter Text</translation>
    </message>
    <message>
        <source>added here</source>
        <translation>hier hinzugefügt</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Tokens not counted</source>
        <translation>Token nicht gezählt</translation>
    </message>
    <message>
        <source>Count the tokens</source>
        <translation>Token zählen</translation>
    </message>
    <message>
        <source>%1, %2 rows</source>
        <translation>%1, %2 Zeilen</translation>
    </message>
    <message>
        <source>%1: %2 rows</source>
        <translation>%1: %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>luthier::FieldRow</name>
    <message>
        <source>Takes %1.</source>
        <translation>Erlaubt: %1.</translation>
    </message>
    <message>
        <source>In run.json: %1</source>
        <translation>In run.json: %1</translation>
    </message>
    <message>
        <source>changed from its default</source>
        <translation>vom Standard abweichend</translation>
    </message>
    <message>
        <source>Back to the default: %1</source>
        <translation>Zurück zum Standard: %1</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
</context>
<context>
    <name>luthier::FieldWords</name>
    <message>
        <source>%1 between %2 and %3</source>
        <translation>%1 zwischen %2 und %3</translation>
    </message>
    <message>
        <source>%1 greater than %2 and at most %3</source>
        <translation>%1 größer als %2 und höchstens %3</translation>
    </message>
    <message>
        <source>%1 greater than %2 and less than %3</source>
        <translation>%1 größer als %2 und kleiner als %3</translation>
    </message>
    <message>
        <source>%1 of at least %2 and less than %3</source>
        <translation>%1 von mindestens %2 und kleiner als %3</translation>
    </message>
    <message>
        <source>%1 greater than %2</source>
        <translation>%1 größer als %2</translation>
    </message>
    <message>
        <source>%1 of at least %2</source>
        <translation>%1 von mindestens %2</translation>
    </message>
    <message>
        <source>%1 less than %2</source>
        <translation>%1 kleiner als %2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a text that is not empty</source>
        <translation>ein Text, der nicht leer ist</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>an object {...}</source>
        <translation>ein Objekt {...}</translation>
    </message>
    <message>
        <source>a list that is not empty</source>
        <translation>eine Liste, die nicht leer ist</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>%1 or "auto"</source>
        <translation>%1 oder "auto"</translation>
    </message>
    <message>
        <source>%1 or null</source>
        <translation>%1 oder null</translation>
    </message>
    <message>
        <source>%1 at most %2</source>
        <translation>%1 höchstens %2</translation>
    </message>
    <message>
        <source>an object {"type": ...} with the type %1</source>
        <translation>ein Objekt {"type": ...} mit dem Typ %1</translation>
    </message>
    <message>
        <source>a value for "%1"</source>
        <translation>ein Wert für "%1"</translation>
    </message>
    <message>
        <source>must be %1%2</source>
        <translation>muss %1 sein%2</translation>
    </message>
    <message>
        <source>is missing: %1 is needed</source>
        <translation>fehlt: Nötig ist %1</translation>
    </message>
</context>
<context>
    <name>luthier::FilmStrip</name>
    <message>
        <source>Held-out prompt</source>
        <translation>Zurückgehaltener Prompt</translation>
    </message>
    <message>
        <source>The run has no answers to held-out prompts: hold some rows out, and each evaluation answers them.</source>
        <translation>Der Lauf hat keine Antworten auf zurückgehaltene Prompts: Mit zurückgehaltenen Zeilen beantwortet jede Auswertung sie.</translation>
    </message>
    <message>
        <source>The base</source>
        <translation>Die Basis</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>reward %1</source>
        <translation>Belohnung %1</translation>
    </message>
    <message>
        <source>KL %1 nats</source>
        <translation>KL %1 Nats</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>, cut</source>
        <translation>, abgeschnitten</translation>
    </message>
    <message>
        <source>(an empty answer)</source>
        <translation>(eine leere Antwort)</translation>
    </message>
</context>
<context>
    <name>luthier::FilterBar</name>
    <message>
        <source>%1 to %2 %3</source>
        <translation>%1 bis %2 %3</translation>
    </message>
    <message>
        <source>from %1 %2</source>
        <translation>ab %1 %2</translation>
    </message>
    <message>
        <source>up to %1 %2</source>
        <translation>bis %1 %2</translation>
    </message>
    <message>
        <source>Search the rows</source>
        <translation>Zeilen durchsuchen</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>0 trained</source>
        <translation>0 trainiert</translation>
    </message>
    <message>
        <source>Rows of which nothing is trained</source>
        <translation>Zeilen, von denen nichts trainiert wird</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Show all rows</source>
        <translation>Alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>Problems %1</source>
        <translation>Probleme %1</translation>
    </message>
    <message>
        <source>Rows with a problem</source>
        <translation>Zeilen mit einem Problem</translation>
    </message>
    <message>
        <source>No row has a problem</source>
        <translation>Keine Zeile hat ein Problem</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Rows of a length, in characters or tokens</source>
        <translation>Zeilen einer Länge, in Zeichen oder Token</translation>
    </message>
    <message>
        <source>Rows with all of the chosen tags</source>
        <translation>Zeilen mit allen gewählten Tags</translation>
    </message>
    <message>
        <source>No row has a tag yet. Choose rows in the table and tag them.</source>
        <translation>Noch hat keine Zeile ein Tag. In der Tabelle Zeilen auswählen und taggen.</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Characters from</source>
        <translation>Zeichen ab</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Tokens from</source>
        <translation>Token ab</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>indexing %1 %: not all rows are searched yet</source>
        <translation>Index zu %1 %: noch werden nicht alle Zeilen durchsucht</translation>
    </message>
    <message>
        <source>%1 of %2 rows can be found by their words so far</source>
        <translation>%1 von %2 Zeilen sind bisher nach ihren Wörtern zu finden</translation>
    </message>
</context>
<context>
    <name>luthier::FoldedEditor</name>
    <message>
        <source>Fold</source>
        <translation>Zuklappen</translation>
    </message>
</context>
<context>
    <name>luthier::FolderEditor</name>
    <message>
        <source>Begin with a fresh adapter</source>
        <translation>Mit einem frischen Adapter beginnen</translation>
    </message>
    <message>
        <source>The project has no model yet.</source>
        <translation>Das Projekt hat noch kein Modell.</translation>
    </message>
    <message>
        <source>The project has no adapter yet: the first run makes one.</source>
        <translation>Das Projekt hat noch keinen Adapter: Der erste Lauf erzeugt einen.</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>Anderer Ordner…</translation>
    </message>
    <message>
        <source>Another adapter folder…</source>
        <translation>Anderer Adapterordner…</translation>
    </message>
    <message>
        <source>Add a model to the project</source>
        <translation>Modell zum Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>A fresh adapter</source>
        <translation>Ein frischer Adapter</translation>
    </message>
    <message>
        <source>One of the project's models, or a folder with config.json, tokenizer.json and safetensors.</source>
        <translation>Ein Modell des Projekts oder ein Ordner mit config.json, tokenizer.json und safetensors.</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>Keines wählen</translation>
    </message>
    <message>
        <source>The project has no reward model yet: a run with the method “reward model” makes one.</source>
        <translation>Das Projekt hat noch kein Belohnungsmodell: Ein Lauf mit der Methode „Belohnungsmodell“ erzeugt eines.</translation>
    </message>
    <message>
        <source>Choose a reward model</source>
        <translation>Belohnungsmodell wählen</translation>
    </message>
</context>
<context>
    <name>luthier::Form</name>
    <message>
        <source>Unusual: %1 (%2)</source>
        <translation>Ungewöhnlich: %1 (%2)</translation>
    </message>
</context>
<context>
    <name>luthier::HealthStrip</name>
    <message>
        <source>%1 since step %2</source>
        <translation>%1 seit Schritt %2</translation>
    </message>
    <message>
        <source>Warned %1 times; the newest: %2</source>
        <translation>%1-mal gewarnt; die neueste Warnung: %2</translation>
    </message>
    <message>
        <source>Click: to the event</source>
        <translation>Klick: zum Ereignis</translation>
    </message>
    <message>
        <source>nothing seen so far.</source>
        <translation>bisher nichts gesehen.</translation>
    </message>
    <message>
        <source>not looked at (switched off, or not measured yet).</source>
        <translation>nicht beobachtet (ausgeschaltet oder noch nicht gemessen).</translation>
    </message>
    <message>
        <source>%1: warned</source>
        <translation>%1: gewarnt</translation>
    </message>
    <message>
        <source>%1: fine</source>
        <translation>%1: in Ordnung</translation>
    </message>
    <message>
        <source>%1: not looked at</source>
        <translation>%1: nicht beobachtet</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Holds from the next step on, and stands as an event on the plots</source>
        <translation>Gilt ab dem nächsten Schritt und steht als Ereignis auf den Kurven</translation>
    </message>
    <message>
        <source>This is what holds now</source>
        <translation>Das gilt jetzt</translation>
    </message>
</context>
<context>
    <name>luthier::HomePage</name>
    <message>
        <source>Your data</source>
        <translation>Eigene Daten</translation>
    </message>
    <message>
        <source>Dialogues, prompts with answers, or plain text. Every row is shown as the model will read it.</source>
        <translation>Dialoge, Prompts mit Antworten oder reiner Text. Jede Zeile wird so gezeigt, wie das Modell sie liest.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Choose a model and a method. Memory and time are told before the run starts.</source>
        <translation>Modell und Methode wählen. Speicher und Zeit stehen vor dem Start des Laufs fest.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Ask the base and the adapter the same questions and see what has changed.</source>
        <translation>Basis und Adapter dieselben Fragen stellen und sehen, was sich geändert hat.</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>Letzte Läufe</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Try it with the demo</source>
        <translation>Mit der Demo ausprobieren</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Noch nichts hier</translation>
    </message>
    <message>
        <source>Reading the project</source>
        <translation>Projekt wird gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%n data set(s)</source>
        <translation>
            <numerusform>%n Datensatz</numerusform>
            <numerusform>%n Datensätze</numerusform>
        </translation>
    </message>
    <message>
        <source>It is being imported</source>
        <translation>Wird importiert</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>Look at the data</source>
        <translation>Daten ansehen</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Train on the demo</source>
        <translation>Mit der Demo trainieren</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message numerus="yes">
        <source>%n adapter(s)</source>
        <translation>
            <numerusform>%n Adapter</numerusform>
            <numerusform>%n Adapter</numerusform>
        </translation>
    </message>
    <message>
        <source>the newest: %1</source>
        <translation>der neueste: %1</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>No adapter yet; the base can be asked already</source>
        <translation>Noch kein Adapter; die Basis lässt sich schon befragen</translation>
    </message>
    <message>
        <source>Compare with its base</source>
        <translation>Mit der Basis vergleichen</translation>
    </message>
    <message>
        <source>Ask the base</source>
        <translation>Basis fragen</translation>
    </message>
    <message>
        <source>A model has to be there first</source>
        <translation>Zuerst ist ein Modell nötig</translation>
    </message>
    <message>
        <source>Choose the settings</source>
        <translation>Einstellungen wählen</translation>
    </message>
    <message>
        <source>Ask the adapter of this run and its base the same questions</source>
        <translation>Dem Adapter dieses Laufs und seiner Basis dieselben Fragen stellen</translation>
    </message>
</context>
<context>
    <name>luthier::ImportDialog</name>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>Import a data set</source>
        <translation>Datensatz importieren</translation>
    </message>
    <message>
        <source>Paste rows</source>
        <translation>Zeilen einfügen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Look at the rows</source>
        <translation>Zeilen ansehen</translation>
    </message>
    <message>
        <source>Paste something first</source>
        <translation>Zuerst etwas einfügen</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>eingefügt</translation>
    </message>
    <message>
        <source>the pasted text could not be put into a temporary file</source>
        <translation>der eingefügte Text ließ sich nicht in eine temporäre Datei schreiben</translation>
    </message>
    <message>
        <source>Looking at the file ...</source>
        <translation>Datei wird angesehen …</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>The file is still being looked at</source>
        <translation>Die Datei wird noch angesehen</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>Erkannt: %1</translation>
    </message>
    <message>
        <source>Find it out</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>It reads %1 % of the first %2 rows.</source>
        <translation>Liest %1 % der ersten %2 Zeilen.</translation>
    </message>
    <message>
        <source>%1 would read %2 %.</source>
        <translation>%1 läse %2 %.</translation>
    </message>
    <message>
        <source>No row of this file can be used</source>
        <translation>Keine Zeile dieser Datei ist verwendbar</translation>
    </message>
    <message>
        <source>%1 of %2 rows cannot be used</source>
        <translation>%1 von %2 Zeilen nicht verwendbar</translation>
    </message>
    <message>
        <source>... and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>No row could be read.</source>
        <translation>Keine Zeile war lesbar.</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Wird importiert</translation>
    </message>
    <message>
        <source>%1 rows imported</source>
        <translation>%1 Zeilen importiert</translation>
    </message>
    <message>
        <source>Stopping; nothing is kept</source>
        <translation>Wird gestoppt; nichts bleibt erhalten</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>Andere Datei wählen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>The first rows, as they will be</source>
        <translation>Die ersten Zeilen, wie sie sein werden</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>Gründe zeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Choose a file of rows</source>
        <translation>Datei mit Zeilen wählen</translation>
    </message>
    <message>
        <source>Column for %1</source>
        <translation>Spalte für %1</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>Line %1, %2</source>
        <translation>Zeile %1, %2</translation>
    </message>
    <message>
        <source>and %1 more turns</source>
        <translation>und %1 weitere Beiträge</translation>
    </message>
    <message>
        <source>One JSON object a line, a JSON list, cells copied from a spreadsheet or lines of a CSV file with the names of their columns on top, or paragraphs of plain text.</source>
        <translation>Ein JSON-Objekt je Zeile, eine JSON-Liste, kopierte Zellen einer Tabelle oder Zeilen einer CSV-Datei mit den Spaltennamen obenan, oder Absätze von einfachem Text.</translation>
    </message>
    <message>
        <source>This is read as JSON.</source>
        <translation>Das wird als JSON gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>This is read as a table with %n column(s).</source>
        <translation>
            <numerusform>Das wird als Tabelle mit %n Spalte gelesen.</numerusform>
            <numerusform>Das wird als Tabelle mit %n Spalten gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is read as plain text, a paragraph a row.</source>
        <translation>Das wird als einfacher Text gelesen, je Absatz eine Zeile.</translation>
    </message>
    <message>
        <source>Choose above what the rows are, for example "Prompt and completion", then which column is which.</source>
        <translation>Oben wählen, was die Zeilen sind, zum Beispiel „Prompt und Antwort“, dann, welche Spalte welche ist.</translation>
    </message>
    <message>
        <source>Guessed from the names of the columns: is each in its place?</source>
        <translation>Nach den Namen der Spalten geraten: Steht jede an ihrem Platz?</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Import (%1 so far)</source>
        <translation>Importieren (bisher %1)</translation>
    </message>
</context>
<context>
    <name>luthier::JsonText</name>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>luthier::LineEditor</name>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>%1: automatic</source>
        <translation>%1: automatisch</translation>
    </message>
    <message>
        <source>Chosen for you; type a value to choose it yourself</source>
        <translation>Automatisch gewählt; einen Wert eintippen, um ihn selbst zu wählen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
</context>
<context>
    <name>luthier::ListEditor</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add: %1</source>
        <translation>Hinzufügen: %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>luthier::LogTab</name>
    <message>
        <source>Only warnings and failures</source>
        <translation>Nur Warnungen und Fehler</translation>
    </message>
    <message>
        <source>What happened in the run</source>
        <translation>Was im Lauf geschehen ist</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>%1 of %2 events</source>
        <translation>%1 von %2 Ereignissen</translation>
    </message>
    <message>
        <source>Which log</source>
        <translation>Welches Protokoll</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What the engine said</source>
        <translation>Was die Engine sagte</translation>
    </message>
    <message>
        <source>Its own words beside the events: missing libraries, crashes, what libraries print</source>
        <translation>Ihre eigenen Worte neben den Ereignissen: fehlende Bibliotheken, Abstürze, Ausgaben von Bibliotheken</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Protokoll durchsuchen</translation>
    </message>
</context>
<context>
    <name>luthier::MachineCard</name>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n Kern</numerusform>
            <numerusform>%n Kerne</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>%1 free of %2</source>
        <translation>%1 frei von %2</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>asking the engine</source>
        <translation>die Engine wird gefragt</translation>
    </message>
    <message>
        <source>Fits in memory, float32</source>
        <translation>Passt in den Speicher, float32</translation>
    </message>
    <message>
        <source>all weights up to %1, LoRA up to %2 parameters</source>
        <translation>alle Gewichte bis %1, LoRA bis %2 Parameter</translation>
    </message>
    <message>
        <source>A rule of thumb: 16 bytes per parameter when all are trained, 4.5 with LoRA, and 1 GB beside them. The Train page plans each run exactly.</source>
        <translation>Faustregel: 16 Byte je Parameter, wenn alle trainiert werden, 4,5 mit LoRA, dazu 1 GB. Die Seite „Trainieren“ plant jeden Lauf genau.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
</context>
<context>
    <name>luthier::MachineFacts</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>This engine does not say whether it can use one.</source>
        <translation>Diese Engine sagt nicht, ob sie eine nutzen kann.</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA-GPU</translation>
    </message>
    <message>
        <source>The engine computes on it unless a run says otherwise.</source>
        <translation>Die Engine rechnet auf ihr, wenn ein Lauf nichts anderes sagt.</translation>
    </message>
    <message>
        <source>none in use</source>
        <translation>keine genutzt</translation>
    </message>
    <message>
        <source>This engine can use an NVIDIA GPU, and finds none here. It computes on the processor.</source>
        <translation>Diese Engine kann eine NVIDIA-GPU nutzen und findet hier keine. Sie rechnet auf dem Prozessor.</translation>
    </message>
    <message>
        <source>This engine was built for the processor alone.</source>
        <translation>Diese Engine ist nur für den Prozessor gebaut.</translation>
    </message>
</context>
<context>
    <name>luthier::MainWindow</name>
    <message>
        <source>Luthier</source>
        <translation>Luthier</translation>
    </message>
    <message>
        <source>Ctrl+%1</source>
        <translation>Strg+%1</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <source>Search or do   Ctrl+K</source>
        <translation>Suchen oder ausführen   Strg+K</translation>
    </message>
    <message>
        <source>Open a page, a data set, a model or a run, or do something, by typing its name</source>
        <translation>Seite, Datensatz, Modell oder Lauf öffnen oder etwas ausführen, durch Tippen des Namens</translation>
    </message>
    <message>
        <source>Read-only: this project is open in another window (process %1 on %2, since %3). Close that window and open the project again to change it.</source>
        <translation>Schreibgeschützt: Dieses Projekt ist in einem anderen Fenster geöffnet (Prozess %1 auf %2, seit %3). Um es zu ändern, jenes Fenster schließen und das Projekt neu öffnen.</translation>
    </message>
    <message>
        <source>“%1” has failed</source>
        <translation>„%1“ ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>“%1” has ended: %2</source>
        <translation>„%1“ ist zu Ende: %2</translation>
    </message>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Strg+Z</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Design</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Design</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>Search or do anything</source>
        <translation>Alles suchen oder ausführen</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Strg+F</translation>
    </message>
    <message>
        <source>Search on this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Close the nearest thing</source>
        <translation>Das Nächstliegende schließen</translation>
    </message>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>A run is at work</source>
        <translation>Ein Lauf ist im Gang</translation>
    </message>
    <message>
        <source>A run is at work. It goes on when the window closes, and is shown again when you come back.</source>
        <translation>Ein Lauf ist im Gang. Er läuft weiter, wenn das Fenster geschlossen wird, und ist beim nächsten Öffnen wieder zu sehen.</translation>
    </message>
    <message>
        <source>Close, the run goes on</source>
        <translation>Schließen, der Lauf geht weiter</translation>
    </message>
    <message>
        <source>Save and stop the run</source>
        <translation>Lauf speichern und stoppen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation>Strg+Y</translation>
    </message>
    <message>
        <source>Undo; Ctrl+Y redoes</source>
        <translation>Rückgängig; Strg+Y wiederholt</translation>
    </message>
    <message>
        <source>Read-only: the folder of this project cannot be written to. Copy it to where you may write, and open the copy to change it.</source>
        <translation>Schreibgeschützt: in den Ordner dieses Projekts kann nicht geschrieben werden. Zum Ändern den Ordner an einen beschreibbaren Ort kopieren und die Kopie öffnen.</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
</context>
<context>
    <name>luthier::MemoryBar</name>
    <message>
        <source>Memory: %1</source>
        <translation>Speicher: %1</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>Andere Programme</translation>
    </message>
</context>
<context>
    <name>luthier::MemoryTable</name>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet…</translation>
    </message>
    <message>
        <source>fits into the memory that is free now</source>
        <translation>passt in den jetzt freien Speicher</translation>
    </message>
    <message>
        <source>more than the memory that is free now</source>
        <translation>mehr als der jetzt freie Speicher</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>What this machine has free is not known.</source>
        <translation>Wie viel auf diesem Rechner frei ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This machine has %1 free now.</source>
        <translation>Auf diesem Rechner sind jetzt %1 frei.</translation>
    </message>
    <message>
        <source>Training: rows of %1 tokens, two at once. The page Train plans your own run.</source>
        <translation>Training: Zeilen mit %1 Token, zwei zugleich. Die Seite „Trainieren“ plant den eigenen Lauf.</translation>
    </message>
</context>
<context>
    <name>luthier::MixEditor</name>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>At most, rows</source>
        <translation>Höchstens, Zeilen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Add a data set</source>
        <translation>Datensatz hinzufügen</translation>
    </message>
    <message>
        <source>Choose held-out data</source>
        <translation>Zurückgehaltene Daten wählen</translation>
    </message>
    <message>
        <source>The project has no other data set.</source>
        <translation>Das Projekt hat keinen anderen Datensatz.</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Data sets (*.jsonl *.json *.csv *.tsv *.parquet *.txt);;All files (*)</source>
        <translation>Datensätze (*.jsonl *.json *.csv *.tsv *.parquet *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import into the project</source>
        <translation>In das Projekt importieren</translation>
    </message>
    <message>
        <source>Weight: how often each row comes in an epoch</source>
        <translation>Gewicht: wie oft jede Zeile in einer Epoche vorkommt</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>At most this many rows</source>
        <translation>Höchstens so viele Zeilen</translation>
    </message>
    <message>
        <source>How often each row comes in an epoch, on average: 2 = twice, 0.5 = every other row</source>
        <translation>Wie oft jede Zeile im Mittel in einer Epoche vorkommt: 2 = zweimal, 0,5 = jede zweite Zeile</translation>
    </message>
    <message>
        <source>Takes at most this many rows of it</source>
        <translation>Nimmt höchstens so viele Zeilen davon</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>%1  (%2 rows)</source>
        <translation>%1  (%2 Zeilen)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>Several data sets are mixed: each by its size times its weight; a cap takes at most so many of its rows.</source>
        <translation>Mehrere Datensätze werden gemischt: jeder nach Größe mal Gewicht; eine Obergrenze nimmt höchstens so viele seiner Zeilen.</translation>
    </message>
</context>
<context>
    <name>luthier::ModelDetail</name>
    <message>
        <source>Talk to it</source>
        <translation>Mit ihm chatten</translation>
    </message>
    <message>
        <source>Train it</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>The folder is not there</source>
        <translation>Der Ordner ist nicht da</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Forget (the folder stays)</source>
        <translation>Entfernen (der Ordner bleibt)</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Memory it needs</source>
        <translation>Speicherbedarf</translation>
    </message>
    <message>
        <source>Where it comes from, what came of it</source>
        <translation>Woher es kommt, was daraus wurde</translation>
    </message>
    <message>
        <source>How it reads text</source>
        <translation>Wie es Text liest</translation>
    </message>
    <message>
        <source>Files and licence</source>
        <translation>Dateien und Lizenz</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>The folder of this model is not there any more.</source>
        <translation>Der Ordner dieses Modells ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Connect the disk it was on, or say where the folder is now. Notes, name and adapters stay.</source>
        <translation>Den Datenträger anschließen, auf dem er war, oder angeben, wo der Ordner jetzt ist. Notizen, Name und Adapter bleiben.</translation>
    </message>
    <message>
        <source>The folder of this model is not there</source>
        <translation>Der Ordner dieses Modells ist nicht da</translation>
    </message>
    <message>
        <source>It has not been looked at yet</source>
        <translation>Noch nicht untersucht</translation>
    </message>
    <message>
        <source>It cannot be used as it is; see what is wrong below</source>
        <translation>So nicht verwendbar; was nicht stimmt, steht unten</translation>
    </message>
    <message>
        <source>The folder is not there.</source>
        <translation>Der Ordner ist nicht da.</translation>
    </message>
    <message>
        <source>Not looked at yet.</source>
        <translation>Noch nicht untersucht.</translation>
    </message>
    <message>
        <source>Without a tokenizer there is nothing to show.</source>
        <translation>Ohne Tokenizer gibt es nichts zu zeigen.</translation>
    </message>
    <message>
        <source>This model has no chat template. It can be trained on plain text; for chats, put a chat_template.jinja into its folder.</source>
        <translation>Dieses Modell hat kein Chat-Template. Es lässt sich auf reinem Text trainieren; für Chats eine chat_template.jinja in seinen Ordner legen.</translation>
    </message>
    <message>
        <source>Imported from</source>
        <translation>Importiert aus</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>%1 model</source>
        <translation>%1-Modell</translation>
    </message>
    <message>
        <source>base of</source>
        <translation>Basis von</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Open this adapter</source>
        <translation>Diesen Adapter öffnen</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Open all adapters</source>
        <translation>Alle Adapter öffnen</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Open the page Train with this model</source>
        <translation>Die Seite „Trainieren“ mit diesem Modell öffnen</translation>
    </message>
    <message>
        <source>The configuration could not be read.</source>
        <translation>Die Konfiguration ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet…</translation>
    </message>
</context>
<context>
    <name>luthier::ModelJobs</name>
    <message>
        <source>%1 waits for its turn</source>
        <translation>%1 wartet</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>%1 wird geprüft</translation>
    </message>
    <message>
        <source>Adding %1</source>
        <translation>%1 wird hinzugefügt</translation>
    </message>
    <message>
        <source>%1 was not added</source>
        <translation>%1 wurde nicht hinzugefügt</translation>
    </message>
    <message>
        <source>the folder for models cannot be made</source>
        <translation>der Ordner für Modelle lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>check the permissions of the project's folder</source>
        <translation>die Zugriffsrechte des Projektordners prüfen</translation>
    </message>
</context>
<context>
    <name>luthier::ModelShelf</name>
    <message>
        <source>Checking: %1</source>
        <translation>Wird geprüft: %1</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Waits to be checked</source>
        <translation>Wartet auf die Prüfung</translation>
    </message>
    <message>
        <source>Forget it, or locate the model's folder.</source>
        <translation>Das Modell entfernen oder seinen Ordner angeben.</translation>
    </message>
    <message>
        <source>Check model</source>
        <translation>Modell prüfen</translation>
    </message>
    <message>
        <source>Rename model to %1</source>
        <translation>Modell in %1 umbenennen</translation>
    </message>
    <message>
        <source>Change notes of a model</source>
        <translation>Notizen eines Modells ändern</translation>
    </message>
    <message>
        <source>Forgot %1; its folder stays where it is</source>
        <translation>%1 entfernt; der Ordner bleibt, wo er ist</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird untersucht</translation>
    </message>
    <message>
        <source>This is a file. A model that moved is a folder.</source>
        <translation>Das ist eine Datei. Ein verschobenes Modell ist ein Ordner.</translation>
    </message>
    <message>
        <source>This folder holds other weights than this model had, so it is not the same model.</source>
        <translation>Dieser Ordner enthält andere Gewichte als dieses Modell, es ist also nicht dasselbe.</translation>
    </message>
    <message>
        <source>Add it as a model of its own.</source>
        <translation>Als eigenes Modell hinzufügen.</translation>
    </message>
    <message>
        <source>Locate model %1</source>
        <translation>Ordner von Modell %1 angeben</translation>
    </message>
</context>
<context>
    <name>luthier::ModelsPage</name>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>No models yet</source>
        <translation>Noch keine Modelle</translation>
    </message>
    <message>
        <source>A model is what you talk to and train. Add a folder in Hugging Face's format or a GGUF file, or drop one here. The demo on the page Home brings one along.</source>
        <translation>Ein Modell lässt sich befragen und trainieren. Einen Ordner im Format von Hugging Face oder eine GGUF-Datei hinzufügen oder hier ablegen. Die Demo auf der Seite „Start“ bringt eines mit.</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Go to the demo</source>
        <translation>Zur Demo</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>Added %1: %2</source>
        <translation>%1 hinzugefügt: %2</translation>
    </message>
</context>
<context>
    <name>luthier::ObjectEditor</name>
    <message>
        <source>name in the file = name here</source>
        <translation>Name in der Datei = Name hier</translation>
    </message>
</context>
<context>
    <name>luthier::OfflineWords</name>
    <message>
        <source>This system cannot refuse connections: %1.</source>
        <translation>Dieses System kann Verbindungen nicht verweigern: %1.</translation>
    </message>
    <message>
        <source>Nothing here makes one, but it is not guarded. A kernel with seccomp can.</source>
        <translation>Nichts hier stellt eine her, aber es wird nicht erzwungen. Ein Kernel mit seccomp kann es.</translation>
    </message>
</context>
<context>
    <name>luthier::OptionalEditor</name>
    <message>
        <source>Set</source>
        <translation>Gesetzt</translation>
    </message>
    <message>
        <source>%1: set</source>
        <translation>%1: gesetzt</translation>
    </message>
</context>
<context>
    <name>luthier::OriginWords</name>
    <message>
        <source>the run was trained from a file, not from a data set of the project</source>
        <translation>der Lauf wurde aus einer Datei trainiert, nicht aus einem Datensatz des Projekts</translation>
    </message>
    <message>
        <source>Import the file, and train from the data set.</source>
        <translation>Die Datei importieren und aus dem Datensatz trainieren.</translation>
    </message>
    <message>
        <source>row %1 is not in the run's data sets any more</source>
        <translation>Zeile %1 ist nicht mehr in den Datensätzen des Laufs</translation>
    </message>
    <message>
        <source>It was deleted, or its data set was.</source>
        <translation>Sie wurde gelöscht, oder ihr Datensatz.</translation>
    </message>
</context>
<context>
    <name>luthier::Page</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>luthier::PairEditor</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source> of the prompt</source>
        <translation> (Prompt)</translation>
    </message>
    <message>
        <source>Which answer is better</source>
        <translation>Welche Antwort besser ist</translation>
    </message>
    <message>
        <source>Answer A</source>
        <translation>Antwort A</translation>
    </message>
    <message>
        <source> of answer A</source>
        <translation> (Antwort A)</translation>
    </message>
    <message>
        <source>Answer B</source>
        <translation>Antwort B</translation>
    </message>
    <message>
        <source> of answer B</source>
        <translation> (Antwort B)</translation>
    </message>
    <message>
        <source>Change the verdict to "%1"</source>
        <translation>Urteil ändern zu „%1“</translation>
    </message>
    <message>
        <source>margin %1</source>
        <translation>Abstand %1</translation>
    </message>
</context>
<context>
    <name>luthier::PaneHead</name>
    <message>
        <source>Which weights answer</source>
        <translation>Welche Gewichte antworten</translation>
    </message>
    <message>
        <source>System prompt of this pane</source>
        <translation>System-Prompt dieser Spalte</translation>
    </message>
    <message>
        <source>Remove this pane</source>
        <translation>Diese Spalte entfernen</translation>
    </message>
    <message>
        <source>Give this pane a system prompt of its own</source>
        <translation>Dieser Spalte einen eigenen System-Prompt geben</translation>
    </message>
    <message>
        <source>One pane has to stay</source>
        <translation>Eine Spalte muss bleiben</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>weights %1</source>
        <translation>Gewichte %1</translation>
    </message>
    <message>
        <source>SHA-256 of the weights that gave the last answer, base and adapter: %1</source>
        <translation>SHA-256 der Gewichte, die zuletzt geantwortet haben, Basis und Adapter: %1</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>What this pane is told before the dialogue. Empty: nothing.</source>
        <translation>Was dieser Spalte vor dem Dialog gesagt wird. Leer: nichts.</translation>
    </message>
    <message>
        <source>Compare the other panes with this one</source>
        <translation>Die anderen Spalten mit dieser vergleichen</translation>
    </message>
    <message>
        <source>The other panes are compared with this one</source>
        <translation>Die anderen Spalten werden mit dieser verglichen</translation>
    </message>
</context>
<context>
    <name>luthier::PathEditor</name>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
</context>
<context>
    <name>luthier::PickerButton</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
</context>
<context>
    <name>luthier::PlanPanel</name>
    <message>
        <source>What would make it fit</source>
        <translation>Womit es passen würde</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>The engine multiplies a few matrices, which takes some seconds</source>
        <translation>Die Engine multipliziert einige Matrizen, das dauert ein paar Sekunden</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <source>No row is left to train on</source>
        <translation>Keine Zeile zum Trainieren übrig</translation>
    </message>
    <message>
        <source>Of %1 rows: %2.</source>
        <translation>Von %1 Zeilen: %2.</translation>
    </message>
    <message>
        <source>Counting tokens…</source>
        <translation>Token werden gezählt…</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>Noch kein Plan</translation>
    </message>
    <message>
        <source>The rows are read with the model's tokenizer; the plan follows in a moment.</source>
        <translation>Die Zeilen werden mit dem Tokenizer des Modells gelesen; der Plan folgt gleich.</translation>
    </message>
    <message>
        <source>GPU memory</source>
        <translation>GPU-Speicher</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Too large for any machine</source>
        <translation>Zu groß für jeden Rechner</translation>
    </message>
    <message>
        <source>Needs %1 of %2</source>
        <translation>Braucht %1 %2</translation>
    </message>
    <message>
        <source>Fits: %1 of %2</source>
        <translation>Passt: %1 %2</translation>
    </message>
    <message>
        <source>Does not fit: %1 of %2</source>
        <translation>Passt nicht: braucht %1 %2</translation>
    </message>
    <message>
        <source>How much there is will be known when the engine has measured.</source>
        <translation>Wie viel da ist, steht fest, wenn die Engine gemessen hat.</translation>
    </message>
    <message>
        <source>%1 are free of %2</source>
        <translation>%1 von %2 sind frei</translation>
    </message>
    <message>
        <source>, which this program's group is allowed</source>
        <translation>, so viel ist der Gruppe dieses Programms erlaubt</translation>
    </message>
    <message>
        <source>about </source>
        <translation>etwa </translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 of %2 parameters</source>
        <translation>%1 von %2 Parametern</translation>
    </message>
    <message>
        <source>Counted so far: %1 of %2 rows.</source>
        <translation>Bisher gezählt: %1 von %2 Zeilen.</translation>
    </message>
    <message>
        <source>%1 rows are held out.</source>
        <translation>%1 Zeilen werden zurückgehalten.</translation>
    </message>
    <message>
        <source>No row is held out, so there is no held-out loss.</source>
        <translation>Keine Zeile wird zurückgehalten, daher gibt es keinen Loss auf zurückgehaltenen Zeilen.</translation>
    </message>
    <message>
        <source>Not used: %1.</source>
        <translation>Nicht genutzt: %1.</translation>
    </message>
    <message>
        <source>The disk has only %1 free.</source>
        <translation>Auf dem Datenträger sind nur %1 frei.</translation>
    </message>
    <message>
        <source>16 bit</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>32 bit</source>
        <translation>32 Bit</translation>
    </message>
    <message>
        <source>Time and speed: from what was measured on this machine.</source>
        <translation>Zeit und Tempo: nach Messungen auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Time and speed are assumed from a usual processor, not measured here.</source>
        <translation>Zeit und Tempo sind für einen üblichen Prozessor geschätzt, nicht hier gemessen.</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Erneut messen</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>braucht %1</translation>
    </message>
    <message>
        <source>the least: %1</source>
        <translation>am wenigsten: %1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Take out "%1"</source>
        <translation>„%1“ herausnehmen</translation>
    </message>
    <message>
        <source>Runs of the queue start one after the other</source>
        <translation>Läufe der Warteschlange starten einer nach dem anderen</translation>
    </message>
    <message>
        <source>The engine is measuring</source>
        <translation>Die Engine misst</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen…</translation>
    </message>
    <message>
        <source>The data has no rows.</source>
        <translation>Die Daten haben keine Zeilen.</translation>
    </message>
    <message>
        <source>1 row is held out.</source>
        <translation>1 Zeile ist zurückgehalten.</translation>
    </message>
    <message>
        <source>Longer than the limit and cut: %1.</source>
        <translation>Länger als die Grenze und gekürzt: %1.</translation>
    </message>
    <message>
        <source>Computed in %1, threads: %2.</source>
        <translation>Gerechnet in %1, Threads: %2.</translation>
    </message>
    <message>
        <source>One thing to put right</source>
        <translation>Etwas ist zu berichtigen</translation>
    </message>
    <message>
        <source>%1 things to put right</source>
        <translation>%1 Dinge sind zu berichtigen</translation>
    </message>
</context>
<context>
    <name>luthier::PlotOverlay</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>luthier::PlotPanel</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Logarithmic values: small differences near zero become visible</source>
        <translation>Logarithmische Werte: Kleine Unterschiede nahe null werden sichtbar</translation>
    </message>
    <message>
        <source>Logarithmic values of %1</source>
        <translation>Logarithmische Werte von %1</translation>
    </message>
    <message>
        <source>Export, reset</source>
        <translation>Exportieren, zurücksetzen</translation>
    </message>
    <message>
        <source>Save picture (PNG)…</source>
        <translation>Bild speichern (PNG)…</translation>
    </message>
    <message>
        <source>Save drawing (SVG)…</source>
        <translation>Zeichnung speichern (SVG)…</translation>
    </message>
    <message>
        <source>Save values (CSV)…</source>
        <translation>Werte speichern (CSV)…</translation>
    </message>
    <message>
        <source>Show all of x</source>
        <translation>Ganze x-Achse zeigen</translation>
    </message>
    <message>
        <source>Plot of %1</source>
        <translation>Diagramm von %1</translation>
    </message>
    <message>
        <source>No values above zero to show on a logarithmic axis</source>
        <translation>Keine Werte über null für eine logarithmische Achse</translation>
    </message>
    <message>
        <source>No values yet</source>
        <translation>Noch keine Werte</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
</context>
<context>
    <name>luthier::PlotsTab</name>
    <message>
        <source>No measurements yet</source>
        <translation>Noch keine Messwerte</translation>
    </message>
    <message>
        <source>Curves appear with the first step of the run.</source>
        <translation>Kurven erscheinen mit dem ersten Schritt des Laufs.</translation>
    </message>
    <message>
        <source>Show all of x again (double click, Home)</source>
        <translation>Wieder die ganze x-Achse zeigen (Doppelklick, Pos1)</translation>
    </message>
    <message>
        <source>All of x is shown; the wheel zooms, dragging pans</source>
        <translation>Die ganze x-Achse ist zu sehen; das Mausrad zoomt, Ziehen verschiebt</translation>
    </message>
    <message>
        <source>What runs along x</source>
        <translation>Was auf der x-Achse liegt</translation>
    </message>
    <message>
        <source>By step</source>
        <translation>Nach Schritten</translation>
    </message>
    <message>
        <source>By tokens</source>
        <translation>Nach Token</translation>
    </message>
    <message>
        <source>By epoch</source>
        <translation>Nach Epochen</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>Nach Zeit</translation>
    </message>
    <message>
        <source>Log x</source>
        <translation>x log</translation>
    </message>
    <message>
        <source>Logarithmic x: the first steps get as much room as all later ones</source>
        <translation>Logarithmische x-Achse: Die ersten Schritte bekommen so viel Platz wie alle späteren</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>How far back the thick line averages; the raw line stays faint behind it</source>
        <translation>Wie weit zurück die dicke Linie mittelt; die Rohwerte bleiben blass dahinter</translation>
    </message>
    <message>
        <source>No smoothing</source>
        <translation>Keine Glättung</translation>
    </message>
    <message>
        <source>Smoothing %1</source>
        <translation>Glättung %1</translation>
    </message>
    <message>
        <source>All series</source>
        <translation>Alle Reihen</translation>
    </message>
    <message>
        <source>Also counters and other series that seldom matter</source>
        <translation>Auch Zähler und andere Reihen, die selten wichtig sind</translation>
    </message>
    <message>
        <source>Reset zoom</source>
        <translation>Zoom zurücksetzen</translation>
    </message>
    <message>
        <source>%1: click to hide or show</source>
        <translation>%1: Klick blendet ein oder aus</translation>
    </message>
    <message>
        <source>Show the curves of %1</source>
        <translation>Kurven von %1 zeigen</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>%1, held-out</source>
        <translation>%1, zurückgehalten</translation>
    </message>
    <message>
        <source>held-out</source>
        <translation>zurückgehalten</translation>
    </message>
</context>
<context>
    <name>luthier::ProblemStrip</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>Gründe zeigen</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>What can be put right by a button, and how many rows that changes</source>
        <translation>Was sich auf Knopfdruck berichtigen lässt, und wie viele Zeilen das ändert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 with a problem: %2</source>
        <translation>%1 mit einem Problem: %2</translation>
    </message>
    <message>
        <source>%1 of the file could not be used</source>
        <translation>Aus der Datei nicht verwendbar: %1</translation>
    </message>
</context>
<context>
    <name>luthier::ProcessWords</name>
    <message>
        <source>The engine (luthier-engine) is neither beside this program nor in the PATH.</source>
        <translation>Die Engine (luthier-engine) liegt weder neben diesem Programm noch im PATH.</translation>
    </message>
    <message>
        <source>Choose it in Settings, Engine, or install Luthier again.</source>
        <translation>Unter „Einstellungen“, „Engine“ die Engine wählen oder Luthier neu installieren.</translation>
    </message>
    <message>
        <source>segmentation fault</source>
        <translation>Speicherzugriffsfehler</translation>
    </message>
    <message>
        <source>bus error</source>
        <translation>Busfehler</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>ungültiger Befehl</translation>
    </message>
    <message>
        <source>arithmetic fault</source>
        <translation>Rechenfehler</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>gewaltsam beendet</translation>
    </message>
    <message>
        <source>asked to end</source>
        <translation>zum Beenden aufgefordert</translation>
    </message>
    <message>
        <source>signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Somebody ended it, or the system did because memory ran out. Close other programs, or use a smaller model, and start it again.</source>
        <translation>Jemand hat sie beendet, oder das System, weil der Speicher ausging. Andere Programme schließen oder ein kleineres Modell nehmen und neu starten.</translation>
    </message>
    <message>
        <source>Somebody asked it to end. Start it again.</source>
        <translation>Jemand hat sie zum Beenden aufgefordert. Neu starten.</translation>
    </message>
    <message>
        <source>It may be built for another processor. Install the Luthier that is made for this machine.</source>
        <translation>Vielleicht ist sie für einen anderen Prozessor gebaut. Das Luthier installieren, das für diesen Rechner gemacht ist.</translation>
    </message>
    <message>
        <source>This is a fault of Luthier. Start the engine again; if it happens again, report it with these lines.</source>
        <translation>Das ist ein Fehler von Luthier. Die Engine neu starten; geschieht es wieder, mit diesen Zeilen melden.</translation>
    </message>
    <message>
        <source>It last said:</source>
        <translation>Zuletzt meldete sie:</translation>
    </message>
    <message>
        <source>The engine crashed%1: %2 (signal %3).</source>
        <translation>Absturz der Engine%1: %2 (Signal %3).</translation>
    </message>
    <message>
        <source>The engine cannot start: a library that it needs is missing.</source>
        <translation>Die Engine startet nicht: Eine Bibliothek, die sie braucht, fehlt.</translation>
    </message>
    <message>
        <source>Install Luthier again; in a build folder run "./luthier setup".</source>
        <translation>Luthier neu installieren; in einem Build-Ordner „./luthier setup“ ausführen.</translation>
    </message>
    <message>
        <source>The engine cannot start: the system does not run this program.</source>
        <translation>Die Engine startet nicht: Das System führt dieses Programm nicht aus.</translation>
    </message>
    <message>
        <source>Choose the engine of this installation in Settings, Engine.</source>
        <translation>Unter „Einstellungen“, „Engine“ die Engine dieser Installation wählen.</translation>
    </message>
    <message>
        <source>The engine ended by itself%1, without saying why.</source>
        <translation>Die Engine endete%1 von selbst, ohne einen Grund zu nennen.</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>Neu starten.</translation>
    </message>
    <message>
        <source>The engine ended%1 with code %2.</source>
        <translation>Die Engine endete%1 mit Code %2.</translation>
    </message>
    <message>
        <source>Start it again; if it happens again, report it with these lines.</source>
        <translation>Neu starten; geschieht es wieder, mit diesen Zeilen melden.</translation>
    </message>
    <message>
        <source>The engine cannot be started: %1.</source>
        <translation>Die Engine lässt sich nicht starten: %1.</translation>
    </message>
    <message>
        <source>There is no engine at this path.</source>
        <translation>An diesem Pfad ist keine Engine.</translation>
    </message>
    <message>
        <source>The path of the engine is a folder.</source>
        <translation>Der Pfad der Engine ist ein Ordner.</translation>
    </message>
    <message>
        <source>The engine cannot be started: the file is not executable.</source>
        <translation>Die Engine lässt sich nicht starten: Die Datei ist nicht ausführbar.</translation>
    </message>
    <message>
        <source>Choose luthier-engine in Settings, Engine, or install Luthier again.</source>
        <translation>Unter „Einstellungen“, „Engine“ luthier-engine wählen oder Luthier neu installieren.</translation>
    </message>
</context>
<context>
    <name>luthier::ProjectLists</name>
    <message>
        <source>Data set %1, which has been deleted</source>
        <translation>Datensatz %1, inzwischen gelöscht</translation>
    </message>
</context>
<context>
    <name>luthier::PromptEditor</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source> of the prompt</source>
        <translation> (Prompt)</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>What a checker compares the answer with, as JSON; null when there is none.</source>
        <translation>Womit ein Prüfer die Antwort vergleicht, als JSON; null, wenn es nichts gibt.</translation>
    </message>
    <message>
        <source>Edit the reference</source>
        <translation>Referenz bearbeiten</translation>
    </message>
</context>
<context>
    <name>luthier::PromptShelf</name>
    <message>
        <source>Search questions</source>
        <translation>Fragen durchsuchen</translation>
    </message>
    <message>
        <source>Saved questions</source>
        <translation>Gespeicherte Fragen</translation>
    </message>
    <message>
        <source>Ask all</source>
        <translation>Alle fragen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Earlier comparisons</source>
        <translation>Frühere Vergleiche</translation>
    </message>
    <message numerus="yes">
        <source>Ask all %n</source>
        <translation>
            <numerusform>Alle %n fragen</numerusform>
            <numerusform>Alle %n fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no saved questions</source>
        <translation>Es gibt keine gespeicherten Fragen</translation>
    </message>
    <message>
        <source>Asks each of them for itself, in every pane</source>
        <translation>Stellt jede für sich, in jeder Spalte</translation>
    </message>
    <message>
        <source>Choose a saved question first</source>
        <translation>Zuerst eine gespeicherte Frage wählen</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>“Save question”, beside the field you write in, keeps one</source>
        <translation>„Frage speichern“ neben dem Eingabefeld behält eine</translation>
    </message>
    <message>
        <source>“New” begins another comparison and keeps this one here</source>
        <translation>„Neu“ beginnt einen weiteren Vergleich und behält diesen hier</translation>
    </message>
</context>
<context>
    <name>luthier::QueueList</name>
    <message>
        <source>Queue, held back</source>
        <translation>Warteschlange, angehalten</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Laufen lassen</translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The first run starts as soon as nothing else is training</source>
        <translation>Der erste Lauf startet, sobald nichts anderes trainiert</translation>
    </message>
    <message>
        <source>What is training goes on; the next one waits</source>
        <translation>Was gerade trainiert, läuft weiter; der nächste wartet</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>It is the first</source>
        <translation>Ist schon der erste</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>It is the last</source>
        <translation>Ist schon der letzte</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Took "%1" out of the queue</source>
        <translation>„%1“ aus der Warteschlange genommen</translation>
    </message>
</context>
<context>
    <name>luthier::Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Fold or unfold the list of pages</source>
        <translation>Seitenliste ein- oder ausklappen</translation>
    </message>
</context>
<context>
    <name>luthier::RankingEditor</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source> of the prompt</source>
        <translation> (Prompt)</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>1 is best; equal places are ties.</source>
        <translation>1 ist am besten; gleiche Plätze sind gleichauf.</translation>
    </message>
    <message>
        <source>Add answer</source>
        <translation>Antwort hinzufügen</translation>
    </message>
    <message>
        <source>Add an answer</source>
        <translation>Antwort hinzufügen</translation>
    </message>
    <message>
        <source>Place </source>
        <translation>Platz </translation>
    </message>
    <message>
        <source>Place of answer %1</source>
        <translation>Platz von Antwort %1</translation>
    </message>
    <message>
        <source>Delete this answer</source>
        <translation>Diese Antwort löschen</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source> of answer %1</source>
        <translation> (Antwort %1)</translation>
    </message>
    <message>
        <source>Put answer %1 in place %2</source>
        <translation>Antwort %1 auf Platz %2 setzen</translation>
    </message>
    <message>
        <source>Delete answer %1</source>
        <translation>Antwort %1 löschen</translation>
    </message>
</context>
<context>
    <name>luthier::RefusalsDialog</name>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Rows that could not be used</source>
        <translation>Nicht verwendbare Zeilen</translation>
    </message>
    <message>
        <source>Search lines, rules and reasons</source>
        <translation>Zeilen, Regeln und Gründe durchsuchen</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>luthier::RepairDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Check and fix</source>
        <translation>Prüfen und korrigieren</translation>
    </message>
    <message>
        <source>Check and fix %1</source>
        <translation>%1 prüfen und korrigieren</translation>
    </message>
    <message>
        <source>Stopped before all rows were looked at.</source>
        <translation>Angehalten, bevor alle Zeilen geprüft waren.</translation>
    </message>
    <message>
        <source>Looking at the rows ...</source>
        <translation>Die Zeilen werden geprüft ...</translation>
    </message>
    <message>
        <source>Looking at the rows</source>
        <translation>Die Zeilen werden geprüft</translation>
    </message>
    <message>
        <source>Looked at %1 of %2 rows</source>
        <translation>%1 von %2 Zeilen geprüft</translation>
    </message>
    <message>
        <source>All %1 rows were looked at. There is nothing to fix.</source>
        <translation>Alle %1 Zeilen sind geprüft. Es gibt nichts zu korrigieren.</translation>
    </message>
    <message>
        <source>All %1 rows were looked at. Each button does what it says as one action, which Ctrl+Z takes back.</source>
        <translation>Alle %1 Zeilen sind geprüft. Jeder Knopf tut in einem Schritt, was er sagt; Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Show next</source>
        <translation>Nächste zeigen</translation>
    </message>
    <message>
        <source>Opens these rows beside the table, one after the other</source>
        <translation>Öffnet diese Zeilen neben der Tabelle, eine nach der anderen</translation>
    </message>
    <message>
        <source>The rows are being looked at</source>
        <translation>Die Zeilen werden gerade geprüft</translation>
    </message>
    <message>
        <source>Fixing</source>
        <translation>Wird korrigiert</translation>
    </message>
    <message>
        <source>Fixed %1 of %2 rows</source>
        <translation>%1 von %2 Zeilen korrigiert</translation>
    </message>
</context>
<context>
    <name>luthier::RepeatWords</name>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>%1 has been changed since, on %2</source>
        <translation>%1 wurde seitdem geändert, am %2</translation>
    </message>
    <message>
        <source>a data set of it is not in the project any more</source>
        <translation>einer seiner Datensätze ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>the data set “%1” has been edited since</source>
        <translation>der Datensatz „%1“ wurde seitdem bearbeitet</translation>
    </message>
    <message>
        <source>no checkpoint from before step %1 is kept</source>
        <translation>es gibt keinen Sicherungspunkt von vor Schritt %1 mehr</translation>
    </message>
    <message>
        <source>Repeat the run from its beginning instead; a larger “keep checkpoints” keeps more of them.</source>
        <translation>Stattdessen den Lauf von Anfang an wiederholen; bei einer größeren Zahl behaltener Sicherungspunkte bleiben mehr von ihnen.</translation>
    </message>
    <message>
        <source>the run has kept no copy of its rows, so it cannot go on from a checkpoint in another folder</source>
        <translation>der Lauf hat keine Kopie seiner Zeilen behalten und kann deshalb nicht in einem anderen Ordner von einem Sicherungspunkt weitergehen</translation>
    </message>
</context>
<context>
    <name>luthier::ReplaceDialog</name>
    <message>
        <source>1 match</source>
        <translation>1 Treffer</translation>
    </message>
    <message>
        <source>%1 matches</source>
        <translation>%1 Treffer</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß- und Kleinschreibung</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Ganze Wörter</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>Suchen und ersetzen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Nothing: what is found is taken out</source>
        <translation>Nichts: das Gefundene wird herausgenommen</translation>
    </message>
    <message>
        <source>In the replacement $1 is the first group, $0 all that was found, \n a line end</source>
        <translation>Im Ersatz steht $1 für die erste Gruppe, $0 für alles Gefundene, \n für ein Zeilenende</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Nachdenken</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Einfacher Text</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Texts of</source>
        <translation>Texte von</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Was sich ändern würde</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>Only the %1 shown</source>
        <translation>Nur die gezeigten: %1</translation>
    </message>
    <message>
        <source>This is no regular expression, %1.</source>
        <translation>Das ist kein regulärer Ausdruck, %1.</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Wird gesucht</translation>
    </message>
    <message>
        <source>Searched %1 of %2 rows</source>
        <translation>%1 von %2 Zeilen durchsucht</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Type what to find. Nothing is changed before you say so.</source>
        <translation>Eingeben, was gesucht wird. Geändert wird erst auf Knopfdruck.</translation>
    </message>
    <message>
        <source>Nothing is found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>; the first %1 are shown</source>
        <translation>; die ersten %1 sind zu sehen</translation>
    </message>
    <message>
        <source>; %1 take this expression too long and stay as they are</source>
        <translation>; für %1 braucht dieser Ausdruck zu lange, sie bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>Replace in %1</source>
        <translation>In %1 ersetzen</translation>
    </message>
    <message>
        <source>The rows are still being searched</source>
        <translation>Die Zeilen werden noch durchsucht</translation>
    </message>
    <message>
        <source>There is nothing to replace</source>
        <translation>Es gibt nichts zu ersetzen</translation>
    </message>
    <message>
        <source>Replacing</source>
        <translation>Wird ersetzt</translation>
    </message>
    <message>
        <source>Changed %1 of %2 rows</source>
        <translation>%1 von %2 Zeilen geändert</translation>
    </message>
    <message>
        <source>Replace "%1" by "%2" in %3</source>
        <translation>„%1“ in %3 durch „%2“ ersetzen</translation>
    </message>
</context>
<context>
    <name>luthier::RewardHeat</name>
    <message>
        <source>Rewards of the answers</source>
        <translation>Belohnungen der Antworten</translation>
    </message>
    <message>
        <source>by rollout</source>
        <translation>nach Rollout</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>Mittel %1</translation>
    </message>
    <message>
        <source>Step %1: %2 of %3 answers between %4 and %5, mean %6</source>
        <translation>Schritt %1: %2 von %3 Antworten zwischen %4 und %5, Mittel %6</translation>
    </message>
</context>
<context>
    <name>luthier::RewardKlPlot</name>
    <message>
        <source>Reward against KL</source>
        <translation>Belohnung gegen KL</translation>
    </message>
    <message>
        <source>a point per rollout</source>
        <translation>ein Punkt je Rollout</translation>
    </message>
    <message>
        <source>How much reward each nat of distance from the reference has bought</source>
        <translation>Wie viel Belohnung jedes Nat Abstand von der Referenz eingebracht hat</translation>
    </message>
    <message>
        <source>KL to the reference, nats</source>
        <translation>KL zur Referenz, Nats</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>%1 at %2 nats</source>
        <translation>%1 bei %2 Nats</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Step %1: reward %2, KL %3 nats</source>
        <translation>Schritt %1: Belohnung %2, KL %3 Nats</translation>
    </message>
</context>
<context>
    <name>luthier::RewardListEditor</name>
    <message>
        <source>Add a part</source>
        <translation>Teil hinzufügen</translation>
    </message>
    <message>
        <source>Add: %1</source>
        <translation>Hinzufügen: %1</translation>
    </message>
    <message>
        <source>A part of another version</source>
        <translation>Ein Teil einer anderen Version</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removed %1 from the reward</source>
        <translation>%1 aus der Belohnung entfernt</translation>
    </message>
    <message>
        <source>a part</source>
        <translation>ein Teil</translation>
    </message>
</context>
<context>
    <name>luthier::RolloutsModel</name>
    <message>
        <source>, cut</source>
        <translation>, abgeschnitten</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Distance of the answer from the reference, in nats</source>
        <translation>Abstand der Antwort von der Referenz, in Nats</translation>
    </message>
    <message>
        <source>How much better than expected it was: what is learned from it</source>
        <translation>Um wie viel besser als erwartet sie war: was daraus gelernt wird</translation>
    </message>
    <message>
        <source>What this part of the reward says of the answer, before its weight</source>
        <translation>Was dieser Teil der Belohnung zur Antwort sagt, vor seinem Gewicht</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Advantage</source>
        <translation>Vorteil</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
</context>
<context>
    <name>luthier::RolloutsTab</name>
    <message>
        <source>No answers yet</source>
        <translation>Noch keine Antworten</translation>
    </message>
    <message>
        <source>Methods that learn from their own answers (GRPO, PPO, RLOO and others) keep each of them here, with what every part of the reward said of it.</source>
        <translation>Methoden, die aus ihren eigenen Antworten lernen (GRPO, PPO, RLOO und andere), bewahren hier jede auf, mit dem, was jeder Teil der Belohnung dazu sagte.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>The answers to one held-out prompt over the steps</source>
        <translation>Die Antworten auf einen zurückgehaltenen Prompt über die Schritte</translation>
    </message>
    <message>
        <source>Search prompts and beginnings of answers</source>
        <translation>Prompts und Anfänge von Antworten durchsuchen</translation>
    </message>
    <message>
        <source>Search answers</source>
        <translation>Antworten durchsuchen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>Erster Schritt</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>Letzter Schritt</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>neuester</translation>
    </message>
    <message>
        <source>Held out only</source>
        <translation>Nur zurückgehaltene</translation>
    </message>
    <message>
        <source>Sort new answers in</source>
        <translation>Neue Antworten einsortieren</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>Advantage</source>
        <translation>Vorteil</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>How far each token is from what the reference would have written</source>
        <translation>Wie weit jedes Token von dem entfernt ist, was die Referenz geschrieben hätte</translation>
    </message>
    <message>
        <source>Whether the token becomes likelier (above 0) or less likely</source>
        <translation>Ob das Token wahrscheinlicher wird (über 0) oder unwahrscheinlicher</translation>
    </message>
    <message>
        <source>What the critic expected from there on</source>
        <translation>Was der Kritiker von da an erwartete</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Over the steps</source>
        <translation>Über die Schritte</translation>
    </message>
    <message>
        <source>No answer matches. A wider range of steps or fewer words find more.</source>
        <translation>Keine Antwort passt. Ein größerer Bereich von Schritten oder weniger Wörter finden mehr.</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 Antworten</translation>
    </message>
    <message>
        <source>%1 of %2 answers</source>
        <translation>%1 von %2 Antworten</translation>
    </message>
    <message>
        <source>%1 new: sort them in</source>
        <translation>%1 neue: einsortieren</translation>
    </message>
    <message>
        <source>less likely</source>
        <translation>unwahrscheinlicher</translation>
    </message>
    <message>
        <source>bad end</source>
        <translation>schlechtes Ende</translation>
    </message>
    <message>
        <source>pushed down</source>
        <translation>herabgedrückt</translation>
    </message>
    <message>
        <source>likelier than the reference has it</source>
        <translation>wahrscheinlicher als bei der Referenz</translation>
    </message>
    <message>
        <source>good end expected</source>
        <translation>gutes Ende erwartet</translation>
    </message>
    <message>
        <source>pushed up</source>
        <translation>hinaufgedrückt</translation>
    </message>
    <message>
        <source>Total reward</source>
        <translation>Belohnung insgesamt</translation>
    </message>
    <message>
        <source>Watched: %1</source>
        <translation>Beobachtet: %1</translation>
    </message>
    <message>
        <source>%1 nats</source>
        <translation>%1 Nats</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>, cut</source>
        <translation>, abgeschnitten</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Prompt's row</source>
        <translation>Zeile des Prompts</translation>
    </message>
</context>
<context>
    <name>luthier::RowEditor</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>Rangfolge</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
</context>
<context>
    <name>luthier::RowEncoding</name>
    <message>
        <source>no model is chosen</source>
        <translation>kein Modell gewählt</translation>
    </message>
</context>
<context>
    <name>luthier::RowInspector</name>
    <message>
        <source>No row is chosen</source>
        <translation>Keine Zeile ausgewählt</translation>
    </message>
    <message>
        <source>Choose a row in the table to read and edit it here.</source>
        <translation>In der Tabelle eine Zeile auswählen, um sie hier zu lesen und zu bearbeiten.</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>The row as JSON</source>
        <translation>Die Zeile als JSON</translation>
    </message>
    <message>
        <source>Save the row</source>
        <translation>Zeile speichern</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Nothing has been changed</source>
        <translation>Nichts wurde geändert</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>Was geändert wurde</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Edit the JSON</source>
        <translation>JSON bearbeiten</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>Made here.</source>
        <translation>Hier entstanden.</translation>
    </message>
    <message>
        <source>%1 broken characters were replaced when it was read.</source>
        <translation>%1 defekte Zeichen wurden beim Lesen ersetzt.</translation>
    </message>
    <message>
        <source>%1 (undone)</source>
        <translation>%1 (rückgängig gemacht)</translation>
    </message>
    <message>
        <source>Nothing by hand so far. Edits made here are listed, and Ctrl+Z takes them back.</source>
        <translation>Bisher nichts von Hand. Änderungen von hier werden aufgelistet, und Strg+Z nimmt sie zurück.</translation>
    </message>
</context>
<context>
    <name>luthier::RowsTab</name>
    <message>
        <source>Rows of the step</source>
        <translation>Zeilen des Schritts</translation>
    </message>
    <message>
        <source>Text of the row</source>
        <translation>Text der Zeile</translation>
    </message>
    <message>
        <source>No rows recorded yet</source>
        <translation>Noch keine Zeilen aufgezeichnet</translation>
    </message>
    <message>
        <source>Each step records which rows it was trained on and what each of them lost.</source>
        <translation>Jeder Schritt zeichnet auf, mit welchen Zeilen er trainiert wurde und welchen Loss jede hatte.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>Der Schritt davor</translation>
    </message>
    <message>
        <source>The step after</source>
        <translation>Der Schritt danach</translation>
    </message>
    <message>
        <source>Search these rows</source>
        <translation>Diese Zeilen durchsuchen</translation>
    </message>
    <message>
        <source>This is the first step</source>
        <translation>Das ist der erste Schritt</translation>
    </message>
    <message>
        <source>This is the newest step</source>
        <translation>Das ist der neueste Schritt</translation>
    </message>
    <message>
        <source>Rows: %1</source>
        <translation>Zeilen: %1</translation>
    </message>
    <message>
        <source>The text of this row is not in the run's frozen data.</source>
        <translation>Der Text dieser Zeile ist nicht in den eingefrorenen Daten des Laufs.</translation>
    </message>
    <message>
        <source>Open in Data</source>
        <translation>In Daten öffnen</translation>
    </message>
    <message>
        <source>Leave this row out</source>
        <translation>Diese Zeile auslassen</translation>
    </message>
    <message>
        <source>Resume from before</source>
        <translation>Von davor fortsetzen</translation>
    </message>
    <message>
        <source>Choose a row first</source>
        <translation>Erst eine Zeile auswählen</translation>
    </message>
    <message>
        <source>To read or edit it in its data set</source>
        <translation>Um sie in ihrem Datensatz zu lesen oder zu bearbeiten</translation>
    </message>
    <message>
        <source>Takes the row out of its data set; Undo brings it back</source>
        <translation>Nimmt die Zeile aus ihrem Datensatz; Rückgängig bringt sie zurück</translation>
    </message>
    <message>
        <source>Resume from before step %1</source>
        <translation>Von vor Schritt %1 fortsetzen</translation>
    </message>
    <message>
        <source>A run of its own that goes on from the last checkpoint before this step, with the same rows</source>
        <translation>Ein eigener Lauf, der vom letzten Sicherungspunkt vor diesem Schritt weitergeht, mit denselben Zeilen</translation>
    </message>
</context>
<context>
    <name>luthier::RunControl</name>
    <message>
        <source>The engine of this run cannot be ended from here: it is %1.</source>
        <translation>Die Engine dieses Laufs lässt sich von hier aus nicht beenden: Es ist %1.</translation>
    </message>
    <message>
        <source>End it on that machine.</source>
        <translation>Auf jenem Rechner beenden.</translation>
    </message>
    <message>
        <source>Training %1</source>
        <translation>%1 wird trainiert</translation>
    </message>
    <message>
        <source>This run is not at work, so it cannot be told anything.</source>
        <translation>Dieser Lauf ist nicht im Gang, daher nimmt er nichts entgegen.</translation>
    </message>
    <message>
        <source>Resume it first.</source>
        <translation>Zuerst fortsetzen.</translation>
    </message>
</context>
<context>
    <name>luthier::RunEventsModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>luthier::RunHeader</name>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>Name des Laufs</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Finish the step, save a checkpoint and free the machine; Resume goes on from there</source>
        <translation>Schritt beenden, Checkpoint speichern und den Rechner freigeben; „Fortsetzen“ macht dort weiter</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>Stoppen und speichern</translation>
    </message>
    <message>
        <source>Finish the step, save a checkpoint and end the run</source>
        <translation>Schritt beenden, Checkpoint speichern und den Lauf beenden</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on from the newest checkpoint</source>
        <translation>Ab dem neuesten Checkpoint weitermachen</translation>
    </message>
    <message>
        <source>Repeat exactly</source>
        <translation>Genau wiederholen</translation>
    </message>
    <message>
        <source>The same settings, data and seed again: on this machine the same bits</source>
        <translation>Noch einmal dieselben Einstellungen, Daten und derselbe Seed: auf diesem Rechner dieselben Bits</translation>
    </message>
    <message>
        <source>Save a checkpoint now</source>
        <translation>Jetzt Checkpoint speichern</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Export for TensorBoard…</source>
        <translation>Für TensorBoard exportieren…</translation>
    </message>
    <message>
        <source>Export all values (CSV)…</source>
        <translation>Alle Werte exportieren (CSV)…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Add a note: what was tried here, and why</source>
        <translation>Notiz hinzufügen: was hier versucht wurde und warum</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Tags, with commas</source>
        <translation>Tags, mit Komma</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>Tags, durch Komma getrennt</translation>
    </message>
    <message numerus="yes">
        <source>  ·  and %n more laid over it</source>
        <translation>
            <numerusform>  ·  und %n weiterer darübergelegt</numerusform>
            <numerusform>  ·  und %n weitere darübergelegt</numerusform>
        </translation>
    </message>
    <message>
        <source>Only a run that works can save a checkpoint</source>
        <translation>Nur ein aktiver Lauf kann einen Checkpoint speichern</translation>
    </message>
    <message>
        <source>A run that works cannot be removed; stop it first</source>
        <translation>Ein aktiver Lauf lässt sich nicht entfernen; zuerst stoppen</translation>
    </message>
    <message>
        <source>The run has not started yet: it has no folder</source>
        <translation>Der Lauf ist noch nicht gestartet: Er hat keinen Ordner</translation>
    </message>
    <message>
        <source>The engine ended without a word: it was killed, or the machine went down.</source>
        <translation>Die Engine endete ohne ein Wort: Sie wurde gewaltsam beendet, oder der Rechner ging aus.</translation>
    </message>
    <message>
        <source>Resume goes on from the newest checkpoint.</source>
        <translation>„Fortsetzen“ macht ab dem neuesten Checkpoint weiter.</translation>
    </message>
    <message>
        <source>Compare with its base</source>
        <translation>Mit der Basis vergleichen</translation>
    </message>
    <message>
        <source>Ask both the same questions and see what has changed</source>
        <translation>Beiden dieselben Fragen stellen und sehen, was sich geändert hat</translation>
    </message>
    <message>
        <source>Compare its newest checkpoint</source>
        <translation>Den neuesten Checkpoint vergleichen</translation>
    </message>
    <message>
        <source>The run has not started yet: it has no checkpoint</source>
        <translation>Der Lauf hat noch nicht begonnen: Er hat keinen Checkpoint</translation>
    </message>
    <message>
        <source>Only a checkpoint that is an adapter can be compared with its base</source>
        <translation>Nur ein Checkpoint, der ein Adapter ist, lässt sich mit seiner Basis vergleichen</translation>
    </message>
    <message>
        <source>Talk to it</source>
        <translation>Mit ihm chatten</translation>
    </message>
</context>
<context>
    <name>luthier::RunRow</name>
    <message>
        <source>loss %1</source>
        <translation>Loss %1</translation>
    </message>
    <message>
        <source>held-out %1</source>
        <translation>zurückgehalten %1</translation>
    </message>
    <message>
        <source>reward %1</source>
        <translation>Belohnung %1</translation>
    </message>
</context>
<context>
    <name>luthier::RunWords</name>
    <message>
        <source>at step %1</source>
        <translation>bei Schritt %1</translation>
    </message>
    <message>
        <source>Resume goes on from the newest checkpoint.</source>
        <translation>„Fortsetzen“ macht ab dem neuesten Checkpoint weiter.</translation>
    </message>
    <message>
        <source>stopped before it had begun</source>
        <translation>gestoppt, bevor er begonnen hatte</translation>
    </message>
    <message>
        <source>while it began the run</source>
        <translation>beim Beginn des Laufs</translation>
    </message>
    <message>
        <source>The engine of this run is gone without saying why.</source>
        <translation>Die Engine dieses Laufs ist verschwunden, ohne einen Grund zu nennen.</translation>
    </message>
</context>
<context>
    <name>luthier::RunsPage</name>
    <message>
        <source>%1 ends after the step at hand and saves a checkpoint</source>
        <translation>%1 endet nach dem laufenden Schritt und speichert einen Checkpoint</translation>
    </message>
    <message>
        <source>%1 pauses after the step at hand</source>
        <translation>%1 pausiert nach dem laufenden Schritt</translation>
    </message>
    <message>
        <source>A checkpoint is saved after the step at hand</source>
        <translation>Nach dem laufenden Schritt wird ein Checkpoint gespeichert</translation>
    </message>
    <message>
        <source>Folder for TensorBoard</source>
        <translation>Ordner für TensorBoard</translation>
    </message>
    <message>
        <source>Save all values</source>
        <translation>Alle Werte speichern</translation>
    </message>
    <message>
        <source>Removed %1 from the list; its folder stays</source>
        <translation>%1 aus der Liste entfernt; der Ordner bleibt</translation>
    </message>
    <message>
        <source>%1, again</source>
        <translation>%1, noch einmal</translation>
    </message>
    <message>
        <source>Repeats %1</source>
        <translation>Wiederholt %1</translation>
    </message>
    <message>
        <source>%1 is in the queue</source>
        <translation>%1 ist in der Warteschlange</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Stop and save %1</source>
        <translation>%1 stoppen und speichern</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 pausieren</translation>
    </message>
    <message>
        <source>Repeat %1 exactly</source>
        <translation>%1 genau wiederholen</translation>
    </message>
    <message>
        <source>Open the folder of %1</source>
        <translation>Ordner von %1 öffnen</translation>
    </message>
    <message>
        <source>Export %1 for TensorBoard</source>
        <translation>%1 für TensorBoard exportieren</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>A run is one training: its curves, samples and settings are kept here, while it works and afterwards.</source>
        <translation>Ein Lauf ist ein Training: Seine Kurven, Antworten und Einstellungen stehen hier, während er läuft und danach.</translation>
    </message>
    <message>
        <source>Set up a training</source>
        <translation>Training einrichten</translation>
    </message>
    <message>
        <source>Search name, tag, note, state</source>
        <translation>Name, Tag, Notiz, Zustand suchen</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>Läufe suchen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>No run is selected</source>
        <translation>Kein Lauf ausgewählt</translation>
    </message>
    <message>
        <source>Choose one in the list. Several at once, with Ctrl or Shift, are laid over one another.</source>
        <translation>In der Liste einen auswählen. Mehrere zugleich, mit Strg oder Umschalt, werden übereinandergelegt.</translation>
    </message>
    <message>
        <source>Asked: the answer comes after the step at hand</source>
        <translation>Gefragt: Die Antwort kommt nach dem laufenden Schritt</translation>
    </message>
    <message>
        <source>At most %1 runs are laid over one another; the first %1 are shown</source>
        <translation>Höchstens %1 Läufe werden übereinandergelegt; gezeigt werden die ersten %1</translation>
    </message>
    <message>
        <source>No run matches. Fewer words find more.</source>
        <translation>Kein Lauf passt. Weniger Wörter finden mehr.</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>%1 von %2 Läufen</translation>
    </message>
    <message>
        <source>%1 runs. Ctrl-click lays several over one another.</source>
        <translation>%1 Läufe. Strg+Klick legt mehrere übereinander.</translation>
    </message>
    <message>
        <source>Another window (process %1 on %2) holds this project; here it can only be read</source>
        <translation>Ein anderes Fenster (Prozess %1 auf %2) hält dieses Projekt; hier ist es nur lesbar</translation>
    </message>
    <message>
        <source>The run kept no copy of its rows, so its files are read again: if they have changed, other weights come out</source>
        <translation>Der Lauf hat keine Kopie seiner Zeilen, daher werden seine Dateien neu gelesen: Haben sie sich geändert, kommen andere Gewichte heraus</translation>
    </message>
    <message>
        <source>It uses the rows that the run has kept: %1</source>
        <translation>Er verwendet die Zeilen, die der Lauf aufbewahrt hat: %1</translation>
    </message>
    <message>
        <source>Ended %1</source>
        <translation>%1 beendet</translation>
    </message>
    <message>
        <source>This run has no checkpoint yet that could be compared.</source>
        <translation>Dieser Lauf hat noch keinen Checkpoint, der sich vergleichen ließe.</translation>
    </message>
    <message>
        <source>“Save a checkpoint now” makes one of a run that works.</source>
        <translation>„Jetzt Checkpoint speichern“ macht einen von einem Lauf, der arbeitet.</translation>
    </message>
    <message>
        <source>Compare %1 with its base</source>
        <translation>%1 mit der Basis vergleichen</translation>
    </message>
    <message>
        <source>Reading the runs</source>
        <translation>Läufe werden gelesen</translation>
    </message>
    <message>
        <source>Asked: it holds from the next step on, and stands as an event on the plots</source>
        <translation>Angefragt: Es gilt ab dem nächsten Schritt und steht als Ereignis auf den Kurven</translation>
    </message>
    <message>
        <source>The row has been edited since the run read it</source>
        <translation>Die Zeile wurde bearbeitet, seit der Lauf sie gelesen hat</translation>
    </message>
    <message>
        <source>Rollouts</source>
        <translation>Rollouts</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Prüfstand</translation>
    </message>
    <message>
        <source>Tagged %1 rows: %2</source>
        <translation>%1 Zeilen markiert: %2</translation>
    </message>
    <message>
        <source>%1 of them are not in the data set any more</source>
        <translation>%1 davon sind nicht mehr im Datensatz</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Taken out of %1: runs that are set up from now on do not see it</source>
        <translation>Aus %1 genommen: Läufe, die ab jetzt eingerichtet werden, sehen sie nicht</translation>
    </message>
    <message>
        <source>%1, from before step %2</source>
        <translation>%1, von vor Schritt %2</translation>
    </message>
    <message>
        <source>Goes on from before step %1 of %2</source>
        <translation>Geht von vor Schritt %1 von %2 weiter</translation>
    </message>
    <message>
        <source>%1 is in the queue: from the checkpoint of step %2, with the rows that the run has kept</source>
        <translation>%1 ist in der Warteschlange: vom Sicherungspunkt von Schritt %2, mit den Zeilen, die der Lauf behalten hat</translation>
    </message>
</context>
<context>
    <name>luthier::SamplesModel</name>
    <message>
        <source>Step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
</context>
<context>
    <name>luthier::SamplesTab</name>
    <message>
        <source>Ask the weights as they are now, beside the base</source>
        <translation>Die Gewichte fragen, wie sie jetzt sind, neben der Basis</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation>Prompts durchsuchen</translation>
    </message>
    <message>
        <source>Prompts and steps</source>
        <translation>Prompts und Schritte</translation>
    </message>
    <message>
        <source>Answer of the run's weights</source>
        <translation>Antwort der Gewichte des Laufs</translation>
    </message>
    <message>
        <source>The base answered</source>
        <translation>Antwort der Basis</translation>
    </message>
    <message>
        <source>Answer of the base</source>
        <translation>Antwort der Basis</translation>
    </message>
    <message>
        <source>Nobody has asked yet</source>
        <translation>Noch hat niemand gefragt</translation>
    </message>
    <message>
        <source>While the run works, type a prompt above: the answer of the weights at that step is kept here, beside the base's.</source>
        <translation>Solange der Lauf aktiv ist, oben einen Prompt eintippen: Die Antwort der Gewichte bei diesem Schritt bleibt hier erhalten, neben der der Basis.</translation>
    </message>
    <message>
        <source>Only a run that works can be asked. Compare asks its result.</source>
        <translation>Nur ein aktiver Lauf lässt sich befragen. „Vergleichen“ befragt sein Ergebnis.</translation>
    </message>
    <message>
        <source>At step %1 the run's weights answered</source>
        <translation>Antwort der Gewichte des Laufs bei Schritt %1</translation>
    </message>
    <message>
        <source> (cut at the length asked for)</source>
        <translation> (bei der verlangten Länge abgeschnitten)</translation>
    </message>
</context>
<context>
    <name>luthier::SamplingPanel</name>
    <message>
        <source>0 is greedy: always the most probable token. 0.7 is usual for chat.</source>
        <translation>0 ist greedy: immer das wahrscheinlichste Token. Für Chats ist 0,7 üblich.</translation>
    </message>
    <message>
        <source>0 (greedy)</source>
        <translation>0 (greedy)</translation>
    </message>
    <message>
        <source>Only the most probable tokens that together have this probability. 1 is all.</source>
        <translation>Nur die wahrscheinlichsten Token, die zusammen diese Wahrscheinlichkeit haben. 1 ist alle.</translation>
    </message>
    <message>
        <source>Only this many of the most probable tokens.</source>
        <translation>Nur so viele der wahrscheinlichsten Token.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Only tokens with at least this share of the best one's probability.</source>
        <translation>Nur Token mit mindestens diesem Anteil an der Wahrscheinlichkeit des besten.</translation>
    </message>
    <message>
        <source>Above 1: tokens that were there already become less probable.</source>
        <translation>Über 1: Token, die schon vorkamen, werden weniger wahrscheinlich.</translation>
    </message>
    <message>
        <source>An answer ends here at the latest.</source>
        <translation>Spätestens hier endet eine Antwort.</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Token</translation>
    </message>
    <message>
        <source>The same seed gives the same answer, whatever else is asked at the time. It counts above temperature 0.</source>
        <translation>Derselbe Seed gibt dieselbe Antwort, egal was sonst gerade gefragt wird. Er zählt bei einer Temperatur über 0.</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>Anderer Seed</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Sampling</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>Every pane is asked with the same values.</source>
        <translation>Jede Spalte wird mit denselben Werten gefragt.</translation>
    </message>
</context>
<context>
    <name>luthier::ScoreHistogram</name>
    <message>
        <source>Scores</source>
        <translation>Bewertungen</translation>
    </message>
    <message>
        <source>blue: better answers, orange: worse</source>
        <translation>blau: bessere Antworten, orange: schlechtere</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>%1 to %2: %3 better answers, %4 worse ones</source>
        <translation>%1 bis %2: %3 bessere Antworten, %4 schlechtere</translation>
    </message>
</context>
<context>
    <name>luthier::ScoredEditor</name>
    <message>
        <source>Score</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source> of the prompt</source>
        <translation> (Prompt)</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source> of the answer</source>
        <translation> (Antwort)</translation>
    </message>
    <message>
        <source>Add a score</source>
        <translation>Bewertung hinzufügen</translation>
    </message>
    <message>
        <source>Remove the score</source>
        <translation>Bewertung entfernen</translation>
    </message>
    <message>
        <source>Change the score to %1</source>
        <translation>Bewertung auf %1 ändern</translation>
    </message>
    <message>
        <source>Change %1 to %2</source>
        <translation>%1 auf %2 ändern</translation>
    </message>
</context>
<context>
    <name>luthier::Section</name>
    <message>
        <source>Something here is not right</source>
        <translation>Hier stimmt etwas nicht</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Something is still to be chosen</source>
        <translation>Hier ist noch etwas zu wählen</translation>
    </message>
    <message>
        <source>Fold %1</source>
        <translation>%1 zuklappen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 aufklappen</translation>
    </message>
</context>
<context>
    <name>luthier::SettingsPage</name>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>No setting is called like that.</source>
        <translation>Keine Einstellung mit diesem Namen.</translation>
    </message>
    <message>
        <source>Reset the window's settings</source>
        <translation>Einstellungen des Fensters zurücksetzen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Holds from the next start on.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Other project</source>
        <translation>Anderes Projekt</translation>
    </message>
    <message>
        <source>Folder of another project, or an empty one for a new project</source>
        <translation>Ordner eines anderen Projekts oder ein leerer für ein neues</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Data, runs, adapters and imported models of this project lie here. Another project opens in a window of its own.</source>
        <translation>Daten, Läufe, Adapter und importierte Modelle dieses Projekts liegen hier. Ein anderes Projekt öffnet sich in einem eigenen Fenster.</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>It starts when it is first needed.</source>
        <translation>Startet, wenn sie zum ersten Mal gebraucht wird.</translation>
    </message>
    <message>
        <source>At work: version %1</source>
        <translation>Aktiv: Version %1</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>all %1 cores</source>
        <translation>alle %1 Kerne</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Cores that a run or an answer may use. Holds for what is started from now on; another number gives other last digits.</source>
        <translation>Kerne, die ein Lauf oder eine Antwort nutzen darf. Gilt für alles, was ab jetzt gestartet wird; eine andere Zahl ergibt andere letzte Ziffern.</translation>
    </message>
    <message>
        <source>This is a folder; the program inside it is wanted.</source>
        <translation>Das ist ein Ordner; nötig ist das Programm darin.</translation>
    </message>
    <message>
        <source>This file is not a program.</source>
        <translation>Diese Datei ist kein Programm.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>This window opens no connection and no port. Its engine opens one only to a judge whose address you wrote into the rewards of a run.</source>
        <translation>Dieses Fenster öffnet keine Verbindung und keinen Port. Seine Engine öffnet eine nur zu einem Richter, dessen Adresse Sie in die Belohnungen eines Laufs geschrieben haben.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>The window's settings are as at the first start</source>
        <translation>Die Einstellungen des Fensters sind wie beim ersten Start</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Tell me on the desktop when a run ends, fails or pauses</source>
        <translation>Auf dem Desktop melden, wenn ein Lauf endet, scheitert oder pausiert</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Shown while another window is in front; a click on it opens the run. The window itself always says it.</source>
        <translation>Erscheint, solange ein anderes Fenster vorn ist; ein Klick darauf öffnet den Lauf. Das Fenster selbst sagt es immer.</translation>
    </message>
    <message>
        <source>Models and data come from files. A judge with an address is sent the prompts and answers of its run; nothing else is sent anywhere. The switch below has the system refuse that too.</source>
        <translation>Modelle und Daten kommen aus Dateien. Einem Richter mit Adresse werden die Prompts und Antworten seines Laufs gesendet; sonst wird nichts gesendet. Mit dem Schalter darunter lehnt das System auch das ab.</translation>
    </message>
    <message>
        <source>Refuse every connection</source>
        <translation>Jede Verbindung verweigern</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Holds for this window, its engine and whatever else it starts, a file manager too. Switch it off to train across several machines.</source>
        <translation>Gilt für dieses Fenster, seine Engine und alles, was es sonst startet, auch einen Dateimanager. Zum Trainieren über mehrere Rechner ausschalten.</translation>
    </message>
    <message>
        <source>Connections are refused by the system.</source>
        <translation>Das System verweigert Verbindungen.</translation>
    </message>
    <message>
        <source>Connections are possible from the next start on.</source>
        <translation>Verbindungen sind ab dem nächsten Start möglich.</translation>
    </message>
    <message>
        <source>Connections are not refused: this system cannot, or the window has not been told to.</source>
        <translation>Verbindungen werden nicht verweigert: Dieses System kann es nicht, oder dem Fenster wurde es nicht gesagt.</translation>
    </message>
    <message>
        <source>Connections are possible. Only a judge with an address makes one.</source>
        <translation>Verbindungen sind möglich. Nur ein Richter mit Adresse baut eine auf.</translation>
    </message>
    <message>
        <source>Theme, language, notices, sizes, offline, engine and threads as at the first start. The project stays as it is.</source>
        <translation>Design, Sprache, Meldungen, Größen, Offline, Engine und Threads wie beim ersten Start. Das Projekt bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>luthier-engine does what needs the model: training, answers, imports. Empty: the one that came with this window.</source>
        <translation>luthier-engine tut, was das Modell braucht: Training, Antworten, Importe. Leer: die mit diesem Fenster gekommene.</translation>
    </message>
    <message>
        <source>Enter uses it from now on.</source>
        <translation>Die Eingabetaste verwendet sie von jetzt an.</translation>
    </message>
    <message>
        <source>Used from now on. A run at work keeps the engine it began with.</source>
        <translation>Von jetzt an verwendet. Ein laufender Lauf behält die Engine, mit der er begonnen hat.</translation>
    </message>
</context>
<context>
    <name>luthier::ShortcutsSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>luthier::StartDialog</name>
    <message>
        <source>Luthier</source>
        <translation>Luthier</translation>
    </message>
    <message>
        <source>This project cannot be opened</source>
        <translation>Dieses Projekt lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Nothing in %1 was changed.</source>
        <translation>Nichts in %1 wurde geändert.</translation>
    </message>
    <message>
        <source>Open another project</source>
        <translation>Anderes Projekt öffnen</translation>
    </message>
    <message>
        <source>Save what can be read</source>
        <translation>Lesbares retten</translation>
    </message>
    <message>
        <source>Makes a new project in another folder with all rows that can be read of this one</source>
        <translation>Legt in einem anderen Ordner ein neues Projekt an, mit allen lesbaren Zeilen aus diesem</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Folder of a project, or an empty one for a new project</source>
        <translation>Ordner eines Projekts oder ein leerer für ein neues</translation>
    </message>
    <message>
        <source>An empty folder for the new project</source>
        <translation>Leerer Ordner für das neue Projekt</translation>
    </message>
    <message>
        <source>Go back to the backup</source>
        <translation>Zurück zur Sicherung</translation>
    </message>
    <message>
        <source>Opens %1 in place of the database, which is set aside in the same folder</source>
        <translation>Öffnet %1 anstelle der Datenbank, die im selben Ordner beiseitegelegt wird</translation>
    </message>
    <message>
        <source>Saving what can be read</source>
        <translation>Lesbares wird gerettet</translation>
    </message>
    <message>
        <source>Going back to the backup</source>
        <translation>Zurück zur Sicherung</translation>
    </message>
</context>
<context>
    <name>luthier::StepCard</name>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Step %1 · done</source>
        <translation>Schritt %1 · fertig</translation>
    </message>
</context>
<context>
    <name>luthier::StepRowsModel</name>
    <message>
        <source>Mean over the trained tokens of the row, before the step</source>
        <translation>Mittel über die trainierten Token der Zeile, vor dem Schritt</translation>
    </message>
    <message>
        <source>File and line in the run's data</source>
        <translation>Datei und Zeile in den Daten des Laufs</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>luthier::StoreAccess</name>
    <message>
        <source>The folder of this project cannot be written to, so nothing can be changed here</source>
        <translation>In den Ordner dieses Projekts kann nicht geschrieben werden, daher ist hier nichts änderbar</translation>
    </message>
    <message>
        <source>This project is open in another window, so nothing can be changed here</source>
        <translation>Dieses Projekt ist in einem anderen Fenster geöffnet, daher ist hier nichts änderbar</translation>
    </message>
    <message>
        <source>This cannot be undone by itself any more, because something else was done since.</source>
        <translation>Das lässt sich nicht mehr allein rückgängig machen, weil seither anderes getan wurde.</translation>
    </message>
    <message>
        <source>Ctrl+Z undoes the newest first.</source>
        <translation>Strg+Z macht zuerst das Neueste rückgängig.</translation>
    </message>
</context>
<context>
    <name>luthier::StructEditor</name>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation>Weniger Optionen</translation>
    </message>
    <message>
        <source>%1 more: %2</source>
        <translation>%1 weitere: %2</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>%1 more options</source>
        <translation>%1 weitere Optionen</translation>
    </message>
</context>
<context>
    <name>luthier::TargetPanel</name>
    <message>
        <source>As the base is stored</source>
        <translation>Wie die Basis gespeichert ist</translation>
    </message>
    <message>
        <source>float32: 4 bytes a parameter, exact</source>
        <translation>float32: 4 Byte je Parameter, exakt</translation>
    </message>
    <message>
        <source>bfloat16: 2 bytes a parameter</source>
        <translation>bfloat16: 2 Byte je Parameter</translation>
    </message>
    <message>
        <source>1 = as trained; 0.5 = half of what it changes</source>
        <translation>1 = wie trainiert; 0,5 = die halbe Änderung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Put into</source>
        <translation>Ablegen in</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Merge %1 into a model</source>
        <translation>%1 zu einem Modell zusammenführen</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Writes a whole model, %1 with the adapter in its weights, as a Hugging Face folder, and adds it to Models. The adapter and its base stay as they are.</source>
        <translation>Schreibt ein ganzes Modell, %1 mit dem Adapter in den Gewichten, als Ordner im Format von Hugging Face und fügt es den Modellen hinzu. Adapter und Basis bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>the base</source>
        <translation>die Basis</translation>
    </message>
    <message>
        <source>Copies the adapter's folder as it is. Python PEFT, vLLM and others read it.</source>
        <translation>Kopiert den Ordner des Adapters, wie er ist. Python-PEFT, vLLM und andere lesen ihn.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Ein Name fehlt.</translation>
    </message>
    <message>
        <source>Choose the folder to put it into.</source>
        <translation>Den Zielordner wählen.</translation>
    </message>
    <message>
        <source>Looking at the folder…</source>
        <translation>Ordner wird untersucht…</translation>
    </message>
    <message>
        <source>There is something at this folder already. Choose another name.</source>
        <translation>Dieser Ordner ist schon vorhanden. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>This folder cannot be written to. Choose another.</source>
        <translation>In diesen Ordner lässt sich nicht schreiben. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>There is not enough room: %1 are needed, %2 are free.</source>
        <translation>Der Platz reicht nicht: %1 nötig, %2 frei.</translation>
    </message>
    <message>
        <source>Needs %1 on disk; %2 are free.</source>
        <translation>Braucht %1 auf dem Datenträger; %2 sind frei.</translation>
    </message>
    <message>
        <source>Merge %1</source>
        <translation>%1 zusammenführen</translation>
    </message>
</context>
<context>
    <name>luthier::TargetsEditor</name>
    <message>
        <source>All linear layers</source>
        <translation>Alle linearen Schichten</translation>
    </message>
    <message>
        <source>Chosen layers</source>
        <translation>Ausgewählte Schichten</translation>
    </message>
    <message>
        <source>Those that a pattern matches</source>
        <translation>Solche, auf die ein Muster passt</translation>
    </message>
    <message>
        <source>Other names, with commas between</source>
        <translation>Andere Namen, durch Komma getrennt</translation>
    </message>
    <message>
        <source>Other layers</source>
        <translation>Andere Schichten</translation>
    </message>
    <message>
        <source>Regular expression of layers</source>
        <translation>Regulärer Ausdruck für Schichten</translation>
    </message>
    <message>
        <source>Layers with these names, in every block of the model.</source>
        <translation>Schichten mit diesen Namen, in jedem Block des Modells.</translation>
    </message>
    <message>
        <source>A regular expression that the whole path of a layer matches, such as model.layers.0.self_attn.q_proj.</source>
        <translation>Ein regulärer Ausdruck, der auf den ganzen Pfad einer Schicht passt, etwa model.layers.0.self_attn.q_proj.</translation>
    </message>
    <message>
        <source>Every linear layer but the output head.</source>
        <translation>Jede lineare Schicht außer dem Ausgabekopf.</translation>
    </message>
</context>
<context>
    <name>luthier::TemplatePanel</name>
    <message>
        <source>Sample chat</source>
        <translation>Beispielchat</translation>
    </message>
    <message>
        <source>The sample chat as the model reads it</source>
        <translation>Der Beispielchat, wie das Modell ihn liest</translation>
    </message>
    <message>
        <source>There is no chat template to show</source>
        <translation>Es gibt kein Chat-Template zu zeigen</translation>
    </message>
    <message>
        <source>Rendering…</source>
        <translation>Wird dargestellt…</translation>
    </message>
    <message>
        <source>%1 tokens, of which %2 are trained (marked).</source>
        <translation>%1 Token, davon %2 trainiert (markiert).</translation>
    </message>
</context>
<context>
    <name>luthier::TextEditor</name>
    <message>
        <source>Text of the row</source>
        <translation>Text der Zeile</translation>
    </message>
    <message>
        <source>Empty. Write here.</source>
        <translation>Leer. Hier schreiben.</translation>
    </message>
    <message>
        <source>Edit the text</source>
        <translation>Text bearbeiten</translation>
    </message>
</context>
<context>
    <name>luthier::ToastArea</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>luthier::TokenHeat</name>
    <message>
        <source>“%1”, token %2: %3 %4</source>
        <translation>„%1“, Token %2: %3 %4</translation>
    </message>
</context>
<context>
    <name>luthier::TokenText</name>
    <message>
        <source>cut at %1</source>
        <translation>bei %1 abgeschnitten</translation>
    </message>
</context>
<context>
    <name>luthier::TokenView</name>
    <message>
        <source>Trained tokens are tinted and underlined, the others muted, special ones boxed</source>
        <translation>Trainierte Token sind getönt und unterstrichen, die übrigen blass, besondere umrandet</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>read, not trained</source>
        <translation>gelesen, nicht trainiert</translation>
    </message>
    <message>
        <source>special</source>
        <translation>besonderes</translation>
    </message>
    <message>
        <source>Tokens of the row</source>
        <translation>Token der Zeile</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
    <message>
        <source>Point at a token, or use the arrow keys, to see its id, its bytes and why it is trained or not.</source>
        <translation>Auf ein Token zeigen oder die Pfeiltasten benutzen, um ID und Bytes zu sehen und warum es trainiert wird oder nicht.</translation>
    </message>
    <message>
        <source>  -  </source>
        <translation>  -  </translation>
    </message>
</context>
<context>
    <name>luthier::TokensTab</name>
    <message>
        <source>Count the tokens of all rows</source>
        <translation>Token aller Zeilen zählen</translation>
    </message>
    <message>
        <source>Open Models</source>
        <translation>Modelle öffnen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Which answer</source>
        <translation>Welche Antwort</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>Was trainiert wird</translation>
    </message>
    <message>
        <source>Train on answers</source>
        <translation>Auf Antworten trainieren</translation>
    </message>
    <message>
        <source>Train on everything</source>
        <translation>Auf allem trainieren</translation>
    </message>
    <message>
        <source>Cut at, tokens</source>
        <translation>Abschneiden bei, Token</translation>
    </message>
    <message>
        <source>Cut at </source>
        <translation>Abschneiden bei </translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>Tokens depend on a model. Import one on the Models page to see this row as it reads it.</source>
        <translation>Token hängen vom Modell ab. Auf der Seite „Modelle“ eines importieren, um diese Zeile so zu sehen, wie es sie liest.</translation>
    </message>
    <message>
        <source>No row is chosen.</source>
        <translation>Keine Zeile ausgewählt.</translation>
    </message>
</context>
<context>
    <name>luthier::TrainPage</name>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>Daten wählen</translation>
    </message>
    <message>
        <source>Choose a model and data</source>
        <translation>Modell und Daten wählen</translation>
    </message>
    <message>
        <source>The plan appears here: how much memory and time the run needs, and whether it fits this machine.</source>
        <translation>Hier erscheint der Plan: wie viel Speicher und Zeit der Lauf braucht und ob er auf diesen Rechner passt.</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>Noch kein Plan</translation>
    </message>
    <message>
        <source>It is made as soon as what stands above is put right.</source>
        <translation>Er entsteht, sobald behoben ist, was oben steht.</translation>
    </message>
    <message>
        <source>Planning…</source>
        <translation>Plan wird erstellt…</translation>
    </message>
    <message>
        <source>The rows are read with the model's tokenizer; the plan follows in a moment.</source>
        <translation>Die Zeilen werden mit dem Tokenizer des Modells gelesen; der Plan folgt gleich.</translation>
    </message>
    <message>
        <source>Another window holds this project; here it can only be read.</source>
        <translation>Ein anderes Fenster hält dieses Projekt; hier ist es nur lesbar.</translation>
    </message>
    <message>
        <source>The data is being frozen for the run.</source>
        <translation>Die Daten werden für den Lauf eingefroren.</translation>
    </message>
    <message>
        <source>Choose a model and data first.</source>
        <translation>Zuerst Modell und Daten wählen.</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Zuerst ein Modell wählen.</translation>
    </message>
    <message>
        <source>Choose data first.</source>
        <translation>Zuerst Daten wählen.</translation>
    </message>
    <message>
        <source>No row is left to train on.</source>
        <translation>Keine Zeile zum Trainieren übrig.</translation>
    </message>
    <message>
        <source>The machine has too little free memory for it; it can wait in the queue.</source>
        <translation>Auf dem Rechner ist dafür zu wenig Speicher frei; der Lauf kann in der Warteschlange warten.</translation>
    </message>
    <message>
        <source>A run is training: add this one to the queue, it starts afterwards.</source>
        <translation>Ein Lauf trainiert gerade: diesen in die Warteschlange stellen, er startet danach.</translation>
    </message>
    <message>
        <source>Freezing the data sets it names</source>
        <translation>Die genannten Datensätze werden eingefroren</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>What differs from %1</source>
        <translation>Was von %1 abweicht</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>What differs from "%1"</source>
        <translation>Was von „%1“ abweicht</translation>
    </message>
    <message>
        <source>Nothing: the settings are the same.</source>
        <translation>Nichts: Die Einstellungen sind dieselben.</translation>
    </message>
    <message>
        <source>Freezing the rows, so that the run can be repeated</source>
        <translation>Die Zeilen werden eingefroren, damit der Lauf wiederholbar ist</translation>
    </message>
    <message>
        <source>Added "%1" to the queue</source>
        <translation>„%1“ in die Warteschlange gestellt</translation>
    </message>
    <message>
        <source>Started "%1"</source>
        <translation>„%1“ gestartet</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Where to begin; the model and the data stay</source>
        <translation>Womit zu beginnen ist; Modell und Daten bleiben</translation>
    </message>
    <message>
        <source>Search options</source>
        <translation>Optionen suchen</translation>
    </message>
    <message>
        <source>Settings of a run (*.json)</source>
        <translation>Einstellungen eines Laufs (*.json)</translation>
    </message>
    <message>
        <source>Open settings from a run.json</source>
        <translation>Einstellungen aus einer run.json öffnen</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Save settings as a run.json</source>
        <translation>Einstellungen als run.json speichern</translation>
    </message>
    <message>
        <source>Save settings</source>
        <translation>Einstellungen speichern</translation>
    </message>
    <message>
        <source>Compare with another run.json</source>
        <translation>Mit einer anderen run.json vergleichen</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Als Nächstes: %1</translation>
    </message>
    <message>
        <source>No option matches. Options have the names of other tools too: try "lr" or "batch size".</source>
        <translation>Keine Option passt. Optionen sind auch unter den Namen anderer Werkzeuge zu finden, etwa „lr“ oder „batch size“.</translation>
    </message>
    <message>
        <source>Search options of training</source>
        <translation>Trainingsoptionen suchen</translation>
    </message>
    <message>
        <source>What differs from the preset</source>
        <translation>Was von der Vorlage abweicht</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Preset: %1</source>
        <translation>Vorlage: %1</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 Änderung</translation>
    </message>
    <message>
        <source>%1 changes</source>
        <translation>%1 Änderungen</translation>
    </message>
    <message>
        <source>The folder of this model is not there any more.</source>
        <translation>Der Ordner dieses Modells ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Say on the page Models where it is now, or choose another model.</source>
        <translation>Auf der Seite Modelle angeben, wo er jetzt ist, oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>%1: the method for these rows</source>
        <translation>%1: die Methode für diese Zeilen</translation>
    </message>
    <message>
        <source>Choose data first: its rows are tried.</source>
        <translation>Erst Daten wählen: Ihre Zeilen werden ausprobiert.</translation>
    </message>
</context>
<context>
    <name>luthier::TrialPanel</name>
    <message>
        <source>Try on three rows</source>
        <translation>An drei Zeilen ausprobieren</translation>
    </message>
    <message>
        <source>Other rows</source>
        <translation>Andere Zeilen</translation>
    </message>
    <message>
        <source>Shows what each part says of three rows of the chosen data</source>
        <translation>Zeigt, was jeder Teil zu drei Zeilen der gewählten Daten sagt</translation>
    </message>
    <message>
        <source>Reading rows</source>
        <translation>Zeilen werden gelesen</translation>
    </message>
    <message>
        <source>The chosen data has no row that asks for an answer.</source>
        <translation>Die gewählten Daten haben keine Zeile, die nach einer Antwort fragt.</translation>
    </message>
    <message>
        <source>Answer to be judged</source>
        <translation>Antwort, die beurteilt werden soll</translation>
    </message>
    <message>
        <source>Type an answer as the model might give it</source>
        <translation>Eine Antwort eingeben, wie das Modell sie geben könnte</translation>
    </message>
    <message>
        <source>The total is of the parts that can be computed here.</source>
        <translation>Die Summe ist die der Teile, die hier berechnet werden können.</translation>
    </message>
    <message>
        <source>Standardised parts count as they are here: their scale is that of a whole rollout.</source>
        <translation>Standardisierte Teile zählen hier so, wie sie sind: Ihr Maßstab ist der eines ganzen Rollouts.</translation>
    </message>
    <message>
        <source>Tokens are estimated until a model is chosen.</source>
        <translation>Token werden geschätzt, bis ein Modell gewählt ist.</translation>
    </message>
    <message>
        <source>%1 times %2</source>
        <translation>%1 mal %2</translation>
    </message>
    <message>
        <source>Says nothing of this answer, so it counts neither for nor against it</source>
        <translation>Sagt nichts zu dieser Antwort und zählt deshalb weder für noch gegen sie</translation>
    </message>
    <message>
        <source>in the run</source>
        <translation>im Lauf</translation>
    </message>
    <message>
        <source>Needs a model: the engine computes it in the run</source>
        <translation>Braucht ein Modell: Die Engine berechnet es im Lauf</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>nicht brauchbar</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>luthier::TurnBubble</name>
    <message>
        <source>Tool call: %1</source>
        <translation>Werkzeugaufruf: %1</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Turn %1, %2</source>
        <translation>Beitrag %1, %2</translation>
    </message>
    <message>
        <source>answers %1</source>
        <translation>beantwortet %1</translation>
    </message>
    <message>
        <source>not trained</source>
        <translation>nicht trainiert</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>Gewicht %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Text of turn %1</source>
        <translation>Text von Beitrag %1</translation>
    </message>
    <message>
        <source>No words beside the call</source>
        <translation>Keine Worte neben dem Aufruf</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Empty. Write here.</source>
        <translation>Leer. Hier schreiben.</translation>
    </message>
    <message>
        <source>Show all %1 characters</source>
        <translation>Alle %1 Zeichen zeigen</translation>
    </message>
    <message>
        <source>Edit turn %1</source>
        <translation>Beitrag %1 bearbeiten</translation>
    </message>
    <message>
        <source>Thinking of turn %1</source>
        <translation>Denken von Beitrag %1</translation>
    </message>
    <message>
        <source>Thinking, %1 characters</source>
        <translation>Denken, %1 Zeichen</translation>
    </message>
    <message>
        <source>Edit the thinking of turn %1</source>
        <translation>Denken von Beitrag %1 bearbeiten</translation>
    </message>
    <message>
        <source>Edit a tool call of turn %1</source>
        <translation>Werkzeugaufruf von Beitrag %1 bearbeiten</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>This is the first turn</source>
        <translation>Das ist der erste Beitrag</translation>
    </message>
    <message>
        <source>This is the last turn</source>
        <translation>Das ist der letzte Beitrag</translation>
    </message>
    <message>
        <source>Split at the cursor</source>
        <translation>Am Cursor teilen</translation>
    </message>
    <message>
        <source>Merge with the next turn</source>
        <translation>Mit dem nächsten Beitrag verbinden</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Delete this turn</source>
        <translation>Diesen Beitrag löschen</translation>
    </message>
    <message>
        <source>More for this turn</source>
        <translation>Mehr für diesen Beitrag</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Train on this turn</source>
        <translation>Diesen Beitrag trainieren</translation>
    </message>
    <message>
        <source>Train on turn %1</source>
        <translation>Beitrag %1 trainieren</translation>
    </message>
    <message>
        <source>Do not train on turn %1</source>
        <translation>Beitrag %1 nicht trainieren</translation>
    </message>
    <message>
        <source>Add thinking</source>
        <translation>Denken hinzufügen</translation>
    </message>
    <message>
        <source>Thinking before the answer.</source>
        <translation>Denken vor der Antwort.</translation>
    </message>
    <message>
        <source>Add thinking to turn %1</source>
        <translation>Denken zu Beitrag %1 hinzufügen</translation>
    </message>
    <message>
        <source>Remove the thinking</source>
        <translation>Denken entfernen</translation>
    </message>
    <message>
        <source>Remove the thinking of turn %1</source>
        <translation>Denken von Beitrag %1 entfernen</translation>
    </message>
    <message>
        <source>Add a tool call</source>
        <translation>Werkzeugaufruf hinzufügen</translation>
    </message>
    <message>
        <source>Add a tool call to turn %1</source>
        <translation>Werkzeugaufruf zu Beitrag %1 hinzufügen</translation>
    </message>
    <message>
        <source>Remove tool call %1</source>
        <translation>Werkzeugaufruf %1 entfernen</translation>
    </message>
    <message>
        <source>Remove a tool call of turn %1</source>
        <translation>Werkzeugaufruf von Beitrag %1 entfernen</translation>
    </message>
    <message>
        <source>Name and weight</source>
        <translation>Name und Gewicht</translation>
    </message>
    <message>
        <source>Change the role of turn %1</source>
        <translation>Rolle von Beitrag %1 ändern</translation>
    </message>
    <message>
        <source>Name of the speaker or tool</source>
        <translation>Name des Sprechers oder Werkzeugs</translation>
    </message>
    <message>
        <source>Answers the call</source>
        <translation>Beantwortet den Aufruf</translation>
    </message>
    <message>
        <source>Weight of its loss (1 is usual)</source>
        <translation>Gewicht seines Loss (1 ist üblich)</translation>
    </message>
    <message>
        <source>Change name or weight of turn %1</source>
        <translation>Name oder Gewicht von Beitrag %1 ändern</translation>
    </message>
</context>
<context>
    <name>luthier::TurnColumn</name>
    <message>
        <source>No turns yet.</source>
        <translation>Noch keine Beiträge.</translation>
    </message>
    <message>
        <source>Add turn</source>
        <translation>Beitrag hinzufügen</translation>
    </message>
    <message>
        <source>Earlier turns</source>
        <translation>Frühere Beiträge</translation>
    </message>
    <message>
        <source>Later turns</source>
        <translation>Spätere Beiträge</translation>
    </message>
    <message>
        <source>Go to turn</source>
        <translation>Zu Beitrag gehen</translation>
    </message>
    <message>
        <source>Turn </source>
        <translation>Beitrag </translation>
    </message>
    <message>
        <source>Turns %1 to %2 of %3</source>
        <translation>Beiträge %1 bis %2 von %3</translation>
    </message>
    <message>
        <source>These are the first turns</source>
        <translation>Das sind die ersten Beiträge</translation>
    </message>
    <message>
        <source>These are the last turns</source>
        <translation>Das sind die letzten Beiträge</translation>
    </message>
    <message>
        <source>Add turn %1</source>
        <translation>Beitrag %1 hinzufügen</translation>
    </message>
    <message>
        <source>Move turn %1 up</source>
        <translation>Beitrag %1 nach oben</translation>
    </message>
    <message>
        <source>Move turn %1 down</source>
        <translation>Beitrag %1 nach unten</translation>
    </message>
    <message>
        <source>Split turn %1</source>
        <translation>Beitrag %1 teilen</translation>
    </message>
    <message>
        <source>Merge turns %1 and %2</source>
        <translation>Beiträge %1 und %2 verbinden</translation>
    </message>
    <message>
        <source>Delete turn %1</source>
        <translation>Beitrag %1 löschen</translation>
    </message>
</context>
<context>
    <name>luthier::TurnGap</name>
    <message>
        <source>Add a turn before turn %1</source>
        <translation>Beitrag vor Beitrag %1 einfügen</translation>
    </message>
</context>
<context>
    <name>luthier::VerdictBar</name>
    <message>
        <source>Both good</source>
        <translation>Beide gut</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>Both are good</source>
        <translation>Beide sind gut</translation>
    </message>
    <message>
        <source>Both are bad</source>
        <translation>Beide sind schlecht</translation>
    </message>
    <message>
        <source>Neither is better</source>
        <translation>Keine ist besser</translation>
    </message>
    <message>
        <source>%1 is slightly better</source>
        <translation>%1 ist etwas besser</translation>
    </message>
    <message>
        <source>%1 is better</source>
        <translation>%1 ist besser</translation>
    </message>
    <message>
        <source>%1 is much better</source>
        <translation>%1 ist viel besser</translation>
    </message>
</context>
<context>
    <name>luthier::shelf</name>
    <message>
        <source>%1 rank %2</source>
        <translation>%1 Rang %2</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>base unknown</source>
        <translation>Basis unbekannt</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 Probleme</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>Noch nicht untersucht</translation>
    </message>
</context>
<context>
    <name>luthier::shelf::CardList</name>
    <message>
        <source>Nothing here matches "%1".</source>
        <translation>Hier passt nichts zu „%1“.</translation>
    </message>
</context>
<context>
    <name>luthier::shelf::DetailFrame</name>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Where the folder is now</source>
        <translation>Wo der Ordner jetzt ist</translation>
    </message>
    <message>
        <source>Use this folder</source>
        <translation>Diesen Ordner verwenden</translation>
    </message>
    <message>
        <source>Choose the folder first</source>
        <translation>Zuerst den Ordner wählen</translation>
    </message>
    <message>
        <source>Cannot be used until its folder is found again.</source>
        <translation>Nicht verwendbar, bis der Ordner wiedergefunden ist.</translation>
    </message>
</context>
<context>
    <name>luthier::shelf::JobStrip</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>It is done in a moment</source>
        <translation>Gleich fertig</translation>
    </message>
</context>
<context>
    <name>luthier::shelf::NameEdit</name>
    <message>
        <source>Rename (F2)</source>
        <translation>Umbenennen (F2)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>luthier::shelf::NotesEdit</name>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>What you want to remember about it. Saved as you type.</source>
        <translation>Was darüber festzuhalten ist. Wird beim Tippen gespeichert.</translation>
    </message>
</context>
<context>
    <name>luthier::shelf::PathEdit</name>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
</context>
<context>
    <name>luthier::shelf::ProblemList</name>
    <message>
        <source>1 problem found</source>
        <translation>1 Problem gefunden</translation>
    </message>
    <message>
        <source>%1 problems found</source>
        <translation>%1 Probleme gefunden</translation>
    </message>
    <message>
        <source>To try: %1</source>
        <translation>Tipp: %1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>luthier::shelf::ShelfFrame</name>
    <message>
        <source>Rename the chosen one</source>
        <translation>Den gewählten Eintrag umbenennen</translation>
    </message>
    <message>
        <source>Take the chosen one off the list</source>
        <translation>Den gewählten Eintrag aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Reading the project…</source>
        <translation>Projekt wird gelesen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>luthier::theme</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>unter 1 s</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
</context>
<context>
    <name>luthier::theme::ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
</context>
</TS>
