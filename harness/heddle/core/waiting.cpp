// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/waiting.hpp>

#include <algorithm>
#include <utility>

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

// size: one case a kind of operation
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
    case Kind::lock_shared:
    case Kind::try_lock_shared:
        follow_lock(event);
        break;
    case Kind::call_once:
        if (event.effect.result != 0) its.holds = {{operation.thread, 1, operation.where, false}};
        break;
    case Kind::unlock:
    case Kind::unlock_shared:
        follow_unlock(operation);
        break;
    case Kind::copy:
        follow_copy(operation);
        break;
    case Kind::call_once_end:
    case Kind::event_set:  // of a future: its deferred function has been called
    case Kind::destroy:
        its.holds.clear();
        break;
    case Kind::request_stop:
        if (event.effect.has(Effect::releases)) its.requester = operation.thread;
        break;
    case Kind::wait:
        record(operation.also).holds.clear();
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

void Waiting::follow_lock(Event const& event) {
    Operation const& operation = event.operation;
    if (!event.effect.has(Effect::acquires)) return;
    bool const shared = operation.kind == Kind::lock_shared || operation.kind == Kind::try_lock_shared;
    std::vector<Hold>& holds = record(operation.object).holds;
    auto const again = std::find_if(holds.begin(), holds.end(), [&](Hold const& hold) {
        return (hold.thread == operation.thread || hold.copied) && hold.shared == shared;
    });
    if (again != holds.end()) {
        again->thread = operation.thread;  // of a copy that is held: the heir of who held it
        again->copied = false;
        ++again->depth;
    } else {
        holds.push_back({operation.thread, 1, operation.where, shared});
    }
}

void Waiting::follow_copy(Operation const& operation) {
    std::vector<Hold> copies = record(operation.object).holds;
    for (Hold& hold : copies) hold.copied = true;
    record(operation.also).holds = std::move(copies);
}

/// Of the thread's own hold; of the oldest if it has none, for that is what a wrong unlock ends.
void Waiting::follow_unlock(Operation const& operation) {
    std::vector<Hold>& holds = record(operation.object).holds;
    if (holds.empty()) return;
    auto own =
        std::find_if(holds.begin(), holds.end(), [&](Hold const& hold) { return hold.thread == operation.thread; });
    if (own == holds.end()) own = holds.begin();
    if (--own->depth == 0) holds.erase(own);
}

std::span<Waiting::Hold const> Waiting::holds(ObjectId mutex) const noexcept {
    if (index(mutex) >= records_.size()) return {};
    return records_[index(mutex)].holds;
}

Waiting::Hold const& Waiting::hold(ObjectId mutex) const noexcept {
    static Hold const nobody;
    auto const all = holds(mutex);
    return all.empty() ? nobody : all.front();
}

bool Waiting::holds(ThreadId thread, ObjectId mutex) const noexcept {
    auto const all = holds(mutex);
    return std::any_of(all.begin(), all.end(), [&](Hold const& hold) { return hold.thread == thread && !hold.copied; });
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

/// The names of two or more, the asker first.
std::string Waiting::sharers(std::span<Hold const> holds, ThreadId asker) const {
    std::vector<std::string> names;
    for (Hold const& hold : holds) {
        if (hold.thread != asker) names.push_back("thread " + std::to_string(index(hold.thread)));
    }
    if (names.size() < holds.size()) names.insert(names.begin(), "itself");
    std::string said = "shared by " + names.front();
    for (std::size_t i = 1; i < names.size(); ++i) said += (i + 1 == names.size() ? " and " : ", ") + names[i];
    return said;
}

Waiting::Need Waiting::need_of_lock(Operation const& operation, std::span<Operation const> pending) const {
    char const* const way = operation.kind == Kind::lock ? "waits to lock " : "waits to share ";
    auto const all = holds(operation.object);
    if (!all.empty() && all.front().copied) {
        std::string const by = directory_->describe(all.front().thread);
        return {way + describe(operation.object), "held by " + by + " in the process it was copied from", no_thread};
    }
    ThreadId on = no_thread;
    std::size_t others = 0;
    for (Hold const& hold : all) {
        if (hold.thread == operation.thread) continue;
        on = hold.thread;
        ++others;
    }
    if (others == 0 && !all.empty()) on = operation.thread;
    std::string held = all.size() > 1 ? sharers(all, operation.thread)
                                      : holder("held by ", hold(operation.object).thread, operation.thread, pending);
    return {way + describe(operation.object), std::move(held), others > 1 ? no_thread : on};
}

Waiting::Need Waiting::need_of_stop(Operation const& operation) const {
    ThreadId const by =
        index(operation.object) < records_.size() ? records_[index(operation.object)].requester : no_thread;
    std::string const what = "waits for " + describe(operation.also) + " to end";
    return {what, by == no_thread ? "" : "run by thread " + std::to_string(index(by)), by};
}

// size: one case a kind of operation
Waiting::Need Waiting::need(Operation const& operation, std::span<Operation const> pending) const {
    std::string const object = operation.object == no_object ? std::string{} : describe(operation.object);
    switch (operation.kind) {
    case Kind::lock:
    case Kind::lock_shared:
        return need_of_lock(operation, pending);
    case Kind::call_once: {
        ThreadId const by = hold(operation.object).thread;
        return {"waits for the call of " + object, holder("called by ", by, operation.thread, pending), by};
    }
    case Kind::wake:
    case Kind::look_again:
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
    case Kind::arrival_wait:
        if (directory_->object(operation.object).kind == ObjectKind::latch)
            return {"waits for " + object + " to open, and no thread is left to count it down", {}, no_thread};
        return {"waits at " + object + ", and too few threads are left to arrive", {}, no_thread};
    case Kind::remove_callback:
        return need_of_stop(operation);
    case Kind::send:
        return {"waits to send into " + object, "full", no_thread};
    case Kind::receive:
        return {"waits to receive from " + object, "empty", no_thread};
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
