// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/announce.hpp>
#include <heddle/core/directory.hpp>
#include <heddle/core/object.hpp>
#include <heddle/core/observer.hpp>
#include <heddle/core/program.hpp>
#include <heddle/core/strategy.hpp>
#include <heddle/core/substrate.hpp>
#include <heddle/core/trace.hpp>
#include <heddle/engine/arena.hpp>
#include <heddle/engine/enabled.hpp>
#include <heddle/engine/places.hpp>
#include <heddle/engine/thread_record.hpp>
#include <heddle/objects/console.hpp>
#include <heddle/objects/life.hpp>
#include <heddle/objects/variable.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace heddle {

/// What becomes of threads that have not ended when the execution has.
enum class Teardown : std::uint8_t {
    drop,    ///< their frames are forgotten: what only those own on the heap is lost
    unwind,  ///< Abandoned is thrown through them; ends the process when a frame is noexcept (leak-sensitive tests)
};

/// What run() says of an execution; the trace, when asked for, tells the rest.
struct Conclusion {
    Ending ending = Ending::finished;
    bool troubled = false;  ///< it ended otherwise than finished, or something went wrong on the way
    bool ok = false;        ///< all threads ended
    std::uint64_t steps = 0;
    std::string outcome;
};

/// One execution at a time: threads x objects x strategy -> trace. perform() is the single doorway through which threads
/// reach the scheduler. Everything is kept over executions, so that the next one allocates nothing.
class Engine {
public:
    explicit Engine(Substrate& substrate);
    Engine(Engine const&) = delete;
    Engine& operator=(Engine const&) = delete;
    ~Engine();

    /// Runs one execution of the program under the strategy (whose begin_execution has said true) and fills in
    /// `conclusion`, and `trace` unless it is null. Throws std::logic_error when called from inside an execution.
    void
    run(Program& program, Strategy& strategy, std::span<Observer* const> observers, Conclusion& conclusion,
        Trace* trace = nullptr);

    void set_teardown(Teardown teardown) noexcept { teardown_ = teardown; }

    // ---- what the faces call, on the thread that is running ----

    /// The scheduling point: announces the operation, parks, and returns its result once it was chosen and taken.
    std::uint64_t perform(
        OperationKind kind, ObjectId object, ObjectId also, std::uint64_t operand, Where where,
        std::uint64_t expected = 0);
    /// An event without a choice.
    std::uint64_t note(OperationKind kind, ObjectId object, std::uint64_t operand, Where where);
    /// As note, for plain_load and plain_store of a variable.
    void note_access(OperationKind kind, ObjectId variable, std::uint64_t operand, Where where);
    /// An event that only says that a primitive was used wrongly.
    void note_misuse(Misuse misuse, OperationKind kind, ObjectId object, Where where);

    /// Starts a thread that calls body(closure) and runs it to its first scheduling point. The closure need only live
    /// until the body has moved it away, which it must do before it reaches one.
    ThreadId start(void (*body)(void* closure), void* closure, Where where);
    /// Waits for the end of the thread; no scheduling point when it has ended.
    void join(ThreadId thread, Where where);
    /// As join, until a virtual deadline; false: the time was up.
    bool join_until(ThreadId thread, std::uint64_t deadline, Where where);
    void detach(ThreadId thread) noexcept { life(thread).detach(); }
    /// From now on the end of every thread that is started is a scheduling point.
    void watch_threads(Where where);
    /// Whether the thread has not ended: one step. Throws std::logic_error unless its end is a scheduling point.
    bool is_alive(ThreadId thread, Where where);
    /// The threads that have not ended, by id, the root among them whatever it does: one step. Throws std::logic_error
    /// unless the end of each is a scheduling point.
    std::vector<ThreadId> enumerate(Where where);
    /// Parks until holds(context); the predicate may only read.
    void await(bool (*holds)(void* context), void* context, Where where);
    /// A failed requirement: notes it and ends the execution.
    [[noreturn]] void fail(std::string_view message, Where where);

    template <class Model, class... Arguments>
    ObjectId create(ObjectKind kind, Where where, Arguments&&... arguments) {
        Unwatched const unwatched;
        Model& model = arena_.take<Model>(kind, std::forward<Arguments>(arguments)...);
        return adopt(model, kind, where);
    }
    /// An object's model, for what a face asks or counts without a scheduling point.
    template <class Model>
    Model& model(ObjectId object) noexcept {
        return static_cast<Model&>(*objects_[index(object)].model);
    }
    /// The end of an object's life.
    void destroy(ObjectId object, Where where);

