// SPDX-License-Identifier: Apache-2.0
#include <tools/heddle/json.hpp>

#include <fmt/format.h>

namespace heddle::command {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(Parameters const& parameters) {
    Json object = Json::object();
    for (auto const& [name, value] : parameters) object[name] = value;
    return object;
}

Json json_of(OutcomeTally const& tally) {
    return {
        {"status", tally.ok ? "ok" : "stuck"},
        {"outcome", tally.outcome},
        {"executions", tally.executions},
        {"token", tally.token}};
}

Json json_of(Finding const& finding) {
    return {
        {"kind", name_of(finding.kind)},
        {"message", finding.message},
        {"token", finding.token},
        {"preemptions", finding.preemptions},
        {"steps", finding.steps}};
}

/// Default, kind and range.
Json json_of(scenarios::Parameter const& parameter) {
    Json object{{"default", parameter.initial}};
    switch (parameter.kind) {
    case scenarios::Parameter::Kind::number:
        object["kind"] = "number";
        object["min"] = parameter.least;
        object["max"] = parameter.most;
        break;
    case scenarios::Parameter::Kind::choice:
        object["kind"] = "choice";
        object["choices"] = parameter.choices;
        break;
    case scenarios::Parameter::Kind::text:
        object["kind"] = "text";
        break;
    }
    object["summary"] = parameter.summary;
    return object;
}

Json json_of(scenarios::OracleKey const& oracle) {
    Json set = Json::object();
    for (auto const& [name, value] : oracle.set) set[name] = value;
    return {{"key", oracle.key}, {"set", set}};
}

template <class Element>
Json list_of(std::vector<Element> const& elements) {
    Json list = Json::array();
    for (Element const& element : elements) list.push_back(json_of(element));
    return list;
}

Json kinds_of(Expectation const& expected) {
    Json kinds = Json::array();
    for (FindingKind const kind : expected.any_of) kinds.push_back(name_of(kind));
    return kinds;
}

}  // namespace

Json json_of(Result const& result) {
    Task const& task = *result.task;
    Report const& report = result.report;
    auto const expected = as_expected(result.status);
    return {
        {"scenario", task.scenario->name},
        {"variant", task.variant->name},
        {"params", json_of(task.program->parameters)},
        {"rows", task.scenario->rows},
        {"oracle", task.oracle ? Json(*task.oracle) : Json(nullptr)},
        {"strategy", report.strategy},
        {"seed", std::to_string(report.seed)},
        {"executions", report.executions},
        {"blocked", report.blocked},
        {"points", report.points},
        {"complete", report.complete},
        {"as_expected", expected ? Json(*expected) : Json(nullptr)},
        {"seconds", report.seconds},
        {"outcomes", list_of(report.outcomes)},
        {"findings", list_of(report.findings)}};
}

Json json_of(scenarios::Scenario const& scenario) {
    Json variants = Json::array();
    Json parameters = Json::object();
    Json expected = Json::object();
    Json oracle = Json::object();
    for (scenarios::Parameter const& parameter : scenario.parameters) parameters[parameter.name] = json_of(parameter);
    for (scenarios::Variant const& variant : scenario.variants) {
        variants.push_back(variant.name);
        expected[variant.name] = kinds_of(variant.expected);
        oracle[variant.name] = list_of(variant.oracles);
    }
    return {{"scenario", scenario.name}, {"variants", variants}, {"rows", scenario.rows},
            {"params", parameters},      {"expected", expected}, {"oracle", oracle}};
}

Json json_of(Trace const& trace) {
    return {
        {"fingerprint", fmt::format("{:016x}", trace.fingerprint)},
        {"steps", trace.steps},
        {"preemptions", trace.preemptions},
        {"ending", name_of(trace.ending)},
        {"status", trace.ok ? "ok" : "stuck"},
        {"outcome", trace.outcome},
        {"output", trace.output}};
}

}  // namespace heddle::command
