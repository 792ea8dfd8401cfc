// SPDX-License-Identifier: Apache-2.0
// A join with a time limit comes back in two cases. Who does not ask which one goes on with a child that still works.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <chrono>

namespace heddle::scenarios {

namespace {

struct Options {
    std::chrono::seconds child;
    std::chrono::seconds timeout;
    bool asks;
};

class Family {
public:
    explicit Family(Options options) : options_{options} {}

    void run() {
        starting_line([this] { parent(); });
        if (child_.joinable()) child_.join();
    }
    std::string observe() const { return joined_ ? "joined" : "elapsed"; }
    std::string wrong() const {
        return joined_ ? std::string{} : "the time was up, and the parent went on although its child had not ended";
    }

private:
    void parent() {
        sync::this_thread::set_name("parent");
        child_ = sync::thread([this] { work(); });
        joined_ = child_.join_for(paced(options_.timeout));
        if (options_.asks && !joined_) {
            child_.join();
            joined_ = true;
        }
    }
    void work() const {
        sync::this_thread::set_name("child");
        sync::this_thread::sleep_for(paced(options_.child));
    }

    Options options_;
    sync::thread child_;
    bool joined_ = false;
};

Options options_of(Settings const& settings, bool asks) {
    using std::chrono::seconds;
    return {
        seconds{static_cast<long>(settings.number("child"))}, seconds{static_cast<long>(settings.number("timeout"))},
        asks};
}

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Family>(options_of(settings, false));
}

std::unique_ptr<Program> make_fixed(Settings const& settings) { return program_of<Family>(options_of(settings, true)); }

}  // namespace

Scenario join_timeout() {
    constexpr std::uint64_t day = 86'400;
    OracleKey const any_times{"k_join_timeout", {}, {"child", "timeout"}};
    return {
        "join_timeout",
        "a join with a time limit says whether the thread ended; ask it",
        "the join ran out of time, and the caller goes on as if the thread had ended",
        "look at what the timed join returns",
        {"B13"},
        {number_of("child", "how many seconds the child works", 10, 0, day),
         number_of("timeout", "how many seconds the parent waits", 5, 0, day)},
        {{"buggy", {{FindingKind::requirement}}, {any_times}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
