// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/future.hpp>

namespace heddle {

/// What the promises of values, of references and of void have in common. Without a state, after it was moved from, each
/// call throws std::future_error (no_state).
template <class R>
class basic_promise {
public:
    explicit basic_promise(Where where) : state_{std::make_shared<FutureState<R>>(where)} {}
    template <class Allocator>
    basic_promise(Allocator const& allocator, Where where)
        : state_{std::allocate_shared<FutureState<R>>(allocator, where)} {}
    basic_promise(basic_promise&&) noexcept = default;
    basic_promise& operator=(basic_promise&& other) noexcept {
        basic_promise{std::move(other)}.swap(*this);
        return *this;
    }
    /// Breaks the promise, if it was not kept and somebody is there to notice.
    ~basic_promise() { abandon(); }

    /// The one future of this promise: asking again throws std::future_error (future_already_retrieved).
    future<R> get_future() {
        state().retrieve();
        return future<R>{state_};
    }
    /// Makes the future ready with an exception. Throws std::future_error (promise_already_satisfied) if it was ready.
    void set_exception(std::exception_ptr error, Where where = Where::here()) {
        state().set_exception(std::move(error), where);
    }
    void swap(basic_promise& other) noexcept { state_.swap(other.state_); }

    /// For set_name.
    ObjectId id() const { return state().id(); }

protected:
    FutureState<R>& state() const {
        if (state_ == nullptr) throw future_error(future_errc::no_state);
        return *state_;
    }

private:
    void abandon() noexcept {
        bool const noticed = state_ != nullptr && state_.use_count() > 1;
        if (noticed && active_engine != nullptr) state_->break_promise({});
    }

    std::shared_ptr<FutureState<R>> state_;
};

/// std::promise under control. Setting it is one step, which makes the future ready; which of two threads that set it is
/// the first is a choice, and the other's call throws.
template <class R>
class promise : public basic_promise<R> {
public:
    explicit promise(Where where = Where::here()) : basic_promise<R>{where} {}
    template <class Allocator>
    promise(std::allocator_arg_t, Allocator const& allocator, Where where = Where::here())
        : basic_promise<R>{allocator, where} {}

    /// Makes the future ready. Throws std::future_error (promise_already_satisfied) if it was ready.
    void set_value(R const& value, Where where = Where::here()) { this->state().set_value(where, value); }
    void set_value(R&& value, Where where = Where::here()) { this->state().set_value(where, std::move(value)); }
};

template <class R>
class promise<R&> : public basic_promise<R&> {
public:
    explicit promise(Where where = Where::here()) : basic_promise<R&>{where} {}
    template <class Allocator>
    promise(std::allocator_arg_t, Allocator const& allocator, Where where = Where::here())
        : basic_promise<R&>{allocator, where} {}

    /// As that of values.
    void set_value(R& value, Where where = Where::here()) { this->state().set_value(where, std::addressof(value)); }
};

template <>
class promise<void> : public basic_promise<void> {
public:
    explicit promise(Where where = Where::here()) : basic_promise<void>{where} {}
    template <class Allocator>
    promise(std::allocator_arg_t, Allocator const& allocator, Where where = Where::here())
        : basic_promise<void>{allocator, where} {}

    /// As that of values.
    void set_value(Where where = Where::here()) { state().set_value(where); }
};

template <class R>
void swap(promise<R>& a, promise<R>& b) noexcept {
    a.swap(b);
}

}  // namespace heddle
