// SPDX-License-Identifier: Apache-2.0
// What a join refuses: to be done twice, before there is a thread, or by the thread itself.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <system_error>

namespace heddle::scenarios {

namespace {

struct Options {
    std::string misuse;  ///< empty: none
};

class Joins {
public:
    explicit Joins(Options options) : options_{std::move(options)} {}

    void run() {
        try {
            if (options_.misuse == "before_start") thread_.join();
        } catch (std::system_error const&) {
            refused_ = true;
        }
        thread_ = sync::thread([this] { work(); });
        started_.set();
        thread_.join();
        try {
            if (options_.misuse == "twice") thread_.join();
        } catch (std::system_error const&) {
            refused_ = true;
        }
    }
    std::string observe() const { return refused_ ? "refused" : "joined"; }

private:
    void work() {
        started_.wait();
        try {
            if (options_.misuse == "itself") thread_.join();
        } catch (std::system_error const&) {
            refused_ = true;
        }
    }

    Options options_;
    sync::thread thread_;
    sync::manual_reset_event started_;  ///< thread_ has its value
    bool refused_ = false;
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Joins>(Options{settings.text("misuse")});
}
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Joins>(Options{}); }

}  // namespace

Scenario join_misuse() {
    return {
        "join_misuse",
        "a thread is joined once, after its start, by another thread",
        "a join is refused, by an exception: there is no thread to join, or it is the caller itself",
        "one join for each started thread, by somebody else",
        {"B13"},
        {choice_of("misuse", "what the buggy variant does", {"twice", "before_start", "itself"})},
        {{"buggy", {{FindingKind::misuse}}, {}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
