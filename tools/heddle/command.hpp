// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tools/heddle/exit_status.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace heddle::command {

/// Where a sub-command writes. Results go to `out`; errors and the live line go to `err`.
struct Streams {
    std::ostream& out;
    std::ostream& err;
    bool live = false;  ///< somebody watches `err`: show the live line
};

/// The whole command: parses the arguments (without the program's name), does what they ask, reports. Throws nothing: what
/// goes wrong is one message on `err` and an exit status.
ExitStatus run(std::vector<std::string> const& arguments, Streams streams);

}  // namespace heddle::command
