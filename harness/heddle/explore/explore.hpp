// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>
#include <heddle/core/report.hpp>
#include <heddle/explore/plan.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace heddle {

/// Explores the program as planned. Every failing execution is run again before it is reported, and carries a token that
/// replays it. Throws std::invalid_argument for a plan that makes no sense (an unknown strategy), std::logic_error from
/// inside an execution.
Report explore(Program& program, Plan const& plan);

/// A program made of a callable, which is the root thread of every execution.
template <class Body>
class BodyProgram final : public Program {
public:
    BodyProgram(std::string_view called, Body body) : body_(std::move(body)) { name = called; }
    void body() override { body_(); }

private:
    Body body_;
};

/// Explores a callable. Its state lives in it: `explore("lost_update", [] { heddle::shared<int> x{0}; ... })`.
template <class Body>
Report explore(std::string_view name, Body body, Plan const& plan = {}) {
    BodyProgram<Body> program{name, std::move(body)};
    return explore(program, plan);
}

}  // namespace heddle
