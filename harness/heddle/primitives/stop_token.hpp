// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/objects/relay.hpp>
#include <heddle/objects/stop_state.hpp>
#include <heddle/primitives/running.hpp>

#include <stop_token>
#include <type_traits>
#include <utility>

namespace heddle {

using std::nostopstate;
using std::nostopstate_t;

/// std::stop_token under control: asks whether a stop was requested, which is a scheduling point.
class stop_token {
public:
    stop_token() noexcept = default;
    stop_token(stop_token const&) noexcept = default;
    stop_token(stop_token&& other) noexcept : state_{std::exchange(other.state_, no_object)} {}
    stop_token& operator=(stop_token const&) noexcept = default;
    stop_token& operator=(stop_token&& other) noexcept {
        stop_token{std::move(other)}.swap(*this);
        return *this;
    }
    ~stop_token() = default;

    bool stop_requested(Where where = Where::here()) const {
        if (state_ == no_object) return false;
        return running("stop_token").perform(OperationKind::stop_check, state_, no_object, 0, where) != 0;
    }
    /// Whether there is a source left, or the stop was requested. Asking this is no scheduling point.
    bool stop_possible() const noexcept {
        return state_ != no_object && active_engine != nullptr
               && active_engine->model<objects::StopState>(state_).possible();
    }

    void swap(stop_token& other) noexcept { std::swap(state_, other.state_); }
    friend void swap(stop_token& a, stop_token& b) noexcept { a.swap(b); }
    friend bool operator==(stop_token const&, stop_token const&) noexcept = default;

    /// The stop state; no_object when there is none.
    ObjectId id() const noexcept { return state_; }

private:
    friend class stop_source;
    explicit stop_token(ObjectId state) noexcept : state_{state} {}

    ObjectId state_ = no_object;
};

/// What a stop state knows of a callback.
struct StopCallback {
    void (*run)(StopCallback&);
    ObjectId id;
};

/// std::stop_source under control. The stop state is the object; sources and tokens are no more than its name.
class stop_source {
public:
    explicit stop_source(Where where = Where::here())
        : state_{running("stop_source").create<objects::StopState>(ObjectKind::stop_state, where)} {}
    explicit stop_source(nostopstate_t) noexcept {}
    stop_source(stop_source const& other) noexcept : state_{other.state_} { count(1); }
    stop_source(stop_source&& other) noexcept : state_{std::exchange(other.state_, no_object)} {}
    stop_source& operator=(stop_source const& other) noexcept {
        stop_source{other}.swap(*this);
        return *this;
    }
    stop_source& operator=(stop_source&& other) noexcept {
        stop_source{std::move(other)}.swap(*this);
        return *this;
    }
    ~stop_source() { count(-1); }

    /// Requests the stop, and runs the callbacks that were added before, the oldest first, on this thread; false: there is
    /// no stop state, or somebody else was first. An exception that leaves a callback leaves this too. (std's terminates.)
    bool request_stop(Where where = Where::here()) const {
        if (state_ == no_object) return false;
        Engine& engine = running("stop_source");
        std::uint64_t next = engine.perform(OperationKind::request_stop, state_, no_object, 0, where);
        if (next == 0) return false;
        while (next > objects::StopState::no_callback) {
            auto& callback = *reinterpret_cast<StopCallback*>(next);
            ObjectId const id = callback.id;  // it may end its own life
            callback.run(callback);
            next = engine.perform(OperationKind::callback_end, state_, id, 0, where);
        }
        return true;
    }
    bool stop_requested(Where where = Where::here()) const { return get_token().stop_requested(where); }
    bool stop_possible() const noexcept { return state_ != no_object; }
    stop_token get_token() const noexcept { return stop_token{state_}; }

    void swap(stop_source& other) noexcept { std::swap(state_, other.state_); }
    friend void swap(stop_source& a, stop_source& b) noexcept { a.swap(b); }
    friend bool operator==(stop_source const& a, stop_source const& b) noexcept { return a.state_ == b.state_; }

    /// The stop state; no_object when there is none.
    ObjectId id() const noexcept { return state_; }

private:
    void count(int sources) const noexcept {
        if (state_ == no_object || active_engine == nullptr) return;
        Unwatched const unwatched;
        active_engine->model<objects::StopState>(state_).count_sources(sources);
    }

    ObjectId state_ = no_object;
};

/// std::stop_callback under control: is run by whoever requests the stop, or at once when that was done before.
template <class Callback>
class stop_callback : private StopCallback {
public:
    using callback_type = Callback;

    template <class Function>
    requires std::is_constructible_v<Callback, Function>
    explicit stop_callback(stop_token const& token, Function&& function, Where where = Where::here())
        : StopCallback{&run_mine, no_object},
          state_{token.id()},
          where_{where},
          callback_(std::forward<Function>(function)) {
        if (state_ == no_object) return;
        Engine& engine = running("stop_callback");
        id = engine.create<objects::Relay>(ObjectKind::stop_callback, where);
        auto const address = reinterpret_cast<std::uintptr_t>(static_cast<StopCallback*>(this));
        if (engine.perform(OperationKind::add_callback, state_, id, address, where) == 0) return;
        state_ = no_object;
        run_mine(*this);
    }
    stop_callback(stop_callback const&) = delete;
    stop_callback& operator=(stop_callback const&) = delete;
    /// Removes the callback; waits for its end when another thread runs it now.
    ~stop_callback() {
        if (state_ == no_object || active_engine == nullptr) return;
        active_engine->perform(OperationKind::remove_callback, state_, id, 0, where_);
    }

private:
    static void run_mine(StopCallback& self) { std::forward<Callback>(static_cast<stop_callback&>(self).callback_)(); }

    ObjectId state_;
    Where where_;
    Callback callback_;
};

template <class Callback>
stop_callback(stop_token, Callback) -> stop_callback<Callback>;
template <class Callback>
stop_callback(stop_token, Callback, Where) -> stop_callback<Callback>;

}  // namespace heddle
