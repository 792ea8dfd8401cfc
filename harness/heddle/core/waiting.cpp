// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/waiting.hpp>

#include <algorithm>

namespace heddle {

namespace {

using Kind = OperationKind;

bool ended(ThreadId thread, std::span<Operation const> pending) noexcept {
    return index(thread) < pending.size() && pending[index(thread)].kind == Kind::end;
}

}  // namespace

void Waiting::clear(Directory const& directory) {
    directory_ = &directory;
    records_.clear();
}

Waiting::Record& Waiting::record(ObjectId object) {
    if (index(object) >= records_.size()) records_.resize(index(object) + 1);
    return records_[index(object)];
}

void Waiting::follow(Event const& event) {
    Operation const& operation = event.operation;
    Record& its = record(operation.object);
    switch (operation.kind) {
    case Kind::start:
        its.life = event.effect.other;
        break;
    case Kind::begin:
        its.life = operation.thread;
        break;
    case Kind::lock:
    case Kind::try_lock:
        if (!event.effect.has(Effect::acquires)) break;
        if (its.hold.depth++ == 0) its.hold.where = operation.where;
        its.hold.thread = operation.thread;
        break;
    case Kind::call_once:
        if (event.effect.result != 0) its.hold = {operation.thread, 1, operation.where};
        break;
    case Kind::unlock:
        if (its.hold.depth > 0 && --its.hold.depth == 0) its.hold = {};
        break;
    case Kind::call_once_end:
    case Kind::event_set:  // of a future: its deferred function has been called
    case Kind::destroy:
        its.hold = {};
        break;
    case Kind::wait:
        record(operation.also).hold = {};
        break;
    case Kind::notify_one:
    case Kind::notify_all:
        if (event.effect.other != no_thread || event.effect.result != 0) break;
        its.notifier = operation.thread;
        its.notified = operation.where;
        break;
    default:
        break;
    }
}

Waiting::Hold const& Waiting::hold(ObjectId mutex) const noexcept {
    static Hold const nobody;
    return index(mutex) < records_.size() ? records_[index(mutex)].hold : nobody;
}

ThreadId Waiting::thread_of(ObjectId life) const noexcept {
    return index(life) < records_.size() ? records_[index(life)].life : no_thread;
}

std::string Waiting::describe(ObjectId object) const {
    ThreadId const life = thread_of(object);
    return life != no_thread ? directory_->describe(life) : directory_->describe(object);
}

std::string
Waiting::holder(std::string const& held_by, ThreadId by, ThreadId asker, std::span<Operation const> pending) const {
    if (by == no_thread) return {};
    if (by == asker) return held_by + "itself";
    // The names of threads that are stuck stand at the beginnings of their lines.
    if (!ended(by, pending)) return held_by + "thread " + std::to_string(index(by));
    return held_by + directory_->describe(by) + ", which has ended";
}

Waiting::Need Waiting::need(Operation const& operation, std::span<Operation const> pending) const {
    std::string const object = operation.object == no_object ? std::string{} : describe(operation.object);
    switch (operation.kind) {
    case Kind::lock: {
        ThreadId const by = hold(operation.object).thread;
        return {"waits to lock " + object, holder("held by ", by, operation.thread, pending), by};
    }
    case Kind::call_once: {
        ThreadId const by = hold(operation.object).thread;
        return {"waits for the call of " + object, holder("called by ", by, operation.thread, pending), by};
    }
    case Kind::wake:
        return {"waits on " + object + ", and no thread is left to notify it", {}, no_thread};
    case Kind::join:
    case Kind::timed_join: {
        ThreadId const life = thread_of(operation.object);
        if (life == no_thread) return {"waits for a thread to end that was never started", {}, no_thread};
        if (life == operation.thread) return {"waits for itself to end", {}, life};
        return {"waits for thread " + std::to_string(index(life)) + " to end", {}, life};
    }
    case Kind::acquire:
        return {"waits to acquire " + object + ", and no thread is left to release it", {}, no_thread};
    case Kind::event_wait:
        return {"waits for " + object + ", and no thread is left to set it", {}, no_thread};
    case Kind::await:
        return {"awaits " + object + ", and no thread is left to make it true", {}, no_thread};
    case Kind::sleep:
        return {"sleeps until " + time_of(operation.operand), {}, no_thread};
    default:
        break;
    }
    std::string what = "is about to " + std::string{name_of(operation.kind)};
    return {object.empty() ? what : what + " " + object, {}, no_thread};
}

void Waiting::add_needs(Rows& rows, std::span<ThreadId const> stuck, std::span<Operation const> pending) const {
    std::vector<Need> needs;
    std::size_t widest = 0;
    for (ThreadId const thread : stuck) {
        needs.push_back(need(pending[index(thread)], pending));
        if (!needs.back().held.empty()) widest = std::max(widest, columns_of(needs.back().what));
    }
    for (std::size_t i = 0; i < needs.size(); ++i) {
        std::string said = needs[i].what;
        std::size_t const blanks = widest + 1 - std::min(widest, columns_of(said));
        if (!needs[i].held.empty()) said.append(",").append(blanks, ' ').append(needs[i].held);
        rows.add({directory_->describe(stuck[i]), said, place_of(pending[index(stuck[i])].where)});
    }
}

std::string Waiting::lost_notification(ObjectId condition) const {
    if (index(condition) >= records_.size() || records_[index(condition)].notifier == no_thread) return {};
    Record const& its = records_[index(condition)];
    std::string said =
        "\n  " + describe(condition) + " was notified when nobody waited, by " + directory_->describe(its.notifier);
    return its.notified.known() ? said.append("   ").append(place_of(its.notified)) : said;
}

}  // namespace heddle
