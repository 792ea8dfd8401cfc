// SPDX-License-Identifier: Apache-2.0
// Which threads live: their ends become scheduling points, so that who asks can come before and after each.
#include <heddle/core/announce.hpp>
#include <heddle/engine/engine.hpp>
#include <heddle/objects/roster.hpp>

#include <stdexcept>

namespace heddle {

void Engine::watch(objects::Life& life) noexcept {
    life.watch();
    model<objects::Roster>(roster_).started();
}

void Engine::watch_threads(Where where) {
    if (mode_ != Mode::running || roster_ != no_object) return;
    ThreadId stranger = no_thread;
    for (std::size_t i = thread_count_; i-- > 1;) {
        if (!threads_[i]->ended) stranger = threads_[i]->id;
    }
    roster_ = create<objects::Roster>(ObjectKind::roster, where, std::uint64_t{1}, stranger);
}

void Engine::refuse_to_look(char const* what, ThreadId stranger) const {
    std::string said = std::string{"heddle::"} + what;
    if (stranger == no_thread) {
        said += " was asked, and nobody watches the threads of this execution";
    } else {
        said += " was asked about " + directory_.describe(stranger) + ", which was started before they were watched";
    }
    said += ": its end is no scheduling point, so who asks would not come before and after it\n"
            "  call heddle::watch_threads() before the first thread is started";
    throw std::logic_error(said);
}

bool Engine::is_alive(ThreadId thread, Where where) {
    objects::Life& its = life(thread);
    if (mode_ == Mode::running) {
        if (!its.watched() && thread != root_thread) refuse_to_look("thread::is_alive", thread);
    } else if (!its.ended()) {
        its.watch();  // a predicate asks, and will be asked again
    }
    return perform(OperationKind::is_alive, object_of(thread), no_object, 0, where) != 0;
}

std::vector<ThreadId> Engine::enumerate(Where where) {
    if (mode_ == Mode::running) {
        ThreadId const stranger = roster_ == no_object ? no_thread : model<objects::Roster>(roster_).stranger();
        if (roster_ == no_object || stranger != no_thread) refuse_to_look("enumerate", stranger);
        perform(OperationKind::enumerate, roster_, no_object, 0, where);
    }
    Unwatched const unwatched;
    std::vector<ThreadId> alive;
    for (std::size_t i = 0; i < thread_count_; ++i) {
        auto const id = static_cast<ThreadId>(i);
        if (id == root_thread || !life(id).ended()) alive.push_back(id);
    }
    return alive;
}

}  // namespace heddle
