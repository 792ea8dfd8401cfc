// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/announce.hpp>
#include <heddle/primitives/chrono.hpp>

#include <compare>
#include <functional>
#include <ostream>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace heddle {

/// std::thread under control. It runs to its first scheduling point when it is started; starting is no choice.
class thread {
public:
    /// Identifies a thread of the execution; the default one is no thread.
    class id {
    public:
        id() noexcept = default;
        explicit id(ThreadId thread) noexcept : thread_{thread} {}
        friend auto operator<=>(id const&, id const&) = default;
        template <class Character, class Traits>
        friend std::basic_ostream<Character, Traits>&
        operator<<(std::basic_ostream<Character, Traits>& stream, id thread) {
            return thread.thread_ == no_thread ? stream << "no thread" : stream << "thread " << index(thread.thread_);
        }

    private:
        friend struct std::hash<id>;
        ThreadId thread_ = no_thread;
    };
    using native_handle_type = ThreadId;

    thread() noexcept = default;
    template <class Function>
    requires(!std::is_same_v<std::remove_cvref_t<Function>, thread>) explicit thread(
        Function&& function, Where where = Where::here()) {
        start(where, std::forward<Function>(function));
    }
    template <class Function, class First, class... Rest>
    requires std::is_invocable_v<std::decay_t<Function>, std::decay_t<First>, std::decay_t<Rest>...>
    explicit thread(Function&& function, First&& first, Rest&&... rest) {
        start({}, std::forward<Function>(function), std::forward<First>(first), std::forward<Rest>(rest)...);
    }
    thread(thread&& other) noexcept
        : id_{std::exchange(other.id_, no_thread)}, spent_{std::exchange(other.spent_, false)} {}
    /// Assigning over a thread that can be joined is a finding, as destroying it is.
    thread& operator=(thread&& other) noexcept {
        let_go();
        id_ = std::exchange(other.id_, no_thread);
        spent_ = std::exchange(other.spent_, false);
        return *this;
    }
    /// Destroying a thread that can be joined is a finding; the thread goes on. (std's calls terminate.)
    ~thread() { let_go(); }

    bool joinable() const noexcept { return id_ != no_thread; }
    /// Ours: whether the thread has not ended yet, which may be over as soon as it is told. One step; none, and false, for what
    /// is no thread or was joined or detached. Demands that watch_threads() was called before the thread was started:
    /// throws std::logic_error otherwise.
    bool is_alive(Where where = Where::here()) const { return joinable() && running("thread").is_alive(id_, where); }
    id get_id() const noexcept { return id{id_}; }
    /// The thread for this execution's reports; no_thread when there is none.
    native_handle_type native_handle() const noexcept { return id_; }
    static unsigned hardware_concurrency() noexcept { return 2; }

    /// Waits for the end. Joining twice, before a start, or oneself is a finding and throws std::system_error, as std does.
    void join(Where where = Where::here()) {
        Engine& engine = checked(where);
        engine.join(id_, where);
        id_ = no_thread;
        spent_ = true;
    }
    /// Ours: waits for the end or until the (virtual) time is up; tells whether the thread ended. If not, it can still be
    /// joined.
    template <class Rep, class Period>
    bool join_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        Engine& engine = checked(where);
        if (!engine.join_until(id_, deadline_after(engine, duration), where)) return false;
        id_ = no_thread;
        spent_ = true;
        return true;
    }
    void detach(Where where = Where::here()) {
        checked(where).detach(id_);
        id_ = no_thread;
        spent_ = true;
    }
    void swap(thread& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(spent_, other.spent_);
    }
    friend void swap(thread& a, thread& b) noexcept { a.swap(b); }

private:
    template <class... Parts>
    void start(Where where, Parts&&... parts) {
        using Closure = std::tuple<std::decay_t<Parts>...>;
        Closure closure(std::forward<Parts>(parts)...);
        auto const body = [](void* passed) {
            // Moved to the new thread's own stack before its first scheduling point: nothing is allocated.
            Closure mine = std::move(*static_cast<Closure*>(passed));
            announce_release(passed);
            std::apply([](auto&&... part) { std::invoke(std::forward<decltype(part)>(part)...); }, std::move(mine));
        };
        id_ = running("thread").start(body, &closure, where);
        announce_acquire(&closure);  // it was read and emptied by the new thread, and ends its life here
    }

    Engine& checked(Where where) const {
        Engine& engine = running("thread");
        auto const wrong = [&](Misuse misuse, std::errc error) {
            ObjectId const object = joinable() ? engine.object_of(id_) : no_object;
            engine.note_misuse(misuse, OperationKind::join, object, where);
            throw std::system_error(std::make_error_code(error), "heddle::thread");
        };
        if (!joinable()) wrong(spent_ ? Misuse::join_twice : Misuse::join_nothing, std::errc::invalid_argument);
        if (engine.current() == id_) wrong(Misuse::join_self, std::errc::resource_deadlock_would_occur);
        return engine;
    }

    void let_go() noexcept {
        if (joinable() && active_engine != nullptr) active_engine->destroy(active_engine->object_of(id_), {});
    }

    ThreadId id_ = no_thread;
    bool spent_ = false;  ///< was joined or detached
};

/// Ours: from now on it can be asked which threads live. The end of each thread that is started from now on is a scheduling
/// point.
inline void watch_threads(Where where = Where::here()) { running("watch_threads").watch_threads(where); }

/// Ours: the threads that were started and have not ended, by id, with the root among them: one step. It is a snapshot. Demands
/// that watch_threads() was called before the first thread was started: throws std::logic_error otherwise.
inline std::vector<thread::id> enumerate(Where where = Where::here()) {
    std::vector<thread::id> alive;
    for (ThreadId const id : running("enumerate").enumerate(where)) alive.emplace_back(id);
    return alive;
}

namespace this_thread {

inline thread::id get_id() { return thread::id{running("this_thread").current()}; }

/// A scheduling point at which switching is free: the thread steps back until something has changed.
inline void yield(Where where = Where::here()) {
    running("this_thread").perform(OperationKind::yield, no_object, no_object, 0, where);
}

template <virtual_clock Clock, class Duration>
void sleep_until(std::chrono::time_point<Clock, Duration> const& time, Where where = Where::here()) {
    running("this_thread").perform(OperationKind::sleep, no_object, no_object, deadline_at(time), where);
}

/// Sleeps in virtual time: no real time passes.
template <class Rep, class Period>
void sleep_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
    Engine& engine = running("this_thread");
    engine.perform(OperationKind::sleep, no_object, no_object, deadline_after(engine, duration), where);
}

/// Names the calling thread for reports, traces and tokens. The name is copied.
inline void set_name(std::string_view name) {
    Unwatched const unwatched;
    Engine& engine = running("this_thread");
    engine.directory().set_name(engine.current(), name);
}

}  // namespace this_thread

}  // namespace heddle

template <>
struct std::hash<heddle::thread::id> {
    std::size_t operator()(heddle::thread::id id) const noexcept { return std::hash<heddle::ThreadId>{}(id.thread_); }
};
