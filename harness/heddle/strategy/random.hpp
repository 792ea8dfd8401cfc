// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/random.hpp>
#include <heddle/core/strategy.hpp>

namespace heddle {

/// A random walk: at every point each enabled thread is equally likely, then each outcome of the thread. (Thomson,
/// Donaldson, Betts: Concurrency Testing Using Controlled Schedulers, TOPC 2016, find it a baseline that is hard to
/// beat.)
///
/// The draws, which tokens rely on: the generator of execution `index` is Random::of(seed, index). The thread is drawn
/// first, below(number of enabled threads), counted by id; then, of a thread with several transitions, below(number of
/// them). Nothing is drawn where there is one thread, or one transition, to choose from. Every index can be begun
/// directly.
class RandomStrategy final : public Strategy {
public:
    explicit RandomStrategy(std::uint64_t seed) noexcept : seed_{seed} {}

    bool begin_execution(std::uint64_t index) override {
        index_ = index;
        generator_ = Random::of(seed_, index_);
        return true;
    }
    void repeat_execution() override { generator_ = Random::of(seed_, index_); }
    Decision choose(SchedulingPoint const& point) noexcept override;

private:
    std::uint64_t seed_;
    std::uint64_t index_ = 0;
    Random generator_;
};

}  // namespace heddle
