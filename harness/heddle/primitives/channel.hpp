// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/announce.hpp>
#include <heddle/objects/channel.hpp>
#include <heddle/primitives/bits.hpp>
#include <heddle/primitives/chrono.hpp>

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

namespace heddle {

/// Thrown by a send into a channel that is closed.
class channel_closed : public std::runtime_error {
public:
    channel_closed() : std::runtime_error{"heddle::channel: a send into a channel that is closed"} {}
};

/// Messages from threads to threads, in the order in which they were sent, with room for `capacity` of them (Go's channel;
/// with a lock inside, as Python's Queue). Each call is one step. The value is made before a send and put in its place
/// after it, with no scheduling point in between; that of a send that comes to nothing is lost. How many messages there are
/// cannot be asked: the answer would be over as soon as it is told.
template <class T>
class channel {
public:
    static constexpr std::size_t unbounded = SIZE_MAX;

    /// Throws std::invalid_argument when there is room for nothing.
    explicit channel(std::size_t capacity, Where where = Where::here())
        : id_{
            running("channel").create<objects::Channel>(ObjectKind::channel, where, checked(capacity), form_of<T>())} {
        active_engine->directory().set_initial(id_, capacity);
    }
    channel(channel const&) = delete;
    channel& operator=(channel const&) = delete;
    /// Destroying one that a thread waits on is a finding.
    ~channel() {
        if (active_engine != nullptr) active_engine->destroy(id_, {});
    }

    /// Waits while there is no room. Throws channel_closed when it is closed, or is while this waits.
    void send(T value, Where where = Where::here()) { put(OperationKind::send, std::move(value), never, where); }
    /// The same with a limit in virtual time; false: the time was up.
    template <class Rep, class Period>
    bool send_for(T value, std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        std::uint64_t const deadline = deadline_after(running("channel"), duration);
        return put(OperationKind::send, std::move(value), deadline, where);
    }
    /// Without waiting; false: there was no room. Throws channel_closed when it is closed.
    bool try_send(T value, Where where = Where::here()) {
        return put(OperationKind::try_send, std::move(value), 0, where);
    }

    /// Waits while there is nothing and it is open. Nothing: it is closed, and all messages were received.
    std::optional<T> receive(Where where = Where::here()) { return take(OperationKind::receive, never, where); }
    /// The same with a limit in virtual time; nothing also when the time was up.
    template <class Rep, class Period>
    std::optional<T> receive_for(std::chrono::duration<Rep, Period> const& duration, Where where = Where::here()) {
        return take(OperationKind::receive, deadline_after(running("channel"), duration), where);
    }
    /// Without waiting; nothing: there was nothing.
    std::optional<T> try_receive(Where where = Where::here()) { return take(OperationKind::try_receive, 0, where); }

    /// No more messages: who waits to send throws, who waits to receive gets nothing. Closing twice is as closing once.
    void close(Where where = Where::here()) {
        running("channel").perform(OperationKind::close, id_, no_object, 0, where);
    }

    ObjectId id() const noexcept { return id_; }

private:
    static std::uint64_t checked(std::size_t capacity) {
        if (capacity > 0) return capacity;
        throw std::invalid_argument("heddle::channel: a capacity of 0\n  there must be room for a message at least, or "
                                    "for any number: unbounded");
    }

    static std::uint64_t shown(T const& value) noexcept {
        if constexpr ((form_of<T>().flags & Effect::opaque) != 0) return 0;
        return bits_of(value);
    }

    bool put(OperationKind kind, T&& value, std::uint64_t deadline, Where where) {
        Engine& engine = running("channel");
        std::uint64_t const bits = shown(value);
        auto made = std::make_unique<T>(std::move(value));
        if (engine.perform(kind, id_, no_object, deadline, where, bits) == 0) {
            if (engine.model<objects::Channel>(id_).closed()) throw channel_closed{};
            return false;
        }
        Unwatched const unwatched;
        messages_.push_back(std::move(made));
        return true;
    }

    std::optional<T> take(OperationKind kind, std::uint64_t deadline, Where where) {
        running("channel").perform(kind, id_, no_object, deadline, where);
        std::unique_ptr<T> taken;
        {
            Unwatched const unwatched;
            if (messages_.empty()) return std::nullopt;
            taken = std::move(messages_.front());
            messages_.pop_front();
        }
        return std::optional<T>{std::move(*taken)};
    }

    ObjectId id_;
    std::deque<std::unique_ptr<T>> messages_;  ///< as many as the model has, wherever a thread can be
};

}  // namespace heddle
