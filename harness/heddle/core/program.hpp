// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/semantics.hpp>

#include <string>
#include <utility>
#include <vector>

namespace heddle {

/// Parameters of a program, all as text, in a fixed order.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// The program under test: a factory of executions. The engine calls construct and body on the root thread, then, on the
/// host and whatever the ending was, observe, check and destroy.
class Program {
public:
    Program() = default;
    Program(Program const&) = delete;
    Program& operator=(Program const&) = delete;
    virtual ~Program() = default;

    /// What a token calls the program: characters [A-Za-z0-9_.].
    std::string name = "program";
    Parameters parameters;
    Semantics semantics;

    /// Makes the state of one execution. May create objects, must not reach a scheduling point.
    virtual void construct() {}
    /// The root thread.
    virtual void body() = 0;
    /// The outcome, as text, put in place of what `outcome` holds; also when threads are stuck.
    virtual void observe(std::string& outcome) { outcome.clear(); }
    /// What is wrong with the outcome of an execution that finished; empty when nothing is.
    virtual std::string check() { return {}; }
    /// Ends the state. Threads that were abandoned never touch it again.
    virtual void destroy() noexcept {}
};

}  // namespace heddle
