// SPDX-License-Identifier: Apache-2.0
#include "fake_engine.hpp"

#include <heddle/strategy/dfs.hpp>
#include <heddle/strategy/quantum.hpp>
#include <heddle/strategy/random.hpp>
#include <heddle/strategy/recorder.hpp>
#include <heddle/strategy/replay.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace heddle {
namespace {

fake::Threads threads_from(std::uint64_t seed) {
    Random random{seed};
    return fake::random_threads(random, 10);
}

unsigned preemptions_of(fake::Threads const& threads, fake::Path const& path) {
    fake::State state{threads};
    unsigned count = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        std::size_t const last = i > 0 ? index(path[i - 1].thread) : 0;
        bool const could = i > 0 && state.ways(last) > 0 && state.next(last).kind != OperationKind::yield;
        count += could && path[i].thread != path[i - 1].thread ? 1U : 0U;
        state.take(index(path[i].thread));
    }
    return count;
}

RC_GTEST_PROP(Recorder, what_it_records_replays, (std::uint64_t program, std::uint64_t seed)) {
    fake::Threads const threads = threads_from(program);
    RandomStrategy random{seed};
    Recorder recorder{random};
    RC_ASSERT(recorder.begin_execution(3));
    fake::Run const first = fake::run(recorder, threads);
    RC_ASSERT(recorder.preemptions() == preemptions_of(threads, first.path));

    Schedule const schedule = recorder.schedule();
    ReplayStrategy replay{schedule};
    Recorder again{replay};
    RC_ASSERT(again.begin_execution(0));
    RC_ASSERT(fake::run(again, threads).path == first.path);
    RC_ASSERT(!replay.divergence());
    RC_ASSERT(again.schedule() == schedule);
    RC_ASSERT(again.preemptions() == recorder.preemptions());
    again.repeat_execution();
    RC_ASSERT(fake::run(again, threads).path == first.path);
    RC_ASSERT(again.schedule() == schedule);
    RC_ASSERT(!again.begin_execution(1));
}

RC_GTEST_PROP(Recorder, repeats_as_its_inner_strategy_does, (std::uint64_t program, std::uint64_t seed)) {
    fake::Threads const threads = threads_from(program);
    RandomStrategy random{seed};
    QuantumStrategy quantum{1 + seed % 4};
    DfsStrategy dfs;
    for (Strategy* const inner :
         {static_cast<Strategy*>(&random), static_cast<Strategy*>(&quantum), static_cast<Strategy*>(&dfs)}) {
        Recorder recorder{*inner};
        RC_ASSERT(recorder.begin_execution(0));
        fake::Run const first = fake::run(recorder, threads);
        Schedule const schedule = recorder.schedule();
        std::uint64_t const preemptions = recorder.preemptions();
        recorder.repeat_execution();
        RC_ASSERT(fake::run(recorder, threads).path == first.path);
        RC_ASSERT(recorder.schedule() == schedule);
        RC_ASSERT(recorder.preemptions() == preemptions);
    }
}

RC_GTEST_PROP(Replay, goes_on_with_any_schedule, (std::uint64_t program, std::uint64_t seed)) {
    fake::Threads const threads = threads_from(program);
    Random random{seed};
    Schedule schedule;
    std::uint64_t step = 0;
    for (std::uint32_t left = random.below(6); left > 0; --left) {
        step += 1 + random.below(4);
        schedule.push_back({step, {random.below(3), static_cast<ThreadId>(random.below(4)), OutcomeKind::done}});
    }
    ReplayStrategy replay{schedule};
    RC_ASSERT(replay.begin_execution(0));
    fake::Run const run = fake::run(replay, threads);
    std::optional<Divergence> const divergence = replay.divergence();
    bool followed = true;
    for (Deviation const& deviation : schedule) {
        bool const asked = std::find(run.asked.begin(), run.asked.end(), deviation.step) != run.asked.end();
        followed = followed && asked && run.path[deviation.step] == deviation.choice;
        if (followed) continue;
        RC_ASSERT(divergence.has_value());
        RC_ASSERT(divergence->step == deviation.step);
        RC_ASSERT(divergence->expected == deviation.choice);
        RC_ASSERT(!replay.remark().empty());
        break;
    }
    RC_ASSERT(divergence.has_value() == !followed);
    RC_ASSERT(replay.remark().empty() == followed);
}

Choice choice_of(unsigned thread) { return {0, static_cast<ThreadId>(thread), OutcomeKind::done}; }

TEST(Replay, says_why_it_diverged) {
    struct Case {
        Schedule schedule;
        Divergence expected;
    };
    // Two threads of two steps: asked at steps 0, 1 and, when both are alive, 2.
    for (Case const& row :
         {Case{{{1, choice_of(7)}}, {1, choice_of(7), Divergence::Why::not_enabled}},
          Case{
              {{0, choice_of(1)}, {2, choice_of(1)}, {3, choice_of(1)}},
              {2, choice_of(1), Divergence::Why::never_came}},
          Case{{{90, choice_of(1)}}, {90, choice_of(1), Divergence::Why::never_came}}}) {
        ReplayStrategy replay{row.schedule};
        ASSERT_TRUE(replay.begin_execution(0));
        fake::run(replay, fake::of_loads({2, 2}));
        EXPECT_EQ(replay.divergence(), row.expected);
    }
    // One thread alone at step 1, because the other waits for its lock.
    fake::Step const lock{OperationKind::lock, 1, 1};
    fake::Step const unlock{OperationKind::unlock, 1, 1};
    ReplayStrategy replay{{{1, choice_of(1)}}};
    ASSERT_TRUE(replay.begin_execution(0));
    fake::run(replay, {{lock, unlock, unlock, unlock}, {lock, unlock}});
    EXPECT_EQ(replay.divergence(), (Divergence{1, choice_of(1), Divergence::Why::not_asked}));
    EXPECT_EQ(replay.remark(), "diverged at step 1: thread 1 was to move, but there was nothing to choose");
}

TEST(Replay, of_nothing_runs_until_blocked) {
    ReplayStrategy replay{{}};
    ASSERT_TRUE(replay.begin_execution(0));
    auto const path = fake::run(replay, fake::of_loads({2, 1, 2})).path;
    EXPECT_EQ(path, (fake::Path{choice_of(0), choice_of(0), choice_of(1), choice_of(2), choice_of(2)}));
    EXPECT_EQ(replay.remark(), "");
}

}  // namespace
}  // namespace heddle
