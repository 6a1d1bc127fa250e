// SPDX-License-Identifier: Apache-2.0
// Options with one field of every kind, for the tests of this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/config/schema.h"

namespace luthier {

enum class Colour { Red, Green };

struct AboutUnit { std::string id; std::string title; std::string help; };

struct CircleOptions { double radius = 1; bool operator==(const CircleOptions&) const = default; };
struct Circle {
    using Options = CircleOptions;
    static constexpr const char* id = "circle";
    static AboutUnit info() { return {id, "Circle", "Round."}; }
    static const Schema<CircleOptions>& schema() {
        static const Schema<CircleOptions> schema = [] {
            Schema<CircleOptions> fields;
            fields.field("radius", &CircleOptions::radius).label("Radius").above(0);
            return fields;
        }();
        return schema;
    }
};

struct SquareOptions { std::int64_t side = 2; bool filled = false; bool operator==(const SquareOptions&) const = default; };
struct Square {
    using Options = SquareOptions;
    static constexpr const char* id = "square";
    static AboutUnit info() { return {id, "Square", "Four sides."}; }
    static const Schema<SquareOptions>& schema() {
        static const Schema<SquareOptions> schema = [] {
            Schema<SquareOptions> fields;
            fields.field("side", &SquareOptions::side).label("Side").unit("cm").range(1, 10).otherNames({"edge"});
            fields.field("filled", &SquareOptions::filled).label("Filled");
            return fields;
        }();
        return schema;
    }
};
using AllShapes = TypeList<Circle, Square>;

struct Inner { std::int64_t low = 0; std::int64_t high = 10; bool operator==(const Inner&) const = default; };

inline const Schema<Inner>& innerSchema() {
    static const Schema<Inner> schema = [] {
        Schema<Inner> fields;
        fields.field("low", &Inner::low).label("Low").range(-100, 100);
        fields.field("high", &Inner::high).label("High").range(-100, 100);
        fields.check({"low", "high"}, [](const Inner& inner, CheckReport& report) {
            if (inner.low > inner.high) report.add("low", "must not be above high", "swap them");
        });
        return fields;
    }();
    return schema;
}

struct Sample {
    bool flag = false;
    std::int64_t count = 16;
    double rate = 0.5;
    std::string name;
    std::string word = "word";
    Colour colour = Colour::Red;
    Auto<double> speed;
    Auto<Colour> paint;
    std::optional<std::int64_t> limit;
    std::vector<std::int64_t> sizes = {1, 2};
    Json extra = Json::object();
    Inner inner;
    std::vector<Inner> list;
    std::variant<CircleOptions, SquareOptions> shape;
    bool operator==(const Sample&) const = default;
};

inline Schema<Sample> makeSampleSchema() {
    Schema<Sample> fields;
    fields.field("flag", &Sample::flag).label("Flag").help("On or off.").reason("off: nobody asked").basic();
    fields.field("count", &Sample::count).label("Count").unit("rows").range(1, 1024).otherNames({"n", "num_rows"});
    fields.field("rate", &Sample::rate).label("Rate").atLeast(0).below(1);
    fields.field("name", &Sample::name).label("Name").path(PathKind::Folder);
    fields.field("word", &Sample::word).label("Word").notEmpty().visibleIf("flag", {true});
    const std::vector<Choice<Colour>> colours = {{Colour::Red, "red", "Red", "Like blood."}, {Colour::Green, "green", "Green", "Like grass."}};
    fields.choice("colour", &Sample::colour, colours).label("Colour");
    fields.field("speed", &Sample::speed).label("Speed").above(0);
    fields.choice("paint", &Sample::paint, colours).label("Paint");
    fields.field("limit", &Sample::limit).label("Limit").atLeast(1);
    fields.field("sizes", &Sample::sizes).label("Sizes").atLeast(0);
    fields.field("extra", &Sample::extra).label("Extra");
    fields.nested("inner", &Sample::inner, innerSchema()).label("Inner");
    fields.nested("list", &Sample::list, innerSchema()).label("List");
    fields.variant<AllShapes>("shape", &Sample::shape).label("Shape");
    return fields;
}

inline const Schema<Sample>& sampleSchema() {
    static const Schema<Sample> schema = makeSampleSchema();
    return schema;
}

}  // namespace luthier
