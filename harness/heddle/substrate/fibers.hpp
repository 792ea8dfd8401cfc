// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/substrate.hpp>
#include <heddle/substrate/stack_pool.hpp>

#include <cstddef>

namespace heddle {

/// How ThreadSanitizer is told of a switch. With synchronisation, every switch orders the two threads and hides the races
/// between them; that exists only so that tests can show it.
enum class SwitchAnnouncement : unsigned char { plain, synchronising };

/// What a build announces: HEDDLE_TSAN_SYNCHRONISING_SWITCHES is a build that the tests must reject.
#if defined(HEDDLE_TSAN_SYNCHRONISING_SWITCHES)
inline constexpr SwitchAnnouncement usual_announcement = SwitchAnnouncement::synchronising;
#else
inline constexpr SwitchAnnouncement usual_announcement = SwitchAnnouncement::plain;
#endif

/// Fibers on one OS thread: an assembly switch, pooled stacks with guard pages, the C++ runtime's exception state
/// carried along, AddressSanitizer and ThreadSanitizer told of every switch. All fibers share the carrier's thread_local
/// variables; BorrowedThreads is for those that should not.
class Fibers final : public Substrate {
public:
    /// Stacks have `stack_size` bytes (rounded up to pages, at least 16 KiB).
    explicit Fibers(std::size_t stack_size = default_stack_size, SwitchAnnouncement announcement = usual_announcement);
    ~Fibers() override;

    static constexpr std::size_t default_stack_size = std::size_t{256} * 1024;

    std::size_t stack_size() const noexcept { return stacks_.size(); }

    void adopt(Fiber& host) override;
    void prepare(Fiber& fiber, Entry entry, void* argument, std::size_t slot) override;
    void end_thread(Fiber&) override {}  // the carrier has not ended
    std::uint64_t transfer(Fiber& from, Fiber& to, std::uint64_t value) override;
    std::uint64_t transfer_and_throw(Fiber& from, Fiber& to) override;
    void reconcile(Fiber& host, Fiber& fiber) override;
    void abandon(Fiber& host, Fiber& fiber) override;
    void retire(Fiber& host, Fiber& fiber) override;
    void release(Fiber& fiber) noexcept override;

private:
    StackPool stacks_;
    std::uint64_t control_words_ = 0;         ///< of the carrier, for floating point; new fibers begin with them
    void* exception_state_ = nullptr;         ///< __cxa_get_globals() of the carrier
    [[maybe_unused]] unsigned announced_as_;  ///< ThreadSanitizer's flags for a switch
};

}  // namespace heddle
