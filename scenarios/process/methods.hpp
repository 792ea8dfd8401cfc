// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/sync.hpp>

#include <scenarios/parameters.hpp>

#include <string>
#include <utility>
#include <vector>

namespace heddle::scenarios {

/// How processes are started.
inline Parameter method_parameter(std::vector<std::string> methods = {"fork", "spawn", "forkserver"}) {
    return choice_of("method", "how processes are started", std::move(methods));
}

inline sync::start_method method_of(Settings const& settings) {
    std::string const& method = settings.text("method");
    if (method == "fork") return sync::start_method::fork;
    return method == "spawn" ? sync::start_method::spawn : sync::start_method::forkserver;
}

}  // namespace heddle::scenarios
