// SPDX-License-Identifier: Apache-2.0
// A folder cannot be read, its thread ends with an exception, and nobody hears of it: what is in there is missing, and the
// result looks complete.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/search/file_search.hpp>

namespace heddle::scenarios {

namespace {

constexpr char const* name = "search_exception";

std::unique_ptr<Program> make(Settings const& settings, bool keeps_errors) {
    FileSearch::Options options;
    options.tree = tree_of(name, settings);
    options.wanted = settings.text("wanted");
    options.keeps_errors = keeps_errors;
    return program_of<FileSearch>(std::move(options));
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, false); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, true); }

}  // namespace

Scenario search_exception() {
    std::vector<Parameter> parameters = tree_parameters("top(open(findme.txt),locked!(findme.txt))");
    parameters.push_back(text_of("wanted", "what the name of a match has in it", "findme"));
    return {
        name,
        "an exception that ends a thread has to be handed to somebody, or its work is missing in silence",
        "a thread ends with an exception, its part of the tree is missing, and nobody is told",
        "catch it in the thread, and hand it over at the join",
        {"B14"},
        std::move(parameters),
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
