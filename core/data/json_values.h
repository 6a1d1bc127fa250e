// SPDX-License-Identifier: Apache-2.0
// Cuts a stream of bytes into JSON values without holding more than one of them: the elements of one array, or values one after the other.
// It only follows strings and brackets; whether a value is valid JSON is for the parser to say.
// Thread: one at a time. Requires nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace luthier {

struct JsonPiece {
    std::string_view text;        // the value, or why there is none
    std::int64_t number = 0;      // 1-based element
    enum class Kind { Value, TooLong, Broken } kind = Kind::Value;
};

class JsonValueSplitter {
public:
    // visit returns false to stop.
    JsonValueSplitter(std::size_t maxValueBytes, std::function<bool(const JsonPiece&)> visit);

    // Returns false once visit did.
    bool feed(std::string_view bytes);
    // Reports what the end of the file leaves open.
    bool finish();

private:
    bool outside(char c);
    bool inside(char c);
    bool deliver(JsonPiece::Kind kind, std::string_view text);
    bool endValue();
    void begin(char c);
    void keep(char c);

    std::size_t m_maxValueBytes;
    std::function<bool(const JsonPiece&)> m_visit;
    std::string m_value;
    std::size_t m_valueBytes = 0;   // including what was not kept
    std::int64_t m_number = 1;
    int m_depth = 0;                // brackets open inside the value
    bool m_inArray = false;
    bool m_started = false;         // the first byte that is not blank was seen
    bool m_closed = false;          // the array ended
    bool m_inValue = false;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_saidTrailing = false;
};

}  // namespace luthier
