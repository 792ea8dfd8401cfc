// SPDX-License-Identifier: Apache-2.0
#include <heddle/engine/engine.hpp>

#include <stdexcept>

namespace heddle {

constinit thread_local Engine* active_engine = nullptr;

Engine& engine_for(char const* what) {
    if (active_engine == nullptr) [[unlikely]] {
        throw std::logic_error(std::string{"heddle: "} + what +
                               " was used outside of an execution; its life must begin and end inside the program that is "
                               "explored (globals and statics outlive executions)");
    }
    return *active_engine;
}

Engine::Engine(Substrate& substrate) : substrate_{substrate} { host_.id = root_thread; }

Engine::~Engine() {
    for (auto const& thread : threads_) substrate_.release(thread->fiber);
}

ObjectId Engine::adopt(Object& model, ObjectKind kind, Where where) {
    objects_.push_back(&model);
    parked_.push_back(0);
    return directory_.add_object(running_->id, kind, where);
}

void Engine::destroy(ObjectId object, Where where) {
    if (mode_ != Mode::running) return;
    Unwatched const unwatched;
    Event event{{0, 0, where, object, no_object, running_->id, OperationKind::destroy}, {}, {}};
    objects_[index(object)]->apply(event.operation, event.outcome, event.effect);
    if (parked_[index(object)] != 0) event.effect.misuse = Misuse::destroyed_waited;
    if (event.effect.misuse != Misuse::none) record(event, step_);
}

void Engine::sort_observers(std::span<Observer* const> observers) {
    observers_.assign(observers.begin(), observers.end());
    every_event_.clear();
    troubles_.clear();
    for (Observer* const observer : observers) {
        if (observer->interest() == Interest::every_event) every_event_.push_back(observer);
        if (observer->interest() == Interest::troubles) troubles_.push_back(observer);
        observer->on_begin(directory_);
    }
}

void Engine::begin(Program& program, Strategy& strategy, std::span<Observer* const> observers, Trace* trace) {
    program_ = &program;
    strategy_ = &strategy;
    semantics_ = program.semantics;
    spurious_left_ = semantics_.spurious;
    asks_always_ = strategy.wants_every_point();
    trace_ = trace;
    if (trace != nullptr) trace->clear();
    step_ = since_ = changes_ = now_ = 0;
    pollers_ = timed_ = awaiting_ = 0;
    pollers_turn_ = false;
    mover_ = no_thread;
    unended_ = thread_count_ = 0;
    ending_ = Ending::finished;
    running_ = &host_;
    directory_.clear();
    arena_.clear();
    objects_.assign(1, nullptr);
    parked_.assign(1, 0);
    pending_.clear();
    enabled_.clear();
    point_.directory = &directory_;
    ThreadRecord& root = add_thread(no_thread, {});
    root.body = nullptr;
    adopt(arena_.take<objects::Console>(ObjectKind::console, directory_), ObjectKind::console, {});
    sort_observers(observers);
}

void Engine::run(Program& program, Strategy& strategy, std::span<Observer* const> observers, Conclusion& conclusion,
                 Trace* trace) {
    if (active_engine != nullptr) {
        throw std::logic_error("heddle: an execution was begun inside an execution; explore and replay belong outside of the "
                               "program under test");
    }
    struct Guard {
        Engine& engine;
        ~Guard() {
            engine.tear_down();
            engine.program_->destroy();
            engine.mode_ = Mode::idle;
            active_engine = nullptr;
        }
    };
    substrate_.adopt(host_.fiber);
    active_engine = this;
    begin(program, strategy, observers, trace);
    Guard const guard{*this};
    mode_ = Mode::running;
    switch_to(*threads_[0], 0);
    running_ = &host_;
    mode_ = Mode::quiet;
    Unwatched const unwatched;
    conclude(conclusion, trace);
}

}  // namespace heddle
