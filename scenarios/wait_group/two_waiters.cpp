// SPDX-License-Identifier: Apache-2.0
// Two threads wait for one group. done() with notify_one lets one of them go.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>
#include <scenarios/wait_group/group.hpp>

#include <fmt/format.h>

namespace heddle::scenarios {

namespace {

class Waiters {
public:
    explicit Waiters(Group::Tells tells) : group_{signal_, 1, {Group::Waits::until_zero, tells, true}} {
        sync::set_name(a_, "a");
        sync::set_name(b_, "b");
    }

    void run() {
        starting_line([this] { group_.done(); }, [this] { wait("a", a_); }, [this] { wait("b", b_); });
    }
    std::string observe() const { return fmt::format("a={} b={}", a_.load(), b_.load()); }

private:
    void wait(char const* name, sync::shared<int>& passed) {
        sync::this_thread::set_name(name);
        group_.wait();
        passed.store(1);
    }

    GroupSignal signal_;
    Group group_;
    sync::shared<int> a_{0};
    sync::shared<int> b_{0};
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Waiters>(Group::Tells::one, oldest_first()); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Waiters>(Group::Tells::all, oldest_first()); }

}  // namespace

Scenario two_waiters() {
    return {
        "two_waiters",
        "the end of a group is news for everybody who waits for it: notify_all",
        "two wait for the end of the group, one is woken, and the other sleeps for ever",
        "notify_all",
        {"B15b"},
        {},
        {{"buggy", {{FindingKind::deadlock}}, {{"f_two_waiters_notify"}}, make_buggy},
         {"fixed", {}, {{"f_two_waiters_notify_all"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
