// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>
#include <heddle/render/describe.hpp>

#include <tools/heddle/perfetto.hpp>

#include <fmt/format.h>

namespace heddle::command {

namespace {

using Json = nlohmann::ordered_json;

constexpr int process = 1;

Json name_of_track(Describer const& words, ThreadId thread) {
    return {
        {"name", "thread_name"},
        {"ph", "M"},
        {"pid", process},
        {"tid", index(thread)},
        {"args", {{"name", words.thread(thread)}}}};
}

Json event_of(Event const& event, std::string const& words, std::uint64_t step) {
    bool const is_step = !noted(event.operation.kind);
    Json json = {{"name", words},  {"cat", name_of(event.operation.kind)}, {"ph", is_step ? "X" : "i"}, {"ts", step},
                 {"pid", process}, {"tid", index(event.operation.thread)}};
    if (is_step) {
        json["dur"] = 1;
        json["args"] = {{"step", step}, {"place", place_of(event.operation.where)}};
    } else {
        json["s"] = "t";  // an instant of its thread
        json["args"] = {{"place", place_of(event.operation.where)}};
    }
    return json;
}

}  // namespace

Json perfetto_of(Trace const& trace) {
    Describer words{*trace.directory};
    Json events = Json::array();
    for (std::size_t i = 0; i < trace.directory->threads(); ++i) {
        events.push_back(name_of_track(words, static_cast<ThreadId>(i)));
    }
    std::uint64_t step = 0;
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        Event const& event = trace.events[i];
        if (i != 0 && i == trace.gap_at) step += trace.gap_steps;
        events.push_back(event_of(event, words.next(event), step));
        if (!noted(event.operation.kind)) ++step;
    }
    return {
        {"traceEvents", std::move(events)},
        {"displayTimeUnit", "ns"},
        {"otherData",
         {{"ending", name_of(trace.ending)},
          {"outcome", trace.outcome},
          {"fingerprint", fmt::format("{:016x}", trace.fingerprint)}}}};
}

}  // namespace heddle::command
