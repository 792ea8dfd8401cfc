// SPDX-License-Identifier: Apache-2.0
// A semaphore lets `permits` threads in at a time. A release too many raises that number, and nothing says so.
#include <scenarios/families.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace heddle::scenarios {

namespace {

struct Options {
    std::uint64_t permits;
    std::uint64_t threads;
    bool releases_twice;
};

class Room {
public:
    explicit Room(Options options) : options_{options}, semaphore_{static_cast<std::ptrdiff_t>(options.permits)} {
        sync::set_name(semaphore_, "permits");
        sync::set_name(inside_, "inside");
    }

    void run() {
        starting_line_of(options_.threads, [this](std::size_t thread) { visit(thread); });
    }
    std::string observe() const { return fmt::format("max={}", most_inside()); }
    std::string wrong() const {
        bool const held = most_inside() <= options_.permits;
        return held ? std::string{}
                    : fmt::format("{} threads were inside, {} permits", most_inside(), options_.permits);
    }

private:
    void visit(std::size_t thread) {
        semaphore_.acquire();
        seen_[thread] = inside_.fetch_add(1) + 1;
        inside_.fetch_sub(1);
        semaphore_.release();
        if (options_.releases_twice) semaphore_.release();
    }
    std::uint64_t most_inside() const { return *std::ranges::max_element(seen_); }

    Options options_;
    sync::counting_semaphore<> semaphore_;
    sync::atomic<std::uint64_t> inside_{0};
    std::array<std::uint64_t, most_peers> seen_{};  ///< by thread: how many were inside when it came in
};

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Room>(Options{settings.number("permits"), settings.number("threads"), true});
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    return program_of<Room>(Options{settings.number("permits"), settings.number("threads"), false});
}

}  // namespace

Scenario over_release() {
    return {
        "over_release",
        "a semaphore that is released once too often lets one more in than it was made for",
        "one release too many, and more threads are inside than the semaphore was made for",
        "release once for each acquire",
        {"A17"},
        {number_of("permits", "how many may be inside", 1, 1, most_peers),
         number_of("threads", "how many want to be", 3, 1, most_peers)},
        {{"buggy", {{FindingKind::requirement}}, {}, make_buggy},
         {"fixed", {}, {{"j_semaphore_{permits}_of_{threads}"}}, make_fixed}}};
}

}  // namespace heddle::scenarios
