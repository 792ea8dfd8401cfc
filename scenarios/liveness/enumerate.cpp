// SPDX-License-Identifier: Apache-2.0
// Main lists the threads that live, and then asks each whether it does. The list was true when it was made; the thread may
// have ended since.
#include <scenarios/families.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/printing/printer.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace heddle::scenarios {

namespace {

struct Options {
    std::uint64_t workers;
    std::chrono::milliseconds work;
    std::chrono::milliseconds pause;
    bool joins_first;
};

class Listing {
public:
    explicit Listing(Options options) : options_{options} {}

    /// The root is main: its own end is nobody's business.
    void run() {
        sync::this_thread::set_name("main");
        sync::watch_threads();
        for (std::size_t i = 0; i < options_.workers; ++i) {
            workers_[i] = sync::thread([this, i] {
                sync::this_thread::set_name("worker " + std::to_string(i));
                sleep_if_any(options_.work);
            });
            ids_[i] = workers_[i].get_id();
        }
        if (options_.joins_first) join();
        look();
        if (!options_.joins_first) join();
    }
    /// Of each worker: not on the list (-), alive when it was asked (T), or ended by then (F).
    std::string observe() const { return seen_; }
    std::string wrong() const {
        std::size_t const late = seen_.find('F');
        if (late == std::string::npos) return {};
        return fmt::format("worker {} was on the list of those alive, and had ended when it was asked", late);
    }

private:
    void look() {
        auto const listed = sync::enumerate();
        for (std::size_t i = 0; i < options_.workers; ++i) {
            bool const is_listed = std::ranges::find(listed, ids_[i]) != listed.end();
            bool const lives = workers_[i].is_alive();
            seen_ += !is_listed ? '-' : lives ? 'T' : 'F';
            sleep_if_any(options_.pause);
        }
    }
    void join() {
        for (std::size_t i = 0; i < options_.workers; ++i) workers_[i].join();
    }

    Options options_;
    std::array<sync::thread, most_peers> workers_;
    std::array<sync::thread::id, most_peers> ids_;
    std::string seen_;
};

std::unique_ptr<Program> make(Settings const& settings, bool joins_first) {
    return program_of<Listing>(Options{
        settings.number("n"), milliseconds_of(settings, "work"), milliseconds_of(settings, "pause"), joins_first});
}

std::unique_ptr<Program> make_buggy(Settings const& settings) { return make(settings, false); }
std::unique_ptr<Program> make_fixed(Settings const& settings) { return make(settings, true); }

}  // namespace

Scenario enumerate() {
    return {
        "enumerate",
        "a list of the threads that live is over as soon as it is made; only the end of a thread stays true",
        "a worker that is on the list of those alive has ended by the time it is asked",
        "ask when all workers were joined: what has ended stays so",
        {"A07"},
        {number_of("n", "how many workers there are", 3, 1, most_peers),
         number_of("work", "milliseconds that each works", 0, 0, longest_sleep),
         number_of("pause", "milliseconds that main sleeps after each question", 0, 0, longest_sleep)},
        {{"buggy", {{FindingKind::requirement}}, {{"h_enumerate_{n}"}}, make_buggy}, {"fixed", {}, {}, make_fixed}}};
}

}  // namespace heddle::scenarios
