// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/sync.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace heddle::scenarios {

/// A purse with a condition: who wants to spend waits until there is enough. How it waits and who is told is what the
/// scenarios get wrong.
class Purse {
public:
    enum class Waits : std::uint8_t { once, until_enough };  ///< `if` or `while` round the wait
    enum class Tells : std::uint8_t { nobody, one, all };

    struct Rules {
        Waits waits = Waits::until_enough;
        Tells tells = Tells::one;
    };

    Purse(int money, Rules rules) : rules_{rules}, money_{money}, least_{money} {
        sync::set_name(mutex_, "guard of money");
        sync::set_name(more_, "more money");
        sync::set_name(money_, "money");
    }

    void deposit(int amount) {
        sync::lock_guard const guard{mutex_};
        change(amount);
        if (rules_.tells == Tells::one) more_.notify_one();
        if (rules_.tells == Tells::all) more_.notify_all();
    }

    /// False: nothing more will be put in, and there is not enough.
    bool spend(int amount) {
        sync::unique_lock lock{mutex_};
        if (rules_.waits == Waits::once) {
            if (must_wait_for(amount)) more_.wait(lock);
        } else {
            while (must_wait_for(amount)) more_.wait(lock);
        }
        if (closed_ && money_.load() < amount) return false;
        change(-amount);
        return true;
    }

    /// Nothing more will be put in.
    void close() {
        sync::lock_guard const guard{mutex_};
        closed_ = true;
        more_.notify_all();
    }

    std::string observe() const { return fmt::format("money={} min={}", money_.load(), least_); }
    std::string wrong() const { return least_ >= 0 ? std::string{} : fmt::format("the purse went down to {}", least_); }

private:
    bool must_wait_for(int amount) const { return !closed_ && money_.load() < amount; }
    void change(int by) {
        int const money = money_.load() + by;
        money_.store(money);
        least_ = std::min(least_, money);
    }

    Rules rules_;
    sync::mutex mutex_;
    sync::condition_variable more_;
    sync::shared<int> money_;
    int least_;            ///< guarded by mutex_
    bool closed_ = false;  ///< guarded by mutex_
};

}  // namespace heddle::scenarios
