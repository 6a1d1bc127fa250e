// SPDX-License-Identifier: Apache-2.0
// A row format: how one JSON object (or one paragraph of plain text) is an Example, and back.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/rows/example.h"

namespace luthier {

// What a cell of a table, which is only text, stands for in a column that is not plain text (core/data/cells.h).
// Messages: text, unless it is the JSON text of a list of messages. Structure: a list or an object. OptionalText: text, but an empty cell is no text at all.
enum class CellKind { Messages, Structure, Number, Flag, OptionalText };

struct FormatInfo {
    std::string id;                       // "messages"
    std::string title;                    // "Chat messages (OpenAI, TRL)"
    std::string help;                     // one sentence
    RowKind kind = RowKind::Conversation; // what its rows become
    std::vector<std::string> columns;     // the columns it reads
    std::string sample;                   // one valid row as JSON text, for the help and for tests
    std::vector<std::pair<std::string, CellKind>> cells = {};   // those of its columns that are not plain text in a table
};

// What would be lost by writing a row in this format, in words; empty = nothing.
struct WrittenRow { Json json; std::vector<std::string> lost; };

class Format {
public:
    virtual ~Format() = default;
    virtual const FormatInfo& info() const = 0;
    // Whether a row has this format's shape: cheap, by keys and types only.
    virtual bool matches(const Json& row) const = 0;
    // Whether a row says by itself that it has this format, so that no other is asked, also when something in the row is wrong.
    virtual bool claims(const Json& row) const {
        static_cast<void>(row);
        return false;
    }
    // Errors: InvalidData whose message names the key. Columns not known go to extra.
    virtual Result<Example> read(const Json& row) const = 0;
    // Errors: InvalidArgument when this kind of row cannot be written in it at all.
    virtual Result<WrittenRow> write(const Example& example) const = 0;
};

}  // namespace luthier
