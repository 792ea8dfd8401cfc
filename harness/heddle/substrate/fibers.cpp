// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/faults.hpp>
#include <heddle/substrate/fibers.hpp>
#include <heddle/substrate/machine.hpp>
#include <heddle/substrate/sanitizers.hpp>

#include <cxxabi.h>
#include <pthread.h>
#include <sys/single_threaded.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace heddle {

namespace {

/// The Itanium ABI's __cxa_eh_globals: which exceptions are being handled and how many are in flight, per OS thread.
struct ExceptionState {
    void* caught;
    unsigned uncaught;
};

std::size_t stack_size_asked_for(std::size_t otherwise) {
    char const* const text = std::getenv("HEDDLE_STACK_KIB");
    if (text == nullptr) return otherwise;
    char* end = nullptr;
    unsigned long const kib = std::strtoul(text, &end, 10);
    return end == text || *end != '\0' || kib == 0 || kib > 1024UL * 1024 ? otherwise : kib * 1024;
}

#if defined(HEDDLE_TSAN)
/// A new thread knows what the one knows that starts it.
void tell_tsan_of_a_beginning(Fiber& fiber) {
    if (fiber.sanitizer == nullptr) {
        fiber.sanitizer = __tsan_create_fiber(0);
        return;
    }
    void* const starter = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(fiber.sanitizer, 0);
    __tsan_switch_to_fiber(starter, tsan_no_sync);
}
#endif

#if defined(HEDDLE_ASAN)
/// AddressSanitizer wants to know the bounds of the stack it comes back to.
void find_own_stack(Fiber& host) {
    thread_local Fiber own;
    if (own.stack_bottom == nullptr) {
        pthread_attr_t attributes;
        pthread_getattr_np(pthread_self(), &attributes);
        pthread_attr_getstack(&attributes, &own.stack_bottom, &own.stack_size);
        pthread_attr_destroy(&attributes);
    }
    host.stack_bottom = own.stack_bottom;
    host.stack_size = own.stack_size;
}

/// What the dropped frames own is lost on purpose: LeakSanitizer is told of every word on them that may be a pointer (it
/// ignores the others). The frames' own red zones are read, so this function is not instrumented.
__attribute__((no_sanitize("address"))) void give_up_what_frames_own(Fiber const& fiber) {
    auto const top = reinterpret_cast<std::uintptr_t>(fiber.stack_bottom) + fiber.stack_size;
    auto const* word = static_cast<void* const*>(fiber.stack_pointer);
    for (; reinterpret_cast<std::uintptr_t>(word) < top; ++word) __lsan_ignore_object(*word);
}
#endif

}  // namespace

}  // namespace heddle

void heddle_throw_abandoned() {
#if defined(HEDDLE_ASAN)
    __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
#endif
    throw heddle::Abandoned{};
}

void heddle_fiber_begin(heddle::Substrate::Entry entry, void* argument) {
#if defined(HEDDLE_ASAN)
    __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
#endif
    entry(argument);
}

