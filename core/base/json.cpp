// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <cmath>
#include <limits>
#include <unordered_set>
#include <vector>

#include "core/base/files.h"
#include "core/base/utf8.h"

namespace luthier {

namespace {

// Builds the document from parser events. The library's own builder has no depth limit, accepts duplicate keys and searches all keys of an object
// for each new one, which a file with a million keys would turn into hours.
class DocumentBuilder : public nlohmann::json_sax<Json> {
public:
    explicit DocumentBuilder(int maxDepth) : m_maxDepth(maxDepth) {}

    bool null() override { return add(Json()); }
    bool boolean(bool value) override { return add(Json(value)); }
    bool number_integer(number_integer_t value) override { return add(Json(value)); }
    bool number_unsigned(number_unsigned_t value) override { return add(Json(value)); }
    bool number_float(number_float_t value, const string_t&) override { return add(Json(value)); }
    bool string(string_t& value) override { return add(Json(std::move(value))); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { m_open.pop_back(); return true; }
    bool end_array() override { m_open.pop_back(); return true; }

    bool key(string_t& name) override {
        if (isRepeated(m_open.back(), name)) {
            m_problem = "the key \"" + excerpt(name, 60) + "\" appears twice in one object";
            return false;
        }
        m_key = std::move(name);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& exception) override {
        const std::string_view text = exception.what();
        // "[json...] parse error at line 1, column 2: syntax error ...": only the last part is for people.
        const std::size_t column = text.find("column ");
        const std::size_t colon = column == std::string_view::npos ? text.find("] ") : text.find(": ", column);
        m_problem = excerpt(colon == std::string_view::npos ? text : text.substr(colon + 2), 200) + " (byte " + std::to_string(position) + ")";
        return false;
    }

    const std::string& problem() const { return m_problem; }
    Json take() { return std::move(m_root); }

private:
    struct Level {
        Json* value;
        std::unordered_set<std::string> names;   // of objects with many keys; few are searched one by one
    };

    static bool isRepeated(Level& level, const std::string& name) {
        const auto& members = level.value->get_ref<const Json::object_t&>();
        constexpr std::size_t few = 16;
        if (members.size() < few) {
            for (const auto& [known, value] : members)
                if (known == name) return true;
            return false;
        }
        if (level.names.empty())
            for (const auto& [known, value] : members) level.names.insert(known);
        return !level.names.insert(name).second;
    }

    Json* place(Json&& value) {
        if (m_open.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        Json& parent = *m_open.back().value;
        if (parent.is_array()) {
            auto& elements = parent.get_ref<Json::array_t&>();
            elements.push_back(std::move(value));
            return &elements.back();
        }
        auto& members = parent.get_ref<Json::object_t&>();
        members.Json::object_t::Container::emplace_back(std::move(m_key), std::move(value));
        return &members.back().second;
    }

    bool add(Json&& value) { place(std::move(value)); return true; }

    bool open(Json&& container) {
        if (static_cast<int>(m_open.size()) >= m_maxDepth) {
            m_problem = "nested deeper than " + std::to_string(m_maxDepth) + " levels";
            return false;
        }
        m_open.push_back({place(std::move(container)), {}});
        return true;
    }

    int m_maxDepth;
    Json m_root;
    std::vector<Level> m_open;
    std::string m_key;
    std::string m_problem;
};

bool hasNonFinite(const Json& value) {
    if (value.is_number_float()) return !std::isfinite(value.get<double>());
    if (!value.is_structured()) return false;
    for (const Json& child : value)
        if (hasNonFinite(child)) return true;
    return false;
}

void nameNonFinite(Json& value) {
    if (value.is_number_float()) value = jsonNumber(value.get<double>());
    if (!value.is_structured()) return;
    for (Json& child : value) nameNonFinite(child);
}

std::string dump(const Json& value, int indent) {
    const auto write = [indent](const Json& json) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); };
    if (!hasNonFinite(value)) return write(value);
    Json copy = value;
    nameNonFinite(copy);
    return write(copy);
}

}  // namespace

Result<Json> parseJson(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.maxBytes) {
        return fail(ErrorCode::InvalidData, "not read as JSON: " + std::to_string(text.size()) + " bytes, the limit is " + std::to_string(limits.maxBytes));
    }
    // The parser takes a zero byte for the end of the text and would ignore what follows.
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
        return fail(ErrorCode::InvalidData, "not valid JSON: zero byte at byte " + std::to_string(zero));
    DocumentBuilder builder(limits.maxDepth);
    if (!Json::sax_parse(text.begin(), text.end(), &builder)) return fail(ErrorCode::InvalidData, "not valid JSON: " + builder.problem());
    return builder.take();
}

std::string dumpJson(const Json& value) { return dump(value, -1); }

std::string dumpJsonPretty(const Json& value) { return dump(value, 2); }

Json jsonNumber(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
    return value;
}

Result<double> numberFromJson(const Json& value) {
    if (value.is_number()) return value.get<double>();
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
        if (text == "Infinity") return std::numeric_limits<double>::infinity();
        if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
    }
    return fail(ErrorCode::InvalidData, "a number is needed (or \"NaN\", \"Infinity\", \"-Infinity\"), not " + excerpt(dumpJson(value), 40));
}

Result<Json> readJsonFile(const std::string& path, const JsonLimits& limits) {
    ASSIGN_OR_RETURN(const std::string text, readFile(path, limits.maxBytes));
    auto parsed = parseJson(text, limits);
    if (!parsed) return fail(std::move(parsed.error()).at(path));
    return parsed;
}

}  // namespace luthier
