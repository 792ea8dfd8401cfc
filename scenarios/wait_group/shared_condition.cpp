// SPDX-License-Identifier: Apache-2.0
// Two groups share one condition: who waits for H is woken by the end of G. Who looks again goes on waiting.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>
#include <scenarios/wait_group/group.hpp>

#include <fmt/format.h>

#include <optional>

namespace heddle::scenarios {

namespace {

class TwoGroups {
public:
    explicit TwoGroups(Group::Waits waits)
        : g_{signal_, 1, {waits, Group::Tells::all, true}}, h_{signal_, 1, {waits, Group::Tells::all, true}} {}

    void run() {
        starting_line([this] { wait_for_h(); }, [this] { g_.done(); }, [this] { h_.done(); });
    }
    std::string observe() const {
        return fmt::format("h_when_passed={}", h_when_passed_ ? std::to_string(*h_when_passed_) : "None");
    }
    std::string wrong() const {
        bool const done = h_when_passed_ == 0;
        return done ? std::string{} : fmt::format("the waiter passed with {} task of H to do", *h_when_passed_);
    }

private:
    void wait_for_h() {
        sync::this_thread::set_name("waiter of H");
        h_when_passed_ = h_.wait();
    }

    GroupSignal signal_;
    Group g_;
    Group h_;
    std::optional<int> h_when_passed_;  ///< by the waiter
};

std::unique_ptr<Program> make_buggy(Settings const&) {
    return program_of<TwoGroups>(Group::Waits::once, oldest_first());
}
std::unique_ptr<Program> make_fixed(Settings const&) {
    return program_of<TwoGroups>(Group::Waits::until_zero, oldest_first());
}

}  // namespace

Scenario shared_condition() {
    return {
        "shared_condition",
        "a condition that several groups share wakes waiters for nothing; a wait in a loop does not mind",
        "the end of one group lets a waiter of another group pass too early",
        "wait in a loop until the own group is done",
        {"B16"},
        {},
        {{"buggy", {{FindingKind::requirement}}, {{"f_shared_cv_if"}}, make_buggy},
         {"fixed", {}, {{"f_shared_cv_while"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