    ThreadId current() const noexcept { return running_->id; }
    /// How the running thread's last operation was completed; done outside of the ordinary course.
    OutcomeKind completed() const noexcept {
        return mode_ == Mode::running ? slots_[index(running_->id)].outcome.kind : OutcomeKind::done;
    }
    /// Whether a thread is parked on the object where it may have to wait. (The object may be of an earlier execution.)
    bool parked_on(ObjectId object) const noexcept {
        return mode_ == Mode::running && index(object) < objects_.size() && objects_[index(object)].parked != 0;
    }
    /// By thread, what each waits to do; the kind is `end` for threads that have ended.
    std::vector<Operation> pending() const;
    ObjectId object_of(ThreadId thread) const noexcept { return threads_[index(thread)]->object; }
    std::uint64_t now() const noexcept { return now_; }
    Semantics const& semantics() const noexcept { return semantics_; }
    Directory& directory() noexcept { return directory_; }
    Places& places() noexcept { return places_; }
    Object& model(ObjectId object) noexcept { return *objects_[index(object)].model; }
    objects::Console& console() noexcept { return static_cast<objects::Console&>(*objects_[index(console_id)].model); }
    static constexpr ObjectId console_id{2};  ///< the root's life is 1

private:
    enum class Mode : std::uint8_t {
        idle,  ///< no execution
        running,
        quiet,   ///< the host looks at the state, or the engine asks a predicate: operations are taken at once, unseen
        noting,  ///< the thread itself evaluates the predicate that let it go: as quiet, but its reads are watched
        dropping,  ///< teardown: nothing has any effect
    };

    // engine.cpp: the life of an execution
    void begin(Program& program, Strategy& strategy, std::span<Observer* const> observers, Trace* trace);
    void conclude(Conclusion& conclusion, Trace* trace);
    void look_for_leftovers();
    void sort_observers(std::span<Observer* const> observers);
    void wake_observers();
    ObjectId adopt(Object& model, ObjectKind kind, Where where);

    // step.cpp: the hot path
    void announce(ThreadRecord& self, Operation const& operation);
    void announce_waiting(ThreadRecord& self, Operation const& operation);
    Choice decide();
    Choice ask_strategy(std::span<Choice const> enabled, std::uint32_t threads);
    std::uint64_t take(Choice chosen, ThreadRecord& actor);
    void stop_waiting(ThreadRecord& actor, Operation const& operation, Outcome outcome);
    void apply(Operation const& operation, Outcome outcome, Effect& effect);
    void changed(ThreadRecord& actor);
    void account_for(ThreadRecord& actor, Effect const& effect);
    void record(Event const& event, std::uint64_t step);
    void record_event(Event const& event);
    void note_access_slowly(OperationKind kind, ObjectId variable, std::uint64_t operand, Where where);
    std::span<Observer* const> listeners() const noexcept { return {listeners_.data(), listening_}; }
    void record_trouble(Event const& event, std::uint64_t step);
    std::uint64_t park(ThreadRecord& self);
    std::uint64_t park_here();
    std::uint64_t switch_to(ThreadRecord& next, std::uint64_t value);
    std::uint64_t go_to(ThreadRecord& next);
    std::uint64_t perform_quietly(Operation const& operation);
    void make_edges_known(Event const& event) noexcept;

    // waiting.cpp: enabledness, time, pollers
    Ways ask(Operation const& operation) noexcept;
    Ways ask_model(Object const& model, Operation const& operation) noexcept;
    Ways possible_now(Operation const& operation, Ways ways) const noexcept;
    bool let_go(Operation const& await) noexcept;
    void touch(ObjectId object);
    bool waited_for(ObjectId object) const noexcept;
    void refresh(ThreadRecord& thread);
    void refresh_timed();
    void refresh_awaiting();
    void refresh_all(OperationKind kind);
    void spend(OutcomeKind outcome);
    bool only_spurious() const noexcept;
    bool due(std::uint64_t deadline) const noexcept;
    std::uint64_t earliest_deadline() const noexcept;
    bool advance_clock();
    bool nothing_will_change() const noexcept;
    Choice ask_or_only(std::span<Choice const> enabled, std::uint32_t threads);
    Choice end_with(Ending ending) noexcept;
    Choice decide_slowly();
    Choice decide_among_pollers();
    Choice decide_between_chance_and_time();

