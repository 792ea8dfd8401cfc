// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/program.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace heddle::scenarios {

/// A scenario's program over a state of its own. State is constructed from Options once per execution and offers:
///   void run();                    the root thread (threads are started and joined here: see starting_line.hpp)
///   std::string observe() const;   the outcome, also when threads are stuck
///   std::string wrong() const;     optional: what is wrong with the outcome of a finished execution, or ""
template <class State, class Options>
class ProgramOf final : public Program {
public:
    ProgramOf(Options options, Semantics with) : options_{std::move(options)} { semantics = with; }

    void construct() override { state_.emplace(options_); }
    void body() override { state_->run(); }
    void observe(std::string& outcome) override { outcome = state_->observe(); }
    std::string check() override {
        if constexpr (requires(State const& state) { state.wrong(); }) return state_->wrong();
        return {};
    }
    void destroy() noexcept override { state_.reset(); }

private:
    Options options_;
    std::optional<State> state_;
};

template <class State, class Options>
std::unique_ptr<Program> program_of(Options options, Semantics semantics = {}) {
    return std::make_unique<ProgramOf<State, Options>>(std::move(options), semantics);
}

}  // namespace heddle::scenarios
