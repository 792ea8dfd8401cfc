// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>

#if defined(HEDDLE_SYNC_STD)
#include <atomic>
#include <thread>
#endif

namespace heddle::scenarios {

/// Holds started threads back until all have begun. Under heddle there is nothing to do, for a started thread runs to its
/// first operation and waits there. Over std the first to be started would often have ended before the second begins, and
/// their bodies would hardly ever meet.
class StartingGate {
public:
#if defined(HEDDLE_SYNC_STD)
    void wait() {
        ++begun_;
        until([this] { return open_.load(); });
    }
    void open(std::size_t threads) {
        until([&] { return begun_.load() == threads; });
        open_.store(true);
    }

private:
    /// Looks again at once, so that all go on together, but not for long: there may be fewer processors than threads.
    template <class Holds>
    static void until(Holds holds) {
        for (int looks = 0; !holds(); ++looks) {
            if (looks % 1'000 == 999) std::this_thread::yield();
        }
    }

    std::atomic<std::size_t> begun_{0};
    std::atomic<bool> open_{false};
#else
    void wait() {}
    void open(std::size_t) {}
#endif
};

/// The body of a thread that is held back.
template <class Body>
auto behind(StartingGate& gate, Body body) {
    return [&gate, body = std::move(body)]() mutable {
        gate.wait();
        body();
    };
}

}  // namespace heddle::scenarios
