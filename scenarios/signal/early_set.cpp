// SPDX-License-Identifier: Apache-2.0
// An event says that data is ready. Set before the data is written, it says so too early.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

struct Options {
    bool sets_early;
};

class Handover {
public:
    explicit Handover(Options options) : options_{options} {
        sync::set_name(ready_, "ready");
        sync::set_name(x_, "x");
    }

    void run() {
        starting_line([this] { wait_and_read(); }, [this] { write(); });
    }
    std::string observe() const { return fmt::format("seen={}", seen_); }
    std::string wrong() const { return seen_ == 1 ? std::string{} : "the waiter was woken and found no data"; }

private:
    void wait_and_read() {
        sync::this_thread::set_name("waiter");
        ready_.wait();
        seen_ = x_.load();
    }
    void write() {
        sync::this_thread::set_name("setter");
        if (options_.sets_early) ready_.set();
        x_.store(1);
        if (!options_.sets_early) ready_.set();
    }

    Options options_;
    sync::manual_reset_event ready_;
    sync::shared<int> x_{0};
    int seen_ = 0;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Handover>(Options{true}, racing_values()); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Handover>(Options{false}); }

}  // namespace

Scenario early_set() {
    return {
        "early_set",
        "an event is set after the data is written, not before",
        "the waiter is let go before the data is there, and reads nothing",
        "write first, set afterwards",
        {"A15"},
        {},
        {{"buggy", {{FindingKind::requirement}}, {{"j_event_early_set"}}, make_buggy},
         {"fixed", {}, {{"j_event"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