    // threads.cpp
    ThreadRecord& add_thread(ThreadId parent, Where where);
    static void run_thread(void* record);
    void run_body(ThreadRecord& self);
    void end_thread_locals(ThreadRecord& self);
    void note_exception(std::string_view what);
    void note_failure(std::string_view message, std::uint32_t kind, Where where);
    void note_life(OperationKind kind, ObjectId object, Where where);
    bool take_end(ThreadRecord& self);
    void finish(ThreadRecord& self);
    void let_joiners_go(ThreadRecord const& ended);
    void excursion(ThreadRecord& to);
    void tear_down() noexcept;
    static void refuse_unless_releasing(OperationKind kind);

    // liveness.cpp
    void watch(objects::Life& life) noexcept;
    [[noreturn]] void refuse_to_look(char const* what, ThreadId stranger) const;

    objects::Life& life(ThreadId thread) noexcept;

    Substrate& substrate_;
    // hot
    Mode mode_ = Mode::idle;
    bool asks_always_ = false;
    std::uint32_t pollers_ = 0;   ///< parked threads whose announced operation ends a round of polling
    std::uint32_t timed_ = 0;     ///< parked threads with a deadline
    std::uint32_t awaiting_ = 0;  ///< parked threads with a predicate
    std::uint32_t unasked_ = 0;   ///< not 0: something has changed since their predicates were asked
    std::uint32_t spurious_left_ = 0;
    std::uint32_t weak_failures_left_ = 0;
    ThreadRecord* running_ = nullptr;
    Strategy* strategy_ = nullptr;
    std::uint64_t step_ = 0;
    std::uint64_t since_ = 0;     ///< first step of the present turn
    std::uint64_t changes_ = 0;   ///< events that another thread could notice
    ThreadId mover_ = no_thread;  ///< who took the last step
    struct ObjectSlot {
        Object* model;
        std::uint32_t parked;  ///< threads parked on it that may have to wait
    };
    std::vector<Event> slots_;  ///< by thread: what it announced, and once that is taken, what came of it
    std::vector<ObjectSlot> objects_;
    std::vector<ObjectId> waits_on_;  ///< by thread: what it is parked on, if it may have to wait there
    EnabledList enabled_;
    SchedulingPoint point_;
    std::vector<std::unique_ptr<ThreadRecord>> threads_;  ///< kept over executions; the first thread_count_ are in use
    std::size_t thread_count_ = 0;
    std::vector<Observer*> listeners_;  ///< of events; those that begin to listen at the first access come last
    std::size_t listening_ = 0;         ///< how many of them listen by now
    std::size_t always_listening_ = 0;  ///< how many listen from the beginning
    bool seen_ = false;                 ///< somebody sees every event: there is a trace, or one who always listens
    std::vector<Observer*> troubles_;
    std::vector<Observer*> observers_;
    bool observers_awake_ = false;  ///< those that only care for trouble and endings were told of this execution
    Trace* trace_ = nullptr;
    // the rest
    Semantics semantics_;
    std::uint64_t now_ = 0;
    std::uint64_t offered_time_ = 0;  ///< a deadline that may be chosen to come, while only chance is left besides
    std::size_t unended_ = 0;
    ObjectId roster_ = no_object;  ///< of the threads, once they are watched
    bool pollers_turn_ = false;
    Ending ending_ = Ending::finished;
    Teardown teardown_ = Teardown::drop;
    Program* program_ = nullptr;
    Directory directory_;
    Arena arena_;
    Places places_;
    std::vector<Choice> filtered_;
    ThreadRecord host_;
};

/// Something has changed: for pollers and predicates.
inline void Engine::changed(ThreadRecord& actor) {
    ++changes_;
    actor.polling.changed();
    if (awaiting_ != 0) [[unlikely]]
        unasked_ = 1;
}

inline void Engine::account_for(ThreadRecord& actor, Effect const& effect) {
    if (effect.has(Effect::changes)) {
        changed(actor);
    } else {
        actor.polling.read();
    }
}

/// The engine whose execution this OS thread carries; null outside of executions.
extern constinit thread_local Engine* active_engine;

/// The engine of the execution; throws std::logic_error, naming what was tried, outside of one.
Engine& engine_for(char const* what);

}  // namespace heddle
