// SPDX-License-Identifier: Apache-2.0
#include <heddle/substrate/borrowed_thread.hpp>
#include <heddle/substrate/stack_pool.hpp>
#include <heddle/substrate/thread_pointer.hpp>

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/prctl.h>

#include <cerrno>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace heddle {

namespace {

/// The parked thread's own frames lie above the stack that it lends, and below them there must be room for the handler of a
/// signal that cannot be blocked (libc's own, when a process changes its user).
constexpr std::size_t room_to_park = std::size_t{32} * 1024;
/// What libc keeps for a thread beside its variables, and keeps free for libraries yet to come.
constexpr std::size_t room_for_libc = std::size_t{16} * 1024;

/// New threads begin with the signal mask of who makes them.
class AllSignalsBlocked {
public:
    AllSignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    AllSignalsBlocked(AllSignalsBlocked const&) = delete;
    AllSignalsBlocked& operator=(AllSignalsBlocked const&) = delete;
    ~AllSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_;
};

struct Introduction {
    BorrowedThread* thread;
    sem_t done;
};

}  // namespace

/// All threads that this process has made, by the size of their stacks. On stacks of ours: after a fork libc takes back the
/// stacks that it gave to threads, for there is but one left; those that only lend themselves are as good as before.
class BorrowedThreadPool {
public:
    BorrowedThread& take(std::size_t stack_size) {
        std::lock_guard const lock{mutex_};
        auto const reserve = room_to_park + room_for_libc + size_of_thread_locals();
        Shelf& shelf = shelves_.try_emplace(stack_size, stack_size, reserve).first->second;
        if (shelf.free.empty()) make_one(shelf);
        BorrowedThread& thread = *shelf.free.back();
        shelf.free.pop_back();
        return thread;
    }

    void give_back(BorrowedThread& thread) noexcept {
        std::lock_guard const lock{mutex_};
        shelves_.at(thread.stack_size_).free.push_back(&thread);
    }

private:
    struct Shelf {
        Shelf(std::size_t size, std::size_t reserve) : stacks{size, reserve} {}
        StackPool stacks;
        std::vector<std::unique_ptr<BorrowedThread>> all;
        std::vector<BorrowedThread*> free;
    };

    static void make_one(Shelf& shelf);

    std::mutex mutex_;
    std::map<std::size_t, Shelf> shelves_;
};

void BorrowedThreadPool::make_one(Shelf& shelf) {
    auto thread = std::make_unique<BorrowedThread>();
    shelf.free.reserve(shelf.all.size() + 1);
    shelf.all.reserve(shelf.all.size() + 1);
    thread->stack_bottom_ = shelf.stacks.take();
    thread->stack_size_ = shelf.stacks.size();
    // The variables of all threads would begin at equal cache sets: a different offset for each spreads them.
    std::size_t const colour = shelf.all.size() % 15 * 192;
    int const error = thread->start(shelf.stacks.size() + shelf.stacks.reserve() - colour);
    if (error != 0) {
        shelf.stacks.give_back(thread->stack_bottom_);
        throw std::system_error{
            error, std::generic_category(),
            "heddle: no more threads: each controlled thread borrows one of the operating system for its thread_local "
            "variables, and after "
                + std::to_string(shelf.all.size())
                + " there are none left; raise the limit (ulimit -u, pids.max), or set HEDDLE_THREAD_LOCAL=shared"};
    }
    shelf.all.push_back(std::move(thread));
    if (!shelf.all.back()->has_room_) {
        throw std::runtime_error{
            "heddle: libc keeps so much for each thread (rtld.optional_static_tls in GLIBC_TUNABLES?) that there is no "
            "room beside a stack; set HEDDLE_THREAD_LOCAL=shared"};
    }
    shelf.free.push_back(shelf.all.back().get());
}

int BorrowedThread::start(std::size_t whole_stack) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, stack_bottom_, whole_stack);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    Introduction introduction{this, {}};
    sem_init(&introduction.done, 0, 0);
    pthread_t id{};
    int error = 0;
    {
        AllSignalsBlocked const blocked;
        error = pthread_create(&id, &attributes, &BorrowedThread::park, &introduction);
    }
    pthread_attr_destroy(&attributes);
    if (error == 0) {
        while (sem_wait(&introduction.done) != 0) {
        }
    }
    sem_destroy(&introduction.done);
    return error;
}

namespace {

BorrowedThreadPool& pool() {
    static BorrowedThreadPool& threads = *new BorrowedThreadPool;  // its threads outlive everything
    return threads;
}

}  // namespace

BorrowedThread& borrow_thread(std::size_t stack_size) { return pool().take(stack_size); }
void give_back(BorrowedThread& thread) noexcept { pool().give_back(thread); }

void BorrowedThread::look_at_oneself() {
    thread_pointer_ = heddle::thread_pointer();
    image_ = ThreadImage::of_this_thread();
    errno_ = &errno;
    exit_of_thread_ = place_of_thread_exit();
    last_words_ = place_of_last_words();
    auto const own_frames = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    auto const top_of_lent = reinterpret_cast<std::uintptr_t>(stack_bottom_) + stack_size_;
    has_room_ = own_frames >= top_of_lent + room_to_park / 2;
}

void* BorrowedThread::park(void* introduction) {
    auto& hello = *static_cast<Introduction*>(introduction);
    prctl(PR_SET_NAME, "heddle: lent");
    hello.thread->look_at_oneself();
    sem_post(&hello.done);
    sigset_t all;
    sigfillset(&all);
    while (true) sigsuspend(&all);
}

void BorrowedThread::begin(bool cut) {
    if (cut) {
        // Only a thread itself can ask for the values of its keys.
        void* const mine = heddle::thread_pointer();
        set_thread_pointer(thread_pointer_);
        exit_.forget();
        set_thread_pointer(mine);
    }
    image_.reset();
    *errno_ = 0;
    *exit_of_thread_ = &exit_;
    *last_words_ = *place_of_last_words();
}

}  // namespace heddle
