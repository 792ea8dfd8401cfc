// SPDX-License-Identifier: Apache-2.0
// Two threads count the letters of "a" and "a" into one table; main polls until both have counted themselves.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace heddle::scenarios {

namespace {

constexpr int workers = 2;

struct Options {};

class Polling {
public:
    explicit Polling(Options) {
        sync::set_name(letter_a_, "a");
        sync::set_name(finished_, "finished_count");
    }

    void run() {
        starting_line([this] { count(); }, [this] { count(); }, [this] { wait_for_all(); });
    }
    std::string observe() const { return fmt::format("a={} fc={}", letter_a_.load(), finished_.load()); }
    std::string wrong() const {
        int const counted = letter_a_.load();
        return counted == workers ? std::string{}
                                  : fmt::format("the texts have {} letters a, counted are {}", workers, counted);
    }

private:
    void count() {
        letter_a_ += 1;
        finished_ += 1;
    }
    void wait_for_all() {
        sync::this_thread::set_name("main");
        while (finished_.load() < workers) sync::this_thread::sleep_for(paced(std::chrono::milliseconds{500}));
    }

    sync::shared<int> letter_a_{0};
    sync::shared<int> finished_{0};
};

class Joining {
public:
    explicit Joining(Options) { sync::set_name(letter_a_, "a"); }

    void run() {
        starting_line([this] { start_and_join(); });
    }
    std::string observe() const { return fmt::format("a={} fc={}", letter_a_.load(), finished_.load()); }
    std::string wrong() const { return letter_a_.load() == workers ? std::string{} : "letters were lost"; }

private:
    void start_and_join() {
        sync::this_thread::set_name("main");
        for (sync::thread& thread : threads_) thread = sync::thread([this] { count(); });
        for (sync::thread& thread : threads_) thread.join();
    }
    void count() {
        sync::lock_guard const guard{mutex_};
        letter_a_ += 1;
        finished_ += 1;
    }

    sync::mutex mutex_;
    sync::shared<int> letter_a_{0};
    sync::shared<int> finished_{0};
    std::array<sync::thread, workers> threads_;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Polling>(Options{}, racing_values()); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Joining>(Options{}); }

}  // namespace

Scenario letters_poll() {
    return {
        "letters_poll",
        "one table, one count, no lock: the table may be wrong, or main waits for ever, or both",
        "letters are lost from the table, or the count falls short and main polls for ever",
        "a mutex around the counting, and join in place of the poll",
        {"B08"},
        {},
        {{"buggy", {{FindingKind::livelock, FindingKind::requirement}}, {{"c_letters_spin"}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
