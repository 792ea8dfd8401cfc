// SPDX-License-Identifier: Apache-2.0
#include <heddle/engine/engine.hpp>
#include <heddle/explore/breakpoint.hpp>

#include <csignal>
#include <fstream>
#include <string>

namespace heddle {

bool Breakpoint::debugged() {
    std::ifstream status{"/proc/self/status"};
    std::string word;
    while (status >> word && word != "TracerPid:") {
    }
    long tracer = 0;
    return status >> tracer && tracer != 0;
}

void Breakpoint::on_event(Event const& event, std::uint64_t step) {
    if (step != step_ || noted(event.operation.kind)) return;
    reached_ = true;
    if (event.operation.thread == active_engine->current()) {
        std::raise(SIGTRAP);  // the caller of Engine::perform is the thread that took the step
    } else {
        due_ = true;
    }
}

void Breakpoint::prepare(Fiber& fiber, Entry entry, void* argument, std::size_t slot) {
    around_.prepare(fiber, entry, argument, slot);
}

std::uint64_t Breakpoint::transfer(Fiber& from, Fiber& to, std::uint64_t value) {
    std::uint64_t const result = around_.transfer(from, to, value);
    if (due_) {
        due_ = false;
        std::raise(SIGTRAP);  // the caller of Engine::perform is the thread that took the step
    }
    return result;
}

}  // namespace heddle
