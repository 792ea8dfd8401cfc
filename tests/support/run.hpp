// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/observer.hpp>
#include <heddle/core/program.hpp>
#include <heddle/core/random.hpp>
#include <heddle/core/strategy.hpp>
#include <heddle/engine/engine.hpp>
#include <heddle/substrate/fibers.hpp>
#include <heddle/substrate/thread_locals.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Executions without exploration, for tests of what lies below it.
namespace heddle::tests {

/// Any enabled transition with equal probability. (Not the strategy `random`: tests here must not lean on that room.)
class AnyTransition final : public Strategy {
public:
    explicit AnyTransition(std::uint64_t seed = 1) : seed_{seed} {}
    bool begin_execution(std::uint64_t index) override {
        index_ = index;
        random_ = Random::of(seed_, index);
        return true;
    }
    void repeat_execution() override { random_ = Random::of(seed_, index_); }
    Decision choose(SchedulingPoint const& point) noexcept override {
        return random_.below(static_cast<std::uint32_t>(point.enabled.size()));
    }

private:
    std::uint64_t seed_;
    std::uint64_t index_ = 0;
    Random random_;
};

/// Run until blocked.
class RunUntilBlocked final : public Strategy {
public:
    bool begin_execution(std::uint64_t) override { return true; }
    void repeat_execution() override {}
    Decision choose(SchedulingPoint const& point) noexcept override { return default_choice(point); }
};

/// A program made of functions.
class FunctionProgram final : public Program {
public:
    explicit FunctionProgram(std::function<void()> body) : body_{std::move(body)} {}
    void body() override { body_(); }

private:
    std::function<void()> body_;
};

/// Collects what went wrong in an execution: misuse and failures, as the engine noted them.
class Troubles final : public Observer {
public:
    Interest interest() const noexcept override { return Interest::troubles; }
    void on_begin(Directory const& directory) override {
        directory_ = &directory;
        misuses.clear();
        failures.clear();
    }
    void on_event(Event const& event, std::uint64_t) override {
        if (event.effect.misuse != Misuse::none) misuses.push_back(event.effect.misuse);
        if (event.operation.kind != OperationKind::fail) return;
        failures.emplace_back(directory_->text(static_cast<TextId>(event.operation.operand)));
    }

    std::vector<Misuse> misuses;
    std::vector<std::string> failures;

private:
    Directory const* directory_ = nullptr;
};

/// An engine with a carrier of its own, one execution after the other.
class Runner {
public:
    Runner() : Runner{make_substrate()} {}
    explicit Runner(std::unique_ptr<Substrate> carries) : carrier{std::move(carries)} {}

    Conclusion run(Program& program, Strategy& who_moves) {
        Conclusion conclusion;
        who_moves.begin_execution(executions_++);
        Observer* const observers[] = {&troubles};
        engine.run(program, who_moves, observers, conclusion);
        return conclusion;
    }
    Conclusion run(std::function<void()> body, Semantics const& semantics = {}) {
        FunctionProgram program{std::move(body)};
        program.semantics = semantics;
        return run(program, strategy);
    }

    std::unique_ptr<Substrate> carrier;
    Engine engine{*carrier};
    AnyTransition strategy;
    Troubles troubles;

private:
    std::uint64_t executions_ = 0;
};

}  // namespace heddle::tests
