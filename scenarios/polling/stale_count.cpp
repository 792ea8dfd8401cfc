// SPDX-License-Identifier: Apache-2.0
// The polling loop a second time: the count still has its value from the last time, the loop is over at once, and main
// reads a result that is not there yet.
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

std::string wrong_unless_all(std::uint64_t read, std::uint64_t threads) {
    return read == threads ? std::string{} : fmt::format("main read {} where {} threads count 1 each", read, threads);
}

class Stale {
public:
    explicit Stale(std::uint64_t threads) : threads_{threads}, finished_{threads} {
        sync::set_name(counted_, "a");
        sync::set_name(finished_, "finished_count");
    }

    void run() {
        starting_line_of(
            threads_, [this](std::size_t) { count(); }, [this] { wait_and_read(); });
    }
    std::string observe() const { return std::to_string(read_); }
    std::string wrong() const { return wrong_unless_all(read_, threads_); }

private:
    void count() {
        counted_ += 1;
        finished_ += 1;
    }
    void wait_and_read() {
        sync::this_thread::set_name("main");
        while (finished_.load() < threads_) sync::this_thread::sleep_for(paced(std::chrono::milliseconds{500}));
        read_ = counted_.load();
    }

    std::uint64_t threads_;
    sync::shared<std::uint64_t> counted_{0};
    sync::shared<std::uint64_t> finished_;  ///< left over: nobody has set it back
    std::uint64_t read_ = 0;
};

class Joined {
public:
    explicit Joined(std::uint64_t threads) : threads_{threads} { sync::set_name(counted_, "a"); }

    void run() {
        starting_line([this] { start_and_read(); });
    }
    std::string observe() const { return std::to_string(read_); }
    std::string wrong() const { return wrong_unless_all(read_, threads_); }

private:
    void start_and_read() {
        sync::this_thread::set_name("main");
        for (std::uint64_t i = 0; i < threads_; ++i) workers_[i] = sync::thread([this] { count(); });
        for (std::uint64_t i = 0; i < threads_; ++i) workers_[i].join();
        read_ = counted_.load();
    }
    void count() {
        sync::lock_guard const guard{mutex_};
        counted_ += 1;
    }

    std::uint64_t threads_;
    sync::mutex mutex_;
    sync::shared<std::uint64_t> counted_{0};
    std::uint64_t read_ = 0;
    std::array<sync::thread, most_peers> workers_;
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Stale>(settings.number("threads"), racing_values());
}

std::unique_ptr<Program> make_fixed(Settings const& settings) { return program_of<Joined>(settings.number("threads")); }

}  // namespace

Scenario stale_count() {
    return {
        "stale_count",
        "a count that is waited for must be set back before it is used again, or nobody waits",
        "the count still stands at its end of the last time, so main does not wait and reads half a result",
        "set the count back before the threads start",
        {"B08"},
        {number_of("threads", "how many threads main waits for", 2, 1, most_peers)},
        {{"buggy", {{FindingKind::requirement}}, {{"b_spin_stale_{threads}threads"}}, make_buggy},
         {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
