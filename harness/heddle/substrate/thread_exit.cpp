// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/own_thread_locals.hpp>
#include <heddle/substrate/thread_exit.hpp>

#include <pthread.h>

#include <array>
#include <atomic>
#include <climits>

namespace heddle {

namespace {

using Destructor = void (*)(void*);

constinit thread_local ThreadExit* thread_exit = nullptr;

/// By key, what is called with its value at the end of a thread. POSIX has a limit for keys, and no way to ask.
struct Keys {
    std::array<std::atomic<Destructor>, PTHREAD_KEYS_MAX> destructors{};
    std::atomic<pthread_key_t> end{0};  ///< no key so far is larger
};
constinit Keys keys;

/// Calls what the keys ask for once; whether there was anything.
bool run_keys_once() {
    bool any = false;
    for (pthread_key_t key = 0; key < keys.end.load(std::memory_order_relaxed); ++key) {
        void* const value = pthread_getspecific(key);
        if (value == nullptr) continue;
        any = true;
        pthread_setspecific(key, nullptr);
        Destructor const destructor = keys.destructors[key].load(std::memory_order_relaxed);
        if (destructor != nullptr) destructor(value);
    }
    return any;
}

}  // namespace

ThreadExit** place_of_thread_exit() noexcept { return &thread_exit; }

void ThreadExit::run() {
    do {
        while (!objects_.empty()) {
            auto const [destructor, object] = objects_.back();
            objects_.pop_back();
            destructor(object);
        }
        for (int round = 0; round < PTHREAD_DESTRUCTOR_ITERATIONS && run_keys_once(); ++round) {
        }
    } while (!objects_.empty());
}

void ThreadExit::forget() {
    objects_.clear();
    for (pthread_key_t key = 0; key < keys.end.load(std::memory_order_relaxed); ++key) {
        if (pthread_getspecific(key) != nullptr) pthread_setspecific(key, nullptr);
    }
}

}  // namespace heddle

#if defined(HEDDLE_OWN_THREAD_LOCALS)

extern "C" {

int __cxa_thread_atexit_impl(void (*destructor)(void*), void* object, void* library);
int __pthread_key_create(pthread_key_t* key, void (*destructor)(void*));

/// The compiler calls this when a thread_local object with a destructor was made.
int __cxa_thread_atexit(void (*destructor)(void*), void* object, void* library) noexcept {
    if (heddle::thread_exit == nullptr) return __cxa_thread_atexit_impl(destructor, object, library);
    heddle::thread_exit->add(destructor, object);
    return 0;
}

int pthread_key_create(pthread_key_t* key, void (*destructor)(void*)) noexcept {
    int const result = __pthread_key_create(key, destructor);
    if (result != 0) return result;
    heddle::keys.destructors[*key].store(destructor, std::memory_order_relaxed);
    pthread_key_t end = heddle::keys.end.load(std::memory_order_relaxed);
    while (end <= *key && !heddle::keys.end.compare_exchange_weak(end, *key + 1)) {
    }
    return 0;
}

}  // extern "C"

bool heddle::ThreadExit::is_asked() {
    ThreadExit probe;
    ThreadExit* const before = std::exchange(thread_exit, &probe);
    __cxa_thread_atexit([](void*) {}, nullptr, nullptr);
    thread_exit = before;
    return !probe.objects_.empty();
}

#else

bool heddle::ThreadExit::is_asked() { return false; }

#endif
