// SPDX-License-Identifier: Apache-2.0
// Only 10 will ever be put in, and a thread waits for 20. Who puts in the last says that it was the last.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/money/purse.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

namespace heddle::scenarios {

namespace {

struct Options {
    bool closes;
};

class Short {
public:
    explicit Short(Options options) : options_{options}, purse_{0, {}} {}

    void run() {
        starting_line([this] { deposit(); }, [this] { spend(); });
    }
    std::string observe() const { return purse_.observe(); }
    std::string wrong() const { return purse_.wrong(); }

private:
    void deposit() {
        sync::this_thread::set_name("stingy");
        purse_.deposit(10);
        if (options_.closes) purse_.close();
    }
    void spend() {
        sync::this_thread::set_name("p0");
        purse_.spend(20);
    }

    Options options_;
    Purse purse_;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Short>(Options{false}, oldest_first()); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Short>(Options{true}, oldest_first()); }

}  // namespace

Scenario insufficient() {
    return {
        "insufficient",
        "a wait for something that may never come needs to be told when it will not",
        "less comes in than is waited for, and the waiter sleeps for ever",
        "whoever pays in last says so, and the waiter gives up",
        {"B15"},
        {},
        {{"buggy", {{FindingKind::deadlock}}, {{"e_insufficient"}}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
