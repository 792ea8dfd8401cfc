// SPDX-License-Identifier: Apache-2.0
// Instead of joining its threads, main asks again and again whether they have counted themselves. When one count is lost,
// it asks for ever.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <array>
#include <chrono>

namespace heddle::scenarios {

namespace {

class Polling {
public:
    explicit Polling(std::uint64_t threads) : threads_{threads} { sync::set_name(finished_, "finished_count"); }

    void run() {
        starting_line_of(
            threads_, [this](std::size_t) { finished_ += 1; }, [this] { wait_for_all(); });
    }
    std::string observe() const { return std::to_string(finished_.load()); }

private:
    void wait_for_all() {
        sync::this_thread::set_name("main");
        while (finished_.load() < threads_) sync::this_thread::sleep_for(paced(std::chrono::milliseconds{500}));
    }

    std::uint64_t threads_;
    sync::shared<std::uint64_t> finished_{0};
};

class Joining {
public:
    explicit Joining(std::uint64_t threads) : threads_{threads} { sync::set_name(finished_, "finished_count"); }

    void run() {
        starting_line([this] { start_and_join(); });
    }
    std::string observe() const { return std::to_string(finished_.load()); }

private:
    void start_and_join() {
        sync::this_thread::set_name("main");
        for (std::uint64_t i = 0; i < threads_; ++i) workers_[i] = sync::thread([this] { finished_.fetch_add(1); });
        for (std::uint64_t i = 0; i < threads_; ++i) workers_[i].join();
    }

    std::uint64_t threads_;
    sync::atomic<std::uint64_t> finished_{0};
    std::array<sync::thread, most_peers> workers_;
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Polling>(settings.number("threads"), racing_values());
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Joining>(settings.number("threads"));
}

}  // namespace

Scenario polling_join() {
    return {
        "polling_join",
        "a join made of a shared count and a polling loop never ends when one increment is lost",
        "one lost increment, and main polls for a number that never comes",
        "join the threads",
        {"B08"},
        {number_of("threads", "how many threads main waits for", 2, 1, most_peers)},
        {{"buggy", {{FindingKind::livelock}}, {{"b_spin_{threads}threads"}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
