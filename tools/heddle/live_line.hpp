// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/explore/plan.hpp>

#include <ostream>
#include <string>
#include <string_view>

namespace heddle::command {

/// One line on a terminal that is written anew again and again, and gone in the end. Silent unless `shown`.
class LiveLine {
public:
    LiveLine(std::ostream& terminal, bool shown) : terminal_{terminal}, shown_{shown} {}
    LiveLine(LiveLine const&) = delete;
    LiveLine& operator=(LiveLine const&) = delete;
    ~LiveLine() { clear(); }

    void show(std::string_view what, Progress const& progress);
    void clear();

private:
    std::ostream& terminal_;
    bool shown_;
    bool dirty_ = false;
};

/// What the line says, in at most 79 columns.
std::string live_text(std::string_view what, Progress const& progress);

}  // namespace heddle::command
