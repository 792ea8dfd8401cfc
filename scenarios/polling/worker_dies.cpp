// SPDX-License-Identifier: Apache-2.0
// A worker that fails before it has counted itself is waited for until the end of time.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <array>
#include <chrono>
#include <stdexcept>

namespace heddle::scenarios {

namespace {

constexpr int workers = 2;

struct Options {};

[[noreturn]] void fetch() { throw std::runtime_error("the text cannot be fetched"); }

class Polling {
public:
    explicit Polling(Options) { sync::set_name(finished_, "finished_count"); }

    void run() {
        starting_line([this] { work(true); }, [this] { work(false); }, [this] { wait_for_all(); });
    }
    std::string observe() const { return std::to_string(finished_.load()); }

private:
    void work(bool lucky) {
        swallowing_exceptions([&] {
            if (!lucky) fetch();
            finished_ += 1;
        });
    }
    void wait_for_all() {
        sync::this_thread::set_name("main");
        while (finished_.load() < workers) sync::this_thread::sleep_for(paced(std::chrono::milliseconds{500}));
    }

    sync::shared<int> finished_{0};
};

class Joining {
public:
    explicit Joining(Options) { sync::set_name(finished_, "finished_count"); }

    void run() {
        starting_line([this] { start_and_join(); });
    }
    std::string observe() const { return std::to_string(finished_.load()); }

private:
    void work(bool lucky) {
        swallowing_exceptions([&] {
            if (!lucky) fetch();
            finished_.fetch_add(1);
        });
    }
    void start_and_join() {
        sync::this_thread::set_name("main");
        threads_[0] = sync::thread([this] { work(true); });
        threads_[1] = sync::thread([this] { work(false); });
        for (sync::thread& thread : threads_) thread.join();
    }

    sync::atomic<int> finished_{0};
    std::array<sync::thread, workers> threads_;
};

std::unique_ptr<Program> make_buggy(Settings const&) { return program_of<Polling>(Options{}, racing_values()); }
std::unique_ptr<Program> make_fixed(Settings const&) { return program_of<Joining>(Options{}); }

}  // namespace

Scenario worker_dies() {
    return {
        "worker_dies",
        "a join notices that a thread has ended, however it ended; a count notices only those that came so far",
        "a worker ends with an exception before it counts itself, and main polls for ever",
        "join the workers",
        {"B08"},
        {},
        {{"buggy", {{FindingKind::livelock}}, {{"m_worker_dies"}}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
