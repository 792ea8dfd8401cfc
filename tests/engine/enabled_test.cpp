// SPDX-License-Identifier: Apache-2.0
#include <heddle/engine/enabled.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <vector>

namespace heddle {
namespace {

/// The same list, made anew each time.
struct Naive {
    std::vector<Ways> ways;

    std::vector<Choice> choices() const {
        std::vector<Choice> all;
        for (std::size_t thread = 0; thread < ways.size(); ++thread) {
            for (std::uint32_t way = 0; way < ways[thread].count(); ++way) {
                Outcome const outcome = ways[thread].at(way);
                all.push_back({outcome.pick, static_cast<ThreadId>(thread), outcome.kind});
            }
        }
        return all;
    }
    std::uint32_t threads() const {
        std::uint32_t some = 0;
        for (Ways const each : ways) some += each.none() ? 0U : 1U;
        return some;
    }
};

Ways arbitrary_ways() {
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        return Ways{};
    case 1:
    case 2:
        return one_way;
    case 3:
        return {0, true, false, false};
    default:
        return {
            *rc::gen::inRange(0U, 5U), *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(),
            *rc::gen::arbitrary<bool>()};
    }
}

void expect_same(EnabledList const& list, Naive const& naive) {
    auto const seen = list.choices();
    RC_ASSERT((std::vector<Choice>(seen.begin(), seen.end()) == naive.choices()));
    RC_ASSERT(list.threads() == naive.threads());
    for (std::size_t thread = 0; thread < naive.ways.size(); ++thread) {
        RC_ASSERT(list.has(static_cast<ThreadId>(thread)) == !naive.ways[thread].none());
    }
}

RC_GTEST_PROP(EnabledList, equals_a_list_made_anew, ()) {
    EnabledList list;
    for (int execution = 0; execution < 3; ++execution) {
        list.clear();
        Naive naive;
        auto const steps = *rc::gen::inRange(0, 120);
        for (int step = 0; step < steps; ++step) {
            if (naive.ways.empty() || *rc::gen::inRange(0, 8) == 0) {
                list.add_thread();
                naive.ways.emplace_back();
            } else {
                auto const thread = *rc::gen::inRange<std::size_t>(0, naive.ways.size());
                Ways const ways = arbitrary_ways();
                naive.ways[thread] = ways;
                if (ways.none() && *rc::gen::arbitrary<bool>()) {
                    list.remove(static_cast<ThreadId>(thread));
                } else {
                    list.set(static_cast<ThreadId>(thread), ways);
                }
            }
            expect_same(list, naive);
        }
    }
}

TEST(EnabledList, of_a_thousand_threads) {
    EnabledList list;
    for (int i = 0; i < 1000; ++i) list.add_thread();
    for (std::uint16_t i = 0; i < 1000; ++i)
        list.set(static_cast<ThreadId>(999 - i), i % 3 == 0 ? Ways{2, true, false, false} : one_way);
    EXPECT_EQ(list.threads(), 1000U);
    EXPECT_EQ(list.choices().size(), 1000U + 2U * 334U);
    for (std::uint16_t i = 0; i < 1000; ++i) list.remove(static_cast<ThreadId>(i));
    EXPECT_TRUE(list.choices().empty());
    EXPECT_EQ(list.threads(), 0U);
}

RC_GTEST_PROP(Ways, at_names_each_way_once_in_order, ()) {
    Ways const ways = arbitrary_ways();
    std::uint32_t kinds = ways.picks();
    for (std::uint32_t way = 0; way < ways.picks(); ++way) {
        RC_ASSERT((ways.at(way) == Outcome{way, OutcomeKind::done}));
    }
    for (auto const& [has, kind] :
         {std::pair{ways.timed_out(), OutcomeKind::timed_out},
          {ways.spurious(), OutcomeKind::spurious},
          {ways.failed(), OutcomeKind::failed}}) {
        if (has) RC_ASSERT((ways.at(kinds++) == Outcome{0, kind}));
    }
    RC_ASSERT(kinds == ways.count());
    RC_ASSERT(ways.none() == (ways.count() == 0U));
    RC_ASSERT(!ways.without_timeout().timed_out() && ways.without_timeout().picks() == ways.picks());
    RC_ASSERT(!ways.without_spurious().spurious() && ways.without_spurious().timed_out() == ways.timed_out());
}

}  // namespace
}  // namespace heddle
