// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/future_state.hpp>

namespace heddle {

using std::future_category;
using std::future_errc;
using std::future_error;
using std::future_status;

/// What std's future and shared_future have in common. Whatever needs a state throws std::future_error (no_state) without.
template <class R>
class basic_future {
public:
    basic_future() noexcept = default;
    explicit basic_future(std::shared_ptr<FutureState<R>> state) noexcept : state_{std::move(state)} {}

    /// Whether it has a state; that of a future is gone after get().
    bool valid() const noexcept { return state_ != nullptr; }
    /// Until the result is there: one step. That of a deferred function is computed by who waits first.
    void wait(Where where = Where::here()) const { state().wait(where); }
    /// The same with a limit in virtual time; a deferred function is not called.
    template <class Rep, class Period>
    future_status wait_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) const {
        return state().wait_until(deadline_after(running("future"), duration), where);
    }
    template <virtual_clock Clock, class Duration>
    future_status wait_until(std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) const {
        return state().wait_until(deadline_at(time), where);
    }

    /// For set_name.
    ObjectId id() const { return state().id(); }
    /// For as_completed, without a step: whether the result is there, and the group that it is one of.
    bool is_there() const { return state().is_set(); }
    ObjectId group() const { return state().group(); }

protected:
    FutureState<R>& state() const {
        if (!valid()) throw future_error(future_errc::no_state);
        return *state_;
    }

    std::shared_ptr<FutureState<R>> state_;
};

template <class R>
class shared_future;

/// std::future under control: a result that will be there, for one taker.
template <class R>
class future : public basic_future<R> {
public:
    using basic_future<R>::basic_future;
    future() noexcept = default;
    future(future&&) noexcept = default;
    future& operator=(future&&) noexcept = default;

    /// Waits for the result and gives it away, or throws the exception that is there in its place. Not valid after it.
    R get(Where where = Where::here()) {
        this->state();
        auto const state = std::move(this->state_);
        state->wait(where);
        if constexpr (std::is_void_v<R>) {
            state->value();
        } else if constexpr (std::is_reference_v<R>) {
            return *state->value();
        } else {
            return std::move(state->value());
        }
    }
    /// The same result for many takers. Not valid after it.
    shared_future<R> share() noexcept { return shared_future<R>{std::move(this->state_)}; }
};

/// std::shared_future under control: a result that will be there, for as many as have a copy.
template <class R>
class shared_future : public basic_future<R> {
    using Seen = std::conditional_t<std::is_object_v<R>, std::add_lvalue_reference_t<R const>, R>;

public:
    using basic_future<R>::basic_future;
    shared_future() noexcept = default;
    shared_future(shared_future const&) noexcept = default;
    shared_future(shared_future&&) noexcept = default;
    shared_future(future<R>&& other) noexcept : shared_future{other.share()} {}
    shared_future& operator=(shared_future const&) noexcept = default;
    shared_future& operator=(shared_future&&) noexcept = default;

    /// Waits for the result, or throws the exception that is there in its place.
    Seen get(Where where = Where::here()) const {
        this->state().wait(where);
        if constexpr (std::is_void_v<R>) {
            this->state().value();
        } else if constexpr (std::is_reference_v<R>) {
            return *this->state().value();
        } else {
            return this->state().value();
        }
    }
};

}  // namespace heddle
