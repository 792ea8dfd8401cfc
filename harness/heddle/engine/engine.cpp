// SPDX-License-Identifier: Apache-2.0
#include <heddle/engine/engine.hpp>

#include <algorithm>
#include <stdexcept>

namespace heddle {

constinit thread_local Engine* active_engine = nullptr;

Engine& engine_for(char const* what) {
    if (active_engine == nullptr) [[unlikely]] {
        throw std::logic_error(
            std::string{"heddle: "} + what
            + " was used outside of an execution; its life must begin and end inside the program that is "
              "explored (globals and statics outlive executions)");
    }
    return *active_engine;
}

Engine::Engine(Substrate& substrate) : substrate_{substrate} { host_.id = root_thread; }

Engine::~Engine() {
    for (auto const& thread : threads_) substrate_.release(thread->fiber);
}

ObjectId Engine::adopt(Object& model, ObjectKind kind, Where where) {
    objects_.push_back({&model, 0});
    return directory_.add_object(running_->id, kind, where);
}

void Engine::destroy(ObjectId object, Where where) {
    if (mode_ != Mode::running) return;
    Unwatched const unwatched;
    Event event{{0, 0, where, object, no_object, running_->id, OperationKind::destroy}, {}, {}};
    bool const waited = objects_[index(object)].parked != 0 && waited_for(object);
    objects_[index(object)].model->apply(event.operation, event.outcome, event.effect);
    if (waited) event.effect.misuse = Misuse::destroyed_waited;
    if (event.effect.misuse != Misuse::none) record_event(event);
}

void Engine::sort_observers(std::span<Observer* const> observers) {
    observers_awake_ = false;
    if (observers_.size() != observers.size() || !std::equal(observers.begin(), observers.end(), observers_.begin())) {
        observers_.assign(observers.begin(), observers.end());
        auto const choose = [&](std::vector<Observer*>& chosen, Interest interest) {
            for (Observer* const observer : observers) {
                if (observer->interest() == interest) chosen.push_back(observer);
            }
        };
        listeners_.clear();
        choose(listeners_, Interest::every_event);
        always_listening_ = listeners_.size();
        choose(listeners_, Interest::accesses);
        troubles_.clear();
        choose(troubles_, Interest::troubles);
    }
    listening_ = always_listening_;
    seen_ = always_listening_ != 0 || trace_ != nullptr;
    for (Observer* const observer : listeners_) observer->on_begin(directory_);
}

/// Observers that only care for trouble and endings cost nothing before there is some.
void Engine::wake_observers() {
    if (std::exchange(observers_awake_, true)) return;
    for (Observer* const observer : observers_) {
        if (!listens(observer->interest())) observer->on_begin(directory_);
    }
}

std::vector<Operation> Engine::pending() const {
    std::vector<Operation> operations;
    for (Event const& slot : slots_) operations.push_back(slot.operation);
    return operations;
}

void Engine::begin(Program& program, Strategy& strategy, std::span<Observer* const> observers, Trace* trace) {
    Unwatched const unwatched;
    program_ = &program;
    strategy_ = &strategy;
    semantics_ = program.semantics;
    spurious_left_ = semantics_.spurious;
    weak_failures_left_ = semantics_.weak_failures;
    asks_always_ = strategy.wants_every_point();
    trace_ = trace;
    if (trace != nullptr) trace->clear();
    step_ = since_ = changes_ = now_ = 0;
    pollers_ = timed_ = awaiting_ = unasked_ = 0;
    pollers_turn_ = false;
    mover_ = no_thread;
    unended_ = thread_count_ = 0;
    ending_ = Ending::finished;
    running_ = &host_;
    directory_.clear();
    roster_ = no_object;
    places_.clear();
    arena_.clear();
    objects_.assign(1, {nullptr, 0});
    waits_on_.clear();
    slots_.clear();
    enabled_.clear();
    point_.directory = &directory_;
    point_.semantics = &semantics_;
    ThreadRecord& root = add_thread(no_thread, {});
    root.body = nullptr;
    adopt(arena_.take<objects::Console>(ObjectKind::console, directory_), ObjectKind::console, {});
    sort_observers(observers);
}

void Engine::run(
    Program& program, Strategy& strategy, std::span<Observer* const> observers, Conclusion& conclusion, Trace* trace) {
    if (active_engine != nullptr) {
        throw std::logic_error(
            "heddle: an execution was begun inside an execution; explore and replay belong outside of the "
            "program under test");
    }
    struct Active {
        explicit Active(Engine* engine) { active_engine = engine; }
        ~Active() { active_engine = nullptr; }
    };
    struct Guard {
        Engine& engine;
        ~Guard() {
            engine.tear_down();
            engine.program_->destroy();
            engine.mode_ = Mode::idle;
        }
    };
    substrate_.adopt(host_.fiber);
    Active const active{this};
    begin(program, strategy, observers, trace);
    Guard const guard{*this};
    mode_ = Mode::running;
    go_to(*threads_[0]);
    running_ = &host_;
    mode_ = Mode::quiet;
    Unwatched const unwatched;
    conclude(conclusion, trace);
}

}  // namespace heddle
