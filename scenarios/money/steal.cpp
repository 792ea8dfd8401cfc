// SPDX-License-Identifier: Apache-2.0
// 20 is put in twice, and two threads take 20 each. One that never waited can take what another was woken for.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/money/purse.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

class Two {
public:
    explicit Two(Purse::Waits waits) : purse_{0, {waits, Purse::Tells::one}} {}

    void run() {
        starting_line([this] { deposit(); }, [this] { spend("p0"); }, [this] { spend("p1"); });
    }
    std::string observe() const { return purse_.observe(); }
    std::string wrong() const { return purse_.wrong(); }

private:
    void deposit() {
        sync::this_thread::set_name("stingy");
        purse_.deposit(20);
        purse_.deposit(20);
    }
    void spend(char const* name) {
        sync::this_thread::set_name(name);
        purse_.spend(20);
    }

    Purse purse_;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Two>(Purse::Waits::once, oldest_first()); }
std::unique_ptr<Program> make_fixed(Settings const&) {
    return program_of<Two>(Purse::Waits::until_enough, oldest_first());
}

}  // namespace

Scenario steal() {
    return {
        "steal",
        "a notify reserves nothing: another thread may come first, so whoever was woken looks again",
        "a spender that never waited takes the money that another was woken for, and the purse goes below zero",
        "wait in a loop, so whoever was woken looks again",
        {"B15", "B15c"},
        {},
        {{"buggy", {{FindingKind::requirement}}, {{"e2_if_steal"}}, make_buggy},
         {"fixed", {}, {{"e2_while_steal"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
