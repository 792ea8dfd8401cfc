// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/borrowed_thread.hpp>
#include <heddle/substrate/borrowed_threads.hpp>
#include <heddle/substrate/own_thread_locals.hpp>
#include <heddle/substrate/thread_locals.hpp>
#include <heddle/substrate/thread_pointer.hpp>

#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>

namespace heddle {

namespace {

[[maybe_unused]] std::string why_no_thread() {
    try {
        give_back(borrow_thread(Fibers{}.stack_size()));
        return {};
    } catch (std::bad_alloc const&) {
        return "there is no memory for the stack of a thread";
    } catch (std::exception const& error) {
        return error.what();
    }
}

/// Empty if each thread can have its own. What is asked of the process does not change while it lives, once it is yes.
std::string why_shared() {
#if defined(HEDDLE_ASAN)
    return "this build is for AddressSanitizer, which keeps its own record of threads";
#elif defined(HEDDLE_TSAN)
    return "this build is for ThreadSanitizer, which keeps its own record of threads";
#elif !defined(HEDDLE_OWN_THREAD_LOCALS)
    return "this build is for a C library that heddle knows no way with";
#else
    if (!has_thread_pointer) return "on this machine the thread pointer is not moved so far";
    if (!thread_pointer_is_ours())
        return "this kernel or processor does not let programs write the thread pointer (FSGSBASE)";
    if (!ThreadExit::is_asked())
        return "heddle was loaded behind another C++ runtime, and is not told of ends of threads";
    if (std::string why = why_no_thread_image(); !why.empty()) return why;
    return why_no_thread();
#endif
}

}  // namespace

ThreadLocals thread_locals() {
    char const* const text = std::getenv("HEDDLE_THREAD_LOCAL");
    std::string_view const wish = text == nullptr ? "" : text;
    if (wish == "shared") return {false, "HEDDLE_THREAD_LOCAL=shared"};
    if (wish != "own" && !are_there_thread_locals()) return {false, "there are none in this program"};
    static bool possible = false;
    if (possible) return {true, {}};
    std::string why = why_shared();
    possible = why.empty();
    return {possible, std::move(why)};
}

std::unique_ptr<Substrate> make_substrate() {
    if (thread_locals().own) return std::make_unique<BorrowedThreads>();
    return std::make_unique<Fibers>();
}

}  // namespace heddle
