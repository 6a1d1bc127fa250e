<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>luthier::AddModelPanel</name>
    <message numerus="yes">
        <source>Add a model (%n more after this)</source>
        <translation>
            <numerusform>Add a model (%n more after this)</numerusform>
            <numerusform>Add a model (%n more after this)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::CompareSession</name>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::DoubtStrip</name>
    <message numerus="yes">
        <source>Ended now, %n step(s) are lost.</source>
        <translation>
            <numerusform>Ended now, %n step is lost.</numerusform>
            <numerusform>Ended now, %n steps are lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::EngineLink</name>
    <message numerus="yes">
        <source> while it worked on %n request(s)</source>
        <translation>
            <numerusform> while it worked on %n request</numerusform>
            <numerusform> while it worked on %n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::ExchangeView</name>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped after %n token(s)</source>
        <translation>
            <numerusform>stopped after %n token</numerusform>
            <numerusform>stopped after %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::HomePage</name>
    <message numerus="yes">
        <source>%n data set(s)</source>
        <translation>
            <numerusform>%n data set</numerusform>
            <numerusform>%n data sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n adapter(s)</source>
        <translation>
            <numerusform>%n adapter</numerusform>
            <numerusform>%n adapters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::ImportDialog</name>
    <message numerus="yes">
        <source>This is read as a table with %n column(s).</source>
        <translation>
            <numerusform>This is read as a table with %n column.</numerusform>
            <numerusform>This is read as a table with %n columns.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::MachineCard</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::PromptShelf</name>
    <message numerus="yes">
        <source>Ask all %n</source>
        <translation>
            <numerusform>Ask all %n</numerusform>
            <numerusform>Ask all %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>luthier::RunHeader</name>
    <message numerus="yes">
        <source>  ·  and %n more laid over it</source>
        <translation>
            <numerusform>  ·  and %n more laid over it</numerusform>
            <numerusform>  ·  and %n more laid over it</numerusform>
        </translation>
    </message>
</context>
</TS>
