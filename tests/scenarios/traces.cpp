// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/random.hpp>
#include <heddle/engine/engine.hpp>
#include <heddle/strategy/dfs.hpp>
#include <heddle/substrate/fibers.hpp>

#include <tests/scenarios/traces.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace heddle::scenarios {
namespace {

/// The Foata normal form of one execution, as a hash.
class FoataForm final : public Observer {
public:
    void on_begin(Directory const& directory) override {
        directory_ = &directory;
        events_.clear();
    }
    /// Accesses to plain data are left out: where they are no choices, they order nothing that is not ordered anyway.
    void on_event(Event const& event, std::uint64_t) override {
        if (is_access(event.operation.kind)) return;
        std::size_t const waker = woken_by_a_signal(event) ? waker_of(event.operation) : events_.size();
        std::uint32_t level = 0;
        for (std::size_t i = 0; i < events_.size(); ++i) {
            if (events_[i].level >= level && ordered(i, event, waker)) level = events_[i].level + 1;
        }
        events_.push_back({event, level});
    }

    std::uint64_t hash() const {
        std::vector<Symbol> symbols;
        for (Placed const& placed : events_) symbols.push_back(symbol(placed));
        std::ranges::sort(symbols);
        std::uint64_t hash = 0;
        for (Symbol const& symbol : symbols) {
            for (std::uint64_t const word : symbol) hash = Random::mix(hash * 0x9E3779B97F4A7C15U + word + 1);
        }
        return hash;
    }

private:
    struct Placed {
        Event event;
        std::uint32_t level;
    };
    using Symbol = std::array<std::uint64_t, 6>;

    bool ordered(std::size_t place, Event const& event, std::size_t waker) const {
        Event const& earlier = events_[place].event;
        return earlier.operation.thread == event.operation.thread || place == waker
               || dependent({earlier.operation, earlier.outcome}, {event.operation, event.outcome});
    }
    bool woken_by_a_signal(Event const& event) const {
        return event.operation.kind == OperationKind::wake && event.outcome.kind == OutcomeKind::done
               && directory_->object(event.operation.object).kind == ObjectKind::condition;
    }
    /// The notify that the thread was woken by, which enabled it without a conflict: the first since its last wait that was for all or for it.
    std::size_t waker_of(Operation const& wake) const {
        std::size_t i = events_.size();
        while (i > 0 && !is_wait_of(wake.thread, events_[i - 1].event)) --i;
        for (; i < events_.size(); ++i) {
            auto const& [operation, effect, outcome] = events_[i].event;
            if (operation.object != wake.object) continue;
            if (operation.kind == OperationKind::notify_all) return i;
            if (operation.kind == OperationKind::notify_one && effect.other == wake.thread) return i;
        }
        return i;
    }
    static bool is_wait_of(ThreadId thread, Event const& event) {
        return event.operation.thread == thread && event.operation.kind == OperationKind::wait;
    }
    /// A thread has at most one event in a level.
    Symbol symbol(Placed const& placed) const {
        auto const& [operation, effect, outcome] = placed.event;
        return {
            placed.level,
            directory_->key(operation.thread),
            static_cast<std::uint64_t>(operation.kind),
            directory_->key(operation.object),
            static_cast<std::uint64_t>(outcome.kind),
            effect.other == no_thread ? outcome.pick : directory_->key(effect.other)};
    }

    Directory const* directory_ = nullptr;
    std::vector<Placed> events_;
};

}  // namespace

Enumerated enumerate(Program& program) {
    Fibers fibers;
    Engine engine{fibers};
    DfsStrategy every;
    FoataForm form;
    Observer* const observers[] = {&form};
    Conclusion conclusion;
    Enumerated enumerated;
    std::set<std::uint64_t> traces;
    for (; every.begin_execution(enumerated.executions); ++enumerated.executions) {
        engine.run(program, every, observers, conclusion);
        every.end_execution(conclusion.ending, {}, {});
        ++enumerated.executions_of[{conclusion.ok ? "ok" : "stuck", conclusion.outcome}];
        traces.insert(form.hash());
    }
    EXPECT_TRUE(every.exhaustive()) << program.name;
    enumerated.traces = traces.size();
    return enumerated;
}

}  // namespace heddle::scenarios
