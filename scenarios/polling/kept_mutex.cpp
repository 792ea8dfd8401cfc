// SPDX-License-Identifier: Apache-2.0
// Main polls a count under its mutex and leaves the loop with `break`, before the unlock. With a count left over from the
// last time it does so at once, or never, for it asks whether the count is equal to what it waits for.
#include <scenarios/families.hpp>
#include <scenarios/pace.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <chrono>
#include <cstdint>

namespace heddle::scenarios {

namespace {

constexpr int worker_count = 2;

enum class Result : std::uint8_t { none, finished, gave_up };

struct Options {
    bool keeps;           ///< the mutex, when it leaves the loop
    bool stale;           ///< the count starts where the last run has left it
    bool late;            ///< a third thread locks when main has finished
    bool at_least;        ///< main asks for >= instead of ==
    std::uint64_t polls;  ///< at most; 0: for ever, with a sleep in between
};

class Polling {
public:
    explicit Polling(Options const& options) : options_{options}, finished_{options.stale ? worker_count : 0} {
        sync::set_name(mutex_, "mutex");
        sync::set_name(counted_, "a");
        sync::set_name(finished_, "finished_count");
        sync::set_name(result_, "result");
    }

    void run() {
        if (options_.late) {
            starting_line([this] { work(); }, [this] { work(); }, [this] { poll(); }, [this] { lock_late(); });
        } else {
            starting_line([this] { work(); }, [this] { work(); }, [this] { poll(); });
        }
    }
    std::string observe() const {
        constexpr char const* names[] = {"None", "Finished", "gave-up"};
        return fmt::format(
            "res={} a={} fc={} mutex={}", names[static_cast<int>(result_.load())], counted_.load(), finished_.load(),
            held_ ? "HELD" : "free");
    }
    std::string wrong() const {
        bool const early = options_.at_least && result_.load() == Result::finished && found_ < worker_count;
        return early ? fmt::format("main has finished when {} of {} had counted", found_, worker_count) : std::string{};
    }

private:
    void work() {
        lock();
        counted_ += 1;
        finished_ += 1;
        unlock();
    }
    void poll() {
        sync::this_thread::set_name("main");
        for (std::uint64_t polls = 0; options_.polls == 0 || polls < options_.polls; ++polls) {
            lock();
            int const finished = finished_.load();
            if (finished == worker_count || (options_.at_least && finished > worker_count)) {
                found_ = finished;
                if (!options_.keeps) unlock();
                result_.store(Result::finished);
                return;
            }
            unlock();
            if (options_.polls == 0) sync::this_thread::sleep_for(paced(std::chrono::seconds{10}));
        }
        result_.store(Result::gave_up);
    }
    void lock_late() {
        sync::this_thread::set_name("late");
        sync::await([this] { return result_.load() == Result::finished; });
        lock();
        counted_ += 1;
        unlock();
    }
    void lock() {
        mutex_.lock();
        held_ = true;
    }
    void unlock() {
        held_ = false;
        mutex_.unlock();
    }

    Options options_;
    sync::mutex mutex_;
    sync::shared<int> counted_{0};
    sync::shared<int> finished_;
    sync::atomic<Result> result_{Result::none};
    int found_ = 0;  ///< the count with which main has finished
    bool held_ = false;
};

Options options_of(Settings const& settings) {
    return {false, settings.text("stale") == "yes", settings.text("late") == "yes", false, settings.number("polls")};
}

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    Options options = options_of(settings);
    options.keeps = true;
    return program_of<Polling>(options);
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    Options options = options_of(settings);
    if (settings.text("fix") == "all") {
        options.stale = false;
        options.at_least = true;
        options.polls = 0;
    }
    return program_of<Polling>(options);
}

}  // namespace

Scenario kept_mutex() {
    constexpr std::uint64_t most_polls = 1000;
    return {
        "kept_mutex",
        "who leaves a loop between lock and unlock keeps the mutex; and a count that can pass a number must not be "
        "compared with ==",
        "main leaves the loop with the mutex locked, and whoever locks it next waits for ever",
        "a lock guard, a count that is set back, and >= in place of ==",
        {"B09", "B12"},
        {number_of("polls", "how often main asks at most; 0: for ever, every ten seconds", 3, 0, most_polls),
         choice_of("stale", "whether the count starts at its value of the last time", {"no", "yes"}),
         choice_of("late", "whether another thread locks after main has finished", {"no", "yes"}),
         choice_of(
             "fix", "the fixed variant: everything (count set back, >=, polls until it holds), or only the unlock",
             {"all", "unlock"})},
        {{"buggy",
          {{FindingKind::held_at_end, FindingKind::deadlock}},
          {{"m_poll_fresh_notebook", {}, {"fix"}},
           {"m_poll_stale_notebook", {{"stale", "yes"}}, {"fix"}},
           {"m_late_locker_notebook", {{"late", "yes"}, {"polls", "1"}}, {"fix"}}},
          make_buggy},
         {"fixed",
          {},
          {{"m_poll_fresh_fixed", {{"fix", "unlock"}}},
           {"m_poll_stale_fixed", {{"fix", "unlock"}, {"stale", "yes"}}},
           {"m_late_locker_fixed", {{"fix", "unlock"}, {"late", "yes"}, {"polls", "1"}}}},
          make_fixed}}};
}

}  // namespace heddle::scenarios
