// SPDX-License-Identifier: Apache-2.0
// Threads: start, end, join, and what becomes of those that never end.
#include <heddle/core/announce.hpp>
#include <heddle/engine/engine.hpp>

#include <cxxabi.h>

#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <typeinfo>

namespace heddle {

objects::Life& Engine::life(ThreadId thread) noexcept {
    return static_cast<objects::Life&>(*objects_[index(threads_[index(thread)]->object)].model);
}

ThreadRecord& Engine::add_thread(ThreadId parent, Where where) {
    if (thread_count_ == threads_.size()) {
        threads_.push_back(std::make_unique<ThreadRecord>());
        threads_.back()->engine = this;
    }
    ThreadRecord& record = *threads_[thread_count_];
    substrate_.prepare(record.fiber, &Engine::run_thread, &record, thread_count_);
    record.id = directory_.add_thread(parent, where);
    record.where = where;
    record.returns_to = nullptr;
    record.ended = record.timed = record.awaits = record.at_boundary = false;
    record.last_step = 0;
    record.polling.reset();
    ++thread_count_;
    ++unended_;
    enabled_.add_thread();
    waits_on_.push_back(no_object);
    slots_.emplace_back().operation.thread = record.id;
    point_.pending = Pending{std::span<Event const>{slots_}};
    auto& model = arena_.take<objects::Life>(ObjectKind::thread, record.id);
    if (parent == no_thread) model.detach();
    record.object = adopt(model, ObjectKind::thread, where);
    if (roster_ != no_object) [[unlikely]]
        watch(model);
    return record;
}

/// As note, for what begins and ends threads; of which nobody needs to hear as long as there was no access to plain data.
[[gnu::always_inline]] inline void Engine::note_life(OperationKind kind, ObjectId object, Where where) {
    bool const heard = seen_ || listening_ != 0 || running_->polling.watching();
    if (announces || heard || mode_ != Mode::running) [[unlikely]] {
        note(kind, object, 0, where);
        return;
    }
    Effect effect;
    static_cast<objects::Life&>(*objects_[index(object)].model).take(kind, effect);
    account_for(*running_, effect);
}

ThreadId Engine::start(void (*body)(void* closure), void* closure, Where where) {
    if (mode_ != Mode::running) throw std::logic_error("heddle: a thread was started after its execution had ended");
    ThreadRecord* child = nullptr;
    {
        Unwatched const unwatched;
        child = &add_thread(running_->id, where);
        child->body = body;
        child->closure = closure;
    }
    note_life(OperationKind::start, child->object, where);
    excursion(*child);
    return child->id;
}

/// Lets a thread run to its next scheduling point, or to its end, and comes back: no step, no decision.
void Engine::excursion(ThreadRecord& to) {
    to.returns_to = running_;
    go_to(to);
}

[[gnu::always_inline]] inline void Engine::run_body(ThreadRecord& self) {
    try {
        note_life(OperationKind::begin, self.object, self.where);
        if (self.body != nullptr) {
            self.body(self.closure);
        } else {
            program_->construct();
            program_->body();
        }
    } catch (Abandoned const&) {
        // teardown unwinds this thread
    } catch (std::exception const& error) {
        note_exception(error.what());
    } catch (...) {
        note_exception({});
    }
}

/// What belongs to the thread ends before it is seen to end. At teardown this happens while Abandoned passes, as with
/// everything else in the thread's frames: operations that acquire then return instead of throwing.
void Engine::end_thread_locals(ThreadRecord& self) {
    struct WhileUnwound {
        ThreadRecord& self;
        ~WhileUnwound() { self.engine->substrate_.end_thread(self.fiber); }
    };
    try {
        if (mode_ == Mode::dropping) {
            WhileUnwound const end{self};
            throw Abandoned{};
        }
        substrate_.end_thread(self.fiber);
    } catch (Abandoned const&) {
        // teardown unwinds this thread
    }
}

void Engine::run_thread(void* record) {
    auto& self = *static_cast<ThreadRecord*>(record);
    active_engine = self.engine;  // a thread may have thread_local variables of its own
    self.engine->run_body(self);
    self.engine->end_thread_locals(self);
    self.engine->finish(self);
    __builtin_unreachable();
}

/// Called inside a handler: the exception's type is asked of the runtime.
void Engine::note_exception(std::string_view what) {
    if (mode_ != Mode::running) return;
    std::string text;
    if (std::type_info const* const type = abi::__cxa_current_exception_type()) {
        int status = 0;
        char* const name = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
        text = status == 0 ? name : type->name();
        std::free(name);
    }
    if (!what.empty()) text.append(": ").append(what);
    note_failure(text, 1, {});
}

void Engine::note_failure(std::string_view message, std::uint32_t kind, Where where) {
    Unwatched const unwatched;
    auto const text = static_cast<std::uint64_t>(directory_.intern(message));
    Event event{
        {text, 0, where, no_object, no_object, running_->id, OperationKind::fail}, {}, {kind, OutcomeKind::done}};
    record_event(event);
}

void Engine::fail(std::string_view message, Where where) {
    if (mode_ != Mode::running)
        throw std::logic_error("heddle: requirement failed outside of an execution: " + std::string{message});
    note_failure(message, 0, where);
    ending_ = Ending::failed;
    go_to(host_);
    throw std::logic_error("heddle internal error: a failed execution went on");
}

/// False: the execution was given up before the end was taken.
bool Engine::take_end(ThreadRecord& self) {
    if (!life(self.id).watched()) {
        note_life(OperationKind::end, self.object, {});
        return true;
    }
    try {
        perform(OperationKind::watched_end, self.object, roster_, 0, {});
        return true;
    } catch (Abandoned const&) {
        return false;
    }
}

void Engine::finish(ThreadRecord& self) {
    if (mode_ == Mode::running && take_end(self)) {
        {
            Unwatched const unwatched;
            self.ended = true;
            --unended_;
            enabled_.remove(self.id);
            slots_[index(self.id)].operation.kind = OperationKind::end;
            if (objects_[index(self.object)].parked != 0) touch(self.object);
        }
        let_joiners_go(self);
        bool const over = self.id == root_thread && semantics_.main_ends_process;
        if (over) {
            ending_ = Ending::finished;
        } else {
            park_here();
        }
    }
    self.ended = true;
    go_to(host_);
}

void Engine::let_joiners_go(ThreadRecord const& ended) {
    if (objects_[index(ended.object)].parked == 0) return;
    for (std::size_t i = 0; i < thread_count_; ++i) {
        if (waits_on_[i] != ended.object || slots_[i].operation.kind != OperationKind::join) continue;
        waits_on_[i] = no_object;
        --objects_[index(ended.object)].parked;
        excursion(*threads_[i]);
    }
}

void Engine::join(ThreadId thread, Where where) {
    if (mode_ != Mode::running) return;
    ObjectId const object = object_of(thread);
    if (!life(thread).ended()) {
        ThreadRecord& self = *running_;
        {
            Unwatched const unwatched;
            slots_[index(self.id)].operation = {never, 0, where, object, no_object, self.id, OperationKind::join};
            waits_on_[index(self.id)] = object;
            ++objects_[index(object)].parked;
            enabled_.remove(self.id);
        }
        park_here();
    }
    note_life(OperationKind::join, object, where);
}

bool Engine::join_until(ThreadId thread, std::uint64_t deadline, Where where) {
    if (mode_ != Mode::running) return true;
    life(thread).watch();
    return perform(OperationKind::timed_join, object_of(thread), no_object, deadline, where) != 0;
}

void Engine::await(bool (*holds)(void* context), void* context, Where where) {
    Predicate predicate{holds, context};
    perform(OperationKind::await, no_object, no_object, reinterpret_cast<std::uintptr_t>(&predicate), where);
    if (mode_ != Mode::running) return;
    mode_ = Mode::noting;
    holds(context);
    mode_ = Mode::running;
}

void Engine::refuse_unless_releasing(OperationKind kind) {
    switch (kind) {
    case OperationKind::unlock:
    case OperationKind::release:
    case OperationKind::notify_one:
    case OperationKind::notify_all:
    case OperationKind::event_set:
    case OperationKind::call_once_end:
    case OperationKind::destroy:
    case OperationKind::end:
    case OperationKind::unlock_shared:
    case OperationKind::request_stop:
    case OperationKind::remove_callback:
    case OperationKind::count_down:
    case OperationKind::arrive:
    case OperationKind::arrive_and_drop:
    case OperationKind::close:
        return;
    default:
        if (std::uncaught_exceptions() == 0) throw Abandoned{};
    }
}

/// The host gives up what is left of the execution: the youngest threads first, so that whoever is unwound still finds the
/// frames of those who started it.
void Engine::tear_down() noexcept {
    mode_ = Mode::dropping;
    if (teardown_ == Teardown::unwind) {
        for (std::size_t i = 0; i < thread_count_; ++i) substrate_.reconcile(host_.fiber, threads_[i]->fiber);
    }
    for (std::size_t i = thread_count_; i-- > 0;) {
        ThreadRecord& thread = *threads_[i];
        if (!thread.ended && teardown_ == Teardown::unwind) {
            thread.returns_to = nullptr;
            running_ = &thread;
            substrate_.transfer_and_throw(host_.fiber, thread.fiber);
            running_ = &host_;
        }
        if (thread.ended) {
            substrate_.retire(host_.fiber, thread.fiber);
        } else {
            substrate_.abandon(host_.fiber, thread.fiber);
        }
    }
}

}  // namespace heddle
