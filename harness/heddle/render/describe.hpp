// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/trace.hpp>
#include <heddle/core/waiting.hpp>

#include <ostream>
#include <string>

namespace heddle {

/// Puts events into words. Follows the trace from its beginning, since only events tell whose life an object is.
class Describer {
public:
    explicit Describer(Directory const& directory) : directory_{&directory} { waiting_.clear(directory); }

    /// One event in words, with its outcome, the values it read and wrote (`?` where they are addresses or bytes) and
    /// any misuse: `lock mutex "left"`, `x = 1 (was 0)`, `wait on condition variable 1, releasing mutex 1`. The next
    /// event of the trace at each call.
    std::string next(Event const& event);
    /// As next, without the words.
    void skip(Event const& event) { waiting_.follow(event); }

    std::string thread(ThreadId id) const { return directory_->describe(id); }
    Waiting const& waiting() const noexcept { return waiting_; }

private:
    std::string action(Event const& event) const;
    std::string life(Event const& event) const;
    std::string memory(Event const& event) const;
    std::string condition(Event const& event) const;
    std::string waits_for_value(Event const& event) const;
    std::string ready(Event const& event) const;
    std::string tried(Event const& event) const;
    std::string stop(Event const& event) const;
    std::string arrival(Event const& event) const;
    std::string message(Event const& event) const;
    std::string waited(Event const& event) const;

    Directory const* directory_;
    Waiting waiting_;
};

/// ` until 1.5 ms`, of an operation that may have a deadline; empty when it has none.
std::string until(Operation const& operation);

/// A text between quotes, without line breaks and other control characters, cut after `most` characters.
std::string quoted(std::string_view text, std::size_t most = 60);

/// What both listings end with: the ending, what every stuck thread waits for, the outcome and the output.
void render_ending(Trace const& trace, Waiting const& waiting, std::ostream& out);

}  // namespace heddle
