// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/thread.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace heddle {

/// Whence a new process has its memory.
enum class start_method : std::uint8_t {
    fork,        ///< a copy of its parent's, as that is now
    spawn,       ///< fresh
    forkserver,  ///< fresh: a copy of that of a server, which was started before the program did anything
};

/// Ours: a process, which is a thread with a memory of its own. What its body is given is its own copy or its own fresh value:
/// nothing that it does there can be seen by anybody else. What processes do share (a pipe, a shared segment) is what the
/// body refers to otherwise. Composed of a thread: no model of its own.
///
/// Memory is default constructible and copyable. Its copy constructor says what a fork copies and how: each `shared` that it
/// loads is a load of the parent, each mutex that it copies (see `forked`) a step of the parent. It is kept in this
/// handle, which therefore does not move, and lasts as long as the handle does.
template <class Memory>
class process {
public:
    /// Starts the process, which calls body(memory of its own): the parent's copied when it is forked, else Memory(). The body
    /// returns nothing, or the exit code.
    template <class Body>
    requires std::is_invocable_v<Body&, Memory&>
    process(start_method method, Memory const& parent, Body body, Where where = Where::here())
        : memory_(memory_of(method, parent)),
          where_{where},
          thread_{[this, body = std::move(body)]() mutable { run(body); }, where} {}
    process(process const&) = delete;
    process& operator=(process const&) = delete;
    /// Destroying a process that was not joined is a finding; it is waited for all the same.
    ~process() {
        if (!thread_.joinable() || active_engine == nullptr) return;
        active_engine->destroy(active_engine->object_of(thread_.native_handle()), {});
        thread_.join(where_);
    }

    /// Waits for the end. Of a process that was joined already it does nothing.
    void join(Where where = Where::here()) {
        if (state_ != State::ended) thread_.join(where);
        state_ = State::ended;
    }
    /// Waits for the end or until the (virtual) time is up; tells whether the process ended. If not, it can still be joined.
    template <class Rep, class Period>
    bool join_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        if (state_ != State::ended) state_ = thread_.join_for(duration, where) ? State::ended : State::goes_on;
        return state_ == State::ended;
    }

    /// What the body returned; 0 if that was nothing, 1 if an exception left it: which is no finding, so that whoever does not
    /// ask does not learn of it. As the last join or join_for found it: nothing when that came back before the end. Throws
    /// std::logic_error when there was none, for asking is no scheduling point: an answer would leave others out.
    std::optional<int> exit_code() const {
        if (asked("exit_code()") == State::goes_on) return std::nullopt;
        return exit_code_;
    }
    /// What the exception said that left the body; empty if there was none. Demands and throws as exit_code.
    std::string error() const { return asked("error()") == State::ended ? error_ : std::string{}; }

    thread::id get_id() const noexcept { return thread_.get_id(); }

private:
    enum class State : std::uint8_t { unknown, goes_on, ended };

    static Memory memory_of(start_method method, Memory const& parent) {
        if (method == start_method::fork) return Memory(parent);
        return Memory();
    }

    template <class Body>
    void run(Body& body) {
        this_thread::set_name("process");
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<Body&, Memory&>>) {
                body(memory_);
            } else {
                exit_code_ = static_cast<int>(body(memory_));
            }
        } catch (Abandoned const&) {
            throw;
        } catch (std::exception const& error) {
            fail_with(error.what());
        } catch (...) {
            fail_with("an exception that is no std::exception");
        }
    }
    void fail_with(char const* text) {
        exit_code_ = 1;
        error_ = text;
    }

    State asked(char const* what) const {
        if (state_ == State::unknown) {
            throw std::logic_error(
                std::string{"heddle: process::"} + what
                + " was asked before join() or join_for(): asking is no scheduling point, and the answer would be that "
                  "of one schedule; join the process first");
        }
        return state_;
    }

    Memory memory_;
    std::string error_;  ///< written by the process, read by whoever has joined it
    int exit_code_ = 0;
    State state_ = State::unknown;  ///< the parent's
    Where where_;
    thread thread_;
};

/// Starts processes by one method, which is chosen once: Python's multiprocessing has one such context for a program. It is
/// used by one thread.
class process_context {
public:
    /// Throws std::logic_error when the method was chosen before, also by a start; unless forced.
    void set_start_method(start_method method, bool force = false) {
        if (method_ && !force) {
            throw std::logic_error("heddle: set_start_method(): the context has already been set, by an earlier call "
                                   "or by the first start; set it once, or pass force = true");
        }
        method_ = method;
    }
    /// The method; asking chooses fork when none was chosen.
    start_method get_start_method() {
        if (!method_) method_ = start_method::fork;
        return *method_;
    }
    /// As the constructor of process, with the method of this context.
    template <class Memory, class Body>
    process<Memory> start(Memory const& parent, Body body, Where where = Where::here()) {
        return process<Memory>{get_start_method(), parent, std::move(body), where};
    }

private:
    std::optional<start_method> method_;
};

}  // namespace heddle
