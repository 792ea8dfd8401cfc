// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>
#include <heddle/core/replay_token.hpp>
#include <heddle/core/trace.hpp>
#include <heddle/core/verdict.hpp>
#include <heddle/explore/explore.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heddle {

/// An execution that was replayed, whole. It owns what its trace refers to.
class Replayed {
public:
    Replayed();
    Replayed(Replayed&&) noexcept;
    Replayed& operator=(Replayed&&) noexcept;
    ~Replayed();

    Trace const& trace() const noexcept;
    std::vector<Finding> const& findings() const noexcept;
    /// Whether the program followed the token's schedule to the same trace.
    bool same() const noexcept;
    /// If not: where it went another way, in one sentence.
    std::string const& divergence() const noexcept;

    struct Contents;

private:
    friend Replayed replay(Program&, ReplayToken const&, std::optional<std::uint64_t>);
    std::unique_ptr<Contents> contents_;
};

/// Runs the token's execution once more. The program must be the token's: the caller looks it up by token.program and
/// token.parameters; its semantics are replaced by the token's. With `break_at` it stops in the debugger when that step has been
/// taken, on the stack of the thread that took it. Throws std::invalid_argument when the names differ, no debugger is attached,
/// or the execution never came to the step.
Replayed replay(Program& program, ReplayToken const& token, std::optional<std::uint64_t> break_at = std::nullopt);

/// Replays a token of explore(name, body). Throws std::invalid_argument for a text that is no token, too.
template <class Body>
Replayed replay(std::string_view name, Body body, std::string_view token) {
    BodyProgram<Body> program{name, std::move(body)};
    return replay(program, decode(token));
}

}  // namespace heddle