namespace heddle {

Fibers::Fibers(std::size_t stack_size, SwitchAnnouncement announcement)
    : stacks_{stack_size_asked_for(stack_size)},
      announced_as_{announcement == SwitchAnnouncement::plain ? tsan_no_sync : 0} {}

Fibers::~Fibers() = default;

void Fibers::adopt(Fiber& host) {
    watch_for_faults();
    exception_state_ = abi::__cxa_get_globals();
    control_words_ = machine::control_words();
#if defined(HEDDLE_TSAN)
    host.sanitizer = __tsan_get_current_fiber();
    // To libc there is one thread, and libstdc++ counts references without atomics: ThreadSanitizer would see races.
    __libc_single_threaded = 0;
#elif defined(HEDDLE_ASAN)
    find_own_stack(host);
#else
    (void)host;
#endif
}

void Fibers::prepare(Fiber& fiber, Entry entry, void* argument, std::size_t slot) {
    if (fiber.stack_bottom == nullptr) {
        fiber.stack_bottom = stacks_.take();
        fiber.stack_size = stacks_.size();
    }
#if defined(HEDDLE_TSAN)
    tell_tsan_of_a_beginning(fiber);
#elif defined(HEDDLE_ASAN)
    __asan_unpoison_memory_region(fiber.stack_bottom, fiber.stack_size);
#endif
    fiber.left_parked = true;  // until it retires
    fiber.caught_exceptions = nullptr;
    fiber.uncaught_exceptions = 0;
    // Stacks of equal size begin at equal cache sets: a different offset per slot spreads the tops.
    std::size_t const colour = slot % 15 * 192;
    auto const top =
        (reinterpret_cast<std::uintptr_t>(fiber.stack_bottom) + fiber.stack_size - colour) & ~std::uintptr_t{15};
    fiber.stack_pointer = machine::first_frame(top, entry, argument, control_words_);
}

std::uint64_t Fibers::transfer(Fiber& from, Fiber& to, std::uint64_t value) {
    auto& state = *static_cast<ExceptionState*>(exception_state_);
    from.caught_exceptions = state.caught;
    from.uncaught_exceptions = state.uncaught;
    state.caught = to.caught_exceptions;
    state.uncaught = static_cast<unsigned>(to.uncaught_exceptions);
#if defined(HEDDLE_TSAN)
    __tsan_switch_to_fiber(to.sanitizer, announced_as_);
#elif defined(HEDDLE_ASAN)
    __sanitizer_start_switch_fiber(&from.sanitizer, to.stack_bottom, to.stack_size);
    std::uint64_t const result = heddle_switch(&from.stack_pointer, to.stack_pointer, value);
    __sanitizer_finish_switch_fiber(from.sanitizer, nullptr, nullptr);
    return result;
#endif
    return heddle_switch(&from.stack_pointer, to.stack_pointer, value);
}

std::uint64_t Fibers::transfer_and_throw(Fiber& from, Fiber& to) {
    auto& state = *static_cast<ExceptionState*>(exception_state_);
    from.caught_exceptions = state.caught;
    from.uncaught_exceptions = state.uncaught;
    state.caught = to.caught_exceptions;
    state.uncaught = static_cast<unsigned>(to.uncaught_exceptions);
#if defined(HEDDLE_TSAN)
    __tsan_switch_to_fiber(to.sanitizer, 0);
#elif defined(HEDDLE_ASAN)
    __sanitizer_start_switch_fiber(&from.sanitizer, to.stack_bottom, to.stack_size);
    std::uint64_t const result = heddle_switch_throw(&from.stack_pointer, to.stack_pointer);
    __sanitizer_finish_switch_fiber(from.sanitizer, nullptr, nullptr);
    return result;
#endif
    return heddle_switch_throw(&from.stack_pointer, to.stack_pointer);
}

void Fibers::reconcile([[maybe_unused]] Fiber& host, [[maybe_unused]] Fiber& fiber) {
#if defined(HEDDLE_TSAN)
    __tsan_switch_to_fiber(fiber.sanitizer, 0);
    __tsan_switch_to_fiber(host.sanitizer, 0);
#endif
}

void Fibers::abandon(Fiber& host, Fiber& fiber) {
    reconcile(host, fiber);
#if defined(HEDDLE_TSAN)
    // Its shadow call stack still holds the frames that were dropped: it cannot be used again.
    __tsan_destroy_fiber(fiber.sanitizer);
    fiber.sanitizer = nullptr;
#elif defined(HEDDLE_ASAN)
    give_up_what_frames_own(fiber);
#endif
    fiber.left_parked = true;
}

void Fibers::retire(Fiber& host, Fiber& fiber) {
    reconcile(host, fiber);
    fiber.left_parked = false;
}

void Fibers::release(Fiber& fiber) noexcept {
#if defined(HEDDLE_TSAN)
    if (fiber.sanitizer != nullptr) __tsan_destroy_fiber(fiber.sanitizer);
#endif
    fiber.sanitizer = nullptr;
    if (fiber.stack_bottom != nullptr) stacks_.give_back(fiber.stack_bottom);
    fiber.stack_bottom = nullptr;
}

}  // namespace heddle
