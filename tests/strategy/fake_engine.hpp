// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/random.hpp>
#include <heddle/core/strategy.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

/// An engine of toys: programs that are lists of steps, a loop that asks a strategy, and, apart from both, a recursion
/// that enumerates what there is to find.
namespace heddle::fake {

struct Step {
    OperationKind kind = OperationKind::load;
    std::uint32_t object = 1;
    std::uint32_t picks = 1;  ///< of `choose`: how many numbers it may give
};
using Threads = std::vector<std::vector<Step>>;
using Path = std::vector<Choice>;  ///< who moved, step by step, asked for or not

inline Threads of_loads(std::vector<std::size_t> const& lengths) {
    Threads threads;
    for (std::size_t const length : lengths) threads.emplace_back(length, Step{});
    return threads;
}

/// Where a program is. Mutexes are held by a thread or free; unlocking what one does not hold does nothing.
class State {
public:
    explicit State(Threads const& threads) : threads_{&threads}, at_(threads.size(), 0) {}

    bool ended(std::size_t thread) const { return at_[thread] == (*threads_)[thread].size(); }
    Step const& next(std::size_t thread) const { return (*threads_)[thread][at_[thread]]; }
    std::uint32_t ways(std::size_t thread) const {
        if (ended(thread)) return 0;
        Step const& step = next(thread);
        if (step.kind == OperationKind::lock) return holders_.count(step.object) == 0 ? 1 : 0;
        return step.kind == OperationKind::choose ? step.picks : 1;
    }
    void take(std::size_t thread) {
        Step const& step = next(thread);
        if (step.kind == OperationKind::lock) holders_[step.object] = thread;
        auto const held = holders_.find(step.object);
        if (step.kind == OperationKind::unlock && held != holders_.end() && held->second == thread)
            holders_.erase(held);
        ++at_[thread];
    }
    bool all_ended() const {
        for (std::size_t i = 0; i < at_.size(); ++i) {
            if (!ended(i)) return false;
        }
        return true;
    }
    Operation pending(std::size_t thread) const {
        Operation operation;
        operation.thread = static_cast<ThreadId>(thread);
        if ((*threads_)[thread].empty()) return operation;
        Step const& step = ended(thread) ? (*threads_)[thread].back() : next(thread);
        operation.kind = step.kind;
        operation.object = static_cast<ObjectId>(step.object);
        return operation;
    }

private:
    Threads const* threads_;
    std::vector<std::size_t> at_;
    std::map<std::uint32_t, std::size_t> holders_;
};

struct Run {
    Path path;
    Ending ending = Ending::finished;
    std::vector<std::uint64_t> asked;  ///< at which steps the strategy was asked
};

/// One execution; the strategy has been told that it begins.
inline Run run(Strategy& strategy, Threads const& threads, Directory const* directory = nullptr) {
    State state{threads};
    Run result;
    SchedulingPoint point;
    point.directory = directory;
    std::vector<Choice> enabled;
    std::vector<Operation> pending(threads.size());
    for (;; ++point.step) {
        enabled.clear();
        point.threads = 0;
        for (std::size_t i = 0; i < threads.size(); ++i) {
            pending[i] = state.pending(i);
            std::uint32_t const ways = state.ways(i);
            for (std::uint32_t pick = 0; pick < ways; ++pick)
                enabled.push_back({pick, static_cast<ThreadId>(i), OutcomeKind::done});
            point.threads += ways > 0 ? 1U : 0U;
        }
        if (enabled.empty()) break;
        point.enabled = enabled;
        point.pending = pending;
        Decision decision = 0;
        if (enabled.size() > 1 || strategy.wants_every_point()) {
            result.asked.push_back(point.step);
            decision = strategy.choose(point);
        }
        if (decision == abandon) break;
        Choice const choice = enabled.at(decision);
        state.take(index(choice.thread));
        result.path.push_back(choice);
        if (choice.thread != point.running) point.since = point.step;
        point.running = choice.thread;
    }
    result.ending = state.all_ended() ? Ending::finished : Ending::deadlock;
    strategy.end_execution(result.ending, {}, pending);
    return result;
}

/// Every execution of the search, up to `limit`.
inline std::vector<Path>
search(Strategy& strategy, Threads const& threads, std::uint64_t limit = 1'000'000, std::uint64_t from = 0) {
    std::vector<Path> paths;
    for (std::uint64_t i = from; i < from + limit && strategy.begin_execution(i); ++i)
        paths.push_back(run(strategy, threads).path);
    return paths;
}

struct PathOrder {
    bool operator()(Path const& a, Path const& b) const {
        auto const word = [](Choice const& c) { return std::uint64_t{index(c.thread)} << 32U | c.pick; };
        return std::lexicographical_compare(
            a.begin(), a.end(), b.begin(), b.end(),
            [&](Choice const& x, Choice const& y) { return word(x) < word(y); });
    }
};
using Paths = std::map<Path, unsigned, PathOrder>;  ///< with the preemptions of each

/// The oracle: plain recursion, which shares nothing with the strategies.
inline void enumerate(State const& state, std::size_t threads, Path& path, unsigned preemptions, Paths& all) {
    bool moved = false;
    for (std::size_t thread = 0; thread < threads; ++thread) {
        for (std::uint32_t pick = 0; pick < state.ways(thread); ++pick) {
            moved = true;
            unsigned cost = 0;
            if (!path.empty()) {
                std::size_t const last = index(path.back().thread);
                bool const could = state.ways(last) > 0 && state.next(last).kind != OperationKind::yield;
                cost = last != thread && could ? 1 : 0;
            }
            State after = state;
            after.take(thread);
            path.push_back({pick, static_cast<ThreadId>(thread), OutcomeKind::done});
            enumerate(after, threads, path, preemptions + cost, all);
            path.pop_back();
        }
    }
    if (!moved) all.emplace(path, preemptions);
}

inline Paths enumerate(Threads const& threads) {
    Paths all;
    Path path;
    enumerate(State{threads}, threads.size(), path, 0, all);
    return all;
}

/// A small program with mutexes, yields and free choices; deadlocks happen.
inline Threads random_threads(Random& random, std::uint32_t most_steps = 4) {
    Threads threads(1 + random.below(3));
    for (auto& steps : threads) {
        steps.resize(random.below(most_steps + 1));
        for (Step& step : steps) {
            constexpr OperationKind kinds[] = {OperationKind::load,  OperationKind::load,   OperationKind::lock,
                                               OperationKind::lock,  OperationKind::unlock, OperationKind::unlock,
                                               OperationKind::yield, OperationKind::choose};
            step.kind = kinds[random.below(8)];
            step.object = 1 + random.below(2);
            step.picks = step.kind == OperationKind::choose ? 1 + random.below(3) : 1;
        }
    }
    return threads;
}

}  // namespace heddle::fake
