// SPDX-License-Identifier: Apache-2.0
// What is said of an execution once it has ended, on the host.
#include <heddle/engine/engine.hpp>

namespace heddle {

/// A finished execution leaves no mutex held and no thread unaccounted for; the models know.
void Engine::look_for_leftovers() {
    for (std::size_t i = 1; i < objects_.size(); ++i) {
        ThreadId holder = no_thread;
        Misuse const misuse = objects_[i].model->leftover(holder);
        if (misuse == Misuse::none) continue;
        auto const object = static_cast<ObjectId>(i);
        Event event{
            {0, 0, directory_.object(object).where, object, no_object, holder, OperationKind::leftover}, {}, {}};
        event.effect.misuse = misuse;
        event.effect.other = holder;
        record_event(event);
    }
}

void Engine::conclude(Conclusion& conclusion, Trace* trace) {
    conclusion.ending = ending_;
    conclusion.ok = ending_ == Ending::finished;
    conclusion.steps = step_;
    program_->observe(conclusion.outcome);
    if (ending_ == Ending::finished) {
        if (!semantics_.main_ends_process) look_for_leftovers();
        if (std::string const wrong = program_->check(); !wrong.empty()) note_failure(wrong, 0, {});
    }
    conclusion.troubled = observers_awake_ || ending_ != Ending::finished;
    if (conclusion.troubled) {
        wake_observers();
        std::vector<Operation> const waiting = pending();
        for (Observer* const observer : observers_) observer->on_end(ending_, waiting);
    } else {
        for (Observer* const observer : listeners_) observer->on_end(ending_, {});
    }
    if (trace == nullptr) return;
    trace->directory = &directory_;
    trace->pending = pending();
    trace->ending = ending_;
    trace->steps = step_;
    trace->ok = conclusion.ok;
    trace->outcome = conclusion.outcome;
    trace->output = console().output();
}

}  // namespace heddle
