// SPDX-License-Identifier: Apache-2.0
// A recursive search is given a thread for each folder, and the recursive call is left in: a folder at depth d is searched
// 2^d times. A set of matches hides it.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/search/file_search.hpp>

namespace heddle::scenarios {

namespace {

constexpr char const* name = "search_twice";

FileSearch::Options options_of(Settings const& settings) {
    FileSearch::Options options;
    options.tree = tree_of(name, settings);
    options.wanted = settings.text("wanted");
    if (settings.text("waits") == "group") options.waits = FileSearch::Waits::group;
    return options;
}

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    FileSearch::Options options = options_of(settings);
    options.calls_itself_too = true;
    return program_of<FileSearch>(std::move(options));
}
std::unique_ptr<Program> make_fixed(Settings const& settings) { return program_of<FileSearch>(options_of(settings)); }

}  // namespace

Scenario search_twice() {
    std::vector<Parameter> parameters = tree_parameters("top(inner(findme.txt))");
    parameters.push_back(text_of("wanted", "what the name of a match has in it", "findme"));
    parameters.push_back(choice_of("waits", "how a thread waits for those it has started", {"joins", "group"}));
    return {
        name,
        "work that is handed to a thread is not done by the caller as well",
        "a folder is searched by its thread and by the caller too, twice as often at each level",
        "leave out the recursive call",
        {"B14", "B17"},
        std::move(parameters),
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
