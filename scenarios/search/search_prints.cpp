// SPDX-License-Identifier: Apache-2.0
// A thread for each folder, each says where it searches, main waits for all of them and prints the matches. What they print
// is torn; the matches are right.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/search/file_search.hpp>

namespace heddle::scenarios {

namespace {

constexpr char const* name = "search_prints";

std::unique_ptr<Program> make(Settings const& settings, Printer::Way way) {
    FileSearch::Options options;
    options.tree = tree_of(name, settings);
    options.wanted = settings.text("wanted");
    if (settings.text("waits") == "group") options.waits = FileSearch::Waits::group;
    options.way = way;
    options.label = settings.text("label");
    options.last = settings.text("last");
    return program_of<FileSearch>(std::move(options));
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, Printer::Way::parts); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, fixed_way(settings)); }

}  // namespace

Scenario search_prints() {
    std::vector<Parameter> parameters = tree_parameters("top(left(),right(findme.txt))");
    for (Parameter& parameter : std::vector<Parameter>{
             text_of("wanted", "what the name of a match has in it", "findme"),
             choice_of("waits", "how a thread waits for those it has started", {"joins", "group"}),
             text_of("label", "what is printed before a folder", "in"),
             text_of("last", "what main prints before the matches", "found:"), fixes_of_printing()}) {
        parameters.push_back(std::move(parameter));
    }
    return {
        name,
        "threads that wait for each other still print over each other",
        "lines about different folders are torn, though the matches are right",
        "one write for a whole line, or a mutex around the print",
        {"B17", "B18"},
        std::move(parameters),
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
