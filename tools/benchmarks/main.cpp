// SPDX-License-Identifier: Apache-2.0
// What a scheduling point costs, as a ratio to the bare switch and pick of the same run: machines are noisy.
#include <heddle/explore/runner.hpp>
#include <heddle/strategy/table.hpp>

#include <tools/benchmarks/floor.hpp>
#include <tools/benchmarks/programs.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

namespace heddle::benchmarks {

namespace {

struct Sample {
    std::uint64_t executions = 0;
    std::uint64_t points = 0;
    double seconds = 0;
    double floor = 0;  ///< ns, of the same moment
    double best = 0;   ///< the lowest ratio of all rounds: what a neighbour on the same core takes only adds

    double ns_per_point() const { return seconds * 1e9 / static_cast<double>(points); }
    double ratio() const { return ns_per_point() / floor; }
};

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Executions for about `seconds`, all detectors on; a search that has come to its end begins again.
Sample measure(Candidate const& candidate, std::string const& strategy_text, double seconds) {
    auto const program = candidate.make();
    Runner runner{*program};
    Sample sample;
    sample.floor = bare_switch_and_pick(2'000'000);
    auto strategy = make_strategy(strategy_text, 1, std::nullopt);
    std::uint64_t index = 0;
    double const begun = now();
    do {
        for (int i = 0; i < 200; ++i) {
            if (!strategy->begin_execution(index++)) {
                strategy = make_strategy(strategy_text, 1, std::nullopt);
                strategy->begin_execution(0);
                index = 1;
            }
            runner.run(*strategy);
            sample.points += runner.conclusion().steps;
            ++sample.executions;
        }
        sample.seconds = now() - begun;
    } while (sample.seconds < seconds);
    return sample;
}

/// The sample with the median ratio of several.
Sample median_of(Candidate const& candidate, std::string const& strategy, double seconds, int rounds) {
    std::vector<Sample> samples;
    for (int i = 0; i < rounds; ++i) samples.push_back(measure(candidate, strategy, seconds / rounds));
    std::sort(samples.begin(), samples.end(), [](Sample const& a, Sample const& b) { return a.ratio() < b.ratio(); });
    samples[samples.size() / 2].best = samples.front().ratio();
    return samples[samples.size() / 2];
}

void print_line(std::string const& name, std::string const& strategy, Sample const& sample) {
    fmt::print(
        "{:<24} {:<7} {:>8.1f} {:>7.2f} {:>7.2f} {:>12} {:>8.1f} {:>12.0f}\n", name, strategy, sample.ns_per_point(),
        sample.ratio(), sample.best, sample.executions,
        static_cast<double>(sample.points) / static_cast<double>(sample.executions),
        static_cast<double>(sample.executions) / sample.seconds);
    std::fflush(stdout);
}

nlohmann::json as_json(std::string const& name, std::string const& strategy, Sample const& sample) {
    return {
        {"name", name},
        {"strategy", strategy},
        {"ns_per_point", sample.ns_per_point()},
        {"points", sample.points},
        {"executions", sample.executions},
        {"executions_per_second", static_cast<double>(sample.executions) / sample.seconds},
        {"ratio", sample.ratio()},
        {"best_ratio", sample.best}};
}

int run(int argc, char** argv) {
    CLI::App app{
        "Nanoseconds per scheduling point and executions per second, deadlock and race detection on; `ratio` is to "
        "the bare switch-plus-pick of the same moment."};
    std::string json;
    std::string only;
    double seconds = 1;
    int rounds = 9;
    app.add_option("--json", json, "write one JSON object a line to FILE, or - for standard output");
    app.add_option("--only", only, "measure only programs whose name contains this");
    app.add_option("--seconds", seconds, "how long to measure each program under each strategy")
        ->check(CLI::Range(0.01, 600.0));
    app.add_option("--rounds", rounds, "samples of which the median is shown")->check(CLI::Range(1, 101));
    CLI11_PARSE(app, argc, argv);
    std::ofstream file;
    if (!json.empty() && json != "-") file.open(json);
    std::ostream& out = json == "-" ? std::cout : file;
    if (json != "-") {
        fmt::print(
            "{:<24} {:<7} {:>8} {:>7} {:>7} {:>12} {:>8} {:>12}\n", "program", "by", "ns/point", "ratio", "best",
            "executions", "points", "exec/s");
    }
    for (Candidate const& candidate : candidates()) {
        if (candidate.name.find(only) == std::string::npos) continue;
        for (std::string const strategy : {"random", "dfs"}) {
            Sample const sample = median_of(candidate, strategy, seconds, rounds);
            if (json != "-") print_line(candidate.name, strategy, sample);
            if (!json.empty()) out << as_json(candidate.name, strategy, sample).dump() << '\n';
        }
    }
    return json.empty() || out.good() ? 0 : 2;
}

}  // namespace

}  // namespace heddle::benchmarks

int main(int argc, char** argv) { return heddle::benchmarks::run(argc, argv); }
